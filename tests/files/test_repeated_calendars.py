"""What comes again, in calendars: each date an entry of its own, known by what no other date changes."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import pytest
from conftest import LEAD, NO_WORKBOOKS, Project

from mentorkit.files.calendars import calendar_for, calendars, single_dates

STAMP = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEAD = "title: Lead\norganisation: Acme\nstarts: {}\nends: 2027-12-01\ntime_zone: Europe/London\nlibrary: {{forms: [goal-sheet]}}\n"
CALL = "id: call, what: Call, at: '15:00', minutes: 60, every: 2 weeks"
DATED = f"{CALL}, date: 2027-03-03, times: 4"


def dates(project: Project, event: str, starts: str = "2027-02-01", more: str = "") -> dict[str, str]:
    """The UID of each date of an event, by when it begins."""
    project.write(
        LEAD, HEAD.format(starts) + NO_WORKBOOKS + more + f"events:\n  - {{{event}}}\n  - {{what: Launch, week: 1}}\n"
    )
    kit = project.job().toolkit
    whole, *_ = calendars(kit, STAMP)
    (alone,) = (data for path, data in single_dates(kit, STAMP) if path.startswith("calendar/event-call"))
    read = {name: icalendar.Calendar.from_ical(data) for name, data in (("whole", whole[2]), ("alone", alone))}
    for calendar in read.values():
        assert not calendar.errors
    found = {
        name: {
            one["dtstart"].to_ical().decode(): str(one["uid"])
            for one in calendar.walk("VEVENT")
            if one["summary"] == "Call"
        }
        for name, calendar in read.items()
    }
    assert found["whole"] == found["alone"], "the file of the event holds all its dates"
    assert len(set(found["whole"].values())) == len(found["whole"])
    return found["whole"]


def test_each_date_is_an_entry_with_the_time_on_the_wall(project: Project) -> None:
    assert dates(project, DATED) == {
        "20270303T150000": "call.2027-03-03@lead.acme",
        "20270317T150000": "call.2027-03-17@lead.acme",
        "20270331T150000": "call.2027-03-31@lead.acme",
        "20270414T150000": "call.2027-04-14@lead.acme",
    }


@pytest.mark.slow
def test_an_exception_a_move_and_more_dates_leave_the_others_as_they_are(project: Project) -> None:
    known = dates(project, DATED)
    assert dates(project, f"{DATED}, except: [2027-03-17]").items() < known.items()
    moved = dates(project, f"{DATED}, moved: {{2027-03-17: 2027-03-18}}")
    assert moved == {key: uid for key, uid in known.items() if "0317" not in key} | {
        "20270318T150000": "call.2027-03-17@lead.acme"
    }
    assert dates(project, DATED.replace("times: 4", "until: 2027-05-30")).items() > known.items()
    assert dates(project, DATED.replace("2027-03-03, times: 4", "2027-02-17, times: 5")).items() > known.items()
    renamed = dates(project, DATED.replace("every: 2 weeks", "every: week").replace("times: 4", "times: 7"))
    assert renamed.items() > known.items()


@pytest.mark.slow
def test_dates_that_are_written_in_weeks_are_known_by_them_when_the_programme_begins_later(project: Project) -> None:
    counted = f"{CALL}, week: 3, day: Wednesday, times: 3"
    known, later = dates(project, counted), dates(project, counted, starts="2027-02-08")
    assert list(known) == ["20270217T150000", "20270303T150000", "20270317T150000"]
    assert list(later) == ["20270224T150000", "20270310T150000", "20270324T150000"]
    assert list(known.values()) == list(later.values())
    thursdays = dates(project, counted.replace("Wednesday", "Thursday"))
    assert list(thursdays.values()) == list(known.values())
    assert dates(project, counted.replace("week: 3", "week: 1").replace("times: 3", "times: 4")).items() > known.items()


def test_a_changed_date_says_in_the_calendar_what_is_different(project: Project) -> None:
    changed = "moved: {2027-03-17: {at: '16:30', minutes: 30, place: Room 5}}, place: Hall"
    project.write(LEAD, HEAD.format("2027-02-01") + NO_WORKBOOKS + f"events:\n  - {{{DATED}, {changed}}}\n")
    read = icalendar.Calendar.from_ical(calendar_for(project.job().toolkit, "mentee", STAMP))
    assert [
        (one["dtstart"].to_ical().decode()[4:], one["dtend"].to_ical().decode()[9:], str(one["location"])) for one in read.walk("VEVENT")
    ] == [
        ("0303T150000", "160000", "Hall"),
        ("0317T163000", "170000", "Room 5"),
        ("0331T150000", "160000", "Hall"),
        ("0414T150000", "160000", "Hall"),
    ]  # fmt: skip


def test_a_reader_elsewhere_reads_their_own_time_of_each_date(project: Project) -> None:
    """Clocks in London go forward on 28 March, in New York on 14 March, in Tokyo never."""
    project.write(LEAD, HEAD.format("2027-02-01") + NO_WORKBOOKS + f"events:\n  - {{{DATED}}}\n")
    read = icalendar.Calendar.from_ical(calendar_for(project.job().toolkit, "mentee", STAMP, "America/New_York"))
    said = [str(one["description"]).partition("Your time: ")[2][:5] for one in read.walk("VEVENT")]
    assert said == ["10:00", "11:00", "10:00", "10:00"]


def test_groups_have_dates_of_their_own(project: Project) -> None:
    event = "what: Call, every: 2 weeks, times: 2, groups: [{name: A, date: 2027-03-03}, {date: 2027-03-04}]"
    project.write(LEAD, HEAD.format("2027-02-01") + NO_WORKBOOKS + f"events:\n  - {{{event}}}\n")
    kit = project.job().toolkit
    assert [one.uid for occurrence in kit.events[0].occurrences for one in occurrence.singly] == [
        "call-group-a.2027-03-03@lead.acme",
        "call-group-a.2027-03-17@lead.acme",
        "call-group-2.2027-03-04@lead.acme",
        "call-group-2.2027-03-18@lead.acme",
    ]
