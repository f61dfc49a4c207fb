"""Where personal data may lie: a folder of its own that nobody publishes, and what was put there before.

Each person's folder is made beside and renamed into place. What it was made from is remembered in `<folder>/.personal/`,
outside the folders that are handed out.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.workspace.workspace import Workspace

PRIVATE = "private"
"""The one folder of a workspace that may hold personal data."""
_OWN = ".personal"


def refuse_public(folder: Path, workspace: Workspace) -> None:
    """Raise BuildFailed where people or programs could read `folder` who should not, or other things lie in it."""
    target, root = folder.resolve(), workspace.root.resolve()
    wrong = _public(target, root)
    if not wrong and not (target / _OWN).is_dir() and target.exists() and any(target.iterdir()):
        wrong = "this holds other things than personal copies"
    if wrong:
        hint = f"name an empty folder outside of it, or leave out --into: copies are then kept in {PRIVATE}/"
        raise BuildFailed([Problem("private-folder", wrong, Span(workspace.name(folder)), hint)])


def misplaced(table: Path, workspace: Workspace) -> Iterator[Problem]:
    """What is wrong with where a table of people lies: an error where everybody can read it."""
    hint = f"move it away, for example to {PRIVATE}/"
    if place := published(table.resolve()):
        yield Problem("private-folder", f'this table lies in "{place}", which is published', Span(str(table)), hint)
    elif workspace.is_among_sources(table):
        message = "this table lies among the files of programmes, where others will see it"
        yield Problem("private-folder", message, Span(str(table)), hint, Severity.WARNING)


def published(path: Path) -> str:
    """The published folder that holds `path`; nothing where none does."""
    holds = (
        place for place in (path, *path.parents) if (place / ".mentorkit").exists() or (place / "index.html").exists()
    )
    return next((place.as_posix() for place in holds), "")


def _public(target: Path, root: Path) -> str:
    """Why a folder is no place for personal data; nothing where it is one."""
    kept = target.is_relative_to(root / PRIVATE) and target != root / PRIVATE
    if place := published(target):
        return f'personal copies would lie in "{place}", which is published'
    for above in (target, *target.parents):
        if (above / ".git").exists() and not kept:
            return f'personal copies would lie in "{above.as_posix()}", whose files git keeps'
    if target.is_relative_to(root) and not kept:
        return f'in a workspace, personal copies lie below "{PRIVATE}/" and nowhere else'
    return ""


@dataclass(frozen=True, slots=True)
class PrivateFolder:
    """A folder with a folder for each person."""

    root: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the folder to this process, and what lies in it out of git. Raises BuildFailed where another has it."""
        (self.root / _OWN / "made").mkdir(parents=True, exist_ok=True)
        ignore = self.root / ".gitignore"
        if not ignore.exists():
            ignore.write_text("# Personal data: nothing in this folder belongs in a repository.\n*\n", "utf-8")
        lock = FileLock(self.root / _OWN / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            hint = "wait until it has ended"
            message = "another run is at work in this folder"
            raise BuildFailed([Problem("private-folder", message, Span(str(self.root)), hint)]) from None
        try:
            yield
        finally:
            for corner in ("making", "old"):
                shutil.rmtree(self.root / _OWN / corner, ignore_errors=True)
            lock.release()

    def foreign(self, name: str) -> str:
        """A file in the folder `name` that nobody put there for us or that was changed since; nothing where there is none."""
        target, written = self.root / name, self._written(name)
        for path in [target] if target.is_symlink() or target.is_file() else sorted(target.rglob("*")):
            file = path.relative_to(target).as_posix()
            known = {written.get(time, {}).get(file) for time in ("files", "before")}
            if path.is_symlink() or not (path.is_file() and _digest(path) in known):
                return path.relative_to(self.root).as_posix()
        return ""

    def has(self, name: str, made_from: str) -> bool:
        """Whether the folder `name` is there, made from this and since unchanged."""
        written = self._written(name)
        return bool(
            written.get("made_from") == made_from
            and all(_digest(self.root / name / file) == digest for file, digest in written["files"].items())
        )

    def put(self, name: str, made_from: str, files: Mapping[str, bytes]) -> None:
        """Put these files into the folder `name`, all or none of them, in place of those that were there."""
        target, old, new = self.root / name, self.root / _OWN / "old" / name, self.root / _OWN / "making" / name
        for place in (old, new):
            shutil.rmtree(place, ignore_errors=True)
        new.mkdir(parents=True)
        for file, data in files.items():
            (new / file).write_bytes(data)
        entry, digests = self._entry(name), {file: sha256(data).hexdigest() for file, data in files.items()}
        told = {"made_from": made_from, "files": digests, "before": self._written(name).get("files", {})}
        beside = entry.with_suffix(".new")
        beside.write_text(json.dumps(told, indent=1, sort_keys=True), "utf-8")
        beside.replace(entry)  # before the files: what a killed run leaves, old or new, is then known as ours
        if target.exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)

    def others(self, names: set[str]) -> list[str]:
        """Folders that were put here before and are none of `names`."""
        known = {entry.stem for entry in (self.root / _OWN / "made").glob("*.json")}
        return sorted(name for name in known - names if (self.root / name).is_dir())

    def _written(self, name: str) -> dict[str, Any]:
        """What was put there: `made_from`, the digests of `files`, and of those that were there `before`."""
        try:
            return dict(json.loads(self._entry(name).read_text("utf-8")))
        except (OSError, ValueError):  # nothing, or not all of it before the machine went down
            return {}

    def _entry(self, name: str) -> Path:
        return self.root / _OWN / "made" / f"{name}.json"


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
