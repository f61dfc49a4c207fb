"""The studio's page of spreadsheets: a workbook goes out, comes back, and is taken over once somebody has seen what changes."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from conftest import LEAD, Project
from python_calamine import CalamineWorkbook
from studio_person import ADDRESS, Person
from xlsxwriter import Workbook

PROGRAM = """\
title: Lead   # the year
organisation: Acme
starts: 2027-02-01
events:
  - {id: launch, what: Launch, date: 2027-02-01}
sessions:
  1: {title: Begin, week: 2}
"""


@pytest.fixture
def person(project: Project) -> Person:
    project.write(LEAD, PROGRAM)
    return Person.at(project)


def changed(data: bytes, change: Any) -> bytes:
    """A workbook in which somebody changed the sheet of the timetable."""
    book, out = CalamineWorkbook.from_filelike(BytesIO(data)), BytesIO()
    with Workbook(out) as new:
        day = new.add_format({"num_format": "yyyy-mm-dd"})
        for about in book.sheets_metadata:
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            if about.name == "Timetable":
                change(rows)
            page = new.add_worksheet(about.name)
            if about.name in ("Lists", "MentorKit"):
                page.hide()
            for line, row in enumerate(rows):
                for number, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(line, number, cell, day)
                    elif cell != "":
                        page.write(line, number, cell)
    return out.getvalue()


def hand_in(person: Person, data: bytes, name: str = "lead.xlsx") -> Any:
    answer = person.client.post("/p/acme/lead/spreadsheet", files={"file": (name, data)}, headers={"origin": ADDRESS})
    if answer.status_code != 303:
        return answer
    return person.client.get(answer.headers["location"])


def post(person: Person, page: Any, **fields: str) -> Any:
    """Send the form of a page."""
    return person.client.post(page.url.path, data=fields, headers={"origin": ADDRESS})


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


def download(person: Person) -> bytes:
    answer = person.client.get("/p/acme/lead/-/spreadsheet.xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="lead.xlsx"'
    return bytes(answer.content)


def move_the_launch(rows: list[list[Any]]) -> None:
    rows[1][rows[0].index("Date")] = date(2027, 2, 8)


@pytest.mark.slow
def test_a_workbook_goes_out_and_comes_back_and_one_line_changes(person: Person) -> None:
    shown = hand_in(person, changed(download(person), move_the_launch))
    assert "One change" in words(shown)
    assert "Timetable, &#34;Launch&#34;: Date “2027-02-01” → “2027-02-08”" in shown.text
    assert person.text == PROGRAM
    assert post(person, shown, do="take").headers["location"] == "/p/acme/lead/spreadsheet"
    assert "One change is taken over Timetable, &#34;Launch&#34;" in words(
        person.client.get("/p/acme/lead/spreadsheet")
    )
    assert "taken over" not in words(person.client.get("/p/acme/lead/spreadsheet"))
    assert person.text == PROGRAM.replace("date: 2027-02-01}", "date: 2027-02-08}")
    assert post(person, shown, do="take").status_code == 404, "it is not kept any more"


@pytest.mark.slow
def test_a_clash_is_shown_with_its_values_and_one_side_is_chosen(person: Person) -> None:
    data = changed(download(person), move_the_launch)
    person.project.write(LEAD, PROGRAM.replace("date: 2027-02-01}", "date: 2027-02-03}"))
    shown = hand_in(person, data)
    assert "In the table 2027-02-08 In the programme now 2027-02-03 When it was handed out 2027-02-01" in words(shown)
    assert "Take it over" not in words(shown)
    assert "Take it over" in words(post(person, shown, side="table"))
    post(person, shown, side="table", do="take")
    assert person.text == PROGRAM.replace("date: 2027-02-01}", "date: 2027-02-08}")


@pytest.mark.slow
def test_a_wrong_cell_is_told_and_nothing_can_be_taken_over(person: Person) -> None:
    def spoil(rows: list[list[Any]]) -> None:
        rows[1][rows[0].index("Kind")] = "klinik"

    shown = hand_in(person, changed(download(person), spoil))
    assert "lead.xlsx, Timetable!N2 : &#34;klinik&#34; is not a kind." in words(shown)
    assert post(person, shown, do="take").status_code == 422
    assert person.text == PROGRAM


def test_a_timetable_from_elsewhere_asks_which_column_is_what(person: Person) -> None:
    table = b"Date,Title,Mood\n03/04/2027,Circle,calm\n"
    shown = hand_in(person, table, "plan.csv")
    assert "Which column is what?" in words(shown)
    assert '<option value="about" selected>' in shown.text
    answered = post(
        person, shown, **{"columns": "yes", "0.0": "date", "0.1": "title", "0.2": "leave out", "0.dates": "month first"}
    )
    assert "Timetable: &#34;Circle&#34; is new" in answered.text
    post(
        person,
        shown,
        **{"columns": "yes", "0.0": "date", "0.1": "title", "0.2": "leave out", "0.dates": "month first", "do": "take"},
    )
    assert "  - {id: circle, what: Circle, date: 2027-03-04}\n" in person.text


def test_what_is_no_table_is_refused_on_the_page(person: Person) -> None:
    assert "This is no workbook." in words(hand_in(person, b"%PDF-1.7"))
    assert "Choose a file first." in words(hand_in(person, b""))
    assert person.client.get("/p/acme/lead/spreadsheet/nothing").status_code == 404
