"""The openers of phases: before which session each stands, and the geometry of its drawing, two threads for two people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import pi, sin

from mentorkit.brand.palette import SHAPE, contrast, readable
from mentorkit.definition.schedule import PHASES
from mentorkit.toolkit import PhaseSpan, Toolkit

Point = tuple[float, float]
_Disc = tuple[float, float, float]
_STEPS = 6
"""Points of a thread between one crossing and the next."""


@dataclass(frozen=True, slots=True)
class PhaseOpener:
    """The page that opens a phase: its place among the phases that the programme has."""

    number: int
    count: int
    span: PhaseSpan


@dataclass(frozen=True, slots=True)
class PhaseArt:
    """The drawing of a phase, in millimetres.

    `first` and `second` are the threads, as paths: one is drawn whole, the other dotted, so that they are told apart
    without colour. `meetings` are the places where they meet, one for each session of a phase in which pairs work.
    """

    width: float
    height: float
    first: str
    second: str
    meetings: tuple[Point, ...]
    ends: tuple[Point, ...]
    """Where a thread begins on the page: a dot for the first, a ring for the second."""
    disc: _Disc
    """A quiet disc behind the threads: its centre and its radius."""
    inks: tuple[str, str]


def phase_openers(toolkit: Toolkit) -> dict[int, PhaseOpener]:
    """The opener of each phase, by the number of the session before which it stands; a single phase needs none."""
    spans = [span for span in toolkit.phase_spans if span.sessions]
    if len(spans) < 2:
        return {}
    return {span.sessions[0].number: PhaseOpener(number, len(spans), span) for number, span in enumerate(spans, 1)}


def phase_art(toolkit: Toolkit, span: PhaseSpan, width: float, height: float) -> PhaseArt:
    """The drawing of one phase: two threads that are apart, meet, work together, and go on."""
    draw = dict(zip(PHASES, (_apart, _meeting, _together, _parting), strict=True))[span.phase]
    return _art(toolkit, draw(len(span.sessions)), width, height)


def closing_art(toolkit: Toolkit, width: float, height: float) -> PhaseArt:
    """The drawing of the last page: two threads that cross once for each session of the programme."""
    return _art(toolkit, _together(len(toolkit.sessions)), width, height)


def _art(toolkit: Toolkit, drawing: _Drawing, width: float, height: float) -> PhaseArt:
    first, second, meetings, ends, disc = drawing

    def scaled(points: Sequence[Point]) -> list[Point]:
        return [(round(x * width, 2), round(y * height, 2)) for x, y in points]

    return PhaseArt(
        width,
        height,
        _path(scaled(first)),
        _path(scaled(second)),
        tuple(scaled(meetings)),
        tuple(scaled(ends)),
        (disc[0] * width, disc[1] * height, disc[2] * width),
        _inks(toolkit),
    )


_Drawing = tuple[list[Point], list[Point], list[Point], list[Point], _Disc]
"""The two threads, where they meet, where they begin, and the disc; in shares of width and height."""


def _apart(sessions: int) -> _Drawing:
    """Two threads from two sides that have not met."""
    first = [(-0.05, 0.86), (0.12, 0.84), (0.25, 0.7), (0.3, 0.55), (0.38, 0.47)]
    second = [(1.05, 0.2), (0.9, 0.16), (0.78, 0.22), (0.7, 0.34), (0.62, 0.38)]
    return first, second, [], [first[-1], second[-1]], (0.5, 0.43, 0.3)


def _meeting(sessions: int) -> _Drawing:
    """Two threads that come together and go round the same place."""
    first = [
        (-0.05, 0.9),
        (0.14, 0.82),
        (0.34, 0.66),
        (0.5, 0.44),
        (0.64, 0.26),
        (0.78, 0.34),
        (0.72, 0.54),
        (0.5, 0.6),
    ]
    second = [
        (1.05, 0.86),
        (0.86, 0.8),
        (0.66, 0.66),
        (0.5, 0.44),
        (0.36, 0.26),
        (0.22, 0.34),
        (0.28, 0.54),
        (0.5, 0.6),
    ]
    return first, second, [(0.5, 0.44), (0.5, 0.6)], [], (0.5, 0.44, 0.24)


def _together(sessions: int) -> _Drawing:
    """Two threads that cross once for each session, on the way up."""
    most = max(1, min(sessions, 12))
    steps = _STEPS * (most + 1)
    first, second, meetings = [], [], []
    for step in range(steps + 1):
        share = step / steps
        x, middle = -0.05 + 1.1 * share, 0.8 - 0.52 * share
        wave = 0.13 * sin(pi * share * (most + 1))
        first.append((x, middle - wave))
        second.append((x, middle + wave))
        if step % _STEPS == 0 and 0 < step < steps:
            meetings.append((x, middle))
    return first, second, meetings, [], (0.7, 0.36, 0.24)


def _parting(sessions: int) -> _Drawing:
    """Two threads that have crossed, and go on, each its own way."""
    first = [
        (-0.05, 0.78),
        (0.1, 0.86),
        (0.25, 0.72),
        (0.4, 0.54),
        (0.55, 0.52),
        (0.72, 0.34),
        (0.86, 0.16),
        (1.05, 0.02),
    ]
    second = [
        (-0.05, 0.94),
        (0.1, 0.8),
        (0.25, 0.72),
        (0.38, 0.68),
        (0.55, 0.52),
        (0.74, 0.56),
        (0.9, 0.62),
        (1.05, 0.6),
    ]
    return first, second, [(0.25, 0.72), (0.55, 0.52)], [], (0.78, 0.4, 0.3)


def _path(points: list[Point]) -> str:
    """A smooth line through these points (Catmull–Rom, written as cubic curves)."""
    return f"M{points[0][0]} {points[0][1]}" + "".join(_curves(points))


def _curves(points: list[Point]) -> Iterator[str]:
    around = [points[0], *points, points[-1]]
    for before, here, there, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        one = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
        two = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
        yield "C" + " ".join(f"{round(x, 2)} {round(y, 2)}" for x, y in (one, two, there))


def _inks(toolkit: Toolkit) -> tuple[str, str]:
    """An ink for each thread, seen on paper; one ink for both where the brand has no other."""
    colours = toolkit.branding.palette.print
    first = readable(colours.primary, colours.paper, SHAPE)
    second = readable(colours.accent, colours.paper, SHAPE)
    return first, second if contrast(first, second) > 1.05 else readable(colours.ink, colours.paper, SHAPE)
