"""Chapters and running heads, each a PDF of its own, joined to the PDF of a book. pikepdf is imported here only when a book is.

What leads across chapters is put together anew: the places of links, the bookmarks, the tag tree, the fields of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from mentorkit.workbooks.joining.bookmark_tree import BookmarkTree
from mentorkit.workbooks.joining.laid_out_chapter import HeadPage, LaidOutChapter
from mentorkit.workbooks.joining.shared_fonts import share_fonts

AS_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n%s\nEMC"
"""A drawing that is no part of what is read."""
_OF_BOOK = ("/Lang", "/Metadata", "/OutputIntents", "/MarkInfo", "/ViewerPreferences")
"""The entries of a catalogue that are the same in each chapter."""
_NAMED = ("/Font", "/ExtGState", "/XObject")
_PLACED = ("/Pattern", "/Shading")
"""The kinds of resources that a drawing refers to by names; those that have a place on the page of their own."""
_PLACES = ("/Rect", "/QuadPoints")
"""Where a note lies on its page."""


def join(
    chapters: Sequence[LaidOutChapter],
    heads: bytes,
    order: Sequence[HeadPage],
    into: Path,
    *,
    opens_bookmarks: bool,
    field_font: bytes = b"",
) -> None:
    """Write the book of these chapters; `heads` are its pages with running heads alone, and `order` says what belongs on each.

    `field_font` is a PDF of one page that holds the font of form fields, where chapters have its stand-in. Same input, same bytes.
    """
    import pikepdf

    with ExitStack() as opened:
        made = opened.enter_context(pikepdf.open(BytesIO(heads)))
        parts = [opened.enter_context(pikepdf.open(BytesIO(chapter.pdf))) for chapter in chapters]
        head_pages = [page.obj for page in made.pages]
        _take_over(made, parts[0])
        joined, pages = _Joined(made), list[list[Any]]()
        for part, chapter in zip(parts, chapters, strict=True):
            pages.append(joined.add(part, chapter.anchors))
        del made.pages[:]
        marks = _put_pages(joined, chapters, pages, head_pages, order)
        joined.finish()
        marks.put_in(made)
        if marks.top and opens_bookmarks:
            made.Root.PageMode = pikepdf.Name.UseOutlines
        resources = {page.Resources.objgen: page.Resources for page in (*(p.obj for p in made.pages), *head_pages)}
        _share_profiles(resources.values())
        of_fields = None
        if field_font and joined.fields:
            (font,) = opened.enter_context(pikepdf.open(BytesIO(field_font))).pages[0].Resources.Font.values()
            of_fields = made.copy_foreign(font)
        share_fonts(made, resources.values(), of_fields)
        save(made, into)


def save(made: Any, into: Path) -> None:
    """Write a PDF that was put together. Same input, same bytes."""
    import pikepdf

    made.save(
        into,
        deterministic_id=True,
        fix_metadata_version=False,  # which would read and write what the file says of itself anew
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )


def _put_pages(
    joined: _Joined,
    chapters: Sequence[LaidOutChapter],
    pages: Sequence[Sequence[Any]],
    head_pages: Iterable[Any],
    order: Iterable[HeadPage],
) -> BookmarkTree:
    """Put all pages in order, each under its running heads; return the bookmarks that lead to them."""
    import pikepdf

    made, marks = joined.made, BookmarkTree()
    for number, (place, head) in enumerate(zip(order, head_pages, strict=True)):
        page = head
        if place.chapter is None:
            page.Contents = made.make_stream(AS_ARTIFACT % _drawn(head))
        else:
            page, printed = pages[place.chapter][place.page], chapters[place.chapter].pages[place.page]
            shift = round(place.left - printed.left, 3)
            joined.move(page, shift)
            lay_over(made, page, head, shift, f"/H{number}")
            marks.add(page, printed.bookmarks, shift)
        made.pages.append(pikepdf.Page(page))
    return marks


def _share_profiles(resources: Iterable[Any]) -> None:
    """Give the pages of these resources each profile of colours once: every chapter of a press edition brings its own."""
    import pikepdf

    known = dict[bytes, Any]()
    for spaces in (one.ColorSpace for one in resources if "/ColorSpace" in one):
        for name, space in list(spaces.items()):
            if isinstance(space, pikepdf.Array) and space[0] == pikepdf.Name.ICCBased:
                spaces[name] = known.setdefault(space[1].read_raw_bytes(), space)


def _take_over(made: Any, part: Any) -> None:
    """Take over from a chapter what is the same in all."""
    import pikepdf

    for name in _OF_BOOK:
        if name in part.Root:
            made.Root[name] = _copy(made, part, part.Root[name])
    for name, value in part.docinfo.items():
        made.docinfo[name] = value if isinstance(value, pikepdf.Name) else str(value)


def _copy(made: Any, part: Any, thing: Any) -> Any:
    """A thing of another PDF, with all that it leads to; of pages those that were copied before."""
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
        return thing
    return made.copy_foreign(thing if thing.is_indirect else part.make_indirect(thing))


def _drawn(page: Any) -> bytes:
    import pikepdf

    parts = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
    return b"\n".join(part.read_bytes() for part in parts)


def lay_over(made: Any, page: Any, head: Any, shift: float, name: str, meant: bytes = AS_ARTIFACT) -> None:
    """Lay the running heads over a page, whose drawing is moved to the right by so many points; `meant` says what they are."""
    import pikepdf

    drawn, start = _drawn(head), made.make_stream(b"q 1 0 0 1 %g 0 cm" % shift if shift else b"q")
    if _draws(drawn):
        if any(len(head.Resources.get(kind, ())) for kind in _PLACED):
            drawn = _apart(made, page, head, drawn, name)
        else:
            drawn = _renamed(page.Resources, head.Resources, drawn)
        page.Contents = pikepdf.Array([start, page.Contents, made.make_stream(b"\nQ\n" + meant % drawn)])
    elif shift:
        page.Contents = pikepdf.Array([start, page.Contents, made.make_stream(b"\nQ")])


def _renamed(resources: Any, of_heads: Any, drawn: bytes) -> bytes:
    """The drawing of running heads with names of its own for what it refers to, which joins the `resources` of a page."""
    import pikepdf

    names = list[bytes]()
    for kind in _NAMED:
        for name, thing in of_heads.get(kind, {}).items():
            if kind not in resources:
                resources[kind] = pikepdf.Dictionary()
            resources[kind][f"/h{name[1:]}"] = thing
            names.append(re.escape(name[1:].encode()))
    return re.sub(rb"/(%s)(?=\s)" % b"|".join(names), rb"/h\1", drawn) if names else drawn


def _apart(made: Any, page: Any, head: Any, drawn: bytes, name: str) -> bytes:
    """The call of the drawing as a thing of its own: what fills areas with patterns has its place there, wherever it is moved."""
    import pikepdf

    form = made.make_stream(drawn)
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, head.MediaBox
    form.Resources = head.Resources
    if "/XObject" not in page.Resources:
        page.Resources.XObject = pikepdf.Dictionary()
    page.Resources.XObject[name] = form
    return f"{name} Do".encode()


def _draws(drawn: bytes) -> bool:
    """Return whether there is anything to see."""
    return any(one in drawn for one in (b"BT", b" Do", b"\nf", b" f", b"\nS", b" sh"))


@dataclass(slots=True)
class _Joined:
    """What stands once in a book and in each of its chapters."""

    made: Any
    meanings: list[Any] = field(default_factory=list)
    """The elements of the tag tree by the numbers of pages and annotations."""
    elements: list[Any] = field(default_factory=list)
    fields: list[Any] = field(default_factory=list)
    places: list[tuple[bytes, Any, Any]] = field(default_factory=list)
    form: Any = None
    shifts: dict[tuple[int, int], float] = field(default_factory=dict)
    """How many points pages were moved to the right, by the numbers of their objects."""

    def add(self, part: Any, anchors: frozenset[str]) -> list[Any]:
        """Add a chapter; return its pages."""
        pages = [self.made.copy_foreign(page.obj) for page in part.pages]
        self._add_tags(part, pages)
        if "/AcroForm" in part.Root:
            form = _copy(self.made, part, part.Root.AcroForm)
            self.form = self.form or form
            known = self.form.DR.Font
            for name, font in form.DR.Font.items():
                if name not in known:
                    known[name] = font
            self.fields += list(form.Fields)
        if "/Dests" in part.Root.get("/Names", {}):
            named = list(_copy(self.made, part, part.Root.Names.Dests).Names)
            for name, place in zip(named[::2], named[1::2], strict=True):
                if str(name) in anchors:  # others stand in for those of other chapters
                    self.places.append((bytes(name), name, place))
        return pages

    def _add_tags(self, part: Any, pages: list[Any]) -> None:
        if "/StructTreeRoot" not in part.Root:
            return
        tree = _copy(self.made, part, part.Root.StructTreeRoot)
        before, numbers = len(self.meanings), list(tree.ParentTree.Nums)
        known = {int(number): meant for number, meant in zip(numbers[::2], numbers[1::2], strict=True)}
        assert [*known] == list(range(len(known))), "the engine counts pages, then annotations"
        self.meanings += known.values()
        self.elements += list(tree.K[0].K)
        for thing, key in _counted(pages):
            thing[key] = int(thing[key]) + before

    def move(self, page: Any, shift: float) -> None:
        """Move what lies on a page and is not drawn on it: links, fields, the frames of figures; patterns, which have places too."""
        import pikepdf

        if not shift:
            return
        self.shifts[page.objgen] = shift
        for note in page.get("/Annots", ()):
            for name in _PLACES:
                if name in note:
                    note[name] = pikepdf.Array(_moved(note[name], shift))
        if "/StructParents" in page:
            meant = self.meanings[int(page.StructParents)]
            framed = {one.objgen: one for one in meant if "/BBox" in one.get("/A", {})}
            for figure in framed.values():
                figure.A.BBox = pikepdf.Array(_moved(figure.A.BBox, shift))
        if len(page.Resources.get("/Pattern", ())):
            page.Resources = pikepdf.Dictionary(page.Resources)  # that of all pages of its chapter
            patterns = {name: _moved_pattern(self.made, one, shift) for name, one in page.Resources.Pattern.items()}
            page.Resources.Pattern = pikepdf.Dictionary(patterns)

    def finish(self) -> None:
        """Put into the catalogue what was gathered."""
        from pikepdf import Array, Dictionary, Name

        root = self.made.Root
        if self.elements:
            tree = self.made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
            top = self.made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
            for element in self.elements:
                element.P = top
            top.K, tree.K = Array(self.elements), Array([top])
            numbered = Array(part for number, meant in enumerate(self.meanings) for part in (number, meant))
            tree.ParentTree = self.made.make_indirect(Dictionary(Nums=numbered))
            root.StructTreeRoot = tree
        if self.places:
            named = sorted(self.places, key=lambda one: one[0])
            for _, _, place in named:
                place[2] = _moved([place[2]], self.shifts.get(place[0].objgen, 0))[0]
            root.Names = Dictionary(Dests=Dictionary(Names=Array(part for _, *one in named for part in one)))
        if self.form is not None:
            self.form.Fields = Array(self.fields)
            root.AcroForm = self.form


def _moved(places: Iterable[Any], shift: float) -> list[float]:
    """Numbers that are, by turns, the distance from the left and from the bottom, moved to the right."""
    return [round(float(one) + (0 if number % 2 else shift), 5) for number, one in enumerate(places)]


def _moved_pattern(made: Any, pattern: Any, shift: float) -> Any:
    """A copy of a pattern with its place moved."""
    import pikepdf

    matrix = [float(one) for one in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0))]
    if isinstance(pattern, pikepdf.Stream):
        own = pikepdf.Dictionary({name: one for name, one in pattern.stream_dict.items() if name != "/Length"})
        copy = made.make_stream(pattern.read_raw_bytes(), own)
    else:
        copy = made.make_indirect(pikepdf.Dictionary(pattern))
    copy.Matrix = pikepdf.Array([*matrix[:4], *_moved(matrix[4:], shift)])
    return copy


def _counted(pages: list[Any]) -> Iterator[tuple[Any, str]]:
    """Whatever has a number in the tag tree: pages and annotations."""
    for page in pages:
        if "/StructParents" in page:
            yield page, "/StructParents"
        yield from ((one, "/StructParent") for one in page.get("/Annots", ()) if "/StructParent" in one)
