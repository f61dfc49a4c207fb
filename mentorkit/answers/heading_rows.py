"""The heading rows of form tools, told by their features: which rows they are, and what each column is called.

| tool | features |
|---|---|
| Qualtrics | three rows: names of columns, words of the questions, an `{"ImportId": …}` in each cell |
| SurveyMonkey | two rows: a question over the first of its columns, and an option, a row of a grid or "Response" under it |
| all others | one row: Google Forms, Microsoft Forms, LimeSurvey, a table of our own |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorkit.answers.dropped_columns import kind_by_heading
from mentorkit.answers.plain_headings import plain_heading
from mentorkit.answers.raw_tables import Row, without_hidden

_IMPORT_ID = re.compile(r'\{\s*"+ImportId"+')
_RESPONSE = frozenset({
    "response", "open-ended response", "antwort", "offene beantwortung", "réponse", "réponse ouverte", "respuesta", "respuesta abierta", "resposta",
    "resposta aberta", "risposta", "risposta libera", "antwoord", "open antwoord",
})  # fmt: skip
"""What SurveyMonkey writes under a question that has one column."""
_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\[[^\[\]]*\])*\.\s+(.+)")
"""A heading of LimeSurvey with the code of its question in front: G01Q02[SQ001]. Which topics? [Feedback]."""
_TEXT = re.compile(r"_TEXT$")
_LONGEST_KEY = 200
_PARTS = (" - ", ": ", " >> ", " / ", " | ", " – ", ":")
"""What form tools put between a question and its option or row, where both stand in one heading."""
_LONGEST_PARTED = 1_000
"""Letters of a heading that is parted into question and option: no two of these are longer."""
_MOST_TITLES = 4
MOST_ROWS = 3
"""Heading rows of any tool."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading."""

    index: int
    """From 0."""
    key: str
    """What messages and the file of columns call it; no two of a file have one."""
    question: str
    """The words of the question."""
    part: str = ""
    """The option or the row of a grid that stands apart from it; often both are one text."""
    own_words: bool = False
    """Whether it holds the text that belongs to the option "other"."""
    code: str = ""
    """What the tool calls it, where a row of its own says so."""

    def readings(self) -> Iterator[tuple[str, str]]:
        """Every way to part it into question and option or row: the whole first, then the longest question."""
        yield self.question, self.part
        if self.part:
            yield f"{self.question} {self.part}", ""
        if self.part or len(self.question) > _LONGEST_PARTED:
            return
        if named := _NAMED.fullmatch(self.question):
            yield from Column(self.index, "", named[1]).readings()
        if bracket := re.fullmatch(r"(.+?)\s*\[([^\[\]]*)\]", self.question):
            yield bracket[1], bracket[2]
        cuts = {(at, at + len(sign)) for sign in _PARTS for at in _places(self.question, sign)}
        for start, end in sorted(cuts, reverse=True):
            yield self.question[:start], self.question[end:]


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a file, and how many of its rows that are not empty are headings."""

    columns: tuple[Column, ...]
    rows: int
    tool: str = ""
    """The form tool, where its heading rows tell it."""


def headings_of_file(first: Sequence[Row], lines: int | None = None) -> Headings:
    """Read the headings from the first rows of a file; `lines` is how many rows they are, where people said it."""
    rows = [[without_hidden(cell) for cell in cells] for _, cells in first[:MOST_ROWS]]
    lines = min(lines or _lines(rows), len(rows))
    if lines == 3:
        return Headings(_keyed(_qualtrics(rows[0], rows[1])), 3, "Qualtrics")
    if lines == 2:
        return Headings(_keyed(_surveymonkey(rows[0], rows[1])), 2, "SurveyMonkey")
    return Headings(_keyed(Column(index, "", words.removeprefix("'")) for index, words in enumerate(rows[0])), 1)


def _lines(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are headings, by their features."""
    if len(rows) == MOST_ROWS and _share(rows[2], _IMPORT_ID) > 0.5:
        return 3
    return 2 if len(rows) > 1 and _is_surveymonkey(rows[0], rows[1]) else 1


def titles_above(first: Sequence[Row]) -> int:
    """How many rows stand above the headings: those with a single cell, where a row of several follows at once."""
    widths = [sum(map(bool, cells)) for _, cells in first[: _MOST_TITLES + 1]]
    wide = next((number for number, width in enumerate(widths) if width > 1), 0)
    return wide if widths and widths[wide] > 2 else 0


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at > 0:
        yield at
        at = text.find(sign, at + 1)


def _share(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(bool(pattern.match(cell)) for cell in filled) / len(filled) if filled else 0


def _qualtrics(codes: Sequence[str], words: Sequence[str]) -> Iterator[Column]:
    """Columns of Qualtrics: those of one question have its number in front, and its words."""
    texts = [words[index] if index < len(words) else "" for index in range(len(codes))]
    for index, code in enumerate(codes):
        text = texts[index].replace(" - Selected Choice", "") or code
        own = bool(_TEXT.search(code))
        if own:  # Which of these? - Other (please specify) - Text
            text = re.sub(r" - Text$", "", text)
            text = text.rpartition(" - ")[0] or text
        yield Column(index, "", text, own_words=own, code=code)


def _is_surveymonkey(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a second row of headings stands under the first: nothing under who answered, "Response" under a question."""
    if not second or second[0] or not first[0]:
        return False
    under = [plain_heading(cell) for cell in second if cell]
    known = sum(one in _RESPONSE for one in under)
    continued = sum(1 for above, below in zip(first, second, strict=False) if not above and below)
    return bool(known) or (continued > 1 and kind_by_heading(first[0]) != "")


def _surveymonkey(first: Sequence[str], second: Sequence[str]) -> Iterator[Column]:
    question = ""
    for index in range(max(len(first), len(second))):
        above = first[index] if index < len(first) else ""
        below = second[index] if index < len(second) else ""
        question = above or (question if below else "")
        yield Column(index, "", question, "" if plain_heading(below) in _RESPONSE else below)


def _keyed(columns: Iterator[Column]) -> tuple[Column, ...]:
    """Give each column its name: its words, cut where they are long, with a number where others have the same."""
    seen = dict[str, int]()
    made = list[Column]()
    for one in columns:
        words = " | ".join(filter(None, (one.question, one.part))) or f"(column {one.index + 1})"
        words += " (own words)" if one.own_words else ""
        words = words if len(words) <= _LONGEST_KEY else f"{words[: _LONGEST_KEY - 1]}…"
        seen[words] = number = seen.get(words, 0) + 1
        key = words if number == 1 else f"{words} ({number})"
        made.append(Column(one.index, key, one.question, one.part, one.own_words, one.code))
    return tuple(made)
