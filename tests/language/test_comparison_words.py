"""How a criterion is compared, in the words that applicants read."""

from typing import Any

import pytest

from mentorkit.definition.program import Program
from mentorkit.language.comparison_words import how_compared, how_much
from mentorkit.language.voice import Voice

QUESTIONS = [
    {"id": "grade", "ask": "Grade", "answer": "one of", "options": ["AO", "EO", "HEO"], "ordered": "yes"},
    {"id": "years", "ask": "Years here", "answer": "number", "number": {"unit": "years"}},
    {"id": "topics", "ask": "Topics", "answer": "several of", "options": ["Money"], "wording": {"mentors": "I offer"}},
]


@pytest.mark.parametrize(
    ("criterion", "form", "said"),
    [
        ({}, "one-to-one", ""),
        ({"compare": "same", "of": "grade"}, "one-to-one", "Compared: “Grade”. Both give the same answer."),
        ({"compare": "different", "of": "grade"}, "one-to-one", "Compared: “Grade”. The two give different answers."),
        (
            {"compare": "apart", "of": "grade"},
            "one-to-one",
            "Compared: “Grade”. The mentor is at least 1 step further up.",
        ),
        (
            {"compare": "apart", "of": "grade", "at_least": "1", "at_most": "2"},
            "reverse",
            "Compared: “Grade”. The mentee is 1 to 2 steps further up.",
        ),
        (
            {"compare": "apart", "of": "years", "at_most": "5"},
            "peer",
            "Compared: “Years here”. The two are at most 5 years apart.",
        ),
        (
            {"compare": "overlap", "of": "topics"},
            "one-to-one",
            "Compared: “Topics” and “I offer”. What the mentee asks for and the mentor offers.",
        ),
        (
            {"compare": "overlap", "of": "topics"},
            "peer",
            "Compared: “Topics” and “I offer”. What each of the two asks for and the other offers.",
        ),
        (
            {"compare": "fits", "of": "topics", "at_least": "2"},
            "one-to-one",
            "Compared: “Topics” and “I offer”. The two have at least 2 answers in common.",
        ),
        ({"compare": "preferred"}, "one-to-one", "Compared: whether one of the two has named the other as a choice."),
        (
            {"compare": "fits", "of": "time-zone", "at_most": "3"},
            "one-to-one",
            "Compared: time zones, which are at most 3 hours apart.",
        ),
        ({"compare": "same", "of": "time-zone"}, "one-to-one", "Compared: time zones, which are the same."),
    ],
)
def test_readers_are_told_how_answers_are_compared(criterion: dict[str, Any], form: str, said: str) -> None:
    matching = {"applications": QUESTIONS, "criteria": [{"name": "It"} | criterion]}
    program = Program.model_validate({
        "title": "Lead", "organisation": "Acme", "starts": "2027-02-01", "sessions": {"1": {"title": "Begin"}},
        "format": form, "matching": matching,
    })  # fmt: skip
    assert program.matching
    assert how_compared(program.matching.criteria[0], program, Voice.of(program)) == said


def test_weights_are_words() -> None:
    words = Voice.of(
        Program.model_validate(
            {"title": "A", "organisation": "B", "starts": "2027-02-01", "sessions": {"1": {"title": "C"}}}
        )
    ).words
    assert [how_much(one, words) for one in ("must", "most", "much", "a little")] == [
        "Without it there is no match.", "It counts most.", "It counts much.", "It counts a little.",
    ]  # fmt: skip
