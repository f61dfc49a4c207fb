"""Time zones in calendars: one rule a year, as Outlook reads them, and right in every hour of the programme."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from conftest import SMALL, Project

from mentorkit.files.calendars import calendars
from mentorkit.files.zone_rules import time_zone


def written(name: str, first_year: int, last_year: int) -> list[str]:
    """The lines of a zone that say when clocks are changed."""
    lines = time_zone(name, first_year, last_year).to_ical().decode().split("\r\n")
    return [line for line in lines if line.startswith(("BEGIN:S", "BEGIN:D", "DTSTART", "RRULE", "RDATE"))]


RULES = {
    "Europe/Berlin": ["D:20260329T020000 -1SU 3", "S:20261025T030000 -1SU 10"],
    "Europe/Dublin": ["D:20260329T010000 -1SU 3", "S:20261025T020000 -1SU 10"],
    "America/New_York": ["D:20260308T020000 2SU 3", "S:20261101T020000 1SU 11"],
    "America/Santiago": ["S:20260405T000000 1SU 4", "D:20260906T000000 1SU 9"],
    "Australia/Lord_Howe": ["S:20260405T020000 1SU 4", "D:20261004T020000 1SU 10"],
    "Asia/Jerusalem": ["D:20260327T020000 4FR 3", "S:20261025T020000 -1SU 10"],
    "Africa/Cairo": ["D:20260424T000000 -1FR 4", "S:20261030T000000 -1FR 10"],
}


@pytest.mark.parametrize("name", RULES)
def test_clocks_are_changed_by_the_rule_of_every_year(name: str) -> None:
    expected = []
    for rule in RULES[name]:
        begins, day, month = rule[2:].split()
        kind = {"D": "DAYLIGHT", "S": "STANDARD"}[rule[0]]
        expected += [f"BEGIN:{kind}", f"DTSTART:{begins}", f"RRULE:FREQ=YEARLY;BYDAY={day};BYMONTH={month}"]
    assert written(name, 2027, 2028) == expected


@pytest.mark.parametrize("name", ["Asia/Kolkata", "Asia/Tokyo", "America/Phoenix", "Africa/Lagos"])
def test_a_zone_whose_clocks_are_not_changed_has_one_time(name: str) -> None:
    assert written(name, 2027, 2028) == ["BEGIN:STANDARD", "DTSTART:20260101T000000"]


def test_clocks_that_follow_another_calendar_or_a_new_law_are_changed_date_by_date() -> None:
    ramadan = [line for line in written("Africa/Casablanca", 2027, 2028) if line.startswith("R")]
    assert ramadan == ["RDATE:20270207T030000,20280123T030000", "RDATE:20270314T020000,20280305T020000"]
    assert written("Asia/Almaty", 2024, 2025) == [  # one time for all of Kazakhstan since March 2024
        *("BEGIN:STANDARD", "DTSTART:20230101T000000"),
        *("BEGIN:STANDARD", "DTSTART:20240301T000000"),
    ]


ZONES = (*RULES, "Africa/Casablanca", "Asia/Gaza", "Asia/Almaty", "America/Nuuk", "Europe/London", "Asia/Kolkata")


@pytest.mark.parametrize("name", ZONES)
def test_what_is_written_tells_the_same_time_as_the_zone(name: str) -> None:
    """As read by the rules in the file alone, at three hours around noon and midnight of every third day."""
    read = time_zone(name, 2024, 2025).to_tz(lookup_tzid=False)
    zone, instant = ZoneInfo(name), datetime(2024, 1, 1, 11, 30, tzinfo=UTC)
    while instant.year <= 2025:
        clock = instant.astimezone(zone)
        if clock.utcoffset() == clock.replace(fold=1 - clock.fold).utcoffset():  # the clock shows it once
            assert clock.replace(tzinfo=read).utcoffset() == clock.utcoffset(), clock
        instant += timedelta(hours=61)


def test_calendars_hold_the_rules_of_every_zone_that_their_times_are_in(project: Project) -> None:
    events = (
        'events:\n  - {what: Here, date: 2027-03-05, at: "09:00"}\n'
        '  - {what: There, kind: follow-up, date: 2028-04-01, at: "09:00", time_zone: America/New_York}\n'
        '  - {what: Nowhere, date: 2027-03-06, at: "09:00", time_zone: UTC}\n'
    )
    project.write("programs/acme/lead.yml", f"{SMALL}time_zone: Europe/Berlin\n{events}")
    data = next(calendars(project.job().toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2]
    assert b"RDATE" not in data
    zones = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["America/New_York", "Europe/Berlin"]
    months = [int(part["rrule"]["bymonth"][0]) for zone in zones for part in zone.subcomponents]
    assert months == [3, 11, 3, 10]
