"""The links and pictures of a text, as its reader finds them, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from mentorkit.core.problems import Span
from mentorkit.guides.guide_reader import read_line, read_tokens, words_of

_MAYBE = re.compile(r"\]|<\w|://|@")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\w+|\w+);")
"""Letters that stand in an address otherwise than they are meant."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text points at (a link, a picture, a placeholder), and where it says so."""

    target: str
    at: Span
    picture: bool = False
    says: str = ""
    """The words for a picture."""


def links(text: str, file: str, first_line: int = 1) -> tuple[Mention, ...]:
    """Every link and picture of a Markdown text, also those whose address stands elsewhere, by its name."""
    return _links(text, file, first_line) if _MAYBE.search(text) else ()


@lru_cache(maxsize=1000)
def _links(text: str, file: str, first_line: int) -> tuple[Mention, ...]:
    lines, (tokens, named) = text.split("\n"), read_tokens(text)
    mentions = [*_of_tokens(tokens, lines, file, first_line)]
    shown = {one.target for one in mentions if one.picture}
    for one in named.get("references", {}).values():
        if one["href"] in shown:
            continue
        first, last = one["map"]
        written = "\n".join(lines[first:last])
        at = _span(written, _column(written, one["href"]), file, first_line + first)
        mentions.append(Mention(one["href"], at))
    return tuple(dict.fromkeys(mentions))


def _of_tokens(tokens: Iterable[Token], lines: list[str], file: str, first_line: int) -> Iterator[Mention]:
    for token in tokens:
        inside = _inside(token)
        if not inside or not token.map:
            continue
        first, last = token.map
        written, start = "\n".join(lines[first:last]), 0
        for picture, target, says in _targets(inside):
            column = _column(written, target, start, "![" if picture else "[")
            start = column + 1
            yield Mention(target, _span(written, column, file, first_line + first), picture, says)


def _inside(token: Token) -> list[Token]:
    """The tokens of the words of a paragraph, of the argument of a block, or of the title of a note."""
    if token.type == "note_open" or token.meta.get("argument"):
        return read_line(token.meta.get("title") or token.content)[0].children or []
    return token.children or []


def _targets(tokens: Iterable[Token]) -> Iterator[tuple[bool, str, str]]:
    """Every link and picture of a paragraph: whether it is a picture, its address, and the words for it."""
    for token in tokens:
        if token.type == "image":
            yield True, str(token.attrs["src"]), words_of(token.children or ())
        elif token.type == "link_open":
            yield False, str(token.attrs["href"]), ""


def _column(written: str, target: str, start: int = 0, mark: str = "[") -> int:
    """Where an address begins in a text, behind `start` letters.

    Where it is written with escapes, or stands elsewhere, this is the next letter that can begin a link.
    """
    for meant in (target, target.removeprefix("mailto:"), target.removeprefix("https://")):
        if (column := written.find(meant, start)) >= 0:
            return column
    plainly = _ESCAPE.sub(lambda one: (one[1] or " ").ljust(len(one[0])), written)
    return max(plainly.find(target, start), plainly.find(mark, start), 0)


def _span(written: str, column: int, file: str, first_line: int) -> Span:
    before = written[:column]
    return Span(file, first_line + before.count("\n"), column - before.rfind("\n"))
