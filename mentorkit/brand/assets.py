"""Checks of a brand's pictures and fonts: each is what its name says, and neither runs nor fetches anything."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as etree

_BEGINNINGS = {
    ".png": (b"\x89PNG\r\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".ttf": (b"\x00\x01\x00\x00", b"true"),
    ".otf": (b"OTTO", b"\x00\x01\x00\x00"),
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
}
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)", re.IGNORECASE)


def picture_problem(path: Path) -> tuple[str, str] | None:
    """The fault of a picture, as the end of a sentence, and a way out; None where there is none."""
    if path.suffix.lower() == ".svg":
        return _svg_problem(path.read_bytes())
    return _by_beginning(path, _PICTURES, "picture")


def font_problem(path: Path) -> tuple[str, str] | None:
    """The fault of a font, as the end of a sentence, and a way out; None where there is none."""
    return _by_beginning(path, _FONTS, "font")


def _by_beginning(path: Path, suffixes: tuple[str, ...], what: str) -> tuple[str, str] | None:
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        return f"is not a {what}", f"use one of these: {', '.join(suffixes)}"
    with path.open("rb") as file:
        beginning = file.read(8)
    if not beginning.startswith(_BEGINNINGS[suffix]):
        return f"is not a {what}, whatever its name says", "export it anew"
    return None


def _svg_problem(data: bytes) -> tuple[str, str] | None:
    if b"<!ENTITY" in data:
        return "holds entities, which could read other files", "export it as plain SVG"
    try:
        root = etree.fromstring(data)  # noqa: S314 - without entities it can neither grow nor read
    except (etree.ParseError, ValueError, LookupError):
        return "is not a picture, whatever its name says", "export it anew"
    if root.tag.rpartition("}")[2] != "svg":
        return "is not a picture, whatever its name says", "export it anew"
    for element in root.iter():
        reason = _element_problem(element)
        if reason:
            return reason, "export it as plain SVG, with everything inside it"
    return None


def _element_problem(element: etree.Element) -> str:
    if str(element.tag).rpartition("}")[2].lower() in ("script", "foreignobject", "iframe"):
        return "holds a script or a page, and a logo is only drawn"
    if _FETCHES.search(element.text or "") and str(element.tag).endswith("style"):
        return "would fetch something from elsewhere"
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return "holds a script or a page, and a logo is only drawn"
        if plain in ("href", "src") and not value.strip().startswith(("#", "data:image/")):
            return "would fetch something from elsewhere, or leads there"
        if _FETCHES.search(value):
            return "would fetch something from elsewhere"
    return ""
