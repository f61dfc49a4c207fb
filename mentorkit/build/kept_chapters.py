"""The chapters of books in the cache, each by everything that it is made from, wherever the files lie that it names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorkit.build.cache import Cache
from mentorkit.build.fingerprint import software
from mentorkit.core.digests import digest
from mentorkit.workbooks.joining.laid_out_chapter import LaidOutChapter

_FILE = "chapter.pdf"


@dataclass(slots=True)
class KeptChapters:
    """The chapters that a book takes from the cache, and those that were laid out for it, which `settle` keeps."""

    cache: Cache
    made: dict[str, LaidOutChapter] = field(default_factory=dict)

    def take(self, made_from: str) -> LaidOutChapter | None:
        """The chapter; None where it is not kept."""
        key = self._key(made_from)
        if key in self.made:
            return self.made[key]
        with self._uncounted(), TemporaryDirectory(prefix="mentorkit-") as folder:
            note = self.cache.take(key, Path(folder))
            return LaidOutChapter.of(Path(folder, _FILE).read_bytes(), note["facts"]) if note else None

    def keep(self, made_from: str, chapter: LaidOutChapter) -> None:
        """Remember a chapter until it is certain that nobody has saved something meanwhile."""
        self.made[self._key(made_from)] = chapter

    def settle(self) -> None:
        """Keep what was laid out."""
        for key, chapter in self.made.items():
            with self._uncounted(), TemporaryDirectory(prefix="mentorkit-") as folder:
                Path(folder, _FILE).write_bytes(chapter.pdf)
                self.cache.keep(key, Path(folder), [_FILE], {"facts": chapter.facts})
        self.made.clear()

    @contextmanager
    def _uncounted(self) -> Iterator[None]:
        """A build counts books and portals, and not the chapters of books."""
        tally = self.cache.tally
        before = tally.kept_here, tally.shared, tally.made
        yield
        tally.kept_here, tally.shared, tally.made = before

    def _key(self, made_from: str) -> str:
        return digest("chapter", software(), made_from)
