"""The best choice among candidates, aim after aim: linear programmes in whole numbers, solved by HiGHS.

Candidates are pairs, meetings or seats of a board. On each side a candidate belongs to a group, such as its mentee, and of a
group so many may be chosen at most. Q. Huangfu and J. Hall, Mathematical Programming Computation 10 (2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from mentorkit.matching.assignment import Exact, Flags, Whole

_TOLERANCE = 1e-5
"""How far from a whole number an answer of the solver may lie."""
_QUARTER = 0.25


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

    def limit(self, first: int, width: int) -> csr_array:
        """The rows that count the chosen ones of each group, less its places, whose columns begin with `first`."""
        number = len(self.groups[0])
        groups, columns = np.concatenate(self.groups), np.tile(np.arange(number), len(self.groups))
        entries = np.ones(len(groups))
        if self.worth is not None:
            places = np.arange(self.worth.size)
            groups = np.concatenate([groups, places // self.worth.shape[1]])
            columns = np.concatenate([columns, places + first])
            entries = np.concatenate([entries, -np.ones(len(places))])
        return csr_array((entries, (groups, columns)), (len(self.most), width))


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
    programme = _Narrowing.of(sides, kept, width)
    goals, first = [], number
    for side in sides:
        if side.worth is not None:
            goals.append(np.pad(side.worth.ravel(), (first, width - first - side.places)))
            first += side.places
    goals += [np.pad(aim, (0, width - number)) for aim in aims]
    chosen = programme.lower
    for goal in goals:
        chosen = programme.reach(goal.astype(np.float64))
    return np.asarray(chosen[:number] > 0.5)


@dataclass(slots=True, eq=False)
class _Narrowing:
    """A linear programme, which each aim that is reached makes narrower."""

    sides: Sequence[Side]
    lower: Exact
    upper: Exact
    equal: list[csr_array] = field(default_factory=list)
    """Rows whose sum is nothing."""
    below: list[tuple[csr_array, Exact]] = field(default_factory=list)
    """Rows with the most that their sums may be."""

    @classmethod
    def of(cls, sides: Sequence[Side], kept: Flags, width: int) -> _Narrowing:
        made, first = cls(sides, np.zeros(width), np.ones(width)), len(kept)
        made.equal.append(csr_array((0, width)))
        made.below.append((csr_array((0, width)), np.zeros(0)))
        made.lower[: len(kept)] = kept
        for side in sides:
            rows = side.limit(first, width)
            if side.worth is None:
                made.below.append((rows, side.most.astype(np.float64)))
                continue
            made.equal.append(rows)
            end = first + side.places
            made.upper[first:end] = (np.arange(side.worth.shape[1]) < side.most[:, None]).ravel()
            first = end
        return made

    def reach(self, goal: Exact) -> Exact:
        """Values of 0 and 1 that reach the most of an aim; from now on all reach as much.

        Where groups lie within each other on two sides, corners of the programme are whole. Pairs of one kind need rows for odd
        sets of people beside, which are added where they are missing; with all of them, corners are whole again (J. Edmonds,
        Journal of Research of the National Bureau of Standards 69B, 1965). Where none is found, the solver searches.
        """
        corner = self._corner(goal)
        values = corner.x
        while np.abs(values - values.round()).max() > _TOLERANCE:
            missing = [row for side in self.sides for row in _odd_sets(side, values)]
            if not missing:
                values = self._searched(goal)
                break
            self.below += missing
            corner = self._corner(goal)
            values = corner.x
        chosen: Exact = np.asarray(values.round(), np.float64)
        self._keep(goal, chosen, corner)
        return chosen

    def _keep(self, goal: Exact, chosen: Exact, corner: OptimizeResult) -> None:
        """Let all that follows reach as much, and leave out what cannot: aims are whole numbers, so a quarter tells."""
        value = goal @ chosen
        self.below.append((csr_array(-goal[None, :]), np.array([-value])))
        room = -corner.fun - value + _QUARTER
        self.upper[(corner.lower.marginals > room) & (chosen < 0.5)] = 0
        self.lower[(-corner.upper.marginals > room) & (chosen > 0.5)] = 1

    def _corner(self, goal: Exact) -> OptimizeResult:
        """The best values, whole or not."""
        rows, most = vstack([row for row, _ in self.below]), np.concatenate([most for _, most in self.below])
        equal = vstack(self.equal)
        bounds = np.column_stack([self.lower, self.upper])
        return _found(linprog(-goal, rows, most, equal, np.zeros(equal.shape[0]), bounds, method="highs"))

    def _searched(self, goal: Exact) -> Exact:
        """The best whole values."""
        limits = [LinearConstraint(row, -np.inf, most) for row, most in self.below]
        limits += [LinearConstraint(row, 0, 0) for row in self.equal]
        bounds, whole = Bounds(self.lower, self.upper), np.ones(len(goal))
        answer = milp(-goal, integrality=whole, bounds=bounds, constraints=limits, options={"mip_rel_gap": 0})
        return np.asarray(_found(answer).x)


def _found(answer: OptimizeResult) -> OptimizeResult:
    if answer.status != 0:
        raise ValueError(f"what is kept cannot be: {answer.message}")
    return answer


def _odd_sets(side: Side, values: Exact) -> Iterator[tuple[csr_array, Exact]]:
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
            yield csr_array(row[None, :]), np.array([float(pairs)])
