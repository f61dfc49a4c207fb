"""The headings of a text on levels that follow each other, below the title that it stands under."""

from __future__ import annotations

import re

from markdown_it.token import Token

from mentorkit.guides.guide_reader import read_tokens

_MAYBE = re.compile(r"^ {0,3}(#|=+ *$|-+ *$)", re.MULTILINE)
_DEEPEST = 6


def levelled(text: str, *, top: int, title: str = "") -> str:
    """The same text, line for line, whose highest heading is on level `top`, and in which none skips a level.

    A first heading that says the `title` again is left out.
    """
    if not _MAYBE.search(text):
        return text
    lines, tokens = text.split("\n"), read_tokens(text)[0]
    heads = [(token, tokens[number + 1]) for number, token in enumerate(tokens) if token.type == "heading_open"]
    if heads and title and tokens[0] is heads[0][0] and _alike(heads[0][1].content, title):
        _leave_out(lines, heads.pop(0)[0])
    highest, before = min((int(head.tag[1]) for head, _ in heads), default=top), top - 1
    for head, words in heads:
        before = min(int(head.tag[1]) - highest + top, before + 1, _DEEPEST)
        if int(head.tag[1]) != before:
            _write(lines, head, words.content, before)
    return "\n".join(lines)


def _alike(heading: str, title: str) -> bool:
    return heading.strip(" #*_").casefold() == title.strip().casefold()


def _leave_out(lines: list[str], head: Token) -> None:
    first, after = head.map or (0, 0)
    lines[first:after] = [""] * (after - first)


def _write(lines: list[str], head: Token, words: str, level: int) -> None:
    """Write a heading on another level; one that is underlined gets its marks in front of it."""
    first = (head.map or [0])[0]
    before = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    quoted = re.match(r"[ >]*", lines[first])
    front = quoted[0] if quoted and ">" in quoted[0] else before
    _leave_out(lines, head)
    lines[first] = f"{front}{'#' * level} {' '.join(words.split())}"
