"""A document of Word without what its readers do not see: what was deleted, moved away, hidden, said aside or is made by Word itself.

What follows (mammoth) reads less of the format than people write, so what it would drop silently is put into words here:
text boxes, formulas, fields, rubies and lines to write on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from mentorkit.importing.left_out import LeftOutTally
from mentorkit.importing.word_drawings import (
    flat,
    holds_picture,
    is_chart,
    is_decorative,
    is_linked,
    take_out,
    text_boxes,
)
from mentorkit.importing.word_names import CHOICES, FORMS, MATH, PICTURE, W, every, is_on, local, run_of, said, value_of
from mentorkit.importing.word_numbering import WordNumbering
from mentorkit.importing.word_styles import WordStyles

BLANK = "________"
"""A line to write on."""
CONTENTS, HIDDEN, DELETED, MOVED = (
    "tables of contents",
    "hidden passages",
    "deleted passages",
    "moved passages, where they were",
)
ABOUT, DRAWN, LINKED, FILES = (
    "names and dates that Word fills in",
    "charts and diagrams",
    "pictures that lie elsewhere",
    "embedded files",
)
DECORATION, COMMENTS = "decorative pictures", "comments"

_UNWRAPPED = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir"))
_DROPPED = {f"{W}del": DELETED, f"{W}moveFrom": MOVED, f"{W}altChunk": FILES, f"{W}commentReference": COMMENTS}
_SILENT = frozenset(
    f"{W}{name}"
    for name in ("commentRangeStart", "commentRangeEnd", "annotationRef", "softHyphen", "proofErr", "sectPr", "permStart",
                 "permEnd", "lastRenderedPageBreak", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
)  # fmt: skip
_FIELDS = (
    (re.compile(r"\s*(?:TOC|INDEX|TOA)\b"), CONTENTS),
    (
        re.compile(
            r"\s*(?:AUTHOR|LASTSAVEDBY|USER(?:NAME|INITIALS|ADDRESS)|FILENAME|FILESIZE|TEMPLATE|(?:SAVE|PRINT|CREATE)DATE"
            r"|EDITTIME|REVNUM|DOCPROPERTY|INFO|COMMENTS|KEYWORDS|PAGE|NUMPAGES|SECTION|SECTIONPAGES|DATE|TIME)\b"
        ),
        ABOUT,
    ),
)
"""Fields whose results are left out."""
_TO_WRITE = re.compile(r"\s*FORM(?:TEXT|DROPDOWN)\b")


def clean(root: etree.Element, styles: WordStyles, numbering: WordNumbering, tally: LeftOutTally) -> None:
    """Clean a document, or its notes, in place."""
    _Cleaning(styles, numbering, tally).inside(root)


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result is being read."""

    instruction: str = ""
    what: str = ""
    """The kind of what is left out; empty where the result stays."""
    text: str = ""
    result: bool = False


@dataclass(slots=True)
class _Cleaning:
    styles: WordStyles
    numbering: WordNumbering
    tally: LeftOutTally
    fields: list[_Field] = field(default_factory=list)
    lifted: list[list[etree.Element]] = field(default_factory=list)
    """For each open paragraph, the paragraphs of the text boxes in it."""

    def inside(self, parent: etree.Element) -> None:
        """Clean what stands inside an element."""
        made: list[etree.Element] = []
        for child in list(parent):
            made += self.cleaned(child)
        parent[:] = made

    def cleaned(self, one: etree.Element) -> list[etree.Element]:
        """What stands in place of an element."""
        if one.tag in _SILENT:
            return []
        if one.tag in _DROPPED:
            self.tally.take(_DROPPED[one.tag], said(one))
            return []
        if one.tag in _UNWRAPPED:
            self.inside(one)
            return list(one)
        special = getattr(self, f"_{local(one)}", None) if one.tag.startswith((W, CHOICES, MATH)) else None
        if special:
            made: list[etree.Element] = special(one)
            return made
        self.inside(one)
        return [one]

    def _p(self, paragraph: etree.Element) -> list[etree.Element]:
        if self.styles.is_contents(paragraph):
            self._watch_fields(paragraph)
            self.tally.take(CONTENTS, said(paragraph))
            return []
        level, role = self.styles.heading(paragraph), self.styles.role(paragraph)
        self.lifted.append([])
        self.inside(paragraph)
        boxes = self.lifted.pop()
        if level or role:
            _restyle(paragraph, role or f"Heading{level}")
        else:
            self.numbering.mark(paragraph)
        _show_leader(paragraph)
        return [paragraph, *boxes]

    def _r(self, run: etree.Element) -> list[etree.Element]:
        if self.styles.is_hidden(run) and not _has(run, f"{W}fldChar", f"{W}instrText"):
            self.tally.take(HIDDEN, said(run))
            return []
        if self.fields or run.find(f"{W}fldChar") is not None:
            return self._in_field(run)
        if is_on(run, "rPr/u") and (text := said(run)) and not text.strip() and len(text) > 5:
            return [run_of(BLANK)]
        self.inside(run)
        return [run]

    def _in_field(self, run: etree.Element) -> list[etree.Element]:
        """A run inside a field, of which the result stays, is left out, or is a line to write on."""
        made: list[etree.Element] = []
        kept = etree.Element(run.tag, run.attrib)
        for child in list(run):
            kind = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else ""
            leaving = any(one.what or _TO_WRITE.match(one.instruction) for one in self.fields)
            if kind == "begin":
                self.fields.append(_Field())
            elif kind == "separate" and self.fields:
                self._begin_result()
            elif kind == "end" and self.fields:
                made += self._end_field()
            elif child.tag == f"{W}instrText" and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif self.fields and leaving and self.fields[-1].result and child.tag != f"{W}rPr":
                outer = next(one for one in self.fields if one.what or _TO_WRITE.match(one.instruction))
                outer.text += (child.text or "") if child.tag == f"{W}t" else " "
                continue
            kept.append(child)
        self.inside(kept)
        return [*made, kept] if len(kept) else made

    def _begin_result(self) -> None:
        current = self.fields[-1]
        current.result = True
        current.what = next((what for begins, what in _FIELDS if begins.match(current.instruction)), "")

    def _end_field(self) -> Iterator[etree.Element]:
        ended = self.fields.pop()
        if ended.what:
            self.tally.take(ended.what, ended.text)
        elif _TO_WRITE.match(ended.instruction):
            yield run_of(ended.text if ended.text.strip(" \u2002\u00a0_.") else BLANK)

    def _watch_fields(self, paragraph: etree.Element) -> None:
        """Follow the fields that begin or end in a paragraph that is left out."""
        for one in every(paragraph, f"{W}fldChar", f"{W}instrText"):
            if one.tag == f"{W}instrText" and self.fields:
                self.fields[-1].instruction += one.text or ""
            elif one.get(f"{W}fldCharType") == "begin":
                self.fields.append(_Field())
            elif one.get(f"{W}fldCharType") == "separate" and self.fields:
                self._begin_result()
            elif one.get(f"{W}fldCharType") == "end" and self.fields:
                self.fields.pop()

    def _fldSimple(self, simple: etree.Element) -> list[etree.Element]:  # noqa: N802 - Word's name
        instruction = simple.get(f"{W}instr", "")
        what = next((what for begins, what in _FIELDS if begins.match(instruction)), "")
        if what:
            self.tally.take(what, said(simple))
            return []
        self.inside(simple)
        return list(simple)

    def _hyperlink(self, link: etree.Element) -> list[etree.Element]:
        self.inside(link)
        return [link]

    def _tr(self, row: etree.Element) -> list[etree.Element]:
        if row.find(f"{W}trPr/{W}del") is not None:
            self.tally.take(DELETED, said(row))
            return []
        self.inside(row)
        return [row]

    def _tc(self, cell: etree.Element) -> list[etree.Element]:
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            self.tally.take(DELETED, said(cell))
            for child in [one for one in cell if one.tag != f"{W}tcPr"]:
                cell.remove(child)
            return [cell]
        self.inside(cell)
        return [cell]

    def _sdt(self, control: etree.Element) -> list[etree.Element]:
        """A content control: what stands in it, or a line to write on where nothing does."""
        about, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if content is None:
            return []
        if "Table of Contents" in value_of(about, "docPartObj/docPartGallery"):
            for paragraph in content.iter(f"{W}p"):
                self._watch_fields(paragraph)
            self.tally.take(CONTENTS, said(content))
            return []
        bound = about.find(f"{W}dataBinding") if about is not None else None
        if bound is not None and re.search(
            "[Pp]roperties", bound.get(f"{W}xpath", "") + bound.get(f"{W}prefixMappings", "")
        ):
            self.tally.take(ABOUT, said(content))
            return []
        if about is not None and about.find(f"{FORMS}checkbox") is not None:
            self.inside(content)
            return [control]
        if is_on(about, "showingPlcHdr"):
            return _blank(content)
        self.inside(content)
        return list(content)

    def _AlternateContent(self, choices: etree.Element) -> list[etree.Element]:  # noqa: N802 - the format's name
        """The one of several ways to say the same that what follows can read."""
        options = [*choices.findall(f"{CHOICES}Choice"), *choices.findall(f"{CHOICES}Fallback")]
        best = next((one for one in options if _has(one, f"{W}txbxContent", f"{PICTURE}pic")), None)
        if best is None:
            best = next((one for one in reversed(options) if len(one)), None)
        if best is None:
            return []
        self.inside(best)
        return list(best)

    def _drawing(self, drawing: etree.Element) -> list[etree.Element]:
        return self._shown(drawing)

    def _pict(self, drawing: etree.Element) -> list[etree.Element]:
        return self._shown(drawing)

    def _object(self, drawing: etree.Element) -> list[etree.Element]:
        self.tally.take(FILES, "")
        return self._shown(drawing)

    def _shown(self, drawing: etree.Element) -> list[etree.Element]:
        """A drawing: its text boxes are put behind the paragraph, and its pictures stay."""
        if is_decorative(drawing):
            self.tally.take(DECORATION)
            return []
        boxes = text_boxes(drawing)
        for box in boxes:
            self.inside(box)
            if self.lifted:
                self.lifted[-1] += list(box)
        take_out(drawing, boxes)
        if is_linked(drawing):
            self.tally.take(LINKED)
            return []
        if holds_picture(drawing):
            return [flat(drawing)]
        if not boxes and is_chart(drawing):
            self.tally.take(DRAWN)
        return []

    def _ruby(self, ruby: etree.Element) -> list[etree.Element]:
        base = ruby.find(f"{W}rubyBase")
        return [etree.Element(f"{W}t")] if base is None else [_text(said(base))]

    def _oMath(self, formula: etree.Element) -> list[etree.Element]:  # noqa: N802 - the format's name
        return [run_of(said(formula).strip())]

    def _cr(self, _: etree.Element) -> list[etree.Element]:
        return [etree.Element(f"{W}br")]

    def _br(self, line: etree.Element) -> list[etree.Element]:
        return [_text(" ")] if line.get(f"{W}type") in ("page", "column") else [line]

    def _ptab(self, _: etree.Element) -> list[etree.Element]:
        return [etree.Element(f"{W}tab")]

    def _noBreakHyphen(self, _: etree.Element) -> list[etree.Element]:  # noqa: N802 - Word's name
        return [_text("-")]


def _has(element: etree.Element, *tags: str) -> bool:
    return next(every(element, *tags), None) is not None


def _text(words: str) -> etree.Element:
    made = etree.Element(f"{W}t")
    made.text = words
    return made


def _restyle(paragraph: etree.Element, style: str) -> None:
    """Give a paragraph a style that is known by its id, and take it out of lists: headings count for themselves."""
    about = paragraph.find(f"{W}pPr")
    if about is None:
        about = etree.Element(f"{W}pPr")
        paragraph.insert(0, about)
    about[:] = [one for one in about if one.tag not in (f"{W}pStyle", f"{W}numPr")]
    about.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": style}))


def _show_leader(paragraph: etree.Element) -> None:
    """Put a line to write on where a paragraph ends with a tab that draws one."""
    tabs = [
        one
        for one in paragraph.iter(f"{W}tab")
        if one.get(f"{W}leader") in ("underscore", "dot", "hyphen", "middleDot", "heavy")
    ]
    if not tabs:
        return
    runs = [
        one
        for one in paragraph.iter()
        if one.tag in (f"{W}t", f"{W}tab") and not one.get(f"{W}leader") and not one.get(f"{W}pos")
    ]
    if runs and runs[-1].tag == f"{W}tab":
        runs[-1].tag, runs[-1].text = f"{W}t", f" {BLANK}"


def _blank(content: etree.Element) -> list[etree.Element]:
    """A line to write on in place of what asks to click and type."""
    paragraph = content.find(f"{W}p")
    if paragraph is None:
        return [run_of(BLANK)] if content.find(f"{W}tc") is None else list(content)
    paragraph[:] = [*paragraph.findall(f"{W}pPr"), run_of(BLANK)]
    return [paragraph]
