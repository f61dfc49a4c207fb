"""Print HTML to PDF. The one module that imports WeasyPrint, and only when a book is made.

Whatever the engine warns of, and whatever it could not fetch, is an error: a hole in a page is no book.
"""

from __future__ import annotations

import atexit
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.metadata import version
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from mentorkit.core.digests import digest
from mentorkit.core.log_warnings import warnings_of
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.joining.book_of_chapters import (
    ChaptersInMemory,
    ChapterStore,
    lay_out_unnumbered,
    write_joined,
)
from mentorkit.workbooks.joining.cut_book import CutBook, can_be_cut, chapter_rules
from mentorkit.workbooks.joining.head_words import HEAD
from mentorkit.workbooks.joining.laid_out_chapter import JoinedBook, LaidOutChapter
from mentorkit.workbooks.joining.neighbours import look_beside
from mentorkit.workbooks.joining.shared_paper import SharedPaper, write_paper
from mentorkit.workbooks.layout import letters
from mentorkit.workbooks.layout.conformity import broken_claims
from mentorkit.workbooks.layout.engine_run import no_collection
from mentorkit.workbooks.layout.engine_shape import SAMPLE_CSS, SAMPLE_HTML, EngineShape, Sample, examine
from mentorkit.workbooks.layout.fetching import Gate, lost_links, read_addresses
from mentorkit.workbooks.layout.field_font import FAMILY, has_stand_in, with_stand_in
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.html_tree import titles
from mentorkit.workbooks.layout.made_from import contents, made_from, paper_made_from, rules_of_chapters, text_of
from mentorkit.workbooks.layout.page_boxes import begins, chapter_page, cover_cells, head_words, stands_alone
from mentorkit.workbooks.layout.pdf_finish import Spoken, bind_on_the_right, finish, finish_heads, finish_lines
from mentorkit.workbooks.layout.pdf_objects import list_pages_once
from mentorkit.workbooks.layout.proof import ReadPdf, misfits, prove, read_heads, read_pdf
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workbooks.layout.table_fit import fit_tables
from mentorkit.workspace.layers import Layers, stock_root

_LOG = "weasyprint"
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")
_OF_STYLE = "the style sheet of the books: {}"


def write_pdf(composed: PrintHtml, layers: Layers, into: Path, store: ChapterStore | None = None) -> int:
    """Write the book as a tagged PDF (PDF/UA-1; an archive edition as PDF/A-2a too) and return its number of pages.

    Same input, same bytes. Chapters that are in `store` are taken from there, and others are kept in it. Raises BuildFailed
    where something is missing, refused or lost on the way, or the installed engine is not one that books can be made with;
    `into` is then not to be used.
    """
    with _opened(composed, layers) as press:
        printed = _joined(press, into, store) or _whole(press, into)
    complaints = [*press.style.complaints, *press.gate.refused, *lost_links(composed.html), *press.strange] or [
        f"the engine for books says: {warning}" for warning in press.warnings
    ]
    problems = (
        _problems(composed, complaints)
        or misfits(composed, into)  # first, for what does not fit may lie upon other text
        or _problems(composed, prove(composed, printed) or broken_claims(into, composed.edition))
    )
    if problems:
        raise BuildFailed(problems)
    return printed.pages


def lay_out_chapters(composed: PrintHtml, layers: Layers, store: ChapterStore, share: Callable[[str], bool]) -> None:
    """Lay out the chapters of a book that show no page numbers and are not in `store` yet, and keep them in it.

    `share` says of each, by what it is made from, whether it is wanted. What is wrong with one is found once more, and told,
    where the book is written. Raises BuildFailed where the installed engine is not one that books can be made with.
    """
    with _opened(composed, layers) as press:
        if book := _cut(press):
            lay_out_unnumbered(book, press, store, share)


@contextmanager
def _opened(composed: PrintHtml, layers: Layers) -> Iterator[_Press]:
    """The engine, ready for one book. Raises BuildFailed where the installed one is not one that books can be made with."""
    _usable_engine()
    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    style = _style(composed.css, gate.roots, contents(composed.css), gettempdir())
    with warnings_of(_LOG) as warnings, no_collection():
        yield _Press(composed, style, gate, warnings)


def refuse_unprintable(composed: PrintHtml, layers: Layers) -> None:
    """Raise BuildFailed with all that `write_pdf` would refuse in a book and that can be seen before it is laid out.

    These are rules of style that the engine does not know, and addresses that a book may not read or lead to.
    """
    _usable_engine()
    from weasyprint import CSS

    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    with warnings_of(_LOG) as warnings:
        CSS(string=_FONT.sub("", composed.css), url_fetcher=_fetcher(gate), base_url=_base(gate))
    for address in read_addresses(composed.html, composed.css):
        gate.admits(urljoin(_base(gate), address))
    if complaints := [*gate.refused, *map(_OF_STYLE.format, warnings), *lost_links(composed.html)]:
        raise BuildFailed(_problems(composed, complaints))


def _problems(composed: PrintHtml, complaints: Iterable[str]) -> list[Problem]:
    return [Problem("book", f"{composed.title}: {text}", Span(composed.title)) for text in dict.fromkeys(complaints)]


def _joined(press: _Press, into: Path, store: ChapterStore | None) -> JoinedBook | None:
    """Write the book chapter by chapter, or a paper as its programmes share it; None where it is one whole."""
    store = ChaptersInMemory() if store is None else store
    if paper := _paper(press):
        return write_paper(paper, press, store, into)
    book = _cut(press)
    return write_joined(book, press, store, into) if book else None


def _paper(press: _Press) -> SharedPaper | None:
    """The paper that the book is; None where it is another book, or a paper that may be set smaller."""
    composed = press.composed
    if HEAD not in composed.html or composed.edition.bleed or composed.most_pages:
        return None
    return SharedPaper.of(press.read(composed.html).etree_element)


def _cut(press: _Press) -> CutBook | None:
    """The book in its chapters; None where it is one whole, whose parts depend on each other."""
    composed = press.composed
    if (
        composed.edition.bleed
    ):  # running heads that reach into it have patterns of their own on each page: a tenth more bytes
        return None
    if composed.most_pages or not can_be_cut(composed.html, composed.css):
        return None
    rules = rules_of_chapters(press.style.text)
    book = CutBook.of(press.read(composed.html).etree_element, rules)
    return None if book is None or look_beside(rules, book.around, book.tops) else book


def _whole(press: _Press, into: Path) -> ReadPdf:
    """Write the book in the largest setting in which it has no more pages than it should."""
    composed, document = press.composed, None
    for html in (composed.html, *composed.tighter):
        if document is None or len(document.pages) > composed.most_pages:
            document = press.laid_out(press.read(html), press.style.css)
    press.write(document, into)
    return read_pdf(composed, into, composed.heads)


@dataclass(slots=True)
class _Press:
    """One book with all that laying it out takes, or laying out a chapter of it."""

    composed: PrintHtml
    style: _Style
    gate: Gate
    warnings: list[str]
    spoken: Spoken = field(default_factory=Spoken)
    strange: list[str] = field(default_factory=list)
    """What is wrong with the letters that were set."""

    def made_from(self, root: Element, *, heads: bool = False) -> str:
        """Everything that this tree is made from as a chapter, or as running heads."""
        return made_from(self.composed, self.style.text, self.spoken, root, heads=heads)

    def made_from_paper(self, root: Element) -> str:
        """Everything that this tree is made from as a paper."""
        return paper_made_from(self.composed, self.style.text, self.spoken, root)

    @property
    def complaints(self) -> int:
        """How often something was found to be wrong so far."""
        return len(self.warnings) + len(self.strange) + len(self.gate.refused)

    @property
    def opens_bookmarks(self) -> bool:
        """Whether a reader of the book sees its bookmarks at once."""
        return self.composed.edition.opens_bookmarks

    def read(self, html: str) -> Any:
        """The tree of this book, ready to be laid out."""
        tree, edition = _html(html, self.gate), self.composed.edition
        fit_tables(tree.etree_element, edition)
        if edition.fields:
            self.spoken.scales |= add_fields(tree.etree_element, Words(self.composed.language))
        self.spoken.targets |= titles(tree.etree_element)
        return tree

    def laid_out(self, tree: Any, rules: Any) -> Any:
        """The document of this tree."""
        fields = self.composed.edition.fields
        document = tree.render(stylesheets=[rules], font_config=self.style.fonts, pdf_forms=fields)
        if fields:
            cover_cells(document.pages)
        return document

    def chapter(self, root: Element) -> LaidOutChapter | None:
        """A chapter laid out without running heads; None where it depends on others."""
        document = self.laid_out(self._tree(root), _chapter_rules(self.style, self.gate.roots))
        if not stands_alone(document.pages):
            return None
        pages, made = tuple(map(chapter_page, document.pages)), BytesIO()
        here, stand_in = {anchor for page in pages for anchor in page.anchors}, document.pages[-1].anchors
        for anchor in (target for page in document.pages for kind, target, *_ in page.links if kind == "internal"):
            if anchor not in here:
                stand_in[anchor] = (0, 0, 0, 0)
        self.write(document, made, digest(text_of(root))[:8])
        read = read_pdf(self.composed, made.getvalue())
        return LaidOutChapter(made.getvalue(), begins(document.pages[0]), pages, dict(read.letters), read.faults)

    def heads(self, root: Element) -> LaidOutChapter:
        """Pages with running heads alone, without tags."""
        edition, made = self.composed.edition, BytesIO()
        document = self._tree(root).render(stylesheets=[self.style.css], font_config=self.style.fonts)
        intent = "srgb" if edition.bleed else None
        document.write_pdf(made, output_intent=intent, finisher=lambda _, pdf: finish_heads(pdf, edition))
        self._look_at(document)
        return LaidOutChapter(made.getvalue(), "", tuple(map(chapter_page, document.pages)))

    def paper(self, root: Element) -> LaidOutChapter:
        """A paper laid out with its running heads."""
        made, document = BytesIO(), self.laid_out(self._tree(root), self.style.css)
        self.write(document, made)
        read = read_pdf(self.composed, made.getvalue(), self.composed.heads)
        pages, places = tuple(map(chapter_page, document.pages)), [one.place for one in head_words(document.pages[0])]
        return LaidOutChapter(made.getvalue(), "", pages, dict(read.letters), read.faults, *places[:1])

    def words(self, root: Element) -> LaidOutChapter | None:
        """Words at the top of a page, without tags and running heads; None where they need more room than they have."""
        made, rules = BytesIO(), _chapter_rules(self.style, self.gate.roots)
        document = self._tree(root).render(stylesheets=[rules], font_config=self.style.fonts)
        words = [*head_words(document.pages[0])]
        if len(document.pages) > 1 or len(words) != 1 or not words[0].has_room:
            return None
        document.write_pdf(made, finisher=lambda _, pdf: finish_heads(pdf, self.composed.edition))
        self._look_at(document)
        read = read_heads(self.composed, made.getvalue(), [(one.bottom, one.top) for one in words])
        page, place = chapter_page(document.pages[0]), words[0].place
        return LaidOutChapter(made.getvalue(), "", (page,), dict(read.letters), read.faults, place)

    def field_font(self) -> bytes:
        """A PDF of one page with the font of form fields; nothing where chapters have no stand-in for it."""
        return _field_font(self.style) if self.composed.edition.fields and has_stand_in(self.style.text) else b""

    def write(self, document: Any, into: Path | BytesIO, chapter: str = "") -> None:
        """Write a document, finished as its edition and its language need."""
        edition, spoken = self.composed.edition, replace(self.spoken, chapter=chapter)

        def finisher(_: Any, pdf: Any) -> None:
            finish(pdf, edition, spoken)
            if Words(self.composed.language).direction == "rtl":
                bind_on_the_right(pdf)

        document.write_pdf(
            into,
            pdf_variant=edition.variant,
            pdf_tags=edition.for_people,
            output_intent="srgb" if edition.bleed else None,
            finisher=finisher,
        )
        self._look_at(document)

    def _tree(self, root: Element) -> Any:
        tree = _html("", self.gate)
        tree.etree_element.attrib.update(root.attrib)
        tree.etree_element[:] = list(root)
        return tree

    def _look_at(self, document: Any) -> None:
        found = letters.complaints(document.fonts.values(), self.style.families)
        self.strange += [one for one in found if one not in self.strange]


def set_lines(html: str, css: str, layers: Layers) -> SetLines:
    """Set lines of text, a page for each (see `lettering`). Letters that the programme's fonts lack are lent by the system.

    Raises BuildFailed where the installed engine is not one that books can be made with.
    """
    _usable_engine()
    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    style, made = _style(css, gate.roots, contents(css), gettempdir()), BytesIO()
    with warnings_of(_LOG):
        document = _html(html, gate).render(stylesheets=[style.css], font_config=style.fonts)
        document.write_pdf(made, finisher=lambda _, pdf: finish_lines(pdf))
    fonts = document.fonts.values()
    return SetLines(
        pdf=made.getvalue(),
        widths=tuple(page.anchors[f"end-{n}"][0] * 0.75 for n, page in enumerate(document.pages)),
        strange=letters.lent(fonts, style.families),
        missing=letters.missing(fonts),
    )


def can_draw(drawing: bytes) -> bool:
    """Return whether the engine draws a whole SVG without a complaint. Raises OSError where a library of the system is missing."""
    from weasyprint import HTML

    address = f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"
    with warnings_of(_LOG) as warnings:
        try:
            page = f'<html lang="en"><title>Drawing</title><img src="{address}" alt="">'
            HTML(string=page, url_fetcher=_fetcher(Gate(()))).write_pdf()
        except Exception:  # whatever a drawing can do to it
            return False
    return not warnings


@cache
def engine_shape() -> EngineShape:
    """The form of the installed engine, examined once in a process. Raises OSError where a library of the system is missing."""
    with redirect_stdout(StringIO()):  # where it says at length how it is installed
        import weasyprint  # noqa: F401
    shape = examine(version("weasyprint"), version("pydyf"), _sample)
    if not shape.page_list:
        import pydyf

        list_pages_once(pydyf.PDF)
    return shape


def _usable_engine() -> EngineShape:
    """The installed engine. Raises BuildFailed where no book can be made with it."""
    try:
        shape = engine_shape()
    except (ImportError, OSError) as error:
        message = f"the engine for books cannot be loaded: {str(error).partition('. ')[0].splitlines()[0]}"
        hint = "see what `mentorkit doctor` says; where it misses nothing, this machine has not enough memory"
        raise BuildFailed([Problem("engine", message, Span("WeasyPrint"), hint)]) from None
    if shape.problem:
        raise BuildFailed([shape.problem])
    return shape


def _sample() -> Sample:
    """The sample laid out and written in a font of the stock."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    font = min((stock_root() / "templates/assets/fonts").glob("*.ttf"))
    fonts, made = FontConfiguration(), list[Any]()
    with warnings_of(_LOG):
        css = CSS(string=SAMPLE_CSS.format(font=font.as_uri()), font_config=fonts)
        document = HTML(string=SAMPLE_HTML).render(stylesheets=[css], font_config=fonts, pdf_forms=True)
        document.write_pdf(
            BytesIO(),
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
            uncompressed_pdf=True,
            finisher=lambda _, pdf: made.append(pdf),
        )
    return Sample(document, made[0])


@dataclass(frozen=True, slots=True)
class _Style:
    text: str
    fonts: Any
    css: Any
    families: frozenset[str]
    complaints: tuple[str, ...]


@lru_cache(maxsize=4)
def _style(css: str, roots: tuple[Path, ...], contents: str, _scratch: str) -> _Style:
    """Fonts and rules, read once for all books of a programme. `contents` says what the files are that they name.

    The engine keeps the fonts in the temporary folder, which goes with the run that made it.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    gate, fonts = Gate(roots), FontConfiguration()
    with warnings_of(_LOG) as warnings:
        read = CSS(string=css, font_config=fonts, url_fetcher=_fetcher(gate), base_url=_base(gate))
    families = frozenset(
        _unescaped(name) for face in _FONT.findall(css) for name in re.findall(r'font-family:\s*"([^"]+)"', face)
    )
    complaints = (*gate.refused, *map(_OF_STYLE.format, warnings))
    return _Style(css + contents, fonts, read, families, complaints)


def _unescaped(name: str) -> str:
    """A name as it is, from a string of a style sheet in which letters may be written as their numbers."""
    return re.sub(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", lambda one: chr(int(one[1], 16)) if one[1] else one[2], name)


@lru_cache(maxsize=4)
def _chapter_rules(style: _Style, roots: tuple[Path, ...]) -> Any:
    """The rules for chapters, with the fonts of the rest of the book, and a stand-in for that of fields."""
    from weasyprint import CSS

    gate, (face, text) = Gate(roots), with_stand_in(chapter_rules(style.text))
    rules = face + _FONT.sub("", text)
    return CSS(string=rules, font_config=style.fonts, url_fetcher=_fetcher(gate), base_url=_base(gate))


@lru_cache(maxsize=4)
def _field_font(style: _Style) -> bytes:
    """A PDF with a field in the font of fields."""
    from weasyprint import CSS, HTML

    made, rules = BytesIO(), CSS(string=f'textarea {{ font-family: "{FAMILY}" }}')
    page = HTML(string='<html lang="en"><title>Field</title><textarea></textarea>', url_fetcher=_fetcher(Gate(())))
    document = page.render(stylesheets=[rules], font_config=style.fonts, pdf_forms=True)
    document.write_pdf(made, finisher=lambda _, pdf: finish_lines(pdf))
    return made.getvalue()


for _cached in (
    _field_font,
    _chapter_rules,
    _style,
):  # fonts that outlive the engine's modules complain as the process ends
    atexit.register(_cached.cache_clear)


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
            response = super().fetch(url, headers)
            data = response.read()
            response.close()
            shown = gate.as_shown(url, data)
            # A changed picture has no address of its own, or the engine would read the file itself.
            return URLFetcherResponse(url if shown == data else "picture:shown", shown, response.headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)
