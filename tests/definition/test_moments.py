"""Dates, and weeks counted from the start."""

from datetime import date

import pytest

from mentorkit.definition.moments import moment
from mentorkit.definition.schedule import Event, Session
from mentorkit.definition.weeks import Weeks

WEDNESDAY = date(2027, 2, 3)


@pytest.mark.parametrize(
    ("week", "monday"),
    [
        (1, date(2027, 2, 1)),
        (2, date(2027, 2, 8)),
        (-1, date(2027, 1, 25)),
        (-2, date(2027, 1, 18)),
        (53, date(2028, 1, 31)),
    ],
)
def test_week_1_holds_the_start_and_there_is_no_week_0(week: int, monday: date) -> None:
    assert Weeks(WEDNESDAY).monday(week) == monday
    assert Weeks(WEDNESDAY).number(monday) == week


def test_a_day_of_a_week_is_one_day_and_a_week_alone_is_seven() -> None:
    day = moment(
        Session.model_validate({"title": "x", "week": "2", "day": "Thu", "at": "9:05"}), Weeks(WEDNESDAY), "UTC"
    )
    week = moment(Session.model_validate({"title": "x", "week": "2"}), Weeks(WEDNESDAY), "UTC")
    assert day is not None
    assert week is not None
    assert (day.first, day.last, str(day.at), day.whole_week) == (
        date(2027, 2, 11),
        date(2027, 2, 11),
        "09:05:00",
        False,
    )
    assert (week.first, week.last, week.begins, week.whole_week) == (date(2027, 2, 8), date(2027, 2, 14), None, True)


def test_an_end_counts_real_minutes_when_the_clocks_change() -> None:
    """Clocks in London go forward at 01:00 UTC on 28 March 2027."""
    night = moment(
        Session.model_validate({"title": "x", "date": "2027-03-28", "at": "00:30", "minutes": "60"}),
        Weeks(WEDNESDAY),
        "Europe/London",
    )
    assert night is not None
    assert night.ends is not None
    assert night.ends.isoformat() == "2027-03-28T02:30:00+01:00"


SPAN = {"what": "x", "date": "2027-03-01", "until": "2027-03-12", "at": "17:00"}


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({"kind": "application"}, True),
        ({"kind": "survey", "minutes": "15"}, True),
        ({"kind": "task", "minutes": "60"}, True),
        ({"kind": "other"}, True),
        ({"kind": "other", "minutes": "90"}, False),
        ({"kind": "training"}, False),
        ({"kind": "training", "minutes": "90"}, False),
    ],
)
def test_the_hour_of_several_days_is_that_of_each_or_until_when_something_is_due(
    more: dict[str, str], due: bool
) -> None:
    several = moment(Event.model_validate(SPAN | more), Weeks(WEDNESDAY), "Europe/London")
    assert several is not None
    assert (several.due, several.daily) == (due, not due)
    if due:
        assert several.begins is None
        assert several.ends is not None
        assert several.ends.isoformat() == "2027-03-12T17:00:00+00:00"
    else:
        assert several.begins is not None
        assert several.begins.isoformat() == "2027-03-01T17:00:00+00:00"


def test_the_hour_of_one_day_is_when_it_begins_whatever_the_kind() -> None:
    for kind in ("application", "survey", "other", "training"):
        one = moment(Event.model_validate(SPAN | {"until": "2027-03-01", "kind": kind}), Weeks(WEDNESDAY), "UTC")
        assert one is not None
        assert (one.due, one.daily, one.begins is not None) == (False, False, True)


def test_a_group_is_due_when_its_event_is() -> None:
    event = Event.model_validate(
        SPAN | {"kind": "survey", "groups": [{"name": "A"}, {"name": "B", "date": "2027-05-01"}]}
    )
    first, second = (moment(group, Weeks(WEDNESDAY), "UTC", event=event) for group in event.groups)
    assert first is not None
    assert second is not None
    assert (first.due, str(first.last), second.due, str(second.last)) == (True, "2027-03-12", False, "2027-05-01")
