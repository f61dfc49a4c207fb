"""The vocabulary of guides as a Python-Markdown extension on the blocks of pymdown-extensions.

One block, one template per medium (`templates/blocks/<medium>/<kind>.html`), overridable like every template. A block
template is XML with `<slot name="argument"/>` and `<slot name="content"/>` where the author's Markdown goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from jinja2 import Environment
from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.base import Authored
from mentorkit.guides.blocks import SHAPES, options_as_yaml
from mentorkit.language.catalogue import Words
from mentorkit.language.placeholders import map_texts, title
from mentorkit.language.templates import TemplateContext, environment
from mentorkit.workspace.layers import Layer, Layers

GENERATED = "<!-- generated -->"
"""The first line of a staged page that is ours; only there may HTML stand, unless the workspace allows it."""

SAFE_LINK = re.compile(r"(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
"""Links that run nothing: the web, mail, telephone, and whatever has no scheme."""


@dataclass(frozen=True)
class BlockContext(TemplateContext):
    """The names that the templates of blocks know."""

    argument: str
    """The text behind the name of the block: the question, the role. It is shown by `<slot name="argument"/>`."""
    options: Authored
    """The options of the block, with what is usual where the author says nothing: `options.lines`."""
    people: Mapping[str, str]
    """The programme's own words for its people, for itself and its sessions: `people.mentee`, `people.session`."""
    filled: bool
    """Whether something stands inside the block."""
    anchor: str
    """Its name on the page, under which browsers keep what readers write."""


class _GuideBlock(Block):
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div")

    def on_markdown(self) -> str:
        return "block"

    def on_end(self, block: etree.Element) -> None:
        options = {name: value for name, value in self.options.items() if name != "attrs"}
        say = partial(title, texts=self.config["texts"])
        full = {name: map_texts(value, say) for name, value in options.items() if value is not None}
        read = SHAPES[self.NAME].options.model_validate(full)
        template = self.config["templates"].get_template(f"blocks/{self.config['medium']}/{self.NAME}.html")
        context = BlockContext(
            argument=self.argument or "",
            options=read,
            people=self.config["people"],
            filled=len(block) > 0,
            anchor=self._anchor(getattr(read, "was", None) or self.argument or ""),
        )
        html = template.render(context.names())
        try:
            frame = etree.fromstring(html.strip())  # noqa: S314 - a template of the layers, its values escaped
        except etree.ParseError as error:
            message, hint = (
                f"this template makes no whole element: {error}",
                "close every tag, and put all in one element",
            )
            raise BuildFailed([Problem("template", message, Span(template.filename or template.name), hint)]) from error
        _graft(frame, block, self.argument or "")

    def _anchor(self, asked: str) -> str:
        """Its name on the page: what readers write is kept under it, so only the question's letters count."""
        letters = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", asked).casefold())
        name = "-".join([self.NAME, *letters])
        self.tracker[name] = number = self.tracker.get(name, 0) + 1
        return name if number == 1 else f"{name}--{number}"


def _graft(frame: etree.Element, block: etree.Element, argument: str) -> None:
    """Turn `block` into `frame`, with the argument and what was inside the block in the frame's slots."""
    content = list(block)
    for element in list(frame.iter()):
        element.text = AtomicString(element.text) if element.text else None
        element.tail = AtomicString(element.tail) if element.tail else None
        for number, slot in enumerate(list(element)):
            if slot.tag != "slot":
                continue
            name = slot.get("name")
            if name == "argument":
                holder = etree.Element("span", {"class": "mk-argument"})
                holder.text, holder.tail = argument, slot.tail
                element[number] = holder
            else:
                holder = etree.Element("div", {"class": "mk-content"})
                holder.tail = slot.tail
                holder.extend(content)
                element[number] = holder
    given = dict(block.attrib)
    block.clear()
    block.tag, block.text = frame.tag, frame.text
    block.attrib.update(given | frame.attrib)
    block.extend(list(frame))


def _plain_options(
    processor: BlocksProcessor, original: Any, block: str, length: int
) -> tuple[dict[str, Any] | None, str]:
    """Read options as we read all YAML: what an author types stays text until its field reads it."""
    options, rest = original(block, length)
    header = processor.yaml_line.match(block)
    if options and header:
        text = options_as_yaml(header[0].split("\n"))
        options = dict(read_mapping(text, "").value or {})
    return options, rest


LONGEST_UNDIVIDED = 20
"""Letters of a word that a column of a table makes room for."""


class _OnlyGeneratedHtml(Preprocessor):
    """Lets HTML through on generated pages only: elsewhere it is escaped, as if it were any other text."""

    def __init__(self, md: Markdown, html_block: Preprocessor) -> None:
        super().__init__(md)
        self.html_block = html_block
        self.html_inline = md.inlinePatterns["html"]

    def run(self, lines: list[str]) -> list[str]:
        patterns = self.md.inlinePatterns
        if "html" in patterns:
            patterns.deregister("html")
        self.md.trusted = bool(lines) and lines[0].strip() == GENERATED
        if not self.md.trusted:
            return lines
        patterns.register(self.html_inline, "html", 90)
        return list(self.html_block.run(lines[1:]))


_RUNS_OR_FETCHES = frozenset(
    {"style", "srcdoc", "formaction", "srcset", "poster", "background", "data", "ping", "manifest", "xlink:href"}
)
"""Attributes that no author needs, and that run something or fetch it from elsewhere."""


class _NoScript(Treeprocessor):
    """Takes out what attribute lists and links could run or fetch: handlers, and addresses such as `javascript:`."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            for name in list(element.attrib):
                value = _as_a_browser_reads(str(element.attrib[name]))
                runs = name.lower().startswith("on") or name.lower() in _RUNS_OR_FETCHES
                if runs or (name.lower() in ("href", "src", "action") and not SAFE_LINK.match(value)):
                    del element.attrib[name]


def _as_a_browser_reads(address: str) -> str:
    """An attribute's value with entities decoded and white space and control characters dropped."""
    decoded = unescape(address.replace(AMP_SUBSTITUTE, "&"))
    return "".join(letter for letter in decoded if letter.isprintable() and not letter.isspace())


class _LongWords(Treeprocessor):
    """Marks the cells of tables whose words are longer than a column can be: those may be divided anywhere."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and any(len(word) > LONGEST_UNDIVIDED for word in _words(cell)):
                cell.set("data-divided", "")


def _words(element: etree.Element) -> list[str]:
    return "".join(element.itertext()).split()


class VocabularyExtension(BlocksExtension):
    """Registers every kind of block of `blocks.SHAPES` and keeps authors' HTML out."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "medium": ["portal", "portal or print"],
            "layers": [[], "folders that hold templates, nearest first"],
            "language": ["en-GB", "the language of headings"],
            "people": [{}, "what this programme calls people"],
            "texts": [{}, "what placeholders stand for"],
            "allow_html": [False, "whether HTML of authors is let through"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Add the vocabulary and the guards to `md`."""
        super().extendMarkdown(md)
        md.registerExtensions(["pymdownx.magiclink"], {"pymdownx.magiclink": {"hide_protocol": False}})
        md.treeprocessors.register(_LongWords(md), "long_words", 0)
        if not self.getConfig("allow_html"):
            html_block = md.preprocessors["html_block"]
            md.preprocessors.register(_OnlyGeneratedHtml(md, html_block), "html_block", 20)
            md.treeprocessors.register(_NoScript(md), "no_script", 1)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 - pymdownx's name
        """Register the kinds of blocks."""
        block_mgr.split_header = partial(_plain_options, block_mgr, block_mgr.split_header)
        config = {
            "medium": self.getConfig("medium"),
            "people": self.getConfig("people"),
            "texts": self.getConfig("texts"),
            "templates": self._templates(),
        }
        for kind, shape in SHAPES.items():
            options = dict.fromkeys(shape.options.names(), (None, type_any))
            block_mgr.register(type(kind.title(), (_GuideBlock,), {"NAME": kind, "OPTIONS": options}), config)

    def _templates(self) -> Environment:
        layers = Layers(tuple(Layer(root, Path(root)) for root in self.getConfig("layers")))
        return environment(layers, Words(self.getConfig("language")))


def options(
    medium: str,
    layers: Layers,
    language: str,
    people: Mapping[str, str],
    texts: Mapping[str, str],
    *,
    allow_html: bool = False,
) -> dict[str, Any]:
    """The extension's configuration as plain data, so that it can stand in an `mkdocs.yml`."""
    folders = [str(layer.root) for layer in layers.order]
    return {
        "medium": medium,
        "layers": folders,
        "language": language,
        "people": dict(people),
        "texts": dict(texts),
        "allow_html": allow_html,
    }


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - Markdown's name
    """Make the extension, for Python-Markdown."""
    return VocabularyExtension(**options)
