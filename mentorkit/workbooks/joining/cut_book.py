"""A book cut into its chapters: whatever begins a page at its top (`data-new-page`), such as a session's opening or a Key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from mentorkit.workbooks.joining.used_rules import names_of, needs_where

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
    r"|@page[^{]*:(?:first|nth)|counters?\(\s*pages?\b"
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
    numbered: tuple[frozenset[str], ...] = ()
    """Sets of names: a link that has all those of one, in itself or around it, may show the page that it leads to."""

    @classmethod
    def of(cls, root: Element, rules: str) -> CutBook | None:
        """The book, where it consists of several chapters and nothing else. `rules` are those for its chapters."""
        body, found = root.find("body"), list[list[Element]]()
        if body is None or (body.text or "").strip():
            return None
        for element in body:
            if element.get("data-new-page") is not None:
                found.append([])
            elif not found:
                return None
            found[-1].append(element)
        known = set[str]()
        for elements in found:
            _again(elements, known)
        numbered = needs_where(rules, f"attr({_PRINTED})")
        return cls(root, tuple(map(tuple, found)), numbered) if len(found) > 1 else None

    @property
    def direction(self) -> str:
        """The direction in which it is read."""
        return self.root.get("dir", "ltr")

    @property
    def around(self) -> list[Element]:
        """The elements around all chapters."""
        return [self.root, *self.root.findall("body")]

    @property
    def tops(self) -> list[Element]:
        """The elements at the top of all chapters."""
        return [one for elements in self.chapters for one in elements]

    @property
    def links(self) -> frozenset[str]:
        """The anchors of which the book shows the pages."""
        return frozenset(target for number in range(len(self.chapters)) for target in self.targets(number))

    def targets(self, number: int) -> list[str]:
        """The anchors of which this chapter may show the pages, in order."""
        return [_target(link) for link in self._links(number)]

    def kind(self, number: int) -> frozenset[str]:
        """What chapters like this one are called in the style sheet."""
        return frozenset(self.chapters[number][0].get("class", "").split())

    def length(self, number: int) -> int:
        """How many letters this chapter has."""
        return sum(len(words) for element in self.chapters[number] for words in element.itertext())

    def anchors(self, number: int) -> list[str]:
        """The places in this chapter that links can lead to."""
        return [one.get("id", "") for element in self.chapters[number] for one in element.iter() if one.get("id")]

    def chapter(self, number: int, pages: Mapping[str, int]) -> Element:
        """A chapter as a document of its own, whose links say on which page their target is.

        What the book is called, and by whom it is, stands in the first one alone: other books have the others, too.
        """
        for link in self._links(number):
            link.set(_PRINTED, str(pages.get(_target(link), 0)))
        return self._document(self.chapters[number], [_plain_head()] if number else self.root.findall("head"))

    def alone(self, elements: Sequence[Element]) -> Element:
        """These elements in the root and the body of this book."""
        return self._document(elements, [_plain_head()])

    def _document(self, elements: Sequence[Element], heads: Sequence[Element]) -> Element:
        root = Element(self.root.tag, self.root.attrib)
        root.extend(deepcopy(head) for head in heads)
        body = Element("body", {key: value for one in self.root.findall("body") for key, value in one.items()})
        body.extend(elements)
        root.append(body)
        return root

    def _links(self, number: int) -> Iterator[Element]:
        outer = frozenset(name for one in self.around for name in names_of(one))
        for element in self.chapters[number]:
            yield from self._numbered_in(element, outer)

    def _numbered_in(self, element: Element, outer: frozenset[str]) -> Iterator[Element]:
        """The links in an element that may show a page."""
        names = outer.union(names_of(element))
        if element.get("href", "").startswith("#") and any(need <= names for need in self.numbered):
            yield element
        for one in element:
            yield from self._numbered_in(one, names)


def _plain_head() -> Element:
    head, title = Element("head"), Element("title")
    title.text = "Chapter"
    head.append(title)
    return head


def _again(elements: Sequence[Element], known: set[str]) -> None:
    """Tell apart what stands in a book twice: the cells of its tables must not have the same names."""
    said = "".join(tostring(one, "unicode").strip() for one in elements)
    if said in known:
        elements[0].set("data-again", str(len(known)))
    known.add(said)


def _target(link: Element) -> str:
    return link.get("href", "")[1:]
