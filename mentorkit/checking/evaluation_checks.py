"""Checks of an evaluation: that questions, goals and earlier rounds that it names are there, and fit each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mentorkit.core.problems import Problem, Severity, did_you_mean
from mentorkit.definition.base import ID
from mentorkit.definition.items import CHOSEN, Item
from mentorkit.definition.measures import OF_PEOPLE, Measure
from mentorkit.definition.program import Program
from mentorkit.definition.questionnaires import ROUNDS

_COUNTABLE = ("scale", "number")
_YES_NO = ("yes", "no")


def check_evaluation(program: Program) -> Iterator[Problem]:
    """Problems of what the questions and goals of one programme name."""
    yield from _goals(program)
    yield from _repeated_ids(program)
    yield from _asked_again(program)
    for goal in program.goals:
        if goal.measure:
            yield from _measure(goal.measure, program)


def check_compared(program: Program, client: str, known: Callable[[], list[str]]) -> Iterator[Problem]:
    """Problems of earlier programmes that an evaluation names; `known` has those of this client, as client/program."""
    compared = program.evaluation.compare_with if program.evaluation else ()
    programmes = known() if compared else []
    for number, name in enumerate(compared):
        at = program.where("evaluation", "compare_with", number)
        if not re.fullmatch(f"{ID}/{ID}", name):
            hint = f"write client/program, such as {client}/first-cohort"
            yield Problem("program-exists", f'"{name}" is not a name for a programme', at, hint)
        elif name.partition("/")[0] != client:
            message = f'"{name}" would be another client’s programme, and nothing is compared with one'
            yield Problem("program-exists", message, at, "name an earlier programme of the same client")
        elif name not in programmes:
            message = f'there is no programme "{name}" to compare with'
            yield Problem("program-exists", message, at, did_you_mean(name, programmes))


def _goals(program: Program) -> Iterator[Problem]:
    goals = {goal.id for goal in program.goals if goal.id}
    for item in _items(program):
        if item.goal and item.goal not in goals:
            hint = did_you_mean(item.goal, goals) if goals else "give a goal an id: `id: …`"
            yield Problem("goal-exists", f'no goal has the id "{item.goal}"', item.where("goal"), hint)


def _repeated_ids(program: Program) -> Iterator[Problem]:
    seen = dict[str, int]()
    for item in _items(program):
        if item.id in seen and item.id:
            message = f'two questions have the id "{item.id}" (first on line {seen[item.id]})'
            hint = f"give one of them another id; one that asks again says `again: {item.id}`"
            yield Problem("same-id", message, item.where("id"), hint)
        elif item.id:
            seen[item.id] = item.where("id").line


def _asked_again(program: Program) -> Iterator[Problem]:
    """What is asked again was asked before, and is answered in the same way."""
    named = {item.id: (item, when) for item, when in _asked(program) if item.id}
    for item, when in _asked(program):
        if not item.again:
            continue
        at = item.where("again")
        first, before = named.get(item.again, (None, ""))
        if first is None:
            hint = (
                did_you_mean(item.again, [one for one in named if one])
                if named
                else "give the first question an id: `id: …`"
            )
            yield Problem("question-exists", f'no question has the id "{item.again}"', at, hint)
        elif ROUNDS.index(before) >= ROUNDS.index(when):
            message = f'"{item.again}" is asked {_at(before)}, which is not before this question ({_at(when)})'
            yield Problem("question-exists", message, at, "name the question that is asked first")
        elif first.answer != item.answer:
            message = f'"{item.again}" is answered by "{first.answer}", and this question by "{item.answer}"'
            yield Problem("question-exists", message, at, "give both the same `answer`, or leave out `again`")


def _measure(measure: Measure, program: Program) -> Iterator[Problem]:
    """The question that measures a goal is there, and its answers are of the kind that is counted."""
    items = {item.id: item for item in _items(program) if item.id}
    item = items.get(measure.item)
    if item is None:
        hint = did_you_mean(measure.item, items) if items else "give the question an id: `id: …`"
        at, severity = measure.where("item"), Severity.ERROR
        if at.file != program.where().file:  # taken over from an archetype, where this programme asks other questions
            hint, severity = "write `measure: none` at the goal, or ask the question", Severity.NOTE
        yield Problem("question-exists", f'no question has the id "{measure.item}"', at, hint, severity)
        return
    answers = _choices(item)
    wrong = _unfit(measure, item)
    if wrong:
        message, hint = wrong
        yield Problem("measure", message, measure.where("item"), hint)
    elif answers:
        for number, said in enumerate(measure.counts):
            if said.casefold() not in {answer.casefold() for answer in answers}:
                message = f'"{said}" is not among the answers to "{measure.item}"'
                yield Problem("measure", message, measure.where("counts", number), did_you_mean(said, answers))


def _unfit(measure: Measure, item: Item) -> tuple[str, str] | None:
    """What is wrong with a measure that its question's answers cannot give, and the way out."""
    if item.answer == "words":
        return f'"{measure.item}" is answered in words, which cannot be counted', "ask for a number, or give it options"
    if measure.figure not in OF_PEOPLE and item.answer not in _COUNTABLE:
        message = f'there is no {measure.figure} of "{measure.item}", which is answered by "{item.answer}"'
        return message, "write `figure: people` or `figure: percent`"
    if measure.at_least is not None and item.answer not in _COUNTABLE:
        return f'"{measure.item}" has no numbers to compare with `at_least`', "name the answers in `counts`"
    if measure.counts and item.answer in _COUNTABLE:
        return f'"{measure.item}" is answered by a number', "write `at_least` in place of `counts`"
    if measure.figure in OF_PEOPLE and not measure.counts and measure.at_least is None and item.answer != "yes or no":
        way = "at_least: 4" if item.answer in _COUNTABLE else "counts: …"
        return "it is not said which answers count", f"write `{way}`"
    return None


def _choices(item: Item) -> tuple[str, ...]:
    if item.answer in CHOSEN:
        return tuple(option.text for option in item.options)
    return _YES_NO if item.answer == "yes or no" else ()


def _items(program: Program) -> Iterator[Item]:
    return (item for item, _ in _asked(program))


def _asked(program: Program) -> Iterator[tuple[Item, str]]:
    """Every question, and when it is asked."""
    return ((item, one.when) for one in program.questionnaires for item in one.items)


def _at(when: str) -> str:
    return {"baseline": "at the start", "middle": "half-way", "end": "at the end"}.get(when, "after the end")
