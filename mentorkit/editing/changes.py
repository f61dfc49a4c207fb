"""What somebody means to change in a definition, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Absent(Enum):
    """The type of ABSENT: nothing stands there."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT

Path = tuple[str, ...]
"""Where a value stands: names of mappings; entries of lists by their id, or by their position as `#0`, `#1`, counted as they
were when it was seen; sessions by their number. A new entry of a list is `+`, or `+` and its id. A new session is its number,
or `+3` where those from 3 on are to be counted up; `-3` takes session 3 away and counts the later ones down."""

Value = Any
"""A value as the reader of definitions has it: a text, None (a name with nothing behind it), a list or mapping of such, or ABSENT."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that somebody means: `after` in place of `before`, which is what they saw.

    `after` ABSENT, or an empty list, takes the value away; a mapping that this would leave empty goes too. None leaves
    it to what is taken over. A new entry follows the one that
    `behind` names, an id or a position; without it, it comes last, and with "" first.
    """

    path: Path
    before: Value
    after: Value
    behind: str | None = None

    @property
    def place(self) -> Path:
        """Where the value stands that it is about."""
        last = self.path[-1]
        return (*self.path[:-1], last[1:]) if last[:1] == "-" and last[1:].isdecimal() else self.path

    @property
    def adds(self) -> bool:
        """Whether this is a new entry of a list."""
        return self.path[-1].startswith("+")


@dataclass(frozen=True, slots=True)
class Move:
    """An entry of a list is put behind another one, an id or a position; with "" it comes first.

    A session that is put behind another one gets the number of that place, and those in between are counted on.
    """

    path: Path
    behind: str


@dataclass(frozen=True, slots=True)
class Crossed:
    """A conflict: a change that was not made, since the value is no longer the one that was seen; `now` is what stands there."""

    change: Change | Move
    now: Value


@dataclass(frozen=True, slots=True)
class Edited:
    """A text with the changes made to it, and those that were not."""

    text: str
    crossed: tuple[Crossed, ...] = ()


Changes = Iterable[Change | Move]
