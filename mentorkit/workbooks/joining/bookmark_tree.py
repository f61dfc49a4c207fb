"""The bookmarks of a book, nested by their levels as the engine nests them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mentorkit.workbooks.joining.laid_out_chapter import Bookmark


@dataclass(slots=True)
class BookmarkTree:
    """The bookmarks that were added in the order of the pages. One that skips levels hangs on the one before it."""

    top: list[Any] = field(default_factory=list)
    _open: list[tuple[int, list[Any]]] = field(default_factory=list)
    """The levels of the last bookmark and of those above it, each with what hangs on it."""

    def add(self, page: Any, bookmarks: Iterable[Bookmark], shift: float = 0) -> None:
        """Add the bookmarks of a page that is moved to the right by so many points."""
        from pikepdf import Array, Name, OutlineItem

        for level, words, left, bottom, state in bookmarks:
            item = OutlineItem(words, Array([page, Name.XYZ, round(left + shift, 3), bottom, 0]))
            item.is_closed = state == "closed"
            while self._open and self._open[-1][0] >= level:
                self._open.pop()
            (self._open[-1][1] if self._open else self.top).append(item)
            self._open.append((level, item.children))

    def put_in(self, pdf: Any) -> None:
        """Put them into a PDF."""
        if self.top:
            with pdf.open_outline() as outline:
                outline.root.extend(self.top)
