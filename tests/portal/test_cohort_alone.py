"""A programme of a cohort without pair sessions: nothing that people read of it speaks of any."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import Project
from lxml import html

from mentorkit.build.outputs import Job
from mentorkit.design_rules.audit import audit
from mentorkit.files.calendars import calendars
from mentorkit.files.tables import heading_rows
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

PROGRAM = """\
title: Open Cohort
organisation: Acme
starts: 2027-02-01
ends: 2027-06-30
events:
  - {week: 2, day: Tuesday, at: "10:00", minutes: 60, what: First call, kind: call, before: Read the page., for: mentees}
  - {week: 20, what: Showcase, kind: showcase}
agreement: {rhythm: Every second week.}
evaluation: {questionnaires: [{id: first, title: First, when: baseline, items: [{ask: How is it?}]}]}
recognition: {certificate: yes}
goals: [{statement: People know each other}]
library: {forms: [goal-sheet]}
"""


@pytest.fixture
def job(project: Project) -> Job:
    project.write("programs/acme/lead.yml", PROGRAM)
    return project.job()


def sessions_in(text: str) -> list[str]:
    """What is said of sessions on a page, with a few words around it."""
    tree = html.fromstring(text)
    for one in tree.xpath("//style | //script"):
        one.drop_tree()
    said = re.sub(r"\s+", " ", " ".join([*tree.itertext(), *tree.xpath("//@title | //@alt | //@aria-label")]))
    return re.findall(r"(?i).{0,40}\bsessions?\b.{0,40}", said)


def test_no_page_speaks_of_sessions(job: Job, tmp_path: Path) -> None:
    stage(job.toolkit, job.layers, job.config, tmp_path, today=date(2027, 1, 1), downloads=[])
    pages = {path.relative_to(tmp_path / "docs").as_posix(): path for path in (tmp_path / "docs").rglob("*.md")}
    assert not [name for name in pages if name.startswith("sessions")]
    assert {name: found for name, path in pages.items() if (found := sessions_in(path.read_text("utf-8")))} == {}
    assert "Session" not in (tmp_path / "mkdocs.yml").read_text("utf-8")


@pytest.mark.slow
def test_no_book_speaks_of_sessions(job: Job) -> None:
    texts = {book.id: compose(job.toolkit, book, job.layers).html for book in books_of(job.toolkit)}
    assert {"mentor-workbook", "mentee-workbook", "facilitator-guide", "charter", "certificate"} <= texts.keys()
    assert {name: found for name, text in texts.items() if (found := sessions_in(text))} == {}


def test_no_file_speaks_of_sessions(job: Job) -> None:
    made = [data for _, _, data in calendars(job.toolkit, datetime(2026, 11, 1, tzinfo=UTC))]
    made += [row.data for row in heading_rows(job.toolkit)]
    assert not [data for data in made if b"ession" in data]


def test_the_audit_asks_for_no_session(job: Job) -> None:
    open_ = [one for one in audit(job.toolkit).verdicts if one.state == "open"]
    assert [problem.message for one in open_ for problem in one.problems if "session" in problem.message] == []


@pytest.mark.slow
def test_an_archetype_is_taken_over_without_its_sessions(project: Project) -> None:
    project.write(
        "programs/acme/lead.yml",
        "title: Lead\norganisation: Acme\nstarts: 2027-02-01\narchetype: inclusion\nsessions: none\n",
    )
    assert [line for line in project.problems() if "error" in line] == []


def test_a_programme_without_sessions_and_events_is_refused(project: Project) -> None:
    project.write("programs/acme/lead.yml", "title: Lead\norganisation: Acme\nstarts: 2027-02-01\n")
    assert project.problems() == [
        "programs/acme/lead.yml:1:1  error  the programme has no sessions  [field-value] -> add `sessions:`, or name an `archetype:` that brings them; a cohort without pairs has `events:` alone"
    ]
