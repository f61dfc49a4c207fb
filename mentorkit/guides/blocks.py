"""The blocks of guides: their kinds, what each takes, and the one reader of their syntax.

The syntax: `/// name | argument`, options indented by four spaces below, `///`.
This module reads the structure, with positions; `commonmark` reads it among the other marks, and `vocabulary` renders it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from mentorkit.core.commonmark import CodeFences
from mentorkit.core.problems import Problem, Result, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import PAIR, Authored, Line, Lines, YesNo, complain
from mentorkit.definition.reading import read_as


class Markable(Authored):
    """What every block may say of itself."""

    essential: YesNo | None = None
    """Whether it stands in the essential workbooks; what is usual for its kind and place decides where nothing is said."""


class NoOptions(Markable):
    """A block that has nothing else to set."""


class Addressed(Markable):
    """A block outside the parts for one of the pair, which may be for one of them all the same."""

    for_: Literal["mentee", "mentor", "both"] | None = Field(default=None, alias="for")
    """Whom it is for, where a guide is for both: the other sees what it asks, and is not asked."""


class InParts(Addressed):
    """A block in which several things are answered, each under its own words."""

    parts: Lines = ()
    """The first wordings of what is answered in it, where they have been reworded, all of them in their order: the points of a
    checklist, the paragraphs to bring, the columns of a table and then the rows that have a name."""


class Asks(Addressed):
    """A question that readers answer."""

    was: Line | None = None
    """Its first wording, where it has been reworded: what readers wrote on the page stays with it."""


class ChecklistOptions(Asks, InParts):
    """Points to tick."""


class ScaleOptions(Asks):
    """A row of numbers between two ends."""

    low: Line
    """The meaning of the lowest number."""
    high: Line
    """The meaning of the highest number."""
    from_: Annotated[int, Field(ge=0, le=1, alias="from")] = 1
    to: Annotated[int, Field(ge=2, le=10)] = 10


class PromptOptions(Asks):
    """A question with room to write."""

    lines: Annotated[int, Field(ge=1, le=30)] = 4
    """Writing lines on paper, 8 mm each."""


_MOST_ROWS = 60
"""Rows of a table to fill at most: about six pages."""


def _count_or_labels(value: Any) -> Any:
    """Rows to fill: how many, or what each begins with."""
    if isinstance(value, list):
        return [item for item in value if item is not None]
    if isinstance(value, str) and re.fullmatch(r"[1-9]|[1-5][0-9]|60", value):
        return [""] * int(value)
    given = f'"{value}"' if isinstance(value, str) else "a group of names"
    raise complain(f'"rows" cannot be {given}', "write a number from 1 to 60, or a list: [first, second]")


class FillOptions(Asks, InParts):
    """A table to fill."""

    columns: Annotated[Lines, Field(min_length=1, max_length=6)]
    rows: Annotated[tuple[str, ...], BeforeValidator(_count_or_labels, json_schema_input_type=int | list[str])] = (
        "",
        "",
        "",
    )
    each_session: Annotated[int, Field(ge=1, le=3)] | None = None
    """Rows for each session of the programme, in place of `rows`."""
    choice: YesNo = False
    """Whether one of the columns is chosen in each row, and nothing is written."""

    def for_sessions(self, sessions: int) -> FillOptions:
        """The same for a programme of so many sessions."""
        if not (self.each_session and sessions):
            return self
        return self.model_copy(update={"rows": ("",) * min(self.each_session * sessions, _MOST_ROWS)})


Figure = Literal["rings", "circle", "fields", "columns", "line", "path", "seats", "ladder", "axes"]
"""What is printed in a frame to draw in: rings inside each other, one circle to divide, fields, columns, a line, stones of a path,
seats around a table, the rungs of a ladder, two axes that cross."""
_LABELS: dict[str, tuple[int, int]] = {
    "rings": (2, 4), "circle": (0, 0), "fields": (2, 6), "columns": (2, 7), "line": (2, 2), "path": (2, 2),
    "seats": (0, 0), "ladder": (2, 6), "axes": (2, 6),
}  # fmt: skip
"""The fewest and the most labels of a figure, where it has any; a line and a path have one at each end."""


_NAMED = ("fields", "columns", "ladder", "axes")
"""Figures that say nothing without labels."""


class DrawOptions(Asks):
    """A frame to draw in, empty or with a figure."""

    height: Annotated[int, Field(ge=20, le=200)] = 80
    """Millimetres."""
    centre: Line | None = None
    """A word in the middle to draw around."""
    figure: Figure | None = None
    """What is printed in the frame, for readers to write and draw into."""
    labels: Lines = ()
    """The names of its parts: of rings from the outside, of a line and a path at their two ends, of a ladder from the top; of axes
    first the level, then the upright one, then those of their fields."""

    @model_validator(mode="after")
    def _labels_fit_the_figure(self) -> DrawOptions:
        if self.labels and not self.figure:
            raise complain(
                '"labels" name the parts of a figure, and there is none', "add figure: rings", about="labels"
            )
        least, most = _LABELS.get(self.figure or "", (0, 0))
        if len(self.labels) > most or (0 < len(self.labels) < least) or (self.figure in _NAMED and not self.labels):
            count = f"{least} labels" if least == most else f"{least} to {most} labels"
            hint = "take the labels away" if not most else f"write labels: [first, second], {count} in all"
            about = "labels" if self.labels else "figure"
            raise complain(f'a figure "{self.figure}" has {count if most else "no labels"}', hint, about=about)
        return self


class StepOptions(Markable):
    """One step of a run sheet."""

    minutes: Annotated[int, Field(ge=1, le=240)]
    short: Annotated[int, Field(ge=0, le=240)] | None = None
    """Its minutes in the shorter version: 0 leaves it out, and without it they are the same."""


class BreakOptions(StepOptions):
    """A break between the steps of a run sheet."""


class SheetOptions(Markable):
    """A sheet that people get on paper while a module runs."""

    copies: Literal["each", "pair", "group"] = "each"
    """How many are printed: one for each person, pair or group."""
    cut: YesNo = False
    """Whether the points of its list are cards to cut apart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of one kind of block: an argument (None: never, False: may, True: must, a tuple: one of these), and options."""

    argument: bool | tuple[str, ...] | None = None
    options: type[Authored] = NoOptions


_ONE_OF_THE_PAIR = tuple(reversed(PAIR))
"""The mentee first, as guides name the two: `for: [mentee, mentor]`."""

SHAPES: dict[str, Shape] = {
    "scale": Shape(True, ScaleOptions),
    "prompt": Shape(True, PromptOptions),
    "fill": Shape(True, FillOptions),
    "checklist": Shape(True, ChecklistOptions),
    "draw": Shape(True, DrawOptions),
    "role": Shape(_ONE_OF_THE_PAIR),
    "bring": Shape(options=InParts),
    "starters": Shape(options=Addressed),
    "action": Shape(_ONE_OF_THE_PAIR),
    "after": Shape(options=Addressed),
    "private": Shape(options=Addressed),
    "step": Shape(True, StepOptions),
    "say": Shape(),
    "watch": Shape(),
    "case": Shape(True),
    "practice": Shape(False),
    "debrief": Shape(False),
    "handout": Shape(True),
    "card": Shape(True),
    "remote": Shape(),
    "access": Shape(),
    "worked": Shape(),
    "break": Shape(False, BreakOptions),
    "slide": Shape(False),
    "sheet": Shape(True, SheetOptions),
    "answers": Shape(False),
    "missed": Shape(),
    "short": Shape(),
    "observe": Shape(False),
}

WRITING = frozenset({"prompt", "fill", "draw", "checklist"})
"""Blocks that ask the reader to write."""

ASKING = frozenset(kind for kind, shape in SHAPES.items() if issubclass(shape.options, Asks))
"""Blocks that readers answer: what they write is kept under the words of the question."""

FOR_ONE = frozenset(kind for kind, shape in SHAPES.items() if isinstance(shape.argument, tuple))
"""Blocks that name the one of the pair whom they are for."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a guide, as it was written."""

    kind: str
    argument: str
    options: Authored
    text: str
    inside: tuple[Block, ...]
    at: Span = field(repr=False, compare=False)
    last_line: int = field(repr=False, compare=False)
    """The line of the file with the slashes that end it."""

    def is_for(self, role: str) -> bool:
        """Whether readers in this role get it: `FOR_ONE` or for everybody."""
        return self.kind not in FOR_ONE or self.argument == role

    def asks(self, role: str) -> bool:
        """Whether readers in this role answer it, and do not only see what the other is asked."""
        whose = self.options.for_ if isinstance(self.options, Addressed) else None
        return self.is_for(role) and whose in (None, "both", role)

    def walk(self) -> Iterator[Block]:
        """This block and all blocks inside it."""
        yield self
        for block in self.inside:
            yield from block.walk()


FENCE = re.compile(r"^(?P<slashes>/{3,})[ ]*(?P<kind>[\w-]*)[ ]*(?:\|[ ]*(?P<argument>.*?))?[ ]*$")
_INDENT = " " * 4
OPTION = re.compile(rf"{_INDENT}\S")
_BLOCK_LINE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+\.)[ \t>]+)*/{3,}", re.MULTILINE)
"""A line that begins or ends a block, or that its author took for one."""
_TOO_FEW = re.compile(r"/{1,2} ?([a-z]+) *(?:\||$)")
"""A line that its author took for the beginning of a block."""


@dataclass(slots=True)
class _Open:
    slashes: int
    kind: str
    argument: str
    at: Span
    options: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)
    begun: bool = False
    crowded: str = ""
    """The kind of the first block that began in it with as many slashes: one of the two has too few, or this was not closed."""
    crowded_at: Span | None = None

    def take(self, line: str) -> None:
        """Take a line as an option, where those still stand, or as text."""
        if not self.begun and OPTION.match(line):
            self.options.append(line)
            return
        self.begun = True
        self.text.append(line)


def holds_block(text: str) -> bool:
    """Whether a line of `text` begins or ends a block, or its author took it for one."""
    return bool(_BLOCK_LINE.search(text))


def options_as_yaml(lines: Iterable[str]) -> str:
    """The lines of a block's options without their indentation."""
    return "\n".join(line.removeprefix(_INDENT) for line in lines)


def option_line(written: str) -> str:
    """An option, `name: value`, as the line of a guide that stands right below the first line of its block."""
    return f"{_INDENT}{written}"


def map_outside_options(text: str, change: Callable[[str], str]) -> str:
    """Return `text` changed by `change`, but for the options of its blocks."""
    lines = text.split("\n")
    parts = groupby(zip(_option_lines(lines), lines, strict=True), key=itemgetter(0))
    joined = ((option, "\n".join(line for _, line in part)) for option, part in parts)
    return "\n".join(part if option else change(part) for option, part in joined)


def _option_lines(lines: Iterable[str]) -> Iterator[bool]:
    """For each line of a text, whether it is an option: they stand right below the first line of their block."""
    here = False
    for line in lines:
        fence = FENCE.match(line)
        option = here and bool(OPTION.match(line))
        here = option or bool(fence and fence["kind"])
        yield option


@lru_cache(maxsize=300)
def read_blocks(body: str, file: str, first_line: int) -> Result[tuple[Block, ...]]:
    """Read the blocks of a Markdown text, in order; those with problems of form are left out.

    What is made of the same guide for many programmes is remembered.
    """
    reader = _BlockReader(_Open(99, "", "", Span(file, first_line, 1), begun=True))
    for number, line in enumerate(body.split("\n"), first_line):
        reader.line(line, Span(file, number, 1))
    reader.end()
    return Result(tuple(reader.top.inside), tuple(reader.problems))


@dataclass(slots=True)
class _BlockReader:
    """Goes through a text line by line. `top` stands for the text itself, and `inner` for the blocks that are open."""

    top: _Open
    inner: list[_Open] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    code: CodeFences = field(default_factory=CodeFences)
    code_at: Span | None = None
    """The first line of the code that is open."""

    @property
    def innermost(self) -> _Open:
        return self.inner[-1] if self.inner else self.top

    def line(self, line: str, at: Span) -> None:
        if self.code.hold(line):
            self.code_at = (self.code_at or at) if self.code.open else None
            self.innermost.take(line)
            return
        fence, few = FENCE.match(line), _TOO_FEW.match(line)
        if few and few[1] in SHAPES:
            hint = f"write /// {few[1]}, and close it with /// too"
            self.problems.append(Problem("block-name", "a block begins with three slashes", at, hint))
        elif fence is None and _BLOCK_LINE.match(line):
            self.problems.append(_no_block(line, at))
        elif fence is None:
            self.innermost.take(line)
        elif fence["kind"]:
            self.begin(fence["kind"], len(fence["slashes"]), fence["argument"] or "", at)
        else:
            self.close(len(fence["slashes"]), at)

    def begin(self, kind: str, slashes: int, argument: str, at: Span) -> None:
        outer = self.innermost
        outer.begun = True
        if slashes >= outer.slashes and outer.crowded_at is None:
            outer.crowded, outer.crowded_at = kind, at
        if kind not in SHAPES:
            message = f'there is no block called "{kind}"'
            self.problems.append(Problem("block-name", message, at, did_you_mean(kind, SHAPES)))
        self.inner.append(_Open(slashes, kind, argument, at))

    def close(self, slashes: int, at: Span) -> None:
        if all(block.slashes != slashes for block in self.inner):
            hint = "take them away, or give them as many slashes as the block they end"
            self.problems.append(Problem("block-close", "these slashes close nothing", at, hint))
            return
        while self.innermost.slashes != slashes:
            self.problems.append(_never_closed(self.inner.pop()))
        ended = self.inner.pop()
        block, problems = _finished(ended, at.line)
        self.problems += [*_crowded(ended), *problems]
        self.innermost.inside += [block] if block else []

    def end(self) -> None:
        if self.code_at:  # all that follows is code, and so is what would close the blocks around it
            hint = f"put {self.code.open} on a line of its own after it"
            self.problems.append(Problem("block-open", "this code is never closed", self.code_at, hint))
            return
        self.problems += map(_never_closed, self.inner)


def _crowded(outer: _Open) -> Iterator[Problem]:
    """Say so where a block began in this one with as many slashes, now that this was closed after it."""
    if outer.crowded_at:
        message = f"this {outer.crowded} block stands inside a {outer.kind} block with as many slashes"
        hint = f"give the outer block (line {outer.at.line}) one slash more, at both ends"
        yield Problem("block-nesting", message, outer.crowded_at, hint)


def _never_closed(block: _Open) -> Problem:
    hint = f"put {'/' * block.slashes} on a line of its own after it"
    return Problem("block-open", f"this {block.kind} block is never closed", block.at, hint)


def _no_block(line: str, at: Span) -> Problem:
    """Say why a line with three slashes at its front begins no block."""
    if not line.startswith("/"):
        hint = "move the slashes to the left edge, out of lists and quotations"
        return Problem("block-place", "a block begins and ends at the left edge", at, hint)
    return Problem(
        "block-name", "this line cannot be read as a block", at, "write it as /// prompt | What will you do?"
    )


def _finished(block: _Open, last_line: int) -> Result[Block | None]:
    """The block that was closed; None where there is none of this kind, or its options cannot be read."""
    shape = SHAPES.get(block.kind)
    if shape is None:  # a problem since it began
        return Result(None)
    options, problems = _read_options(block, shape)
    problems = (*_argument_problems(block, shape), *problems)
    if options is None:
        return Result(None, problems)
    text, inside = "\n".join(block.text).strip(), tuple(block.inside)
    return Result(Block(block.kind, block.argument, options, text, inside, block.at, last_line), problems)


def _argument_problems(block: _Open, shape: Shape) -> Iterator[Problem]:
    kind = block.kind
    if shape.argument is True and not block.argument:
        message, hint = f"this {kind} block does not say what it asks", f"write it after a bar: /// {kind} | …"
        yield Problem("block-argument", message, block.at, hint)
    if isinstance(shape.argument, tuple) and block.argument not in shape.argument:
        hint = f"write {' or '.join(f'/// {kind} | {one}' for one in shape.argument)}"
        yield Problem("block-argument", f'this {kind} block is for "{block.argument}"', block.at, hint)
    if shape.argument is None and block.argument:
        message = f"a {kind} block has no title of its own"
        yield Problem("block-argument", message, block.at, "put the words on the next line")


_FOUR = "put four spaces in front of it"


def _read_options(block: _Open, shape: Shape) -> Result[Authored | None]:
    misplaced = _misplaced_option(block, shape)
    if misplaced:
        return Result.failed(misplaced)
    written: Result[Located | None] = Result(_nothing(block.at))
    if block.options:
        text = options_as_yaml(block.options)
        written = read_mapping(
            text, block.at.file, first_line=block.at.line + 1, first_column=1 + len(_INDENT), everywhere=True
        )
    return written.then(lambda written: read_as(shape.options, written))


def _misplaced_option(block: _Open, shape: Shape) -> Problem | None:
    """Say so where an option stands in the text of its block, not indented or after a blank line."""
    for number, line in enumerate(block.text[:2], 1):
        name = re.match(r"(\s*)([a-z]+):(\s|$)", line)
        if name and not block.options and name[2] in shape.options.names():
            at = Span(block.at.file, block.at.line + number, 1)
            if not name[1]:
                return Problem("block-option", f'the option "{name[2]}" is not indented', at, _FOUR)
            message = f'the option "{name[2]}" does not stand where options are read'
            hint = "put it right below the slashes, with four spaces in front of it"
            return Problem("block-option", message, at, hint)
    return None


def _nothing(at: Span) -> Located:
    empty = Located()
    empty.place = Place(at)
    return empty
