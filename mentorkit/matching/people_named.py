"""Names as people write them, and the applicants whom they mean: matched exactly or not at all, and never guessed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Protocol
from unicodedata import combining, normalize

from mentorkit.core.problems import INVISIBLE

_SIGNS = str.maketrans({**dict.fromkeys("‘’‛′`´ʼ", "'"), **dict.fromkeys("‐‑‒–—―−", "-")})
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
"""Letters that no accent was put on, which spreadsheets of other countries write in this way."""
_TITLE = re.compile(r"^(?:(?:mr|mrs|ms|mx|miss|dr|prof|herr|frau|mme|m|sr|sra)\.?\s+)+(?=\S+\s+\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>,;:()\[\]\"']{1,64}@[^\s@<>,;()\[\]\"']{1,250}\.[^\s@<>,;()\[\]\"'.]{2,60}")
_NO_WORD = re.compile(r"[^\w']+")
_SHORT = 4
"""Letters of a name that is too short for a slip of the pen: Lea and Leo are two people."""
_LONGEST = 300
"""Letters of a text that may be a name."""
_SEVERAL = re.compile(r"\s*[;|\n\r\u2028]+\s*")


@lru_cache(maxsize=20_000)
def plain_name(written: str) -> str:
    """A name as it is compared: "Smith, Bob", "Dr. Bob  SMITH" and "bob smith" are one; so are Zoë and Zoe."""
    return _plain(_turned(_TITLE.sub("", written.strip())))


def _plain(text: str) -> str:
    small = normalize("NFKD", INVISIBLE.sub(" ", text)).translate(_SIGNS).casefold().translate(_LETTERS)
    bare = " ".join("".join(one for one in small if not combining(one)).split())
    return " ".join(_NO_WORD.sub(" ", _TITLE.sub("", bare)).split()) or bare


def _turned(written: str) -> str:
    """The first name in front, where a comma says that it stands behind."""
    last, comma, first = written.partition(",")
    return (
        f"{first.strip()} {last.strip()}" if comma and first.strip() and last.strip() and "," not in first else written
    )


def address_in(written: str) -> str:
    """The e-mail address in a text, in small letters; "" where there is none, or more than one."""
    found = {one.casefold() for one in _ADDRESS.findall(normalize("NFKC", written))}
    return found.pop() if len(found) == 1 else ""


def identity(name: str, email: str) -> str:
    """The key of a person: the e-mail address in small letters, else the plain name."""
    return address_in(email) or plain_name(name)


def names_in(written: str) -> tuple[str, ...]:
    """The names in one cell, in which people put them one below the other, or between semicolons or bars.

    Commas part names only where a whole name stands on both sides of each: "Smith, Bob" is one person.
    """
    found = list[str]()
    for part in _SEVERAL.split(written.strip()):
        by_comma = [one.strip() for one in part.split(",")]
        whole = len(by_comma) > 1 and all(" " in one or "@" in one for one in by_comma if one)
        found += by_comma if whole else [part.strip()]
    return tuple(dict.fromkeys(filter(None, found)))


class Somebody(Protocol):
    """Whoever can be named: an applicant, or a row on its way to one."""

    @property
    def key(self) -> str:
        """Who it is."""

    @property
    def name(self) -> str:
        """The name as it was written."""

    @property
    def email(self) -> str:
        """The address as it was written."""


class Likeness(Enum):
    """How near a name that is nobody's comes to that of an applicant."""

    NONE = "none"
    FAMILY_NAME = "family name"
    """Another first name in front of the same family name: a nickname, or another person."""
    NEAR = "near"
    """A part of the name, initials, another order, or a slip of the pen."""


@dataclass(frozen=True, slots=True)
class PeopleNamed:
    """The applicants of a programme by every way in which they may be named for certain."""

    keys: Mapping[str, frozenset[str]] = field(repr=False)
    """The keys of applicants by plain name and by address; several where several people have one name."""
    words: Mapping[str, frozenset[str]] = field(repr=False)
    """The plain names that have this word."""
    in_order: tuple[str, ...] = field(repr=False)
    """These words by their letters."""
    slips: frozenset[str] = field(repr=False)
    """Every plain name, and each without one of its letters."""

    @classmethod
    def of(cls, applicants: Iterable[Somebody]) -> PeopleNamed:
        """An index of these people."""
        found, words, slips = dict[str, set[str]](), dict[str, set[str]](), set[str]()
        for one in applicants:
            plain = plain_name(one.name)
            for said in {one.key, plain, _plain(one.name), address_in(one.email)} - {""}:
                found.setdefault(said, set()).add(one.key)
            for word in plain.split():
                words.setdefault(word, set()).add(plain)
            slips |= _slips(plain)
        frozen = {word: frozenset(names) for word, names in words.items()}
        return cls(
            {said: frozenset(keys) for said, keys in found.items()}, frozen, tuple(sorted(words)), frozenset(slips)
        )

    def find(self, written: str) -> frozenset[str]:
        """The keys of those whom this names for certain: one; none where it is nobody; several where it does not tell."""
        if len(written) > _LONGEST:
            return frozenset()
        if address := address_in(written):
            if known := self.keys.get(address):
                return known
            written = _ADDRESS.sub(" ", written).strip(" <>()[]\"'") or written
        return self.keys.get(plain_name(written), frozenset())

    def likeness(self, written: str) -> Likeness:
        """How near a name that is nobody's comes to that of an applicant."""
        plain = plain_name(_ADDRESS.sub(" ", written)) if len(written) <= _LONGEST else ""
        said = plain.split()
        if not said:
            return Likeness.NONE
        fits = [{(name, known) for known in self._alike(word) for name in self.words[known]} for word in said]
        if set.intersection(*({name for name, _ in one} for one in fits)) or not self.slips.isdisjoint(_slips(plain)):
            return Likeness.NEAR
        matched = Counter(name for name, _ in set().union(*fits))
        if any(count == len(set(name.split())) for name, count in matched.items()):
            return Likeness.NEAR
        family = len(said) > 1 and any(name.split()[-1] == said[-1] for name in self.words.get(said[-1], ()))
        return Likeness.FAMILY_NAME if family else Likeness.NONE

    def _alike(self, word: str) -> Iterator[str]:
        """The words of names that begin with a word, and those with which it begins."""
        for end in range(1, len(word)):
            if word[:end] in self.words:
                yield word[:end]
        for known in self.in_order[bisect_left(self.in_order, word) :]:
            if not known.startswith(word):
                return
            yield known


def _slips(plain: str) -> set[str]:
    """A name, and each way to leave out one letter of it: two that have one of these in common are a slip of the pen apart."""
    return {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))} if len(plain) > _SHORT else {plain}
