"""Effects in drawings that browsers show and the engine of the books passes over without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as etree

from mentorkit.brand.drawings import local_name

_MOVES = frozenset({"animate", "animatetransform", "animatemotion", "animatecolor", "set"})
_EFFECTS = {
    "filter": "its effects (a shadow, a blur or other colours)",
    "backdrop-filter": "its effects (a shadow, a blur or other colours)",
    "mix-blend-mode": "the blending of its colours",
}
_PAINTED = frozenset({"fill", "stroke", "stop-color", "color"})
_USUAL = ("", "none", "normal", "initial", "inherit", "unset")
_DECLARED = re.compile(r"(?<![\w-])([a-z-]+)\s*:\s*([^;{}]*)", re.IGNORECASE)


def effect_of(drawing: bytes) -> str:
    """The effect that books leave out of a whole drawing, as the end of a sentence; empty where there is none."""
    root = etree.fromstring(drawing)  # noqa: S314 - looked at before, for all that could hurt
    said = (said for element in root.iter() for said in _effects(element))
    return next(said, "")


def _effects(element: etree.Element) -> Iterator[str]:
    name = local_name(element)
    if name in _MOVES:
        yield "its movement"
    declared = "".join(element.itertext()) if name == "style" else element.get("style", "")
    pairs = [*element.attrib.items(), *_DECLARED.findall(declared)]
    for key, value in pairs:
        if key.lower() in _EFFECTS and value.strip().lower() not in _USUAL:
            yield _EFFECTS[key.lower()]
        if key.lower() in _PAINTED and "var(" in value.lower():
            yield "the colours that it names as variables"
