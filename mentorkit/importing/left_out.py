"""What an import leaves out on purpose: of each kind how often, and with how many words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import shortened

_OPEN = re.compile(rf"{GAP}(?: \([^()]*\))?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_in(text: str) -> list[str]:
    """The words of a text, in small letters: letters and numbers, without what is still to be written and the signs between them."""
    return _WORD.findall(_OPEN.sub(" ", text).casefold())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One kind of thing that was left out."""

    what: str
    """In the plural: comments, deleted passages."""
    count: int
    words: int
    said: tuple[str, ...] = ()
    """The first few of them, where nobody wanted them to be forgotten."""

    def __str__(self) -> str:
        """`comments (2, of 40 words)`."""
        words = f", of {self.words} word{'s' if self.words != 1 else ''}" if self.words else ""
        said = f": {', '.join(self.said)}" if self.said else ""
        return f"{self.what} ({self.count}{words}){said}"


_QUOTED = 6
"""Things that are quoted of each kind."""


@dataclass(slots=True)
class LeftOutTally:
    """Counts what is left out while a text is read."""

    counts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    said: dict[str, list[str]] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    """Words that were counted among those of the text before they were left out."""

    def take(self, what: str, text: str = "", *, quote: str = "", missed: bool = False) -> None:
        """Count one more, and its words; `missed` where they are counted among those of the text, `quote` what may be told of it."""
        words = words_in(text)
        self.counts[what] += 1
        self.words[what] += len(words)
        if quote.strip():
            self.said.setdefault(what, []).append(shortened(" ".join(quote.split())))
        if missed:
            self.missed.update(words)

    def listed(self) -> tuple[LeftOut, ...]:
        """Everything that was left out."""
        return tuple(
            LeftOut(what, count, self.words[what], tuple(dict.fromkeys(self.said.get(what, ())))[:_QUOTED])
            for what, count in self.counts.items()
        )
