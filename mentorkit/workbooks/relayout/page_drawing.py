"""Caches for a book that is written again after an edit: of the drawings of its pages, and of compressed streams.

What comes out is, byte for byte, what the engine draws: a drawing that depends on something else in the book which is
different now is made anew.
"""

# ruff: noqa: SLF001 - the engine has no public way to draw a page apart
from __future__ import annotations

import copy
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from inspect import signature
from typing import Any

_SHARED = ("XObject", "Pattern", "Shading")
"""The resources that a page refers to by names that count what came before."""


class DrawnPage:
    """A page of a laid out book that is drawn only once. In everything else it is the engine's page."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._drawing: _Drawing | None = None
        self.letters: Counter[str] | None = None
        """The letters that were read from it once it was written."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page as the engine does."""
        if self._drawing is None or (self._drawing.alone and not self._drawing.fits(stream)):
            self._drawing = _Drawing.of(self._page, stream, scale)
        if self._drawing.alone:
            self._drawing.put_on(stream)
        else:
            self._page.paint(stream, scale)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of one font on a page. `first` is that font before its first use, where this page is the first to use it."""

    first: Any
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    new: frozenset[int]
    """The letters whose width was set by this page. The size in which a letter is met first rounds it for all sizes."""

    def fits(self, font: Any) -> bool:
        """Return whether this font, as far as it has been used, would draw them the same; None is a font not used yet."""
        if font is None:
            return self.first is not None and self.new == self.widths.keys()
        return all(
            font.widths[one] == width if one in font.widths else one in self.new for one, width in self.widths.items()
        )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Everything that drawing a page puts on an empty stream. `alone`: nothing there depends on more than letters."""

    parts: list[Any]
    tags: Mapping[Any, Any]
    letters: Mapping[int, _Letters]
    states: Mapping[str, Any]
    alone: bool

    @classmethod
    def of(cls, page: Any, stream: Any, scale: float) -> _Drawing:
        """Draw a page as if on this stream, with the fonts as far as they have been used."""
        fonts = {key: _unused(font, font.widths) for key, font in stream._fonts.items()}
        shared: dict[str, Any] = {kind: {} for kind in _SHARED}
        resources = {**stream._resources, "ExtGState": {}, **shared}
        apart = stream.clone(fonts=fonts, resources=resources, images={}, tags=None if stream._tags is None else {})
        apart._ctm_stack, asked, add = [stream.ctm], dict[int, Any](), apart.add_font

        def add_font(given: Any) -> Any:
            found = add(given)
            asked[id(found[0])] = found[0]
            return found

        apart.add_font = add_font
        page.paint(apart, scale)
        states, used = resources["ExtGState"], {key: font for key, font in fonts.items() if id(font) in asked}
        alone = (
            not any(shared.values())
            and all(name[0] in "aA" for name in states)  # named by their opacity; other names count what came before
            and not any(font.missing or font.bitmap or font.png for font in used.values())
        )
        letters = {key: _letters(font, stream._fonts.get(key)) for key, font in used.items()}
        return cls(apart.stream, apart._tags or {}, letters, states, alone)

    def fits(self, stream: Any) -> bool:
        """Return whether drawing the page on this stream would give the same."""
        return all(letters.fits(stream._fonts.get(key)) for key, letters in self.letters.items())

    def put_on(self, stream: Any) -> None:
        """Do what drawing the page there would do."""
        for key, letters in self.letters.items():
            font = stream._fonts.get(key) or stream._fonts.setdefault(key, _unused(letters.first, {}))
            for one, text in letters.texts.items():
                font.to_unicode.setdefault(one, text)
                font.widths.setdefault(one, letters.widths[one])
        for name, state in self.states.items():
            stream._resources["ExtGState"].setdefault(name, state)
        stream.stream.extend(self.parts)
        if stream._tags is not None:
            stream._tags.update(self.tags)


def can_draw_on(stream: Any) -> bool:
    """Return whether a stream has the parts by which a page is drawn apart and put on it."""
    parts = {"_fonts": dict, "_resources": dict, "_tags": dict, "_ctm_stack": list, "stream": list}
    named = {"fonts", "resources", "images", "tags"} <= signature(type(stream)).parameters.keys()
    copied = stream.clone(fonts={}, resources={}, images={}, tags={})
    return (
        named and copied.stream == [] and all(isinstance(getattr(stream, name), kind) for name, kind in parts.items())
    )


def can_reuse(font: Any) -> bool:
    """Return whether a font keeps its letters and their widths as they are taken over here."""
    known = {"missing", "bitmap", "png"} <= vars(font).keys()
    return known and all(number in font.widths for number in font.to_unicode)


def _letters(used: Any, before: Any) -> _Letters:
    widths = {one: used.widths[one] for one in used.to_unicode}
    if before is None:
        return _Letters(_unused(used, {}), used.to_unicode, widths, frozenset(widths))
    return _Letters(None, used.to_unicode, widths, frozenset(widths.keys() - before.widths.keys()))


def _unused(font: Any, widths: Mapping[int, float]) -> Any:
    """A copy of a font as it was before it drew anything, with these widths of letters."""
    made = copy.copy(font)
    made.widths, made.to_unicode, made.missing = dict(widths), {}, {}
    return made


@dataclass(slots=True)
class StreamCache:
    """Compressed streams by their content. Those that the last PDF did not hold are forgotten."""

    _known: dict[bytes, bytes] = field(default_factory=dict)

    def compress(self, pdf: Any) -> None:
        """Compress every stream of a PDF as the engine would."""
        met: dict[bytes, bytes] = {}
        for one in pdf.objects:
            if getattr(one, "compress", False):
                one.compress = False
                data = one.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
                key = sha256(data).digest()
                met[key] = self._known.get(key) or zlib.compress(data, 9)
                one.stream, one.extra["Filter"] = [met[key]], "/FlateDecode"
        self._known = met
