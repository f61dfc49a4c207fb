"""The pieces of a book, each of which can be laid out apart.

A piece is whatever begins a page at the top of a book (`data-new-page`): a session's opening, its record, a Key. It is
laid out between empty stand-ins for all others, on pages with the numbers and running heads that it has in the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree.ElementTree import Element, tostring

from mentorkit.core.digests import digest
from mentorkit.workbooks.relayout.incremental_parse import groups, written
from mentorkit.workbooks.relayout.page_boxes import stands_alone, tops

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


def numbered(css: str) -> str:
    """The style sheet for pieces that are laid out apart, in which page numbers stand at the links."""
    return _NUMBER.sub(f"attr({_PRINTED})", css)


def separable(text: str, css: str) -> bool:
    """Return whether no rule of this book lets its pieces depend on each other."""
    return not _ACROSS.search(_NUMBER.sub("", css)) and not _OWN_RULES.search(text)


class Press(Protocol):
    """The engine, as it is needed here."""

    def whole(self) -> Any:
        """The book laid out."""

    def apart(self, root: Element, rules: str) -> Any:
        """This tree laid out with the `numbered` style sheet and these rules; None where there is anything to say of it."""


@dataclass(frozen=True, slots=True)
class BookPieces:
    """The tree of a book, or of a part of it, and its pieces."""

    root: Element
    pieces: tuple[tuple[Element, ...], ...]

    @classmethod
    def of(cls, root: Element) -> BookPieces | None:
        """The book, where it consists of pieces and nothing else."""
        pieces = groups(root)
        return cls(root, tuple(map(tuple, pieces))) if pieces else None

    @property
    def links(self) -> frozenset[str]:
        """The anchors that links of the book lead to."""
        return frozenset(_target(link) for link in _links(self.root))

    @property
    def frame(self) -> str:
        """Everything that all pieces depend on: the head of the book, and which elements stand beside each other."""
        body = [element for piece in self.pieces for element in piece]
        shells = [(one.tag, *sorted(one.attrib.items())) for one in (self.root, *self.root.findall("body"), *body)]
        return repr(shells) + "".join(tostring(head, "unicode") for head in self.root.findall("head"))

    def text(self, number: int, targets: Mapping[str, int]) -> str:
        """The digest of a piece. From now on its links say on which page their target is."""
        for link in (link for element in self.pieces[number] for link in _links(element)):
            link.set(_PRINTED, str(targets.get(_target(link), 0)))
        return digest(written(self.pieces[number]))

    def parts(self, pages: Sequence[Any]) -> list[list[Any]]:
        """The pages of each piece; one that is left blank belongs to the piece behind it."""
        parts, blank, order = [list[Any]() for _ in self.pieces], list[Any](), self._order
        for page in pages:
            blank.append(page)
            if on_page := tops(page):
                parts[order[on_page[0].element]] += blank
                blank = []
        return parts

    def is_in(self, pages: Sequence[Any]) -> bool:
        """Return whether every piece has pages of its own here, whatever it stands behind."""
        reached, order = -1, self._order
        for page in pages:
            on_page = tops(page)
            numbers = {order.get(top.element, -1) for top in on_page}
            if len(numbers) > 1:
                return False
            if on_page and numbers != {reached}:
                reached += 1
                begins = on_page[0].element is self.pieces[reached][0] if reached < len(self.pieces) else False
                if not begins or (reached and on_page[0].style["break_before"] not in _BREAKS):
                    return False
        return reached + 1 == len(self.pieces)

    @property
    def _order(self) -> dict[Element, int]:
        return {element: number for number, piece in enumerate(self.pieces) for element in piece}

    def lay_out(self, number: int, before: int, heads: Mapping[str, str], press: Press) -> Sequence[Any]:
        """The pages of a piece laid out apart, behind so many pages and these heads; none where it cannot stand alone."""
        ahead = [_stand_in(one) for piece in self.pieces[:number] for one in piece]
        behind = [_stand_in(one) for piece in self.pieces[number + 1 :] for one in piece]
        if ahead:
            strings = ", ".join(f"{name} {_quoted(value)}" for name, value in heads.items()) or "none"
            ahead[-1].set("style", f"{_EMPTY}; string-set: {strings} !important")
        if behind:
            behind[0].set("style", _EMPTY)
        root = self._shell([*ahead, *self.pieces[number], *behind])
        document = press.apart(root, _begins_behind(before) if ahead else "")
        shown = (tuple(ahead[-1:]), self.pieces[number], tuple(behind[:1]))
        small = BookPieces(root, tuple(part for part in shown if part))
        if not document or not small.is_in(document.pages) or not all(map(stands_alone, document.pages[1:])):
            return ()
        parts = small.parts(document.pages)
        if not ahead:
            return parts[0]
        return parts[1] if len(parts[0]) == 1 else ()

    def _shell(self, elements: list[Element]) -> Element:
        """The root of this book with these elements in its body."""
        root = Element(self.root.tag, self.root.attrib)
        root.extend(self.root.findall("head"))
        body = Element("body", {key: value for one in self.root.findall("body") for key, value in one.items()})
        body.extend(elements)
        root.append(body)
        return root


def _begins_behind(pages: int) -> str:
    """The rules by which the first page is an empty one with this number, on the side that the number has."""
    side = "recto" if pages % 2 else "verso"
    return f"@page :first {{ counter-reset: page {pages} }} html {{ break-before: {side} }}"


def _stand_in(element: Element) -> Element:
    """An element without anything in it, which is not shown."""
    return Element(element.tag, {**element.attrib, "style": "display: none !important"})


def _links(element: Element) -> Iterator[Element]:
    return (link for link in element.iter("a") if link.get("href", "").startswith("#"))


def _target(link: Element) -> str:
    return link.get("href", "")[1:]


def _quoted(text: str) -> str:
    """A text as a string of a style sheet."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'
