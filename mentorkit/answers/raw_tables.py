"""Files of answers as rows of cells, whatever wrote them: text of any delimiter and encoding, or a sheet of a workbook."""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from mentorkit.answers.sheet_rows import sheet_rows
from mentorkit.core.amounts import amount
from mentorkit.core.delimited import SEPARATOR_LINE, delimiter_of, encoding_by_mark
from mentorkit.core.problems import INVISIBLE, BuildFailed, Problem, Severity, Span
from mentorkit.workspace.layers import odd_kind

LARGEST = 100_000_000
"""Bytes of a file of answers: a hundred thousand answers in words."""
LONGEST_CELL = 131_072
"""Letters of a cell: what Python's csv reads, four times what a spreadsheet can hold."""
WIDEST = 3_000
"""Columns: sixty questions with fifty options, each in a column of its own."""
_CHUNK = 1 << 20
_SAMPLE = 40_000
_AS_CSV = "export the answers again, as CSV or as XLSX"
_NOTHING = ("there is nothing in this file", "export the answers again", "empty-file")
_SAVE_UTF8 = "save the table as “CSV UTF-8”, as spreadsheets call it"

Row = tuple[int, list[str]]
"""The line of a row in its file, or its number in the sheet, from 1; and its cells, without space around them."""

_KINDS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"%PDF",), "this is a PDF, and not a table", _AS_CSV),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"), "this is a packed file", "unpack it, and put the table here"),
    ((b"$FL2", b"$FL3"), "this is a file of SPSS", _AS_CSV),
    ((b"{\\rtf",), "this is a text document, and not a table", _AS_CSV),
    ((b"{", b'["', b"[{"), "this is JSON, and not a table", _AS_CSV),
    ((b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"<div", b"<style"),
     "this is a web page or XML that calls itself a table", "open it in a spreadsheet, and save it as XLSX or as “CSV UTF-8”"),
)  # fmt: skip
"""What begins with these letters, in small ones, and what is said of it."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file that can be read as rows, as often as one likes."""

    name: str
    rows: Callable[[], Iterator[Row]]
    """Each row that is not empty. Raises BuildFailed where the file cannot be read on."""
    problems: tuple[Problem, ...] = ()
    """What was seen while it was opened."""

    def first(self, number: int) -> list[Row]:
        """So many of the first rows, or those up to where the file breaks off. Raises BuildFailed where not one can be read."""
        found = list[Row]()
        try:
            found += islice(self.rows(), number)
        except BuildFailed:
            if not found:
                raise
        if not found:
            raise _refused(self.name, *_NOTHING)
        return found

    def below(self, line: int) -> RawTable:
        """The same from this line on."""
        return RawTable(self.name, lambda: (row for row in self.rows() if row[0] >= line), self.problems)

    def unbroken(self) -> Iterator[Row]:
        """The rows up to where the file breaks off, which is told by `rows`."""
        with suppress(BuildFailed):
            yield from self.rows()


def open_table(path: Path, name: str) -> RawTable:
    """Open a file of answers; `name` is what messages call it. Raises BuildFailed where it is no table."""
    if not path.exists() and not path.is_symlink():
        raise _refused(name, "there is no such file", "check its name and folder", "no-such-file")
    if odd := odd_kind(path, name):
        raise BuildFailed([odd])
    if path.stat().st_size > LARGEST:
        message = f"this file is too large to hold answers ({amount(path.stat().st_size)})"
        raise _refused(name, message, f"it may have {amount(LARGEST)}: export it without files that people sent")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        rows, problems = sheet_rows(path.read_bytes(), name)
        return RawTable(name, lambda: _kept(rows(), name), problems)
    _refuse_kind(path, head, name)
    encoding, problems = _encoding(path, head, name)
    with path.open(encoding=encoding, newline="") as text:
        sample = text.read(_SAMPLE)
    told = SEPARATOR_LINE.match(sample)
    skipped = len(told[0]) if told else 0
    delimiter = told[1] if told else delimiter_of(sample)
    return RawTable(name, lambda: _kept(_text_rows(path, name, encoding, delimiter, skipped), name), problems)


def _refused(name: str, message: str, hint: str, rule: str = "answers-file", line: int = 0) -> BuildFailed:
    return BuildFailed([Problem(rule, message, Span(name, line), hint)])


def _refuse_kind(path: Path, head: bytes, name: str) -> None:
    """Raise BuildFailed where the first bytes are those of something else than text."""
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise _refused(name, *_NOTHING)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise _refused(name, "this workbook has a password", "save it without one, in this folder only")
        raise _refused(name, "this is a workbook of the old kind (XLS)", "open it, and save it as XLSX")
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for begins, message, hint in _KINDS:
        if plain.startswith(tuple(one.lower() for one in begins)):
            raise _refused(name, message, hint)


def _encoding(path: Path, head: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """How a text is written, and what is to be said of that. Every byte is looked at, a chunk at a time."""
    encoding = encoding_by_mark(head)
    try:
        line = _decodes(path, encoding)
    except _NullByte as null:
        message, hint = "this line holds a byte of zero, which no text has", "export the answers again"
        raise _refused(name, message, hint, "unreadable-bytes", null.line) from None
    if not line:
        return encoding, ()
    old = _old_encoding(path.read_bytes()) if encoding == "utf-8-sig" else ""
    if not old:
        raise _refused(name, "this line cannot be read as text", _SAVE_UTF8, "unreadable-bytes", line)
    called = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}[old]
    message = f"this is not written in UTF-8, and is read as {called}"
    hint = f"if letters with accents come out wrong, {_SAVE_UTF8}"
    return old, (Problem("old-encoding", message, Span(name, line), hint, Severity.NOTE),)


class _NullByte(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _decodes(path: Path, encoding: str) -> int:
    """The line with the first byte that is none of this encoding; 0 where all are. Raises _NullByte."""
    decoder, line = getincrementaldecoder(encoding)(), 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            if "\0" in text:
                raise _NullByte(line + text.count("\n", 0, text.index("\0")))
            if not chunk:
                return 0
            line += text.count("\n")


_NEVER_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MAC_INSIDE = re.compile(rb"(?<=[a-z])[\x87-\x9f](?=[a-z])")
"""Small letters with accents in Mac Roman, inside a word, where Windows has daggers, quotation marks and capitals."""
_WINDOWS_INSIDE = re.compile(rb"[\xdf-\xff](?=[a-z])|(?<=[a-z])[\xdf-\xff]|(?<=[a-z])\x92(?=[a-z])")


def _old_encoding(data: bytes) -> str:
    """Windows-1252, or Mac Roman where that is certain; nothing where it is neither, or UTF-8 that was damaged."""
    read = data.decode("utf-8-sig", "replace")
    if sum(not one.isascii() for one in read) > 2 * read.count("\ufffd"):
        return ""
    if _MAC_INSIDE.search(data) and not _WINDOWS_INSIDE.search(data):
        return "mac_roman"
    return "" if _NEVER_WINDOWS.search(data) else "cp1252"


def _text_rows(path: Path, name: str, encoding: str, delimiter: str, skipped: int) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as text:
        text.read(skipped)
        yield from _parsed(text, name, delimiter, 1 if skipped else 0)


def _parsed(text: TextIO, name: str, delimiter: str, before: int) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter, strict=True, skipinitialspace=delimiter == ",")
    while True:
        line = reader.line_num + before + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "field larger" in str(error):
                message = (
                    f"a cell of this row has more than {LONGEST_CELL:,} letters, or its quotation mark is never closed"
                )
            else:
                message = "a quotation mark in this row is never closed, or stands in the middle of a cell"
            hint = "nothing below it can be read: mend the row, or export the answers again"
            raise _refused(name, message, hint, "table", line) from None
        if cells is None:
            return
        yield line, cells


def _kept(rows: Iterator[Row], name: str) -> Iterator[Row]:
    """Rows that hold something, their cells without space around them. Raises BuildFailed where one is too wide."""
    for line, cells in rows:
        if len(cells) > WIDEST:
            message = f"this row has {len(cells):,} cells, more than the {WIDEST:,} of any table of answers"
            raise _refused(name, message, "export the answers of one questionnaire only", "table", line)
        tidy = [cell.strip() for cell in cells]
        if any(tidy):
            yield line, tidy


def without_hidden(text: str) -> str:
    """A heading or an option on one line, without invisible characters."""
    return " ".join(INVISIBLE.sub(" ", text).split())
