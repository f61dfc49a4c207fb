"""The edges of days in calendars: all-day ends are exclusive, and an hour stays an hour when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import icalendar
import pytest
from conftest import Project

from mentorkit.files.calendars import calendars
from mentorkit.toolkit import Toolkit

DAY = timedelta(days=1)
HEAD = (
    "title: Lead\norganisation: Acme\nstarts: 2027-02-03\nends: 2028-12-31\nsessions:\n  1: {title: Begin, week: 2}\n"
)


def in_calendar(toolkit: Toolkit) -> dict[str, icalendar.Event]:
    data = next(calendars(toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2]
    return {str(one["summary"]): one for one in icalendar.Calendar.from_ical(data).walk("VEVENT")}


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


@pytest.mark.parametrize("zone", NIGHTS)
def test_an_hour_is_an_hour_in_the_night_in_which_clocks_change(zone: str, project: Project) -> None:
    nights = [str(date.fromisoformat(day) + near * DAY) for day in NIGHTS[zone] for near in (-1, 0, 1)]
    lines = [
        f'  - {{what: "{day} at {at} for {minutes}", date: {day}, at: "{at}", minutes: {minutes}}}\n'
        for day, at, minutes in product(nights, TIMES, LENGTHS)
    ]
    project.write("programs/acme/lead.yml", f"{HEAD}time_zone: {zone}\nevents:\n{''.join(lines)}")
    found = in_calendar(project.job().toolkit)
    for day, at, minutes in product(nights, TIMES, LENGTHS):
        one = found[f"{day} at {at} for {minutes}"]
        written = datetime.combine(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
        assert one.start == written, "it begins when the clock on the wall says so"
        lasts = one.end.astimezone(UTC) - one.start.astimezone(UTC)
        assert lasts == timedelta(minutes=minutes), f"{one['summary']} in {zone} lasts {lasts}"
