"""A DOCX file opened: the parts that hold its text, each within limits, and none of the others.

Comments, properties, macros, embedded files, headers and feet are never unpacked, so nothing of them can be carried over.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as etree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from mentorkit.core.amounts import amount
from mentorkit.core.problems import Problem, Result, Span

LARGEST_DOCUMENT = 50_000_000
"""Bytes of a file that is read; chapters with many photos have some dozens of megabytes."""
_MOST_PARTS = 5000
_LARGEST_XML = 30_000_000
"""Bytes of one part of XML, unpacked. A book of 500 pages has ten million."""
_LARGEST_PICTURE = 60_000_000
_MOST_UNPACKED = 300_000_000
"""Bytes of everything that is unpacked."""
_DEEPEST = 150
"""Elements inside elements: a table in a table in a text box has forty."""
_MOST_ELEMENTS = 600_000

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
"""The names of the strict form of the format, and those of the usual form."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_AGAIN = "open it in Word or LibreOffice, and save it again as DOCX"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part, or an address outside."""

    kind: str
    target: str
    """The name of a part, or the address."""
    outside: bool


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The parts of a document that are read."""

    document: etree.Element
    styles: etree.Element | None
    numbering: etree.Element | None
    notes: dict[str, etree.Element]
    """`footnotes` and `endnotes`, where there are any."""
    relations: dict[str, dict[str, Relation]]
    """For `document`, `footnotes` and `endnotes`: what each id in it refers to."""
    pictures: dict[str, bytes]
    """The files of pictures, by their parts' names."""
    left: tuple[str, ...]
    """What the file holds besides its text and is left out, said in the plural."""


class _NotRead(Exception):
    """The file cannot be read: why, and a way out."""


def open_word(data: bytes, file: str) -> Result[WordPackage | None]:
    """Open a DOCX file, called `file` in messages; None where it is none, or more than this machine should unpack."""
    try:
        if len(data) > LARGEST_DOCUMENT:
            hint = "make its pictures smaller (Picture Format, Compress Pictures), or split it"
            raise _NotRead(f"this document is larger than {amount(LARGEST_DOCUMENT)}", hint)
        if not data.startswith(b"PK"):
            raise _NotRead(*_other_kind(data))
        with ZipFile(BytesIO(data)) as archive:
            return Result(_Opening(archive).package())
    except _NotRead as refused:
        message, hint = refused.args
        return Result.failed(Problem("word-file", message, Span(file), hint))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError):
        return Result.failed(Problem("word-file", "this document is damaged or cut off", Span(file), _AGAIN))


def _other_kind(data: bytes) -> tuple[str, str]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "this is a document of an old Word (DOC), or one with a password", "save it as DOCX, without a password"
    if data.startswith(b"{\\rtf"):
        return "this is a document in RTF", "open it in Word, and save it as DOCX"
    if data.startswith(b"%PDF"):
        return "this is a PDF, which holds pages and no text to work with", "take the document that it was made from"
    if not data.strip(b"\0 \r\n\t"):
        return "this file is empty", "copy it anew"
    return (
        "this is no document of Word, whatever its name says",
        "save it as DOCX; Markdown has a name that ends in .md",
    )


@dataclass(slots=True)
class _Opening:
    """Unpacks what is needed of an archive; `unpacked` counts its bytes."""

    archive: ZipFile
    unpacked: int = 0

    def package(self) -> WordPackage:
        parts = self.archive.infolist()
        names = [one.filename for one in parts]
        if len(parts) > _MOST_PARTS:
            raise _NotRead(f"this document has more than {_MOST_PARTS} parts", "split it into chapters")
        if len(set(names)) < len(names):
            raise _NotRead("parts of this document have one name twice", _AGAIN)
        if any(one.flag_bits & 1 for one in parts):
            raise _NotRead("this document has a password", "save it without one")
        home = self._document(names)
        relations = {"document": self._relations(home)}
        by_kind = {one.kind: one.target for one in relations["document"].values() if not one.outside}
        notes = {}
        for name in ("footnotes", "endnotes"):
            if (part := by_kind.get(name, "")) in names:
                notes[name], relations[name] = self._tree(part), self._relations(part)
        styles, numbering = by_kind.get("styles", ""), by_kind.get("numbering", "")
        return WordPackage(
            document=self._tree(home),
            styles=self._tree(styles) if styles in names else None,
            numbering=self._tree(numbering) if numbering in names else None,
            notes=notes,
            relations=relations,
            pictures=dict(self._pictures(relations, names)),
            left=tuple(_left(names)),
        )

    def _document(self, names: list[str]) -> str:
        """The name of the part with the text."""
        kinds = ("officeDocument",)
        home = next((one.target for one in self._relations("").values() if one.kind in kinds), "word/document.xml")
        if home in names and not home.startswith(("xl/", "ppt/")):
            return home
        if home.startswith("xl/") or "xl/workbook.xml" in names:
            raise _NotRead(
                "this is a workbook of a spreadsheet",
                "mentorkit table import reads those; copy its text into a document",
            )
        if home.startswith("ppt/") or "ppt/presentation.xml" in names:
            raise _NotRead("this is a presentation", "copy its text into a document, and save that as DOCX")
        if "content.xml" in names:
            raise _NotRead("this is a document of LibreOffice (ODT)", "open it, and save it as DOCX")
        if any(name.lower().endswith((".docx", ".md", ".doc")) for name in names):
            raise _NotRead("this is a packed file", "unpack it, and name the document in it")
        raise _NotRead("this is no document of Word, whatever its name says", _AGAIN)

    def _read(self, part: str, most: int) -> bytes:
        with self.archive.open(part) as file:
            data = file.read(most + 1)
        self.unpacked += len(data)
        if len(data) > most or self.unpacked > _MOST_UNPACKED:
            raise _NotRead(
                "this document unpacks to more than a document has", "split it into chapters, with smaller pictures"
            )
        return data

    def _tree(self, part: str) -> etree.Element:
        data = self._read(part, _LARGEST_XML)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        _look_through(data)
        try:
            return etree.fromstring(data)  # noqa: S314 - without a type of its own it can neither grow nor read
        except (etree.ParseError, ValueError, LookupError):
            raise _NotRead("this document is damaged", _AGAIN) from None

    def _relations(self, part: str) -> dict[str, Relation]:
        """What the part refers to, by its ids; nothing where it says nothing."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place not in self.archive.namelist():
            return {}
        found = {}
        for one in self._tree(place).iter(_RELATION):
            outside, target = one.get("TargetMode") == "External", one.get("Target", "")
            target = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = Relation(kind, target, outside)
        return found

    def _pictures(self, relations: dict[str, dict[str, Relation]], names: list[str]) -> Iterator[tuple[str, bytes]]:
        shown = {
            one.target
            for part in relations.values()
            for one in part.values()
            if one.kind == "image" and not one.outside
        }
        for name in sorted(shown & set(names)):
            yield name, self._read(name, _LARGEST_PICTURE)


def _look_through(data: bytes) -> None:
    """Raises _NotRead where XML names a type of document, is too deep, or has too many parts."""
    depth = count = 0
    parser = expat.ParserCreate()

    def begin(*_: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise _NotRead(
                "this document is built more deeply, or of more parts, than a document is", "split it into chapters"
            )

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise _NotRead("this document declares entities, which could read other files", _AGAIN)

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise _NotRead("this document is damaged", _AGAIN) from None


_LEFT = (
    (re.compile(r"word/comments\w*\.xml"), "comments"),
    (re.compile(r"docProps/.*"), "properties of the file (author, company, dates)"),
    (re.compile(r".*vba\w*\.bin"), "macros"),
    (re.compile(r"word/embeddings/.*"), "files inside the document"),
    (re.compile(r"word/(?:header|footer)\d*\.xml"), "headers and feet of pages"),
    (re.compile(r"word/glossary/.*"), "building blocks"),
    (re.compile(r"customXml/item\d+\.xml"), "data of other programs"),
)  # fmt: skip


def _left(names: list[str]) -> Iterator[str]:
    for pattern, what in _LEFT:
        if any(pattern.fullmatch(name) for name in names):
            yield what
