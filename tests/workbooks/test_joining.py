"""A book that is joined from chapters: what has changed is laid out, and what comes out is the book as a whole."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest
from conftest import ROOT, Project

from mentorkit.core.problems import BuildFailed
from mentorkit.workbooks.compose.book_html import PrintHtml, compose
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.joining.book_of_chapters import ChaptersInMemory
from mentorkit.workbooks.joining.laid_out_chapter import LaidOutChapter
from mentorkit.workbooks.layout import print_engine
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workspace.layers import Layer, Layers

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
library: {forms: []}
books: {mentor-workbook: {extent: complete, chapters: [sessions, closing]}}
sessions:
  1: {title: Begin, week: 2, purpose: To begin., keys: [first-conversation]}
"""
INTER = (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()
CSS = f"""\
@font-face {{ font-family: "Inter"; src: url("{INTER}") }}
@page {{ size: 110mm 100mm; margin: 21mm 14mm 21mm 26.7mm; @top-left {{ content: string(chapter) " " counter(page) }} }}
@page :left {{ margin-left: 14mm; margin-right: 26.7mm }}
html {{ font: 10pt Inter }} h1 {{ string-set: chapter content(); bookmark-level: 1 }}
[data-new-page] {{ break-before: page }} .opening {{ break-before: verso }}
a::after {{ content: " " target-counter(attr(href), page) }}
"""


@dataclass
class Edited:
    """A book under edit. `laid_out` are the headings of the chapters that were laid out for the last edit, or `whole`."""

    folder: Path
    layers: Layers = field(default_factory=lambda: Layers((Layer("stock", ROOT),)))
    store: ChaptersInMemory = field(default_factory=ChaptersInMemory)
    laid_out: list[str] = field(default_factory=list)

    def write(self, book: PrintHtml) -> Path:
        """Make the book after this edit."""
        self.laid_out.clear()
        write_pdf(book, self.layers, self.folder / "again.pdf", self.store)
        return self.folder / "again.pdf"

    def is_as_new(self, book: PrintHtml) -> bool:
        """Make the book after this edit, and anew. Whether both are the same."""
        again, noted = self.write(book).read_bytes(), [*self.laid_out]
        write_pdf(book, self.layers, self.folder / "new.pdf")
        self.laid_out[:] = noted
        return again == (self.folder / "new.pdf").read_bytes()


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edited:
    book, chapter, whole = Edited(tmp_path), print_engine._Press.chapter, print_engine._whole

    def chapter_noted(self: print_engine._Press, root: Any) -> Any:
        headings = ("".join(one.itertext()) for one in root.iter() if one.tag in ("h1", "h2"))
        book.laid_out.append(next(headings, ""))
        return chapter(self, root)

    def whole_noted(press: print_engine._Press, into: Path) -> Any:
        book.laid_out.append("whole")
        return whole(press, into)

    monkeypatch.setattr(print_engine._Press, "chapter", chapter_noted)
    monkeypatch.setattr(print_engine, "_whole", whole_noted)
    return book


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


INTER = ROOT / "templates/assets/fonts/Inter-Regular.ttf"
FIELDS = f"""@font-face {{ font-family: "MentorKit fields"; src: url("{INTER.as_uri()}"); }}
textarea {{ font: 400 10pt "MentorKit fields"; display: block; width: 50mm; height: 9mm }}"""
FIELD = "<textarea></textarea>"
DOT = (
    "data:image/svg+xml;base64,"
    + b64encode(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="3" cy="3" r="2"/></svg>'
    ).decode()
)
PLAIN = ("Some words.", "Others.", "More.", "And more.", "Last.")
TABLE = (
    "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table><p><a href='#One'>Back</a></p>"
)


def texts(book: Path) -> list[list[str]]:
    """The words of each page."""
    read = subprocess.run(["pdftotext", "-layout", book, "-"], check=True, capture_output=True, text=True).stdout
    return [page.split() for page in read.split("\f")[:-1]]


def pictures(book: Path) -> list[bytes]:
    """Each page as it looks."""
    folder = book.with_suffix("")
    folder.mkdir()
    subprocess.run(["pdftoppm", "-r", "60", "-gray", book, folder / "page"], check=True)
    return [path.read_bytes() for path in sorted(folder.iterdir())]


def elements(thing: Any, number: dict[Any, int]) -> Iterator[tuple[str, int | None]]:
    """The tag tree in reading order, with the page of each element."""
    if isinstance(thing, pikepdf.Array):
        for kid in thing:
            yield from elements(kid, number)
    elif isinstance(thing, pikepdf.Dictionary):
        yield str(thing.get("/S", thing.get("/Type"))), number.get(thing.Pg.objgen) if "/Pg" in thing else None
        yield from elements(thing.get("/K", pikepdf.Array()), number)


def failures(book: Path) -> list[str]:
    """The rules of PDF/UA-1 that a book breaks."""
    return [one.rule_id for one in validator.validate_pdf(book, profile="pdfua-1").failures]


def rounded(places: Any) -> list[int]:
    """To whole points."""
    return [round(float(one)) for one in places]


def at(place: Any, number: dict[Any, int]) -> tuple[int, ...]:
    """The page to which something leads, and where on it."""
    return number[place[0].objgen], *rounded(list(place)[2:4])


def structure(book: Path) -> dict[str, Any]:
    """What stands beside the pages: the tag tree, the places of links, where they are and lead, the bookmarks, the figures."""
    with pikepdf.open(book) as pdf, pdf.open_outline() as outline:
        number = {page.objgen: count for count, page in enumerate(pdf.pages, 1)}
        named = list(pdf.Root.Names.Dests.Names) if "/Names" in pdf.Root else []
        return {
            "tags": list(elements(pdf.Root.get("/StructTreeRoot", {}).get("/K"), number)),
            "places": {str(name): at(place, number) for name, place in zip(named[::2], named[1::2], strict=True)},
            "links": [
                [
                    [*rounded(link.Rect), *(str(link.get(name)) for name in ("/Dest", "/Contents", "/T", "/TU"))]
                    for link in page.get("/Annots", ())
                ]
                for page in pdf.pages
            ],
            "bookmarks": [(item.title, *at(item.destination, number)) for item in outline.root],
            "figures": sorted(
                (number[one.Pg.objgen], *rounded(one.A.BBox))
                for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary) and "/BBox" in one.get("/A", {})
            ),
            "edges": {(*map(float, page.mediabox[:2]),) for page in pdf.pages},
        }


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["print", "fillable", "archive"])
def test_joined_chapters_are_the_book_as_a_whole(edition: str, edited: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = FIELD if edition == "fillable" else ""
    css = FIELDS + f".dots {{ background: url({DOT}) 3mm 0 / 4mm; height: 9mm }}"  # a pattern has a place of its own
    texts_of = ("Some words. " * 120, TABLE.format("B"), TABLE.format("C"), f"More.{asked}", f"Last.{asked}")
    book = small(*(f"{text}<div class='dots'></div><img src='{DOT}' alt='A dot'>" for text in texts_of), css=css)
    book = replace(book, edition=EDITIONS[edition])
    joined = edited.write(book)
    assert "whole" not in edited.laid_out
    monkeypatch.setattr(print_engine, "_joined", lambda *_: None)
    whole = edited.folder / "whole.pdf"
    write_pdf(book, edited.layers, whole)
    assert texts(joined) == texts(whole)
    assert structure(joined) == structure(whole)
    assert pictures(joined) == pictures(whole)
    assert failures(joined) == failures(whole) == []


@pytest.mark.slow
def test_a_fillable_book_holds_the_whole_font_of_its_fields_once(edited: Edited) -> None:
    book = small(f"One.{FIELD}", f"Two.{FIELD}", f"Three.{FIELD}", css=FIELDS)
    with pikepdf.open(edited.write(replace(book, edition=EDITIONS["fillable"]))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0"]
        of_fields = [one for one in fonts if "MentorKit-fields" in str(one.BaseFont)]
        named = pdf.Root.AcroForm.DR.Font
        asked = {re.search(r"/(\S+) ", str(one.DA))[1] for one in pdf.Root.AcroForm.Fields}  # type: ignore[index]
        assert {named[f"/{one}"].BaseFont for one in asked} == {one.BaseFont for one in of_fields}
        assert len(of_fields) == 1
        file = of_fields[0].DescendantFonts[0].FontDescriptor.FontFile2
        assert len(file.read_bytes()) > 0.8 * INTER.stat().st_size
    assert all(len(one.pdf) < INTER.stat().st_size / 4 for one in edited.store.values())


@pytest.mark.slow
def test_header_cells_of_different_chapters_have_different_names(edited: Edited) -> None:
    same = f"<section data-new-page class='chapter'><p>Again.</p>{TABLE.format('B')}</section>"
    book = small("One.", TABLE.format("B"))
    with pikepdf.open(edited.write(replace(book, html=book.html.replace("</body>", f"{same}{same}</body>")))) as pdf:
        cells = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") in ("/TH", "/TD")]
        names = [str(cell.ID) for cell in cells if "/ID" in cell]
        asked = [str(name) for cell in cells for name in cell.A.get("/Headers", ())]
    assert len(names) == len(set(names)) == 3
    assert sorted(names) == sorted(asked)


@pytest.mark.slow
def test_another_book_takes_the_chapters_that_it_shares(edited: Edited) -> None:
    first = small(*PLAIN, css=".mentor h2 { color: red }")
    first = replace(first, html=first.html.replace("<body>", '<body class="mentee">'))
    edited.write(first)
    other = first.html.replace("mentee", "mentor").replace("<title>Book", "<title>Other")
    assert edited.is_as_new(replace(first, html=other, title="Other"))
    assert edited.laid_out == ["Contents"], "which holds the title of the book"


@pytest.mark.slow
def test_a_link_says_what_stands_where_it_leads(edited: Edited) -> None:
    edited.write(small(*PLAIN))
    assert edited.is_as_new(replace(small(*PLAIN), html=small(*PLAIN).html.replace(">Three</h1>", ">Third</h1>")))
    assert edited.laid_out == ["Third", "Contents"]


@pytest.mark.slow
def test_an_edit_of_a_key_lays_out_that_key(project: Project, edited: Edited) -> None:
    project.write("programs/acme/lead.yml", PROGRAM)
    job = project.job()
    book, edited.layers = compose(job.toolkit, job.books[0], job.layers), job.layers
    edited.write(book)
    key = book.html.index('id="keys-first-conversation"')
    at = book.html.index("</p>", book.html.index('<div class="flow">', key))
    assert edited.is_as_new(replace(book, html=f"{book.html[:at]} In other words.{book.html[at:]}"))
    assert edited.laid_out == ["First conversation"]


@pytest.mark.slow
def test_only_what_has_changed_is_laid_out(edited: Edited) -> None:
    assert edited.is_as_new(small(*PLAIN))
    assert edited.is_as_new(small("Some words.", "Others.", "More of them.", *PLAIN[3:]))
    assert edited.laid_out == ["Three"]
    assert edited.is_as_new(small("Some words.", "Others.", "More of them.", *PLAIN[3:]))
    assert edited.laid_out == []


@pytest.mark.slow
def test_a_page_more_moves_what_stands_behind_it_and_lays_out_what_names_its_number(edited: Edited) -> None:
    assert edited.is_as_new(small(*PLAIN))
    assert edited.is_as_new(small("Some words. " * 400, *PLAIN[1:]))
    assert edited.laid_out == ["One", "Contents"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        "a::after { content: counter(pages) }",
        "p { footnote-display: block } a { float: footnote }",
        "@page :first { margin: 20mm }",
        "body { counter-reset: chapters }",
        "h1::before { position: fixed; content: '' }",
        ".chapter { break-before: auto }",
        "section + .chapter { color: red }",
    ],
)
def test_rules_that_look_beyond_a_chapter_have_the_whole_laid_out(css: str, edited: Edited) -> None:
    edited.write(small("Some words.", "Others.", css=css))
    assert edited.laid_out[-1] == "whole"


def test_what_is_wrong_with_one_chapter_is_not_forgotten(edited: Edited) -> None:
    for first in ("Some words.", "Other words."):
        with pytest.raises(BuildFailed) as failed:
            edited.write(small(first, "日"))
        assert "no letters for “日”" in failed.value.problems[0].message
    assert edited.is_as_new(small(*PLAIN))


def test_a_picture_that_is_replaced_is_seen(edited: Edited) -> None:
    picture = edited.folder / "mark.svg"
    book = small(f'<img src="{picture.as_uri()}" alt="A mark">')
    edited.layers = Layers((Layer("own", edited.folder), Layer("stock", ROOT)))
    for colour in ("red", "green"):
        picture.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{colour}"/></svg>'
        )
        assert edited.is_as_new(book)


def test_a_chapter_comes_back_from_its_facts_as_it_was(edited: Edited) -> None:
    edited.write(small(*PLAIN))
    assert len(edited.store) > len(PLAIN)
    for chapter in edited.store.values():
        assert LaidOutChapter.of(chapter.pdf, chapter.facts) == chapter
