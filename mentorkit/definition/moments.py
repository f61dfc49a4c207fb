"""From what people write about time (dates, weeks counted from the start) to moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorkit.definition.schedule import Event, TimeSlot
from mentorkit.definition.weeks import WEEKDAYS, monday_of_week

DUE = ("application", "survey", "task")
"""Kinds of events that are to be done by a time, whatever they take: their hour is that of the last day."""
GATHERINGS = ("webinar", "launch", "training", "learning", "call", "circle", "showcase", "social", "closing")
"""Kinds of events that people come to: of several days, each begins at the hour that is named."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: some days and, where it is known, a time.

    Where only the week is known, `first` is its Monday, `last` its Sunday, and `whole_week` is true. Of several days, `at`
    is the hour at which each begins, unless it is the hour by which something is `due`: then it is that of the last.
    """

    first: date
    last: date
    at: time | None
    zone: str
    minutes: int | None
    whole_week: bool = False
    due: bool = False

    @property
    def daily(self) -> bool:
        """Whether it begins anew on each of several days."""
        return self.first < self.last and self.at is not None and not (self.whole_week or self.due)

    @property
    def begins(self) -> datetime | None:
        """The moment it begins, with its zone; None for whole days, and for what is due."""
        return None if self.due else self._at(self.first)

    @property
    def ends(self) -> datetime | None:
        """The moment it ends, counted in elapsed minutes on its last day, or is due; None for whole days or an unknown length."""
        return self._at(self.last) if self.due else self._end_of(self.last)

    @property
    def first_ends(self) -> datetime | None:
        """The moment it ends on its first day."""
        return None if self.due else self._end_of(self.first)

    def _at(self, day: date) -> datetime | None:
        if self.at is None or self.whole_week:
            return None
        return datetime.combine(day, self.at, ZoneInfo(self.zone))

    def _end_of(self, day: date) -> datetime | None:
        begins = self._at(day)
        if begins is None or self.minutes is None:
            return None
        return (begins.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(ZoneInfo(self.zone))

    @property
    def skipped(self) -> date | None:
        """The first day on which the clock goes forward over its time, so that this time does not exist."""
        days = (self.last - self.first).days
        for number in range(days if self.due else 0, days + 1):
            time = self._at(self.first + timedelta(days=number))
            if time and time.astimezone(UTC).astimezone(time.tzinfo).replace(tzinfo=None) != time.replace(tzinfo=None):
                return time.date()
        return None

    @property
    def order(self) -> tuple[date, bool, time, date]:
        """What to sort by: the day, whole days before times, then how long it lasts."""
        at = None if self.due else self.at
        return self.first, at is not None, at or time.min, self.last


def moment(slot: TimeSlot, starts: date, zone: str, *, event: Event | None = None) -> Moment | None:
    """When a slot is; what it does not say comes from the `event` that it is a group of. None where nobody says when."""
    event = slot if isinstance(slot, Event) else event
    behind = event or slot
    at, minutes, zone = slot.at or behind.at, slot.minutes or behind.minutes, slot.time_zone or behind.time_zone or zone
    dated = slot if slot.date or slot.week else behind
    if dated.date:
        last = dated.until or dated.date
        kind = event.kind if event else "survey" if slot.is_asked else "call"
        due = last > dated.date and at is not None and _due(kind, minutes)
        return Moment(dated.date, last, at, zone, minutes, due=due)
    if dated.week is None:
        return None
    monday = monday_of_week(dated.week, starts)
    if dated.day:
        day = monday + timedelta(days=WEEKDAYS.index(dated.day))
        return Moment(day, day, at, zone, minutes)
    return Moment(monday, monday + timedelta(days=6), at, zone, minutes, whole_week=True)


def _due(kind: str, minutes: int | None) -> bool:
    """Return whether several days with an hour are the time until which something can be done."""
    return kind in DUE or (minutes is None and kind not in GATHERINGS)
