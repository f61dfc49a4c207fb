"""The alphabet of a language: the order of names and titles in it, and its letters in plain ones.

No library that could be depended on knows it: Babel has no collation, pyuca knows only the order that is the same for all
languages, icu4py (44 MB) gives no access to ICU's, and PyICU has to be compiled beside ICU.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import yaml

from mentorkit.core.language_tags import base_of
from mentorkit.core.names import in_ascii

_ALPHABETS = Path(__file__).with_name("alphabets.yml")

Place = tuple[str, int]
"""The place of a letter: the letter that it follows, and how many stand between them."""
AlphabetKey = tuple[tuple[Place, ...], tuple[str, ...], str]
_WHOLE = "آй"
"""Letters that are others than those below their marks, in all languages."""


def alphabetical(text: str, language: str) -> AlphabetKey:
    """What a text is sorted by among others in a language: first letters, then accents, then capitals."""
    small, own = normalize("NFC", _small(text, language)), _own_letters(base_of(language))
    known = "|".join(sorted(map(re.escape, own), key=len, reverse=True))
    places, apart = list[Place](), list[str]()
    for piece in re.split(f"({known})", small) if own else [small]:
        if piece in own:
            place, variant = own[piece]
            places.append(place)
            apart.append(variant)
        else:
            places += [own[one][0] if one in own else (one, 0) for one in _usual(piece)]
            apart += piece
    return tuple(places), tuple(apart), text


def _small(text: str, language: str) -> str:
    """In small letters. In Turkish and its like, the small letter of I has no dot."""
    dotless = base_of(language) in ("tr", "az")
    return (text.replace("I", "ı").replace("İ", "i") if dotless else text).casefold()


def _usual(piece: str) -> Iterator[str]:
    """The letters below the accents of a text, for those that are none of a language's own."""
    for whole in piece:
        for letter in whole if whole in _WHOLE else normalize("NFKD", whole):
            if not combining(letter):
                yield from _plain(letter)


def _plain(letter: str) -> str:
    """A Latin letter of another alphabet in the letters that are in all of them; any other as it is, signs as a space."""
    if not letter.isalnum():
        return " "
    return in_ascii(letter).casefold() if "ß" <= letter <= "\u024f" else letter


@cache
def _own_letters(language: str) -> dict[str, tuple[Place, str]]:
    """The place of each, and what sets it apart from others at that place."""
    known = _alphabets()["order"].get(language, {})
    return {
        normalize("NFC", letter): ((before, number), str(variant))
        for before, groups in known.items()
        for number, group in enumerate(groups, 1)
        for variant, letter in enumerate(group.split())
    }


@cache
def _alphabets() -> dict[str, dict[str, dict[str, Any]]]:
    return dict(yaml.safe_load(_ALPHABETS.read_text("utf-8")))


def spelled_out(text: str, language: str) -> str:
    """A text in small letters, with those of its language written as people write them in plain ones: ø as oe in Danish."""
    small = normalize("NFC", text).casefold()
    for letter, plain in _alphabets()["plain"].get(base_of(language), {}).items():
        small = small.replace(letter, plain)
    return small
