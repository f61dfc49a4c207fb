"""Who works with whom, as numbers: the exact optimum of an assignment of mentees to mentors.

The order of aims is fixed: most people with a partner, then most points, then the lots. Each stage is solved in whole
numbers that double precision holds exactly, and the optimum of the first is proved by prices before the next begins:
P. Jonker and A. Volgenant, Computing 38 (1987); D. Crouse, IEEE Transactions on Aerospace and Electronic Systems 52 (2016).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from mentorkit.core.digests import digest

Whole = NDArray[np.int64]
"""Whole numbers."""
Exact = NDArray[np.float64]
"""Whole numbers below 2^53, which double precision holds exactly."""
Flags = NDArray[np.bool_]
Pair = tuple[int, int]
"""The numbers of a mentee and a mentor."""

EXCLUDED = -1
"""The points of a pair that must not be."""
LOT_BITS = 24
_EXACT = 2**53
_BLOCK = 256
"""So many rows are compared with all columns at a time: what that takes stays small beside the points."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What is known of a round, as numbers: a row for each mentee, a column for each mentor."""

    points: NDArray[np.int32]
    """The points of each pair; `EXCLUDED` where it must not be."""
    capacity: Whole
    """How many mentees each mentor takes at most."""
    lots: NDArray[np.uint32]
    """The lot of each pair, below 2^24: among equals, the smallest sum stands (`lots`)."""
    first: Flags
    """The mentees who got nobody last time: they come before others."""
    first_mentors: Flags
    """The mentors who got nobody last time."""
    locked: tuple[Pair, ...] = ()
    """Pairs that stand whatever their points are."""
    refused: tuple[Pair, ...] = ()
    """Pairs that must not be, beside those that are excluded."""
    even: bool = False
    """Whether mentors are to have as many mentees as each other, as far as can be: groups."""

    def allowed(self) -> NDArray[np.int32]:
        """The points of pairs, where those that people refused are excluded too."""
        points = self.points.copy()
        for pair in self.refused:
            points[pair] = EXCLUDED
        return points


@dataclass(frozen=True, slots=True)
class Solution:
    """Pairs of a mentee and a mentor by their numbers, in order."""

    pairs: tuple[Pair, ...]


def lots(program: str, mentees: tuple[str, ...], mentors: tuple[str, ...]) -> NDArray[np.uint32]:
    """The lot of each pair: nobody gains by a name, a row of the table or the time of applying.

    A lot depends on nothing but the programme and the two keys: SplitMix64 (G. Steele, D. Lea and C. Flood, OOPSLA 2014)
    mixes the sum of what SHA-256 makes of each with the programme. Another programme draws other lots.
    """
    rows = np.array([_drawn(program, "mentee", key) for key in mentees], np.uint64)
    columns = np.array([_drawn(program, "mentor", key) for key in mentors], np.uint64)
    return mixed(rows[:, None] + columns[None, :])


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Lots from numbers of 64 bits: each bit of a number changes about half of those of its lot."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((values ^ (values >> np.uint64(31))) >> np.uint64(64 - LOT_BITS)).astype(np.uint32)


def _drawn(program: str, role: str, key: str) -> int:
    return int(digest(program, role, key)[:16], 16)


def assign(task: Task) -> Solution:
    """The best pairs. Raises ValueError where locked pairs contradict each other or the capacity, which `clashes` tells."""
    room = _room(task)
    taken = {mentee for mentee, _ in task.locked}
    rows = _in_order(task.lots, [one for one in range(len(task.points)) if one not in taken], axis=1)
    columns = _in_order(task.lots, [int(one) for one in np.flatnonzero(room)], axis=0)
    if not rows or not columns:
        return Solution(tuple(sorted(task.locked)))
    points = task.allowed()[np.ix_(rows, columns)]
    copies = np.minimum(room[columns], (points >= 0).sum(axis=0))
    columns = [int(one) for one in np.repeat(columns, copies)]
    if not columns:
        return Solution(tuple(sorted(task.locked)))
    points = np.repeat(points, copies, axis=1)
    gain = _gain(points, task.first[rows], _worth(task, columns))
    drawn = np.where(points >= 0, task.lots[np.ix_(rows, columns)], 0).astype(np.float64)
    chosen = _best(gain, drawn)
    found = [(rows[row], columns[column]) for row, column in chosen if points[row, column] >= 0]
    return Solution(tuple(sorted([*task.locked, *found])))


def _room(task: Task) -> Whole:
    """How many mentees each mentor can take beside those of locked pairs."""
    room = task.capacity.astype(np.int64)
    for _, mentor in task.locked:
        room[mentor] -= 1
    mentees = [mentee for mentee, _ in task.locked]
    if room.min(initial=0) < 0 or len(set(mentees)) < len(mentees):
        raise ValueError("locked pairs contradict each other or the capacity")
    return room


def _in_order(drawn: NDArray[np.uint32], numbers: list[int], axis: int) -> list[int]:
    """People in the order of the sum of their lots, so that the order of the tables decides nothing."""
    sums = drawn.sum(axis=axis, dtype=np.uint64)
    return sorted(numbers, key=lambda number: (sums[number], number))


def _worth(task: Task, columns: list[int]) -> Whole:
    """What it is worth that each place of a mentor is taken: the first before the second, of those who waited before others'.

    The places that can be taken together form a matroid, and so do the mentees who can have somebody. Therefore the greatest
    sum takes as many as can be, and of those the worthiest; and both sides reach their best at once (N. Mendelsohn and
    A. Dulmage, Canadian Journal of Mathematics 10, 1958).
    """
    used = Counter(mentor for _, mentor in task.locked)
    places = []
    for mentor in columns:
        used[mentor] += 1
        places.append(used[mentor])
    last = max(places) if task.even else 1
    return np.array(
        [
            2 * max(last - place, 0) + int(place <= last) + int(place == 1 and task.first_mentors[mentor])
            for place, mentor in zip(places, columns, strict=True)
        ],
        np.int64,
    )


def _gain(points: NDArray[np.int32], first: Flags, worth: Whole) -> Exact:
    """What each pair adds: one more person outweighs all points together."""
    unit = int(points.max(axis=1, initial=0).astype(np.int64).sum()) + 1
    whole = unit * (np.where(first, 2, 1)[:, None] + worth[None, :]) + points
    gain = np.where(points >= 0, whole, 0).astype(np.float64)
    _be_exact(gain)
    return gain


def _be_exact(values: Exact) -> None:
    """Raise ValueError where a sum along a path of exchanges could leave the numbers that double precision holds exactly."""
    if 4 * sum(values.shape) * int(values.max(initial=0)) >= _EXACT:
        raise ValueError("too many points to be added up exactly")


def _best(gain: Exact, drawn: Exact) -> list[Pair]:
    """The cells, one in each row or one in each column, of the greatest gain and among those of the smallest sum of lots."""
    if gain.shape[0] > gain.shape[1]:
        return [(row, column) for column, row in _best(gain.T, drawn.T)]
    _, chosen = linear_sum_assignment(gain, maximize=True)
    spare, tight = _optimal_cells(gain, chosen)
    return list(enumerate(map(int, _drawn_among(drawn, tight, spare))))


def _optimal_cells(gain: Exact, chosen: NDArray[np.intp]) -> tuple[Flags, Flags]:
    """The columns that may stay empty, and the cells that may be chosen, in an assignment of the same gain.

    Prices of columns prove the gain to be the greatest: no cell offers its row more than the chosen one, at these prices. All
    other assignments of this gain choose cells that offer just as much, and fill every column that has a price.
    """
    own = gain[np.arange(len(gain)), chosen]
    price = np.zeros(gain.shape[1])
    rows = np.arange(len(gain))
    for _ in range(len(gain) + 1):
        wanted = price.copy()
        for block in np.array_split(rows, -(-len(rows) // _BLOCK)):
            offer = gain[block] - (own[block] - price[chosen[block]])[:, None]
            np.maximum(wanted, offer.max(axis=0), out=wanted)
        raised = wanted > price
        price = wanted
        rows = np.flatnonzero(raised[chosen])
        if not len(rows):
            break
    filled = np.zeros(gain.shape[1], np.bool_)
    filled[chosen] = True
    if len(rows) or price[~filled].any():
        raise AssertionError("the assignment is not the best")
    return price == 0, gain - price[None, :] == (own - price[chosen])[:, None]


def _drawn_among(drawn: Exact, tight: Flags, spare: Flags) -> NDArray[np.intp]:
    """The column of each row with the smallest sum of lots, of cells that are tight, where all columns are filled but spare ones."""
    cost = drawn + (drawn.max(axis=1).sum() + 1) * spare[None, :]
    _be_exact(cost)
    cost[~tight] = np.inf
    _, chosen = linear_sum_assignment(cost)
    return cast("NDArray[np.intp]", chosen)
