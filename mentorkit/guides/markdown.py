"""Markdown to HTML, the one list of extensions, and the placeholders of a text.

Content is not code: a text may hold placeholders of a closed set, such as `{{ program.title }}`, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as etree

import markdown
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from markupsafe import Markup

from mentorkit.core.names import in_ascii
from mentorkit.core.problems import Span
from mentorkit.definition.base import Worded
from mentorkit.guides.blocks import map_outside_options
from mentorkit.guides.heading_levels import levelled
from mentorkit.guides.text_links import Mention
from mentorkit.language.catalogue import Words, in_english
from mentorkit.language.foreign_parts import is_english, marked_html, unmarked
from mentorkit.language.placeholders import MEANT_AS_PLACEHOLDER, PLACEHOLDER

EXTENSIONS = ("attr_list", "def_list", "footnotes", "tables", "toc", "smarty", "sane_lists", "pymdownx.tasklist")
"""The extensions for every text, on the page and in print, besides `mentorkit.vocabulary`; `mkdocs.yml` names the same."""

_BEGINS_A_BLOCK = re.compile(r"^(\d*)([-+*#>.):=|!/](?=[\s!/:]|$)|#+(?=\s))")
_NOTES = ("fn:", "fnref", "fn-")
"""How the anchors of footnotes begin."""
_ADDRESS = r"(?:https?://|\bwww\.(?=[\w-]+\.\w))[^\s<>\[\]`*\\|\"{}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
"""An address that needs no escape to stand in Markdown as it is."""
_WRITTEN = {"<": "&lt;", ">": "&gt;", ":": ":", "/": "/", "~": "&#126;", "|": "|", "^": "&#94;"}
"""How letters are written that Markdown does not escape."""
_AROUND = re.compile(r"^<p>(.*)</p>$|^<figure[^>]*>\s*(<img[^>]*>)<figcaption>.*</figcaption>\s*</figure>$", re.DOTALL)
"""The one element around a text of one paragraph."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:/^])")


def placeholders(text: str, file: str, first_line: int = 1) -> Iterator[Mention]:
    """Every placeholder of a text."""
    for number, line in enumerate(text.split("\n"), first_line):
        for match in MEANT_AS_PLACEHOLDER.finditer(line):
            yield Mention(match[1].strip(), Span(file, number, match.start() + 1))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put `values` in place of their placeholders, escaped so that they stay plain text.

    Options of blocks are left alone: they are YAML, and are filled once that has been read.
    """

    def filled(part: str) -> str:
        return PLACEHOLDER.sub(lambda match: linked(values[match[1]]), part)

    return map_outside_options(text, filled)


def line(text: str) -> str:
    """A line as Markdown that stands in a paragraph of its own: with the marks that its author wrote, if there are any."""
    return _BEGINS_A_BLOCK.sub(r"\1\\\2", text.written) if isinstance(text, Worded) else linked(text)


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
    escaped = escaped.replace("==", "&#61;&#61;").replace(":::", "&#58;::")
    return escaped.replace("://", ":&#47;/")  # else the part of an address before the first escape would be a link


def heading_anchor(heading: str, separator: str) -> str:
    """The anchor of a heading, on the page and in print; letters of other scripts are told in Latin ones."""
    return str(slugify(in_ascii(unmarked(heading)), separator))


def quotation_marks(words: Words) -> dict[str, str]:
    """The marks that `smarty` puts in place of straight ones: those that the words of a language have around a value."""
    before, after = str(words.gettext("“%(words)s”")).split("%(words)s")
    return {"left-double-quote": before, "right-double-quote": after}


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

    def html(self, text: str, *, level: int = 1, top: int = 1, prefix: str = "") -> Markup:
        """A whole text, whose highest headings become those of level `top`; its level 1 is `level`, its anchors begin with `prefix`."""
        self._prefix = prefix
        converter = self._converters.get(level) or self._new(level)
        written = line(text) if isinstance(text, Worded) else text
        return Markup(converter.reset().convert(levelled(written, top=top)))  # noqa: S704 - escaped by the vocabulary, unless the workspace allows HTML

    def inline(self, text: str) -> Markup:
        """A text of one paragraph, without the paragraph around it, or the caption below it."""
        return Markup(_AROUND.sub(r"\1\2", str(self.html(text))))  # noqa: S704 - the same text

    def inline_marked(self, text: str) -> Markup:
        """The same, with marks where it is English among texts of another language."""
        return marked_html(text, self.inline(in_english(text) if is_english(text) else text))

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
            "smarty": {"substitutions": quotation_marks(Words(self._vocabulary.get("language", "en-GB")))},
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
