"""What comes again is one entry with its dates: on the timeline, on people's paths, among the next dates and in print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import LEAD, Project
from lxml import html
from test_open_dates import COMPLETE, words

from mentorkit.portal.dates import coming, last_change
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-03
ends: 2027-06-30
time_zone: Europe/London
sessions:
  1: {title: Begin, week: 1, day: Friday}
events:
  - what: Call
    kind: call
    date: 2027-02-10
    at: "15:00"
    minutes: 60
    every: 2 weeks
    times: 5
    except: [2027-03-10]
    moved: {2027-03-24: 2027-03-25, 2027-04-07: {at: "16:00", place: Room 5}}
  - {what: Training, kind: training, week: 3, day: Tuesday, for: mentees}
  - what: Circle
    kind: circle
    every: 4 weeks
    times: 2
    groups: [{name: Early, date: 2027-02-16, at: "09:00"}, {name: Late, date: 2027-02-18, at: "18:00"}]
library: {forms: [goal-sheet]}
"""


@pytest.fixture
def pages(project: Project) -> Path:
    project.write(LEAD, PROGRAM)
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2027, 3, 1), downloads=[])
    return project.root / "made/docs"


def read(page: Path, mark: str) -> list[html.HtmlElement]:
    return list(html.fromstring(page.read_text("utf-8")).find_class(mark))


def test_the_timeline_has_one_entry_with_its_dates(pages: Path) -> None:
    titled = [(one.xpath(".//h4")[0].text_content(), one) for one in read(pages / "timeline.md", "mk-entry")]
    assert [title for title, _ in titled].count("Call") == 1
    call = dict(titled)["Call"]
    assert words(call.find_class("mk-entry__day")[0]) == "10 Feb – 7 Apr 2027, every 2 weeks"
    assert words(call.find_class("mk-entry__clock")[0]) == "15:00–16:00"
    (listed,) = call.find_class("mk-dates")
    assert [words(one) for one in listed] == [
        "Wed, 10 Feb 2027",
        "Wed 24 Feb",
        "Thu 25 Mar",
        "Wed 7 Apr, 16:00–17:00 (United Kingdom Time), Room 5",
    ]
    assert [(one.get("data-mk-from"), one.get("data-mk-until")) for one in listed][-1] == (
        "2027-04-07T16:00:00+01:00",
        "2027-04-07T17:00:00+01:00",
    )
    assert words(call.find_class("mk-dates__not")[0]) == "Not on 10 Mar"
    assert (call.get("data-mk-from"), call.get("data-mk-until")) == (
        "2027-02-10T15:00:00+00:00",
        "2027-04-07T17:00:00+01:00",
    )
    assert [words(one) for one in call.find_class("mk-add")] == ["Add to calendar: Call"]


def test_each_group_has_its_dates(pages: Path) -> None:
    groups = next(one for one in read(pages / "timeline.md", "mk-groups"))
    assert [[words(day) for day in one.find_class("mk-dates")[0]] for one in groups] == [
        ["Tue, 16 Feb 2027", "Tue 16 Mar"],
        ["Thu, 18 Feb 2027", "Thu 18 Mar"],
    ]
    assert not read(pages / "timeline.md", "mk-entry--again"), "one entry tells of all of them"
    (circle,) = (one for one in read(pages / "timeline.md", "mk-entry") if one.find_class("mk-groups"))
    assert circle.get("data-mk-until") == "2027-03-18"


def test_paths_and_modules_say_from_when_to_when_and_how_often(pages: Path) -> None:
    steps = [words(one) for one in read(pages / "roles/mentee.md", "mk-path__when")]
    assert "10 Feb – 7 Apr 2027, every 2 weeks 15:00–16:00 (United Kingdom Time) Add to calendar: Call" in steps
    assert len(steps) == 4


def test_the_next_dates_hold_each_in_order_of_time(project: Project, pages: Path) -> None:
    kit = project.job().toolkit
    assert [str(card.moment.first) for card in coming(kit, date(2027, 3, 1))] == [
        "2027-03-16",
        "2027-03-18",
        "2027-03-25",
        "2027-04-07",
        "2027-06-30",
    ]
    (first, *_) = read(pages / "index.md", "mk-next__item")
    assert words(first.find_class("mk-next__title")[0]) == "Circle"
    changes = {str(last_change(kit, date(2027, 3, day))) for day in range(17, 27)}
    assert changes == {"2027-03-17", "2027-03-19", "2027-03-26"}


@pytest.mark.slow
def test_print_has_one_row_with_its_dates(project: Project) -> None:
    project.write(LEAD, PROGRAM + COMPLETE)
    job = project.job()
    printed = {book.id: html.fromstring(compose(job.toolkit, book, job.layers).html) for book in books_of(job.toolkit)}
    said = "Wed, 10 Feb 2027 · Wed 24 Feb · Thu 25 Mar · Wed 7 Apr, 16:00–17:00, Room 5"
    (row,) = (one for one in printed["mentee-workbook"].iter("tr") if "Call" in words(one) and "Wed" in words(one))
    assert words(row) == f"10 Feb – 7 Apr 2027, every 2 weeks15:00–16:00 Call{said}Not on 10 Mar"
    assert said in words(printed["facilitator-guide"])
