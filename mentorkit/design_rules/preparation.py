"""Preparation: that both know what they are doing, and are helped while they do it."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.design_rules.rule import ERROR, WARNING, Area, Finding, _, cannot_read, is_written, meant_for, numbered
from mentorkit.design_rules.sources import ALLEN, BRIEFING, MONITORING, PRACTITIONERS, TRAINING
from mentorkit.language.word_lists import lists_for, word_list
from mentorkit.toolkit import PlannedEvent, Toolkit

AREA = Area("preparation", "Preparation")

_EVENTS = """
    events:
      - {week: 1, what: "Training for mentors: foundations", kind: training, for: mentors, module: mentor-foundations}
      - {week: 1, what: "Training for mentees: orientation", kind: training, for: mentees, module: mentee-orientation}
"""


def _trained(kit: Toolkit, role: str, *further: str) -> list[tuple[int, PlannedEvent]]:
    """The preparation of one role: training, modules run at other events, and `further` kinds; with numbers in the definition."""
    return [
        (number, one)
        for number, one in numbered(kit)
        if role in one.audience
        and (one.event.kind in ("training", *further) or (one.module and one.event.kind != "learning"))
    ]


@AREA.rule(
    "TRN01",
    "mentors and mentees are both trained",
    ERROR,
    why="""Experienced people who were never shown how to mentor give advice, because that is what they are good at. Mentees
    without orientation wait to be told what to do. An hour and a half for each changes both.""",
    source=ALLEN,
    remedy="plan one training for each role before the first session",
    yaml=_EVENTS,
)
def both_are_trained(kit: Toolkit) -> Iterator[Finding]:
    untrained = [role for role in kit.program.pair if not _trained(kit, role)]
    if untrained:
        message = {
            "mentor": _("mentors are not trained"),
            "mentee": _("mentees are not trained"),
        }.get(" ".join(untrained), _("neither mentors nor mentees are trained"))
        yield Finding(message, ("events",))


@AREA.rule(
    "TRN02",
    "training comes before the first session",
    ERROR,
    why="""The first conversation decides how much the two will tell each other. Training that comes later teaches people what
    they should have done.""",
    source=TRAINING,
    remedy="move the training before session 1, or the session after the training",
    yaml=_EVENTS,
)
def training_comes_first(kit: Toolkit) -> Iterator[Finding]:
    begins = min((session.moment.last for session in kit.sessions if session.moment), default=None)
    for role in kit.program.pair if begins else ():
        trained = [(max(one.first for one in event.moments), n) for n, event in _trained(kit, role) if event.moments]
        if trained and begins and min(trained)[0] > begins:
            day, number = min(trained)
            event = kit.program.events[number]
            message = {
                "mentor": _(
                    '"%(event)s", the first training of mentors, is on %(day)s, after their first session (%(session)s)'
                ),
                "mentee": _(
                    '"%(event)s", the first training of mentees, is on %(day)s, after their first session (%(session)s)'
                ),
            }[role]
            values = {"event": event.what, "day": day, "session": begins}
            yield Finding(message, ("events", number, "date" if event.date else "week"), values=values)


@AREA.rule(
    "TRN03",
    "mentors learn about power, and where their part ends and a manager's begins",
    WARNING,
    why="""A mentor is usually the more powerful of the two, and has usually been a manager for years. Without a word about it
    they judge, instruct and solve, and the mentee says what is welcome.""",
    source=PRACTITIONERS,
    remedy="run `mentor-foundations` (the manager's part and the mentor's) or `power-and-inclusion` with the mentors",
    yaml="""
    events:
      - {week: 1, what: "Training for mentors: foundations", kind: training, for: mentors, module: mentor-foundations}
    """,
    reads_prose=True,
)
def power_is_spoken_of(kit: Toolkit) -> Iterator[Finding]:
    learners = (
        kit.program.pair if kit.program.format == "reverse" else kit.program.pair[-1:]
    )  # there, mentees have the rank
    lists = lists_for(kit.program.language, "power")  # modules of the stock may still be English
    for role in reversed(learners):
        texts = [_words(one) for _, one in _trained(kit, role, "learning")]
        if any(words.first(text) for words in lists for text in texts):
            continue
        if word_list(kit.program.language, "power") is None:
            yield cannot_read(kit, ("events",))
            return
        yield Finding(
            _("mentors hear nothing about power, or about a manager's part and theirs")
            if role == "mentor"
            else _("mentees hear nothing about power, or about a manager's part and theirs"),
            ("events",),
        )


def _words(one: PlannedEvent) -> str:
    """The texts of an event and its module."""
    facts = one.module.facts if one.module else None
    about = [facts.title, facts.summary, *facts.outcomes] if facts else []
    return "\n".join([one.event.what, one.event.about or "", *one.event.objectives, *about])


@AREA.rule(
    "TRN04",
    "pairs are supported until the programme ends",
    WARNING,
    why="""Pairs get stuck in the middle and towards the end, long after the launch. If nobody is there to be asked by then, they
    stop without a word.""",
    source=MONITORING,
    remedy="say under `support` who helps, and let it last `until` the end of the programme or longer",
    yaml="""
    support:
      statement: Sam answers within two working days.
    """,
)
def support_lasts(kit: Toolkit) -> Iterator[Finding]:
    support, ends = kit.program.support, kit.program.ends
    if support is None or not is_written(support.statement):
        yield Finding(
            _("nobody is named who helps pairs on their way"), ("support", "statement") if support else ("support",)
        )
    elif support.until and ends and support.until < ends:
        message = _("support ends on %(until)s, before the programme does (%(ends)s)")
        yield Finding(message, ("support", "until"), values={"until": support.until, "ends": ends})


@AREA.rule(
    "TRN05",
    "mentors have a circle of their own",
    WARNING,
    why="""Mentors are alone with what they hear. Among others who do the same, without their mentees and without names, they
    learn more than in any training, and come back for another round.""",
    source=BRIEFING,
    remedy="let mentors meet two or three times: an event of `kind: circle`",
    yaml="""
    events:
      - {week: 8, what: Circle of mentors, kind: circle, for: mentors, minutes: 60}
    """,
)
def mentors_meet(kit: Toolkit) -> Iterator[Finding]:
    support = kit.program.support
    circles = any(meant_for(one, kit.program.pair[-1]) for _, one in numbered(kit, "circle"))
    if not (circles or (support and is_written(support.mentors_circle))):
        path = ("support", "mentors_circle") if support else ("support",)
        yield Finding(_("mentors have no circle in which they meet each other"), path)
