"""The text of a guide as the studio's editor has it: its facts for fields, its body for the text area, and both back in the file.

Whatever is not changed stays in the file letter by letter, with its line ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from mentorkit.guides.guide_head import head_place

BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class GuideText:
    """A guide in its parts, whose texts one after the other are the file, but for its line ends."""

    before: str
    """The line that begins the facts, and empty lines before it; nothing where there are no facts."""
    facts: str
    """The facts, as YAML."""
    between: str
    """The line that ends the facts, and empty lines after it."""
    body: str

    @property
    def whole(self) -> str:
        """The text of the file, with line feeds for line ends."""
        return self.before + self.facts + self.between + self.body

    @property
    def body_line(self) -> int:
        """The line of the file on which the body begins, from 1."""
        return 1 + (self.before + self.facts + self.between).count("\n")

    @property
    def facts_line(self) -> int:
        """The line of the file on which the facts begin."""
        return 1 + self.before.count("\n")

    def with_facts(self, facts: str) -> GuideText:
        """The same with other facts; lines for their beginning and end are made where there are none."""
        if self.before or not facts.strip():
            return replace(self, facts=facts)
        return GuideText("---\n", facts.rstrip("\n") + "\n", "---\n\n", self.body.lstrip("\n"))


def parted(text: str) -> GuideText:
    """A guide's text in its parts. Facts that are not closed count as body, where their author sees and mends them."""
    text = _LINE_END.sub("\n", text.removeprefix(BOM))
    place = head_place(text)
    if place is None:
        return GuideText("", "", "", text)
    begin, end, after = place
    blank = len(text[after:]) - len(text[after:].lstrip("\n"))
    return GuideText(text[:begin], text[begin:end], text[end : after + blank], text[after + blank :])


def as_in_file(text: str, file: str) -> str:
    """A text with line feeds as it stands in its file: lines that were there keep their ends, new ones get those of most lines.

    `file` is the text that stands there, with its line ends and its byte order mark.
    """
    mark = BOM if file.startswith(BOM) else ""
    old = file.removeprefix(BOM)
    ends = _LINE_END.findall(old)
    usual = max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"
    if set(ends) <= {"\n"}:
        return mark + text
    before, after = _lines(old), _lines(text)
    made = [line + (usual if end else "") for line, end in after]
    matcher = SequenceMatcher(None, [line for line, _ in before], [line for line, _ in after], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            (line, end), (_, wanted) = before[block.a + step], after[block.b + step]
            made[block.b + step] = line + ((end or usual) if wanted else "")
    return mark + "".join(made)


def _lines(text: str) -> list[tuple[str, str]]:
    """The lines of a text, each with its end; the last one's is empty where the text does not end a line."""
    ends = [*_LINE_END.findall(text), ""]
    lines = list(zip(_LINE_END.split(text), ends, strict=True))
    return lines if lines[-1][0] else lines[:-1]
