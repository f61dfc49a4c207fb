"""Personal copies: the places of a workbook that wait for a name, and putting names there without a new layout.

The book is laid out once with a picture of one colour in each place. WeasyPrint sets the names, so that every script is
shaped; here each picture becomes a drawing of them (a Form XObject), and its figure in the tags becomes the words.
pikepdf is imported only when a copy is made.
"""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import Any
from zlib import compress, crc32

REOPENED_AFTER = 200
"""Copies after which a master is read again: what earlier copies left in it takes memory."""
_POINTS = 72 / 25.4
"""Points in a millimetre."""
SMALLEST = 0.55
"""How much smaller than its size a name may be set to find room; one that needs less is too long."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a name. `holds` says whose (`own` or `partner`); `look` is the setting that it is shown in."""

    number: int
    name: str
    holds: str
    look: str
    width: int
    """Millimetres."""
    height: int
    size: float
    """Size of the letters in points, where they find room."""
    at_end: bool = False
    """Whether the name stands at the end of its line: right, where one reads from left to right."""

    @property
    def alt(self) -> str:
        """What stands in the tags until the name does."""
        return f"slot:{self.name}"

    @property
    def address(self) -> str:
        """A picture of one colour that no other slot has, with a pixel for each millimetre."""
        rows = (b"\x00" + self.pixel * self.width) * self.height
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", compress(rows)), (b"IEND", b""))
        chunks = (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data)) for kind, data in parts
        )
        return "data:image/png;base64," + b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()

    @property
    def pixel(self) -> bytes:
        """Its colour, red, green and blue."""
        return bytes((77, 75, self.number))


SLOTS = {
    slot.name: slot
    for slot in (
        Slot(1, "cover-own", "own", "name", 70, 9, 15),
        Slot(2, "cover-partner", "partner", "name", 70, 7, 11),
        Slot(3, "agreement-own", "own", "name", 72, 6, 11),
        Slot(4, "agreement-partner", "partner", "name", 72, 6, 11),
        Slot(5, "head", "own", "head", 60, 5, 8, at_end=True),
    )
}

SIZE = 20.0
"""Points in which names are set before they are fitted to their slots."""
LINE = SIZE * 1.5
"""Height in points of the page that one name is set on."""


@dataclass(frozen=True, slots=True)
class Personal:
    """What of a personal copy stands in its layout: the groups that somebody is in, and the slots for the names."""

    groups: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=lambda: SLOTS)


@dataclass(frozen=True, slots=True)
class NameSheet:
    """The names of one copy, ready for the engine: a line for each of `lines` (whose it is, and its look)."""

    lines: tuple[tuple[str, str], ...]
    html: str


def name_sheet(texts: Mapping[str, str], families: Mapping[str, str]) -> NameSheet:
    """Every name in every look that some slot has. `texts` and `families` are by whose name it is (`own`, `partner`)."""
    lines = tuple(dict.fromkeys((one.holds, one.look) for one in SLOTS.values() if texts.get(one.holds)))
    html = "".join(
        f'<p class="look-{look}"{_set_in(families.get(whose, ""))}><bdi>{escape(texts[whose])}</bdi><a id="end-{n}"></a></p>'
        for n, (whose, look) in enumerate(lines)
    )
    return NameSheet(lines, f"<!DOCTYPE html><html><head><title>-</title></head><body>{html}</body></html>")


def _set_in(family: str) -> str:
    return f' style="font-family: &quot;{escape(family)}&quot;"' if family else ""


def too_wide(lines: Iterable[tuple[str, str]], widths: Iterable[float]) -> tuple[str, ...]:
    """Whose name finds no room in some slot, even in smaller letters."""
    measured = dict(zip(lines, widths, strict=True))
    crowded = (
        slot.holds
        for slot in SLOTS.values()
        if measured.get((slot.holds, slot.look), 0) * slot.size / SIZE * SMALLEST > slot.width * _POINTS
    )
    return tuple(dict.fromkeys(crowded))


@dataclass(frozen=True, slots=True)
class SetLines:
    """Lines of text set in type: a PDF with a page for each, and how wide each is, in points.

    `strange` are the fonts of the system that lent letters, with those letters; `missing` are letters that no font has.
    """

    pdf: bytes
    widths: tuple[float, ...]
    strange: Mapping[str, frozenset[str]]
    missing: frozenset[str]


class Master:
    """A workbook laid out with slots, of which personal copies are made."""

    def __init__(self, data: bytes, *, mirrored: bool = False) -> None:
        """`mirrored` says that the book is read from right to left."""
        self._data, self._mirrored = data, mirrored
        self._made = 0
        self._open()

    def _open(self) -> None:
        import pikepdf

        self._pdf = pikepdf.open(BytesIO(self._data))
        self._pictures = dict(_pictures(self._pdf))
        self._tags = dict(_tags(self._pdf.Root.StructTreeRoot))

    @property
    def places(self) -> frozenset[str]:
        """The slots that stand in this book; a template may leave some out."""
        return frozenset(self._pictures)

    def copy(self, texts: Mapping[str, str], lines: Iterable[tuple[str, str]], drawn: SetLines) -> bytes:
        """The book with these names: `texts` by whose they are, and `drawn` as a page for each of `lines`."""
        import pikepdf

        if self._made == REOPENED_AFTER:
            self._made = 0
            self._open()
        self._made += 1
        with pikepdf.open(BytesIO(drawn.pdf)) as pdf:
            pages = dict(zip(lines, zip(pdf.pages, drawn.widths, strict=True), strict=True))
            for name, picture in self._pictures.items():
                slot = SLOTS[name]
                self._draw(picture, slot, *pages.get((slot.holds, slot.look), (None, 0.0)))
                if name in self._tags:
                    _say(self._tags[name], texts.get(slot.holds, ""))
            made = BytesIO()
            self._pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return made.getvalue()

    def _draw(self, picture: Any, slot: Slot, page: Any, width: float) -> None:
        """Turn the picture into a drawing of the page. Both fill the same unit square of wherever they stand."""
        from pikepdf import Array, Dictionary, Name

        wide, high = slot.width * _POINTS, slot.height * _POINTS
        content = b""
        resources: Any = Dictionary()
        if page is not None:
            scale = min(slot.size / SIZE, wide / width)
            left = wide - width * scale if slot.at_end != self._mirrored else 0.0
            content = b"q %.5f 0 0 %.5f %.5f 0 cm\n%s\nQ" % (scale, scale, left, page.Contents.read_bytes())
            resources = self._pdf.copy_foreign(page.obj.Resources)
        for key in set(picture.keys()) - {"/Length"}:
            del picture[key]
        picture.write(content)
        picture.Type, picture.Subtype = Name.XObject, Name.Form
        picture.BBox = Array([0, round(-high / 2, 4), round(wide, 4), round(1.5 * high, 4)])  # tall scripts are not cut
        picture.Matrix = Array([round(1 / wide, 8), 0, 0, round(1 / high, 8), 0, 0])
        picture.Resources = resources


def _pictures(pdf: Any) -> Iterator[tuple[str, Any]]:
    """The picture of each slot, known by its colour: running heads are in no tags, and all draw one picture."""
    import pikepdf

    by_colour = {(slot.width, slot.height, slot.pixel): slot.name for slot in SLOTS.values()}
    sizes = {(slot.width, slot.height) for slot in SLOTS.values()}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            size = int(thing.Width), int(thing.Height)
            if size in sizes and (name := by_colour.get((*size, thing.read_bytes()[:3]))):
                yield name, thing


def _tags(element: Any) -> Iterator[tuple[str, Any]]:
    """The figure of each slot, by its alternative text."""
    import pikepdf

    if not isinstance(element, pikepdf.Dictionary):
        return
    alt = str(element.get("/Alt", ""))
    if alt.startswith("slot:"):
        yield alt.removeprefix("slot:"), element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        yield from _tags(kid)


def _say(tag: Any, text: str) -> None:
    """What was a figure is now this text."""
    from pikepdf import Name, String

    tag.S, tag.ActualText = Name.Span, String(text)
    for key in ("/Alt", "/A"):
        if key in tag:
            del tag[key]
