"""The geometry of the pictures in a book: the timeline and the cover. Their markup is in templates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zlib import crc32

from coloraide import Color

from mentorkit.brand.palette import Scheme, contrast
from mentorkit.definition.moments import Moment
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Entry, PlannedEvent, Toolkit
from mentorkit.workbooks.compose.tabs import phase_colours

LABELS = 31.0
"""Millimetres at the left of the timeline for the names of its lanes."""
_EDGE = 4.0
"""Millimetres kept free at the right, so that a mark on the last day is whole."""
_SPACING = {"circle": 6.6}
_USUAL_SPACING = 6.0
"""Millimetres that a mark needs from centre to centre before the next one has to move down or to join it."""
_LETTER = 1.95
"""Millimetres that a letter of a phase's name takes, on the safe side."""

_LANES = {
    "application": "do", "task": "do", "survey": "do", "checkpoint": "do",
    "training": "learn", "webinar": "learn", "learning": "learn",
    "launch": "meet", "call": "meet", "circle": "meet", "showcase": "meet", "social": "meet", "closing": "meet",
    "follow-up": "do", "other": "meet",
}  # fmt: skip
_SHAPES = {"sessions": "circle", "learn": "square", "meet": "diamond", "do": "triangle"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase, or a month: where it begins, how wide it is, and its name, in the first or second row of names. Phases have an ink."""

    x: float
    width: float
    label: str
    label_x: float = 0.0
    label_row: int = 0
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happens, or several things in so few days. `width` is more than nothing where it lasts."""

    x: float
    y: float
    label: str
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks of one kind, all in the same shape."""

    label: str
    shape: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of a programme's time, in millimetres."""

    width: float
    height: float
    months: tuple[Bar, ...]
    phases: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    first: date
    last: date
    pauses: tuple[Bar, ...] = ()
    """Where the programme rests; their names stand in the table of dates."""

    @property
    def counts(self) -> bool:
        """Whether a mark stands for several dates."""
        return any(mark.label for lane in self.lanes if lane.shape != _SHAPES["sessions"] for mark in lane.marks)


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        return round(LABELS + (self.width - LABELS - _EDGE) * (day - self.first).days / days, 2)


def timeline(toolkit: Toolkit, voice: Voice, readers: Collection[str], width: float) -> Timeline:
    """The programme as these roles meet it; the facilitator meets all of it."""
    entries = [entry for entry in toolkit.timeline if concerns(entry, readers)]
    axis = _Axis(
        entries[0].moment.first.replace(day=1),
        _next_month(max(entry.moment.over for entry in entries)),
        width,
    )
    rests = tuple(_rest(one.moment, axis) for one in toolkit.pauses)
    phases = tuple(_phases(toolkit, axis, voice))
    y, lanes = 9.0, []
    if phases:
        y = 27.0 if any(phase.label_row for phase in phases) else 23.0
    for name, label in _lane_names(voice).items():
        lane = _lane(label, _SHAPES[name], y, [entry for entry in entries if _lane_of(entry) == name], axis)
        if lane.marks:
            lanes.append(lane)
            y += lane.height
    return Timeline(
        width, round(y, 2), tuple(_months(axis, voice.words)), phases, tuple(lanes), axis.first, axis.last, rests
    )


def concerns(entry: Entry | PlannedEvent, readers: Collection[str]) -> bool:
    """Whether an event, or a line of the timeline, is for one of these roles; whoever facilitates sees all of them."""
    event = entry.event if isinstance(entry, Entry) else entry
    return event is None or "facilitator" in readers or not set(readers).isdisjoint(event.audience)


def _lane_names(voice: Voice) -> dict[str, str]:
    _ = voice.words.gettext
    return {
        "sessions": capital(voice.people["sessions"]),
        "learn": _("Learning"),
        "meet": _("Gatherings"),
        "do": _("To do"),
    }


def _lane_of(entry: Entry) -> str:
    if entry.session:
        return "sessions"
    return _LANES[entry.event.event.kind] if entry.event else ""


def _lane(label: str, shape: str, y: float, entries: Sequence[Entry], axis: _Axis) -> Lane:
    """Sessions stand side by side, in rows; of the rest, what is too close to be told apart is one mark with its count."""
    rows: list[list[_Spot]] = []
    spacing = _SPACING.get(shape, _USUAL_SPACING)
    dates = [(moment, one) for one in entries for moment in one.moment.each]
    for moment, entry in sorted(dates, key=lambda date: date[0].order):
        x = axis.x(moment.first + timedelta(days=3 if moment.whole_week else 0))
        spot = _Spot(x, x if moment.whole_week else axis.x(moment.last), entry.session.number if entry.session else 1)
        near = [row[-1] for row in rows if x - row[-1].x < spacing and not entry.session]
        if near:
            near[0].number += 1
            if spot.end > spot.x:
                near[0].end = max(near[0].end, spot.end)
            continue
        row = next((row for row in rows if x - row[-1].end >= spacing), None)
        if row is None:
            rows.append(row := [])
        row.append(spot)
    step = spacing + 0.4
    marks = [
        Mark(spot.x, round(y + 6.5 + number * step, 2), spot.label(shape), round(spot.end - spot.x, 2))
        for number, row in enumerate(rows)
        for spot in row
    ]
    return Lane(label, shape, y, 13 + step * max(0, len(rows) - 1), tuple(marks))


@dataclass(slots=True)
class _Spot:
    """Where a mark begins and ends, and the number of its session, or of what it stands for."""

    x: float
    end: float
    number: int

    def label(self, shape: str) -> str:
        return str(self.number) if shape == _SHAPES["sessions"] or self.number > 1 else ""


def _rest(moment: Moment, axis: _Axis) -> Bar:
    first = axis.x(moment.first)
    return Bar(first, round(axis.x(moment.last + timedelta(days=1)) - first, 2), "")


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months(axis: _Axis, words: Words) -> Iterator[Bar]:
    """The months, those with room for it with a name; of more than a year, each January is named by its year."""
    month, months, long = axis.first, 0, (axis.last - axis.first).days > 366
    while month < axis.last:
        following = _next_month(month)
        width = axis.x(following) - axis.x(month)
        every = 1 if width > 8 else 3
        skeleton = _skeleton(month, months, every) if long else "MMM" if months % every == 0 else ""
        label = words.skeleton(skeleton, month) if skeleton else ""
        yield Bar(axis.x(month), round(width, 2), label)
        month, months = following, months + 1


def _skeleton(month: date, number: int, every: int) -> str:
    """How a month of a long axis is named, in skeletons of dates: by its year, by its name, or not at all."""
    if month.month == 1:
        return "y"
    if number == 0:
        return "" if every > 1 and month.month > 10 else "y"  # January follows too closely
    return "MMM" if (month.month - 1) % every == 0 and (every == 1 or number > 1) else ""


def _phases(toolkit: Toolkit, axis: _Axis, voice: Voice) -> Iterator[Bar]:
    taken, inks = [0.0, 0.0], phase_colours(toolkit)
    for span in toolkit.phase_spans:
        if not span.first:
            continue
        label = voice.phase(span.phase)
        begins, ends = axis.x(span.first), axis.x(span.last) if span.last else axis.width
        label_x = min(begins, axis.width - _LETTER * len(label))
        row = next((number for number, end in enumerate(taken) if label_x >= end), taken.index(min(taken)))
        label_x = round(max(label_x, taken[row]), 2)
        taken[row] = label_x + _LETTER * len(label) + 1
        yield Bar(begins, max(round(ends - begins, 2), 2.0), label, label_x, row, inks[span.phase])


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the cover's pattern: a shape, turned by `turn` degrees, in one of the pattern's inks."""

    x: float
    y: float
    shape: str
    turn: int
    ink: int


@dataclass(frozen=True, slots=True)
class CoverArt:
    """A pattern of tiles that fills the foot of the cover and climbs its right side, in millimetres."""

    width: float
    height: float
    side: float
    inks: tuple[str, ...]
    tiles: tuple[Tile, ...]


_COLUMNS, _ROWS = 6, 4
_LABEL = (_ROWS - 2, _COLUMNS // 2)
"""The row, and the columns at its left, where the label for the owner's name stands."""
_LEAST_INK = 1.12
"""Contrast below which a tile would not be seen on its ground."""
_SHAPES_BY_CORNERS = {
    "sharp": ("half", "half", "band", "square", "peak"),
    "soft": ("leaf", "leaf", "pebble", "drop", "pebble"),
    "round": ("quarter", "quarter", "disc", "arch", "ring"),
}


def cover_art(toolkit: Toolkit, width: float, height: float) -> CoverArt:
    """The pattern of one programme: always the same for the same programme, and another for the next."""
    chance = Random(crc32(toolkit.id.encode()))  # noqa: S311 - a picture, not a secret
    shapes = _SHAPES_BY_CORNERS[toolkit.branding.settings.corners]
    side = width / _COLUMNS
    tiles = []
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            free = row != _LABEL[0] or column >= _LABEL[1]
            present = free and column >= _COLUMNS - 2 * (row + 1) and chance.random() < 0.6 + 0.1 * row
            shape, turn, ink = chance.choice(shapes), 90 * chance.randrange(4), chance.randrange(4)
            if present:
                tiles.append(Tile(round(column * side, 3), round(height - (_ROWS - row) * side, 3), shape, turn, ink))
    return CoverArt(width, height, round(side, 3), cover_inks(toolkit.branding.palette.print), tuple(tiles))


def cover_inks(colours: Scheme) -> tuple[str, ...]:
    """Four inks that can be told from the cover's ground: the brand's colours first, then shades of the ground.

    Of seven shades, four can be told from any ground; the first ones cannot be from a bright red.
    """
    shades = (
        Color(colours.hero).mix(colours.on_hero, 0.12 * step, space="srgb").to_string(hex=True) for step in range(1, 8)
    )
    wanted = (colours.primary, colours.accent, colours.tint, *shades)
    return tuple(dict.fromkeys(ink for ink in wanted if contrast(ink, colours.hero) >= _LEAST_INK))[:4]
