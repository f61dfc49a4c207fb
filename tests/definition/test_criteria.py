"""Criteria of matching: what each comparison needs, and what means nothing without one."""

import pytest
from pydantic import ValidationError

from mentorkit.definition.matching import COMPARES, ApplicationQuestion, Criterion, Matching, Seat


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"of": "grade"}, "how the criterion is compared"),
        ({"because": "They asked for it"}, "how the criterion is compared"),
        ({"compare": "same"}, "does not say what it compares"),
        ({"compare": "preferred", "of": "choices"}, "compares no question"),
        ({"compare": "same", "of": "grade", "above": "mentor"}, '"above" belongs to'),
        ({"compare": "same", "of": "grade", "at_least": "1"}, '"at_least" belongs to'),
        ({"compare": "fits", "of": "hours", "at_most": "3"}, '"at_most" belongs to'),
        ({"compare": "apart", "of": "grade", "at_least": "3", "at_most": "1"}, "at least 3 is more than at most 1"),
        ({"compare": "alike", "of": "grade"}, "Input should be 'same'"),
    ],
)
def test_a_criterion_says_what_its_comparison_needs_and_nothing_else(written: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Criterion.model_validate({"name": "Grade", **written})


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"goal": "lead"}, "belongs to a question of the evaluation"),
        ({"ordered": "yes"}, '"ordered" belongs to'),
        ({"for": "hr"}, "only mentors and mentees apply"),
        ({"options": ["A", "B"]}, "another kind of answer"),
        ({"id": None}, "should be a valid string"),
    ],
)
def test_a_question_of_the_application_is_asked_of_applicants(written: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        ApplicationQuestion.model_validate({"id": "grade", "ask": "Your grade?", **written})


def test_criteria_without_a_comparison_are_for_people() -> None:
    apart = {"name": "Two levels up", "compare": "apart", "of": "grade", "at_least": "2"}
    matching = Matching.model_validate({"criteria": ["The same humour", apart]})
    assert [one.name for one in matching.compared] == ["Two levels up"]
    assert [one.compare for one in matching.criteria] == [None, "apart"]


def test_a_seat_is_for_whoever_offers_it_by_name_or_by_one_of_several_answers() -> None:
    assert Seat(name="Money", of="gaps").answers == ("Money",)
    assert Seat(name="Money", of="gaps", options=("Budgets", "Funders")).answers == ("Budgets", "Funders")


def test_every_comparison_of_answers_has_its_kinds_of_answer() -> None:
    assert set(COMPARES) == {"same", "different", "apart", "overlap", "fits"}
