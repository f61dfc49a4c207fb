"""Numbers in the digits that people write in a language: 1 2 3 in Dubai, ١ ٢ ٣ in Cairo, ۱ ۲ ۳ in Tehran."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import decimal, lookup

from babel import Locale

_NUMBERING = {
    "arab": ("ARABIC-INDIC", "arabic-indic"), "arabext": ("EXTENDED ARABIC-INDIC", "persian"), "beng": ("BENGALI", "bengali"),
    "deva": ("DEVANAGARI", "devanagari"), "mymr": ("MYANMAR", "myanmar"), "tibt": ("TIBETAN", "tibetan"),
}  # fmt: skip
"""The numbering systems of CLDR in which some language writes by default, but for that of 1 2 3: what Unicode calls their
digits, and style sheets their counters."""
_STORED = "0123456789"
_NAMES = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
_FIGURE = re.compile(r"[0-9]+(?:–[0-9]+)?")
_COUNTER = re.compile(r"\b(counter\(\s*[\w-]+|target-counter\(\s*attr\(\s*href\s*\)\s*,\s*[\w-]+)\s*\)")
"""A counter without a style of its own."""


@dataclass(frozen=True, slots=True)
class Digits:
    """The digits of one language."""

    ten: str = _STORED
    """Those for 0 to 9, in this order."""
    counter: str = "decimal"
    """What style sheets call a counter in them."""

    @property
    def stored(self) -> bool:
        """Whether they are those in which numbers are stored."""
        return self.ten == _STORED

    def write(self, text: str) -> str:
        """The text with its digits changed into these."""
        return text if self.stored else text.translate(str.maketrans(_STORED, self.ten))

    def styled(self, css: str, lists: str = "ol") -> str:
        """A style sheet with its counters, and the numbers of these lists, in these digits."""
        if self.stored:
            return css
        return _COUNTER.sub(rf"\1, {self.counter})", css) + f"\n{lists} {{ list-style-type: {self.counter}; }}\n"


@cache
def digits_of(language: str) -> Digits:
    """The digits of a language tag, by CLDR: a region may have others than its language (`ar-AE`, `ar-EG`)."""
    known = _NUMBERING.get(Locale.parse(language, sep="-").default_numbering_system)
    if known is None:
        return Digits()
    script, counter = known
    return Digits("".join(lookup(f"{script} DIGIT {name}") for name in _NAMES), counter)


def as_stored(text: str) -> str:
    """A text with digits of any script as 0 to 9."""
    return "".join(str(decimal(one)) if one.isdecimal() else one for one in text)


def is_figure(value: object) -> bool:
    """Whether a value is a whole number, or a text that is one or two of them (`15–20`)."""
    if isinstance(value, str):
        return bool(_FIGURE.fullmatch(value))
    return isinstance(value, int) and not isinstance(value, bool)
