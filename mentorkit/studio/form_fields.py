"""Fields, groups and task pages of the studio: what is asked, in which words, and where in a definition it stands. Data alone.

The texts here are messages of the catalogue, marked by `_`, and are translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

Path = tuple[str, ...]
"""Where something stands in a definition as it resolves: entries of lists by their id, or by position as `#0`."""


def _(text: str) -> str:
    """Mark a text for the catalogue."""
    return text


class Kind(StrEnum):
    """What is typed into a field, which decides how it is shown and how it is written into a file."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    """A list, one entry a line."""
    TEXTS = "texts"
    """A list of texts, an empty line between two."""
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    """Several of the options: a list that keeps its order, what is new at its end."""
    PICK = "pick"
    """The id of an entry of another list of the same programme."""
    DAY = "day"
    """A day of the calendar; with `weeks`, also a week and a day of it."""
    MOMENT = "moment"
    """The `date`, or `week` and `day`, of the mapping at its path."""
    TIME = "time"
    NUMBER = "number"
    EMAIL = "email"
    LINK = "link"
    COLOUR = "colour"
    FILE = "file"
    GUIDE = "guide"
    """The id of one guide on a shelf of the library."""
    GUIDES = "guides"
    """Ids of guides on one shelf of the library."""
    ROLES = "roles"


@dataclass(frozen=True)
class Field:
    """One thing that is asked. Inside `Entries`, the path counts from the entry."""

    path: Path
    label: str
    kind: Kind = Kind.LINE
    help: str = ""
    """What to write, and one example: one or two sentences."""
    manual: str = ""
    """Where the manual says more: writing-a-programme.md#purpose."""
    rules: tuple[str, ...] = ()
    """Ids of the rules of design that are mended here."""
    options: tuple[tuple[str, str], ...] = ()
    """The values that can be chosen, each with its words."""
    usual: str = ""
    """What holds where nothing is said, in words."""
    shelf: Literal["keys", "training", "forms", "pages"] = "keys"
    """The guides that can be chosen, of GUIDE and GUIDES."""
    source: str = ""
    """The list whose entries can be chosen, of PICK: goals, people."""
    entry: str = ""
    """Of LINES whose entries may be mappings too: the name of what a line says."""
    only_if: tuple[Path, tuple[str, ...]] | None = None
    """Another field of the page, and the values of it with which this one means something."""
    needed: bool = False
    """Whether nothing can be made without it."""
    needed_by_list: bool = False
    """Whether a list beside it cannot do without it: the first entry brings an open place for it."""
    weeks: bool = False
    """Whether a DAY may be a week."""
    formats: tuple[str, ...] = ()
    """The formats of programmes in which it is asked; all of them where none is named."""


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together, below a heading."""

    heading: str
    fields: tuple[Field, ...]
    lead: str = ""
    formats: tuple[str, ...] = ()
    """The formats of programmes in which they are asked; all of them where none is named."""


@dataclass(frozen=True)
class Entries:
    """A list: each entry is a line with links on its page, and has a page of its own with `fields`."""

    path: Path
    one: str
    """Such as: a goal."""
    title: Path
    """Where in an entry the words stand by which people know it."""
    fields: tuple[Field | FieldGroup | Entries, ...]
    new: Any
    """The least entry that can be read."""
    heading: str = ""
    """Such as: Goals."""
    lead: str = ""
    rules: tuple[str, ...] = ()
    adds_at: str = ""
    """The page below `/-/` on which one is added, where that asks more than a button."""
    numbered: bool = False
    """Whether entries have numbers for names, as sessions do, and no order of their own."""
    formats: tuple[str, ...] = ()
    """The formats of programmes in which it is asked; all of them where none is named."""


Part = Field | FieldGroup | Entries
WITH_MENTORS = ("one-to-one", "reverse", "group", "advisory board")
"""The formats in which mentors and mentees are not the same people."""


@dataclass(frozen=True)
class TaskPage:
    """One task. Its `name` is the last part of its address."""

    name: str
    title: str
    lead: str = ""
    parts: tuple[Part, ...] = ()
    section: str = ""
    """The heading of the sidebar below which it stands."""
    file: Literal["definition", "brand"] = "definition"
    template: str = "task.html"


def fields_of(parts: tuple[Part, ...]) -> Iterator[Field]:
    """The fields of a page or an entry itself, without those that entries of its lists have."""
    for part in parts:
        if isinstance(part, Field):
            yield part
        elif isinstance(part, FieldGroup):
            yield from part.fields


def named(path: Path) -> str:
    """A path as forms, addresses and ids of elements have it: `events.launch.place`, `goals.~0.statement`."""
    return ".".join(path).replace("#", "~")
