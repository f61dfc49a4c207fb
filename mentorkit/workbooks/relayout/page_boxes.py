"""The boxes of a page as WeasyPrint keeps them: which elements stand on it, which counters and running heads it sets.

All knowledge of their form stands here, so that `engine_shape` can look whether the installed engine shares it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def tops(page: Any) -> list[Any]:
    """The boxes of the elements at the top of the book that stand on this page; none on a page that is left blank."""
    return [top for body in _box(page).children[0].children for top in body.children]


def stands_alone(page: Any) -> bool:
    """Return whether the page depends on no count but its own number, and leaves none to the next piece.

    Crop marks are drawn once more whenever the page is, so that a page with them does not.
    """
    box = _box(page)
    return (
        box.style["marks"] == ()
        and _counts(box) == [(("page", 1),), (), ()]
        and all(
            _counts(one) in (["auto", (), ()], [(), (), ()])
            for one in (box.children[0], *box.children[0].children, *tops(page))
        )
        and not any("'pages'" in repr(one.style["content"]) for one in box.descendants())
    )


def targets(pages: Sequence[Any]) -> dict[str, int]:
    """The number of the page on which each anchor stands."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found


def heads_set(pages: Sequence[Any]) -> dict[str, str]:
    """The running heads that these pages set, the last of each."""
    found: dict[str, str] = {}
    for page in pages:
        for box in _box(page).descendants():
            if box.string_set and box.string_set != "none":
                found |= dict(box.string_set)
    return found


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


def _counts(box: Any) -> list[Any]:
    return [box.style[f"counter_{verb}"] for verb in ("increment", "reset", "set")]
