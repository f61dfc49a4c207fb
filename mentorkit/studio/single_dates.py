"""The single dates of an event that comes again: which take place, which are moved or left out, and how one is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mentorkit.definition.moments import Moment
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import Event
from mentorkit.editing.changes import ABSENT, Change, Path

_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class SingleDate:
    """One date of the rhythm."""

    day: date
    """The day on which the rhythm puts it; of what is in weeks, its Monday."""
    state: str
    """`on` as planned, `moved`, `changed` (at another time or place), `out` (left out), or `rests` in a pause."""
    now: date | None = None
    """The day on which it is; None where it does not take place."""


def single_dates(program: Program, event: Event) -> tuple[SingleDate, ...]:
    """Every date of an event that comes again, in order; nothing of what is once, is open, or has groups."""
    moment = None if event.groups else program.moment_of(event)
    if moment is None or not moment.every:
        return ()
    dates = [
        SingleDate(one.planned, _state(one.planned, one.moment, one.changed), one.moment.first) for one in moment.dates
    ]
    gone = [SingleDate(day, "out" if _named(event.except_, day, moment) else "rests") for day in moment.left_out]
    return tuple(sorted((*dates, *gone), key=lambda one: one.day))


def _state(planned: date, moment: Moment, changed: object) -> str:
    if moment.first != planned:
        return "moved"
    return "changed" if changed else "on"


def _named(days: tuple[date, ...], day: date, moment: Moment) -> bool:
    """Whether one of these days names the date on `day`: of whole weeks, each of its days does."""
    return any(day <= one <= (day + _WEEK if moment.whole_week else day) for one in days)


def left_out(event: Any, path: Path, day: str) -> tuple[Change, ...]:
    """The changes by which one date of an event, as it is written, does not take place."""
    now = _days(event.get("except"))
    rest = tuple(_not_moved(event, path, day))
    return (*rest, Change((*path, "except"), event.get("except", ABSENT), sorted({*now, day})))


def moved_to(event: Any, path: Path, day: str, to: str) -> tuple[Change, ...]:
    """The changes by which one date is on another day; what else is said of it stays."""
    written = event.get("moved") if isinstance(event.get("moved"), dict) else {}
    before = written.get(day, ABSENT)
    after = {**before, "date": to} if isinstance(before, dict) and before.keys() != {"date"} else to
    return (*_not_out(event, path, day), Change((*path, "moved", day), before, after))


def as_planned(event: Any, path: Path, day: str) -> tuple[Change, ...]:
    """The changes by which one date is as the rhythm puts it."""
    return (*_not_out(event, path, day), *_not_moved(event, path, day))


def _days(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, list) else []


def _not_out(event: Any, path: Path, day: str) -> Iterator[Change]:
    now = _days(event.get("except"))
    if day in now:
        yield Change((*path, "except"), event["except"], [one for one in now if one != day] or ABSENT)


def _not_moved(event: Any, path: Path, day: str) -> Iterator[Change]:
    written = event.get("moved")
    if isinstance(written, dict) and day in written:
        yield Change((*path, "moved", day), written[day], ABSENT)
