"""One word edited in one Key: the book laid out again as `mentorkit serve` does, against the whole book.

Ratios of processor time, measured side by side: composing, layout, writing and proof of each workbook. Stops where the
two are not the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import gc
import re
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from compare import ROOT

from mentorkit.build.outputs import write_book
from mentorkit.checking.loading import load
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import PrintHtml, compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.relayout.laid_out_book import LaidOutBook
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import open_workspace

_GUIDE = re.compile(r'<section class="(?:key|chapter module)[ "].*?</p>\s*<p[^>]*>', re.DOTALL)


def edited(book: PrintHtml, times: int) -> PrintHtml:
    """The book with a word more at the beginning of one of its guides, of another one each time."""
    places = [found.end() for found in _GUIDE.finditer(book.html)]
    at = places[times % len(places)]
    return replace(book, html=f"{book.html[:at]}Once{times} {book.html[at:]}")


def compare(program: str, times: int) -> None:
    """Print the ratio of each workbook of a programme, the median of so many edits."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    (toolkit,) = load(workspace, workspace.choose([program])).toolkits
    for book in (one for one in books_of(toolkit) if one.holds_guides):
        pages, ratios = measured(toolkit, book, workspace.layers(toolkit.client), times)
        print(f"{program} {book.id}, {pages} pages: an edit takes {statistics.median(ratios):.2f} of the whole book")


def measured(toolkit: Toolkit, book: Book, layers: Layers, times: int) -> tuple[int, list[float]]:
    """The pages of a book, and what each edit takes of the whole."""

    def timed(into: Path, number: int, *from_before: LaidOutBook) -> float:
        gc.collect()
        gc.freeze()  # as the preview does between two edits
        began = time.process_time()
        write_book(edited(compose(toolkit, book, layers), number), layers, into, *from_before)
        return time.process_time() - began

    with tempfile.TemporaryDirectory() as scratch:
        again, whole, kept, ratios = (
            Path(scratch, "again.pdf"),
            Path(scratch, "whole.pdf"),
            LaidOutBook(),
            list[float](),
        )
        pages = write_book(compose(toolkit, book, layers), layers, again, kept)
        for number in range(times):
            ratios.append(timed(again, number, kept) / timed(whole, number))
            assert again.read_bytes() == whole.read_bytes(), "an edit gives another book than the whole"
    return pages, ratios


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", nargs="*", default=["northbridge/emerging-leaders"])
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    for name in given.programs or ["northbridge/emerging-leaders"]:
        compare(name, given.times)
