"""Waiting for changes of source files."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

_CHANGES = (EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED)
_LOOK = 0.2
"""Seconds between two looks. Files are looked at, and no system is asked to tell: on shared and mounted folders none does."""
_QUIET = 0.3
"""Seconds without a change after which an editor, or a tool that writes several files, has ended. More than one look, because folders are looked at in turn."""


class Watcher(FileSystemEventHandler):
    """Knows when a file that is watched, or a file in a folder that is, has been written, added or removed."""

    def __init__(self) -> None:
        self._observer = PollingObserver(timeout=_LOOK)
        self._watched: dict[tuple[Path, bool], ObservedWatch] = {}
        self._places: frozenset[Path] = frozenset()
        self._changed = threading.Event()

    def watch(self, places: Iterable[Path]) -> None:
        """Watch these from now on, and no others. What is not there yet is noticed once it is."""
        self._places = frozenset(places)
        wanted = {(place, True) if place.is_dir() else (_nearest(place.parent), False) for place in self._places}
        for place in self._watched.keys() - wanted:
            self._observer.unschedule(self._watched.pop(place))
        for place in wanted - self._watched.keys():
            self._watched[place] = self._observer.schedule(self, str(place[0]), recursive=place[1])
        if not self._observer.is_alive():
            self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of something that is watched."""
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if event.event_type in _CHANGES and any(self._concerns(path, event.event_type) for path in paths):
            self._changed.set()

    def _concerns(self, path: Path, change: str) -> bool:
        """Return whether a place, or something in it, has changed; or a folder that leads to it has come or gone."""
        above = change != EVENT_TYPE_MODIFIED
        return any(
            path == place or place in path.parents or (above and path in place.parents) for place in self._places
        )

    def wait(self) -> None:
        """Return once something has changed and nothing more does."""
        while not self._changed.wait(0.2):
            pass  # in short steps, because Windows hears Ctrl+C only between them
        while self._changed.is_set():
            self._changed.clear()
            self._changed.wait(_QUIET)

    def end(self) -> None:
        """Watch no longer."""
        self._observer.stop()


def _nearest(folder: Path) -> Path:
    """The nearest folder that is there."""
    return folder if folder.is_dir() else _nearest(folder.parent)
