"""The preview of the studio: the portal of one programme as `serve` makes it, begun when somebody wants to see it."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mentorkit.studio.check_runner import source_state
from mentorkit.studio.jobs import JobSeen, RunningJob
from mentorkit.workspace.workspace import ProgramFile, Workspace

BESIDE = {
    "purpose": "about/", "people": "help/", "roles": "roles/", "eligibility": "about/", "matching": "about/",
    "dates": "timeline/", "sessions": "timeline/", "agreement": "agreement/", "questionnaires": "evaluation/",
    "texts": "communications/", "books": "downloads/", "guides": "keys/",
}  # fmt: skip
"""The page of a portal that is shown beside a task page; its first page where none is named, or where it has none of this name."""
_SECONDS = 3.0
"""Seconds to wait for the answer of a server of this machine."""


@dataclass(frozen=True, slots=True)
class PreviewSeen:
    """The preview of one programme at one moment: off, starting, shown or stopped."""

    state: str
    address: str = ""
    job: JobSeen | None = None


class Previews:
    """The one preview of a studio: where another programme is asked for, it is that one’s."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self._lock = threading.Lock()
        self._running: RunningJob | None = None
        self._state = ""

    def begin(self, workspace: Workspace, program: ProgramFile) -> None:
        """Begin the preview of a programme, unless it is there."""
        with self._lock:
            seen = self._running.seen if self._running else None
            if seen and seen.working and seen.program == program.id:
                return
            self._end()
            self._state = source_state(workspace, program.client)
            self._running = RunningJob(0, {"kind": "preview", "program": program.id, "config": str(self.config)})

    def seen(self, workspace: Workspace, program: ProgramFile) -> PreviewSeen:
        """The preview of a programme; one that could not begin tries again once a file has changed."""
        running = self._running
        seen = running.seen if running else None
        if seen is None or seen.program != program.id:
            return PreviewSeen("off")
        if seen.serving and seen.working:
            return PreviewSeen("shown", seen.serving, seen)
        if seen.working:
            return PreviewSeen("starting", job=seen)
        if self._state != source_state(workspace, program.client):
            self.begin(workspace, program)
            return PreviewSeen("starting")
        return PreviewSeen("stopped", job=seen)

    def end(self) -> None:
        """End the preview."""
        with self._lock:
            self._end()

    close = end

    def _end(self) -> None:
        if self._running:
            threading.Thread(target=self._running.cancel).start()  # it tidies up, for which nobody waits
        self._running = None


def page_beside(address: str, page: str) -> str:
    """The address of the portal's page that belongs to a task page, or of its first page where it has none of that name."""
    place = urlsplit(address)
    path = BESIDE.get(page, "")
    if not path:
        return address
    asked = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_SECONDS)
    try:
        asked.request("HEAD", f"/{path}")
        return f"{address}{path}" if asked.getresponse().status == 200 else address
    except OSError:
        return address
    finally:
        asked.close()
