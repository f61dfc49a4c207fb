"""Pairs of two of one kind: peer mentoring, in which everybody is a mentee and a mentor."""

from __future__ import annotations

import numpy as np

from mentorkit.matching.assignment import Solution, Task
from mentorkit.matching.best_choice import Side, best_choice, places


def pair_up(task: Task) -> Solution:
    """The best pairs, by the rules of `assign`; of an odd number one person stays without.

    Rows and columns are the same people. A pair has the points of both directions, and is excluded where one of them is. The
    smaller number stands first. Raises ValueError where somebody is in two locked pairs.
    """
    allowed = task.allowed()
    locked = {(min(pair), max(pair)) for pair in task.locked}
    may_be = np.triu((allowed >= 0) & (allowed >= 0).T, 1)
    for pair in locked:
        may_be[pair] = True
    one, other = np.nonzero(may_be)
    points = np.maximum(allowed, 0).astype(np.int64)
    drawn = task.lots.astype(np.int64)
    kept = np.array([pair in locked for pair in zip(one.tolist(), other.tolist(), strict=True)], np.bool_)
    once = np.ones(len(allowed), np.int64)
    everybody = Side((one, other), once, places(once, task.first | task.first_mentors, even=True))
    aims = [points[one, other] + points[other, one], -(drawn[one, other] + drawn[other, one])]
    chosen = best_choice([everybody], aims, kept)
    return Solution(tuple((int(a), int(b)) for a, b in zip(one[chosen], other[chosen], strict=True)))
