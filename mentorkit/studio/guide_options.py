"""The guides of the library as options of fields: the id of each, with its title and its summary."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mentorkit.core.yaml_source import read_mapping
from mentorkit.guides.guide_head import as_words, head_place
from mentorkit.guides.library import guide_files
from mentorkit.studio.form_fields import Kind, Part, fields_of
from mentorkit.workspace.layers import LayerFile, Layers, read_text

GuideOption = tuple[str, str, str]
"""Id, title and summary."""


def guides_on(layers: Layers, parts: tuple[Part, ...]) -> dict[str, tuple[GuideOption, ...]]:
    """The guides on each shelf that fields among these parts choose from, by their titles."""
    shelves = {one.shelf for one in fields_of(parts) if one.kind in (Kind.GUIDE, Kind.GUIDES)}
    return {
        shelf: tuple(
            sorted(
                ((name, *_said(name, file)) for name, file in guide_files(layers, shelf).items()),
                key=lambda one: one[1].casefold(),
            )
        )
        for shelf in sorted(shelves)
    }


def _said(name: str, file: LayerFile) -> tuple[str, str]:
    about = file.path.stat()
    return _head(file.path, file, name, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=4096)
def _head(path: Path, file: LayerFile, name: str, changed: int, size: int) -> tuple[str, str]:
    """The title and the summary of a guide: from its head, else from its name. A file that changes is read again."""
    text = read_text(path, path.name, file.layer).value or ""
    place = head_place(text)
    head = read_mapping(text[place[0] : place[1]], path.name).value if place else None
    title, summary = (head.get("title"), head.get("summary")) if head else (None, None)
    return (
        title if isinstance(title, str) else as_words(name),
        summary if isinstance(summary, str) else "",
    )
