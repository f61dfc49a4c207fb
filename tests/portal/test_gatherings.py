"""Who leads, hosts and speaks at events and sessions, what is kept of them, and the people whom a programme introduces."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import Project
from icalendar import Calendar
from lxml import html

from mentorkit.build.outputs import Job
from mentorkit.files.calendars import calendars
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
people:
  experts: [{id: rosa, name: Rosa Lind, about: Has built three teams from nothing.}]
  speakers:
    - {name: Ines Park, title: Head of Design, about: Draws while she talks.}
events:
  - id: call
    date: 2027-02-09
    what: Cohort call
    with: Sam Okafor
    hosts: [Jo Weiss, Lin Ode]
    facilitators: Kim Bo
    experts: rosa
    notes: https://notes.example/1
    recording: [https://film.example/1, {title: Second half, link: "https://film.example/2"}]
    objectives: Tell a need from a wish.
    syllabus: [Needs, Wishes]
    parts:
      - {title: Drawing a map, speakers: [Ines Park, rosa], slides: "https://slides.example/1", recording: "https://film.example/3"}
    resources:
      - {title: Maps, type: film, speaker: rosa, link: "https://maps.example/", recording: ["https://film.example/4", "https://film.example/5"]}
sessions:
  1:
    title: Begin
    date: 2027-02-16
    with: rosa
    hosts: Jo Weiss
    place: Room 4
    notes: https://notes.example/2
    recording: https://film.example/6
    syllabus: [First things]
    parts: [{title: A talk, speakers: Ines Park}]
library: {forms: [goal-sheet]}
books: {mentor-workbook: {chapters: [dates, sessions], extent: complete}, mentee-workbook: none, cards: none}
"""


@pytest.fixture
def job(project: Project) -> Job:
    """A programme that says everything of a gathering that can be said."""
    project.write("programs/acme/lead.yml", PROGRAM)
    return project.job()


def words(text: str) -> str:
    """The text of a page of HTML on one line."""
    return re.sub(r"\s+", " ", " ".join(html.fromstring(text).itertext()))


@pytest.fixture
def docs(job: Job, tmp_path: Path) -> Path:
    stage(job.toolkit, job.layers, job.config, tmp_path, today=date(2027, 1, 1), downloads=[])
    return tmp_path / "docs"


def test_an_event_and_a_session_say_who_is_there_and_what_is_kept(docs: Path) -> None:
    timeline = words((docs / "timeline.md").read_text("utf-8"))
    for said in (
        "With Sam Okafor Hosts: Jo Weiss and Lin Ode Facilitators: Kim Bo Experts: Rosa Lind",
        "Notes Recording Recording: Second half",
        "You will be able to Tell a need from a wish. Topics Needs Wishes",
        "Drawing a map With Ines Park and Rosa Lind Slides Drawing a map Recording Drawing a map",
        "Maps (film) by Rosa Lind Recording Maps Recording Maps",
    ):
        assert said in timeline
    session = words((docs / "sessions/1.md").read_text("utf-8"))
    assert "With Rosa Lind Hosts: Jo Weiss Room 4 Notes Recording" in session
    assert "Topics First things" in session
    assert "Programme A talk With Ines Park" in session
    links = html.fromstring((docs / "timeline.md").read_text("utf-8")).xpath("//a/@href")
    assert {f"https://film.example/{number}" for number in range(1, 6)} <= set(links)


def test_those_who_are_introduced_have_a_page_that_leads_to_their_events(docs: Path) -> None:
    page = html.fromstring((docs / "people.md").read_text("utf-8"))
    assert [words(html.tostring(one, encoding="unicode")).strip() for one in page.find_class("mk-person")] == [
        "Speaker Ines Park Head of Design Draws while she talks. Cohort call",
        "Expert Rosa Lind Has built three teams from nothing. Cohort call",
    ]
    assert page.xpath("//li//p/a/@href") == ["../timeline/#event-call"] * 2


@pytest.mark.slow
def test_a_programme_that_introduces_nobody_has_no_such_page(project: Project, tmp_path: Path) -> None:
    job = project.job()
    stage(job.toolkit, job.layers, job.config, tmp_path, today=date(2027, 1, 1), downloads=[])
    assert not (tmp_path / "docs/people.md").exists()


@pytest.mark.slow
def test_the_books_tell_them_too(job: Job) -> None:
    said = {book.id: words(compose(job.toolkit, book, job.layers).html) for book in books_of(job.toolkit)}
    mine, guide = said["mentor-workbook"], said["facilitator-guide"]
    assert "Cohort call Sam Okafor Hosts: Jo Weiss and Lin Ode Facilitators: Kim Bo Experts: Rosa Lind" in mine
    assert "Cohort call Ines Park Head of Design Draws while she talks." in mine
    assert "Room 4 With Rosa Lind Hosts: Jo Weiss" in mine
    assert "Topics First things Programme Part Who A talk Ines Park" in mine
    assert "Recording: film.example/1 Second half: film.example/2" in guide
    assert "Drawing a map Slides: slides.example/1 Recording: film.example/3 Ines Park and Rosa Lind" in guide
    assert "Maps (film), Rosa Lind maps.example Recording: film.example/4 Recording: film.example/5" in guide
    assert "Topics Needs Wishes" in guide


def test_calendars_tell_them_too(job: Job) -> None:
    made = {name: data for name, _, data in calendars(job.toolkit, datetime(2026, 11, 1, tzinfo=UTC))}
    events = {str(one["SUMMARY"]): str(one["DESCRIPTION"]) for one in Calendar.from_ical(made["calendar.ics"]).events}
    assert events["Cohort call"].splitlines() == [
        "With Sam Okafor", "Hosts: Jo Weiss and Lin Ode", "Facilitators: Kim Bo", "Experts: Rosa Lind",
        "You will be able to:", "- Tell a need from a wish.", "Topics:", "- Needs", "- Wishes",
        "Programme:", "- Drawing a map", "  With Ines Park and Rosa Lind", "  Slides: https://slides.example/1",
        "  Recording: https://film.example/3", "Resources:", "- Maps (film) by Rosa Lind https://maps.example/",
        "  Recording: https://film.example/4", "  Recording: https://film.example/5",
        "Notes: https://notes.example/1", "Recording: https://film.example/1", "Second half, Recording: https://film.example/2",
    ]  # fmt: skip
    assert events["Session 1: Begin"].splitlines() == [
        "Topics:", "- First things", "Programme:", "- A talk", "  With Ines Park",
        "With Rosa Lind", "Hosts: Jo Weiss", "Notes: https://notes.example/2", "Recording: https://film.example/6",
    ]  # fmt: skip


def test_an_id_of_nobody_is_told_where_it_stands(project: Project) -> None:
    wrong = PROGRAM.replace("experts: rosa", "experts: [rosa, roza]").replace(
        "speakers: Ines Park}]", "speakers: ines}]"
    )
    project.write("programs/acme/lead.yml", wrong.replace("{name: Ines", "{id: rosa, name: Ines"))
    assert project.problems() == [
        'programs/acme/lead.yml:8:12  error  two people have the id "rosa" (first on line 6)  [same-id] -> give one of them another id',
        'programs/acme/lead.yml:16:21  error  nobody under `people` has the id "roza"  [person-exists] -> did you mean "rosa"?',
        'programs/acme/lead.yml:35:39  error  nobody under `people` has the id "ines"  [person-exists] -> known here: rosa',
    ]
