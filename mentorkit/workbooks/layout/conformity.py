"""The claims that a PDF makes about itself, checked in the finished file: what says that it is PDF/A or PDF/UA has to be it.

Looked at is what pictures, fonts and templates of a brand can break; that the rest keeps to the standards, the tests prove
with a validator. The numbers are those of ISO 19005-2 (PDF/A-2) and ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from mentorkit.workbooks.compose.editions import Edition

_PRESS_COLOURS = re.compile(rb"/DeviceCMYK\s+(?:cs|CS)\b|(?:[\d.]+\s+){4}[kK]\s")
_COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4}
_BLENDED = frozenset(
    f"/{name}"
    for name in (
        "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
        "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
    )
)  # fmt: skip
"""The ways in which a picture may be laid over another (6.2.10)."""
_PROGRAMS = frozenset(
    {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/Rendition"}
)
"""The actions that an archived file may not hold (6.5.1)."""
_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}  # fmt: skip
_SAID_TWICE = {
    "/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer",
}  # fmt: skip
"""The facts that a file states about itself in its old and in its new way, which must be the same (6.6.2.3)."""


def broken_claims(pdf: Path | BytesIO, edition: Edition) -> list[str]:
    """How the file of this edition breaks what it says it is, in plain words; nothing where it keeps to it."""
    import pikepdf

    with pikepdf.open(pdf) as read:
        broken = list(dict.fromkeys(_broken(read, edition)))
    name = "PDF/A-2a" if edition.archived else "PDF/UA-1" if edition.for_people else "file for a printing house"
    return [f"it would not be the {name} that it says it is: {one}" for one in broken]


def _broken(document: Any, edition: Edition) -> Iterator[str]:
    if edition.for_people:
        yield from _about(document, archived=edition.archived)
    if edition.archived and "/EmbeddedFiles" in document.Root.get("/Names", {}):
        yield "it holds other files (6.8)"
    inks = _inks(document)
    strict = edition.archived or edition.bleed > 0
    for one in document.objects:
        kind = _kind(one)
        if kind in ("/Type0", "/Type1", "/TrueType", "/Type3", "/MMType1"):
            yield from _font(one)
        elif strict and kind == "/Image":
            yield from _colours(one, inks)
        elif strict and _is_drawn(one, kind) and inks != 4 and _PRESS_COLOURS.search(one.read_bytes()):
            yield "something is drawn in the colours of a printing press (CMYK), and this file is in RGB (6.2.4.3)"
        if edition.archived:
            yield from _forbidden(one, kind)
        if edition.for_people:
            yield from _meaning(one)


def _meaning(thing: Any) -> Iterator[str]:
    """Faults of an element of the tag tree."""
    import pikepdf

    role = str(thing.get("/S", "")) if isinstance(thing, pikepdf.Dictionary) else ""
    if role == "/LI" and any(
        isinstance(kid, int) or kid.get("/S") not in ("/Lbl", "/LBody") for kid in thing.get("/K", ())
    ):
        yield "an item of a list holds something beside its mark and its body (7.2)"
    elif role == "/Figure" and not str(thing.get("/Alt", "")):
        yield "a picture has no words for those who cannot see it: an alt, or a title inside an svg (7.3)"


def _kind(thing: Any) -> str:
    import pikepdf

    return str(thing.get("/Subtype", "")) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else ""


def _is_drawn(thing: Any, kind: str) -> bool:
    """Return whether this is a stream of drawing: of a page, or of a part that is drawn on pages."""
    import pikepdf

    return (
        isinstance(thing, pikepdf.Stream)
        and kind in ("", "/Form")
        and not {"/N", "/Length1", "/FunctionType"} & set(thing.keys())
    )


def _inks(pdf: Any) -> int:
    """The number of inks or lights that the file is made for; 0 where it does not say."""
    intents = pdf.Root.get("/OutputIntents", ())
    return int(intents[0].DestOutputProfile.N) if len(intents) and "/DestOutputProfile" in intents[0] else 0


def _colours(image: Any, inks: int) -> Iterator[str]:
    needed = _components(image.get("/ColorSpace"))
    if needed > 1 and needed != inks:
        yield f"a picture has {needed} colours, and this file is made for {inks} (6.2.4.3)"


def _components(space: Any) -> int:
    """The number of colours that a device needs to show this; 0 where the colours say themselves how they look."""
    import pikepdf

    if isinstance(space, pikepdf.Array):
        return _components(space[1]) if str(space[0]) in ("/Indexed", "/Pattern") and len(space) > 1 else 0
    return _COMPONENTS.get(str(space), 0) if str(space).startswith("/Device") else 0


def _font(font: Any) -> Iterator[str]:
    import pikepdf

    if str(font.get("/Subtype")) == "/Type3":
        return  # its letters are drawings, and stand in it
    for one in font.get("/DescendantFonts", pikepdf.Array([font])):
        descriptor = one.get("/FontDescriptor", {})
        name = str(one.get("/BaseFont", "")).lstrip("/").partition("+")[2] or "a font"
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield f"it does not hold the font {name} (6.2.11.4)"
        if "/W" not in one and "/Widths" not in one and "/DW" not in one:
            yield f"it does not say how wide the letters of {name} are (6.2.11.5)"
    if "/ToUnicode" not in font:
        yield "the letters of a font cannot be read aloud (6.2.11.7)"


def _forbidden(thing: Any, kind: str) -> Iterator[str]:
    """Faults that no archived file may have, wherever they come from."""
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for action in (thing, thing.get("/A"), thing.get("/OpenAction")):
        if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in _PROGRAMS:
            yield "it would run a program (6.5.1)"
    if "/EF" in thing:
        yield "it holds other files (6.8)"
    if kind == "/Image":
        yield from _odd_picture(thing)
    if kind == "/Form" and ({"/OPI", "/Ref", "/PS"} & set(thing.keys())):
        yield "a part of it lies in another file (6.2.9)"
    if "/LZWDecode" in str(thing.get("/Filter", "")):
        yield "a part is packed in a way that was not free (6.1.7.2)"
    if isinstance(thing.get("/BM"), pikepdf.Name) and str(thing["/BM"]) not in _BLENDED:
        yield "a picture is laid over another in an unknown way (6.2.10)"


def _odd_picture(image: Any) -> Iterator[str]:
    if image.get("/Interpolate", False):
        yield "a picture looks different in every program (6.2.8)"
    if "/Alternates" in image or "/OPI" in image:
        yield "a picture stands for another one (6.2.8)"
    if "/JPXDecode" in str(image.get("/Filter", "")):
        yield "a picture is packed as JPEG 2000 (6.2.8.3)"


def _about(pdf: Any, *, archived: bool) -> Iterator[str]:
    """Faults in the statements of a file about itself as a whole."""
    metadata = pdf.Root.get("/Metadata")
    try:
        said = etree.fromstring(metadata.read_bytes().partition(b"?>")[2].rpartition(b"<?")[0])  # noqa: S314 - our own
    except (AttributeError, etree.ParseError):
        yield "its description cannot be read (6.6.2)"
        return
    if _said(said, "pdfuaid:part") != "1":
        yield "it does not say that it is PDF/UA-1 (5)"
    if "/StructTreeRoot" not in pdf.Root or "/Lang" not in pdf.Root:
        yield "its order of reading or its language is missing (7.1, 7.2)"
    if not archived:
        return
    if (_said(said, "pdfaid:part"), _said(said, "pdfaid:conformance")) != ("2", "A"):
        yield "it does not say that it is PDF/A-2a (6.6.4)"
    if not _inks(pdf):
        yield "it does not say how its colours look (6.2.3)"
    if "/ID" not in pdf.trailer or "/Encrypt" in pdf.trailer:
        yield "it has no name of its own, or is locked (6.1.3)"
    for old, new in _SAID_TWICE.items():
        if (before := str(pdf.trailer.get("/Info", {}).get(old, ""))) and before != _said(said, new):
            yield f"it says two different things about its {old.lstrip('/').lower()} (6.6.2.3)"


def _said(description: etree.Element, name: str) -> str:
    """A value of the description: an attribute, a text, or the first of a list."""
    space, _, local = name.partition(":")
    full = f"{{{_NS[space]}}}{local}"
    for one in description.iter(f"{{{_NS['rdf']}}}Description"):
        if full in one.attrib:
            return one.attrib[full]
        if (found := one.find(full)) is not None:
            items = [item.text or "" for item in found.iter(f"{{{_NS['rdf']}}}li")]
            return ", ".join(items) if items else (found.text or "")
    return ""
