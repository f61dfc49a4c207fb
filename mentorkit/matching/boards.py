"""Advisory boards: several mentors for each mentee, each in another seat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mentorkit.matching.assignment import LOT_BITS, Flags, Task, mixed
from mentorkit.matching.best_choice import Side, best_choice, places

Seated = tuple[int, int, int]
"""The numbers of a mentee, of a mentor and of the seat on the mentee's board."""


@dataclass(frozen=True, slots=True, eq=False)
class BoardTask:
    """A round of boards; pairs that are locked have their seat here, so those of the task do not count."""

    task: Task
    seats: Flags
    """Whether each mentor can take each seat: a row for each seat, a column for each mentor."""
    wanted: Flags
    """Whether the board of each mentee has each seat: a row for each mentee, a column for each seat."""
    locked: tuple[Seated, ...] = ()


def fill_boards(boards: BoardTask) -> tuple[Seated, ...]:
    """The best boards, by mentee, mentor and seat.

    No mentor sits twice on one board, or on more than the capacity. Everybody has a first adviser before anybody has a second,
    as far as can be, and so on; then as many mentors as can be have a board; then the points decide, then the lots. Raises
    ValueError where locked seats are too many.
    """
    task = boards.task
    allowed = task.allowed()
    may_be = (allowed >= 0)[:, :, None] & boards.seats.T[None, :, :] & boards.wanted[:, None, :]
    kept = np.zeros(may_be.shape, np.bool_)
    for seat in boards.locked:
        kept[seat] = True
    mentees, mentors, seats = np.nonzero(may_be | kept)
    number, others, size = may_be.shape
    most = np.minimum((may_be | kept).any(axis=1).sum(axis=1), size)
    capacity = np.minimum(task.capacity, (may_be | kept).any(axis=2).sum(axis=0))
    sides = [
        Side((mentees,), most, places(most, task.first, even=True)),
        Side((mentors,), capacity, places(capacity, task.first_mentors, even=task.even)),
        Side((mentees * size + seats,), np.ones(number * size, np.int64)),
        Side((mentees * others + mentors,), np.ones(number * others, np.int64)),
    ]
    points = np.maximum(allowed, 0).astype(np.int64)[mentees, mentors]
    drawn = mixed(task.lots.astype(np.uint64)[mentees, mentors] + (seats.astype(np.uint64) << np.uint64(LOT_BITS)))
    chosen = best_choice(sides, [points, -drawn.astype(np.int64)], kept[mentees, mentors, seats])
    return tuple(
        (int(a), int(b), int(c)) for a, b, c in zip(mentees[chosen], mentors[chosen], seats[chosen], strict=True)
    )
