"""Time zones as calendars carry them (RFC 5545, VTIMEZONE): by the rule of every year where there is one, else date by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_STEP = timedelta(days=7)
"""No clock is changed for less: the shortest that is known, during Ramadan, lasts a month."""
_LATER = 12
"""Years behind those of a calendar that a rule should hold for, too: after them a fourth Sunday is no longer taken for the last."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Shift:
    """A change of clocks: the difference from UTC before and after, and the name of the time after."""

    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    def component(self, onsets: list[datetime], rule: vRecur | None) -> TimezoneDaylight | TimezoneStandard:
        """This shift as a calendar has it; the first of `onsets`, which are times on the clock before it, begins the rule."""
        made = TimezoneDaylight() if self.daylight else TimezoneStandard()
        made.add("dtstart", onsets[0])
        if rule:
            made.add("rrule", rule)
        elif onsets[1:]:
            made.add("rdate", onsets[1:])
        made.add("tzname", self.name)
        made.add("tzoffsetfrom", self.before)
        made.add("tzoffsetto", self.after)
        return made


def time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone of this name, right from the first of these years to the last.

    Outlook reads one rule a year, and neither lists of dates nor days of the month. Lists are left where a zone has no such rule.
    """
    made = Timezone()
    made.add("tzid", name)
    before = first_year - 1  # what clocks were changed to then holds when the first year begins
    parts = []
    for shift, onsets in _shifts(name, before, last_year + _LATER).items():
        near = [onset for onset in onsets if onset.year <= last_year]
        if near:
            rule = _rule(onsets, before, last_year + _LATER) or _rule(near, before, last_year)
            parts.append(shift.component(near, rule))
    if not parts or not all("rrule" in part for part in parts):
        made.add_component(_at_first(name, before))
    for part in parts:
        made.add_component(part)
    return made


def _at_first(name: str, year: int) -> TimezoneDaylight | TimezoneStandard:
    """The time that a zone has when the first of the years begins."""
    begins = datetime(year, 1, 1, tzinfo=ZoneInfo(name))
    offset = begins.utcoffset() or timedelta()
    return _Shift(offset, offset, begins.tzname() or name, (begins.dst() or timedelta()) > timedelta()).component(
        [begins.replace(tzinfo=None)], None
    )


@lru_cache(maxsize=64)  # a programme has many calendars
def _shifts(name: str, first_year: int, last_year: int) -> dict[_Shift, list[datetime]]:
    """How clocks are changed in these years, and when: the time that they show as they are changed."""
    found: dict[_Shift, list[datetime]] = {}
    for instant in _changes(
        ZoneInfo(name), datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    ):
        old, new = ((instant + timedelta(seconds=number)).astimezone(ZoneInfo(name)) for number in (-1, 0))
        before, after = old.utcoffset() or timedelta(), new.utcoffset() or timedelta()
        # Irish winter time is "daylight saving" by less than nothing, in law; calendars know the summer's alone.
        shift = _Shift(before, after, new.tzname() or name, after > before and old.dst() != new.dst())
        found.setdefault(shift, []).append((instant + before).replace(tzinfo=None))
    return found


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments, in UTC, from which on clocks differ from UTC by something else."""

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(zone).utcoffset()

    steps = [first + number * _STEP for number in range((last - first) // _STEP + 2)]
    for early, late in pairwise(steps):
        if offset(early) == offset(late):
            continue
        seconds = (0, int(_STEP.total_seconds()))
        while seconds[1] - seconds[0] > 1:
            middle = sum(seconds) // 2
            same = offset(early + timedelta(seconds=middle)) == offset(early)
            seconds = (middle, seconds[1]) if same else (seconds[0], middle)
        yield early + timedelta(seconds=seconds[1])


def _rule(onsets: list[datetime], first_year: int, last_year: int) -> vRecur | None:
    """The rule that these are the days of, one in each of the years: the second Sunday of March, or the last; None where there is none."""
    if [one.year for one in onsets] != [*range(first_year, last_year + 1)]:
        return None
    if len({(one.month, one.weekday(), one.time()) for one in onsets}) > 1:
        return None
    last = all((one + timedelta(days=7)).month != one.month for one in onsets)
    numbers = {-1} if last else {(one.day + 6) // 7 for one in onsets}
    if len(numbers) > 1:
        return None
    return vRecur(freq="YEARLY", bymonth=onsets[0].month, byday=f"{numbers.pop()}{_DAYS[onsets[0].weekday()]}")
