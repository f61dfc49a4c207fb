"""Whether a logo can be seen on a ground, by the contrast of its pixels, and the plate that is put behind it where it cannot.

A logo may hold parts in the colour of the ground, such as a white star in a blue disc. What must not be lost is a part that
stands alone: a word in white beside a mark in blue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from mentorkit.brand.assets import shown_picture
from mentorkit.brand.faults import Fault
from mentorkit.brand.logo_drawing import small_picture
from mentorkit.brand.palette import contrast

LEAST = 1.8
"""Smallest contrast of a logo's colours; WCAG asks for none, and yellow on white has 1.1, orange on white 2.3."""
_LOST = 0.12
"""The share of a logo that may be lost: an accent, a small mark of registration."""
_SOLID = 128
_SHAPE = re.compile(rb"<(?:[\w.-]+:)?(?:circle|ellipse|image|line|path|polygon|polyline|rect|use)\b")
_STEP = 16
"""Colours nearer than this are counted as one."""

Part = tuple[tuple[str, int], ...]
"""The colours of a part of a logo that stands alone, each with its pixels."""


def can_be_seen(logo: Path, ground: str) -> bool:
    """Return whether a logo stands out from a ground, in all its parts but small ones."""
    parts = _parts_of(logo)
    whole = sum(count for part in parts for _, count in part)
    lost = sum(count for part in parts if not _stands_out(part, ground) for _, count in part)
    return not whole or lost / whole <= _LOST


def shows_nothing(logo: Path) -> bool:
    """Return whether nobody sees anything of a logo on any ground: all of it is transparent, or it draws nothing."""
    shown = shown_picture(logo)
    if isinstance(shown, Fault):
        return False
    if logo.suffix.lower() == ".svg":
        return not _SHAPE.search(shown)
    with Image.open(BytesIO(shown)) as picture:
        return picture.convert("RGBA").getchannel("A").getextrema()[1] == 0


def plate_for(logo: Path, ground: str, candidates: Iterable[str]) -> str:
    """The first colour that a logo can be seen on, where it cannot be on its ground; empty where it can, or on none."""
    if can_be_seen(logo, ground):
        return ""
    return next((colour for colour in candidates if can_be_seen(logo, colour)), "")


def _stands_out(part: Part, ground: str) -> bool:
    seen = sum(count for colour, count in part if _contrast(colour, ground) >= LEAST)
    return seen / sum(count for _, count in part) >= _LOST


_contrast = lru_cache(maxsize=4096)(contrast)


def _parts_of(logo: Path) -> tuple[Part, ...]:
    about = logo.stat()
    return _parts(logo, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=64)
def _parts(logo: Path, _changed: int, _size: int) -> tuple[Part, ...]:
    """The parts of a logo that stand alone; none where it brings its own ground, or its colours cannot be told."""
    shown = shown_picture(logo)
    picture = None if isinstance(shown, Fault) else small_picture(shown, drawing=logo.suffix.lower() == ".svg")
    if picture is None:
        return ()
    solid = picture.getchannel("A").point(lambda alpha: 255 if alpha >= _SOLID else 0).tobytes()
    colours = picture.convert("RGB").tobytes()
    parts = [Counter(_as_hex(colours[3 * at : 3 * at + 3]) for at in part) for part in _pieces(solid, picture.size[0])]
    if len(parts) == 1 and 0 not in solid and len(parts[0]) > 1:
        return ()
    return tuple(tuple(sorted(part.items())) for part in parts)


def _as_hex(pixel: bytes) -> str:
    return "#" + "".join(f"{min(255, _STEP * round(value / _STEP)):02x}" for value in pixel)


def _pieces(solid: bytes, width: int) -> list[list[int]]:
    """The pixels of each connected part."""
    free, found = bytearray(solid), list[list[int]]()
    for start, is_solid in enumerate(solid):
        if not is_solid or not free[start]:
            continue
        free[start], piece, open_ = 0, list[int](), [start]
        while open_:
            at = open_.pop()
            piece.append(at)
            column = at % width
            sides = (at - width, at + width, at - 1 if column else -1, at + 1 if column < width - 1 else -1)
            for near in sides:
                if 0 <= near < len(free) and free[near]:
                    free[near] = 0
                    open_.append(near)
        found.append(piece)
    return found
