"""The texts of slides and of their notes: an author's Markdown as lines of runs, and as plain lines to be read out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from mentorkit.core.commonmark import reader
from mentorkit.guides.markdown import fill
from mentorkit.guides.pictures import picture_name

Kind = Literal["text", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class SlideRun:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A paragraph of a slide: what it is, how deep its list is, and its runs."""

    kind: Kind
    level: int
    runs: tuple[SlideRun, ...]
    number: int = 0
    """Of a numbered point, its number."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class SlideText:
    """What stands on a slide below its title: lines, and the pictures among them by name, with their words."""

    lines: tuple[SlideLine, ...]
    pictures: tuple[tuple[str, str], ...] = ()


def slide_text(markdown: str, values: Mapping[str, str]) -> SlideText:
    """An author's Markdown, with its placeholders filled, as what stands on a slide."""
    tokens = reader().parse(fill(markdown, values))
    pictures = ((picture_name(str(one.attrs["src"])), one.content) for one in _inner(tokens) if one.type == "image")
    return SlideText(tuple(line for line in _lines(tokens) if line.text.strip()), tuple(pictures))


def plain_lines(markdown: str, values: Mapping[str, str]) -> list[str]:
    """The same as lines without style, for notes: points begin with a dash or their number."""
    return [_marked(line) for line in slide_text(markdown, values).lines]


def _marked(line: SlideLine) -> str:
    mark = f"{line.number}. " if line.kind == "number" else "– " if line.kind == "bullet" else ""
    return f"{'   ' * max(0, line.level - 1)}{mark}{line.text}"


def _inner(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _inner(token.children or ())


def _lines(tokens: list[Token]) -> Iterator[SlideLine]:
    """Paragraphs and points in order; a row of a table is one line."""
    lists: list[tuple[Kind, int]] = []
    row: list[SlideRun] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type.endswith("_list_open"):
            lists.append(("bullet" if token.type.startswith("b") else "number", int(token.attrGet("start") or 1) - 1))
        elif token.type.endswith("_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            lists[-1] = lists[-1][0], lists[-1][1] + 1
        elif token.type == "inline" and before and before.type in _CELLS:
            row += [*([SlideRun(" · ")] if row else []), *_runs(token)]
        elif token.type == "tr_close":
            yield SlideLine("text", 0, tuple(row))
            row = []
        elif token.type == "inline":
            kind, number = lists[-1] if lists else ("text", 0)
            yield from (SlideLine(kind, len(lists), tuple(runs), number) for runs in _broken(_runs(token)))
        elif token.type in _CODE:
            yield from (SlideLine("text", 0, (SlideRun(line),)) for line in token.content.splitlines())


_CELLS, _CODE = frozenset({"td_open", "th_open"}), frozenset({"fence", "code_block"})


def _runs(inline: Token) -> list[SlideRun]:
    bold = italic = 0
    runs = list[SlideRun]()
    for one in inline.children or ():
        bold += {"strong_open": 1, "strong_close": -1}.get(one.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(one.type, 0)
        text = " " if one.type == "softbreak" else "\n" if one.type == "hardbreak" else one.content
        if text and one.type not in ("image", "html_inline"):
            runs.append(SlideRun(text, bold > 0, italic > 0))
    return runs


def _broken(runs: list[SlideRun]) -> Iterator[list[SlideRun]]:
    """The runs of each line, where an author breaks lines."""
    line = list[SlideRun]()
    for run in runs:
        if run.text == "\n":
            yield line
            line = []
        else:
            line.append(run)
    yield line
