"""What people change in an exported table becomes exactly those changes, and nothing else does."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from edited_tables import Formula, Table, meant, told
from test_table_export import PROGRAM


@pytest.fixture
def table() -> Table:
    return Table.of(PROGRAM)


def test_a_table_that_nobody_changed_changes_nothing(table: Table) -> None:
    made = table.come_back(PROGRAM)
    assert (meant(made), made.report.problems) == ([], ())


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "expected"),
    [
        ("Timetable", "Launch", "Date", date(2027, 2, 8), ("events.launch.date", "2027-02-08")),
        ("Timetable", "Launch", "Date", "8 February 2027", ("events.launch.date", "2027-02-08")),
        ("Timetable", "Launch", "Date", "08.02.2027", ("events.launch.date", "2027-02-08")),
        ("Timetable", "Launch", "Date", "week 2 Tuesday", ("events.launch.date", "week 2 Tuesday")),
        ("Timetable", "Launch", "Time", time(14, 0), ("events.launch.at", "14:00")),
        ("Timetable", "Launch", "Time", "2.30 pm", ("events.launch.at", "14:30")),
        ("Timetable", "Launch", "Minutes", 60.0, ("events.launch.minutes", "60")),
        ("Timetable", "Launch", "Minutes", "1 h 30 min", None),
        ("Timetable", "Launch", "Minutes", timedelta(hours=2), ("events.launch.minutes", "120")),
        ("Timetable", "Launch", "Minutes", Formula("=30+15", 45), ("events.launch.minutes", "45")),
        ("Timetable", "Launch", "Title", "=Launch & lunch", ("events.launch.what", "=Launch & lunch")),
        ("Timetable", "Launch", "Title", " Launch,\n at last ", ("events.launch.what", "Launch, at last")),
        ("Timetable", "Launch", "For", "everyone", ("events.launch.for", "everyone")),
        ("Timetable", "Launch", "For", "mentors and managers", ("events.launch.for", ["mentors", "managers"])),
        ("Timetable", "Launch", "Led by", "Sam Okafor", ("events.launch.with", ["Sam Okafor"])),
        ("Timetable", "Launch", "Led by", "", ("events.launch.with", None)),
        ("Timetable", "Launch", "What it is for", "One\n\nTwo", ("events.launch.about", "One\n\nTwo")),
        ("Timetable", "Launch", "Kind", "SOCIAL", ("events.launch.kind", "social")),
        ("Timetable", "North", "Place", "Room 5", ("events.#1.groups.#0.place", "Room 5")),
        ("Timetable", "Begin", "Agenda", "Arrive\nGoals: which? | 25 min\nNext | minutes: 5",
         ("sessions.1.agenda", ["Arrive", {"what": "Goals: which?", "minutes": "25"}, {"what": "Next", "minutes": "5"}])),
        ("Timetable", "Begin", "Preparation of the mentee", "Read", ("sessions.1.prepare.mentee", "Read")),
        ("Timetable", "Launch", "Resources", "The form | link: https://a.example/x", ("events.launch.resources", [{"title": "The form", "link": "https://a.example/x"}])),
        ("People", "Pat Long", "E-mail", "pat@acme.example", ("people.sponsor.email", "pat@acme.example")),
        ("People", "Sam Okafor", "Telephone", "+44 1632 960119", ("people.programme_manager.phone", "+44 1632 960119")),
        ("Goals", "wider", "Aimed at", "21 of 24", ("goals.wider.target", "21 of 24")),
        ("Goals", "wider", "Target figure", 21, ("goals.wider.measure.target", "21")),
        ("Questions", "Which?", "Options", "One\nTwo | also: 2\nThree", ("evaluation.questionnaires.first.items.#1.options", ["One", {"text": "Two", "also": ["2"]}, "Three"])),
        ("Questions", "How is it?", "May not apply", True, ("evaluation.questionnaires.first.items.#0.may_not_apply", "yes")),
        ("Messages", "Come", "Text", "Come, all", ("communications.#0.text", "Come, all")),
    ],
)  # fmt: skip
def test_a_changed_cell_is_one_change(
    table: Table, sheet: str, row: str, heading: str, value: Any, expected: tuple[str, Any] | None
) -> None:
    made = table.put(sheet, row, heading, value).come_back(PROGRAM)
    assert (meant(made), told(made)) == ([expected] if expected else [], [])


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "expected"),
    [
        ("Timetable", "Launch", "Date", "03/04/2027", 't.xlsx, Timetable!E2: "03/04/2027" can be one of two days -> write 2027-04-03 or 2027-03-04, whichever is meant'),
        ("Timetable", "Launch", "Date", "soon", 't.xlsx, Timetable!E2: "soon" is not a date -> leave it out, or write TO FILL IN, while it is open'),
        ("Timetable", "Launch", "Date", "1–5 March 2027", 't.xlsx, Timetable!E2: "1–5 March 2027" says more than one day -> write 2027-03-01 here, and what else it says into its own column'),
        ("Timetable", "Launch", "Kind", "webinr", 't.xlsx, Timetable!N2: "webinr" is not a kind -> did you mean "webinar"?'),
        ("Timetable", "Launch", "Title", "", 't.xlsx, Timetable!C2: "what" cannot be empty -> write something; to take the entry away, delete its row'),
        ("Timetable", "Launch", "For", "coaches", 't.xlsx, Timetable!O2: "coaches" is nobody this programme knows -> did you mean "mentors"?'),
        ("Timetable", "Launch", "Link", "www.acme.example", 't.xlsx, Timetable!U2: "www.acme.example" is not a link -> write the whole address: https://www.acme.example'),
        ("Timetable", "Launch", "Phase", "close", 't.xlsx, Timetable!Z2: an event has no "Phase" -> empty this cell'),
        ("Timetable", "Launch", "Row", "session", 't.xlsx, Timetable!B2: "Row" of a row that is there cannot be changed -> delete the row, and add a new one with an empty row id'),
        ("Timetable", "Launch", "Weekday", "Monday", "t.xlsx, Timetable!H2: this has both a date and a week -> keep either `date`, or `week` with `day`"),
        ("Timetable", "Begin", "Agenda", "Arrive | 10 minits", 't.xlsx, Timetable!AG6: "10 minits" behind a bar says nothing that is known here -> did you mean "minutes"?'),
        ("Timetable", "Launch", "Minutes", Formula("=1/0", "#DIV/0!"), "t.xlsx, Timetable!K2: this cell holds an error of the spreadsheet, such as #N/A -> write the value itself into the cell"),
        ("Timetable", "Launch", "Minutes", Formula("=30+15", ""), "t.xlsx, Timetable!K2: this cell holds a formula that no spreadsheet has worked out yet -> write the value itself into the cell"),
        ("Timetable", "Launch", "Row id", "events/lunch", 't.xlsx, Timetable!A2: no row "events/lunch" is known here -> empty this cell to add the row as a new one, or delete the row'),
        ("Goals", "wider", "Level", "team", 't.xlsx, Goals!C2: "team" is not a level -> choose one of: participant, programme, organisation'),
        ("People", "Pat Long", "E-mail", "pat at acme", 't.xlsx, People!E2: "pat at acme" is not an e-mail address -> write it as name@organisation.example'),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_with_its_place_and_a_way_out(
    table: Table, sheet: str, row: str, heading: str, value: Any, expected: str
) -> None:
    assert told(table.put(sheet, row, heading, value).come_back(PROGRAM))[:1] == [expected]


OTHER_DATE = PROGRAM.replace("date: 2027-02-01\n    at", "date: 2027-02-03\n    at")
"""The launch was moved in the file since the export."""


def test_what_was_changed_on_one_side_only_stays_on_that_side(table: Table) -> None:
    made = table.put("Timetable", "Launch", "Time", time(11, 0)).come_back(OTHER_DATE)
    assert (meant(made), told(made)) == ([("events.launch.at", "11:00")], [])


def test_the_same_change_on_both_sides_is_no_clash(table: Table) -> None:
    made = table.put("Timetable", "Launch", "Date", date(2027, 2, 3)).come_back(OTHER_DATE)
    assert (meant(made), told(made)) == ([], [])


def test_a_value_that_both_sides_changed_clashes_until_somebody_says_which_counts(table: Table) -> None:
    table.put("Timetable", "Launch", "Date", date(2027, 2, 8))
    assert told(table.come_back(OTHER_DATE)) == [
        't.xlsx, Timetable!E2: "Date" of "Launch" was changed here to "2027-02-08" and in the file to "2027-02-03"; it was "2027-02-01"'
        " -> write the one that counts into both, or say which side counts: --take table or --take file"
    ]
    assert meant(table.come_back(OTHER_DATE)) == []
    assert meant(table.come_back(OTHER_DATE, "table")) == [("events.launch.date", "2027-02-08")]
    assert meant(table.come_back(OTHER_DATE, "file")) == []
    assert told(table.come_back(OTHER_DATE, "table")) == told(table.come_back(OTHER_DATE, "file")) == []


def test_entries_without_an_id_are_found_where_they_stand_now(table: Table) -> None:
    moved = PROGRAM.replace("  - {title: Come,", "  - {title: First, text: Soon}\n  - {title: Come,")
    assert meant(table.put("Messages", "Come", "Channel", "E-mail").come_back(moved)) == [
        ("communications.#1.channel", "E-mail")
    ]
    changed = moved.replace('text: "@all, come"', "text: Please")
    assert meant(table.come_back(changed)) == [("communications.#1.channel", "E-mail")]
    named = PROGRAM.replace("{title: Come,", "{title: Do come,")
    assert meant(table.come_back(named)) == [("communications.#0.channel", "E-mail")]


def test_a_row_of_an_entry_that_is_gone_matters_only_where_it_was_changed(table: Table) -> None:
    gone = PROGRAM.replace(
        '  - {title: Come, date: 2026-12-01, text: "@all, come"}\n', "  - {title: Other, text: Soon}\n"
    )
    assert (meant(table.come_back(gone)), told(table.come_back(gone))) == ([], [])
    table.put("Messages", "Come", "Channel", "E-mail")
    (clash,) = told(table.come_back(gone))
    assert '"Channel" of "Come", which is no longer in the file' in clash
    assert meant(table.come_back(gone, "file")) == []
    assert meant(table.come_back(gone, "table")) == [
        (
            "communications.+come",
            {"id": "come", "title": "Come", "channel": "E-mail", "date": "2026-12-01", "text": "@all, come"},
        )
    ]


def test_rows_that_are_sorted_filtered_or_hidden_change_nothing(table: Table) -> None:
    for rows in table.sheets.values():
        rows[1:] = rows[:0:-1]
    made = table.come_back(PROGRAM)
    assert (meant(made), told(made)) == ([], [])


def test_rows_that_are_deleted_take_their_entries_away(table: Table) -> None:
    for title in ("Clinic", "North", "South"):
        table.sheets["Timetable"].remove(table.row("Timetable", title))
    made = table.come_back(PROGRAM)
    assert (meant(made), told(made)) == ([("events.#1", None)], [])
    assert [one.said for one in made.edits] == ['Timetable: "Clinic" is taken away']


def test_a_deleted_row_that_was_changed_in_the_file_clashes(table: Table) -> None:
    table.sheets["Timetable"].remove(table.row("Timetable", "Launch"))
    (clash,) = told(table.come_back(OTHER_DATE))
    assert '"Date" of "Launch", of which the row is gone' in clash
    assert meant(table.come_back(OTHER_DATE, "table")) == [("events.launch", None)]
    assert meant(table.come_back(OTHER_DATE, "file")) == []


def test_new_rows_become_entries_in_their_places(table: Table) -> None:
    table.add("Timetable", at=2, Row="event", Title="Mid-way: a look", Date=date(2027, 6, 1), Kind="checkpoint")
    table.add("Timetable", Title="East", Belongs_to="Clinic", Date=date(2027, 2, 19), Time=time(9, 0))
    table.add("Timetable", Row="session", Title="Go on", Week=6)
    table.add("People", Part_in_the_programme="expert", Name="Ada Byron", About="Engines")
    table.add("Questions", Questionnaire="At the outset", Question="Why?", Answered_by="words")
    table.add("Goals", Goal="More leave the site", Level="programme")
    made = table.come_back(PROGRAM)
    assert told(made) == []
    assert meant(made) == [
        (
            "events.+mid-way-a-look",
            {"id": "mid-way-a-look", "what": "Mid-way: a look", "date": "2027-06-01", "kind": "checkpoint"},
        ),
        ("sessions.2", {"title": "Go on", "week": "6"}),
        ("events.#1.groups.+", {"name": "East", "date": "2027-02-19", "at": "09:00"}),
        ("people.experts.+", {"name": "Ada Byron", "about": "Engines"}),
        (
            "goals.+more-leave-the-site",
            {"id": "more-leave-the-site", "statement": "More leave the site", "level": "programme"},
        ),
        ("evaluation.questionnaires.first.items.+", {"ask": "Why?", "answer": "words"}),
    ]
    assert [one.behind for one in made.edits] == ["launch", None, None, None, None, None]


def test_a_new_event_with_groups_and_a_new_questionnaire_with_questions_are_whole(table: Table) -> None:
    table.add("Timetable", Title="Practice", Kind="training")
    table.add("Timetable", Row="group", Title="Noon", Belongs_to="Practice", Date=date(2027, 3, 1))
    table.add("Questionnaires", Title="Half-way", Round="middle")
    table.add("Questions", Questionnaire="Half-way", Question="Does it help?")
    made = table.come_back(PROGRAM)
    assert told(made) == []
    assert meant(made) == [
        (
            "events.+practice",
            {
                "id": "practice",
                "what": "Practice",
                "kind": "training",
                "groups": [{"name": "Noon", "date": "2027-03-01"}],
            },
        ),
        (
            "evaluation.questionnaires.+half-way",
            {"id": "half-way", "title": "Half-way", "when": "middle", "items": [{"ask": "Does it help?"}]},
        ),
    ]


def test_a_copied_row_is_a_new_entry(table: Table) -> None:
    rows = table.sheets["Timetable"]
    rows.insert(1, [*table.row("Timetable", "Launch")])
    rows[1][table.column("Timetable", "Title")] = "Second launch"
    made = table.come_back(PROGRAM)
    assert told(made) == []
    ((path, entry),) = meant(made)
    assert (path, entry["what"], entry["at"]) == ("events.+launch-2", "Second launch", "09:30")


@pytest.mark.parametrize(
    ("sheet", "cells", "expected"),
    [
        ("Timetable", {"Row": "group", "Title": "East"}, "Timetable!D7: this does not say which event it belongs to -> write the id of the event"),
        ("Timetable", {"Title": "East", "Belongs_to": "Clinics"}, 'Timetable!D7: no event is called "Clinics" -> write the id of the event'),
        ("Timetable", {"Row": "session", "Title": "Go", "Belongs_to": "1"}, "Timetable!D7: session 1 is there already -> leave the cell empty for the next number"),
        ("Timetable", {"Date": "2027-03-01"}, 'Timetable!B7: "what" cannot be empty -> write something; to take the entry away, delete its row'),
        ("People", {"Name": "Ada"}, "People!B4: this row does not say what it is -> write one of these: sponsor, programme manager, deputy, safe contact, stand-in of the safe contact, facilitator, expert, speaker"),
        ("People", {"Part_in_the_programme": "sponsor", "Name": "Ada"}, "People!B4: there is a sponsor already -> change that row, or choose another part"),
    ],
)  # fmt: skip
def test_a_new_row_that_cannot_be_an_entry_is_told(
    table: Table, sheet: str, cells: dict[str, str], expected: str
) -> None:
    assert told(table.add(sheet, **cells).come_back(PROGRAM)) == [f"t.xlsx, {expected}"]


def test_columns_can_be_moved_removed_and_added(table: Table) -> None:
    table.put("Timetable", "Launch", "Time", time(11, 0))
    for row in table.sheets["Timetable"]:
        row.insert(0, row.pop(9))
        del row[20]
        row.append("Budget" if row[1] == "Row id" else 500)
    made = table.come_back(PROGRAM)
    assert meant(made) == [("events.launch.at", "11:00")]
    assert told(made) == [
        't.xlsx, Timetable!AQ1: the column "Budget" is none of ours and is not read; 5 of its cells hold something'
        " -> if it is meant to be read, give it one of our headings"
    ]


def test_a_renamed_column_is_known_by_its_cells_and_a_sheet_by_its_rows(table: Table) -> None:
    rows = table.sheets.pop("Timetable")
    rows[0][rows[0].index("Date")] = "When exactly?"
    rows[0][rows[0].index("Place")] = "Where to?"
    table.sheets = {"Our dates": rows, **table.sheets}
    table.put("Our dates", "Launch", "Time", time(11, 0))
    made = table.come_back(PROGRAM)
    assert meant(made) == [("events.launch.at", "11:00")]
    assert [one.message for one in made.report.problems] == [
        'the column "When exactly?" is read as "Date": most of its cells are the same'
    ]


def test_titles_above_the_headings_and_rows_of_nothing_are_passed_over(table: Table) -> None:
    rows = table.sheets["Timetable"]
    rows[0:0] = [["Acme, as of March"] + [""] * (len(rows[0]) - 1), [""] * len(rows[0])]
    rows.append([" "] * len(rows[0]))
    table.sheets["Timetable"][3][9] = time(11, 0)
    assert meant(table.come_back(PROGRAM)) == [("events.launch.at", "11:00")]


def test_a_sheet_that_is_gone_leaves_its_entries_as_they_are(table: Table) -> None:
    for name in ("People", "Goals", "Lists"):
        del table.sheets[name]
    made = table.come_back(PROGRAM)
    assert (meant(made), told(made)) == ([], [])


def test_a_sheet_of_which_all_rows_are_gone_is_surely_a_mistake(table: Table) -> None:
    del table.sheets["Goals"][1:]
    assert told(table.come_back(PROGRAM)) == [
        "t.xlsx, Goals!A1: every row of this sheet is gone"
        " -> to leave it as it is, delete the whole sheet; to empty it, take the entries out of the file"
    ]


def test_without_its_memory_a_table_counts_cell_by_cell_and_takes_nothing_away(table: Table) -> None:
    del table.sheets["MentorKit"]
    table.put("Timetable", "Launch", "Time", time(11, 0))
    table.sheets["Timetable"].remove(table.row("Timetable", "North"))
    made = table.come_back(PROGRAM)
    assert meant(made) == [("events.launch.at", "11:00")]
    assert [one.rule for one in made.report.problems] == ["table-memory"]


def test_a_table_of_another_programme_is_refused(table: Table) -> None:
    other = table.come_back(PROGRAM)
    assert told(other) == []
    from edited_tables import read

    from mentorkit.spreadsheets.table_import import imported
    from mentorkit.spreadsheets.table_reading import read_workbook

    back = read_workbook(table.bytes(), "t.xlsx").value
    assert back is not None
    assert told(imported(back, "beta/lead", read(PROGRAM))) == [
        "t.xlsx: this table was exported from another programme: acme/lead -> import it there, or export beta/lead anew"
    ]


def test_a_date_takes_the_place_of_a_week_and_a_week_of_a_date(table: Table) -> None:
    table.put("Timetable", "North", "Date", date(2027, 2, 18)).put("Timetable", "Launch", "Week", 2)
    made = table.come_back(PROGRAM)
    assert told(made) == []
    assert meant(made) == [
        ("events.launch.week", "2"), ("events.launch.date", None),
        ("events.#1.groups.#0.date", "2027-02-18"), ("events.#1.groups.#0.week", None), ("events.#1.groups.#0.day", None),
    ]  # fmt: skip


def test_changes_are_said_in_words(table: Table) -> None:
    table.put("Timetable", "Launch", "Date", date(2027, 2, 8)).put("Goals", "wider", "Aimed at", "")
    assert [one.said for one in table.come_back(PROGRAM).edits] == [
        'Timetable, "Launch": Date “2027-02-01” → “2027-02-08”',
        'Goals, "=SUM(A1)": Aimed at “20 of 24” → nothing',
    ]
