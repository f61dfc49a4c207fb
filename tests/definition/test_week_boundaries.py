"""Weeks over whole calendars: every day that a programme can start on, the turn of the year, leap days, weeks before the start."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from mentorkit.definition.moments import Moment, moment
from mentorkit.definition.schedule import Session
from mentorkit.definition.weeks import WEEKDAYS, Weeks

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
        monday = Weeks(starts).monday(week)
        assert WEEKDAYS[monday.weekday()] == "monday", f"week {week} of a programme from {starts:%A %d %B %Y}"
        assert {Weeks(starts).number(monday + day * DAY) for day in range(7)} == {week}, f"the days from {monday} on"


def test_week_1_holds_the_start_and_weeks_follow_each_other_without_a_week_0() -> None:
    for starts in STARTS:
        assert 0 <= (starts - Weeks(starts).monday(1)).days < 7, f"week 1 holds {starts:%A %d %B %Y}"
        counted = [Weeks(starts).monday(week) for week in [*range(-60, 0), *range(1, 60)]]
        assert {later - earlier for earlier, later in pairwise(counted)} == {7 * DAY}, f"from {starts}"


def of_week(week: int, starts: date, day: str = "") -> Moment:
    written = {"title": "x", "week": str(week)} | ({"day": day} if day else {})
    found = moment(Session.model_validate(written), Weeks(starts), "UTC")
    assert found is not None
    return found


def test_a_day_of_a_week_lies_in_that_week_and_a_week_alone_is_all_of_it() -> None:
    for starts, week in product(STARTS, WEEKS):
        whole = of_week(week, starts)
        assert (whole.first.weekday(), whole.last - whole.first) == (0, 6 * DAY), "from its Monday to its Sunday"
        days = [of_week(week, starts, day) for day in WEEKDAYS]
        assert [one.first for one in days] == [whole.first + number * DAY for number in range(7)]
        assert all(one.first == one.last and not one.whole_week for one in days)


def test_whoever_gives_the_first_week_another_number_counts_through() -> None:
    for starts, first in product(STARTS, (-2, 0, 5, 53)):
        weeks = Weeks(starts, first)
        assert weeks.monday(first) == Weeks(starts).monday(1), f"week {first} holds {starts:%A %d %B %Y}"
        counted = [weeks.monday(week) for week in range(-60, 60)]
        assert {later - earlier for earlier, later in pairwise(counted)} == {7 * DAY}
        assert [weeks.number(monday) for monday in counted] == [*range(-60, 60)]


def test_weeks_that_are_not_counted_have_no_number_and_push_the_others_away_from_the_start() -> None:
    starts = date(2027, 2, 3)
    usual = Weeks(starts)
    break_, early = (usual.monday(4), usual.monday(5)), usual.monday(-2)
    weeks = Weeks(starts, 1, (early, *break_))
    assert [str(weeks.monday(week)) for week in (-2, -1, 1, 3, 4, 5)] == [
        str(usual.monday(week)) for week in (-3, -1, 1, 3, 6, 7)
    ]
    assert [weeks.number(usual.monday(week) + 3 * DAY) for week in (-3, -2, -1, 3, 4, 5, 6)] == [
        -2,
        None,
        -1,
        3,
        None,
        None,
        4,
    ]
    assert weeks.before_start(usual.monday(-3)) == 3, "weeks before the start are those of the calendar"
