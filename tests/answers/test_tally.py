"""Answers counted by hand and by the tally."""

from __future__ import annotations

from collections.abc import Iterable

from mentorkit.answers.answered import OTHER, Answered, NoAnswer, Value
from mentorkit.answers.tally import Tally, count, together, with_changes
from mentorkit.definition.questionnaires import Evaluation

LEFT, NONE = NoAnswer.UNANSWERED, NoAnswer.NOT_APPLICABLE
ASKED = Evaluation.model_validate(
    {
        "code": "yes",
        "groups": [{"id": "site", "ask": "Where?", "options": ["Office", "Depot"], "purpose": "so"}],
        "questionnaires": [
            {"id": "start", "title": "Start", "when": "baseline", "items": [{"ask": "I know whom to ask."}]},
            {
                "id": "end",
                "title": "End",
                "when": "end",
                "items": [
                    {"ask": "I know whom to ask."},
                    {"ask": "Which helped?", "answer": "several of", "options": ["Kick-off", "Keys"], "other": "yes"},
                    {"ask": "How many?", "answer": "number", "may_not_apply": "yes"},
                    {"ask": "Anything else?", "answer": "words"},
                ],
            },
        ],
    }
)
START, END = ASKED.questionnaires


def person(*values: Value, code: str = "", role: str = "mentor", site: int | None = 0) -> Answered:
    return Answered(role, values, (site,), code, 1)


def rounds(start: Iterable[Answered], end: Iterable[Answered]) -> tuple[Tally, ...]:
    return with_changes([count(start, START, ASKED), count(end, END, ASKED)], ASKED)


def test_every_answer_is_counted_by_role_and_group() -> None:
    rows = [
        person(5, (0, 1), 3, "Thank you"),
        person(4, (OTHER, 1), NONE, LEFT, site=1),
        person(5, (), 2.5, LEFT, role="mentee", site=None),
        person(LEFT, LEFT, LEFT, LEFT, role="mentee"),
    ]
    tally = count(iter(rows), END, ASKED)
    assert tally.people == {(0, 0): 1, (0, 1): 1, (1, -1): 1, (1, 0): 1}
    scale, ticks, number, words = (together(one.by_cell.values()) for one in tally.items)
    assert (scale.people, scale.chosen, scale.unanswered) == (3, {4: 1, 5: 2}, 1)
    assert (ticks.people, ticks.chosen, ticks.ticks, ticks.unanswered) == (3, {OTHER: 1, 0: 1, 1: 2}, 4, 1)
    assert (number.people, number.chosen, number.not_applicable, number.unanswered) == (2, {2.5: 1, 3: 1}, 1, 1)
    assert (words.people, words.chosen) == (1, {})
    assert tally.items[1].by_cell[0, 1].chosen == {OTHER: 1, 1: 1}


def test_no_text_and_no_row_is_kept() -> None:
    tally = count([person(5, (0,), 3, "Sam was late again", code="AB12")], END, ASKED)
    assert "Sam was late" not in repr(tally.items)
    assert "AB12" not in repr(tally)


def test_a_code_links_two_rounds() -> None:
    start = [person(2, code="ab 12"), person(3, code="CD34"), person(4, code="EF56"), person(LEFT, code="GH78")]
    end = [
        person(value, LEFT, LEFT, LEFT, code=code)
        for code, value in (("AB12", 5), ("CD34", 3), ("ef-56", 1), ("GH78", 5), ("", 5))
    ]
    (change,) = rounds(start, end)[1].changes
    counts = together(change.by_cell.values())
    assert (change.since, counts.people, counts.chosen, counts.unanswered) == ("baseline", 3, {-1: 1, 0: 1, 1: 1}, 2)


def test_a_code_that_stands_twice_in_a_round_links_nobody() -> None:
    start = [person(2, code="AB12"), person(3, code="AB12"), person(4, code="CD34")]
    end = [person(5, LEFT, LEFT, LEFT, code="AB12"), person(5, LEFT, LEFT, LEFT, code="CD34")]
    first, last = rounds(start, end)
    assert (first.twins, last.twins) == (1, 0)
    counts = together(last.changes[0].by_cell.values())
    assert (counts.people, counts.chosen, counts.unanswered) == (1, {1: 1}, 1)
    twice = rounds(start[2:], [end[1], end[1]])[1]
    assert together(twice.changes[0].by_cell.values()).people == 0


def test_nothing_is_linked_where_people_make_up_no_code() -> None:
    asked = ASKED.model_copy(update={"code": False})
    tallies = [
        count([person(2, code="AB12")], START, asked),
        count([person(5, LEFT, LEFT, LEFT, code="AB12")], END, asked),
    ]
    assert [one.changes for one in with_changes(tallies, asked)] == [(), ()]


def test_roles_that_are_asked_apart_are_linked_over_the_rounds() -> None:
    item = {"ask": "I know whom to ask."}
    forms = [
        {"id": f"{when}-{role}", "title": "T", "when": when, "for": role, "items": [item]}
        for when in ("baseline", "end")
        for role in ("mentors", "mentees")
    ]
    asked = Evaluation.model_validate({"code": "yes", "questionnaires": forms})
    people = ((2, "AB12", "mentor"), (3, "CD34", "mentee"), (5, "AB12", "mentor"), (1, "CD34", "mentee"))
    tallies = [
        count([Answered(role, (value,), (), code, 1)], one, asked)
        for one, (value, code, role) in zip(asked.questionnaires, people, strict=True)
    ]
    changes = [
        [dict(together(change.by_cell.values()).chosen) for change in one.changes]
        for one in with_changes(tallies, asked)
    ]
    assert changes == [[], [], [{1: 1}], [{-1: 1}]]
