"""Rows that people added, as new entries of the definition: each in its list, with an id where its kind has ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorkit.core.names import as_id
from mentorkit.core.problems import Problem, did_you_mean, shortened
from mentorkit.spreadsheets.cell_texts import CellRefusal, cell_value, comparable
from mentorkit.spreadsheets.heading_match import MatchedSheet
from mentorkit.spreadsheets.sheet_list import SHEETS, place_of
from mentorkit.spreadsheets.table_columns import EntryPath, RowPlace, TableColumn
from mentorkit.spreadsheets.table_edits import TableEdit
from mentorkit.spreadsheets.table_reading import SheetRow
from mentorkit.spreadsheets.table_rows import TableRow

_LONGEST_ID = 50
_WITH_ID = frozenset({"event", "goal", "questionnaire", "message"})
"""Kinds whose new entries get an id of their title: calendars, later rounds and changes know them by it."""


@dataclass(slots=True)
class NewEntries:
    """Collects rows of all sheets; entries below other new ones stand inside those."""

    now: Mapping[str, Sequence[TableRow]]
    """The rows of the file as it is, by sheet."""
    edits: list[TableEdit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    made: dict[str, list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    """New entries that others can belong to: their kind, by each of their names."""
    last: dict[EntryPath, str] = field(default_factory=dict)

    def add(self, matched: MatchedSheet, rows: Sequence[SheetRow]) -> None:
        """Add rows of one sheet; those that belong to others after those."""
        sorted_rows = [(self._kind(matched, cells), line, cells) for line, cells in rows]
        parents = [one for one in sorted_rows if one[0] and not one[0].parent]
        children = [one for one in sorted_rows if one[0] and one[0].parent]
        for place, line, cells in (*parents, *children):
            assert place is not None
            entry = self._entry(matched, place, line, cells)
            if entry is not None:
                self._put(matched, place, line, cells, entry)
        for place, line, _cells in sorted_rows:
            if place is None:
                known = ", ".join(matched.sheet.kinds)
                self._say(matched, line, "row", "this row does not say what it is", f"write one of these: {known}")

    def _kind(self, matched: MatchedSheet, cells: Sequence[str]) -> RowPlace | None:
        """What a row is: what it says; an event where it says nothing, a group where it belongs to something."""
        if len(matched.sheet.rows) == 1:
            return matched.sheet.rows[0]
        said = self._text(matched, cells, "row").casefold().replace("_", " ")
        kind = next((one for one in matched.sheet.kinds if said in (one, f"{one}s")), "")
        if not said and matched.sheet.key == "timetable":
            kind = "group" if self._text(matched, cells, "of") else "event"
        return matched.sheet.place(kind) if kind else None

    def _text(self, matched: MatchedSheet, cells: Sequence[str], key: str) -> str:
        number = next((number for number, column in matched.columns.items() if column.key == key), None)
        return matched.cell(cells, number) if number is not None else ""

    def _entry(self, matched: MatchedSheet, place: RowPlace, line: int, cells: Sequence[str]) -> dict[str, Any] | None:
        """The entry of a row, in the order of our columns; None where a cell cannot be read."""
        entry, wrong = dict[str, Any](), False
        for column in matched.sheet.columns:
            number = next((number for number, one in matched.columns.items() if one.key == column.key), None)
            if number is None or column.kind in ("structure", "shown"):
                continue
            text = comparable(column, matched.cell(cells, number))
            refusal = self._refused(matched, place, column, (line, number), text)
            if refusal:
                self._say(matched, line, column.key, *refusal)
                wrong = True
            elif text and (value := cell_value(column, text)) is not None:
                _set(entry, column.paths[place.kind], value)
        if not wrong and place.kind in _WITH_ID:
            entry = {"id": self._id(place, entry), **{name: one for name, one in entry.items() if name != "id"}}
        return None if wrong else entry

    def _refused(
        self, matched: MatchedSheet, place: RowPlace, column: TableColumn, cell: tuple[int, int], text: str
    ) -> tuple[str, str] | None:
        if why := matched.read.unread.get(cell):
            return why, "write the value itself into the cell"
        if text and place.kind not in column.paths:
            return (
                f'{"an" if place.kind[0] in "aeiou" else "a"} {place.kind} has no "{column.heading}"',
                "empty this cell, or say in the first column what the row is",
            )
        try:
            cell_value(column, text)
        except CellRefusal as refusal:
            return refusal.message, refusal.hint
        return None

    def _id(self, place: RowPlace, entry: Mapping[str, Any]) -> str:
        """The id that was written, unless another entry has it; else one made of the title."""
        taken = {row.path[-1] for rows in self.now.values() for row in rows if row.place.kind == place.kind}
        taken |= {name for name, _ in self.made.get(place.kind, ())}
        title = str(entry.get("what") or entry.get("title") or entry.get("statement") or place.kind)
        wanted = str(entry.get("id") or "") or as_id(title)[:_LONGEST_ID].rstrip("-")
        number, made = 1, wanted
        while made in taken:
            number += 1
            made = f"{wanted}-{number}"
        self.made.setdefault(place.kind, []).append((made, {}))
        return made

    def _put(
        self, matched: MatchedSheet, place: RowPlace, line: int, cells: tuple[str, ...], entry: dict[str, Any]
    ) -> None:
        at = matched.read.place(line, next(iter(matched.columns), 0))
        title = next(
            (str(value) for value in entry.values() if isinstance(value, str) and value != entry.get("id")), place.kind
        )
        said = f'{matched.sheet.name}: "{shortened(title)}" is new'
        if place.parent:
            self._below(matched, place, (line, cells), entry, said)
            return
        if place.kind in self.made:
            self.made[place.kind] += [(name, entry) for name in {entry.get("id", ""), title.casefold()} if name]
        path = self._path(matched, place, line, cells, entry)
        if path:
            self.edits.append(TableEdit(path, entry, at, said, self._behind(matched, place, line)))

    def _path(
        self, matched: MatchedSheet, place: RowPlace, line: int, cells: Sequence[str], entry: dict[str, Any]
    ) -> EntryPath | None:
        there = [row for rows in self.now.values() for row in rows if row.place.kind == place.kind]
        if place.shape == "one":
            if there or place.kind in self.made:
                self._say(
                    matched, line, "row", f"there is a {place.kind} already", "change that row, or choose another part"
                )
                return None
            self.made[place.kind] = [(place.kind, entry)]
            return place.path
        if place.shape == "numbered":
            number = self._number(
                matched,
                line,
                cells,
                {row.path[-1] for row in there} | {name for name, _ in self.made.get(place.kind, ())},
            )
            self.made.setdefault(place.kind, []).append((number, entry))
            return (*place.path, number) if number else None
        return (*place.path, f"+{entry['id']}" if place.kind in _WITH_ID else "+")

    def _number(self, matched: MatchedSheet, line: int, cells: Sequence[str], taken: set[str]) -> str:
        """The number of a new session: the one that it says, or the next."""
        said = self._text(matched, cells, "of").lstrip("0")
        if said and not said.isdecimal():
            self._say(
                matched,
                line,
                "of",
                f'"{said}" is not the number of a session',
                "write a number, or leave the cell empty for the next one",
            )
            return ""
        if said in taken:
            self._say(
                matched, line, "of", f"session {said} is there already", "leave the cell empty for the next number"
            )
            return ""
        return said or str(max((int(one) for one in taken if one.isdecimal()), default=0) + 1)

    def _behind(self, matched: MatchedSheet, place: RowPlace, line: int) -> str | None:
        """The entry that stands in the row above, where the new one does not come last anyway."""
        if place.shape != "list":
            return None
        by_id = {row.id: row for row in self.now.get(matched.sheet.key, ()) if row.place.kind == place.kind}
        above = [row for number, cells in matched.body if number < line and (row := by_id.get(matched.row_id(cells)))]
        below = [row for number, cells in matched.body if number > line and (row := by_id.get(matched.row_id(cells)))]
        return above[-1].path[-1] if above and below else None

    def _below(self, matched: MatchedSheet, place: RowPlace, row: SheetRow, entry: dict[str, Any], said: str) -> None:
        """Put an entry into the one that it belongs to, which is there or is new itself."""
        line, cells = row
        named = self._text(matched, cells, "of")
        new = [one for name, one in self.made.get(place.parent, ()) if one and name == named.casefold()]
        at = matched.read.place(line, next(iter(matched.columns), 0))
        if new:
            new[-1].setdefault(place.path[-1], []).append(entry)
            return
        parent = self._parent(place, named)
        if parent is None:
            names = [one.path[-1] for one in self._parents(place)]
            hint = (
                did_you_mean(named, names, otherwise=f"write the id of the {place.parent}")
                if named
                else f"write the id of the {place.parent}"
            )
            message = (
                f'no {place.parent} is called "{shortened(named)}"'
                if named
                else f"this does not say which {place.parent} it belongs to"
            )
            self._say(matched, line, "of", message, hint)
            return
        self.edits.append(TableEdit((*parent.path, *place.path, "+"), entry, at, said))

    def _parents(self, place: RowPlace) -> list[TableRow]:
        above = place_of(place.parent)
        sheet = next(one.key for one in SHEETS if above in one.rows)
        return [row for row in self.now.get(sheet, ()) if row.place.kind == place.parent]

    def _parent(self, place: RowPlace, named: str) -> TableRow | None:
        rows = self._parents(place)
        by_id = [one for one in rows if one.path[-1] == named]
        by_title = [one for one in rows if one.title.casefold() == named.casefold()]
        return by_id[0] if by_id else by_title[0] if len(by_title) == 1 else None

    def _say(self, matched: MatchedSheet, line: int, key: str, message: str, hint: str) -> None:
        number = next((number for number, column in matched.columns.items() if column.key == key), 0)
        self.problems.append(Problem("table-cell", message, matched.read.place(line, number), hint))


def _set(entry: dict[str, Any], path: EntryPath, value: Any) -> None:
    """Put a value at a path inside an entry; parts on the way are made."""
    *way, last = path
    for step in way:
        entry = entry.setdefault(step, {})
    entry[last] = value
