"""Events that come again: the days of a rhythm, exceptions, and what is told of rhythms that cannot be meant."""

from __future__ import annotations

import re
from datetime import date

import pytest
from conftest import LEAD, NO_WORKBOOKS, Project

from mentorkit.definition.moments import Moment, moment
from mentorkit.definition.recurrence import days_of_rhythm
from mentorkit.definition.schedule import Event
from mentorkit.definition.weeks import Weeks

WEEKS = Weeks(date(2027, 2, 1))


def again(**written: object) -> Moment:
    found = moment(Event.model_validate({"what": "x", **written}), WEEKS, "Europe/London", ends=date(2027, 7, 1))
    assert found is not None
    return found


def days(**written: object) -> list[str]:
    return [str(one.first) for one in again(**written).each]


@pytest.mark.parametrize(
    ("every", "first", "expected"),
    [
        ("1 day", date(2027, 2, 27), ["2027-02-27", "2027-02-28", "2027-03-01", "2027-03-02"]),
        ("2 weeks", date(2026, 12, 23), ["2026-12-23", "2027-01-06", "2027-01-20", "2027-02-03"]),
        ("1 month", date(2027, 1, 31), ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        ("1 month", date(2027, 11, 30), ["2027-11-30", "2027-12-30", "2028-01-30", "2028-02-29"]),
        ("1 month", date(2027, 1, 28), ["2027-01-28", "2027-02-28", "2027-03-28", "2027-04-28"]),
        ("3 months", date(2027, 1, 31), ["2027-01-31", "2027-04-30", "2027-07-31", "2027-10-31"]),
        ("first tuesday", date(2027, 2, 2), ["2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04"]),
        ("last friday", date(2027, 2, 26), ["2027-02-26", "2027-03-26", "2027-04-30", "2027-05-28"]),
    ],
)
def test_the_days_of_a_rhythm(every: str, first: date, expected: list[str]) -> None:
    assert [str(day) for day in days_of_rhythm(every, first, 4, None)] == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("week", "1 week"), ("weeks", "1 week"), ("2 weeks", "2 weeks"), ("Every  2 weeks", "2 weeks"), ("two weeks", "2 weeks"),
        ("other week", "2 weeks"), ("second week", "2 weeks"), ("fortnight", "2 weeks"), ("month", "1 month"), ("10 days", "10 days"),
        ("first Tuesday", "first tuesday"), ("last Fri of the month", "last friday"),
    ],
)  # fmt: skip
def test_a_rhythm_is_read_as_people_write_it(written: str, read: str) -> None:
    assert Event.model_validate({"what": "x", "every": written}).every == read


def test_dates_end_with_their_number_a_day_or_the_programme() -> None:
    first = {"date": "2027-05-05", "every": "4 weeks"}
    assert days(**first, times="2") == ["2027-05-05", "2027-06-02"]
    assert days(**first, until="2027-06-02") == ["2027-05-05", "2027-06-02"]
    assert days(**first, until="2027-06-01") == ["2027-05-05"]
    assert days(**first) == ["2027-05-05", "2027-06-02", "2027-06-30"]


def test_exceptions_are_left_out_and_single_dates_moved() -> None:
    moved = {"2027-02-17": {"date": "2027-02-18"}, "2027-03-17": {"at": "16:00", "place": "Room 5"}}
    found = again(
        date="2027-02-03",
        at="15:00",
        minutes="60",
        every="2 weeks",
        times="5",
        moved=moved,
        **{"except": ["2027-03-03"]},
    )
    assert [(one.key, str(one.moment.first), str(one.moment.at)) for one in found.dates] == [
        ("2027-02-03", "2027-02-03", "15:00:00"),
        ("2027-02-17", "2027-02-18", "15:00:00"),
        ("2027-03-17", "2027-03-17", "16:00:00"),
        ("2027-03-31", "2027-03-31", "15:00:00"),
    ]
    assert found.left_out == (date(2027, 3, 3),)
    assert (str(found.first), str(found.over)) == ("2027-02-03", "2027-03-31")


def test_dates_are_in_order_of_time_also_where_one_is_moved_behind_another() -> None:
    assert days(date="2027-02-03", every="week", times="3", moved={"2027-02-03": {"date": "2027-02-12"}}) == [
        "2027-02-10",
        "2027-02-12",
        "2027-02-17",
    ]


def test_the_clock_on_the_wall_stays_when_the_clocks_change() -> None:
    """Clocks in London go forward on 28 March 2027."""
    found = again(date="2027-03-24", at="15:00", minutes="60", every="week", times="2")
    assert [one.begins and one.begins.isoformat() for one in found.each] == [
        "2027-03-24T15:00:00+00:00",
        "2027-03-31T15:00:00+01:00",
    ]


def test_whole_weeks_come_again_as_whole_weeks() -> None:
    found = again(week="2", every="2 weeks", times="3", **{"except": ["2027-02-25"]})
    assert [(str(one.first), str(one.last), one.whole_week) for one in found.each] == [
        ("2027-02-08", "2027-02-14", True),
        ("2027-03-08", "2027-03-14", True),
    ]
    assert [one.key for one in found.dates] == ["week-1", "week-5"]


def test_a_group_takes_the_rhythm_from_its_event_and_adds_its_own_exceptions() -> None:
    event = Event.model_validate(
        {
            "what": "x", "every": "week", "times": "3", "except": ["2027-02-16"],
            "groups": [{"week": "2", "day": "Tue"}, {"week": "2", "day": "Thu", "times": "2"}, {"date": "2027-03-01", "every": "month"}],
        }
    )  # fmt: skip
    found = [moment(group, WEEKS, "UTC", event=event, ends=date(2027, 7, 1)) for group in event.groups]
    assert [[str(one.first) for one in each.each] for each in found if each] == [
        ["2027-02-09", "2027-02-23"],
        ["2027-02-11", "2027-02-18"],
        ["2027-03-01", "2027-04-01", "2027-05-01"],
    ]


HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\ntime_zone: Europe/London\n" + NO_WORKBOOKS
CALL = "date: 2027-02-03, every: 2 weeks"
UNREAD = {
    CALL.replace("2 weeks", "0 weeks"): '"every: 0 weeks" would never come to a second date',
    CALL.replace("2 weeks", "weekly"): '"weekly" says how often in another way -> write every: week',
    CALL.replace("2 weeks", "2"): '"2" does not say how often this comes again',
    CALL.replace("2 weeks", "400 days"): '"every: 400 days" is too long a rest',
    f"{CALL}, times: 3, moved: [2027-02-17]": "this should say of each date where it is moved to",
    f"{CALL}, times: 3, moved: {{date: none}}": '"date" is not the date that is moved',
    f"{CALL}, times: 3, moved: {{2027-02-17: none}}": '"none" is not the day that 2027-02-17 is moved to',
    f"{CALL}, times: 3, moved: {{2027-02-17: {{date: cancelled}}}}": '"cancelled" is not the day that 2027-02-17 is moved to',
    f"{CALL}, times: 3, moved: {{2027-02-17: }}": "this does not say where 2027-02-17 is moved to",
}
"""Mistakes for which a definition cannot be read, each with its message."""
MISTAKES = {
    "every: 2 weeks, times: 3": '"Call" comes again, but its first date is open -> add `date: 2027-02-01`',
    CALL: 'nothing says until when "Call" comes again -> add `times: 8`',
    f"{CALL}, until: 2027-02-05": '"Call" comes again every 2 weeks until 2027-02-05, and so never -> `until` is the day after which',
    f"{CALL}, times: 3, until: 2027-05-05": "this says twice until when it comes again -> keep `times`, or `until`",
    f"{CALL}, until: 2027-01-05": 'the first "Call" is on 2027-02-03, after the day until which it comes again (2027-01-05)',
    f"{CALL.replace('2 weeks', 'day')}, until: 2027-12-05": '"Call" has more than 200 dates',
    f"{CALL}, times: 3, except: [2027-02-18]": '"Call" has no date on 2027-02-18 that could be otherwise -> the dates nearest to it are 2027-02-17 and 2027-03-03',
    f"{CALL}, times: 3, moved: {{2027-02-18: 2027-02-19}}": '"Call" has no date on 2027-02-18',
    f"{CALL}, times: 3, moved: {{2027-02-17: 2027-03-03}}": '"Call" then has two dates on 2027-03-03',
    f"{CALL}, times: 3, except: [2027-02-17], moved: {{2027-02-17: 2027-02-18}}": '"Call" on 2027-02-17 is left out, and moved',
    f"{CALL}, times: 2, except: [2027-02-03, 2027-02-17]": '"Call" leaves out every date that it has',
    f"{CALL.replace('2 weeks', 'first Tuesday')}, times: 3": '"Call" comes again every first Tuesday, and 2027-02-03 is none',
    "week: 3, every: month, times: 3": '"Call" names only the week of its first date, and comes again every month',
    "date: 2027-02-03, times: 3": '"times" says nothing without "every" -> add `every: 2 weeks`',
    "date: 2027-03-14, at: '01:30', every: week, times: 4": '"Call" begins at 01:30 on 2027-03-28, a time that does not exist',
    "groups: [{week: 3, until: 2027-03-01}]": '"until" needs a first day',
    "groups: [{date: 2027-03-05, until: 2027-03-01}]": "this ends (2027-03-01) before it begins (2027-03-05)",
}
"""Mistakes in what is read."""


@pytest.mark.parametrize("mistakes", [UNREAD, MISTAKES])
def test_what_cannot_be_meant_is_told_with_its_place(mistakes: dict[str, str], project: Project) -> None:
    text = HEAD + "sessions:\n  1: {title: Begin, week: 2}\nevents:\n"
    project.write(LEAD, text + "".join(f"  - {{what: Call, {written}}}\n" for written in mistakes))
    found = [re.sub(r"  \[[a-z-]+\]", "", line) for line in project.problems()]
    for number, message in enumerate(mistakes.values(), len(text.splitlines()) + 1):
        own = [line for line in found if line.startswith(f"{LEAD}:{number}:")]
        assert any(message in line for line in own), (message, own)
