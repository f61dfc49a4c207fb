"""What was changed in one exported sheet: value by value against what was exported, and against what stands in the file now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from mentorkit.core.problems import Problem, Severity, Span, shortened
from mentorkit.editing.changes import ABSENT
from mentorkit.spreadsheets.cell_texts import CellRefusal, cell_text, cell_value, comparable, same_value
from mentorkit.spreadsheets.heading_match import Cells, MatchedSheet
from mentorkit.spreadsheets.table_columns import TableColumn
from mentorkit.spreadsheets.table_edits import TableClash, TableEdit, arrow
from mentorkit.spreadsheets.table_reading import SheetRow
from mentorkit.spreadsheets.table_rows import TableRow

Side = Literal["", "table", "file"]
"""Whose value counts where both were changed; nobody's where that is not said."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of the table and the entry that it is of."""

    line: int
    cells: tuple[str, ...]
    row: TableRow
    was: Mapping[str, str]
    """What was exported of it."""


@dataclass(slots=True)
class SheetDiff:
    """What one sheet says, compared."""

    matched: MatchedSheet
    now: Sequence[TableRow]
    exported: Cells | None
    """What was exported of it; None where the table remembers nothing."""
    side: Side = ""
    edits: list[TableEdit] = field(default_factory=list)
    clashes: list[TableClash] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    new: list[SheetRow] = field(default_factory=list)
    """Rows that people added."""
    known: list[KnownRow] = field(default_factory=list)
    """Rows that are of an entry of the file."""

    def compare(self) -> None:
        """Look at every row and every cell."""
        self.known, gone = self._rows()
        for one in self.known:
            self._row(one)
        for line, cells, was in gone:
            self._left_in_table(line, cells, was)
        self._removed()

    def _rows(self) -> tuple[list[KnownRow], list[tuple[int, tuple[str, ...], Mapping[str, str]]]]:
        """The rows of entries that are there, and those of entries that are no more; rows that people added go to `new`."""
        by_id = {row.id: row for row in self.now}
        taken, known, gone = dict[str, int](), list[KnownRow](), list[tuple[int, tuple[str, ...], Mapping[str, str]]]()
        for line, cells in self._unlike_copies():
            row_id = self.matched.row_id(cells)
            was = (self.exported or {}).get(row_id)
            row = by_id.get(row_id) or self._nearest(row_id, was, {one.row.id for one in known})
            if row and row.id in taken:
                self.new.append((line, cells))
            elif row:
                taken[row.id] = line
                known.append(KnownRow(line, cells, row, row.texts if was is None else was))
            elif was is not None:
                gone.append((line, cells, was))
            elif row_id:
                hint = "empty this cell to add the row as a new one, or delete the row"
                self._say(line, self.matched.id_column or 0, f'no row "{shortened(row_id)}" is known here', hint)
            else:
                self.new.append((line, cells))
        return known, gone

    def _unlike_copies(self) -> list[SheetRow]:
        """The rows, where several have one id the one that is as it was exported first: the others are copies of it."""

        def is_copy(one: SheetRow) -> bool:
            was = (self.exported or {}).get(self.matched.row_id(one[1]))
            return was is not None and any(
                self._differs(one[1], number, column, was) for number, column in self._read()
            )

        ids = [self.matched.row_id(cells) for _, cells in self.matched.body]
        twice = {one for one in ids if one and ids.count(one) > 1} if len(set(ids)) < len(ids) else set()
        return sorted(self.matched.body, key=lambda one: self.matched.row_id(one[1]) in twice and is_copy(one))

    def _read(self) -> Iterator[tuple[int, TableColumn]]:
        return ((number, column) for number, column in self.matched.columns.items() if column.kind != "shown")

    def _differs(self, cells: Sequence[str], number: int, column: TableColumn, was: Mapping[str, str]) -> bool:
        return comparable(column, self.matched.cell(cells, number)) != comparable(column, was.get(column.key, ""))

    def _nearest(self, row_id: str, was: Mapping[str, str] | None, taken: set[str]) -> TableRow | None:
        """The entry of a row that has no id of its own: by its digest wherever it stands now, by its words, or by its place."""
        path, sign, digest = row_id.partition("~")
        if not sign:
            return None
        beside = [
            one
            for one in self.now
            if one.id.partition("~")[0].rpartition("/")[0] == path.rpartition("/")[0] and one.id not in taken
        ]
        same = [one for one in beside if one.id.partition("~")[2] == digest]
        title = [one for one in beside if was and was.get(_title_key(one)) == one.title]
        place = [
            one
            for one in beside
            if one.id.partition("~")[0] == path and one.id not in (self.exported or {}) and _alike(one, was)
        ]
        return next((some[0] for some in (same, title, place) if len(some) == 1), None)

    def _row(self, known: KnownRow) -> None:
        changed = {column.key for number, column in self._read() if self._cell(known, number, column)}
        row, kind = known.row, known.row.place.kind
        columns = {column.key: column for column in self.matched.sheet.columns}
        for said, dropped in (("date", ("week", "day")), ("week", ("date", "until"))):
            if said in changed and not self._is_empty(known, said):
                for column in (columns[key] for key in dropped if kind in columns[key].paths):
                    key = column.key
                    if (
                        key not in changed
                        and row.value(column) is not None
                        and not (key == "until" and "every" in row.texts)
                    ):
                        self._edit(known, column, "", ABSENT, self.matched.read.place(known.line, self._number(said)))

    def _number(self, key: str) -> int:
        return next((number for number, column in self.matched.columns.items() if column.key == key), 0)

    def _is_empty(self, known: KnownRow, key: str) -> bool:
        return not self.matched.cell(known.cells, self._number(key))

    def _cell(self, known: KnownRow, number: int, column: TableColumn) -> bool:
        """Compare one cell; whether it says something new."""
        row, text = known.row, comparable(column, self.matched.cell(known.cells, number))
        why = self.matched.read.unread.get((known.line, number))
        if why:
            self._say(known.line, number, why, "write the value itself into the cell")
            return False
        was, now = (comparable(column, one.get(column.key, "")) for one in (known.was, row.texts))
        if text in (was, now):
            return False
        if refused := self._refusal(known, column):
            self._say(known.line, number, *refused)
            return False
        if was != now and self.side != "table":
            if not self.side:
                edit = self._made(known, number, column, text)
                what = f'"{column.heading}" of "{shortened(row.title)}"'
                self.clashes += [TableClash(edit, was, text, now, what)] if edit else []
            return False
        edit = self._made(known, number, column, text)
        self.edits += [edit] if edit else []
        return edit is not None

    def _refusal(self, known: KnownRow, column: TableColumn) -> tuple[str, str] | None:
        """Why a cell cannot be changed, and the way out."""
        kind = known.row.place.kind
        if column.key in known.row.shown_only:
            return (
                "this has parts that no cell can hold, and cannot be changed here",
                "change it in the file of the programme",
            )
        if column.kind == "structure":
            return (
                f'"{column.heading}" of a row that is there cannot be changed',
                "delete the row, and add a new one with an empty row id",
            )
        if kind not in column.paths:
            return f'{"an" if kind[0] in "aeiou" else "a"} {kind} has no "{column.heading}"', "empty this cell"
        return None

    def _made(self, known: KnownRow, number: int, column: TableColumn, text: str) -> TableEdit | None:
        row, at = known.row, self.matched.read.place(known.line, number)
        try:
            value = cell_value(column, text, row.value(column))
        except CellRefusal as refusal:
            self._say(known.line, number, refusal.message, refusal.hint)
            return None
        if same_value(column, value, row.value(column)):
            return None
        path = (*row.path, *column.paths[row.place.kind])
        said = self._said(row, column, row.texts.get(column.key, ""), cell_text(column, value))
        return TableEdit(path, ABSENT if value is None else value, at, said)

    def _edit(self, known: KnownRow, column: TableColumn, text: str, after: object, at: Span) -> None:
        path = (*known.row.path, *column.paths[known.row.place.kind])
        was = known.row.texts.get(column.key, "")
        self.edits.append(TableEdit(path, after, at, self._said(known.row, column, was, text)))

    def _said(self, row: TableRow, column: TableColumn, before: str, after: str) -> str:
        return f'{self.matched.sheet.name}, "{shortened(row.title)}": {column.heading} {arrow(before, after)}'

    def _left_in_table(self, line: int, cells: tuple[str, ...], was: Mapping[str, str]) -> None:
        """A row of an entry that is no longer in the file: nothing to do, unless it was changed here."""
        changed = [(number, column) for number, column in self._read() if self._differs(cells, number, column, was)]
        if not changed or self.side == "file":
            return
        if self.side == "table":
            self.new.append((line, cells))
            return
        number, column = changed[0]
        title = next(iter(was.values()), "")
        title = was.get("title") or was.get("name") or was.get("ask") or was.get("statement") or title
        text = self.matched.cell(cells, number)
        edit = TableEdit((), ABSENT, self.matched.read.place(line, number), "")
        what = f'"{column.heading}" of "{shortened(title)}", which is no longer in the file'
        self.clashes.append(TableClash(edit, was.get(column.key, ""), text, "", what))

    def _removed(self) -> None:
        """Entries that were exported and have no row any more."""
        if self.exported is None:
            return
        there = {one.row.id for one in self.known}
        missing = [row for row in self.now if row.id not in there and row.id in self.exported]
        if missing and not there and not self.new:
            message = "every row of this sheet is gone"
            self._say(
                self.matched.heading_row,
                0,
                message,
                "to leave it as it is, delete the whole sheet; to empty it, take the entries out of the file",
            )
            return
        gone = list[TableRow]()
        for row in missing:
            if any(row.path[: len(one.path)] == one.path for one in gone):
                continue
            gone.append(row)
            self._take_away(row)

    def _take_away(self, row: TableRow) -> None:
        was = (self.exported or {}).get(row.id, {})
        at = self.matched.read.place(self.matched.heading_row, 0)
        edit = TableEdit(row.path, ABSENT, at, f'{self.matched.sheet.name}: "{shortened(row.title)}" is taken away')
        keys = [column for _, column in self._read()]
        changed = next(
            (
                one
                for one in keys
                if comparable(one, was.get(one.key, "")) != comparable(one, row.texts.get(one.key, ""))
            ),
            None,
        )
        if changed and not self.side:
            what = f'"{changed.heading}" of "{shortened(row.title)}", of which the row is gone'
            self.clashes.append(TableClash(edit, was.get(changed.key, ""), "", row.texts.get(changed.key, ""), what))
        elif not changed or self.side == "table":
            self.edits.append(edit)

    def _say(self, line: int, number: int, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem("table-cell", message, self.matched.read.place(line, number), hint, severity))


def _alike(row: TableRow, was: Mapping[str, str] | None) -> bool:
    """Whether an entry still says half of what was exported, or more."""
    said = [row.texts.get(key) == text for key, text in (was or {}).items() if row.sheet.column(key)]
    return 2 * sum(said) >= len(said)


def _title_key(row: TableRow) -> str:
    kinds = (
        (column, row.texts.get(column.key))
        for column in row.sheet.columns
        if column.kind == "line" and row.place.kind in column.paths
    )
    return next((column.key for column, said in kinds if said), "")
