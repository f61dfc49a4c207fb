"""The best choice among candidates, aim after aim: linear programmes in whole numbers, solved by HiGHS.

Candidates are pairs, meetings or seats of a board. On each side a candidate belongs to a group, such as its mentee, and of a
group so many may be chosen at most. Q. Huangfu and J. Hall, Mathematical Programming Computation 10 (2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from mentorkit.matching.assignment import Exact, Flags, Whole

_TOLERANCE = 1e-5
"""How far from a whole number an answer of the solver may lie."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The groups to which candidates belong on one side."""

    groups: tuple[Whole, ...]
    """The number of each candidate's group; twice, where a candidate is a pair of two of one kind."""
    most: Whole
    """How many of each group may be chosen."""
    worth: Whole | None = None
    """What the first, the second and each further one of a group is worth: a row for each group, its values never rising."""

    @property
    def places(self) -> int:
        """How many values there are."""
        return 0 if self.worth is None else self.worth.size

    def limit(self, first: int, width: int) -> LinearConstraint:
        """The rows that count the chosen ones of each group, where the columns of its places begin with `first`."""
        number = len(self.groups[0])
        groups, columns = np.concatenate(self.groups), np.tile(np.arange(number), len(self.groups))
        entries = np.ones(len(groups))
        if self.worth is not None:
            places = np.arange(self.worth.size)
            groups = np.concatenate([groups, places // self.worth.shape[1]])
            columns = np.concatenate([columns, places + first])
            entries = np.concatenate([entries, -np.ones(len(places))])
        rows = csr_array((entries, (groups, columns)), (len(self.most), width))
        return LinearConstraint(rows, 0, 0) if self.worth is not None else LinearConstraint(rows, -np.inf, self.most)


def places(most: Whole, first: Flags, *, even: bool) -> Whole:
    """What each place of a group is worth: everybody's first before anybody's second, and first of all those who waited.

    Where the numbers need not be even, only the first place of each counts.
    """
    last = max(int(most.max(initial=0)), 1)
    falling = 2 * np.arange(last - 1, -1, -1) + 1 if even else (np.arange(last) == 0).astype(np.int64)
    worth = np.tile(falling, (len(most), 1)).astype(np.int64)
    worth[:, 0] += first
    return worth


def best_choice(sides: Sequence[Side], aims: Sequence[Whole], kept: Flags) -> Flags:
    """The candidates to choose: what is worth most on each side in turn, then by each further aim, of which more is better.

    Raises ValueError where those that are `kept` are more than may be chosen.
    """
    number = len(kept)
    if not number:
        return np.zeros(0, np.bool_)
    width = number + sum(side.places for side in sides)
    lower, upper = np.zeros(width), np.ones(width)
    lower[:number] = kept
    goals, rows, first = [], [], number
    for side in sides:
        rows.append(side.limit(first, width))
        if side.worth is not None:
            end = first + side.places
            upper[first:end] = (np.arange(side.worth.shape[1]) < side.most[:, None]).ravel()
            goals.append(np.pad(side.worth.ravel(), (first, width - end)))
            first = end
    goals += [np.pad(aim, (0, width - number)) for aim in aims]
    chosen = lower
    for goal in goals:
        chosen = _reached(goal.astype(np.float64), Bounds(lower, upper), rows, sides)
        rows.append(LinearConstraint(csr_array(goal[None, :].astype(np.float64)), goal @ chosen, np.inf))
    return np.asarray(chosen[:number] > 0.5)


def _reached(goal: Exact, bounds: Bounds, rows: list[LinearConstraint], sides: Sequence[Side]) -> Exact:
    """Values of 0 and 1 that reach the most of an aim.

    Where groups lie within each other on two sides, corners of the linear programme are whole. Pairs of one kind need rows for
    odd sets of people beside, which are added where they are missing; with all of them, corners are whole again (J. Edmonds,
    Journal of Research of the National Bureau of Standards 69B, 1965). Where none is found, the solver searches.
    """
    answer = _solved(goal, bounds, rows, whole=False)
    while answer.status == 0 and np.abs(answer.x - answer.x.round()).max() > _TOLERANCE:
        missing = [row for side in sides for row in _odd_sets(side, answer.x)]
        rows += missing
        answer = _solved(goal, bounds, rows, whole=not missing)
    if answer.status != 0:
        raise ValueError(f"what is kept cannot be: {answer.message}")
    return np.asarray(answer.x.round(), np.float64)


def _odd_sets(side: Side, values: Exact) -> Iterator[LinearConstraint]:
    """For odd sets of people of whom more pairs are chosen than whole ones could be: at most half of them, rounded down."""
    if len(side.groups) < 2:
        return
    one, other = side.groups
    parts = values[: len(one)]
    split = (parts > _TOLERANCE) & (parts < 1 - _TOLERANCE)
    size = len(side.most)
    graph = csr_array((parts[split], (one[split], other[split])), (size, size))
    number, label = connected_components(graph, directed=False)
    for part in range(number):
        people = label == part
        pairs = np.count_nonzero(people) // 2
        inside = people[one] & people[other]
        if np.count_nonzero(people) % 2 and parts[inside].sum() > pairs + _TOLERANCE:
            row = np.zeros(len(values))
            row[: len(one)] = inside
            yield LinearConstraint(csr_array(row[None, :]), -np.inf, pairs)


def _solved(goal: Exact, bounds: Bounds, rows: list[LinearConstraint], *, whole: bool) -> OptimizeResult:
    kinds = np.full(len(goal), int(whole))
    return milp(-goal, integrality=kinds, bounds=bounds, constraints=rows, options={"mip_rel_gap": 0})
