"""The ledger: which figures were released, so that the difference of two reports never tells the answers of a few people.

It lies in the private folder and holds released figures only. What a later report may renew: a figure whose people grew, or
shrank, by at least k since each release, or did not change at all. Anything else is repeated as it was released. A group
that was hidden once stays hidden in later reports on the same answers.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mentorkit.answers.published import Numbers, Published, PublishedItem, Split, Spread, Why
from mentorkit.answers.tally import Counts, Key
from mentorkit.core.atomic import read_plain, write_file
from mentorkit.core.digests import digest
from mentorkit.core.problems import Problem, Result, Span
from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Questionnaire

_LARGEST = 50_000_000
"""Bytes of a ledger at most: a release of 60 questions takes 100,000."""


@dataclass(frozen=True, slots=True)
class Record:
    """The released figures of one question."""

    everybody: Numbers | None
    splits: tuple[Split, ...] = ()

    def split(self, by: str) -> Split | None:
        """Its split by role or by a group question."""
        return next((one for one in self.splits if one.by == by), None)


@dataclass(frozen=True, slots=True)
class Release:
    """The released figures of one questionnaire."""

    people: Record
    items: Mapping[str, Record]
    """By a key of the question and its answers."""
    changes: Mapping[str, Record] = field(default_factory=dict)


_RELEASES = TypeAdapter(dict[str, tuple[Release, ...]])


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every release, by programme and questionnaire, oldest first."""

    releases: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, name: str) -> Result[Ledger | None]:
        """The ledger that is kept in `path`, an empty one where there is no such file; None where it cannot be relied on.

        `name` is what messages call it.
        """
        try:
            written = json.loads(read_plain(path, _LARGEST))
            releases = written["releases"]
            if written["digest"] != _digest(releases):
                raise ValueError("changed")
            return Result(cls(_RELEASES.validate_python(releases)))
        except FileNotFoundError:
            return Result(cls())
        except (OSError, ValueError, LookupError, TypeError, RecursionError, ValidationError):
            message = "the record of what was released is damaged, so nothing can be released beside it"
            hint = (
                "put back this file from a backup; without it, the difference of two reports can be somebody’s answers"
            )
            return Result.failed(Problem("released-figures", message, Span(name), hint))

    def write(self, path: Path) -> None:
        """Keep it in `path`, in one step. Raises OSError."""
        releases = _RELEASES.dump_python(dict(self.releases), mode="json")
        write_file(path, json.dumps({"digest": _digest(releases), "releases": releases}, indent=1, sort_keys=True))

    def with_released(self, published: Iterable[Published]) -> Ledger:
        """The ledger once these figures are released, which `settled` gave."""
        releases = dict(self.releases)
        for one in published:
            if one.people is not None:
                new, key = _release(one), _key(one)
                known = releases.get(key, ())
                releases[key] = known if new in known[-1:] else (*known, new)
        return Ledger(releases)

    def settled(self, published: Published) -> Published:
        """The figures that may be released now: new ones, or those of an earlier release where too few answers changed."""
        known = self.releases.get(_key(published), ())
        return _Settling(published, known).settled() if known else published


@dataclass(frozen=True, slots=True)
class _Settling:
    """Compares the figures of one questionnaire with those that were released of it."""

    now: Published
    known: tuple[Release, ...]

    def settled(self) -> Published:
        people, last = self.now.people, self.known[-1]
        if people is None or not all(self._may_follow(one.people.everybody, people.everybody) for one in self.known):
            return self._repeated(last)
        renewed = self._against(people, [release.people for release in self.known])
        old = {new.by for split, new in zip(people.splits, renewed.splits, strict=True) if new is not split}
        items = tuple(self._renewed(one, [release.items for release in self.known], old) for one in self.now.items)
        changes = tuple(
            self._renewed(one, [release.changes for release in self.known], old) for one in self.now.changes
        )
        return replace(self.now, people=renewed, items=items, changes=changes)

    def _repeated(self, last: Release) -> Published:
        """The last release again, of questions that are still asked."""
        answering = self.now.people.item if self.now.people else Item.model_construct(ask="", answer="words")
        asked = self.now.questionnaire.items
        items = tuple(_as_released(PublishedItem(one, None), last.items.get(self._name(one))) for one in asked)
        changes = tuple(
            _as_released(replace(one, everybody=None, splits=()), last.changes.get(self._name(one.item)))
            for one in self.now.changes
        )
        people = _as_released(PublishedItem(answering, None), last.people)
        return replace(self.now, people=people, items=items, changes=changes)

    def _name(self, item: Item) -> str:
        return item_key(item, self.now.questionnaire)

    def _renewed(self, one: PublishedItem, known: list[Mapping[str, Record]], old: Container[str]) -> PublishedItem:
        """A question renewed where that may be; `old` are the splits of which the questionnaire itself has old figures."""
        records = [release[self._name(one.item)] for release in known if self._name(one.item) in release]
        told = [record for record in records if record.everybody is not None]
        if not all(self._may_follow(record.everybody, one.everybody) for record in told):
            return _as_released(one, told[-1])
        return self._against(one, told, old)

    def _against(self, one: PublishedItem, records: list[Record], old: Container[str] = ()) -> PublishedItem:
        """The new figures, with splits renewed where their groups allow it."""
        splits = (
            self._released(split, records) if split.by in old else self._split(one, split, records)
            for split in one.splits
        )
        return replace(one, splits=tuple(splits))

    def _split(self, one: PublishedItem, split: Split, records: list[Record]) -> Split:
        before = [(record, record.split(split.by)) for record in records]
        before = [(record, old) for record, old in before if not (old and old.earlier)]
        if all(old and self._groups_may_follow(record, old, one, split) for record, old in before):
            return split
        return self._released(split, records)

    def _released(self, split: Split, records: list[Record]) -> Split:
        """A split as it was released last; without any group where it never was."""
        last = records[-1].split(split.by) if records else None
        if last is not None:
            return replace(last, earlier=True)
        return Split(split.by, (), (*(name for name, _ in split.shown), *split.hidden), Why.ALL)

    def _groups_may_follow(self, record: Record, old: Split, one: PublishedItem, new: Split) -> bool:
        if set(old.hidden) != set(new.hidden):
            return False
        nobody = Numbers(Counts())
        names = {name for split in (old, new) for name, _ in split.shown}
        pairs = [(old.of(name) or nobody, new.of(name) or nobody) for name in names]
        if record.everybody and one.everybody and new.hidden:
            pairs.append((_rest(record.everybody, old), _rest(one.everybody, new)))
        return all(self._may_follow(before, after) for before, after in pairs)

    def _may_follow(self, before: Numbers | None, after: Numbers | None) -> bool:
        """Whether the difference of two figures is that of at least k people, or nothing."""
        if before is None:
            return True
        if after is None:
            return False
        if before == after or _given(before) == _given(after):
            return True
        grown = after.counts.people - before.counts.people
        if abs(grown) < self.now.smallest:
            return False
        changes = {key: after.counts.chosen.get(key, 0) - count for key, count in before.counts.chosen.items()}
        return all(change >= 0 if grown > 0 else change <= 0 for change in changes.values())


def _given(numbers: Numbers) -> object:
    """Everything that was said in answer; who left a question out said nothing."""
    counts = numbers.counts
    chosen = {key: people for key, people in counts.chosen.items() if people}
    return counts.people, chosen, counts.not_applicable, numbers.spread


def _rest(everybody: Numbers, split: Split) -> Numbers:
    """Those who are hidden together, as everybody can work it out."""
    shown = [numbers for _, numbers in split.shown]
    chosen: dict[Key, int] = {
        key: people - sum(one.counts.chosen.get(key, 0) for one in shown)
        for key, people in everybody.counts.chosen.items()
    }
    people = everybody.counts.people - sum(one.counts.people for one in shown)
    not_applicable = everybody.counts.not_applicable - sum(one.counts.not_applicable for one in shown)
    return Numbers(Counts(people, chosen, not_applicable), _mean_of_rest(everybody, shown, people))


def _mean_of_rest(everybody: Numbers, shown: list[Numbers], people: int) -> Spread | None:
    """Of answers that are numbers, the mean is all that can be worked out of the rest."""
    if everybody.spread is None or not people:
        return None
    total = everybody.spread.mean * everybody.counts.people
    total -= sum(one.spread.mean * one.counts.people for one in shown if one.spread)
    mean = round(total / people, 6)
    return Spread(mean, mean, mean, mean)


def _as_released(now: PublishedItem, record: Record | None) -> PublishedItem:
    """A question with the figures of an earlier release; without any where there were none."""
    if record is None or record.everybody is None:
        return replace(now, everybody=None, splits=(), earlier=True)
    splits = tuple(replace(one, earlier=True) for one in record.splits)
    return replace(now, everybody=record.everybody, splits=splits, earlier=True)


def _release(published: Published) -> Release:
    assert published.people is not None
    form = published.questionnaire
    items = {item_key(one.item, form): _record(one) for one in published.items}
    return Release(
        _record(published.people), items, {item_key(one.item, form): _record(one) for one in published.changes}
    )


def _record(one: PublishedItem) -> Record:
    return Record(one.everybody, one.splits)


def item_key(item: Item, questionnaire: Questionnaire) -> str:
    """A question with the answers that it can have: where these change, its figures cannot be compared."""
    scale = questionnaire.scale_of(item)
    shape: Iterator[str] = iter((item.answer, *(one.text for one in item.options), str(item.other), str(scale.steps)))
    return f"{item.id or item.ask} [{digest(*shape)[:12]}]"


def _key(published: Published) -> str:
    return f"{published.cohort} {published.questionnaire.id}"


def _digest(releases: object) -> str:
    return digest(json.dumps(releases, sort_keys=True))
