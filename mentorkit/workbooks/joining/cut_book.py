"""A book cut into its chapters: whatever begins a page at its top (`data-new-page`), such as a session's opening or a Key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

_NUMBER = re.compile(r"target-counter\(\s*attr\(href\),\s*page\s*\)")
_PRINTED = "data-page"
"""Where the page that a link leads to stands in a chapter that is laid out."""
_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_MARGIN_BOX = re.compile(
    rf"@(?:top|bottom)-(?:left|center|right)(?:-corner)?\s*\{{(?:[^{{}}\"']|{_STRING})*\}}"
    rf"|@(?:left|right)-(?:top|middle|bottom)\s*\{{(?:[^{{}}\"']|{_STRING})*\}}"
)
_ACROSS = re.compile(
    r"target-|running\(|footnote|position:\s*fixed|open-quote|:empty|:has\([^()]*\)\s*[+~]"
    r"|@page[^{]*:(?:first|nth)|counter\(\s*pages?\s*\)"
)
"""Rules that may look beyond a chapter."""
_OWN_RULES = re.compile(r'<(?:style|link|base)\b|style="[^"]*(?:fixed|running|footnote)')
"""Rules in the text of a book beside its style sheet."""


def chapter_rules(css: str) -> str:
    """The style sheet for chapters: without running heads, and with page numbers that stand at the links."""
    return _MARGIN_BOX.sub("", _NUMBER.sub(f"attr({_PRINTED})", css))


def can_be_cut(text: str, css: str) -> bool:
    """Return whether no rule of this book lets its chapters depend on each other."""
    return not _ACROSS.search(chapter_rules(css)) and not _OWN_RULES.search(text)


@dataclass(frozen=True, slots=True)
class CutBook:
    """The tree of a book and its chapters, each one or more elements at the top of it."""

    root: Element
    chapters: tuple[tuple[Element, ...], ...]

    @classmethod
    def of(cls, root: Element) -> CutBook | None:
        """The book, where it consists of several chapters and nothing else."""
        body, found = root.find("body"), list[list[Element]]()
        if body is None or (body.text or "").strip():
            return None
        for element in body:
            if element.get("data-new-page") is not None:
                found.append([])
            elif not found:
                return None
            found[-1].append(element)
        return cls(root, tuple(map(tuple, found))) if len(found) > 1 else None

    @property
    def frame(self) -> str:
        """What all chapters share besides the style sheet: the head of the book, its language, the kind of its edition."""
        shells = [(one.tag, *sorted(one.attrib.items())) for one in (self.root, *self.root.findall("body"))]
        return repr(shells) + "".join(tostring(head, "unicode") for head in self.root.findall("head"))

    @property
    def links(self) -> frozenset[str]:
        """The anchors that links of the book lead to."""
        return frozenset(target for number in range(len(self.chapters)) for target in self.targets(number))

    def targets(self, number: int) -> list[str]:
        """The anchors that links of this chapter lead to, in order."""
        return [_target(link) for link in self._links(number)]

    def text(self, number: int, pages: Mapping[str, int]) -> str:
        """A chapter as text. From now on its links say on which page their target is."""
        for link in self._links(number):
            link.set(_PRINTED, str(pages.get(_target(link), 0)))
        return "".join(tostring(element, "unicode").strip() for element in self.chapters[number])

    def alone(self, elements: list[Element] | tuple[Element, ...]) -> Element:
        """The root of this book with these elements in its body."""
        root = Element(self.root.tag, self.root.attrib)
        root.extend(deepcopy(head) for head in self.root.findall("head"))
        body = Element("body", {key: value for one in self.root.findall("body") for key, value in one.items()})
        body.extend(elements)
        root.append(body)
        return root

    def _links(self, number: int) -> Iterator[Element]:
        for element in self.chapters[number]:
            yield from (link for link in element.iter("a") if link.get("href", "").startswith("#"))


def _target(link: Element) -> str:
    return link.get("href", "")[1:]
