"""The tree of a text for Python-Markdown, made from the tokens of `commonmark`: what comes after works on it as on its own.

`md.trusted` pages, which are ours and hold HTML, are read by Python-Markdown itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString
from markdown_it.token import Token

from mentorkit.core.commonmark import NOTE_KINDS
from mentorkit.guides.guide_reader import guide_reader, read_line, words_of

FrameOf = Callable[[str, str, dict[str, Any], etree.Element], None]
"""Turns the element of a block into its frame, given the kind, the argument, the options, and the element."""

_SPACE_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")
_ENTITY = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_TYPED = re.compile(r"[\"']|--|\.\.\.")
"""What `smarty` replaces."""
_TAGS = {"s": "del"}
"""Elements that are called otherwise in our pages."""


def _safe(text: str) -> str:
    """A text whose ampersands stay what they are: Python-Markdown takes some for the beginnings of entities."""
    return _ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", text)


class TokenParser(BlockParser):
    """The parser of Python-Markdown, which reads authors' texts by CommonMark."""

    def __init__(self, md: Markdown, frame: FrameOf, title_of_note: Callable[[str], str], *, html: bool) -> None:
        super().__init__(md)
        self.blockprocessors = md.parser.blockprocessors
        self._own, self.frame, self.title_of_note, self._html = md.parser, frame, title_of_note, html

    def parseDocument(self, lines: Iterable[str]) -> etree.ElementTree:  # noqa: N802 - Python-Markdown's name
        """The tree of a whole text."""
        if self.md.trusted:
            tree: etree.ElementTree = self._own.parseDocument(lines)
            return tree
        root = etree.Element(self.md.doc_tag)
        tokens = guide_reader(html=self._html).parse("\n".join(lines))
        _Builder(self.md, root).build(tokens)
        return etree.ElementTree(root)


class OnlyTrusted(Treeprocessor):
    """Python-Markdown's reader of emphasis, links and code, for its own trees only: in ours they have been read."""

    def __init__(self, md: Markdown, inline: Treeprocessor) -> None:
        super().__init__(md)
        self.inline = inline

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inline, name)

    def run(self, root: etree.Element, ancestors: list[str] | None = None) -> etree.Element | None:
        """Read what stands inside paragraphs."""
        return self.inline.run(root, ancestors) if self.md.trusted else None


class TypedSigns(Treeprocessor):
    """The reader of straight quotes, dashes and dots (`smarty`), which looks for each of them in every text: here, where there is one."""

    def __init__(self, md: Markdown, smarty: Treeprocessor) -> None:
        super().__init__(md)
        self.smarty = smarty

    def run(self, root: etree.Element) -> None:
        """Put typographic signs in place of typed ones."""
        for element in root.iter():
            if element.text and not _TYPED.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _TYPED.search(element.tail):
                element.tail = AtomicString(element.tail)
        self.smarty.run(root)


class _Builder:
    """Builds the tree: `open` are the elements that are not yet closed, the innermost last."""

    def __init__(self, md: Markdown, root: etree.Element) -> None:
        self.md = md
        self.open = [root]
        self.blocks: list[tuple[Token, etree.Element]] = []
        self.notes = next(one for one in md.registeredExtensions if isinstance(one, FootnoteExtension))

    def build(self, tokens: Iterable[Token]) -> None:
        """Add all of these."""
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler:
                handler(token)
            elif token.nesting == 1 and not token.hidden:
                self._begin(token.tag, token)
            elif token.nesting == -1 and not token.hidden:
                self.open.pop()

    def _begin(self, tag: str, token: Token | None = None, *, styled: str = "", **attributes: str) -> etree.Element:
        given = {name: _safe(str(value)) for name, value in (token.attrs if token else {}).items()}
        if align := given.pop("style", "").removeprefix("text-align:"):
            given["data-align"] = align
        element = etree.SubElement(
            self.open[-1], _TAGS.get(tag, tag), given | attributes | ({"class": styled} if styled else {})
        )
        self.open.append(element)
        return element

    def _end(self, token: Token | None = None) -> None:
        self.open.pop()

    def _leaf(self, tag: str, text: str | None = None, **attributes: str) -> etree.Element:
        element = etree.SubElement(self.open[-1], tag, attributes)
        element.text = text
        return element

    def _say(self, text: str) -> None:
        """Add text to the innermost element."""
        inner = self.open[-1]
        if len(inner):
            inner[-1].tail = (inner[-1].tail or "") + text
        else:
            inner.text = (inner.text or "") + text

    def _inline(self, token: Token) -> None:
        if not token.meta.get("argument"):
            self.build(token.children or ())

    def _text(self, token: Token) -> None:
        self._say(_safe(token.content))

    def _text_special(self, token: Token) -> None:
        """A letter that was escaped is no mark for those who come later: quotes stay straight, braces are no attributes."""
        if token.info == "escape" and len(token.content) > 1:  # a backslash before what needs none
            self._say(_safe(token.content))
            return
        letters = (f"{AMP_SUBSTITUTE}amp;" if one == "&" else f"{STX}{ord(one)}{ETX}" for one in token.content)
        self._say("".join(letters))

    def _softbreak(self, token: Token) -> None:
        self._say("\n")

    def _hardbreak(self, token: Token) -> None:
        self._leaf("br")

    def _hr(self, token: Token) -> None:
        self._leaf("hr")

    def _code_inline(self, token: Token) -> None:
        self._leaf("code", AtomicString(_safe(token.content)))

    def _fence(self, token: Token) -> None:
        language = token.info.split()[:1]
        pre = self._leaf("pre")
        code = etree.SubElement(pre, "code", {"class": f"language-{_safe(language[0])}"} if language else {})
        code.text = AtomicString(_safe(token.content))

    def _image(self, token: Token) -> None:
        given = {"alt": _safe(words_of(token.children or ())), "src": _address(str(token.attrs["src"]))}
        title = {"title": _safe(str(token.attrs["title"]))} if token.attrs.get("title") else {}
        self._leaf("img", **given, **title)

    def _link_open(self, token: Token) -> None:
        token.attrs["href"] = _address(str(token.attrs["href"]))
        self._begin("a", token)

    def _html_inline(self, token: Token) -> None:
        self._say(self.md.htmlStash.store(token.content))

    def _html_block(self, token: Token) -> None:
        self._leaf("p", self.md.htmlStash.store(token.content.strip()))

    def _guide_block_open(self, token: Token) -> None:
        self.blocks.append((token, self._begin("div")))

    def _guide_block_close(self, token: Token) -> None:
        begun, element = self.blocks.pop()
        self.open.pop()
        self.md.parser.frame(begun.meta["kind"], begun.meta["argument"], begun.meta["options"], element)

    def _note_open(self, token: Token) -> None:
        """Begin a note, with its own title or the usual one of its kind."""
        known, title = NOTE_KINDS[token.meta["kind"]], token.meta["title"]
        self._begin("div", styled=f"admonition {known}")
        self._begin("p", styled="admonition-title")
        self.build(read_line(title) if title else ())
        if not title:
            self._say(self.md.parser.title_of_note(known))
        self._end()

    def _footnote_ref(self, token: Token) -> None:
        name, again = self._note_name(token)
        sup = self._begin("sup", id=self.notes.makeFootnoteRefId(name) + again)
        link = etree.SubElement(sup, "a", {"class": "footnote-ref", "href": f"#{self.notes.makeFootnoteId(name)}"})
        link.text = str(token.meta["id"] + 1)
        self._end()

    def _footnote_block_open(self, token: Token) -> None:
        self._begin("div", styled="footnote")
        self._leaf("hr")
        self._begin("ol")

    def _footnote_block_close(self, token: Token) -> None:
        self._end()
        self._end()

    def _footnote_open(self, token: Token) -> None:
        self._begin("li", id=self.notes.makeFootnoteId(self._note_name(token)[0]))

    def _footnote_close(self, token: Token) -> None:
        self._end()

    def _footnote_anchor(self, token: Token) -> None:
        name, again = self._note_name(token)
        title = str(token.meta["id"] + 1)  # until the vocabulary says it in words
        back = {"class": "footnote-backref", "href": f"#{self.notes.makeFootnoteRefId(name)}{again}", "title": title}
        self._say("\u00a0")
        self._leaf("a", "↩", **back)

    def _note_name(self, token: Token) -> tuple[str, str]:
        """The name of a note, and what sets apart a further mention of it."""
        number = token.meta.get("subId", 0)
        return token.meta.get("label") or str(token.meta["id"] + 1), f"-{number + 1}" if number else ""


def add_inline(md: Markdown, element: etree.Element, text: str) -> None:
    """Add the words of a text on one line to an element."""
    _Builder(md, element).build(read_line(text))


def _address(written: str) -> str:
    """An address as it can stand in a page."""
    return _safe(_SPACE_IN_ADDRESS.sub(lambda one: "".join(f"%{byte:02X}" for byte in one[0].encode()), written))
