"""The objects of a PDF before it is written, as pydyf keeps them and WeasyPrint arranges them: where to find what we finish.

All knowledge of their form stands here, so that `engine_shape` can look whether the installed engine shares it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


def at(pdf: Any, reference: bytes) -> Any:
    """The object that a reference leads to."""
    return pdf.objects[int(reference.split()[0])]


def pages(pdf: Any) -> Iterator[Any]:
    """The dictionary of each page, with its boxes."""
    return (one for one in _dictionaries(pdf) if "TrimBox" in one)


def letter_maps(pdf: Any) -> Iterator[Any]:
    """The streams that say for each glyph of a font which letters it stands for."""
    for one in pdf.objects:
        if getattr(one, "stream", None) and one.stream[0] == b"/CIDInit /ProcSet findresource begin":
            yield one


def images(pdf: Any) -> Iterator[Any]:
    """The entries of each picture made of pixels, and of each mask of one."""
    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Subtype") == "/Image":
            yield one.extra


def compressed(pdf: Any) -> Iterator[tuple[Any, bytes]]:
    """The streams that are compressed when they are written, with everything that is written of them."""
    return ((one, one.data) for one in pdf.objects if getattr(one, "compress", False))


def figures(pdf: Any) -> Iterator[tuple[Any, float]]:
    """The attributes of each figure, and the points from the foot of its page to the top."""
    for one in _dictionaries(pdf):
        if "BBox" in one.get("A", {}):
            yield one["A"], float(at(pdf, one["Pg"])["TrimBox"][3])


def header_cells(pdf: Any) -> Iterator[tuple[Any, str]]:
    """The attributes of each header cell of a table, and the kind of the group that its row stands in."""
    for one in _dictionaries(pdf):
        if one.get("S") == "/TH":
            yield one["A"], at(pdf, at(pdf, one["P"])["P"])["S"]


def named_cells(pdf: Any) -> Iterator[tuple[Any, Any]]:
    """Each cell of a table with its attributes, which name the header cells that speak for it."""
    for one in _dictionaries(pdf):
        if one.get("S") in ("/TH", "/TD"):
            yield one, one["A"]


def loose_in_lists(pdf: Any) -> Iterator[tuple[Any, list[bytes]]]:
    """Each item of a list whose words, or some of them, stand in no body; and the references of these."""
    for one in _dictionaries(pdf):
        if one.get("S") == "/LI":
            loose = [kid for kid in one["K"] if at(pdf, kid).get("S") not in ("/Lbl", "/LBody")]
            if loose:
                yield one, loose


def inner_links(pdf: Any) -> Iterator[tuple[Any, str]]:
    """The annotation of each link inside the book, and the name of the anchor that it leads to."""
    for one in _dictionaries(pdf):
        if one.get("Subtype") == "/Link" and "Dest" in one:
            yield one, one["Dest"].string


@dataclass(frozen=True, slots=True)
class RunningHead:
    """A piece of text in the margins: where it is drawn, and where its meaning is noted."""

    drawn: list[Any]
    """The parts of the stream of its page; what marks its beginning stands at `at` and before."""
    at: int
    meanings: list[Any]
    """The elements of the tag tree by the numbers of the marks on its page."""
    said: int
    """Its own number there."""


def running_heads(pdf: Any) -> Iterator[RunningHead]:
    """The running heads: text that hangs on the tag tree's root and is none of its children."""
    root = at(pdf, pdf.catalog["StructTreeRoot"])
    document = at(pdf, root["K"][0])
    chapters, meanings = set(document["K"]), at(pdf, root["ParentTree"])["Nums"]
    numbers = {reference: number for number, reference in enumerate(pdf.page_references)}
    for one in _dictionaries(pdf):
        if one.get("P") != document.reference or one.reference in chapters:
            continue
        for piece in (at(pdf, kid) for kid in one["K"] if isinstance(kid, bytes)):
            if piece.get("S") == "/Span":
                (said,), page = piece["K"], piece["Pg"]
                drawn = at(pdf, at(pdf, page)["Contents"]).stream
                yield RunningHead(drawn, _mark(drawn, said), meanings[2 * numbers[page] + 1], said)


def _mark(drawn: list[Any], number: int) -> int:
    """The place of the mark of this number in a stream."""
    for place, part in enumerate(drawn):
        if isinstance(part, dict) and part.get("MCID") == number:
            return place
    raise LookupError(f"the stream has no mark {number}")


def fields(pdf: Any) -> list[tuple[bytes, Any]]:
    """The fields of the form with their references, and the buttons that belong to a field."""
    return [(reference, at(pdf, reference)) for reference in pdf.catalog["AcroForm"]["Fields"]]


def list_pages_once(kind: Any) -> None:
    """Have all pages listed once for a PDF; pydyf does it for each of ten thousand tags, a tenth of what writing takes."""
    anew = kind.page_references.fget

    def listed(pdf: Any) -> Any:
        count, pages = pdf.__dict__.get("listed", (0, ()))
        if count != pdf.pages["Count"]:
            count, pages = pdf.__dict__["listed"] = pdf.pages["Count"], anew(pdf)
        return pages

    kind.page_references = property(listed)


def _dictionaries(pdf: Any) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, dict)]
