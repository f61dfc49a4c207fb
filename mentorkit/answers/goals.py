"""What came of each goal: the figure that its measure asks for, at the start and at the end, from what may be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mentorkit.answers.answered import OTHER
from mentorkit.answers.intervals import clopper_pearson
from mentorkit.answers.published import Numbers, Published, PublishedItem
from mentorkit.answers.tally import Key
from mentorkit.definition.items import CHOSEN, Item
from mentorkit.definition.measures import OF_PEOPLE, Measure
from mentorkit.definition.program import Goal, Program
from mentorkit.definition.questionnaires import ROUNDS, Evaluation
from mentorkit.definition.results import GoalResult, Reached
from mentorkit.language.said_answers import said_in_answers
from mentorkit.language.voice import Voice

_YES = said_in_answers("yes") | {"on"}
_OF_ALL = re.compile(rf"\s*(\d+)\s*(?:/|{'|'.join(sorted(said_in_answers('out_of')))})\s*\d+\b")
"""A number of people out of all of them, as a goal says what is aimed at: 20 of 24."""


def aimed_at(goal: Goal, measure: Measure) -> float | None:
    """The figure that was aimed at: the measure's own, or the number of people with which the goal's target begins."""
    if measure.target is None and measure.figure == "people" and (found := _OF_ALL.match(goal.target or "")):
        return float(found[1])
    return measure.target


def goal_results(program: Program, published: Sequence[Published], voice: Voice) -> tuple[GoalResult, ...]:
    """One for each goal of the programme, in their order; nothing is told of other programmes' answers."""
    evaluation = program.evaluation or Evaluation()
    ordered = sorted(published, key=lambda one: ROUNDS.index(one.questionnaire.when))
    return tuple(_Goal(goal, evaluation, ordered, voice).result() for goal in program.goals)


@dataclass(frozen=True, slots=True)
class _Figure:
    """The figure of one round."""

    value: float
    people: int
    some: int | None
    """How many people count, where people are counted."""
    missing: int
    """How many were invited and did not answer, where that is known."""
    when: str


@dataclass(frozen=True, slots=True)
class _Goal:
    """One goal with the rounds that may tell of it, in the order of time."""

    goal: Goal
    evaluation: Evaluation
    published: Sequence[Published]
    voice: Voice

    def result(self) -> GoalResult:
        """What came of it."""
        goal, measure = self.goal, self.goal.measure
        statement = str(goal.statement)
        figures = list(self._figures(measure)) if measure else []
        if measure is None or (not figures and (goal.outcome or goal.reached)):
            return GoalResult(
                statement=statement, outcome=str(goal.outcome or ""), reached=goal.reached or "cannot be said"
            )
        aim = aimed_at(goal, measure)
        before = figures[0] if figures and figures[0].when == "baseline" else None
        after = figures[-1] if figures and figures[-1].when != "baseline" else None
        reached, why = self._reached(measure, aim, after)
        return GoalResult(
            statement=statement,
            figure=measure.figure,
            of=measure.role,
            before=before.value if before else None,
            after=after.value if after else None,
            target=aim,
            people_before=before.people if before else None,
            people_after=after.people if after else None,
            interval=_interval(measure, after),
            outcome=str(goal.outcome or ""),
            reached=reached,
            why=why,
        )

    def _figures(self, measure: Measure) -> Iterator[_Figure]:
        """The figure of each round that has one, also where each role has a questionnaire of its own."""
        for when in ROUNDS:
            parts = [
                _part(measure, one, one.about(item))
                for one in self.published
                if one.questionnaire.when == when and (not measure.role or measure.role in one.questionnaire.for_)
                for item in one.questionnaire.items
                if self.evaluation.first_asking(item).id == measure.item
            ]
            told = [part for part in parts if part is not None]
            if told and len(told) == len(parts):
                yield from _together(measure, told)

    def _reached(self, measure: Measure, aim: float | None, after: _Figure | None) -> tuple[Reached, str]:
        """Whether it was reached; a number of people may be short only because some did not answer."""
        _, words = self.voice.words.gettext, self.voice.words
        if after is None:
            return "cannot be said", str(_("Too few people have answered, or it has not been asked again yet."))
        if aim is None:
            return "cannot be said", str(_("No figure was aimed at."))
        if after.value >= aim:
            return "yes", ""
        if measure.figure == "people" and after.missing and after.value + after.missing >= aim:
            said = words.ngettext(
                "%(num)s person who was invited did not answer.",
                "%(num)s people who were invited did not answer.",
                after.missing,
            )
            return "cannot be said", str(said)
        return "no", ""


def _part(measure: Measure, published: Published, asked: PublishedItem | None) -> _Figure | None:
    """The figure of one questionnaire; None where it may not be told."""
    everybody = _told(measure.role, published, asked) if asked else None
    found = _figure(measure, asked.item, everybody) if asked and everybody else None
    if found is None or everybody is None:
        return None
    value, some = found
    return _Figure(
        value, everybody.counts.people, some, _missing(published, measure.role), published.questionnaire.when
    )


def _told(role: str, published: Published, asked: PublishedItem) -> Numbers | None:
    """What may be told of the answers of a role, or of everybody."""
    if not role or published.questionnaire.for_ == (role,):
        return asked.everybody
    split = asked.split("role")
    return split.of(role) if split else None


def _together(measure: Measure, parts: Sequence[_Figure]) -> Iterator[_Figure]:
    """The figure of several questionnaires of one round; none where that of all does not follow from theirs."""
    if len(parts) == 1:
        yield parts[0]
    elif measure.figure != "median":
        people, some = sum(one.people for one in parts), sum(one.some or 0 for one in parts)
        every = sum(one.value if measure.figure == "sum" else one.value * one.people for one in parts)
        value = {"people": some, "percent": 100 * some / people, "mean": every / people, "sum": every}[measure.figure]
        counted = some if measure.figure in OF_PEOPLE else None
        yield _Figure(float(value), people, counted, sum(one.missing for one in parts), parts[0].when)


def _missing(published: Published, role: str) -> int:
    """How many, of a role or of all, were invited and did not answer, where the number of those who were invited is known."""
    invited = published.questionnaire.invited
    everybody = _told(role, published, published.people) if published.people else None
    known = {"mentor": invited.mentors, "mentee": invited.mentees}
    numbers = [known.get(one) for one in ([role] if role else published.questionnaire.for_)]
    if everybody is None or any(number is None for number in numbers):
        return 0
    return max(0, sum(number or 0 for number in numbers) - everybody.counts.people)


def _figure(measure: Measure, item: Item, everybody: Numbers) -> tuple[float, int | None] | None:
    """The figure, and how many people count; None where what may be published does not tell it."""
    counts, spread = everybody.counts, everybody.spread
    if not counts.people:
        return None
    if measure.figure in OF_PEOPLE:
        some = _some(measure, item, everybody)
        if some is None:
            return None
        return (float(some) if measure.figure == "people" else 100 * some / counts.people), some
    if spread is not None:
        value = {"mean": spread.mean, "median": spread.median, "sum": spread.mean * counts.people}[measure.figure]
        return value, None
    every = sorted(key for key, number in counts.chosen.items() for _ in range(number))
    middle = (every[(len(every) - 1) // 2] + every[len(every) // 2]) / 2
    return {"mean": sum(every) / len(every), "median": middle, "sum": float(sum(every))}[measure.figure], None


def _some(measure: Measure, item: Item, everybody: Numbers) -> int | None:
    """How many people gave an answer that counts; None where it is a number, and no number is said from which on one counts."""
    if item.answer == "number":
        return None if measure.at_least is None else dict(everybody.reaching).get(measure.at_least)
    keys = set(_counting(measure, item))
    return sum(number for key, number in everybody.counts.chosen.items() if key in keys)


def _counting(measure: Measure, item: Item) -> Iterable[Key]:
    """The answers that count, as they are counted."""
    if measure.at_least is not None:
        return [number for number in range(1, 11) if number >= measure.at_least]
    wanted = {one.casefold() for one in measure.counts}
    if item.answer in CHOSEN:
        named = [
            number for number, option in enumerate(item.options) if wanted & {one.casefold() for one in option.words}
        ]
        return [*named, *([OTHER] if "other" in wanted else [])]
    if item.answer == "yes or no":
        return [1] if wanted & _YES or not wanted else [0]
    return [int(one) for one in wanted if one.isdecimal()]


def _interval(measure: Measure, after: _Figure | None) -> tuple[float, float] | None:
    """The plausible percentages."""
    if after is None or after.some is None or measure.figure != "percent":
        return None
    low, high = clopper_pearson(after.some, after.people)
    return round(100 * low, 2), round(100 * high, 2)
