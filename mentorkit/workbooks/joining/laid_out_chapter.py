"""A chapter that was laid out by itself: its PDF, and what a book needs to know of its pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Bookmark = tuple[int, str, float, float, str]
"""A bookmark: its level, its words, where it leads on its page in points, and whether it is open or closed."""


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """One page of a chapter, without running heads. Lengths are in points, from the lower left corner of the page."""

    name: str
    """The kind of page that the style sheet asks for (`page`); nothing where it asks for none."""
    left: float
    """Where the text begins, which is elsewhere on left and on right pages."""
    heads: tuple[tuple[str, str], ...]
    """The running heads that are set on it, in order."""
    anchors: tuple[str, ...]
    """The places on it that links can lead to."""
    bookmarks: tuple[Bookmark, ...]


@dataclass(frozen=True, slots=True)
class LaidOutChapter:
    """A chapter as a PDF of its own, and its pages."""

    pdf: bytes
    begins: str
    """The side on which it begins (`recto`, `verso`, `left`, `right`), where it has one."""
    pages: tuple[ChapterPage, ...]
    letters: Mapping[str, int] = field(default_factory=dict)
    """How often each letter and digit stands in it."""
    faults: tuple[tuple[int, str], ...] = ()
    """What is wrong with how it looks, and on which page, counted from 0."""
    head: tuple[float, ...] = ()
    """Of a paper, and of the words for its top: where these stand on its first page, in points (left, width, top)."""

    @property
    def anchors(self) -> frozenset[str]:
        """Every place in it that links can lead to."""
        return frozenset(anchor for page in self.pages for anchor in page.anchors)

    @property
    def facts(self) -> str:
        """Everything but the PDF, as JSON."""
        said = {name: value for name, value in asdict(self).items() if name != "pdf"}
        return json.dumps(said, ensure_ascii=False)

    @classmethod
    def of(cls, pdf: bytes, facts: str) -> LaidOutChapter:
        """The chapter with this PDF and these `facts`."""
        read = json.loads(facts)
        pages = tuple(ChapterPage(**{name: _tuples(value) for name, value in page.items()}) for page in read["pages"])
        return cls(pdf, read["begins"], pages, read["letters"], _tuples(read["faults"]), _tuples(read["head"]))


@dataclass(frozen=True, slots=True)
class JoinedBook:
    """A book that was joined: how many pages it has, its letters and digits, and what is wrong with how it looks, and where."""

    pages: int
    letters: Counter[str]
    faults: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, chapters: Sequence[LaidOutChapter], order: Sequence[HeadPage]) -> JoinedBook:
        """The book of these chapters, whose pages stand in this order."""
        places = {(one.chapter, one.page): number for number, one in enumerate(order)}
        faults = tuple(
            (places[number, page], fault) for number, chapter in enumerate(chapters) for page, fault in chapter.faults
        )
        return cls(len(order), sum((Counter(chapter.letters) for chapter in chapters), Counter()), faults)

    @classmethod
    def of_paper(cls, paper: LaidOutChapter, words: LaidOutChapter) -> JoinedBook:
        """The paper with these words at the top of its first page."""
        return cls(len(paper.pages), Counter(paper.letters) + Counter(words.letters), paper.faults + words.faults)


@dataclass(frozen=True, slots=True)
class HeadPage:
    """A page of a book with its running heads alone: the page of a chapter that belongs there, and where text begins."""

    chapter: int | None
    """The number of the chapter, counted from 0; None where the page is left blank."""
    page: int
    """The number of the page in its chapter, counted from 0."""
    left: float


def page_numbers(chapters: Sequence[LaidOutChapter], direction: str) -> dict[str, int]:
    """The page on which each anchor stands: a chapter that begins on a side may leave a page blank before it."""
    numbers, last = dict[str, int](), 0
    odd = {"recto", "right" if direction == "ltr" else "left"}
    for chapter in chapters:
        if last and chapter.begins and (last % 2 == 0) != (chapter.begins in odd):
            last += 1
        for page in chapter.pages:
            last += 1
            for anchor in page.anchors:
                numbers.setdefault(anchor, last)
    return numbers


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
