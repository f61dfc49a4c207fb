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

from mentorkit.core.open_marks import with_mark
from mentorkit.core.problems import INVISIBLE, Problem, Result, Severity, Span
from mentorkit.core.yaml_comments import cut_texts
from mentorkit.core.yaml_invisible import as_seen, first_hidden, is_value, with_plain_spaces, without_hidden
from mentorkit.core.yaml_lists import cut_sentences, joined_list, left_over, list_in_quotes, no_list
from mentorkit.core.yaml_syntax import CURLY, STRAIGHT, syntax_problem

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
    bare: frozenset[str] = frozenset()
    """Names between braces that have no colon behind them: what a comma makes of the rest of a sentence."""


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Composes nodes only; nothing is ever constructed from a tag. Of plain words, only what is blank is told from a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so PyYAML has it
        first: [(tag, words) for tag, words in kinds if tag == "tag:yaml.org,2002:null"]
        for first, kinds in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(slots=True)
class _YamlReader:
    file: str
    first_line: int
    first_column: int
    tags: frozenset[str]
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    open: set[int] = field(default_factory=set)
    anchors: dict[str, yaml.Event] = field(default_factory=dict)
    """The texts that a word with & stands in front of, by that word, while no * mentions it; and those behind a mere !."""

    def span(self, mark: Any) -> Span:
        return self.at(mark.line, mark.column)

    def at(self, line: int, column: int) -> Span:
        return Span(self.file, line + self.first_line, column + self.first_column)

    def keep_slips_in(self, lines: range) -> None:
        """Leave out slips that stand elsewhere."""
        self.problems = [
            one for one in self.problems if one.rule not in _SLIPS or one.at.line - self.first_line in lines
        ]

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
        if node.tag not in self.tags and node.tag.removeprefix(_OF_YAML) not in _KINDS:
            if not node.tag.startswith(f"{_OF_YAML}python/"):
                begun = node.tag.replace(_OF_YAML, "!!")
                message = f'a text that begins with ! needs quotes: "{begun}" would be left out'
                self.problem("yaml-tag", message, node, 'write "like this"')
            else:
                message = f'a tag such as "{node.tag}" has no meaning here'
                self.problem("yaml-tag", message, node, "write the plain value")
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
            for said, after in cut_sentences(node):
                self.problem("list-sentence", said[0], after, said[1], Severity.WARNING)
            for number, item in enumerate(node.value):
                value, place.inside[number] = self.value(item)
                items.append(value)
            return items, place
        assert isinstance(node, yaml.ScalarNode), "a node is one of the three"
        return (None if node.tag == "tag:yaml.org,2002:null" else self.text(node)), place

    def text(self, node: yaml.ScalarNode) -> str:
        written = _without_margins(node)
        escaped = INVISIBLE.search(written)
        if escaped:
            message = f"this text holds an invisible character (U+{ord(escaped[0]):04X})"
            self.problem("invisible-character", message, node, "take its escape, such as \\0 or \\u202e, out")
        value, hidden = as_seen(with_mark(str(INVISIBLE.sub("", written))))
        if hidden:
            self.hidden(node, hidden)
        if not node.style:
            return self.plain_text(node, value)
        self.quoted_text(node)
        return value

    def plain_text(self, node: yaml.ScalarNode, value: str) -> str:
        """Look at a text without quotes for what YAML reads without a word, and not as it is meant."""
        inner = value.strip(CURLY)
        if inner != value and value[0] in CURLY and value[-1] in CURLY and is_value(inner):
            self.problem("yaml-quotes", "typographic quotes stand around this", node, STRAIGHT)
            return inner
        listed = no_list(node, self.lines)
        if listed:
            (message, hint), line = listed
            text = self.lines[line]
            column = node.start_mark.column if line == node.start_mark.line else len(text) - len(text.lstrip())
            at = self.at(line, column)
            self.problems.append(Problem("yaml-list", message, at, hint))
        if left_over(node):
            message = "this text closes a bracket that it does not open"
            hint = "take out what is left of the mark: TO FILL IN (…)"
            self.problem("rest-of-mark", message, node, hint, Severity.WARNING)
        return value

    def quoted_text(self, node: yaml.ScalarNode) -> None:
        """Look at a text in quotes, or below a bar, for what YAML changes without a word."""
        first, last = node.start_mark, node.end_mark
        joined = joined_list(node, self.lines) if node.style != "|" and first.line < last.line else None
        if joined:
            (message, hint), line = joined
            text = self.lines[line]
            self.problems.append(Problem("yaml-list", message, self.at(line, len(text) - len(text.lstrip())), hint))
        if said := list_in_quotes(node):
            self.problem("yaml-list", said[0], node, said[1], Severity.WARNING)
        path = _WINDOWS_PATH.search(self.lines[first.line], first.column) if node.style == '"' else None
        if path and (first.line < last.line or path.end() < last.column):
            message = "backslashes in double quotes mean something else"
            hint = "write each of them twice, or put the text in single quotes"
            self.problems.append(Problem("yaml-quotes", message, self.at(first.line, path.start()), hint))

    def hidden(self, node: yaml.Node, sign: str) -> None:
        """Name a sign that nobody sees, with its column."""
        line, column = node.start_mark.line, self.lines[node.start_mark.line].find(sign, node.start_mark.column)
        at = self.at(line, column if column >= 0 else node.start_mark.column)
        message = f"there is an invisible character here (U+{ord(sign):04X})"
        self.problems.append(Problem("invisible-character", message, at, "delete it; it came in by copying"))

    def mapping(self, node: yaml.MappingNode, place: Place) -> Located:
        mapping = Located()
        mapping.place = place
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem("yaml-key", "a key here is not a simple word", key_node, "write `name: value`")
                continue
            key = without_hidden(str(key_node.value))
            if sign := first_hidden(key_node.value):
                self.hidden(key_node, sign)
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
            if node.flow_style and not value_node.value and self.has_no_colon(key_node):
                mapping.bare |= {key}
            mapping[key], place.inside[key] = self.value(value_node)
        return mapping

    def has_no_colon(self, key: yaml.ScalarNode) -> bool:
        """Return whether a name between braces ends at a comma or at the brace."""
        rest = "".join(self.lines[key.end_mark.line : key.end_mark.line + 2])[key.end_mark.column :]
        return rest.lstrip()[:1] != ":"

    def unused_anchors(self) -> None:
        """Tell texts of which the first word is none, since it begins with &."""
        for name, event in self.anchors.items():
            sign = name.split(" ")[0]
            message, hint = (
                f'a text that begins with {sign[0]} needs quotes: "{sign}" would be left out',
                'write "like this"',
            )
            self.problems.append(Problem("yaml-quotes", message, self.span(event.start_mark), hint))

    def problem(
        self, rule: str, message: str, node: yaml.Node, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(rule, message, self.span(node.start_mark), hint, severity))


_WINDOWS_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\[A-Za-z]|(?<![\\\w])\\\\[A-Za-z0-9][\w.-]+\\[A-Za-z]")
"""A path of which backslashes are read as the beginnings of other letters: \\t as a tab."""


def _without_margins(node: yaml.ScalarNode) -> str:
    """A text without blanks around it, which nobody sees; the first line of a block keeps its indent, which may be meant."""
    text = str(node.value.replace("\r\n", "\n").replace("\r", "\n"))
    return text.rstrip() if node.style in ("|", ">") else text.strip()


_OF_YAML = "tag:yaml.org,2002:"
_KINDS = ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "binary")
"""The tags of YAML that say nothing of a text but what it is."""


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
    reader.anchors.clear()
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            reader.anchors.pop(f"&{event.anchor}", None)
        elif isinstance(event, yaml.ScalarEvent) and event.tag == "!" and not event.style:  # a node has no trace of it
            reader.anchors[f"! {len(reader.anchors)}"] = event
        elif isinstance(event, yaml.ScalarEvent) and event.anchor and not event.style:
            reader.anchors[f"&{event.anchor}"] = event
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
    first_column: int = 1,
    tags: frozenset[str] = frozenset(),
    everywhere: bool = False,
    only_in: tuple[str, ...] = (),
) -> Result[Located | None]:
    """Read YAML text whose top is a mapping; None where that cannot be done.

    `first_line` and `first_column` are where in the file `text` begins, for front matter and indented options. Only `tags` may stand in it. With
    `everywhere`, a text is refused too where only libyaml can read it: other tools will read it without. Slips that YAML
    reads without a word are looked for in the part that `only_in` leads to: other tools have other habits.
    """
    text = with_plain_spaces(re.sub("[\x85\u2028\u2029]", " ", text.replace("\r\n", "\n").replace("\r", "\n")))
    reader = _YamlReader(file, first_line, first_column, tags, [*text.split("\n"), ""])
    mapping = None
    cut = cut_texts(text, lambda: yaml.scan(text, Loader=_Loader), reader.at)
    try:
        _refuse_depth(text, reader)
        if everywhere and "?" in text:  # what the two disagree about
            yaml.compose(text, Loader=yaml.SafeLoader)
        top = yaml.compose(text, Loader=_Loader)
        mapping = reader.top(top)
        if not cut:
            reader.unused_anchors()
        reader.problems = [*reader.problems, *cut] if mapping is not None or not cut else cut
        if only_in:
            reader.keep_slips_in(_lines_of(top, only_in))
    except _Unreadable as error:
        reader.problems.append(Problem("yaml-bomb", error.message, error.at, error.hint))
    except yaml.MarkedYAMLError as error:
        reader.problems += cut or [syntax_problem(error, text, _read_before(text), reader.at)]
    except (yaml.YAMLError, RecursionError, ValueError):
        at = Span(file, first_line, 1)
        reader.problems.append(Problem("yaml-syntax", "this file cannot be read as YAML", at))
    return Result(mapping, tuple(reader.problems))


def _read_before(text: str) -> list[yaml.Token]:
    """The tokens of a text up to the first that cannot be read."""
    tokens: list[yaml.Token] = []
    with suppress(yaml.YAMLError):
        tokens.extend(yaml.scan(text, Loader=_Loader))  # what was taken before the error stays
    return tokens


_SLIPS = frozenset({"yaml-comment", "yaml-list", "yaml-quotes", "list-sentence", "rest-of-mark"})


def _lines_of(node: yaml.Node | None, path: tuple[str, ...]) -> range:
    """The lines, counted from 0, of what `path` leads to; none where nothing does."""
    for step in path:
        inside = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for key, value in inside if key.value == step), None)
    if node is None:
        return range(0)
    below = isinstance(node, yaml.CollectionNode) and not node.flow_style  # such a part ends where the next begins
    return range(node.start_mark.line, node.end_mark.line + (not below))
