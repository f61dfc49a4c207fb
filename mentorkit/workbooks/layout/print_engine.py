"""Print HTML to PDF. The one module that imports WeasyPrint, and only when a book is made.

Whatever the engine warns of, and whatever it could not fetch, is an error: a hole in a page is no book.
"""

from __future__ import annotations

import atexit
import re
from base64 import b64encode
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.metadata import version
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from mentorkit.core.digests import file_digest
from mentorkit.core.log_warnings import warnings_of
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout import letters
from mentorkit.workbooks.layout.conformity import broken_claims
from mentorkit.workbooks.layout.engine_run import no_collection
from mentorkit.workbooks.layout.engine_shape import SAMPLE_CSS, SAMPLE_HTML, EngineShape, Sample, examine
from mentorkit.workbooks.layout.fetching import Gate, lost_links, read_addresses
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.html_tree import titles
from mentorkit.workbooks.layout.pdf_finish import Spoken, bind_on_the_right, finish, finish_lines
from mentorkit.workbooks.layout.pdf_objects import list_pages_once
from mentorkit.workbooks.layout.proof import misfits, prove
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workbooks.layout.table_fit import fit_tables
from mentorkit.workbooks.relayout.laid_out_book import LaidOutBook
from mentorkit.workbooks.relayout.page_boxes import cover_cells
from mentorkit.workbooks.relayout.pieces import numbered
from mentorkit.workspace.layers import Layers, stock_root

_LOG = "weasyprint"
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")
_OF_STYLE = "the style sheet of the books: {}"
_FILE = re.compile(r"""\bfile:[^"')\s<>]+""")


def write_pdf(composed: PrintHtml, layers: Layers, into: Path, kept: LaidOutBook | None = None) -> int:
    """Write the book as a tagged PDF (PDF/UA-1; an archive edition as PDF/A-2a too) and return its number of pages.

    Same input, same bytes. `kept` is the book as it was laid out before an edit: what has not changed is taken from
    there. Raises BuildFailed where something is missing, refused or lost on the way, or the installed engine is not one
    that books can be made with; `into` is then not to be used.
    """
    kept = None if _usable_engine().reuse else kept
    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    style = _style(composed.css, gate.roots, _contents(composed.css))
    with warnings_of(_LOG) as warnings, no_collection():
        document, spoken = _rendered(composed, gate, style, kept, warnings)
        _write(document, composed, spoken, into, kept)
    strange = letters.complaints(document.fonts.values(), style.families)
    complaints = [*style.complaints, *gate.refused, *lost_links(composed.html), *strange] or [
        f"the engine for books says: {warning}" for warning in warnings
    ]
    problems = (
        _problems(composed, complaints)
        or misfits(composed, into)  # first, for what does not fit may lie upon other text
        or _problems(
            composed, prove(composed, into, kept.pages if kept else ()) or broken_claims(into, composed.edition)
        )
    )
    if problems:
        if kept:
            kept.forget()  # what is wrong with a piece is said when it is laid out
        raise BuildFailed(problems)
    return len(document.pages)


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


def _write(document: Any, composed: PrintHtml, spoken: Spoken, into: Path, kept: LaidOutBook | None) -> None:
    """Write a laid out book, finished as its edition and its language need."""
    edition = composed.edition

    def finisher(_: Any, pdf: Any) -> None:
        finish(pdf, edition, spoken)
        if Words(composed.language).direction == "rtl":
            bind_on_the_right(pdf)
        if kept:
            kept.streams.compress(pdf)

    document.write_pdf(
        into,
        pdf_variant=edition.variant,
        pdf_tags=edition.for_people,
        output_intent="srgb" if edition.bleed else None,
        finisher=finisher,
    )


def _rendered(
    composed: PrintHtml, gate: Gate, style: _Style, kept: LaidOutBook | None, warnings: list[str]
) -> tuple[Any, Spoken]:
    """The book laid out in the largest setting in which it has no more pages than it should, and words for its parts."""
    document, spoken = None, Spoken()
    for html in (composed.html, *composed.tighter):
        if document is None or len(document.pages) > composed.most_pages:
            tree = kept.parser.parse(html, partial(_html, gate=gate)) if kept else _html(html, gate)
            fit_tables(tree.etree_element, composed.edition)
            if composed.edition.fields:
                spoken.scales |= add_fields(tree.etree_element, Words(composed.language))
            spoken.targets |= titles(tree.etree_element)
            press = _Press(tree, style, gate, composed.edition.fields, warnings)
            if kept and not composed.most_pages:
                document = kept.lay_out(tree.etree_element, html, style.text + _contents(html), press)
            else:
                document = press.whole()
    return document, spoken


@dataclass(frozen=True, slots=True)
class _Press:
    """One book with all that laying it out takes, or laying out a part of it."""

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
        document = tree.render(stylesheets=rules, font_config=self.style.fonts, pdf_forms=self.fields)
        if self.fields:
            cover_cells(document.pages)
        return document


def set_lines(html: str, css: str, layers: Layers) -> SetLines:
    """Set lines of text, a page for each (see `lettering`). Letters that the programme's fonts lack are lent by the system.

    Raises BuildFailed where the installed engine is not one that books can be made with.
    """
    _usable_engine()
    gate = Gate(tuple(layer.root.resolve() for layer in layers.order))
    style, made = _style(css, gate.roots, _contents(css)), BytesIO()
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
def _style(css: str, roots: tuple[Path, ...], contents: str) -> _Style:
    """Fonts and rules, read once for all books of a programme. `contents` says what the files are that they name."""
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
def _apart(style: _Style, roots: tuple[Path, ...]) -> Any:
    """The rules for what is laid out apart, with the fonts of the rest of the book."""
    from weasyprint import CSS

    gate, rules = Gate(roots), _FONT.sub("", numbered(style.text))
    return CSS(string=rules, font_config=style.fonts, url_fetcher=_fetcher(gate), base_url=_base(gate))


atexit.register(_apart.cache_clear)  # fonts that outlive the engine's modules complain as the process ends
atexit.register(_style.cache_clear)


def _contents(text: str) -> str:
    """The digests of the files that a text names, as a comment of a style sheet: a file that is replaced keeps its name."""
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
            response = super().fetch(url, headers)
            data = response.read()
            response.close()
            shown = gate.as_shown(url, data)
            # A changed picture has no address of its own, or the engine would read the file itself.
            return URLFetcherResponse(url if shown == data else "picture:shown", shown, response.headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)
