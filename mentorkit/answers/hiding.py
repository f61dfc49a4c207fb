"""Hiding: which groups must not be shown, so that what is shown gives away nothing of fewer than k people.

A group is hidden where fewer than k people answered, and with it the next smallest, until what is hidden can be told neither
by subtraction nor by its zeros. A proof goes with it: for each hidden count, another set of answers that would be published in
just the same way, in which that count is another one (`exchanges`). Hidden together are always at least two groups with at
least k people. The rules follow the practice of official statistics: A. Hundepool et al., Statistical Disclosure Control
(Wiley 2012), chapters 4.3 (secondary suppression) and 5.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorkit.answers.exchanges import Blocks, can_be_otherwise, small_difference
from mentorkit.answers.published import Numbers, Published, PublishedItem, Split, Spread, Why
from mentorkit.answers.tally import Counts, ItemTally, Tally, together
from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Evaluation


def hide(tally: Tally, cohort: str, smallest: int) -> Published:
    """What may be published of a questionnaire where the answers of at least `smallest` people may be reported together."""
    answering = ItemTally(
        Item.model_construct(ask="", answer="words"), {cell: Counts(people) for cell, people in tally.people.items()}
    )
    if sum(tally.people.values()) < smallest:
        return Published(cohort, tally.questionnaire, smallest, None)
    always = _Hider(answering, tally, smallest).decide()
    hiders = [_Hider(one, tally, smallest, always) for one in (*tally.items, *tally.changes)]
    published = tuple(one.published() for one in hiders)
    people = _Hider(answering, tally, smallest, always).published()
    some = len(tally.items)
    return Published(cohort, tally.questionnaire, smallest, people, published[:some], published[some:])


def with_safe_changes(now: Published, earlier: Sequence[Published], evaluation: Evaluation) -> Published:
    """The same without those changes by which a round, with one of the `earlier` ones, tells what is hidden in it."""
    return replace(now, changes=tuple(_safe(one, now, earlier, evaluation) for one in now.changes))


def _safe(change: PublishedItem, now: Published, earlier: Sequence[Published], evaluation: Evaluation) -> PublishedItem:
    """A change as far as it, with the figures of both rounds, gives away no hidden group of either.

    Where all are linked, answers at the start and what became of them give those at the end. So the same groups have to be
    shown in both rounds, and where some are hidden, more than one of each round must not be linked. Whoever came in later, or left, is
    among those who are not linked: these may not be a few who differ by their group, or from everybody.
    """
    first, asked = evaluation.first_asking(change.item), now.about(change.item)
    before = next((found for one in earlier if (found := one.about(first))), None)
    if not (change.everybody and asked and asked.everybody and before and before.everybody):
        return change
    linked = change.everybody.counts.people
    left, came = (one.counts.people - linked for one in (before.everybody, asked.everybody))
    hidden = _named(before, shown=False), _named(asked, shown=False)
    apart = min(left, came) > 1 if any(hidden) else min(left, came) > 0 or not 0 < max(left, came) < now.smallest
    alike = hidden[0] == hidden[1] or came >= now.smallest
    if not (apart and alike) or _named(before, shown=True) != _named(asked, shown=True):
        return replace(change, everybody=None, splits=())
    if not any((*hidden, _named(change, shown=False))):
        return change
    splits = tuple(one if _is_apart(one, before, asked, now.smallest) else _all_hidden(one) for one in change.splits)
    return replace(change, splits=splits)


def _is_apart(split: Split, before: PublishedItem, asked: PublishedItem, smallest: int) -> bool:
    """Whether in no group that is shown a few people are not linked."""
    for name, numbers in split.shown:
        for one in (before.split(split.by), asked.split(split.by)):
            told = one.of(name) if one else None
            if told and 0 < told.counts.people - numbers.counts.people < smallest:
                return False
    return True


def _all_hidden(split: Split) -> Split:
    return Split(split.by, (), (*(name for name, _ in split.shown), *split.hidden), Why.ALL)


def _named(one: PublishedItem, *, shown: bool) -> set[tuple[str, str]]:
    """The groups of a question that are shown, or those that are hidden."""
    return {
        (split.by, name) for split in one.splits for name in ((of for of, _ in split.shown) if shown else split.hidden)
    }


Hidden = tuple[frozenset[int], ...]
"""The numbers of the hidden groups, for each partition."""


@dataclass(slots=True)
class _Hider:
    """Decides what of one question is hidden."""

    asked: ItemTally
    tally: Tally
    smallest: int
    always: Hidden = ()
    """What is hidden of the questionnaire, and so of every question."""
    groups: list[dict[int, Counts]] = field(init=False)
    """For each partition, the answers of each group to which somebody belongs."""
    everybody: Counts = field(init=False)

    def __post_init__(self) -> None:
        self.groups = [self._by_group(number) for number in range(len(self.tally.partitions))]
        self.everybody = together(self.asked.by_cell.values())

    def _by_group(self, partition: int) -> dict[int, Counts]:
        cells: dict[int, list[Counts]] = {}
        for cell, counts in self.asked.by_cell.items():
            cells.setdefault(cell[partition], []).append(counts)
        return {number: together(counts) for number, counts in sorted(cells.items())}

    def decide(self) -> Hidden:
        """The groups to be hidden: those of one partition after the other, as few as will do."""
        decided: list[frozenset[int]] = []
        for partition, groups in enumerate(self.groups):
            order = sorted(groups, key=lambda number: (self._size(partition, number), number))
            small = {number for number in order if groups[number].people < self.smallest}
            hidden = frozenset(small | (self.always[partition] if self.always else set()))
            rest = [number for number in order if number not in hidden]
            while rest and not self._holds([*decided, hidden]):
                hidden |= {rest.pop(0)}
            decided.append(hidden)
        whole: Hidden = tuple(frozenset(groups) for groups in self.groups)
        return tuple(decided) if self._holds(decided) else whole

    def _size(self, partition: int, number: int) -> int:
        """The people of a group who answered the questionnaire: by it, the same groups are hidden in most questions."""
        return sum(people for cell, people in self.tally.people.items() if cell[partition] == number)

    def _holds(self, hidden: Sequence[frozenset[int]]) -> bool:
        """Whether nothing of these partitions can be worked out that must not be."""
        if not all(self._is_enough(partition, groups) for partition, groups in enumerate(hidden)):
            return False
        blocks = Blocks(tuple(hidden))
        sizes = {cell: counts.people for cell, counts in self.asked.by_cell.items()}
        if small_difference(sizes, blocks, self.smallest):
            return False
        always = self.always[: len(hidden)] if self.always else tuple(hidden)
        return can_be_otherwise(self.asked, blocks, always)

    def _is_enough(self, partition: int, hidden: frozenset[int]) -> bool:
        """Whether the hidden groups of a partition hide each other."""
        groups = self.groups[partition]
        if not hidden or hidden == groups.keys():
            return True
        rest = [groups[number] for number in hidden]
        inhabited = [one for one in rest if one.people]
        return (
            len(inhabited) > 1
            and sum(one.people for one in inhabited) >= self.smallest
            and not self._tells_by_zeros(together(rest))
        )

    def _tells_by_zeros(self, rest: Counts) -> bool:
        """Whether nobody of those who are hidden gave an answer that others gave: then it is known of each of them."""
        everybody = self.everybody
        if self.asked.is_number:
            return len(everybody.chosen) > 1 and len(rest.chosen) < 2
        given = [number for number, people in everybody.chosen.items() if people]
        if any(not rest.chosen.get(number) for number in given):
            return True
        if everybody.not_applicable and not rest.not_applicable:
            return True
        left = (number for number in given if everybody.chosen[number] < everybody.people)
        return self.asked.is_ticked and any(rest.chosen[number] == rest.people for number in left)

    def published(self) -> PublishedItem:
        """The question with what may be shown of it."""
        asked = self.asked
        if self.everybody.people < self.smallest:
            return PublishedItem(asked.item, None, since=asked.since)
        hidden = self.decide()
        splits = tuple(
            self._split(number, hidden[number]) for number in range(len(hidden)) if len(self.groups[number]) > 1
        )
        return PublishedItem(asked.item, self._numbers(self.everybody), splits, asked.since)

    def _split(self, number: int, hidden: frozenset[int]) -> Split:
        partition, groups = self.tally.partitions[number], self.groups[number]
        shown = {one: counts for one, counts in groups.items() if one not in hidden}
        names = tuple(partition.name(one) for one in sorted(hidden))
        figures = tuple((partition.name(one), self._numbers(counts)) for one, counts in shown.items())
        return Split(partition.by, figures, names, (Why.SOME if shown else Why.ALL) if hidden else None)

    def _numbers(self, counts: Counts) -> Numbers:
        if not self.asked.is_number:
            return Numbers(counts)
        reaching = tuple(
            (line, sum(people for number, people in counts.chosen.items() if number >= line))
            for line in self.asked.lines
        )
        told = Counts(counts.people, {}, counts.not_applicable, counts.unanswered)
        return Numbers(told, spread(counts.chosen), reaching)


def spread(numbers: Mapping[int | float, int]) -> Spread:
    """Mean, median and quartiles of numbers with how often each was given.

    Quartiles interpolate between the two nearest numbers, as spreadsheets do (QUARTILE.INC; type 7 of R. Hyndman and
    Y. Fan, The American Statistician 50, 1996).
    """
    every = sorted(Counter(numbers).elements())
    if len(every) == 1:
        return Spread(*(float(every[0]),) * 4)
    lower, median, upper = statistics.quantiles(every, n=4, method="inclusive")
    return Spread(statistics.fmean(every), lower, median, upper)
