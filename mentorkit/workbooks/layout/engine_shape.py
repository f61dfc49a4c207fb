"""The gate to the inner workings of WeasyPrint and pydyf: the check that the installed versions have the form we rely on.

Finishing a PDF and joining chapters work on objects that the engines do not document, and another version may
keep them in another way. Each check looks at one thing in a sample that the installed engine made. Where a book could
not be finished there is a `Problem`; where only a shorter way is closed, the longer one is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

from mentorkit.core.problems import Problem, Span
from mentorkit.workbooks.layout import page_boxes, pdf_objects

REQUIRED = '"weasyprint>=70,<71" "pydyf>=0.11,<0.14"'
"""The versions that books can be made with, as pip takes them."""

SAMPLE_HTML = """\
<!DOCTYPE html><html lang="en"><head><title>Sample</title></head><body><section data-new-page><h1 id="a">A</h1>
<table><thead><tr><th>B</th></tr></thead><tbody><tr><th>C</th></tr></tbody></table><p><a href="#a">D</a></p>
<input type="radio" name="r" value="1" title="E"><textarea name="t" title="F"></textarea></section></body></html>"""
"""A page with one of everything that the checks look at."""
SAMPLE_CSS = """\
@font-face {{ font-family: "Sample"; src: url("{font}") }} * {{ font: 400 10pt "Sample" }}
@page {{ @top-left {{ content: string(head) }} }} section {{ break-before: page }}
h1 {{ string-set: head content(); bookmark-level: 1 }}"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample page as the engine laid it out and wrote it."""

    document: Any
    pdf: Any

    @property
    def page(self) -> Any:
        """The page that was laid out."""
        return self.document.pages[0]

    @property
    def stream(self) -> Any:
        """The stream that the page was drawn on."""
        return pdf_objects.at(self.pdf, self._printed["Contents"])

    @property
    def fonts(self) -> list[Any]:
        """The fonts that it was set in."""
        return list(self.document.fonts.values())

    @property
    def _printed(self) -> Any:
        return next(pdf_objects.pages(self.pdf))


@dataclass(frozen=True, slots=True)
class EngineShape:
    """The installed versions, and what each way of working with them misses: nothing where that way is open."""

    weasyprint: str
    pydyf: str
    finishing: tuple[str, ...] = ()
    page_list: tuple[str, ...] = ()

    @property
    def problem(self) -> Problem | None:
        """Why no book can be made; None where it can."""
        if not self.finishing:
            return None
        return Problem(
            "engine",
            f"this version of WeasyPrint ({self.weasyprint}, with pydyf {self.pydyf}) makes PDFs that MentorKit cannot finish:"
            f" it does not find {' and '.join(self.finishing)}",
            Span("WeasyPrint"),
            f"install one that it knows: pip install {REQUIRED}",
        )


Check = Callable[[Sample], object]
"""A look at one thing in the sample: true where it is as we know it. What it runs into on the way counts as false."""


def examine(weasyprint: str, pydyf: str, make: Callable[[], Sample]) -> EngineShape:
    """Look at the sample that `make` makes with these versions."""
    try:
        sample = make()
    except (ImportError, *_STRANGE):
        return EngineShape(weasyprint, pydyf, (_MAKING,), (_MAKING,))
    finishing, page_list = (tuple(_missed(checks, sample)) for checks in (FINISHING, PAGE_LIST))
    return EngineShape(weasyprint, pydyf, finishing, page_list)


_MAKING = "how a page is laid out and written"
_STRANGE = (AttributeError, LookupError, TypeError, ValueError, AssertionError, StopIteration, RuntimeError)
"""The exceptions that an object of another form than expected leads to."""


def _missed(checks: Mapping[str, Check], sample: Sample) -> Iterator[str]:
    for what, check in checks.items():
        try:
            found = check(sample)
        except _STRANGE:
            found = False
        if not found:
            yield what


def _has(one: Any, **types: type) -> bool:
    """Return whether an object has these attributes, of these types."""
    return all(isinstance(getattr(one, name), kind) for name, kind in types.items())


def _takes(function: Any, *names: str) -> bool:
    """Return whether a function can be called with arguments of these names, or with any."""
    parameters = signature(function).parameters
    return any(one.kind is one.VAR_KEYWORD for one in parameters.values()) or set(names) <= parameters.keys()


def _objects(sample: Sample) -> bool:
    return all(pdf_objects.at(sample.pdf, one.reference) is one for one in sample.pdf.objects[1:])


def _catalogue(sample: Sample) -> bool:
    return all(name in sample.pdf.catalog for name in ("Outlines", "AcroForm", "StructTreeRoot", "Metadata"))


def _streams(sample: Sample) -> bool:
    stream = sample.stream
    whole = b"\nstream\n" in stream.data and stream.data.endswith(b"\nendstream")
    return whole and _has(stream, stream=list, extra=dict, compress=bool)


def _metadata(sample: Sample) -> bool:
    return any(b"</rdf:RDF>" in part for part in pdf_objects.at(sample.pdf, sample.pdf.catalog["Metadata"]).stream)


def _header_cells(sample: Sample) -> bool:
    cells = list(pdf_objects.header_cells(sample.pdf))
    return [group for _, group in cells] == ["/THead", "/TBody"] and all(isinstance(one, dict) for one, _ in cells)


def _links(sample: Sample) -> bool:
    return [anchor for _, anchor in pdf_objects.inner_links(sample.pdf)] == ["a"]


def _running_heads(sample: Sample) -> bool:
    (head,) = pdf_objects.running_heads(sample.pdf)
    return isinstance(head.drawn, list) and head.drawn[head.at - 1] == "/Span" and bool(head.meanings[head.said])


def _fields(sample: Sample) -> bool:
    fields = [field for _, field in pdf_objects.fields(sample.pdf)]
    (group,) = (one for one in fields if "Kids" in one)
    (choice,) = (one for one in fields if "Parent" in one)
    (typed,) = (one for one in fields if "DA" in one)
    parts = len(typed["Rect"]) == 4 and "T" in choice and "Ff" in group
    return parts and "NeedAppearances" in sample.pdf.catalog["AcroForm"] and _has(group["T"], string=str)


def _letters(sample: Sample) -> bool:
    return bool(sample.fonts) and all(
        _has(one, family=str, to_unicode=dict) and one.missing is not None for one in sample.fonts
    )


FINISHING: Mapping[str, Check] = {
    "the objects of a PDF": _objects,
    "its catalogue": _catalogue,
    "its metadata": _metadata,
    "the streams of a PDF": _streams,
    "the edges of a page": lambda sample: len(list(pdf_objects.pages(sample.pdf))) == 1,
    "the letters that glyphs stand for": lambda sample: any(pdf_objects.letter_maps(sample.pdf)),
    "the header cells of a table": _header_cells,
    "the links inside a book": _links,
    "the running heads": _running_heads,
    "the fields of a form": _fields,
    "the fields on a page": lambda sample: [len(place) for _, place in sample.page.forms[None]] == [4, 4],
    "the fonts of a book": _letters,
    "the cells of a table": lambda sample: sum("ID" in cell for cell, _ in pdf_objects.named_cells(sample.pdf)) == 2,
    "the beginning of a page": lambda sample: page_boxes.begins(sample.page) == "",
    "the running heads that a page sets": lambda sample: page_boxes.chapter_page(sample.page).heads == (("head", "A"),),
    "the boxes on a page": lambda sample: page_boxes.tops(sample.page)[0].element.get("data-new-page") is not None,
    "the counters on a page": lambda sample: page_boxes.stands_alone([sample.page]),
    "the kind of a page": lambda sample: page_boxes.chapter_page(sample.page).name == "",
    "the bookmarks on a page": lambda sample: page_boxes.chapter_page(sample.page).bookmarks[0][:2] == (1, "A"),
    "the places of anchors": lambda sample: sample.page.anchors["a"][0] > 0,
}
"""The checks without which a book cannot be finished."""

PAGE_LIST: Mapping[str, Check] = {
    "the list of pages": lambda sample: len(sample.pdf.page_references) == sample.pdf.pages["Count"],
    "the list of pages as a property": lambda sample: callable(type(sample.pdf).page_references.fget),
}
"""The checks without which the pages of a PDF are listed again for each tag."""
