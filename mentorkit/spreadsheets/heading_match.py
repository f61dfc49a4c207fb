"""Which sheet of ours a sheet is, which row holds its headings, and which column is which."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorkit.answers.plain_headings import plain_heading
from mentorkit.core.problems import Problem, Severity, did_you_mean, shortened
from mentorkit.language.catalogue import Words
from mentorkit.spreadsheets.cell_texts import comparable, tidy
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_columns import ID_HEADING, TableColumn, TableSheet
from mentorkit.spreadsheets.table_reading import ReadSheet, SheetRow

_HEADING_ROWS = 12
"""Rows among which headings are looked for: people put a title above a table."""
_MOST_TOLD = 5
"""Columns of people's own that are named one by one."""
_ALIKE = 0.8
"""The share of cells that are as they were exported, where a column counts as one with another heading."""

Cells = Mapping[str, Mapping[str, str]]
"""What was exported: by the id of a row, then by the key of a column."""


@dataclass(frozen=True, slots=True)
class MatchedSheet:
    """A sheet of which each column is known, or known to be somebody's own."""

    sheet: TableSheet
    read: ReadSheet
    columns: Mapping[int, TableColumn]
    """By the number of the column, from 0."""
    id_column: int | None
    heading_row: int
    body: tuple[SheetRow, ...]
    problems: tuple[Problem, ...] = field(default=())

    def cell(self, cells: Sequence[str], number: int) -> str:
        """A cell without what spreadsheets add."""
        return tidy(cells[number]) if number < len(cells) else ""

    def row_id(self, cells: Sequence[str]) -> str:
        """The id of a row; empty in a row that people added."""
        return self.cell(cells, self.id_column) if self.id_column is not None else ""


def kind_of_id(row_id: str) -> str:
    """The key of the sheet to which the row of this id belongs; empty where it is no id."""
    steps = row_id.partition("~")[0].split("/")
    if steps[0] == "evaluation" and len(steps) > 2:
        return "questions" if "items" in steps[3:] else "questionnaires"
    known = {
        "events": "timetable",
        "sessions": "timetable",
        "people": "people",
        "goals": "goals",
        "communications": "messages",
    }
    return known.get(steps[0], "") if len(steps) > 1 else ""


def is_exported(read: ReadSheet) -> bool:
    """Whether this sheet was written by `mentorkit table export`: a column holds ids of rows."""
    return _id_column(read) is not None


def _id_column(read: ReadSheet) -> int | None:
    """The column with the ids of rows, wherever it was moved to."""
    counted = dict[int, int]()
    for _number, cells in read.rows:
        for number, cell in enumerate(cells):
            if "/" in cell and kind_of_id(cell.strip()) and " " not in cell.strip():
                counted[number] = counted.get(number, 0) + 1
    best = max(counted, key=counted.__getitem__, default=None)
    if best is not None:
        return best
    for _number, cells in read.rows[:_HEADING_ROWS]:
        for number, cell in enumerate(cells):
            if plain_heading(cell) == plain_heading(ID_HEADING):
                return number
    return None


def match_exported(read: ReadSheet, words: Words, cells: Mapping[str, Cells]) -> MatchedSheet | None:
    """Match a sheet that was exported; `cells` are what was exported, by sheet. None where its headings are gone."""
    id_column = _id_column(read)
    sheet = _sheet_of(read, id_column, words)
    if sheet is None or id_column is None:
        return None
    found, row = max(
        ((_known(sheet, words, one), number) for number, (_, one) in enumerate(read.rows[:_HEADING_ROWS])),
        key=lambda one: len(one[0]),
        default=({}, 0),
    )
    if not found:
        return None
    line, headings = read.rows[row]
    body = read.rows[row + 1 :]
    made = MatchedSheet(sheet, read, found, id_column, line, body)
    renamed = dict(_renamed(made, headings, cells.get(sheet.key, {})))
    problems = (
        *_told_renamed(made, headings, renamed),
        *_strange(made, headings, renamed),
        *_twice(made, headings, words),
    )
    return MatchedSheet(sheet, read, {**found, **renamed}, id_column, line, body, problems)


def _sheet_of(read: ReadSheet, id_column: int | None, words: Words) -> TableSheet | None:
    """By the ids in it; in a sheet without rows by its name, or by its headings."""
    kinds = [
        kind_of_id(cells[id_column].strip())
        for _, cells in read.rows
        if id_column is not None and id_column < len(cells)
    ]
    kinds = [one for one in kinds if one]
    if kinds:
        most = max(set(kinds), key=kinds.count)
        return next(one for one in SHEETS if one.key == most)
    name = plain_heading(read.name)
    named = next(
        (one for one in SHEETS if name in (one.key, plain_heading(one.name), plain_heading(words.gettext(one.name)))),
        None,
    )
    return named or max(
        SHEETS,
        key=lambda one: max((len(_known(one, words, cells)) for _, cells in read.rows[:_HEADING_ROWS]), default=0),
    )


def heading_keys(sheet: TableSheet, words: Words) -> dict[str, TableColumn]:
    """The columns of a sheet by every heading that we write."""
    said = {
        plain_heading(text): column
        for column in sheet.columns
        for text in (words.gettext(column.heading), column.heading)
    }
    return {plain_heading(column.key): column for column in sheet.columns} | said


def _known(sheet: TableSheet, words: Words, cells: Sequence[str]) -> dict[int, TableColumn]:
    known, taken, columns = heading_keys(sheet, words), set[str](), dict[int, TableColumn]()
    for number, cell in enumerate(cells):
        column = known.get(plain_heading(cell)) if cell.strip() else None
        if column and column.key not in taken:
            columns[number] = column
            taken.add(column.key)
    return columns


def _renamed(matched: MatchedSheet, headings: Sequence[str], exported: Cells) -> Iterator[tuple[int, TableColumn]]:
    """Columns with a heading of people's own, whose cells are those of a column that is missing."""
    missing = [one for one in matched.sheet.columns if one.kind != "shown" and one not in matched.columns.values()]
    widest = max((len(cells) for _, cells in (*matched.body, (0, headings))), default=0)
    for number in range(widest):
        if number in matched.columns or number == matched.id_column or not missing:
            continue
        best = max(missing, key=lambda one: _likeness(matched, number, one, exported))
        if _likeness(matched, number, best, exported) >= _ALIKE:
            missing.remove(best)
            yield number, best


def _likeness(matched: MatchedSheet, number: int, column: TableColumn, exported: Cells) -> float:
    """The share of the cells of an exported column that stand in this column as they were."""
    same = filled = 0
    for _, cells in matched.body:
        was = exported.get(matched.row_id(cells), {}).get(column.key, "")
        if was:
            filled += 1
            same += comparable(column, matched.cell(cells, number)) == comparable(column, was)
    return same / filled if filled else 0


def _told_renamed(
    matched: MatchedSheet, headings: Sequence[str], renamed: Mapping[int, TableColumn]
) -> Iterator[Problem]:
    for number, column in renamed.items():
        called = (
            f'"{shortened(headings[number])}"'
            if number < len(headings) and headings[number].strip()
            else "without a heading"
        )
        message = f'the column {called} is read as "{column.heading}": most of its cells are the same'
        at = matched.read.place(matched.heading_row, number)
        yield Problem(
            "table-column",
            message,
            at,
            f'if it is something else, add the column "{column.heading}" again',
            Severity.NOTE,
        )


def _strange(matched: MatchedSheet, headings: Sequence[str], renamed: Collection[int]) -> Iterator[Problem]:
    """Warnings about columns that people added, where something stands in them."""
    widest = max((len(cells) for _, cells in (*matched.body, (0, headings))), default=0)
    known = {plain_heading(one.heading) for one in matched.columns.values()}
    strange = list[tuple[int, str, int]]()
    for number in range(widest):
        if number in matched.columns or number in renamed or number == matched.id_column:
            continue
        filled = sum(bool(matched.cell(cells, number)) for _, cells in matched.body)
        heading = tidy(headings[number]) if number < len(headings) else ""
        if filled and plain_heading(heading) not in known:
            strange.append((number, heading, filled))
    ours = [one.heading for one in matched.sheet.columns]
    for number, heading, filled in strange[:_MOST_TOLD]:
        called = f'the column "{shortened(heading)}"' if heading else "this column, which has no heading,"
        more = len(strange) - _MOST_TOLD
        message = f"{called} is none of ours and is not read; {filled} of its cells hold something"
        if more > 0 and number == strange[_MOST_TOLD - 1][0]:
            message += f"; so it is with {more} more column{'s' if more > 1 else ''}"
        hint = did_you_mean(
            heading, ours, otherwise="if it is meant to be read, give it one of our headings", likeness=0.7
        )
        yield Problem("table-column", message, matched.read.place(matched.heading_row, number), hint, Severity.WARNING)


def _twice(matched: MatchedSheet, headings: Sequence[str], words: Words) -> Iterator[Problem]:
    """Errors where two columns have the same heading of ours."""
    known = heading_keys(matched.sheet, words)
    for number, cell in enumerate(headings):
        column = known.get(plain_heading(cell)) if cell.strip() else None
        if column and number not in matched.columns and number != matched.id_column:
            message = f'a second column is called "{shortened(tidy(cell))}"'
            yield Problem(
                "table-column",
                message,
                matched.read.place(matched.heading_row, number),
                "keep one of the two, or give one another heading",
            )
