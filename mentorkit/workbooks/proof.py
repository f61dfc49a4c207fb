"""Holding a finished PDF against what went in: no page and no word may be lost on the way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pypdfium2

from mentorkit.workbooks.compose import PrintHtml
from mentorkit.workbooks.outline import visible_text

LEAST_LETTERS = 0.995
"""Share of the letters that must come out; list numbers and page numbers may differ."""
_MARGIN = 60.0
"""Points at top and bottom of a page that hold running heads and page numbers."""


def prove(composed: PrintHtml, pdf: Path) -> list[str]:
    """What is wrong with the PDF of this book, in plain words; nothing where it is whole."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = len(document)
        printed = Counter[str]()
        for number in range(pages):
            printed += _letters(_text(document, number))
    finally:
        document.close()
    wanted = _letters(visible_text(composed.html))
    found = sum((wanted & printed).values())
    problems = []
    if pages < composed.least_pages:
        problems.append(f"the PDF has {pages} pages, and its content needs at least {composed.least_pages}")
    if found < LEAST_LETTERS * wanted.total():
        problems.append(f"the PDF shows {found} of the {wanted.total()} letters that belong in it")
    return problems


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    """The words of one page; from the second page on without running heads."""
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    band = _MARGIN if number else 0
    return str(text.get_text_bounded(left=0, bottom=band, right=width, top=height - band))


def _letters(text: str) -> Counter[str]:
    """How often each letter and digit occurs, whatever its case and however it is joined."""
    return Counter(letter for letter in normalize("NFKD", text).casefold() if letter.isalnum())
