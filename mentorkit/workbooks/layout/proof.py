"""The proof of a finished PDF against the text that went in: no page and no word may be lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_float
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pypdfium2
from pypdfium2 import raw

from mentorkit.core.problems import Problem, Span
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.outline import visible_text
from mentorkit.workbooks.compose.print_html import Frame, PrintHtml
from mentorkit.workbooks.joining.laid_out_chapter import JoinedBook

LEAST_LETTERS = 0.995
"""Share of the letters that must come out; list numbers and page numbers may differ."""
_INDEX = 10.5
"""Millimetres at the edge of a page that may hold the thumb index."""
_OVERHANG = 0.7
"""Millimetres by which a letter may reach beyond its line."""
_SHOWN = 60
"""Letters of the words beside a page that a message gives."""
_FAR = 10_000.0
"""Points from a page within which everything lies that the engine could put beside it."""
_POINTS = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """What was read on the pages of a PDF: how many there are, the letters, and what lies where it should not, and on which."""

    pages: int
    letters: Counter[str]
    faults: tuple[tuple[int, str], ...]


def read_pdf(composed: PrintHtml, pdf: Path | bytes, heads: tuple[float, float] = (0.0, 0.0)) -> ReadPdf:
    """Read a PDF of this book, or of a chapter of it; `heads` are millimetres that are not text, from the second page on."""
    mirrored = Words(composed.language).direction == "rtl"
    document = pypdfium2.PdfDocument(pdf)
    try:
        printed, faults = Counter[str](), list[tuple[int, str]]()
        for number in range(len(document)):
            printed += _letters(_text(document, number, heads))
            # The source of running heads stands above the first page of a book that is read from right to left.
            if number == 0 and mirrored:
                continue
            faults += ((number, fault) for fault in _faults(document, number, composed.sides))
        return ReadPdf(len(document), printed, tuple(faults))
    finally:
        document.close()


def read_heads(composed: PrintHtml, pdf: bytes, words: Sequence[tuple[float, float]]) -> ReadPdf:
    """Read words at the top of a page, which stand between these heights, in points from its foot."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        left, _, right, _ = document[0].get_trimbox()
        text = document[0].get_textpage()
        letters = sum(
            (
                _letters(str(text.get_text_bounded(left=left, bottom=bottom, right=right, top=top)))
                for bottom, top in words
            ),
            Counter[str](),
        )
        return ReadPdf(len(document), letters, tuple((0, fault) for fault in _faults(document, 0, composed.sides)))
    finally:
        document.close()


def prove(composed: PrintHtml, printed: ReadPdf | JoinedBook) -> list[str]:
    """Return in plain words how what was printed of this book falls short of its text; nothing where it is whole."""
    wanted = _letters(visible_text(composed.html))
    found = sum((wanted & printed.letters).values())
    problems = [f"on page {number + 1}, {fault}" for number, fault in printed.faults]
    if printed.pages < composed.least_pages:
        problems.append(f"the PDF has {printed.pages} pages, and its content needs at least {composed.least_pages}")
    if found < LEAST_LETTERS * wanted.total():
        problems.append(f"the PDF shows {found} of the {wanted.total()} letters that belong in it")
    return problems


def misfits(composed: PrintHtml, pdf: Path) -> list[Problem]:
    """The texts that do not fit: a paper of one page that has become longer, a text that leaves its frame."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        too_long = (
            " ".join(_text(document, number, composed.heads) for number in range(1, len(document)))
            if composed.most_pages == 1
            else ""
        )
        outside = [(frame, _outside(document, frame)) for frame in composed.frames]
    finally:
        document.close()
    problems = [
        Problem(
            "fit",
            f"the text on this {frame.what} is too long for it: {letters} letters find no room",
            frame.at,
            "say it in fewer words, or make two of it",
        )
        for frame, letters in outside
        if letters
    ]
    if too_long.split():
        message = f"{composed.title}: this has become longer than a page, by about {len(too_long.split())} words"
        hint = "cut that many words, or the lines of a list"
        problems.append(Problem("fit", message, Span(composed.source or pdf.name), hint))
    return problems


def _outside(document: pypdfium2.PdfDocument, frame: Frame) -> int:
    """Count the letters of its text that a frame does not hold."""
    page = document[len(document) + frame.page]
    height = page.get_size()[1]
    inside = page.get_textpage().get_text_bounded(
        left=frame.left * _POINTS,
        right=(frame.left + frame.width) * _POINTS,
        top=height - frame.top * _POINTS,
        bottom=height - (frame.top + frame.height) * _POINTS,
    )
    return (_letters(frame.text) - _letters(inside)).total()


def _faults(document: pypdfium2.PdfDocument, number: int, sides: float) -> Iterator[str]:
    """What lies where it should not on a page."""
    if stray := _beside(document, number, sides):
        yield f"{stray} runs off the text’s part of the page"
    if piled := _piled(document, number):
        yield f"two lines of text lie upon each other: {piled}"


def _text(document: pypdfium2.PdfDocument, number: int, heads: tuple[float, float]) -> str:
    """The words of one page; from the second page on without running heads."""
    page = document[number]
    left, bottom, right, top = page.get_trimbox()
    text = page.get_textpage()
    above, below = (millimetres * _POINTS if number else 0 for millimetres in heads)
    return str(text.get_text_bounded(left=left, bottom=bottom + below, right=right, top=top - above))


def _beside(document: pypdfium2.PdfDocument, number: int, sides: float) -> str:
    """The words that touch a side of a page that should hold none, or lie off the page; nothing where none do."""
    page = document[number]
    left, bottom, right, top = page.get_trimbox()
    near, far = (millimetres * _POINTS for millimetres in (_INDEX, sides - _OVERHANG))
    strips = [(left - _FAR, left), (right, right + _FAR)]
    if near < far:
        strips += [(left + near, left + far), (right - far, right - near)]
    text = page.get_textpage()
    boxes = [(start, bottom - _FAR, end, top + _FAR) for start, end in strips]
    boxes += [(left, top, right, top + _FAR), (left, bottom - _FAR, right, bottom)]
    for box in boxes:
        if astray := str(text.get_text_bounded(*box)).strip():
            return _quoted(astray)
    return ""


def _piled(document: pypdfium2.PdfDocument, number: int) -> str:
    """The words of the first two lines of text of a page that lie upon each other; nothing where none do.

    Two do where they share more than a third of the height of the lower one, and more than four fifths of that of the higher one
    in width: a mark in a font of its own, above its letter, shares less. Costs a thousandth of a second a page.
    """
    page, below = document[number], list[_Box]()
    for box in sorted(_lines(page), key=lambda one: one.bottom):
        below = [one for one in below if one.top > box.bottom]
        for one in below:
            wide, high = min(one.right, box.right) - max(one.left, box.left), min(one.top, box.top) - box.bottom
            low, tall = sorted((one.top - one.bottom, box.top - box.bottom))
            if high > low / 3 and wide > 0.8 * tall:
                return _quoted(page.get_textpage().get_text_bounded(*box))
        below.append(box)
    return ""


class _Box(NamedTuple):
    """The place of a line of text on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def _lines(page: pypdfium2.PdfPage) -> Iterator[_Box]:
    """The lines of text of a page; one in several fonts is several."""
    sides = [c_float() for _ in range(4)]
    for number in range(raw.FPDFPage_CountObjects(page)):
        part = raw.FPDFPage_GetObject(page, number)
        is_text = raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_TEXT
        if is_text and raw.FPDFPageObj_GetBounds(part, *sides):
            yield _Box(*(side.value for side in sides))


def _quoted(text: str) -> str:
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}”"


def _letters(text: str) -> Counter[str]:
    """Count each letter and digit, whatever its case and however it is joined."""
    return Counter(letter for letter in normalize("NFKD", text).casefold() if letter.isalnum())
