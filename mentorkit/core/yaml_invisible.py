"""Signs in YAML that nobody sees: those that do no harm are read as what they look like, the others are named.

No-break spaces, soft hyphens and marks of the reading direction have their use inside a text. After a colon, at the end
of a line, in a name or in a date they come from copying, and YAML takes them for letters.
"""

from __future__ import annotations

import re

WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that YAML takes for letters, as a part of a class of characters."""
HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Signs without any width."""

_ODD = re.compile(f"[{WIDE}{HIDDEN}]")
_IN_FRONT = re.compile(f"^[ ]*[{WIDE}][ {WIDE}]*")
_AT_THE_END = re.compile(f"[{WIDE}{HIDDEN}]+[ {WIDE}{HIDDEN}]*$")
_AFTER_SIGN = re.compile(rf"(^[ ]*-|(?:^[ ]*(?:- +)*|[{{,] *)[a-z][a-z0-9_{HIDDEN}]*:)[{WIDE}{HIDDEN}]+", re.IGNORECASE)
_HYPHENS = re.compile("[\u2010-\u2013\u2212]")
_WITH_HYPHENS = re.compile(
    f"\\d{{4}}{_HYPHENS.pattern}\\d\\d{_HYPHENS.pattern}\\d\\d|[a-z0-9]+(?:[-\u2010\u2011][a-z0-9]+)+", re.ASCII
)
_VALUE = re.compile(r"[a-z0-9@:./_+-]+|[A-Za-z0-9._+-]*[@:/][A-Za-z0-9@:./_+-]*")
"""Words that are looked up or counted: dates, times, ids, choices, addresses."""
_FEW_WORDS = re.compile(r"[Ww]eek -?\d+( \w+)?|[a-z0-9-]+( [a-z0-9-]+){1,2}", re.ASCII)


def with_plain_spaces(text: str) -> str:
    """The text with ordinary spaces where YAML would not know others for spaces; every column stays."""
    if not _ODD.search(text):
        return text
    return "\n".join(map(_plainly_spaced, text.split("\n")))


def _plainly_spaced(line: str) -> str:
    for place in (_IN_FRONT, _AT_THE_END):
        line = place.sub(lambda odd: " " * len(odd[0]), line)
    return _AFTER_SIGN.sub(lambda odd: odd[1] + " " * (len(odd[0]) - len(odd[1])), line)


def first_hidden(text: str) -> str:
    """The first sign without any width in a text; nothing where there is none."""
    found = re.search(f"[{HIDDEN}]", text)
    return found[0] if found else ""


def without_hidden(text: str) -> str:
    """The text without signs that have no width, with ordinary spaces for others, and none around it."""
    return re.sub(f"[{WIDE}]", " ", re.sub(f"[{HIDDEN}]", "", text)).strip()


def is_value(text: str) -> bool:
    """Return whether this is a word that is looked up or counted, in which nothing can be that is not seen."""
    return bool(_VALUE.fullmatch(text))


def as_seen(text: str) -> tuple[str, str]:
    """A written value as it looks and, where that is another one, the sign in its middle that nobody sees.

    Texts of several words keep their no-break spaces and soft hyphens. The hyphens of a date or an id may be those that
    word processors put in.
    """
    text = _HYPHENS.sub("-", text) if _WITH_HYPHENS.fullmatch(text) else text
    if not _ODD.search(text):
        return text, ""
    seen = without_hidden(text)
    if is_value(seen):
        return seen, first_hidden(re.sub(f"^[{WIDE}{HIDDEN}]+|[{WIDE}{HIDDEN}]+$", "", text))
    return (seen if _FEW_WORDS.fullmatch(seen) else text), ""
