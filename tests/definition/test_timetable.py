"""A timetable as organisers write them: week 0, calls that come again, groups, a break, what is alone to do, and open dates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from conftest import LEAD, NO_WORKBOOKS, SHORT, SMALL, Project
from icalendar import Calendar
from lxml.html import fromstring

from mentorkit.files.calendars import calendar_for
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_html import compose

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

TIMETABLE = """\
title: Open seedlings
organisation: Acme
starts: 2027-02-22
first_week: 0
ends: week 10 Friday
time_zone: Etc/UTC
library: {forms: [goal-sheet]}
pauses:
  - {name: Easter break, from: 2027-03-29, to: 2027-04-09, counted: no}
sessions:
  1: {title: Meet each other, week: 0, minutes: 30}
  2: {title: Plans, week: 2, minutes: 30}
  3: {title: Obstacles, week: 5, minutes: 30}
events:
  - {what: Call for applications, kind: application, date: 2026-11-30, until: 2027-01-15}
  - {what: Questions about applying, kind: webinar, date: 2026-12-14, at: "15:00", minutes: 60}
  - what: Mentors begin
    kind: training
    for: mentors
    minutes: 60
    groups:
      - {week: 0, day: Thursday, at: "09:30"}
      - {week: 1, day: Tuesday, at: "17:00"}
  - what: Cohort call
    kind: call
    week: 1
    day: Wednesday
    at: "17:00"
    minutes: 90
    every: 2 weeks
    until: week 9 Friday
    moved: {week 3 Wednesday: {date: week 3 Tuesday, at: "10:00"}}
  - {id: cafe, what: Coffee, kind: social, week: 1, day: Wednesday, at: "14:00", minutes: 90, every: week, times: 10}
  - {what: Write your plan, kind: task, week: 1, every: 3 weeks, times: 3, for: mentees}
  - {what: Skills workshop, kind: learning, at: "09:00", minutes: 180}
  - what: Graduation
    kind: showcase
    at: "16:00"
    minutes: 60
    groups: [{name: East, week: 10, day: Tuesday, at: "08:00"}, {name: West, week: 10, day: Thursday}]
"""
EXPECTED = """\
2026-11-30 event Call for applications
2026-12-14 event Questions about applying
2027-02-22 start
2027-02-22 session Meet each other
2027-02-25 event Mentors begin
2027-03-01 event Write your plan: 2027-03-01, 2027-03-22, 2027-04-12
2027-03-02 event Mentors begin
2027-03-03 event Coffee: 2027-03-03, 2027-03-10, 2027-03-17, 2027-03-24, 2027-04-14, 2027-04-21, 2027-04-28, 2027-05-05
2027-03-03 event Cohort call: 2027-03-03, 2027-03-16, 2027-04-14, 2027-04-28, 2027-05-12
2027-03-08 session Plans
2027-03-29 pause Easter break
2027-04-12 session Obstacles
2027-05-18 event Graduation
2027-05-20 event Graduation
2027-05-21 end
"""


def test_a_whole_timetable_stands_as_it_was_meant(project: Project) -> None:
    project.write(LEAD, TIMETABLE + NO_WORKBOOKS)
    made = project.job().toolkit
    lines = []
    for entry in made.timeline:
        named = entry.event.event.what if entry.event else entry.session.session.title if entry.session else ""
        named = entry.pause.name if entry.pause else named
        dates = ", ".join(str(one.first) for one in entry.moment.each) if entry.moment.dates else ""
        line = f"{entry.moment.first} {entry.kind} {named}".rstrip() + (f": {dates}" if dates else "")
        lines.append(line)
    assert "\n".join(lines) + "\n" == EXPECTED
    assert [one.event.what for one in made.undated] == ["Skills workshop"]


WORKSHOP = """\
events:
  - what: Workshop
    week: 2
    at: "17:00"
    minutes: 180
    with: [anna]
    before: |
      - Read the [rules](https://rules.example)
        - and what they cite
      - Bring a question
    after: "- Write down what you tried"
    tags: "- talk\\n- questions"
    parts: [{title: Why rules, topic: Trust, speakers: [Ben Ito], minutes: 20}]
  - {what: Some time, at: "09:00", minutes: 45}
  - {what: Answer, kind: survey, date: 2027-02-03, until: 2027-02-09, at: "18:00", minutes: 10}
"""


def test_a_list_below_a_bar_has_its_entries(project: Project) -> None:
    project.write(LEAD, SMALL + WORKSHOP + NO_WORKBOOKS)
    event = project.job().toolkit.program.events[0]
    assert event.before == ("Read the [rules](https://rules.example)\n- and what they cite", "Bring a question")
    assert (event.after, event.tags) == (("Write down what you tried",), ("talk", "questions"))


def test_how_long_it_takes_is_said_where_no_end_says_so(project: Project) -> None:
    """The day of one is open, the other's too, and of the third there is only an end."""
    project.write(LEAD, SHORT + WORKSHOP)
    job = project.job()
    voice = Voice.of(job.toolkit.program)
    said = {entry.event.event.what: voice.how_long(entry.moment) for entry in job.toolkit.timeline if entry.event}
    assert said == {"Workshop": "3 hours", "Answer": "10 minutes"}
    book = next(book for book in job.books if book.id == "mentor-workbook")
    rows = fromstring(compose(job.toolkit, book, job.layers).html).xpath("//table[contains(@class, 'dates')]//tr")
    times = [[text for text in row[0].itertext() if text.strip()][1:] for row in rows]
    for told in (
        ["17:00; the day will be announced", "3 hours"],
        ["09:00", "45 minutes"],
        ["until 18:00", "10 minutes"],
    ):
        assert told in times


def test_calendars_say_who_speaks_about_what(project: Project) -> None:
    project.write(LEAD, SMALL + WORKSHOP + NO_WORKBOOKS)
    toolkit = project.job().toolkit
    (event,) = [
        one
        for one in Calendar.from_ical(calendar_for(toolkit, "mentor", NOON)).walk("VEVENT")
        if one["summary"] == "Workshop"
    ]
    assert str(event["description"]) == (
        "At 17:00; the day will be announced.\n3 hours\nWith anna\n"
        "Programme:\n- Why rules · 20 minutes\n  Trust\n  With Ben Ito\n"
        "Beforehand:\n- Read the rules (https://rules.example)\n  - and what they cite\n- Bring a question\n"
        "Afterwards:\n- Write down what you tried"
    )


@pytest.mark.parametrize(
    "written", ["\"['Read it', 'Bring it']\"", "'[\"Read it\"]'", "|\n      ['Read it',\n       'Bring it']"]
)
def test_a_list_in_quotes_is_told(written: str, project: Project) -> None:
    project.write(LEAD, SMALL + f"events:\n  - what: Call\n    before: {written}\n")
    assert project.problems() == [
        "programs/acme/lead.yml:9:13  warning  this is a list that is read as one text, with its brackets and quotes"
        "  [yaml-list] -> write each entry on a line of its own that begins with `- `, or take away the quotes or the bar"
        " in front of the bracket"
    ]
