"""From what people write about an event that comes again (`every: 2 weeks`) to its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import Any

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as weekday_of

from mentorkit.definition.schedule import ORDINALS, ChangedDate, Event, Repeating
from mentorkit.definition.weeks import WEEKDAYS

MOST_DATES = 200
"""Dates of one event; a definition that asks for more has surely a slip in it."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """How an event, or a group of one, comes again: what a group does not say comes from its event."""

    every: str
    times: int | None
    until: date | None
    left_out: tuple[date, ...]
    changed: dict[date, ChangedDate]

    def days(self, first: date) -> tuple[date, ...]:
        """The days of the rhythm from `first` on, with those that are left out; one more than MOST_DATES where there are too many."""
        return days_of_rhythm(self.every, first, self.times, self.until)


def repetition(slot: Any, event: Event | None, ends: date | None) -> Repetition | None:
    """How often something comes again, at most until the programme `ends`; None where it does not."""
    behind = event or slot
    if not isinstance(slot, Repeating) or not isinstance(behind, Repeating) or not (slot.every or behind.every):
        return None
    times = slot.times or (None if slot.until else behind.times)
    until = slot.until or (None if slot.times else behind.until)
    changed = behind.moved | slot.moved
    left_out = dict.fromkeys((*behind.except_, *slot.except_))
    every = slot.every or behind.every
    assert every is not None, "one of the two says it"
    return Repetition(every, times, until if times or until else ends, tuple(left_out), changed)


@lru_cache(maxsize=4096)  # the dates of one event are asked for by many
def days_of_rhythm(every: str, first: date, times: int | None, until: date | None) -> tuple[date, ...]:
    """The days of a rhythm from `first` on; one more than MOST_DATES where there are too many."""
    rule = rrule(
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(until, time()) if until else None,
        **_rule(every, first),
    )
    most = min(times or MOST_DATES + 1, MOST_DATES + 1)
    return tuple(day.date() for day in islice(rule, most))


def _rule(every: str, first: date) -> dict[str, Any]:
    """The rule of a rhythm. Every month on the 31st is the last day where a month is shorter: nobody means to leave it out."""
    ordinal, _, named = every.partition(" ")
    if ordinal in ORDINALS:
        return {"freq": MONTHLY, "byweekday": weekday_of(WEEKDAYS.index(named), ORDINALS[ordinal])}
    unit = named.rstrip("s")
    rule: dict[str, Any] = {"freq": {"day": DAILY, "week": WEEKLY, "month": MONTHLY}[unit], "interval": int(ordinal)}
    if unit == "month" and first.day > 28:
        rule |= {"bymonthday": tuple(range(28, first.day + 1)), "bysetpos": -1}
    return rule
