"""What a document that people edit is made of: lines of text, room to write in, tables and pictures, whatever program shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

LineKind = Literal[
    "heading", "lead", "text", "question", "hint", "label", "item", "numbered", "tick", "quote", "code", "ends"
]
"""Of a line: a heading, the sentence below a title, a paragraph, what is asked, a hint below it, a small word above something, an item of
a list, one with a box to tick, a quotation, code, and the two ends of a scale, with a tab between them."""
Field = Literal["", "text", "tick"]
"""What readers do in a cell: nothing, write, or tick a box."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters that look alike. `language` is empty where it is the document's."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    """The address that it leads to: of the web, of mail or of a telephone."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph. A newline in a run is a line break."""

    runs: tuple[TextRun, ...]
    kind: LineKind = "text"
    level: int = 0
    """Of a heading from 1; of an item how deep its list stands in others, from 0."""
    group: int = 0
    """The list that a numbered item belongs to; each counts from one."""

    @property
    def words(self) -> str:
        """Its words without marks."""
        return " ".join("".join(run.text for run in self.runs).split())


@dataclass(frozen=True, slots=True)
class WritingRoom:
    """Room to write or draw in, so many millimetres high at least. `label` says what goes there."""

    label: str
    height: float
    words: str = ""
    """A word that stands in it, to write or draw around."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """Numbers of which readers choose one."""

    label: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text, with words for those who cannot see it."""

    path: Path
    alt: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: what stands in it, and what readers do there, which `label` names."""

    lines: tuple[Piece, ...] = ()
    head: bool = False
    field: Field = ""
    label: str = ""
    signed: bool = False
    """Whether it has a line to sign on above its words."""


@dataclass(frozen=True, slots=True)
class PieceTable:
    """A table; its first rows are `heads`, which stand again on each page. `label` says what it is about."""

    label: str
    rows: tuple[tuple[TableCell, ...], ...]
    heads: int = 0
    height: float = 0.0
    """Millimetres that a row with something to fill in has at least; 0 is as its words need."""

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows), default=0)


Piece: TypeAlias = TextLine | WritingRoom | NumberRow | PieceTable | Picture
