"""Pieces of a document as a file of Word: real headings, lists and tables, and fields to type into and to tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from textwrap import shorten
from typing import Any
from unicodedata import bidirectional
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from mentorkit.office.document_look import DocumentLook, numbering, twips
from mentorkit.office.document_pieces import (
    NumberRow,
    Picture,
    Piece,
    PieceTable,
    TableCell,
    TextLine,
    TextRun,
    WritingRoom,
)
from mentorkit.office.logo_pictures import LogoPicture
from mentorkit.office.office_package import finished
from mentorkit.office.word_elements import column_widths, el, keep_with_next, namespace, refill, styled, words_of_run
from mentorkit.office.word_fields import WordFields

_STYLES = {
    "lead": "Subtitle", "text": "", "question": "Question", "hint": "Hint", "label": "Label", "item": "ListBullet", "numbered": "ListNumber",
    "tick": "Tick", "quote": "Quote", "code": "Code", "ends": "ScaleEnds",
}  # fmt: skip
_LOGO = (60.0, 14.0)
"""The most millimetres that a logo is wide and high."""
_WIDEST = 1600
"""The most pixels that a picture of a text is wide and high."""
_PIXELS = 8.0
"""Pixels of a picture in a millimetre, where it is smaller than the text is wide."""
_TOGETHER = 9
"""Tables of so many rows stand on one page."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of a document: the logo, or the organisation's name, and what the document belongs to."""

    title: str
    """The title of the document, which its properties have and its further pages show."""
    programme: str
    beside: str
    """What stands below the programme: the cohort, the organisation."""
    organisation: str
    logo: LogoPicture | None


def word_file(pieces: Sequence[Piece], look: DocumentLook, head: Letterhead) -> bytes:
    """The document as DOCX; the same input gives the same bytes. It holds nothing about who made it and when."""
    return _Writer(look, head).file(pieces)


@dataclass
class _Writer:
    """Writes one document."""

    look: DocumentLook
    head: Letterhead
    document: Any = field(default_factory=Document)
    fields: WordFields = field(default_factory=WordFields)

    def file(self, pieces: Sequence[Piece]) -> bytes:
        groups = sorted({one.group for one in _lines_of(pieces) if one.kind == "numbered"})
        self.lists = {group: number for number, group in enumerate(groups, 3)}
        refill(self.document.styles.element, self.look.styles())
        refill(self.document.part.numbering_part.element, numbering(len(groups)))
        self._settings()
        body = self.document.element.body
        for child in [one for one in body if one.tag != qn("w:sectPr")]:
            body.remove(child)
        section = body.find(qn("w:sectPr"))
        section.clear()
        self._heads()
        section.extend(list(parse_xml(f'<w:sectPr xmlns:w="{namespace()}">{self.look.section()}</w:sectPr>')))
        for element in self._blocks(pieces):
            section.addprevious(element)
        out = BytesIO()
        self.document.save(out)
        parts = {"word/fontTable.xml": self.look.fonts()}
        return finished(out.getvalue(), self.head.title, self.look.language, parts)

    def _settings(self) -> None:
        """Word of today, no compatibility with its earlier versions, and the language of the document."""
        mode = (
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        )
        refill(
            self.document.settings.element,
            f'<w:settings xmlns:w="{namespace()}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="{twips(12.5)}"/>'
            f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{mode}</w:compat>'
            f"<w:themeFontLang w:val={quoteattr(self.look.language)}/></w:settings>",
        )

    def _heads(self) -> None:
        """The letterhead on the first page, a running head on the others, the number of the page on all."""
        section, head = self.document.sections[0], self.head
        shown = [TextRun("\t"), TextRun(head.programme, bold=True)]
        if head.beside:
            shown += [TextRun("\n\t"), TextRun(head.beside)]
        beside = [self._run(run) for run in shown]
        first = self._strip(section.first_page_header)
        first.append(el("p", None, styled("Letterhead"), self._sign(section.first_page_header.part), *beside))
        later = self._strip(section.header)
        later.append(el("p", None, styled("Header"), self._run(TextRun(f"{head.programme}\t{head.title}"))))
        for foot in (section.first_page_footer, section.footer):
            self._strip(foot).append(el("p", None, styled("Footer"), self._run(TextRun("\t")), *self._number()))

    @staticmethod
    def _strip(strip: Any) -> Any:
        """A head or foot of pages of its own, empty."""
        strip.is_linked_to_previous = False
        element = strip.part.element
        for child in list(element):
            element.remove(child)
        return element

    def _sign(self, part: Any) -> Any:
        """The logo, as large as the head has room for; without one, the organisation's name."""
        logo = self.head.logo
        if logo is None:
            return self._run(TextRun(self.head.organisation, bold=True))
        scale = min(_LOGO[0] / logo.width, _LOGO[1] / logo.height)
        return self._shown(part, logo.data, logo.alt, logo.width * scale)

    def _shown(self, part: Any, data: bytes, alt: str, width: float) -> Any:
        """A picture, so many millimetres wide, with its words for those who cannot see it."""
        inline = part.new_pic_inline(BytesIO(data), width=Mm(width))
        inline.docPr.set("descr", alt)
        inline.docPr.set("id", str(next(self.fields.numbers)))
        return el("r", None, el("drawing", None, inline))

    def _number(self) -> Iterator[Any]:
        """`2 / 5`: the page and how many there are, which Word counts."""
        yield el("fldSimple", {"instr": "PAGE"}, self._run(TextRun("1")))
        yield self._run(TextRun(" / "))
        yield el("fldSimple", {"instr": "NUMPAGES"}, self._run(TextRun("1")))

    def _blocks(self, pieces: Iterable[Piece]) -> Iterator[Any]:
        """The elements of pieces; a table is followed by a small paragraph, so that two do not become one."""
        for piece in pieces:
            if isinstance(piece, TextLine):
                yield self._line(piece)
            elif isinstance(piece, Picture):
                yield self._picture(piece)
            else:
                yield self._grid(piece)
                goes_on = isinstance(piece, NumberRow)  # what the ends of a scale mean stands below it
                space = {"after": 0, "line": 60 if goes_on else 200, "lineRule": "exact"}
                yield el("p", None, el("pPr", None, el("keepNext") if goes_on else None, el("spacing", space)))

    def _grid(self, piece: WritingRoom | NumberRow | PieceTable) -> Any:
        if isinstance(piece, WritingRoom):
            lines = (TextLine((TextRun(piece.words),)),) if piece.words else ()
            cell = TableCell(lines, field="text", label=piece.label)
            return self._table(PieceTable(piece.label, ((cell,),), height=piece.height), centred=bool(piece.words))
        if isinstance(piece, NumberRow):
            heads = tuple(TableCell((TextLine((TextRun(one),)),), head=True) for one in piece.numbers)
            ticks = tuple(TableCell(field="tick", label=f"{one}: {piece.label}") for one in piece.numbers)
            made = self._table(PieceTable(piece.label, (heads, ticks), heads=1, height=8.0), centred=True)
            keep_with_next(made)
            return made
        return self._table(piece)

    def _line(self, line: TextLine, style: str = "") -> Any:
        style = f"Heading{min(line.level, 4)}" if line.kind == "heading" else _STYLES[line.kind] or style
        properties = el("pPr", None, el("pStyle", {"val": style}) if style else None)
        if line.kind in ("item", "numbered") and (line.level or line.kind == "numbered"):
            number = self.lists[line.group] if line.kind == "numbered" else 1
            properties.append(el("numPr", None, el("ilvl", {"val": min(line.level, 3)}), el("numId", {"val": number})))
        if self.look.right_to_left and all(run.language or not run.text.strip() for run in line.runs):
            properties.append(el("bidi", {"val": 0}))  # a sentence that nobody has translated reads from left to right
        paragraph = el("p", None, properties)
        if line.kind == "tick":
            paragraph.append(self.fields.tick(line.words))
            paragraph.append(self._run(TextRun("\t")))
        for run in line.runs:
            paragraph.append(self._link(run) if run.href else self._run(run))
        return paragraph

    def _link(self, run: TextRun) -> Any:
        relation = self.document.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        shown = self._run(run)
        shown.rPr.insert(0, el("rStyle", {"val": "Hyperlink"}))
        return el("hyperlink", {"r:id": relation}, shown)

    def _run(self, run: TextRun) -> Any:
        properties = el("rPr")
        if run.code:
            properties.append(el("rFonts", {"ascii": "Courier New", "hAnsi": "Courier New", "cs": "Courier New"}))
        for wanted, names in ((run.bold, ("b", "bCs")), (run.italic, ("i", "iCs"))):
            properties.extend([el(name) for name in names] if wanted else [])
        if self.look.right_to_left and (_is_rtl(run.text) or not run.text.strip()) and not run.language:
            properties.append(el("rtl"))
        if run.language:
            properties.append(el("lang", {"val": run.language}))
        made = el("r", None, properties)
        for number, part in enumerate(run.text.split("\n")):
            made.extend([el("br")] if number else [])
            for place, words in enumerate(part.split("\t")):
                made.extend([el("tab")] if place else [])
                if words:
                    made.append(words_of_run(words))
        return made

    def _table(self, table: PieceTable, *, centred: bool = False) -> Any:
        named = [cell for cell in (row[0] for row in table.rows[table.heads :]) if cell.head]
        looks = {"firstRow": int(bool(table.heads)), "firstColumn": int(bool(named)), "noHBand": 1, "noVBand": 1}
        properties = el("tblPr", None, el("tblStyle", {"val": "TableGrid"}))
        if self.look.right_to_left:
            properties.append(el("bidiVisual"))
        properties.append(el("tblW", {"w": 5000, "type": "pct"}))
        properties.append(el("tblLayout", {"type": "fixed"}))
        bits = 0x0600 | 0x0020 * looks["firstRow"] | 0x0080 * looks["firstColumn"]
        properties.append(el("tblLook", {"val": f"{bits:04X}", **looks}))
        if table.label:
            properties.append(el("tblCaption", {"val": shorten(table.label, 250, placeholder="…")}))
        widths = column_widths(table, self.look.measure, first=bool(named))
        made = el("tbl", None, properties, el("tblGrid", None, *(el("gridCol", {"w": one}) for one in widths)))
        for number, row in enumerate(table.rows):
            made.append(self._row(table, row, widths, head=number < table.heads, centred=centred))
            if number < len(table.rows) - 1 < _TOGETHER:
                keep_with_next(made[-1])
        return made

    def _row(
        self, table: PieceTable, row: Sequence[TableCell], widths: Sequence[int], *, head: bool, centred: bool
    ) -> Any:
        properties = el("trPr", None, el("cantSplit") if table.height < 120 else None)
        if table.height and not head:
            properties.append(el("trHeight", {"val": twips(table.height), "hRule": "atLeast"}))
        if head:
            properties.append(el("tblHeader"))
        made = el("tr", None, properties)
        for place, cell in enumerate(row):
            span = len(widths) - len(row) + 1 if place == len(row) - 1 else 1
            width = sum(widths[place : place + span])
            about = el(
                "tcPr",
                None,
                el("tcW", {"w": width, "type": "dxa"}),
                el("gridSpan", {"val": span}) if span > 1 else None,
            )
            made.append(el("tc", None, about, *self._cell(cell, head=head, centred=centred)))
        return made

    def _cell(self, cell: TableCell, *, head: bool, centred: bool) -> Iterator[Any]:
        """What stands in a cell, which has to end with a paragraph."""
        written = [self._field(cell)] if cell.field else []
        lines = list(self._in_cell(cell.lines, bold=cell.head and not head))
        if cell.signed:
            written[0].find(qn("w:pPr")).append(el("spacing", {"before": 560}))
        filled = [*written, *lines] if cell.signed or not lines else [*lines, *written]
        for one in filled or [el("p", None, el("pPr", None, el("pStyle", {"val": "Cell"})))]:
            if centred:
                one.find(qn("w:pPr")).append(el("jc", {"val": "center"}))
            yield one

    def _in_cell(self, lines: Iterable[Piece], *, bold: bool) -> Iterator[Any]:
        for line in lines:
            if isinstance(line, TextLine):
                runs = tuple(replace(run, bold=True) for run in line.runs) if bold else line.runs
                yield self._line(replace(line, runs=runs), "Cell")
            elif isinstance(line, Picture):
                yield self._picture(line)

    def _field(self, cell: TableCell) -> Any:
        """A paragraph with a field to write into or a box to tick."""
        control = self.fields.tick(cell.label) if cell.field == "tick" else self.fields.room(cell.label)
        return el("p", None, el("pPr", None, el("pStyle", {"val": "Cell"})), control)

    def _picture(self, picture: Picture) -> Any:
        """A picture of a text, as PNG or JPEG, no wider than the text."""
        with Image.open(picture.path) as opened:
            kept = "JPEG" if opened.format == "JPEG" else "PNG"
            shown = opened.convert("RGB" if kept == "JPEG" else "RGBA")
        shown.thumbnail((_WIDEST, _WIDEST))
        data = BytesIO()
        shown.save(data, kept)
        width = min(self.look.measure, shown.width / _PIXELS)
        return el("p", None, self._shown(self.document.part, data.getvalue(), picture.alt, width))


def _lines_of(pieces: Iterable[Piece]) -> Iterator[TextLine]:
    for piece in pieces:
        if isinstance(piece, TextLine):
            yield piece
        elif isinstance(piece, PieceTable):
            for row in piece.rows:
                for cell in row:
                    yield from _lines_of(cell.lines)


def _is_rtl(text: str) -> bool:
    return any(bidirectional(letter) in ("R", "AL") for letter in text)
