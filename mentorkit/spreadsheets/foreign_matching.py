"""Rows of a table from elsewhere beside the entries of a definition: what is there already, what is new, what is a group of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mentorkit.answers.plain_headings import plain_heading
from mentorkit.core.problems import Problem
from mentorkit.definition.weeks import Weeks
from mentorkit.spreadsheets.foreign_columns import END_TIME, GROUP, GROUP_TIME, LEAVE_OUT, WEEK_START, ForeignSheet
from mentorkit.spreadsheets.foreign_rows import Cells, ForeignRow, foreign_rows
from mentorkit.spreadsheets.heading_match import MatchedSheet
from mentorkit.spreadsheets.table_reading import ReadSheet, SheetRow
from mentorkit.spreadsheets.table_rows import TableRow


def as_ours(foreign: ForeignSheet, weeks: Weeks | None, now: Sequence[TableRow]) -> tuple[MatchedSheet, list[Problem]]:
    """The sheet as one of ours; rows of entries that are in the definition already have their ids, so that nothing comes in twice."""
    read_rows, problems = foreign_rows(foreign, weeks)
    rows = list(_grouped(foreign, read_rows))
    columns = dict(enumerate(foreign.sheet.columns))
    origin = {number: _origin(foreign, column.key) for number, column in columns.items()}
    origin[len(columns)] = 0
    taken, body = set[str](), list[SheetRow]()
    parents = dict[str, TableRow]()
    for row in rows:
        match = _match(row.cells, now, taken, parents)
        cells = row.cells
        if match:
            taken.add(match.id)
            if not match.place.parent:
                parents[plain_heading(row.cells.get("title", ""))] = match
            cells = {**match.texts, **{key: text for key, text in cells.items() if text}}
            if match.place.parent:
                cells["of"] = match.texts.get("of", "")
        texts = [cells.get(column.key, "") for column in foreign.sheet.columns]
        body.append((row.line, (*texts, match.id if match else "")))
    read = ReadSheet(foreign.read.name, foreign.read.file, tuple(body), foreign.read.in_workbook, origin=origin)
    used = {key for row in rows for key in row.cells} | {"row", "of"}
    shown = {number: column for number, column in columns.items() if column.key in used}
    matched = MatchedSheet(foreign.sheet, read, shown, len(columns), foreign.heading_row, tuple(body))
    return matched, [*problems, *_unread(foreign)]


def _unread(foreign: ForeignSheet) -> Iterator[Problem]:
    """Problems of cells that hold an error, or a formula without its value, in columns that are read."""
    targets = {one.number: one.target for one in foreign.columns}
    for (line, number), why in foreign.read.unread.items():
        if line > foreign.heading_row and targets.get(number, LEAVE_OUT) != LEAVE_OUT:
            yield Problem("table-cell", why, foreign.read.place(line, number), "write the value itself into the cell")


def _origin(foreign: ForeignSheet, key: str) -> int:
    """The column of the table in which what one of ours says stands."""
    sources = {"minutes": ("minutes", END_TIME, "at", "date", GROUP_TIME), "week": ("week", WEEK_START), "until": ("until", "date"), "at": ("at", "date", GROUP_TIME), "tags": ("tags", "kind", "for"), "title": ("title", GROUP, GROUP_TIME)}  # fmt: skip
    for target in sources.get(key, (key,)):
        for one in foreign.columns:
            if one.target == target:
                return one.number
    return foreign.columns[0].number


def _match(cells: Cells, now: Sequence[TableRow], taken: set[str], parents: Mapping[str, TableRow]) -> TableRow | None:
    """The entry that a row is of: the one of its title and date or, where there is no other of its title, of its title."""
    title = next((cells[key] for key in ("title", "name", "ask", "statement") if cells.get(key)), "")
    kind = cells.get("row", "")
    free = [one for one in now if one.id not in taken and plain_heading(one.title) == plain_heading(title)]
    if kind == "group":
        above = parents.get(plain_heading(cells.get("of", "")))
        free = [
            one for one in free if one.place.kind == "group" and above and one.path[: len(above.path)] == above.path
        ]
    elif any(one.place.parent for one in now):
        free = [one for one in free if one.place.kind != "group"]
    same = [
        one
        for one in free
        if all(one.texts.get(key, "") == cells.get(key, "") for key in ("date", "week", "at", "day"))
    ]
    if same:
        return same[0]
    return free[0] if len(free) == 1 and title else None


_OF_GROUPS = frozenset(
    {
        "date",
        "until",
        "week",
        "day",
        "at",
        "minutes",
        "with",
        "hosts",
        "facilitators",
        "experts",
        "place",
        "link",
        "notes",
        "recording",
        "time_zone",
    }
)


def _grouped(foreign: ForeignSheet, rows: Sequence[ForeignRow]) -> Iterator[ForeignRow]:
    """Rows of the same title whose groups differ, as one event with groups; where they differ in more, each is an event of its own."""
    targets = {one.target for one in foreign.columns}
    if not targets & {GROUP, GROUP_TIME}:
        yield from rows
        return
    by_title = dict[tuple[str, int], list[ForeignRow]]()
    for row in rows:
        line = row.line if GROUP_TIME in targets else 0
        by_title.setdefault((plain_heading(row.cells.get("title", "")), line), []).append(row)
    for some in by_title.values():
        keys = {key for row in some for key in row.cells}
        differ = {key for key in keys if len({row.cells.get(key, "") for row in some}) > 1}
        named = [row.group for row in some if row.group]
        if len(some) == 1 or len(set(named)) < len(some) or not differ <= _OF_GROUPS:
            for row in some:
                title = " – ".join(filter(None, (row.cells.get("title", ""), row.group)))
                yield replace(row, cells={**row.cells, "title": title}, group="")
            continue
        shared = {key: text for key, text in some[0].cells.items() if key not in differ}
        yield ForeignRow(some[0].line, {**shared, "row": "event"})
        for row in some:
            own = {key: text for key, text in row.cells.items() if key in differ}
            yield ForeignRow(row.line, {"row": "group", "title": row.group, "of": shared.get("title", ""), **own})
