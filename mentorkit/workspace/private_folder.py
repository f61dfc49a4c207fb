"""The folder of personal data: which folders may be one, and a folder for each person in it, replaced in one step.

The manifest of each person's folder lies in `<folder>/.personal/made/`, outside the folders that are handed out.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mentorkit.core.atomic import own_folder, replace_folder, restore_folder
from mentorkit.core.digests import file_digest
from mentorkit.core.lock import locked
from mentorkit.core.names import is_empty, is_of_system
from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.workspace.manifest import Manifest
from mentorkit.workspace.run_folder import temporary_files_in
from mentorkit.workspace.workspace import ProgramFile, Workspace

PRIVATE = "private"
"""The one folder of a workspace that may hold personal data."""
ANSWERS = "answers"
"""The folder of a programme's part of it in which files of answers lie."""
OUTCOMES = "outcomes"
"""The folder of what is made of them."""
APPLICATIONS = "applications"
"""The folder of it in which tables of those who applied lie."""
MATCHING = "matching"
"""The folder of what is proposed from them, and of what people decide on it."""
LEDGER = "released.json"
"""The record of the figures that were released, beside these folders."""
_OWN = ".personal"


def refuse_public(folder: Path, workspace: Workspace) -> None:
    """Raise BuildFailed where people or programs could read `folder` who should not, or other things lie in it."""
    target, root = folder.resolve(), workspace.root.resolve()
    wrong = _public(target, root)
    if not wrong and not (target / _OWN).is_dir() and target.exists() and not _is_free(target):
        wrong = "this holds other things than personal copies"
    if wrong:
        hint = f"name an empty folder outside of it, or leave out --into: copies are then kept in {PRIVATE}/"
        if workspace.root / PRIVATE in folder.parents and published(target):
            hint = "publish the portal from another folder: what people wrote stays here"
        raise BuildFailed([Problem("private-folder", wrong, Span(workspace.name(folder)), hint)])


def misplaced(table: Path, workspace: Workspace) -> Iterator[Problem]:
    """Yield a problem where a table of people lies in a wrong place: an error where everybody can read it."""
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


def _is_free(folder: Path) -> bool:
    """Whether there is nothing in a folder but tables with what was made of them, and what its system put there."""
    ours = (ANSWERS, OUTCOMES, LEDGER, APPLICATIONS, MATCHING)
    return is_empty(folder) or all(path.name in ours or is_of_system(path.name) for path in folder.iterdir())


def answers_folder(workspace: Workspace, program: ProgramFile) -> Path:
    """Where the files of answers of a programme lie."""
    return workspace.root / PRIVATE / program.client / program.slug / ANSWERS


def applications_folder(workspace: Workspace, program: ProgramFile) -> Path:
    """Where the tables of those who applied to a programme lie."""
    return workspace.root / PRIVATE / program.client / program.slug / APPLICATIONS


def close_to_others(folder: Path) -> None:
    """Take from accounts that share nothing with its owner every right to a folder and the files in it.

    A group keeps what somebody gave it. What belongs to another account stays as it is.
    """
    for path in (folder, *(folder.iterdir() if folder.is_dir() else ())):
        with suppress(OSError):
            mode = path.lstat().st_mode
            if mode & stat.S_IRWXO and not stat.S_ISLNK(mode):
                path.chmod(stat.S_IMODE(mode) & ~stat.S_IRWXO)


def _public(target: Path, root: Path) -> str:
    """Return the reason why a folder is no place for personal data; nothing where it is one."""
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
        """Keep the folder to this process, and what lies in it out of git. Raises BuildFailed where another has it.

        A new one is closed to other accounts of the machine; one that was there keeps the rights that somebody gave it.
        Temporary files lie in it too, so that nothing of anybody stays elsewhere when a run is killed.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(self.root / _OWN / "lock", self._refuse):
            own_folder(self.root, "# Personal data: nothing in this folder belongs in a repository.\n*\n")
            self._tidy()
            scratch = self.root / _OWN / "scratch"
            scratch.mkdir()
            try:
                with temporary_files_in(scratch.resolve()):
                    yield
            finally:
                self._tidy()

    def keep_for(self, program: str) -> None:
        """Note that the folders are those of this programme's people. Raises BuildFailed where they are another's."""
        record = self.root / _OWN / "programme"
        known = record.read_text("utf-8") if record.is_file() else program
        if known != program:
            message = f"copies of another programme lie here: {known}"
            hint = f"name a folder of its own; if {program} was called so before, delete {record.as_posix()}"
            raise BuildFailed([Problem("private-folder", message, Span(str(self.root)), hint)])
        record.write_text(program, "utf-8")

    def foreign(self, name: str) -> str:
        """A file in the folder `name` that nobody put there for us or that was changed since; nothing where there is none."""
        foreign = next(Manifest.read(self._manifest(name)).foreign(self.root / name), None)
        return foreign.relative_to(self.root).as_posix() if foreign else ""

    def claims(self, name: str, made_from: str) -> bool:
        """Return whether the folder `name` was made from this, by what is written of it: quicker than `has`, and less sure."""
        return Manifest.read(self._manifest(name)).key == made_from and (self.root / name).is_dir()

    def sizes(self, name: str) -> tuple[int, ...]:
        """The sizes in bytes of the files in the folder `name`; empty where there is none. Raises OSError."""
        try:
            with os.scandir(self.root / name) as there:
                return tuple(one.stat(follow_symlinks=False).st_size for one in there)
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def has(self, name: str, made_from: str) -> bool:
        """Return whether the folder `name` is there, made from this and since unchanged."""
        written, folder = Manifest.read(self._manifest(name)), self.root / name
        if written.key != made_from or not written.new or folder.is_symlink():
            return False
        return all(file_digest(folder / file) == digest for file, digest in written.new.items())

    def put(self, name: str, made_from: str, files: Mapping[str, bytes], *, closed: bool = False) -> None:
        """Put these files into the folder `name`, all or none of them, in place of those that were there.

        Where it is `closed`, nobody but their owner can read them, whoever may read the folder above.
        """
        new, manifest = self.root / _OWN / "making" / name, self._manifest(name)
        shutil.rmtree(new, ignore_errors=True)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir(mode=0o700 if closed else 0o777)
        for file, data in files.items():
            path = new / file
            path.touch(0o600 if closed else 0o666)
            path.write_bytes(data)
        digests = {file: file_digest(new / file) for file in files}
        Manifest(made_from, digests, Manifest.read(manifest).new).write(manifest)
        replace_folder(new, self.root / name, self.root / _OWN / "old" / name)

    def record(self, name: str) -> Path:
        """The file that says what was written under this name: into a folder, or as one kind of file among others."""
        return self._manifest(name)

    def others(self, names: set[str]) -> list[str]:
        """Folders that were put here before and are none of `names`."""
        known = set[str]()
        with suppress(FileNotFoundError), os.scandir(self.root / _OWN / "made") as records:
            known = {one.name.removesuffix(".json") for one in records if one.name.endswith(".json")}
        return sorted(name for name in known - names - {OUTCOMES, MATCHING} if (self.root / name).is_dir())

    def _tidy(self) -> None:
        """Put back what a killed run left aside, and remove the rest of what it left."""
        for aside in (self.root / _OWN / "old").glob("*"):
            restore_folder(self.root / aside.name, aside)
        for corner in ("making", "old", "scratch"):
            shutil.rmtree(self.root / _OWN / corner, ignore_errors=True)

    def _refuse(self) -> None:
        message, hint = "another run is at work in this folder", "wait until it has ended"
        raise BuildFailed([Problem("private-folder", message, Span(str(self.root)), hint)])

    def _manifest(self, name: str) -> Path:
        return self.root / _OWN / "made" / f"{name}.json"
