"""Weeks counted from the first day of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Weeks:
    """How a programme counts its weeks: from the week that holds its first day, which has the number `first`.

    Counted from 1 on, there is no week 0: week -1 is the one before the first. Whoever gives the first week another number
    counts through.
    """

    starts: date
    first: int = 1
    uncounted: tuple[date, ...] = ()
    """The Mondays of weeks that have no number, in order."""

    @property
    def monday_of_first(self) -> date:
        """The Monday of the week that holds the first day."""
        return monday_before(self.starts)

    def has(self, week: int) -> bool:
        """Return whether there is a week of this number."""
        return self.first != 1 or week != 0

    def monday(self, week: int) -> date:
        """The Monday of the week of this number."""
        away = week - self.first + (1 if self.first == 1 and week < 0 else 0)
        found = self.monday_of_first + timedelta(weeks=away)
        for pause in self.uncounted if away > 0 else ():
            if self.monday_of_first < pause <= found:
                found += timedelta(weeks=1)
        for pause in reversed(self.uncounted) if away < 0 else ():
            if found <= pause < self.monday_of_first:
                found -= timedelta(weeks=1)
        return found

    def number(self, day: date) -> int | None:
        """The number of the week that holds `day`; None for one without. The inverse of `monday`."""
        monday = monday_before(day)
        if monday in self.uncounted:
            return None
        away = (monday - self.monday_of_first).days // 7
        away -= sum(self.monday_of_first < pause < monday for pause in self.uncounted)
        away += sum(monday < pause < self.monday_of_first for pause in self.uncounted)
        return away + self.first - (1 if self.first == 1 and away < 0 else 0)

    def before_start(self, day: date) -> int:
        """How many weeks before the first one `day` lies; nothing from then on."""
        return max(0, (self.monday_of_first - monday_before(day)).days // 7)


def whole_weeks(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the weeks of which these days hold every working day."""
    monday = monday_before(first + timedelta(days=6))
    count = (last - timedelta(days=4) - monday).days // 7 + 1
    return tuple(monday + timedelta(weeks=number) for number in range(max(0, count)))


def monday_before(day: date) -> date:
    """The Monday of the week that holds `day`, from Monday to Sunday."""
    return day - timedelta(days=day.weekday())
