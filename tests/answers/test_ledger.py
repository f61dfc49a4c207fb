"""Later reports on the same questionnaire: what they renew, and what they repeat."""

from __future__ import annotations

from pathlib import Path

from mentorkit.answers.answered import Answered, Value
from mentorkit.answers.hiding import hide
from mentorkit.answers.ledger import Ledger
from mentorkit.answers.published import Published
from mentorkit.answers.tally import count
from mentorkit.definition.questionnaires import Evaluation

FORM = {
    "id": "end",
    "title": "End",
    "when": "end",
    "items": [{"ask": "How was it?"}, {"ask": "How many?", "answer": "number"}],
}
ASKED = Evaluation.model_validate({"questionnaires": [FORM]})


def report(*groups: tuple[str, list[Value]], asked: Evaluation = ASKED) -> Published:
    rows = (Answered(role, (value, 3), (), "", 1) for role, values in groups for value in values)
    return hide(count(rows, asked.questionnaires[0], asked), "acme/lead", 5)


def people(published: Published) -> tuple[int, dict[str, int]]:
    item = published.items[0]
    split = item.split("role")
    assert item.everybody is not None
    assert split is not None
    return item.everybody.counts.people, {name: one.counts.people for name, one in split.shown}


BEFORE = (("mentor", [3, 4, 5] * 4), ("mentee", [3, 4, 5] * 4))


def test_a_few_late_answers_change_nothing() -> None:
    first = report(*BEFORE)
    ledger = Ledger().with_released([first])
    later = ledger.settled(report(*BEFORE, ("mentor", [1, 1, 1, 1])))
    assert later.repeats
    assert people(later) == (24, {"mentor": 12, "mentee": 12})
    assert later.items[0].everybody == first.items[0].everybody
    assert all(one.earlier for one in later.items)
    assert not ledger.settled(report(*BEFORE)).repeats


def test_many_late_answers_renew_the_figures() -> None:
    later = Ledger().with_released([report(*BEFORE)]).settled(report(*BEFORE, ("mentor", [1] * 5), ("mentee", [2] * 6)))
    assert people(later) == (35, {"mentor": 17, "mentee": 18})
    assert not any(one.earlier for one in later.figures())


def test_where_few_of_a_group_came_late_its_figures_are_repeated_and_those_of_everybody_are_not() -> None:
    later = Ledger().with_released([report(*BEFORE)]).settled(report(*BEFORE, ("mentor", [1] * 9), ("mentee", [2])))
    assert people(later) == (34, {"mentor": 12, "mentee": 12})
    split = later.items[0].split("role")
    assert split is not None
    assert (later.items[0].earlier, split.earlier) == (False, True)


def test_each_release_counts_and_not_only_the_last() -> None:
    ledger = Ledger().with_released([report(*BEFORE)])
    more = (*BEFORE, ("mentor", [4] * 6), ("mentee", [4] * 6))
    ledger = ledger.with_released([ledger.settled(report(*more))])
    back = ledger.settled(report(*BEFORE, ("mentor", [4])))  # eleven rows were taken away again
    assert people(back) == (36, {"mentor": 18, "mentee": 18})


def test_answers_that_were_edited_are_not_told_by_the_difference() -> None:
    edited = (("mentor", [*[3, 4, 5] * 3, 3, 4, 1]), BEFORE[1])
    later = Ledger().with_released([report(*BEFORE)]).settled(report(*edited))
    assert later.items[0].earlier
    assert not later.items[1].earlier


def test_a_group_that_was_hidden_stays_hidden() -> None:
    few = (("mentor", [3, 4, 5] * 4), ("mentee", [3, 4, 5]))
    later = Ledger().with_released([report(*few)]).settled(report(*few, ("mentor", [3] * 6), ("mentee", [4] * 6)))
    assert people(later) == (27, {})


def test_an_option_more_is_another_question_and_few_answers_are_not_told_by_it() -> None:
    scale = {"ask": "How was it?", "scale": {"steps": "6"}}
    asked = Evaluation.model_validate({"questionnaires": [{**FORM, "items": [scale, *FORM["items"][1:]]}]})
    later = Ledger().with_released([report(*BEFORE)]).settled(report(*BEFORE, ("mentor", [6]), asked=asked))
    assert later.items[0].everybody is None


def test_it_is_kept_whole_and_has_figures_only(tmp_path: Path) -> None:
    path = tmp_path / "released.json"
    ledger = Ledger().with_released([report(*BEFORE)])
    ledger.write(path)
    read = Ledger.read(path, "private/released.json")
    assert (read.value, read.problems) == (ledger, ())
    assert Ledger.read(tmp_path / "none.json", "none.json").value == Ledger()
    assert ledger.with_released([ledger.settled(report(*BEFORE))]) == ledger


def test_a_damaged_ledger_is_told_and_nothing_can_be_released(tmp_path: Path) -> None:
    path = tmp_path / "released.json"
    Ledger().with_released([report(*BEFORE)]).write(path)
    whole = path.read_text("utf-8")
    for damaged in (whole.replace('"people": 12', '"people": 13', 1), whole[:-9], "", "[]", '{"releases": {}}', "\0"):
        path.write_text(damaged, "utf-8")
        value, problems = Ledger.read(path, "private/released.json")
        assert value is None
        assert [(one.rule, str(one.at)) for one in problems] == [("released-figures", "private/released.json")]
