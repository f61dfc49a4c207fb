"""Several partners for each: whom each meets in a round of short meetings, and boards without named seats."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from mentorkit.matching.assignment import Pair, Solution, Task, Whole
from mentorkit.matching.best_choice import Side, best_choice, places


def shortlists(task: Task, each: Whole) -> Solution:
    """The best meetings: at most so many for `each` mentee, and for each mentor as many as the capacity.

    Everybody has a first meeting before anybody has a second, as far as can be, and so on; then the points decide, then the
    lots. Where the task is not `even`, only the first counts for mentors. Raises ValueError where locked pairs are too many.
    """
    allowed = task.allowed()
    may_be = allowed >= 0
    for pair in task.locked:
        may_be[pair] = True
    mentees, mentors = np.nonzero(may_be)
    kept = np.zeros(may_be.shape, np.bool_)
    for pair in task.locked:
        kept[pair] = True
    each = np.minimum(each, may_be.sum(axis=1))
    capacity = np.minimum(task.capacity, may_be.sum(axis=0))
    sides = [
        Side((mentees,), each, places(each, task.first, even=True)),
        Side((mentors,), capacity, places(capacity, task.first_mentors, even=task.even)),
    ]
    points = np.maximum(allowed, 0).astype(np.int64)[mentees, mentors]
    drawn = task.lots.astype(np.int64)[mentees, mentors]
    chosen = best_choice(sides, [points, -drawn], kept[mentees, mentors])
    return Solution(tuple((int(a), int(b)) for a, b in zip(mentees[chosen], mentors[chosen], strict=True)))


def fair_share(mentees: int, mentors: int, each: int) -> int:
    """How many meetings a mentor has to be ready for, so that each mentee can have so many with another mentor."""
    return max(each, -(-mentees * each // mentors)) if mentors else 0


def rounds(pairs: Sequence[Pair]) -> tuple[tuple[Pair, ...], ...]:
    """Meetings one after the other, in which nobody is in two at once: as few rounds as the most meetings of one person.

    That so many are enough was shown by D. Kőnig (Mathematische Annalen 77, 1916): some of the pairs bring together everybody
    who has the most left, each with another.
    """
    left = np.zeros((1 + max((a for a, _ in pairs), default=0), 1 + max((b for _, b in pairs), default=0)), np.int64)
    for pair in pairs:
        left[pair] = 1
    found = []
    while left.any():
        rows, columns = left.sum(axis=1), left.sum(axis=0)
        most = max(rows.max(), columns.max())
        urgent = (rows == most)[:, None].astype(np.int64) + (columns == most)[None, :]
        chosen = zip(*linear_sum_assignment(left * (1 + sum(left.shape) * urgent), maximize=True), strict=True)
        now = tuple((int(a), int(b)) for a, b in chosen if left[a, b])
        for pair in now:
            left[pair] = 0
        found.append(now)
    return tuple(found)
