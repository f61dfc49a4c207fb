"""What a book says to somebody who hears it: its tags, read as a screen reader reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from test_workbooks import BOOKS, EVERY, PROGRAMS

pytestmark = pytest.mark.slow

WHOLE = PROGRAMS[0]
"""The programme whose forms are heard too; they are made alike for all."""
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


@cache
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


def books(examples: Path) -> list[Path]:
    named = [examples / program / f"downloads/{book}.pdf" for program, book in EVERY]
    return [*named, *sorted((examples / WHOLE / "downloads").rglob("*.pdf"))]


def test_headings_lead_down_one_step_at_a_time(examples: Path) -> None:
    for path in books(examples):
        levels = heard(path).headings
        skipped = [(a, b) for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
        assert skipped == [], path


def test_a_picture_says_what_it_shows(examples: Path) -> None:
    for path in books(examples):
        texts = heard(path).pictures
        assert [text for text in texts if len(text) < 4 or re.search(r"\.\w{3,4}$|[/\\_]", text)] == [], path


def test_every_table_has_header_cells_that_say_for_what(examples: Path) -> None:
    for path in books(examples):
        tables = heard(path).tables
        assert all(tables), f"{path}: a table without header cells"
        assert {one for table in tables for one in table} <= {"/Row", "/Column"}, path


def test_every_link_says_where_it_leads(examples: Path) -> None:
    for path in books(examples):
        links = heard(path).links
        assert [one for one in links if not re.search(r"\w{3}", one)] == [], path
    assert len(heard(books(examples)[0]).links) > len(BOOKS)


def test_one_hears_the_pages_in_their_order(examples: Path) -> None:
    for path in books(examples):
        pages = heard(path).pages
        assert pages, path
        assert pages == sorted(pages), path


def test_every_field_says_what_belongs_in_it(examples: Path) -> None:
    fillable = 0
    for path in books(examples):
        fields = heard(path).fields
        fillable += bool(fields)
        for said in zip(*fields, strict=True):
            assert len(set(said)) == len(said), path
        assert [one for one in fields if len(one[1].split()) < 2] == [], path
        assert [name for name, _ in fields if not re.search(r"[^\W\d_]{3}", name)] == [], path
    assert fillable, "forms, each alone"


@pytest.mark.parametrize("program", PROGRAMS)
def test_running_heads_and_page_numbers_are_not_heard(program: str, examples: Path) -> None:
    document = pypdfium2.PdfDocument(examples / program / f"downloads/{BOOKS[0]}.pdf")
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
