"""A timetable as organisers write them: week 0, calls that come again, groups, a break, what is alone to do, and open dates."""

from __future__ import annotations

from conftest import LEAD, NO_WORKBOOKS, Project

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
