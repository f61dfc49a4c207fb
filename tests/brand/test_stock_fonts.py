"""The fonts of the stock, which lend letters to those of brands."""

from __future__ import annotations

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont

from mentorkit.brand.font_letters import lacking_in, letters_of

FONTS = sorted((ROOT / "templates/assets/fonts").glob("*.ttf"))


@pytest.mark.parametrize("font", [font.name for font in FONTS])
def test_every_font_has_a_space(font: str) -> None:
    """Between two signs that one font lends, the engine of the books takes the space from it too: ❤ ☀ ✔ stopped a build."""
    letters = TTFont(ROOT / "templates/assets/fonts" / font, lazy=True).getBestCmap()
    assert {ord(" "), ord("\N{NO-BREAK SPACE}")} <= letters.keys()


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_arabic_persian_and_urdu_are_lent_letters_and_nothing_of_latin_is(weight: str) -> None:
    """The brand's own font keeps its figures and full stops in an Arabic text."""
    font = ROOT / f"templates/assets/fonts/Vazirmatn-{weight}.ttf"
    assert lacking_in([font], "أهلاً، المرشد؟ ١٢٣ پچژگ ۴۵۶ ٹڈڑے لا") == frozenset()
    ranges = letters_of(font).split(", ")
    assert ranges[:2] == ["U+20", "U+A0"], "between two letters of it, a space of it"
    assert ranges[2].startswith("U+6")
