"""The points of all pairs at once are those of each pair by itself, whatever people answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_rounds import mentee, mentor, program_of, random_round

from mentorkit.matching.applicants import Applications
from mentorkit.matching.fits import Exclusion, Fit, PairRules, State
from mentorkit.matching.pair_points import EXCLUDED, NO_MATTER, NOT_KNOWN, PairPoints


def state_of(units: int) -> State:
    if units in (NOT_KNOWN, NO_MATTER):
        return "not known" if units == NOT_KNOWN else "does not apply"
    return "met" if units == 60 else "in part" if units else "not met"


def assert_agrees(points: PairPoints, row: int, column: int, fit: Fit) -> None:
    assert set(points.excluded(row, column)) == set(fit.excluded)
    assert points.points[row, column] == (EXCLUDED if fit.excluded else fit.points)
    told = [one for one in fit.judged if one.criterion.compare]
    assert [state_of(int(grid[row, column])) for grid in points.units] == [one.state for one in told]
    assert [max(int(grid[row, column]), 0) for grid in points.units] == [one.units for one in told]


@pytest.mark.parametrize("seed", range(16))
def test_all_pairs_at_once_agree_with_each_pair_by_itself(seed: int) -> None:
    program, applications = random_round(seed)
    if seed % 4 == 3:  # peers: everybody is a mentee, and on both sides
        program = program.model_copy(update={"format": "peer"})
        both = tuple(replace(one, role="mentee", key=f"{number}") for number, one in enumerate(applications))
        offers = {key: value for one in both for key, value in one.values.items()}
        applications = Applications((), tuple(replace(one, values=offers | one.values) for one in both), program)
    rules, points = PairRules.of(program, applications), PairPoints.of(applications)
    mentors = applications.mentors or applications.mentees
    for row, one in enumerate(applications.mentees):
        for column, other in enumerate(mentors):
            assert_agrees(points, row, column, rules.judge(one, other))


def test_a_refused_pair_is_excluded_and_weights_can_be_tried() -> None:
    ann, bob = mentee("Ann", travel=1, unit="Peace"), mentor("Bob", travel=1, unit="Peace")
    program = program_of(4, 2)
    points = PairPoints.of(Applications((bob,), (ann,), program))
    assert points.points.tolist() == [[180]]
    assert points.weighing(0, "most").points.tolist() == [[540]]
    assert points.weighing(0, None).points.tolist() == [[0]]
    refused = points.refusing([(0, 0)])
    assert refused.points.tolist() == [[EXCLUDED]]
    assert [one.why for one in refused.excluded(0, 0)] == [Exclusion.REFUSED]


def test_a_round_in_which_nobody_applied_as_mentor_has_no_pairs() -> None:
    points = PairPoints.of(Applications((), (mentee("Ann"),), program_of(*range(11))))
    assert points.points.shape == (1, 0)
