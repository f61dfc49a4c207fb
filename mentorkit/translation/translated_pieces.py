"""The pieces that are translated as whole files: where each translation, its source and its kept source lie.

Only a workspace's own layers are looked through, its own and its clients': what the stock or a library brings along is
kept up by whoever publishes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorkit.core.language_tags import is_language, nearest_first
from mentorkit.core.names import is_file, is_folder
from mentorkit.core.problems import Result
from mentorkit.definition.base import Authored
from mentorkit.definition.front_matter import KINDS
from mentorkit.definition.program import Program
from mentorkit.guides.translation_sources import SOURCES
from mentorkit.inheritance.archetypes import FOLDER as PRESETS
from mentorkit.language.catalogue import catalogued
from mentorkit.workspace.layers import Layer, LayerFile, Layers, read_text
from mentorkit.workspace.workspace import Workspace

ARCHETYPES = PRESETS.rpartition("/")[2]
FOLDERS = (*KINDS, ARCHETYPES)
"""The folders of `content/` that hold what is translated."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One guide or preset in one language, there or not. `home` are the layers from its own on."""

    folder: str
    id: str
    language: str
    client: str
    home: Layers
    workspace: Workspace

    @property
    def name(self) -> str:
        """What commands and files for translators call it: `keys/feedback`, and of a client `acme/keys/feedback`."""
        return "/".join(filter(None, (self.client, self.folder, self.id)))

    @property
    def layer(self) -> Layer:
        """The layer that it is in."""
        return self.home.order[0]

    @property
    def title(self) -> str:
        """Its name among those of its owner."""
        return f"{self.folder}/{self.id}"

    @property
    def file(self) -> str:
        """The name of its translation in messages."""
        return self.workspace.name(self.path)

    @property
    def is_preset(self) -> bool:
        """Whether it is written in YAML alone."""
        return self.folder == ARCHETYPES

    @property
    def kind(self) -> type[Authored]:
        """The type of its head, or of the whole where it is a preset."""
        return Program if self.is_preset else KINDS[self.folder].facts

    @property
    def suffix(self) -> str:
        """The ending of its files."""
        return ".yml" if self.is_preset else ".md"

    @property
    def path(self) -> Path:
        """Where its translation lies, or would."""
        return self._own(f"{self.language}/{self.id}")

    @property
    def kept(self) -> Path:
        """Where the source lies as it was when the translation was last brought up to date."""
        return self._own(f"{self.language}/{SOURCES}/{self.id}")

    @property
    def source(self) -> LayerFile | None:
        """The text that is translated, as it is now; None where it is gone."""
        return self.home.find(f"content/{self.folder}/{self.id}{self.suffix}")

    @property
    def is_own(self) -> bool:
        """Whether its source lies in the layer of the translation."""
        return self.source is not None and self.source.depth == 0

    def text(self, path: Path) -> Result[str | None]:
        """The text of a file of this piece's layer."""
        return read_text(path, self.workspace.name(path), self.layer)

    def source_text(self) -> Result[str | None]:
        """The text of its source as it is now."""
        file = self.source
        return read_text(file.path, self.workspace.called(file), file.layer) if file else Result(None)

    def source_name(self) -> str:
        """What messages call its source."""
        return self.workspace.called(self.source) if self.source else self.workspace.name(self.kept)

    def _own(self, inner: str) -> Path:
        return self.layer.root / "content" / self.folder / f"{inner}{self.suffix}"


def translations(workspace: Workspace, clients: Collection[str], languages: Collection[str] = ()) -> list[Piece]:
    """Every translation in the workspace's layer and in those of these clients; of these languages, where any are named."""
    return [
        piece
        for client, home in _homes(workspace, clients)
        for folder in FOLDERS
        for tag in folder_languages(home, folder)
        if not languages or tag in languages
        for piece in _in_folder(workspace, client, home, folder, tag)
    ]


def missing(workspace: Workspace, clients: Collection[str], language: str, main: str) -> list[Piece]:
    """The pieces of own layers that are not in this language; `main` is the language of a file outside of language folders."""
    return [
        piece
        for client, home in _homes(workspace, clients)
        for folder in FOLDERS
        for id_ in _ids(home.order[0].root / "content" / folder, folder, home)
        for piece in [Piece(folder, id_, language, client, home, workspace)]
        if piece.is_own and not is_there(piece) and plain_language(piece, main) not in nearest_first(language)
    ]


def piece_called(workspace: Workspace, name: str, language: str) -> Piece | None:
    """The piece of this name in a language; None where no layer has its source, nor a translation of it."""
    parts = name.split("/")
    client = "" if parts[0] in FOLDERS else parts[0]
    folder, _, id_ = name.removeprefix(f"{client}/" if client else "").partition("/")
    if folder not in FOLDERS or not id_ or ".." in parts:
        return None
    piece = Piece(folder, id_, language, client, workspace.layers(client or None), workspace)
    return piece if piece.source or is_file(piece.path) else None


def is_there(piece: Piece) -> bool:
    """Whether its layer has it in its language, or in the language that this is a kind of."""
    tags = nearest_first(piece.language)
    return any(is_file(piece.path.parents[piece.id.count("/") + 1] / tag / f"{piece.id}{piece.suffix}") for tag in tags)


def plain_language(piece: Piece, main: str) -> str:
    """The language of its source: what the source says, English in the stock, else `main`."""
    source, text = piece.source, piece.source_text().value or ""
    said = next((line for line in text.split("\n")[1:30] if line.startswith("language:")), "")
    if said and not piece.is_preset:
        return said.partition(":")[2].strip().strip("\"'")
    return "en" if source and source.layer.is_stock else main


def folder_languages(home: Layers, folder: str) -> list[str]:
    """The languages that this folder of the nearest layer has folders of."""
    content = home.order[0].root / "content" / folder
    known = catalogued()
    names = [one.name for one in sorted(content.glob("*")) if is_folder(one) and is_language(one.name)]
    return [name for name in names if not KINDS[folder].in_folders or name in known] if folder in KINDS else names


def _homes(workspace: Workspace, clients: Collection[str]) -> Iterator[tuple[str, Layers]]:
    yield "", workspace.layers()
    yield from ((client, workspace.layers(client)) for client in sorted(clients))


def _in_folder(workspace: Workspace, client: str, home: Layers, folder: str, tag: str) -> Iterator[Piece]:
    place = home.order[0].root / "content" / folder / tag
    here = dict.fromkeys(_ids(place, folder, home))
    here |= dict.fromkeys(_ids(place / SOURCES, folder, home))
    for id_ in sorted(here):
        yield Piece(folder, id_, tag, client, home, workspace)


def _ids(place: Path, folder: str, home: Layers) -> list[str]:
    """The ids of the pieces in a folder of the nearest layer, presets that others build on among them."""
    inside = place.relative_to(home.order[0].root).as_posix()
    deep = folder in KINDS and KINDS[folder].in_folders
    found = Layers(home.order[:1]).names(inside, ".yml" if folder == ARCHETYPES else ".md", deep=deep)
    own_languages = {f"{tag}/" for tag in folder_languages(home, folder)} if place.name == folder else set()
    return [id_ for id_ in found if not any(id_.startswith(tag) for tag in own_languages)]
