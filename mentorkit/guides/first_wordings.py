"""The words under which readers' answers to a translation are kept: those of the text that it was made from.

So whoever answers in one language finds the answer in all, and whoever collects answers gets them for the same questions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from markdown_it.token import Token

from mentorkit.core.problems import Span
from mentorkit.guides.blocks import ASKING, Block, FillOptions, option_line, read_blocks
from mentorkit.guides.guide_reader import read_tokens, words_of
from mentorkit.language.placeholders import title

PARTED = frozenset({"checklist", "fill", "bring"})
"""Blocks with several things to answer, each of which is kept under its own words."""


def first_difference(translation: Sequence[Block], source: Sequence[Block], top: Span) -> Span | None:
    """The first block of a translation that stands where its source has another one; None where they are built alike.

    Where blocks of the source are missing at the end, it is the `top` of the translation.
    """
    mine, theirs = tuple(_every(translation)), tuple(_every(source))
    for one, other in zip(mine, theirs, strict=False):
        if _shape(one) != _shape(other):
            return one.at
    if len(mine) == len(theirs):
        return None
    return mine[len(theirs)].at if len(mine) > len(theirs) else top


def with_first_wordings(
    body: str, first: Span, blocks: Sequence[Block], source: Sequence[Block], texts: Mapping[str, str]
) -> tuple[str, tuple[Block, ...]]:
    """The text of a translation and its blocks, each of which says how its source asks. Both must be built alike.

    `first` is where the text begins, and `texts` are what placeholders stand for in the language of the source.
    """
    lines, say = body.split("\n"), partial(title, texts=texts)
    pairs = zip(_every(blocks), _every(source), strict=True)
    for mine, theirs in reversed(tuple(pairs)):
        at = mine.at.line - first.line
        old = [number for number in _options(lines, at) if lines[number].startswith(("    was:", "    parts:"))]
        if not (new := [option_line(one) for one in _first_words(theirs, say)]):
            continue
        for number in reversed(old):
            del lines[number]
        lines[at + 1 : at + 1] = new
    told = "\n".join(lines)
    return told, read_blocks(told, first.file, first.line).value


def first_words(source: Sequence[Block], say: Callable[[str], str]) -> list[str]:
    """The options under which answers to a source are kept, with what `say` makes of each text in them."""
    return [line for block in _every(source) for line in _first_words(block, say)]


def _options(lines: list[str], at: int) -> Iterator[int]:
    """The lines below that of a block that hold its options."""
    number = at + 1
    while number < len(lines) and lines[number].startswith("    "):
        yield number
        number += 1


def _first_words(block: Block, say: Callable[[str], str]) -> Iterator[str]:
    """The options that say under which words the answers to a block of the source are kept."""
    if block.kind in ASKING:
        asked = getattr(block.options, "was", None) or block.argument
        yield f"was: {_quoted(say(asked))}"
    if block.kind in PARTED:
        parts = getattr(block.options, "parts", ()) or tuple(map(say, parts_of(block)))
        if parts:
            yield f"parts: [{', '.join(map(_quoted, parts))}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def parts_of(block: Block) -> tuple[str, ...]:
    """What is answered inside a block, in its own words: the columns of a table and then the rows that have a name, the points of a checklist, the paragraphs to bring."""
    if isinstance(block.options, FillOptions):
        return (*block.options.columns, *filter(None, block.options.rows))
    if block.kind == "checklist":
        return tuple(map(words_of, _texts(block.text, "list_item", nested=True)))
    return () if block.inside else tuple(filter(None, map(_label, _texts(block.text, "list_item", "paragraph"))))


def _texts(text: str, *kinds: str, nested: bool = False) -> Iterator[list[Token]]:
    """The inline tokens of each part of these kinds, in order; without `nested`, of those that stand in no other."""
    tokens, _ = read_tokens(text)
    open_: list[list[Token]] = []
    found: list[list[Token]] = []
    for token in tokens:
        kind, _, end = token.type.rpartition("_")
        if kind in kinds and end == "open":
            open_.append([])
            if nested or len(open_) == 1:
                found.append(open_[-1])
        elif kind in kinds and end == "close":
            open_.pop()
        elif token.type == "inline":
            for one in open_:
                one += token.children or ()
    yield from found


def _label(tokens: list[Token]) -> str:
    """What a paragraph to bring is called: what stands bold in it first, or all of it (`assets/writing/fields.js` does the same)."""
    first = next((number for number, one in enumerate(tokens) if one.type == "strong_open"), None)
    if first is not None:
        tokens = tokens[first : next(n for n, one in enumerate(tokens) if n > first and one.type == "strong_close")]
    return words_of(tokens)


def _every(blocks: Sequence[Block]) -> Iterator[Block]:
    return (inner for block in blocks for inner in block.walk())


def _shape(block: Block) -> tuple[Any, ...]:
    """What a translation has to have in common with its source for the answers to be kept alike."""
    parts: int | tuple[int, int] = len(parts_of(block)) if block.kind in PARTED else 0
    if isinstance(block.options, FillOptions):
        parts = (len(block.options.columns), len(block.options.rows))
    return block.kind, len(block.inside), parts
