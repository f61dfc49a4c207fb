"""The table of matches that a programme offers, filled in: the pairs that copies are made for."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from conftest import SMALL, begun
from test_participants import read

from mentorkit.files.tables import HeadingRow, heading_rows
from mentorkit.personal.participants import Participant
from mentorkit.toolkit import Toolkit

PROGRAM = (
    SMALL
    + """\
time_zone: Europe/London
matching: {criteria: [Another team]}
events:
  - what: Launch
    for: mentees
    groups: [{name: Morning, date: 2027-02-02}, {name: Evening, date: 2027-02-03}]
"""
)


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme with an event in two groups, for mentees."""
    return begun(tmp_path_factory.mktemp("matches"), PROGRAM).job().toolkit


def matches(toolkit: Toolkit, *rows: dict[str, str], more: tuple[str, ...] = ()) -> str:
    """The programme's own table of matches with these rows."""
    (table,) = (row for row in heading_rows(toolkit) if row.name == "matching")
    text = StringIO()
    writer = csv.DictWriter(text, [*table.headings, *more], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_it_is_offered_with_these_columns(toolkit: Toolkit) -> None:
    assert matches(toolkit).strip() == (
        "Mentee,Mentor,Another team,What the mentee says,What the mentor says,"
        "Time zone of the mentee,Time zone of the mentor,Decision,Date"
    )


def test_each_pair_is_two_people(toolkit: Toolkit, tmp_path: Path) -> None:
    table = matches(
        toolkit,
        {
            "Mentee": "Ada",
            "Mentor": "Bob",
            "Another team": "yes",
            "Decision": "yes",
            "Time zone of the mentee": "Asia/Manila",
        },
        {"Mentee": "Eve", "Mentor": "Bob", "Date": "2027-01-20", "Time zone of the mentor": "Europe/London"},
        {"Mentee": "Ida", "What the mentee says": "Not Carl, please"},
    )
    assert read(toolkit, tmp_path, table) == (
        [
            Participant(2, "mentee", "Ada", "Bob", (), "Asia/Manila"),
            Participant(2, "mentor", "Bob", "Ada", ()),
            Participant(3, "mentee", "Eve", "Bob", ()),
            Participant(3, "mentor", "Bob", "Eve", ()),
            Participant(4, "mentee", "Ida", "", ()),
        ],
        [],
    )


def test_pairs_that_were_decided_against_get_no_copies(toolkit: Toolkit, tmp_path: Path) -> None:
    table = matches(
        toolkit,
        {"Mentee": "Ada", "Mentor": "Bob", "Decision": "Declined"},
        {"Mentee": "Ada", "Mentor": "Carl", "Decision": "agreed by both"},
    )
    people, said = read(toolkit, tmp_path, table)
    assert [(one.line, one.name) for one in people] == [(3, "Ada"), (3, "Carl")]
    assert said == ['2  note  Ada and Bob get no copies as a pair: the decision is "Declined"  [declined]']


def test_pairs_that_nobody_has_decided_on_get_no_copies_and_a_warning(toolkit: Toolkit, tmp_path: Path) -> None:
    """Copies of a pair tell each the other's name."""
    table = matches(toolkit, {"Mentee": "Ada", "Mentor": "Bob", "Decision": "pending"})
    assert read(toolkit, tmp_path, table) == (
        [],
        [
            '2  warning  Ada and Bob get no copies as a pair: the decision is "pending"  [declined]'
            " -> write yes or no, or leave the cell empty where they are a pair"
        ],
    )


def test_two_columns_of_one_role_are_told(toolkit: Toolkit, tmp_path: Path) -> None:
    said = '1  error  two columns are called "mentor"  [table] -> give one of them another name'
    assert read(toolkit, tmp_path, "Mentor,Mentor,Mentee\nAda,Eve,Bob\n") == ([], [said])


def test_a_comma_in_a_name_that_moves_a_row_is_told(toolkit: Toolkit, tmp_path: Path) -> None:
    table = "Mentee,Mentor,Another team\nHa, Bob,Ada,\nEve,Ida,\n"
    _, said = read(toolkit, tmp_path, table)
    assert said == [
        "2  warning  this row has more cells than the first line, as one with a comma in a name that is not in quotation marks"
        "  [table] -> look whether each name stands in its column"
    ]
    assert read(toolkit, tmp_path, "Mentee,Mentor\nBob,Ada,,\nEve,Ida,,\n")[1] == [], "spreadsheets end all rows so"


def test_nobody_is_their_own_partner(toolkit: Toolkit, tmp_path: Path) -> None:
    _, said = read(toolkit, tmp_path, matches(toolkit, {"Mentee": "Ada", "Mentor": "ada"}))
    assert said == [
        '2  warning  "ada" is paired with "Ada"  [unpaired] -> write the other\'s name, or add to both what tells them apart'
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_spreadsheets_write_tables_in_many_ways(encoding: str, toolkit: Toolkit, tmp_path: Path) -> None:
    people, said = read(toolkit, tmp_path, "Mentee;Mentor\r\nZoë;Bob\r\n".encode(encoding))
    assert ([one.name for one in people], said) == (["Zoë", "Bob"], [])


def test_no_heading_is_a_formula_in_any_spreadsheet(toolkit: Toolkit) -> None:
    """Where cells are parted by semicolons, what follows one would begin a cell."""
    row = HeadingRow("x", "X", ("Goals;=cmd|'/c calc'!A1", "=1+1", "＝1+1", "Plain"))
    assert row.data.decode("utf-8-sig") == '"Goals;=cmd|\'/c calc\'!A1","\'=1+1","\'＝1+1","Plain"\r\n'


def test_a_group_is_that_of_whoever_has_it(toolkit: Toolkit, tmp_path: Path) -> None:
    table = matches(
        toolkit,
        {"Mentee": "Ada", "Mentor": "Bob", "Group": "evening"},
        {"Mentee": "Eve", "Mentor": "Bob", "Group": "noon"},
        more=("Group",),
    )
    people, said = read(toolkit, tmp_path, table)
    assert [(one.name, one.groups) for one in people] == [("Ada", ("Evening",)), ("Bob", ())]
    assert said == [
        '3  error  there is no group "noon"  [unknown-group] -> known here: Evening, Morning',
    ]


def test_a_row_that_is_wrong_is_told_once_and_makes_neither_copy(toolkit: Toolkit, tmp_path: Path) -> None:
    table = matches(
        toolkit,
        {"Mentee": "Ada", "Mentor": "=B2"},
        {"Another team": "yes"},
        {"Mentee": "Eve", "Mentor": "Bob", "Time zone of the mentor": "Warsaw"},
        {"Mentee": "Ida", "Mentor": "Bob"},
        {"Mentee": "ida", "Mentor": "Bob"},
    )
    people, said = read(toolkit, tmp_path, table)
    assert [(one.line, one.name) for one in people] == [(5, "Ida"), (5, "Bob")]
    assert said == [
        '2  error  "=B2" is no name  [no-name] -> write the name, not a formula or a sign',
        "3  error  this row has no name  [no-name] -> write the name, or delete the row",
        '4  error  "Warsaw" is not a time zone  [time-zone] -> did you mean "Europe/Warsaw"?',
        '6  error  "ida" stands in line 5 already  [duplicate-person] -> delete one of the two, or add to one name what tells them apart',
        '6  error  "Bob" stands in line 5 already  [duplicate-person] -> delete one of the two, or add to one name what tells them apart',
    ]


def test_a_table_of_people_may_say_their_time_zones(toolkit: Toolkit, tmp_path: Path) -> None:
    table = "role,name,time_zone\nmentee,Ada,Asia/Manila\nmentee,Eve,\nmentee,Ida,Mars\n"
    people, said = read(toolkit, tmp_path, table)
    assert [(one.name, one.zone) for one in people] == [("Ada", "Asia/Manila"), ("Eve", "")]
    assert said == ['4  error  "Mars" is not a time zone  [time-zone] -> write it as Europe/London']
