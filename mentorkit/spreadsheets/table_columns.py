"""The model of tables: sheets, the kinds of rows in them, and their columns, each with its place in an entry of the definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mentorkit.definition.base import Authored

CellKind = Literal[
    "line", "text", "lines", "day", "days", "time", "number", "choice", "roles", "yes or no", "link", "records", "pairs",
    "structure", "shown",
]  # fmt: skip
"""How a value is written in a cell: `records` are entries, one a line, with `| name: value` behind what is said first;
`pairs` are `name: value`, one a line; `structure` says what a row is; `shown` is worked out and never read."""
RowKind = str
"""What a row is: event, group, session, goal …"""
EntryPath = tuple[str, ...]
"""A path inside an entry, in the names of the definition."""


def _(text: str) -> str:
    """Mark a text for the catalogue; it is put into the programme's language where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class RecordParts:
    """How an entry is written on one line of a cell: what stands first, then further parts by their names."""

    first: str
    parts: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    """The parts that are lists, written with semicolons."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a sheet."""

    key: str
    heading: str
    kind: CellKind
    note: str = ""
    """What to write, shown at the heading."""
    paths: Mapping[RowKind, EntryPath] = field(default_factory=dict)
    """Where its value stands in an entry, by the kind of row; rows of other kinds have nothing there."""
    choices: tuple[str, ...] = ()
    records: RecordParts = RecordParts("")
    width: int = 16
    """In letters."""
    words: tuple[str, ...] = ()
    """Other headings by which it is known in tables from elsewhere, in small letters."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where the entries of one kind of row stand in a definition."""

    kind: RowKind
    path: EntryPath
    """The path of the list, of the mapping, or of the one entry; below a row of kind `parent`, counted from that."""
    model: type[Authored]
    shape: Literal["list", "numbered", "one"] = "list"
    """A list, a mapping by numbers, or one entry alone."""
    first: str = ""
    """The name of what a bare text in place of the entry says, where there may be one."""
    parent: RowKind = ""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One sheet: which rows it has, and its columns in order."""

    key: str
    name: str
    rows: tuple[RowPlace, ...]
    columns: tuple[TableColumn, ...]
    frozen: int = 3
    """The columns on the left that stay in sight, the id among them."""

    def column(self, key: str) -> TableColumn | None:
        """The column of this name."""
        return next((one for one in self.columns if one.key == key), None)

    def place(self, kind: RowKind) -> RowPlace:
        """The place of rows of this kind."""
        return next(one for one in self.rows if one.kind == kind)

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        """The kinds of its rows."""
        return tuple(one.kind for one in self.rows)


ID_HEADING = _("Row id")
"""The heading of the first column of every sheet, by which rows are known again."""
ID_NOTE = _("By this MentorKit knows the row again. Leave it as it is; leave it empty in rows that you add.")


def on(name: str, *kinds: RowKind) -> dict[RowKind, EntryPath]:
    """The same path, parted by dots, for rows of these kinds."""
    return {kind: tuple(name.split(".")) for kind in kinds}
