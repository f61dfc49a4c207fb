"""Dates that are open, due at an hour, or kept on each of several days: on the timeline, on people's paths and in print."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import LEAD, Project
from lxml import html

from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.key_dates import key_dates

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-03
ends: 2027-06-30
time_zone: Europe/London
sessions:
  1: {title: Begin, week: 1, day: Friday}
events:
  - {what: Apply, kind: application, date: 2026-11-02, until: 2026-11-30, at: "17:00"}
  - {what: Course, kind: training, date: 2027-03-01, until: 2027-03-12, at: "09:00", minutes: 180}
  - {what: Party, at: "18:00", place: The old hall, for: mentees}
  - {what: Trip, date: TO FILL IN (when the bus is free), until: 2027-05-05}
  - what: Workshop
    groups: [{name: Morning, date: 2027-04-01}, {name: Evening}]
library: {forms: [goal-sheet]}
"""
OPEN = "Date to be announced"


@pytest.fixture
def pages(project: Project) -> Path:
    project.write(LEAD, PROGRAM)
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2026, 11, 18), downloads=[])
    return project.root / "made/docs"


def entries(page: Path, mark: str) -> dict[str, html.HtmlElement]:
    """The entries of a list, by their titles."""
    found = html.fromstring(page.read_text("utf-8")).find_class(mark)
    return {one.xpath(".//h4")[0].text_content(): one for one in found}


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_what_is_due_begins_with_its_first_day_and_is_over_at_its_hour_on_the_last(pages: Path) -> None:
    one = entries(pages / "timeline.md", "mk-entry")["Apply"]
    assert (one.get("data-mk-from"), one.get("data-mk-until")) == ("2026-11-02", "2026-11-30T17:00:00+00:00")
    assert "until 17:00" in words(one)


def test_hours_on_several_days_are_those_of_each(pages: Path) -> None:
    one = entries(pages / "timeline.md", "mk-entry")["Course"]
    assert "each day 09:00–12:00" in words(one)
    assert one.xpath(".//time/@data-mk-ends") == ["2027-03-01T12:00:00+00:00"]
    assert one.get("data-mk-until") == "2027-03-12T12:00:00+00:00"


def test_what_has_no_date_yet_stands_at_the_end_of_the_timeline_and_says_so(pages: Path) -> None:
    timeline = (pages / "timeline.md").read_text("utf-8")
    last = timeline[timeline.index(f"## {OPEN}") :]
    assert re.findall(r"<h4[^>]*>(.*?)</h4>", last) == ["Party", "Trip"]
    party = entries(pages / "timeline.md", "mk-entry")["Party"]
    assert party.get("data-mk-until") is None, "it is neither past nor next"
    assert "18:00" in words(party)
    assert "The old hall" in words(party)
    groups = entries(pages / "timeline.md", "mk-entry")["Workshop"].find_class("mk-groups")[0]
    assert [OPEN in words(one) for one in groups] == [False, True]
    assert len(groups.find_class("mk-add")) == 1, "and there is no file to put it into a calendar"


def test_it_stands_on_the_paths_of_those_whom_it_is_for(pages: Path) -> None:
    assert OPEN in words(entries(pages / "roles/mentee.md", "mk-path__step")["Party"])
    assert "Party" not in entries(pages / "roles/mentor.md", "mk-path__step")


COMPLETE = "books: {mentee-workbook: {extent: complete}, mentor-workbook: {extent: complete}}\n"
"""Books with a table of dates, which essential ones have on a page to pin up."""


@pytest.mark.slow
def test_it_stands_in_print_too(project: Project) -> None:
    project.write(LEAD, PROGRAM + COMPLETE)
    job = project.job()
    printed = {
        book.id: words(html.fromstring(compose(job.toolkit, book, job.layers).html)) for book in books_of(job.toolkit)
    }
    assert f"{OPEN}18:00PartyThe old hall" in printed["mentee-workbook"]
    assert f"{OPEN}WorkshopEvening" in printed["mentee-workbook"]
    assert "Party" not in printed["mentor-workbook"]
    papers = [(one.what, len(one.moments)) for one in key_dates(job.toolkit, ("mentee",), 9)]
    assert papers[-3:] == [("", 1), ("Party", 0), ("Trip", 0)], "open dates come behind the end"
    assert "each day 09:00–12:00" in printed["facilitator-guide"]
    assert "until 17:00" in printed["facilitator-guide"]
