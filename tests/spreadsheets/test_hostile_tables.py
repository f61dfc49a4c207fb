"""Tables that nobody should hand in: each ends with a sentence, and none with a traceback, a hang or a loss."""

import random
import zlib
from base64 import b64encode
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from conftest import begun
from edited_tables import Formula, Table, meant, read, told
from spreadsheets import sheet_xml, xlsx
from test_table_export import PROGRAM

from mentorkit.editing.changes import ABSENT
from mentorkit.editing.definition_edits import open_definition
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_export import table_of
from mentorkit.spreadsheets.table_import import imported
from mentorkit.spreadsheets.table_reading import read_files, read_workbook
from mentorkit.workspace.workspace import open_workspace


def bomb() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * 90_000_000)
    return made.getvalue()


def packed(text: bytes) -> list[list[Any]]:
    whole = b64encode(zlib.compress(text)).decode()
    return [[f"mentorkit-export {sha256(whole.encode()).hexdigest()[:12]} 1/1", f"z:{whole}"]]


BROKEN: list[tuple[str, bytes, str]] = [
    ("no workbook", b"minutes of the board", "this is no workbook"),
    ("a PDF", b"%PDF-1.7", "this is no workbook"),
    ("a workbook of the old kind", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "this is no workbook"),
    ("cut off", Table.of(PROGRAM).bytes()[:2_000], "this workbook is damaged or cut off"),
    ("a packed file", xlsx([["a"]]).replace(b"xl/workbook.xml", b"xl/workbook.csv"), "this is"),
    ("no sheet with anything in it", xlsx([]), "no sheet of this table holds anything that can be read"),
    ("one cell far away", xlsx(sheet_xml([["<r='XFD1048576'><v>1</v>"]]).replace('r="A1" r=\'XFD1048576\'', 'r="XFD1048576"')), "cells of this sheet lie so far apart"),
    ("one cell alone", xlsx([["Hello"]]), "no sheet of this table holds anything that can be read"),
    ("headings alone", xlsx([["Date", "Title"]]), "no sheet of this table holds anything that can be read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), BROKEN, ids=[one[0] for one in BROKEN])
def test_files_that_are_no_tables_are_refused_in_words(name: str, data: bytes, message: str) -> None:
    table, problems = read_workbook(data, "t.xlsx")
    said = [one.message for one in problems] if table is None else told(imported(table, "acme/lead", read(PROGRAM)))
    assert [one for one in said if message in one], (name, said)


@pytest.mark.slow
def test_a_workbook_that_unpacks_to_everything_is_not_unpacked() -> None:
    assert "unpacks to more than 400 MB" in read_workbook(bomb(), "t.xlsx").problems[0].message


MEMORIES: list[tuple[str, list[list[Any]]]] = [
    ("of no sense", [["mentorkit-export 123456789abc 1/1", "z:AAAA"]]),
    ("with a part missing", [["mentorkit-export 123456789abc 1/2", "z:AAAA"]]),
    ("that is no JSON", packed(b"{")),
    ("of another version", packed(b'{"version": 9, "program": "acme/lead", "sheets": {}}')),
    ("of another shape", packed(b'{"version": 1, "program": "acme/lead", "sheets": [1, 2]}')),
    ("that nests deeply", packed(b"[" * 100_000)),
    ("that unpacks to everything", packed(b" " * 60_000_000)),
]


@pytest.mark.parametrize(("name", "rows"), MEMORIES, ids=[one[0] for one in MEMORIES])
def test_a_memory_that_somebody_made_up_counts_as_none(name: str, rows: list[list[Any]]) -> None:
    table = Table.of(PROGRAM)
    table.sheets["MentorKit"] = rows
    made = table.come_back(PROGRAM)
    assert (meant(made), [one.rule for one in made.report.problems]) == ([], ["table-memory"]), name


CELLS: list[tuple[str, Any, list[tuple[str, Any]] | str]] = [
    ("a formula as text", "=cmd|'/c calc'!A1", [("events.launch.place", "=cmd|'/c calc'!A1")]),
    ("signs of YAML", "#1: {a, [b]} & *c !d %e @f `g` - ? |", [("events.launch.place", "#1: {a, [b]} & *c !d %e @f `g` - ? |")]),
    ("quotes and backslashes", "\"Hall\" 'B' \\n", [("events.launch.place", "\"Hall\" 'B' \\n")]),
    ("emoji and letters from right to left", "🏢 קומה 3", [("events.launch.place", "🏢 קומה 3")]),
    ("characters that nobody sees", "Hall\u202e\u2028 B\ufeff", [("events.launch.place", "Hall B")]),
    ("line ends of three systems", "Hall\r\nB\rC", [("events.launch.place", "Hall B C")]),
    ("blanks alone", " \n\t\xa0", []),
    ("a number", 12.0, [("events.launch.place", "12")]),
    ("a broken number", 12.5, [("events.launch.place", "12.5")]),
    ("yes of a spreadsheet", True, [("events.launch.place", "TRUE")]),
    ("a day", date(2027, 3, 1), [("events.launch.place", "2027-03-01")]),
    ("a moment", datetime(2027, 3, 1, 9, 30), [("events.launch.place", "2027-03-01 09:30:00")]),
    ("a formula with its value", Formula('="Room "&5', "Room 5"), [("events.launch.place", "Room 5")]),
    ("the word that takes away", "none", [("events.launch.place", "none")]),
    ("a text for the mark of a gap", "TO FILL IN", [("events.launch.place", "TO FILL IN")]),
    ("a line that is too long", "x " * 300, "is longer than 400 characters"),
    ("a word that is too long", "x" * 300, "this has a word of 300 letters"),
    ("all that a cell can hold", "x y " * 8_000, "is longer than 400 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "expected"), CELLS, ids=[one[0] for one in CELLS])
def test_whatever_stands_in_a_cell_is_a_value_or_a_sentence(
    name: str, value: Any, expected: list[tuple[str, Any]] | str
) -> None:
    made = Table.of(PROGRAM).put("Timetable", "Launch", "Place", value).come_back(PROGRAM)
    if isinstance(expected, str):
        assert [one for one in told(made) if expected in one and one.startswith("t.xlsx, Timetable!T2: ")], (
            name,
            told(made),
        )
    else:
        assert (meant(made), told(made)) == (expected, [])


@pytest.mark.parametrize(
    "row_id",
    [
        "events/../../private",
        "events/launch/what",
        "sessions/99",
        "people/sponsor/name",
        "events/#99~abcdefgh",
        "x" * 5_000,
    ],
)
def test_ids_that_people_made_up_lead_nowhere(row_id: str) -> None:
    table = Table.of(PROGRAM).put("Timetable", "Launch", "Row id", row_id)
    problems = [one for one in told(table.come_back(PROGRAM)) if "is known here" in one]
    assert len(problems) == 1


def test_two_hundred_columns_and_headings_that_stand_twice() -> None:
    table = Table.of(PROGRAM)
    for number, row in enumerate(table.sheets["Timetable"]):
        row += [f"Column {n}" if number == 0 else "x" for n in range(200)]
    made = table.come_back(PROGRAM)
    assert meant(made) == []
    assert len(told(made)) == 5
    assert "; so it is with 195 more columns -> " in told(made)[-1]
    table = Table.of(PROGRAM)
    for number, row in enumerate(table.sheets["Timetable"]):
        row.append("Date" if number == 0 else date(2028, 1, 1))
    assert [one.partition(" -> ")[0] for one in told(table.come_back(PROGRAM))] == [
        't.xlsx, Timetable!AR1: a second column is called "Date"'
    ]


def test_a_sheet_that_stands_twice_and_one_without_headings_are_told() -> None:
    table = Table.of(PROGRAM)
    table.sheets["Copy"] = [[*row] for row in table.sheets["Goals"]]
    assert told(table.come_back(PROGRAM)) == [
        't.xlsx: the sheets "Goals" and "Copy" hold the same entries -> delete one of the two'
    ]
    table = Table.of(PROGRAM)
    del table.sheets["Goals"][0]
    assert told(table.come_back(PROGRAM)) == [
        't.xlsx: no heading of the sheet "Goals" is known -> give the columns their headings again; they may stand in any order'
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "there is nothing in this file"),
        (b"Row id,Date\nevents/launch,\0", "a byte of zero"),
        (b'Row id,Date\nevents/launch,"2027', "a quotation mark in this row is never closed"),
        (b"a," * 4_000, "more than the 3,000"),
        ("Row id\tDate\nevents/launch\t2027-02-09\n".encode("utf-16"), ""),
        ("Row id;Date\nevents/launch;09.02.2027\n".encode("cp1252"), ""),
        (b"sep=;\nRow id;Date\nevents/launch;2027-02-09\n", ""),
    ],
)
def test_csv_of_every_kind(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(data)
    table, problems = read_files(file, "t.csv")
    if message:
        assert table is None
        assert message in problems[0].message
        assert "answers" not in problems[0].message + problems[0].hint
    else:
        assert table is not None
        assert meant(imported(table, "acme/lead", read(PROGRAM))) == [("events.launch.date", "2027-02-09")]


VALUES: dict[str, list[Any]] = {
    "Title": ["A: b", "# c", "none of it", "“Quoted”", "x" * 60, "- dash", "{{ programme }}"],
    "Date": [date(2027, 5, 4), "week 7 Friday", "1 June 2027", "TO FILL IN (when)"],
    "Time": ["08:15", "5 pm"],
    "Minutes": [15, "1 h", ""],
    "Place": ["Room 1", "", "Hall: B, 2nd floor"],
    "Led by": ["Ada\nBen", "", "Ada Byron, guest"],
    "What it is for": ["One.\n\n- two\n- three", "Line: 1", "", "  indented  "],
    "Objectives": ["Know: this\nDo that", ""],
    "Link": ["https://a.example/x?y=1#z", ""],
}


@pytest.mark.slow
def test_random_changes_become_what_the_table_says_and_touch_nothing_else(tmp_path: Path) -> None:
    """What a table says after random changes is what the next export says; a second import of it changes nothing."""
    project = begun(tmp_path / "workspace", PROGRAM)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    (program,) = workspace.programs()
    definition = open_definition(workspace, program).value
    assert definition is not None
    chance = random.Random(19)
    for _ in range(40):
        table = Table.of(PROGRAM)
        rows = table.sheets["Timetable"]
        for _change in range(chance.randint(1, 6)):
            heading = chance.choice([*VALUES])
            row = chance.choice(rows[1:])
            if heading in ("What it is for", "Objectives") and row[1] == "group":
                continue
            row[table.column("Timetable", heading)] = chance.choice(VALUES[heading])
        rows[1:] = chance.sample(rows[1:], len(rows) - 1)
        made = table.come_back(PROGRAM)
        assert told(made) == []
        edited = definition.changed(made.changes(definition))
        assert edited.value is not None, edited.problems
        again = definition.reopened(edited.value.text).value
        assert again is not None
        unlike = _differences(definition.source, again.source)
        assert unlike <= {".".join(one.path) for one in made.edits}, unlike
        back = read_workbook(table.bytes(), "t.xlsx").value
        assert back is not None
        assert imported(back, "acme/lead", again.source).edits == ()


def _differences(before: Any, after: Any) -> set[str]:
    """The columns of rows that say something else in another definition."""
    found = set[str]()
    for (sheet, old), (_, new) in zip(table_of("a/b", before).sheets, table_of("a/b", after).sheets, strict=True):
        for one, other in zip(old, new, strict=True):
            for column in sheet.columns:
                if column.paths and one.texts.get(column.key, "") != other.texts.get(column.key, ""):
                    found.add(".".join((*one.path, *column.paths.get(one.place.kind, ()))))
    return found


def test_every_sheet_has_its_own_columns_and_paths_of_its_types() -> None:
    for sheet in SHEETS:
        assert (
            len({one.key for one in sheet.columns}) == len({one.heading for one in sheet.columns}) == len(sheet.columns)
        ), sheet.key
        for place in sheet.rows:
            for column in sheet.columns:
                for name in column.paths.get(place.kind, ())[:1]:
                    assert name in place.model.names(), (sheet.key, column.key)
    assert ABSENT is not None
