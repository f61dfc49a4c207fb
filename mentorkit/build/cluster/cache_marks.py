"""Marks in the folders of caches, by which a worker knows whether it sees the folders of the machine that builds.

A worker that does not see its cache keeps nothing on its own disk: what it would have kept comes back with its result.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import rmtree

from mentorkit.build.cache import Cache
from mentorkit.build.cache_store import PATIENCE, FolderStore
from mentorkit.core.time_limits import within


@dataclass(frozen=True, slots=True)
class MarkedFolder:
    """A folder and the mark in it; none where nothing can be written there."""

    folder: Path
    mark: Path | None

    @property
    def is_seen(self) -> bool:
        """Whether this machine sees the mark, and at once: a drive that hangs is not seen."""
        with suppress(TimeoutError):
            return self.mark is not None and within(PATIENCE, self.mark.exists)
        return False


@dataclass(slots=True)
class CacheMarks:
    """The marks of one run: each folder has one until `delete`."""

    _made: dict[Path, MarkedFolder] = field(default_factory=dict)

    def own(self, cache: Cache) -> MarkedFolder:
        """The folder of this machine's own cache."""
        if cache.folder not in self._made:
            self._made[cache.folder] = MarkedFolder(cache.folder, cache.mark())
        return self._made[cache.folder]

    def shared(self, cache: Cache) -> MarkedFolder | None:
        """The folder of the shared cache; None where it is none, or takes no mark, so that nobody can tell."""
        store = cache.shared.store if cache.shared else None
        if not isinstance(store, FolderStore):
            return None
        if store.folder not in self._made:
            self._made[store.folder] = MarkedFolder(store.folder, store.mark())
        marked = self._made[store.folder]
        return marked if marked.mark else None

    def delete(self) -> None:
        """Delete all marks."""
        for marked in self._made.values():
            if marked.mark:
                with suppress(OSError):
                    within(PATIENCE, partial(_delete, marked.mark))
        self._made.clear()


def _delete(mark: Path) -> None:
    mark.unlink() if mark.is_file() else rmtree(mark)
