"""Print HTML: one book as text, ready to be laid out, and the places on its pages that a text must not leave."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from mentorkit.core.problems import Span
from mentorkit.workbooks.compose.editions import PRINT, Edition


@dataclass(frozen=True, slots=True)
class PrintHtml:
    """One book, ready for the engine.

    `css` is its style sheet, the same for all books of a programme. `least_pages` is what the content must at least take.
    `heads` are millimetres at top and bottom that hold running heads, `sides` those at left and right that hold no text but
    the thumb index at the edge. `tighter` is the same in smaller settings, for a
    book that should have `most_pages`; one that must have one page is else refused, at `source`. `frames` are the
    places that a text must not leave.
    """

    html: str
    css: str
    title: str
    author: str
    language: str
    least_pages: int
    heads: tuple[float, float] = (21.0, 21.0)
    sides: float = 0.0
    most_pages: int = 0
    tighter: tuple[str, ...] = ()
    source: str = ""
    frames: tuple[Frame, ...] = ()
    edition: Edition = PRINT


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on a page, in millimetres from its top left corner, the text that must stand in it, and where that was written.

    `page` counts from the end: -1 is the last.
    """

    page: int
    left: float
    top: float
    width: float
    height: float
    text: str
    what: str
    at: Span


def svg_address(svg: str) -> str:
    """A picture as an address that holds all of it."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
