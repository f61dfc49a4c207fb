"""Drawings of which it is certain that the engine of the books can draw them, so that nobody has to start it and ask.

Nearly all logos are such: shapes in plain colours and gradients, moved about. What goes beyond that may be fine, too.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

_SHAPES = frozenset(
    f"{{http://www.w3.org/2000/svg}}{name}"
    for name in (
        "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "stop",
        "linearGradient", "radialGradient", "clipPath",
    )
)  # fmt: skip
_NUMBER = r"[+-]?(?:\d{1,7}(?:\.\d*)?|\.\d+)(?:e-?\d)?"
_COLOUR = rf"#(?:[0-9a-f]{{3}}|[0-9a-f]{{6}})|rgba?\(\s*{_NUMBER}%?(?:[\s,]+{_NUMBER}%?){{2,3}}\s*\)|[a-z]+"
_BETWEEN = r"\s*[\s,]\s*"
_MOVE = (
    rf"translate\(\s*{_NUMBER}(?:{_BETWEEN}{_NUMBER})?\s*\)|scale\(\s*{_NUMBER}(?:{_BETWEEN}{_NUMBER})?\s*\)"
    rf"|rotate\(\s*{_NUMBER}(?:{_BETWEEN}{_NUMBER}{_BETWEEN}{_NUMBER})?\s*\)"
    rf"|matrix\(\s*{_NUMBER}(?:{_BETWEEN}{_NUMBER}){{5}}\s*\)"
)
_PLAIN = re.compile(rf"\s*(?:{_NUMBER}(?:px|pt|mm|cm|in|%)?|{_COLOUR}|url\(#[\w.-]+\)|[\w.-]*)\s*", re.IGNORECASE)
_MOVES = re.compile(rf"\s*(?:(?:{_MOVE})[\s,]*)*")
_STEP = re.compile(r"([MLHVCSQTAZ])([^MLHVCSQTAZ]*)", re.IGNORECASE)
_STEPS = re.compile(rf"\s*M(?:[MLHVCSQTAZ\s,]|{_NUMBER})+", re.IGNORECASE)
_TAKES = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7}
"""The numbers that each step of a path takes."""
_POINTS = re.compile(rf"\s*(?:{_NUMBER}{_BETWEEN}{_NUMBER}(?:{_BETWEEN}|\s*$))+")
_LENGTH = re.compile(rf"\s*{_NUMBER}(?:px|pt|mm|cm|in|%)?\s*")
_SHARE = re.compile(rf"\s*{_NUMBER}%?\s*")
_RULES = re.compile(r"\s*(?:[.#]?[a-z][\w-]*(?:\s*,\s*[.#]?[a-z][\w-]*)*\s*\{([^{}]*)\}\s*)*", re.IGNORECASE)
_FREE = frozenset({"id", "class", "space", "lang", "role", "version", "baseProfile", "name"})
"""The attributes whose value changes nothing in how a drawing is drawn."""
_GRAMMAR = {
    **dict.fromkeys(("transform", "gradientTransform"), _MOVES),
    **dict.fromkeys(("points", "viewBox"), _POINTS),
    **dict.fromkeys(
        ("x", "y", "x1", "x2", "y1", "y2", "r", "rx", "ry", "cx", "cy", "fx", "fy", "width", "height"), _LENGTH
    ),
    **dict.fromkeys(
        ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "offset", "stroke-miterlimit"), _SHARE
    ),
    **dict.fromkeys(("stroke-width", "font-size"), _LENGTH),
}


def is_simple(drawing: bytes) -> bool:
    """Return whether a whole drawing is of those that the engine surely draws."""
    root = etree.fromstring(drawing)  # noqa: S314 - looked at before, for all that could hurt
    return all(map(_is_simple, root.iter()))


def _is_simple(element: etree.Element) -> bool:
    name = str(element.tag)
    if name.endswith("}style"):
        return set(element.attrib) <= {"type"} and _are_plain_rules("".join(element.itertext()))
    return name in _SHAPES and all(_is_plain(key, value) for key, value in element.attrib.items())


def _is_plain(key: str, value: str) -> bool:
    name = key.rpartition("}")[2]
    if name in _FREE or name.startswith(("data-", "aria-")):
        return True
    if name == "style":
        return _are_plain(value)
    if name == "d":
        return _is_plain_path(value)
    return _GRAMMAR.get(name, _PLAIN).fullmatch(value) is not None and name not in ("href", "mask", "filter")


def _is_plain_path(path: str) -> bool:
    steps = ((step.upper(), len(re.findall(_NUMBER, numbers))) for step, numbers in _STEP.findall(path))
    whole = all(not many if step == "Z" else many and many % _TAKES[step] == 0 for step, many in steps)
    return whole and _STEPS.fullmatch(path) is not None


def _are_plain(declarations: str) -> bool:
    pairs = [one.partition(":")[::2] for one in declarations.split(";") if one.strip()]
    return all(re.fullmatch(r"\s*[\w-]+\s*", name) and _is_plain(name.strip(), value) for name, value in pairs)


def _are_plain_rules(text: str) -> bool:
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return _RULES.fullmatch(plain) is not None and all(map(_are_plain, re.findall(r"\{([^{}]*)\}", plain)))
