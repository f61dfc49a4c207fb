"""Peers, shortlists and boards against exhaustive search, and the rounds of short meetings."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from small_rounds import choices, levels, random_lots, random_points, random_task, some, task

from mentorkit.matching.assignment import EXCLUDED, LOT_BITS, Task, mixed
from mentorkit.matching.boards import BoardTask, Seated, fill_boards
from mentorkit.matching.peers import pair_up
from mentorkit.matching.shortlists import fair_share, rounds, shortlists


def allowed(one: Task) -> list[list[int]]:
    return [
        [EXCLUDED if (row, column) in one.refused else value for column, value in enumerate(values)]
        for row, values in enumerate(one.points.tolist())
    ]


def compare_peers(seed: int) -> None:
    dice = random.Random(seed)
    size = dice.choice((1, 2, 3, 4, 5, 6))
    locked = ((1, 0),) if size > 1 and dice.random() < 0.2 else ()
    refused = ((0, size - 1),) if dice.random() < 0.2 else ()
    one = task(
        random_points(dice, size, size), first=some(dice, size), locked=locked, refused=refused,
        drawn=random_lots(dice, size, size),
    )  # fmt: skip
    points, drawn = allowed(one), one.lots.tolist()
    pairs = [
        (a, b)
        for a in range(size)
        for b in range(a + 1, size)
        if min(points[a][b], points[b][a]) >= 0 or (b, a) in locked
    ]

    def aims(chosen: tuple[int, ...]) -> tuple[int, ...]:
        met = [pairs[number] for number in chosen]
        return (
            len(met),
            sum(bool(one.first[a]) + bool(one.first[b]) for a, b in met),
            sum(max(points[a][b], 0) + max(points[b][a], 0) for a, b in met),
            -sum(drawn[a][b] + drawn[b][a] for a, b in met),
        )

    # A person is in the same room whichever side of the pair they stand on.
    room: dict[object, int] = dict.fromkeys(range(size), 1)
    best = max(choices([room, room], list(pairs), [(b, a) in locked for a, b in pairs]), key=aims)
    assert pair_up(one).pairs == tuple(pairs[number] for number in best), seed


def compare_shortlists(seed: int) -> None:
    dice = random.Random(seed)
    one = random_task(dice, (1, 2, 3))
    mentees, mentors = one.points.shape
    each = [dice.choice((1, 2, 3)) for _ in range(mentees)]
    points, drawn = allowed(one), one.lots.tolist()
    pairs = [(a, b) for a in range(mentees) for b in range(mentors) if points[a][b] >= 0 or (a, b) in one.locked]

    def aims(chosen: tuple[int, ...]) -> tuple[int, ...]:
        met = [pairs[number] for number in chosen]
        count, load = Counter(a for a, _ in met), Counter(b for _, b in met)
        return (
            *levels((count[a] for a in range(mentees)), one.first.tolist(), even=True),
            *levels((load[b] for b in range(mentors)), one.first_mentors.tolist(), even=one.even),
            sum(max(points[a][b], 0) for a, b in met),
            -sum(drawn[a][b] for a, b in met),
        )

    rooms: list[dict[object, int]] = [dict(enumerate(each)), dict(enumerate(one.capacity.tolist()))]
    best = max(choices(rooms, list(pairs), [pair in one.locked for pair in pairs]), key=aims)
    assert shortlists(one, np.array(each)).pairs == tuple(pairs[number] for number in best), seed


def compare_boards(seed: int) -> None:
    dice = random.Random(seed)
    mentees, mentors, size = dice.choice((1, 2)), dice.choice((1, 2, 3)), dice.choice((1, 2))
    one = task(
        random_points(dice, mentees, mentors), tuple(dice.choice((1, 2)) for _ in range(mentors)), some(dice, mentees),
        some(dice, mentors), refused=((0, 0),) if dice.random() < 0.2 else (), drawn=random_lots(dice, mentees, mentors),
    )  # fmt: skip
    able = np.array([[dice.random() < 0.7 for _ in range(mentors)] for _ in range(size)])
    wanted = np.array([[dice.random() < 0.9 for _ in range(size)] for _ in range(mentees)])
    locked: tuple[Seated, ...] = ((0, mentors - 1, 0),) if dice.random() < 0.2 else ()
    points = allowed(one)
    every = [
        (a, b, c)
        for a in range(mentees)
        for b in range(mentors)
        for c in range(size)
        if (points[a][b] >= 0 and able[c, b] and wanted[a, c]) or (a, b, c) in locked
    ]

    drawn = mixed(one.lots.astype(np.uint64)[:, :, None] + (np.arange(size).astype(np.uint64) << np.uint64(LOT_BITS)))

    def aims(chosen: tuple[int, ...]) -> tuple[int, ...]:
        seated = [every[number] for number in chosen]
        count, load = Counter(a for a, _, _ in seated), Counter(b for _, b, _ in seated)
        return (
            *levels((count[a] for a in range(mentees)), one.first.tolist(), even=True),
            *levels((load[b] for b in range(mentors)), one.first_mentors.tolist(), even=False),
            sum(max(points[a][b], 0) for a, b, _ in seated),
            -sum(int(drawn[a, b, c]) for a, b, c in seated),
        )

    groups = [((a, c), b, (a, b)) for a, b, c in every]
    rooms: list[dict[object, int]] = [
        Counter(one)
        for one in (
            {(a, c): 1 for a, _, c in every},
            dict(enumerate(one.capacity.tolist())),
            {(a, b): 1 for a, b, _ in every},
        )
    ]
    best = max(choices(rooms, list(groups), [seat in locked for seat in every]), key=aims)
    assert fill_boards(BoardTask(one, able, wanted, locked)) == tuple(every[number] for number in best), seed


COMPARED = [compare_peers, compare_shortlists, compare_boards]


@pytest.mark.parametrize("compare", COMPARED)
def test_small_rounds_of_other_formats_are_solved_as_exhaustive_search_solves_them(compare) -> None:
    for seed in range(10_000, 10_035):
        compare(seed)


@pytest.mark.slow
@pytest.mark.parametrize("compare", COMPARED)
def test_many_small_rounds_of_other_formats_are_solved_as_exhaustive_search_solves_them(compare) -> None:
    for seed in range(667):
        compare(seed)


def test_everybody_meets_once_before_anybody_meets_twice() -> None:
    """One mentor would be best for all; mentees have two meetings each, mentors as many as that needs."""
    one = task([[9, 1, 0]] * 3, capacity=(fair_share(3, 3, 2),) * 3, even=True)
    load = Counter(mentor for _, mentor in shortlists(one, np.full(3, 2)).pairs)
    assert load == {0: 2, 1: 2, 2: 2}
    assert fair_share(30, 20, 4) == 6
    assert fair_share(20, 30, 4) == 4
    assert fair_share(3, 0, 4) == 0


def test_meetings_stand_in_as_few_rounds_as_can_be() -> None:
    for seed in range(60):
        dice = random.Random(seed)
        pairs = tuple(
            (a, b) for a in range(dice.randint(1, 8)) for b in range(dice.randint(1, 8)) if dice.random() < 0.6
        )
        found = rounds(pairs)
        assert sorted(pair for one in found for pair in one) == sorted(pairs)
        for one in found:
            assert max(Counter(a for a, _ in one).values()) == max(Counter(b for _, b in one).values()) == 1
        busiest = max([*Counter(a for a, _ in pairs).values(), *Counter(b for _, b in pairs).values()], default=0)
        assert len(found) == busiest
    assert rounds(()) == ()


def test_seats_that_are_locked_twice_cannot_be() -> None:
    one = task([[1, 1]])
    both = np.ones((2, 2), np.bool_)
    with pytest.raises(ValueError, match="cannot be"):
        fill_boards(BoardTask(one, both, both[:1], ((0, 0, 0), (0, 0, 1))))
    with pytest.raises(ValueError, match="cannot be"):
        fill_boards(BoardTask(one, both, both[:1], ((0, 0, 0), (0, 1, 0))))


def test_peers_that_are_locked_twice_cannot_be() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        pair_up(task([[EXCLUDED, 1, 1]] * 3, locked=((0, 1), (1, 2))))
    assert pair_up(task([[1] * 3] * 3, locked=((2, 0),))).pairs == ((0, 2),)
