"""Bars as SVG: how answers lie on both sides of a middle, shares with their uncertainty, and the way to a target.

A picture has figures and no words: words stand beside it, where they wrap, are translated and read out. Each is told whole
in its title and its description. Lengths are in millimetres on paper; on a page a picture is as wide as its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from markupsafe import Markup

from mentorkit.brand.charts.chart_inks import ChartInks, Fill

WIDTH = 76.0
HIGH = 5.4
"""The height of a picture of one bar."""
_BAR = 4.6
_SIZE = 2.7
"""The size of figures."""
_DIGIT = 0.62
"""The width of a figure, in sizes: a little more than the widest of usual fonts."""
_GAP = 3.0
"""Between the two sides and those in the middle, who stand apart."""
_LEAST = 0.08
"""The share of people for which each side has room at least."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """Part of a bar: the share of people from 0 to 1, and the side on which it stands."""

    share: float
    side: str
    """`less`, `apart` or `more`."""
    strength: float = 1.0
    """How far from the middle: 0 is nearest, 1 the end of the scale."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The room of each side, as shares of people: the same for bars that stand below each other."""

    less: float
    more: float
    apart: float

    @classmethod
    def of(cls, bars: Iterable[Sequence[BarPart]]) -> Axis:
        """The room that these bars need."""
        rooms = {"less": _LEAST, "more": _LEAST, "apart": 0.0}
        for parts in bars:
            for side in rooms:
                rooms[side] = max(rooms[side], sum(part.share for part in parts if part.side == side))
        return cls(**rooms)

    @property
    def scale(self) -> float:
        """Millimetres for all people."""
        room = WIDTH - (_GAP if self.apart else 0) - 2 * _PAD
        return room / (self.less + self.more + self.apart)


_OPTION = 64
"""Millimetres on paper of a bar that stands beside its figures in words."""
_RING = 1.75
"""Half the width of a ring with its line: none is cut off at an end."""
_PAD = 0.3
"""Room for outlines at both ends."""


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """What all charts of one medium share."""

    inks: ChartInks
    families: str
    """The fonts of figures, as CSS lists them."""
    rtl: bool = False
    """Whether pictures run from right to left."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1), repr=False, compare=False)
    """For the ids of titles, which no two on a page may share."""

    def diverging(self, parts: Sequence[BarPart], axis: Axis, title: str, told: str) -> Markup:
        """One bar: those on the side of less to the left of a line, those on the side of more to its right, the middle apart."""
        unit, drawn = axis.scale, []
        zero = _PAD + axis.less * unit
        left = zero
        for part in reversed([one for one in parts if one.side == "less"]):
            left -= part.share * unit
            drawn.append(self._part(left, part, unit))
        right, apart = zero, WIDTH - _PAD - axis.apart * unit
        for part in parts:
            if part.side == "more":
                drawn.append(self._part(right, part, unit))
                right += part.share * unit
            elif part.side == "apart":
                drawn.append(self._part(apart, part, unit))
                apart += part.share * unit
        line = f'<path d="M{_n(self._x(zero))} 0V{_n(HIGH)}" stroke="{self.inks.ink}" stroke-width="0.4" class="mk-c-ink"/>'
        return self._svg("".join(drawn) + line, title, told)

    def share(
        self, share: float, interval: tuple[float, float] | None, title: str, told: str, before: Iterable[float] = ()
    ) -> Markup:
        """A bar from nothing to everybody, with a thin line over the shares that are plausible too, and rings at earlier ones."""
        unit = WIDTH - 2 * _PAD
        fill = self.inks.fill("more", 0.3)
        drawn = self._rect(_PAD, unit, Fill("none", self.inks.line, self.inks.ink), "mk-c-frame")
        drawn += self._rect(_PAD, share * unit, fill, _class("more", 0.3)) if share else ""
        if interval:
            low, high = (self._x(_PAD + end * unit) for end in interval)
            middle = HIGH / 2
            path = f"M{_n(low)} {middle}H{_n(high)}M{_n(low)} {middle - 1}v2M{_n(high)} {middle - 1}v2"
            drawn += f'<path d="{path}" fill="none" stroke="{self.inks.ink}" stroke-width="0.5" class="mk-c-ink"/>'
        drawn += "".join(self._ring(_PAD + one * unit) for one in before)
        return self._svg(drawn, title, told, _OPTION if interval else WIDTH)

    def middle(self, low: float, median: float, high: float, title: str, told: str) -> Markup:
        """The middle half of numbers as a bar, and a line at the one in the middle; in shares of the width."""
        unit = WIDTH - 2 * _PAD
        drawn = self._rect(_PAD, unit, Fill("none", self.inks.line, self.inks.ink), "mk-c-frame")
        drawn += self._rect(
            _PAD + low * unit, max((high - low) * unit, 0.6), self.inks.fill("more", 0.3), _class("more", 0.3)
        )
        x = _n(self._x(_PAD + median * unit))
        drawn += f'<path d="M{x} 0V{_n(HIGH)}" stroke="{self.inks.ink}" stroke-width="0.9" class="mk-c-ink"/>'
        return self._svg(drawn, title, told)

    def goal(
        self, before: float | None, after: float | None, target: float, most: float, title: str, told: str
    ) -> Markup:
        """A bar as long as what came of a goal, a ring where it began, and a line across at the target."""
        unit = (WIDTH - 2 * _PAD) / most

        def at(value: float) -> float:
            return _PAD + min(max(value, 0.0), most) * unit

        drawn = f'<path d="M{_n(self._x(_PAD))} 0V{_n(HIGH)}" stroke="{self.inks.line}" stroke-width="0.4" class="mk-c-edge"/>'
        if after:
            drawn += self._rect(_PAD, at(after) - _PAD, self.inks.fill("more", 0.3), _class("more", 0.3))
        if before is not None:
            drawn += self._ring(at(before))
        x = self._x(at(target))
        drawn += f'<path d="M{_n(x)} 0V{_n(HIGH)}" stroke="{self.inks.ink}" stroke-width="0.9" stroke-dasharray="1.5 0.75" class="mk-c-ink"/>'
        return self._svg(drawn, title, told)

    def _ring(self, at: float) -> str:
        at = min(max(at, _RING), WIDTH - _RING)
        return f'<circle cx="{_n(self._x(at))}" cy="{HIGH / 2}" r="{_RING - 0.25}" fill="{self.inks.paper}" stroke="{self.inks.ink}" stroke-width="0.5" class="mk-c-ring"/>'

    def swatch(self, side: str, strength: float) -> tuple[str, Fill]:
        """The class of a part and its colours, for a legend."""
        return _class(side, strength), self.inks.fill(side, strength)

    def _part(self, x: float, part: BarPart, unit: float) -> str:
        if not part.share:
            return ""
        fill, width = self.inks.fill(part.side, part.strength), part.share * unit
        drawn = self._rect(x, width, fill, _class(part.side, part.strength))
        figure = f"{part.share * 100:.0f}"
        if width > (len(figure) + 0.6) * _SIZE * _DIGIT:
            where = f'x="{_n(self._x(x + width / 2))}" y="{_n(HIGH / 2 + _SIZE * 0.36)}" text-anchor="middle"'
            drawn += f'<text {where} font-size="{_SIZE}" fill="{fill.figure}" class="{_class(part.side, part.strength)}-figure">{figure}</text>'
        return drawn

    def _rect(self, x: float, width: float, fill: Fill, name: str) -> str:
        left = WIDTH - x - width if self.rtl else x
        return f'<rect x="{_n(left)}" y="{_n((HIGH - _BAR) / 2)}" width="{_n(width)}" height="{_BAR}" fill="{fill.ground}" stroke="{fill.outline}" stroke-width="0.3" class="{name}"/>'

    def _x(self, x: float) -> float:
        return WIDTH - x if self.rtl else x

    def _svg(self, drawn: str, title: str, told: str, width: float = WIDTH) -> Markup:
        number = next(self.numbers)
        head = Markup('<title id="chart-{n}">{title}</title><desc id="chart-{n}-told">{told}</desc>').format(
            n=number, title=title, told=told
        )
        frame = Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="mk-chart" role="img" aria-labelledby="chart-{n} chart-{n}-told" viewBox="0 0 {w} {h}" width="{width}mm" height="{height}mm" font-family="{f}">'
        )
        size = {"width": _n(width), "height": _n(HIGH * width / WIDTH)}
        opened = frame.format(n=number, w=_n(WIDTH), h=_n(HIGH), f=Markup(self.families), **size)  # noqa: S704 - a list of our own names
        return opened + head + Markup(drawn) + Markup("</svg>")  # noqa: S704 - numbers and colours


def _class(side: str, strength: float) -> str:
    """The class of a part: its side, and its strength from 0 to 4."""
    return f"mk-c-{side}{round(strength * 4)}"


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
