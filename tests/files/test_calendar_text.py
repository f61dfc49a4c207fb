"""A programme with everything that calendars can say, and the whole text of its calendars."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
from conftest import ROOT, SMALL, Project, begun

from mentorkit.files.calendars import audiences, calendar_for, calendars, single_dates
from mentorkit.toolkit import Toolkit

HOME = ROOT / "tests/projects/calendars"
NOON = datetime(2026, 11, 21, 13, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """The programme of tests/projects/calendars."""
    return begun(tmp_path_factory.mktemp("calendars"), (HOME / "lead.yml").read_text("utf-8")).job().toolkit


def readable(data: bytes) -> str:
    """The text of a calendar, its long lines whole again and without the clock changes of its time zones."""
    text, zones = data.decode().replace("\r\n ", "").replace("\r\n", "\n"), ""
    while "BEGIN:VTIMEZONE" in text:
        before, _, rest = text.partition("BEGIN:VTIMEZONE\n")
        zone, _, after = rest.partition("END:VTIMEZONE\n")
        zones += zone.partition("\n")[0] + "\n"
        text = before + after
    return text.removesuffix("END:VCALENDAR\n") + zones + "END:VCALENDAR\n"


def test_every_calendar_says_what_its_golden_says(toolkit: Toolkit) -> None:
    made = {name: data for name, _role, data in calendars(toolkit, NOON)} | dict(single_dates(toolkit, NOON))
    expected = {path.relative_to(HOME).as_posix(): path.read_text("utf-8") for path in HOME.rglob("*.ics")}
    assert {name: readable(data) for name, data in made.items()} == expected


@pytest.mark.slow
def test_who_has_a_calendar(toolkit: Toolkit, project: Project) -> None:
    assert [(name, role) for name, role, _data in calendars(toolkit, NOON)] == [
        ("calendar.ics", None),
        ("calendar-mentee.ics", "mentee"),
        ("calendar-mentor.ics", "mentor"),
        ("calendar-sponsor.ics", "sponsor"),
        ("calendar-facilitator.ics", "facilitator"),
    ]
    project.write("programs/acme/lead.yml", SMALL + "roles: {sponsor: {summary: Pays.}}\n")
    assert project.job().toolkit.roles == ("mentee", "mentor", "sponsor")
    assert audiences(project.job().toolkit) == ("mentee", "mentor"), "nothing is on a date for the sponsor"


def test_a_programme_without_an_address_or_an_end_has_a_calendar_as_well(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL.replace("ends: 2027-12-01\n", ""))
    assert readable(calendar_for(project.job().toolkit, "sponsor", NOON)) == (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//MentorKit//EN-GB\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\nNAME:Lead\n"
        "X-WR-CALNAME:Lead\nREFRESH-INTERVAL;VALUE=DURATION:P1D\nX-PUBLISHED-TTL:P1D\nX-WR-TIMEZONE:UTC\n"
        "END:VCALENDAR\n"
    )


def test_the_clocks_of_its_zones_are_right_for_all_of_its_time(toolkit: Toolkit) -> None:
    """Programs that know no time zones by name read how its clock goes from the calendar itself."""
    calendar = icalendar.Calendar.from_ical(calendar_for(toolkit, "mentor", NOON))
    for zone in calendar.walk("VTIMEZONE"):
        known, told = ZoneInfo(str(zone["tzid"])), zone.to_tz(lookup_tzid=False)
        days = [datetime(2026, 11, 1, 12) + timedelta(days=n) for n in range(400)]
        assert [told.utcoffset(day) for day in days] == [known.utcoffset(day) for day in days]


def test_a_calendar_of_several_zones_is_the_same_in_every_run(toolkit: Toolkit) -> None:
    calendar = icalendar.Calendar.from_ical(calendar_for(toolkit, "mentor", NOON))
    zones = [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")]
    assert zones == sorted(zones)
    assert len(zones) == 4


def test_a_calendar_has_the_words_of_a_text_without_its_marks(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL + MARKED)
    calendar = icalendar.Calendar.from_ical(calendar_for(project.job().toolkit, "mentee", NOON))
    event = next(one for one in calendar.events if one["summary"] == "Launch of the year, May")
    assert event["description"] == (
        "Bring the form (https://x.example/a_b):\n- a pen\n- paper\n"
        "Beforehand:\n- Read this first\n- Ask Ida (https://i.example)"
    )


MARKED = """\
events:
  - what: "*Launch* of [the year](https://y.example), ~~April~~ **May**"
    date: 2027-03-01
    about: |
      Bring [the form](https://x.example/a_b):
      - a `pen`
      - ==paper==
    before: ["Read *this* first", "Ask [Ida](https://i.example)"]
"""
