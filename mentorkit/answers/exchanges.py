"""Other answers that would be published in just the same way: the proof that a hidden count cannot be worked out.

Two kinds of exchange show it. Where some groups are hidden in every question, one of their people could belong to another of
them: nothing that is published would change. And two people, one in a hidden group and one in another that is hidden with it,
could have given each other's answer, where they belong together in everything else that is shown. What a group that is shown
says of all its people, as when nobody of them gave an answer, is no secret of a hidden group to which some of them belong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from mentorkit.answers.answered import NoAnswer
from mentorkit.answers.tally import Cell, Counts, ItemTally

REST = -2
"""The number of the block of those whose groups are hidden."""
_Answers = Mapping[Hashable, int]
_EVERY = "people"
"""Stands for everybody who might have given an answer, also those who gave none."""
_MOST_BLOCKS = 12
"""A partition into more blocks is not looked through by subsets, and counts as telling too much."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is shown of some partitions: groups that are shown, and the rest, whose figures follow by subtraction."""

    hidden: tuple[frozenset[int], ...]

    def of(self, partition: int, cell: Cell) -> int:
        """The block in which a cell stands."""
        return REST if cell[partition] in self.hidden[partition] else cell[partition]

    def beside(self, partition: int, cell: Cell) -> tuple[int, ...]:
        """The blocks in which a cell stands in all other partitions."""
        return tuple(self.of(one, cell) for one in range(len(self.hidden)) if one != partition)


def small_difference(sizes: Mapping[Cell, int], blocks: Blocks, smallest: int) -> bool:
    """Whether blocks of two partitions differ by fewer than `smallest` people: all in Finance are mentors, but for two mentors.

    For any blocks X of one partition and all blocks Y of the other that lie within X, the people of X without those of Y
    are known by subtraction to everybody who knows that they lie within.
    """
    return any(
        _differs(_crossed(sizes, blocks, one, other), smallest)
        for one, other in combinations(range(len(blocks.hidden)), 2)
    )


def _crossed(sizes: Mapping[Cell, int], blocks: Blocks, one: int, other: int) -> dict[tuple[int, int], int]:
    table = defaultdict[tuple[int, int], int](int)
    for cell, people in sizes.items():
        if people:
            table[blocks.of(one, cell), blocks.of(other, cell)] += people
    return table


def _differs(table: Mapping[tuple[int, int], int], smallest: int) -> bool:
    rows, columns = {row for row, _ in table}, {column for _, column in table}
    if len(rows) > len(columns):  # the same differences, seen from the other side
        table = {(column, row): people for (row, column), people in table.items()}
        rows, columns = columns, rows
    if len(rows) > _MOST_BLOCKS:
        return True
    if all(people >= smallest for people in table.values()):
        return False
    bit = {row: 1 << number for number, row in enumerate(sorted(rows))}
    met, total, of_row = Counter[int](), Counter[int](), Counter[int]()
    for (row, column), people in table.items():
        met[column] |= bit[row]
        total[column] += people
        of_row[bit[row]] += people
    every = [(met[column], total[column]) for column in columns]
    for some in range(1, (1 << len(rows)) - 1):
        left = sum(people for one, people in of_row.items() if one & some)
        left -= sum(people for within, people in every if within & some == within)
        if 0 < left < smallest:
            return True
    return False


def can_be_otherwise(asked: ItemTally, blocks: Blocks, always: tuple[frozenset[int], ...]) -> bool:
    """Whether each count of a hidden group could be another one. `always` has the groups that are hidden in every question.

    An answer that everybody gave is left out: it is known of each of them.
    """
    answers = {cell: _answers(counts) for cell, counts in asked.by_cell.items()}
    total = _added(answers.values())
    given = {key for key, people in total.items() if 0 < people < total[_EVERY]}
    for partition, hidden in enumerate(blocks.hidden):
        moved = _added(one for cell, one in answers.items() if cell[partition] in always[partition])
        by_profile = _by_profile(answers, partition, blocks)
        for group in hidden:
            open_ = {key for key in given if group in always[partition] and moved.get(key)}
            open_ |= {key for key in given - open_ if _exchanged(by_profile, group, key)}
            open_ |= {key for key in given - open_ if _is_of_shown(answers, partition, group, blocks, key)}
            if open_ != given and not (asked.is_number and open_):
                return False
    return True


def _is_of_shown(answers: Mapping[Cell, _Answers], partition: int, group: int, blocks: Blocks, key: Hashable) -> bool:
    """Whether all that is known of a hidden group's answer is said by groups of other partitions, which are shown.

    All its people belong to shown groups of which nobody or everybody gave this answer, or that lie within the hidden group.
    What is said of a shown group, it may say of its people.
    """
    cells = [cell for cell, given in answers.items() if cell[partition] == group and given[_EVERY]]
    others = [one for one in range(len(blocks.hidden)) if one != partition]
    return all(
        any(
            cell[one] not in blocks.hidden[one] and _is_said(answers, (partition, group), (one, cell[one]), key)
            for one in others
        )
        for cell in cells
    )


def _is_said(answers: Mapping[Cell, _Answers], hidden: tuple[int, int], shown: tuple[int, int], key: Hashable) -> bool:
    """Whether a shown group tells of each of its people what they answered, or has no people outside the hidden group."""
    block = {cell: given for cell, given in answers.items() if cell[shown[0]] == shown[1] and given[_EVERY]}
    told = _added(block.values())
    return told[key] in (0, told[_EVERY]) or all(cell[hidden[0]] == hidden[1] for cell in block)


def _answers(counts: Counts) -> _Answers:
    """How often each answer was given, with the people who might have given it."""
    given: dict[Hashable, int] = dict(counts.chosen.items())
    given[NoAnswer.NOT_APPLICABLE] = counts.not_applicable
    given[_EVERY] = counts.people + counts.not_applicable + counts.unanswered
    return given


def _added(several: Iterable[_Answers]) -> Counter[Hashable]:
    total = Counter[Hashable]()
    for one in several:
        total.update(one)
    return total


_Profiles = Mapping[tuple[int, ...], Mapping[int, Counter[Hashable]]]


def _by_profile(answers: Mapping[Cell, _Answers], partition: int, blocks: Blocks) -> _Profiles:
    """The answers of each hidden group of a partition, by the blocks in which its people stand otherwise."""
    found = defaultdict[tuple[int, ...], defaultdict[int, Counter[Hashable]]](lambda: defaultdict(Counter))
    for cell, given in answers.items():
        if blocks.of(partition, cell) == REST:
            found[blocks.beside(partition, cell)][cell[partition]].update(given)
    return found


def _exchanged(by_profile: _Profiles, group: int, key: Hashable) -> bool:
    """Whether somebody of a hidden group and somebody hidden with them differ in this answer, and in nothing else that is shown."""
    for groups in by_profile.values():
        inside = groups.get(group, Counter())
        beside = _added(one for number, one in groups.items() if number != group)
        gives = inside[key] and beside[key] < beside[_EVERY]
        takes = beside[key] and inside[key] < inside[_EVERY]
        if gives or takes:
            return True
    return False
