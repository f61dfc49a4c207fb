"""The head of a guide: the facts between two lines `---`, and what a page says without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from markdown_it.token import Token

from mentorkit.core.problems import Problem, Result, Severity, Span
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.front_matter import GuideFacts, PageFacts
from mentorkit.guides.guide_reader import guide_reader

_HEAD = re.compile(r"(?:[ ]*\n)*---[ ]*\n(.*?\n)?(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_NEARLY = re.compile(r"\s*(?:-{4,}|[–—]+|[ \t]+---|--)[ ]*\n(?=\w+:)")
"""A line that its author took for the beginning of a head."""
_ELSEWHERE = frozenset((
    "aliases", "author", "authors", "categories", "category", "comments", "created", "date", "description",
    "draft", "hidden", "hide", "id", "image", "keywords", "lang", "lastmod", "layout", "nav_order", "parent",
    "permalink", "private", "publish", "published", "sidebar_label", "sidebar_position", "slug", "tags",
    "template", "toc", "type", "updated", "url", "version", "weight",
))  # fmt: skip
"""Names in the heads of texts that other tools read."""
_NO, _YES = ("no", "false", "off"), ("yes", "true", "on")
_HIDES = {"draft": _YES, "hidden": _YES, "private": _YES, "publish": _NO, "published": _NO}
"""Values with which other tools leave a text out."""
_SENTENCE = re.compile(r"(.+?[.!?…][\"'”’)]*)(?=\s+[^a-z\s]|\s*$)")
_OWN_ANCHOR = re.compile(r"\s*\{[#.:][^{}]*\}$")
"""An anchor behind a heading, as other tools read it."""
_LONGEST = 300
"""Letters of a summary that is taken from the text."""


class Parts(NamedTuple):
    """A guide's text in its two parts. `head` is None where it cannot be read."""

    head: Located | None
    body: str
    body_line: int


def read_head(text: str, kind: type[GuideFacts], file: str, id_: str) -> Result[Parts]:
    """Part a guide's text and read its head, without what other tools read there.

    A page need not have one: its title is then its first heading, and its summary its first sentence.
    """
    is_page = issubclass(kind, PageFacts)
    found = _HEAD.match(text)
    if found is None and (not is_page or text.startswith(("---", "+++")) or _NEARLY.match(text)):
        return Result(Parts(None, "", 1), (_no_head(text, file),))
    body, body_line = (text[found.end() :], found[0].count("\n") + 1) if found else (text, 1)
    first_line = text[: found.start(1)].count("\n") + 1 if found and found[1] else 1
    head, problems = _mapping(found[1] or "" if found else "", file, first_line)
    if head is None:
        return Result(Parts(None, body, body_line), problems)
    kept, passed = _own(head, kind)
    problems = (*problems, *passed)
    if is_page:
        body, taken = _with_title(kept, body, file, id_)
        problems = (*problems, *taken)
    return Result(Parts(kept, body, body_line), problems)


def head_place(text: str) -> tuple[int, int, int] | None:
    """Where the facts of a guide begin and end in its text, and where its body begins; None where there are no such lines."""
    found = _HEAD.match(text)
    if found is None:
        return None
    begin, end = found.span(1) if found[1] is not None else (found.start() + found[0].index("---") + 4,) * 2
    return begin, end, found.end()


def _no_head(text: str, file: str) -> Problem:
    if _NEARLY.match(text):
        message, hint = (
            "the facts at the top begin with another line than `---`",
            "write three hyphens, at the left edge",
        )
    elif text.lstrip("\n").startswith("---"):
        message, hint = "the facts at the top of this guide are not closed", "put a line `---` below the last of them"
    elif text.startswith("+++"):
        message, hint = "the facts at the top are not in YAML", "write `title: …` instead, between two lines `---`"
    else:
        message = "this guide does not begin with its facts"
        hint = "begin with a line `---`, then `title: …`, `summary: …`, and another `---`"
    return Problem("front-matter", message, Span(file, 1, 1), hint)


def _mapping(text: str, file: str, first_line: int) -> Result[Located | None]:
    if text.strip():
        return read_mapping(text, file, first_line=first_line)
    empty = Located()
    empty.place = Place(Span(file, 1, 1))
    return Result(empty)


def _own(head: Located, kind: type[GuideFacts]) -> Result[Located]:
    """The head without names of other tools, and one note that says which these were.

    On a page that is any name that is not nearly one of its own.
    """
    known = kind.names()
    strange = [name for name in head if name not in known]
    passed = [name for name in strange if name in _ELSEWHERE]
    if issubclass(kind, PageFacts):
        passed = [n for n in strange if n in _ELSEWHERE or not get_close_matches(n.lower(), known, n=1, cutoff=0.75)]
    kept = Located({name: value for name, value in head.items() if name not in passed})
    kept.place = head.place
    return Result(kept, tuple(_passed_over(head, passed)))


def _passed_over(head: Located, names: list[str]) -> Iterator[Problem]:
    for name in [name for name in names if str(head[name]).strip().lower() in _HIDES.get(name, ())]:
        message = f"`{name}: {head[name]}` hides nothing here: people would read this"
        hint = "move the file out of its folder until it is ready, or delete this line"
        yield Problem("front-matter", message, head.place.keys[name], hint, Severity.WARNING)
        names = [other for other in names if other != name]
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        message = f"other tools read {listed}; nothing is made of {'it' if len(names) == 1 else 'them'} here"
        yield Problem("front-matter", message, head.place.keys[names[0]], "", Severity.NOTE)


def _with_title(head: Located, body: str, file: str, id_: str) -> Result[str]:
    """The body without a heading at its top that says the title; the head gets what it lacks, which is a note."""
    lines, tokens = body.split("\n"), guide_reader().parse(body)
    heading = next((number for number, token in enumerate(tokens) if token.type == "heading_open"), None)
    said = _OWN_ANCHOR.sub("", _words(tokens[heading + 1])) if heading is not None else ""
    taken = []
    if not head.get("title"):
        head["title"] = said or as_words(id_.rpartition("/")[2])
        taken.append(f'the title "{head["title"]}" is {"the first heading" if said else "the name of the file"}')
    if heading == 0 and said == head["title"]:
        first, after = tokens[0].map or (0, 0)
        lines[first:after] = [""] * (after - first)
    if not head.get("summary"):
        sentence = _first_sentence(tokens)
        head["summary"] = sentence or head["title"]
        taken.append(f"the summary is the {'first sentence' if sentence else 'title'}")
    if not taken:
        return Result("\n".join(lines))
    hint = "write `title` and `summary` at the top, between two lines `---`, to say it in other words"
    note = Problem("front-matter", " and ".join(taken), Span(file, 1, 1), hint, Severity.NOTE)
    return Result("\n".join(lines), (note,))


def _first_sentence(tokens: list[Token]) -> str:
    """The words of the first sentence of the first paragraph that stands in nothing else."""
    paragraphs = (
        tokens[number + 1] for number, one in enumerate(tokens) if one.type == "paragraph_open" and not one.level
    )
    words = next(filter(None, map(_words, paragraphs)), "")
    sentence = _SENTENCE.match(words)
    said = sentence[1] if sentence else words
    return said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _words(inline: Token) -> str:
    """The words of a line of Markdown, without its marks."""
    parts = (" " if one.type in ("softbreak", "hardbreak") else one.content for one in inline.children or ())
    return " ".join("".join(parts).split())


def as_words(name: str) -> str:
    """The name of a file or folder as a title, without the number that orders it: `02-first-week` is First week."""
    words = re.sub(r"^\d+-(?=.)", "", name).replace("-", " ")
    return words[:1].upper() + words[1:]
