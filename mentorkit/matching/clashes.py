"""Why people have to stay without a partner: the few statements that clash, such as two musts, or places with people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations

import numpy as np

from mentorkit.matching.assignment import Flags, Pair, Task, Whole, assign

_MOST_REASONS = 4
"""So many reasons are sought together exactly; more are taken one after the other, the one that excludes most first."""


class ClashKind(Enum):
    """What clashes."""

    NOBODY_ALLOWED = auto()
    """Every pair is excluded, or every mentor of these mentees, by the reasons together."""
    TOO_FEW_PLACES = auto()
    """These mentees may have no other mentors than these, who have fewer places; the reasons exclude all other mentors."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements of which one has to give way, with nothing in it that could be left out."""

    kind: ClashKind
    pairs: tuple[Pair, ...] = ()
    """Locked pairs that take part."""
    mentees: tuple[int, ...] = ()
    mentors: tuple[int, ...] = ()
    missing: int = 0
    """How many of the mentees have to stay without a mentor."""
    reasons: tuple[int, ...] = ()
    """The fewest reasons that exclude what is excluded here, as the numbers of bits of the flags."""


def clashes(task: Task, flags: Whole) -> tuple[Clash, ...]:
    """Everything that clashes where each mentee has one mentor. `flags` has a bit for each reason that excludes a pair.

    Pairs that are locked contradict neither each other nor the capacity.
    """
    return (*without_anybody(task, flags), *_shortages(task, flags))


def without_anybody(task: Task, flags: Whole) -> Iterator[Clash]:
    """The mentees who may have no mentor at all: everybody as one, or together where the same reasons say so."""
    mentors = np.flatnonzero(task.capacity > 0)
    if not len(mentors):
        return
    allowed, unlocked = _allowed(task), _unlocked(task)
    lonely = [mentee for mentee in unlocked if not allowed[mentee].any()]
    found: dict[tuple[int, ...], list[int]] = {}
    if lonely and lonely == unlocked:
        found[fewest_reasons(flags[lonely][:, mentors])] = lonely
    else:
        for mentee in lonely:
            found.setdefault(fewest_reasons(flags[mentee, mentors]), []).append(mentee)
    for reasons, mentees in found.items():
        yield Clash(ClashKind.NOBODY_ALLOWED, mentees=tuple(mentees), missing=len(mentees), reasons=reasons)


def _shortages(task: Task, flags: Whole) -> Iterator[Clash]:
    """Mentees of whom some have to stay without a mentor, whatever is chosen, with the mentors that they may have.

    By the theorem of P. Hall (Journal of the London Mathematical Society 10, 1935) there are such mentees wherever one stays
    alone: those whose places the one could take, if they had another. None of them can be left out.
    """
    allowed = _allowed(task)
    pairs = [pair for pair in assign(task).pairs if pair not in task.locked]
    some = {mentee for mentee, _ in pairs}
    mentors = set(np.flatnonzero(task.capacity > 0).tolist())
    alone = [one for one in _unlocked(task) if one not in some and (allowed[one].any() or not mentors)]
    for mentees, theirs in _together(allowed, pairs, alone):
        taken = tuple(sorted(pair for pair in task.locked if pair[1] in theirs))
        reasons = fewest_reasons(flags[np.ix_(sorted(mentees), sorted(mentors - theirs))])
        missing = len(mentees.intersection(alone))
        yield Clash(ClashKind.TOO_FEW_PLACES, taken, tuple(sorted(mentees)), tuple(sorted(theirs)), missing, reasons)


def _together(allowed: Flags, pairs: list[Pair], alone: list[int]) -> list[tuple[set[int], set[int]]]:
    """For those who stay alone, the mentees who could make room for them and the mentors of all these; as one where they meet."""
    groups: list[tuple[set[int], set[int]]] = []
    theirs: dict[int, list[int]] = {}
    for mentee, mentor in pairs:
        theirs.setdefault(mentor, []).append(mentee)
    for one in alone:
        mentees, mentors = _who_could_make_room(allowed, theirs, one)
        apart = []
        for group in groups:
            if group[1] & mentors or not (group[1] or mentors):
                mentees, mentors = mentees | group[0], mentors | group[1]
            else:
                apart.append(group)
        groups = [*apart, (mentees, mentors)]
    return groups


def _who_could_make_room(allowed: Flags, theirs: dict[int, list[int]], one: int) -> tuple[set[int], set[int]]:
    """One mentee with all whose places could be handed on to the one, and their mentors."""
    mentees, mentors, new = {one}, set[int](), [one]
    while new:
        reached = set(np.flatnonzero(allowed[new].any(axis=0)).tolist()) - mentors
        mentors |= reached
        new = [mentee for mentor in reached for mentee in theirs.get(mentor, [])]
        mentees.update(new)
    return mentees, mentors


def fewest_reasons(flags: Whole) -> tuple[int, ...]:
    """The fewest reasons of which each excluded pair has one; pairs without any do not count."""
    kinds = [int(one) for one in np.unique(flags) if one]
    bits = [bit for bit in range(63) if any(one >> bit & 1 for one in kinds)]
    for number in range(_MOST_REASONS + 1):
        for some in combinations(bits, number):
            mask = sum(1 << bit for bit in some)
            if all(one & mask for one in kinds):
                return some
    most = Counter(bit for one in kinds for bit in bits if one >> bit & 1).most_common(1)[0][0]
    rest = fewest_reasons(np.array([one for one in kinds if not one >> most & 1], np.int64))
    return tuple(sorted((most, *rest)))


def _allowed(task: Task) -> Flags:
    """The pairs that may be, with mentors who take anybody."""
    return np.asarray((task.allowed() >= 0) & (task.capacity > 0)[None, :])


def _unlocked(task: Task) -> list[int]:
    """The mentees who are in no locked pair."""
    locked = {mentee for mentee, _ in task.locked}
    return [one for one in range(len(task.points)) if one not in locked]
