"""The rows of a table: every entry of a resolved definition that a sheet shows, with its place, its name and its cells."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from mentorkit.core.yaml_source import Located
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import Event, TimeSlot
from mentorkit.spreadsheets.cell_texts import LONGEST_SHOWN, cell_text, holds_whole, tidy
from mentorkit.spreadsheets.table_columns import EntryPath, RowPlace, TableColumn, TableSheet

EntryAddress = tuple[str, ...]
"""A path in the resolved definition: entries by their id or, without one, by position: #0; sessions by their number."""
Falls = Callable[[EntryAddress], str]
"""The day on which the entry of a row falls, in words; empty where that is open."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One entry as a row."""

    sheet: TableSheet
    place: RowPlace
    path: EntryAddress
    id: str
    """Its path, with the digest of what it says where it is known by its position alone."""
    entry: Any
    texts: Mapping[str, str]
    """The text of each cell that holds something, by the key of its column."""
    shown_only: frozenset[str] = frozenset()
    """The columns whose cells cannot hold the whole value."""

    @property
    def title(self) -> str:
        """What people know it by."""
        for column in self.sheet.columns:
            if column.kind == "line" and self.place.kind in column.paths and (said := self.texts.get(column.key)):
                return said
        return self.place.kind

    def value(self, column: TableColumn) -> Any:
        """The value of one of its cells as it is written."""
        return value_in(self.entry, column.paths.get(self.place.kind, ()), self.place.first)


def value_in(entry: Any, path: EntryPath, first: str = "") -> Any:
    """The value at a path inside an entry; None where nothing stands. A bare text says what is called `first`."""
    if isinstance(entry, str):
        return entry if path == (first,) else None
    for step in path:
        if not isinstance(entry, Mapping):
            return None
        entry = entry.get(step)
    return entry if path else None


def rows_of(sheet: TableSheet, source: Located, falls: Falls = lambda _: "") -> list[TableRow]:
    """The rows of one sheet, in the order of the definition; what belongs to an entry stands below it."""
    made = list[TableRow]()
    top = [one for one in sheet.rows if not one.parent]
    for place in top:
        for path, entry in entries_at(source, place):
            made.append(_row(sheet, place, path, entry, falls))
            made += _below(sheet, place, path, entry, falls)
    if not top:  # rows of a sheet whose parents stand on another one
        from mentorkit.spreadsheets.sheet_list import place_of

        for parent in {one.parent: place_of(one.parent) for one in sheet.rows}.values():
            for path, entry in entries_at(source, parent):
                made += _below(sheet, parent, path, entry, falls)
    return made


def _below(sheet: TableSheet, parent: RowPlace, path: EntryAddress, entry: Any, falls: Falls) -> Iterator[TableRow]:
    for place in sheet.rows:
        if place.parent == parent.kind and isinstance(entry, Mapping):
            for inside, one in entries_at(entry, place):
                yield _row(sheet, place, (*path, *inside), one, falls, _name_of(entry, path))


def _name_of(entry: Mapping[str, Any], path: EntryAddress) -> str:
    """What rows below it call an entry: its id, else its title."""
    return str(entry.get("id") or entry.get("what") or entry.get("title") or path[-1])


def entries_at(source: Mapping[str, Any], place: RowPlace) -> Iterator[tuple[EntryAddress, Any]]:
    """Every entry of a kind, with its path."""
    value = value_in(source, place.path)
    if place.shape == "one":
        if isinstance(value, str | Mapping) and value:
            yield place.path, value
    elif place.shape == "numbered":
        for number, entry in value.items() if isinstance(value, Mapping) else ():
            if isinstance(entry, Mapping):
                yield (*place.path, str(number).lstrip("0") or str(number)), entry
    else:
        listed = value if isinstance(value, list) else [value] if isinstance(value, str) and place.first else []
        ids = Counter(one.get("id") for one in listed if isinstance(one, Mapping))
        for number, entry in enumerate(listed):
            if isinstance(entry, Mapping) or (isinstance(entry, str) and place.first):
                id_ = entry.get("id") if isinstance(entry, Mapping) else None
                known = isinstance(id_, str) and ids[id_] == 1 and not id_.startswith("#")
                yield (*place.path, str(id_) if known else f"#{number}"), entry


def digest_of(entry: Any) -> str:
    """Eight letters that tell an entry from others."""
    return sha256(json.dumps(entry, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:8]


def _row(
    sheet: TableSheet, place: RowPlace, path: EntryAddress, entry: Any, falls: Falls, parent: str = ""
) -> TableRow:
    named = "/".join(path)
    id_ = f"{named}~{digest_of(entry)}" if path[-1].startswith("#") else named
    texts, shown = dict[str, str](), set[str]()
    for column in sheet.columns:
        if column.kind == "structure":
            text = place.kind if column.key == "row" else parent or (path[-1] if place.shape == "numbered" else "")
        elif column.kind == "shown":
            text = falls(path)
        else:
            value = value_in(entry, column.paths.get(place.kind, ()), place.first)
            text = tidy(cell_text(column, value))
            if not holds_whole(column, value):
                shown.add(column.key)
                text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        if text:
            texts[column.key] = text
    return TableRow(sheet, place, path, id_, entry, texts, frozenset(shown))


def days_of(program: Program | None, source: Located, day: Callable[[Any], str]) -> Falls:
    """On which day each event, group, session and message of a programme falls, in words made by `day`."""
    if program is None:
        return lambda _: ""
    found = dict[EntryAddress, str]()

    def keep(path: EntryAddress, slot: TimeSlot, event: Event | None = None) -> None:
        moment = program.moment_of(slot, event=event)
        if moment is not None:
            found[path] = day(moment)

    from mentorkit.spreadsheets.sheet_list import place_of

    group = place_of("group")
    for event, (path, entry) in zip(program.events, entries_at(source, place_of("event")), strict=False):
        keep(path, event)
        for one, (inside, _) in zip(event.groups, entries_at(entry, group), strict=False):
            keep((*path, *inside), one, event)
    for path, _ in entries_at(source, place_of("session")):
        if path[-1].isdecimal() and (session := program.sessions.get(int(path[-1]))):
            keep(path, session)
    for message, (path, _) in zip(program.communications, entries_at(source, place_of("message")), strict=False):
        keep(path, message)
    return lambda path: found.get(path, "")
