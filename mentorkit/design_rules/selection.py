"""Selection and matching: who gets in, who meets whom, and what happens when it does not work."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.design_rules.rule import (
    ERROR,
    WARNING,
    Area,
    Finding,
    _,
    any_written,
    cannot_read,
    is_archetype,
    is_written,
)
from mentorkit.design_rules.sources import (
    ALLEN,
    CLUTTERBUCK,
    DOBBIN,
    MATCHING,
    PRACTITIONERS,
    RAGINS,
    SELECTION,
    SUPPORT,
)
from mentorkit.language.word_lists import word_list
from mentorkit.toolkit import Toolkit

AREA = Area("selection", "Selection and matching")


@AREA.rule(
    "SEL01",
    "how people are selected is written down and published",
    ERROR,
    why="""Where nobody can read how places are given, people who did not get one assume the worst, and are often right:
    unwritten criteria favour those who are known already.""",
    source=SELECTION,
    remedy="write down what decides, and publish it where people apply",
    yaml="""
    eligibility:
      selection_basis:
        - Lots are drawn where more people apply than there are places.
      selection_published: yes
    """,
)
def selection_is_published(kit: Toolkit) -> Iterator[Finding]:
    chosen = kit.program.eligibility
    if chosen is None:
        yield Finding(_("nothing says how people are selected"), ("eligibility",))
    elif not any_written(chosen.selection_basis):
        yield Finding(_("nothing says how people are selected"), ("eligibility", "selection_basis"))
    elif not chosen.selection_published:
        message = _("how people are selected is not published")
        yield Finding(
            message, ("eligibility", "selection_published"), _("publish it, and write `selection_published: yes`")
        )


@AREA.rule(
    "SEL02",
    "people can come in without being chosen by somebody",
    WARNING,
    why="""By invitation, or for high performers only, mentoring goes to people who have sponsors already. It teaches everybody
    else that it is not meant for them, and the programme shows little, since its people would have risen anyway.""",
    source=DOBBIN,
    remedy="let people put themselves forward: `route: open` or `route: self-nominated`, without a rating in the criteria",
    yaml="""
    eligibility:
      route: self-nominated
      criteria:
        - Joined within the last two years
    """,
    reads_prose=True,
)
def selection_is_open(kit: Toolkit) -> Iterator[Finding]:
    chosen = kit.program.eligibility
    if chosen and chosen.route == "invited":
        yield Finding(_("people take part by invitation only"), ("eligibility", "route"))
    words = word_list(kit.program.language, "best_only")
    for name, texts in (("criteria", chosen.criteria), ("selection_basis", chosen.selection_basis)) if chosen else ():
        if words is None and texts:
            yield cannot_read(kit, ("eligibility", name))
        for number, text in enumerate(texts if words else ()):
            if words and (best := words.first(text)):
                message = _('places are for the best only: "%(words)s"')
                yield Finding(message, ("eligibility", name, number), values={"words": best})


@AREA.rule(
    "SEL03",
    "taking part is voluntary",
    ERROR,
    why="""Nobody confides in somebody whom they were told to meet. Those who are sent come late, say little, and cost the other
    side the wish to mentor again.""",
    source=DOBBIN,
    remedy="invite instead of enrolling, and write `voluntary: yes`",
    yaml="""
    eligibility:
      voluntary: yes
    """,
    applies=lambda kit: getattr(kit.program.eligibility, "voluntary", None) is not None,
)
def taking_part_is_voluntary(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.eligibility and kit.program.eligibility.voluntary is False:
        yield Finding(_("taking part is not voluntary"), ("eligibility", "voluntary"))


@AREA.rule(
    "SEL04",
    "a pilot has a limited number of places",
    WARNING,
    why="""A pilot is there to learn from. With every pair that joins there is less time to listen to each, and a mistake in the
    design reaches more people.""",
    source=SUPPORT,
    remedy="set `cohort_cap`; ten to twenty places are enough to learn from",
    yaml="""
    eligibility:
      cohort_cap: 12
    """,
    applies=lambda kit: kit.program.status == "pilot",
)
def pilot_is_capped(kit: Toolkit) -> Iterator[Finding]:
    chosen = kit.program.eligibility
    if chosen is None or chosen.cohort_cap is None:
        path = ("eligibility", "cohort_cap") if chosen else ("eligibility",)
        yield Finding(_("this pilot has no limit to its places"), path)


@AREA.rule(
    "MAT01",
    "pairs are made by criteria, each with its reason",
    ERROR,
    why="""A match that cannot be explained is felt as a judgement. With criteria and reasons in the open, people can say what
    was overlooked, and two persons would make nearly the same pairs.""",
    source=MATCHING,
    remedy="list what counts in a match, each with `why`",
    yaml="""
    matching:
      criteria:
        - {name: Another team, why: Neither has a stake in the other's work}
    """,
)
def matching_has_reasons(kit: Toolkit) -> Iterator[Finding]:
    pairs = kit.program.matching
    if pairs is None or not any_written(one.name for one in pairs.criteria):
        yield Finding(_("nothing says what counts in a match"), ("matching", "criteria") if pairs else ("matching",))
    for number, one in enumerate(pairs.criteria if pairs else ()):
        if not is_written(one.why):
            message, hint = (
                _('the criterion "%(name)s" has no reason'),
                _("write `- name: %(name)s` and, below it, `why: …`"),
            )
            yield Finding(message, ("matching", "criteria", number), hint, values={"name": one.name})


@AREA.rule(
    "MAT02",
    "mentor and mentee both have a say in their match",
    ERROR,
    why="""Of all that an organisation can do about matching, asking both sides matters most: pairs who had a say trust each
    other sooner and mentor better. A wish, a choice of two or a veto is enough.""",
    source=ALLEN,
    remedy="say what each of the two has a say in: `mentee_input` and `mentor_input`",
    yaml="""
    matching:
      mentee_input: Names a first and a second choice
      mentor_input: May decline without a reason
    """,
)
def both_have_a_say(kit: Toolkit) -> Iterator[Finding]:
    pairs = kit.program.matching
    if pairs is None:
        yield Finding(_("neither mentor nor mentee has a say in the match"), ("matching",))
    for role in kit.program.pair if pairs else ():
        if not is_written(getattr(pairs, f"{role}_input")):
            message, hint = {
                "mentor": (
                    _("the mentor has no say in the match"),
                    _("add `mentor_input:`, what the mentor has a say in"),
                ),
                "mentee": (
                    _("the mentee has no say in the match"),
                    _("add `mentee_input:`, what the mentee has a say in"),
                ),
            }[role]
            yield Finding(message, ("matching", f"{role}_input"), hint)


@AREA.rule(
    "MAT03",
    "nobody is mentored by their own line manager",
    ERROR,
    why="""Nobody shows a doubt to the person who decides about their pay and appraisal. With the line manager as mentor, there
    is no mentoring, only another meeting with the manager.""",
    source=CLUTTERBUCK,
    remedy="match outside the line, and write `line_manager_allowed: no`",
    yaml="""
    matching:
      line_manager_allowed: no
    """,
    applies=lambda kit: getattr(kit.program.matching, "line_manager_allowed", None) is not None,
)
def mentors_are_outside_the_line(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.matching and kit.program.matching.line_manager_allowed:
        yield Finding(_("the line manager may be the mentor"), ("matching", "line_manager_allowed"))


@AREA.rule(
    "MAT04",
    "a pair that does not work can part without blame",
    ERROR,
    why="""Some pairs do not fit, whoever makes them. Without a way out that costs nobody their face, both stay, stop meeting, and tell
    nobody. A poor pair is worse than none.""",
    source=RAGINS,
    remedy="describe the way out under `matching.rematch`, with `no_fault: yes`",
    yaml="""
    matching:
      rematch:
        within_weeks: 8
        no_fault: yes
        steps:
          - Tell Sam that it is not working. One sentence is enough.
    """,
)
def pairs_can_part(kit: Toolkit) -> Iterator[Finding]:
    pairs = kit.program.matching
    if pairs is None or pairs.rematch is None:
        yield Finding(
            _("there is no way out of a pair that does not work"), ("matching", "rematch") if pairs else ("matching",)
        )
    elif not pairs.rematch.no_fault:
        message = _("whoever asks for another match is not free of blame")
        yield Finding(
            message, ("matching", "rematch", "no_fault"), _("write `no_fault: yes`, and ask nobody for a reason")
        )


@AREA.rule(
    "MAT05",
    "an inclusion programme looks at its matches for bias",
    WARNING,
    why="""Those who make pairs think of the people they know. In a programme that is meant to change who is helped, somebody
    else has to look at all pairs together before they are announced.""",
    source=DOBBIN,
    remedy="let two people who did not make the pairs look at them side by side, and describe it in `bias_check`",
    yaml="""
    matching:
      bias_check: Two people who did not make the pairs look at all of them side by side before they are announced.
    """,
    applies=is_archetype("inclusion"),
)
def matches_are_looked_at(kit: Toolkit) -> Iterator[Finding]:
    pairs = kit.program.matching
    if pairs is None or not is_written(pairs.bias_check):
        yield Finding(_("nobody looks at the matches for bias"), ("matching", "bias_check") if pairs else ("matching",))


@AREA.rule(
    "MAT06",
    "no mentor has more mentees than they can carry",
    WARNING,
    why="""Each mentee takes two to three hours a month. Mentors with three or more beside their job cancel, repeat themselves,
    or withdraw in the second round. The lines are settings: `mentees_per_mentor` and `mentees_per_group`.""",
    source=PRACTITIONERS,
    remedy="win more mentors, take fewer mentees, or make it a group programme: `format: group`",
    yaml="""
    matching:
      mentees_per_mentor: 2
    """,
)
def mentors_can_carry_it(kit: Toolkit) -> Iterator[Finding]:
    grouped = kit.program.format in ("group", "peer")
    most = kit.thresholds.mentees_per_group if grouped else kit.thresholds.mentees_per_mentor
    number = kit.program.matching.mentees_per_mentor if kit.program.matching else 1
    if number > most:
        message = _("%(number)s mentees for one mentor are more than most can carry (%(most)s)")
        yield Finding(message, ("matching", "mentees_per_mentor"), values={"number": number, "most": most})
