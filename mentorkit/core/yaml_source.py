"""Safe YAML with positions.

Every scalar stays the text that the author typed, so that `no`, `12:30` and `2027-02-01` mean what the field that
holds them says, and not what YAML 1.1 guesses. Keys that stand twice are problems instead of silent losses.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from mentorkit.core.problems import INVISIBLE, Problem, Result, Span

DEEPEST = 60  # a definition has eight levels; libyaml itself falls over some thousands
MOST_NODES = 50_000  # a definition of a thousand events has 20,000; more is a mistake or an alias bomb


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a value, those of the keys of a mapping, and the places inside."""

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

    def own(self, *path: str | int) -> Span:
        """The same in the file of this place: where it stands there or, if it is taken over or absent, where it would."""
        place, file = self, self.span.file
        for step in path:
            below = place.inside.get(step)
            if below is None or below.span.file != file:
                key = place.keys.get(str(step)) if below is None else None
                return key if key and key.file == file else place.span
            place = below
        return place.span


class Located(dict[str, Any]):
    """A mapping that remembers where it was written."""

    place: Place


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Composes nodes only; nothing is ever constructed from a tag. Of plain words, only what is blank is told from a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so PyYAML has it
        first: [(tag, words) for tag, words in kinds if tag == "tag:yaml.org,2002:null"]
        for first, kinds in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_COLOUR = re.compile(r":?[ \t]*(#[0-9A-Fa-f]{3,8})\b")


@dataclass(slots=True)
class _YamlReader:
    file: str
    first_line: int
    tags: frozenset[str]
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    open: set[int] = field(default_factory=set)

    def span(self, mark: Any) -> Span:
        return Span(self.file, mark.line + self.first_line, mark.column + 1)

    def top(self, node: yaml.Node | None) -> Located | None:
        """The mapping that a file consists of; None, and a problem, where it is something else."""
        if node is None:
            at = Span(self.file, self.first_line, 1)
            self.problems.append(Problem("empty-file", "there is nothing in this file yet", at))
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problem("yaml-shape", "this file should consist of lines such as `title: Emerging Leaders`", node)
            return None
        return self.mapping(node, Place(self.span(node.start_mark)))

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
        if node.tag == "tag:yaml.org,2002:null":
            self.colour_lost(node)
            return None, place
        return self.text(node), place  # what is neither is a scalar

    def colour_lost(self, node: yaml.Node) -> None:
        """Say so where a colour without quotes was passed over as a comment."""
        lost = _COLOUR.match(self.lines[node.start_mark.line], node.start_mark.column) if not node.value else None
        if lost:
            message = f"from # on, this line is passed over: {lost[1]}"
            self.problem("yaml-comment", message, node, f'put it in quotes: "{lost[1]}"')

    def text(self, node: yaml.Node) -> str:
        hidden = INVISIBLE.search(node.value)
        if hidden:
            message = f"this text holds an invisible character (U+{ord(hidden[0]):04X})"
            self.problem("invisible-character", message, node, "take its escape, such as \\0 or \\u202e, out")
        return str(INVISIBLE.sub("", node.value))

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

    def problem(self, rule: str, message: str, node: yaml.Node, hint: str = "") -> None:
        self.problems.append(Problem(rule, message, self.span(node.start_mark), hint))


class _Unreadable(Exception):
    def __init__(self, message: str, at: Span, hint: str = "write it out once, without `&` and `*`") -> None:
        self.message, self.at, self.hint = message, at, hint
        super().__init__(message)


def _refuse_depth(text: str, reader: _YamlReader) -> None:
    """Count levels before anything is composed: composing recurses, and in C an overflow ends the process.

    Where the scanner stops, it has read ahead; what it had read by then is counted too, so that levels too many are named
    by us, whatever depth of its own a version of the library has.
    """
    try:
        _count_levels(text, reader)
    except yaml.MarkedYAMLError as error:
        if error.problem_mark and error.problem_mark.index < len(text):
            with suppress(yaml.YAMLError):
                _count_levels(text[: error.problem_mark.index], reader)
        raise


def _count_levels(text: str, reader: _YamlReader) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _Unreadable(
                "this stands too many levels deep", reader.span(event.start_mark), "count the brackets and the spaces"
            )


def read_mapping(
    text: str,
    file: str,
    *,
    first_line: int = 1,
    tags: frozenset[str] = frozenset(),
    everywhere: bool = False,
) -> Result[Located | None]:
    """Read YAML text whose top is a mapping; None where that cannot be done.

    `first_line` is the line of the file on which `text` begins, for front matter. Only `tags` may stand in it. With
    `everywhere`, a text is refused too where only libyaml can read it: other tools will read it without.
    """
    reader = _YamlReader(file, first_line, tags, [*text.split("\n"), ""])
    mapping = None
    try:
        _refuse_depth(text, reader)
        if everywhere and "?" in text:  # what the two disagree about
            yaml.compose(text, Loader=yaml.SafeLoader)
        mapping = reader.top(yaml.compose(text, Loader=_Loader))
    except _Unreadable as error:
        reader.problems.append(Problem("yaml-bomb", error.message, error.at, error.hint))
    except yaml.MarkedYAMLError as error:
        reader.problems.append(_syntax_problem(error, file, first_line))
    except (yaml.YAMLError, RecursionError, ValueError):
        at = Span(file, first_line, 1)
        reader.problems.append(Problem("yaml-syntax", "this file cannot be read as YAML", at))
    return Result(mapping, tuple(reader.problems))


_PLAIN_WORDS = {
    "found another document": (
        "a line `---` or `...` ends what can be read here",
        "take it out: one file says one thing",
    ),
    "expected <document start>": (
        "the file goes on here after what looked like its end",
        "give this line, or the ones above it, the same number of spaces at the front",
    ),
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
    "got '?'": ("a question mark cannot stand here without quotes", 'put the whole text in quotes: "like this?"'),
    "did not find expected key": (
        "this line does not go on with what stands above it",
        "give lines that belong together the same number of spaces at the front, and close quotes and brackets",
    ),
    "did not find expected '-'": (
        "this line does not line up with the list above it",
        "begin each entry with `- ` and give its lines the same number of spaces at the front",
    ),
    "are not allowed in this context": (
        "this begins a list or a named line in the middle of a text",
        "put it on a line of its own, or the whole text in quotes",
    ),
    "expected node content": (
        "a value is missing, or begins with a sign of YAML's own",
        'put texts in quotes: "like this"',
    ),
    "expected comment or line break": (
        "after | or > the text begins on the next line",
        "put the text on the next line, indented; or in quotes",
    ),
    "invalid Unicode character escape": (
        "a backslash in double quotes means something else here",
        "write it twice, or use single quotes",
    ),
    "unknown escape character": (
        "a backslash in double quotes means something else here",
        "write it twice, or use single quotes",
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
    return Problem(
        "yaml-syntax", f"this cannot be read as YAML: {error.problem}", at, "compare it with the lines around it"
    )
