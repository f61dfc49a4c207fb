"""Cells as values of their questions, however form tools, spreadsheets and pens write them."""

from __future__ import annotations

from typing import Any

import pytest

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.answers.cell_values import CellReader, Refused
from mentorkit.definition.items import Item, Number, Option, Scale
from mentorkit.definition.questionnaires import GroupQuestion
from mentorkit.language.catalogue import Words

NONE, AWAY = NoAnswer.UNANSWERED, NoAnswer.NOT_APPLICABLE
OPTIONS = tuple(Option(text=text) for text in ("A, B", "A", "B", "C (x, y etc.)", "<1 hour / week", "No, I would not"))
SCALE = Scale(low="Not at all", high="Completely", points={3: "Partly"})


def reader(answer: str = "scale", **more: Any) -> CellReader:
    return CellReader(Item(ask="Asked?", answer=answer, **more), SCALE, Words("en"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("5 - Completely", 5), ("5: Completely", 5), ("5 (Completely)", 5), ("(5) Completely", 5), ("completely", 5), ("Partly", 3),
        ("3 = partly.", 3), ("٥", 5), ("۵", 5), ("５", 5), ("5.0", 5), ("4,00", 4), ("4/5", 4), ("4 out of 5", 4), ("4 Mostly", 4), ("", NONE), ("-", NONE),
    ],
)  # fmt: skip
def test_a_number_of_a_scale(text: str, value: Value) -> None:
    assert reader().read(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("6", "holds a number that the scale has not"), ("0", "holds a number that the scale has not"), ("3.5", "holds no number of the scale"),
        ("4/10", "holds no number of the scale"), ("3-4", "holds no number of the scale"), ("very", "holds no number of the scale"),
        ("1 - Completely", "names a point of the scale by another number"), ("5 - Fully", "gives a point of the scale another name"),
        ("N/A", "says that the question does not apply, which it does not allow"), ("55", "holds a number that the scale has not"),
    ],
)  # fmt: skip
def test_what_is_no_number_of_a_scale_says_why(text: str, why: str) -> None:
    read = reader().read(text)
    assert isinstance(read, Refused)
    assert (read.why, read.kept) == (why, NONE)
    assert read.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A, B", (0,)), ("A, B, C (x, y etc.)", (0, 3)), ("A", (1,)), ("B, A", (1, 2)), ("A;B;", (1, 2)), ("A|B", (1, 2)), ("A\nB", (1, 2)), ("A,B", (1, 2)), ("a , b", (1, 2)),
        ("C (x, y etc.), A", (1, 3)), ("A, C (x, y etc.)", (1, 3)), ("<1 hour / week", (4,)), ("No, I would not, A", (1, 5)), ("Z", (OTHER,)),
        ("A, Z, with commas, B", (OTHER, 1, 2)), ("Z, C (x, y etc.)", (OTHER, 3)), ("No, Z", (OTHER,)), ("Amazing, B", (OTHER, 2)), ("All of the above", (0, 1, 2, 3, 4, 5)),
        ("A, All of the above, Z", (OTHER, 0, 1, 2, 3, 4, 5)), ("Other", (OTHER,)), ("", NONE), ("A, A", (1,)),
    ],
)  # fmt: skip
def test_ticks_in_one_cell_are_told_by_the_longest_options(text: str, value: Value) -> None:
    assert reader("several of", options=OPTIONS, other=True).read(text) == value


@pytest.mark.parametrize(
    ("answer", "text", "value"),
    [
        ("one of", "b. A", 1), ("one of", "B) A", 1), ("one of", "c. A", None), ("several of", "b. A, C: B, Z", (OTHER, 1, 2)),
        ("scale", "a. Not at all", 1), ("scale", "e) Completely", 5), ("scale", "a. Completely", None), ("yes or no", "a. Yes", 1), ("yes or no", "b. No", 0),
    ],
)  # fmt: skip
def test_an_answer_behind_the_letter_of_its_place(answer: str, text: str, value: Value | None) -> None:
    more = {"options": OPTIONS, "other": answer == "several of"} if answer.endswith("of") else {}
    read = reader(answer, **more).read(text)
    assert isinstance(read, Refused) if value is None else read == value


def test_ticks_that_are_known_count_beside_one_that_is_not() -> None:
    read = reader("several of", options=OPTIONS).read("A, Z, B")
    assert isinstance(read, Refused)
    assert (read.kept, read.unknown) == ((1, 2), ("z",))


def test_an_option_called_all_of_the_above_is_one_option() -> None:
    options = (Option(text="A"), Option(text="All of the above"))
    assert reader("several of", options=options).read("All of the above") == (1,)


@pytest.mark.parametrize(
    ("text", "other", "value"),
    [("A", False, 1), ("a.", False, 1), ("A;", False, 1), ("A, B", False, 0), ("Z", True, OTHER), ("Other", True, OTHER), ("A3", False, None), ("Z", False, None), ("B, A", True, None)],
)  # fmt: skip
def test_one_of_the_options(text: str, other: bool, value: Value | None) -> None:
    read = reader("one of", options=OPTIONS, other=other).read(text)
    assert read == value if value is not None else isinstance(read, Refused)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", 1),
        ("NO", 0),
        ("y", 1),
        ("true", 1),
        ("FALSE", 0),
        ("1", 1),
        ("0", 0),
        ("Ja", 1),
        ("nein", 0),
        ("yes.", 1),
    ],
)
def test_yes_or_no(text: str, value: int) -> None:
    assert reader("yes or no").read(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8", 8), ("8 sessions", 8), ("1 session", 1), ("8,5", 8.5), ("8.5", 8.5), ("1 200", 1200), ("1\u202f200", 1200), ("1'200", 1200), ("1.200,5", 1200.5),
        ("1,200.5", 1200.5), ("1,200,000", 1200000), ("٨", 8), ("٨٫٥", 8.5), ("8.0000000000", 8), ("-3", -3), ("−3", -3), ("+3", 3), ("80 %", None), ("8-10", None),
        ("about 8", None), ("8+", None), ("8 hours", None), ("2026-02-01", None), ("1,200", None), ("eight", None), ("1e3", None), ("8 or 9", None), ("inf", None),
    ],
)  # fmt: skip
def test_a_number(text: str, value: float | None) -> None:
    read = reader("number", number=Number(unit="sessions")).read(text)
    assert (read == value and type(read) is type(value)) if value is not None else isinstance(read, Refused)


def test_bounds_tell_how_a_number_is_meant_and_what_is_none() -> None:
    bounded = reader("number", number=Number(unit="hours", least=0, most=200))
    assert bounded.read("1,200") == 1.2
    assert isinstance(bounded.read("201"), Refused)
    assert isinstance(bounded.read("-1"), Refused)
    assert reader("number", number=Number(unit="%")).read("80 %") == 80


@pytest.mark.parametrize("text", ["N/A", "n.a.", "Does not apply", "keine Angabe", "not applicable", "sans objet", "-"])
@pytest.mark.parametrize("kind", ["scale", "yes or no", "number", "words", "one of", "several of"])
def test_what_does_not_apply_counts_so_only_where_it_may(text: str, kind: str) -> None:
    options = {"options": OPTIONS} if kind in ("one of", "several of") else {}
    assert reader(kind, may_not_apply=True, **options).read(text) == AWAY
    assert reader(kind, **options).read(text) == NONE or isinstance(reader(kind, **options).read(text), Refused)


def test_words_are_left_as_they_are() -> None:
    assert reader("words").read("One\r\n\r\ntwo – and 3") == "One\r\n\r\ntwo – and 3"


@pytest.mark.parametrize(
    ("text", "value"),
    [("Day", 0), ("Prefer not to say", NONE), ("prefer not to say.", NONE), ("NA", NONE), ("", NONE)],
)  # fmt: skip
def test_nobody_has_to_say_to_which_group_they_belong(text: str, value: Value) -> None:
    shift = GroupQuestion(
        id="shift", ask="Which?", options=(Option(text="Day"), Option(text="Night")), purpose="so that we see"
    )
    assert CellReader(shift, Scale(), Words("en")).read(text) == value
