"""What fits on a slide: lines measured with the brand's own fonts, set smaller down to what can be read at six metres, or divided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mentorkit.office.slide_texts import SlideLine, SlideRun

SIZES = (36, 32, 28, 24)
"""Points of the text of slides; people six metres from a screen can read 24."""
TITLE_SIZES = (40, 36, 32, 28)
COVER_SIZES = (54, 48, 40, 34, 28)
_SPARE = 1.1
"""Widths with room for another font: where the brand's is not installed, PowerPoint takes one of its own."""
_USUAL = 0.55
"""The width of a letter that the font does not have, in its size."""
BEFORE = 0.35
"""The space above a paragraph, in its size."""
INDENT = 36.0
"""Points by which a point of a list is set in, for each level."""


@dataclass(frozen=True, slots=True)
class SlideFont:
    """The measures of a font: how wide each letter is, and how high a line, in its size."""

    path: Path

    def width(self, text: str, size: float) -> float:
        """Points that a text takes on one line."""
        advances, per_em, _ = _read(self.path)
        return _SPARE * size * sum(advances.get(ord(one), _USUAL * per_em) for one in text) / per_em

    @property
    def line(self) -> float:
        """The height of a line, in the size of its letters."""
        return _read(self.path)[2]

    def lines(self, text: str, size: float, width: float) -> int:
        """How many lines a text takes; a word that is longer than a line is broken."""
        rows, used, space = 1, 0.0, self.width(" ", size)
        for word in text.split():
            long = self.width(word, size)
            if used and used + space + long > width:
                rows, used = rows + 1, 0.0
            used += long + (space if used else 0.0)
            while used > width:
                rows, used = rows + 1, used - width
        return rows


@lru_cache(maxsize=32)
def _read(path: Path) -> tuple[dict[int, float], float, float]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=0) as font:
        per_em, widths = float(font["head"].unitsPerEm), font["hmtx"]
        advances = {code: float(widths[name][0]) for code, name in (font.getBestCmap() or {}).items()}
        hhea, os2 = font["hhea"], font["OS/2"]
        high = max(hhea.ascent - hhea.descent + hhea.lineGap, os2.usWinAscent + os2.usWinDescent)
        return advances, per_em, max(1.2, high / per_em)


def height(lines: Iterable[SlideLine], face: SlideFont, size: float, width: float) -> float:
    """Points that these lines take from top to bottom."""
    return sum(
        face.lines(line.text, size, width - INDENT * line.level) * face.line * size + BEFORE * size for line in lines
    )


def title_size(title: str, face: SlideFont, width: float, room: float, sizes: tuple[int, ...] = TITLE_SIZES) -> int:
    """The largest size in which a title fits into its room; the smallest where it fits in none."""
    fitting = (size for size in sizes if face.lines(title, size, width) * face.line * size <= room)
    return next(fitting, sizes[-1])


def divided(
    lines: tuple[SlideLine, ...], face: SlideFont, width: float, room: float
) -> tuple[int, list[tuple[SlideLine, ...]]]:
    """The size in which lines fit on a slide, and these; else the smallest, and the lines of each of several slides."""
    for size in SIZES:
        if height(lines, face, size, width) <= room:
            return size, [lines]
    size, slides, here = SIZES[-1], list[tuple[SlideLine, ...]](), list[SlideLine]()
    for line in (part for one in lines for part in _parts(one, face, width, room)):
        if here and height([*here, line], face, size, width) > room:
            slides.append(tuple(here))
            here = []
        here.append(line)
    return size, [*slides, tuple(here)]


def _parts(line: SlideLine, face: SlideFont, width: float, room: float) -> list[SlideLine]:
    """A paragraph that is longer than a slide, in parts that are not."""
    if height([line], face, SIZES[-1], width) <= room:
        return [line]
    parts, words = list[SlideLine](), list[str]()
    for word in line.text.split():
        longer = SlideLine(line.kind, line.level, (SlideRun(" ".join([*words, word])),), line.number)
        if words and height([longer], face, SIZES[-1], width) > room:
            parts.append(SlideLine(line.kind, line.level, (SlideRun(" ".join(words)),), line.number))
            words = []
        words.append(word)
    return [*parts, SlideLine("text" if parts else line.kind, line.level, (SlideRun(" ".join(words)),), line.number)]
