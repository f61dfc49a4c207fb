"""A logo drawn small, in flat colours: enough to know which colours lie where, without the engines of portal and books."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as etree

from coloraide import Color
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from PIL import Image, ImageChops, ImageDraw

from mentorkit.brand.drawings import local_name

SIDE = 128
"""Pixels of the longer side."""
_MOST = 2_000
"""Shapes that are looked at; the rest of a picture of the country adds nothing."""
_CURVE = 8
"""Straight pieces that a curve is drawn in."""
_UNSEEN = frozenset({
    "defs", "clippath", "mask", "symbol", "marker", "pattern", "lineargradient", "radialgradient", "filter", "metadata",
    "title", "desc", "style", "script",
})  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def small_picture(data: bytes, *, drawing: bool) -> Image.Image | None:
    """The logo as RGBA in a small size; None where its colours cannot be told."""
    if drawing:
        try:
            return _Painter(etree.fromstring(data)).painted()  # noqa: S314 - it was looked through before
        except (etree.ParseError, ValueError, KeyError, TypeError, ArithmeticError, AssertionError, IndexError):
            return None
    with Image.open(BytesIO(data)) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((SIDE, SIDE))
    return small


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a part of a drawing is painted, as it is taken over from what is around it."""

    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    color: str = "black"
    to_page: Transform = Identity

    def inside(self, said: dict[str, str]) -> _Ink:
        """The same with what an element says."""
        width = _NUMBER.match(said.get("stroke-width", "").strip())
        clear = {name for name in ("fill", "stroke") if _is_clear(said.get(f"{name}-opacity", "1"))}
        if _is_clear(said.get("opacity", "1")):
            clear = {"fill", "stroke"}
        return _Ink(
            fill="none" if "fill" in clear else said.get("fill", self.fill).strip(),
            stroke="none" if "stroke" in clear else said.get("stroke", self.stroke).strip(),
            width=float(width[0]) if width else self.width,
            color=said.get("color", self.color).strip(),
            to_page=self.to_page.transform(_transform(said.get("transform", ""))),
        )


class _Painter:
    """Paints a drawing, shape by shape, in the order in which they stand in it."""

    def __init__(self, root: etree.Element) -> None:
        self.root = root
        self.by_id = {str(one.get("id")): one for one in root.iter() if one.get("id")}
        sheets = " ".join("".join(one.itertext()) for one in root.iter() if local_name(one) == "style")
        self.rules = {
            selector.strip(): _declarations(body)
            for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))
            for selector in selectors.split(",")
        }
        left, top, width, height = self._box()
        self.scale = SIDE / max(width, height)
        size = (max(1, round(width * self.scale)), max(1, round(height * self.scale)))
        self.page = Image.new("RGBA", size, (0, 0, 0, 0))
        self.first = Identity.scale(self.scale).translate(-left, -top)
        self.left = _MOST

    def painted(self) -> Image.Image | None:
        """The whole drawing; None where a picture is part of it, which this does not paint."""
        if any(local_name(one) == "image" for one in self.root.iter()):
            return None
        for child in self.root:
            self._draw(child, _Ink(to_page=self.first).inside(self._said(self.root) | {"transform": ""}), 0)
        return self.page

    def _box(self) -> tuple[float, float, float, float]:
        box = [float(one) for one in _NUMBER.findall(self.root.get("viewBox", ""))]
        if len(box) == 4 and min(box[2:]) > 0:
            return box[0], box[1], box[2], box[3]
        size = [_NUMBER.match(self.root.get(side, "").strip()) for side in ("width", "height")]
        width, height = (float(one[0]) if one else 100.0 for one in size)
        return 0, 0, max(width, 0.001), max(height, 0.001)

    def _said(self, element: etree.Element) -> dict[str, str]:
        """What is said of an element: by attributes, by the style sheet and by its own style, the later first."""
        said = dict(element.attrib)
        for rule in (
            local_name(element),
            *(f".{one}" for one in element.get("class", "").split()),
            f"#{element.get('id')}",
        ):
            said |= self.rules.get(rule, {})
        return said | _declarations(element.get("style", ""))

    def _draw(self, element: etree.Element, around: _Ink, depth: int) -> None:
        name, said = local_name(element), self._said(element)
        hidden = said.get("display", "").strip() == "none" or said.get("visibility", "").strip() == "hidden"
        if name in _UNSEEN or hidden or depth > 40 or self.left <= 0:
            return
        ink = around.inside(said)
        if name in ("use", "svg"):
            across, down = (_NUMBER.match(element.get(axis, "").strip()) for axis in "xy")
            moved = ink.to_page.translate(float(across[0]) if across else 0, float(down[0]) if down else 0)
            ink = replace(ink, to_page=moved)
        if name == "use":
            target = self.by_id.get(_reference(element))
            parts = list(target) if target is not None and local_name(target) == "symbol" else [target]
            for part in parts:
                if part is not None:
                    self._draw(part, ink, depth + 1)
        elif name in ("g", "svg", "a", "switch"):
            for child in element:
                self._draw(child, ink, depth + 1)
        else:
            self.left -= 1
            self._paint(element, ink)

    def _paint(self, element: etree.Element, ink: _Ink) -> None:
        contours = list(_contours(element, ink.to_page))
        fill, stroke = self._colour(ink.fill, ink), self._colour(ink.stroke, ink)
        if fill and contours:
            whole = Image.new("1", self.page.size)
            for contour in contours:
                part = Image.new("1", self.page.size)
                if len(contour) > 1:
                    ImageDraw.Draw(part).polygon(contour, fill=1)
                whole = ImageChops.logical_xor(whole, part)
            self.page.paste(fill, mask=whole)
        if stroke:
            pen = ImageDraw.Draw(self.page)
            for contour in contours:
                pen.line(contour, fill=stroke, width=max(1, round(ink.width * abs(ink.to_page[0]) or 1)))

    def _colour(self, written: str, ink: _Ink) -> tuple[int, int, int, int] | None:
        """A colour as it is painted; of a gradient its first; None where nothing is."""
        gradient = re.match(r"url\(\s*['\"]?#([^'\")]+)", written)
        if gradient:
            written = self._first_stop(gradient[1], 0)
        if written.lower() == "currentcolor":
            written = ink.color
        if written.lower() in ("none", "transparent") or Color.match(written, fullmatch=True) is None:
            return None if written.lower() in ("none", "transparent") else (0, 0, 0, 255)
        colour = Color(written).convert("srgb").clip()
        if colour.alpha(nans=False) < 0.1:
            return None
        red, green, blue = (round(255 * part) for part in colour.coords(nans=False))
        return red, green, blue, 255

    def _first_stop(self, name: str, depth: int) -> str:
        gradient = self.by_id.get(name)
        if gradient is None or depth > 5:
            return "none"
        stops = [one for one in gradient if local_name(one) == "stop"]
        if stops:
            return self._said(stops[0]).get("stop-color", "black").strip()
        return self._first_stop(_reference(gradient), depth + 1)


class _Contours(BasePen):
    """Collects the outlines of a shape as polygons."""

    def __init__(self) -> None:
        super().__init__(None)
        self.done: list[list[tuple[float, float]]] = []

    def _moveTo(self, pt: Any) -> None:  # noqa: N802 - the library's name
        self.done.append([pt])

    def _lineTo(self, pt: Any) -> None:  # noqa: N802
        self.done[-1].append(pt)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802
        start = self.done[-1][-1]
        for step in range(1, _CURVE + 1):
            t = step / _CURVE
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (
                sum(share * point[axis] for share, point in zip(shares, (start, pt1, pt2, pt3), strict=True))
                for axis in (0, 1)
            )
            self.done[-1].append((x, y))


def _contours(element: etree.Element, to_page: Transform) -> Iterator[list[tuple[float, float]]]:
    """The outlines of one shape on the page; none of what is no shape."""
    from fontTools.svgLib.path import parse_path
    from fontTools.svgLib.path.shapes import PathBuilder

    plain = etree.Element(
        element.tag, {key: _plain(value) for key, value in element.attrib.items() if key != "transform"}
    )
    builder, pen = PathBuilder(), _Contours()
    if not builder.add_path_from_element(plain):
        return
    for path in builder.paths:
        parse_path(path, pen)
    for contour in pen.done:
        yield [to_page.transformPoint(point) for point in contour]


def _plain(value: str) -> str:
    """A length without its unit; whatever else as it is."""
    return re.sub(r"^(\s*[-+.\d]+)(?:px|pt|mm)\s*$", r"\1", value)


def _transform(written: str) -> Transform:
    """The transform of an attribute, its steps put together."""
    whole = Identity
    for name, inner in re.findall(r"(\w+)\s*\(([^)]*)\)", written):
        numbers = [float(one) for one in _NUMBER.findall(inner)]
        if name == "matrix" and len(numbers) == 6:
            whole = whole.transform(tuple(numbers))
        elif name == "translate" and numbers:
            whole = whole.translate(*numbers[:2])
        elif name == "scale" and numbers:
            whole = whole.scale(*numbers[:2])
        elif name == "rotate" and numbers:
            x, y = numbers[1:3] if len(numbers) >= 3 else (0.0, 0.0)
            whole = whole.translate(x, y).rotate(numbers[0] * 0.017453292519943295).translate(-x, -y)
    return whole


def _declarations(text: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in text.replace("!important", "").split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _is_clear(written: str) -> bool:
    """Return whether a part of this opacity is hardly seen."""
    number = _NUMBER.match(written.strip())
    return number is not None and float(number[0]) < (10 if "%" in written else 0.1)


def _reference(element: etree.Element) -> str:
    return next((value.strip()[1:] for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"), "")
