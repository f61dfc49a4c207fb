"""Tables as they come back from people: every sheet of a workbook, or CSV files, as rows of texts with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorkit.answers.raw_tables import LARGEST, open_table
from mentorkit.answers.sheet_rows import WorkbookSheet, workbook_sheets
from mentorkit.core.problems import BuildFailed, Problem, Result, Severity, Span
from mentorkit.spreadsheets.table_memory import TableMemory, is_memory, remembered
from mentorkit.spreadsheets.workbook_writing import LISTS_SHEET, column_letters

_MOST_ROWS = 20_000
_UNHARMED = re.compile(r"(^|[;|\t\r\n]\s*)'(?=\s*[=+\-@＝＋－＠])")
_WORDS_OF_ANSWERS = (("export the answers again", "save the table again"), ("to hold answers", "to be a table"), ("the answers", "the table"), ("of answers", "of people"))  # fmt: skip

SheetRow = tuple[int, tuple[str, ...]]
"""The number of a row as people see it, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet, its rows as texts."""

    name: str
    """The name of the sheet, or of the CSV file without its ending."""
    file: str
    """The file in messages."""
    rows: tuple[SheetRow, ...]
    in_workbook: bool = True
    unread: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Cells whose value is not known, by row from 1 and column from 0, and why."""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    origin: Mapping[int, int] = field(default_factory=dict)
    """Where columns stand in the file, for those that were put elsewhere."""

    def place(self, row: int, column: int) -> Span:
        """The place of a cell: in a workbook by its sheet and name, in a CSV by its line."""
        if not self.in_workbook:
            return Span(self.file, row)
        return Span(f"{self.file}, {self.name}!{column_letters(self.origin.get(column, column))}{row}")

    def filled(self) -> ReadSheet:
        """The same with what stands in merged cells in each of them."""
        rows = {number: list(cells) for number, cells in self.rows}
        for (top, left), (bottom, right) in self.merged:
            first = rows.get(top + 1, [])
            value = first[left] if left < len(first) else ""
            for number in range(top + 1, bottom + 2) if value and (bottom > top) else ():
                cells = rows.setdefault(number, [])
                cells += [""] * (right + 1 - len(cells))
                for column in range(left, right + 1):
                    cells[column] = cells[column] or (value if column == left else "")
        return replace(self, rows=tuple((number, tuple(cells)) for number, cells in sorted(rows.items())))


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All sheets of a table, and what it remembers of its export, where that is still there."""

    name: str
    sheets: tuple[ReadSheet, ...]
    memory: TableMemory | None = None


def read_workbook(data: bytes, name: str) -> Result[ReadTable | None]:
    """A workbook as it came back; None where it cannot be read. `name` is its file in messages."""
    if not data.startswith(b"PK\x03\x04"):
        return Result.failed(
            Problem("table-file", "this is no workbook", Span(name), "save the table as XLSX, or as “CSV UTF-8”")
        )
    try:
        sheets = workbook_sheets(data, name)
    except BuildFailed as failed:
        return Result(None, tuple(map(_of_tables, failed.problems)))
    read, memory, problems = list[ReadSheet](), None, list[Problem]()
    for sheet in sheets:
        rows = [(number, tuple(cells)) for number, cells in _first(sheet.rows())]
        if sheet.hidden and any(is_memory(cells) for _, cells in rows):
            memory = memory or remembered(cells for _, cells in rows)
        elif not (sheet.hidden and sheet.name == LISTS_SHEET):
            kept = tuple((number, cells) for number, cells in rows if any(map(str.strip, cells)))
            read += [ReadSheet(sheet.name, name, kept, unread=_unread(sheet), merged=sheet.merged)] if kept else []
            problems += _too_long(rows, name, sheet.name)
    return Result(ReadTable(name, tuple(read), memory), tuple(problems))


def _first(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        if number > _MOST_ROWS:
            return
        yield number, cells


def _too_long(rows: Sequence[SheetRow], name: str, sheet: str) -> Iterator[Problem]:
    if rows and rows[-1][0] >= _MOST_ROWS:
        message = f"only the first {_MOST_ROWS:,} rows of this sheet are read"
        yield Problem("table", message, Span(f"{name}, {sheet}"), "delete what is no row of it", Severity.ERROR)


def _unread(sheet: WorkbookSheet) -> dict[tuple[int, int], str]:
    wrong = dict.fromkeys(sheet.errors, "this cell holds an error of the spreadsheet, such as #N/A")
    wrong |= dict.fromkeys(sheet.unworked, "this cell holds a formula that no spreadsheet has worked out yet")
    return {_indexes(cell): why for cell, why in wrong.items()}


def _indexes(cell: str) -> tuple[int, int]:
    """The row from 1 and the column from 0 of a cell called B7."""
    letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    column = 0
    for one in letters:
        column = column * 26 + ord(one) - 64
    return int(digits), column - 1


def read_files(path: Path, name: str) -> Result[ReadTable | None]:
    """A workbook, a CSV file, or a folder of CSV files; None where one cannot be read."""
    if path.is_dir():
        files = sorted(
            one for one in path.iterdir() if one.suffix.lower() == ".csv" and not one.name.startswith((".", "~$"))
        )
        if not files:
            return Result.failed(
                Problem(
                    "table-file",
                    "no CSV file lies in this folder",
                    Span(name),
                    "name a workbook or a folder of CSV files",
                )
            )
        return _joined(name, [_read_csv(one, f"{name}/{one.name}") for one in files])
    if not path.is_file():
        return Result.failed(Problem("no-such-file", "there is no such file", Span(name), "check its name and folder"))
    if path.stat().st_size <= LARGEST and _begins(path) == b"PK\x03\x04":
        return read_workbook(path.read_bytes(), name)
    return _joined(name, [_read_csv(path, name)])


def read_upload(data: bytes, name: str) -> Result[ReadTable | None]:
    """A workbook or a CSV file that was handed in; None where it cannot be read."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")) or name.lower().endswith(
        (".xlsx", ".xlsm", ".xls", ".ods")
    ):
        return read_workbook(data, name)
    with TemporaryDirectory() as folder:
        stem = re.sub(r"[^\w .-]", "_", Path(name).stem)[:100]
        path = Path(folder, f"{stem or 'table'}.csv")
        path.write_bytes(data)
        return _joined(name, [_read_csv(path, name)])


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _read_csv(path: Path, name: str) -> Result[tuple[ReadSheet, TableMemory | None] | None]:
    try:
        opened = open_table(path, name)
        rows = [(line, tuple(cells)) for line, cells in _first(opened.rows())]
    except BuildFailed as failed:
        return Result(None, tuple(map(_of_tables, failed.problems)))
    memory = remembered(cells for _, cells in rows)
    kept = [(line, tuple(_UNHARMED.sub(r"\1", cell) for cell in cells)) for line, cells in rows if not is_memory(cells)]
    problems = (*map(_of_tables, opened.problems), *_too_long(rows, name, path.stem))
    return Result((ReadSheet(path.stem, name, tuple(kept), in_workbook=False), memory), problems)


def _joined(name: str, read: Sequence[Result[tuple[ReadSheet, TableMemory | None] | None]]) -> Result[ReadTable | None]:
    """CSV files as one table; what each remembers counts for its own rows."""
    problems = tuple(problem for one in read for problem in one.problems)
    if any(one.value is None for one in read):
        return Result(None, problems)
    sheets = tuple(one.value[0] for one in read if one.value)
    memories = [one.value[1] for one in read if one.value and one.value[1]]
    programs = {one.program for one in memories}
    if len(programs) > 1:
        message = f"these files come from several programmes: {', '.join(sorted(programs))}"
        return Result(
            None,
            (
                *problems,
                Problem("table-other", message, Span(name), "put those of one programme into a folder of their own"),
            ),
        )
    held = {key: rows for one in memories for key, rows in one.sheets.items()}
    return Result(ReadTable(name, sheets, TableMemory(programs.pop(), held) if programs else None), problems)


def _of_tables(problem: Problem) -> Problem:
    """A problem of the reader of answers in words that fit any table."""
    message, hint = problem.message, problem.hint
    for old, new in _WORDS_OF_ANSWERS:
        message, hint = message.replace(old, new), hint.replace(old, new)
    return replace(
        problem, message=message, hint=hint, rule="table-file" if problem.rule == "answers-file" else problem.rule
    )
