"""The text of a table that a spreadsheet saved, however it is written."""

from __future__ import annotations

from pathlib import Path

from mentorkit.core.amounts import amount
from mentorkit.core.delimited import encoding_by_mark
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workspace.layers import odd_kind

_LARGEST = 50_000_000
"""Bytes that a table may have: a hundred thousand people take up to twenty million where every column is filled in."""


def table_text(path: Path) -> str:
    """The text of a table. Raises BuildFailed where it is none that can be read."""
    name = str(path)
    if not path.exists():
        raise BuildFailed([Problem("no-such-file", "there is no such file", Span(name), "check its name and folder")])
    if odd := odd_kind(path, name):
        raise BuildFailed([odd])
    if path.stat().st_size > _LARGEST:
        message = f"this file is too large to be a table of people ({amount(path.stat().st_size)})"
        hint = f"a table may have up to {amount(_LARGEST)}; split it"
        raise BuildFailed([Problem("huge-file", message, Span(name), hint)])
    data = path.read_bytes()
    hint = "save the table as “CSV UTF-8”, as spreadsheets call it"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BuildFailed([Problem("table", "this is a spreadsheet's own file, and not a CSV file", Span(name), hint)])
    try:
        return data.decode(encoding_by_mark(data))
    except UnicodeDecodeError as error:
        at = Span(name, data.count(b"\n", 0, error.start) + 1)
        raise BuildFailed([Problem("unreadable-bytes", "this line is not written in UTF-8", at, hint)]) from None
