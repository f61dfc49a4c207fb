"""The reader of guides: Markdown with blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from mentorkit.core.commonmark import INTERRUPTS, closing_line, new_reader, read_inside, reader, source_line
from mentorkit.core.yaml_source import read_mapping
from mentorkit.guides.blocks import FENCE, OPTION, SHAPES, options_as_yaml

BLOCK = "guide_block"
"""Tokens of blocks are called `guide_block_open` and `guide_block_close`; `meta` says which, with its options."""


@cache
def guide_reader(*, html: bool = False) -> MarkdownIt:
    """The reader; with `html`, HTML is let through."""
    md = new_reader(html=html)
    md.block.ruler.before("fence", BLOCK, _guide_block, INTERRUPTS)
    return md


@lru_cache(maxsize=2000)
def read_tokens(text: str, *, html: bool = False) -> tuple[list[Token], dict[str, Any]]:
    """The tokens of a text, and the addresses and notes that it gives names to. Many ask for them: nobody changes them."""
    named: dict[str, Any] = {}
    return guide_reader(html=html).parse(text, named), named


def read_line(text: str) -> list[Token]:
    """The tokens of a text on one line, inside the one that holds them."""
    tokens: list[Token] = reader().parseInline(text)
    return tokens


def words_of(tokens: Iterable[Token]) -> str:
    """The words of some tokens, without marks."""
    return "".join(words_of(one.children) if one.children else one.content for one in tokens)


def _guide_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read a block of a guide, `/// prompt | What now?`, its options, and what stands inside."""
    begin = FENCE.match(source_line(state, first)) if state.src[state.bMarks[first]] == "/" else None
    if begin is None or begin["kind"] not in SHAPES or state.blkIndent:
        return False
    if silent:
        return True
    end = closing_line(state, first + 1, last, re.compile(re.escape(begin["slashes"]) + r"[ ]*$"))
    text = first + 1
    while text < end and OPTION.match(source_line(state, text)):
        text += 1
    written = options_as_yaml(source_line(state, number) for number in range(first + 1, text))
    options = dict(_options(written)) if written else {}
    token = state.push(f"{BLOCK}_open", "div", 1)
    token.map = [first, end]
    token.meta = {"kind": begin["kind"], "argument": begin["argument"] or "", "options": options}
    argument = state.push("inline", "", 0)
    argument.content, argument.map, argument.children = begin["argument"] or "", [first, first + 1], []
    argument.meta = {"argument": True}
    read_inside(state, text, end, BLOCK)
    return True


@lru_cache(maxsize=5000)
def _options(written: str) -> Mapping[str, Any]:
    """The options of a block; the same few lines stand below most blocks of a kind."""
    return read_mapping(written, "").value or {}
