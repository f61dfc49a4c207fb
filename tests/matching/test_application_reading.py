"""Tables of applications read: who applied in which role, with what, and whom they named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from application_tables import (
    ANN,
    BO,
    CLEO,
    DAN,
    EVALUATION,
    HEAD,
    MATCHING,
    PROGRAM,
    ReadApplications,
    changed,
    people,
    program,
    read,
)
from conftest import SMALL
from spreadsheets import csv_text

from mentorkit.answers.answered import OTHER, NoAnswer
from mentorkit.core.problems import Span
from mentorkit.files.application_questions import application_questions
from mentorkit.files.form_tools import limesurvey_codes
from mentorkit.language.voice import Voice

NONE = NoAnswer.UNANSWERED
PEERS = PROGRAM.replace("title: Lead\n", "title: Lead\nformat: peer\n", 1)
UNNAMED = {"ann@example.org": "ann lee", "bo@example.org": "bo smith"}


def test_one_table_is_read_in_full(tmp_path: Path) -> None:
    reading = read(tmp_path, ("applications.csv", people(ANN, BO, CLEO, DAN)))
    assert (reading.problems, reading.columns) == ([], "")
    assert (reading.mentors, reading.mentees) == (
        ["ann@example.org", "bo@example.org"],
        ["cleo@example.org", "dan@example.org"],
    )
    ann, bo, cleo, dan = (reading[f"{one}@example.org"] for one in ("ann", "bo", "cleo", "dan"))
    assert (ann.name, ann.email, ann.zone, ann.at) == (
        "Ann Lee",
        "ann@example.org",
        "",
        Span("applications/applications.csv", 2),
    )
    assert ann.values == {"grade": 3, "department": "Sales", "topics": (1, 2), "years": NONE, "why": NONE}
    assert cleo.values == {"grade": 1, "department": "Legal", "topics": (1,), "why": NONE}
    assert dan.values["topics"] == (OTHER, 2)
    assert (ann.managers, bo.managers, cleo.managers) == ((), ("ann@example.org",), ("bo@example.org",))
    assert (dan.not_with, cleo.choices) == ({"bo@example.org"}, ("ann@example.org",))
    assert (bo.zone, dan.zone) == ("Europe/Paris", "Europe/Lisbon")
    assert [one.capacity for one in (ann, bo, cleo)] == [2, 2, 1]


def test_two_tables_say_the_role_by_their_names(tmp_path: Path) -> None:
    head, mentors = HEAD[:2] + HEAD[3:], [row[:2] + row[3:] for row in (ANN, BO)]
    mentees = [row[:2] + row[3:] for row in (CLEO, DAN)]
    reading = read(
        tmp_path,
        ("Mentors 2027 (Responses).csv", people(*mentors, head=head)),
        ("mentees.csv", people(*mentees, head=head)),
    )
    assert reading.problems == []
    assert (reading.mentors, reading.mentees) == (
        ["ann@example.org", "bo@example.org"],
        ["cleo@example.org", "dan@example.org"],
    )
    assert reading["cleo@example.org"].managers == ("bo@example.org",)


def test_a_table_that_says_no_role_tells_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path, ("people.csv", people(*[row[:2] + row[3:] for row in (ANN, CLEO)], head=HEAD[:2] + HEAD[3:]))
    )
    assert reading.errors == [
        "applications/people.csv:2: nothing says whether this row is a mentor's or a mentee's; so it is in line 3"
    ]
    said = "files:\n- file: people.csv\n  role: mentee\n"
    assert read(tmp_path, columns=said).errors == ["applications: nobody applied as a mentor"]


SAMPLE = """\
first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession
{role},000,{role}.000@example.org,yes,Some role,{low},Department of Peace,Policy
{role},001,{role}.001@example.org,no,Some role,{high},Department of Truth,Security
"""
"""As a public tool has it: two tables with the same columns, and in each those who are in both."""
RANKS = """\
matching:
  applications:
    - {id: grade, ask: Grade, answer: one of, ordered: yes, options: [AA, AO, EO, HEO, SEO, Grade 7, Grade 6, SCS1]}
    - {id: organisation, ask: Organisation}
  criteria:
    - {name: One or two grades above, compare: apart, of: grade, at_least: 1, at_most: 2, weight: must}
    - {name: Another organisation, compare: different, of: organisation, weight: must}
"""


def test_two_tables_of_a_matching_tool_are_read(tmp_path: Path) -> None:
    files = [(f"{role}s.csv", SAMPLE.format(role=role, low="Grade 7", high="HEO")) for role in ("mentor", "mentee")]
    reading = read(tmp_path, *files, text=SMALL + RANKS)
    assert reading.said == []
    assert {one.partition(": ")[2] for one in reading.notes} == {
        f'the column "{one}" is none of the questions, and is not read' for one in ("job title", "profession")
    }
    assert reading.columns == ""
    assert reading.mentors == ["mentee.000@example.org", "mentor.000@example.org", "mentor.001@example.org"]
    assert reading.mentees == ["mentee.000@example.org", "mentee.001@example.org", "mentor.000@example.org"]
    assert dict(reading["mentor mentor.001@example.org"].values) == {"grade": 3, "organisation": "Department of Truth"}
    assert reading["mentor mentor.001@example.org"].name == "mentor 001"
    left = 'files:\n- file: "*.csv"\n  columns: {job title: leave out, profession: leave out}\n'
    assert read(tmp_path, text=SMALL + RANKS, columns=left).problems == []


@pytest.mark.parametrize(
    "written",
    [
        "Both",
        "both",
        "Mentor and mentee",
        "mentee & mentor",
        "Mentor, Mentee",
        "As a mentor; As a mentee",
        "Mentee/Mentor",
    ],
)
def test_who_is_both_is_two_with_one_key(written: str, tmp_path: Path) -> None:
    reading = read(
        tmp_path, ("all.csv", people(changed(ANN, role=written), changed(CLEO, first=""), changed(BO, manager="")))
    )
    assert reading.said == []
    assert (reading.mentors, reading.mentees) == (
        ["ann@example.org", "bo@example.org"],
        ["ann@example.org", "cleo@example.org"],
    )
    assert reading["mentor ann@example.org"].capacity == 2
    assert reading["mentee ann@example.org"].capacity == 1


@pytest.mark.parametrize(
    ("written", "role"),
    [("mentors", "mentor"), ("As a mentor", "mentor"), ("I want to be a mentee", "mentee"), ("Mentee only", "mentee"), ("MENTEE ", "mentee"), ("I apply as a mentor.", "mentor")],
)  # fmt: skip
def test_a_role_may_be_said_in_a_sentence(written: str, role: str, tmp_path: Path) -> None:
    reading = read(tmp_path, ("all.csv", people(ANN, CLEO, changed(DAN, role=written, not_with=""))))
    assert reading.errors == []
    assert reading[f"{role} dan@example.org"].role == role


def test_each_role_has_its_own_words_in_one_table(tmp_path: Path) -> None:
    head = ("Name", "Role", "Grade", "Department", "Topics that I offer", "Topics that I look for")
    rows = [
        ("Ann Lee", "Both", "Lead", "A", "Career", "Feedback"),
        ("Bo Roe", "mentee", "Senior", "B", "", "Career"),
        ("Cy", "mentor", "Head", "C", "Feedback", ""),
    ]
    reading = read(tmp_path, ("all.csv", csv_text([head, *rows])))
    assert reading.said == []
    found = {(one.role, one.key): one.values["topics"] for one in reading.applications or ()}
    assert found == {
        ("mentor", "ann lee"): (2,), ("mentee", "ann lee"): (1,), ("mentee", "bo roe"): (2,), ("mentor", "cy"): (1,),
    }  # fmt: skip


def test_among_peers_all_are_mentees(tmp_path: Path) -> None:
    reading = read(tmp_path, ("mentors.csv", people(ANN, changed(DAN, not_with=""))), text=PEERS)
    assert (reading.said, reading.mentors, reading.mentees) == ([], [], ["ann@example.org", "dan@example.org"])


def test_groups_are_read_only_where_the_programme_compares_them(tmp_path: Path) -> None:
    head, rows = (*HEAD, "Do you work on shifts?"), [(*ANN, "I do not"), (*CLEO, "")]
    there = read(
        tmp_path / "1",
        ("all.csv", people(rows[0], (*changed(CLEO, manager=""), ""), head=head)),
    )
    assert (dict(there["ann@example.org"].groups), dict(there["cleo@example.org"].groups)) == (
        {"shifts": 1},
        {"shifts": None},
    )
    without = SMALL + MATCHING + EVALUATION.replace("  uptake_by_group: yes\n", "")
    reading = read(tmp_path / "2", ("all.csv", people(*rows, head=head)), text=without)
    assert (reading.notes, dict(reading["ann@example.org"].groups)) == ([], {})


# who stands twice


def test_who_applied_again_counts_with_the_last_row(tmp_path: Path) -> None:
    reading = read(
        tmp_path, ("all.csv", people(ANN, CLEO, changed(CLEO, manager="", grade="Junior", email="CLEO@Example.org")))
    )
    assert reading.said == [
        "applications/all.csv:3: this row was left out: the same person applied again further below, which counts"
    ]
    assert reading["cleo@example.org"].values["grade"] == 0


def test_the_same_row_twice_counts_once(tmp_path: Path) -> None:
    reading = read(tmp_path, ("a.csv", people(ANN, CLEO, CLEO)), ("b.csv", people(ANN)))
    assert (reading.said, reading.mentees) == ([], ["cleo@example.org"])
    assert reading.notes == [
        "applications/a.csv:2: this row says the same as another, and counts once; so it is in line 3"
    ]


def test_other_answers_in_another_file_have_to_be_decided(tmp_path: Path) -> None:
    reading = read(tmp_path, ("a.csv", people(ANN, CLEO)), ("b.csv", people(changed(CLEO, grade="Lead"))))
    message = "this person applied in the same role in another file too, with other answers"
    assert reading.errors == [f"applications/a.csv:3: {message}", f"applications/b.csv:2: {message}"]


def test_both_yes_gives_way_to_a_row_of_its_own(tmp_path: Path) -> None:
    head = (*HEAD, "Both mentor and mentee")
    rows = [(*ANN, "yes"), (*changed(CLEO, manager="", first=""), "no")]
    also = (*changed(ANN, role="mentee", grade="Lead"), "yes")
    reading = read(tmp_path, ("all.csv", people(*rows, also, head=head)))
    assert (reading.problems, reading.mentors, reading.mentees) == (
        [],
        ["ann@example.org"],
        ["cleo@example.org", "ann@example.org"],
    )
    assert reading["mentee ann@example.org"].values["grade"] == 2
    assert read(tmp_path, ("all.csv", people(*rows, head=head)))["mentee ann@example.org"].values["grade"] == 3


def test_two_of_one_name_need_addresses(tmp_path: Path) -> None:
    reading = read(tmp_path, ("all.csv", people(ANN, changed(CLEO, email=""), changed(CLEO, email="", grade="Lead"))))
    assert reading.errors == [
        "applications/all.csv:3: two rows of this role have this name, and no address tells whether they are one person"
    ]
    reading = read(tmp_path, ("all.csv", people(ANN, CLEO, changed(CLEO, email="", role="mentor", grade="Head"))))
    assert reading.errors == [
        "applications/all.csv:4: this name stands in another row with an e-mail address, and here without"
    ]
    reading = read(tmp_path, ("all.csv", people(ANN, CLEO, changed(CLEO, email="cleo.2@example.org"))))
    assert reading.errors == []
    assert reading.said == [
        "applications/all.csv:3: this name stands in another row with another e-mail address: they are taken for two people; so it is in line 4"
    ]
    assert len(reading.mentees) == 2


# whom they name


def vetoes(tmp_path: Path, written: str, columns: str = "", **more: str) -> ReadApplications:
    """What comes of a table in which Dan asks not to be matched with somebody."""
    return read(tmp_path, ("all.csv", people(ANN, BO, CLEO, changed(DAN, not_with=written, **more))), columns=columns)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("Smith, Bo", {"bo@example.org"}),
        ("BO  SMITH", {"bo@example.org"}),
        ("Dr Bo Smith <bo@example.org>", {"bo@example.org"}),
        ("bo@example.org; Ann Lee", {"bo@example.org", "ann@example.org"}),
        ("Ann Lee\nÖz, Cleo", {"ann@example.org", "cleo@example.org"}),
        ("Cleo Oz", {"cleo@example.org"}),
        ("somebody.else@example.org", set()),
        ("none", set()),
        ("No one", set()),
        ("-", set()),
        ("N/A", set()),
    ],
)
def test_a_veto_that_is_certain_is_followed(written: str, keys: set[str], tmp_path: Path) -> None:
    reading = vetoes(tmp_path, written)
    assert reading.problems == []
    assert reading["dan@example.org"].not_with == keys


@pytest.mark.parametrize(
    "written", ["Bo S.", "Bo", "Smith Bo", "Bob Smith", "my old boss", "Ann Lee and Bo Smith", "the people in Sales"]
)
def test_a_veto_that_is_not_certain_is_asked_for_and_nothing_is_proposed_before(written: str, tmp_path: Path) -> None:
    reading = vetoes(tmp_path, written)
    assert reading.errors == ["applications/all.csv:5:8: it cannot be told whom this cell asks not to be matched with"]
    assert reading.columns.endswith(
        f'- file: "all.csv"\n  answers:\n    "not-with":\n    - {{says: "{written}", is: "?"}}\n'
    )
    asked = reading.columns
    again = vetoes(tmp_path, written, asked)
    assert (again.errors, again.columns) == (reading.errors, asked)
    decided = vetoes(tmp_path, written, asked.replace('is: "?"', "is: Ann Lee; bo@example.org"))
    assert decided.problems == []
    assert decided["dan@example.org"].not_with == {"ann@example.org", "bo@example.org"}
    left = vetoes(tmp_path, written, asked.replace('is: "?"', "is: leave out"))
    assert (left.problems, left["dan@example.org"].not_with) == ([], frozenset())


def test_of_several_names_in_a_cell_only_the_uncertain_is_asked_for(tmp_path: Path) -> None:
    reading = vetoes(tmp_path, "Ann Lee; Bo S.")
    assert 'says: "Bo S."' in reading.columns
    decided = vetoes(tmp_path, "Ann Lee; Bo S.", reading.columns.replace('is: "?"', "is: Bo Smith"))
    assert decided["dan@example.org"].not_with == {"ann@example.org", "bo@example.org"}


def test_what_people_decided_has_to_name_an_applicant(tmp_path: Path) -> None:
    columns = 'files:\n- file: all.csv\n  answers:\n    not-with:\n    - {says: "Bo S.", is: Bob Smith}\n'
    reading = vetoes(tmp_path, "Bo S.", columns)
    assert reading.errors == ["applications/columns.yml:5:27: this names nobody who applied, or several people"]
    assert reading.columns == columns


def test_a_name_that_two_have_is_told_by_the_address(tmp_path: Path) -> None:
    twin = changed(BO, email="bo.2@example.org", manager="")
    reading = read(tmp_path, ("all.csv", people(ANN, BO, twin, changed(DAN, not_with="Bo Smith"))))
    assert reading.errors == ["applications/all.csv:5:8: it cannot be told whom this cell asks not to be matched with"]
    reading = read(
        tmp_path / "2", ("all.csv", people(ANN, BO, twin, changed(DAN, not_with="Bo Smith bo.2@example.org")))
    )
    assert reading["dan@example.org"].not_with == {"bo.2@example.org"}


def test_a_manager_may_be_somebody_who_did_not_apply(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        (
            "all.csv",
            people(ANN, changed(CLEO, manager="Müller, Jo"), changed(DAN, not_with="", manager="jo@example.org")),
        ),
    )
    assert reading.problems == []
    assert (reading["cleo@example.org"].managers, reading["dan@example.org"].managers) == (
        ("jo muller",),
        ("jo@example.org",),
    )


def test_a_manager_who_may_be_an_applicant_is_asked_for(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("all.csv", people(ANN, changed(CLEO, manager="A. Lee"), changed(DAN, not_with="", manager="Joe Lee"))),
    )
    assert reading.errors == ["applications/all.csv:3:7: this cell may name one of the applicants, or somebody else"]
    assert reading.said[1:] == [
        "applications/all.csv:4:7: this cell names somebody with the family name of an applicant, who is taken for another person"
    ]
    assert "Joe" not in reading.columns
    decided = read(tmp_path, columns=reading.columns.replace('is: "?"', "is: leave out"))
    assert (decided.errors, decided["cleo@example.org"].managers) == ([], ())


def test_a_manager_s_manager_stands_second_also_alone(tmp_path: Path) -> None:
    head = (*HEAD, "Manager’s manager")
    rows = [
        (*ANN, ""),
        (*BO, "Jo Po"),
        (*changed(CLEO, manager=""), "Ann Lee"),
        (*changed(DAN, manager="Ann Lee; Bo Smith"), ""),
    ]
    reading = read(tmp_path, ("all.csv", people(*rows, head=head)))
    assert reading.errors == ["applications/all.csv:5:7: this cell names several people, and one is meant"]
    reading = read(tmp_path, ("all.csv", people(*rows[:3], head=head)))
    assert reading["bo@example.org"].managers == ("ann@example.org", "jo po")
    assert reading["cleo@example.org"].managers == ("", "ann@example.org")


def test_who_is_kept_apart_in_one_role_is_so_in_both(tmp_path: Path) -> None:
    head = (*HEAD, "Earlier partner")
    mentor = (*changed(ANN, not_with="Dan Roe", manager="", first="Cleo Öz"), "Bo Smith")
    mentee = (*changed(ANN, role="mentee", grade="Junior", manager="Jo Po", not_with="Cleo Öz", first="Bo Smith"), "")
    others = [(*BO, ""), (*changed(CLEO, manager=""), ""), (*changed(DAN, not_with=""), "")]
    reading = read(tmp_path, ("all.csv", people(mentor, mentee, *others, head=head)))
    assert reading.errors == []
    for role, choice in (("mentor", "cleo@example.org"), ("mentee", "bo@example.org")):
        ann = reading[f"{role} ann@example.org"]
        assert (ann.not_with, ann.earlier, ann.managers, ann.choices) == (
            {"dan@example.org", "cleo@example.org"}, {"bo@example.org"}, ("jo po",), (choice,),
        )  # fmt: skip
    other = (*mentee[:6], "Jo Po", *mentee[7:])
    reading = read(tmp_path, ("all.csv", people((*mentor[:6], "Kim Oh", *mentor[7:]), other, *others, head=head)))
    assert reading.errors == ["applications/all.csv:3:7: this person names another manager in another row"]


def test_choices_keep_their_order_and_say_what_counts_for_nothing(tmp_path: Path) -> None:
    rows = [ANN, BO, changed(CLEO, first="Bo Smith", second="Ann Lee"), changed(DAN, first="Cleo Oz", second="Dan Roe", not_with=""),
            changed(CLEO, name="Ed", email="ed@example.org", first="Bo Smith", second="The nice one")]  # fmt: skip
    reading = read(tmp_path, ("all.csv", people(*rows)))
    assert reading.errors == []
    assert reading["cleo@example.org"].choices == ("bo@example.org", "ann@example.org")
    assert (reading["dan@example.org"].choices, reading["ed@example.org"].choices) == (
        ("cleo@example.org",),
        ("bo@example.org",),
    )
    assert reading.said == [
        "applications/all.csv:6:10: this cell names nobody who applied, or several, and counts as no choice"
    ]
    assert (
        reading.notes[0]
        == "applications/all.csv:5:10: somebody is named here in their own row, which counts for nothing"
    )


def test_earlier_partners_waiting_and_profiles_are_read(tmp_path: Path) -> None:
    head = (*HEAD, "Earlier partner", "Got nobody last time", "My profile may be shown to mentees")
    rows = [
        (*ANN, "Cleo Öz; Somebody Gone", "", "Yes"),
        (*changed(CLEO, manager=""), "", "yes", ""),
        (*changed(DAN, not_with=""), "A. Lee", "x", "no"),
    ]
    reading = read(tmp_path, ("all.csv", people(*rows, head=head)))
    assert reading.errors == ["applications/all.csv:4:13: this cell may name one of the applicants, or somebody else"]
    free = read(
        tmp_path,
        ("all.csv", people(*rows, head=head)),
        text=PROGRAM.replace("earlier_pairs: not again", "earlier_pairs: may meet again"),
    )
    assert free.errors == []
    assert free["ann@example.org"].earlier == {"cleo@example.org"}
    assert [free[f"{one}@example.org"].waited for one in ("ann", "cleo", "dan")] == [False, True, True]
    assert [free[f"{one}@example.org"].profile_shown for one in ("ann", "cleo", "dan")] == [True, False, False]


# what they answered


def test_a_grade_that_is_missing_or_unknown_is_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path, ("all.csv", people(ANN, changed(CLEO, grade=""), changed(DAN, grade="Grade 7", not_with="")))
    )
    assert reading.said == [
        'applications/all.csv:4:4: a cell of the column "Grade" holds none of the options',
        "applications/all.csv:3:4: this row has no answer that a must compares, and so nobody can be found for it; so it is in line 4",
    ]
    assert '"grade":\n    - {says: "Grade 7", is: "?"}' in reading.columns
    decided = read(tmp_path, columns=reading.columns.replace('is: "?"', "is: Lead"))
    assert decided["dan@example.org"].values["grade"] == 2


def test_a_table_without_the_question_of_a_must_is_no_use(tmp_path: Path) -> None:
    head, rows = HEAD[:3] + HEAD[4:], [row[:3] + row[4:] for row in (ANN, changed(CLEO, manager=""))]
    reading = read(tmp_path, ("all.csv", people(*rows, head=head)))
    assert reading.errors == [
        f'applications/all.csv:1: no column answers "Grade", which a criterion compares: without it nobody can be found for a {role}'
        for role in ("mentor", "mentee")
    ]
    head, rows = HEAD[:4] + HEAD[5:], [row[:4] + row[5:] for row in (ANN, changed(CLEO, manager=""))]
    reading = read(tmp_path / "2", ("all.csv", people(*rows, head=head)))
    assert (reading.errors, len(reading.said)) == ([], 2)


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("london", ""),
        ("New York", "America/New_York"),
        ("UTC", "UTC"),
        ("europe/london", ""),
    ],
)
def test_a_zone_is_known_by_its_name_or_its_city(written: str, zone: str, tmp_path: Path) -> None:
    text = PROGRAM.replace("title: Lead\n", "title: Lead\ntime_zone: Europe/London\n", 1)
    reading = read(tmp_path, ("all.csv", people(changed(ANN, zone=written), changed(CLEO, manager=""))), text=text)
    assert (reading.said, reading["ann@example.org"].zone) == ([], zone)


@pytest.mark.parametrize("written", ["CET", "GMT+1", "two hours ahead", "Eastern"])
def test_what_is_no_certain_zone_is_told(written: str, tmp_path: Path) -> None:
    reading = read(tmp_path, ("all.csv", people(changed(ANN, zone=written), changed(CLEO, manager=""))))
    assert reading.said == ["applications/all.csv:2:12: this cell names no time zone"]
    meant = f'files:\n- file: all.csv\n  answers:\n    time-zone:\n    - {{says: "{written}", is: Europe/Paris}}\n'
    assert read(tmp_path, columns=meant)["ann@example.org"].zone == "Europe/Paris"


@pytest.mark.parametrize(
    ("written", "capacity", "problems"),
    [("", 2, 0), ("0", 0, 0), ("1", 1, 0), ("3", 2, 1), ("two", 2, 1), ("-1", 2, 1), ("2 mentees", 2, 1)],
)
def test_capacity_is_what_a_mentor_offers_and_no_more_than_the_definition_allows(
    written: str, capacity: int, problems: int, tmp_path: Path
) -> None:
    reading = read(tmp_path, ("all.csv", people(changed(ANN, capacity=written), changed(CLEO, manager=""))))
    assert (reading["ann@example.org"].capacity, len(reading.problems)) == (capacity, problems)
    free = read(tmp_path, text=PROGRAM.replace("  mentees_per_mentor: 2\n", ""))
    assert free["ann@example.org"].capacity == {"": 1, "0": 0, "1": 1, "3": 3}.get(written, 1)


# our own tables


def test_the_headings_that_we_give_out_are_all_read(tmp_path: Path) -> None:
    asked = application_questions(program(), Voice.of(program()))
    cells = {"name": "Ann", "role": "Mentor", "grade": "Head"}
    rows = [[cells.get(one.name, "") for one in asked], ["Bo", "", "Mentee", "Lead", *[""] * (len(asked) - 4)]]
    reading = read(tmp_path, ("all.csv", csv_text([[one.ask for one in asked], *rows])))
    assert (reading.problems, reading.mentors, reading.mentees) == ([], ["ann"], ["bo"])
    codes = limesurvey_codes(asked)
    reading = read(tmp_path / "2", ("all.csv", csv_text([[codes[one.name] for one in asked], *rows])))
    assert (reading.problems, reading.mentors, reading.mentees) == ([], ["ann"], ["bo"])


def test_columns_are_asked_for_where_a_question_that_counts_is_missing(tmp_path: Path) -> None:
    head = tuple("Level" if one == "Grade" else one for one in HEAD)
    reading = read(tmp_path, ("all.csv", people(ANN, changed(CLEO, manager=""), head=head)))
    assert len(reading.errors) == 2
    assert reading.columns.endswith('- file: "all.csv"\n  columns:\n    "Level": "?"\n')
    decided = read(tmp_path, columns=reading.columns.replace('"?"', "grade"))
    assert (decided.said, decided["ann@example.org"].values["grade"]) == ([], 3)


def test_a_signature_or_another_contact_is_not_who_it_is(tmp_path: Path) -> None:
    head = (
        "First name",
        "Last name",
        *HEAD[1:],
        "Signed: Name",
        "Emergency contact - E-mail address",
        "For a fair match: Line manager",
    )
    rows = [
        ("Ann", "Lee", *ANN[1:], "A. L.", "x@example.org", ""),
        ("Cleo", "Öz", *changed(CLEO, manager="")[1:], "C", "y@example.org", "Ann Lee"),
    ]
    reading = read(tmp_path, ("all.csv", csv_text([head, *rows])))
    assert reading.said == []
    assert (reading["ann@example.org"].name, reading["cleo@example.org"].name) == ("Ann Lee", "Cleo Öz")
    assert reading["cleo@example.org"].managers == ("ann@example.org",)


def test_reading_hundreds_takes_a_moment(tmp_path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for number in range(400):
        role = "mentor" if number % 2 else "mentee"
        writer.writerow(
            changed(
                CLEO,
                name=f"Ann{number:04} Lee{number % 97}",
                email="",
                role=role,
                manager=f"Joe Lee{number % 89}",
                first="",
            )
        )
    reading = read(tmp_path, ("all.csv", text.getvalue()))
    assert reading.errors == []
    assert len(reading.mentors) == 200


def test_names_are_asked_for_only_once_every_table_has_people(tmp_path: Path) -> None:
    """Where nobody of a table has a name, its people would be asked for wherever others name them."""
    nameless = [changed(one, name="", role="mentor") for one in (ANN, BO)]
    mentees = [changed(CLEO, not_with="Bo Smith"), DAN]
    found = read(tmp_path, ("mentors.csv", people(*nameless)), ("mentees.csv", people(*mentees)))
    assert found.errors == ["applications/mentors.csv:2:1: this row has no name; so it is in line 3"]
    assert not found.columns


def test_a_cell_with_several_open_names_counts_its_row_once(tmp_path: Path) -> None:
    """Three names in two rows are two rows."""
    rows = [changed(CLEO, not_with="Bob S.; Bobby"), changed(DAN, not_with="my boss; her boss; his boss")]
    found = read(tmp_path, ("all.csv", people(ANN, BO, *rows)))
    assert found.errors == [
        "applications/all.csv:4:8: it cannot be told whom this cell asks not to be matched with; so it is in line 5"
    ]
