"""What clashes is said with nothing that could be left out."""

from __future__ import annotations

import itertools
import random

import numpy as np
from small_rounds import random_task, task

from mentorkit.matching.assignment import EXCLUDED, Task, assign
from mentorkit.matching.clashes import Clash, ClashKind, clashes, fewest_reasons

OUT = EXCLUDED


def flags_of(one: Task) -> np.ndarray:
    """One reason, the first, for each pair that is excluded."""
    return (one.points == EXCLUDED).astype(np.int64)


def test_a_round_in_which_all_can_be_matched_has_no_clash() -> None:
    one = task([[1, OUT], [1, 1]])
    assert clashes(one, flags_of(one)) == ()


def test_where_nobody_may_be_a_pair_the_fewest_reasons_are_named() -> None:
    """The grade leaves one pair and the department excludes that; the third reason adds nothing."""
    one = task([[OUT, OUT], [OUT, OUT]])
    flags = np.array([[0b001, 0b101], [0b110, 0b001]])
    assert clashes(one, flags) == (Clash(ClashKind.NOBODY_ALLOWED, mentees=(0, 1), missing=2, reasons=(0, 1)),)


def test_mentees_whom_nobody_may_mentor_are_named_by_their_reasons() -> None:
    one = task([[OUT, OUT], [1, 1], [OUT, OUT], [OUT, OUT]])
    flags = np.array([[0b001, 0b101], [0, 0], [0b110, 0b001], [0b011, 0b111]])
    assert clashes(one, flags) == (
        Clash(ClashKind.NOBODY_ALLOWED, mentees=(0, 3), missing=2, reasons=(0,)),
        Clash(ClashKind.NOBODY_ALLOWED, mentees=(2,), missing=1, reasons=(0, 1)),
    )


def test_mentees_who_may_have_the_same_few_mentors_are_named_with_them() -> None:
    """Three mentees may have the first mentor alone; the fourth is not concerned."""
    one = task([[1, OUT, OUT], [1, OUT, OUT], [1, 1, OUT], [OUT, 1, 1]])
    assert clashes(one, flags_of(one)) == (Clash(ClashKind.TOO_FEW_PLACES, (), (0, 1), (0,), 1, (0,)),)


def test_a_locked_pair_that_takes_the_place_is_named() -> None:
    one = task([[1, OUT], [1, 1]], locked=((1, 0),))
    assert clashes(one, flags_of(one)) == (Clash(ClashKind.TOO_FEW_PLACES, ((1, 0),), (0,), (0,), 1, (0,)),)


def test_a_round_without_places_says_so() -> None:
    one = task([[1], [1]], capacity=(0,))
    assert clashes(one, flags_of(one)) == (Clash(ClashKind.TOO_FEW_PLACES, mentees=(0, 1), missing=2),)


def test_too_few_places_for_all_are_one_clash() -> None:
    one = task([[1, 1]] * 5, capacity=(1, 2))
    assert clashes(one, flags_of(one)) == (Clash(ClashKind.TOO_FEW_PLACES, (), (0, 1, 2, 3, 4), (0, 1), 2),)


def test_every_clash_is_true_and_nothing_in_it_can_be_left_out() -> None:
    for seed in range(60):
        one = random_task(random.Random(seed))
        one = task(one.points.tolist(), tuple(one.capacity.tolist()), locked=one.locked, even=one.even)
        found = clashes(one, flags_of(one))
        left = len(one.points) - len(assign(one).pairs)
        assert sum(clash.missing for clash in found) == left, seed
        allowed = one.points >= 0
        for clash in found:
            room = {mentor: int(one.capacity[mentor]) for mentor in clash.mentors}
            for _, mentor in clash.pairs:
                room[mentor] -= 1
            theirs = {
                mentee: {int(m) for m in np.flatnonzero(allowed[mentee] & (one.capacity > 0))}
                for mentee in clash.mentees
            }
            assert all(mentors <= room.keys() for mentors in theirs.values()), seed
            assert len(clash.mentees) - sum(room.values()) == clash.missing, seed
            if clash.kind is ClashKind.TOO_FEW_PLACES and clash.missing == 1:
                for number in range(1, len(clash.mentees)):
                    for some in itertools.combinations(clash.mentees, number):
                        places = sum(room[mentor] for mentor in set().union(*(theirs[mentee] for mentee in some)))
                        assert places >= number, seed


def test_the_fewest_reasons_are_the_fewest() -> None:
    for seed in range(100):
        dice = random.Random(seed)
        flags = np.array([dice.randrange(1, 256) & dice.randrange(256) for _ in range(dice.randint(1, 12))])
        kinds = [int(one) for one in flags if one]
        found = fewest_reasons(flags)
        assert all(any(one >> bit & 1 for bit in found) for one in kinds)
        fewer = itertools.combinations(range(8), max(len(found) - 1, 0))
        assert not found or not any(all(any(one >> bit & 1 for bit in some) for one in kinds) for some in fewer)
    assert fewest_reasons(np.array([1 << bit for bit in range(7)])) == tuple(range(7))
