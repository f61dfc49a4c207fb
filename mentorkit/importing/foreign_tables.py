"""Tables that Pandoc reads and nobody else, drawn with signs, as tables of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_EDGE = re.compile(r"\+(?:[:=-]+\+){1,}\s*")
_DASHES = re.compile(r"\s*-{2,}(?:[ ]+-{2,})+\s*")


def table_at(lines: Sequence[str], number: int) -> tuple[int, list[str]] | None:
    """The table that begins on a line, as a table of ours, and the number of the line behind it."""
    if _EDGE.fullmatch(lines[number]):
        return _drawn(lines, number)
    head = lines[number].strip() and number + 1 < len(lines) and _DASHES.fullmatch(lines[number + 1])
    return _ruled(lines, number) if head and (not number or not lines[number - 1].strip()) else None


def _drawn(lines: Sequence[str], first: int) -> tuple[int, list[str]] | None:
    """A table between lines of `+---+`."""
    edges = [place for place, sign in enumerate(lines[first]) if sign == "+"]
    rows: list[list[list[str]]] = []
    number = first + 1
    cells: list[list[str]] = [[] for _ in edges[1:]]
    while number < len(lines) and lines[number].startswith(("|", "+")):
        if _EDGE.fullmatch(lines[number]):
            rows.append(cells)
            cells = [[] for _ in edges[1:]]
        else:
            for cell, (left, right) in zip(cells, pairwise(edges), strict=True):
                cell.append(lines[number][left + 1 : right].strip())
        number += 1
    if not rows or any(map(any, cells)):
        return None
    return number, _written([["<br>".join(filter(None, cell)) for cell in row] for row in rows])


def _ruled(lines: Sequence[str], first: int) -> tuple[int, list[str]] | None:
    """A table whose columns stand below dashes."""
    places = [(one.start(), one.end()) for one in re.finditer("-+", lines[first + 1])]
    starts = [0, *(start for start, _ in places[1:]), None]
    rows, number = [lines[first]], first + 2
    while number < len(lines) and lines[number].strip() and not _DASHES.fullmatch(lines[number]):
        rows.append(lines[number])
        number += 1
    if len(rows) < 2:
        return None
    number += number < len(lines) and bool(_DASHES.fullmatch(lines[number]))
    return number, _written([[row[left:right].strip() for left, right in pairwise(starts)] for row in rows])


def _written(rows: list[list[str]]) -> list[str]:
    made = [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows]
    return ["", made[0], f"|{' --- |' * len(rows[0])}", *made[1:], ""]
