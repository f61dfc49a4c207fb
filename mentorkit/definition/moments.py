"""From what people write about time (dates, weeks counted from the start) to moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorkit.definition.schedule import TimeSlot
from mentorkit.definition.weeks import WEEKDAYS, monday_of_week


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: some days and, where it is known, a time.

    Where only the week is known, `first` is its Monday, `last` its Sunday, and `whole_week` is true.
    """

    first: date
    last: date
    at: time | None
    zone: str
    minutes: int | None
    whole_week: bool = False

    @property
    def begins(self) -> datetime | None:
        """The moment it begins, with its zone; None for whole days."""
        if self.at is None or self.whole_week:
            return None
        return datetime.combine(self.first, self.at, ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime | None:
        """The moment it ends, counted in elapsed minutes on its last day; None for whole days or an unknown length."""
        if self.begins is None or self.minutes is None:
            return None
        last_begins = self.begins.replace(year=self.last.year, month=self.last.month, day=self.last.day)
        return (last_begins.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(ZoneInfo(self.zone))

    @property
    def skipped(self) -> date | None:
        """The first day on which the clock goes forward over the time it begins, so that this time does not exist."""
        if self.at is None or self.whole_week:
            return None
        zone = ZoneInfo(self.zone)
        for number in range((self.last - self.first).days + 1):
            begins = datetime.combine(self.first + timedelta(days=number), self.at, zone)
            if begins.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != begins.replace(tzinfo=None):
                return begins.date()
        return None

    @property
    def order(self) -> tuple[date, bool, time, date]:
        """What to sort by: the day, whole days before times, then how long it lasts."""
        return self.first, self.at is not None, self.at or time.min, self.last


def moment(slot: TimeSlot, starts: date, zone: str, *, otherwise: Moment | None = None) -> Moment | None:
    """When a slot is; what it does not say comes from `otherwise`. None where it has neither date nor week."""
    at = slot.at or (otherwise.at if otherwise else None)
    minutes = slot.minutes or (otherwise.minutes if otherwise else None)
    zone = slot.time_zone or (otherwise.zone if otherwise else zone)
    if slot.date:
        return Moment(slot.date, slot.until or slot.date, at, zone, minutes)
    if slot.week and slot.day:
        day = monday_of_week(slot.week, starts) + timedelta(days=WEEKDAYS.index(slot.day))
        return Moment(day, day, at, zone, minutes)
    if slot.week:
        monday = monday_of_week(slot.week, starts)
        return Moment(monday, monday + timedelta(days=6), at, zone, minutes, whole_week=True)
    if otherwise:
        return Moment(otherwise.first, otherwise.last, at, zone, minutes, otherwise.whole_week)
    return None
