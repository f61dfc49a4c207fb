"""The times in which people can apply, as the home page shows them: nothing before, nothing afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorkit.definition.moments import Moment
from mentorkit.portal.dates import begins, until
from mentorkit.toolkit import Entry, Occurrence, Toolkit


@dataclass(frozen=True, slots=True)
class Applying:
    """A time in which people apply at one address. `begins` and `until` are what scripts compare, as on a `DateCard`."""

    link: str
    what: str
    begins: str
    until: str
    groups: tuple[Occurrence, ...] = ()
    """The groups that apply there, of an event that has several."""

    def on(self, today: date) -> bool:
        """Whether people can apply on this day."""
        return self.begins[:10] <= today.isoformat() <= self.until[:10]


def applying(toolkit: Toolkit) -> list[Applying]:
    """The times in which people apply: one for each address, from its first day to its last."""
    found: dict[str, list[Applying]] = {}
    for one in _each(toolkit) if toolkit.program.status != "closed" else ():
        if one.link:
            found.setdefault(one.link, []).append(one)
    return [_together(same, ZoneInfo(toolkit.program.time_zone)) for same in found.values()]


def _each(toolkit: Toolkit) -> Iterator[Applying]:
    """One for each application that lasts several days. Where none does, from the first of them to the last, or to the start."""
    general = (toolkit.program.eligibility and toolkit.program.eligibility.apply) or ""
    dates = [entry for entry in toolkit.timeline if entry.event and entry.event.event.kind == "application"]
    if not dates:
        yield Applying(general, "", date.min.isoformat(), _eve(toolkit))
    elif lasting := [entry for entry in dates if _lasts(entry.moment)]:
        yield from (_window(entry, general) for entry in lasting)
    else:
        yield from _between(toolkit, dates, general)


def _between(toolkit: Toolkit, dates: Sequence[Entry], general: str) -> Iterator[Applying]:
    """From the first of these dates to the last, or to the start, at each address of the first event that has one."""
    windows = [_window(entry, general) for entry in dates]
    whole = _together(windows, ZoneInfo(toolkit.program.time_zone))
    # Groups of one day are one date: nothing says that they end with it.
    days = {(_event_id(entry), entry.moment.first) for entry in dates}
    last = whole.until if len(days) > 1 else _eve(toolkit)
    named = next((entry for entry in dates if _link(entry)), dates[0])
    for entry, one in zip(dates, windows, strict=True):
        if _event_id(entry) == _event_id(named):
            yield replace(one, begins=whole.begins, until=last)


def _together(every: Sequence[Applying], zone: ZoneInfo) -> Applying:
    """All of these as one, from the first moment to the last."""
    first = min((one.begins for one in every), key=lambda written: _moment(written, zone, days=0))
    last = max((one.until for one in every), key=lambda written: _moment(written, zone, days=1))
    groups = tuple(group for one in every for group in one.groups)
    return replace(every[0], begins=first, until=last, groups=groups)


def _moment(written: str, zone: ZoneInfo, *, days: int) -> datetime:
    """The moment that is written; of a day, the midnight with which it begins in this zone, or one so many `days` later."""
    if "T" in written:
        return datetime.fromisoformat(written)
    return datetime.combine(date.fromisoformat(written) + timedelta(days=days), time.min, zone)


def _window(entry: Entry, general: str) -> Applying:
    groups = (entry.occurrence,) if entry.occurrence and entry.occurrence.number else ()
    what = entry.event.event.what if entry.event else ""
    return Applying(_link(entry) or general, what, begins(entry.moment), until(*entry.moment.each), groups)


def _lasts(moment: Moment) -> bool:
    """Whether it goes on for several days, and is not on one day of a week that is still open."""
    return moment.last > moment.first and not moment.whole_week


def _eve(toolkit: Toolkit) -> str:
    return (toolkit.program.starts - timedelta(days=1)).isoformat()


def _event_id(entry: Entry) -> str:
    return entry.event.id if entry.event else ""


def _link(entry: Entry) -> str:
    return (entry.occurrence and entry.occurrence.link) or ""
