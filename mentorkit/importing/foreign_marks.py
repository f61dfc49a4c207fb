"""Marks of other tools in a text of Markdown, as the marks of ours that mean the same, or left out and told.

For MkDocs, Docusaurus, GitHub, Hugo, Jekyll, Notion, Obsidian, GitBook, Quarto and Pandoc, MyST. Code stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mentorkit.core.commonmark import NOTE_KINDS, CodeFences
from mentorkit.core.open_marks import GAP
from mentorkit.importing.foreign_blocks import (
    CHANGED,
    DIRECTIVE,
    INCLUDED,
    MARKS,
    SAID_ASIDE,
    Replace,
    note_line,
    option,
    replaced,
    with_our_blocks,
)
from mentorkit.importing.left_out import LeftOutTally
from mentorkit.importing.markdown_escapes import without_placeholders
from mentorkit.language.placeholders import MEANT_AS_PLACEHOLDER, NAMES


def _shortcode(mark: re.Match[str]) -> str:
    """A shortcode of Hugo: a note, a picture, a film, or nothing."""
    slash, name, rest = mark[1], mark[2].casefold(), mark[3]
    if name in ("notice", "hint", "callout", "alert", "admonition", "note", "tip", "warning", "info"):
        if slash:
            return ":::"
        words = re.sub(r"\w+\s*=\s*(?:\"[^\"]*\"|\S+)", "", rest)
        bare = re.findall(r"\"([^\"]*)\"|([\w-]+)", words)
        plain = [one or other for one, other in bare]
        kind = (
            option(rest, "type", "style", "kind", "color")
            or (name if name in NOTE_KINDS else "")
            or (plain.pop(0) if plain else "note")
        )
        return note_line(kind, option(rest, "title", "header") or " ".join(plain))
    if name == "figure":
        caption = option(rest, "caption", "title")
        below = f' "{caption}"' if caption else ""
        return f"![{option(rest, 'alt')}]({option(rest, 'src')}{below})"
    if name in ("youtube", "vimeo"):
        film = option(rest, "id") or rest.strip(' "')
        return (
            f"https://{'youtu.be' if name == 'youtube' else 'vimeo.com'}/{film}"
            if re.fullmatch(r"[\w-]+", film)
            else ""
        )
    return ""


def _tag(mark: re.Match[str]) -> str:
    """A tag of Liquid or GitBook: a note, an included file, or nothing."""
    name, rest = mark[1].casefold(), mark[2]
    if name == "hint":
        return note_line(option(rest, "style") or "note")
    if name in ("endhint", "endcallout"):
        return ":::"
    if name == "tab":
        return f"\n\n**{option(rest, 'title')}**\n\n"
    if name in ("embed", "content-ref", "file"):
        address = option(rest, "url", "src")
        return address if address.startswith("http") else ""
    if name in ("include", "include_relative", "include-markdown"):
        content = option(rest, "content")
        return f"{note_line(rest.split('.')[0].strip() or 'note')}\n{content}\n:::" if content else ""
    if name == "highlight":
        return f"```{rest.strip().split(' ')[0]}"
    return "```" if name == "endhighlight" else ""


def _critic(mark: re.Match[str]) -> str:
    return mark[1].split("~>")[-1] if mark[1] is not None else next(filter(None, mark.groups()[1:]), "")


_TEXT_MARKS: tuple[tuple[str, re.Pattern[str], str | Replace], ...] = (
    (SAID_ASIDE, re.compile(r"<!--.{0,20000}?-->|^%%\n.{0,20000}?\n%%$|%%[^\n]{1,500}?%%|\{/\*.{0,5000}?\*/\}|\{>>.{0,5000}?<<\}|\{%-?\s*comment\s*-?%\}.{0,20000}?\{%-?\s*endcomment\s*-?%\}", re.DOTALL | re.MULTILINE), ""),
    (CHANGED, re.compile(r"\{--.{0,5000}?--\}", re.DOTALL), ""),
    (MARKS, re.compile(r"\{~~(.{0,5000}?)~~\}|\{\+\+(.{0,5000}?)\+\+\}|\{==(.{0,5000}?)==\}", re.DOTALL), _critic),
    (MARKS, re.compile(r"\{\{[<%]\s*(/?)\s*([\w.-]+)\s*((?:\"[^\"]{0,500}\"|[^\"]){0,1000}?)\s*/?[%>]\}\}", re.DOTALL), _shortcode),
    (MARKS, re.compile(r"\{%-?\s*([\w-]+)\s*((?:\"[^\"]{0,500}\"|[^\"%]){0,1000}?)\s*-?%\}", re.DOTALL), _tag),
    (MARKS, re.compile(r"<Admonition\b([^>]*)>"), lambda one: "\n" + note_line(option(one[1], "type") or "note", option(one[1], "title")) + "\n"),
    (MARKS, re.compile(r"</Admonition>"), "\n:::\n"),
    (MARKS, re.compile(r"<TabItem\b([^>]*)>"), lambda one: f"\n\n**{option(one[1], 'label') or option(one[1], 'value')}**\n\n"),
    (MARKS, re.compile(r"</?[A-Z][A-Za-z.]*(?:\s[^<>]*)?/?>"), "\n"),
    (MARKS, re.compile(r"!\[\[([^\[\]|#]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp))(?:\|[^\[\]]*)?\]\]", re.IGNORECASE), lambda one: f"![](<{one[1]}>)"),
    (INCLUDED, re.compile(r"!\[\[([^\[\]]+)\]\]"), lambda one: f"{GAP} (the text of {re.sub('[()]', '', one[1])}, which was shown here)"),
    (MARKS, re.compile(r"\[\[(?!_?toc_?\]\])([^\[\]|]+)(?:\|([^\[\]]+))?\]\]", re.IGNORECASE), lambda one: one[2] or one[1].lstrip("#").replace("#", " – ")),
    (MARKS, re.compile(r"\[([^\[\]\n]+)\]\{[.#][^{}\n]*\}"), lambda one: one[1]),
    (MARKS, re.compile(r"(?<=[)\]`*])\{:?\s*[.#:][^{}\n]*\}|(?<=[)\]`*])\{\s*(?:width|height|target|loading|align|style)\s*=[^{}\n]*\}"), ""),
    (MARKS, re.compile(r"[ ]+\^[a-z0-9-]{4,}[ ]*$", re.MULTILINE), ""),
    (MARKS, re.compile(r"\+\+([a-z][\w-]*(?:\+[\w-]+)*)\+\+"), lambda one: f"`{one[1]}`"),
    (MARKS, re.compile(r"\\(?:newpage|pagebreak|clearpage)\b"), ""),
    (MARKS, re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}\n]*\})?"), ""),
    (MARKS, re.compile(r"(?<![\w:]):([a-z][a-z0-9_+-]+):(?![\w:])"), lambda one: _sign(one[0]) or one[0]),
)  # fmt: skip
"""Marks inside a text: what they are, how they look, and what stands in their place."""

ROLE = re.compile(r"(?<![`\w])\{[a-z][\w:-]*\}`([^`<\n]+?)(?:<[^<>`\n]*>)?`(?!`)")
"""A role of MyST: {ref}`words <target>`."""
_INLINE_NOTE = re.compile(r"(?<!\[)\^\[([^\[\]\n]+)\]")


def with_our_marks(text: str, tally: LeftOutTally) -> str:
    """The text with the marks of ours."""
    notes: list[str] = []

    def lift(mark: re.Match[str]) -> str:
        notes.append(mark[1])
        return f"[^inline-{len(notes)}]"

    made = _outside_code(text, lambda part: _with_text_marks(part, tally))
    made = with_our_blocks(made, tally)
    made = _outside_code(made, lambda part: _with_values(_INLINE_NOTE.sub(lift, part), tally))
    made = without_placeholders(made)
    return "\n\n".join([made, *(f"[^inline-{number}]: {note}" for number, note in enumerate(notes, 1))])


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what is no code: neither between fences nor between backticks."""
    fences, parts, plain = CodeFences(), list[str](), list[str]()
    for line in text.split("\n"):
        if fences.hold(line) and not DIRECTIVE.match(line):
            parts += [_changed(plain, change), line] if plain else [line]
            plain = []
        else:
            plain.append(line)
    return "\n".join([*parts, *([_changed(plain, change)] if plain else [])])


def _changed(lines: list[str], change: Callable[[str], str]) -> str:
    kept: list[str] = []

    def hide(code: re.Match[str]) -> str:
        kept.append(code[0])
        return f"\0{len(kept) - 1}\0"

    text = ROLE.sub(lambda role: role[1].strip(), "\n".join(lines))
    hidden = re.sub(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", hide, text, flags=re.DOTALL)
    return re.sub(r"\0(\d+)\0", lambda one: kept[int(one[1])], change(hidden))


def _with_text_marks(text: str, tally: LeftOutTally) -> str:
    for what, mark, instead in _TEXT_MARKS:
        text = mark.sub(lambda one, what=what, instead=instead: replaced(one, what, instead, tally), text)  # type: ignore[misc]
    return text


def _with_values(text: str, tally: LeftOutTally) -> str:
    """The text with marks to fill in where another tool would have put a value."""

    def asked(mark: re.Match[str]) -> str:
        if mark[1].strip() in NAMES:
            return mark[0]
        tally.take(MARKS, mark[0], quote=mark[0], missed=True)
        return f"{GAP} (what another tool put here: {re.sub(r'[(){}|]', '', mark[1]).strip()})"

    return MEANT_AS_PLACEHOLDER.sub(asked, text)


def _sign(code: str) -> str:
    """The sign that other tools show for a short code; empty where there is none."""
    from pymdownx.gemoji_db import aliases, emoji  # a long list, of which most texts need nothing

    entry = emoji.get(aliases.get(code, code))
    return "".join(chr(int(part, 16)) for part in entry["unicode"].split("-")) if entry else ""
