"""Evaluation: whether its answers can be counted, come without names, and can be told by group and over rounds.

The rules stand here that `mentorkit outcomes` depends on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentorkit.definition.program import Goal
from mentorkit.design_rules import evaluation, sources
from mentorkit.design_rules.evaluation import anybody_is_asked, asked_items, asked_of, under_evaluation
from mentorkit.design_rules.rule import NOTE, WARNING, Finding, _, cannot_read, is_written
from mentorkit.language.word_lists import word_list
from mentorkit.toolkit import Toolkit

AREA = evaluation.AREA

_COUNTED = """
    goals:
      - {id: network, statement: New starters know whom to ask., indicator: People asked last month, target: 4}
    evaluation:
      questionnaires:
        - id: end
          title: Looking back
          when: end
          for: pairs
          items: [{ask: "How many people in other teams did you ask last month?", goal: network, answer: number}]
"""


def _has_a_figure(goal: Goal) -> bool:
    """Whether what is aimed at, or where it begins, is a figure."""
    return any(is_written(text) and re.search(r"\d", text or "") for text in (goal.target, goal.baseline))


def _counts_at_the_end(kit: Toolkit) -> bool:
    ended = any(one.when == "end" for one in asked_of(kit))
    return ended and any(_has_a_figure(goal) for goal in kit.program.goals)


@AREA.rule(
    "EVL10",
    "a goal with a figure is asked about at the end by something that can be counted",
    WARNING,
    why="""Twenty of twenty-four is not to be had from answers in words: somebody would have to guess what each of them means, and
    guesses well. A number, options, yes or no, or a scale says it by itself; words beside it say why.""",
    source=sources.PRACTITIONERS,
    remedy="ask about it at the end with `answer: number`, `one of`, `yes or no` or a scale",
    yaml=_COUNTED,
    applies=_counts_at_the_end,
)
def figures_are_counted(kit: Toolkit) -> Iterator[Finding]:
    asked = {item.goal for item in asked_items(kit)}
    late = [item for one in asked_of(kit) if one.when in ("end", "follow-up") for item in one.items]
    counted = {item.goal for item in late if item.answer != "words"}
    for number, goal in enumerate(kit.program.goals):
        if goal.id in asked - counted and _has_a_figure(goal) and not goal.measure and not goal.outcome:
            message = _('no question at the end can be counted for the goal "%(goal)s"')
            yield Finding(message, ("goals", number), values={"goal": goal.id})


@AREA.rule(
    "EVL11",
    "what needs a name stands on a slip of its own",
    WARNING,
    why="""Answers are promised to be without names. A question that asks for one, or offers a call, breaks that promise for all the
    others on the page, and whoever leaves it empty cannot be rung.""",
    source=sources.PRACTITIONERS,
    remedy="make it the `slip` of its questionnaire, which is never joined to answers",
    yaml="""
    evaluation:
      questionnaires:
        - id: check
          title: First check
          when: middle
          for: pairs
          items: [{ask: We have met., level: behaviour, answer: yes or no}]
          slip: {ask: "Would you like somebody to ring you about the match?", goes_to: The programme manager}
    """,
    applies=anybody_is_asked,
    reads_prose=True,
)
def names_stand_on_slips(kit: Toolkit) -> Iterator[Finding]:
    words = word_list(kit.program.language, "by_name")
    if words is None:
        yield cannot_read(kit, ("evaluation", "questionnaires"))
        return
    for number, one in enumerate(asked_of(kit)):
        for place, item in enumerate(one.items):
            if found := words.first(item.ask):
                path = ("evaluation", "questionnaires", number, "items", place, "ask")
                message = _('a question needs the name of whoever answers: "%(words)s"')
                yield Finding(message, path, values={"words": found})


def _promises(kit: Toolkit) -> tuple[str, ...]:
    """The texts that say who reads which results."""
    asked = kit.program.evaluation
    said = (asked.statement or "", *asked.seen_by, *asked.published_to) if asked else ()
    return tuple(filter(is_written, said))


def _promised_by_group(kit: Toolkit) -> str:
    """The first words of the evaluation that promise results for groups; empty where none do."""
    words = word_list(kit.program.language, "by_group")
    return next((found for text in _promises(kit) if words and (found := words.first(text))), "")


def _may_promise_by_group(kit: Toolkit) -> bool:
    """Whether results are promised for groups, or in words that nobody can read here."""
    unknown = word_list(kit.program.language, "by_group") is None and bool(_promises(kit))
    return unknown or bool(_promised_by_group(kit))


@AREA.rule(
    "EVL12",
    "results that are promised by group have a question about the group",
    WARNING,
    why="""Without names, nobody knows afterwards who works where. Results by site need a question about the site, which says what it
    is for and can be left out.""",
    source=sources.DISCLOSURE,
    remedy="ask it under `groups`, or promise the results without the group",
    yaml="""
    evaluation:
      statement: We look at the results by site, to see whether all are served.
      groups:
        - {id: site, ask: "Where do you work?", options: [Office, Depot], purpose: so that we see whether both are served}
      questionnaires:
        - {id: end, title: Looking back, when: end, for: pairs, items: [{ask: It was worth the time.}]}
    """,
    applies=_may_promise_by_group,
    reads_prose=True,
)
def groups_are_asked(kit: Toolkit) -> Iterator[Finding]:
    promised, asked = _promised_by_group(kit), kit.program.evaluation
    if asked and not asked.groups and not promised:
        yield cannot_read(kit, ("evaluation", "groups"))
    elif asked and not asked.groups:
        message = _('results are promised "%(words)s", and nobody is asked for it')
        yield Finding(message, ("evaluation", "groups"), values={"words": promised})


def _asks_again(kit: Toolkit) -> bool:
    """Whether a question of the beginning is asked again at the end."""
    evaluation = kit.program.evaluation
    if evaluation is None:
        return False
    first = {id(item) for one in asked_of(kit) if one.when == "baseline" for item in one.items}
    last = (item for one in asked_of(kit) if one.when in ("end", "follow-up") for item in one.items)
    return any(id(evaluation.first_asking(item)) in first for item in last)


@AREA.rule(
    "EVL13",
    "answers at the beginning and at the end can be linked without names",
    NOTE,
    why="""Two pictures side by side hide who moved: as many may have slipped back as have got on. A code that people make up shows
    the change of each, and nobody keeps a list of names.""",
    source=sources.REVIEW,
    remedy="write `code: yes` under `evaluation`",
    yaml="""
    evaluation:
      code: yes
      questionnaires:
        - {id: start, title: Before we begin, when: baseline, for: pairs, items: [{ask: I know whom to ask.}]}
        - {id: end, title: Looking back, when: end, for: pairs, items: [{ask: I know whom to ask.}]}
    """,
    applies=_asks_again,
)
def rounds_can_be_linked(kit: Toolkit) -> Iterator[Finding]:
    if kit.program.evaluation and not kit.program.evaluation.code:
        yield Finding(
            _("nothing links the answers of the beginning to those of the end"), under_evaluation(kit, "code")
        )
