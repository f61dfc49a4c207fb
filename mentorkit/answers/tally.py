"""Answers counted in one pass: for everybody and for each cell of roles and groups. Nothing of this is fit to be published."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from mentorkit.answers.answered import Answered, NoAnswer, Value
from mentorkit.definition.items import Item
from mentorkit.definition.measures import Measure
from mentorkit.definition.questionnaires import ROUNDS, Evaluation, Questionnaire

NOT_SAID = -1
"""The number of the group of those who did not say to which they belong."""
HIGHER, SAME, LOWER = 1, 0, -1
"""What became of somebody's answer since it was first asked."""
_ORDERED = ("scale", "yes or no", "number")
"""The kinds of answer of which one can be higher than another."""
_UNANSWERED, _NOT_APPLICABLE = NoAnswer.UNANSWERED, NoAnswer.NOT_APPLICABLE

Cell = tuple[int, ...]
"""Where somebody stands in each partition: the number of their role, then of their group for each group question."""
Key = int | float


@dataclass(frozen=True, slots=True)
class Partition:
    """One way in which everybody falls into groups: by role, or by the answer to a group question."""

    by: str
    """`role`, or the id of the group question."""
    names: tuple[str, ...]
    """Of each group by its number; those who did not say stand in none of these."""

    def name(self, number: int) -> str:
        """The name of a group; nothing for those who did not say."""
        return "" if number == NOT_SAID else self.names[number]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each answer was given by some people."""

    people: int = 0
    """Those who answered: what a percentage is counted of. Whoever said "does not apply" is not among them."""
    chosen: Mapping[Key, int] = field(default_factory=dict)
    """By the value of an answer, as `answered.Value` says; ticks each by itself. Empty for answers in words."""
    not_applicable: int = 0
    unanswered: int = 0

    @property
    def ticks(self) -> int:
        """All answers together: more than people where several could be ticked."""
        return sum(self.chosen.values())


def together(counts: Iterable[Counts]) -> Counts:
    """Several groups of people as one."""
    chosen, people, not_applicable, unanswered = Counter[Key](), 0, 0, 0
    for one in counts:
        people += one.people
        not_applicable += one.not_applicable
        unanswered += one.unanswered
        chosen.update(one.chosen)
    return Counts(people, dict(sorted(chosen.items())), not_applicable, unanswered)


@dataclass(frozen=True, slots=True)
class ItemTally:
    """One question counted by cell; or what became of the answers to it since it was first asked."""

    item: Item
    by_cell: Mapping[Cell, Counts]
    since: str = ""
    """The round of the first asking, where this counts changes: the values are then `HIGHER`, `SAME` and `LOWER`."""
    lines: tuple[float, ...] = ()
    """Numbers from which on an answer counts for a goal."""

    @property
    def is_ticked(self) -> bool:
        """Whether people may choose several answers."""
        return self.item.answer == "several of" and not self.since

    @property
    def is_number(self) -> bool:
        """Whether the answers are numbers of any size, each perhaps given by one person only."""
        return self.item.answer == "number" and not self.since


_Linked = tuple[Cell, Mapping[int, Value]]
"""The cell of somebody, and their answers to the questions that are asked in several rounds, by index."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was answered to one questionnaire, counted."""

    questionnaire: Questionnaire
    partitions: tuple[Partition, ...]
    people: Mapping[Cell, int]
    items: tuple[ItemTally, ...]
    changes: tuple[ItemTally, ...] = ()
    """What became of answers since they were first asked, of people whose code links them; the others count as unanswered."""
    coded: Mapping[str, _Linked | None] = field(default_factory=dict, repr=False)
    """By code; None for one that stands twice and therefore links nobody."""

    @property
    def twins(self) -> int:
        """How many codes stand twice in this round."""
        return sum(one is None for one in self.coded.values())


def partitions_of(questionnaire: Questionnaire, evaluation: Evaluation) -> tuple[Partition, ...]:
    """In which ways those who answer a questionnaire fall into groups."""
    groups = (Partition(one.id, tuple(option.text for option in one.options)) for one in evaluation.groups)
    return (Partition("role", tuple(questionnaire.for_)), *groups)


def count(
    rows: Iterable[Answered], questionnaire: Questionnaire, evaluation: Evaluation, measures: Iterable[Measure] = ()
) -> Tally:
    """Count what was answered to a questionnaire, by which the `measures` of goals tell whether these were reached.

    Of a row, only code and linked answers are kept, where people made up codes.
    """
    items = questionnaire.items
    roles = {role: number for number, role in enumerate(questionnaire.for_)}
    linked = tuple(_in_several_rounds(questionnaire, evaluation)) if evaluation.code else ()
    cells = defaultdict[Cell, _CellCounts](lambda: _CellCounts.of(len(items)))
    coded = dict[str, _Linked | None]()
    for row in rows:
        cell = (roles.get(row.role, NOT_SAID), *(NOT_SAID if one is None else one for one in row.groups))
        cells[cell].add(row.values)
        if linked and (code := _plain_code(row.code)):
            coded[code] = None if code in coded else (cell, {index: row.values[index] for index in linked})
    by_item = ({cell: counts.of_item(index) for cell, counts in cells.items()} for index in range(len(items)))
    lines = defaultdict[str | None, set[float]](set)
    for measure in measures:
        lines[measure.item] |= set() if measure.at_least is None else {measure.at_least}
    counted = tuple(
        ItemTally(item, by_cell, lines=tuple(sorted(lines[evaluation.first_asking(item).id])))
        for item, by_cell in zip(items, by_item, strict=True)
    )
    people = {cell: counts.people for cell, counts in cells.items()}
    return Tally(questionnaire, partitions_of(questionnaire, evaluation), people, counted, coded=coded)


@dataclass(slots=True)
class _CellCounts:
    """The people of one cell while they are counted."""

    people: int
    answers: list[Counter[Key | NoAnswer]]
    """For each item."""
    ticking: list[int]
    """For each item, how many people answered it with ticks or in words."""

    @classmethod
    def of(cls, items: int) -> _CellCounts:
        return cls(0, [Counter() for _ in range(items)], [0] * items)

    def add(self, values: tuple[Value, ...]) -> None:
        self.people += 1
        for index, value in enumerate(values):
            if isinstance(value, tuple):
                self.ticking[index] += 1
                self.answers[index].update(value)
            elif isinstance(value, str):
                self.ticking[index] += 1
            else:
                self.answers[index][value] += 1

    def of_item(self, index: int) -> Counts:
        answers, ticking = self.answers[index], self.ticking[index]
        chosen = {key: number for key, number in answers.items() if not isinstance(key, NoAnswer)}
        people = ticking or sum(chosen.values())
        return Counts(people, chosen, answers[_NOT_APPLICABLE], answers[_UNANSWERED])


def with_changes(tallies: Sequence[Tally], evaluation: Evaluation) -> tuple[Tally, ...]:
    """The same tallies of one programme's rounds, each with what became of the answers to questions asked before."""
    return tuple(replace(one, changes=tuple(_changes(one, tallies, evaluation))) for one in tallies)


def _changes(later: Tally, tallies: Sequence[Tally], evaluation: Evaluation) -> Iterator[ItemTally]:
    if not evaluation.code:
        return
    for index, item in enumerate(later.questionnaire.items):
        first = evaluation.first_asking(item)
        round_ = next((one.when for one in evaluation.questionnaires if _holds(one, first)), "")
        if item.answer in _ORDERED and round_ and ROUNDS.index(round_) < ROUNDS.index(later.questionnaire.when):
            before = _first_values(first, round_, tallies, evaluation)
            yield ItemTally(item, _compared(later, index, before), round_)


def _holds(questionnaire: Questionnaire, item: Item) -> bool:
    return any(one is item for one in questionnaire.items)


def _first_values(first: Item, round_: str, tallies: Sequence[Tally], evaluation: Evaluation) -> dict[str, Value]:
    """What was answered in the first round, by code. A code in two of its questionnaires links nobody."""
    values, twice = dict[str, Value](), set[str]()
    for tally in tallies:
        if tally.questionnaire.when != round_:
            continue
        items = tally.questionnaire.items
        index = next((n for n, one in enumerate(items) if evaluation.first_asking(one) is first), None)
        for code, linked in tally.coded.items():
            if linked is None or code in values:
                twice.add(code)
            elif index is not None:
                values[code] = linked[1][index]
    return {code: value for code, value in values.items() if code not in twice}


def _compared(later: Tally, index: int, before: Mapping[str, Value]) -> dict[Cell, Counts]:
    """By cell of the later round: how many answers rose, stayed and fell; who is not linked counts as unanswered."""
    changes = defaultdict[Cell, Counter[Key]](Counter)
    for code, linked in later.coded.items():
        if linked is None:
            continue
        cell, now = linked[0], linked[1][index]
        was = before.get(code, _UNANSWERED)
        if isinstance(now, int | float) and isinstance(was, int | float):
            changes[cell][(now > was) - (now < was)] += 1
    return {
        cell: Counts(changes[cell].total(), dict(changes[cell]), 0, people - changes[cell].total())
        for cell, people in later.people.items()
    }


def _in_several_rounds(questionnaire: Questionnaire, evaluation: Evaluation) -> Iterator[int]:
    """The indices of questions that are asked in more than one round and have answers of which one is higher."""
    askings = defaultdict[int, set[str]](set)
    for one in evaluation.questionnaires:
        for item in one.items:
            askings[id(evaluation.first_asking(item))].add(one.when)
    for index, item in enumerate(questionnaire.items):
        if item.answer in _ORDERED and len(askings[id(evaluation.first_asking(item))]) > 1:
            yield index


def _plain_code(code: str) -> str:
    """A code as it is compared: people write it now with a space or a hyphen, now without."""
    return re.sub(r"[\W_]+", "", normalize("NFKC", code)).casefold()
