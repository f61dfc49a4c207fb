"""The vocabulary of guides as a Python-Markdown extension: authors' texts read by `commonmark`, blocks put into templates.

One block, one template per medium (`templates/blocks/<medium>/<kind>.html`), overridable like every template. A block
template is XML with `<slot name="argument"/>` and `<slot name="content"/>` where the author's Markdown goes. In place of the
content there may be its two halves, `words` and `blocks`: what stands before the first block in it that asks, and the rest.
With `lines="2"`, each question among the words has two lines below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as etree

from jinja2 import Environment
from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.base import PAIR, Authored
from mentorkit.guides.asks import Ask, key_asks
from mentorkit.guides.blocks import SHAPES, FillOptions
from mentorkit.guides.markdown_tree import OnlyTrusted, TokenParser, TypedSigns, add_inline
from mentorkit.guides.pictures import PictureElements
from mentorkit.language.catalogue import Told, Words
from mentorkit.language.format_words import FormatWords
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
    letters: int
    """The letters of what stands inside: a long hint needs more room beside its question than a short one."""
    longest: int
    """The letters of its longest word, such as an address."""
    reader: str
    """The one of the pair whose book it is; empty in what both read, where each block says whom it is for."""
    anchor: str
    """Its name on the page, under which browsers keep what readers write."""
    meets: FormatWords
    """How the programme speaks of those who meet, by its format: `meets.for_all`, `meets.part("mentor")`, `meets.equals`."""
    ask: Ask | None
    """What a block of this kind asks at the end of a Key: `ask.label`, `ask.lines`, `ask.columns`."""


_SAFE_NAME = re.compile(r"id|class|data-[a-z-]+")


class _Tongue:
    """What blocks say in one language."""

    def __init__(self, config: Mapping[str, Any], templates: Callable[[Words], Environment]) -> None:
        self.people = _people(config)
        self.words = words = Words(config["language"], people=self.people)
        self.asks, self.meets = key_asks(words), FormatWords(words, config["format"], self.people)
        self.templates, self.texts = templates(words), config["texts"]


class _Frames:
    """Puts blocks of guides into their templates. What readers write is kept under the anchors that it gives."""

    def __init__(self, md: Markdown, config: Mapping[str, Any], templates: Callable[[Words], Environment]) -> None:
        self.md, self.config = md, config
        self.own = self.tongue = _Tongue(config, templates)
        further = {name: {**config, "english": {}, **about} for name, about in config["tongues"].items()}
        self.others = {name: _Tongue(about, templates) for name, about in further.items()}
        self.seen: Counter[str] = Counter()

    def reset(self) -> None:
        """Begin a new page."""
        self.seen.clear()
        self.tongue = self.own

    def speak(self, language: str) -> None:
        """Go on in another language, to the end of the page."""
        self.tongue = self.others.get(language, self.own)

    def frame(self, kind: str, argument: str, given: Mapping[str, Any], element: etree.Element) -> None:
        """Turn the element of a block, with what stands inside it, into what its template makes of it."""
        attributes = given.get("attrs") or {}  # of our own pages: guides that have any are refused
        tongue = self.tongue
        say = partial(title, texts=tongue.texts)
        full = {name: map_texts(value, say) for name, value in given.items() if value is not None and name != "attrs"}
        read = SHAPES[kind].options.model_validate(full)
        if isinstance(read, FillOptions):
            read = read.for_sessions(self.config["sessions"])
        if tongue.meets.equals and getattr(read, "for_", None) in PAIR:  # who is both answers what is for either
            read = read.model_copy(update={"for_": None})
        reader = self.config["reader"]
        asked = getattr(read, "for_", None) in (None, "both", reader) or reader not in PAIR
        template = tongue.templates.get_template(
            f"blocks/{self.config['medium']}/{kind}.html" if asked else "blocks/theirs.html"
        )
        context = BlockContext(
            argument=argument,
            options=read,
            people=tongue.people,
            filled=len(element) > 0,
            letters=len("".join(element.itertext())),
            longest=max(map(len, _words(element)), default=0),
            reader=reader,
            anchor=self._anchor(kind, getattr(read, "was", None) or argument),
            meets=tongue.meets,
            ask=tongue.asks.get(kind),
        )
        html = template.render(context.names())
        try:
            frame = etree.fromstring(html.strip())  # noqa: S314 - a template of the layers, its values escaped
        except etree.ParseError as error:
            message, hint = (
                f"this template makes no whole element: {error}",
                "close every tag, and put all in one element",
            )
            raise BuildFailed([Problem("template", message, Span(template.filename or kind), hint)]) from error
        element.attrib.update({name: str(value) for name, value in attributes.items() if _SAFE_NAME.fullmatch(name)})
        _graft(self.md, frame, element, argument)

    def _anchor(self, kind: str, asked: str) -> str:
        """Its name on the page: what readers write is kept under it, so only the question's letters count."""
        letters = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", asked).casefold())
        name = "-".join([kind, *letters])
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}--{self.seen[name]}"


def _people(config: Mapping[str, Any]) -> dict[str, str]:
    """A programme's names for people, which know their English where its sentences are English."""
    english = config["english"]
    return {
        name: Told(said, english[name], said == english[name]) if name in english else said
        for name, said in config["people"].items()
    }


def _graft(md: Markdown, frame: etree.Element, block: etree.Element, argument: str) -> None:
    """Turn `block` into `frame`, with the argument and what was inside the block in the frame's slots."""
    content = list(block)
    words = list(takewhile(lambda one: not _asks(one), content))
    halves = {"content": content, "words": words, "blocks": content[len(words) :]}
    for element in list(frame.iter()):
        element.text = AtomicString(element.text) if element.text else None
        element.tail = AtomicString(element.tail) if element.tail else None
        for number, slot in enumerate(list(element)):
            if slot.tag != "slot":
                continue
            name = slot.get("name", "")
            if name == "argument":
                holder = etree.Element("span", {"class": "mk-argument"})
                add_inline(md, holder, argument)
                holder.tail = slot.tail
                element[number] = holder
            else:
                holder = etree.Element("div", {"class": "mk-content"})
                holder.tail = slot.tail
                holder.extend(halves[name])
                if slot.get("lines") and not _asks(holder):
                    _rule(holder, int(slot.get("lines", "0")))
                element[number] = holder
    given = dict(block.attrib)
    block.clear()
    block.tag, block.text = frame.tag, frame.text
    block.attrib.update(given | frame.attrib)
    block.extend(list(frame))


def _asks(element: etree.Element) -> bool:
    """Whether a block that takes an answer stands in it, or is it."""
    return any("data-ask" in one.attrib or "data-mk-write" in one.attrib for one in element.iter())


def _rule(content: etree.Element, count: int) -> None:
    """Put lines below each question of a block: its paragraphs and the items of its lists (`assets/writing/fields.js` asks the same)."""
    for asked in _questions(content):
        lines = etree.Element("div", {"class": "mk-lines", "data-asked": _label(asked)})
        lines.extend(etree.Element("div", {"class": "mk-line"}) for _ in range(count))
        if asked.tag == "p":
            content.insert(list(content).index(asked) + 1, lines)
        else:
            asked.append(lines)


def _questions(content: etree.Element) -> list[etree.Element]:
    found = [
        one
        for child in content
        for one in (child.findall("li") if child.tag in ("ul", "ol") else [child] if child.tag == "p" else [])
    ]
    return found or [content]


def _label(asked: etree.Element) -> str:
    """What a question is called: what stands bold in it, or all of it."""
    words = "".join((strong if (strong := asked.find(".//strong")) is not None else asked).itertext())
    return re.sub(r"[:.]$", "", " ".join(words.split()))


LONGEST_UNDIVIDED = 20
"""Letters of a word that a column of a table makes room for."""


_IN_LANGUAGE = re.compile(r"<!-- in ([\w-]+) -->")


def in_language(language: str) -> str:
    """The first line of a text in which blocks speak another language than those of other texts."""
    return f"<!-- in {language} -->\n\n"


class _GeneratedPages(Preprocessor):
    """Tells the pages that are ours, on which HTML may stand, from those of authors; and texts in another language."""

    def __init__(self, md: Markdown, html_block: Preprocessor, speak: Callable[[str], None]) -> None:
        super().__init__(md)
        self.html_block, self.speak = html_block, speak

    def run(self, lines: list[str]) -> list[str]:
        if spoken := _IN_LANGUAGE.fullmatch(lines[0].strip() if lines else ""):
            self.speak(spoken[1])
            lines = lines[1:]
        self.md.trusted = bool(lines) and lines[0].strip() == GENERATED
        return list(self.html_block.run(lines[1:])) if self.md.trusted else lines


_RUNS_OR_FETCHES = frozenset(
    {"style", "srcdoc", "formaction", "srcset", "poster", "background", "data", "ping", "manifest", "xlink:href"}
)
"""Attributes that no author needs, and that run something or fetch it from elsewhere."""


class _NoScript(Treeprocessor):
    """Takes out what attribute lists and links could run or fetch: handlers, and addresses such as `javascript:`.

    `ours` are the addresses of pictures, which books read as files.
    """

    def __init__(self, md: Markdown, ours: frozenset[str]) -> None:
        super().__init__(md)
        self.ours = ours

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            for name in list(element.attrib):
                value = _as_a_browser_reads(str(element.attrib[name]))
                runs = name.lower().startswith("on") or name.lower() in _RUNS_OR_FETCHES
                picture = name == "src" and value in self.ours
                if runs or (name.lower() in ("href", "src", "action") and not SAFE_LINK.match(value) and not picture):
                    del element.attrib[name]


def _as_a_browser_reads(address: str) -> str:
    """An attribute's value with entities decoded and white space and control characters dropped."""
    decoded = unescape(address.replace(AMP_SUBSTITUTE, "&"))
    return "".join(letter for letter in decoded if letter.isprintable() and not letter.isspace())


_ATTRIBUTE = r"[.#][A-Za-z_][\w:.-]*|[A-Za-z][\w:-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'}]+)"
_ATTRIBUTES = rf"\{{(?=:|[ ]*(?:{_ATTRIBUTE})):?[ ]*((?:{_ATTRIBUTE}|[A-Za-z][\w-]*)(?:[ ]+(?:{_ATTRIBUTE}|[A-Za-z][\w-]*))*)[ ]*\}}"


class _Attributes(AttrListTreeprocessor):
    """Reads `{#anchor .class name=value}` in texts of authors; other words in braces stay what they are, words."""

    HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTES}[ ]*$")
    BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTES}[ ]*$")
    INLINE_RE = re.compile(rf"^{_ATTRIBUTES}")

    def __init__(self, md: Markdown, usual: Treeprocessor) -> None:
        super().__init__(md)
        self.usual = usual

    def run(self, root: etree.Element) -> None:
        """Give the elements of a page their attributes."""
        if self.md.trusted:
            self.usual.run(root)
        else:
            super().run(root)


class _LongWords(Treeprocessor):
    """Marks the cells of tables whose words are longer than a column can be: those may be divided anywhere."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and any(len(word) > LONGEST_UNDIVIDED for word in _words(cell)):
                cell.set("data-divided", "")


class _BackLinks(Treeprocessor):
    """Says in words where the link at the end of a note leads, in the programme's language; English is marked as such."""

    def __init__(self, words: Callable[[], Words]) -> None:
        super().__init__()
        self.words = words

    def run(self, root: etree.Element) -> None:
        """Give each of these links its title."""
        words = self.words()
        _ = words.gettext
        for link in root.iter("a"):
            if link.get("class") == "footnote-backref":
                note = {"number": link.get("title", "")}
                link.set("title", words.fill(_("Back to note %(number)s in the text"), note))
                if words.foreign:
                    link.set("lang", "en")


def _words(element: etree.Element) -> list[str]:
    return "".join(element.itertext()).split()


class VocabularyExtension(Extension):
    """Reads authors' texts by `commonmark`, puts their blocks into templates, and keeps authors' HTML out."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "medium": ["portal", "portal or print"],
            "layers": [[], "folders that hold templates, nearest first"],
            "language": ["en-GB", "the language of headings"],
            "people": [{}, "what this programme calls people"],
            "english": [{}, "the same in English, where the programme is in a language without words of ours"],
            "texts": [{}, "what placeholders stand for"],
            "format": ["one-to-one", "the format of the programme"],
            "reader": ["", "whose book it is, of the pair"],
            "sessions": [0, "how many sessions the programme has"],
            "allow_html": [False, "whether HTML of authors is let through"],
            "pictures": [{}, "the attributes of each picture by its name"],
            "tongues": [{}, "what blocks say in other languages: their language, people, texts"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Add the reader, the vocabulary and the guards to `md`."""
        html = self.getConfig("allow_html")
        self._frames = frames = _Frames(md, self.getConfigs(), self._templates)
        md.registerExtension(self)
        md.trusted = False
        md.preprocessors.register(_GeneratedPages(md, md.preprocessors["html_block"], frames.speak), "html_block", 20)
        md.parser = TokenParser(md, frames.frame, lambda kind: _title_of_note(frames.tongue.words, kind), html=html)
        md.treeprocessors.register(OnlyTrusted(md, md.treeprocessors["inline"]), "inline", 20)
        if "smarty" in md.treeprocessors:
            md.treeprocessors.register(TypedSigns(md, md.treeprocessors["smarty"]), "smarty", 6)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(_Attributes(md, md.treeprocessors["attr_list"]), "attr_list", 8)
        md.treeprocessors.register(_LongWords(md), "long_words", 0)
        md.treeprocessors.register(_BackLinks(lambda: frames.tongue.words), "back_links", 0)
        shown = self.getConfig("pictures")
        lazily = self.getConfig("medium") == "portal"
        md.treeprocessors.register(
            PictureElements(md, shown, lazily=lazily), "pictures", 1
        )  # before addresses are judged
        if not html:
            ours = frozenset(one["src"] for one in shown.values())
            md.treeprocessors.register(_NoScript(md, ours), "no_script", -1)  # after escapes are undone

    def reset(self) -> None:
        """Begin a new page."""
        self._frames.reset()

    def _templates(self, words: Words) -> Environment:
        layers = Layers(tuple(Layer(root, Path(root)) for root in self.getConfig("layers")))
        return environment(layers, words)


def _title_of_note(words: Words, kind: str) -> str:
    _ = words.gettext
    titles = {"tip": _("Tip"), "important": _("Important"), "warning": _("Warning"), "caution": _("Caution")}
    return titles.get(kind) or _("Note")


def options(
    medium: str,
    layers: Layers,
    language: str,
    people: Mapping[str, str],
    texts: Mapping[str, str],
    *,
    sessions: int = 0,
    program_format: str = "one-to-one",
    reader: str = "",
    allow_html: bool = False,
    pictures: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    tongues: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> dict[str, Any]:
    """The extension's configuration as plain data, so that it can stand in an `mkdocs.yml`.

    `tongues` are what `Speech.tongue` says of further languages, by their tags: a text that begins with `in_language` is in one.
    """
    folders = [str(layer.root) for layer in layers.order]
    return {
        "medium": medium,
        "layers": folders,
        "language": language,
        "people": {name: str(said) for name, said in people.items()},
        "english": {name: said.english for name, said in people.items() if isinstance(said, Told)},
        "texts": dict(texts),
        "sessions": sessions,
        "format": program_format,
        "reader": reader,
        "allow_html": allow_html,
        "pictures": {name: dict(attributes) for name, attributes in pictures.items()},
        "tongues": {name: dict(about) for name, about in tongues.items()},
    }


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - Markdown's name
    """Make the extension, for Python-Markdown."""
    return VocabularyExtension(**options)
