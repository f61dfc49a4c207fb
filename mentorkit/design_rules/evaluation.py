"""Evaluation: whether anybody finds out what came of it, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.design_rules import sources
from mentorkit.design_rules.rule import (
    ERROR,
    NOTE,
    WARNING,
    Area,
    Finding,
    Path,
    _,
    any_written,
    has_event,
    is_archetype,
    numbered,
)
from mentorkit.toolkit import Toolkit

AREA = Area("evaluation", "Evaluation")

_GOAL = """
    goals:
      - {id: network, statement: New starters know whom to ask., indicator: People asked last month, target: 4}
"""
_BOTH_ENDS = """
    evaluation:
      questionnaires:
        - id: start
          title: Before we begin
          when: baseline
          for: pairs
          items: [{ask: I know whom to ask in other teams., goal: network, level: behaviour}]
        - id: end
          title: Looking back
          when: end
          for: pairs
          items: [{ask: I know whom to ask in other teams., goal: network, level: behaviour}]
"""


def asked_of(kit: Toolkit) -> tuple[Questionnaire, ...]:
    """Its questionnaires."""
    return kit.program.questionnaires


def asked_items(kit: Toolkit) -> list[Item]:
    """Every question of its questionnaires."""
    return [item for one in asked_of(kit) for item in one.items]


def anybody_is_asked(kit: Toolkit) -> bool:
    """Whether it has questionnaires."""
    return bool(asked_of(kit))


def under_evaluation(kit: Toolkit, name: str) -> Path:
    """The path of a field of the evaluation; of the whole where it is not there."""
    return ("evaluation", name) if kit.program.evaluation else ("evaluation",)


@AREA.rule(
    "EVL01",
    "people are asked the same at the beginning and at the end",
    ERROR,
    why="""A figure at the end says nothing without the one it started from. The beginning cannot be asked for afterwards; it is
    the one date in an evaluation that cannot be made up for.""",
    source=sources.REVIEW,
    remedy="add a questionnaire with `when: baseline` and one with `when: end`",
    yaml=_GOAL + _BOTH_ENDS,
)
def both_ends_are_asked(kit: Toolkit) -> Iterator[Finding]:
    there = {one.when for one in asked_of(kit)}
    message = {
        (False, True): _("there is no baseline questionnaire"),
        (True, False): _("there is no end questionnaire"),
        (False, False): _("there is no baseline and no end questionnaire"),
    }.get(("baseline" in there, "end" in there))
    if message:
        yield Finding(message, under_evaluation(kit, "questionnaires"))


@AREA.rule(
    "EVL02",
    "somebody asks every pair early how it goes",
    WARNING,
    why="""A pair that has not met by then seldom will, and a poor match can still be mended. The line is a setting:
    `first_check_days`.""",
    source=sources.MONITORING,
    remedy="plan a `checkpoint`, or a questionnaire with `when: middle`, within the first six weeks",
    yaml="""
    events:
      - {week: 5, what: First check, kind: checkpoint, for: pairs}
    """,
)
def pairs_are_asked_early(kit: Toolkit) -> Iterator[Finding]:
    starts, days = kit.program.starts, kit.thresholds.first_check_days
    dates = [one.moment.first for _, one in numbered(kit, "checkpoint") if one.moment]
    asked = (kit.program.moment_of(one) for one in asked_of(kit) if one.when == "middle")
    dates += [moment.first for moment in asked if moment]
    if not any(starts < day <= starts + timedelta(days=days) for day in dates):
        message = _("nobody asks how it goes within %(days)s days of the start")
        yield Finding(message, ("events",), values={"days": days})


@AREA.rule(
    "EVL03",
    "every goal is measured by a question",
    ERROR,
    why="""A goal that no question asks about will be reported by anecdote. If nobody would know how to ask about it, it may not
    be a goal yet.""",
    source=sources.REVIEW,
    remedy="give the goal an `id`, and name it in a question: `goal: network`",
    yaml=_GOAL + _BOTH_ENDS,
    applies=lambda kit: bool(kit.program.goals),
)
def goals_are_measured(kit: Toolkit) -> Iterator[Finding]:
    measured = {item.goal for item in asked_items(kit)}
    for number, goal in enumerate(kit.program.goals):
        if goal.id is None or goal.id not in measured:
            hint = _("name it in a question: `goal: %(goal)s`") if goal.id else ""
            message, values = _('no question measures the goal "%(goal)s"'), {"goal": goal.id or goal.statement}
            yield Finding(message, ("goals", number), hint, values=values)


@AREA.rule(
    "EVL04",
    "questions go beyond satisfaction",
    WARNING,
    why="""People like to be mentored, and say so. Whether they learned something, do something differently, or something has
    come of it are other questions, and the ones that a sponsor asks.""",
    source=sources.KIRKPATRICK,
    remedy="ask about what people know, do and reach: `level: learning`, `behaviour` or `results`",
    yaml=_GOAL + _BOTH_ENDS,
    applies=anybody_is_asked,
)
def more_than_satisfaction(kit: Toolkit) -> Iterator[Finding]:
    if all(item.level == "reaction" for item in asked_items(kit)):
        yield Finding(_("all questions ask whether people are satisfied"), ("evaluation", "questionnaires"))


@AREA.rule(
    "EVL05",
    "mentors and mentees are both asked",
    WARNING,
    why="""The two see different halves. Mentors know first which pairs have stopped, and what they gained decides whether they
    come back.""",
    source=sources.REVIEW,
    remedy="put the questions to both: `for: pairs`, or a questionnaire for each",
    yaml=_GOAL + _BOTH_ENDS,
    applies=anybody_is_asked,
)
def both_roles_are_asked(kit: Toolkit) -> Iterator[Finding]:
    roles = {role for one in asked_of(kit) for role in one.for_}
    for role in kit.program.pair:
        if role not in roles:
            message = _("no question is put to mentors") if role == "mentor" else _("no question is put to mentees")
            yield Finding(message, ("evaluation", "questionnaires"))


@AREA.rule(
    "EVL06",
    "the results are published, good and bad",
    WARNING,
    why="""People who answered and never heard of it again do not answer a second time. Results that are published, the poor ones
    too, are what makes the next call credible.""",
    source=sources.PRACTITIONERS,
    remedy="say under `evaluation` to whom the results are `published_to`",
    yaml="""
    evaluation:
      published_to:
        - Everybody who took part
    """,
)
def results_are_published(kit: Toolkit) -> Iterator[Finding]:
    asked = kit.program.evaluation
    if asked is None or not any_written(asked.published_to):
        yield Finding(_("nobody gets to read the results"), under_evaluation(kit, "published_to"))


@AREA.rule(
    "EVL07",
    "answers are reported for groups in which nobody can be guessed",
    WARNING,
    why="""In a group of four, colleagues guess who wrote what, and next time nobody writes what they think. Under three it is no
    longer anonymous at all. The lines are settings: `smallest_group` and `too_small_a_group`.""",
    source=sources.DISCLOSURE,
    remedy="write `smallest_group: 5` or more, and report smaller groups together",
    yaml="""
    evaluation:
      smallest_group: 5
    """,
    applies=lambda kit: getattr(kit.program.evaluation, "smallest_group", None) is not None,
)
def nobody_can_be_guessed(kit: Toolkit) -> Iterator[Finding]:
    limits, asked = kit.thresholds, kit.program.evaluation
    if asked and asked.smallest_group is not None and asked.smallest_group < limits.smallest_group:
        exposed = asked.smallest_group < limits.too_small_a_group
        number = asked.smallest_group
        message = (
            _("answers of one person may be reported; fewer than %(least)s can be guessed")
            if number == 1
            else _("answers of %(number)s people may be reported; fewer than %(least)s can be guessed")
        )
        values = {"number": number, "least": limits.smallest_group}
        yield Finding(message, ("evaluation", "smallest_group"), severity=ERROR if exposed else None, values=values)


@AREA.rule(
    "EVL08",
    "an inclusion programme compares uptake between groups",
    WARNING,
    why="""An average hides who did not apply, who got no place and who left. Those three figures by group are what an inclusion
    programme is for.""",
    source=sources.DOBBIN,
    remedy="compare applications, matches and completions by group, and write `uptake_by_group: yes`",
    yaml="""
    evaluation:
      uptake_by_group: yes
    """,
    applies=is_archetype("inclusion"),
)
def uptake_is_compared(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.evaluation is None or not kit.program.evaluation.uptake_by_group:
        yield Finding(_("nobody compares uptake between groups"), under_evaluation(kit, "uptake_by_group"))


@AREA.rule(
    "EVL09",
    "people are asked again some months after the end",
    NOTE,
    why="""Most of what mentoring changes shows later: a post, a habit, a contact that lasted. Three questions half a year on are
    the best argument for the next round.""",
    source=sources.KIRKPATRICK,
    remedy="add a questionnaire with `when: follow-up`, or an event of `kind: follow-up`",
    yaml="""
    events:
      - {week: 60, what: A look back, kind: follow-up, for: pairs}
    """,
)
def somebody_asks_later(kit: Toolkit) -> Iterator[Finding]:
    if not (has_event(kit, "follow-up") or any(one.when == "follow-up" for one in asked_of(kit))):
        yield Finding(_("nobody is asked some months after the end"), ("events",))


@AREA.rule(
    "CLO01",
    "a closing session ends it",
    ERROR,
    why="""A mentoring relationship that ends without a word can hurt more than none. One session to look back, thank each other
    and say what comes next turns an end into a result.""",
    source=sources.RHODES,
    remedy="make the last session one with `phase: close`, or plan an event of `kind: closing`",
    yaml="""
    sessions:
      1: {title: First conversation, week: 2}
      2: {title: Closing, week: 16, phase: close, keys: [closing-well]}
    """,
)
def something_closes_it(kit: Toolkit) -> Iterator[Finding]:
    if not (has_event(kit, "closing") or any(one.session.phase == "close" for one in kit.sessions)):
        path = ("sessions", kit.sessions[-1].number, "phase") if kit.sessions else ("events",)
        message = _("no session closes the programme") if kit.sessions else _("no event closes the programme")
        yield Finding(message, path)


@AREA.rule(
    "CLO02",
    "people's time and effort are recognised",
    NOTE,
    why="""Mentors give their time for nothing. A word of thanks by name, a certificate, an hour that counts as development: it
    costs little, and others see that it was worth something.""",
    source=sources.CLOSURE,
    remedy="say under `recognition` how people are thanked",
    yaml="""
    recognition:
      certificate: yes
      actions:
        - The sponsor thanks everybody by name at the closing.
    """,
)
def effort_is_recognised(kit: Toolkit) -> Iterator[Finding]:
    thanks = kit.program.recognition
    if thanks is None or not (thanks.certificate or any_written(thanks.actions)):
        yield Finding(_("nobody's time and effort are recognised"), ("recognition",))


@AREA.rule(
    "CLO03",
    "a day is set on which the next round is decided",
    WARNING,
    why="""Results without a decision are reading matter. With a date, somebody has to read them, and the programme either goes on
    with what was learned or stops on purpose.""",
    source=sources.REVIEW,
    remedy="set a `decision_date` under `evaluation`",
    yaml="""
    evaluation:
      decision_date: week 34 Friday
    """,
)
def next_round_is_decided(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.evaluation is None or kit.program.evaluation.decision_date is None:
        yield Finding(_("no day is set to decide on the next round"), under_evaluation(kit, "decision_date"))
