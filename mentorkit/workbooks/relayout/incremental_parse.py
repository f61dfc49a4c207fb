"""Incremental parsing of a book after an edit: only the parts whose text has changed are parsed.

A part is the text from one beginning of a page to the next. Tags that were left open can join a part with its neighbours:
where the old text of a part, parsed alone, gives something else than it gave in the book, the whole is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, tostring

_BEGINS = re.compile(r"(?=<section\b[^>]*\sdata-new-page\b)")
_END = "</body>"
_MARK = "."

Parse = Callable[[str], Any]
"""Parses a text as the engine does."""


@dataclass(slots=True)
class IncrementalParser:
    """A parser of one book that remembers the text and the trees of the last time."""

    _parts: Sequence[str] = ()
    _trees: list[list[Element]] = field(default_factory=list)

    def parse(self, text: str, parse: Parse) -> Any:
        """The tree of this text, the same as `parse` makes of it."""
        parts = _BEGINS.split(text)
        book = (
            self._with_changes(parts, parse) if len(parts) == len(self._parts) and parts[0] == self._parts[0] else None
        )
        if book is None:
            book = parse(text)
            self._trees = groups(book.etree_element) or []
            self._parts = parts if len(self._trees) == len(parts) - 1 else ()
        else:
            self._parts = parts
        self._trees = [[deepcopy(element) for element in tree] for tree in self._trees]
        return book

    def _with_changes(self, parts: Sequence[str], parse: Parse) -> Any:
        """The book with its changed parts parsed alone; None where one of them cannot be."""
        trees = list(self._trees)
        for number, (old, new) in enumerate(zip(self._parts[1:], parts[1:], strict=True)):
            if old != new:
                before, after = _alone(old, parse), _alone(new, parse)
                if not before or not after or written(before) != written(trees[number]):
                    return None
                trees[number] = after
        self._trees = trees
        book = parse(parts[0])
        book.etree_element.find("body").extend(element for tree in trees for element in tree)
        return book


def groups(root: Element) -> list[list[Element]] | None:
    """The elements at the top of a book, from each that begins a page to the next; None where there is something else."""
    body, found = root.find("body"), list[list[Element]]()
    if body is None or (body.text or "").strip():
        return None
    for element in body:
        if element.get("data-new-page") is not None:
            found.append([])
        elif not found:
            return None
        found[-1].append(element)
    return found


def written(elements: Sequence[Element]) -> str:
    """Elements as text, but for the space between them."""
    return "".join(tostring(element, "unicode").strip() for element in elements)


def _alone(text: str, parse: Parse) -> list[Element] | None:
    """The elements of a part parsed without the rest of its book; None where it would leave a tag open."""
    root = parse(f"<!DOCTYPE html><body>{text.partition(_END)[0]}<section>{_MARK}</section>").etree_element
    found = groups(root)
    if not found or len(found) > 1:
        return None
    *mine, mark = found[0]
    return mine if mark.tag == "section" and not len(mark) and not mark.attrib and mark.text == _MARK else None
