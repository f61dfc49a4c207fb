"""HTML of other programs as a tree: read as browsers read it, without what runs, and no deeper than a text is."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as etree

import tinyhtml5

from mentorkit.core.problems import Problem, Result, Span

_DEEPEST = 120
"""Elements inside elements."""
RUNS = frozenset({"script", "style", "template", "noscript", "head", "title", "meta", "link", "base"})
"""Elements of which no reader sees anything."""
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "note", "notes", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "block",
})  # fmt: skip
"""Elements that begin lines of their own; `block` is ours, for a block of the vocabulary."""


def html_tree(html: str, file: str) -> Result[etree.Element | None]:
    """The body of a page or a part of one; None where it is built more deeply than a text is."""
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    body = root.find("body")
    assert body is not None, "a body is made where there is none"
    if _depth(body) > _DEEPEST:
        message = "this text is built more deeply than a text is"
        return Result.failed(Problem("html-depth", message, Span(file), "copy its words into a new document"))
    _without_machinery(body)
    return Result(body)


def _depth(root: etree.Element) -> int:
    deepest, ahead = 0, [(root, 1)]
    while ahead:
        one, depth = ahead.pop()
        deepest = max(deepest, depth)
        ahead += [(child, depth + 1) for child in one]
    return deepest


def _without_machinery(root: etree.Element) -> None:
    """Take out comments, and what runs or is never shown."""
    for parent in list(root.iter()):
        for one in list(parent):
            if not isinstance(one.tag, str) or one.tag in RUNS:
                remove(parent, one)


def remove(parent: etree.Element, one: etree.Element) -> None:
    """Take an element out of its parent, and leave the text behind it."""
    replace(parent, one, [])


def replace(parent: etree.Element, one: etree.Element, others: list[etree.Element]) -> None:
    """Put others in place of an element, and leave the text behind it."""
    place, tail = list(parent).index(one), one.tail or ""
    one.tail = None
    parent[place : place + 1] = others
    before = others[-1] if others else (parent[place - 1] if place else None)
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail


def text_of(element: etree.Element) -> str:
    """The words of an element on one line; line breaks and blocks are spaces."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: etree.Element) -> Iterator[str]:
    apart = element.tag in BLOCKS or element.tag == "br"
    if apart:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    if apart:
        yield " "


def is_block(element: etree.Element) -> bool:
    """Whether an element, or one in it, begins lines of its own."""
    return any(one.tag in BLOCKS for one in element.iter())


def has_picture(element: etree.Element) -> bool:
    """Whether a picture stands in an element."""
    return any(True for _ in element.iter("img"))
