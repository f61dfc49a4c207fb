"""The documents that the studio's forms show: a programme's definition with all that it takes over, and a client's brand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from mentorkit.brand.branding import BRAND_FILE
from mentorkit.core.digests import file_digest
from mentorkit.core.problems import BuildFailed, Span
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.editing.changes import ABSENT
from mentorkit.inheritance.archetypes import Archetypes
from mentorkit.inheritance.lineage import Lineage
from mentorkit.studio.form_fields import Path
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True)
class Document:
    """What a file says as it stands, with all that it takes over, and where."""

    path: FilePath
    source: Located
    digest: str
    own: str
    """The name of its own file in messages."""
    opened: Callable[[Workspace], Document]
    """Opens it."""

    def anew(self, workspace: Workspace) -> Document:
        """The same document as it stands now. Raises BuildFailed where it cannot be read."""
        return self.opened(workspace)

    def value(self, path: Path) -> Any:
        """What stands at a path, a text, a list or a mapping; ABSENT where nothing does."""
        return _found(self.source, self.source.place, path)[0]

    def origin(self, path: Path) -> str:
        """The file from which a value is taken over; empty where it is its own, or absent."""
        value, place = _found(self.source, self.source.place, path)
        return "" if value is ABSENT or place.span.file in (self.own, "") else place.span.file


def _found(value: Any, place: Place, path: Path) -> tuple[Any, Place]:
    """What a path leads to, and its place."""
    for step in path:
        at = _step(value, step)
        if at is None:
            return ABSENT, place
        value, place = value[at], place.inside[at]
    return value, place


def _step(value: Any, step: str) -> str | int | None:
    """The name or the number by which a step of a path goes on."""
    if isinstance(value, dict):
        named = [
            name for name in value if name == step or (name.isdecimal() and step.isdecimal() and int(name) == int(step))
        ]
        return named[0] if named else None
    if not isinstance(value, list):
        return None
    if step.startswith("#"):
        return int(step[1:]) if step[1:].isdecimal() and int(step[1:]) < len(value) else None
    return next((number for number, one in enumerate(value) if isinstance(one, dict) and one.get("id") == step), None)


def open_document(workspace: Workspace, file: ProgramFile) -> Document:
    """Read a programme's definition. Raises BuildFailed where it cannot be read."""
    digest = file_digest(file.path)
    lineage = Lineage(workspace, file.client, Archetypes(workspace.layers(file.client), workspace.called))
    definition, problems = lineage.resolve(file)
    if definition.source is None:
        raise BuildFailed(problems)
    return Document(
        file.path,
        definition.source,
        digest,
        workspace.name(file.path),
        lambda workspace: open_document(workspace, file),
    )


def open_brand(workspace: Workspace, client: str) -> Document:
    """Read a client's brand file; an empty one where there is none. Raises BuildFailed where it cannot be read."""
    path = workspace.root / "programs" / client / BRAND_FILE
    digest, name = file_digest(path), workspace.name(path)

    def opened(workspace: Workspace) -> Document:
        return open_brand(workspace, client)

    if digest == "missing":
        nothing = Located()
        nothing.place = Place(Span(name))
        return Document(path, nothing, digest, name, opened)
    text = read_text(path, name, Layer("client", path.parent))
    source, problems = text.then(lambda text: read_mapping(text, name))
    if source is None:
        raise BuildFailed(problems)
    return Document(path, source, digest, name, opened)
