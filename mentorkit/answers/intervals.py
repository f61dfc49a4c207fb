"""How far a figure from few people can be relied on: exact intervals for shares, and for what changed.

The intervals are those of C. Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413. They hold their 95 % for every number of
people and every share, also for none and for all; approximations, and also E. B. Wilson's interval (1927), fall short of it
for some shares where people are few, and here they always are. The price is that they are rather too wide than too narrow
(L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16, 2001, section 4.2.1).

For means there is no interval: among so few people a bootstrap is too narrow, and that of Student's t is for other
distributions than those of scales with a ceiling. Quartiles stand there instead. Nor is there a test of significance: the
interval of the share of people whose answer is higher says what such a test says, and how far it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp, lgamma, log

CONFIDENCE = 0.95
_STEPS = 60  # halvings of an interval: as far as the numbers of a machine can tell ends apart


@lru_cache(maxsize=4096)
def clopper_pearson(some: int, people: int) -> tuple[float, float]:
    """The shares, from 0 to 1, that are plausible where `some` of `people` gave an answer: the ends of the exact interval.

    At the lower end, as many or more would answer so in 2.5 % of all cases; at the upper, as many or fewer.
    """
    if not 0 <= some <= people or not people:
        raise ValueError(f"{some} of {people} is no share")
    alpha = (1 - CONFIDENCE) / 2
    low = 0.0 if some == 0 else _root(lambda share: _at_least(some, people, share) >= alpha)
    high = 1.0 if some == people else _root(lambda share: _at_least(some + 1, people, share) >= 1 - alpha)
    return low, high


def _root(is_above: Callable[[float], bool]) -> float:
    """The share from which on something holds."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_above(middle) else (middle, high)
    return (low + high) / 2


def _at_least(some: int, people: int, share: float) -> float:
    """How probable it is that `some` or more of `people` give an answer that everybody gives with this probability."""
    if share <= 0 or share >= 1:
        return float(share >= 1)
    if some <= people * share:
        return 1 - _falling(people - some + 1, people, 1 - share) if some else 1.0
    return _falling(some, people, share)


def _falling(some: int, people: int, share: float) -> float:
    """The same where `some` is more than is to be expected, so that each number is less probable than the one before."""
    every = lgamma(people + 1) - lgamma(some + 1) - lgamma(people - some + 1)
    term = exp(every + some * log(share) + (people - some) * log(1 - share))
    total, odds = term, share / (1 - share)
    for number in range(some, people):
        term *= (people - number) / (number + 1) * odds
        total += term
        if term < total * 1e-17:
            break
    return total
