"""Markdown to HTML, the one list of extensions, and the links and placeholders of a text.

Content is not code: a text may hold placeholders of a closed set, such as `{{ program.title }}`, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as etree

import markdown
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from markupsafe import Markup

from mentorkit.core.names import in_ascii
from mentorkit.core.problems import Span
from mentorkit.guides.blocks import map_outside_options
from mentorkit.language.placeholders import PLACEHOLDER

EXTENSIONS = ("attr_list", "def_list", "footnotes", "tables", "toc", "smarty", "sane_lists", "pymdownx.tasklist")
"""The extensions for every text, on the page and in print, besides `mentorkit.vocabulary`; `mkdocs.yml` names the same."""

_LINK = re.compile(r"(?<!\\)(!?)\[(?:(?!\n[ \t]*\n)[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)>\s]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s+<?(\S+?)>?\s*(?:\".*\")?$")
_PICTURE_BY_NAME = re.compile(r"(?<!\\)!\[[^\[\]]*\](?!\()")
_CODE_SPAN = re.compile(r"(`+)(?:(?!\1).)+\1")
_CODE_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_NOTES = ("fn:", "fnref", "fn-")
"""How the anchors of footnotes begin."""
_ADDRESS = r"https?://[^\s<>\[\]`*\\|\"{}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
"""An address that needs no escape to stand in Markdown as it is."""
_WRITTEN = {"<": "&lt;", ">": "&gt;", ":": ":", "/": "/", "~": "~", "|": "|"}
"""How letters are written that Markdown does not escape."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:/])")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text points at (a link, a picture, a placeholder), and where it says so."""

    target: str
    at: Span
    picture: bool = False


def lines_outside_code(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Lines of a text, numbered from `first_line`, with code blanked out so that columns stay true."""
    fence = ""
    for number, line in enumerate(text.split("\n"), first_line):
        mark = _CODE_FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence:
            yield number, _CODE_SPAN.sub(lambda code: " " * len(code[0]), line)


@lru_cache(maxsize=1000)
def links(text: str, file: str, first_line: int = 1) -> tuple[Mention, ...]:
    """Every link and picture of a Markdown text; a link's words may go on on the next line."""
    return tuple(_links(text, file, first_line))


def _links(text: str, file: str, first_line: int) -> Iterator[Mention]:
    lines = dict(lines_outside_code(text, first_line))
    readable = [lines.get(number, "") for number, _ in enumerate(text.split("\n"), first_line)]
    named = any(_REFERENCE.match(line) for line in readable)
    for number, line in enumerate(readable, first_line):
        for match in _PICTURE_BY_NAME.finditer(line) if named else ():
            yield Mention("", Span(file, number, match.start() + 1), picture=True)
        reference = _REFERENCE.match(line)
        if reference:
            yield Mention(reference[1], Span(file, number, reference.start(1) + 1))
    whole = "\n".join(readable)
    for match in _LINK.finditer(whole):
        before = whole[: match.start(2)]
        at = Span(file, first_line + before.count("\n"), match.start(2) - before.rfind("\n"))
        yield Mention(match[2], at, bool(match[1]))


def placeholders(text: str, file: str, first_line: int = 1) -> Iterator[Mention]:
    """Every placeholder of a text."""
    for number, line in enumerate(text.split("\n"), first_line):
        for match in PLACEHOLDER.finditer(line):
            yield Mention(match[1], Span(file, number, match.start() + 1))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put `values` in place of their placeholders, escaped so that they stay plain text.

    Options of blocks are left alone: they are YAML, and are filled once that has been read.
    """

    def filled(part: str) -> str:
        return PLACEHOLDER.sub(lambda match: linked(values[match[1]]), part)

    return map_outside_options(text, filled)


def linked(text: str) -> str:
    """A text as Markdown that shows exactly this text, with its addresses as links."""
    parts = re.split(f"({_ADDRESS})", text)
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts)).strip()


def plain(text: str) -> str:
    """A text as Markdown that shows exactly this text, without links."""
    return _escaped(text).strip()


def _escaped(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
    for special, written in _WRITTEN.items():
        escaped = escaped.replace(f"\\{special}", written)
    return escaped.replace("://", ":&#47;/")  # else the part of an address before the first escape would be a link


def heading_anchor(heading: str, separator: str) -> str:
    """The anchor of a heading, on the page and in print; letters of other scripts are told in Latin ones."""
    return str(slugify(in_ascii(heading), separator))


class Prose:
    """Turns texts into HTML for one medium.

    `vocabulary` is the configuration of `mentorkit.vocabulary`. `resolve` turns a relative link into the address that
    it has in this medium, or None where it leads nowhere there: then only its words are left.
    """

    def __init__(
        self, vocabulary: Mapping[str, Any], resolve: Callable[[str], str | None] = lambda target: None
    ) -> None:
        self._vocabulary = dict(vocabulary)
        self._resolve = resolve
        self._prefix = ""
        self._converters: dict[int, markdown.Markdown] = {}

    def html(self, text: str, *, level: int = 1, prefix: str = "") -> Markup:
        """A whole text; its first heading level becomes `level`, and its anchors begin with `prefix`."""
        self._prefix = prefix
        converter = self._converters.get(level) or self._new(level)
        return Markup(converter.reset().convert(text))  # noqa: S704 - escaped by the vocabulary, unless the workspace allows HTML

    def inline(self, text: str) -> Markup:
        """A text of one paragraph, without the paragraph around it."""
        return Markup(re.sub(r"^<p>(.*)</p>$", r"\1", str(self.html(text)), flags=re.DOTALL))  # noqa: S704 - the same text

    def anchors(self, text: str) -> frozenset[str]:
        """The anchors of a text's headings."""
        self.html(text)
        tokens, anchors = list(self._converters[1].toc_tokens), set()
        while tokens:
            token = tokens.pop()
            anchors.add(token["id"])
            tokens += token["children"]
        return frozenset(anchors)

    def _new(self, level: int) -> markdown.Markdown:
        configs = {
            "footnotes": {"UNIQUE_IDS": True, "SEPARATOR": f":{level}:"},  # many texts meet on one page and in one book
            "toc": {
                "baselevel": level,
                "slugify": lambda value, separator: self._prefix + heading_anchor(value, separator),
            },
            "mentorkit.vocabulary": self._vocabulary,
        }
        converter = markdown.Markdown(extensions=[*EXTENSIONS, "mentorkit.vocabulary"], extension_configs=configs)
        converter.treeprocessors.register(_RelativeLinks(self._resolve), "relative_links", 2)
        converter.treeprocessors.register(_OwnAnchors(lambda: self._prefix), "own_anchors", 3)
        self._converters[level] = converter
        return converter


class _RelativeLinks(Treeprocessor):
    """Gives links between guides the address that they have in one medium."""

    def __init__(self, resolve: Callable[[str], str | None]) -> None:
        super().__init__()
        self.resolve = resolve

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if ":" in target or target.startswith(("#", AMP_SUBSTITUTE)):
                continue
            address = self.resolve(target)
            if address is None:
                link.tag = "span"
                del link.attrib["href"]
            else:
                link.set("href", address)


class _OwnAnchors(Treeprocessor):
    """Begins the anchors of a text, and its links to them, with the prefix that the text has where many stand together.

    Headings have theirs from `toc` already; notes have numbers of their own.
    """

    def __init__(self, prefix: Callable[[], str]) -> None:
        super().__init__()
        self.prefix = prefix

    def run(self, root: etree.Element) -> None:
        prefix = self.prefix()
        if not prefix:
            return
        for element in root.iter():
            name, target = element.get("id", ""), element.get("href", "")
            if name and not name.startswith((prefix, *_NOTES)):
                element.set("id", prefix + name)
            if target.startswith("#") and not target[1:].startswith((prefix, *_NOTES)):
                element.set("href", f"#{prefix}{target[1:]}")
