"""The documents that the studio's forms show and change: a programme's definition, with all that it takes over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from mentorkit.checking.program_reading import texts_of_placeholders
from mentorkit.core.problems import BuildFailed, Result
from mentorkit.editing.changes import ABSENT, Change, Move
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.editing.saving import Saved, opened, save
from mentorkit.guides.guide_head import as_words
from mentorkit.language.catalogue import Words
from mentorkit.language.language_names import own_names
from mentorkit.language.placeholders import title
from mentorkit.studio.archetype_offers import STOCK
from mentorkit.studio.form_fields import Path
from mentorkit.studio.program_language import words_of
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True)
class Document:
    """A programme's definition as it stands."""

    workspace: Workspace
    file: ProgramFile
    definition: EditableDefinition
    words: Words
    """The language of the studio."""

    @property
    def path(self) -> FilePath:
        """Its own file."""
        return self.file.path

    @property
    def digest(self) -> str:
        """What tells the text of its own file from any other."""
        return self.definition.digest

    def value(self, path: Path) -> Any:
        """What stands at a path, a text, a list or a mapping; ABSENT where nothing does."""
        return self.definition.value(path)

    def origin(self, path: Path) -> str:
        """From where a value is taken over, in words; empty where it is its own, or absent."""
        if self.value(path) is ABSENT:
            return ""
        said = self.definition.origin(path)
        kind, _blank, name = said.partition(" ")
        words = self.words
        if kind == "archetype":
            name = name.strip('"')
            if name.startswith("_"):
                return words.gettext("the common basics")
            offers = {one.id: words.gettext(one.name) for one in STOCK}
            named = {"name": offers.get(name, as_words(name))}
            return words.fill(words.gettext("the archetype “%(name)s”"), named)
        return words.gettext("the standard books") if kind == "the" else name

    def spoken(self, text: str) -> str:
        """A text as people will read it, with what placeholders stand for."""
        if "{{" not in text:
            return text
        texts = self._texts
        return title(text, texts) if texts else text

    @cached_property
    def _texts(self) -> dict[str, str] | None:
        return texts_of_placeholders(self.definition.source)

    def translations(self, path: Path) -> dict[str, str]:
        """The texts at a path by the names of their languages, where it is given in several; empty where it is not."""
        said = self.definition.translations(path)
        names = own_names(said)
        return {names[tag]: text for tag, text in said.items()}

    @cached_property
    def own_words(self) -> Words:
        """The language that its texts are written in."""
        return words_of(self.workspace, self.file)

    def inherited(self, path: Path) -> Any:
        """What would stand at a path if its own file said nothing of it."""
        return self.definition.inherited(path)

    def anew(self) -> Document:
        """The same document as it stands now. Raises BuildFailed where it cannot be read."""
        return open_document(self.workspace, self.file, self.words)

    def save(self, changes: Sequence[Change | Move], seen: str, meant: str) -> Result[Saved | None]:
        """Make these changes to the file as it is now; None, and why, where it could not be read back.

        `seen` is the digest of the text by which the changes count positions, and `meant` says in words what they are.
        """
        return save(self.workspace, self.path, changes, seen, meant=meant)


def open_document(workspace: Workspace, file: ProgramFile, words: Words) -> Document:
    """Read a programme's definition, to show and to change it by people who are told in these words. Raises BuildFailed where it cannot be read."""
    opened(workspace, file.path)
    definition, problems = open_definition(workspace, file)
    if definition is None:
        raise BuildFailed(problems)
    return Document(workspace, file, definition, words)
