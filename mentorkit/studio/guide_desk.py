"""What the studio's editor of guides keeps while it runs: programmes as they were read, previews, prints, and texts that were seen."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentorkit.build.guide_print import PrintedGuide, print_guide
from mentorkit.build.outputs import Job
from mentorkit.build.preview import watched
from mentorkit.build.workers import OutOfBounds, Pool, result
from mentorkit.checking.loading import load
from mentorkit.core.atomic import own_folder, write_file
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.library import Guide
from mentorkit.language.voice import Voice
from mentorkit.portal.guide_preview import GuidePreview
from mentorkit.studio.field_drafts import drafts_folder
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.workspace import ProgramFile, Workspace

_MOST_TEXTS = 200
"""Texts that were shown and may be the ground of what is saved next."""

_PRINTS_KEPT = 3
"""Prints whose pages may still be asked for."""

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class _KeptProgram:
    """A programme as its files said when they had this stamp."""

    stamp: Stamp
    kit: Toolkit | None
    preview: GuidePreview | None = None


@dataclass(frozen=True, slots=True)
class PrintState:
    """How far the printing of a guide is."""

    ready: bool
    pages: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class GuideDesk:
    """Kept by the studio under the name `guides`."""

    scratch: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="mentorkit-guides-", ignore_cleanup_errors=True)
    )
    lock: threading.RLock = field(default_factory=threading.RLock)
    read: dict[str, _KeptProgram] = field(default_factory=dict)
    texts: OrderedDict[str, str] = field(default_factory=OrderedDict)
    prints: dict[int, Future[PrintedGuide]] = field(default_factory=dict)
    pool: Pool | None = None

    def close(self) -> None:
        """End what is being printed, and delete what was made."""
        if self.pool:
            self.pool.shutdown()
        self.scratch.cleanup()

    def toolkit(self, workspace: Workspace, program: ProgramFile) -> Toolkit | None:
        """The programme as its files are now or, where they cannot be built, as they last could; None where they never could."""
        return self._newest(workspace, program).kit

    def _newest(self, workspace: Workspace, program: ProgramFile) -> _KeptProgram:
        with self.lock:
            stamp, before = _stamp(watched(workspace, program.client)), self.read.get(program.id)
            if before and before.stamp == stamp:
                return before
            kits = load(workspace, [program]).toolkits
            if kits or before is None:
                kept = _KeptProgram(stamp, kits[0] if kits else None)
            else:
                kept = _KeptProgram(stamp, before.kit, before.preview)
            self.read[program.id] = kept
            return kept

    def placeholders(self, workspace: Workspace, program: ProgramFile) -> dict[str, str]:
        """What placeholders stand for in a programme; nothing where it cannot be built."""
        kit = self.toolkit(workspace, program)
        return Voice.of(kit.program).placeholders(kit.program) if kit else {}

    def preview(self, workspace: Workspace, program: ProgramFile) -> GuidePreview | None:
        """The pages of a programme's guides; None where it cannot be built."""
        with self.lock:
            newest = self._newest(workspace, program)
            if newest.kit and not newest.preview:
                folder = tempfile.mkdtemp(dir=self.scratch.name)
                newest.preview = GuidePreview(newest.kit, workspace.layers(program.client), Path(folder))
            return newest.preview

    def print(
        self, workspace: Workspace, kit: Toolkit, guide: Guide[GuideFacts], pictures: dict[str, Path], role: str
    ) -> int:
        """Begin to print a guide in a process of its own; what still waits to be printed is given up. Return its number."""
        with self.lock:
            for one in self.prints.values():
                if not one.running():  # ending that would end a process that has its engine ready
                    one.cancel()
            limits = workspace.settings.limits
            if self.pool is None or self.pool.limits != limits:
                self.pool = Pool(1, limits)
            number = max(self.prints, default=0) + 1
            folder = self._print_folder(number)
            for old in [one for one in self.prints if one <= number - _PRINTS_KEPT and self.prints[one].done()]:
                del self.prints[old]
                shutil.rmtree(self._print_folder(old), ignore_errors=True)
            job = Job(kit, workspace.layers(kit.client), workspace.config, folder, now())
            self.prints[number] = self.pool.submit(print_guide, job, guide, pictures, role)
            return number

    def _print_folder(self, number: int) -> Path:
        return Path(self.scratch.name, f"print-{number}")

    def printed(self, workspace: Workspace, number: int) -> PrintState:
        """How far this printing is."""
        future = self.prints.get(number)
        if future is None or not future.done():
            return PrintState(ready=future is None)
        try:
            return PrintState(ready=True, pages=len(result(future, workspace.settings.limits).pages))
        except CancelledError:
            return PrintState(ready=True)
        except BuildFailed as failed:
            return PrintState(ready=True, problems=tuple(failed.problems))
        except OutOfBounds as error:
            return PrintState(ready=True, problems=(Problem("limits", f"printing this {error}", Span("")),))

    def print_file(self, number: int, name: str) -> Path | None:
        """A file of what was printed: `guide.pdf`, or `page-1.png`."""
        future = self.prints.get(number)
        if future is None or not future.done() or future.cancelled() or future.exception():
            return None
        made = future.result()
        return next((file for file in (made.pdf, *made.pages) if file.name == name), None)

    def saw(self, digest: str, text: str) -> None:
        """Remember a text that was shown, by its digest: what is typed over it is merged with what stands there then."""
        with self.lock:
            self.texts[digest] = text
            self.texts.move_to_end(digest)
            while len(self.texts) > _MOST_TEXTS:
                self.texts.popitem(last=False)


def _stamp(places: Iterable[Path]) -> Stamp:
    """What tells that one of these files is another than before: names, times and sizes."""
    files = (file for place in places for file in (place.rglob("*") if place.is_dir() else [place]) if file.is_file())
    return tuple((str(file), seen.st_mtime_ns, seen.st_size) for file in files if (seen := file.stat()))


@dataclass(frozen=True, slots=True)
class UnsavedGuide:
    """A guide that was typed and is not saved: its text, and the text over which it was typed."""

    text: str
    over: str


def draft_file(workspace: Workspace, client: str, path: str) -> Path:
    """The file of the draft of one guide, which is one client's."""
    return drafts_folder(workspace) / "guides" / client / f"{path}.json"


def kept_draft(file: Path) -> UnsavedGuide | None:
    """The draft that is kept there; None where there is none that can be read."""
    try:
        told: Any = json.loads(file.read_text("utf-8"))
        return UnsavedGuide(str(told["text"]), str(told["over"]))
    except (OSError, ValueError, TypeError, KeyError):  # a draft more or less is no reason to stop
        return None


def keep_draft(file: Path, draft: UnsavedGuide | None) -> None:
    """Keep a draft, or forget it. Raises OSError."""
    if draft is None or draft.text == draft.over:
        file.unlink(missing_ok=True)
        return
    own_folder(file.parent)
    write_file(file, json.dumps({"text": draft.text, "over": draft.over}, ensure_ascii=False))


def aside_file(workspace: Workspace, client: str, path: str) -> Path:
    """The file of a copy that was put aside when somebody chose to follow the original again."""
    return draft_file(workspace, client, path).with_suffix(".aside.json")


@dataclass(frozen=True, slots=True)
class PutAside:
    """A copy that was put aside: its text as it stood in its file, and whose it was."""

    text: str
    whose: str


def kept_aside(file: Path) -> PutAside | None:
    """What was put aside there; None where nothing is that can be read."""
    try:
        told: Any = json.loads(file.read_text("utf-8"))
        return PutAside(str(told["text"]), str(told["whose"]))
    except (OSError, ValueError, TypeError, KeyError):  # as with drafts
        return None


def put_aside(file: Path, copy: PutAside) -> None:
    """Keep a copy. Raises OSError."""
    own_folder(file.parent)
    write_file(file, json.dumps({"text": copy.text, "whose": copy.whose}, ensure_ascii=False))
