"""Words as Markdown that shows exactly these words, with no more signs of escape than are needed to read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mentorkit.core.commonmark import new_reader
from mentorkit.core.problems import INVISIBLE
from mentorkit.core.yaml_syntax import BULLETS
from mentorkit.language.placeholders import MEANT_AS_PLACEHOLDER, NAMES

_UNSEEN = re.compile(f"{INVISIBLE.pattern}|[\u00ad\u200b\u2060\u202a-\u202e]")
_ADDRESS = re.compile(r"((?:https?://|\bwww\.(?=[\w-]+\.\w))[^\s<>\[\]`*\\|\"{}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_MARKS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|[`*]|__+|(?<![^\W_])_(?=[^\W_])|(?<=[^\W_])_(?![^\W_])|<(?=[A-Za-z/!?])|\[(?=[\[^!])|\](?=[\[(:]| \()"
    r"|(?<!\S)#(?=#*\w)|(?<!\S)[:!?](?=([:!?])\1)|(?<=\s)\^(?=\w)|\)(?=\[)|==?(?==)|(?<==)=|\{(?=[{%#.:>+-])|(?<=\{)\{|&(?=#?\w+;)|%(?=%)|(?<!\+)\+(?=\+\S)|\|(?=\|)|(?<!\w):(?=[a-z][\w+-]*:)"
)
_BEGINS = re.compile(
    r"([-+*](?=\s|$|[^\W\d_])|#+|>|=(?==*$)|-(?=-+$)|:(?=\s|::)|!(?=!!)|\?(?=\?\?)|/(?=//)|\||~(?=~~)|_(?=__+\s*$))|(\d{1,9})([.)])(?=\s|$)"
)
_BULLET = re.compile(rf"^[{BULLETS}]")
"""A sign that looks like that of an entry, and is none."""
_PLAIN_VALUE = re.compile(r"[^\W_](?:[^:#,\[\]{}\"'&*!|>%@`?\n\\]*[^\s:#,\[\]{}\"'&*!|>%@`?\n\\])?")


def visible(text: str) -> str:
    """A text without what nobody sees: soft hyphens, marks of width nothing, turns of the reading direction, controls."""
    return _UNSEEN.sub("", text.replace("\u2011", "-").replace("\t", " "))


def without_placeholders(code: str) -> str:
    """Code without what would be taken for a placeholder of ours: there is no escape in code, so its brackets stand apart."""
    return MEANT_AS_PLACEHOLDER.sub(lambda one: one[0] if one[1].strip() in NAMES else f"{{ {{{one[1]}}} }}", code)


def escaped(text: str) -> str:
    """Words for the middle of a paragraph."""
    parts = _ADDRESS.split(visible(text))
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    made = _MARKS.sub(lambda one: "&amp;" if one[0] == "&" else "".join(f"\\{sign}" for sign in one[0]), text)
    for sign in "~^":
        if made.count(sign) > 1:
            made = re.sub(rf"(?<!\\)\{sign}", rf"\\{sign}", made)
    return made


def line_begun(line: str) -> str:
    """A line of a paragraph, which begins neither a list nor a heading nor anything else."""
    line = _BULLET.sub(lambda one: f"&#{ord(one[0])};", line.strip(" "), count=1)
    begins = _BEGINS.match(line)
    if not begins:
        return line
    if begins[2]:
        return f"{begins[2]}\\{line[len(begins[2]) :]}"
    return f"\\{line}"


def line_inside(line: str) -> str:
    """A line that begins behind other signs, such as those of a heading; what is a mark there too is none."""
    return line_begun(line) if line.lstrip()[:1] in f"#:!?>{BULLETS}" else line


def value(written: str | list[str]) -> str:
    """The value of an option or of a fact, as YAML on one line."""
    if isinstance(written, list):
        return f"[{', '.join(map(value, written))}]"
    return written if _PLAIN_VALUE.fullmatch(written) else json.dumps(written, ensure_ascii=False)


@cache
def _reader() -> MarkdownIt:
    return new_reader(html=False)


def shown_letters(markdown: str) -> str:
    """What a reader sees of a text, without its spaces: by this, a text that was written is compared with what was meant."""
    return "".join("".join(_seen(_reader().parse(markdown))).split())


def _seen(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "image" or token.type.startswith("footnote"):
            continue
        if token.children:
            yield from _seen(token.children)
        elif token.type != "inline":
            yield token.content
