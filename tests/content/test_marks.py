"""No guide of the stock, in any language, has a mark that its reader would see as it is typed: `check` looks at none of them."""

from __future__ import annotations

import pytest

from mentorkit.checking.marks import marks_of_guide
from mentorkit.guides.library import read_library
from mentorkit.language.catalogue import catalogued
from mentorkit.workspace.layers import STOCK, Layer, Layers, stock_root


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", *sorted(catalogued())])
def test_no_guide_of_the_stock_shows_a_mark(language: str) -> None:
    library = read_library(Layers((Layer(STOCK, stock_root()),), language), lambda file: str(file.path)).value
    assert len(library.guides()) > 80
    assert [problem for guide in library.guides() for problem in marks_of_guide(guide, html=False)] == []
