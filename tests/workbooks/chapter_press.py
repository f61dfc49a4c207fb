"""Chapters of a book laid out by the engine for tests of joining, until the build does it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import CSS, HTML

from mentorkit.core.digests import digest
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.joining.book_of_chapters import ChaptersInMemory, write_joined
from mentorkit.workbooks.joining.cut_book import CutBook, can_be_cut, chapter_rules
from mentorkit.workbooks.joining.laid_out_chapter import ChapterPage, JoinedBook, LaidOutChapter
from mentorkit.workbooks.layout import print_engine
from mentorkit.workbooks.layout.fetching import Gate
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.html_tree import titles
from mentorkit.workbooks.layout.pdf_finish import Spoken, finish, finish_lines
from mentorkit.workbooks.layout.table_fit import fit_tables
from mentorkit.workbooks.relayout.page_boxes import cover_cells, tops
from mentorkit.workspace.layers import Layers

_POINTS = 0.75
"""Points in a pixel of CSS."""
_SIDES = frozenset({"left", "right", "recto", "verso"})


def chapter_page(page: Any) -> ChapterPage:
    """What a book needs to know of a page of a chapter."""
    box = page._page_box
    return ChapterPage(
        name=box.page_type.name or "",
        left=round(box.content_box_x() * _POINTS, 3),
        heads=tuple(
            (name, value)
            for one in box.descendants()
            if one.string_set and one.string_set != "none"
            for name, value in one.string_set
        ),
        anchors=tuple(page.anchors),
        bookmarks=tuple(
            (level, words, round(x * _POINTS, 3), round((page.height - y) * _POINTS, 3), state)
            for level, words, (x, y), state in page.bookmarks
        ),
    )


@dataclass
class Press:
    """One book with all that laying out its chapters takes. `laid_out` are the first headings of those that were."""

    composed: PrintHtml
    layers: Layers
    laid_out: list[str] = field(default_factory=list)
    spoken: Spoken = field(default_factory=Spoken)
    complaints: int = 0
    opens_bookmarks: bool = False

    def __post_init__(self) -> None:
        self.gate = Gate(tuple(layer.root.resolve() for layer in self.layers.order))
        self.style = print_engine._style(self.composed.css, self.gate.roots, "")
        rules = print_engine._FONT.sub("", chapter_rules(self.composed.css))
        self.rules = CSS(string=rules, font_config=self.style.fonts, base_url=print_engine._base(self.gate))

    def made_from(self, text: str, *, heads: bool = False) -> str:
        """Everything that a chapter of this text is made from, or that running heads are."""
        return repr((self.composed.edition, self.composed.css if heads else chapter_rules(self.composed.css), text))

    def chapter(self, root: Element) -> LaidOutChapter | None:
        """A chapter laid out without running heads."""
        self.laid_out.append(next(("".join(one.itertext()) for one in root.iter("h1")), ""))
        document = self._laid_out(root, self.rules)
        pages, made = tuple(map(chapter_page, document.pages)), BytesIO()
        here = {anchor for page in pages for anchor in page.anchors}
        for target in [target for page in document.pages for kind, target, *_ in page.links if kind == "internal"]:
            if target not in here:
                document.pages[-1].anchors[target] = (0, 0, 0, 0)
        name, edition = digest("".join(root.itertext()))[:8], self.composed.edition

        def finisher(_: Any, pdf: Any) -> None:
            finish(pdf, edition, self.spoken)
            name_cells(pdf, name)

        document.write_pdf(made, pdf_variant=edition.variant, pdf_tags=edition.for_people, finisher=finisher)
        side = str(tops(document.pages[0])[0].style["break_before"])
        return LaidOutChapter(made.getvalue(), side if side in _SIDES else "", pages)

    def heads(self, root: Element) -> LaidOutChapter:
        """Pages with running heads alone, without tags."""
        document, made = self._laid_out(root, self.style.css), BytesIO()
        document.write_pdf(made, finisher=lambda _, pdf: finish_lines(pdf))
        return LaidOutChapter(made.getvalue(), "", tuple(map(chapter_page, document.pages)))

    def _laid_out(self, root: Element, rules: Any) -> Any:
        tree = HTML(string="")
        tree.etree_element.attrib.update(root.attrib)
        tree.etree_element[:] = list(root)
        fields = self.composed.edition.fields
        document = tree.render(stylesheets=[rules], font_config=self.style.fonts, pdf_forms=fields)
        if fields:
            cover_cells(document.pages)
        return document


def name_cells(pdf: Any, chapter: str) -> None:
    """Give header cells names that no other chapter gives: a book joins their tables to one tree."""
    for cell in [one for one in pdf.objects if isinstance(one, dict) and one.get("S") in ("/TH", "/TD")]:
        if "ID" in cell:
            cell["ID"] = pydyf.String(f"{chapter}-{cell['ID'].string}")
        if "Headers" in cell["A"]:
            cell["A"]["Headers"] = pydyf.Array(pydyf.String(f"{chapter}-{one.string}") for one in cell["A"]["Headers"])


def write_chapters(
    composed: PrintHtml, layers: Layers, into: Path, store: ChaptersInMemory
) -> tuple[JoinedBook | None, list[str]]:
    """Write a book joined from its chapters; with it, the first headings of the chapters that were laid out."""
    assert can_be_cut(composed.html, composed.css)
    press = Press(composed, layers)
    root = HTML(string=composed.html).etree_element
    fit_tables(root, composed.edition)
    scales = add_fields(root, Words(composed.language)) if composed.edition.fields else {}
    press.spoken = replace(press.spoken, scales=scales, targets=titles(root))
    book = CutBook.of(root)
    assert book is not None
    return write_joined(book, press, store, into), press.laid_out
