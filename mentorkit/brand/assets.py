"""Checks of a brand's pictures and fonts: each is whole and what its name says, and neither runs nor fetches anything."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from xml.etree import ElementTree as etree

_BEGINNINGS = {
    ".ttf": (b"\x00\x01\x00\x00", b"true"),
    ".otf": (b"OTTO", b"\x00\x01\x00\x00"),
    ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
}
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_KINDS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "WebP": (".webp",), "SVG": (".svg",)}
"""The kinds of picture that can be used, and the endings of their names."""
_OPENED = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "ICO")
"""The kinds that are known by their contents."""
_LARGEST = 8000
"""Pixels of one side: A4 across at 900 dots an inch; more only costs memory."""
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
"""Grey, palettes and RGB with eight bits or fewer, with or without transparency."""
_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)", re.IGNORECASE)


def picture_problem(path: Path) -> tuple[str, str] | None:
    """The fault of a picture, as the end of a sentence, and a way out; None where there is none."""
    suffix = path.suffix.lower()
    if suffix not in _PICTURES:
        return "is not a picture", f"use one of these: {', '.join(_PICTURES)}"
    kind = _kind(path)
    if kind and suffix not in _KINDS.get(kind, ()):
        return f"is {'an' if kind == 'SVG' else 'a'} {kind}, whatever its name says", _renamed(path, kind)
    if suffix == ".svg":
        return _svg_problem(path.read_bytes())
    return _pixels_problem(path) if kind else ("is not a picture, whatever its name says", "export it anew")


def font_problem(path: Path) -> tuple[str, str] | None:
    """The fault of a font, as the end of a sentence, and a way out; None where there is none."""
    return _by_beginning(path, _FONTS, "font")


def _kind(path: Path) -> str:
    """The kind of a picture by its contents; nothing where it is none that is known."""
    from PIL import Image

    with path.open("rb") as file:
        beginning = file.read(4096)
    if b"<svg" in beginning:
        return "SVG"
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WEBP":  # one that is cut off cannot even be opened
        return "WebP"
    try:
        with _without_warnings(), Image.open(path, formats=_OPENED) as picture:
            kind = picture.format or ""
    except Image.DecompressionBombError:  # known by its contents, and too large, which is said later
        return next((kind for kind, suffixes in _KINDS.items() if path.suffix.lower() in suffixes), "")
    except (OSError, SyntaxError, ValueError):
        return ""
    # a JPEG of a telephone may hold a second picture behind the first, and is an MPO then
    return "JPEG" if kind == "MPO" else kind


def _renamed(path: Path, kind: str) -> str:
    if kind not in _KINDS:
        return "export it as PNG or SVG"
    return f'rename it to "{path.with_suffix(_KINDS[kind][0]).name}", here and in the folder'


def _pixels_problem(path: Path) -> tuple[str, str] | None:
    """The fault of a picture made of pixels; its size is looked at before any of them is read."""
    from PIL import Image

    smaller = f"export it with {_LARGEST} pixels a side or fewer"
    try:
        with _without_warnings(), Image.open(path, formats=_OPENED) as picture:
            if max(picture.size) > _LARGEST:
                return f"is too large with {picture.width} × {picture.height} pixels", smaller
            if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
                return "moves, and paper does not", "export one frame of it"
            if picture.mode == "CMYK":
                return "has the colours of a printing press (CMYK)", "export it in RGB"
            if picture.mode not in _MODES:
                return "has more than 8 bits for a colour", "export it with 8 bits for a colour"
            picture.load()
    except Image.DecompressionBombError:
        return "is too large", smaller
    except (OSError, SyntaxError, ValueError, EOFError):
        return "is damaged or cut off", "copy or export it anew"
    return None


def _without_warnings() -> warnings.catch_warnings[None]:
    """Silence about large pictures, which have a message of their own."""
    return warnings.catch_warnings(action="ignore")


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
        if str(element.tag).rpartition("}")[2].lower() == "text":
            return "holds text, and its font is not on every machine", "turn the text into paths and export it anew"
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
