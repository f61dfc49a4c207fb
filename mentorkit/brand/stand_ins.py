"""Fonts that readers have already, scaled to the measures of a brand's, so that no line moves when its files have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mentorkit.brand.font_letters import as_ranges
from mentorkit.brand.typefaces import FontFace, nearest_face


@dataclass(frozen=True, slots=True)
class LocalFont:
    """A font that comes with devices. Widths are of an average letter of English text, in parts of the size of type."""

    name: str
    regular: tuple[str, ...]
    bold: tuple[str, ...]
    width: float
    bold_width: float


LOCAL_FONTS = (
    LocalFont("Arial", ("Arial", "ArialMT", "Liberation Sans", "LiberationSans"), ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "LiberationSans-Bold"), 0.4404, 0.4764),
    LocalFont("Roboto", ("Roboto", "Roboto-Regular"), ("Roboto Bold", "Roboto-Bold"), 0.4417, 0.448),
    LocalFont("DejaVu Sans", ("DejaVu Sans", "DejaVuSans"), ("DejaVu Sans Bold", "DejaVuSans-Bold"), 0.5056, 0.5711),
)  # fmt: skip
"""Windows, macOS and iOS have Arial, and Linux a font of its widths; Android has Roboto, and other Linux DejaVu Sans.
Measured with the letters below in Liberation Sans 1.07, Roboto 2.138 and DejaVu Sans 2.37."""

_LETTERS = {
    " ": 180, "e": 102, "t": 75, "a": 65, "o": 62, "n": 57, "i": 57, "s": 53, "r": 50, "h": 50, "l": 33, "d": 33, "u": 23, "c": 22,
    "m": 20, "f": 18, "w": 17, "g": 16, "p": 15, "y": 16, "b": 13, "v": 8, "k": 6, "x": 1.4, "j": 1, "q": 0.8, "z": 0.6,
}  # fmt: skip
"""How often each letter stands among a thousand of an English text, spaces included."""
_ENOUGH = 0.9
"""The part of these that a font needs to have, for its letters to be measured by them."""
_RANGES = (range(0x20, 0x530), range(0x2010, 0x2070))
"""The letters that stand-ins are for: Latin, Greek and Cyrillic, and the signs between words."""
_HEAVY = 600
"""The weight from which on a bold font stands in."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """One `@font-face` of CSS. The measures are its descriptors, as parts of one; `ascent` and the others count after `size_adjust`."""

    family: str
    weights: str
    local: tuple[str, ...]
    letters: str
    """The letters that the brand's font has, as `unicode-range` says it; what that font lacks is for the next family."""
    size_adjust: float
    ascent: float
    descent: float
    line_gap: float


@dataclass(frozen=True, slots=True)
class _Measures:
    width: float
    ascent: float
    descent: float
    line_gap: float
    letters: str


def stand_ins(faces: Iterable[FontFace], family: str, heavy: int = 700) -> Iterator[StandIn]:
    """The stand-ins for a family in order: for each font that devices have, one for text and one for what is as `heavy` as this."""
    own = [face for face in faces if face.family == family]
    if not own:
        return
    light, bold = nearest_face(own, family, 400), nearest_face(own, family, max(heavy, _HEAVY))
    two = light.weight < _HEAVY <= bold.weight
    cuts = ((light, "1 599"), (bold, "600 1000")) if two else ((light, "1 1000"),)
    for local in LOCAL_FONTS:
        for face, weights in cuts:
            if measured := _measures(face.path, face.path.stat().st_mtime_ns, face.weight):
                yield _stand_in(family, measured, local, weights, bold=face.weight >= _HEAVY)


def _stand_in(family: str, font: _Measures, local: LocalFont, weights: str, *, bold: bool) -> StandIn:
    size = font.width / (local.bold_width if bold else local.width)
    return StandIn(
        family=f"{family} as {local.name}",
        weights=weights,
        local=local.bold if bold else local.regular,
        letters=font.letters,
        size_adjust=size,
        ascent=font.ascent / size,
        descent=font.descent / size,
        line_gap=font.line_gap / size,
    )


@lru_cache(maxsize=64)
def _measures(path: Path, _changed: int, weight: int) -> _Measures | None:
    """The measures of a font, in parts of the size of type; None where it has too few letters that they could be taken of."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=0) as font:
        names, unit, lines = font.getBestCmap() or {}, font["head"].unitsPerEm, font["hhea"]
        glyphs = font.getGlyphSet(location={"wght": weight} if "fvar" in font else None)
        had = {letter: often for letter, often in _LETTERS.items() if ord(letter) in names}
        if sum(had.values()) < _ENOUGH * sum(_LETTERS.values()):
            return None
        width = sum(glyphs[names[ord(letter)]].width * often for letter, often in had.items()) / sum(had.values())
        above, below, gap = lines.ascent / unit, -lines.descent / unit, lines.lineGap / unit
        return _Measures(width / unit, above, below, gap, _as_ranges(names))


def _as_ranges(codes: Iterable[int]) -> str:
    """Those of these code points that stand-ins are for, as CSS has them: `U+20-7E, U+A0`."""
    return as_ranges(code for code in codes if any(code in one for one in _RANGES))
