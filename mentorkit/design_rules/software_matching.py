"""Matching with software: what it may compare, who decides, how anybody sees that it is fair, and what mentors agree to show."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.definition.matching import ApplicationQuestion, Criterion, Matching
from mentorkit.design_rules import selection, sources
from mentorkit.design_rules.rule import NOTE, WARNING, Finding, _, cannot_read, is_written
from mentorkit.language.word_lists import WordList, word_list
from mentorkit.toolkit import Toolkit

AREA = selection.AREA
SOFTWARE = ("hybrid", "software")
"""The methods in which software proposes or makes the matches."""
_COMPARED = """
    matching:
      method: hybrid
      criteria:
        - name: Another team
          why: Neither has a stake in the other’s work.
          compare: different
          of: team
      applications:
        - {id: team, ask: "Which team are you in?"}
    """
"""A definition that says what software compares, and compares nothing under special protection."""


def _with_software(kit: Toolkit) -> bool:
    return kit.program.matching is not None and kit.program.matching.method in SOFTWARE


def _compared(kit: Toolkit) -> Iterator[tuple[int, Criterion, ApplicationQuestion]]:
    """Each criterion that compares a question of the definition, with its number, and the question of each role."""
    matching = kit.program.matching or Matching()
    for number, one in enumerate(matching.criteria):
        for id_ in dict.fromkeys((one.of, one.asked_of_mentors)) if one.compare else ():
            question = matching.question(id_)
            if question:
                yield number, one, question


def _protected_word(question: ApplicationQuestion, words: WordList) -> str:
    """The word by which a question reads as if it were about something under special protection."""
    said = " / ".join((question.id.replace("-", " "), *question.headings, *(one.text for one in question.options)))
    return words.first(said)


@AREA.rule(
    "MAT07",
    "nothing under special protection takes part in matching, unless it is said why",
    WARNING,
    why="""Age, sex, ethnicity, disability, faith and orientation are protected because deciding by them has done harm. Matching by
    likeness repeats who knew whom before. Where participants themselves ask for it, that is a reason, and then everybody may
    read it.""",
    source=sources.GDPR.format("articles 5 and 9, and the laws of equal treatment"),
    remedy="compare something else; where it has to take part, write `protected: yes` at the question and `because:` at the criterion",
    yaml=_COMPARED,
    reads_prose=True,
)
def protected_is_left_out(kit: Toolkit) -> Iterator[Finding]:
    words = word_list(kit.program.language, "protected")
    if words is None and any(question.protected is None for _, _, question in _compared(kit)):
        yield cannot_read(kit, ("matching", "applications"))
    for number, criterion, question in _compared(kit):
        place = (kit.program.matching or Matching()).applications.index(question)
        if words and question.protected is None and (word := _protected_word(question, words)):
            message = _('"%(question)s" is compared, and reads as if it were under special protection: "%(word)s"')
            hint = _(
                "write `protected: yes`, and `because:` at the criterion; or `protected: no`, where it is nothing of the kind"
            )
            yield Finding(
                message, ("matching", "applications", place), hint, values={"question": question.id, "word": word}
            )
        elif question.protected:
            message = _('"%(question)s" is under special protection and takes part in matching: %(because)s')
            values = {"question": question.id, "because": criterion.because}
            hint = _("have whoever answers for data protection and equality agree, and accept this with their reason")
            yield Finding(message, ("matching", "criteria", number, "because"), hint, NOTE, values)


@AREA.rule(
    "MAT08",
    "where software is said to suggest matches, criteria say what it compares",
    WARNING,
    why="""People are told how they are matched, and works councils ask. “Software suggests matches” has to be true, and whoever reads
    it has to be able to see what the software looks at.""",
    source=sources.GDPR.format("articles 13 and 22: the logic involved"),
    remedy="write at a criterion how it is compared (`compare:` and `of:`), or `method: by hand` where people make the matches",
    yaml=_COMPARED,
    applies=_with_software,
)
def software_compares_something(kit: Toolkit) -> Iterator[Finding]:
    matching = kit.program.matching or Matching()
    if _with_software(kit) and matching.criteria and not matching.compared:
        message = _("software is said to take part in matching, and no criterion says what it compares")
        yield Finding(message, ("matching", "method"))


@AREA.rule(
    "MAT09",
    "people decide on every match that software suggests, and readers know who",
    WARNING,
    why="""Software sees answers, never people. Somebody has to read each proposal, know what no form asks, and answer for it by name.
    In the European Union nobody may be subject to a decision of some weight that a machine alone has made.""",
    source=sources.GDPR.format("article 22"),
    remedy="write `method: hybrid`, and who decides: `decided_by: …`",
    yaml="""
    matching:
      method: hybrid
      decided_by: Nell Hart and Sam Okafor
    """,
    applies=_with_software,
)
def people_decide(kit: Toolkit) -> Iterator[Finding]:
    matching = kit.program.matching or Matching()
    if matching.method == "software":
        yield Finding(_("software makes the matches, and nobody decides"), ("matching", "method"))
    elif matching.method == "hybrid" and not is_written(matching.decided_by):
        yield Finding(_("nothing says who decides on what software suggests"), ("matching", "decided_by"))


@AREA.rule(
    "MAT10",
    "a bias check of what software suggests has groups to look at",
    WARNING,
    why="""Whether matches turned out as well for people on nights as for others can be seen only where people may say that they work
    nights. Without a question about it the check is a look at names, and at guesses about them.""",
    source=sources.DOBBIN,
    remedy="ask for a group or two under `evaluation: groups`, to be left out by whoever likes, and write `uptake_by_group: yes`",
    yaml="""
    evaluation:
      groups:
        - {id: site, ask: "Where do you work?", options: [Office, Depot], purpose: so that we see whether both are served}
      uptake_by_group: yes
      questionnaires:
        - {id: end, title: Looking back, when: end, for: pairs, items: [{ask: It was worth the time.}]}
    """,
    applies=lambda kit: _with_software(kit) and is_written((kit.program.matching or Matching()).bias_check),
)
def bias_can_be_seen(kit: Toolkit) -> Iterator[Finding]:
    matching, evaluation = kit.program.matching or Matching(), kit.program.evaluation
    if not _with_software(kit) or not is_written(matching.bias_check):
        return
    if evaluation is None or not evaluation.groups:
        message = _("a bias check is promised, and applicants are asked for no group")
        yield Finding(message, ("evaluation", "groups") if evaluation else ("evaluation",))
    elif not evaluation.uptake_by_group:
        message = _("a bias check is promised, and matches are not compared between groups")
        yield Finding(message, ("evaluation", "uptake_by_group"), _("write `uptake_by_group: yes`"))


def _shows_profiles(kit: Toolkit) -> bool:
    matching = kit.program.matching or Matching()
    shown = _with_software(kit) and any(one.shown for one in matching.applications)
    words = word_list(kit.program.language, "profile")
    return shown or bool(words and words.first(matching.mentee_input or ""))


@AREA.rule(
    "MAT11",
    "mentors decide what mentees may read of them",
    WARNING,
    why="""An application is written for those who make the matches. A mentor who finds half of it in a profile has been taken by
    surprise in front of strangers. What is shown to whom needs a form of its own, and a yes.""",
    source=sources.GDPR.format("articles 6 and 7"),
    remedy="offer the form on which mentors agree to their profile: `mentor-profile`, or one of yours with “profile” in its name",
    yaml="""
    library:
      forms: [mentor-profile]
    """,
    applies=_shows_profiles,
    reads_prose=True,
)
def profiles_are_agreed_to(kit: Toolkit) -> Iterator[Finding]:
    if _shows_profiles(kit) and not any("profile" in form.id for form in kit.forms):
        yield Finding(
            _("mentees read profiles, and no form asks mentors what may stand in theirs"), ("library", "forms")
        )
