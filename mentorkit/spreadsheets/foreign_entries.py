"""Cells of a table from elsewhere that hold several entries: lists, names, links among words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from mentorkit.spreadsheets.foreign_columns import as_link

BULLET = re.compile(r"^\s*(?:[-*•–·▪◦]|\d{1,2}[.)])\s+")
"""What stands before the entries of a list."""
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_ADDRESS = re.compile(r"https?://[^\s<>|]+")
_SHORT = 400
"""Letters of a line."""


def _listed(text: str) -> list[str]:
    """The entries of a list as people write it into a cell: with bullets, or with semicolons."""
    lines = [BULLET.sub("", one).strip() for one in text.split("\n")]
    lines = [one for one in lines if one]
    return [one.strip() for one in lines[0].split(";") if one.strip()] if len(lines) == 1 else lines


def _names(text: str) -> list[str]:
    """The names in a cell: one a line, or with semicolons; with commas where each part can be a name."""
    lines = [one.strip(" ,") for one in re.split(r"[\n;]|\s&\s|\s+and\s+|\s+und\s+", text) if one.strip(" ,")]
    return [name for line in lines for name in _parted(line)]


def _parted(line: str) -> list[str]:
    parts = [one.strip() for one in line.split(",") if one.strip()]
    is_names = all(1 <= len(one.split()) <= 3 and not re.search(r"\d", one) for one in parts)
    return parts if is_names and len(parts) > 1 else [line]


def _entries(text: str, target: str) -> Iterator[str]:
    """Resources, talks or recordings as lines of ours: what it is called, and its address behind a bar."""
    for line in _listed(text) if target != "recording" else re.split(r"[\n;]|,\s+(?=https?://)|\s+(?=https?://)", text):
        plain = BULLET.sub("", line).strip().replace(" | ", " / ").rstrip(",")
        if not plain:
            continue
        named = _MARKDOWN_LINK.search(plain)
        address = named[2] if named else (found[0].rstrip(".,)") if (found := _ADDRESS.search(plain)) else "")
        words = (
            named[1]
            if named and not _MARKDOWN_LINK.sub("", plain).strip()
            else _MARKDOWN_LINK.sub(r"\1", plain)
            if named
            else plain.replace(address, "")
        )
        words = " ".join(words.split()).strip(" :,–-()")[:_SHORT]
        if target == "recording":
            link = as_link(plain) or address
            yield link + (f" | title: {words}" if words and words != link and link != plain else "") if link else plain
        elif target == "parts":
            yield f"{words or address} | recording: {address}" if address else words
        else:
            yield f"{words or address} | link: {address}" if address else words


READ_AS_LIST: Mapping[str, Callable[[str], Iterable[str]]] = {
    **dict.fromkeys(("objectives", "before", "after", "syllabus"), _listed),
    **dict.fromkeys(("with", "hosts", "facilitators", "experts"), _names),
    **{target: partial(_entries, target=target) for target in ("recording", "resources", "parts")},
}
"""How cells of several entries are read, by what they are."""
