"""The letters that fonts have, read from the fonts themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from mentorkit.brand.branding import Branding
from mentorkit.brand.typefaces import FontFace, nearest_face

SIGNS = "Signs"
"""The family that pages know the stock's fonts for signs by."""
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that need no glyph: spaces, and what only says how others are set."""


def lacking(texts: Iterable[str], branding: Branding) -> frozenset[str]:
    """Return the letters of these texts that a book of this brand cannot show. Only as many fonts are read as it takes."""
    return lacking_in(_fonts(branding), set[str]().union(*texts))


def lenders(text: str, branding: Branding) -> Iterator[FontFace]:
    """The upright faces that lend letters of a text to the brand's own font, and no others; signs are of the family SIGNS."""
    wanted = lacking_in([branding.text_font], text)
    for family in branding.lent_families:
        face = nearest_face(branding.fonts, family)
        if wanted - lacking_in([face.path], wanted):
            wanted = lacking_in([face.path], wanted)
            yield from (one for one in branding.fonts if one.family == family and one.style == face.style)
    for path in branding.symbol_fonts:
        if wanted - lacking_in([path], wanted):
            wanted = lacking_in([path], wanted)
            yield FontFace(SIGNS, 400, "normal", path, path)


def lacking_in(fonts: Iterable[Path], text: Iterable[str]) -> frozenset[str]:
    """Return the letters of a text that none of these fonts has. Only as many fonts are read as it takes."""
    letters = {letter for letter in text if not letter.isascii()}
    wanted = set(unicodedata.normalize("NFC", "".join(sorted(letters))))
    wanted = {letter for letter in wanted if unicodedata.category(letter) not in _UNSEEN}
    for path in fonts:
        if not wanted:
            break
        wanted -= _letters(path, path.stat().st_mtime_ns)
    return frozenset(wanted)


def letters_of(font: Path) -> str:
    """The letters that a font has, as `unicode-range` of CSS says it."""
    return as_ranges(map(ord, _letters(font, font.stat().st_mtime_ns)))


def as_ranges(codes: Iterable[int]) -> str:
    """Code points as CSS has them: `U+20-7E, U+A0`."""
    parts = []
    for _, run in groupby(enumerate(sorted(codes)), lambda one: one[1] - one[0]):
        members = [code for _, code in run]
        parts.append(f"U+{members[0]:X}" + (f"-{members[-1]:X}" if len(members) > 1 else ""))
    return ", ".join(parts)


def _fonts(branding: Branding) -> Iterator[Path]:
    for family in branding.text_families:
        for face in branding.fonts:
            if face.family == family:
                yield face.path
    yield from branding.symbol_fonts


@lru_cache(maxsize=64)
def _letters(font: Path, _changed: int) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True, fontNumber=0) as read:
        return frozenset(map(chr, read.getBestCmap() or ()))
