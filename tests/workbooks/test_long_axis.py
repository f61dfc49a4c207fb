"""The axis of the timeline in books: months, and years where there are several."""

from __future__ import annotations

import pytest
from conftest import SMALL, Project

from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.figures import timeline


@pytest.mark.slow
@pytest.mark.parametrize(
    ("starts", "ends", "labels"),
    [
        ("2027-02-01", "2027-12-01", "Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
        ("2027-02-01", "2028-12-01", "2027 Apr Jul Oct 2028 Apr Jul Oct"),
        ("2027-09-06", "2029-06-01", "2027 2028 Apr Jul Oct 2029 Apr"),
        ("2027-12-06", "2029-03-01", "2027 2028 Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 2029 Feb Mar"),
        ("2027-12-06", "2030-03-01", "2028 Apr Jul Oct 2029 Apr Jul Oct 2030"),
    ],
)
def test_a_long_axis_shows_each_year(project: Project, starts: str, ends: str, labels: str) -> None:
    program = SMALL.replace("2027-02-01", starts).replace("2027-12-01", ends)
    project.write("programs/acme/lead.yml", program)
    toolkit = project.job().toolkit
    picture = timeline(toolkit, Voice.of(toolkit.program), ("mentee",), 178)
    assert " ".join(month.label for month in picture.months if month.label) == labels


@pytest.mark.slow
def test_workbooks_carry_what_events_ask_of_their_readers(project: Project) -> None:
    events = """\
events:
  - {week: 2, what: First call, kind: call, for: mentees, before: Read *the page*., after: [Write to somebody., Rest.]}
  - {week: 4, what: Mentors meet, kind: circle, for: mentors, before: Bring a question.}
  - {week: 6, what: Lunch, kind: social}
"""
    project.write(
        "programs/acme/lead.yml",
        SMALL + events + "books: {mentor-workbook: {extent: complete}, mentee-workbook: {extent: complete}}\n",
    )
    job = project.job()
    books = {book.id: compose(job.toolkit, book, job.layers).html for book in books_of(job.toolkit)}
    mentee, mentor = books["mentee-workbook"], books["mentor-workbook"]
    assert "Before and after events" in mentee
    assert "<li>Read <em>the page</em>.</li>" in mentee
    assert "<li>Write to somebody.</li><li>Rest.</li>" in mentee
    assert "Bring a question." not in mentee
    assert "Bring a question." in mentor
    assert "Read <em>" not in mentor
