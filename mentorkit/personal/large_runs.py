"""Runs for many people: an equal part for each of several machines, and how long the copies take."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

LARGE = 500
"""Copies from which on a run says beforehand how much room it needs, and no longer whose copy each is."""
_TIMED = 50
"""Copies after which it is said how long the others take."""

One = TypeVar("One")


def share(everybody: Sequence[One], number: int, of: int) -> Sequence[One]:
    """The part with this number, from 1, of so many: neighbours stay together, and no two parts differ by more than one."""
    size, more = divmod(len(everybody), of)
    begin = (number - 1) * size + min(number - 1, more)
    return everybody[begin : begin + size + (number <= more)]


@dataclass(slots=True)
class Pace:
    """Says once how long the remaining copies will take, by the time that the first of them took.

    Layouts of further kinds of copies are not counted unless they come among these first.
    """

    copies: int
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    made: int = 0
    begun: float = field(default=0.0)

    def step(self) -> None:
        """Count one that was made. The very first is not timed: its book was laid out."""
        self.made += 1
        if self.made == 1:
            self.begun = self.clock()
        elif self.made == _TIMED and self.copies > _TIMED:
            seconds = (self.clock() - self.begun) / (_TIMED - 1) * (self.copies - _TIMED)
            self.say(f"the other {self.copies - _TIMED:,} take about {_spoken(seconds)}")


def _spoken(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"
