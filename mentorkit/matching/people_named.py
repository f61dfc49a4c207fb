"""Names as people write them, and the applicants whom they mean: matched exactly or not at all, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import combining, normalize

from mentorkit.core.problems import INVISIBLE
from mentorkit.matching.applicants import Applicant

_SIGNS = str.maketrans({**dict.fromkeys("‘’‛′`´ʼ", "'"), **dict.fromkeys("‐‑‒–—―−", "-")})
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
"""Letters that no accent was put on, which spreadsheets of other countries write in this way."""
_TITLE = re.compile(r"^(?:(?:mr|mrs|ms|mx|miss|dr|prof|herr|frau|mme|m|sr|sra)\.?\s+)+(?=\S+\s+\S)")
_ADDRESS = re.compile(r"[^\s@<>,;()\[\]\"']{1,64}@[^\s@<>,;()\[\]\"']{1,250}\.[^\s@<>,;()\[\]\"'.]{2,60}")
_NO_WORD = re.compile(r"[^\w']+")
_SEVERAL = re.compile(r"\s*[;|\n\r\u2028]+\s*")


@lru_cache(maxsize=20_000)
def plain_name(written: str) -> str:
    """A name as it is compared: "Smith, Bob", "Dr. Bob  SMITH" and "bob smith" are one; so are Zoë and Zoe."""
    return _plain(_turned(written))


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


@dataclass(frozen=True, slots=True)
class PeopleNamed:
    """The applicants of a programme by every way in which they may be named for certain."""

    keys: Mapping[str, frozenset[str]] = field(repr=False)
    """The keys of applicants by plain name and by address; several where several people have one name."""

    @classmethod
    def of(cls, applicants: Iterable[Applicant]) -> PeopleNamed:
        """An index of these people."""
        found = dict[str, set[str]]()
        for one in applicants:
            for said in {one.key, plain_name(one.name), _plain(one.name), address_in(one.email)} - {""}:
                found.setdefault(said, set()).add(one.key)
        return cls({said: frozenset(keys) for said, keys in found.items()})

    def find(self, written: str) -> frozenset[str]:
        """The keys of those whom this names for certain: one; none where it is nobody; several where it does not tell."""
        if address := address_in(written):
            if known := self.keys.get(address):
                return known
            written = _ADDRESS.sub(" ", written).strip(" <>()[]\"'") or written
        return self.keys.get(plain_name(written), frozenset())
