"""The list of dates: everything in order, as people say it, and what moved with what."""

from __future__ import annotations

from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.language.catalogue import Words
from mentorkit.studio.timeline_rows import DatedRow, MovedDate, moved_dates, timeline_rows

ENGLISH = Words("en-GB")
THIN = "\u2009"
"""The space around dashes in intervals of days."""
YEAR = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
time_zone: Europe/London
sessions:
  1: {title: Begin, week: 2}
  2: {title: Go on, week: 6, day: Tuesday, at: "10:00", minutes: 60}
pauses:
  - {name: Spring break, from: 2027-03-29, to: 2027-04-09}
events:
  - {what: Applications open, week: -6}
  - id: launch
    what: Launch
    date: 2027-02-04
    at: "14:00"
    minutes: 90
  - id: foundations
    what: Foundations
    week: 1
    groups:
      - {name: Morning, day: Tuesday, week: 1, at: "09:30"}
      - {at: "16:00"}
  - {id: call, what: Call, kind: call, date: 2027-02-10, every: 2 weeks, times: 3}
  - {what: A visit}
communications:
  - {id: invite, title: Would you?, week: -2, day: Friday}
evaluation:
  questionnaires:
    - {id: before, title: Before we begin, when: baseline, week: -1, items: [{ask: Why?, answer: words}]}
"""


def rows(text: str) -> tuple[DatedRow, ...]:
    source, problems = read_mapping(text, "programs/acme/lead.yml")
    assert source is not None, problems
    program, problems = read_as(Program, source)
    assert program is not None, problems
    return timeline_rows(program, ENGLISH)


def test_every_date_stands_in_order_as_people_say_it() -> None:
    told = [(row.title, row.when.replace(THIN, ""), row.rhythm) for row in rows(YEAR)]
    assert told == [
        ("Applications open", "6 weeks before the start, 21–27 Dec 2026", ""),
        ("Would you?", "2 weeks before the start, Friday 22 January 2027", ""),
        ("Before we begin", "1 week before the start, 25–31 Jan 2027", ""),
        ("First day", "Week 1, Monday 1 February 2027", ""),
        ("Foundations: group 2", "Week 1, 1–7 Feb 2027, 16:00; the day will be announced", ""),
        ("Foundations: Morning", "Week 1, Tuesday 2 February 2027, 09:30", ""),
        ("Launch", "Week 1, Thursday 4 February 2027, 14:00–15:30", ""),
        ("1. Begin", "Week 2, 8–14 Feb 2027", ""),
        ("Call", "Week 2, Wednesday 10 February 2027", "every 2 weeks, 3 dates, until 10 March 2027"),
        ("2. Go on", "Week 6, Tuesday 9 March 2027, 10:00–11:00", ""),
        ("Spring break", "Week 9, 29 Mar–9 Apr 2027", ""),
        ("Last day", "Week 44, Wednesday 1 December 2027", ""),
        ("A visit", "Date to be announced", ""),
    ]


def test_a_line_leads_to_what_says_when() -> None:
    found = {row.title: ("/".join(row.path), "/".join(row.entry), row.counted) for row in rows(YEAR)}
    assert found == {
        "Applications open": ("events/#0", "events/#0", True),
        "Would you?": ("communications/invite", "communications/invite", True),
        "Before we begin": ("evaluation/questionnaires/before", "evaluation/questionnaires/before", True),
        "First day": ("starts", "starts", False),
        "Foundations: group 2": ("events/foundations", "events/foundations", True),
        "Foundations: Morning": ("events/foundations/groups/#0", "events/foundations", True),
        "Launch": ("events/launch", "events/launch", False),
        "1. Begin": ("sessions/1", "sessions/1", True),
        "Call": ("events/call", "events/call", False),
        "2. Go on": ("sessions/2", "sessions/2", True),
        "Spring break": ("pauses/#0", "pauses/#0", False),
        "Last day": ("ends", "ends", False),
        "A visit": ("events/#4", "events/#4", False),
    }


def test_a_later_start_moves_what_is_counted_in_weeks() -> None:
    before = rows(YEAR)
    moved = moved_dates(before, rows(YEAR.replace("starts: 2027-02-01", "starts: 2027-02-02")))
    assert moved == (
        MovedDate("First day", "Week 1, Monday 1 February 2027", "Week 1, Tuesday 2 February 2027"),
    )  # weeks begin on Mondays
    later = moved_dates(before, rows(YEAR.replace("starts: 2027-02-01", "starts: 2027-02-08")))
    assert [one.title for one in later if one.title in ("1. Begin", "2. Go on", "Applications open")] == [
        "Applications open",
        "1. Begin",
        "2. Go on",
    ]
    assert MovedDate("1. Begin", f"Week 2, 8{THIN}–{THIN}14 Feb 2027", f"Week 2, 15{THIN}–{THIN}21 Feb 2027") in later
    assert (
        MovedDate(  # a day in the calendar stays, and is in another week
            "Launch",
            "Week 1, Thursday 4 February 2027, 14:00–15:30",
            "1 week before the start, Thursday 4 February 2027, 14:00–15:30",
        )
        in later
    )


def test_a_date_that_is_taken_away_is_told() -> None:
    before = rows(YEAR)
    without = rows(YEAR.replace('  2: {title: Go on, week: 6, day: Tuesday, at: "10:00", minutes: 60}\n', ""))
    assert moved_dates(before, without) == (MovedDate("2. Go on", "Week 6, Tuesday 9 March 2027, 10:00–11:00", ""),)
