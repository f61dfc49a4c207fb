"""Weeks counted from the first day of a programme."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def monday_of_week(week: int, starts: date) -> date:
    """The Monday of a programme week: week 1 holds the start, week -1 is the one before; there is no week 0."""
    monday = starts - timedelta(days=starts.weekday())
    return monday + timedelta(weeks=week - 1 if week > 0 else week)


def week_of(day: date, starts: date) -> int:
    """The programme week that holds `day`; the inverse of `monday_of_week`."""
    weeks = (day - monday_of_week(1, starts)).days // 7
    return weeks + 1 if weeks >= 0 else weeks
