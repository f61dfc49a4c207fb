"""Intervals, against published tables and sums worked out in another way."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from mentorkit.answers.intervals import clopper_pearson


def at_least(some: int, people: int, share: Fraction) -> Fraction:
    """The sum of a binomial distribution's upper end, in fractions."""
    return sum(
        (comb(people, k) * share**k * (1 - share) ** (people - k) for k in range(some, people + 1)), start=Fraction(0)
    )


@pytest.mark.parametrize(
    ("some", "people", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (81, 263, 0.2527, 0.3676),  # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_intervals_are_those_of_published_tables(some: int, people: int, low: float, high: float) -> None:
    assert clopper_pearson(some, people) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize("people", [1, 2, 5, 7, 12, 24])
def test_at_the_ends_of_an_interval_a_fortieth_is_left(people: int) -> None:
    for some in range(people + 1):
        low, high = (Fraction(one) for one in clopper_pearson(some, people))
        if some:
            assert float(at_least(some, people, low)) == pytest.approx(0.025, abs=1e-9)
        if some < people:
            assert float(1 - at_least(some + 1, people, high)) == pytest.approx(0.025, abs=1e-9)


def test_an_interval_of_many_people_is_worked_out_too() -> None:
    low, high = clopper_pearson(5000, 10_000)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.5098)


def test_there_is_no_share_of_nobody() -> None:
    for some, people in ((0, 0), (3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="no share"):
            clopper_pearson(some, people)
