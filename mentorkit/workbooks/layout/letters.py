"""The letters that were set in other fonts than those of a programme, or in none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from mentorkit.brand.scripts import way_out


def lent(fonts: Iterable[Any], families: Collection[str]) -> dict[str, frozenset[str]]:
    """The fonts of the system that lent letters because `families` lack them, with those letters."""
    return {
        font.family: frozenset(letter for text in font.to_unicode.values() for letter in text)
        for font in fonts
        if font.family not in families
    }


def missing(fonts: Iterable[Any]) -> frozenset[str]:
    """The letters that no font has."""
    return frozenset(chr(code) for font in fonts for code in font.missing)


def complaints(fonts: Collection[Any], families: Collection[str]) -> list[str]:
    """Say in plain words which letters the programme's fonts lack; nothing where they have all."""
    strange = missing(fonts).union(*lent(fonts, families).values())
    letters = "".join(sorted(letter for letter in strange if not letter.isspace()))
    if not letters:
        return []
    return [f"the programme’s fonts have no letters for “{letters}”; {way_out(letters)}"]
