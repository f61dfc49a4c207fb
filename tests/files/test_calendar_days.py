"""The edges of days in calendars: all-day ends are exclusive, and an hour stays an hour when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import icalendar
import pytest
from conftest import LEAD, Project

from mentorkit.files.calendars import calendars
from mentorkit.toolkit import Toolkit

DAY = timedelta(days=1)
HEAD = (
    "title: Lead\norganisation: Acme\nstarts: 2027-02-03\nends: 2028-12-31\nsessions:\n  1: {title: Begin, week: 2}\n"
)


def in_calendar(toolkit: Toolkit) -> dict[str, icalendar.Event]:
    data = next(calendars(toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2]
    return {str(one["summary"]): one for one in icalendar.Calendar.from_ical(data).walk("VEVENT")}


@pytest.mark.slow
def test_whole_days_end_on_the_day_after_the_last(project: Project) -> None:
    firsts = ("2026-12-31", "2027-02-28", "2028-02-28", "2028-02-29", "2027-03-28", "2027-10-31", "2028-12-31")
    lasting = {
        f"{first} for {days}": (first, date.fromisoformat(first) + (days - 1) * DAY)
        for first, days in product(firsts, (1, 2, 8))
    }
    lines = [f'  - {{what: "{what}", date: {first}, until: {last}}}\n' for what, (first, last) in lasting.items()]
    lines += [f'  - {{what: "{first} alone", date: {first}}}\n' for first in firsts]
    project.write("programs/acme/lead.yml", f"{HEAD}events:\n{''.join(lines)}")
    expected = {what: (date.fromisoformat(first), last + DAY) for what, (first, last) in lasting.items()}
    expected |= {f"{one} alone": (date.fromisoformat(one), date.fromisoformat(one) + DAY) for one in firsts}
    found = in_calendar(project.job().toolkit)
    for what, (first, end) in expected.items():
        assert (found[what].start, found[what].end) == (first, end), f"{what}: the end is the day after its last"
    assert found["Session 1: Begin"].end == date(2027, 2, 15), "the Monday after its week"


NIGHTS = {
    "Europe/London": ("2027-03-28", "2027-10-31"),
    "Europe/Berlin": ("2027-03-28", "2027-10-31"),
    "America/New_York": ("2027-03-14", "2027-11-07"),
    "Australia/Lord_Howe": ("2027-04-04", "2027-10-03"),
    "Asia/Kolkata": ("2027-03-28", "2027-10-31"),
}
"""Nights in which clocks change: by an hour, by half an hour, or not at all."""
TIMES = ("00:00", "00:30", "01:30", "03:30", "23:30")
LENGTHS = (5, 60, 90, 1440)


@pytest.mark.slow
@pytest.mark.parametrize("zone", NIGHTS)
def test_an_hour_is_an_hour_in_the_night_in_which_clocks_change(zone: str, project: Project) -> None:
    nights = [str(date.fromisoformat(day) + near * DAY) for day in NIGHTS[zone] for near in (-1, 0, 1)]
    whens = [
        (day, at, minutes) for day, at, minutes in product(nights, TIMES, LENGTHS) if not is_skipped(day, at, zone)
    ]
    lines = [
        f'  - {{what: "{day} at {at} for {minutes}", date: {day}, at: "{at}", minutes: {minutes}}}\n'
        for day, at, minutes in whens
    ]
    project.write("programs/acme/lead.yml", f"{HEAD}time_zone: {zone}\nevents:\n{''.join(lines)}")
    found = in_calendar(project.job().toolkit)
    for day, at, minutes in whens:
        one = found[f"{day} at {at} for {minutes}"]
        written = datetime.combine(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
        assert one.start.astimezone(UTC) == written.astimezone(UTC), "it begins when the clock on the wall says so"
        lasts = one.end.astimezone(UTC) - one.start.astimezone(UTC)
        assert lasts == timedelta(minutes=minutes), f"{one['summary']} in {zone} lasts {lasts}"


def is_skipped(day: str, at: str, zone: str) -> bool:
    """Whether the clocks of a zone go forward over a time: the two readings of it then lie in the wrong order."""
    written = datetime.combine(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    return written.replace(fold=1).astimezone(UTC) < written.astimezone(UTC)


def test_a_time_that_the_clock_shows_twice_is_written_so_that_it_can_be_read_in_one_way(project: Project) -> None:
    events = (
        'events:\n  - {what: Starts twice, date: 2027-10-31, at: "01:30", minutes: 45}\n'
        '  - {what: Ends twice, date: 2027-10-31, at: "00:30", minutes: 60}\n'
        '  - {what: Once, date: 2027-10-31, at: "02:00", minutes: 45}\n'
    )
    project.write("programs/acme/lead.yml", f"{HEAD}time_zone: Europe/London\n{events}")
    data = next(calendars(project.job().toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2].decode()
    events_alone = data[data.index("BEGIN:VEVENT") :]
    times = [
        line for line in events_alone.splitlines() if line.startswith(("DTSTART", "DTEND")) and "VALUE" not in line
    ]
    assert times == [
        "DTSTART:20271030T233000Z",
        "DTEND:20271031T003000Z",
        "DTSTART:20271031T003000Z",
        "DTEND:20271031T011500Z",
        "DTSTART;TZID=Europe/London:20271031T020000",
        "DTEND;TZID=Europe/London:20271031T024500",
    ]


def test_a_time_that_the_clock_skips_is_told_where_it_is_written(project: Project) -> None:
    events = (
        'events:\n  - {what: Call, date: 2027-03-28, at: "01:30"}\n'
        '  - {what: Daily, kind: circle, date: 2027-03-26, until: 2027-03-29, at: "01:30"}\n'
        '  - what: Groups\n    at: "02:30"\n    groups: [{date: 2027-03-28}, {date: 2027-03-28, time_zone: Europe/Berlin}]\n'
        '  - {what: After, date: 2027-03-28, at: "02:00"}\n'
    )
    project.write("programs/acme/lead.yml", f"{HEAD}time_zone: Europe/London\n{events}")
    way_out = "  [skipped-time] -> choose a time before or after the hour that is skipped, or another day"
    skips = "a time that does not exist: the clocks of"
    assert project.problems() == [
        f'{LEAD}:9:40  error  "Call" begins at 01:30 on 2027-03-28, {skips} Europe/London go forward{way_out}',
        f'{LEAD}:10:74  error  "Daily" begins at 01:30 on 2027-03-28, {skips} Europe/London go forward{way_out}',
        f'{LEAD}:12:9  error  "Groups" begins at 02:30 on 2027-03-28, {skips} Europe/Berlin go forward{way_out}',
    ]


def test_a_name_of_a_calendar_keeps_its_commas_semicolons_and_backslashes(project: Project) -> None:
    title = r"Lead, grow; C:\new"
    project.write("programs/acme/lead.yml", HEAD.replace("Lead", f"'{title}'"))
    data = next(calendars(project.job().toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2].decode()
    escaped = title.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert f"\r\nNAME:{escaped}\r\n" in data
    assert f"\r\nX-WR-CALNAME:{escaped}\r\n" in data


def test_what_is_due_stands_at_its_hour_on_the_last_day_and_says_from_when(project: Project) -> None:
    events = 'events:\n  - {what: Apply, kind: application, date: 2027-02-08, until: 2027-03-05, at: "17:00"}\n'
    project.write(LEAD, f"{HEAD}time_zone: Europe/London\n{events}")
    one = in_calendar(project.job().toolkit)["Apply"]
    assert one.start.isoformat() == "2027-03-05T17:00:00+00:00"
    assert "dtend" not in one
    assert str(one["description"]) == "8 Feb\u2009–\u20095 Mar 2027, until 17:00 (United Kingdom Time)"


def test_several_days_with_hours_come_again_each_day_and_keep_their_hour_when_clocks_change(project: Project) -> None:
    events = (
        'events:\n  - {what: Course, kind: training, date: 2027-03-22, until: 2027-04-02, at: "09:00", minutes: 180}\n'
        '  - {what: Night, date: 2027-03-30, until: 2027-03-31, at: "23:00", minutes: 120}\n'
        '  - {what: Circle, kind: circle, date: 2027-10-30, until: 2027-11-01, at: "01:30"}\n'
    )
    project.write(LEAD, f"{HEAD}time_zone: Europe/London\n{events}")
    found = in_calendar(project.job().toolkit)
    course, night, circle = (found[name] for name in ("Course", "Night", "Circle"))
    assert course["rrule"].to_ical() == b"FREQ=DAILY;COUNT=12"
    assert (course.start.isoformat(), course.end.isoformat()) == (
        "2027-03-22T09:00:00+00:00",
        "2027-03-22T12:00:00+00:00",
    )
    assert course["dtstart"].params["TZID"] == "Europe/London", "so that 09:00 stays 09:00"
    assert night["rrule"].to_ical() == b"FREQ=DAILY;COUNT=2"
    assert night.end.isoformat() == "2027-03-31T01:00:00+01:00"
    assert circle["dtstart"].to_ical() == b"20271030T013000"


def test_what_has_no_date_yet_stands_in_no_calendar(project: Project) -> None:
    events = (
        "events:\n  - {what: Party, place: Hall}\n  - {what: Trip, date: TO FILL IN (when), until: 2027-05-05}\n"
        "  - {what: Visit, week: TO FILL IN, day: Monday}\n"
        "  - {what: Groups, groups: [{name: A, date: 2027-06-01}, {name: B}]}\n"
    )
    project.write(LEAD, f"{HEAD}{events}")
    assert sorted(in_calendar(project.job().toolkit)) == ["Groups (A)", "Session 1: Begin"]
