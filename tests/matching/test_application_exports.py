"""Applications in the shapes of form tools: the same people come of each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from application_tables import ReadApplications, program, read
from spreadsheets import csv_text, xlsx

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.files.application_questions import application_questions
from mentorkit.files.form_tools import limesurvey_codes
from mentorkit.language.voice import Voice

NONE = NoAnswer.UNANSWERED
TIME = "Time, and how to find it"
LINE, NOT, FIRST = "Line manager", "Anyone I should not be matched with", "First choice"
WHY = "To learn,\nand to give back"
VALUES: dict[str, dict[str, Value]] = {
    "ann@example.org": {"grade": 3, "department": "Sales, and more", "topics": (0, 2), "years": 12, "why": WHY},
    "bo@example.org": {"grade": 2, "department": "Legal", "topics": (OTHER, 1), "years": NONE, "why": NONE},
    "cleo@example.org": {"grade": 1, "department": "IT", "topics": (1,), "why": NONE},
}


def google() -> str:
    head = ("Timestamp", "Email Address", "Full name", "I would like to take part as", "Grade", "Which part of the organisation do you work in?",
            "Topics", "Years in the job", "Why do you apply?", LINE, NOT, FIRST)  # fmt: skip
    at = "2026/11/20 10:03:11 AM GMT+1"
    return csv_text([
        head,
        (at, "Ann@Example.org", "Ann Lee", "Mentor", "Head", "Sales, and more", f"{TIME}, Career", "12", WHY, "Jo Po", "", ""),
        (at, "bo@example.org", "Bo Smith", "Mentor and mentee", "Lead", "Legal", "Feedback, Gardens, and dogs", "", "", "Lee, Ann", "", ""),
        (at, "cleo@example.org", "Cleo Öz", "Mentee", "Senior", "IT", "Feedback", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def microsoft() -> bytes:
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Your role", "Grade", "Department", "Topics",
            "Years in the job", "Why do you apply?", LINE, NOT, FIRST)  # fmt: skip
    return xlsx([
        head,
        (1, 46000.5, 46000.6, "ann@example.org", "Lee, Ann", "", "Mentor", "Head", "Sales, and more", f"{TIME};Career;", 12, WHY, "Jo Po", "", ""),
        (2, 46000.5, 46000.6, "bo@example.org", "Smith, Bo", "", "Mentor;Mentee;", "Lead", "Legal", "Feedback;Gardens;", "", "", "ann@example.org", "", ""),
        (3, 46000.5, 46000.6, "cleo@example.org", "Cleo Öz", "", "Mentee", "Senior", "IT", "Feedback;", "", "", "", "Smith, Bo", "Lee, Ann"),
    ])  # fmt: skip


def microsoft_anonymous() -> bytes:
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Your e-mail address", "Your name", "Your role", "Grade", "Department", "Topics",
            "Years in the job", "Why do you apply?", LINE, NOT, FIRST)  # fmt: skip
    about = (46000.5, 46000.6, "anonymous", "")
    return xlsx([
        head,
        (1, *about, "ann@example.org", "Ann Lee", "Mentor", "Head", "Sales, and more", f"{TIME};Career;", 12, WHY, "Jo Po", "", ""),
        (2, *about, "bo@example.org", "Bo Smith", "Both", "Lead", "Legal", "Feedback;Gardens;", "", "", "Ann Lee", "", ""),
        (3, *about, "cleo@example.org", "Cleo Öz", "Mentee", "Senior", "IT", "Feedback;", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def microsoft_numbered() -> bytes:
    """Questions with the words of the tool's own columns, which it numbers."""
    head = ("ID", "Start time", "Completion time", "Email", "Name", "Name2", "Email2", "Your role", "Grade", "Department", "Topics",
            "Years in the job", "Why do you apply?", LINE, NOT, FIRST)  # fmt: skip
    about = (46000.5, 46000.6, "anonymous", "")
    return xlsx([
        head,
        (1, *about, "Ann Lee", "ann@example.org", "Mentor", "Head", "Sales, and more", f"{TIME};Career;", 12, WHY, "Jo Po", "", ""),
        (2, *about, "Bo Smith", "bo@example.org", "Both", "Lead", "Legal", "Feedback;Gardens;", "", "", "Ann Lee", "", ""),
        (3, *about, "Cleo Öz", "cleo@example.org", "Mentee", "Senior", "IT", "Feedback;", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def qualtrics() -> str:
    about = [("StartDate", "Start Date"), ("Status", "Response Type"), ("IPAddress", "IP Address"), ("ResponseId", "Response ID"),
             ("RecipientLastName", "Recipient Last Name"), ("RecipientFirstName", "Recipient First Name"), ("RecipientEmail", "Recipient Email"),
             ("UserLanguage", "User Language")]  # fmt: skip
    asked = [("Q1", "Role"), ("Q2", "Grade"), ("Q3", "Department"), ("Q4", "Topics - Selected Choice"), ("Q4_4_TEXT", "Topics - Other - Text"),
             ("Q5", "Years in the job"), ("Q6", "Why do you apply?"), ("Q7", LINE), ("Q8", NOT), ("Q9", FIRST)]  # fmt: skip
    codes, words = zip(*about, *asked, strict=True)

    def row(number: int, *names: str) -> list[str]:
        return ["2026-11-20 10:00:00", "IP Address", "10.0.0.7", f"R_3fe2aaaaaaaaaa{number}", *names, "EN"]

    return csv_text([
        codes, words, [f'{{"ImportId":"{one}"}}' for one in codes],
        [*row(1, "Lee", "Ann", "ann@example.org"), "Mentor", "Head", "Sales, and more", f"{TIME},Career", "", "12", WHY, "Jo Po", "", ""],
        [*row(2, "Smith", "Bo", "bo@example.org"), "Mentor,Mentee", "Lead", "Legal", "Feedback,Other", "Gardens", "", "", "Ann Lee", "", ""],
        [*row(3, "Öz", "Cleo", "cleo@example.org"), "Mentee", "Senior", "IT", "Feedback", "", "", "", "", "Bo Smith", "Ann Lee"],
        ["2026-11-20 10:00:00", "Survey Preview", *row(4, "Try", "Only", "try@example.org")[2:], "Mentee", "Senior", "IT", *[""] * 7],
    ])  # fmt: skip


def surveymonkey() -> str:
    first = ("Respondent ID", "Collector ID", "Start Date", "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1", "Role", "Grade",
             "Department", "Topics", "", "", "", "Years in the job", "Why do you apply?", LINE, NOT, FIRST)  # fmt: skip
    second = (
        *[""] * 8,
        *["Response"] * 3,
        TIME,
        "Feedback",
        "Career",
        "Other (please specify)",
        *["Open-Ended Response"] * 5,
    )
    about = ("44", "11/20/2026 10:00:00 AM", "10.0.0.7")
    return csv_text([
        first, second,
        ("1", *about, "ann@example.org", "Ann", "Lee", "", "Mentor", "Head", "Sales, and more", TIME, "", "Career", "", "12", WHY, "Jo Po", "", ""),
        ("2", *about, "bo@example.org", "Bo", "Smith", "", "Both", "Lead", "Legal", "", "Feedback", "", "Gardens, and dogs", "", "", "Ann Lee", "", ""),
        ("3", *about, "cleo@example.org", "Cleo", "Öz", "", "Mentee", "Senior", "IT", "", "Feedback", "", "", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def surveymonkey_contact() -> str:
    """Names and addresses out of a question for contact details, whose fields have a column each."""
    first = ("Respondent ID", "Collector ID", "Start Date", "IP Address", "Your contact details", "", "Role", "Grade", "Department", "Topics", "", "", "",
             "Years in the job", "Why do you apply?", LINE, NOT, FIRST)  # fmt: skip
    second = (
        *[""] * 4,
        "Name",
        "Email Address",
        *["Response"] * 3,
        TIME,
        "Feedback",
        "Career",
        "Other (please specify)",
        *["Open-Ended Response"] * 5,
    )
    about = ("44", "11/20/2026 10:00:00 AM", "10.0.0.7")
    return csv_text([
        first, second,
        ("1", *about, "Ann Lee", "ann@example.org", "Mentor", "Head", "Sales, and more", TIME, "", "Career", "", "12", WHY, "Jo Po", "", ""),
        ("2", *about, "Bo Smith", "bo@example.org", "Both", "Lead", "Legal", "", "Feedback", "", "Gardens, and dogs", "", "", "Ann Lee", "", ""),
        ("3", *about, "Cleo Öz", "cleo@example.org", "Mentee", "Senior", "IT", "", "Feedback", "", "", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def limesurvey() -> str:
    head = ("id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language", "email. E-mail address",
            "name. Name", "role. Role", "grade. Grade", "department. Department",
            *(f"topics[{code}]. Topics [{one}]" for code, one in (("SQ001", TIME), ("SQ002", "Feedback"), ("SQ003", "Career"), ("other", "Other"))),
            "years. Years in the job", "why. Why do you apply?", f"linemanager. {LINE}", f"notwith. {NOT}", f"choice1. {FIRST}")  # fmt: skip
    about = ("1980-01-01 00:00:00", "1", "en")
    return csv_text([
        head,
        ("1", *about, "ann@example.org", "Ann Lee", "Mentor", "Head", "Sales, and more", "Yes", "No", "Yes", "", "12.0000000000", WHY, "Jo Po", "", ""),
        ("2", *about, "bo@example.org", "Bo Smith", "Both", "Lead", "Legal", "No", "Yes", "No", "Gardens", "", "", "Ann Lee", "", ""),
        ("3", *about, "cleo@example.org", "Cleo Öz", "Mentee", "Senior", "IT", "No", "Yes", "No", "", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def limesurvey_codes_only() -> str:
    """The codes of the survey that we make for LimeSurvey, in its export of codes."""
    codes = limesurvey_codes(application_questions(program(), Voice.of(program())))
    head = ("id", "submitdate", "lastpage", "startlanguage", *(codes[one] for one in ("email", "name", "role", "grade", "department")),
            *(f"{codes['topics']}[{one}]" for one in ("SQ001", "SQ002", "SQ003", "other")),
            *(codes[one] for one in ("years", "why", "line-manager", "not-with", "choice-1")))  # fmt: skip
    about = ("1980-01-01 00:00:00", "1", "en")
    return csv_text([
        head,
        ("1", *about, "ann@example.org", "Ann Lee", "A1", "A4", "Sales, and more", "Y", "", "Y", "", "12", WHY, "Jo Po", "", ""),
        ("2", *about, "bo@example.org", "Bo Smith", "A3", "A3", "Legal", "", "Y", "", "Gardens", "", "", "Ann Lee", "", ""),
        ("3", *about, "cleo@example.org", "Cleo Öz", "A2", "A2", "IT", "", "Y", "", "", "", "", "", "Bo Smith", "Ann Lee"),
    ])  # fmt: skip


def our_own() -> bytes:
    """Our own table, saved by a spreadsheet of a country that puts semicolons between cells."""
    head = [one.ask for one in application_questions(program(), Voice.of(program()))]

    def row(**cells: str) -> list[str]:
        asked = application_questions(program(), Voice.of(program()))
        return [cells.get(one.name.replace("-", "_"), "") for one in asked]

    rows = [
        row(name="Ann Lee", email="ann@example.org", role="mentor", grade="head", department="Sales, and more", topics=f"{TIME}|Career", years="12,0",
            why=WHY, line_manager="Jo Po"),
        row(name="Bo  Smith", email="<bo@example.org>", role="both", grade="LEAD", department="Legal", topics="Feedback; Gardens", line_manager="Ann Lee"),
        row(name="Cleo Öz", email="mailto:cleo@example.org", role="mentees", grade="Senior", department="IT", topics="Feedback", not_with="Bo Smith",
            choice_1="Ann Lee"),
    ]  # fmt: skip
    return ("sep=;\r\n" + csv_text([head, *rows], ";")).encode("utf-16")


EXPORTS: dict[str, Callable[[], str | bytes]] = {
    "google.csv": google,
    "microsoft.xlsx": microsoft,
    "microsoft, nobody signed in.xlsx": microsoft_anonymous,
    "microsoft, numbered.xlsx": microsoft_numbered,
    "qualtrics.csv": qualtrics,
    "surveymonkey.csv": surveymonkey,
    "surveymonkey, contact details.csv": surveymonkey_contact,
    "limesurvey.csv": limesurvey,
    "limesurvey, codes.csv": limesurvey_codes_only,
    "ours.csv": our_own,
}


@pytest.fixture(params=EXPORTS)
def export(request: pytest.FixtureRequest, tmp_path: Path) -> ReadApplications:
    return read(tmp_path / "applications", (str(request.param), EXPORTS[request.param]()))


def test_the_same_people_come_of_every_tool(export: ReadApplications) -> None:
    assert (export.said, export.columns) == ([], "")
    assert (export.mentors, export.mentees) == (
        ["ann@example.org", "bo@example.org"],
        ["bo@example.org", "cleo@example.org"],
    )
    assert {
        one.key: dict(one.values) for one in export.applications or () if one.role == "mentor" or "cleo" in one.key
    } == VALUES
    ann, bo, cleo = (export[one] for one in ("ann@example.org", "mentee bo@example.org", "cleo@example.org"))
    assert (ann.managers, bo.managers, cleo.managers) == (("jo po",), ("ann@example.org",), ())
    assert (cleo.not_with, cleo.choices) == ({"bo@example.org"}, ("ann@example.org",))
