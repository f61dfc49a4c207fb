"""The one reader of Markdown: CommonMark, as people know it from elsewhere, with tables and notes.

It gives tokens. `plain_words` has what they say, `text_links` what they point at, `markdown_tree` the page that they make.

Two things are read as people mean them: four spaces before a paragraph do not make it code, and `!!! note`, `::: note`
and `> [!NOTE]` are one block. HTML is shown as it is typed, except for line breaks; comments are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

NOTE_KINDS = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "quote", "cite", "todo", "seealso"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done", "example", "question", "help", "faq"), "tip"),
    "important": "important",
    **dict.fromkeys(("warning", "attention"), "warning"),
    **dict.fromkeys(("caution", "danger", "error", "failure", "fail", "missing", "bug"), "caution"),
}
"""The names that other tools have for notes, and the one of ours that is meant."""

INTERRUPTS: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_CODE_FENCE = re.compile(r"^\s*((?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}(?=[^`]*$)|~{3,})(.*)$")
DEEPEST = 260
"""Levels of lists (two each), quotations and blocks; what is deeper would be left out, so no text may come near it."""
_COLONS = re.compile(r"(:{3,})[ ]*\{?([\w-]+)\}?[ ]*(.*?)[ ]*$")
_EXCLAIMED = re.compile(r"(?:!!!|\?\?\?\+?)[ ]*([\w-]+)(?:[ ]+[\w-]+)*[ ]*(?:\"(.*)\")?[ ]*$")
_CALLED_OUT = re.compile(r"\[!([A-Za-z]+)\][+-]?[ ]*(.*)$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br *(?:/ *)?>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w.+/-])(?:(?:https?://|www\.(?=[\w-]+\.\w))[^\s<>\[\]`*\\|\"{}“”„«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?<![-_])"
)
_MEANS_SOMETHING = re.compile(r"[\n$%&*+\-:<=>@\[\\\]^_`{}~!]")
_HIGHLIGHT = re.compile(r"(==)(?![=\s])((?:[^=\n]|=(?!=)){1,500}?(?<![\s\\]))==(?!=)")
_RAISED = re.compile(r"([\^~])(\w[\w,.'-]{0,15})\1(?!\1)")


@dataclass(slots=True)
class CodeFences:
    """Tells, line after line, which ones are code between fences: slashes and placeholders in it are code too."""

    open: str = ""
    """The fence of the code that is open."""

    def hold(self, line: str) -> bool:
        """Return whether this line is code, or one of its fences."""
        fence = _CODE_FENCE.match(line)
        if not self.open:
            self.open = fence[2] if fence else ""
            return bool(fence)
        if fence and not fence[1] and fence[2].startswith(self.open) and not fence[3].strip():
            self.open = ""
        return True


@cache
def reader(*, html: bool = False) -> MarkdownIt:
    """The reader; with `html`, HTML is let through."""
    return new_reader(html=html)


def new_reader(*, html: bool) -> MarkdownIt:
    """A reader to add marks to."""
    md = MarkdownIt("commonmark", {"html": html, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    md.disable(["code", "text_join"])
    as_written: dict[str, Callable[[str], Any]] = {
        "normalizeLink": str,
        "normalizeLinkText": str,
        "validateLink": lambda _: True,
    }
    vars(md).update(as_written)  # an address that runs something is found where all are looked at
    md.use(deflist_plugin).use(footnote_plugin, inline=False)
    block, inline = md.block.ruler, md.inline.ruler
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.before("fence", "colons", _colons, INTERRUPTS)
    block.before("fence", "exclaimed", _exclaimed, INTERRUPTS)
    block.before("fence", "comment", _comment_lines, INTERRUPTS)
    md.core.ruler.after("inline", "called_out", _called_out)
    inline.before("html_inline", "comment", _comment)
    inline.before("html_inline", "line_break", _line_break)
    inline.at("text", _text)
    inline.before("strikethrough", "highlight", _highlight)
    inline.before("strikethrough", "raised", _raised)
    return md


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read a table, and note at each row the cells for which it has no column: the reader leaves them out."""
    begun = len(state.tokens)
    if not table(state, first, last, silent):
        return False
    columns = 0
    for token in state.tokens[begun:]:
        columns += token.type == "th_open"
        if token.type == "tr_open" and token.map and columns:
            start = state.bMarks[token.map[0]] + state.tShift[token.map[0]]
            row = state.src[start : state.eMarks[token.map[0]]].strip().removeprefix("|")
            token.meta["beyond"] = " | ".join(cell.strip() for cell in escapedSplit(row)[columns:] if cell.strip())
    return True


def source_line(state: StateBlock, number: int) -> str:
    """A line of a text, without the marks of quotations around it."""
    return state.src[state.bMarks[number] : state.eMarks[number]]


def closing_line(state: StateBlock, first: int, last: int, closes: re.Pattern[str]) -> int:
    """The number of the line that closes a block; of the one after its end where none does."""
    fences = CodeFences()
    for number in range(first, last):
        if state.sCount[number] < state.blkIndent and source_line(state, number).strip():
            return number
        if not fences.hold(source_line(state, number)) and closes.match(source_line(state, number)):
            return number
    return last


def read_inside(state: StateBlock, first: int, end: int, name: str) -> None:
    """Read the lines inside a block, and close it."""
    before = state.parentType, state.lineMax
    state.parentType, state.lineMax = name, end
    state.md.block.tokenize(state, first, end)
    state.parentType, state.lineMax = before
    state.push(f"{name}_close", "div", -1)
    state.line = min(end + 1, state.lineMax)


def _is_closed(state: StateBlock, end: int, last: int) -> bool:
    return end < last and source_line(state, end).lstrip().startswith(":::")


def _colons(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read `:::note` as a note, up to as many colons."""
    start = state.bMarks[first] + state.tShift[first]
    begin = _COLONS.match(state.src[start : state.eMarks[first]])
    if begin is None or begin[2].lower() not in NOTE_KINDS:
        return False
    if silent:
        return True
    end = closing_line(state, first + 1, last, re.compile(rf" *{begin[1]}[ ]*$"))
    token = state.push("note_open", "div", 1)
    token.map, token.meta = (
        [first, end],
        {"kind": begin[2].lower(), "title": begin[3].strip("[] "), "open": not _is_closed(state, end, last)},
    )
    read_inside(state, first + 1, end, "note")
    return True


def _exclaimed(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read `!!! note "Title"` as a note, with the lines below that are indented by four spaces."""
    start = state.bMarks[first] + state.tShift[first]
    begin = _EXCLAIMED.match(state.src[start : state.eMarks[first]])
    if begin is None or begin[1].lower() not in NOTE_KINDS:
        return False
    end = first + 1
    while end < last and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent + 4):
        end += 1
    if all(state.isEmpty(number) for number in range(first + 1, end)):
        return False
    if not silent:
        token = state.push("note_open", "div", 1)
        token.map, token.meta = [first, end], {"kind": begin[1].lower(), "title": begin[2] or ""}
        state.blkIndent += 4
        read_inside(state, first + 1, end, "note")
        state.blkIndent -= 4
        state.line = end
    return True


def _called_out(state: StateCore) -> None:
    """Read a quotation that begins with `[!NOTE]` as a note."""
    for number, token in enumerate(state.tokens):
        words = state.tokens[number + 2] if token.type == "blockquote_open" and len(state.tokens) > number + 2 else None
        first = words.children[0] if words and words.type == "inline" and words.children else None
        begin = _CALLED_OUT.match(first.content) if first and first.type == "text" else None
        if not (words and words.children and first and begin) or begin[1].lower() not in NOTE_KINDS:
            continue
        end = next(one for one in state.tokens[number:] if one.type == "blockquote_close" and one.level == token.level)
        token.type, end.type, token.meta = "note_open", "note_close", {"kind": begin[1].lower(), "title": begin[2]}
        first.content = ""
        if len(words.children) > 1 and words.children[1].type in ("softbreak", "hardbreak"):
            del words.children[1]


def _comment_lines(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Leave out a comment that has lines of its own."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("<!--", start):
        return False
    comment = _COMMENT.match(state.src, start, state.eMarks[last - 1])
    ends = state.src.find("\n", comment.end()) if comment else -1
    rest = state.src[comment.end() : ends if ends >= 0 else len(state.src)] if comment else ""
    if comment is None or rest.strip():
        return False
    if not silent:
        state.line = first + 1 + comment[0].count("\n")
    return True


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Leave out a comment among words."""
    comment = _COMMENT.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if comment is None:
        return False
    state.pos = comment.end()
    return True


def _line_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read `<br>` as the end of a line."""
    found = _BREAK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0).markup = found[0]
    state.pos = found.end()
    return True


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read text up to the next letter that can mean something, and a bare address, web or mail, as a link."""
    addresses = _addresses(state.src) if not state.linkLevel else {}
    if address := addresses.get(state.pos):
        if not silent:
            state.push("link_open", "a", 1).attrs = {"href": whole_address(address)}
            state.push("text", "", 0).content = address
            state.push("link_close", "a", -1)
        state.pos += len(address)
        return True
    end = _MEANS_SOMETHING.search(state.src, state.pos, state.posMax)
    stops = [end.start() if end else state.posMax, *(start for start in addresses if start > state.pos)]
    if min(stops) == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : min(stops)]
    state.pos = min(stops)
    return True


def whole_address(written: str) -> str:
    """Return where a bare address in a text leads to."""
    if "://" in written:
        return written
    return f"https://{written}" if written.startswith("www.") else f"mailto:{written}"


@lru_cache(maxsize=100)
def _addresses(text: str) -> dict[int, str]:
    """The bare addresses of a paragraph, by where they begin."""
    return {one.start(): _without_end(one[0]) for one in _ADDRESS.finditer(text)}


def _without_end(address: str) -> str:
    """An address in a sentence, without the marks that end the sentence."""
    while address and (
        address[-1] in "?!.,:;'’…_~&]" or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address


def _highlight(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read `==words==` as marked words."""
    found = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if found is None or silent or state.src[state.pos - 1 : state.pos] == "=":
        return False
    _push_marked(state, "mark", found)
    return True


def _raised(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's shape
    """Read `10^3^` and `H~2~O` behind a letter, and elsewhere `~words~` as struck out."""
    found = _RAISED.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if found is None or silent or before == found[1] or (found[1] == "^" and not before.isalnum()):
        return False
    _push_marked(state, "sup" if found[1] == "^" else "sub" if before.isalnum() else "s", found)
    return True


def _push_marked(state: StateInline, tag: str, words: re.Match[str]) -> None:
    """Put in the words between two marks, which may hold marks themselves."""
    after, most = words.end(), state.posMax
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = words.span(2)
    state.md.inline.tokenize(state)
    state.pos, state.posMax = after, most
    state.push(f"{tag}_close", tag, -1)
