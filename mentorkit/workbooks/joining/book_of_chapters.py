"""A book made of chapters: those that were laid out before are taken from a store, the others are laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element

from mentorkit.workbooks.joining.cut_book import CutBook
from mentorkit.workbooks.joining.head_pages import head_elements, head_page
from mentorkit.workbooks.joining.joined_pdf import join
from mentorkit.workbooks.joining.laid_out_chapter import (
    ChapterPage,
    HeadPage,
    JoinedBook,
    LaidOutChapter,
    page_numbers,
)

_ROUNDS = 6
"""A page number that takes more room can move the pages that it numbers; after so many rounds it is given up."""


class ChapterStore(Protocol):
    """Chapters that were laid out before, by everything that they are made from."""

    def take(self, made_from: str) -> LaidOutChapter | None:
        """The chapter; None where it is not known."""

    def keep(self, made_from: str, chapter: LaidOutChapter) -> None:
        """Keep a chapter."""


class _Complaining(Protocol):
    """What may find something to be wrong."""

    @property
    def complaints(self) -> int:
        """How often something was found to be wrong so far: what is wrong is not kept, and so is found again."""


class ChapterPress(_Complaining, Protocol):
    """The engine, as it is needed here."""

    def made_from(self, root: Element, *, heads: bool = False) -> str:
        """Everything that this tree is made from as a chapter, or as running heads."""

    @property
    def opens_bookmarks(self) -> bool:
        """Whether a reader of the book sees its bookmarks at once."""

    def chapter(self, root: Element) -> LaidOutChapter | None:
        """This tree laid out without running heads; None where it depends on what stands before or behind it."""

    def heads(self, root: Element) -> LaidOutChapter:
        """This tree laid out with running heads and no tags."""

    def field_font(self) -> bytes:
        """A PDF of one page with the font of form fields, for which chapters have a stand-in; nothing where they have none."""


class ChaptersInMemory(dict[str, LaidOutChapter]):
    """Chapters for as long as one book takes."""

    take = dict.get

    def keep(self, made_from: str, chapter: LaidOutChapter) -> None:
        """Keep a chapter."""
        self[made_from] = chapter


def write_joined(book: CutBook, press: ChapterPress, store: ChapterStore, into: Path) -> JoinedBook | None:
    """Write a book; None where its chapters depend on each other, or its page numbers come to no rest."""
    every = range(len(book.chapters))
    naming = [number for number in every if book.targets(number)]
    known = _laid_out(book, press, store, [number for number in every if number not in naming], {})
    if known is None:
        return None
    numbers = page_numbers([known.get(number) or _likely(book, number, known) for number in every], book.direction)
    for _ in range(_ROUNDS):
        found = _laid_out(book, press, store, naming, numbers)
        if found is None:
            return None
        chapters = [found.get(number) or known[number] for number in every]
        counted = page_numbers(chapters, book.direction)
        if all(numbers.get(anchor) == counted.get(anchor) for anchor in book.links):
            heads, order = _heads(book, press, store, chapters)
            assert _numbers(chapters, order) == counted, "running heads stand on the pages that were counted"
            fields = press.field_font()
            join(chapters, heads, order, into, opens_bookmarks=press.opens_bookmarks, field_font=fields)
            return JoinedBook.of(chapters, order)
        numbers = counted
    return None


def lay_out_unnumbered(book: CutBook, press: ChapterPress, store: ChapterStore, share: Callable[[str], bool]) -> None:
    """Lay out the chapters of a book that show no page numbers, as far as they are not kept yet and belong to this `share`."""
    for number in range(len(book.chapters)):
        if not book.targets(number):
            root = book.chapter(number, {})
            if share(made_from := press.made_from(root)):
                kept(store, press, made_from, partial(press.chapter, root))


def _likely(book: CutBook, number: int, known: Mapping[int, LaidOutChapter]) -> LaidOutChapter:
    """A chapter that shows page numbers as it will likely be: with as many pages as the one most like it, in kind and then in length.

    Where that is so, it is laid out once; else its true pages are counted, and it is laid out again.
    """
    kind, length = book.kind(number), book.length(number)
    alike = [other for other in known if kind & book.kind(other)]
    nearest = min(alike, key=lambda one: (len(kind ^ book.kind(one)), abs(book.length(one) - length)), default=None)
    begins, pages = ("", 1) if nearest is None else (known[nearest].begins, len(known[nearest].pages))
    blank = ChapterPage("", 0, (), (), ())
    return LaidOutChapter(b"", begins, (replace(blank, anchors=tuple(book.anchors(number))), *[blank] * (pages - 1)))


def _heads(
    book: CutBook, press: ChapterPress, store: ChapterStore, chapters: Sequence[LaidOutChapter]
) -> tuple[bytes, Sequence[HeadPage]]:
    """The pages with running heads alone, which change only where pages are added or titles are edited."""
    root = book.alone(list(head_elements(chapters)))
    heads = kept(store, press, press.made_from(root, heads=True), partial(press.heads, root))
    assert heads is not None, "they depend on nothing else"
    return heads.pdf, [head_page(page.anchors, page.left) for page in heads.pages]


def _laid_out(
    book: CutBook, press: ChapterPress, store: ChapterStore, wanted: Iterable[int], pages: Mapping[str, int]
) -> dict[int, LaidOutChapter] | None:
    """The chapters of these numbers, with these `pages` at their links; None where one depends on others."""
    chapters = dict[int, LaidOutChapter]()
    for number in wanted:
        root = book.chapter(number, pages)
        chapter = kept(store, press, press.made_from(root), partial(press.chapter, root))
        if chapter is None:
            return None
        chapters[number] = chapter
    return chapters


def kept(
    store: ChapterStore, press: _Complaining, made_from: str, lay_out: Callable[[], LaidOutChapter | None]
) -> LaidOutChapter | None:
    """What is in the store, or else is laid out and kept in it, unless something is wrong with it."""
    chapter, before = store.take(made_from), press.complaints
    if chapter is None:
        chapter = lay_out()
        if chapter is not None and press.complaints == before:
            store.keep(made_from, chapter)
    return chapter


def _numbers(chapters: Sequence[LaidOutChapter], order: Sequence[HeadPage]) -> dict[str, int]:
    """The page on which each anchor stands, by the pages as the engine ordered them."""
    numbers = dict[str, int]()
    for number, place in enumerate(order, 1):
        if place.chapter is not None:
            for anchor in chapters[place.chapter].pages[place.page].anchors:
                numbers.setdefault(anchor, number)
    return numbers
