"""Comments in YAML: told from texts that are cut at a `#`.

YAML passes over whatever stands after a space and a `#`, so that of `place: Room #4` only "Room" is left. A comment is
taken for one where it begins a line, or stands two spaces behind a text; in either case a space follows its `#`. One
space in front is enough where nothing of a text can be missing: after quotes, brackets, numbers and dates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import yaml

from mentorkit.core.problems import Problem, Span, shortened
from mentorkit.core.yaml_syntax import CURLY, STRAIGHT

_SPACED = re.compile(r"#+(?:\s|$)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
_COMPLETE = re.compile(r"[-+]?\d[\d.:-]*|yes|no|true|false|on|off|none|null|~", re.IGNORECASE)
"""Values of which nothing can be missing: numbers, dates, times, yes and no."""

_ENDS_VALUE = (yaml.KeyToken, yaml.BlockEndToken, yaml.BlockEntryToken, yaml.StreamEndToken, yaml.FlowEntryToken)
_HOLDS_VALUE = (yaml.ValueToken, yaml.BlockEntryToken, yaml.AnchorToken, yaml.TagToken)


@dataclass(frozen=True, slots=True)
class _Token:
    """A token that takes up room, the column of the part that it stands in, and what follows it."""

    token: yaml.Token
    indent: int
    follower: yaml.Token | None

    @property
    def start(self) -> tuple[int, int]:
        return self.token.start_mark.line, self.token.start_mark.column

    @property
    def end(self) -> tuple[int, int]:
        return self.token.end_mark.line, self.token.end_mark.column

    def holds(self, line: int, column: int) -> bool:
        """Return whether this place is inside, and not behind the bar that begins a text below it."""
        bar = isinstance(self.token, yaml.ScalarToken) and self.token.style in ("|", ">")
        return self.end > (line, column) and not (bar and line == self.start[0])

    @property
    def is_text(self) -> bool:
        return isinstance(self.token, yaml.ScalarToken) and bool(self.token.plain)

    @property
    def text(self) -> str:
        return str(self.token.value) if isinstance(self.token, yaml.ScalarToken) else ""

    @property
    def is_blank(self) -> bool:
        """Whether a value begins here, and nothing of one stands anywhere."""
        if not isinstance(self.token, _HOLDS_VALUE) or self.follower is None:
            return False
        below = isinstance(self.token, yaml.ValueToken) and isinstance(self.follower, yaml.BlockEntryToken)
        return isinstance(self.follower, _ENDS_VALUE) and not below


def cut_texts(text: str, tokens: Callable[[], Iterable[yaml.Token]], at: Callable[[int, int], Span]) -> list[Problem]:
    """Problems of texts that end at a `#`, each at that sign. `at` makes a place of a line and a column from 0.

    `tokens` may end with an error of YAML: what was read before it is looked through.
    """
    lines = text.split("\n")
    signs = [
        (number, sign.start())
        for number, line in enumerate(lines)
        if "#" in line and not _SPACED.match(line)
        for sign in re.finditer("#", line)  # libyaml needs no space in front of it
    ]
    if not signs:
        return []
    written = list(_placed(tokens()))
    starts = [one.start for one in written]
    problems, last = [], -1
    for number, column in signs:
        nearest = bisect_right(starts, (number, column)) - 1
        if number == last or nearest < 0 or written[nearest].holds(number, column):
            continue  # inside a comment that was looked at, or inside a text
        last = number
        if _is_cut(written[nearest], lines[number], number, column):
            problems.append(_cut(lines[number][column:].rstrip(), written[nearest], at(number, column)))
    return problems


def _placed(tokens: Iterable[yaml.Token]) -> Iterator[_Token]:
    indents, before = [0], None
    for token in _as_far_as_read(tokens):
        if before is not None:
            yield _Token(before, indents[-1], token)
            before = None
        if isinstance(token, yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken):
            indents.append(token.start_mark.column)
        elif isinstance(token, yaml.BlockEndToken) and len(indents) > 1:
            indents.pop()
        if (token.start_mark.line, token.start_mark.column) < (token.end_mark.line, token.end_mark.column):
            before = token
    if before is not None:
        yield _Token(before, indents[-1], None)


def _as_far_as_read(tokens: Iterable[yaml.Token]) -> Iterator[yaml.Token]:
    try:
        yield from tokens
    except yaml.YAMLError:
        return


def _is_cut(before: _Token, line: str, number: int, column: int) -> bool:
    """Return whether the comment in this column takes something away from what stands `before` it."""
    spaced = bool(_SPACED.match(line, column))
    ends_line, ends_column = before.end if before.end <= (number, column) else (number, column)  # behind a bar
    if ends_line != number or (ends_column == 0 and not line[:column].strip()):  # a line of its own
        goes_on = before.is_text and ends_line == number - 1 and column > before.indent
        return goes_on and not spaced
    gap = line[ends_column:column]
    if not spaced:
        return True
    if len(gap) > 1 or "\t" in gap or not (before.is_text or before.is_blank):
        return False
    complete = before.is_text and _COMPLETE.fullmatch(before.text)
    return not complete or bool(re.match(r"#+\s*\d", line[column:]))


def _cut(lost: str, before: _Token, at: Span) -> Problem:
    shown = shortened(lost)
    if before.is_text and before.text.startswith(tuple(CURLY)):
        return Problem("yaml-comment", f"from # on, this line is passed over: {shown}", at, STRAIGHT)
    colour = _COLOUR.match(lost)
    hint = "put the whole text in quotes; a comment has two spaces in front of its # and one behind it"
    if colour and before.is_blank:
        shown, hint = colour[0], f'put it in quotes: "{colour[0]}"'
    elif not before.is_text and not before.is_blank:
        hint = "put all of it in quotes; a comment has a space behind its #"
    return Problem("yaml-comment", f"from # on, this line is passed over: {shown}", at, hint)
