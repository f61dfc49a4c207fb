"""The letters that fonts have, read from the fonts themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from mentorkit.brand.branding import Branding

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that need no glyph: spaces, and what only says how others are set."""


def lacking(texts: Iterable[str], branding: Branding) -> frozenset[str]:
    """Return the letters of these texts that a book of this brand cannot show. Only as many fonts are read as it takes."""
    letters = {letter for text in texts for letter in text if not letter.isascii()}
    wanted = set(unicodedata.normalize("NFC", "".join(sorted(letters))))
    wanted = {letter for letter in wanted if unicodedata.category(letter) not in _UNSEEN}
    for path in _fonts(branding):
        if not wanted:
            break
        wanted -= _letters(path, path.stat().st_mtime_ns)
    return frozenset(wanted)


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
