"""The colours of charts: two that are told apart by everybody, each in steps, and what is written on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coloraide import Color

from mentorkit.brand.palette import SHAPE, Scheme, contrast, readable

_SIMULATED = ("protan", "deutan", "tritan")
"""The kinds of colour vision in which the two sides have to differ, beside the usual one and grey."""
_FAINTEST = 0.16
"""The share of a side's colour in its weakest step."""


@dataclass(frozen=True, slots=True)
class Fill:
    """The colours of one part of a bar, as #rrggbb: its ground, its outline, and the figure that is written on it."""

    ground: str
    outline: str
    figure: str


@dataclass(frozen=True, slots=True)
class ChartInks:
    """The colours of the charts of one medium. Outlines have a contrast of 3 on the paper, figures one of 4.5 on their ground."""

    paper: str
    ink: str
    line: str
    more: str
    """The side of more, and of bars with one side only."""
    less: str
    """The side of less. Neither colour is that of good or bad: what is good is for people to say."""
    apart: str
    """What stands in the middle of a scale."""

    @classmethod
    def of(cls, scheme: Scheme) -> ChartInks:
        """The colours of a medium: the brand's for links on one side, and on the other the one that differs most from it."""
        more = scheme.link
        others = (scheme.accent, scheme.warning, scheme.info, scheme.ink)
        less = max(others, key=lambda other: _apart(more, other))
        return cls(
            scheme.paper,
            scheme.ink,
            scheme.edge,
            more,
            readable(less, scheme.paper, SHAPE),
            readable(scheme.edge, scheme.paper, SHAPE),
        )

    def fill(self, side: str, strength: float = 1.0) -> Fill:
        """A part of the side `more`, `less` or `apart`; the strength goes from 0, the weakest, to 1."""
        colour: str = getattr(self, side)
        share = _FAINTEST + (1 - _FAINTEST) * strength if side != "apart" else _FAINTEST
        ground = _mixed(self.paper, colour, share)
        return Fill(ground, colour, _on(ground, (self.ink, self.paper)))


def _mixed(paper: str, colour: str, share: float) -> str:
    return str(Color(paper).mix(colour, share, space="srgb").to_string(hex=True))[:7]


def _on(ground: str, wanted: Iterable[str]) -> str:
    """The one of these colours that is read best on the ground; where none is read well, black or white."""
    best = max(wanted, key=lambda one: contrast(one, ground))
    return readable(best, ground)


def _apart(one: str, other: str) -> float:
    """How different two colours are to those who see them as least different (CIEDE2000)."""
    pairs = [(Color(one), Color(other))]
    pairs += [(Color(one).filter(kind), Color(other).filter(kind)) for kind in _SIMULATED]
    return min(float(a.delta_e(b, method="2000")) for a, b in pairs)
