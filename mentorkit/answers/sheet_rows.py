"""Sheets of XLSX workbooks as rows of text. The one module that knows the reader of workbooks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from mentorkit.core.amounts import amount
from mentorkit.core.problems import BuildFailed, Problem, Result, Severity, Span

MOST_UNPACKED = 400_000_000
"""Bytes of all parts of a workbook, unpacked."""
MOST_CELLS = 20_000_000
"""Cells between the first and the last of a sheet that hold something: the reader makes room for all of them."""
_AGAIN = "open it in a spreadsheet, and save it again as XLSX or as “CSV UTF-8”"
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
"""A cell that holds something, by its reference: B7."""
_ERROR = re.compile(rb"""<(?:\w+:)?c\b(?=[^<>]*\bt=["']e["'])[^<>]*?\br=["']([A-Z]{1,3}\d{1,7})["']""")
_UNWORKED = re.compile(
    rb"""<(?:\w+:)?c\b(?![^<>]*\bt=["']str["'])[^<>]*?\br=["']([A-Z]{1,3}\d{1,7})["'][^<>]*>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
"""A formula that no spreadsheet has worked out yet: the reader takes it for empty."""
_CHUNK = 1 << 22
_OVERLAP = 10_000
"""Bytes of a chunk that are looked at again with the next one: a cell may stand on both sides."""

Rows = Callable[[], Iterator[tuple[int, list[str]]]]


def sheet_rows(data: bytes, name: str) -> Result[Rows]:
    """The rows of the first sheet that holds something, with their numbers from 1. Raises BuildFailed where there is none."""
    failed = [cell for look in _look_into(data, name).values() for cell in look.errors]
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
        sheets = [book.get_sheet_by_name(one) for one in shown]
    except (CalamineError, ValueError, OSError):
        raise _refused(name, "this workbook is damaged, or of another kind than XLSX", _AGAIN) from None
    filled = [one for one in sheets if one.height]
    if not filled:
        raise _refused(name, "no sheet of this workbook holds anything", "export the answers again", "empty-file")
    return Result(lambda: _rows(filled[0]), (*_seen(filled, name), *_errors(failed, name)))


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of a workbook."""

    name: str
    hidden: bool
    rows: Rows
    """Its rows from the first cell, A1, on, with their numbers from 1."""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """The first and the last cell of those that are merged, by row and column from 0."""
    errors: tuple[str, ...] = ()
    """Cells with an error of the spreadsheet, as G2: they are read as empty."""
    unworked: tuple[str, ...] = ()
    """Cells with a formula that nobody has worked out: they are read as empty."""


def workbook_sheets(data: bytes, name: str) -> tuple[WorkbookSheet, ...]:
    """Every sheet of a workbook, hidden ones too. Raises BuildFailed where it cannot be read."""
    looks = _look_into(data, name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [
            (one, book.get_sheet_by_name(one.name))
            for one in book.sheets_metadata
            if one.typ is SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError):
        raise _refused(name, "this workbook is damaged, or of another kind than XLSX", _AGAIN) from None
    parts = _parts_of_sheets(data)
    made = []
    for about, sheet in sheets:
        look = looks.get(parts.get(about.name, ""), _Look())
        hidden = about.visible is not SheetVisibleEnum.Visible
        merged = tuple(sheet.merged_cell_ranges or ())
        made.append(
            WorkbookSheet(about.name, hidden, partial(_rows, sheet), merged, tuple(look.errors), tuple(look.unworked))
        )
    return tuple(made)


def _parts_of_sheets(data: bytes) -> dict[str, str]:
    """The part of the file that each sheet stands in, by its name; what cannot be told is left out."""
    with ZipFile(BytesIO(data)) as archive:
        try:
            book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
            relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        except KeyError:
            return {}
    targets = dict[str, str]()
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^<>]*>", relations):
        target = _attribute(tag, "Target")
        targets[_attribute(tag, "Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    tags = re.findall(r"<(?:\w+:)?sheet\b[^<>]*>", book)
    return {_attribute(tag, "name"): targets.get(_attribute(tag, r"\w+:id"), "") for tag in tags}


def _attribute(tag: str, name: str) -> str:
    value = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return unescape(value[1] or value[2] or "") if value else ""


@dataclass(slots=True)
class _Look:
    """What a part of a workbook holds that its reader does not tell."""

    errors: dict[str, None] = field(default_factory=dict)
    unworked: dict[str, None] = field(default_factory=dict)


def _refused(name: str, message: str, hint: str, rule: str = "answers-file") -> BuildFailed:
    return BuildFailed([Problem(rule, message, Span(name), hint)])


def _look_into(data: bytes, name: str) -> dict[str, _Look]:
    """Unpack each part of a workbook, and keep none; what was seen in each, by its name.

    Raises BuildFailed where it would fill the memory, is damaged, or is something else.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {one.filename for one in parts}
            if "xl/workbook.xml" not in names:
                raise _refused(name, *_other_kind(names))
            if sum(one.file_size for one in parts) > MOST_UNPACKED:
                message = f"this workbook unpacks to more than {amount(MOST_UNPACKED)}"
                raise _refused(name, message, "save only the sheet with the answers, as “CSV UTF-8”")
            return {one.filename: _look_through(archive, one.filename, name) for one in parts}
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise _refused(name, "this workbook is damaged or cut off", _AGAIN) from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise _refused(name, "this workbook is damaged or cut off", _AGAIN) from None
        raise


def _other_kind(names: set[str]) -> tuple[str, str]:
    if "content.xml" in names:
        return "this is a workbook of LibreOffice (ODS)", "open it, and save it as XLSX"
    if "xl/workbook.bin" in names:
        return "this is a workbook of another kind (XLSB)", "open it, and save it as XLSX"
    if any(one.endswith((".csv", ".xlsx", ".CSV")) for one in names):
        return "this is a packed file", "unpack it, and put the table here"
    return "this is no workbook", "export the answers again, as CSV or as XLSX"


def _look_through(archive: ZipFile, part: str, name: str) -> _Look:
    """Unpack a part, which may tell a false size; of a sheet, look how far its cells reach, and which hold errors or no value yet.

    Raises BuildFailed, BadZipFile.
    """
    widest = lowest = 0
    look = _Look()
    rest, is_sheet = b"", part.startswith("xl/worksheets/")
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            if not is_sheet:
                continue
            text = rest + chunk
            for column, row in _CELL.findall(text):
                lowest = max(lowest, int(row))
                widest = max(widest, len(column) * 26 ** (len(column) - 1) if len(column) > 1 else 26)
            look.errors |= dict.fromkeys(one.decode() for one in _ERROR.findall(text))
            look.unworked |= dict.fromkeys(one.decode() for one in _UNWORKED.findall(text))
            rest = text[-_OVERLAP:]
    if widest * lowest > MOST_CELLS:
        message = "cells of this sheet lie so far apart that there is no room for all between them"
        raise _refused(name, message, "copy the answers into a new sheet, and save that")
    return look


def _errors(cells: list[str], name: str) -> Iterator[Problem]:
    """Yield a warning where cells hold an error of the spreadsheet: the reader takes them for empty."""
    if cells:
        some = ", ".join(cells[:5]) + (f" and {len(cells) - 5} more" if len(cells) > 5 else "")
        row = int("".join(filter(str.isdigit, cells[0])))
        message = f"cells hold an error of the spreadsheet, such as #N/A, and count as empty: {some}"
        yield Problem("table", message, Span(name, row), "write into them what people answered", Severity.WARNING)


def _seen(filled: list[CalamineSheet], name: str) -> Iterator[Problem]:
    """Yield what people should know of the way in which a workbook is read."""
    sheet = filled[0]
    if len(filled) > 1:
        others = ", ".join(f'"{one.name}"' for one in filled[1:])
        message = f'only the sheet "{sheet.name}" is read; other sheets hold something too: {others}'
        hint = "put each sheet that holds answers into a file of its own, and delete the others"
        yield Problem("other-sheets", message, Span(name), hint, Severity.WARNING)
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > 3:  # headings are merged by form tools
            message = "cells are merged here, of which only the first holds the answer"
            hint = "separate them in the spreadsheet, and write into each cell what belongs there"
            yield Problem("merged-cells", message, Span(name, top + 1, left + 1), hint, Severity.WARNING)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet from its first cell, A1, on."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [one if type(one) is str else _text(one) for one in row]


def _text(value: date | time | timedelta | str | float) -> str:
    """A cell as people see it, but that days are written year-month-day."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds") if value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
