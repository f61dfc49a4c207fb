"""What has changed between two versions of a text, unit by unit: a unit that has moved is recognised, and is no change."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from mentorkit.translation.units import Unit
from mentorkit.translation.word_changes import is_slip

_LEAST_ALIKE = 0.35
"""The likeness, from 0 to 1, from which a unit counts as another's new wording, where they do not stand for each other anyway."""


class ChangeKind(StrEnum):
    """What happened to a unit."""

    CHANGED = "changed"
    SLIP = "slip"
    """Letters, punctuation, spaces: nothing that a reader would notice."""
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    MISSING = "missing"
    """Of texts that stand beside each other: not there in the language."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit before and after, by their numbers in the two versions; None on the side where there is none."""

    kind: ChangeKind
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The changes in the order of the later version, and for each unit of the earlier one its number in the later, if it has one."""

    changes: tuple[UnitChange, ...]
    later: tuple[int | None, ...]


def align(old: Sequence[Unit], new: Sequence[Unit], known: frozenset[str] = frozenset()) -> Alignment:
    """Compare two versions of a text. `known` are the words of other texts, by which slips are told (`is_slip`)."""
    later: list[int | None] = [None] * len(old)
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        later[first : first + size] = range(second, second + size)
    moved = set(_moved(old, new, later))
    for places in _gaps(later, len(new), moved):
        for before, after in _paired(old, new, *places):
            later[before] = after
    return Alignment(
        tuple(sorted(_changes(old, new, later, moved, known), key=lambda one: _place(one, later))), tuple(later)
    )


def _moved(old: Sequence[Unit], new: Sequence[Unit], later: list[int | None]) -> Iterator[int]:
    """Enter units that stand elsewhere word by word; yield their numbers in the earlier version."""
    taken = set(later)
    left = defaultdict[tuple[str, str], deque[int]](deque)
    for number, unit in enumerate(new):
        if number not in taken and not unit.fixed:
            left[unit.key].append(number)
    for number, unit in enumerate(old):
        if later[number] is None and left[unit.key]:
            later[number] = left[unit.key].popleft()
            yield number


def _gaps(later: Sequence[int | None], size: int, moved: Collection[int]) -> Iterator[tuple[list[int], list[int]]]:
    """The units without a twin, in runs between those that stand where they stood."""
    taken = {number for number in later if number is not None}
    before, start = list[int](), 0
    for number, after in [*enumerate(later), (len(later), size)]:
        if after is None:
            before.append(number)
        elif number not in moved:
            between = [one for one in range(start, after) if one not in taken]
            if before and between:
                yield before, between
            before, start = [], after + 1


def _paired(old: Sequence[Unit], new: Sequence[Unit], before: list[int], after: list[int]) -> Iterator[tuple[int, int]]:
    """Which of these units are new wordings of which: by their shapes where these agree, else by likeness, in order."""
    for first, second in _by_shape(old, new, before, after):
        if len(first) == len(second):
            yield from zip(first, second, strict=True)
        else:
            yield from _by_likeness(old, new, first, second)


def _by_shape(
    old: Sequence[Unit], new: Sequence[Unit], before: list[int], after: list[int]
) -> Iterator[tuple[list[int], list[int]]]:
    for shape in dict.fromkeys(old[number].shape for number in before):
        yield [one for one in before if old[one].shape == shape], [one for one in after if new[one].shape == shape]


def _by_likeness(
    old: Sequence[Unit], new: Sequence[Unit], before: list[int], after: list[int]
) -> Iterator[tuple[int, int]]:
    ranked = sorted(
        ((-_likeness(old[one].text, new[other].text), one, other) for one in before for other in after),
    )
    pairs = list[tuple[int, int]]()
    for unlike, one, other in ranked:
        if -unlike < _LEAST_ALIKE:
            break
        if all((one < a and other < b) or (one > a and other > b) for a, b in pairs):
            pairs.append((one, other))
    yield from pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _changes(
    old: Sequence[Unit], new: Sequence[Unit], later: Sequence[int | None], moved: Collection[int], known: frozenset[str]
) -> Iterator[UnitChange]:
    taken = set(later)
    for before, after in enumerate(later):
        if after is None:
            yield UnitChange(ChangeKind.REMOVED, before, None)
        elif before in moved:
            yield UnitChange(ChangeKind.MOVED, before, after)
        elif old[before].text != new[after].text:
            slip = not old[before].fixed and not new[after].fixed and is_slip(old[before].text, new[after].text, known)
            yield UnitChange(ChangeKind.SLIP if slip else ChangeKind.CHANGED, before, after)
    yield from (UnitChange(ChangeKind.ADDED, None, after) for after in range(len(new)) if after not in taken)


def _place(change: UnitChange, later: Sequence[int | None]) -> tuple[int, int]:
    """Where a change stands in the later version: a unit that was removed, behind the one that it followed."""
    if change.after is not None:
        return change.after, 0
    before = change.before or 0
    return next((after for after in reversed(later[:before]) if after is not None), -1), 1
