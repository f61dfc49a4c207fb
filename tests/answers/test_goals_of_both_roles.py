"""Goals that mentors and mentees are asked about in questionnaires of their own."""

from __future__ import annotations

from typing import Any

import pytest

from mentorkit.answers.answered import Answered, Value
from mentorkit.answers.goals import goal_results
from mentorkit.answers.hiding import hide
from mentorkit.answers.tally import count
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice


def told(measure: dict[str, Any], mentors: list[Value], mentees: list[Value]) -> tuple[float | None, int | None, str]:
    """The figure at the end, of how many people, and whether it is enough."""
    item = {"ask": "Is it clear?", "id": "it"}
    forms = [
        {"id": role, "title": role, "when": "end", "for": role, "week": 1, "items": [item], "invited": {role: 8}}
        for role in ("mentors", "mentees")
    ]
    plain = {
        "title": "T",
        "organisation": "O",
        "starts": "2027-02-01",
        "sessions": {1: {"title": "Begin"}},
        "goals": [{"statement": "Clear.", "measure": {"item": "it"} | measure}],
        "evaluation": {"questionnaires": forms},
    }
    program = Program.model_validate(plain)
    assert program.evaluation is not None
    published = [
        hide(count((Answered("", (one,), (), "", 1) for one in values), form, program.evaluation), "acme/lead", 5)
        for form, values in zip(program.evaluation.questionnaires, (mentors, mentees), strict=True)
    ]
    (result,) = goal_results(program, published, Voice.of(program))
    return result.after, result.people_after, result.reached


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ({"figure": "people", "at_least": 4, "target": 9}, (9.0, 14, "yes")),
        ({"figure": "people", "at_least": 4, "target": 11}, (9.0, 14, "cannot be said")),
        ({"figure": "people", "at_least": 4, "target": 12}, (9.0, 14, "no")),
        ({"figure": "percent", "at_least": 4, "target": 70}, (100 * 9 / 14, 14, "no")),
        ({"figure": "mean", "target": 3.5}, (52 / 14, 14, "yes")),
        ({"figure": "sum", "target": 52}, (52.0, 14, "yes")),
        ({"figure": "median", "target": 3}, (None, None, "cannot be said")),
    ],
)
def test_the_figures_of_both_are_one(measure: dict[str, Any], expected: tuple[float | None, int | None, str]) -> None:
    after, people, reached = told(measure, [5, 5, 4, 4, 1, 1], [5, 5, 5, 4, 4, 3, 3, 3])
    assert (after, people, reached) == (pytest.approx(expected[0]) if expected[0] else None, *expected[1:])


def test_where_the_figures_of_one_may_not_be_told_nothing_can_be_said() -> None:
    assert told({"figure": "people", "at_least": 4, "target": 3}, [5, 5, 4, 4], [5] * 8) == (
        None,
        None,
        "cannot be said",
    )
