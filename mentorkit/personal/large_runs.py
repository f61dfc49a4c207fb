"""Runs for many people: an equal part for each of several machines, the disk space that copies need, and how long they take."""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mentorkit.core.problems import BuildFailed, Problem, Span

LARGE = 500
"""Copies from which on a run says beforehand how much room it needs, and no longer whose copy each is."""
_TIMED = 50
"""Copies after which it is said how long the others take."""
_BLOCK = 4096
"""Bytes in which file systems give out room: the last of a file is rarely full."""

One = TypeVar("One")


def share(everybody: Sequence[One], number: int, of: int) -> Sequence[One]:
    """The part with this number, from 1, of so many: neighbours stay together, and no two parts differ by more than one."""
    size, more = divmod(len(everybody), of)
    begin = (number - 1) * size + min(number - 1, more)
    return everybody[begin : begin + size + (number <= more)]


def room_of(files: Iterable[Collection[int]]) -> int:
    """The bytes that the files of a copy take on a disk, with their folder and the record of them."""
    return sum(_BLOCK * math.ceil(len(data) / _BLOCK) for data in files) + 2 * _BLOCK


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run will need: copies that are not there yet, the bytes that they take, and those that are free."""

    copies: int
    needed: int
    free: int

    @classmethod
    def of(cls, copies: int, needed: int, folder: Path) -> Forecast:
        """The forecast for a folder. Raises OSError."""
        return cls(copies, needed, shutil.disk_usage(folder).free)

    def __str__(self) -> str:
        what = "1 copy to make, which takes" if self.copies == 1 else f"{self.copies:,} copies to make, which take"
        return f"{what} about {amount(self.needed)}; {amount(self.free)} are free"

    def refuse_without_room(self, folder: Path) -> None:
        """Raise BuildFailed where the disk has less room than the copies need."""
        if self.needed > self.free:
            hint = (
                "make room, name a folder on another disk with --into, make a part with --shard 1/8, "
                "or go on until the disk is full with --ignore-space"
            )
            raise BuildFailed([Problem("disk-space", str(self), Span(str(folder)), hint)])


def amount(size: int) -> str:
    """Bytes as people read them: 2.4 GB."""
    for unit, bytes_in_it in (("GB", 10**9), ("MB", 10**6)):
        if size >= bytes_in_it:
            return f"{size / bytes_in_it:,.1f} {unit}"
    return f"{size / 1000:,.0f} kB"


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
