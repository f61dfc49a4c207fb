"""From what people write about time (dates, weeks counted from the start) to moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorkit.definition.recurrence import MOST_DATES, Repetition, repetition
from mentorkit.definition.schedule import ChangedDate, Event, TimeSlot
from mentorkit.definition.weeks import WEEKDAYS, Weeks

DUE = ("application", "survey", "task")
"""Kinds of events that are to be done by a time, whatever they take: their hour is that of the last day."""
GATHERINGS = ("webinar", "launch", "training", "learning", "call", "circle", "showcase", "social", "closing")
"""Kinds of events that people come to: of several days, each begins at the hour that is named."""


Rests = tuple[tuple[date, date], ...]
"""Pauses, by their first and their last day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: some days and, where it is known, a time.

    Where only the week is known, `first` is its Monday, `last` its Sunday, and `whole_week` is true. Of several days, `at`
    is the hour at which each begins, unless it is the hour by which something is `due`: then it is that of the last.
    Of what comes again, this is the first date, and `dates` holds all.
    """

    first: date
    last: date
    at: time | None
    zone: str
    minutes: int | None
    whole_week: bool = False
    due: bool = False
    every: str = ""
    """The rhythm of what comes again, as `2 weeks`; empty where something is once."""
    dates: tuple[RepeatedDate, ...] = field(default=(), repr=False)
    """The dates of what comes again, in order of time, without those that are left out."""
    left_out: tuple[date, ...] = field(default=(), repr=False)
    """The days on which what comes again does not take place."""

    @property
    def each(self) -> tuple[Moment, ...]:
        """Each of the dates of what comes again; this one alone of what is once."""
        return tuple(one.moment for one in self.dates) or (self,)

    @property
    def over(self) -> date:
        """The last of all days."""
        return max(one.last for one in self.each)

    def in_one_of(self, rests: Rests) -> bool:
        """Return whether all of it lies in one of these pauses; of whole weeks the working days, of what is daily one of its days."""
        first, last = self.first, self.first + timedelta(days=4) if self.whole_week else self.last
        if self.daily:
            return any(first <= end and begin <= last for begin, end in rests)
        return any(begin <= first and last <= end for begin, end in rests)

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


@dataclass(frozen=True, slots=True)
class RepeatedDate:
    """One date of something that comes again."""

    key: str
    """The name that it has among the others, whatever is left out or moved: calendars know it by that."""
    planned: date
    """The day on which the rhythm puts it."""
    moment: Moment
    changed: ChangedDate | None = None
    """How it is different from the others, where it is."""


def moment(
    slot: TimeSlot,
    weeks: Weeks,
    zone: str,
    *,
    event: Event | None = None,
    ends: date | None = None,
    rests: Rests = (),
) -> Moment | None:
    """When a slot is; what it does not say comes from the `event` that it is a group of. None where nobody says when.

    What comes again without an end of its own does so until the programme `ends`, and not in a pause, which `rests` names by
    its first and its last day.
    """
    again = repetition(slot, event, ends)
    first = first_date(slot, weeks, zone, event=event, once=again is None)
    if first is None or again is None:
        return first
    counted = _key_counts(slot, event, again)
    dates = sorted(_dates(first, again, counted, weeks, rests), key=lambda one: one.moment.order)
    if not dates:
        return first
    kept = {one.planned for one in dates}
    left_out = tuple(day for day in again.days(first.first)[:MOST_DATES] if day not in kept)
    begin = dates[0].moment
    return replace(first, first=begin.first, last=begin.last, every=again.every, dates=tuple(dates), left_out=left_out)


def first_date(slot: TimeSlot, weeks: Weeks, zone: str, *, event: Event | None, once: bool) -> Moment | None:
    """When a slot is that is `once`; when one that comes again would first be, whatever of it is left out or moved."""
    event = slot if isinstance(slot, Event) else event
    behind = event or slot
    at, minutes, zone = slot.at or behind.at, slot.minutes or behind.minutes, slot.time_zone or behind.time_zone or zone
    dated = slot if slot.is_dated else behind
    if dated.date:
        last = (dated.until if once else None) or dated.date
        kind = event.kind if event else "survey" if slot.is_asked else "call"
        due = last > dated.date and at is not None and _due(kind, minutes)
        return Moment(dated.date, last, at, zone, minutes, due=due)
    if dated.week is None:
        return None
    monday = weeks.monday(dated.week)
    if dated.day:
        day = monday + timedelta(days=WEEKDAYS.index(dated.day))
        return Moment(day, day, at, zone, minutes)
    return Moment(monday, monday + timedelta(days=6), at, zone, minutes, whole_week=True)


def _key_counts(slot: TimeSlot, event: Event | None, again: Repetition) -> bool:
    """Return whether dates are known by their week, counted from the start: those that are written so.

    Then a programme that begins later keeps them in people's calendars. Other dates are known by the day.
    """
    dated = slot if slot.is_dated else event or slot
    return dated.week is not None and again.every.endswith(("week", "weeks"))


def _dates(
    first: Moment,
    again: Repetition,
    counted: bool,  # noqa: FBT001
    weeks: Weeks,
    rests: Rests,
) -> Iterator[RepeatedDate]:
    for day in again.days(first.first)[:MOST_DATES]:
        changed = next((how for named, how in again.changed.items() if _names((named,), day, first)), None)
        if changed is None and (_names(again.left_out, day, first) or _changed(first, day, None).in_one_of(rests)):
            continue
        key = f"week-{(day - weeks.monday_of_first).days // 7}" if counted else day.isoformat()
        yield RepeatedDate(key, day, _changed(first, day, changed), changed)


def _names(days: tuple[date, ...], day: date, first: Moment) -> bool:
    """Return whether one of these days names the date that would be on `day`: of a whole week, each of its days does."""
    last = day + (first.last - first.first)
    return any(day <= one <= last for one in days)


def _changed(first: Moment, day: date, changed: ChangedDate | None) -> Moment:
    """The date that would be on `day`, as it is changed."""
    at, minutes = first.at, first.minutes
    if changed:
        day, at, minutes = changed.date or day, changed.at or at, changed.minutes or minutes
    if first.whole_week:
        day -= timedelta(days=day.weekday())
    return replace(first, first=day, last=day + (first.last - first.first), at=at, minutes=minutes)


def _due(kind: str, minutes: int | None) -> bool:
    """Return whether several days with an hour are the time until which something can be done."""
    return kind in DUE or (minutes is None and kind not in GATHERINGS)
