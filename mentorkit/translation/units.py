"""The units of a text that is translated: each title, paragraph, entry of a list, question and option, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it.token import Token

from mentorkit.definition.base import Authored, is_gap
from mentorkit.definition.field_types import CHANGES, NOTHING, FieldType, type_of
from mentorkit.editing.yaml_tree import Node, YamlTree
from mentorkit.guides.blocks import FENCE, FOR_ONE, OPTION, SHAPES
from mentorkit.guides.guide_head import head_place
from mentorkit.guides.guide_reader import BLOCK, guide_reader

Steps = tuple[str | int, ...]
_INDENT = 4
"""Spaces in front of the options of a block."""
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
HAS_WORDS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text in YAML: the head of a guide, the options of one block, or a whole definition."""

    start: int
    end: int
    indent: int = 0
    """Spaces in front of each of its lines."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a text. Two units of the same `shape` can stand for each other."""

    shape: str
    """What it is and what it stands in: `heading 2`, `role mentor > fill > argument`, `head title`."""
    text: str
    """Its words on one line, as a translator reads them; lines of code stay lines."""
    start: int
    """Where it begins in the text, in letters; where its `part` begins, if it stands in YAML."""
    end: int
    line: int
    """The line of the text that it begins on, from 1."""
    fixed: bool = False
    """Whether it is no matter of language: a number, an id, a choice."""
    part: Part | None = None
    path: Steps = ()
    """Of a value in YAML, its names and the numbers of entries."""
    raw: bool = False
    """Whether its lines stay as they are: code, rows of tables, HTML."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is recognised by where it has moved."""
        return self.shape, self.text


def guide_units(text: str, facts: type[Authored] | None) -> tuple[Unit, ...]:
    """The units of a guide in the order of its text, those of its head first; `facts` is the type of its head.

    Raises yaml.YAMLError where head or options cannot be read.
    """
    place = head_place(text)
    begin, end, body = place or (0, 0, 0)
    head = _yaml(text, Part(begin, end), "head", type_of(facts) if facts else NOTHING) if place else ()
    return (*head, *_Body(text, body).units())


def definition_units(text: str, kind: type[Authored]) -> tuple[Unit, ...]:
    """The units of a preset or a definition in the order of its text; `kind` is its type. Raises yaml.YAMLError."""
    return tuple(_yaml(text, Part(0, len(text)), "", type_of(kind)))


def part_text(text: str, part: Part) -> str:
    """The YAML of a part without the spaces in front of its lines."""
    lines = text[part.start : part.end].split("\n")
    return "\n".join(
        line[part.indent :] if line[: part.indent].isspace() or not part.indent else line for line in lines
    )


def _yaml(text: str, part: Part, home: str, kind: FieldType) -> Iterator[Unit]:
    """The values of a part, in order."""
    tree = YamlTree(part_text(text, part))
    first = text.count("\n", 0, part.start) + 1
    for path, node, prose in _leaves(tree.root, (), kind) if tree.root else ():
        if path[-1] in _OF_ONE_TEXT or is_article(path):
            continue
        names = ["…" if isinstance(step, int) else step for step in path]
        said = f"*{node.anchor}" if node.kind == "alias" else node.text.strip()
        line = first + tree.line_of(node.start)
        fixed = not is_gap(said) and (not prose or not HAS_WORDS.search(said))
        yield Unit(" ".join([home, *names]).strip(), said, part.start, part.end, line, fixed, part, path)


def is_article(path: Steps) -> bool:
    """Whether this is a word with its article, which only some languages need: `wording: {the_mentee: deltageren}`."""
    return len(path) > 1 and path[-2] == "wording" and str(path[-1]).startswith("the_")


def _leaves(node: Node, path: Steps, kind: FieldType) -> Iterator[tuple[Steps, Node, bool]]:
    """The scalars inside a node, with their paths and whether they are words for readers.

    Of names that a type does not know, nothing is known: they are taken for words.
    """
    if node.kind == "mapping":
        for key, item in zip(node.keys, node.items, strict=False):
            yield from _leaves(item, (*path, key.text), _inside(kind, key.text))
    elif node.kind == "list":
        for number, item in enumerate(node.items):
            yield from _leaves(item, (*path, number), (kind.inner or kind) if kind.is_list or kind.inner else kind)
    elif not node.is_null:
        prose = kind.is_prose or (kind.part is not None and bool(kind.short) and kind.at(kind.short).is_prose)
        prose = prose or bool(kind.is_list and kind.inner and kind.inner.is_prose)
        yield path, node, prose and node.kind != "alias"


_WORDS = replace(NOTHING, is_prose=True)


def _inside(kind: FieldType, name: str) -> FieldType:
    if name in _NO_WORDS:
        return NOTHING
    if name in _WORDS_IN_ANY_TYPE:
        return _WORDS
    if kind.is_list:
        return kind.change_at(name) if name in CHANGES else (kind.inner or NOTHING).at(name)
    if kind.part is not None:
        return kind.at(name) if name in kind.part.names() else _WORDS
    return kind.inner or (_WORDS if kind == NOTHING or kind.is_prose else NOTHING)


_NO_WORDS = frozenset({"extends", "archetype", "without"})
"""Names under which ids stand, whatever their type says."""
_WORDS_IN_ANY_TYPE = frozenset({"rows"})
"""The beginnings of the rows of a table: numbers or words."""
_OF_ONE_TEXT = frozenset({"was", "language"})
"""Names that say something of one text alone, which its translations need not say."""


class _Body:
    """The units of the text below the head."""

    def __init__(self, text: str, begin: int) -> None:
        self.text, self.body = text, text[begin:]
        self.lines = self.body.split("\n")
        self.first = text.count("\n", 0, begin)
        """Lines of the text in front of the body."""
        self.starts = [begin]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.covered = [not line.strip() for line in self.lines]
        self.inside = list[str]()

    def units(self) -> list[Unit]:
        """All of them in order; a line that belongs to none, such as the address of a link, is one too."""
        found = list(self._of_tokens(guide_reader().parse(self.body)))
        found += [
            self._raw("line", number, number + 1)
            for number, done in enumerate(self.covered)
            if not done and HAS_WORDS.search(self.lines[number])
        ]
        return sorted(found, key=lambda unit: (unit.start, unit.path == (), unit.line))

    def _of_tokens(self, tokens: list[Token]) -> Iterator[Unit]:
        for token in tokens:
            if token.type == f"{BLOCK}_open":
                yield from self._block(token)
            elif token.type in _OPENED or token.type == "heading_open":
                self.inside.append(_OPENED.get(token.type) or f"heading {token.tag[1:]}")
            elif token.type in _CLOSED:
                self.inside.pop()
            elif token.map:
                yield from self._on_lines(token, *token.map)

    def _on_lines(self, token: Token, first: int, end: int) -> Iterator[Unit]:
        """The unit of a token that holds words, or none: a line that parts, and what a table is set by, hold none."""
        if token.type == "inline" and "row" in self.inside:
            if not self.covered[first]:  # by the cell before
                yield self._raw("", first, end)
        elif token.type == "inline" and not (token.meta or {}).get("argument"):
            yield from self._words(token)
        elif token.type in ("fence", "code_block", "html_block"):
            yield self._raw(token.type.removesuffix("_block"), *self._trimmed(first, end))
        elif token.type in ("hr", "table_open"):
            self.covered[first + (token.type == "table_open")] = True

    def _block(self, token: Token) -> Iterator[Unit]:
        """What a block asks, and its options."""
        (first, end), kind = token.map or (0, 0), token.meta["kind"]
        fence = FENCE.match(self.lines[first])
        self.covered[first] = True
        if end < len(self.lines):
            self.covered[end] = True
        argument = fence["argument"] if fence and fence["argument"] else ""
        chosen = kind in FOR_ONE
        self.inside.append(f"{kind} {argument}" if chosen else kind)
        if fence and argument and not chosen:
            start, stop = (self.starts[first] + place for place in fence.span("argument"))
            yield Unit(self._shape("asks"), argument, start, stop, self.first + first + 1)
        after = first + 1
        while after < end and OPTION.match(self.lines[after]):
            self.covered[after] = True
            after += 1
        if after > first + 1:
            part = Part(self.starts[first + 1], self.starts[after] - 1, _INDENT)
            shape = SHAPES.get(kind)
            yield from _yaml(self.text, part, self._shape(""), type_of(shape.options) if shape else NOTHING)

    def _shape(self, last: str) -> str:
        return " > ".join([*self.inside, last] if last else self.inside) or "text"

    def _words(self, token: Token) -> Iterator[Unit]:
        """A paragraph, a heading or an entry of a list, on the lines of its token."""
        first, end = token.map or (0, 0)
        wanted = [line.strip() for line in token.content.split("\n")]
        rows = range(first, min(first + len(wanted), end))
        found = self.lines[first].find(wanted[0]) if rows else -1
        if found < 0 or not wanted[0]:
            if wanted[0] and rows:
                yield self._raw("line", first, end)
            return
        for row in range(first, end):
            self.covered[row] = True
        last = rows[-1]
        shown = self.lines[last].rstrip()
        if "heading" in self._shape("") and len(wanted) == 1:
            shown = shown[: shown.rfind(wanted[-1]) + len(wanted[-1])]
        start, stop = self.starts[first] + found, self.starts[last] + len(shown)
        yield Unit(self._shape(""), joined(self.text[start:stop]), start, stop, self.first + first + 1)

    def _trimmed(self, first: int, end: int) -> tuple[int, int]:
        while end > first + 1 and not self.lines[end - 1].strip():
            end -= 1
        return first, end

    def _raw(self, kind: str, first: int, end: int) -> Unit:
        for row in range(first, end):
            self.covered[row] = True
        start, stop = self.starts[first], self.starts[end] - 1
        text = self.text[start:stop]
        return Unit(self._shape(kind), text, start, stop, self.first + first + 1, not HAS_WORDS.search(text), raw=True)


_OPENED = {
    "bullet_list_open": "list", "ordered_list_open": "numbers", "list_item_open": "entry", "blockquote_open": "quotation",
    "footnote_open": "note", "note_open": "box", "tr_open": "row", "dl_open": "terms", "dt_open": "term", "dd_open": "meaning",
}  # fmt: skip
_CLOSED = {name.replace("_open", "_close") for name in _OPENED} | {f"{BLOCK}_close", "heading_close"}


def joined(written: str) -> str:
    """Lines of a paragraph as one; where a line is meant to end, it ends."""
    made = ""
    for line in written.split("\n"):
        words = line.lstrip(" \t>") if made else line
        broken = _HARD_BREAK.search(words)
        made += words.rstrip(" \\") + ("\\\n" if broken else " ")
    return made.removesuffix("\\\n").rstrip(" ")
