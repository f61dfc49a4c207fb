"""A programme as a spreadsheet: what stands in it, that nothing in it is live, and that it is always the same."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import Project, begun

from mentorkit.core.yaml_source import read_mapping
from mentorkit.spreadsheets.cell_texts import comparable
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_export import ExportedTable, table_of
from mentorkit.spreadsheets.table_memory import TableMemory, remembered
from mentorkit.spreadsheets.table_reading import read_workbook
from mentorkit.spreadsheets.workbook_writing import workbook

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
goals:
  - {id: wider, statement: "=SUM(A1)", target: 20 of 24, due: week 50 Friday, measure: {item: led, counts: yes, target: 20}}
people:
  sponsor: Pat Long
  programme_manager: {name: Sam Okafor, phone: "+44 1632 960118", hours_per_week: 8}
events:
  - id: launch
    what: Launch
    kind: launch
    for: [mentors, mentees]
    date: 2027-02-01
    at: "9:30"
    minutes: 90
    with: [Sam Okafor, "Ada Byron, guest"]
    about: |
      - Meet each other

      - Ask
  - what: Clinic
    week: 3
    groups:
      - {name: North, week: 3, day: Tuesday, at: "14:00"}
      - name: South
        date: TO FILL IN (the day)
sessions:
  01:
    title: Begin
    week: 2
    agenda: [Arrive, {what: "Goals: which?", minutes: 20}]
evaluation:
  questionnaires:
    - {id: first, title: At the outset, when: baseline, items: [{ask: How is it?}, {ask: Which?, answer: one of, options: [One, {text: Two, also: [2]}]}]}
communications:
  - {title: Come, date: 2026-12-01, text: "@all, come"}
"""
EXPECTED = {
    "timetable": [
        {"row": "event", "title": "Launch", "date": "2027-02-01", "falls": "Mon, 1 Feb 2027", "at": "09:30", "minutes": "90", "kind": "launch",
         "for": "mentors, mentees", "with": "Sam Okafor\nAda Byron, guest", "about": "- Meet each other\n\n- Ask", "id": "launch"},
        {"row": "event", "title": "Clinic", "week": "3", "falls": "Week of 15 February 2027"},
        {"row": "group", "title": "North", "of": "Clinic", "week": "3", "day": "Tuesday", "falls": "Tue, 16 Feb 2027", "at": "14:00"},
        {"row": "group", "title": "South", "of": "Clinic", "date": "TO FILL IN (the day)", "falls": "Week of 15 February 2027"},
        {"row": "session", "title": "Begin", "of": "1", "week": "2", "falls": "Week of 8 February 2027", "agenda": "Arrive\nGoals: which? | 20 min"},
    ],
    "people": [
        {"row": "sponsor", "name": "Pat Long"},
        {"row": "programme manager", "name": "Sam Okafor", "phone": "+44 1632 960118", "hours": "8"},
    ],
    "goals": [{"statement": "=SUM(A1)", "target": "20 of 24", "due": "week 50 Friday", "item": "led", "counts": "yes", "measure_target": "20", "id": "wider"}],
    "questionnaires": [{"title": "At the outset", "when": "baseline", "id": "first"}],
    "questions": [
        {"of": "first", "ask": "How is it?"},
        {"of": "first", "ask": "Which?", "answer": "one of", "options": "One\nTwo | also: 2"},
    ],
    "messages": [{"title": "Come", "date": "2026-12-01", "falls": "Tue, 1 Dec 2026", "text": "@all, come"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> ExportedTable:
    source = read_mapping(PROGRAM, "lead.yml").value
    assert source is not None
    return table_of("acme/lead", source)


@pytest.fixture(scope="module")
def book(table: ExportedTable) -> bytes:
    return workbook(table)


def cells(rows: list[list[str]], key: str) -> list[dict[str, str]]:
    """Rows by the keys of their columns; the row id left out."""
    sheet = next(one for one in SHEETS if one.key == key)
    return [
        {column.key: comparable(column, cell) for column, cell in zip(sheet.columns, row[1:], strict=False) if cell}
        for row in rows
    ]


def test_a_workbook_holds_every_entry_with_dates_as_dates(book: bytes) -> None:
    read = read_workbook(book, "lead.xlsx").value
    assert read is not None
    found = {}
    for sheet, page in zip(SHEETS, read.sheets, strict=True):
        assert page.rows[0][1] == ("Row id", *(one.heading for one in sheet.columns))
        found[sheet.key] = cells(
            [[cell.removesuffix(":00") if cell.count(":") == 2 else cell for cell in row] for _, row in page.rows[1:]],
            sheet.key,
        )
    assert found == EXPECTED
    with ZipFile(BytesIO(book)) as archive:
        first = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="E2" s="' in first, "the date of the launch"
    assert first.partition('<c r="E2"')[2].partition("</c>")[0].endswith("<v>46419</v>")


def test_csv_holds_the_same_and_no_cell_that_a_spreadsheet_would_run(table: ExportedTable) -> None:
    for key, expected in EXPECTED.items():
        rows = list(csv.reader(StringIO(table.csv(key).decode("utf-8-sig"))))
        kept = [row for row in rows[1:] if not row[0].startswith("mentorkit-export")]
        written = [
            {name: text.replace("\n'-", "\n-").removeprefix("'") for name, text in row.items()}
            for row in cells(kept, key)
        ]
        assert written == expected
        assert [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_nothing_in_a_workbook_is_a_formula_and_risky_texts_stay_texts(book: bytes) -> None:
    with ZipFile(BytesIO(book)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        styles = archive.read("xl/styles.xml").decode()
    assert [one for one in sheets if "<f>" in one] == []
    assert 'quotePrefix="1"' in styles


def test_headings_are_locked_and_rows_can_be_sorted_and_deleted(book: bytes) -> None:
    with ZipFile(BytesIO(book)) as archive:
        first = archive.read("xl/worksheets/sheet1.xml").decode()
        workbook_xml = archive.read("xl/workbook.xml").decode()
    protection = first.partition("<sheetProtection")[2].partition("/>")[0]
    assert all(f'{name}="0"' in protection for name in ("sort", "deleteRows", "insertRows", "autoFilter"))
    assert first.count("<dataValidation ") >= 6
    assert 'state="frozen"' in first
    assert 'name="MentorKit"' in workbook_xml
    assert 'state="veryHidden"' in workbook_xml


def test_rows_are_as_high_as_their_texts_and_may_grow(book: bytes) -> None:
    with ZipFile(BytesIO(book)) as parts:
        timetable = parts.read("xl/worksheets/sheet1.xml").decode()
        assert parts.testzip() is None
    heights = re.findall(r'<row r="(\d+)"[^>]*? ht="(\d+)"', timetable)
    assert dict(heights)["2"] == "45", "three lines of what the launch is for"
    assert "customHeight" not in timetable, "a row grows with what is typed"


def test_a_sheet_is_printed_as_wide_as_a_page(book: bytes) -> None:
    with ZipFile(BytesIO(book)) as parts:
        names = parts.read("xl/workbook.xml").decode()
    areas = re.findall(r'Print_Area"[^>]*>([^<]*)', names)
    assert "Timetable!$B$1:$P$6" in areas, areas


def test_the_same_programme_gives_the_same_bytes(table: ExportedTable, book: bytes) -> None:
    assert workbook(table) == book


def test_a_table_remembers_what_stood_in_it() -> None:
    memory = TableMemory("acme/lead", {"goals": {f"goals/{n}": {"statement": f"{n}" * 900} for n in range(400)}})
    texts = memory.texts()
    assert remembered(texts[::-1]) == memory
    assert remembered(texts[1:]) is None
    assert remembered([(mark, text.replace("a", "b")) for mark, text in texts]) is None
    assert remembered([("Row id", "Goal"), ("", "")]) is None


def test_rows_of_entries_without_an_id_are_known_by_place_and_digest(table: ExportedTable) -> None:
    rows = {key: [row.id for row in rows] for sheet, rows in table.sheets for key in [sheet.key]}
    assert rows["people"] == ["people/sponsor", "people/programme_manager"]
    assert [one.partition("~")[0] for one in rows["timetable"]] == [
        "events/launch", "events/#1", "events/#1/groups/#0", "events/#1/groups/#1", "sessions/1",
    ]  # fmt: skip
    assert all(len(one.partition("~")[2]) == 8 for one in rows["timetable"][1:4])


def test_the_command_writes_a_workbook_or_a_folder_of_csv(tmp_path: Path) -> None:
    project = begun(tmp_path / "workspace", PROGRAM)
    made = tmp_path / "lead.xlsx"
    result = project.run("table", "export", "acme/lead", str(made))
    assert (result.exit_code, result.stdout) == (0, f"wrote {made}\n")
    result = project.run(
        "table", "export", "acme/lead", str(tmp_path / "csv"), "--csv", "--sheet", "people", "--sheet", "goals"
    )
    assert result.stdout.splitlines() == [f"wrote {tmp_path / 'csv' / name}.csv" for name in ("people", "goals")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lead.ods",), "a workbook ends in .xlsx"),
        (("workspace",), "this is a folder"),
        (("workspace/mkdocs.yml", "--csv"), "CSV files are written into a folder, and this is a file"),
        (("workspace/programs/acme/lead.xlsx",), "a table may not lie among programmes, guides and templates"),
    ],
)
def test_tables_are_written_where_they_belong(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    project: Project = begun(tmp_path / "workspace", PROGRAM)
    result = project.run("table", "export", "acme/lead", str(tmp_path / arguments[0]), *arguments[1:])
    assert result.exit_code == 1
    assert message in result.stderr
