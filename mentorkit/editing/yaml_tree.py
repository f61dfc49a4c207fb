"""A YAML text as a tree of which every part knows where it was written, letter by letter.

Made of PyYAML's events, which know where an alias stands too. The text is read as `yaml_source` reads it, and so that every
line and column is that of the file, with its byte order mark and its line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mentorkit.core.yaml_invisible import with_plain_spaces, without_hidden

BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NULL = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Node:
    """A part of a text: a scalar, a list, a mapping or an alias. `start` and `end` count letters of the text.

    The end is that of what is written: neither blank lines nor comments behind it belong to it.
    """

    kind: str
    """`scalar`, `list`, `mapping` or `alias`."""
    start: int
    end: int
    text: str = ""
    style: str = ""
    """The sign that a scalar begins with: ', ", | or >; nothing of a plain one."""
    flow: bool = False
    anchor: str = ""
    tag: str = ""
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    @property
    def is_null(self) -> bool:
        """Whether nothing is said here."""
        return self.kind == "scalar" and not self.style and self.text in _NULL and not self.tag

    @property
    def is_block(self) -> bool:
        """Whether this is a list or mapping with its entries on lines of their own."""
        return self.kind in ("list", "mapping") and not self.flow

    def named(self, name: str) -> int | None:
        """The number of the entry of this name."""
        for number, key in enumerate(self.keys):
            if without_hidden(key.text) == name:
                return number
        return None

    def all(self) -> Iterator[Node]:
        """This part, and all inside it."""
        yield self
        for inner in (*self.keys, *self.items):
            yield from inner.all()


class _Parser(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Events only."""


@dataclass(slots=True)
class YamlTree:
    """A text without its byte order mark, its lines, and the mapping that it consists of; None where it holds nothing."""

    raw: str
    starts: list[int] = field(init=False)
    """Where each line begins."""
    root: Node | None = field(init=False)

    def __post_init__(self) -> None:
        """Read the text. Raises yaml.YAMLError."""
        lines = [one[0] for one in _LINE.finditer(self.raw)]
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line))
        bare = re.sub("[\x85\u2028\u2029]", " ", "\n".join(line.rstrip("\r\n") for line in lines))
        events = iter(list(yaml.parse(with_plain_spaces(bare), Loader=_Parser)))
        self.root = None
        for event in events:
            if isinstance(event, yaml.NodeEvent) and self.root is None:
                self.root = self._node(event, events)

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        start, end = self.at(event.start_mark), self.at(event.end_mark)
        if isinstance(event, yaml.AliasEvent):
            return Node("alias", start, end, anchor=event.anchor or "")
        made = Node("scalar", start, end, anchor=event.anchor or "", tag=event.tag or "")
        if isinstance(event, yaml.ScalarEvent):
            made.text, made.style = event.value, event.style or ""
            made.style = made.style if made.style in ("'", '"', "|", ">") else ""
            if made.style in ("|", ">"):
                made.end = start + len(self.raw[start:end].rstrip())
            return made
        made.kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        made.flow = bool(event.flow_style)
        for inner in events:
            if isinstance(inner, yaml.CollectionEndEvent):
                made.end = self.at(inner.end_mark) if made.flow else self._last_end(made)
                return made
            node = self._node(inner, events)
            of_key = made.kind == "mapping" and len(made.keys) == len(made.items)
            (made.keys if of_key else made.items).append(node)
        return made

    def _last_end(self, node: Node) -> int:
        """The end of the last thing written in a block."""
        if not node.items:
            return node.start
        last, end = node.items[-1], node.items[-1].end
        if last.is_null and node.kind == "mapping":
            end = max(end, self.colon(node.keys[-1]) + 1)
        return max(end, self.dash(node, len(node.items) - 1) + 1) if node.kind == "list" else end

    def at(self, mark: Any) -> int:
        """The number of letters in front of a mark."""
        return int(self.starts[min(mark.line, len(self.starts) - 1)] + mark.column)

    def line_of(self, place: int) -> int:
        """The number of the line that this place is in, from 0."""
        return max(bisect_right(self.starts, place, 0, max(len(self.starts) - 1, 1)) - 1, 0)

    def line(self, number: int) -> str:
        """A line without its end; nothing where there is none."""
        return self.raw[self.starts[number] : self.starts[number + 1]].rstrip("\r\n") if self.has(number) else ""

    def has(self, number: int) -> bool:
        """Whether there is such a line with anything in it, be it an end of line."""
        return 0 <= number < len(self.starts) - 1 and self.starts[number] < self.starts[number + 1]

    def column(self, place: int) -> int:
        """The column of a place, from 0."""
        return place - self.starts[self.line_of(place)]

    def colon(self, key: Node) -> int:
        """The place of the colon behind a name; the end of the name where there is none."""
        found = re.compile(r"\s*:").match(self.raw, key.end)
        return found.end() - 1 if found else key.end - 1

    def dash(self, of: Node, number: int) -> int:
        """The place of the hyphen in front of an entry of a block."""
        column, line = self.column(of.start), self.line_of(of.items[number].start)
        while line > 0 and self.raw[self.starts[line] + column : self.starts[line] + column + 1] != "-":
            line -= 1
        return self.starts[line] + column

    def is_comment(self, number: int) -> bool:
        """Whether a line holds a comment and nothing else."""
        return self.line(number).lstrip().startswith("#")

    def is_blank(self, number: int) -> bool:
        """Whether a line is there and empty."""
        return self.has(number) and not self.line(number).strip()
