"""Font files, opened as books and browsers open them: whole, with letters that can be looked up, drawn and passed on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from mentorkit.brand.faults import DAMAGED, Fault
from mentorkit.core.log_warnings import warnings_of

_LOG = "fontTools"
FONTS = (".ttf", ".otf", ".woff", ".woff2")
_BEGINNINGS = {
    b"\x00\x01\x00\x00": (".ttf", ".otf"),
    b"true": (".ttf",),
    b"OTTO": (".otf", ".ttf"),
    b"wOFF": (".woff",),
    b"wOF2": (".woff2",),
}
"""The first bytes of fonts, and the endings of names that are usual for each."""
_FORBIDDEN = 0x2
_PICTURES_ONLY = 0x200
"""Bits of a font's licence (OS/2, fsType): it must not be embedded; its letters only as pictures."""
_LICENCE = 0xE
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
"""The tables without which nothing can be set in a font."""


def font_problem(path: Path) -> Fault | None:
    """The fault of a font and a way out; None where there is none. It is opened once, for as long as the file stays the same."""
    if path.suffix.lower() not in FONTS:
        return Fault("is not a font", f"use one of these: {', '.join(FONTS)}")
    about = path.stat()
    return _fault(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=256)
def _fault(path: Path, _changed: int, size: int) -> Fault | None:
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning == b"ttcf":
        return Fault("holds several fonts in one file", "save the one that you need as a file of its own")
    usual = _BEGINNINGS.get(beginning, ())
    if not usual:
        return Fault("is not a font, whatever its name says", "export it anew")
    if path.suffix.lower() not in usual:
        new = path.with_suffix(usual[0]).name
        return Fault(f"is a font of another kind ({usual[0]})", f'rename it to "{new}", here and in the folder')
    try:
        with warnings_of(_LOG):  # kept from the terminal
            return _opened(path, size)
    except Exception:  # a damaged file can end the library's work in any way
        return DAMAGED


def _opened(path: Path, size: int) -> Fault | None:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        tables = font.reader.tables
        if any(one.offset + one.length > size for one in tables.values() if font.flavor != "woff2"):
            return DAMAGED
        missing = [name for name in _NEEDED if name not in tables]
        if missing and missing != ["cmap"]:
            return DAMAGED
        return _licence_fault(font) or _letters_fault(font)


def _licence_fault(font: Any) -> Fault | None:
    licence = font["OS/2"].fsType if "OS/2" in font else 0
    if licence & _LICENCE == _FORBIDDEN:
        return Fault("must not be embedded, its licence says", "ask whoever made it for a file that may be embedded")
    if licence & _PICTURES_ONLY:
        return Fault("may only be embedded as pictures, its licence says", "ask whoever made it for another file")
    return None


def _letters_fault(font: Any) -> Fault | None:
    """The fault of a font whose letters cannot be found or drawn."""
    letters = font.getBestCmap() if "cmap" in font else None
    intact = _is_intact(font)
    if not letters:
        return (
            DAMAGED
            if not intact
            else Fault("has no letters that one can write", "use one whose letters are found by their Unicode numbers")
        )
    if {"CBDT", "EBDT", "sbix", "SVG ", "COLR"} & set(font.keys()):
        return Fault("has letters made of pictures or colours", "use one with plain outlines")
    if not {"glyf", "CFF ", "CFF2"} & set(font.keys()):
        return Fault("has no outlines of letters", "use one with plain outlines")
    if not intact:
        _draw_all(font)
    return None


def _is_intact(font: Any) -> bool:
    """Return whether every table is as its maker wrote it. What is packed as WOFF2 was looked at when it was unpacked."""
    from fontTools.ttLib.sfnt import calcChecksum

    if font.flavor == "woff2":
        return True
    sums = {name: entry.checkSum for name, entry in font.reader.tables.items()}
    read = ((name, font.reader[name]) for name in sums)
    whole = ((name, data[:8] + bytes(4) + data[12:] if name == "head" else data) for name, data in read)
    return all(calcChecksum(data) == sums[name] for name, data in whole)


def _draw_all(font: Any) -> None:
    """Draw every letter into nothing. Raises an exception of any kind where one cannot be drawn as it was meant."""
    from fontTools.pens.basePen import NullPen

    glyphs, nothing = font.getGlyphSet(), NullPen()
    with warnings_of(_LOG) as warnings:
        for name in glyphs:
            glyphs[name].draw(nothing)
    if warnings:
        raise ValueError(warnings[0])
