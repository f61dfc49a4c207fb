"""Print HTML as the pieces of a document that people edit: the same words, with room to write in place of lines on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from mentorkit.importing.html_elements import html_tree
from mentorkit.office.document_pieces import (
    LineKind,
    NumberRow,
    Picture,
    Piece,
    PieceTable,
    TableCell,
    TextLine,
    TextRun,
    WritingRoom,
)
from mentorkit.workbooks.layout.html_tree import TO_FILL, classes, of_class, words_in

_LINE = 8.0
"""Millimetres of a line to write on."""
_ROW = 9.0
"""Millimetres of a row to fill in."""
_SPARE = 4
"""Lines for notes that have the rest of a page on paper."""
_LEFT_OUT = frozenset(
    {"letterhead", "mk-more", "rest--paper", "rest-start", "mk-more__ground", "key-sign", "mk-corner", "qr-code"}
)
"""Parts of a page that are about paper: its head, which a document has of its own, and lines that fill what is left of it."""
_KINDS: dict[str, LineKind] = {
    "lead": "lead", "mk-ask": "question", "rest-title": "question", "mk-hint": "hint", "mk-label": "label", "mk-whose": "label",
    "event-for": "label", "key-kicker": "label", "muted": "hint",
}  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre",
    "section", "table", "ul",
})  # fmt: skip
_LED = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")
"""Signs that keep parts of a line apart: programs for texts have marks of their own for that."""


def pieces_of(html: str, *, notes: bool = True) -> tuple[Piece, ...]:
    """The pieces of a page or a part of one, in the order in which they are read; with room for `notes` where paper has it."""
    body, problems = html_tree(html, "")
    assert body is not None, problems  # our own templates are not as deep as that
    return tuple(_joined(_PrintReader(notes=notes).inside(body)))


@dataclass(frozen=True, slots=True)
class _LetterLook:
    """How the letters of an element look, by what is around it."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    language: str = ""

    def inside(self, one: Element) -> _LetterLook:
        href = one.get("href", "") if one.tag == "a" else ""
        return _LetterLook(
            self.bold or one.tag in ("strong", "b"),
            self.italic or one.tag in ("em", "i", "cite"),
            self.code or one.tag in ("code", "kbd"),
            href if _LED.match(href) else self.href,
            one.get("lang", "") or self.language,
        )


class _PrintReader:
    """Reads the elements of a page in order. `asked` is the last question: what follows it is the answer's place."""

    def __init__(self, *, notes: bool) -> None:
        self.notes = notes
        self.asked = ""
        self.kind: LineKind = "text"
        self.language = ""
        self.lists = count(1)

    def inside(self, parent: Element) -> Iterator[Piece]:
        """What stands in an element: its blocks, and words between them as paragraphs."""
        around, self.language = self.language, parent.get("lang", "") or self.language
        loose: list[tuple[str, Element | None]] = [(parent.text or "", None)]
        aside: list[Piece] = []
        for child in parent:
            if child.tag in _BLOCKS:
                yield from self._paragraph(parent, loose)
                loose = []
                found = self._block(child)
                if "briefing-side" in classes(child):  # it stands beside the text on paper, and is read after it here
                    aside += found
                else:
                    yield from found
            else:
                loose.append(("", child))
            loose.append((child.tail or "", None))
        yield from self._paragraph(parent, loose)
        yield from aside
        self.language = around

    def _block(self, one: Element) -> Iterator[Piece]:
        named, tag = classes(one), one.tag
        if named & _LEFT_OUT:
            return
        if tag in ("ul", "ol"):
            yield from self._list(one, 0)
        elif tag == "table":
            yield self._table(one)
        elif "mk-scale__row" in named:
            yield NumberRow(self.asked, tuple(words_in(cell) for cell in of_class(one, "mk-scale__cell")))
        elif "mk-scale__ends" in named:
            low, high = (words_in(of_class(one, f"mk-scale__{end}")[0]) for end in ("low", "high"))
            yield TextLine((TextRun(f"{low}\t{high}"),), "ends")
        elif named & {"mk-line", "mk-lines"}:
            lines = 1 if "mk-line" in named else len(of_class(one, "mk-line"))
            yield WritingRoom(one.get("data-asked") or self.asked, _LINE * lines)
        elif "mk-draw__frame" in named:
            yield self._frame(one)
        elif "rest" in named:
            yield from self._spare(one) if self.notes else ()
        else:
            yield from self._named(one, named)

    def _named(self, one: Element, named: frozenset[str]) -> Iterator[Piece]:
        """A block whose class says what its words are."""
        before = self.kind
        kind = next((_KINDS[name] for name in named if name in _KINDS), before)
        self.kind = {"blockquote": "quote", "pre": "code"}.get(one.tag, kind)  # type: ignore[assignment]
        if "mk-checklist" in named or named & {"ticks", "choose"}:
            self.kind = "tick"
        yield from self.inside(one)
        self.kind = before

    def _paragraph(self, parent: Element, loose: list[tuple[str, Element | None]]) -> Iterator[Piece]:
        runs: list[TextRun] = []
        ink = replace(_LetterLook().inside(parent), language=self.language)
        for text, child in loose:
            runs += self._runs(child, ink) if child is not None else [_run(text, ink)]
        line = _tidied(runs)
        if line:
            heading = re.fullmatch(r"h([1-6])", parent.tag)
            made = TextLine(line, "heading" if heading else self._kind_of(parent), int(heading[1]) if heading else 0)
            if made.kind in ("question", "heading"):
                self.asked = made.words
            yield made
        for _, child in loose:
            yield from _pictures(child) if child is not None else ()

    def _kind_of(self, parent: Element) -> LineKind:
        return "text" if self.kind == "tick" else self.kind if parent.tag != "li" else "item"

    def _runs(self, one: Element, ink: _LetterLook) -> Iterator[TextRun]:
        if classes(one) & _LEFT_OUT:
            return
        ink = ink.inside(one)
        if one.tag == "br" or "moment" in classes(one):
            yield TextRun("\n")
        yield _run(one.text or "", ink)
        for child in one:
            yield from self._runs(child, ink)
            yield _run(child.tail or "", ink)

    def _list(self, one: Element, level: int) -> Iterator[Piece]:
        ticked = self.kind == "tick" or classes(one) & {"ticks", "choose"}
        kind: LineKind = "tick" if ticked else "numbered" if one.tag == "ol" else "item"
        group = next(self.lists) if kind == "numbered" else 0
        for item in one.findall("li"):
            began = False
            for piece in self._item(item, level):
                if (isinstance(piece, TextLine) and not began and piece.kind not in ("item", "numbered", "tick")) or (
                    isinstance(piece, TextLine) and piece.kind == "item" and not piece.level and not began
                ):
                    began, piece = True, replace(piece, kind=kind, level=level, group=group)
                yield piece

    def _item(self, item: Element, level: int) -> Iterator[Piece]:
        """What stands in an item; lists in it are one deeper."""
        copy = Element("div", {"lang": item.get("lang", "")})
        copy.text = item.text
        for child in item:
            if child.tag in ("ul", "ol"):
                yield from self.inside(copy)
                yield from self._list(child, level + 1)
                copy = Element("div", {"lang": item.get("lang", "")})
                copy.text = child.tail
            else:
                copy.append(child)
        yield from self.inside(copy)

    def _table(self, one: Element) -> PieceTable:
        rows = [*one.iter("tr")]
        heads = len([*(one.find("thead") or Element("thead")).iter("tr")])
        filled = bool(classes(one) & TO_FILL)
        columns = [words_in(cell) for cell in rows[0]] if heads else []
        label, made = self.asked, []
        for number, row in enumerate(rows):
            named = next((words_in(cell) for cell in row if cell.tag == "th"), "") if number >= heads else ""
            made.append(
                tuple(
                    self._cell(cell, filled and number >= heads, ": ".join(filter(None, (named, head))) or label)
                    for cell, head in zip(row, [*columns, *[""] * len(row)], strict=False)
                )
            )
        self.asked = label
        return PieceTable(label, tuple(made), heads, _ROW if filled else 0.0)

    def _cell(self, cell: Element, filled: bool, label: str) -> TableCell:  # noqa: FBT001 - of the table that it stands in
        if of_class(cell, "mk-choose"):
            return TableCell(field="tick", label=label)
        if of_class(cell, "sign"):
            lines = tuple(self.inside(cell))
            words = " ".join(line.words for line in lines if isinstance(line, TextLine))
            return TableCell(lines, field="text", label=f"{label}: {words}", signed=True)
        before, self.kind = self.kind, "text"
        lines = tuple(self.inside(cell))
        self.kind = before
        field = "text" if filled and cell.tag == "td" and not lines else ""
        return TableCell(lines, head=cell.tag == "th", field=field, label=label if field else "")  # type: ignore[arg-type]

    def _frame(self, one: Element) -> Piece:
        """A frame to draw in: where it has parts with names, a row for each."""
        said = next(filter(None, (re.match(r"mk-draw--(\d+)$", name) for name in sorted(classes(one)))), None)
        height = float(said[1]) if said else 80.0
        labels = [words_in(item) for item in one.iter("li")]
        centre = next((words_in(found) for found in of_class(one, "mk-draw__centre")), "")
        if not labels:
            return WritingRoom(self.asked, height, centre)
        rows = [
            (TableCell((self._plain_line(label),), head=True), TableCell(field="text", label=f"{self.asked}: {label}"))
            for label in labels
        ]
        if centre:
            rows.insert(0, (TableCell((self._plain_line(centre),), head=True), TableCell(field="text", label=centre)))
        return PieceTable(self.asked, tuple(rows), 0, max(_ROW, height / len(rows)))

    def _plain_line(self, text: str, kind: LineKind = "text", language: str = "") -> TextLine:
        """A line of words that look alike."""
        return TextLine((TextRun(text, language=language or self.language),), kind)

    def _spare(self, one: Element) -> Iterator[Piece]:
        """Lines for the rest of a page, under their title: some of them."""
        for title in of_class(one, "rest-title"):
            self.asked = words_in(title)
            yield self._plain_line(self.asked, "question", title.get("lang", ""))
        yield WritingRoom(self.asked, _LINE * _SPARE)


def _run(text: str, ink: _LetterLook) -> TextRun:
    return TextRun(_ISOLATES.sub("", text), ink.bold, ink.italic, ink.code, ink.href, ink.language)


def _tidied(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """The runs with white space as a browser shows it: one space for many, none at the ends of lines."""
    kept: list[TextRun] = []
    for run in runs:
        text = "\n" if run.text == "\n" else re.sub(r"[ \t\r\n]+", " ", run.text)
        ends = not kept or kept[-1].text.endswith((" ", "\n"))
        if text == "\n" and kept:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
        text = text.lstrip(" ") if ends else text
        if text and not (text == "\n" and not kept):
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(run for run in kept if run.text)


def _pictures(one: Element) -> Iterator[Piece]:
    for picture in one.iter("img"):
        address = urlsplit(picture.get("src", ""))
        if address.scheme == "file":
            yield Picture(Path(url2pathname(address.path)), picture.get("alt", ""))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with rooms side by side as one: paper has the lines of one answer in several parts."""
    waiting: WritingRoom | None = None
    for piece in pieces:
        if isinstance(piece, WritingRoom) and waiting and not piece.words and piece.label == waiting.label:
            waiting = replace(waiting, height=waiting.height + piece.height)
            continue
        if waiting:
            yield waiting
        waiting = piece if isinstance(piece, WritingRoom) else None
        if waiting is None:
            yield piece
    if waiting:
        yield waiting
