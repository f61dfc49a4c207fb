"""Lines and blocks of other tools in a text of Markdown, as those of ours: notes, tabs, tables, contents, attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mentorkit.core.commonmark import NOTE_KINDS, CodeFences
from mentorkit.core.open_marks import GAP
from mentorkit.importing.foreign_tables import table_at
from mentorkit.importing.left_out import LeftOutTally, words_in

MARKS, SAID_ASIDE, INCLUDED, CHANGED, TAGS = (
    "marks of other tools",
    "comments",
    "parts of other files",
    "deleted passages",
    "tags",
)
Replace = Callable[[re.Match[str]], str]
DIRECTIVE = re.compile(r"(`{3,})\{([\w-]+)\}\s*(.*)")
"""The first line of a block of MyST that is written as code is."""
_CONTENTS = re.compile(
    r"\s*(?:\[toc\]|\[\[_?toc_?\]\]|\{:\s*toc.*\}|(?:[*+-]|1\.)\s+TOC\s*|#{0,3}\s*Table of contents\s*\{.*\})\s*",
    re.IGNORECASE,
)
_LINES: tuple[tuple[str, re.Pattern[str], str | Replace], ...] = (
    (MARKS, _CONTENTS, ""),
    (INCLUDED, re.compile(r"\s*--8<--\s*\"([^\"]*)\"\s*"), lambda one: f"{GAP} (the text of {re.sub('[()]', '', one[1])}, which was shown here)"),
    (MARKS, re.compile(r"(?:import\s.+\sfrom\s+['\"].*['\"];?|export\s+(?:const|default|function)\b.*)"), ""),
    (MARKS, re.compile(r"\{:.*\}|\([\w-]+\)="), ""),
    (MARKS, re.compile(r"((?:!!!|\?\?\?\+?)\s*)([\w-]+)(.*)"), lambda one: f"{one[1]}{kind_of_note(one[2])}{one[3]}"),
    (MARKS, re.compile(r"([ ]*>\s*\[!)([\w-]+)(\|[^\]]*)?(\].*)"), lambda one: f"{one[1]}{kind_of_note(one[2])}{one[4]}"),
    (TAGS, re.compile(r"\s*(?:#[^\W\d][\w/-]*\s*)+"), ""),
)  # fmt: skip
"""Marks that are a line of their own."""
_NOTE_BELOW = re.compile(r"\{:\s*\.([\w-]+?)(?:-title)?\s*\}")
_TAB = re.compile(r"=== \"([^\"]*)\"")
_SLASHES = re.compile(r"/{3,}\s*(?:admonition|details|([\w-]+))\s*(?:\|\s*(.*))?")
_BRACED = re.compile(r":{3,}\s*\{([^{}]*)\}\s*(.*)")
_NAMED = re.compile(r":{3,}\s*([\w-]+)\s*(.*)")
_CLOSES = re.compile(r"(?::{3,}|/{3,})\s*")
_OPTION_BELOW = re.compile(r"    ([a-z]+):\s*(.*)|:([\w-]+):.*")


def kind_of_note(name: str) -> str:
    """The kind of a note by the name that another tool has for it."""
    plain = name.casefold().removeprefix("callout-")
    return plain if plain in NOTE_KINDS else "note"


def note_line(name: str, title: str = "") -> str:
    """The first line of a note, by the name that another tool has for its kind."""
    words = " ".join(title.strip(' "').split())
    return f":::{kind_of_note(name)} {words}".rstrip()


def option(text: str, *names: str) -> str:
    """The value of an option of a mark: `title="…"`."""
    found = re.search(rf"\b(?:{'|'.join(names)})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>%}}]+))", text)
    return next(filter(None, found.groups()), "") if found else ""


def replaced(mark: re.Match[str], what: str, instead: str | Replace, tally: LeftOutTally) -> str:
    """What stands in place of a mark; the words that go with it are told."""
    made = instead if isinstance(instead, str) else instead(mark)
    gone = Counter(words_in(mark[0])) - Counter(words_in(_shown(made)))
    hidden = what == SAID_ASIDE and mark[0].startswith("<!--")
    if made != mark[0] and (gone or not made.strip()):
        told = what in (MARKS, INCLUDED)
        tally.take(what, "" if told else " ".join(gone.elements()), quote=mark[0] if told else "")
        tally.missed.update(Counter() if hidden else gone)
    return made


def _shown(made: str) -> str:
    """The words of what stands in place of a mark, without its own marks and addresses."""
    made = re.sub(r"^:::[\w-]+|^```\w*", "", made.strip())
    made = re.sub(r"!\[([^\]]*)\]\((?:<[^>]*>|[^\s)]*)(?:\s+\"([^\"]*)\")?\)", lambda one: one[2] or "", made)
    return re.sub(rf"{GAP} \([^()]*\)", "", made)


def with_our_blocks(text: str, tally: LeftOutTally) -> str:
    """The text with the lines and blocks of ours."""
    return "\n".join(_Blocks(text.split("\n"), tally).made())


@dataclass(slots=True)
class _Blocks:
    """Goes through a text line by line. `opened` has for each open block what closes it, and whether it is a note."""

    lines: list[str]
    tally: LeftOutTally
    number: int = 0
    fences: CodeFences = field(default_factory=CodeFences)
    opened: list[tuple[str, bool]] = field(default_factory=list)

    def made(self) -> Iterator[str]:
        """The lines with ours in their places."""
        while self.number < len(self.lines):
            line, self.number = self.lines[self.number], self.number + 1
            directive = None if self.fences.open else DIRECTIVE.fullmatch(line)
            if directive:
                yield self.begun(directive[0], directive[1], directive[2], directive[3])
            elif self.opened and self.opened[-1][0][:1] == "`" and line.strip() == self.opened[-1][0]:
                yield self.ended()
            elif self.fences.hold(line):
                yield line
            else:
                yield from self.plain(line)
        yield from (":::" for _, note in self.opened if note)

    def plain(self, line: str) -> Iterator[str]:
        """A line that is no code."""
        if _CLOSES.fullmatch(line):
            yield self.ended()
        elif begun := self.block(line):
            yield begun
        elif tab := _TAB.fullmatch(line):
            yield f"**{tab[1]}**\n"
            yield from self.below()
        elif below := _NOTE_BELOW.fullmatch(line.strip()):
            self.tally.take(MARKS, line, missed=True)
            if below[1].casefold() in NOTE_KINDS:
                end = next(
                    (n for n in range(self.number, len(self.lines)) if not self.lines[n].strip()), len(self.lines)
                )
                yield from (note_line(below[1]), *self.lines[self.number : end], ":::", "")
                self.number = end
        elif found := table_at(self.lines, self.number - 1):
            self.number, made = found
            yield from made
        else:
            yield self.marked(line)

    def block(self, line: str) -> str:
        """The first line of a block between slashes or colons; nothing where none begins."""
        if slashes := _SLASHES.fullmatch(line):
            return self.begun(line, "/", slashes[1] or "note", slashes[2] or "")
        if braced := _BRACED.fullmatch(line):
            names = [one.casefold().removeprefix("callout-") for one in re.findall(r"\.?([\w-]+)", braced[1])]
            kind = next((one for one in names if one in NOTE_KINDS or one == "admonition"), "")
            return self.begun(line, ":", kind, option(braced[1], "title") or braced[2], note=bool(kind))
        if named := _NAMED.fullmatch(line):
            return self.begun(line, ":", named[1], re.sub(r"\{[^{}]*\}", "", named[2]).strip("[] "))
        return ""

    def begun(self, line: str, closes: str, kind: str, title: str, *, note: bool = True) -> str:
        """Begin a block; what follows as its options is read."""
        self.opened.append((closes, note))
        words = Counter(words_in(line))
        while self.number < len(self.lines) and (below := _OPTION_BELOW.fullmatch(self.lines[self.number])):
            words.update(words_in(self.lines[self.number]))
            kind, self.number = below[2] if below[1] == "type" else kind, self.number + 1
        self.tally.missed.update(words - Counter(words_in(title)))
        depth = sum(one for _, one in self.opened)
        return f"{':' * max(9 - depth, 3)}{note_line(kind, title)[3:]}" if note else " "

    def ended(self) -> str:
        """End the innermost block; slashes or colons that close nothing are left out."""
        if not self.opened:
            return ""
        depth = sum(one for _, one in self.opened)
        return ":" * max(9 - depth, 3) if self.opened.pop()[1] else ""

    def below(self) -> Iterator[str]:
        """The lines below that are indented by four spaces, without these."""
        while self.number < len(self.lines) and (
            not self.lines[self.number].strip() or self.lines[self.number].startswith("    ")
        ):
            yield self.lines[self.number].removeprefix("    ")
            self.number += 1

    def marked(self, line: str) -> str:
        """A line with ours in place of the mark that it is."""
        for what, mark, instead in _LINES:
            if line.strip() and (found := mark.fullmatch(line.rstrip())):
                return replaced(found, what, instead, self.tally)
        return line
