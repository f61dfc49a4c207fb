"""Safe YAML with positions.

Every scalar stays the text that the author typed, so that `no`, `12:30` and `2027-02-01` mean what the field that
holds them says, and not what YAML 1.1 guesses. Keys that stand twice are problems instead of silent losses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from mentorkit.problems import Problem, Span

MOST_NODES = 50_000  # a definition of a thousand events has 20,000; more is a mistake or an alias bomb


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, where the keys of a mapping stand, and the places of what is inside."""

    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    inside: dict[str | int, Place] = field(default_factory=dict)

    def at(self, *path: str | int) -> Span:
        """The span of what `path` leads to, or of the nearest thing on the way that exists."""
        place = self
        for step in path:
            below = place.inside.get(step)
            if below is None:
                return place.keys.get(str(step), place.span)
            place = below
        return place.span


class Located(dict[str, Any]):
    """A mapping that remembers where it was written."""

    place: Place


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Composes nodes only; nothing is ever constructed from a tag."""


@dataclass(slots=True)
class _Reader:
    file: str
    first_line: int
    found: list[Problem]
    tags: frozenset[str]
    nodes: int = 0
    open: set[int] = field(default_factory=set)

    def span(self, mark: yaml.Mark) -> Span:
        return Span(self.file, mark.line + self.first_line, mark.column + 1)

    def value(self, node: yaml.Node) -> tuple[Any, Place]:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Unreadable("this file repeats itself too often to be read", self.span(node.start_mark))
        if id(node) in self.open:
            raise _Unreadable("this alias points at something that contains it", self.span(node.start_mark))
        if node.tag.startswith(("!", "tag:yaml.org,2002:python/")) and node.tag not in self.tags:
            self.problem("yaml-tag", f'a tag such as "{node.tag}" has no meaning here', node, "write the plain value")
        self.open.add(id(node))
        try:
            return self._by_kind(node)
        finally:
            self.open.discard(id(node))

    def _by_kind(self, node: yaml.Node) -> tuple[Any, Place]:
        place = Place(self.span(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place), place
        if isinstance(node, yaml.SequenceNode):
            items = []
            for number, item in enumerate(node.value):
                value, place.inside[number] = self.value(item)
                items.append(value)
            return items, place
        return (None if node.tag == "tag:yaml.org,2002:null" else node.value), place

    def mapping(self, node: yaml.MappingNode, place: Place) -> Located:
        mapping = Located()
        mapping.place = place
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem("yaml-key", "a key here is not a simple word", key_node, "write `name: value`")
                continue
            key = str(key_node.value)
            if key in place.keys:
                first = place.keys[key]
                self.problem(
                    "duplicate-key",
                    f'"{key}" stands here for the second time (first on line {first.line})',
                    key_node,
                    "keep one of the two; only one could count",
                )
                continue
            place.keys[key] = self.span(key_node.start_mark)
            mapping[key], place.inside[key] = self.value(value_node)
        return mapping

    def problem(self, rule: str, message: str, node: yaml.Node, hint: str) -> None:
        self.found.append(Problem(rule, message, self.span(node.start_mark), hint))


class _Unreadable(Exception):
    def __init__(self, message: str, at: Span) -> None:
        self.message, self.at = message, at
        super().__init__(message)


def read_mapping(
    text: str, file: str, found: list[Problem], *, first_line: int = 1, tags: frozenset[str] = frozenset()
) -> Located | None:
    """Read YAML text whose top is a mapping; None, and problems added to `found`, where that cannot be done.

    `first_line` is the line of the file on which `text` begins, for front matter. Only `tags` may stand in it.
    """
    reader = _Reader(file, first_line, found, tags)
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            found.append(Problem("empty-file", "there is nothing in this file yet", Span(file, first_line, 1)))
            return None
        if not isinstance(node, yaml.MappingNode):
            message = "this file should consist of lines such as `title: Emerging Leaders`"
            found.append(Problem("yaml-shape", message, reader.span(node.start_mark)))
            return None
        return reader.mapping(node, Place(reader.span(node.start_mark)))
    except _Unreadable as error:
        found.append(Problem("yaml-bomb", error.message, error.at, "write it out once, without `&` and `*`"))
    except yaml.MarkedYAMLError as error:
        found.append(_syntax_problem(error, file, first_line))
    except (yaml.YAMLError, RecursionError, ValueError):
        found.append(Problem("yaml-syntax", "this file cannot be read as YAML", Span(file, first_line, 1)))
    return None


_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "there is a colon in the middle of this text",
        'put the whole text in quotes: "like: this"',
    ),
    "cannot start any token": (
        "this line begins with a character that YAML reserves",
        "indent with spaces, not tabs, and put texts that begin with @, ` or % in quotes",
    ),
    "could not find expected ':'": ("a colon is missing after a name", "write `name: value`"),
    "expected <block end>": (
        "this line does not line up with the ones above it",
        "give entries of one list or one part the same number of spaces at the front",
    ),
    "found unexpected end of stream": ("a quotation mark is opened and never closed", "close it on the same line"),
    "expected ',' or": ("a bracket is opened and never closed", "close it: [like, this]"),
    "undefined alias": ("a text that begins with * needs quotes", 'write "*like this"'),
    "special characters are not allowed": ("this file holds a control character", "delete it; it is invisible"),
}


def _syntax_problem(error: yaml.MarkedYAMLError, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    at = Span(file, mark.line + first_line, mark.column + 1) if mark else Span(file, first_line, 1)
    said = f"{error.context or ''} {error.problem or ''}"
    for words, (message, hint) in _PLAIN_WORDS.items():
        if words in said:
            return Problem("yaml-syntax", message, at, hint)
    return Problem("yaml-syntax", f"this cannot be read as YAML: {error.problem}", at)
