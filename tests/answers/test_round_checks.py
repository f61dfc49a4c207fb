"""What is said of a round as a whole."""

from __future__ import annotations

from mentorkit.answers.answered import Answered
from mentorkit.answers.round_checks import round_problems
from mentorkit.answers.tally import count
from mentorkit.definition.questionnaires import Evaluation


def said(invited: dict[str, str], *people: tuple[str, str]) -> list[str]:
    items = [{"ask": "How was it?"}]
    forms = [
        {"id": when, "title": when, "when": when, "items": items, "invited": invited} for when in ("baseline", "end")
    ]
    asked = Evaluation.model_validate({"code": "yes", "questionnaires": forms})
    rows = (Answered(role, (3,), (), code, 1) for role, code in people)
    return [f"{one.severity}: {one.message}" for one in round_problems(count(rows, asked.questionnaires[1], asked))]


def test_no_more_can_answer_than_were_invited() -> None:
    people = [("mentor", "A"), ("mentor", "B"), ("mentee", "C")]
    assert said({"mentors": "2", "mentees": "1"}, *people) == []
    assert said({"mentors": "1", "mentees": "1"}, *people) == ["error: more mentors answered (2) than were invited (1)"]
    assert said({"mentors": "1"}, ("", "A"), ("", "B")) == []
    assert said({"mentors": "1", "mentees": "1"}, *[("", one) for one in "ABC"]) == [
        "error: more people answered (3) than were invited (2)"
    ]


def test_a_code_that_stands_twice_is_told_and_not_shown() -> None:
    twice = [("mentor", "AB12"), ("mentee", "ab 12")]
    assert said({}, *twice) == ["note: one code stands twice in the answers to this questionnaire, and links nobody"]
    assert said({}, *twice, ("mentor", "X1"), ("mentor", "x1")) == [
        "note: 2 codes stand twice in the answers to this questionnaire, and link nobody"
    ]
