"""Drawings in SVG, as portals and books show them: whole, without live text, and such as neither run, fetch nor grow."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as etree
from xml.parsers import expat

from mentorkit.brand.faults import NO_PICTURE, Fault
from mentorkit.brand.pixels import PIXELS, kind_of, plain_pixels

_FETCHES = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)|image-set\(|src\(", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE)
"""A letter of a style sheet that is written as its number."""
_PRESS = re.compile(r"device-cmyk|icc-color|icc-named-color", re.IGNORECASE)
_RUNS = frozenset({"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"})
_WORDS = frozenset({"text", "tspan", "textpath", "tref", "altglyph"})
_PLAIN = "export it as plain SVG, with everything inside it"
_SCRIPT = Fault("holds a script or a page, and a picture is only drawn", _PLAIN)
_ELSEWHERE = Fault("would fetch something from elsewhere", _PLAIN)
_USED = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
"""The parts of the drawing that an attribute names."""
_MOST = 100_000
"""Shapes that are drawn; a map of a country has fewer."""
_LARGEST = 1e6
"""The size of a drawing, in its own units."""
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "q": 96 / 101.6, "in": 96}
"""Pixels of the units that a drawing can be measured in."""
_DEEPEST = 100
"""Groups inside groups."""
_PRIVATE = re.compile(
    r"<!--.*?-->|<metadata\b[^>]*?/>|<metadata\b.*?</metadata\s*>"
    r"|\s(?:inkscape|sodipodi):[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)
"""The notes that editors leave in a drawing: who drew it, and in which folder it lay."""
_EMBEDDED = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s%]+)")


def plain_drawing(data: bytes) -> bytes | Fault:
    """A drawing as it is shown; its own bytes where it is fit as it stands, or what is wrong with it."""
    fault = _fault(data)
    if fault:
        return fault
    codec = _codec(data)
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return NO_PICTURE
    made = _EMBEDDED.sub(_as_shown, _PRIVATE.sub("", text))
    return data if made == text else _fault(made.encode(codec)) or made.encode(codec)


def _as_shown(embedded: re.Match[str]) -> str:
    """A picture inside a drawing as it would be shown alone."""
    data = _decoded(embedded[1])
    shown = plain_pixels(data, kind_of(data))
    return embedded[0] if shown == data or isinstance(shown, Fault) else _embedded(shown, kind_of(data))


def _embedded(data: bytes, kind: str) -> str:
    return f"data:image/{kind.lower()};base64,{b64encode(data).decode()}"


def _decoded(text: str) -> bytes:
    """The bytes of an embedded picture; none where they cannot be read."""
    try:
        return b64decode("".join(unquote(text).split()))
    except (NoBase64, ValueError):
        return b""


def _codec(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    named = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*['\"]([\w.-]+)", data)
    return named[1].decode() if named else "utf-8"


def _fault(data: bytes) -> Fault | None:
    fault = _declared(data)
    if fault:
        return fault
    try:
        root = etree.fromstring(data)  # noqa: S314 - without entities it can neither grow nor read
    except (etree.ParseError, ValueError, LookupError):
        return NO_PICTURE
    if local_name(root) != "svg":
        return NO_PICTURE
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return Fault(
            "does not say that it is SVG, and browsers show none of it",
            'write xmlns="http://www.w3.org/2000/svg" into its first tag',
        )
    faults = (one for element in root.iter() if (one := _element_fault(element)))
    return next(faults, None) or _size_fault(root) or _growth_fault(root)


def _declared(data: bytes) -> Fault | None:
    """The fault of what stands before the drawing, in any encoding: entities, and style sheets of other files."""
    found: list[Fault] = []
    parser = expat.ParserCreate()

    def entity(*_: object) -> None:
        found.append(Fault("holds entities, which could read other files", "export it as plain SVG"))
        raise expat.ExpatError("enough is known")

    def instruction(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            found.append(_ELSEWHERE)

    parser.EntityDeclHandler, parser.ProcessingInstructionHandler = entity, instruction
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return found[0] if found else NO_PICTURE
    return found[0] if found else None


def local_name(element: etree.Element) -> str:
    """The name of an element in lower case, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _element_fault(element: etree.Element) -> Fault | None:
    name = local_name(element)
    if name in _RUNS or "{http://www.w3.org/1999/xhtml}" in str(element.tag):
        return _SCRIPT
    if name in _WORDS and "".join(element.itertext()).strip():
        return Fault("holds text, and its font is not on every machine", "turn the text into paths and export it anew")
    if name == "style":
        return _style_fault("".join(element.itertext()))
    return next((fault for key, value in element.attrib.items() if (fault := _attribute_fault(key, value))), None)


def _style_fault(written: str) -> Fault | None:
    text = _ESCAPE.sub(lambda one: chr(min(int(one[1], 16), 0x10FFFF)) if one[1] else one[2], written)
    if _FETCHES.search(text):
        return _ELSEWHERE
    if _PRESS.search(text):
        return Fault("has the colours of a printing press (CMYK)", "export it in RGB")
    return None


def _attribute_fault(key: str, value: str) -> Fault | None:
    name = key.rpartition("}")[2].lower()
    if name.startswith("on"):
        return _SCRIPT
    if name in ("href", "src", "base"):
        return _address_fault(value.strip())
    return _style_fault(value)


def _address_fault(address: str) -> Fault | None:
    if address.startswith("#") or not address:
        return None
    if not address.startswith("data:image/"):
        return Fault("would fetch something from elsewhere, or leads there", _PLAIN)
    embedded = _EMBEDDED.fullmatch(address)
    data = _decoded(embedded[1]) if embedded else b""
    kind = kind_of(data)
    if kind not in PIXELS:
        return Fault("holds a picture that cannot be shown", "embed it as PNG or JPEG, and export it anew")
    shown = plain_pixels(data, kind)
    return Fault(f"holds a picture that {shown.says}", shown.way_out) if isinstance(shown, Fault) else None


def _size_fault(root: etree.Element) -> Fault | None:
    """The fault of a drawing that has no size, or one that cannot be read."""
    sizes = [re.sub(r"[a-z%]+$", "", root.get(name, "1").strip().lower()) or "1" for name in ("width", "height")]
    box = root.get("viewBox", "0 0 1 1").replace(",", " ").split()
    try:
        seen = len(box) == 4 and all(0 < float(one) < _LARGEST for one in (*sizes, *box[2:]))
    except ValueError:
        seen = False
    return None if seen else Fault("has no size", "give its width, height and viewBox, and export it anew")


def drawing_size(drawing: bytes) -> tuple[int, int] | None:
    """The pixels of a drawing that can be shown; None where it does not say how large it is."""
    root = etree.fromstring(drawing)  # noqa: S314 - it has been looked through
    box = root.get("viewBox", "").replace(",", " ").split()
    sizes = [_pixels(root.get(name, "")) for name in ("width", "height")]
    if None in sizes:
        sizes = [float(one) for one in box[2:]] if len(box) == 4 else []
    wide, high = (max(1, round(one or 0)) for one in sizes or (0, 0))
    return (wide, high) if sizes else None


def _pixels(length: str) -> float | None:
    """A length in pixels; None where it depends on something else, or there is none."""
    found = re.fullmatch(r"\+?([\d.]+(?:e[-+]?\d+)?)(px|pt|pc|mm|cm|q|in|)", length.strip().lower())
    return float(found[1]) * _UNITS[found[2]] if found else None


def _growth_fault(root: etree.Element) -> Fault | None:
    """The fault of a drawing that draws its own parts too often: a few lines could keep a machine busy for days."""
    known = {one.get("id"): one for one in root.iter() if one.get("id")}
    shapes: dict[etree.Element, int] = {}
    open_: set[etree.Element] = set()

    def parts(element: etree.Element) -> Iterator[etree.Element]:
        yield from element
        for key, value in element.attrib.items():
            named = [value.strip()[1:]] if key.rpartition("}")[2] == "href" else _USED.findall(value)
            yield from (known[name] for name in named if name in known)

    def count(element: etree.Element) -> int:
        if element in open_ or len(open_) > _DEEPEST:
            raise RecursionError
        if element not in shapes:
            open_.add(element)
            shapes[element] = 1 + sum(map(count, parts(element)))
            open_.discard(element)
        return shapes[element]

    try:
        many = count(root) > _MOST
    except RecursionError:
        return Fault(
            "holds parts that hold each other, or too many of them inside one another", "export it as plain SVG"
        )
    return Fault(f"draws more than {_MOST:,} shapes", "draw it simpler, or export it as PNG") if many else None
