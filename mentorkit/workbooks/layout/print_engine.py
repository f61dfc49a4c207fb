"""Print HTML to PDF. The one module that imports WeasyPrint, and only when a book is made.

Whatever the engine warns of, and whatever it could not fetch, is an error: a hole in a page is no book.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from mentorkit.core.digests import file_digest
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.fetching import Gate
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.pdf_finish import Spoken, finish, finish_lines
from mentorkit.workbooks.layout.proof import misfits, prove
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workbooks.layout.trees import titles
from mentorkit.workbooks.layout.unfolding import unfold_tables
from mentorkit.workbooks.relayout.pieces import LaidOutBook, numbered
from mentorkit.workspace.layers import Layers

_FONT = re.compile(r"@font-face\s*\{[^}]*\}")
_FILE = re.compile(r"""\bfile:[^"')\s<>]+""")


def write_pdf(composed: PrintHtml, layers: Layers, into: Path, kept: LaidOutBook | None = None) -> int:
    """Write the book as a tagged PDF (PDF/UA-1; an archive edition as PDF/A-2a too) and return its number of pages.

    Same input, same bytes. `kept` is the book as it was laid out before an edit: what has not changed is taken from
    there. Raises BuildFailed where something is missing, refused or lost on the way; `into` is then not to be used.
    """
    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    style = _style(composed.css, gate.roots, _contents(composed.css))
    strange: list[str] = []
    spoken = Spoken()

    def finisher(made: Any, pdf: Any) -> None:
        strange.extend(_strange_letters(made.fonts, style.families))
        finish(pdf, composed.edition, spoken)
        if kept:
            kept.compressed.compress(pdf)

    if _is_known():
        _list_pages_once()
    else:
        kept = None
    with _listening() as warnings, _no_collection():
        document = _rendered(composed, gate, style, spoken, kept, warnings)
        document.write_pdf(
            into,
            pdf_variant=composed.edition.variant,
            pdf_tags=composed.edition.for_people,
            output_intent="srgb" if composed.edition.bleed else None,
            finisher=finisher,
        )
    complaints = [*style.complaints, *gate.refused, *strange]
    if not complaints:
        complaints = [f"the engine for books says: {warning}" for warning in warnings]
    if not complaints:
        complaints = prove(composed, into, kept.pages if kept else ())
    if complaints:
        if kept:
            kept.forget()  # what is wrong with a piece is said when it is laid out
        raise BuildFailed(
            Problem("book", f"{composed.title}: {text}", Span(into.name)) for text in dict.fromkeys(complaints)
        )
    if problems := misfits(composed, into):
        raise BuildFailed(problems)
    return len(document.pages)


def _rendered(
    composed: PrintHtml, gate: Gate, style: _Style, spoken: Spoken, kept: LaidOutBook | None, warnings: list[str]
) -> Any:
    """The book laid out, in the largest setting in which it has no more pages than it should."""
    document = None
    for html in (composed.html, *composed.tighter):
        if document is None or len(document.pages) > composed.most_pages:
            tree = kept.text.read(html, partial(_html, gate=gate)) if kept else _html(html, gate)
            if composed.edition.most_columns:
                unfold_tables(tree.etree_element, composed.edition.most_columns)
            if composed.edition.fields:
                spoken.scales |= add_fields(tree.etree_element, Words(composed.language))
            spoken.targets |= titles(tree.etree_element)
            press = _Press(tree, style, gate, composed.edition.fields, warnings)
            if kept and not composed.most_pages:
                document = kept.lay_out(tree.etree_element, html, style.text + _contents(html), press)
            else:
                document = press.whole()
    return document


@dataclass(frozen=True, slots=True)
class _Press:
    """One book and everything to lay it out, or a part of it, with."""

    book: Any
    style: _Style
    gate: Gate
    fields: bool
    warnings: list[str]

    def whole(self) -> Any:
        """The book laid out."""
        return self._laid_out(self.book, self.style.css)

    def apart(self, root: Element, rules: str) -> Any:
        """A part of it laid out (see `pieces`); None where the engine warns, of the book or of the part."""
        from weasyprint import CSS

        before, part = len(self.warnings), _html("", self.gate)
        part.etree_element.attrib.update(root.attrib)
        part.etree_element[:] = list(root)
        document = self._laid_out(part, _apart(self.style, self.gate.roots), CSS(string=rules))
        if len(self.warnings) == before:
            return document
        del self.warnings[before:]
        return None

    def _laid_out(self, tree: Any, *rules: Any) -> Any:
        return tree.render(stylesheets=rules, font_config=self.style.fonts, pdf_forms=self.fields)


def set_lines(html: str, css: str, layers: Layers) -> SetLines:
    """Set lines of text, a page for each (see `lettering`). Letters that the programme's fonts lack are lent by the system."""
    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    style, fonts, made = _style(css, gate.roots, _contents(css)), dict[str, Any](), BytesIO()

    def finisher(drawn: Any, pdf: Any) -> None:
        fonts.update(drawn.fonts)
        finish_lines(pdf)

    with _listening():
        document = _html(html, gate).render(stylesheets=[style.css], font_config=style.fonts)
        document.write_pdf(made, finisher=finisher)
    lent = {
        font.family: frozenset(letter for text in font.to_unicode.values() for letter in text)
        for font in fonts.values()
        if font.family not in style.families
    }
    return SetLines(
        pdf=made.getvalue(),
        widths=tuple(page.anchors[f"end-{n}"][0] * 0.75 for n, page in enumerate(document.pages)),
        strange=lent,
        missing=frozenset(chr(code) for font in fonts.values() for code in font.missing),
    )


def engine_version() -> str:
    """Lay out one line and return the engine's version. Raises OSError where a library of the system is missing."""
    import weasyprint

    weasyprint.HTML(string="<p>ready").render()
    return str(weasyprint.__version__)


@dataclass(frozen=True, slots=True)
class _Style:
    text: str
    fonts: Any
    css: Any
    families: frozenset[str]
    complaints: tuple[str, ...]


@lru_cache(maxsize=4)
def _style(css: str, roots: tuple[Path, ...], contents: str) -> _Style:
    """Fonts and rules, read once for all books of a programme. `contents` says what the files are that they name."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    gate, fonts = Gate(roots), FontConfiguration()
    with _listening() as warnings:
        read = CSS(string=css, font_config=fonts, url_fetcher=_fetcher(gate), base_url=_base(gate))
    families = frozenset(name for face in _FONT.findall(css) for name in re.findall(r'font-family:\s*"([^"]+)"', face))
    complaints = (*gate.refused, *(f"the style sheet of the books: {warning}" for warning in warnings))
    return _Style(css + contents, fonts, read, families, complaints)


@lru_cache(maxsize=4)
def _apart(style: _Style, roots: tuple[Path, ...]) -> Any:
    """The rules for what is laid out apart, with the fonts of the rest of the book."""
    from weasyprint import CSS

    gate, rules = Gate(roots), _FONT.sub("", numbered(style.text))
    return CSS(string=rules, font_config=style.fonts, url_fetcher=_fetcher(gate), base_url=_base(gate))


def _contents(text: str) -> str:
    """What the files are that a text names, as a comment of a style sheet: one that is replaced keeps its name."""
    named = sorted(set(_FILE.findall(text)))
    return "".join(f"/* {file_digest(Path(url2pathname(urlsplit(one).path)))} */" for one in named)


def _html(text: str, gate: Gate) -> Any:
    from weasyprint import HTML

    return HTML(string=text, base_url=_base(gate), url_fetcher=_fetcher(gate))


def _base(gate: Gate) -> str:
    return gate.roots[0].as_uri() + "/"


def _fetcher(gate: Gate) -> Any:
    """WeasyPrint's fetcher behind the gate: no web, no redirects, no file from elsewhere."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not gate.admits(url):
                raise ValueError("refused")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)


def _strange_letters(fonts: dict[str, Any], families: frozenset[str]) -> Iterator[str]:
    """Letters that the programme's fonts lack, and that are missing or came from whatever font this machine has."""
    strange: set[str] = set()
    for font in fonts.values():
        strange.update(chr(code) for code in font.missing)
        if font.family not in families:
            strange.update(letter for text in font.to_unicode.values() for letter in text)
    letters = "".join(sorted(letter for letter in strange if not letter.isspace()))
    if letters:
        yield f"the programme’s fonts have no letters for “{letters}”; name a font that has them in _brand.yml"


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects what WeasyPrint warns of."""
    heard: list[str] = []
    logger = logging.getLogger("weasyprint")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)


@cache
def _is_known() -> bool:
    """Whether this is the engine whose inner workings `pieces` and `drawing` were written for."""
    import weasyprint

    return bool(weasyprint.__version__.partition(".")[0] == "70")


@cache
def _list_pages_once() -> None:
    """Have all pages listed once for a book; pydyf does it for each of ten thousand tags, a tenth of what writing takes."""
    import pydyf

    anew = pydyf.PDF.page_references.fget

    def listed(pdf: Any) -> Any:
        count, pages = pdf.__dict__.get("listed", (0, ()))
        if count != pdf.pages["Count"]:
            count, pages = pdf.__dict__["listed"] = pdf.pages["Count"], anew(pdf)
        return pages

    pydyf.PDF.page_references = property(listed)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cycle collector, which finds nothing to free before a book is done and takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
