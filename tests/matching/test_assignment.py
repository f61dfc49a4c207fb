"""The best assignment: against exhaustive search, whatever the order of people, and where a table gives no room."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from matching.games import StableMarriage
from small_rounds import levels, random_task, task

from mentorkit.matching.assignment import EXCLUDED, LOT_BITS, Pair, Task, assign, lots


def every_solution(one: Task) -> Iterator[tuple[Pair, ...]]:
    """Everything that may be: each mentee with one mentor or none, within the capacity, with the locked pairs."""
    locked = dict(one.locked)
    points = one.points.tolist()

    def rest(mentee: int, room: list[int]) -> Iterator[tuple[Pair, ...]]:
        if mentee == len(points):
            yield ()
            return
        if mentee in locked:
            for more in rest(mentee + 1, room):
                yield ((mentee, locked[mentee]), *more)
            return
        yield from rest(mentee + 1, room)
        for mentor, value in enumerate(points[mentee]):
            if value >= 0 and room[mentor] and (mentee, mentor) not in one.refused:
                left = [*room]
                left[mentor] -= 1
                for more in rest(mentee + 1, left):
                    yield ((mentee, mentor), *more)

    room = one.capacity.tolist()
    for _, mentor in one.locked:
        room[mentor] -= 1
    return rest(0, room)


def aims(one: Task, pairs: tuple[Pair, ...]) -> tuple[int, ...]:
    """What a solution reaches, the most important first; more is better."""
    loads = [sum(mentor == other for _, other in pairs) for mentor in range(one.points.shape[1])]
    free = [pair for pair in pairs if pair not in one.locked]
    return (
        len(pairs),
        sum(bool(one.first[mentee]) for mentee, _ in pairs),
        *levels(loads, one.first_mentors.tolist(), even=one.even),
        sum(int(one.points[pair]) for pair in free),
        -sum(int(one.lots[pair]) for pair in free),
    )


def compare(seeds: range) -> None:
    for seed in seeds:
        one = random_task(random.Random(seed))
        found = assign(one)
        assert found.pairs in {tuple(sorted(pairs)) for pairs in every_solution(one)}, seed
        best = max(every_solution(one), key=lambda pairs: aims(one, pairs))
        assert aims(one, found.pairs) == aims(one, best), (seed, found, best)


def test_small_rounds_are_solved_as_exhaustive_search_solves_them() -> None:
    compare(range(10_000, 10_100))


@pytest.mark.slow
def test_many_small_rounds_are_solved_as_exhaustive_search_solves_them() -> None:
    compare(range(8_000))


def test_where_both_sides_rank_alike_the_best_pairs_are_the_stable_ones() -> None:
    """Against a library of stable matchings: each pair is worth twice the next, so the best sum takes the best pair first.

    Where the two of a pair value it alike, that is the one stable matching.
    """
    dice = random.Random(18)
    for size in (2, 3, 4, 5) * 10:
        cells = [*itertools.product(range(size), range(size))]
        dice.shuffle(cells)
        worth = {cell: 2**place for place, cell in enumerate(cells)}
        best = {one: sorted(range(size), key=lambda other, one=one: -worth[one, other]) for one in range(size)}
        back = {one: sorted(range(size), key=lambda other, one=one: -worth[other, one]) for one in range(size)}
        stable = StableMarriage.create_from_dictionaries(best, back).solve()
        found = assign(task([[worth[row, column] for column in range(size)] for row in range(size)]))
        assert found.pairs == tuple(sorted((mentee.name, mentor.name) for mentee, mentor in stable.items()))


def test_the_order_of_the_tables_decides_nothing() -> None:
    """All pairs are alike, so the lots decide: the same people are paired however they are listed."""
    names = tuple("abcdefgh")
    again = tuple(reversed(names))

    def paired(mentees: tuple[str, ...], mentors: tuple[str, ...]) -> set[tuple[str, str]]:
        drawn = lots("acme/lead", mentees, mentors).tolist()
        found = assign(task([[7] * len(mentors)] * len(mentees), drawn=drawn))
        return {(mentees[mentee], mentors[mentor]) for mentee, mentor in found.pairs}

    assert paired(names, names) == paired(again, names) == paired(names, again) == paired(again, again)


def test_lots_differ_by_programme_and_are_even() -> None:
    mentees, mentors = (tuple(f"{role}-{number}" for number in range(60)) for role in "ab")
    one, other = (lots(program, mentees, mentors) for program in ("acme/lead", "acme/lead-2"))
    assert (one != other).mean() > 0.999
    assert one.max() < 2**LOT_BITS
    assert abs(one.mean() / 2**LOT_BITS - 0.5) < 0.02
    assert lots("acme/lead", mentees[5:6], mentors[7:8]).tolist() == [[one[5, 7]]]
    assert lots("acme/lead", ("ada",), ("bob",)).tolist() == [[9_895_681]]


def test_locked_pairs_beyond_the_capacity_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        assign(task([[1], [1]], locked=((0, 0), (1, 0))))
    with pytest.raises(ValueError, match="contradict"):
        assign(task([[1, 1]], locked=((0, 0), (0, 1))))


def test_sums_beyond_exact_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="exactly"):
        assign(task([[2**31 - 1] * 700] * 700))


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (2, 2)])
def test_rounds_in_which_nobody_can_be_paired_have_no_pairs(shape: tuple[int, int]) -> None:
    mentees, mentors = shape
    assert assign(task([[EXCLUDED] * mentors] * mentees, capacity=(1,) * mentors)).pairs == ()
