"""A book that is joined from chapters: what has changed is laid out, and what comes out is the book as a whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest
from chapter_press import write_chapters
from conftest import ROOT
from PIL import Image, ImageChops

from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.joining.book_of_chapters import ChaptersInMemory
from mentorkit.workbooks.joining.cut_book import can_be_cut
from mentorkit.workbooks.joining.laid_out_chapter import LaidOutChapter
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

INTER = (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()
CSS = f"""\
@font-face {{ font-family: "Inter"; src: url("{INTER}") }}
@page {{ size: 110mm 100mm; margin: 21mm 14mm 21mm 26.7mm; @top-left {{ content: string(chapter) " " counter(page) }} }}
@page :left {{ margin-left: 14mm; margin-right: 26.7mm }}
html {{ font: 10pt Inter }} h1 {{ string-set: chapter content(); bookmark-level: 1 }}
[data-new-page] {{ break-before: page }} .opening {{ break-before: verso }}
a::after {{ content: " " target-counter(attr(href), page) }}
"""


LAYERS = Layers((Layer("stock", ROOT),))


def small(*chapters: str, css: str = "") -> PrintHtml:
    """A book with a page of contents and a chapter for each text, the second of which begins on a left page."""
    names = ("One", "Two", "Three", "Four", "Five")
    body = "<section data-new-page><h1>Contents</h1>"
    body += "".join(f'<p><a href="#{name}">{name}</a></p>' for name, _ in zip(names, chapters, strict=False))
    body += "</section>\n"
    for name, text in zip(names, chapters, strict=False):
        kind = "opening" if name == "Two" else "chapter"
        body += f'<section class="{kind}" data-new-page><h1 id="{name}">{name}</h1><p>{text}</p></section>\n'
    html = f'<!DOCTYPE html><html lang="en"><head><title>Book</title></head><body>{body}</body></html>'
    return PrintHtml(html=html, css=CSS + css, title="Book", author="Acme", language="en", least_pages=1)


PLAIN = ("Some words.", "Others.", "More.", "And more.", "Last.")
TABLE = (
    "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table><p><a href='#One'>Back</a></p>"
)


def texts(book: Path) -> list[list[str]]:
    """The words of each page."""
    read = subprocess.run(["pdftotext", "-layout", book, "-"], check=True, capture_output=True, text=True).stdout
    return [page.split() for page in read.split("\f")[:-1]]


def pictures(book: Path) -> list[Image.Image]:
    """Each page as it looks."""
    folder = book.with_suffix("")
    folder.mkdir()
    subprocess.run(["pdftoppm", "-r", "60", "-gray", book, folder / "page"], check=True)
    return [Image.open(path) for path in sorted(folder.iterdir())]


def most_different(one: Image.Image, other: Image.Image) -> int:
    """How much the pixel of two pictures differs that differs most, from 0 to 255."""
    assert one.size == other.size
    return int(ImageChops.difference(one, other).getextrema()[1])  # type: ignore[arg-type]


def failures(book: Path) -> list[str]:
    """The rules of PDF/UA-1 that a book breaks."""
    return [one.rule_id for one in validator.validate_pdf(book, profile="pdfua-1").failures]


def fields(book: Path) -> list[str]:
    """The names of the fields of the form."""
    with pikepdf.open(book) as pdf:
        return [str(one.T) for one in pdf.Root.get("/AcroForm", {}).get("/Fields", ())]


def elements(thing: Any, number: dict[Any, int]) -> Iterator[tuple[str, int | None]]:
    """The tag tree in reading order, with the page of each element."""
    if isinstance(thing, pikepdf.Array):
        for kid in thing:
            yield from elements(kid, number)
    elif isinstance(thing, pikepdf.Dictionary):
        yield str(thing.get("/S", thing.get("/Type"))), number.get(thing.Pg.objgen) if "/Pg" in thing else None
        yield from elements(thing.get("/K", pikepdf.Array()), number)


def structure(book: Path) -> dict[str, Any]:
    """What stands beside the pages: the tag tree, the places of links, where they are and lead, the bookmarks."""
    with pikepdf.open(book) as pdf, pdf.open_outline() as outline:
        number = {page.objgen: count for count, page in enumerate(pdf.pages, 1)}
        named = list(pdf.Root.Names.Dests.Names)
        return {
            "tags": list(elements(pdf.Root.StructTreeRoot.K, number)),
            "places": {str(name): number[place[0].objgen] for name, place in zip(named[::2], named[1::2], strict=True)},
            "links": [
                [
                    (str(one.get("/Dest")), str(one.get("/Contents")), str(one.get("/T")))
                    for one in page.get("/Annots", ())
                ]
                for page in pdf.pages
            ],
            "bookmarks": [(item.title, number[item.destination[0].objgen]) for item in outline.root],
        }


def joined(book: PrintHtml, into: Path, store: ChaptersInMemory | None = None) -> list[str]:
    """Write a book of chapters; return what was laid out."""
    made, laid_out = write_chapters(book, LAYERS, into, ChaptersInMemory() if store is None else store)
    assert made is not None
    return laid_out


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["print", "fillable"])
def test_joined_chapters_are_the_book_as_a_whole(edition: str, tmp_path: Path) -> None:
    asked = "<textarea></textarea>" if edition == "fillable" else ""
    book = small("Some words. " * 120, TABLE.format("B"), TABLE.format("C"), f"More.{asked}", f"Last.{asked}")
    book = replace(book, edition=EDITIONS[edition])
    chapters, again, whole = tmp_path / "chapters.pdf", tmp_path / "again.pdf", tmp_path / "whole.pdf"
    joined(book, chapters)
    joined(book, again)
    write_pdf(book, LAYERS, whole)
    assert texts(chapters) == texts(whole)
    assert structure(chapters) == structure(whole)
    assert (len(fields(chapters)), fields(chapters)) == (2 if asked else 0, fields(whole))
    for one, other in zip(pictures(chapters), pictures(whole), strict=True):
        assert most_different(one, other) < 64, "a glyph may be a thousandth of its size aside"
    assert failures(chapters) == (failures(whole) if asked else [])
    assert chapters.read_bytes() == again.read_bytes()


@pytest.mark.slow
def test_header_cells_of_different_chapters_have_different_names(tmp_path: Path) -> None:
    joined(small("One.", TABLE.format("B"), TABLE.format("C")), tmp_path / "book.pdf")
    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        cells = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") in ("/TH", "/TD")]
        names = [str(cell.ID) for cell in cells if "/ID" in cell]
        asked = [str(name) for cell in cells for name in cell.A.get("/Headers", ())]
    assert len(names) == len(set(names)) == 2
    assert sorted(names) == sorted(asked)


@pytest.mark.slow
def test_only_what_has_changed_is_laid_out(tmp_path: Path) -> None:
    store, again, anew = ChaptersInMemory(), tmp_path / "again.pdf", tmp_path / "anew.pdf"
    longer = ["Some words. " * 400, *PLAIN[1:]]
    joined(small(*PLAIN), again, store)
    assert joined(small("Some words.", "Others.", "More of them.", *PLAIN[3:]), again, store) == ["Three"]
    assert joined(small(*PLAIN), again, store) == []
    assert joined(small(*longer), again, store) == ["One", "Contents"], (
        "what names the numbers of pages is laid out, too"
    )
    joined(small(*longer), anew)
    assert again.read_bytes() == anew.read_bytes()
    assert all(LaidOutChapter.of(one.pdf, one.facts) == one for one in store.values())


@pytest.mark.parametrize(
    "css",
    [
        "a::after { content: counter(pages) }",
        "a { float: footnote }",
        "@page :first { margin: 20mm }",
        "h1::before { position: fixed; content: '' }",
        "section:has(h1) + .chapter { color: red }",
    ],
)
def test_a_book_whose_rules_look_beyond_a_chapter_is_not_cut(css: str) -> None:
    assert can_be_cut(small(*PLAIN).html, CSS)
    assert not can_be_cut(small(*PLAIN).html, CSS + css)
