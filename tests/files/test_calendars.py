"""Calendars, read back by somebody else's parser."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from conftest import SMALL, Project

from mentorkit.checking.loading import load
from mentorkit.files.calendars import calendars
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.workspace import open_workspace

STAMP = datetime(2026, 11, 21, 12, tzinfo=UTC)

EVENTS = (
    SMALL
    + """\
time_zone: Europe/London
events:
  - {what: Applications open, date: 2026-11-16}
  - what: Foundations
    kind: training
    for: mentors
    minutes: 90
    with: [Lea Brandt, Tom Reyes]
    groups:
      - {week: 1, day: Tuesday, at: "09:30", place: "Room 2; the big one"}
      - {name: evening, week: 1, day: Thursday, at: "18:00", time_zone: Europe/Warsaw, link: "https://meet.example/x"}
  - {what: Skills day, week: 3, at: "17:00", for: mentors}
  - {what: Retreat, date: 2027-06-01, until: 2027-06-03, for: [mentees, sponsors]}
"""
)


def toolkit(project: Project, text: str = EVENTS) -> Toolkit:
    project.write("programs/acme/lead.yml", text)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    loaded = load(workspace, workspace.programs())
    assert loaded.toolkits, loaded.report
    return loaded.toolkits[0]


def events(data: bytes) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_each_audience_has_its_own_dates_and_the_whole_has_all(project: Project) -> None:
    made = {name: sorted(events(data)) for name, _role, data in calendars(toolkit(project), STAMP)}
    everyone = ["Applications open", "Session 1: Begin"]
    assert made == {
        "calendar.ics": [
            *everyone[:1],
            "Foundations (evening)",
            "Foundations (group 1)",
            "Retreat",
            everyone[1],
            "Skills day",
        ],
        "calendar-mentee.ics": [everyone[0], "Retreat", everyone[1]],
        "calendar-mentor.ics": [
            everyone[0],
            "Foundations (evening)",
            "Foundations (group 1)",
            everyone[1],
            "Skills day",
        ],
        "calendar-sponsor.ics": [everyone[0], "Retreat"],
    }


def test_days_times_zones_and_weeks(project: Project) -> None:
    found = events(next(data for _name, _role, data in calendars(toolkit(project), STAMP)))
    whole_day, first, second, week, days = (
        found[name]
        for name in ("Applications open", "Foundations (group 1)", "Foundations (evening)", "Skills day", "Retreat")
    )
    assert (whole_day.start, whole_day.end) == (date(2026, 11, 16), date(2026, 11, 17))
    assert first.start.isoformat() == "2027-02-02T09:30:00+00:00"
    assert first.end.isoformat() == "2027-02-02T11:00:00+00:00"
    assert first["dtstart"].params["TZID"] == "Europe/London"
    assert str(first["location"]) == "Room 2; the big one"
    assert second.start.isoformat() == "2027-02-04T18:00:00+01:00"
    assert str(second["url"]) == "https://meet.example/x"
    assert (week.start, week.end) == (date(2027, 2, 15), date(2027, 2, 22))
    assert str(week["description"]) == "At 17:00; the day will be announced."
    assert (days.start, days.end) == (date(2027, 6, 1), date(2027, 6, 4))


def test_the_file_keeps_to_rfc_5545(project: Project) -> None:
    data = next(data for _name, _role, data in calendars(toolkit(project), STAMP))
    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    calendar = icalendar.Calendar.from_ical(data)
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    assert zones == {"Europe/London", "Europe/Warsaw"}
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
    uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)


@pytest.mark.slow
def test_an_event_keeps_its_uid_when_it_moves(project: Project) -> None:
    before = events(next(data for _n, _r, data in calendars(toolkit(project), STAMP)))
    moved = EVENTS.replace("week: 1, day: Tuesday", "week: 2, day: Monday").replace(
        "date: 2026-11-16", "date: 2026-11-17"
    )
    after = events(next(data for _n, _r, data in calendars(toolkit(project, moved), STAMP)))
    assert {name: str(event["uid"]) for name, event in before.items()} == {
        name: str(event["uid"]) for name, event in after.items()
    }
    assert before["Applications open"].start != after["Applications open"].start
