"""The chapters of books in the cache."""

from __future__ import annotations

from pathlib import Path

from mentorkit.build.cache import Cache
from mentorkit.build.kept_chapters import KeptChapters
from mentorkit.workbooks.joining.laid_out_chapter import ChapterPage, LaidOutChapter

CHAPTER = LaidOutChapter(b"%PDF", "recto", (ChapterPage("", 62.4, (("chapter", "One"),), ("one",), ()),), {"o": 1})


def test_a_chapter_is_kept_once_nobody_has_saved_meanwhile(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    chapters = KeptChapters(cache)
    chapters.keep("its text", CHAPTER)
    assert chapters.take("its text") == CHAPTER
    assert KeptChapters(cache).take("its text") is None
    chapters.settle()
    assert KeptChapters(cache).take("its text") == CHAPTER
    assert KeptChapters(cache).take("another text") is None
    assert (cache.tally.kept_here, cache.tally.made) == (0, 0), "builds count books"


def test_no_other_client_takes_a_chapter(tmp_path: Path) -> None:
    chapters = KeptChapters(Cache(tmp_path))
    chapters.keep("its text", CHAPTER)
    chapters.settle()
    assert KeptChapters(Cache(tmp_path)).take("its text") is None
