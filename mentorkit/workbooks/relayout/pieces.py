"""A book that is laid out again after an edit: of its pieces, those that have not changed are kept.

A piece is whatever begins a page at the top of a book (`data-new-page`): a session's opening, its record, a Key. One
that has changed is laid out apart, between empty stand-ins for all others, on pages with the numbers and running heads
that it has in the book. What comes out is, byte for byte, what laying out the whole book gives; where that is not
certain, the whole is laid out. Works on trees and on the engine's own objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol
from xml.etree.ElementTree import Element, tostring

from mentorkit.workbooks.relayout.drawing import Compressed, DrawnPage
from mentorkit.workbooks.relayout.rereading import Reread, groups, written

_NUMBER = re.compile(r"target-counter\(\s*attr\(href\),\s*page\s*\)")
_PRINTED = "data-page"
"""Where the page that a link leads to stands in a piece that is laid out apart."""
_ACROSS = re.compile(
    r"target-|running\(|footnote|position:\s*fixed|open-quote|:empty|:has\([^()]*\)\s*[+~]"
    r"|@page[^{]*:(?:first|nth)"
)
"""Rules that may look beyond a piece, but for running heads, page numbers, and classes and order of the pieces."""
_OWN_RULES = re.compile(
    r'<(?:style|link|base|image|embed|object)\b|\ssrc="(?!file:|data:)|style="[^"]*(?:fixed|running|footnote|url)'
)
"""Rules in the text of a book beside its style sheet, and files by names that are not their whole address."""
_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_EMPTY = "display: block !important; position: static !important; height: 0 !important; min-height: 0 !important"
_ROUNDS = 6
"""A page number that takes more room can move what it numbers; after so many rounds the whole is laid out."""
_FEW, _MOST = 8, 4
"""A page that is laid out apart costs more than one of the whole. Beyond so many pages that have only moved, or one of so
many that have changed, the whole is laid out."""


def numbered(css: str) -> str:
    """The style sheet for pieces that are laid out apart, in which page numbers stand at the links."""
    return _NUMBER.sub(f"attr({_PRINTED})", css)


class Press(Protocol):
    """The engine, as it is needed here."""

    def whole(self) -> Any:
        """The book laid out."""

    def apart(self, root: Element, rules: str) -> Any:
        """This tree laid out with the `numbered` style sheet and these rules; None where there is anything to say of it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece, its pages, and the running heads that it sets, as they are behind it."""

    text: str
    pages: tuple[DrawnPage, ...]
    heads: Mapping[str, str]


@dataclass(slots=True)
class LaidOutBook:
    """One book as it was laid out last, in one process."""

    text: Reread = field(default_factory=Reread)
    compressed: Compressed = field(default_factory=Compressed)
    _frame: str = ""
    _document: Any = None
    _pieces: dict[str, _Piece] = field(default_factory=dict)
    _targets: dict[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> Sequence[DrawnPage]:
        """Its pages; none where it is not kept."""
        return self._document.pages if self._document else ()

    def forget(self) -> None:
        """Lay out all of it the next time."""
        self._frame, self._document, self._pieces, self._targets = "", None, {}, {}

    def lay_out(self, root: Element, text: str, css: str, press: Press) -> Any:
        """The book of this tree, which was `text`; `css` is everything else that it is made from."""
        book = _Book.of(root)
        if book is None or _ACROSS.search(_NUMBER.sub("", css)) or _OWN_RULES.search(text):
            self.forget()
            return press.whole()
        frame = _digest(book.frame, css)
        document = self._again(book, press) if frame == self._frame else None
        if document is None:
            self.forget()
            document = press.whole()
            if book.is_in(document.pages) and all(map(_stands_alone, document.pages)):
                document = self._remember(book, frame, document)
        return document

    def _remember(self, book: _Book, frame: str, document: Any) -> Any:
        pages = [DrawnPage(page) for page in document.pages]
        targets, heads, before = _targets(pages), dict[str, str](), 0
        for number, part in enumerate(book.parts(pages)):
            text = book.text(number, targets)
            piece = _Piece(text, tuple(part), _heads(part))
            self._pieces[_key(text, before, heads)] = piece
            heads |= piece.heads
            before += len(part)
        self._frame, self._targets, self._document = frame, targets, document.copy(pages)
        return self._document

    def _again(self, book: _Book, press: Press) -> Any:
        """The book with what has changed laid out apart; None where that cannot be, or costs more than the whole."""
        made, targets, before = dict[str, _Piece](), self._targets, {piece.text for piece in self._pieces.values()}
        room = {True: _FEW, False: max(_FEW, len(self.pages) // _MOST)}
        for _ in range(_ROUNDS):
            pages, heads, used = list[DrawnPage](), dict[str, str](), dict[str, _Piece]()
            for number in range(len(book.pieces)):
                text = book.text(number, targets)
                key = _key(text, len(pages), heads)
                piece = self._pieces.get(key) or made.get(key)
                if piece is None:
                    part = book.lay_out(number, len(pages), heads, press)
                    room[text in before] -= len(part)
                    if not part or min(room.values()) < 0:
                        return None
                    made[key] = piece = _Piece(text, tuple(map(DrawnPage, part)), _heads(part))
                used[key] = piece
                pages += piece.pages
                heads |= piece.heads
            found = _targets(pages)
            if all(targets.get(one) == found.get(one) for one in book.links):
                self._pieces, self._targets, self._document = used, found, self._document.copy(pages)
                return self._document
            targets = found
        return None


@dataclass(frozen=True, slots=True)
class _Book:
    """The tree of a book, or of a part of it, and its pieces."""

    root: Element
    pieces: tuple[tuple[Element, ...], ...]

    @classmethod
    def of(cls, root: Element) -> _Book | None:
        """The book, where it consists of pieces and nothing else."""
        pieces = groups(root)
        return cls(root, tuple(map(tuple, pieces))) if pieces else None

    @property
    def links(self) -> frozenset[str]:
        """Whatever is linked to."""
        return frozenset(_target(link) for link in _links(self.root))

    @property
    def frame(self) -> str:
        """What every piece depends on: the head of the book, and which elements stand beside each other."""
        body = [element for piece in self.pieces for element in piece]
        tops = [(one.tag, *sorted(one.attrib.items())) for one in (self.root, *self.root.findall("body"), *body)]
        return repr(tops) + "".join(tostring(head, "unicode") for head in self.root.findall("head"))

    def text(self, number: int, targets: Mapping[str, int]) -> str:
        """What a piece consists of, as a digest. From now on its links say on which page their target is."""
        for link in (link for element in self.pieces[number] for link in _links(element)):
            link.set(_PRINTED, str(targets.get(_target(link), 0)))
        return _digest(written(self.pieces[number]))

    def parts(self, pages: Sequence[Any]) -> list[list[Any]]:
        """The pages of each piece; one that is left blank belongs to the piece behind it."""
        parts, blank, order = [list[Any]() for _ in self.pieces], list[Any](), self._order
        for page in pages:
            blank.append(page)
            if tops := _tops(page):
                parts[order[tops[0].element]] += blank
                blank = []
        return parts

    def is_in(self, pages: Sequence[Any]) -> bool:
        """Whether every piece has pages of its own here, whatever it stands behind."""
        reached, order = -1, self._order
        for page in pages:
            tops = _tops(page)
            numbers = {order.get(top.element, -1) for top in tops}
            if len(numbers) > 1:
                return False
            if tops and numbers != {reached}:
                reached += 1
                begins = tops[0].element is self.pieces[reached][0] if reached < len(self.pieces) else False
                if not begins or (reached and tops[0].style["break_before"] not in _BREAKS):
                    return False
        return reached + 1 == len(self.pieces)

    @property
    def _order(self) -> dict[Element, int]:
        return {element: number for number, piece in enumerate(self.pieces) for element in piece}

    def lay_out(self, number: int, before: int, heads: Mapping[str, str], press: Press) -> Sequence[Any]:
        """The pages of a piece laid out apart, behind so many pages and these heads; none where it cannot stand alone."""
        ahead = [_stand_in(one) for piece in self.pieces[:number] for one in piece]
        behind = [_stand_in(one) for piece in self.pieces[number + 1 :] for one in piece]
        rules = ""
        if ahead:
            strings = ", ".join(f"{name} {_quoted(value)}" for name, value in heads.items()) or "none"
            ahead[-1].set("style", f"{_EMPTY}; string-set: {strings} !important")
            side = "recto" if before % 2 else "verso"
            rules = f"@page :first {{ counter-reset: page {before} }} html {{ break-before: {side} }}"
        if behind:
            behind[0].set("style", _EMPTY)
        root = Element(self.root.tag, self.root.attrib)
        root.extend(self.root.findall("head"))
        body = Element("body", {key: value for one in self.root.findall("body") for key, value in one.items()})
        body.extend([*ahead, *self.pieces[number], *behind])
        root.append(body)
        document = press.apart(root, rules)
        small = _Book(root, tuple(part for part in ((*ahead[-1:],), self.pieces[number], (*behind[:1],)) if part))
        if not document or not small.is_in(document.pages) or not all(map(_stands_alone, document.pages[1:])):
            return ()
        parts = small.parts(document.pages)
        return parts[0] if not ahead else parts[1] if len(parts[0]) == 1 else ()


def _stand_in(element: Element) -> Element:
    """An element without anything in it, which is not shown."""
    return Element(element.tag, {**element.attrib, "style": "display: none !important"})


def _links(element: Element) -> Iterator[Element]:
    return (link for link in element.iter("a") if link.get("href", "").startswith("#"))


def _target(link: Element) -> str:
    return link.get("href", "")[1:]


def _box(page: Any) -> Any:
    """What a page is drawn from: the only thing that tells which pieces stand on it."""
    return page._page_box  # noqa: SLF001


def _tops(page: Any) -> list[Any]:
    """The boxes of the elements at the top of the book that stand on this page; none on a page that is left blank."""
    return [top for body in _box(page).children[0].children for top in body.children]


def _stands_alone(page: Any) -> bool:
    """Whether pages are counted one by one, nothing says how many there are, and no count goes on in the next piece.

    Crop marks are drawn once more whenever the page is.
    """
    box = _box(page)
    return (
        box.style["marks"] == ()
        and _counts(box) == [(("page", 1),), (), ()]
        and all(
            _counts(one) in (["auto", (), ()], [(), (), ()])
            for one in (box.children[0], *box.children[0].children, *_tops(page))
        )
        and not any("'pages'" in repr(one.style["content"]) for one in box.descendants())
    )


def _counts(box: Any) -> list[Any]:
    return [box.style[f"counter_{verb}"] for verb in ("increment", "reset", "set")]


def _targets(pages: Sequence[Any]) -> dict[str, int]:
    """The number of the page on which each anchor stands."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found


def _heads(pages: Sequence[Any]) -> dict[str, str]:
    """The running heads that these pages set, the last of each."""
    heads: dict[str, str] = {}
    for page in pages:
        for box in _box(page).descendants():
            if box.string_set and box.string_set != "none":
                heads |= dict(box.string_set)
    return heads


def _key(text: str, before: int, heads: Mapping[str, str]) -> str:
    """Everything that the pages of a piece depend on, besides the frame."""
    return _digest(text, str(before), repr(sorted(heads.items())))


def _quoted(text: str) -> str:
    """A text as a string of a style sheet."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
