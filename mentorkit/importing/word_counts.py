"""The words of a text before and after it was turned into a guide: none may be lost on the way that was not left out on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from mentorkit.definition.base import Authored
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.blocks import Block
from mentorkit.guides.guide_reader import read_line, read_tokens
from mentorkit.importing.left_out import words_in

_SETTINGS = frozenset(
    {"lines", "minutes", "from_", "to", "height", "figure", "for_", "was", "essential", "choice", "each_session"}
)
"""Options of blocks that no reader reads as words."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many words a text had, how many its guide has, and what is not the same."""

    before: int
    after: int
    lost: tuple[str, ...] = ()
    """Words that are no longer there, each as often as it is missing."""

    def __str__(self) -> str:
        """`1,240 words in the document, 1,240 in the guide`."""
        said = f"{self.before:,} words in the document, {self.after:,} of them in the guide"
        return f"{said}; lost: {', '.join(self.lost[:12])}{' …' if len(self.lost) > 12 else ''}" if self.lost else said


def compared(before: Counter[str], missed: Counter[str], after: Counter[str]) -> WordCount:
    """Compare the words of a text, without those that were left out on purpose, with those of its guide."""
    wanted = before - missed
    lost = wanted - after
    return WordCount(wanted.total(), (wanted & after).total(), tuple(sorted(lost.elements())))


def words_of_guide(body: str, facts: GuideFacts, blocks: Iterable[Block]) -> Counter[str]:
    """The words that readers of a guide get to read, without those that are still to be written."""
    tokens, _ = read_tokens(body)
    said = [*_of_tokens(tokens), *_of_facts(facts)]
    for block in blocks:
        for inner in block.walk():
            said += _values(inner.options)
    return Counter(words_in(" \n ".join(said)))


def _of_facts(facts: GuideFacts) -> Iterator[str]:
    for name in ("title", "summary", "topic", "outcomes", "materials", "preparation"):
        value = getattr(facts, name, None)
        yield from map(str, value if isinstance(value, tuple) else [value] if value else [])


def _values(options: Authored) -> Iterator[str]:
    for name, value in options:
        if name not in _SETTINGS:
            yield from (one for one in (value if isinstance(value, tuple) else [value]) if isinstance(one, str))


def _of_line(text: str) -> Iterator[str]:
    yield "".join(_said(read_line(text)[0].children or ()))


def _of_tokens(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline" and not token.meta.get("argument"):
            yield "".join(_said(token.children or ()))
        elif token.type == "inline":
            yield from _of_line(token.content)
        elif token.type == "note_open" and token.meta.get("title"):
            yield from _of_line(token.meta["title"])
        elif token.type == "fence":
            yield token.content


def _said(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield f" {token.attrs['title']} " if token.attrs.get("title") else ""
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.children:
            yield from _said(token.children)
        elif not token.type.startswith("footnote"):
            yield token.content
