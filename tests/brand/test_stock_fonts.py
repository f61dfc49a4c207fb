"""The fonts of the stock, which lend letters to those of brands."""

from __future__ import annotations

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont

FONTS = sorted((ROOT / "templates/assets/fonts").glob("*.ttf"))


@pytest.mark.parametrize("font", [font.name for font in FONTS])
def test_every_font_has_a_space(font: str) -> None:
    """Between two signs that one font lends, the engine of the books takes the space from it too: ❤ ☀ ✔ stopped a build."""
    letters = TTFont(ROOT / "templates/assets/fonts" / font, lazy=True).getBestCmap()
    assert {ord(" "), ord("\N{NO-BREAK SPACE}")} <= letters.keys()
