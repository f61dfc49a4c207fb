"""The documents that the studio's forms show and change: a programme's definition, with all that it takes over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from mentorkit.core.atomic import write_file
from mentorkit.core.problems import BuildFailed, Result
from mentorkit.editing.changes import ABSENT, Change, Crossed, Edited, Move
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.studio.form_fields import Path
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True)
class Document:
    """A programme's definition as it stands."""

    workspace: Workspace
    file: ProgramFile
    definition: EditableDefinition

    @property
    def path(self) -> FilePath:
        """Its own file."""
        return self.file.path

    @property
    def digest(self) -> str:
        """The digest of its own file, as it was read."""
        return sha256(self.definition.text.encode("utf-8")).hexdigest()

    def value(self, path: Path) -> Any:
        """What stands at a path, a text, a list or a mapping; ABSENT where nothing does."""
        return self.definition.value(path)

    def origin(self, path: Path) -> str:
        """From where a value is taken over, in words; empty where it is its own, or absent."""
        return "" if self.value(path) is ABSENT else self.definition.origin(path)

    def inherited(self, path: Path) -> Any:
        """What would stand at a path if its own file said nothing of it."""
        return self.definition.inherited(path)

    def anew(self) -> Document:
        """The same document as it stands now. Raises BuildFailed where it cannot be read."""
        return open_document(self.workspace, self.file)

    def tried(self, changes: Iterable[Change | Move]) -> Result[Edited | None]:
        """The text with these changes, which is not saved; None, and why, where it could not be read back."""
        return self.definition.changed(tuple(changes))

    def save(self, changes: Iterable[Change | Move], meant: str) -> tuple[Crossed, ...]:
        """Make these changes to the file as it is now; those that were not made, since another value was written meanwhile.

        `meant` says in words what was changed. Raises BuildFailed where nothing could be written.
        """
        edited, problems = self.anew().tried(changes)
        if edited is None:
            raise BuildFailed(problems)
        write_file(self.path, edited.text)
        return edited.crossed


def open_document(workspace: Workspace, file: ProgramFile) -> Document:
    """Read a programme's definition. Raises BuildFailed where it cannot be read."""
    definition, problems = open_definition(workspace, file)
    if definition is None:
        raise BuildFailed(problems)
    return Document(workspace, file, definition)
