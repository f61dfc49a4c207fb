"""Marks of a text that its reader shows as they are typed, and that were meant as something: each with a way out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from markdown_it.token import Token

from mentorkit.core.commonmark import whole_address
from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.guides.doubtful_lines import MAYBE, doubtful_lines, run_on
from mentorkit.guides.guide_reader import read_tokens

_RULE = "markdown"
_ESCAPED = "\0"
"""Stands for what is code, or was escaped."""


class _Doubt(NamedTuple):
    """A mark, what is said of it (`{}` is what was typed), and a way out."""

    mark: re.Pattern[str]
    said: str
    hint: str


_DOUBTS = (
    _Doubt(re.compile(r"\[\[[^\[\]]+\]\]"), '"{}" is no link here', "write it as [words](page.md)"),
    _Doubt(
        re.compile(r"!?\[[^\[\]^]+\]\[[^\[\]]*\]"),
        'nothing says where "{}" leads to',
        "add a line of its own below the paragraph: [name]: https://…",
    ),
    _Doubt(
        re.compile(r"\[\^[^\[\]\s]+\]:?"), 'there is no note for "{}"', "add a line of its own below it: [^1]: the note"
    ),
    _Doubt(
        re.compile(r"!?\[[^\[\]\n]*\]\([^()\n]*\)?|\[[^\[\]\n]+\] \((?:\0|[^()\s]+\.md(?:#[^()\s]*)?|#[^()\s]+)\)"),
        "this is no link, and is shown as it is typed",
        "write it as [words](address), without a space between the two; an address with spaces as [words](<the address>)",
    ),
    _Doubt(
        re.compile(r"\([^()\n]+\)\[(?:\0|[^\[\]\s]+\.md(?:#[^\[\]\s]*)?|#[^\[\]\s]+)\]"),
        "this is no link: its brackets are the wrong way round",
        "write it as [words](address)",
    ),
    _Doubt(re.compile(r"\^\[[^\[\]\n]+\]"), '"{}" is no note here', "write [^1] here, and on a line of its own below: [^1]: the note"),
    _Doubt(
        re.compile(r"%%.*?%%|^\s*%%|\{(?:>>|\+\+|--).*?(?:\}|$)"),
        '"{}" is a comment or a change of another tool: people would read it',
        "take it out, or write <!-- so --> what nobody is to read",
    ),
    _Doubt(
        re.compile(r"\{%.*?(?:%\}|$)|^\s*\[toc\]\s*$|^\s*\\(?:newpage|pagebreak|clearpage)\b"),
        '"{}" is shown as it is typed: it is a mark of another tool',
        "take it out: pages get their contents and their breaks by themselves",
    ),
    _Doubt(
        re.compile(r"^\s*\[![\w-]+\]"),
        '"{}" begins no note here',
        "write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] behind the >",
    ),
    _Doubt(
        re.compile(r"(?<!\w)(\+\+|\^\^|\|\|)(?=\S)[^+^|\n]+?(?<=\S)\1(?!\w)|(?<=\s)\^[a-z0-9-]{4,}\s*$"),
        '"{}" is shown as it is typed: it is a mark of another tool',
        "write **bold**, *italic*, ==marked== or `code`",
    ),
    _Doubt(re.compile(r"<(?:https?:|mailto:|tel:)[^<>\n]*>"), "this is no link, and is shown as it is typed", "take the spaces out of the address, or write [words](<address>)"),
    _Doubt(re.compile(r"^\s*#{7,}(?=\s)"), '"{}" begins no heading: there are six levels', "take out some of the signs"),
    _Doubt(
        re.compile(r"(?<![\w*])\*\* +[^\W\d_][^*\n]*?[^\W\d_][.:!?]? +\*\*(?![\w*])"),
        '"{}" marks nothing, and is shown as it is typed',
        "take out the spaces inside: **so**",
    ),
    _Doubt(
        re.compile(r"^\s*#{1,6}(?=[^\W\d_])"), "this is no heading: a space is missing behind its #", "put a space behind it; or write \\# for the sign"
    ),
    _Doubt(
        re.compile(r"^\s*(?::::|!!!|\?\?\?).*[A-Za-z].*"),
        "this begins no note",
        "write `!!! note` with its text below, indented by four spaces; or `:::note`, the text, and `:::`",
    ),
    _Doubt(
        re.compile(r"(?:\*\*|~~|==)(?=\S)|(?<=\S)(?:\*\*|~~|==)|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)"),
        'this "{}" marks nothing, and is shown as it is typed',
        "put one right in front of the first word and one right behind the last, in the same paragraph",
    ),
    _Doubt(
        re.compile(r"\b(?:TODO|TBD|TBC|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|^\s*(?:\?{2,}|…|\.{3}|xxx+)\s*$"),
        '"{}" says that something is missing, and people would read it',
        "write it now; or write TO FILL IN, which is told until it is done and goes live nowhere",
    ),
    _Doubt(
        re.compile(r"<!--"), "this comment is never closed, and is shown as it is typed", "put --> behind it"
    ),
)  # fmt: skip
_HTML = _Doubt(
    re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>"),
    '"{}" is shown as it is typed: texts are Markdown, not HTML',
    "write **bold**, *italic*, lists with a hyphen, or `code` to show the tag itself",
)
_NUMBER = _Doubt(
    re.compile(r"^\s*\d{1,2}[.)](?=\s)"),
    '"{}" begins no list here: it goes on with the sentence in front of it',
    "put an empty line before it, or begin the list with 1.",
)
_MAYBE = re.compile(
    r"\[\[|\][\[(]|\] \(|\)\[|\[[\^!]|\^\[|<|\*\*|__|~~|==|%|\{[>+-]|\+\+|\^\^|\|\||\s\^|:[a-z]\w+[:-]|^[ >]*(?:#|:::|!!!|\?\?\?|\[|\\)"
    r"|TODO|TB[DC]|FIXME|XXX|orem ipsum|^\s*(?:\?\?|…|\.{3}|xxx)|\n\s*\d{1,2}[.)]\s",
    re.MULTILINE,
)
_SHORT_CODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-")


def doubtful_marks(text: str, file: str, first_line: int = 1, *, html: bool = False) -> Iterator[Problem]:
    """Warnings of marks in a text that are shown as they are typed; `html` where the workspace lets HTML through."""
    if not _MAYBE.search(text) and not MAYBE.search(text):
        return
    for problem in _of_text(text, html=html):
        yield replace(problem, at=replace(problem.at, file=file, line=problem.at.line + first_line - 1))


@lru_cache(maxsize=2048)  # the guides of the stock are the same for every client
def _of_text(text: str, *, html: bool) -> tuple[Problem, ...]:
    """The warnings of a text that begins in the first line of a file without a name."""
    return tuple(_doubts(text, html=html))


def _doubts(text: str, *, html: bool) -> Iterator[Problem]:
    lines, (tokens, found) = text.split("\n"), read_tokens(text, html=html)
    for token in tokens:
        if token.type == "inline" and token.map:
            yield from _of_paragraph(token, lines, html=html)
        elif token.type == "note_open" and token.map and token.meta.get("open"):
            at = Span("", 1 + token.map[0], 1)
            yield Problem(
                _RULE, "this note is never closed", at, "put ::: on a line of its own after it", Severity.WARNING
            )
    for line, said, hint, lost in doubtful_lines(tokens, found, lines):
        severity = Severity.ERROR if lost else Severity.WARNING
        yield Problem(_RULE, said, Span("", 1 + line, 1), hint, severity)
    for name, number in found.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            mark = f"[^{name[1:]}]:"
            line = next((row for row, one in enumerate(lines) if mark in one), 0)
            message = f'the note "[^{name[1:]}]" is shown nowhere: nothing mentions it'
            hint = f"write [^{name[1:]}] where it belongs, or take it away"
            yield Problem(_RULE, message, Span("", 1 + line, 1), hint, Severity.WARNING)


def _of_paragraph(token: Token, lines: list[str], *, html: bool) -> Iterator[Problem]:
    first, _ = token.map or (0, 0)
    doubts = (*_DOUBTS, *(() if html else (_HTML,)))
    written = _shown(token.children or ()).split("\n")
    for line, said, hint, _ in run_on(written, _joined(token.children or ())):
        source = lines[first + line] if first + line < len(lines) else ""
        at = Span("", 1 + first + line, len(source) - len(source.lstrip()) + 1)
        yield Problem(_RULE, said, at, hint, Severity.WARNING)
    for number, shown in enumerate(written):
        source = lines[first + number] if first + number < len(lines) else ""
        found = [(doubt, match[0]) for doubt in doubts if (match := doubt.mark.search(shown))]
        found += [(_NUMBER, match[0])] if number and (match := _NUMBER.mark.search(shown)) else []
        found += [(doubt, code[0]) for code in _SHORT_CODE.finditer(shown) if (doubt := _of_code(code[0]))]
        for doubt, typed in found:
            begun = typed.strip().split(_ESCAPED)[0]
            at = Span("", 1 + first + number, max(source.find(begun), 0) + 1)
            yield Problem(_RULE, doubt.said.format(typed.strip()), at, doubt.hint, Severity.WARNING)


def _joined(tokens: Iterable[Token]) -> list[bool]:
    """For each line of a paragraph but the last, whether the next one goes on with it."""
    return [one.type == "softbreak" for one in tokens if one.type.endswith("break") and not one.markup.startswith("<")]


def _shown(tokens: Iterable[Token]) -> str:
    """The text of a paragraph, line for line as it was written, without what its reader took for marks."""
    parts, address = list[str](), None
    for token in tokens:
        address = token.attrs.get("href") if token.type == "link_open" else address
        if token.type in ("softbreak", "hardbreak"):
            parts.append("" if token.markup.startswith("<") else "\n")
        elif token.type == "text" and address == whole_address(token.content):
            parts.append(_ESCAPED)
        elif token.type == "text" or (token.type == "text_special" and len(token.content) > 1):  # \n is no escape
            parts.append(token.content)
        elif token.nesting == 0:
            parts.append(_ESCAPED)
    return "".join(parts)


def _of_code(code: str) -> _Doubt | None:
    """The doubt about a short code between colons; none where no other tool knows it."""
    if sign := _sign(code):
        return _Doubt(_SHORT_CODE, '"{}" is shown as it is typed', f"put the sign itself: {sign}")
    return _Doubt(_SHORT_CODE, '"{}" is shown as it is typed', "take it out") if _ICON.match(code) else None


def _sign(code: str) -> str:
    """The sign that other tools show for a short code; empty where there is none."""
    from pymdownx.gemoji_db import aliases, emoji  # a long list, of which most texts need nothing

    entry = emoji.get(aliases.get(code, code))
    return "".join(chr(int(part, 16)) for part in entry["unicode"].split("-")) if entry else ""
