"""Words at the top of a chapter that are put on with its running heads (`data-head`), such as the programme beside a letterhead's logo.

So other programmes share the chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

HEAD = "data-head"
"""The attribute of an element whose words are put on with running heads, at the top of the first page of its chapter.

The style sheet gives it room by `min-height`, so that it takes the same room with and without them.
"""
_LOST = frozenset({"a", "img", "svg", "input", "textarea"})
"""What would lead nowhere, or say nothing, among running heads."""


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Words that were taken out of a chapter, with everything that stands around and beside them and is not seen."""

    around: Element

    @classmethod
    def taken_out_of(cls, elements: Sequence[Element]) -> HeadWords | None:
        """Empty the element of these words; None where there is none, or its place does not follow from the chapter's beginning."""
        marked = [one for element in elements for one in element.iter() if one.get(HEAD) is not None]
        path = [*_first_to(elements[0], marked[0])] if len(marked) == 1 else []
        if not path or any(one.tag in _LOST or one.get("id") for one in marked[0].iter()):
            return None
        around = _unseen(path)
        _empty(marked[0])
        return cls(around)


def _first_to(top: Element, marked: Element) -> Iterator[Element]:
    """The elements from the top of a chapter down to this one, of which each but it is the first in the one before; else none."""
    path, inner = [top], top
    while not any(one is marked for one in inner):
        if (inner.text or "").strip() or not len(inner):
            return
        inner = inner[0]
        path.append(inner)
    yield from (*path, marked)


def _unseen(path: Sequence[Element]) -> Element:
    """A copy of these elements, each in the one before, of which only the words in the last are seen.

    What stands beside it in the one around it says, with the style sheet, where it is.
    """
    *outer, parent, marked = path
    copy = Element(parent.tag, parent.attrib)
    copy.text = parent.text
    for one in parent:
        copy.append(child := deepcopy(one))
        _show(child, "visible" if one is marked else "hidden")
    for one in reversed(outer):
        around = Element(one.tag, one.attrib)
        around.append(copy)
        copy = around
    for one in copy.iter():
        one.attrib.pop("id", None)
        one.attrib.pop("data-new-page", None)
    _show(copy, "hidden; break-before: auto")
    return copy


def _show(element: Element, how: str) -> None:
    own = element.get("style", "")
    element.set("style", f"{own}{'; ' if own else ''}visibility: {how}")


def _empty(element: Element) -> None:
    element[:] = []
    element.text = None
