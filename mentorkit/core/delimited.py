"""Tables as plain text, as spreadsheets and form tools save them: how they are written, and what stands between their cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from io import StringIO

SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t]*(?:\r?\n|\r)', re.IGNORECASE)
"""The line with which a spreadsheet is told what stands between cells, and which it shows nobody."""
_SAMPLE = 30
"""Rows that are looked at."""
_MOST = 0.6
"""The share of rows that agree, however many cells an unclosed quotation mark spoils."""


def encoding_by_mark(head: bytes) -> str:
    """How a table is written, by its first bytes: spreadsheets call it "Unicode text" when they mean UTF-16, with a mark or without."""
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    first, second = head[:1] == b"\0", head[1:2] == b"\0"
    if first == second:
        return "utf-8-sig"
    return "utf-16-be" if first else "utf-16-le"


def delimiter_of(sample: str, candidates: Iterable[str] = ",;\t|") -> str:
    """The sign between the cells of a table that begins with `sample`: the one that most of its rows agree on."""
    return max(candidates, key=lambda sign: _agreement(sample, sign))


def _agreement(sample: str, sign: str) -> tuple[bool, int]:
    """Whether most rows have as many cells as most have, if these are several, and how many they are."""
    widths = list[int]()
    try:
        for row in csv.reader(StringIO(sample, newline=""), delimiter=sign):
            if any(row):
                widths.append(len(row))
            if len(widths) == _SAMPLE:
                break
    except csv.Error:  # a cell too long to be one: what was read until then has to do
        pass
    wide = Counter(width for width in widths if width > 1)  # a title may stand above the headings
    if not wide:
        return False, 0
    width, times = wide.most_common(1)[0]
    return times >= _MOST * len(widths), width
