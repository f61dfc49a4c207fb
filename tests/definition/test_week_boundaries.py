"""Weeks over whole calendars: every day that a programme can start on, the turn of the year, leap days, weeks before the start."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from mentorkit.definition.moments import Moment, moment
from mentorkit.definition.schedule import Session
from mentorkit.definition.weeks import WEEKDAYS, monday_of_week, week_of

WEEKS = (-104, -53, -52, -2, -1, 1, 2, 9, 52, 53, 520)
STARTS = tuple(
    first + timedelta(days=day)
    for first in (date(2026, 12, 21), date(2027, 2, 22), date(2028, 2, 21), date(2032, 12, 20))
    for day in range(21)
)
"""Three weeks of starts, so each weekday thrice, around two turns of a year and two ends of February, one with a leap day."""
DAY = timedelta(days=1)


def test_every_week_is_seven_days_from_a_monday_and_holds_them_all() -> None:
    for starts, week in product(STARTS, WEEKS):
        monday = monday_of_week(week, starts)
        assert WEEKDAYS[monday.weekday()] == "monday", f"week {week} of a programme from {starts:%A %d %B %Y}"
        assert {week_of(monday + day * DAY, starts) for day in range(7)} == {week}, f"the days from {monday} on"


def test_week_1_holds_the_start_and_weeks_follow_each_other_without_a_week_0() -> None:
    for starts in STARTS:
        assert 0 <= (starts - monday_of_week(1, starts)).days < 7, f"week 1 holds {starts:%A %d %B %Y}"
        counted = [monday_of_week(week, starts) for week in [*range(-60, 0), *range(1, 60)]]
        assert {later - earlier for earlier, later in pairwise(counted)} == {7 * DAY}, f"from {starts}"


def of_week(week: int, starts: date, day: str = "") -> Moment:
    written = {"title": "x", "week": str(week)} | ({"day": day} if day else {})
    found = moment(Session.model_validate(written), starts, "UTC")
    assert found is not None
    return found


def test_a_day_of_a_week_lies_in_that_week_and_a_week_alone_is_all_of_it() -> None:
    for starts, week in product(STARTS, WEEKS):
        whole = of_week(week, starts)
        assert (whole.first.weekday(), whole.last - whole.first) == (0, 6 * DAY), "from its Monday to its Sunday"
        days = [of_week(week, starts, day) for day in WEEKDAYS]
        assert [one.first for one in days] == [whole.first + number * DAY for number in range(7)]
        assert all(one.first == one.last and not one.whole_week for one in days)
