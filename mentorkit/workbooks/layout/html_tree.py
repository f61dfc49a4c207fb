"""Reading and editing the HTML tree of a book before it is laid out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from textwrap import shorten
from xml.etree.ElementTree import Element

TO_FILL = frozenset({"mk-fill__table", "mk-action__table"})
"""Classes of tables whose empty cells are to be written in."""


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


def words_in(element: Element, without: Container[str] = ()) -> str:
    """Its words, but for those inside elements of the classes `without`."""
    return " ".join("".join(_texts(element, without)).split())


def _texts(element: Element, without: Container[str]) -> Iterator[str]:
    if not any(name in without for name in classes(element)):
        yield element.text or ""
        for child in element:
            yield from _texts(child, without)
            yield child.tail or ""


def of_class(root: Element, name: str) -> list[Element]:
    """Every element below `root` that has this class."""
    return [element for element in root.iter() if name in classes(element)]


def take_out(parent: Element, child: Element) -> None:
    """Remove an element and keep the words behind it."""
    at = list(parent).index(child)
    if child.tail:
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def put_in_place(parent: Element, old: Element, new: Element) -> None:
    """Put `new` where `old` was."""
    new.tail = old.tail
    parent[list(parent).index(old)] = new


def put_first(parent: Element, child: Element) -> None:
    """Put an element before all words of another."""
    child.tail, parent.text = parent.text, None
    parent.insert(0, child)


def parents(root: Element) -> dict[Element, Element]:
    """The parent of every element below `root`."""
    return {child: parent for parent in root.iter() for child in parent}


def has_words(element: Element) -> bool:
    """Return whether anything is written or drawn in it."""
    return bool("".join(element.itertext()).strip()) or any(child.tag not in ("br", "div") for child in element)


def titles(root: Element) -> dict[str, str]:
    """The words that stand where links can lead, by the anchor's name."""
    named = ((element.get("id"), element) for element in root.iter())
    return {name: shorten(one.get("data-label") or words_in(one), 100, placeholder="…") for name, one in named if name}
