"""A table as a workbook (XLSX) for people: lists to choose from, real dates, notes at the headings, what is ours kept apart.

Headings are locked. A sheet in which a cell of a row is locked can neither be sorted nor lose rows, so the ids of rows, and
cells that are shown only, are guarded in another way: whatever is typed into them is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import accumulate
from typing import Any
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

from mentorkit.spreadsheets.cell_texts import comparable
from mentorkit.spreadsheets.table_columns import ID_NOTE, TableColumn, TableSheet, _
from mentorkit.spreadsheets.table_export import ExportedTable
from mentorkit.spreadsheets.table_memory import MEMORY_SHEET
from mentorkit.spreadsheets.table_rows import TableRow

_SPARE = 200
"""Rows below the last in which lists work, too."""
LISTS_SHEET = "Lists"
"""The name of the hidden sheet with lists to choose from."""
_OWN = 12
"""Columns beside ours that people may add; the writer takes seconds for all that a sheet can have."""
_MAY = (
    "objects", "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "delete_columns", "delete_rows",
    "sort", "autofilter",
)  # fmt: skip
"""What people may do in a sheet of which only the headings are locked."""
_AS_TEXT = frozenset({"line", "choice", "roles", "link", "yes or no"})
"""Kinds of cells in which a spreadsheet may not take what is typed for something else."""
_AUDIENCES = (
    "mentors", "mentees", "pairs", "managers", "facilitators", "everyone", "mentors, mentees, managers", "mentees, managers",
)  # fmt: skip
_LOOK = {"text_wrap": True, "valign": "top"}
_LONGEST_NOTE = 255
_LINE = 15
"""Points that a line of a cell takes."""
_TALLEST = 27
"""Lines of the tallest row that a spreadsheet knows."""
_ONE_PAGE = 240
"""Letters side by side that can be read when they are printed on one landscape page."""
_EARLIEST = date(1900, 3, 1)
"""Before it, spreadsheets disagree on which number a day has."""


def workbook(table: ExportedTable) -> bytes:
    """The table as a workbook: its sheets, lists to choose from and what it remembers, both hidden. The same table, the same bytes."""
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        writer = _BookWriter(book, table)
        for sheet, rows in table.sheets:
            writer.sheet(sheet, rows)
        writer.hidden()
    return _with_free_heights(out.getvalue())


def _with_free_heights(workbook: bytes) -> bytes:
    """A workbook in which a row that has a height may still grow with what is typed.

    The writer marks each height as one that a person set; without any height, LibreOffice shows one line of every text.
    """
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as whole, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for part in whole.infolist():
            content = whole.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                content = content.replace(b' customHeight="1"', b"")
            made.writestr(part, content, ZIP_DEFLATED)
    return out.getvalue()


def _height(texts: Iterable[tuple[str, int]]) -> float | None:
    """The height of a row, in points, with room for every line of these texts in columns of these widths; None for one line."""
    lines = max((sum(-(-len(one) // width) or 1 for one in text.split("\n")) for text, width in texts), default=1)
    return min(lines, _TALLEST) * _LINE if lines > 1 else None


@dataclass(slots=True)
class _BookWriter:
    book: Any
    table: ExportedTable
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Where lists to choose from stand, by what they hold."""

    def look(self, **more: Any) -> Any:
        """A format, each made once."""
        key = tuple(sorted((_LOOK | {"locked": False} | more).items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(key))
        return self.formats[key]

    def sheet(self, sheet: TableSheet, rows: tuple[TableRow, ...]) -> None:
        """One sheet with all that helps to fill it in."""
        page = self.book.add_worksheet(str(self.table.words.gettext(sheet.name))[:31])
        page.set_column(0, len(sheet.columns) + _OWN, None, self.look())
        page.set_column(0, 0, 4, self.look(font_color="#8a8f98", text_wrap=False))
        last = len(rows) + _SPARE
        self._headings(page, sheet)
        for number, column in enumerate(sheet.columns, 1):
            page.set_column(number, number, column.width, self._usual(column))
            self._choices(page, sheet, column, number, last)
        for line, row in enumerate(rows, 1):
            self._row(page, sheet, row, line)
        self._guard(
            page,
            1,
            0,
            max(len(rows), 1),
            _("MentorKit knows the row by this. Leave it as it is; leave it empty in rows that you add."),
        )
        page.freeze_panes(1, sheet.frozen)
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns))
        self._print(page, sheet, rows)
        page.protect("", dict.fromkeys(_MAY, True))

    def _print(self, page: Any, sheet: TableSheet, rows: tuple[TableRow, ...]) -> None:
        """Set how a sheet is printed: as wide as one page, with as many of the first columns as can be read there."""
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        wide = list(accumulate(one.width for one in sheet.columns))
        fit = [number for number, letters in enumerate(wide, 1) if letters <= _ONE_PAGE]
        used = [number for number in fit if any(row.texts.get(sheet.columns[number - 1].key) for row in rows)]
        page.print_area(0, 1, max(len(rows), 1), max(used, default=fit[-1]))

    def _headings(self, page: Any, sheet: TableSheet) -> None:
        locked = self.look(bold=True, bottom=2, bg_color="#e8ecf1", locked=True)
        notes = [ID_NOTE, *(one.note for one in sheet.columns)]
        for number, (heading, note) in enumerate(zip(self.table.headings(sheet), notes, strict=True)):
            page.write_string(0, number, heading, locked)
            page.set_row(0, 2 * _LINE)
            if note:
                page.write_comment(0, number, str(self.table.words.gettext(note)), {"x_scale": 2, "y_scale": 1.2})

    def _usual(self, column: TableColumn) -> Any:
        """The format of a column's empty cells."""
        if column.kind == "day":
            return self.look(num_format="yyyy-mm-dd", align="left")
        if column.kind == "time":
            return self.look(num_format="hh:mm", align="left")
        if column.kind == "shown":
            return self.look(italic=True, font_color="#5a6270")
        if column.kind == "number":
            return self.look(align="left")
        return self.look(num_format="@") if column.kind in _AS_TEXT else self.look()

    def _row(self, page: Any, sheet: TableSheet, row: TableRow, line: int) -> None:
        page.write_string(line, 0, row.id, self.look(font_color="#8a8f98", text_wrap=False))
        page.set_row(line, _height((row.texts.get(one.key, ""), one.width) for one in sheet.columns))
        for number, column in enumerate(sheet.columns, 1):
            text = row.texts.get(column.key, "")
            if column.key in row.shown_only:
                page.write_string(line, number, text, self.look(italic=True, bg_color="#f1f2f4"))
                self._guard(
                    page,
                    line,
                    number,
                    line,
                    _("This has parts that no cell can hold: change it in the file of the programme."),
                )
            elif text:
                self._cell(page, line, number, column, text)
            elif column.paths and row.place.kind not in column.paths:
                page.write_blank(line, number, None, self.look(bg_color="#f1f2f4"))

    def _cell(self, page: Any, line: int, number: int, column: TableColumn, text: str) -> None:
        """A value as what it is, where a spreadsheet gives it back as it was; otherwise as a text, which is never a formula."""
        usual = self._usual(column)
        if column.kind == "day" and (day := _as_day(text)):
            page.write_datetime(line, number, day, usual)
        elif column.kind == "time" and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock := comparable(column, text)):
            page.write_datetime(line, number, time.fromisoformat(clock), usual)
        elif (
            column.kind == "number"
            and re.fullmatch(r"-?(0|[1-9]\d{0,9})(\.\d{0,4}[1-9])?", text)
            and comparable(column, text) == text
        ):
            page.write_number(line, number, float(text), usual)
        else:
            page.write_string(line, number, text, self._never_live(column, text))

    def _never_live(self, column: TableColumn, text: str) -> Any:
        """The format of a text, with the sign that keeps it one when somebody goes into the cell and out again."""
        if not normalize("NFKC", text).lstrip().startswith(("=", "+", "-", "@")):
            return self._usual(column) if column.kind in _AS_TEXT or column.kind == "shown" else self.look()
        return self.look(quote_prefix=True)

    def _choices(self, page: Any, sheet: TableSheet, column: TableColumn, number: int, last: int) -> None:
        choices = _AUDIENCES if column.kind == "roles" else column.choices or self._parents(sheet, column)
        if not choices:
            return
        strict = column.kind in ("structure", "yes or no") and bool(column.choices)
        asked = {"validate": "list", "source": self._listed(choices), "error_type": "stop" if strict else "warning"}
        if column.note:
            asked["input_message"] = str(self.table.words.gettext(column.note))[:_LONGEST_NOTE]
        page.data_validation(1, number, last, number, asked)

    def _parents(self, sheet: TableSheet, column: TableColumn) -> tuple[str, ...]:
        """What rows of this sheet can belong to."""
        if column.key != "of" or not any(one.parent for one in sheet.rows):
            return ()
        parents = {one.parent for one in sheet.rows}
        rows = [row for _, rows in self.table.sheets for row in rows if row.place.kind in parents]
        return tuple(dict.fromkeys(row.path[-1] for row in rows if not row.path[-1].startswith("#")))

    def _listed(self, choices: tuple[str, ...]) -> str:
        """The cells of the hidden sheet that hold a list."""
        if choices not in self.lists:
            column = column_letters(len(self.lists))
            self.lists[choices] = f"='{LISTS_SHEET}'!${column}$1:${column}${len(choices)}"
        return self.lists[choices]

    def _guard(self, page: Any, first: int, number: int, last: int, why: str) -> None:
        """Refuse whatever is typed into these cells of a column."""
        refusal = {
            "validate": "custom",
            "value": "=FALSE",
            "ignore_blank": False,
            "error_message": str(self.table.words.gettext(why))[:_LONGEST_NOTE],
        }
        page.data_validation(first, number, last, number, refusal)

    def hidden(self) -> None:
        """The sheets that nobody sees: lists to choose from, and what the table remembers."""
        lists = self.book.add_worksheet(LISTS_SHEET)
        for number, choices in enumerate(self.lists):
            lists.write_column(0, number, choices)
        lists.hide()
        memory = self.book.add_worksheet(MEMORY_SHEET)
        for line, (mark, text) in enumerate(self.table.memory.texts()):
            memory.write_string(line, 0, mark)
            memory.write_string(line, 1, text)
        memory.very_hidden()


def column_letters(number: int) -> str:
    """The letters of a column, from 0."""
    letters = ""
    while number >= 0:
        letters = chr(65 + number % 26) + letters
        number = number // 26 - 1
    return letters


def _as_day(text: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _EARLIEST else None
