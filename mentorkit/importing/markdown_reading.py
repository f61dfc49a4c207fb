"""Markdown of other people to a tree of HTML. What means the same in ours keeps its letters; the rest is written anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from secrets import token_hex
from typing import Any
from xml.etree import ElementTree as etree

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mentorkit.core.amounts import amount
from mentorkit.core.commonmark import new_reader
from mentorkit.core.problems import Problem, Result, Span
from mentorkit.guides.blocks import SHAPES
from mentorkit.importing.foreign_blocks import kind_of_note
from mentorkit.importing.foreign_heads import parted_head
from mentorkit.importing.foreign_marks import ROLE, with_our_marks
from mentorkit.importing.html_elements import html_tree, replace, text_of
from mentorkit.importing.left_out import LeftOutTally, words_in
from mentorkit.importing.markdown_escapes import visible
from mentorkit.importing.markdown_writer import SOURCE
from mentorkit.importing.word_reading import ForeignText
from mentorkit.workspace.layers import LARGEST_TEXT

_OURS = re.compile(rf"^/{{3,}}\s*(?:{'|'.join(SHAPES)})\s*(?:\||$)", re.MULTILINE)
_OPENED = re.compile(r"(?:\[[^\[\]\n]{0,3}){300}")
"""Brackets for which a reader of links takes minutes."""
_OWN = frozenset({"block", "argument", "noted", "notes", "note"})
"""Elements that only we have."""
_KEPT = frozenset({"href", "src", "alt", "title", "type", "checked", "colspan", "rowspan", "start", "id", "data"})
"""Attributes that a text of other people may have; what they are worth is judged where they are used."""
_KEY = token_hex(16)
"""By this, elements that we made are told from those that a text has: nobody can write it who does not know it."""


def read_markdown(data: bytes, file: str) -> Result[ForeignText | None]:
    """Read a Markdown file, called `file` in messages; None where that cannot be done."""
    if len(data) > LARGEST_TEXT:
        return Result.failed(
            Problem(
                "huge-file", f"this text is larger than {amount(LARGEST_TEXT)}", Span(file), "split it into chapters"
            )
        )
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        hint = "save it as UTF-8 in your editor"
        return Result.failed(Problem("unreadable-bytes", "this is no text in UTF-8, or it is empty", Span(file), hint))
    if _OURS.search(text):
        message = "this text has blocks of ours already"
        hint = "put it into the folder of its kind as it is: content/keys, content/training, content/forms or content/pages"
        return Result.failed(Problem("import-kind", message, Span(file), hint))
    if found := _OPENED.search(text):
        at = Span(file, text.count("\n", 0, found.start()) + 1)
        message = "hundreds of brackets are opened here in a row"
        return Result.failed(Problem("text-depth", message, at, "take them out; they came in by copying"))
    return _read(text, file)


def _read(text: str, file: str) -> Result[ForeignText | None]:
    tally = LeftOutTally()
    facts, body = parted_head(visible_lines(text), tally)
    before = html_tree(_reader().render(ROLE.sub(r"\1", body)), file)
    if before.value is None:
        return Result(None, before.problems)
    words = Counter(words_in(f"{text_of(before.value)} {facts.get('title', '')} {facts.get('summary', '')}"))
    ours = with_our_marks(body, tally)
    return html_tree(_html(ours), file).then(
        lambda root: Result(ForeignText(_ordered(root, tally), words, tally, {}, facts))
    )


def visible_lines(text: str) -> str:
    """A text without what nobody sees, line for line."""
    return "\n".join(map(visible, text.expandtabs(4).split("\n")))


@cache
def _reader() -> MarkdownIt:
    """Our reader, with HTML, and with code that is only indented, as other tools have it."""
    md = new_reader(html=True).enable("code")
    md.add_render_rule("footnote_ref", _noted)
    md.add_render_rule("footnote_block_open", lambda *_: f'<notes key="{_KEY}">')
    md.add_render_rule("footnote_block_close", lambda *_: "</notes>")
    md.add_render_rule("footnote_open", _note_at_foot)
    md.add_render_rule("footnote_close", lambda *_: "</div>")
    md.add_render_rule("footnote_anchor", lambda *_: "")
    md.add_render_rule("text_special", lambda _, tokens, number, *__: escape(tokens[number].content))
    md.add_render_rule("note_open", _note)
    md.add_render_rule("note_close", lambda *_: "</note>\n")
    return md


def _noted(_: Any, tokens: Sequence[Token], number: int, *__: Any) -> str:
    return f'<noted key="{_KEY}" name="{escape(_label(tokens[number]))}"></noted>'


def _note_at_foot(_: Any, tokens: Sequence[Token], number: int, *__: Any) -> str:
    return f'<div key="{_KEY}" name="{escape(_label(tokens[number]))}">'


def _label(token: Token) -> str:
    return re.sub(r"[^\w-]+", "-", str(token.meta.get("label") or token.meta["id"] + 1)).strip("-") or "note"


def _note(_: Any, tokens: Sequence[Token], number: int, *__: Any) -> str:
    about = tokens[number].meta
    return f'<note key="{_KEY}" kind="{kind_of_note(about["kind"])}" title="{escape(about["title"])}">\n'


def _html(text: str) -> str:
    """The text as HTML, each part that stays as it is marked with its letters."""
    named: dict[str, Any] = {}
    tokens, lines = _reader().parse(text, named), text.split("\n")
    parts = []
    for group in _groups(tokens):
        html = _reader().renderer.render(group, _reader().options, named)
        first = group[0]
        if first.type == "html_block" or not first.map or _is_changed(group, named):
            parts.append(html)
        else:
            source = "\n".join(lines[first.map[0] : first.map[1]]).strip("\n")
            parts.append(f'<div key="{_KEY}" source="{escape(source)}">{html}</div>')
    return "".join(parts)


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each part of a text that stands in nothing else."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []
    if group:
        yield group


def _is_changed(group: Sequence[Token], named: dict[str, Any]) -> bool:
    """Whether a part has something that is written otherwise here: HTML, indented code, links to files, addresses that stand elsewhere."""
    for token in group:
        for one in (token, *(token.children or ())):
            if one.type == "footnote_ref" and re.search(r"[^\w-]", str(one.meta.get("label") or "")):
                return True
            if one.type in ("html_block", "html_inline", "code_block", "image", "note_open"):
                return True
            if one.type == "link_open" and (
                named.get("references") or not re.match(r"(?:https?://|mailto:|tel:)", str(one.attrs["href"]))
            ):
                return True
    return False


def _ordered(root: etree.Element, tally: LeftOutTally) -> etree.Element:
    """The tree without the marks around its parts; elements that only we have, and others wrote, are plain ones."""
    for one in root.iter():
        if one.attrib.pop("key", "") != _KEY:
            one.tag = "div" if one.tag in _OWN else one.tag
            for name in one.attrib.keys() - _KEPT:
                del one.attrib[name]
    for parent in list(root.iter()):
        for one in [child for child in parent if child.tag == "div" and SOURCE in child.attrib]:
            source, inside = one.get(SOURCE, ""), list(one)
            if len(inside) == 1 and parent is root and not (one.text or "").strip():
                inside[0].set(SOURCE, source)
            replace(parent, one, inside)
    _asides(root)
    for one in root.iter():
        if re.fullmatch("h[1-6]", one.tag):
            _named(one, tally)
    return root


def _named(heading: etree.Element, tally: LeftOutTally) -> None:
    """Take the name that a heading has for links out of its words: `## Leave {#leave}`."""
    last = heading[-1] if len(heading) else None
    words = (last.tail if last is not None else heading.text) or ""
    if found := re.search(r"\s*\{:?\s*([^{}]*)\}\s*$", words):
        kept = words[: found.start()]
        if last is None:
            heading.text = kept
        else:
            last.tail = kept
        heading.attrib.pop(SOURCE, None)
        tally.missed.update(words_in(found[1]))
        if name := re.search(r"#([\w-]+)", found[1]):
            heading.set("id", name[1])


def _asides(root: etree.Element) -> None:
    """Frames around a text, as Notion has them, are notes; a sign in front says nothing that the note does not."""
    for one in list(root.iter("aside")):
        one.tag = "note"
        one.set("kind", "note")
        if found := re.match(r"\s*[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\s*", one.text or ""):
            one.text = (one.text or "")[found.end() :]
