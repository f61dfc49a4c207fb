"""Marks of other tools in a text of Markdown, as the marks of ours that mean the same, or left out and told.

For MkDocs, Docusaurus, GitHub, Hugo, Jekyll, Notion, Obsidian, GitBook, Quarto and Pandoc, MyST. Code stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from mentorkit.core.commonmark import NOTE_KINDS, CodeFences
from mentorkit.core.open_marks import GAP
from mentorkit.importing.left_out import LeftOutTally, words_in
from mentorkit.language.placeholders import MEANT_AS_PLACEHOLDER, NAMES

MARKS, SAID_ASIDE, INCLUDED, CHANGED, TAGS = (
    "marks of other tools",
    "comments",
    "parts of other files",
    "deleted passages",
    "tags",
)
Replace = Callable[[re.Match[str]], str]


def kind_of_note(name: str) -> str:
    """The kind of a note by the name that another tool has for it."""
    plain = name.casefold().removeprefix("callout-")
    return plain if plain in NOTE_KINDS else "note"


def _note(name: str, title: str = "") -> str:
    words = " ".join(title.strip(' "').split())
    return f":::{kind_of_note(name)} {words}".rstrip()


def _option(text: str, *names: str) -> str:
    """The value of an option of a mark: `title="…"`."""
    found = re.search(rf"\b(?:{'|'.join(names)})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>%}}]+))", text)
    return next(filter(None, found.groups()), "") if found else ""


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
            _option(rest, "type", "style", "kind", "color")
            or (name if name in NOTE_KINDS else "")
            or (plain.pop(0) if plain else "note")
        )
        return _note(kind, _option(rest, "title", "header") or " ".join(plain))
    if name == "figure":
        caption = _option(rest, "caption", "title")
        below = f' "{caption}"' if caption else ""
        return f"![{_option(rest, 'alt')}]({_option(rest, 'src')}{below})"
    if name in ("youtube", "vimeo"):
        film = _option(rest, "id") or rest.strip(' "')
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
        return _note(_option(rest, "style") or "note")
    if name in ("endhint", "endcallout"):
        return ":::"
    if name in ("include", "include_relative", "include-markdown"):
        content = _option(rest, "content")
        return f"{_note(rest.split('.')[0].strip() or 'note')}\n{content}\n:::" if content else ""
    if name == "highlight":
        return f"```{rest.strip().split(' ')[0]}"
    return "```" if name == "endhighlight" else ""


def _critic(mark: re.Match[str]) -> str:
    return mark[1].split("~>")[-1] if mark[1] is not None else next(filter(None, mark.groups()[1:]), "")


_TEXT_MARKS: tuple[tuple[str, re.Pattern[str], str | Replace], ...] = (
    (SAID_ASIDE, re.compile(r"<!--.*?-->|%%.*?%%|\{/\*.*?\*/\}|\{>>.*?<<\}|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL), ""),
    (CHANGED, re.compile(r"\{--.*?--\}", re.DOTALL), ""),
    (MARKS, re.compile(r"\{~~(.*?)~~\}|\{\+\+(.*?)\+\+\}|\{==(.*?)==\}", re.DOTALL), _critic),
    (MARKS, re.compile(r"\{\{[<%]\s*(/?)\s*([\w.-]+)\s*((?:\"[^\"]*\"|[^\"])*?)\s*/?[%>]\}\}", re.DOTALL), _shortcode),
    (MARKS, re.compile(r"\{%-?\s*([\w-]+)\s*((?:\"[^\"]*\"|[^\"%])*?)\s*-?%\}", re.DOTALL), _tag),
    (MARKS, re.compile(r"<Admonition\b([^>]*)>"), lambda one: "\n" + _note(_option(one[1], "type") or "note", _option(one[1], "title")) + "\n"),
    (MARKS, re.compile(r"</Admonition>"), "\n:::\n"),
    (MARKS, re.compile(r"<TabItem\b([^>]*)>"), lambda one: f"\n**{_option(one[1], 'label', 'value')}**\n"),
    (MARKS, re.compile(r"</?[A-Z][A-Za-z.]*(?:\s[^<>]*)?/?>"), "\n"),
    (MARKS, re.compile(r"!\[\[([^\[\]|#]+\.(?:png|jpe?g|gif|webp|svg|avif|bmp))(?:\|[^\[\]]*)?\]\]", re.IGNORECASE), lambda one: f"![](<{one[1]}>)"),
    (INCLUDED, re.compile(r"!\[\[([^\[\]]+)\]\]"), lambda one: f"{GAP} (the text of {re.sub('[()]', '', one[1])}, which was shown here)"),
    (MARKS, re.compile(r"\[\[(?!_?toc_?\]\])([^\[\]|]+)(?:\|([^\[\]]+))?\]\]", re.IGNORECASE), lambda one: one[2] or one[1].lstrip("#").replace("#", " – ")),
    (MARKS, re.compile(r"\[([^\[\]\n]+)\]\{[.#][^{}\n]*\}"), lambda one: one[1]),
    (MARKS, re.compile(r"(?<=[)\]`*])\{:?\s*[.#:][^{}\n]*\}|(?<=[)\]`*])\{\s*(?:width|height|target|loading|align|style)\s*=[^{}\n]*\}"), ""),
    (MARKS, re.compile(r"(?<=\s)\^[a-z0-9-]{4,}[ ]*$", re.MULTILINE), ""),
    (MARKS, re.compile(r"\\(?:newpage|pagebreak|clearpage)\b"), ""),
    (MARKS, re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}\n]*\})?"), ""),
    (MARKS, re.compile(r"(?<![\w:]):([a-z][a-z0-9_+-]+):(?![\w:])"), lambda one: _sign(one[0]) or one[0]),
)  # fmt: skip
"""Marks inside a text: what they are, how they look, and what stands in their place."""

_LINE_MARKS: tuple[tuple[str, re.Pattern[str], str | Replace], ...] = (
    (MARKS, re.compile(r"\s*(?:\[toc\]|\[\[_?toc_?\]\]|\{:\s*toc.*\}|(?:[*+-]|1\.)\s+TOC\s*|#{0,3}\s*Table of contents\s*\{.*\})\s*", re.IGNORECASE), ""),
    (INCLUDED, re.compile(r"\s*--8<--\s*\"([^\"]*)\"\s*"), lambda one: f"{GAP} (the text of {re.sub('[()]', '', one[1])}, which was shown here)"),
    (MARKS, re.compile(r"(?:import\s.+\sfrom\s+['\"].*['\"];?|export\s+(?:const|default|function)\b.*)"), ""),
    (MARKS, re.compile(r"(?:/{3,})\s*(?:admonition|details|(?P<kind>[\w-]+))\s*(?:\|\s*(?P<title>.*))?"), lambda one: _note(one["kind"] or "note", one["title"] or "")),
    (MARKS, re.compile(r"/{3,}"), ":::"),
    (MARKS, re.compile(r":{3,}\s*\{([^{}]*)\}\s*(.*)"), lambda one: _div(one[1], one[2])),
    (MARKS, re.compile(r":{3,}\s*([\w-]+)\s*(.*)"), lambda one: _note(one[1], re.sub(r"\{[^{}]*\}", "", one[2]).strip("[] "))),
    (MARKS, re.compile(r"((?:!!!|\?\?\?\+?)\s*)([\w-]+)(.*)"), lambda one: f"{one[1]}{kind_of_note(one[2])}{one[3]}"),
    (MARKS, re.compile(r"([ ]*>\s*\[!)([\w-]+)(\|[^\]]*)?(\].*)"), lambda one: f"{one[1]}{kind_of_note(one[2])}{one[4]}"),
    (TAGS, re.compile(r"\s*(?:#[^\W\d][\w/-]*\s*)+"), ""),
)  # fmt: skip
"""Marks that are a line of their own."""
_HEADING_NAME = re.compile(r"^(#{1,6} .*?)\s*\{:?\s*[.#][^{}\n]*\}\s*$")
_NOTE_BELOW = re.compile(r"\{:\s*\.([\w-]+?)(?:-title)?\s*\}")
_TAB = re.compile(r"=== \"([^\"]*)\"")
_DIRECTIVE = re.compile(r"(`{3,}|:{3,})\{([\w-]+)\}\s*(.*)")
_INLINE_NOTE = re.compile(r"(?<!\[)\^\[([^\[\]\n]+)\]")


def _div(about: str, title: str) -> str:
    """A block between colons with attributes: a note, or nothing but its text."""
    kind = next(
        (one for one in re.findall(r"\.?([\w-]+)", about) if one.casefold().removeprefix("callout-") in NOTE_KINDS), ""
    )
    return _note(kind, _option(about, "title") or title) if kind else "<!-- div -->"


def with_our_marks(text: str, tally: LeftOutTally) -> str:
    """The text with the marks of ours."""
    made = _outside_code(text, lambda part: _with_text_marks(part, tally))
    made = "\n".join(_lines(made, tally))
    return _outside_code(made, lambda part: _with_values(part, tally))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what is no code: neither between fences nor between backticks."""
    fences, parts, plain = CodeFences(), list[str](), list[str]()
    for line in text.split("\n"):
        if fences.hold(line) and not _DIRECTIVE.match(line):
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

    hidden = re.sub(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", hide, "\n".join(lines), flags=re.DOTALL)
    return re.sub(r"\0(\d+)\0", lambda one: kept[int(one[1])], change(hidden))


def _with_text_marks(text: str, tally: LeftOutTally) -> str:
    for what, mark, instead in _TEXT_MARKS:
        text = mark.sub(lambda one, what=what, instead=instead: _replaced(one, what, instead, tally), text)  # type: ignore[misc]
    notes: list[str] = []

    def lift(mark: re.Match[str]) -> str:
        notes.append(mark[1])
        return f"[^inline-{len(notes)}]"

    text = _INLINE_NOTE.sub(lift, text)
    return "\n\n".join([text, *(f"[^inline-{number}]: {note}" for number, note in enumerate(notes, 1))])


def _replaced(mark: re.Match[str], what: str, instead: str | Replace, tally: LeftOutTally) -> str:
    """What stands in place of a mark; the words that go with it are told."""
    made = instead if isinstance(instead, str) else instead(mark)
    gone = Counter(words_in(mark[0])) - Counter(words_in(re.sub(r"^:::[\w-]+", "", made)))
    hidden = what == SAID_ASIDE and mark[0].startswith("<!--")
    if made != mark[0] and (gone or not made.strip()):
        told = what in (MARKS, INCLUDED)
        tally.take(what, "" if told else " ".join(gone.elements()), quote=mark[0] if told else "")
        tally.missed.update(Counter() if hidden else gone)
    return made


def _lines(text: str, tally: LeftOutTally) -> Iterator[str]:
    """The lines of a text with ours in place of those that are marks of other tools; opened blocks are closed."""
    fences, lines, opened, number = CodeFences(), text.split("\n"), list[str](), 0
    while number < len(lines):
        line, number = lines[number], number + 1
        directive = _DIRECTIVE.fullmatch(line)
        if directive and directive[1][0] == "`":
            yield _directive(directive, opened)
            while number < len(lines) and re.match(r":[\w-]+:", lines[number]):
                number += 1
        elif opened and opened[-1][0] == "`" and line.strip() == opened[-1]:
            opened.pop()
            yield ":::"
        elif fences.hold(line):
            yield line
        elif tab := _TAB.fullmatch(line):
            yield f"**{tab[1]}**\n"
            while number < len(lines) and (not lines[number].strip() or lines[number].startswith("    ")):
                yield lines[number].removeprefix("    ")
                number += 1
        elif below := _NOTE_BELOW.fullmatch(line.strip()):
            tally.take(MARKS)
            if below[1].casefold() in NOTE_KINDS:
                end = next((n for n in range(number, len(lines)) if not lines[n].strip()), len(lines))
                yield from (_note(below[1]), *lines[number:end], ":::", "")
                number = end
        else:
            yield _line(line, tally)


def _directive(mark: re.Match[str], opened: list[str]) -> str:
    """A block of MyST that is a note; of another one, its text."""
    opened.append(mark[1])
    return _note(mark[2] if mark[2] != "admonition" else "note", mark[3])


def _line(line: str, tally: LeftOutTally) -> str:
    if re.fullmatch(r"\{:.*\}", line.strip()):
        tally.take(MARKS)
        return ""
    if named := _HEADING_NAME.match(line):
        return named[1]
    for what, mark, instead in _LINE_MARKS:
        if found := mark.fullmatch(line.rstrip()):
            if found[0].strip():
                return _replaced(found, what, instead, tally)
            return line
    return line


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
