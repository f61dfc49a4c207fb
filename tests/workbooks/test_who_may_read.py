"""What is for one role stands in nothing that is made for the other: workbooks, calendars, role pages, lists of downloads."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from conftest import ROOT, Project

from mentorkit.files.calendars import calendars
from mentorkit.files.downloads import Download
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

ROLES = ("mentor", "mentee", "facilitator", "manager")
PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1:
    title: Begin
    week: 2
    keys: [mentor, mentee, both]
    prepare: {mentor: xmentor-prepares, mentee: xmentee-prepares}
    actions: {mentor: xmentor-acts, mentee: xmentee-acts}
events:
  - {what: xmentor-event, for: mentors, date: 2027-03-01}
  - {what: xmentee-event, for: mentees, date: 2027-03-02}
  - {what: xmanager-event, for: managers, date: 2027-03-03}
  - {what: xfacilitator-event, for: [facilitators, hr], date: 2027-03-04}
  - {what: for all of them, for: everyone, date: 2027-03-05}
books: {mentor-workbook: {extent: [essential, complete]}, mentee-workbook: {extent: [essential, complete]}}
library: {keys: [mentor-more, mentee-more], forms: [mentor-sheet, mentee-sheet, facilitator-list, application]}
communications:
  - {title: xfacilitator-message, text: xfacilitator-text}
"""
KEY = (ROOT / "content/keys/first-conversation.md").read_text("utf-8")
FORM = "---\ntitle: x{role}-{id}\nsummary: x{role}-summary\nfor: [{role}]\nkind: {kind}\n---\nx{role}-body\n\n/// prompt | x{role}-question\n    lines: 4\n///\n"


def key(role: str, name: str) -> str:
    whole = re.sub(r"^title: .*$", f"title: x{role}-{name}", KEY, count=1, flags=re.MULTILINE)
    whole = re.sub(r"^for: .*$", f"for: [{role}]", whole, count=1, flags=re.MULTILINE)
    assert "role | mentor\n" in whole, "each Key has a part for the mentor, which no mentee reads on paper"
    whole = whole.replace("role | mentor\n", "role | mentor\nxmentor-part\n\n")
    return whole.replace("\n## Notice", f"\nx{role}-{name}-words\n\n## Notice", 1)


@pytest.fixture
def programme(project: Project) -> Project:
    """A programme in which every word that is for one role alone begins with that role's name behind an x."""
    project.write("programs/acme/lead.yml", PROGRAM)
    project.write("content/keys/both.md", key("mentor, mentee", "both").replace("xmentor, mentee", "all"))
    for role in ("mentor", "mentee"):
        project.write(f"content/keys/{role}.md", key(role, "key"))
        project.write(f"content/keys/{role}-more.md", key(role, "more"))
        project.write(f"content/forms/{role}-sheet.md", FORM.format(role=role, id="sheet", kind="worksheet"))
    checklist = FORM.format(role="facilitator", id="list", kind="checklist")
    project.write("content/forms/facilitator-list.md", checklist.replace("[facilitator]", "[mentor, mentee]"))
    project.write("content/forms/application.md", FORM.format(role="facilitator", id="application", kind="application"))
    return project


def marked(text: str) -> set[str]:
    """The roles for which some of these words are alone."""
    return {role for role in ROLES if f"x{role}-" in text}


@pytest.mark.slow
def test_a_book_holds_nothing_that_is_for_somebody_else(programme: Project) -> None:
    job = programme.job()
    books = {book.stem: compose(job.toolkit, book, job.layers).html for book in books_of(job.toolkit)}
    for role in ("mentor", "mentee"):
        html = books[f"{role}-workbook-complete"]
        both = html + books[f"{role}-workbook"]
        strange = sorted(set(re.findall(r"x(?:mentor|mentee|facilitator|manager)-[\w-]+", both)))
        assert [word for word in strange if not word.startswith(f"x{role}-")] == [], f"in the workbook for {role}s"
        for own in (
            "key",
            "key-words",
            "more",
            "sheet",
            "question",
            "prepares",
            "acts",
            "event",
            *(["part"] if role == "mentor" else []),
        ):
            assert f"x{role}-{own}" in html, f"the workbook for {role}s lacks what is theirs"
    assert marked(books["facilitator-guide"]) == set(ROLES), "who facilitates sees all of it"
    assert "xfacilitator-text" in books["facilitator-guide"]


def test_a_calendar_holds_nothing_that_is_for_somebody_else(programme: Project) -> None:
    stamp = datetime(2026, 11, 21, tzinfo=UTC)
    made = {role: data.decode().replace("\r\n ", "") for _name, role, data in calendars(programme.job().toolkit, stamp)}
    assert marked(made[None]) == set(ROLES)
    for role in ROLES:
        assert marked(made[role]) == {role}, f"the calendar for {role}s"
    assert "xmentee-key" in made["mentee"]
    assert "xmentor-prepares" in made["mentor"]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_the_page_of_a_role_leads_to_nothing_that_is_for_somebody_else(role: str, programme: Project) -> None:
    job, made = programme.job(), programme.root / "made"
    stage(job.toolkit, job.layers, job.config, made, today=date(2027, 1, 1), downloads=_downloads(programme))
    page = (made / f"docs/roles/{role}.md").read_text("utf-8")
    assert marked(page) == {role}, "the words on it"
    for own in ("key", "prepares", "acts", "event"):
        assert f"x{role}-{own}" in page
    other = {"mentor": "mentee", "mentee": "mentor"}[role]
    assert f"{role}-workbook.pdf" in page
    for foreign in (f"keys/{other}", f"{other}-workbook.pdf", "facilitator-guide.pdf", f"calendar-{other}.ics"):
        assert foreign not in page, f"it leads {role}s to {foreign}"
    home = (made / "docs/index.md").read_text("utf-8")
    steps = re.search(rf'<h3[^>]*><a href="roles/{role}/">.*?<ol class="mk-steps">(.*?)</ol>', home, re.DOTALL)
    assert steps
    assert f"keys/{other}" not in steps[1]


def _downloads(programme: Project) -> list[Download]:
    return [
        Download(
            f"downloads/{book.stem}.pdf",
            book.id,
            book.audience,
            1000,
            pages=9,
            form=book.form.path if book.form else "",
        )
        for book in books_of(programme.job().toolkit)
    ]


@pytest.mark.slow
def test_the_list_of_downloads_names_for_each_file_who_reads_it(programme: Project) -> None:
    job, made = programme.job(), programme.root / "made"
    stage(job.toolkit, job.layers, job.config, made, today=date(2027, 1, 1), downloads=_downloads(programme))
    page = (made / "docs/downloads.md").read_text("utf-8")
    groups = dict(re.findall(r'<h2 id="books[\w-]*">(.*?)</h2>(.*?)</section>', page, re.DOTALL))
    where = {
        name: [who for who, files in groups.items() if f"{name}.pdf" in files]
        for name in ("mentor-workbook", "mentee-workbook", "facilitator-guide")
    }
    assert [len(found) for found in where.values()] == [1, 1, 1], "each stands once"
    assert where["mentor-workbook"] == where["mentee-workbook"] != where["facilitator-guide"]
    assert "mentor" not in where["facilitator-guide"][0].lower()


def test_the_page_of_a_key_says_for_whom_it_is(programme: Project) -> None:
    job, made = programme.job(), programme.root / "made"
    stage(job.toolkit, job.layers, job.config, made, today=date(2027, 1, 1), downloads=[])
    said = {role: (made / f"docs/keys/{role}.md").read_text("utf-8") for role in ("mentor", "mentee")}
    assert "For mentors\n" in said["mentor"]
    assert "For mentees\n" in said["mentee"]
