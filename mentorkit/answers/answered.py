"""What one person answered: the rows between reading and counting."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

OTHER = -1
"""Stands for an answer of one's own, in place of the index of an option."""


class NoAnswer(Enum):
    """What is said of a question that has no answer."""

    UNANSWERED = "unanswered"
    """The cell is empty, or what stands in it is no answer to the question."""
    NOT_APPLICABLE = "does not apply"
    """Somebody said that it does not apply, where they may."""


Value = int | float | tuple[int, ...] | str | NoAnswer
"""An answer, by the kind of its question:

- scale: the number, 1 to `steps`
- yes or no: 1 or 0
- one of: the index of the option from 0, or `OTHER`
- several of: the indices of what was ticked, sorted, each once, `OTHER` first where somebody added an answer; () where
  somebody ticked nothing and the file can tell that from a question passed over
- number: int or float
- words: the text, never empty
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one person answered to one questionnaire. No name, address or time is kept."""

    role: str
    """One of the roles that the questionnaire is `for`; "" where the file does not say."""
    values: tuple[Value, ...] = field(repr=False)
    """One for each item of the questionnaire, in its order."""
    groups: tuple[int | None, ...]
    """The index of the option, from 0, for each of `evaluation.groups`; None where not said."""
    code: str = field(repr=False)
    """The code that people made up, in capitals and without spaces; "" where there is none. Never published or logged."""
    line: int
    """Its line in the file, or row of the sheet, counted from 1: for messages only."""
