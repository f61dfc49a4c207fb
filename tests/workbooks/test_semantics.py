"""What a book says to somebody who hears it: its tags, read as a screen reader reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import PROGRAMS, book_of
from test_workbooks import BOOKS, EVERY

pytestmark = pytest.mark.slow

ABOVE, BELOW = 20 * 72 / 25.4, 19 * 72 / 25.4
"""Points at top and bottom of a page that hold running heads and page numbers."""


@dataclass
class Heard:
    """What a screen reader finds in a PDF, each in the order of reading."""

    headings: list[int] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    tables: list[list[str]] = field(default_factory=list)
    """The scopes of each table's header cells."""
    links: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    """Name and tooltip of each."""
    pages: list[int] = field(default_factory=list)
    """The number of the page of each piece of text."""


def heard(path: Path) -> Heard:
    found = Heard()
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for element, page in elements(pdf.Root.StructTreeRoot.K):
            kind = str(element.get("/S", ""))
            if page is not None:
                found.pages.append(numbers[page.objgen])
            if re.fullmatch("/H[1-6]", kind):
                found.headings.append(int(kind[2]))
            elif kind == "/Figure":
                found.pictures.append(str(element.get("/Alt", "")))
            elif kind == "/Table":
                found.tables.append([])
            elif kind == "/TH":
                found.tables[-1].append(scope(element))
        for page in pdf.pages:
            links = (one for one in page.get("/Annots", []) if one.Subtype == "/Link")
            found.links += [str(one.get("/Contents", "")) for one in links]
        fields = pdf.Root.AcroForm.Fields if "/AcroForm" in pdf.Root else []
        found.fields = [(str(one.T), str(one.get("/TU", ""))) for one in fields]
    return found


def elements(start: pikepdf.Object) -> Iterator[tuple[pikepdf.Dictionary, pikepdf.Object | None]]:
    """Every tag in the order of reading, with its page where text stands in it."""
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, pikepdf.Dictionary):
            kids = one.get("/K", [])
            speaks = isinstance(kids, pikepdf.Array) and any(isinstance(kid, int) for kid in kids)
            yield one, one.get("/Pg") if speaks else None
            waiting.append(kids)


def scope(cell: pikepdf.Dictionary) -> str:
    given = cell.get("/A", [])
    lists = [given] if isinstance(given, pikepdf.Dictionary) else list(given)
    return next((str(one.Scope) for one in lists if "/Scope" in one), "")


def headings_that_skip_a_step(heard: Heard) -> list[str]:
    levels = heard.headings
    return [f"level {b} after {a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]


def pictures_that_do_not_say_what_they_show(heard: Heard) -> list[str]:
    return [text for text in heard.pictures if len(text) < 4 or re.search(r"\.\w{3,4}$|[/\\_]", text)]


def tables_without_header_cells_that_say_for_what(heard: Heard) -> list[str]:
    return [str(scopes) for scopes in heard.tables if not scopes or {*scopes} - {"/Row", "/Column"}]


def links_that_do_not_say_where_they_lead(heard: Heard) -> list[str]:
    return [text for text in heard.links if not re.search(r"\w{3}", text)]


def pages_out_of_their_order(heard: Heard) -> list[str]:
    wrong = [f"page {b} after {a}" for a, b in pairwise(heard.pages) if b < a]
    return wrong if heard.pages else ["nothing at all is heard"]


def fields_that_do_not_say_what_belongs_in_them(heard: Heard) -> list[str]:
    twice = [text for said in zip(*heard.fields, strict=True) for text, times in Counter(said).items() if times > 1]
    short = [tip for _, tip in heard.fields if len(tip.split()) < 2]
    return twice + short + [name for name, _ in heard.fields if not re.search(r"[^\W\d_]{3}", name)]


FAULTS = (
    headings_that_skip_a_step,
    pictures_that_do_not_say_what_they_show,
    tables_without_header_cells_that_say_for_what,
    links_that_do_not_say_where_they_lead,
    pages_out_of_their_order,
    fields_that_do_not_say_what_belongs_in_them,
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_pdf_is_heard_as_it_is_meant(program: str, examples: Path) -> None:
    folder = examples / program / "downloads"
    listened = {path.relative_to(folder).as_posix(): heard(path) for path in sorted(folder.rglob("*.pdf"))}
    listened["facilitator-guide.pdf"] = heard(book_of(examples, program, "facilitator-guide"))
    assert {f"{book}.pdf" for book in BOOKS} < listened.keys()
    faults = [
        f"{name}: {fault.__name__.replace('_', ' ')}: {one}"
        for name, said in listened.items()
        for fault in FAULTS
        for one in fault(said)
    ]
    assert faults == []
    for name in BOOKS:
        said = listened[f"{name}.pdf"]
        assert all((said.headings, said.pictures, said.tables, said.links)), f"{name}: there is something of each kind"
    assert any(said.fields for said in listened.values()), "forms, each alone"


@pytest.mark.parametrize(("program", "book"), EVERY)
def test_running_heads_and_page_numbers_are_not_heard(program: str, book: str, examples: Path) -> None:
    document = pypdfium2.PdfDocument(book_of(examples, program, book))
    for number in (2, 5, 12, 13):
        page = document[number]
        _, height = page.get_size()
        silent = 0
        for one in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
            _, bottom, _, top = one.get_bounds()
            is_head = bottom > height - ABOVE or top < BELOW
            marks = {mark(one, at) for at in range(pdfium.FPDFPageObj_CountMarks(one))}
            assert ("Artifact" in marks) or not is_head, f"page {number + 1}"
            assert marks, f"page {number + 1}"
            silent += is_head
        assert silent, f"page {number + 1} has a head and a number"
    document.close()


def mark(drawn: pypdfium2.PdfObject, at: int) -> str:
    """The name of a mark around something that is drawn."""
    raw = pdfium.FPDFPageObj_GetMark(drawn, at)
    size = pdfium.c_ulong()
    buffer = (pdfium.FPDF_WCHAR * 64)()
    pdfium.FPDFPageObjMark_GetName(raw, buffer, 128, size)
    return bytes(buffer)[: size.value - 2].decode("utf-16-le")
