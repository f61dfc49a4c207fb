"""A book made of chapters: those that were laid out before are taken from a store, the others are laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, tostring

from mentorkit.workbooks.joining.cut_book import CutBook
from mentorkit.workbooks.joining.head_pages import head_elements, head_page
from mentorkit.workbooks.joining.joined_pdf import join
from mentorkit.workbooks.joining.laid_out_chapter import HeadPage, JoinedBook, LaidOutChapter, page_numbers

_ROUNDS = 6
"""A page number that takes more room can move the pages that it numbers; after so many rounds it is given up."""


class ChapterStore(Protocol):
    """Chapters that were laid out before, by everything that they are made from."""

    def take(self, made_from: str) -> LaidOutChapter | None:
        """The chapter; None where it is not known."""

    def keep(self, made_from: str, chapter: LaidOutChapter) -> None:
        """Keep a chapter."""


class ChapterPress(Protocol):
    """The engine, as it is needed here."""

    def made_from(self, text: str, *, heads: bool = False) -> str:
        """Everything that a chapter of this text is made from, or that running heads are."""

    @property
    def complaints(self) -> int:
        """How often something was found to be wrong so far: what is wrong is not kept, and so is found again."""

    @property
    def opens_bookmarks(self) -> bool:
        """Whether a reader of the book sees its bookmarks at once."""

    def chapter(self, root: Element) -> LaidOutChapter | None:
        """This tree laid out without running heads; None where it depends on what stands before or behind it."""

    def heads(self, root: Element) -> LaidOutChapter:
        """This tree laid out with running heads and no tags."""


class ChaptersInMemory(dict[str, LaidOutChapter]):
    """Chapters for as long as one book takes."""

    take = dict.get

    def keep(self, made_from: str, chapter: LaidOutChapter) -> None:
        """Keep a chapter."""
        self[made_from] = chapter


def write_joined(book: CutBook, press: ChapterPress, store: ChapterStore, into: Path) -> JoinedBook | None:
    """Write a book; None where its chapters depend on each other, or its page numbers come to no rest."""
    numbers = dict[str, int]()
    for _ in range(_ROUNDS):
        chapters = _laid_out(book, press, store, numbers)
        if chapters is None:
            return None
        found = page_numbers(chapters, book.root.get("dir", "ltr"))
        if all(numbers.get(anchor) == found.get(anchor) for anchor in book.links):
            heads, order = _heads(book, press, store, chapters)
            assert _numbers(chapters, order) == found, "running heads stand on the pages that were counted"
            join(chapters, heads, order, into, opens_bookmarks=press.opens_bookmarks)
            return JoinedBook.of(chapters, order)
        numbers = found
    return None


def _heads(
    book: CutBook, press: ChapterPress, store: ChapterStore, chapters: Sequence[LaidOutChapter]
) -> tuple[bytes, Sequence[HeadPage]]:
    """The pages with running heads alone, which change only where pages are added or titles are edited."""
    root = book.alone(list(head_elements(chapters)))
    made_from = press.made_from(tostring(root, "unicode"), heads=True)
    kept, before = store.take(made_from), press.complaints
    if kept is None:
        kept = press.heads(root)
        if press.complaints == before:
            store.keep(made_from, kept)
    return kept.pdf, [head_page(page.anchors, page.left) for page in kept.pages]


def _laid_out(
    book: CutBook, press: ChapterPress, store: ChapterStore, numbers: Mapping[str, int]
) -> list[LaidOutChapter] | None:
    """The chapters, with these page numbers at their links; None where one depends on others."""
    chapters = list[LaidOutChapter]()
    for number, elements in enumerate(book.chapters):
        made_from, before = press.made_from(book.frame + book.text(number, numbers)), press.complaints
        chapter = store.take(made_from)
        if chapter is None:
            chapter = press.chapter(book.alone(elements))
            if chapter is None:
                return None
            if press.complaints == before:
                store.keep(made_from, chapter)
        chapters.append(chapter)
    return chapters


def _numbers(chapters: Sequence[LaidOutChapter], order: Sequence[HeadPage]) -> dict[str, int]:
    """The page on which each anchor stands, by the pages as the engine ordered them."""
    numbers = dict[str, int]()
    for number, place in enumerate(order, 1):
        if place.chapter is not None:
            for anchor in chapters[place.chapter].pages[place.page].anchors:
                numbers.setdefault(anchor, number)
    return numbers
