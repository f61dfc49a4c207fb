"""Pairs who would both rather swap, against a library of stable matchings: everybody ranks everybody of the other side."""

from __future__ import annotations

import random

from made_rounds import mentee, mentor, program_of
from matching.games import StableMarriage

from mentorkit.matching.applicants import Applications
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.whole_picture import Whole


def ranked(dice: random.Random, size: int) -> Applications:
    """So many on each side, each with a ranking of the whole other side."""
    names = range(size)

    def choices(role: str) -> tuple[str, ...]:
        return tuple(f"{role}{one}@acme.example" for one in dice.sample(names, size))

    mentees = tuple(mentee(f"Mentee{one}", choices=choices("mentor")) for one in names)
    mentors = tuple(mentor(f"Mentor{one}", choices=choices("mentee"), capacity=1) for one in names)
    return Applications(mentors, mentees, program_of(9))


def game_of(people: Applications) -> StableMarriage:
    return StableMarriage.create_from_dictionaries(
        {one.key: list(one.choices) for one in people.mentees}, {one.key: list(one.choices) for one in people.mentors}
    )


def would_rather(people: Applications, pairs: dict[str, str]) -> set[tuple[str, str]]:
    """Who would both rather swap, by our whole picture."""
    round_, _ = MatchingRound.of(people, PairDecisions(), "acme/lead")
    rows, columns = ({one.key: n for n, one in enumerate(side)} for side in (people.mentees, people.mentors))
    numbers = tuple(sorted((rows[one], columns[other]) for one, other in pairs.items()))
    picture = Whole(round_, numbers, tuple(map(round_.fit, numbers))).picture()
    return {(one.key, other.key) for one, other in picture.rather}


def test_in_a_stable_matching_nobody_would_rather_swap() -> None:
    for seed in range(16):
        people = ranked(random.Random(seed), 2 + seed % 7)
        for best_for in ("suitor", "reviewer"):
            stable = game_of(people).solve(optimal=best_for)
            assert would_rather(people, {one.name: other.name for one, other in stable.items()}) == set(), seed


def test_those_who_would_rather_swap_are_those_that_the_library_finds() -> None:
    found = 0
    for seed in range(40):
        dice = random.Random(seed)
        people = ranked(dice, 2 + seed % 7)
        game = game_of(people)
        game.solve()
        mentors = dice.sample(game.reviewers, len(game.reviewers))
        for one, other in zip(game.suitors, mentors, strict=True):
            one.matching, other.matching = other, one
        game.check_stability()
        blocking = {(one.name, other.name) for one, other in game.blocking_pairs}
        assert would_rather(people, {one.name: one.matching.name for one in game.suitors}) == blocking, seed
        found += len(blocking)
    assert found > 100
