"""The table of pairs: written for people, changed by them in a spreadsheet, and read again."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from mentorkit.core.problems import Span
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions, RefusedPair
from mentorkit.matching.pairs_files import PairsFiles
from mentorkit.matching.pairs_reading import read_pairs
from mentorkit.matching.pairs_table import PairRow, PairsTable, PeopleLabels, TableWords

HEADINGS = [
    "Decision", "Mentee", "Mentor", "Proposed last", "Not with", "Why we decided so", "What speaks for it",
    "What speaks against it", "Others who would do",
]  # fmt: skip


def applicant(role: str, name: str, email: str = "") -> Applicant:
    key = email or name.casefold()
    return Applicant(key, role, name, email, "", Span("applications.csv", 2))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def applications() -> Applications:
    sessions = {1: {"title": "Begin", "week": 1, "keys": ["first-conversation"]}}
    program = Program.model_validate(
        {"title": "Lead", "organisation": "Acme", "starts": "2027-02-01", "sessions": sessions}
    )
    mentors = (
        applicant("mentor", "Ada Grant"),
        applicant("mentor", "Bob Smith", "bob@a.example"),
        applicant("mentor", "Bob Smith", "bob@b.example"),
        applicant("mentor", "van Dyke, Anna Maria"),
    )
    mentees = tuple(applicant("mentee", name) for name in ("Eve Long", "Max Zoë", "=cmd|'/c calc'!A1", "Kim Park"))
    return Applications(mentors, mentees, program)


@pytest.fixture(scope="module")
def words(applications: Applications) -> TableWords:
    return TableWords.of(Voice.of(applications.program))


TABLE = PairsTable(
    (
        PairRow("eve long", "ada grant", proposed="ada grant", speaks_for=("Both said “Leading”.", "Same site."), others=("Bob Smith",)),
        PairRow("max zoë", "bob@b.example", "keep", "bob@b.example", refused=("ada grant", "van dyke, anna maria"), own=("rang him", "")),
        PairRow("=cmd|'/c calc'!a1", "bob@a.example", "keep anyway", reason="=2+2 is what they asked for", own=("", "-1; =3\n@x")),
        PairRow("kim park"),
    ),
    own=("Rung?", "+Note"),
)  # fmt: skip


@pytest.fixture
def files(applications: Applications, words: TableWords) -> PairsFiles:
    return PairsFiles(TABLE, words, PeopleLabels.of(applications))


def read(
    path: Path, applications: Applications, words: TableWords
) -> tuple[PairsTable | None, PairDecisions, list[str]]:
    found = read_pairs(path, path.name, applications, words)
    told = [f"{one.at} {one.severity}: {one.message} | {one.hint}" for one in found.problems]
    return (found.value.table, found.value.decisions, told) if found.value else (None, PairDecisions(), told)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_written_is_read_as_it_was(
    kind: str, tmp_path: Path, files: PairsFiles, applications: Applications, words: TableWords
) -> None:
    path = tmp_path / f"pairs.{kind}"
    path.write_bytes(getattr(files, kind)())
    table, decisions, told = read(path, applications, words)
    assert told == []
    assert table == replace(
        TABLE, rows=tuple(replace(one, speaks_for=(), others=(), own=one.own or ("", "")) for one in TABLE.rows)
    )
    assert decisions == PairDecisions(
        (
            KeptPair("max zoë", "bob@b.example", "kept"),
            KeptPair("=cmd|'/c calc'!a1", "bob@a.example", "yours", anyway=True, reason="=2+2 is what they asked for"),
        ),
        (RefusedPair("max zoë", "ada grant"), RefusedPair("max zoë", "van dyke, anna maria")),
    )


@pytest.mark.slow
def test_no_cell_is_a_formula_and_only_headings_are_locked(files: PairsFiles) -> None:
    data = files.xlsx()
    assert data == files.xlsx()
    sheet = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "sheetProtection" in sheet
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["Pairs", "Mentors"]
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    cells += [cell for row in csv.reader(StringIO(files.csv().decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if str(cell).startswith(("=", "+", "-", "@"))]
    assert {"'=cmd|'/c calc'!A1", "'-1; =3\n@x", "'-1; '=3\n'@x", "'+Note"} <= set(cells)


def from_people(path: Path, rows: list[list[object]]) -> Path:
    """A workbook as a spreadsheet program saves it: with a title, empty rows, and cells of other types."""
    with Workbook(path) as book:
        sheet = book.add_worksheet("Sheet 1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_columns_may_be_moved_renamed_in_their_case_and_added(
    tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    path = from_people(
        tmp_path / "back.xlsx",
        [
            ["Our pairs, after Tuesday"],
            [],
            ["MENTOR:", "Rung on", "mentee", "decision ", "Proposed last", "Not with", "Size"],
            ["smith, bob (BOB@A.example)", "2027-02-01", "long, eve", "", "Ada Grant", "", 3],
            ["Ada  Grant", "", "Max Zoe", "ja", "Ada Grant", "Bob Smith (bob@b.example); Anna Maria van Dyke", 2.5],
            ["ADA GRANT", "", "Kim Park", "No, too far away", "Ada Grant", "", ""],
            ["", "", "", "", "", "", "a sum below the table"],
        ],
    )
    table, decisions, told = read(path, applications, words)
    assert told == []
    assert table
    assert table.own == ("Rung on", "Size")
    assert [one.own for one in table.rows] == [("2027-02-01", "3"), ("", "2.5"), ("", "")]
    assert decisions == PairDecisions(
        (KeptPair("eve long", "bob@a.example", "yours"), KeptPair("max zoë", "ada grant", "kept")),
        (
            RefusedPair("max zoë", "bob@b.example"),
            RefusedPair("max zoë", "van dyke, anna maria"),
            RefusedPair("kim park", "ada grant"),
        ),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["ask Ann", "Eve Long", "Ada Grant", "Ada Grant", "", ""],
         "error: the decision in this row cannot be understood | write one of these: \"proposed\", \"keep\", \"keep anyway\", \"refuse\""),
        (["keep", "Eve Long", "Bob Smith", "", "", ""],
         'error: several people have the name in the column "Mentor" | write the e-mail address behind the name, in brackets'),
        (["keep", "Eve Long", "Zed Zed", "", "", ""],
         'error: nobody with the name in the column "Mentor" is among the applications | write the name as it stands there, or delete the row'),
        (["keep", "Eva Gone", "Ada Grant", "", "", ""],
         'warning: nobody with the name in the column "Mentee" is among the applications | write the name as it stands there, or delete the row'),
        (["refuse", "Eve Long", "Bob Smith (bob@a.example)", "Ada Grant", "", ""],
         'error: this row says "refuse" and names another person than was proposed | write the person you refuse into "Not with", and "keep" for the other; or put back who was proposed'),
        (["keep", "Eve Long", "", "Ada Grant", "", ""],
         'warning: this row keeps nobody, where somebody was proposed: the "Mentee" stays without a partner | if that is not meant, put the name back, or write "proposed"'),
        (["keep anyway", "Eve Long", "", "Ada Grant", "", "So be it"],
         'error: this row says "keep anyway" of a pair that has no "Mentor" | write a name, or "proposed"'),
        (["proposed", "Eve Long", "", "Ada Grant", "", ""],
         'error: the column "Mentor" is empty where somebody was proposed | put the name back and write "refuse", or choose another; or write "keep" to leave this person without a partner'),
        (["keep", "Eve Long", "Ada Grant", "", "Ada Grant", ""],
         'error: the person in "Mentor" also stands in "Not with" | delete one of the two'),
        (["keep anyway", "Eve Long", "Ada Grant", "", "", ""],
         'error: this row says "keep anyway", and not why | write a sentence into "Why we decided so": it stands beside the pair in the proposal'),
        (["keep", "", "Ada Grant", "Ada Grant", "", ""],
         'error: the column "Mentee" of this row is empty | write who it is, also where cells are merged; or delete the row'),
        (["refuse", "Eve Long", "Max Gone", "Max Gone", "Ada Grant", ""],
         'warning: nobody with the name in the column "Mentor" is among the applications | write the name as it stands there, or delete the row'),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_told_with_a_way_out(
    row: list[object], said: str, tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    path = from_people(tmp_path / "pairs.xlsx", [HEADINGS[:6], row])
    table, _, told = read(path, applications, words)
    assert told == [f"pairs.xlsx:2 {said}"]
    assert (table is None) == said.startswith("error")


def test_a_pair_stands_once_and_the_columns_have_to_be_there(
    tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    twice = ["keep", "Eve Long", "Ada Grant"]
    path = from_people(tmp_path / "pairs.xlsx", [HEADINGS[:3], twice, twice])
    assert read(path, applications, words)[2] == [
        "pairs.xlsx:3 error: the pair of this row stands in row 2 already | delete one of the two rows"
    ]
    path = from_people(tmp_path / "pairs.xlsx", [["Decision", "Who", "Mentor"], twice])
    assert read(path, applications, words)[2] == [
        'pairs.xlsx:1 error: the table of pairs has no column "Mentee" | give the heading its name again; columns may stand in any order, and others beside them'
    ]


def test_a_row_kept_without_a_mentor_leaves_the_mentee_alone(
    tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    """It says so in one row; another that gives them somebody contradicts it."""
    rows: list[list[object]] = [
        ["Decision", "Mentee", "Mentor", "Proposed last", "Why we decided so"],
        ["keep", "Eve Long", "", "", "Wants to wait"],
        ["keep", "Kim Park", "Ada Grant", "Ada Grant", ""],
    ]
    table, decisions, told = read(from_people(tmp_path / "pairs.xlsx", rows), applications, words)
    assert told == []
    assert table is not None
    assert [one.stays_alone for one in table.rows] == [True, False]
    assert decisions == PairDecisions((KeptPair("kim park", "ada grant"),), alone={"eve long": "Wants to wait"})
    rows.append(["proposed", "Eve Long", "Ada Grant", "Ada Grant", ""])
    *_, told = read(from_people(tmp_path / "pairs.xlsx", rows), applications, words)
    assert told == [
        "pairs.xlsx:2 error: this row leaves somebody without a partner, and row 4 gives them one | delete one of the two rows"
    ]


def test_a_refusal_of_somebody_who_withdrew_leaves_the_others_of_its_row(
    tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    row = ["refuse", "Eve Long", "Max Gone", "Max Gone", "Ada Grant", ""]
    table, decisions, _ = read(from_people(tmp_path / "pairs.xlsx", [HEADINGS[:6], row]), applications, words)
    assert table
    assert [(one.mentor, one.said, one.refused) for one in table.rows] == [("", "proposed", ("ada grant",))]
    assert decisions == PairDecisions((), (RefusedPair("eve long", "ada grant"),))


def test_a_table_of_another_round_is_not_taken_for_this_one(
    tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    rows = [["proposed", f"Other {number}", "Elsa Else", "Elsa Else"] for number in range(30)]
    table, _, told = read(from_people(tmp_path / "pairs.xlsx", [HEADINGS[:4], *rows]), applications, words)
    assert table is None
    assert len(told) == 21
    assert "is among the applications; so it is in 10 more rows |" in told[19]
    assert told[20] == (
        "pairs.xlsx:2 error: no row of this table is of anybody who applied | move it away if it belongs to another round"
    )


def test_a_decision_on_somebody_who_is_gone_is_known_to_be_left_out(
    tmp_path: Path, applications: Applications, words: TableWords
) -> None:
    for said, lost in (("keep", True), ("proposed", False)):
        rows = [[said, "Eva Gone", "Ada Grant", "Ada Grant"], ["keep", "Kim Park", "Ada Grant", "Ada Grant"]]
        path = from_people(tmp_path / "pairs.xlsx", [HEADINGS[:4], *rows])
        found = read_pairs(path, path.name, applications, words).value
        assert found
        assert (len(found.rows), found.lost) == (1, lost)


def test_notes_below_no_heading_come_back(tmp_path: Path, applications: Applications, words: TableWords) -> None:
    rows = [["proposed", "Eve Long", "", "", "rang her"], ["proposed", "Kim Park"]]
    path = from_people(tmp_path / "pairs.xlsx", [HEADINGS[:4], *rows])
    table, _, told = read(path, applications, words)
    assert told == []
    assert table
    assert (table.own, [one.own for one in table.rows]) == (("",), [("rang her",), ("",)])
    path.write_bytes(PairsFiles(table, words, PeopleLabels.of(applications)).xlsx())
    assert read(path, applications, words)[0] == table


@pytest.mark.slow
def test_a_table_of_a_million_rows_is_none(tmp_path: Path, applications: Applications, words: TableWords) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("Decision,Mentee,Mentor\n" + "keep,A,B\n" * 100_001)
    assert read(path, applications, words)[2] == [
        "pairs.csv:100001 error: this table has more than 100,000 rows | delete what is no pair below it"
    ]
