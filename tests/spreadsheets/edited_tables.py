"""Tables as people hand them back: exported workbooks read cell by cell, changed as a person would, and written anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook

from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.spreadsheets.table_export import table_of
from mentorkit.spreadsheets.table_import import ImportedTable, imported
from mentorkit.spreadsheets.table_reading import read_workbook
from mentorkit.spreadsheets.workbook_writing import workbook


def read(text: str) -> Located:
    source, problems = read_mapping(text, "lead.yml")
    assert source is not None, problems
    return source


@cache
def _exported(text: str) -> tuple[dict[str, list[list[Any]]], set[str]]:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(table_of("acme/lead", read(text)))))
    sheets = {
        one.name: book.get_sheet_by_name(one.name).to_python(skip_empty_area=False) for one in book.sheets_metadata
    }
    return sheets, {one.name for one in book.sheets_metadata if one.visible is not SheetVisibleEnum.Visible}


@dataclass
class Table:
    """A workbook in the hands of somebody."""

    sheets: dict[str, list[list[Any]]]
    hidden: set[str] = field(default_factory=set)
    merged: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Table:
        """The export of a definition."""
        sheets, hidden = _exported(text)
        return cls({name: [[*row] for row in rows] for name, rows in sheets.items()}, {*hidden})

    def row(self, sheet: str, title: str) -> list[Any]:
        """The row in which this stands, in any cell."""
        return next(row for row in self.sheets[sheet][1:] if title in row)

    def column(self, sheet: str, heading: str) -> int:
        return self.sheets[sheet][0].index(heading)

    def put(self, sheet: str, title: str, heading: str, value: Any) -> Table:
        """Write into a cell."""
        self.row(sheet, title)[self.column(sheet, heading)] = value
        return self

    def add(self, sheet: str, *, at: int | None = None, **cells: Any) -> Table:
        """Add a row; underscores in names of columns stand for blanks."""
        row: list[Any] = [""] * len(self.sheets[sheet][0])
        for heading, value in cells.items():
            row[self.column(sheet, heading.replace("_", " "))] = value
        rows = self.sheets[sheet]
        rows.insert(len(rows) if at is None else at, row)
        return self

    def bytes(self) -> bytes:
        """The workbook."""
        out = BytesIO()
        with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            formats = {
                kind: book.add_format({"num_format": sign})
                for kind, sign in (
                    (date, "yyyy-mm-dd"),
                    (time, "hh:mm"),
                    (datetime, "yyyy-mm-dd hh:mm"),
                    (timedelta, "[h]:mm"),
                )
            }
            for name, rows in self.sheets.items():
                page = book.add_worksheet(name)
                if name in self.hidden:
                    page.very_hidden()
                for line, row in enumerate(rows):
                    for number, value in enumerate(row):
                        _write(page, formats, (line, number), value)
                for first_row, first_column, last_row, last_column in self.merged.get(name, ()):
                    page.merge_range(first_row, first_column, last_row, last_column, rows[first_row][first_column])
        return out.getvalue()

    def come_back(self, text: str, side: Any = "") -> ImportedTable:
        """Import it into a definition, which may be another than it was."""
        table, problems = read_workbook(self.bytes(), "t.xlsx")
        assert table is not None, problems
        return imported(table, "acme/lead", read(text), side)


@dataclass
class Formula:
    """A formula, and the value that the spreadsheet last gave it."""

    text: str
    value: Any


def meant(made: ImportedTable) -> list[tuple[str, Any]]:
    """The changes: where, and what shall stand there."""
    return [(".".join(one.path), one.after if one.after.__class__.__name__ != "Absent" else None) for one in made.edits]


def told(made: ImportedTable) -> list[str]:
    """The problems and clashes with their places and ways out, without notes."""
    return [f"{one.at}: {one.message} -> {one.hint}" for one in made.report.problems if one.severity.value != "note"]


def _write(page: Any, formats: dict[type, Any], at: tuple[int, int], value: Any) -> None:
    """Write one cell as what it is."""
    if isinstance(value, Formula):
        page.write_formula(*at, value.text, None, value.value)
    elif type(value) in formats:
        page.write_datetime(*at, value, formats[type(value)])
    elif isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, int | float):
        page.write_number(*at, value)
    elif value:
        page.write_string(*at, value)
