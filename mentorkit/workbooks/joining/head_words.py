"""Words at the top of a paper that its programme alone says (`data-head`), such as its title beside the letterhead's logo.

They are put on when the paper is written, so other programmes share the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element

HEAD = "data-head"
"""The attribute of a paragraph whose words are put on, at the top of the first page of a paper.

The style sheet gives it room by `min-height`, so that it takes the same room with and without them.
"""
_WORDS_ALONE = "visible; background: none; border-color: transparent"
"""How the words are shown: what is around them is in the paper already."""
_LOST = frozenset({"a", "img", "svg", "input", "textarea"})
"""What would lead nowhere, or say nothing to those who cannot see it, where words alone are put on."""


def take_out_words(top: Element) -> Element | None:
    """Take these words out of a paper, and return them with everything that stands around and beside them and is not seen.

    None where there are none, or their place does not follow from how the paper begins.
    """
    marked = [one for one in top.iter() if one.get(HEAD) is not None]
    path = [*_first_to(top, marked[0])] if len(marked) == 1 else []
    if not path or path[-1].tag != "p" or any(one.tag in _LOST or one.get("id") for one in marked[0].iter()):
        return None
    around = _unseen(path)
    marked[0][:] = []
    marked[0].text = None
    return around


def _first_to(top: Element, marked: Element) -> Iterator[Element]:
    """The elements from the top of a paper down to this one, of which each but it is the first in the one before; else none."""
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
        _show(child, _WORDS_ALONE if one is marked else "hidden")
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
