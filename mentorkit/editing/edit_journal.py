"""What was changed in a file, step by step, so that it can be undone: kept in the workspace's cache, never beside the file.

A step is written down before the file is. One of a killed process, which the file knows nothing of, counts for nothing.
"""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mentorkit.core.atomic import own_folder, read_plain, write_file
from mentorkit.core.digests import digest
from mentorkit.workspace.cache_place import cache_folder

MOST_STEPS = 200
"""Steps of one file that are kept."""
MOST_TEXTS = 60
"""Texts that were shown to somebody, and are no part of a step."""
_LARGEST = 8_000_000
"""Bytes of the largest text or journal that is read."""


@dataclass(frozen=True, slots=True)
class EditStep:
    """One change of a file: from one text to another, each known by its digest."""

    number: int
    when: str
    """The moment, in ISO 8601 with its zone."""
    meant: str
    """What was changed, in words or as a path."""
    before: str
    after: str
    of: int = 0
    """The number of the step that this undoes or does again; 0 where it is a change of its own."""


@dataclass(frozen=True, slots=True)
class EditJournal:
    """The steps of one file, in a folder of its own."""

    folder: Path
    file: Path
    """The file itself: whoever may not read it may not read its texts here either."""

    @classmethod
    def of(cls, workspace: Path, name: str, file: Path) -> EditJournal:
        """The journal of a file, by its name in a workspace; several workspaces may have one cache."""
        named = digest(str(workspace.resolve()), name)[:16]
        return cls(cache_folder(workspace) / "editing" / f"{Path(name).stem}-{named}", file)

    @property
    def lock(self) -> Path:
        """The file by which one process at a time changes the file."""
        return self.folder / "lock"

    def steps(self, now: str) -> tuple[EditStep, ...]:
        """The steps that were made, of a file whose text has this digest now."""
        try:
            data = json.loads(read_plain(self.folder / "steps.json", _LARGEST))
            steps = tuple(EditStep(**one) for one in data)
        except (OSError, ValueError, TypeError):
            return ()
        if steps and steps[-1].after != now and steps[-1].before == now:
            return steps[:-1]  # killed between the two
        return steps

    def add(self, step: EditStep, now: str) -> None:
        """Write down a step that is about to be made. Raises OSError."""
        kept = (*self.steps(now), step)[-MOST_STEPS:]
        self.put_back(kept)
        self._forget(kept)

    def put_back(self, steps: tuple[EditStep, ...]) -> None:
        """Let these be the steps. Raises OSError."""
        write_file(self.folder / "steps.json", json.dumps([asdict(one) for one in steps], indent=1))

    def keep(self, text: str) -> str:
        """Keep a text that somebody saw, and return its digest. Raises OSError."""
        named = digest(text)
        place = self._place(named)
        if not place.exists():
            own_folder(self.folder)
            write_file(place, zlib.compress(text.encode("utf-8"), 6))
        with suppress(OSError):  # one that is gone meanwhile
            shutil.copymode(self.file, place)
        return named

    def text(self, named: str) -> str | None:
        """The text with this digest; None where it is not kept."""
        with suppress(OSError, ValueError, zlib.error):
            text = zlib.decompress(read_plain(self._place(named), _LARGEST)).decode("utf-8")
            return text if digest(text) == named else None
        return None

    def _place(self, named: str) -> Path:
        return self.folder / "texts" / named

    def _forget(self, kept: tuple[EditStep, ...]) -> None:
        """Delete texts that no step needs, but for the newest."""
        needed = {named for one in kept for named in (one.before, one.after)}
        with suppress(OSError):
            others = [path for path in (self.folder / "texts").iterdir() if path.name not in needed]
            others.sort(key=lambda path: path.stat().st_mtime)
            for path in others[: max(len(others) - MOST_TEXTS, 0)]:
                path.unlink(missing_ok=True)


def standing(steps: tuple[EditStep, ...]) -> tuple[list[EditStep], list[EditStep]]:
    """The changes that stand, the last one last, and those that were undone and can be done again, the next one last.

    Each has the texts that it went between when it was made last.
    """
    done, undone = list[EditStep](), list[EditStep]()
    for step in steps:
        if not step.of:
            done.append(step)
            undone.clear()
        elif done and done[-1].number == step.of:
            undone.append(replace(done.pop(), before=step.after, after=step.before))
        elif undone and undone[-1].number == step.of:
            done.append(replace(undone.pop(), before=step.before, after=step.after))
    return done, undone


def numbers(steps: tuple[EditStep, ...]) -> Iterator[int]:
    """Numbers that no step has yet."""
    yield from range(max((one.number for one in steps), default=0) + 1, 10**9)
