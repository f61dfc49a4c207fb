"""What a portal offers to download, as its page lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a programme's folder."""

    path: str
    """Relative to the programme's folder: downloads/mentor-workbook.pdf."""
    title: str
    audience: tuple[str, ...]
    size: int
    """Bytes."""
    pages: int = 0
    """Pages of a PDF; 0 for other files."""
    paper: str = ""
