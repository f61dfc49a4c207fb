"""QR codes (ISO/IEC 18004) of addresses that paper names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Modules that stay empty around a code (ISO/IEC 18004, 6.3.8)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code: its side in modules, with the quiet zone, and its dark modules as a path in an SVG."""

    address: str
    side: int
    path: str


def qr_code(address: str) -> QrCode:
    """The code of an address, which can still be read where a quarter of it is worn (level Q) or an eighth (M, of long ones)."""
    made = segno.make(address, micro=False, error="q" if len(address) < 80 else "m", boost_error=False)
    rows = [[bool(module) for module in row] for row in made.matrix]
    runs = (
        f"M{QUIET + next(iter(members))} {QUIET + number}h{len(members)}v1h-{len(members)}z"
        for number, row in enumerate(rows)
        for members in _dark(row)
    )
    return QrCode(address, len(rows) + 2 * QUIET, "".join(runs))


def _dark(row: list[bool]) -> list[list[int]]:
    """The runs of dark modules of a row, each as the numbers of its columns."""
    return [list(members) for dark, members in groupby(range(len(row)), key=row.__getitem__) if dark]
