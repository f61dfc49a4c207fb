"""Timetables from elsewhere: columns told by their headings and cells, the rest asked, and nothing dropped without a word."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Project, begun
from edited_tables import Table, meant, read, told

from mentorkit.spreadsheets.foreign_choices import choices_text, read_choices
from mentorkit.spreadsheets.table_import import ImportedTable, imported
from mentorkit.spreadsheets.table_reading import read_workbook

PROGRAM = """\
title: Seeds
organisation: Acme
starts: 2023-02-27
ends: 2023-07-31
sessions:
  1: {title: Begin, week: 2}
"""
COHORT: list[list[Any]] = [
    ["Week", "Week starts", "Date", "Time", "Duration", "Title", "Type", "Hosts", "Notes", "Description", "Learning objectives", "Resources", "Recording"],
    ["", "", date(2022, 12, 1), "", "", "Call for applications opens", "", "", "", "See the [guide](https://seeds.example/guide)", "", "", ""],
    ["01", date(2023, 2, 27), "", "", "30 min", "First meeting of each pair", "Mentor-Mentee", "", "", "Meet each other", "- Meet\n- Agree on a rhythm", "", ""],
    ["", "", date(2023, 3, 2), "09:30", "60 min", "Onboarding, group 1", "Mentor", "ada, ben", "https://pad.example/1", "", "", "", "https://v.example/1 https://v.example/2"],
    ["", "", "3 March 2023", "2 pm", "1 h", "Onboarding, group 2", "Mentor", "ben", "to follow", "", "", "[A form](https://f.example/a)\nRead: https://f.example/b", ""],
    ["02", date(2023, 3, 6), "2023-03-07", time(10, 0), 90, "Welcome!", "Cohort, Talk", "", "", "", "", "", ""],
    ["", "", "", "17:00", "180 min", "Workshop, group 1", "Skills", "", "", "", "", "", ""],
]  # fmt: skip
"""A table as a programme of open science had one, in other words."""


def import_of(rows: list[list[Any]], text: str = PROGRAM, name: str = "Schedule", choices: str = "") -> ImportedTable:
    table, problems = read_workbook(Table({name: rows}).bytes(), "s.xlsx")
    assert table is not None, problems
    said = read_choices(choices, "s.columns.yml").value if choices else None
    return imported(table, "acme/lead", read(text), choices=said)


def test_a_timetable_comes_in_whole() -> None:
    made = import_of(COHORT)
    assert told(made) == []
    assert [entry for _, entry in meant(made)] == [
        {"id": "call-for-applications-opens", "what": "Call for applications opens", "date": "2022-12-01",
         "about": "See the [guide](https://seeds.example/guide)"},
        {"id": "first-meeting-of-each-pair", "what": "First meeting of each pair", "week": "1", "minutes": "30", "for": "pairs",
         "about": "Meet each other", "objectives": ["Meet", "Agree on a rhythm"]},
        {"id": "onboarding-group-1", "what": "Onboarding, group 1", "date": "2023-03-02", "at": "09:30", "minutes": "60", "for": "mentors",
         "hosts": ["ada", "ben"], "notes": "https://pad.example/1", "recording": ["https://v.example/1", "https://v.example/2"]},
        {"id": "onboarding-group-2", "what": "Onboarding, group 2", "date": "2023-03-03", "at": "14:00", "minutes": "60", "for": "mentors",
         "hosts": ["ben"], "about": "Notes: to follow", "resources": [{"title": "A form", "link": "https://f.example/a"}, {"title": "Read", "link": "https://f.example/b"}]},
        {"id": "welcome", "what": "Welcome!", "date": "2023-03-07", "at": "10:00", "minutes": "90", "tags": ["Cohort", "Talk"]},
        {"id": "workshop-group-1", "what": "Workshop, group 1", "week": "2", "at": "17:00", "minutes": "180", "tags": ["Skills"]},
    ]  # fmt: skip


def test_every_word_of_a_table_is_somewhere_in_the_programme() -> None:
    written = yaml.safe_dump([entry for _, entry in meant(import_of(COHORT))], allow_unicode=True, width=10_000)
    words = {
        word
        for row in COHORT[1:]
        for cell in row[5:]
        if isinstance(cell, str)
        for word in cell.replace("- ", "").replace(",", " ").split()
    }
    plain = {
        word
        for one in words
        for word in one.replace("[", "").replace("]", " ").replace("(", "").replace(")", "").split()
    }
    assert [word for word in sorted(plain) if word not in written] == ["Mentor", "Mentor-Mentee", "Read:"]


def test_a_table_that_was_imported_before_brings_nothing_new_but_what_changed_in_it() -> None:
    entries = yaml.safe_dump([entry for _, entry in meant(import_of(COHORT))], allow_unicode=True, sort_keys=False)
    again = PROGRAM + "events:\n" + "\n".join(f"  {line}" for line in entries.splitlines()) + "\n"
    again = again.replace("'", '"')
    assert (meant(import_of(COHORT, again)), told(import_of(COHORT, again))) == ([], [])
    later = [[*row] for row in COHORT]
    later[5][3] = time(11, 0)
    later.append(["", "", date(2023, 7, 1), "", "", "Farewell", "", "", "", "", "", "", ""])
    assert meant(import_of(later, again)) == [
        ("events.welcome.at", "11:00"), ("events.+farewell", {"id": "farewell", "what": "Farewell", "date": "2023-07-01"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Datum", "Uhrzeit", "Was", "Ort"], ["Mo, 6. März 2023", "9.30 Uhr – 11.00 Uhr", "Auftakt", "Saal 2"]],
         [{"date": "2023-03-06", "at": "09:30", "minutes": "90", "what": "Auftakt", "place": "Saal 2"}]),
        ([["When", "Event", "Where", "Who"], ["6–10 March 2023", "Interviews", "Online", "mentors and mentees"]],
         [{"date": "2023-03-06", "until": "2023-03-10", "what": "Interviews", "place": "Online", "for": ["mentors", "mentees"]}]),
        ([["Date", "Start time", "End time", "Activity"], ["13/03/2023", "10:00", "11:15", "Circle"]],
         [{"date": "2023-03-13", "at": "10:00", "minutes": "75", "what": "Circle"}]),
        ([["Week", "Day", "Time", "Session"], ["Week 3", "Tue", "15:00", "Listening"], ["W4", "", "", "Feedback"]],
         [{"what": "Listening", "week": "3", "day": "Tuesday", "at": "15:00"}, {"what": "Feedback", "week": "4"}]),
        ([["Date", "Title", "Group", "Time", "Link"], ["2023-03-06", "Training", "A", "09:00", "www.meet.example/a"], ["2023-03-07", "Training", "B", "09:00", "www.meet.example/b"]],
         [{"what": "Training", "at": "09:00", "groups": [
             {"name": "A", "date": "2023-03-06", "link": "https://www.meet.example/a"}, {"name": "B", "date": "2023-03-07", "link": "https://www.meet.example/b"}]}]),
        ([["Plan of the year", "", ""], ["Date", "Title", "Kind"], ["6 Mar", "Start", "Kick-off"], ["", "Week 5", ""], ["", "Visit", "coffee"]],
         [{"what": "Start", "date": "2023-03-06", "kind": "launch"}, {"what": "Visit", "week": "5", "kind": "social"}]),
        ([["#", "Date", "Title"], ["Week 5", "", ""], ["1", "", "Visit"], ["2", "TBC", "Review"]], [{"what": "Visit", "week": "5", "about": "#: 1"}, {"what": "Review", "week": "5", "about": "#: 2"}]),
        ([["Date", "Time", "Title"], ["2023-03-06T10:00:00", "10:00 UTC", "Call"]], [{"date": "2023-03-06", "at": "10:00", "what": "Call", "time_zone": "UTC"}]),
    ],
)  # fmt: skip
def test_timetables_in_other_words_and_shapes(rows: list[list[Any]], expected: list[dict[str, Any]]) -> None:
    choices = "sheets:\n- sheet: Schedule\n  holds: timetable\n  columns: {'#': about}\n" if rows[0][0] == "#" else ""
    made = import_of(rows, choices=choices)
    assert told(made) == []
    entries = [{name: one for name, one in entry.items() if name != "id"} for _, entry in meant(made)]
    assert entries == [dict(one) for one in expected]


def test_merged_cells_count_for_each_of_their_rows() -> None:
    table = Table(
        {
            "Plan": [
                ["Week", "Title", "Time"],
                ["3", "Listening", "10:00"],
                ["", "Feedback", "11:00"],
                ["4", "Close", ""],
            ]
        }
    )
    table.merged["Plan"] = [(1, 0, 2, 0)]
    back = read_workbook(table.bytes(), "s.xlsx").value
    assert back is not None
    entries = [entry for _, entry in meant(imported(back, "acme/lead", read(PROGRAM)))]
    assert [one["week"] for one in entries] == ["3", "3", "4"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Wed 24 March, 2.30pm - 4pm", {"date": "2023-03-24", "at": "14:30", "minutes": "90"}),
        ("Thursday 9 March 2023 from 10:00 to 11:30", {"date": "2023-03-09", "at": "10:00", "minutes": "90"}),
        ("Thu 9 March 10.00–11.30", {"date": "2023-03-09", "at": "10:00", "minutes": "90"}),
        ("w/c 13 March", {"week": "3"}),
        ("Week of 13 March", {"week": "3"}),
        ("Mon-Wed 6-8 March", {"date": "2023-03-06", "until": "2023-03-08"}),
        ("TBC May", {"about": "When: TBC May"}),
        ("mid-April", {"about": "When: mid-April"}),
        ("Thu 9 March (tbc)", {"date": "2023-03-09", "about": "When: Thu 9 March (tbc)"}),
    ],
)  # fmt: skip
def test_days_as_people_write_them(typed: str, said: dict[str, str]) -> None:
    rows = [["When", "What", "Where"], [typed, "Talk", "https://meet.example/1"], ["8 March", "Tea", "Hall"]]
    made = meant(import_of(rows))[0][1]
    assert made == {"id": "talk", "what": "Talk", "link": "https://meet.example/1"} | said


SIDE_BY_SIDE: list[list[Any]] = [
    ["Plan of our year"],
    ["Date", "Topic", "Group North", "Group South", "Room"],
    [date(2023, 3, 1), "Listening", "09:30–11:00", "13:00–14:30", "Hall 1"],
    [date(2023, 3, 29), "Half-way", "09:30–11:00", "", "Hall 1"],
    [date(2023, 4, 5), "Closing", "14:00–16:00", "14:00–16:00", "Garden"],
    [date(2023, 4, 12), "Alumni", "by phone", "6 pm", "Hall 2"],
]


def test_groups_side_by_side_become_one_event_with_groups() -> None:
    made = import_of(SIDE_BY_SIDE[:-1])
    assert told(made) == []
    events = {entry["what"]: entry for _, entry in meant(made)}
    assert events["Listening"] == {
        "id": "listening", "what": "Listening", "date": "2023-03-01", "minutes": "90", "place": "Hall 1",
        "groups": [{"name": "Group North", "at": "09:30"}, {"name": "Group South", "at": "13:00"}],
    }  # fmt: skip
    assert events["Closing"] == {"id": "closing", "what": "Closing", "date": "2023-04-05", "at": "14:00", "minutes": "120", "place": "Garden"}  # fmt: skip
    assert events["Half-way – Group North"]["at"] == "09:30", "a group that is not there meets not"
    assert any("not read: Plan of our year" in one.message for one in made.problems)


def test_a_group_of_which_no_time_can_be_read_is_told() -> None:
    assert any('C6: "by phone" does not say when' in one for one in told(import_of(SIDE_BY_SIDE)))


def test_towns_side_by_side_are_asked() -> None:
    rows = [["Date", "Topic", "Leeds", "York"], [date(2023, 3, 1), "Listening", "09:30", "13:00"]]
    asked = told(import_of(rows))
    assert [one for one in asked if 'what is the column "Leeds"' in one and "time of a group" in one], asked


def test_weeks_that_are_counted_otherwise_are_told() -> None:
    rows = [
        ["Date", "Title", "Time"],
        ["Week 1 (from 6 March 2023)", "", ""],
        ["", "Tea", "15:00"],
        ["Week 2 (from 13 March 2023)", "", ""],
    ]
    found = [one.message for one in import_of(rows).problems if "of this programme" in one.message]
    assert len(found) == 1, "told once"
    assert "is not week 1 of this programme" in found[0]
    del rows[3]
    rows[1][0] = "Week 2 (from 6 March 2023)"
    assert not any("is not week" in one.message for one in import_of(rows).problems)


def test_a_month_and_a_number_that_can_be_its_year_is_asked() -> None:
    rows = [["Date", "Title"], ["Mar-23", "Talk"], ["8 March", "Tea"]]
    assert any('"Mar-23" is not a date' in one for one in told(import_of(rows)))


@pytest.mark.parametrize(
    ("cell", "heading", "message"),
    [
        ("someday", "Date", '"someday" is not a date that can be read'),
        ("noonish", "Time", '"noonish" is not a time of day that can be read'),
        ("long", "Duration", '"long" is not a length that can be read'),
        ("", "Title", '"what" cannot be empty'),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_place(cell: str, heading: str, message: str) -> None:
    rows = [[*row] for row in COHORT]
    rows[3][rows[0].index(heading)] = cell
    assert [one for one in told(import_of(rows)) if message in one], told(import_of(rows))


UNSURE = [
    ["Date", "Title", "Mood board", "Owner of slides"],
    ["03/04/2023", "Start", "sunny", "ada"],
    ["05/04/2023", "Go on", "", "ben"],
]


def test_what_is_not_certain_is_asked_in_a_file_that_people_correct(tmp_path: Path) -> None:
    project: Project = begun(tmp_path / "workspace", PROGRAM)
    table = project.write("plan.xlsx", Table({"Plan": UNSURE}).bytes())
    before = (project.root / "programs/acme/lead.yml").read_bytes()
    result = project.run("table", "import", "acme/lead", str(table))
    assert result.exit_code == 1
    assert 'what is the column "Mood board", such as "sunny"? proposed: about' in result.stderr
    assert "dates such as 03/04/2027 can be read in two ways; proposed: day first" in result.stderr
    asked = project.root / "plan.columns.yml"
    text = asked.read_text("utf-8")
    assert text.endswith(
        'sheets:\n- sheet: "Plan"\n  holds: timetable\n  dates: day first ?\n  columns:\n    "Date": date\n    "Title": title\n'
        '    "Mood board": "about ?"   # sunny\n    "Owner of slides": "with ?"   # ada; ben\n'
    )
    assert project.run("table", "import", "acme/lead", str(table)).exit_code == 1, "nothing is decided yet"
    asked.write_text(
        text.replace('"about ?"', "leave out").replace('"with ?"', "hosts").replace("first ?", "first"), "utf-8"
    )
    result = project.run("table", "import", "acme/lead", str(table))
    assert result.exit_code == 0, result.stderr
    assert 'the column "Mood board" is left out' in result.stderr
    assert (project.root / "programs/acme/lead.yml").read_bytes() == before.replace(
        b"sessions:",
        b"events:\n  - id: start\n    what: Start\n    date: 2023-04-03\n    hosts: [ada]\n"
        b"  - id: go-on\n    what: Go on\n    date: 2023-04-05\n    hosts: [ben]\nsessions:",
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('"Date": dat', 'no column can be "dat" -> did you mean "date"?'),
        (
            '"Date": title',
            '"Date" and "Title" are both taken for "title" -> write another name for one of them, or leave out',
        ),
        ('"Day": date', 'the table has no column "Day" -> known here: Date, Title'),
    ],
)
def test_mistakes_in_the_file_of_columns_are_told_there(said: str, expected: str) -> None:
    made = import_of(
        [["Date", "Title"], ["2023-03-06", "Start"]], choices=f"sheets:\n- sheet: Schedule\n  columns: {{{said}}}\n"
    )
    assert [one.partition(": ")[2] for one in told(made)] == [expected]


def test_a_proposal_is_made_for_a_page_to_show_and_to_change() -> None:
    made = import_of(UNSURE, name="Plan")
    assert not made.edits
    (sheet,) = made.foreign
    assert [(one.heading, one.target, one.sure, one.samples) for one in sheet.columns] == [
        ("Date", "date", True, ("03/04/2023", "05/04/2023")), ("Title", "title", True, ("Start", "Go on")),
        ("Mood board", "about", False, ("sunny",)), ("Owner of slides", "with", False, ("ada", "ben")),
    ]  # fmt: skip
    agreed = choices_text(made.foreign).replace(" ?", "")
    assert [path for path, _ in meant(import_of(UNSURE, name="Plan", choices=agreed))] == [
        "events.+start",
        "events.+go-on",
    ]


def test_a_list_of_people_and_one_of_goals_come_in_by_their_headings() -> None:
    people = [
        ["Name", "Role", "E-mail", "Job title"],
        ["Pat Long", "sponsor", "pat@acme.example", "Director"],
        ["Ada", "expert", "", ""],
    ]
    assert meant(import_of(people, name="People")) == [
        ("people.sponsor", {"name": "Pat Long", "title": "Director", "email": "pat@acme.example"}),
        ("people.experts.+", {"name": "Ada"}),
    ]
    goals = [
        ["Goal", "Indicator", "Baseline", "Target", "Deadline"],
        ["More leave the site", "Those who led", "7 of 24", "20 of 24", "31.12.2023"],
    ]
    assert meant(import_of(goals)) == [
        ("goals.+more-leave-the-site", {"id": "more-leave-the-site", "statement": "More leave the site", "indicator": "Those who led",
         "baseline": "7 of 24", "target": "20 of 24", "due": "2023-12-31"}),
    ]  # fmt: skip
