"""A portal that was built, shown to the browser of this machine: the studio’s own pages cannot link to files."""

from __future__ import annotations

import threading
from pathlib import Path

from mentorkit.build.live_server import LiveServer


class ShownSite:
    """Serves the portal of one programme at a time, and nothing beside it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._server: LiveServer | None = None
        self._folder: Path | None = None

    def address(self, folder: Path) -> str:
        """The address of a built portal. Raises BuildFailed where no port can be had."""
        with self._lock:
            if self._server is None or self._folder != folder:
                self._end()
                self._server, self._folder = LiveServer(folder, "127.0.0.1", 0), folder
                self._server.start()
            return self._server.url

    def close(self) -> None:
        """Show nothing any longer."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._server:
            self._server.end()
        self._server = self._folder = None
