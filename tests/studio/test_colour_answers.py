"""Live contrast: what becomes of a colour, as the palette of pages and books computes it."""

from __future__ import annotations

import pytest

from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import ROLES, Brand
from mentorkit.definition.reading import read_as
from mentorkit.language.catalogue import Words
from mentorkit.studio.colour_answers import _USES, answered_colour, medium_names, use_names, with_colour

ENGLISH = Words("en-GB")
RIVER = """\
color:
  palette: {river: "#0b5d6b"}
  background: {light: "#ffffff", dark: "#101b1f"}
  primary: {light: river, dark: "#6cc4d0"}
"""


def brand(text: str = RIVER) -> Brand:
    source, problems = read_mapping(text, "_brand.yml")
    assert source is not None, problems
    read, problems = read_as(Brand, source)
    assert read is not None, problems
    return read


def answer(role: str, side: str, written: str, text: str = RIVER) -> dict[str, object]:
    found, problems = answered_colour(brand(text), role, side, written)
    assert found is not None, problems
    return found.as_json(ENGLISH)


def test_a_colour_that_can_be_read_is_used_as_it_is() -> None:
    said = answer("primary", "light", "#0b5d6b")
    palette = said.pop("palette")
    assert said == {
        "colour": "#0b5d6b",
        "uses": [
            _use("Header and buttons", "#ffffff", "#0b5d6b", "7.5 to 1"),
            _use("Links", "#0b5d6b", "#ffffff", "7.5 to 1"),
            _use("Top of the home page, covers", "#ffffff", "#0b5d6b", "7.5 to 1"),
        ],
        "notes": [],
    }
    assert isinstance(palette, dict)
    assert (palette["light.primary"], palette["dark.primary"], palette["print.paper"]) == (
        "#0b5d6b",
        "#6cc4d0",
        "#ffffff",
    )


def _use(use: str, front: str, ground: str, contrast: str, media: str = "") -> dict[str, object]:
    return {"use": use, "media": media, "front": front, "ground": ground, "contrast": contrast, "enough": True}


def test_print_is_told_apart_where_it_is_not_as_light_pages_are() -> None:
    sand = RIVER.replace("#ffffff", "#f6f4ef")
    assert answer("secondary", "light", "#2677bd", sand)["uses"] == [
        _use("Marks beside text", "#2677bd", "#f6f4ef", "4.3 to 1", "light pages"),
        _use("Marks beside text", "#2677bd", "#ffffff", "4.7 to 1", "print"),
    ]


def test_a_colour_that_cannot_be_read_is_moved_and_said_so() -> None:
    found, _ = answered_colour(brand(), "primary", "light", "#ffd400")
    assert found is not None
    links = [one for one in found.uses if one.use == "links"]
    assert [one.media for one in links] == [()]
    assert all(one.contrast >= 4.5 and one.front != "#ffd400" for one in links)
    assert found.notes == (
        "Text on the primary colour on light pages: #ffffff on #ffd400 has a contrast of 1.43, below 4.5; "
        "#1b1f24 on #ffd400 is used instead (11.57)",
        "Links on light pages: #ffd400 on #ffffff has a contrast of 1.43, below 4.5; "
        "#907300 on #ffffff is used instead (4.53)",
    )


def test_names_of_the_palette_and_of_css_are_colours() -> None:
    assert answer("secondary", "light", "river")["colour"] == "#0b5d6b"
    assert answer("secondary", "dark", "navy")["colour"] == "#000080"
    assert answer("secondary", "light", "")["colour"] == ""


@pytest.mark.parametrize("written", ["ff00ff", "reddish", "#12", "primary", "; color: red", "<b>"])
def test_what_is_no_colour_is_told_with_a_way_out(written: str) -> None:
    found, [problem, *_] = answered_colour(brand(), "primary", "light", written)
    assert found is None
    assert problem.rule == "no-such-colour"
    assert "write it" in problem.hint


def test_only_what_was_asked_about_is_told() -> None:
    slip = RIVER + "  warning: yelow\n"
    assert answered_colour(brand(slip), "primary", "light", "navy").value is not None


def test_one_side_is_written_and_the_other_stays() -> None:
    written = with_colour(brand("color: {primary: navy}\n"), "primary", "dark", "#6cc4d0").color.primary
    assert written is not None
    assert (written.light, written.dark) == ("navy", "#6cc4d0")
    assert with_colour(brand("color: {primary: {light: navy}}\n"), "primary", "light", "").color.primary is None


def test_every_role_that_is_seen_somewhere_says_where() -> None:
    assert tuple(role for role in ROLES if role in {*_USES, "tertiary"}) == ROLES
    used = {name for uses in _USES.values() for name, _, _ in uses}
    assert used == use_names(ENGLISH).keys()
    assert medium_names(ENGLISH).keys() == {"light", "dark", "print"}
