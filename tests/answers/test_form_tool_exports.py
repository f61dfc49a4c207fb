"""Exports in the shapes of form tools, told by their features: the same answers come of each of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from answer_tables import ASKED, END, Reading, program, read, table
from spreadsheets import xlsx

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.files.form_tools import limesurvey_codes
from mentorkit.files.question_list import questions_of
from mentorkit.files.tables import questionnaire_table
from mentorkit.language.voice import Voice

NONE = NoAnswer.UNANSWERED
AWAY = NoAnswer.NOT_APPLICABLE
ADA: tuple[Value, ...] = (4, (0, 2), 1, 1, 3, 8, "The calls,\nand the walks")
BO: tuple[Value, ...] = (5, (OTHER, 1), 0, 0, AWAY, 1, NONE)
CY: tuple[Value, ...] = (2, NONE, NONE, NONE, NONE, NONE, "Little")
HELP, TOPICS, PACE, AGAIN, MANAGER, MET, BEST = END
TIME = "Time, and how to find it"
WORDS = "The calls,\nand the walks"


def google() -> str:
    head = ("Timestamp", "Email Address", "Are you a mentor or a mentee?", *END, "Do you work on shifts?", "Your code")
    return table(
        ("2026/11/20 10:03:11 AM GMT+1", "ada@example.org", "Mentor", "4", f"{TIME}, Career", "Right", "Yes", "3", "8", WORDS, "I do not", "ma 07-s"),
        ("2026/11/20 11:41:09 AM GMT+1", "bo@example.org", "Mentee", "5", "Feedback, Gardens, and dogs", "Too slow", "No", "Does not apply", "1", "", "I work on shifts", ""),
        ("2026/11/21 9:00:10 AM GMT+1", "cy@example.org", "Mentee", "2", "", "", "", "", "", "Little", "", ""),
        head=head,
    )  # fmt: skip


def microsoft() -> bytes:
    head = (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        "I am a",
        *END,
        "Points - How was the pace?",
    )
    return xlsx([
        head,
        (1, 46000.5, 46000.6, "anonymous", "", "", "Mentor", "4: Mostly", f"{TIME};Career;", "Right", "Yes", 3, 8, WORDS, 0),
        (2, 46000.5, 46000.6, "anonymous", "", "", "Mentee", "5: Completely", "Feedback;Gardens;", "Too slow", "No", "Does not apply", 1, "", 0),
        (3, 46000.5, 46000.6, "anonymous", "", "", "Mentee", "2", "", "", "", "", "", "Little", 0),
    ])  # fmt: skip


def qualtrics() -> str:
    codes = [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "RecipientLastName",
        "DistributionChannel",
        "UserLanguage",
    ]
    words = [
        "Start Date",
        "End Date",
        "Response Type",
        "IP Address",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "Recorded Date",
        "Response ID",
        "Recipient Last Name",
        "Distribution Channel",
        "User Language",
    ]
    asked = [
        ("Q1", "Role"),
        ("Q2", HELP),
        ("Q3", f"{TOPICS} - Selected Choice"),
        ("Q3_4_TEXT", f"{TOPICS} - Other (please specify) - Text"),
        ("Q4", PACE),
        ("Q5", AGAIN),
        ("Q6", MANAGER),
        ("Q7", MET),
        ("Q8", BEST),
    ]
    codes, words = [*codes, *(one for one, _ in asked)], [*words, *(one for _, one in asked)]
    ids = [f'{{"ImportId":"{one}"}}' for one in codes]
    about = [
        "2026-11-20 10:00:00",
        "2026-11-20 10:05:00",
        "IP Address",
        "10.0.0.7",
        "100",
        "300",
        "True",
        "2026-11-20 10:05:01",
        "R_3fe2aaaaaaaaaaa",
        "",
        "anonymous",
        "EN",
    ]
    other = [*about[:8], "R_3fe2bbbbbbbbbbb", *about[9:]]
    preview = [*about[:2], "Survey Preview", *about[3:8], "R_3fe2ccccccccccc", *about[9:]]
    third = [*about[:6], "False", *about[7:8], "R_3fe2ddddddddddd", *about[9:]]
    return table(
        words, ids,
        [*about, "Mentor", "4", f"{TIME},Career", "", "Right", "Yes", "3", "8", WORDS],
        [*other, "Mentee", "5 - Completely", "Feedback,Other (please specify)", "Gardens", "Too slow", "No", "N/A", "1", ""],
        [*preview, "Mentee", "1", "Feedback", "", "Right", "Yes", "1", "3", "only a trial"],
        [*third, "Mentee", "2", "", "", "", "", "", "", "Little"],
        head=codes,
    )  # fmt: skip


def surveymonkey() -> str:
    first = [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        "Custom Data 1",
        "Role",
        HELP,
        TOPICS,
        "",
        "",
        "",
        PACE,
        AGAIN,
        MANAGER,
        MET,
        BEST,
    ]
    second = [
        *[""] * 9,
        "Response",
        "Response",
        TIME,
        "Feedback",
        "Career",
        "Other (please specify)",
        "Response",
        "Response",
        "Response",
        "Open-Ended Response",
        "Open-Ended Response",
    ]
    about = ["118000000001", "44", "11/20/2026 10:00:00 AM", "11/20/2026 10:05:00 AM", "10.0.0.7", "", "", "", ""]
    return table(
        second,
        [*about, "Mentor", "4", TIME, "", "Career", "", "Right", "Yes", "3", "8", WORDS],
        ["118000000002", *about[1:], "Mentee", "5", "", "Feedback", "", "Gardens, and dogs", "Too slow", "No", "Does not apply", "1", ""],
        ["118000000003", *about[1:], "Mentee", "2", *[""] * 8, "Little"],
        head=first,
    )  # fmt: skip


def limesurvey_full() -> str:
    head = (
        "Response ID",
        "Date submitted",
        "Last page",
        "Start language",
        "Seed",
        "Role",
        HELP,
        *(f"{TOPICS} [{one}]" for one in (TIME, "Feedback", "Career", "Other")),
        PACE,
        AGAIN,
        MANAGER,
        MET,
        BEST,
    )
    return table(
        ("1", "1980-01-01 00:00:00", "1", "en", "18", "Mentor", "4", "Yes", "No", "Yes", "", "Right", "Yes", "3", "8.0000000000", WORDS),
        ("2", "1980-01-01 00:00:00", "1", "en", "19", "Mentee", "Completely", "No", "Yes", "No", "Gardens", "Too slow", "No", "Does not apply", "1.0000000000", ""),
        ("3", "1980-01-01 00:00:00", "1", "en", "20", "Mentee", "2", "N/A", "N/A", "N/A", "", "", "", "", "", "Little"),
        head=head,
    )  # fmt: skip


def limesurvey_codes_only() -> str:
    """The codes of the survey that we make for LimeSurvey, in its export of codes."""
    asked, lead = program(), Voice.of(program())
    codes = limesurvey_codes(questions_of(asked.questionnaires[1], asked, lead))
    role, help_, topics, *rest = list(codes.values())[:8]
    head = (
        "id",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        role,
        help_,
        *(f"{topics}[{one}]" for one in ("SQ001", "SQ002", "SQ003", "other")),
        *rest,
    )
    return table(
        ("1", "1980-01-01 00:00:00", "1", "en", "18", "A1", "4", "Y", "", "Y", "", "A2", "Y", "3", "8", WORDS),
        ("2", "1980-01-01 00:00:00", "1", "en", "19", "A2", "5", "", "Y", "", "Gardens", "A1", "N", "NA", "1", ""),
        ("3", "1980-01-01 00:00:00", "1", "en", "20", "A2", "2", "", "", "", "", "", "", "", "", "Little"),
        head=head,
    )  # fmt: skip


def our_own() -> bytes:
    """The table that MentorKit itself lays out, filled in in a spreadsheet of a country that writes commas in numbers."""
    lead = program()
    data = questionnaire_table(lead.questionnaires[1], lead, Voice.of(lead)).data.decode("utf-8-sig")
    (head,) = csv.reader(io.StringIO(data))
    rows = table(
        ("mentor", "4", f"{TIME}|Career", "Right", "yes", "3", "8,0", WORDS, "", "MA07S"),
        ("mentee", "5", "Feedback; Gardens", "too slow", "no", "does not apply", "1 session", "", "", ""),
        ("mentees", "٢", "", "", "", "", "", "Little", "", ""),
        head=head, sign=";",
    )  # fmt: skip
    return ("sep=;\r\n" + rows).encode("utf-16")


EXPORTS = {
    "google.csv": google,
    "microsoft.xlsx": microsoft,
    "qualtrics.csv": qualtrics,
    "surveymonkey.csv": surveymonkey,
    "limesurvey.csv": limesurvey_full,
    "limesurvey-codes.csv": limesurvey_codes_only,
    "ours.csv": our_own,
}


@pytest.fixture(params=EXPORTS)
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Reading:
    return read(tmp_path / "answers", (str(request.param), EXPORTS[request.param]()))


def test_the_same_answers_come_of_every_tool(export: Reading) -> None:
    assert [file.questionnaire.id for file in export.files] == ["end"]
    assert [row.values for row in export.rows] == [ADA, BO, CY]
    assert [row.role for row in export.rows] == ["mentor", "mentee", "mentee"]
    assert export.said == []


def test_what_is_dropped_is_said_once_and_nothing_is_to_be_decided(export: Reading) -> None:
    assert export.columns == ""
    dropped = [note for note in export.notes if "dropped" in note]
    assert len(dropped) == (0 if export.files[0].name.endswith("ours.csv") else 1)


def test_groups_and_codes_are_read_and_codes_are_written_in_one_way(tmp_path: Path) -> None:
    reading = read(tmp_path, ("end.csv", google()))
    assert [(row.groups, row.code) for row in reading.rows] == [((1,), "MA07S"), ((0,), ""), ((None,), "")]


def test_trials_of_qualtrics_are_left_out_and_told(tmp_path: Path) -> None:
    reading = read(tmp_path, ("end.csv", qualtrics()))
    assert "this row was left out: it is a trial, as the form tool says" in reading.notes
    assert "only a trial" not in reading.values("best")


def test_ticks_that_limesurvey_says_are_not_set_are_none_and_not_unanswered(tmp_path: Path) -> None:
    head = ("Role", *(f"{TOPICS} [{one}]" for one in (TIME, "Feedback", "Career")), BEST)
    reading = read(
        tmp_path, ("end.csv", table(("mentee", "No", "No", "No", "x"), ("mentee", "", "", "", "y"), head=head))
    )
    assert reading.values("topics-again") == [(), NONE]


def test_a_grid_is_as_many_questions_as_it_has_rows(tmp_path: Path) -> None:
    grid = "How far do you agree?"
    head = ("Role", f"{grid} [{HELP}]", f"{grid} [{MANAGER}]", PACE)
    reading = read(tmp_path, ("end.csv", table(("mentor", "4", "1", "Right"), head=head)))
    assert (reading.values("help-again"), reading.values("manager")) == ([4], [1])


@pytest.mark.parametrize(
    "heading",
    [
        "3. How was the pace?", "Q3: How was the pace?", "(3) How was the pace?", "HOW WAS THE PACE", "How was the pace? *", "  How  was the\npace?  ",
        "The pace was", "the pace was:", "How was the pace for you as a mentor?", "G01Q03. How was the pace?", "<p>How was the&nbsp;pace?</p>",
        "How was the pace?\u200b", "How\u00a0was the pace？",
    ],
)  # fmt: skip
def test_a_heading_is_known_whatever_is_put_around_its_words(heading: str, tmp_path: Path) -> None:
    reading = read(tmp_path, ("end.csv", table(("mentor", "4", "Too fast"), head=("Role", ASKED["help"], heading))))
    assert reading.values("pace") == [2]


@pytest.mark.parametrize("heading", ["Which e-mail?", "What was best?", "Column 9", ""])
@pytest.mark.parametrize("cell", ["ada{}@example.org", "10.0.0.{}", "+44 20 7946 09{}"])
def test_addresses_are_dropped_under_any_heading(heading: str, cell: str, tmp_path: Path) -> None:
    rows = [("mentor", "4", cell.format(10 + number)) for number in range(3)]
    reading = read(tmp_path, ("end.csv", table(*rows, head=("Role", HELP, heading))))
    assert reading.values("best") == [NONE] * 3
    assert [note for note in reading.notes if "dropped while reading" in note]
    assert "columns" not in reading.columns
