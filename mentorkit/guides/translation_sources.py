"""The texts that translations were made from: kept beside them as they were, and as they are now."""

from __future__ import annotations

from mentorkit.core.names import is_file
from mentorkit.workspace.layers import LayerFile, Layers

SOURCES = "_sources"
"""The folder inside a language folder that holds each source exactly as it was when its translation was last brought up to date."""


def kept_source(
    layers: Layers, folder: str, name: str, translation: LayerFile, suffix: str = ".md"
) -> LayerFile | None:
    """The source that was kept for a translation, in its own layer; None where none was."""
    path = translation.layer.root / "content" / folder / translation.language / SOURCES / f"{name}{suffix}"
    return LayerFile(path, translation.layer, translation.depth) if is_file(path) else None


def plain_file(layers: Layers, folder: str, name: str, depth: int = 0, suffix: str = ".md") -> LayerFile | None:
    """The file outside of language folders that counts in this layer and those behind it: what a translation there translates."""
    found = Layers(layers.order[depth:]).find(f"content/{folder}/{name}{suffix}")
    return LayerFile(found.path, found.layer, found.depth + depth) if found else None


def source_file(layers: Layers, folder: str, name: str, translation: LayerFile) -> LayerFile | None:
    """The text that a translation was made from: the kept one, else the one that it translates today."""
    kept = kept_source(layers, folder, name, translation)
    return kept or plain_file(layers, folder, name, translation.depth)
