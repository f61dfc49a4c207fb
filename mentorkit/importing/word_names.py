"""The names of elements and attributes in documents of Word, and how their properties are read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
FORMS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VML = "{urn:schemas-microsoft-com:vml}"


def local(element: etree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def value_of(element: etree.Element | None, path: str) -> str:
    """The value of a property, by its path: `pPr/pStyle`. Empty where it is not said."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/"))) if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def is_on(element: etree.Element | None, path: str) -> bool:
    """Whether a property is said, and not that it does not hold."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/"))) if element is not None else None
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def said(element: etree.Element) -> str:
    """The words of a part of a document, those that were deleted too; its paragraphs and cells apart."""
    parts: list[str] = []
    for one in element.iter():
        if one.tag in (f"{W}t", f"{W}delText", f"{MATH}t"):
            parts.append(one.text or "")
        elif one.tag in (f"{W}p", f"{W}tc", f"{W}tab", f"{W}br", f"{W}cr"):
            parts.append(" ")
    return "".join(parts).replace("\u00ad", "")


def every(element: etree.Element, *tags: str) -> Iterator[etree.Element]:
    """The elements of these names in an element, and itself where it has one."""
    return (one for one in element.iter() if one.tag in tags)


def run_of(text: str) -> etree.Element:
    """A run of plain text."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    return run
