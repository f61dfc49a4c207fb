"""The boxes of a page as WeasyPrint keeps them: which elements stand on it, which counters and running heads it sets.

All knowledge of their form stands here, so that `engine_shape` can look whether the installed engine shares it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mentorkit.workbooks.joining.head_words import HEAD
from mentorkit.workbooks.joining.laid_out_chapter import ChapterPage

_POINTS = 0.75
"""Points in a pixel of CSS."""
_HAIR = 0.01
"""Pixels by which sums of lengths may differ."""
_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_SIDES = frozenset({"left", "right", "recto", "verso"})


def tops(page: Any) -> list[Any]:
    """The boxes of the elements at the top of the book that stand on this page; none on a page that is left blank."""
    return [top for body in _box(page).children[0].children for top in body.children]


def chapter_page(page: Any) -> ChapterPage:
    """What a book needs to know of a page of a chapter."""
    box = _box(page)
    heads = [
        pair for one in box.descendants() if one.string_set and one.string_set != "none" for pair in one.string_set
    ]
    return ChapterPage(
        name=box.page_type.name or "",
        left=round(box.content_box_x() * _POINTS, 3),
        heads=tuple((name, value) for name, value in heads),
        anchors=tuple(page.anchors),
        bookmarks=tuple(
            (level, words, round(x * _POINTS, 3), round((page.height - y) * _POINTS, 3), state)
            for level, words, (x, y), state in page.bookmarks
        ),
    )


@dataclass(frozen=True, slots=True)
class WordsInHead:
    """Where words at the top of a paper are, in points from the lower left corner of the page, and whether they have room there."""

    left: float
    width: float
    bottom: float
    top: float
    has_room: bool

    @property
    def place(self) -> tuple[float, ...]:
        """Where they begin, however many they are."""
        return round(self.left, 2), round(self.width, 2), round(self.top, 2)


def head_words(page: Any) -> Iterator[WordsInHead]:
    """The words on this page that were taken out of a paper; they have room where they need no more than is kept free there."""
    known = set[int]()
    for box in _box(page).descendants():  # the box of an element comes before those of its lines
        element = box.element
        if element is not None and element.get(HEAD) is not None and id(element) not in known:
            known.add(id(element))
            top = (page.height - box.border_box_y()) * _POINTS
            left, width = box.border_box_x() * _POINTS, box.border_width() * _POINTS
            has_room = box.height <= box.min_height + _HAIR
            yield WordsInHead(left, width, top - box.border_height() * _POINTS, top, has_room)


def stands_alone(pages: Sequence[Any]) -> bool:
    """Return whether a chapter on these pages begins a page wherever it stands, and takes no count from others, or leaves them one."""
    on_first = tops(pages[0])
    begun = bool(on_first) and on_first[0].style["break_before"] in _BREAKS
    return begun and all(
        _counts(_box(page)) == [(("page", 1),), (), ()]
        and all(
            _counts(one) in (["auto", (), ()], [(), (), ()])
            for one in (_box(page).children[0], *_box(page).children[0].children, *tops(page))
        )
        for page in pages
    )


def _counts(box: Any) -> list[Any]:
    return [box.style[f"counter_{verb}"] for verb in ("increment", "reset", "set")]


def begins(page: Any) -> str:
    """The side on which a chapter begins whose first page this is; nothing where it has none."""
    on_page = tops(page)
    side = str(on_page[0].style["break_before"]) if on_page else ""
    return side if side in _SIDES else ""


def cover_cells(pages: Sequence[Any]) -> None:
    """Let each field that fills a cell cover all of it: how high a row is shows only when its other cells are laid out."""
    for page in pages:
        rooms = {
            id(field): (left + 1, top + 1, left + cell.border_width() - 1, top + cell.border_height() - 1)
            for cell in _box(page).descendants()
            if cell.element_tag == "td"
            for left, top in [(cell.border_box_x(), cell.border_box_y())]
            for field in cell.descendants()
            if field.is_input() and field.element.get("class") == "cell"
        }
        for fields in page.forms.values():
            fields[:] = [(box, rooms.get(id(box), place)) for box, place in fields]


def _box(page: Any) -> Any:
    return page._page_box  # noqa: SLF001 - nothing public tells which elements stand on a page
