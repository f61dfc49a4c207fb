"""The texts of a definition that stand in several languages beside each other: one piece for each language but the main one.

The file holds source and translation. What the main language said when the translation was last brought up to date is kept in
`_sources/` beside it, under the language of the translation and the path of each text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorkit.core.language_tags import given_in_languages
from mentorkit.core.names import is_file
from mentorkit.core.problems import Problem, Result, Span
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import is_gap
from mentorkit.guides.translation_sources import SOURCES
from mentorkit.language.one_language import in_one_language
from mentorkit.translation.units import HAS_WORDS, Steps, Unit, is_article
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DefinitionPiece:
    """The texts of one programme or archetype in one further language."""

    name: str
    """What commands and files for translators call it: `acme/lead`, `archetypes/own`, `acme/archetypes/own`."""
    language: str
    languages: tuple[str, ...]
    """The languages of the definition, the main one first."""
    path: Path
    layer: Layer
    client: str
    workspace: Workspace

    @property
    def title(self) -> str:
        """Its name among those of its owner."""
        return self.name

    @property
    def kept(self) -> Path:
        """Where the texts of the main language lie as they were when they were translated."""
        return self.path.with_name(SOURCES) / self.path.name

    @property
    def file(self) -> str:
        """The name of the file in messages; of what is gone, that of its kept texts."""
        return self.workspace.name(self.path if is_file(self.path) else self.kept)

    def source_name(self) -> str:
        """What messages call its source, which stands in the same file."""
        return self.file

    def source_text(self) -> Result[str | None]:
        """All words of its source as it is now."""
        return read_definition(self).then(lambda read: Result("\n".join(one.source for one in read.texts)))


@dataclass(frozen=True, slots=True)
class DefinitionText:
    """One text in two languages; empty in the one that it is not given in."""

    key: str
    """Its path, with entries by their ids where they have some, else by their numbers: `sessions.first-talk.title`."""
    path: Steps
    """Its path in the file."""
    source: str
    line: int
    translation: str
    translated_line: int

    @property
    def unit(self) -> Unit:
        """Its source, as that is compared with an earlier one. Entries without an id stand for each other."""
        return text_unit(self.key, self.source, self.line)

    @property
    def is_translated(self) -> bool:
        """Whether it is there in both languages."""
        return bool(self.source and self.translation)


@dataclass(frozen=True, slots=True)
class DefinitionTexts:
    """What a definition says in two languages, and what it said in the main one when that was translated."""

    text: str
    """The file as it stands."""
    source: Located
    texts: tuple[DefinitionText, ...]
    """In the order of the file."""
    kept: Mapping[str, str] | None
    """Each text by its key; None where nothing was kept."""


def text_unit(key: str, text: str, line: int = 0) -> Unit:
    """A text of a definition as a unit of its shape."""
    shape = ".".join("…" if step.isdecimal() else step for step in key.split("."))
    return Unit(shape, text.strip(), 0, 0, line, not HAS_WORDS.search(text))


def read_definition(piece: DefinitionPiece) -> Result[DefinitionTexts | None]:
    """Read what a definition says; None, and why, where it or what was kept of it cannot be read."""
    name = piece.workspace.name(piece.path)
    text, problems = read_text(piece.path, name, piece.layer)
    if text is None:
        return Result(None, problems)
    source, problems = read_mapping(text, name)
    kept, unreadable = kept_texts(piece)
    if source is None or unreadable:
        return Result(None, (*(problems if source is None else ()), *unreadable))
    return Result(DefinitionTexts(text, source, tuple(_texts(piece, source)), kept.get(piece.language)))


def kept_texts(piece: DefinitionPiece) -> Result[dict[str, dict[str, str]]]:
    """What was kept of a definition: for each language of a translation the texts that it was made from, by their keys."""
    name = piece.workspace.name(piece.kept)
    if not is_file(piece.kept):
        return Result({})
    source, problems = read_text(piece.kept, name, piece.layer).then(lambda text: read_mapping(text, name))
    if source is None:
        return Result({}, problems)
    strange = [tag for tag, one in source.items() if not isinstance(one, dict) or not all(map(_is_text, one.values()))]
    if strange:
        message, hint = (
            "this should hold a text for each path",
            f"delete it, and run: mentorkit translations --done {piece.name}",
        )
        return Result({}, (Problem("translation", message, source.place.at(strange[0]), hint),))
    return Result({tag: dict(one) for tag, one in source.items()})


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(piece: DefinitionPiece, source: Located) -> Iterator[DefinitionText]:
    """Every text that is there in one of the two languages of a piece, or should be."""
    name, main = piece.workspace.name(piece.path), piece.languages[0]
    first, other = (
        in_one_language(source, tag, piece.languages, name, lambda _: main).value for tag in (main, piece.language)
    )
    absent = [{one.path for one in read.missing} for read in (first, other)]
    for path, key, given in _leaves(source, (), ""):
        if not given and path not in absent[1]:
            continue
        (said, at), (translation, there) = (_at(read.source, path) for read in (first, other))
        said = "" if path in absent[0] or not isinstance(said, str) else said
        translation = "" if path in absent[1] or not isinstance(translation, str) else translation
        if (said and translation) or ((said or translation) and not is_gap(said) and not is_article(path)):
            yield DefinitionText(key, path, said, at.line, translation, there.line)


def _leaves(value: Any, path: Steps, key: str) -> Iterator[tuple[Steps, str, bool]]:
    """The path and the key of every text, and whether it is given in languages."""
    if isinstance(value, str) or given_in_languages(value):
        yield path, key, not isinstance(value, str)
    elif isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            called = one.get("id") if isinstance(one, dict) and _is_number(step) else None
            named = called if isinstance(called, str) else str(step + 1 if isinstance(step, int) else step)
            yield from _leaves(one, (*path, step), f"{key}.{named}" if key else named)


def _is_number(step: str | int) -> bool:
    return isinstance(step, int) or bool(re.fullmatch(r"\d+", step))


def _at(source: Located, path: Steps) -> tuple[Any, Span]:
    """The value at a path, and where it is written."""
    value: Any = source
    place: Place = source.place
    for step in path:
        value, place = value[step], place.inside[step]
    return value, place.span
