"""The definitions of a workspace's own layers with texts in several languages: programmes, and archetypes for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from mentorkit.core.language_tags import base_of, texts_in_languages
from mentorkit.core.names import is_file
from mentorkit.core.yaml_source import read_mapping
from mentorkit.guides.translation_sources import SOURCES
from mentorkit.inheritance.archetypes import FOLDER as PRESETS
from mentorkit.inheritance.archetypes import Archetypes
from mentorkit.inheritance.lineage import Lineage
from mentorkit.translation.definition_pieces import DefinitionPiece, kept_texts
from mentorkit.translation.translated_pieces import ARCHETYPES
from mentorkit.workspace.layers import Layer, Layers, read_text
from mentorkit.workspace.workspace import ProgramFile, Workspace

Languages = Mapping[str, tuple[str, ...]]
"""The tags of each programme's languages, the main one first, by the programme's id."""


def languages_of(workspace: Workspace, programs: Iterable[ProgramFile]) -> Languages:
    """The languages of some programmes, the main one first, as each says itself or takes over."""
    lineages, found = dict[str, Lineage](), dict[str, tuple[str, ...]]()
    for program in programs:
        if program.client not in lineages:
            presets = Archetypes(workspace.layers(program.client), workspace.called)
            lineages[program.client] = Lineage(workspace, program.client, presets)
        found[program.id] = lineages[program.client].languages(program)
    return found


def definition_pieces(
    workspace: Workspace, programs: Iterable[ProgramFile], main: str, spoken: Languages, languages: Collection[str] = ()
) -> list[DefinitionPiece]:
    """The texts in several languages of these programmes, and of the archetypes of the workspace and of their clients.

    Of these `languages` and their kinds, where any are named. `main` is the language of archetypes that are in several, and
    `spoken` are the `languages_of` these programmes. What was kept for a definition that is gone is a piece too.
    """
    chosen = tuple(programs)
    found = [piece for program in chosen for piece in _of_programme(workspace, program, spoken[program.id])]
    for client in ("", *sorted({one.client for one in chosen})):
        layer = workspace.layers(client or None).order[0]
        if client:
            found += _gone(workspace, client, layer, layer.root, "")
        found += _of_presets(workspace, client, layer, main)
        found += _gone(workspace, client, layer, layer.root / PRESETS, ARCHETYPES)
    wanted = {base_of(tag) for tag in languages}
    return [piece for piece in found if not wanted or base_of(piece.language) in wanted]


def _of_programme(workspace: Workspace, program: ProgramFile, tags: tuple[str, ...]) -> Iterator[DefinitionPiece]:
    layer = workspace.layers(program.client).order[0]
    for tag in tags[1:]:
        yield DefinitionPiece(program.id, tag, tags, program.path, layer, program.client, workspace)


def _of_presets(workspace: Workspace, client: str, layer: Layer, main: str) -> Iterator[DefinitionPiece]:
    for id_, file in Layers((layer,)).names(PRESETS, ".yml").items():
        others = preset_languages(file.path, layer, main)
        for tag in others:
            name = "/".join(filter(None, (client, ARCHETYPES, id_)))
            yield DefinitionPiece(name, tag, (main, *others), file.path, layer, client, workspace)


def preset_languages(path: Path, layer: Layer, main: str) -> tuple[str, ...]:
    """The languages besides the main one that an archetype gives texts in, each by the tag that stands there first."""
    text = read_text(path, "", layer).value
    source = read_mapping(text, "").value if text else None
    tags = {base_of(tag): tag for given in reversed([*texts_in_languages(source)]) for tag in given}
    return tuple(sorted(tag for base, tag in tags.items() if base != base_of(main)))


def _gone(workspace: Workspace, client: str, layer: Layer, home: Path, folder: str) -> Iterator[DefinitionPiece]:
    """What was kept for definitions that are no longer there."""
    for path in sorted((home / SOURCES).glob("*.yml")):
        if is_file(path) and not is_file(home / path.name):
            name = "/".join(filter(None, (client, folder, path.stem)))
            piece = DefinitionPiece(name, "", (), home / path.name, layer, client, workspace)
            for tag in kept_texts(piece).value:
                yield DefinitionPiece(name, tag, (), piece.path, layer, client, workspace)
