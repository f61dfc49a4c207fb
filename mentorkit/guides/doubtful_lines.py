"""Lines of a text that are read as something else than they look like, or not at all: each with a way out.

`doubtful_marks` has the marks inside paragraphs; here are lists that are none, rows that are cut, and what is shown nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, takewhile
from typing import Any, NamedTuple

from markdown_it.token import Token

from mentorkit.core.commonmark import CodeFences
from mentorkit.core.problems import shortened
from mentorkit.core.yaml_syntax import BULLETS

BULLET = re.compile(rf"^\s*[{BULLETS}]")
_LIST_MARKS = (
    re.compile(r"^\s*([–—‐‑−])\s"),
    re.compile(r"^\s*([-*+])(?=[^\W\d_])"),
    re.compile(r"^\s*(\d{1,2}[.)])(?=[^\W\d_])"),
    re.compile(r"^\s*([A-Za-z][.)]|[ivx]{2,4}[.)]|\([A-Za-z\d]{1,2}\)) "),
    re.compile(r"^\s*(\[[ xX]?\])\s"),
    re.compile(r"^\s*([\u2190-\u21ff\u2500-\u27bf\u2900-\u2bff\U0001f000-\U0001faff])\ufe0f?\s"),
    re.compile(r"^\s*(§|o)\t"),
)
"""Signs that other tools begin entries with. One alone may be a part of a sentence: two lines in a row are a list."""
_NAMED = re.compile(r"^\s*[A-Z\u00c0-\u00de][^\W\d_]*(?: [^\W\d_]+)?: \S")
"""A line such as `Phone: 123`."""
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_UNDERLINE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*\|[\s|:-]*$")
_CELLS = re.compile(r"\S\t+\S")
"""Cells as spreadsheets copy them."""
_MORE_THAN = re.compile(r"^\s*(?:[-*+] |\d+[.)] )*\s*>\s?(?!\d+[.)]\s)[€$£]?\d[\d.,]*(?:\s?[%€$£]|\s|$)")
_NOTE = re.compile(r"^[ >]*\[\^([^\[\]\s]+)\]:")
_SENTENCE = re.compile(r"[.:;!?…]$")


class Doubtful(NamedTuple):
    """A doubt about a line: its number from 0, what is said, the way out, and whether something is lost."""

    line: int
    said: str
    hint: str
    lost: bool = False


MAYBE = re.compile(
    rf"\||\]:|\[\s*\]\(|^[ ]*(?:[{BULLETS}–—‐‑−§]|[-*+][^\W\d_]|\d+[.)][^\W\d_]|\(?[A-Za-z\d]{{1,4}}[.)]|\[|o\t|[\u2190-\u2bff\U0001f000-\U0001faff])"
    r"|^.*>\s?[\d€$£]|^[ >]*(?:-+|=+)[ ]*$|^[^:\n]{1,40}: \S|^[ >]*#+[ #]*$|\S\t+\S",
    re.MULTILINE,
)
"""Texts in which something of the kind can stand."""


def doubtful_lines(tokens: Sequence[Token], named: Mapping[str, Any], lines: Sequence[str]) -> Iterator[Doubtful]:
    """Doubts about the lines of a text, given its tokens and the addresses that it names."""
    for number, token in enumerate(tokens):
        if token.type == "tr_open" and token.map and token.meta.get("beyond"):
            yield _beyond(token.map[0], token.meta["beyond"])
        elif token.type == "heading_open" and token.map:
            yield from _heading(token, tokens[number + 1])
        elif token.type == "blockquote_open" and token.map:
            first, after = token.map
            if after == first + 1 and _MORE_THAN.match(lines[first]):
                hint = "write “more than”, or \\> for the sign"
                yield Doubtful(first, "the sign > makes a quotation of this line, and is not shown", hint)
        elif token.type == "inline" and token.map and _has_wordless_link(token.children or ()):
            yield Doubtful(token.map[0], "this link has no words", "write [words](address)")
    yield from _unused(tokens, named, lines)
    yield from _again(lines)


def _beyond(line: int, cells: str) -> Doubtful:
    message = f'this row has more cells than the first one: "{shortened(cells)}" would be shown nowhere'
    return Doubtful(line, message, "give every row as many cells; write \\| for the sign itself", lost=True)


def _heading(head: Token, words: Token) -> Iterator[Doubtful]:
    first, after = head.map or (0, 1)
    if not words.content.strip():
        yield Doubtful(first, "this heading has no words", "write some behind its #, or take the line out")
    elif head.markup in ("-", "=") and ("\n" in words.content or _SENTENCE.search(words.content)):
        message = f"this line makes a heading of the text above it: {head.markup * 3} below a text underlines it"
        hint = "put an empty line above it for a rule; write ## in front of what is a heading"
        yield Doubtful(after - 1, message, hint)


def run_on(shown: Sequence[str], joined: Sequence[bool]) -> Iterator[Doubtful]:
    """Doubts about the lines of one paragraph, as they are `shown`: those that its reader joins and its author did not.

    `joined` says for each but the last whether the next one goes on with it.
    """
    bullet = next((number for number, line in enumerate(shown) if BULLET.match(line)), None)
    if bullet is not None:
        yield Doubtful(bullet, "a bullet begins no entry of a list", "begin each entry with `- `")
    elif any(map(_UNDERLINE.match, shown)) or (len(shown) > 1 and all(map(_ROW.match, shown))):
        message = "this is no table: its second line has to have a --- for each cell of the first"
        yield Doubtful(0, message, "write it as: | --- | --- |")
    elif len(shown) > 1 and all(map(_CELLS.search, shown)):
        message = "this is no table: tabs stand between its cells, and its rows run on as one"
        yield Doubtful(0, message, "write each row as | a | b |, and | --- | --- | as the second one")
    else:
        pairs = enumerate(zip(pairwise(shown), joined, strict=False))
        doubts = (_listed(number, *pair) for number, (pair, run) in pairs if run)
        yield from islice(filter(None, doubts), 1)


def _listed(number: int, one: str, other: str) -> Doubtful | None:
    """The doubt about two lines in a row that begin as entries of one list do."""
    for mark in _LIST_MARKS:
        begins = mark.match(one)
        if begins and mark.match(other):
            message = f'"{begins[1].strip()}" begins no entry of a list: these lines run on as one'
            return Doubtful(number, message, "begin each entry with `- `, or with 1. where they are numbered")
    if _NAMED.match(one) and _NAMED.match(other):
        hint = "make a list of them with `- `, or end each but the last with a backslash"
        return Doubtful(number, "these lines run on as one", hint)
    return None


def _has_wordless_link(tokens: Sequence[Token]) -> bool:
    """Return whether there is a link of which nothing is seen."""
    begun = [number for number, one in enumerate(tokens) if one.type == "link_open"]
    return any(
        all(one.type == "text" and not one.content.strip() for one in takewhile(_is_inside, tokens[number + 1 :]))
        for number in begun
    )


def _is_inside(token: Token) -> bool:
    return token.type != "link_close"


def _unused(tokens: Sequence[Token], named: Mapping[str, Any], lines: Sequence[str]) -> Iterator[Doubtful]:
    """Lines `[name]: address` of which nothing is seen, and those that say it for the second time."""
    references = named.get("references", {})
    if not references:
        return
    used = {str(one.attrs.get("href") or one.attrs.get("src")) for token in tokens for one in _all(token)}
    for one in references.values():
        if one["href"] not in used and one["href"].strip("#"):  # what leads nowhere is how comments are written
            yield _unshown(one["map"][0], lines, "nothing mentions it")
    for one in named.get("duplicate_refs", ()):
        if one["href"] != references[one["label"]]["href"]:
            yield _unshown(one["map"][0], lines, "its name has an address already")


def _again(lines: Sequence[str]) -> Iterator[Doubtful]:
    """Notes at the foot of a text that are written twice: the last counts."""
    fences, first = CodeFences(), dict[str, int]()
    for number, line in enumerate(lines):
        note = None if fences.hold(line) else _NOTE.match(line)
        if note and note[1] in first:
            yield _unshown(first[note[1]], lines, f"further down stands another [^{note[1]}]")
        elif note:
            first[note[1]] = number


def _unshown(line: int, lines: Sequence[str], why: str) -> Doubtful:
    message = f'"{shortened(lines[line].strip(" >"))}" is shown nowhere: {why}'
    return Doubtful(line, message, "take it out; or put a \\ in front of its bracket to show it", lost=True)


def _all(token: Token) -> Iterator[Token]:
    for child in token.children or ():
        yield child
        yield from _all(child)
