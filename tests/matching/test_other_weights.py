"""How many pairs would have to be others if a criterion counted more or less, against trying every set of pairs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from claims import WEIGHTS, apart, units
from made_rounds import random_round

from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.proposing import propose

Pairs = frozenset[tuple[int, int]]


def every_set(allowed: list[set[int]], first: int = 0, used: frozenset[int] = frozenset()) -> Iterator[Pairs]:
    """Every set of pairs in which nobody stands twice."""
    if first == len(allowed):
        yield frozenset()
        return
    yield from every_set(allowed, first + 1, used)
    for mentor in allowed[first] - used:
        for rest in every_set(allowed, first + 1, used | {mentor}):
            yield rest | {(first, mentor)}


def best(applications: Applications, weights: dict[str, int]) -> list[Pairs]:
    """Every best set of pairs: the most pairs, and of these the most points."""
    program, people = applications.program, list(applications)

    def points(one: Applicant, other: Applicant) -> int:
        return sum(weight * units(name, one, other, program) for name, weight in weights.items())

    sides = applications.mentees, applications.mentors
    worth = [[points(one, other) for other in sides[1]] for one in sides[0]]
    allowed = [
        {number for number, other in enumerate(sides[1]) if not apart(one, other, program, people)} for one in sides[0]
    ]
    ranked = [((len(pairs), sum(worth[a][b] for a, b in pairs)), pairs) for pairs in every_set(allowed)]
    most = max(rank for rank, _ in ranked)
    return [pairs for rank, pairs in ranked if rank == most]


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(one, marks=pytest.mark.slow) for one in range(3, 15))])
def test_as_few_pairs_change_as_can(seed: int) -> None:
    program, applications = random_round(seed, 5, 4, "one-to-one", left_out_first="no")
    proposal = propose(applications, PairDecisions(), Voice.of(program), "acme/two", 3)
    own = frozenset(
        (applications.mentees.index(one.mentee), applications.mentors.index(one.mentor)) for one in proposal.pairs
    )
    compared = {one.name: WEIGHTS[one.weight] for one in program.matching.criteria if one.compare}
    assert own in best(applications, compared)
    assert len(proposal.whole.trials) == sum(
        {"must": 0, "most": 1}.get(one.weight, 2) for one in program.matching.criteria if one.compare
    )
    for trial in proposal.whole.trials:
        weights = compared | {trial.criterion.name: WEIGHTS[trial.weight] if trial.weight else 0}
        assert trial.changed == min(len(own - pairs) for pairs in best(applications, weights))
