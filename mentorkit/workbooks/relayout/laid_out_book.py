"""A book that is laid out again after an edit: of its pieces, those that have not changed keep their pages.

The result is, byte for byte, that of laying out the whole book; where that is not certain, the whole is laid out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from mentorkit.core.digests import digest
from mentorkit.workbooks.relayout.incremental_parse import IncrementalParser
from mentorkit.workbooks.relayout.page_boxes import heads_set, stands_alone, targets
from mentorkit.workbooks.relayout.page_drawing import DrawnPage, StreamCache
from mentorkit.workbooks.relayout.pieces import BookPieces, Press, separable

_ROUNDS = 6
"""A page number that takes more room can move the pages that it numbers; after so many rounds the whole is laid out."""
_MOVED_PAGES = 8
"""Pages that have only moved, of which at most so many are laid out apart: each costs more than one of the whole book."""
_CHANGED_SHARE = 0.25
"""The share of a book's pages that are laid out apart at most because they have changed."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece by its digest, its pages, and the running heads that it sets, as they are behind it."""

    text: str
    pages: tuple[DrawnPage, ...]
    heads: Mapping[str, str]


@dataclass(slots=True)
class LaidOutBook:
    """One book as it was laid out last, in one process."""

    parser: IncrementalParser = field(default_factory=IncrementalParser)
    streams: StreamCache = field(default_factory=StreamCache)
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
        book = BookPieces.of(root) if separable(text, css) else None
        if book is None:
            self.forget()
            return press.whole()
        frame = digest(book.frame, css)
        document = self._with_changes(book, press) if frame == self._frame else None
        return document or self._as_whole(book, frame, press)

    def _as_whole(self, book: BookPieces, frame: str, press: Press) -> Any:
        """The whole book laid out, and remembered where each piece has pages of its own."""
        self.forget()
        document = press.whole()
        if not book.is_in(document.pages) or not all(map(stands_alone, document.pages)):
            return document
        pages = [DrawnPage(page) for page in document.pages]
        numbers, heads, before = targets(pages), dict[str, str](), 0
        for number, part in enumerate(book.parts(pages)):
            text = book.text(number, numbers)
            piece = _Piece(text, tuple(part), heads_set(part))
            self._pieces[_key(text, before, heads)] = piece
            heads |= piece.heads
            before += len(part)
        self._frame, self._targets, self._document = frame, numbers, document.copy(pages)
        return self._document

    def _with_changes(self, book: BookPieces, press: Press) -> Any:
        """The book with what has changed laid out apart; None where that cannot be, or costs more than the whole."""
        changes, numbers = _Changes(book, press, self._pieces), self._targets
        for _ in range(_ROUNDS):
            pieces = changes.pieces_of_book(numbers)
            if pieces is None:
                return None
            pages = [page for piece in pieces.values() for page in piece.pages]
            found = targets(pages)
            if all(numbers.get(anchor) == found.get(anchor) for anchor in book.links):
                self._pieces, self._targets, self._document = pieces, found, self._document.copy(pages)
                return self._document
            numbers = found
        return None


class _Changes:
    """The pieces that one edit has changed or moved, laid out as long as that costs less than the whole book."""

    def __init__(self, book: BookPieces, press: Press, kept: Mapping[str, _Piece]) -> None:
        self._book, self._press, self._kept = book, press, kept
        self._made: dict[str, _Piece] = {}
        self._texts = {piece.text for piece in kept.values()}
        self._may_move = _MOVED_PAGES
        self._may_change = max(_MOVED_PAGES, int(_CHANGED_SHARE * sum(len(piece.pages) for piece in kept.values())))

    def pieces_of_book(self, numbers: Mapping[str, int]) -> dict[str, _Piece] | None:
        """All pieces by their keys, in order, with these numbers of pages at their links; None where it is not worth it."""
        found, before, heads = dict[str, _Piece](), 0, dict[str, str]()
        for number in range(len(self._book.pieces)):
            text = self._book.text(number, numbers)
            key = _key(text, before, heads)
            piece = self._kept.get(key) or self._made.get(key) or self._laid_out(number, text, before, heads)
            if piece is None:
                return None
            found[key] = self._made[key] = piece
            before += len(piece.pages)
            heads |= piece.heads
        return found

    def _laid_out(self, number: int, text: str, before: int, heads: Mapping[str, str]) -> _Piece | None:
        part = self._book.lay_out(number, before, heads, self._press)
        if text in self._texts:
            self._may_move -= len(part)
        else:
            self._may_change -= len(part)
        if not part or min(self._may_move, self._may_change) < 0:
            return None
        return _Piece(text, tuple(map(DrawnPage, part)), heads_set(part))


def _key(text: str, before: int, heads: Mapping[str, str]) -> str:
    """Everything that the pages of a piece depend on, besides the frame."""
    return digest(text, str(before), repr(sorted(heads.items())))
