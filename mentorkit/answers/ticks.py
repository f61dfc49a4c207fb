"""Several ticked options in one cell, whose separator may stand inside options too: parsed by the known options, longest first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mentorkit.answers.plain_headings import ALL_WORDS, plain_option

_BETWEEN = r"\s*[,;|\n\r\u2028]\s*"
"""What form tools put between ticks: a comma (Google Forms, Qualtrics), a semicolon (Microsoft Forms), a bar, a new line."""


class TicksRead(NamedTuple):
    """What a cell of ticks holds."""

    known: tuple[int, ...]
    """The indices of the options, sorted, each once."""
    rest: tuple[str, ...]
    """What remains between them, each as `plain_option`."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """The options of a question as a pattern."""

    options: Mapping[str, int]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, options: Mapping[str, int]) -> Ticks:
        """A pattern of these options, longest first; options by `plain_option`."""
        every = sorted((*options, *ALL_WORDS), key=len, reverse=True)
        listed = "|".join(re.escape(one) for one in every if one)
        return cls(options, re.compile(rf"(?:^|(?<=[,;|\n\r])\s*)({listed})[.:!?…]*(?={_BETWEEN}|\s*$)"))

    def read(self, text: str) -> TicksRead:
        """The options in a cell, and what else stands there."""
        small = "\n".join(plain_option(line) for line in text.splitlines())
        known, rest, at = set[int](), list[str](), 0
        for found in self.pattern.finditer(small):
            rest.append(small[at : found.start()])
            if found[1] in self.options:
                known.add(self.options[found[1]])
            else:
                rest.append(found[1])
            at = found.end()
        rest.append(small[at:])
        own = (plain_option(one.strip(",;| \n\r")) for one in rest)
        return TicksRead(tuple(sorted(known)), tuple(one for one in own if one))
