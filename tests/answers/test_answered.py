"""Rows between reading and counting: what they show of themselves."""

from mentorkit.answers.answered import OTHER, Answered, NoAnswer


def test_marks_are_no_numbers_that_could_be_counted() -> None:
    row = Answered("mentor", (5, (OTHER, 1), NoAnswer.UNANSWERED), (None,), "AB12", 7)
    assert [isinstance(value, int | float) for value in row.values] == [True, False, False]
