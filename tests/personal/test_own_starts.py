"""Days that count from each person's own first day: in the table of people, in calendars and in books."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import SMALL, begun
from icalendar import Calendar

from mentorkit.core.problems import BuildFailed
from mentorkit.definition.own_start import OwnDay
from mentorkit.files.calendars import calendar_for
from mentorkit.language.voice import Voice
from mentorkit.personal.participants import read_participants
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.poster import poster

PROGRAM = (
    SMALL
    + """\
wording: {mentor: Guide, mentee: Explorer}
own_start:
  what: First day in the new role
  days:
    - {id: thirty, day: 30, what: "The plan of the {{ mentee }}", about: Read it *together*.}
    - {day: 60, what: Half an hour for three, for: mentees}
"""
)
STAMP = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A programme in which each mentee has a first day of their own."""
    return begun(tmp_path_factory.mktemp("own"), PROGRAM).job().toolkit


def people(toolkit: Toolkit, folder: Path, table: str) -> tuple[dict[str, date | None], list[str]]:
    """The first day of each who is read from a table, and the messages of problems."""
    path = folder / "people.csv"
    path.write_text(table, "utf-8")
    try:
        read, problems = read_participants(path, toolkit)
    except BuildFailed as failed:
        read, problems = (), failed.problems
    return {one.name: one.first_day for one in read}, [one.message for one in problems]


def own_days(toolkit: Toolkit, role: str, first_day: date | None) -> dict[str, tuple[str, str, str]]:
    """Of each own day in a calendar, by its UID: its title, its date and what is said of it."""
    calendar = Calendar.from_ical(calendar_for(toolkit, role, STAMP, first_day=first_day))
    return {
        str(one["uid"]): (str(one["summary"]), str(one["dtstart"].dt), str(one["description"]))
        for one in calendar.walk("VEVENT")
        if str(one["uid"]).startswith("own_")
    }


def test_day_1_is_the_first_day_itself() -> None:
    thirty = OwnDay(day=30, what="Plan")
    assert (OwnDay(day=1, what="x").falls_on(date(2027, 3, 1)), thirty.falls_on(date(2027, 3, 1))) == (
        date(2027, 3, 1),
        date(2027, 3, 30),
    )


def test_a_first_day_is_read_for_both_of_a_pair(toolkit: Toolkit, tmp_path: Path) -> None:
    table = "role,name,partner,first day\nmentee,Ada,Zoe,2027-03-01\nmentor,Zoe,Ada,\nmentee,Bo,,1.3.2027\n"
    assert people(toolkit, tmp_path, table) == (
        {"Ada": date(2027, 3, 1), "Zoe": date(2027, 3, 1)},
        ['"1.3.2027" is not a day'],
    )
    matches = "Guide,Explorer,First day\nZoe,Ada,2027-03-01\n"
    assert people(toolkit, tmp_path, matches)[0] == {"Ada": date(2027, 3, 1), "Zoe": date(2027, 3, 1)}


def test_a_calendar_has_the_days_of_its_reader(toolkit: Toolkit) -> None:
    said = "Read it together.\nDay 1: First day in the new role"
    uid = f"@{toolkit.slug}.{toolkit.client}"
    plan = {"own_thirty" + uid: ("Day 30: The plan of the Explorer", "2027-03-30", said)}
    three = "Day 60: Half an hour for three", "2027-04-29", "Day 1: First day in the new role"
    assert own_days(toolkit, "mentee", date(2027, 3, 1)) == plan | {"own_2" + uid: three}
    assert own_days(toolkit, "mentor", date(2027, 3, 1)) == plan
    assert own_days(toolkit, "mentee", None) == {}, "whoever has given no first day has the dates of all"


def test_the_dates_on_one_page_have_room_for_those_of_ones_own(toolkit: Toolkit) -> None:
    voice = Voice.of(toolkit.program)
    first = (1, "First day in the new role")
    assert poster(toolkit, voice, ("mentor",), 170, 250).own == (first, (30, "The plan of the Explorer"))
    assert poster(toolkit, voice, ("mentee",), 170, 250).own[-1] == (60, "Half an hour for three")
    assert poster(toolkit, voice, ("sponsor",), 170, 250).own == ()
