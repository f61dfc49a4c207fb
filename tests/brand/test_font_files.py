"""A brand's fonts: opened by `check` as books and browsers open them, and refused by name where they cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Project
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from mentorkit.brand.font_files import font_problem

DAMAGED = ("is damaged or cut off", "copy or export it anew")
NO_LETTERS = ("has no letters that one can write", "use one whose letters are found by their Unicode numbers")
OTHER_LETTERS = ("has letters made of pictures or colours", "use one with plain outlines")


def small_font(change: Callable[[TTFont], object] = lambda font: None, flavor: str | None = None) -> bytes:
    """A font of two letters, changed in one way."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (500, 700), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    made = FontBuilder(1000)
    made.setupGlyphOrder([".notdef", "A", "B"])
    made.setupCharacterMap({65: "A", 66: "B"})
    made.setupGlyf(dict.fromkeys((".notdef", "A", "B"), pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys((".notdef", "A", "B"), (600, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Acme", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    change(made.font)
    made.font.flavor = flavor
    out = BytesIO()
    made.font.save(out)
    return out.getvalue()


def licensed(bits: int) -> bytes:
    return small_font(lambda font: setattr(font["OS/2"], "fsType", bits))


def symbols(font: TTFont) -> None:
    font["cmap"].tables = font["cmap"].tables[:1]
    font["cmap"].tables[0].platformID, font["cmap"].tables[0].platEncID = 3, 0


def without(*names: str) -> bytes:
    """A font without some of its tables, the others as they were."""
    out = BytesIO()
    with TTFont(BytesIO(small_font()), recalcBBoxes=False) as font:
        for name in names:
            del font[name]
        font.save(out)
    return out.getvalue()


def coloured(font: TTFont) -> None:
    font["SVG "] = newTable("SVG ")
    font["SVG "].docList = []


WHOLE = small_font()
PACKED = small_font(flavor="woff2")
FONTS = {
    "whole": ("a.ttf", WHOLE, None),
    "TrueType in a file of another usual name": ("a.otf", WHOLE, None),
    "packed": ("a.woff2", PACKED, None),
    "packed in the old way": ("a.woff", small_font(flavor="woff"), None),
    "for reading and printing": ("a.ttf", licensed(0x4), None),
    "for anything": ("a.ttf", licensed(0x8), None),
    "for nobody": ("a.ttf", licensed(0x2), ("must not be embedded, its licence says", "ask whoever made it for a file that may be embedded")),
    "as pictures": ("a.ttf", licensed(0x200), ("may only be embedded as pictures, its licence says", "ask whoever made it for another file")),
    "half": ("a.ttf", WHOLE[: len(WHOLE) // 2], DAMAGED),
    "without its end": ("a.ttf", WHOLE[:-8], DAMAGED),
    "half of one that is packed": ("a.woff2", PACKED[: len(PACKED) // 2], DAMAGED),
    "half, and the rest empty": ("a.ttf", WHOLE[: len(WHOLE) // 2] + bytes(len(WHOLE) - len(WHOLE) // 2), DAMAGED),
    "empty": ("a.ttf", b"", ("is not a font, whatever its name says", "export it anew")),
    "a text": ("a.ttf", b"hello", ("is not a font, whatever its name says", "export it anew")),
    "by another name": ("a.woff2", WHOLE, ("is a font of another kind (.ttf)", 'rename it to "a.ttf", here and in the folder')),
    "several": ("a.ttf", b"ttcf" + WHOLE, ("holds several fonts in one file", "save the one that you need as a file of its own")),
    "without letters": ("a.ttf", without("cmap"), NO_LETTERS),
    "of symbols": ("a.ttf", small_font(symbols), NO_LETTERS),
    "without widths": ("a.ttf", without("hmtx"), DAMAGED),
    "without outlines": ("a.ttf", without("glyf", "loca"), ("has no outlines of letters", "use one with plain outlines")),
    "in colours": ("a.ttf", small_font(coloured), OTHER_LETTERS),
}  # fmt: skip


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_whole_has_letters_and_may_be_embedded(tmp_path: Path, name: str) -> None:
    file, data, expected = FONTS[name]
    (tmp_path / file).write_bytes(data)
    assert font_problem(tmp_path / file) == expected


def test_a_letter_that_cannot_be_drawn_is_found_by_the_sums_of_the_font(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(WHOLE)
    with TTFont(path) as font:
        start = font.reader.tables["glyf"].offset
    path.write_bytes(WHOLE[: start + 10] + b"\xff" * 12 + WHOLE[start + 22 :])
    assert font_problem(path) == DAMAGED


@pytest.mark.slow
def test_check_opens_the_font_for_browsers_too(project: Project) -> None:
    project.write("programs/acme/_brand.yml", "typography: {fonts: [{family: Acme, files: [a.ttf, b.ttf]}]}\n")
    project.write("programs/acme/a.ttf", WHOLE)
    project.write("programs/acme/a.woff2", PACKED[:90])
    project.write("programs/acme/b.ttf", licensed(0x2))
    assert [problem.partition("  error  ")[2] for problem in project.problems()] == [
        'the font "a.woff2" is damaged or cut off  [missing-asset] -> copy or export it anew',
        'the font "b.ttf" must not be embedded, its licence says  [missing-asset] -> ask whoever made it for a file that may be embedded',
    ]
