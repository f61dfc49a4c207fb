"""The pattern of a cover: four inks that are seen on its ground, whatever the brand."""

from __future__ import annotations

import pytest

from mentorkit.brand.palette import contrast, mix_palette
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.reading import read_as
from mentorkit.workbooks.compose.figures import cover_inks


@pytest.mark.parametrize("colour", ["red", "lime", "blue", "white", "black"])
def test_every_brand_has_four_inks(colour: str) -> None:
    """A bright red and nothing else had three, and no book of it could be made."""
    brand, _ = read_mapping(f"color: {{primary: {colour}}}", "_brand.yml").then(lambda source: read_as(Brand, source))
    assert brand is not None
    scheme = mix_palette(brand).value.print
    inks = cover_inks(scheme)
    assert len(set(inks)) == 4, inks
    assert min(contrast(ink, scheme.hero) for ink in inks) >= 1.12, inks
