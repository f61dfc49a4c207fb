"""One pair judged by each kind of criterion, and what keeps two people apart."""

from __future__ import annotations

from typing import Any

import pytest
from made_rounds import GRADES, mentee, mentor, program_of

from mentorkit.answers.answered import OTHER, NoAnswer
from mentorkit.matching.fits import Exclusion, Fit, Judged, PairRules

GRADE, YEARS, UNIT, SITE, TRAVEL, SURE, TOPICS, TIMES, CLOCKS, CHOICES, CHARACTER = range(11)
GAP = NoAnswer.UNANSWERED


def judged(criterion: int, one: dict[str, Any], other: dict[str, Any], **program: Any) -> Judged:
    ann, bob = mentee("Ann", **one), mentor("Bob", **other)
    (result,) = PairRules.of(program_of(criterion, **program), [ann, bob]).judge(ann, bob).judged
    return result


@pytest.mark.parametrize(
    ("criterion", "one", "other", "state", "units"),
    [
        (GRADE, {"grade": 2}, {"grade": 3}, "met", 60),
        (GRADE, {"grade": 2}, {"grade": 4}, "met", 60),
        (GRADE, {"grade": 2}, {"grade": 5}, "not met", 0),
        (GRADE, {"grade": 2}, {"grade": 2}, "not met", 0),
        (GRADE, {"grade": 3}, {"grade": 2}, "not met", 0),
        (GRADE, {"grade": GAP}, {"grade": 2}, "not known", 0),
        (GRADE, {}, {"grade": 2}, "not known", 0),
        (YEARS, {"years": 5}, {"years": 2}, "met", 60),
        (YEARS, {"years": 2}, {"years": 4}, "not met", 0),
        (UNIT, {"unit": "Peace"}, {"unit": "peace "}, "not met", 0),
        (UNIT, {"unit": "Peace"}, {"unit": "Love"}, "met", 60),
        (SITE, {"site": 0}, {"site": 0}, "met", 60),
        (SITE, {"site": OTHER}, {"site": OTHER}, "not known", 0),
        (SITE, {"site": NoAnswer.NOT_APPLICABLE}, {"site": 0}, "does not apply", 0),
        (TRAVEL, {"travel": 1}, {"travel": 0}, "not met", 0),
        (SURE, {"sure": 3}, {"sure": 2}, "met", 60),
        (TOPICS, {"wants": (0, 1, 3)}, {"offers": (4, 3)}, "in part", 40),  # the same options in another order
        (TOPICS, {"wants": (0,)}, {"offers": (4, 3)}, "met", 60),
        (TOPICS, {"wants": (2,)}, {"offers": (4, 3)}, "not met", 0),
        (TOPICS, {"wants": (OTHER, 0)}, {"offers": (4,)}, "met", 60),
        (TOPICS, {"wants": (OTHER,)}, {"offers": (4,)}, "not known", 0),
        (TOPICS, {"wants": ()}, {"offers": (4,)}, "does not apply", 0),
        (TOPICS, {"wants": (1,)}, {"offers": ()}, "not met", 0),
        (TIMES, {"times": (0, 1)}, {"times": (1, 2)}, "met", 60),
        (TIMES, {"times": (0,)}, {"times": (1, 2)}, "not met", 0),
        (CLOCKS, {"zone": "Pacific/Auckland"}, {"zone": "Asia/Tokyo"}, "met", 60),
        (CLOCKS, {"zone": ""}, {"zone": "Asia/Tokyo"}, "not met", 0),
        (CLOCKS, {"zone": "America/New_York"}, {"zone": ""}, "met", 60),
        (CHOICES, {"choices": ("bob@acme.example",)}, {}, "met", 60),
        (CHOICES, {"choices": ("x", "bob@acme.example")}, {}, "in part", 40),
        (CHOICES, {"choices": ("x", "bob@acme.example")}, {"choices": ("ann@acme.example",)}, "in part", 50),
        (CHOICES, {"choices": ("x",)}, {"choices": ("y",)}, "not met", 0),
        (CHOICES, {}, {}, "does not apply", 0),
        (CHARACTER, {}, {}, "for people", 0),
    ],
)
def test_a_criterion(criterion: int, one: dict[str, Any], other: dict[str, Any], state: str, units: int) -> None:
    result = judged(criterion, one, other)
    assert (result.state, result.units) == (state, units)


def test_in_a_reverse_programme_the_mentee_is_further_up_where_nothing_is_said() -> None:
    assert judged(GRADE, {"grade": 4}, {"grade": 2}, format_="reverse").state == "met"
    assert judged(GRADE, {"grade": 2}, {"grade": 4}, format_="reverse").state == "not met"


def test_weights_count_three_times_each_other() -> None:
    assert [judged(TRAVEL, {"travel": 1}, {"travel": 1}).points] == [3 * 60]


def apart(**fields: Any) -> list[tuple[Exclusion, str]]:
    """Why two who both travel cannot be a pair; `mentee_` and `mentor_` before a field say whose it is."""
    ann = mentee("Ann", **{name[7:]: value for name, value in fields.items() if name.startswith("mentee_")})
    bob = mentor("Bob", **{name[7:]: value for name, value in fields.items() if name.startswith("mentor_")})
    program = program_of(TRAVEL, must=(TRAVEL,), reporting_line="unit", earlier_pairs="not again")
    fit = PairRules.of(program, [ann, bob, mentor("Cy", managers=("dee@acme.example",))]).judge(ann, bob)
    return [(one.why, one.criterion.name if one.criterion else "") for one in fit.excluded]


ANN, BOB, CY = "ann@acme.example", "bob@acme.example", "cy@acme.example"
BOTH = {"mentee_travel": 1, "mentor_travel": 1}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, None),
        ({"mentee_managers": (BOB,)}, Exclusion.LINE_MANAGER),
        ({"mentor_managers": (ANN,)}, Exclusion.LINE_MANAGER),
        ({"mentee_managers": ("cy", BOB)}, Exclusion.MANAGERS_MANAGER),
        ({"mentee_unit": "Peace", "mentor_unit": "PEACE"}, Exclusion.REPORTING_LINE),
        ({"mentee_not_with": frozenset({BOB})}, Exclusion.NOT_WITH),
        ({"mentor_not_with": frozenset({ANN})}, Exclusion.NOT_WITH),
        ({"mentor_earlier": frozenset({ANN})}, Exclusion.EARLIER),
        ({"mentor_key": ANN}, Exclusion.ONESELF),
    ],
)
def test_who_cannot_be_a_pair(fields: dict[str, Any], why: Exclusion | None) -> None:
    assert apart(**BOTH, **fields) == ([(why, "")] if why else [])


def test_a_must_that_is_not_met_or_cannot_be_judged_keeps_two_apart() -> None:
    assert apart(mentee_travel=1, mentor_travel=0) == [(Exclusion.MUST, "Same journeys")]
    assert apart(mentee_travel=1) == [(Exclusion.UNKNOWN_MUST, "Same journeys")]


def test_the_managers_manager_is_known_from_what_the_line_manager_said() -> None:
    ann, cy, dee = mentee("Ann", managers=(CY,)), mentee("Cy", managers=("dee@acme.example",)), mentor("Dee")
    fit = PairRules.of(program_of(TRAVEL), [ann, cy, dee]).judge(ann, dee)
    assert [one.why for one in fit.excluded] == [Exclusion.MANAGERS_MANAGER]


def test_a_managers_manager_is_none_of_the_line_also_where_the_line_manager_is_not_known() -> None:
    cal, bob, dee = (
        mentee("Cal", managers=("", BOB)),
        mentor("Bob", key=BOB, managers=("dee@acme.example",)),
        mentor("Dee"),
    )
    rules = PairRules.of(program_of(TRAVEL), [cal, bob, dee])
    assert [one.why for one in rules.judge(cal, bob).excluded] == [Exclusion.MANAGERS_MANAGER]
    assert rules.judge(cal, dee).excluded == ()


def test_between_peers_a_criterion_counts_in_both_directions() -> None:
    ann = mentee("Ann", wants=(0, 1), offers=(0,), grade=2)
    bob = mentee("Bob", wants=(4,), offers=(4,), grade=3)
    fit: Fit = PairRules.of(program_of(TOPICS, GRADE, format_="peer"), [ann, bob]).judge(ann, bob)
    assert [(one.state, one.units) for one in fit.judged] == [("in part", 45), ("met", 60)]
    assert (fit.points, fit.met) == (3 * 105, 1)
    assert GRADES[2] == "EO"
