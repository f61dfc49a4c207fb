"""Stand-ins for a brand's fonts: measured once by hand, and left out where nothing can be measured."""

from __future__ import annotations

import pytest
from conftest import ARABIC, ROOT

from mentorkit.brand.stand_ins import LOCAL_FONTS, StandIn, _as_ranges, stand_ins
from mentorkit.brand.typefaces import FontFace

FONTS = ROOT / "templates/assets/fonts"


def face(name: str, weight: int, family: str = "Inter") -> FontFace:
    path = FONTS / name
    return FontFace(family, weight, "normal", path, path)


def rounded(one: StandIn) -> tuple[float, ...]:
    return tuple(round(part * 100, 1) for part in (one.size_adjust, one.ascent, one.descent, one.line_gap))


def test_inter_is_arial_seven_per_cent_larger() -> None:
    """Next.js has 107.4 %, 90.2 % and 22.48 % for the same pair, from the letters of the web and not of books."""
    light, bold = list(stand_ins([face("Inter-Regular.ttf", 400), face("Inter-Bold.ttf", 700)], "Inter"))[:2]
    assert (light.family, light.weights, light.local[0]) == ("Inter as Arial", "1 599", "Arial")
    assert rounded(light) == (107.3, 90.3, 22.5, 0.0)
    assert (bold.family, bold.weights, bold.local[0]) == ("Inter as Arial", "600 1000", "Arial Bold")
    assert rounded(bold) == (102.0, 95.0, 23.7, 0.0)


def test_a_font_stands_in_for_itself_at_its_own_size() -> None:
    own = FontFace("DejaVu", 400, "normal", ARABIC, ARABIC)
    last = list(stand_ins([own], "DejaVu"))[-1]
    assert (last.family, last.weights) == ("DejaVu as DejaVu Sans", "1 1000")
    assert rounded(last) == pytest.approx((100.0, 92.8, 23.6, 0.0), abs=0.1)


def test_one_weight_alone_stands_for_all_and_the_nearest_to_headings_is_measured() -> None:
    alone = list(stand_ins([face("Inter-Bold.ttf", 700)], "Inter"))
    assert [(one.weights, one.local[0]) for one in alone] == [("1 1000", local.bold[0]) for local in LOCAL_FONTS]
    faces = [face("Inter-Regular.ttf", 400), face("Inter-SemiBold.ttf", 600), face("Inter-Bold.ttf", 700)]
    semi, bold = list(stand_ins(faces, "Inter", 600))[1], list(stand_ins(faces, "Inter", 700))[1]
    assert semi.size_adjust < bold.size_adjust


def test_a_font_without_these_letters_has_none() -> None:
    assert list(stand_ins([face("NotoEmoji-Regular.ttf", 400, "Signs")], "Signs")) == []
    assert list(stand_ins([], "Inter")) == []


def test_letters_that_a_font_lacks_are_left_to_the_next() -> None:
    assert _as_ranges([0x41, 0x42, 0x43, 0xE4, 0x3B1, 0x4E00, 0x2013, 0x2014]) == "U+41-43, U+E4, U+3B1, U+2013-2014"
