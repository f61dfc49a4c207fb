"""The folder of office files: what we made there is made anew, and what people have edited since is left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from mentorkit.core.atomic import write_file
from mentorkit.core.digests import bytes_digest, file_digest
from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.office.office_files import OfficeFile
from mentorkit.workspace.manifest import Manifest
from mentorkit.workspace.private_folder import published
from mentorkit.workspace.workspace import Workspace

OFFICE = "office"
"""The folder of a workspace for them."""
RECORD = ".made.json"
"""The record of what we wrote, in the folder itself: whoever moves the folder takes it along."""

Put = Literal["made", "same", "edited"]
"""What came of one file: written, there already, or left alone because somebody has edited it."""


def refuse_office_folder(folder: Path, workspace: Workspace) -> None:
    """Raise BuildFailed where office files would be published, or lie among what they are made from."""
    wrong = ""
    if place := published(folder.resolve()):
        wrong = f'"{place}" is published, and these files are not for everybody'
    elif workspace.is_among_sources(folder) or workspace.root.resolve().is_relative_to(folder.resolve()):
        wrong = "these files would lie among those that they are made from"
    elif folder.exists() and not folder.is_dir():
        wrong = "this is no folder"
    if wrong:
        hint = f"name another folder, or leave out --into: they are then written to {OFFICE}/"
        raise BuildFailed([Problem("office-folder", wrong, Span(workspace.name(folder)), hint)])


@dataclass(slots=True)
class OfficeFolder:
    """One programme's folder of office files. Files that are the same as before are not written again."""

    folder: Path
    replace: bool = False
    """Whether files that somebody has edited are made anew all the same."""
    _known: dict[str, str] = field(init=False)
    """The digest of each file as we wrote it."""
    _put: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._known = dict(Manifest.read(self._record).new)

    @property
    def _record(self) -> Path:
        return self.folder / RECORD

    def put(self, file: OfficeFile) -> Put:
        """Write one file, unless somebody has edited it since we did, or put another there. Raises OSError."""
        name, path = file.path.as_posix(), self.folder / file.path
        self._put.add(name)
        new = bytes_digest(file.data)
        there = file_digest(path) if path.is_file() else ""
        if there not in ("", new, self._known.get(name)) and not self.replace:
            return "edited"
        if there != new:
            write_file(path, file.data)
        self._known[name] = new  # once it is there: a run that ends while it is written leaves the one before
        return "same" if there == new else "made"

    def end(self, parts: Collection[str]) -> None:
        """Delete what is made no more in these parts and was not edited. Raises OSError."""
        for name in [name for name in self._known if name not in self._put and PurePosixPath(name).parts[0] in parts]:
            path = self.folder / name
            if path.is_file() and file_digest(path) == self._known[name]:
                path.unlink()
                _without_empty(path.parent, self.folder)
            del self._known[name]

    def keep_record(self) -> None:
        """Write down which files are ours, whether or not everything was made. Raises OSError."""
        if self._known or self._record.is_file():
            Manifest(new=self._known).write(self._record)


def _without_empty(folder: Path, top: Path) -> None:
    """Delete a folder that is empty, and those above it, up to `top`."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def edited_problems(names: Collection[str], folder: str) -> Iterator[Problem]:
    """A warning for each file that was left alone because somebody has edited it."""
    for name in names:
        message = "this file was edited since it was made, and stays as it is"
        hint = "to make it anew and lose what was edited: --replace"
        yield Problem("office-edited", message, Span(f"{folder}/{name}"), hint, Severity.WARNING)
