"""Goals: which figure tells of them, from how many people, and whether they were reached."""

from __future__ import annotations

from typing import Any

import pytest

from mentorkit.answers.answered import Answered, Value
from mentorkit.answers.goals import goal_results
from mentorkit.answers.hiding import hide
from mentorkit.answers.intervals import clopper_pearson
from mentorkit.answers.tally import count
from mentorkit.definition.program import Program
from mentorkit.definition.results import GoalResult
from mentorkit.language.voice import Voice

ITEMS = {
    "scale": {"ask": "Plan?", "id": "it"},
    "yes or no": {"ask": "Plan?", "id": "it", "answer": "yes or no"},
    "one of": {"ask": "Plan?", "id": "it", "answer": "one of", "options": ["None", {"text": "Some", "also": ["A few"]}], "other": "yes"},
    "number": {"ask": "Plan?", "id": "it", "answer": "number"},
}  # fmt: skip


def goal(kind: str, measure: dict[str, Any], *rounds: list[Value], invited: int = 12, **said: str) -> GoalResult:
    """The result of a goal that is asked about in rounds with these answers: at the end, or before and at the end."""
    whens = ("end",) if len(rounds) == 1 else ("baseline", "end")
    again = {name: value for name, value in ITEMS[kind].items() if name != "id"}
    asked = [
        {"id": when, "title": when, "when": when, "for": "mentee", "week": 1, "invited": {"mentees": invited}, "items": [again if number else ITEMS[kind]]}
        for number, when in enumerate(whens)
    ]  # fmt: skip
    goals = [{"statement": "A plan.", "measure": {"item": "it"} | measure, **said}]
    plain = {
        "title": "T",
        "organisation": "O",
        "starts": "2027-02-01",
        "sessions": {1: {"title": "Begin"}},
        "goals": goals,
        "evaluation": {"questionnaires": asked},
    }
    program = Program.model_validate(plain)
    assert program.evaluation is not None
    published = []
    for one, values in zip(program.evaluation.questionnaires, rounds, strict=True):
        rows = [Answered("mentee", (value,), (), "", line) for line, value in enumerate(values, 2)]
        published.append(
            hide(
                count(rows, one, program.evaluation, [one.measure for one in program.goals if one.measure]),
                "acme/lead",
                5,
            )
        )
    (result,) = goal_results(program, published, Voice.of(program))
    return result


def told(result: GoalResult) -> tuple[float | None, float | None, str]:
    return result.before, result.after, result.reached


@pytest.mark.parametrize(
    ("kind", "measure", "answers", "after"),
    [
        ("scale", {"figure": "percent", "at_least": 4, "target": 50}, [1, 4, 5, 5, 2, 3], 50.0),
        ("scale", {"figure": "mean", "target": 3}, [1, 4, 5, 5, 2, 1], 3.0),
        ("scale", {"figure": "median", "target": 3}, [1, 4, 5, 5, 2, 1], 3.0),
        ("yes or no", {"counts": ["yes"], "target": 4}, [1, 1, 0, 1, 1, 0], 4.0),
        ("yes or no", {"counts": ["no"], "target": 2}, [1, 1, 0, 1, 1, 0], 2.0),
        ("one of", {"counts": ["a few"], "target": 3}, [0, 1, 1, 1, -1, 0], 3.0),
        ("one of", {"counts": ["Some", "other"], "target": 4}, [0, 1, 1, 1, -1, 0], 4.0),
        ("number", {"figure": "mean", "target": 7}, [5, 6, 7, 8, 9, 7], 7.0),
        ("number", {"figure": "people", "at_least": 7, "target": 4}, [5, 6, 7, 8, 9, 7], 4.0),
        ("number", {"figure": "sum", "target": 42}, [5, 6, 7, 8, 9, 7], 42.0),
        ("number", {"figure": "median", "target": 7}, [5, 6, 7, 8, 9, 7], 7.0),
    ],
)
def test_each_figure_is_worked_out_and_reached_at_its_target(
    kind: str, measure: dict[str, Any], answers: list[Value], after: float
) -> None:
    assert told(goal(kind, measure, answers)) == (None, after, "yes")
    missed = measure | {"target": measure["target"] + 1}
    assert told(goal(kind, missed, answers, invited=6)) == (None, after, "no")


@pytest.mark.parametrize(
    ("target", "aim", "reached"),
    [("4 of 6", 4.0, "yes"), ("4 ud af 6", 4.0, "yes"), ("4 af 6", 4.0, "yes"), ("4 من أصل 6", 4.0, "yes"), ("5 of 6, by June", 5.0, "no"), ("5/6", 5.0, "no"), ("Four of six", None, "cannot be said"), ("15 to 20", None, "cannot be said")],
)  # fmt: skip
def test_a_number_of_people_is_aimed_at_in_the_words_of_the_goal(target: str, aim: float | None, reached: str) -> None:
    result = goal("yes or no", {"counts": ["yes"]}, [1, 1, 1, 1, 0, 0], invited=6, target=target)
    assert (result.target, result.after, result.reached) == (aim, 4.0, reached)
    assert goal("number", {"figure": "mean"}, [5, 6, 7, 8, 9, 7], target=target).target is None


def test_what_was_counted_elsewhere_is_told_where_the_question_has_no_answers() -> None:
    result = goal("yes or no", {"counts": ["yes"], "target": 4}, [1, 1], outcome="5 of 6", reached="yes")
    assert (result.figure, result.outcome, result.reached) == ("told", "5 of 6", "yes")


def test_where_it_began_is_told_with_its_own_people() -> None:
    result = goal("yes or no", {"counts": ["yes"], "target": 6}, [1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1])
    assert (*told(result), result.people_before, result.people_after) == (1.0, 6.0, "yes", 7, 6)


def test_a_number_of_people_that_those_who_did_not_answer_could_make_up_cannot_be_said() -> None:
    result = goal("yes or no", {"counts": ["yes"], "target": 6}, [1, 1, 1, 1, 0, 0], invited=9)
    assert (result.reached, result.why) == ("cannot be said", "3 people who were invited did not answer.")
    assert goal("yes or no", {"counts": ["yes"], "target": 8}, [1, 1, 1, 1, 0, 0], invited=9).reached == "no"


def test_a_percentage_has_its_exact_interval() -> None:
    result = goal("scale", {"figure": "percent", "at_least": 4, "target": 50}, [1, 4, 5, 5, 2, 3])
    low, high = clopper_pearson(3, 6)
    assert result.interval == (round(100 * low, 2), round(100 * high, 2))


@pytest.mark.parametrize("rounds", [([1, 1, 1, 1],), ([1] * 6, [1] * 4)])
def test_of_too_few_nothing_is_said(rounds: tuple[list[Value], ...]) -> None:
    result = goal("yes or no", {"counts": ["yes"], "target": 1}, *rounds)
    assert (result.after, result.reached) == (None, "cannot be said")


def test_what_somebody_counted_elsewhere_is_told_as_they_say_it() -> None:
    goals = [{"statement": "Fewer leave.", "outcome": "7 of 60", "reached": "in part"}, {"statement": "Peace."}]
    program = Program.model_validate(
        {"title": "T", "organisation": "O", "starts": "2027-02-01", "sessions": {1: {"title": "Begin"}}, "goals": goals}
    )
    results = goal_results(program, (), Voice.of(program))
    assert [(one.outcome, one.reached) for one in results] == [("7 of 60", "in part"), ("", "cannot be said")]


def of_mentees(*answers: tuple[str, int], asked_for: str = "pairs", invited: int = 9) -> GoalResult:
    """The result of a goal of mentees, where these people said yes (1) or no (0)."""
    item = {"ask": "Plan?", "id": "it", "answer": "yes or no"}
    form = {"id": "end", "title": "End", "when": "end", "week": 1, "for": asked_for, "invited": {"mentors": 20, "mentees": invited}, "items": [item]}  # fmt: skip
    measure = {"item": "it", "of": "mentees", "counts": ["yes"], "target": 6}
    plain = {
        "title": "T",
        "organisation": "O",
        "starts": "2027-02-01",
        "sessions": {1: {"title": "Begin"}},
        "goals": [{"statement": "A plan.", "measure": measure}],
        "evaluation": {"questionnaires": [form]},
    }
    program = Program.model_validate(plain)
    assert program.evaluation is not None
    rows = [Answered(role, (value,), (), "", line) for line, (role, value) in enumerate(answers, 2)]
    published = hide(count(rows, program.evaluation.questionnaires[0], program.evaluation), "acme/lead", 5)
    (result,) = goal_results(program, [published], Voice.of(program))
    return result


def test_a_goal_of_one_role_is_told_by_the_answers_of_that_role() -> None:
    mentors = [("mentor", 1)] * 8
    result = of_mentees(*mentors, *[("mentee", 1)] * 4, *[("mentee", 0)] * 5)
    assert (result.after, result.people_after, result.reached, result.of) == (4, 9, "no", "mentee")
    result = of_mentees(*mentors, *[("mentee", 1)] * 4, *[("mentee", 0)] * 3)
    assert (result.after, result.people_after, result.reached) == (4, 7, "cannot be said")
    result = of_mentees(*mentors, *[("mentee", 1)] * 3)  # too few to tell them apart from their mentors
    assert (result.after, result.reached) == (None, "cannot be said")
    result = of_mentees(*[("mentee", 1)] * 7, asked_for="mentees")
    assert (result.after, result.people_after, result.reached) == (7, 7, "yes")
