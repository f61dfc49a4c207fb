"""A definition in one of its languages: texts may be given in several beside each other, `{da: …, en: …}`, and positions stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mentorkit.core.language_tags import base_of, is_language, nearest_first, nearest_of
from mentorkit.core.problems import Problem, Result, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.field_types import CHANGES, NOTHING, FieldType, type_of
from mentorkit.definition.program import Program
from mentorkit.language.language_names import language_called

USUAL_LANGUAGE = "en-GB"
"""The language of a programme that says nothing of it."""

_ADDRESSES = frozenset({"link", "contact", "slides", "recording", "notes"})
"""Names of what may be another in each language, and is no text."""
_NAMES = frozenset(
    {
        "organisation",
        "name",
        "phone",
        "language",
        "languages",
        "time_zone",
        "compare_with",
        "by",
        "extends",
        "chapters",
        "extent",
        "also",
    }
)
"""Names of what is the same in every language: nobody misses a translation of it."""
_WHOM = frozenset({"with", "hosts", "facilitators", "experts", "speaker", "speakers", "place", "cohort", "source"})
"""Names of lists of people and of what is often a name."""


@dataclass(frozen=True, slots=True)
class MissingText:
    """A text that is not there in a language: its path in the definition, and where it is written in another one."""

    path: tuple[str | int, ...]
    at: Span


@dataclass(frozen=True, slots=True)
class InOneLanguage:
    """A definition in one language, and the texts that are there in another one only."""

    source: Located
    missing: tuple[MissingText, ...] = ()


def languages_in(source: Located) -> Result[tuple[str, ...]]:
    """The tags of a definition's languages, the main one first; those that are none are left out, and are problems."""
    listed = source.get("languages")
    named = listed if isinstance(listed, list) else [listed] if isinstance(listed, str) else []
    tags, problems = list[str](), list[Problem]()
    if isinstance(listed, dict):
        at, hint = source.place.at("languages"), "write tags such as [en-GB, da]"
        problems.append(Problem("language", "`languages` should be a list of tags", at, hint))
    for number, tag in enumerate(named):
        at = source.place.at("languages", number)
        if not isinstance(tag, str) or not is_language(tag):
            meant = language_called(str(tag))
            hint = f'did you mean "{meant}"?' if meant else "write tags such as [en-GB, da]"
            problems.append(Problem("language", f'"{tag}" is not a language', at, hint))
        elif tag in tags:
            problems.append(Problem("language", f'"{tag}" stands here twice', at, "keep one of the two"))
        elif any(base_of(one) == base_of(tag) for one in tags):
            message = f'"{tag}" stands here beside another kind of the same language'
            problems.append(Problem("language", message, at, "keep one of the two"))
        else:
            tags.append(tag)
    said = source.get("language")
    if tags and isinstance(said, str) and said != tags[0]:
        message = f'`language` is "{said}", and the first of `languages` "{tags[0]}"'
        hint = "the first is the main language; take the line `language` out, or write the same"
        problems.append(Problem("language", message, source.place.at("language"), hint))
    usual = said if isinstance(said, str) else USUAL_LANGUAGE
    return Result(tuple(tags) or (usual,), tuple(problems))


def in_one_language(
    source: Located, language: str, languages: Sequence[str], own: str, written_in: Callable[[str], str]
) -> Result[InOneLanguage]:
    """A definition with each text in this language or, where it is not given in that, in the main one.

    `own` is the programme's file: elsewhere texts may be given in languages that this programme is not in. `written_in` says
    in which language the plain texts of a file are. A mapping with a language that is not named, or where no text belongs, is a
    problem.
    """
    reader = _Reader(language, tuple(languages), own, written_in)
    made, place = reader.read(source, source.place, (), type_of(Program))
    assert isinstance(made, Located), "a mapping stays one"
    made.place = place
    if "languages" in source:
        made["language"] = language
        place.inside["language"] = place.inside.get("languages", Place(place.span))
        place.keys.setdefault("language", place.keys.get("languages", place.span))
    return Result(InOneLanguage(made, tuple(reader.missing)), tuple(reader.problems))


@dataclass(slots=True)
class _Reader:
    language: str
    languages: tuple[str, ...]
    own: str
    written_in: Callable[[str], str]
    missing: list[MissingText] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, value: Any, place: Place, path: tuple[str | int, ...], kind: FieldType) -> tuple[Any, Place]:
        """A part of the definition in the language, with its place."""
        if isinstance(value, Located) and (chosen := self._chosen(value, path, kind)) is not None:
            return chosen
        if isinstance(value, str):
            self._look_for(value, place, path, kind)
            return value, place
        if not isinstance(value, dict | list):
            return value, place
        parts: dict[Any, tuple[Any, Place]] = {
            name: self.read(one, place.inside[name], (*path, name), _inside(kind, str(name)))
            if kind.part is None or name in kind.part.names()
            else (one, place.inside[name])  # nobody knows what belongs there, and that is a problem of its own
            for name, one in (value.items() if isinstance(value, dict) else enumerate(value))
        }
        there = replace(place, inside=place.inside | {name: at for name, (_, at) in parts.items()})
        if isinstance(value, list):
            return [one for one, _ in parts.values()], there
        made = Located({name: one for name, (one, _) in parts.items()})
        made.bare = getattr(value, "bare", frozenset())
        made.place = there
        return made, there

    def _chosen(self, value: Located, path: tuple[str | int, ...], kind: FieldType) -> tuple[Any, Place] | None:
        """Of a text that is given in several languages the one that counts here; None where `value` is no such text."""
        if not value or (kind.part is not None and not kind.short) or (kind.is_list and not kind.is_text_list):
            return None
        known = {one for tag in self.languages for one in nearest_first(tag)}
        tags = [name for name in value if name in known or is_language(name)]
        if len(tags) < len(value) or not all(isinstance(one, str) or one is None for one in value.values()):
            return None
        if kind.part is not None and any(name in kind.part.names() for name in value):
            return None
        place = value.place
        if place.span.file == self.own:
            for name in [name for name in tags if not any(base_of(name) == base_of(tag) for tag in self.languages)]:
                listed = ", ".join(self.languages)
                message = f'"{name}" is not among the languages of this programme ({listed})'
                hint = did_you_mean(name, self.languages, otherwise=f"name it: languages: [{listed}, {name}]")
                self.problems.append(Problem("language", message, place.keys[name], hint))
        if not _takes_text(kind, path):
            what = f"entry {path[-1] + 1}" if isinstance(path[-1], int) else f'"{path[-1]}"'
            message = f"{what} is the same in every language"
            self.problems.append(Problem("language", message, place.span, "write it once, without languages"))
        given = [name for name, one in value.items() if one]
        wanted = nearest_of(self.language, given)
        if not wanted:
            self.missing.append(MissingText(path, place.span))
        counts = wanted or nearest_of(self.languages[0], given) or next(iter(given), tags[0])
        return value[counts], place.inside[counts]

    def _look_for(self, value: str, place: Place, path: tuple[str | int, ...], kind: FieldType) -> None:
        """Remember a plain text that is in another language than the one that is read."""
        if not place.span.file or base_of(self.written_in(place.span.file)) == base_of(self.language):
            return  # of the standard books nothing is written
        named = next((step for step in reversed(path) if isinstance(step, str)), "")
        is_name = named in _NAMES or named in _WHOM or (path[:1] == ("people",) and named not in ("message", "about"))
        if _takes_text(kind, path) and named not in _ADDRESSES and not is_name and any(map(str.isalpha, value)):
            self.missing.append(MissingText(path, place.span))


def _inside(kind: FieldType, name: str) -> FieldType:
    """The type of what stands under a name, also where a list that is taken over is changed."""
    if kind.is_list and name in CHANGES:
        return NOTHING if name == "without" else kind.change_at(name)
    return kind.at(name)


def _takes_text(kind: FieldType, path: tuple[str | int, ...]) -> bool:
    """Whether words for readers, or an address, belong at a place of this type."""
    return kind.is_prose or kind.is_text_list or bool(kind.short) or path[-1] in _ADDRESSES


def missing_by_name(missing: Sequence[MissingText]) -> Iterator[str]:
    """The paths of texts that are missing, as people say them."""
    return (".".join(str(step + 1 if isinstance(step, int) else step) for step in one.path) for one in missing)
