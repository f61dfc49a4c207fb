"""Figures that a later report repeats are told to be those of an earlier one."""

from __future__ import annotations

from mentorkit.answers.answered import Answered, Value
from mentorkit.answers.hiding import hide
from mentorkit.answers.ledger import Ledger
from mentorkit.answers.published import Published
from mentorkit.answers.released_figures import rounds_of
from mentorkit.answers.tally import count
from mentorkit.definition.program import Program
from mentorkit.definition.results import RoundResult
from mentorkit.language.voice import Voice

PROGRAM = Program.model_validate(
    {
        "title": "T",
        "organisation": "O",
        "starts": "2027-02-01",
        "sessions": {1: {"title": "Begin"}},
        "evaluation": {"questionnaires": [{"id": "end", "title": "End", "when": "end", "week": 1, "items": [{"ask": "Clear?"}]}]},
    }
)  # fmt: skip
BEFORE: tuple[tuple[str, list[Value]], ...] = (("mentor", [3, 4, 5] * 4), ("mentee", [3, 4, 5] * 4))


def published(*groups: tuple[str, list[Value]]) -> Published:
    assert PROGRAM.evaluation is not None
    rows = (Answered(role, (value,), (), "", 1) for role, values in groups for value in values)
    return hide(count(rows, PROGRAM.evaluation.questionnaires[0], PROGRAM.evaluation), "acme/lead", 5)


def later(*groups: tuple[str, list[Value]]) -> RoundResult:
    """The results of a second report, once one on `BEFORE` was released."""
    assert PROGRAM.evaluation is not None
    ledger = Ledger().with_released([published(*BEFORE)])
    settled = ledger.settled(published(*BEFORE, *groups))
    (result,) = rounds_of([settled], "acme/lead", PROGRAM.evaluation, Voice.of(PROGRAM))
    return result


def test_a_report_says_whether_it_repeats_all_some_or_none_of_its_figures() -> None:
    told = [
        (one.earlier, one.items[0].earlier)
        for one in (later(), later(("mentor", [1])), later(("mentor", [3] * 9), ("mentee", [2])))
    ]
    assert told == [(False, False), (True, False), (False, True)]
