"""The dates of a programme on one page, to pin up: month by month, with as much as the page holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from math import ceil

from mentorkit.definition.moments import Moment
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Entry, Toolkit
from mentorkit.workbooks.compose.figures import concerns
from mentorkit.workbooks.compose.tabs import phase_colours

_COLUMNS = 2
_BESIDE, _LETTER = 20.0, 1.57
"""Millimetres of a column beside its words (its days, and half of the gap), and those of a letter."""
_TO_WRITE = 22
"""Letters for which the line for a date has room."""
_HEAD, _CODES = 32.0, 28.0
"""Millimetres of the page that its title takes, and the QR codes at its foot."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How closely the page is set, in millimetres: a line, the room around a date, the name of a month, and that of a phase."""

    line: float
    date: float
    month: float
    phase: float


_USUAL, _CLOSE = _Setting(4.67, 1.55, 8.7, 5.4), _Setting(4.0, 1.0, 7.7, 5.4)
_LEAST = ("survey", "task", "application", "follow-up", "social", "checkpoint", "other", "learning", "webinar", "call")
"""Kinds of events that are left out where the page does not hold all, in this order: the table of dates has them."""


@dataclass(frozen=True, slots=True)
class PosterDate:
    """One line of the poster: its days as numbers, its words, and its session, where it is one."""

    moment: Moment
    days: str
    label: str
    kind: str
    session: int = 0
    others: int = 0
    """How many other dates of the same event there are in this month."""
    phase: str = ""
    """The phase of the session, where it has one."""


@dataclass(frozen=True, slots=True)
class PosterMonth:
    """A month with its dates, and the phase that begins in it."""

    first: date
    dates: tuple[PosterDate, ...]
    phases: tuple[str, ...] = ()

    def height(self, setting: _Setting, letters: float) -> float:
        """Its height in millimetres, with so many letters in a line."""
        said = (len(one.label) + 3 * bool(one.session) + 18 * bool(one.others) for one in self.dates)
        lines = sum(ceil(each / letters) for each in said)
        return setting.month + setting.phase * len(self.phases) + setting.date * len(self.dates) + setting.line * lines


@dataclass(frozen=True, slots=True)
class Poster:
    """The months of a programme as some roles meet it; `close` where they are set closer, `whole` where nothing is left out."""

    months: tuple[PosterMonth, ...] = ()
    in_first: int = 0
    """How many of the months stand in the first column; the others, and the days of one's own, stand in the second."""
    close: bool = False
    whole: bool = True
    inks: Mapping[str | None, str] = field(default_factory=dict)
    """The colour of each phase."""
    own: tuple[tuple[int, str], ...] = ()
    """Numbers and words of the days that count from a start of the reader's own, with that start as day 1."""


def poster(toolkit: Toolkit, voice: Voice, readers: Collection[str], width: float, height: float) -> Poster:
    """The dates of these roles on a page of this size between its margins, in millimetres; what is least missed goes first."""
    entries = [entry for entry in toolkit.timeline if concerns(entry, readers)]
    inks, room = phase_colours(toolkit), height - _HEAD - (_CODES if toolkit.program.address else 0)
    letters, own = (width / _COLUMNS - _BESIDE) / _LETTER, _own_days(toolkit, readers)
    for dropped in range(len(_LEAST) + 1):
        kept = [entry for entry in entries if not entry.event or entry.event.event.kind not in _LEAST[:dropped]]
        months = tuple(_months(toolkit, voice, kept))
        for setting in (_USUAL, _CLOSE):
            heights = [month.height(setting, letters) for month in months]
            height, first = _divided([*heights, _height_of_own(own, setting, letters)])
            if height <= room:
                return Poster(months, first, setting is _CLOSE, whole=len(kept) == len(entries), inks=inks, own=own)
    return Poster(inks=inks)


def _own_days(toolkit: Toolkit, readers: Collection[str]) -> tuple[tuple[int, str], ...]:
    own = toolkit.program.own_start
    days = [one for one in own.days if not set(readers).isdisjoint(one.for_)] if own else []
    return ((1, own.what), *((one.day, one.what) for one in days)) if own and days else ()


def _height_of_own(own: tuple[tuple[int, str], ...], setting: _Setting, letters: float) -> float:
    """The height in millimetres of the days of one's own, each with a line for its date."""
    lines = sum(ceil((len(label) + _TO_WRITE) / letters) for _, label in own)
    return setting.month + setting.date * len(own) + setting.line * lines if own else 0


def _divided(heights: list[float]) -> tuple[float, int]:
    """The height of the longer of two columns, divided as evenly as months that are not parted can be, and how many are in the first.

    The engine could balance columns too, and takes longer for this one page than for ten others: it lays out all of it again for
    every height that it tries.
    """
    return min((max(sum(heights[:first]), sum(heights[first:])), first) for first in range(1, len(heights) + 1))


def _months(toolkit: Toolkit, voice: Voice, entries: list[Entry]) -> Iterator[PosterMonth]:
    begins = {span.first: span.phase for span in toolkit.phase_spans if span.first}
    dated = sorted(((moment, entry) for entry in entries for moment in entry.moment.each), key=lambda one: one[0].order)
    for first, members in groupby(dated, key=lambda one: one[0].first.replace(day=1)):
        dates = tuple(_dates(voice, list(members)))
        phases = tuple(phase for day, phase in begins.items() if day.replace(day=1) == first)
        yield PosterMonth(first, dates, phases)


def _dates(voice: Voice, members: list[tuple[Moment, Entry]]) -> Iterator[PosterDate]:
    """The dates of a month; an event that has several in it stands there once."""
    seen = set[str]()
    for moment, entry in members:
        session = entry.session
        times = [one for one, other in members if other.event and entry.event and other.event.id == entry.event.id]
        if entry.event and entry.event.id in seen:
            continue
        seen |= {entry.event.id} if entry.event else set()
        yield PosterDate(
            moment,
            _days(moment),
            _label(entry, voice),
            entry.kind,
            session=session.number if session else 0,
            others=max(len(times) - 1, 0),
            phase=(session.session.phase or "") if session else "",
        )


def _days(moment: Moment) -> str:
    """`7`, or `7–12` of several days; `7–` where they end in another month."""
    first, last = moment.first, moment.last
    until = str(last.day) if first.month == last.month else ""
    return f"{first.day}–{until}" if first < last else f"{first.day}"


def _label(entry: Entry, voice: Voice) -> str:
    """The words of a line."""
    if entry.session:
        return entry.session.session.title
    if entry.event:
        return entry.event.event.what
    return entry.pause.name if entry.pause else voice.bound(entry.kind)
