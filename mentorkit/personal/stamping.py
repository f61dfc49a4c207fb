"""Personal copies: putting names into the slots of a workbook without a new layout.

The book is laid out once with a picture of one colour in each place. Here each picture becomes a drawing of a name (a
Form XObject), and its figure in the tags becomes the words. pikepdf is imported only when a copy is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

from mentorkit.personal.lettering import LOOKS, SIZE
from mentorkit.personal.pdf_update import PdfUpdate
from mentorkit.workbooks.compose.editions import Edition
from mentorkit.workbooks.compose.name_slots import PersonalLayout, Slot
from mentorkit.workbooks.layout.conformity import broken_claims
from mentorkit.workbooks.layout.set_lines import SetLines

_POINTS = 72 / 25.4
"""Points in a millimetre."""
SMALLEST = 6.0
"""Points down to which a name may be set to find room; one that needs less is too long."""


class Master:
    """A workbook laid out with slots, of which personal copies are made."""

    def __init__(self, data: bytes, title: str, personal: PersonalLayout, *, mirrored: bool = False) -> None:
        """`title` is what the PDF says it is; `mirrored` says that the book is read from right to left."""
        import pikepdf

        self._data, self._title, self._mirrored = data, title, mirrored
        self._pdf = pikepdf.open(BytesIO(data))
        self._slots = personal.slots
        self._pictures = dict(_pictures(self._pdf, self._slots.values()))
        tags = _tags(self._pdf.Root.get("/StructTreeRoot"))
        self._tags = {name: tag for name, tag in tags if name in self._slots}  # an author's picture may be called so
        for tag in self._tags.values():
            tag.S = pikepdf.Name.Span
            for key in {"/Alt", "/A"} & set(tag.keys()):
                del tag[key]

    @property
    def places(self) -> frozenset[str]:
        """The slots that stand in this book; a template may leave some out."""
        return frozenset(self._pictures)

    def copy(self, names: Mapping[str, str], set_names: Mapping[str, SetLines]) -> bytes:
        """The book with these names, by whose they are (`own`, `partner`)."""
        import pikepdf

        update = PdfUpdate(self._data, self._pdf)
        opened = {whose: pikepdf.open(BytesIO(lines.pdf)) for whose, lines in set_names.items()}
        for name, number in self._pictures.items():
            slot = self._slots[name]
            update.put(number, *self._drawing(slot, set_names[slot.holds], opened[slot.holds], update))
        for name, tag in self._tags.items():
            tag.ActualText = pikepdf.String(names[self._slots[name].holds])
            update.put(tag.objgen[0], tag.unparse(resolved=True))
        self._entitle(f"{names['own']} – {self._title}", update)
        return update.whole()

    def _drawing(self, slot: Slot, lines: SetLines, source: Any, update: PdfUpdate) -> tuple[bytes, bytes]:
        """A drawing of a name in place of a picture: both fill the same unit square of wherever they stand."""
        page, scale = source.pages[LOOKS.index(slot.look)], _scale(slot, lines)
        wide, high = slot.width * _POINTS, slot.height * _POINTS
        free = wide - lines.widths[LOOKS.index(slot.look)] * scale
        left = free / 2 if slot.centred else free if slot.at_end != self._mirrored else 0.0
        head = b"<</Type /XObject /Subtype /Form /Matrix [%.8f 0 0 %.8f 0 0] " % (1 / wide, 1 / high)
        head += b"/BBox [0 %.4f %.4f %.4f] " % (-high / 2, wide, 1.5 * high)  # so that tall scripts are not cut
        head += b"/Resources %s>>" % update.bring(page.obj.Resources, source)
        return head, b"q %.5f 0 0 %.5f %.5f 0 cm\n%s\nQ" % (scale, scale, left, page.Contents.read_bytes())

    def _entitle(self, title: str, update: PdfUpdate) -> None:
        """Say in the file whose copy it is: readers show and speak that first."""
        from pikepdf import String

        info = self._pdf.trailer.Info
        info.Title = String(title)
        update.put(info.objgen[0], info.unparse(resolved=True))
        if metadata := self._pdf.Root.get("/Metadata"):
            before, after = (
                f">{escape(text, quote=False)}</rdf:li></rdf:Alt></dc:title>" for text in (self._title, title)
            )
            renamed = metadata.read_bytes().replace(before.encode(), after.encode(), 1)
            update.put(metadata.objgen[0], b"<</Type /Metadata /Subtype /XML>>", renamed)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A workbook with slots, as it was laid out, and what `Master` has to know of it."""

    data: bytes
    title: str
    personal: PersonalLayout
    mirrored: bool


@lru_cache(maxsize=2)  # a workbook and a certificate
def _master(book: LaidOut) -> Master:
    return Master(book.data, book.title, book.personal, mirrored=book.mirrored)


def places(book: LaidOut) -> frozenset[str]:
    """The slots that stand in this book."""
    return _master(book).places


def stamped(book: LaidOut, edition: Edition, names: Mapping[str, str], set_names: Mapping[str, SetLines]) -> Stamped:
    """A copy with these names, and what it claims to be and is not any more."""
    made = _master(book).copy(names, set_names)
    return Stamped(made, broken_claims(BytesIO(made), edition) if edition.archived else ())


@dataclass(frozen=True, slots=True)
class Stamped:
    """A copy, and the claims that it breaks."""

    data: bytes
    broken: Sequence[str]


def too_wide(personal: PersonalLayout, set_names: Mapping[str, SetLines]) -> Iterator[str]:
    """Whose name finds no room in some slot, even in smaller letters."""
    for whose, lines in set_names.items():
        mine = (slot for slot in personal.slots.values() if slot.holds == whose)
        if any(_scale(slot, lines) < SMALLEST / SIZE for slot in mine):
            yield whose


def _scale(slot: Slot, lines: SetLines) -> float:
    """By how much a name that has been set is drawn smaller, to have its size in this slot and find room there."""
    return min(slot.size / SIZE, slot.width * _POINTS / lines.widths[LOOKS.index(slot.look)])


def _pictures(pdf: Any, slots: Any) -> Iterator[tuple[str, int]]:
    """The number of each slot's picture, known by its colour: running heads are in no tags, and all draw one picture."""
    import pikepdf

    known = {(slot.width, slot.height, slot.pixel): slot.name for slot in slots}
    sizes = {(slot.width, slot.height) for slot in slots}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image" and not _is_photo(thing):
            size = int(thing.Width), int(thing.Height)
            if size in sizes and (name := known.get((*size, thing.read_bytes()[:3]))):
                yield name, thing.objgen[0]


def _is_photo(image: Any) -> bool:
    """Return whether a picture is packed as JPEG, which no slot's is."""
    return "/DCTDecode" in str(image.get("/Filter", ""))


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
