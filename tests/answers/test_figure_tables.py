"""The table of figures: every figure with what it is counted of, the same in CSV and XLSX."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook
from released import program, released

from mentorkit.answers.figure_tables import as_csv, as_xlsx
from mentorkit.brand.charts.result_words import ResultWords
from mentorkit.language.voice import Voice


def words() -> ResultWords:
    return ResultWords(Voice.of(program()), 5, {"site": "Where do you work?"})


def rows() -> list[list[str]]:
    return list(csv.reader(StringIO(as_csv(released(), words()).decode("utf-8-sig"))))


def test_each_line_has_a_figure_and_what_it_is_counted_of() -> None:
    headings, *lines = rows()
    assert headings[7:] == [
        "Answer or figure",
        "Number",
        "Counted of",
        "Counted are",
        "Share",
        "Plausible from",
        "Plausible to",
    ]
    asked = [line[5:] for line in lines if line[1] == "Looking back" and line[3] == "What helped you?"]
    assert asked == [
        ["", "Everybody", "The kick-off", "8", "20", "people", "0.4", "0.19", "0.64"],
        ["", "Everybody", "The Keys", "14", "20", "people", "0.7", "0.46", "0.88"],
        ["", "Everybody", "Another answer", "1", "20", "people", "0.05", "0", "0.25"],
        ["", "Everybody", "all ticks", "23", "20", "ticks, by people", "", "", ""],
    ]
    mentors = [line[5:9] for line in lines if line[1:3] == ["Looking back", "At the end"] and line[6] == "Mentors"]
    assert mentors[:2] == [["Role", "Mentors", "1", "1"], ["Role", "Mentors", "2", "1"]]


def test_hidden_groups_have_no_line() -> None:
    assert not [line for line in rows() if "Depot" in line or "Not said" in line]


def test_both_files_hold_the_same() -> None:
    sheet = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(released(), words()))).get_sheet_by_index(0).to_python()
    told = [[_plain(cell) for cell in line] for line in sheet]
    assert told == rows()


def _plain(cell: object) -> str:
    return f"{cell:.4f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)


def test_a_question_is_no_formula() -> None:
    results = released()
    item = results.rounds[1].items[3].model_copy(update={"ask": "=HYPERLINK(1)"})
    made = results.model_copy(update={"rounds": (results.rounds[1].model_copy(update={"items": (item,)}),)})
    assert b"'=HYPERLINK(1)" in as_csv(made, words())
    sheet = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(made, words()))).get_sheet_by_index(0).to_python()
    assert sheet[-1][3] == "=HYPERLINK(1)"


def test_the_same_figures_are_the_same_bytes() -> None:
    assert as_xlsx(released(), words()) == as_xlsx(released(), words())
