"""Lines of text set in type apart from any book, such as the names of personal copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SetLines:
    """Lines of text set in type: a PDF with a page for each, and how wide each is, in points.

    `strange` are the fonts of the system that lent letters, with those letters; `missing` are letters that no font has.
    """

    pdf: bytes
    widths: tuple[float, ...]
    strange: Mapping[str, frozenset[str]]
    missing: frozenset[str]
