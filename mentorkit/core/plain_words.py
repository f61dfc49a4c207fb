"""The words of a Markdown text, for where marks cannot be shown: calendars, titles, lists of files, tables of spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it.token import Token

from mentorkit.core.commonmark import reader, whole_address

_LINE_MARKED = re.compile(r"[*_`\[<&\\~^]|==")
_MARKED = re.compile(r"[*_`\[\]<>&\\~=^|#!:]|^ *(?:[-+]|\d+[.)]) |^ {4}|\n", re.MULTILINE)
_SPACE = re.compile(r"[^\S\n]+")


@lru_cache(maxsize=5000)
def words_of_line(text: str) -> str:
    """The words of a text on one line, without the addresses of its links."""
    if not _LINE_MARKED.search(text):
        return text
    tokens = reader().parseInline(text)[0].children or []
    return " ".join(_said(tokens, addresses=False).split())


@lru_cache(maxsize=5000)
def words_of_text(text: str) -> str:
    """The words of a text: paragraphs apart, its lists with a hyphen or a number, the address of a link behind its words."""
    if not _MARKED.search(text):
        return text
    page = _Page()
    for token in reader().parse(text):
        page.take(token)
    return "\n".join(page.lines).strip("\n")


@dataclass(slots=True)
class _Page:
    """The lines of a text so far. `lists` are those that are open, the innermost last, each with the mark of its next item."""

    lines: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    mark: str = ""
    """The mark of an item whose first words are still to come."""
    cells: list[str] | None = None

    def take(self, token: Token) -> None:
        """Add what a token says."""
        handler = getattr(self, f"_{token.type}", None)
        if handler:
            handler(token)

    def _bullet_list_open(self, token: Token) -> None:
        self.lists.append("-")

    def _ordered_list_open(self, token: Token) -> None:
        self.lists.append(f"{token.attrs.get('start', 1)}.")

    def _bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self.mark, number = f"{self.lists[-1]} ", self.lists[-1].rstrip(".")
        self.lists[-1] = f"{int(number) + 1}." if number.isdigit() else "-"

    def _tr_open(self, token: Token) -> None:
        self.cells = []

    def _tr_close(self, token: Token) -> None:
        row, self.cells = " | ".join(self.cells or ()), None
        self._say(row)

    def _paragraph_open(self, token: Token) -> None:
        if not token.hidden and not self.lists and not self.mark and self.lines:
            self.lines.append("")

    _heading_open = _paragraph_open

    def _footnote_open(self, token: Token) -> None:
        self.mark = f"[{token.meta['id'] + 1}] "

    def _note_open(self, token: Token) -> None:
        if token.meta["title"]:
            self._say(words_of_line(token.meta["title"]))

    def _fence(self, token: Token) -> None:
        self._say(token.content.rstrip("\n"))

    def _inline(self, token: Token) -> None:
        said = _said(token.children or (), addresses=True)
        if self.cells is not None:
            self.cells.append(said)
        else:
            self._say(said)

    def _say(self, text: str) -> None:
        if not text:  # all of it was struck out
            self.mark = ""
            return
        indent = "  " * max(len(self.lists) - 1, 0)
        for line in text.split("\n"):
            self.lines.append(f"{indent}{self.mark}{line}".rstrip())
            self.mark = " " * len(self.mark)
        self.mark = ""


def _said(tokens: Iterable[Token], *, addresses: bool) -> str:
    """The words of a paragraph. What is struck out is no longer said."""
    said, links, struck = list[str](), list[tuple[str, int]](), 0
    for token in tokens:
        struck += token.nesting if token.tag == "s" else 0
        if struck:
            continue
        if token.type == "link_open":
            links.append((str(token.attrs["href"]), len(said)))
        elif token.type == "link_close":
            address, start = links.pop()
            words, short = "".join(said[start:]), address.removeprefix("mailto:").removeprefix("tel:")
            said += (
                [f" ({short})"] if addresses and address not in (words, f"tel:{words}", whole_address(words)) else []
            )
        else:
            said.append(_word(token, addresses=addresses))
    return _SPACE.sub(" ", "".join(said)).strip(" ")


def _word(token: Token, *, addresses: bool) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n" if token.type == "hardbreak" and addresses else " "
    if token.type == "footnote_ref":
        return f" [{token.meta['id'] + 1}]"
    return _said(token.children, addresses=False) if token.children else token.content
