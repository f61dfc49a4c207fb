"""A book that is laid out again after an edit: only what has changed is, and the result is that of the whole book."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Project

from mentorkit.core.problems import BuildFailed
from mentorkit.workbooks.compose.book_html import PrintHtml, compose
from mentorkit.workbooks.layout import print_engine
from mentorkit.workbooks.layout.print_engine import write_pdf
from mentorkit.workbooks.relayout.laid_out_book import LaidOutBook
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
@page {{ size: 110mm 100mm; margin: 21mm; @top-left {{ content: string(chapter) " " counter(page) }} }}
html {{ font: 10pt Inter }} h1 {{ string-set: chapter content(); bookmark-level: 1 }}
[data-new-page] {{ break-before: page }} .opening {{ break-before: verso }}
a::after {{ content: " " target-counter(attr(href), page) }}
"""


@dataclass
class Edited:
    """A book under edit. `laid_out` are the headings of what was laid out for the last edit, or `whole`."""

    folder: Path
    layers: Layers = field(default_factory=lambda: Layers((Layer("stock", ROOT),)))
    kept: LaidOutBook = field(default_factory=LaidOutBook)
    laid_out: list[str] = field(default_factory=list)

    def as_whole(self, book: PrintHtml) -> bool:
        """Make the book again after this edit, and as a whole. Whether both are the same."""
        self.laid_out.clear()
        write_pdf(book, self.layers, self.folder / "again.pdf", self.kept)
        noted = [*self.laid_out]
        write_pdf(book, self.layers, self.folder / "whole.pdf")
        self.laid_out[:] = noted
        return (self.folder / "again.pdf").read_bytes() == (self.folder / "whole.pdf").read_bytes()


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edited:
    book, apart, whole = Edited(tmp_path), print_engine._Press.apart, print_engine._Press.whole

    def apart_noted(self: print_engine._Press, root: Any, rules: str) -> Any:
        book.laid_out.extend("".join(one.itertext()) for one in root.iter() if one.get("id"))
        return apart(self, root, rules)

    def whole_noted(self: print_engine._Press) -> Any:
        book.laid_out.append("whole")
        return whole(self)

    monkeypatch.setattr(print_engine._Press, "apart", apart_noted)
    monkeypatch.setattr(print_engine._Press, "whole", whole_noted)
    return book


@pytest.mark.slow
def test_an_edit_of_a_key_lays_out_that_key(project: Project, edited: Edited) -> None:
    project.write("programs/acme/lead.yml", PROGRAM)
    job = project.job()
    book, edited.layers = compose(job.toolkit, job.books[0], job.layers), job.layers
    write_pdf(book, edited.layers, edited.folder / "first.pdf", edited.kept)
    key = book.html.index('id="keys-first-conversation"')
    at = book.html.index("</p>", book.html.index('<div class="flow">', key))
    assert edited.as_whole(replace(book, html=f"{book.html[:at]} In other words.{book.html[at:]}"))
    assert edited.laid_out[0] == "First conversation"
    assert not {"whole", "Contents"} & set(edited.laid_out)


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


@pytest.mark.slow
def test_only_what_has_changed_is_laid_out(edited: Edited) -> None:
    assert edited.as_whole(small(*PLAIN))
    assert edited.as_whole(small("Some words.", "Others.", "More of them.", *PLAIN[3:]))
    assert edited.laid_out == ["Three"]
    assert edited.as_whole(small("Some words.", "Others.", "More of them.", *PLAIN[3:]))
    assert edited.laid_out == []
    assert edited.as_whole(small(*PLAIN[1:]))
    assert edited.laid_out == ["whole"], "another number of chapters is another book"


@pytest.mark.slow
def test_a_page_more_moves_what_stands_behind_it(edited: Edited) -> None:
    assert edited.as_whole(small(*PLAIN))
    assert edited.as_whole(small("Some words. " * 45, *PLAIN[1:]))
    assert edited.laid_out == ["One", "Two"], "the page before the second chapter was left blank, and is not any more"
    assert edited.as_whole(small("Some words. " * 45, *PLAIN[1:-1], "Last. " * 80))
    assert edited.laid_out == ["Five"]
    assert edited.as_whole(small("Some words. " * 400, *PLAIN[1:]))
    assert edited.laid_out[-1] == "whole", "of so small a book it is as quick"


@pytest.mark.slow
def test_a_running_head_goes_on_until_the_next(edited: Edited) -> None:
    def book(title: str) -> PrintHtml:
        html = small(*PLAIN).html.replace('<h1 id="Three">Three</h1>', '<h2 id="Three">Three</h2>')
        return replace(small(*PLAIN), html=html.replace(">Two</h1>", f">{title}</h1>"))

    assert edited.as_whole(book("Two"))
    assert edited.as_whole(book("Second"))
    assert edited.laid_out == ["Second", "Three", "Four"]


@pytest.mark.parametrize(
    "css",
    [
        "a::after { content: counter(pages) }",
        "@page { @top-right { content: counter(pages) } }",
        "@page :first { margin: 20mm }",
        "body { counter-reset: chapters }",
        "h1::before { position: fixed; content: '' }",
        ".chapter { break-before: auto }",
        "@page { marks: crop; bleed: 12mm }",
        "section:has(h1) + .chapter { color: red }",
    ],
)
def test_rules_that_look_beyond_a_chapter_have_the_whole_laid_out(css: str, edited: Edited) -> None:
    for first in ("Some words.", "Other words."):
        write_pdf(small(first, "Others.", css=css), edited.layers, edited.folder / "again.pdf", edited.kept)
    assert edited.laid_out == ["whole", "whole"]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Open <b>words.", "</section>Out."])
def test_text_that_leaves_something_open_is_read_with_what_follows(text: str, edited: Edited) -> None:
    write_pdf(small(*PLAIN), edited.layers, edited.folder / "again.pdf", edited.kept)
    assert edited.as_whole(small("Some words.", text, *PLAIN[2:]))
    assert edited.as_whole(small("Some other words.", text, *PLAIN[2:]))


def test_what_is_wrong_with_one_chapter_is_not_forgotten(edited: Edited) -> None:
    for first in ("Some words.", "Other words."):
        with pytest.raises(BuildFailed) as failed:
            write_pdf(small(first, "日"), edited.layers, edited.folder / "again.pdf", edited.kept)
        assert "no letters for “日”" in failed.value.problems[0].message
    assert edited.as_whole(small(*PLAIN))


def test_a_picture_that_is_replaced_is_seen(edited: Edited) -> None:
    picture = edited.folder / "mark.svg"
    book = small(f'<img src="{picture.as_uri()}" alt="A mark">')
    edited.layers = Layers((Layer("own", edited.folder), Layer("stock", ROOT)))
    for colour in ("red", "green"):
        picture.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{colour}"/></svg>'
        )
        assert edited.as_whole(book)
