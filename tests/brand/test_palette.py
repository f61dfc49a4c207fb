"""Colours that can be read."""

import dataclasses

import pytest

from mentorkit.brand.palette import SHAPE, TEXT, Palette, contrast, mix_palette, readable
from mentorkit.core.problems import Result
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.reading import read_as

PAIRS = [
    ("ink", "paper"), ("ink", "surface"), ("heading", "paper"), ("heading", "surface"), ("muted", "paper"), ("muted", "surface"), ("on_primary", "primary"),
    ("link", "paper"), ("link", "surface"), ("on_accent", "accent"), ("on_tint", "tint"), ("ink", "tint"), ("on_hero", "hero"), ("good", "paper"), ("bad", "paper"),
    ("info", "paper"), ("info", "surface"), ("warning", "paper"), ("warning", "surface"),
]  # fmt: skip

BRANDS = {
    "yellow": "color: {primary: '#ffe600', foreground: '#333333'}",
    "lime": "color: {primary: lime, secondary: yellow}",
    "teal": "color: {primary: '#1aa3a3', background: '#fdfdf5'}",
    "black": "color: {primary: '#000000', background: {light: '#ffffff', dark: '#000000'}}",
    "pastel": "color: {primary: '#f4c2d7', foreground: '#777777', background: '#fff7fb'}",
    "white": "color: {primary: '#ffffff'}",
    "grey text": "color: {foreground: '#999999', background: '#888888'}",
    "dark hero": "{color: {primary: '#ff7a00', dark: '#101820'}, defaults: {mentorkit: {hero: dark}}}",
    "light hero": "{color: {primary: '#5b2a86', light: '#eadff7'}, defaults: {mentorkit: {hero: light}}}",
}


def mixed(text: str) -> Result[Palette]:
    brand, problems = read_mapping(text, "_brand.yml").then(lambda source: read_as(Brand, source))
    assert brand is not None
    assert problems == ()
    return mix_palette(brand)


@pytest.mark.parametrize("name", BRANDS)
@pytest.mark.parametrize("medium", ["light", "dark", "print"])
def test_every_pair_can_be_read_whatever_the_brand(name: str, medium: str) -> None:
    scheme = dataclasses.asdict(getattr(mixed(BRANDS[name])[0], medium))
    for text, ground in PAIRS:
        assert contrast(scheme[text], scheme[ground]) >= TEXT, (text, ground, scheme[text], scheme[ground])
    for ground in ("paper", "surface"):
        assert contrast(scheme["edge"], scheme[ground]) >= SHAPE


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_a_readable_colour_is_left_alone_and_another_moves_as_little_as_it_must() -> None:
    assert readable("#1f4e79", "#ffffff") == "#1f4e79"
    moved = readable("#8b6fc0", "#ffffff")
    assert TEXT <= contrast(moved, "#ffffff") < TEXT + 0.15


def test_a_pair_of_the_brand_that_had_to_move_is_reported_once() -> None:
    palette, problems = mixed("color: {primary: '#8b6fc0'}")
    assert palette.light.on_primary == "#ffffff"
    assert [(str(problem.at), problem.message) for problem in problems] == [
        (
            "_brand.yml:1:18",
            "text on the primary colour on light pages: #ffffff on #8b6fc0 has a contrast of 4.09, below 4.5; #ffffff on #8468b8 is used instead (4.51)",
        )
    ]


def test_colours_go_by_name_through_the_palette_and_each_side_keeps_its_own() -> None:
    palette, problems = mixed(
        "color: {palette: {house: sea, sea: '#0a7870'}, primary: {light: house, dark: '#2bc4b2'}, background: {light: white, dark: '#0a1e2b'}}\ntypography: {link: primary}"
    )
    assert problems == ()
    assert (palette.light.primary, palette.light.link) == ("#0a7870", "#0a7870")
    assert (palette.dark.primary, palette.dark.link) == ("#2bc4b2", "#2bc4b2")


def test_notes_and_warnings_have_the_brands_colours() -> None:
    palette, problems = mixed("color: {info: '#1c6aa3', warning: '#8f5800', success: '#2b7a44', danger: '#b3322a'}")
    assert problems == ()
    assert (palette.light.info, palette.light.warning) == ("#1c6aa3", "#8f5800")
    assert (palette.light.good, palette.light.bad) == ("#2b7a44", "#b3322a")
