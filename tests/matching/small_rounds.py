"""Small rounds of numbers, and everything that may be chosen in them."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from mentorkit.matching.assignment import EXCLUDED, LOT_BITS, Pair, Task, lots


def task(
    points: list[list[int]],
    capacity: tuple[int, ...] = (),
    first: tuple[int, ...] = (),
    first_mentors: tuple[int, ...] = (),
    locked: tuple[Pair, ...] = (),
    refused: tuple[Pair, ...] = (),
    even: bool = False,
    drawn: list[list[int]] | None = None,
) -> Task:
    """A round of so many points; `first` and `first_mentors` are the numbers of those who waited."""
    table = np.array(points, np.int32).reshape(len(points), len(points[0]) if points else len(capacity))
    mentees, mentors = table.shape
    names = tuple(map(str, range(max(table.shape))))
    return Task(
        table,
        np.array(capacity or (1,) * mentors, np.int64),
        np.array(drawn, np.uint32) if drawn else lots("acme/lead", names[:mentees], names[:mentors]),
        np.isin(np.arange(mentees), first),
        np.isin(np.arange(mentors), first_mentors),
        locked,
        refused,
        even,
    )


def some(dice: random.Random, number: int, share: float = 0.3) -> tuple[int, ...]:
    """Some of so many people."""
    return tuple(one for one in range(number) if dice.random() < share)


def random_points(dice: random.Random, mentees: int, mentors: int) -> list[list[int]]:
    """Few points, so that there are ties, or many; nobody excluded, or most."""
    most, out = dice.choice((0, 1, 3, 50, 4000)), dice.choice((0.0, 0.2, 0.5, 0.8))
    return [
        [EXCLUDED if dice.random() < out else dice.randint(0, most) for _ in range(mentors)] for _ in range(mentees)
    ]


def random_lots(dice: random.Random, mentees: int, mentors: int) -> list[list[int]]:
    return [[dice.randrange(2**LOT_BITS) for _ in range(mentors)] for _ in range(mentees)]


def random_task(dice: random.Random, sizes: Sequence[int] = (1, 2, 3, 3, 4, 4, 5)) -> Task:
    """A small round of any shape: tight, roomy, with locked and refused pairs."""
    mentees, mentors = dice.choice(sizes), dice.choice(sizes)
    capacity = [dice.choice((0, 1, 1, 1, 2, 3)) for _ in range(mentors)]
    pairs = [*itertools.product(range(mentees), range(mentors))]
    dice.shuffle(pairs)
    locked: list[Pair] = []
    for mentee, mentor in pairs[: dice.choice((0, 0, 0, 1, 2))]:
        used = Counter(mentor for _, mentor in locked)
        if used[mentor] < capacity[mentor] and mentee not in [one for one, _ in locked]:
            locked.append((mentee, mentor))
    refused = tuple(pair for pair in pairs[-dice.choice((1, 2)) :] if pair not in locked and dice.random() < 0.3)
    return task(
        random_points(dice, mentees, mentors),
        tuple(capacity),
        some(dice, mentees),
        some(dice, mentors),
        tuple(locked),
        refused,
        dice.random() < 0.3,
        random_lots(dice, mentees, mentors),
    )


def levels(counts: Iterable[int], waited: Iterable[bool], *, even: bool) -> tuple[int, ...]:
    """How many people have one at least, how many of those waited, and how many have two at least, and so on."""
    counts = [*counts]
    first = (
        sum(number > 0 for number in counts),
        sum(number > 0 and was for number, was in zip(counts, waited, strict=True)),
    )
    return (*first, *(sum(number > level for number in counts) for level in range(1, 6))) if even else first


def choices(
    rooms: list[dict[object, int]], groups: list[tuple[object, ...]], kept: Sequence[bool]
) -> Iterator[tuple[int, ...]]:
    """Every set of candidates by their numbers, where each side has so much room for each group, with those that are kept."""

    def rest(number: int) -> Iterator[tuple[int, ...]]:
        if number == len(groups):
            yield ()
            return
        if not kept[number]:
            yield from rest(number + 1)
        sides = [*zip(rooms, groups[number], strict=True)]
        for room, group in sides:
            room[group] -= 1
        if all(room[group] >= 0 for room, group in sides):
            yield from ((number, *more) for more in rest(number + 1))
        for room, group in sides:
            room[group] += 1

    return rest(0)
