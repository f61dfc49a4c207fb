"""A brand file on its page: whatever way it is written in, one thing is changed, and only its lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from mentorkit.brand.branding import brand_source
from mentorkit.editing.changes import ABSENT
from mentorkit.editing.yaml_edits import edited
from mentorkit.studio.brand_document import BrandDocument, new_errors, reopened
from mentorkit.workspace.layers import Layer

if TYPE_CHECKING:
    from mentorkit.workspace.workspace import Workspace

RIVER = """\
# Riverside: what it looks like.
meta: {name: Riverside Trust}   # the whole name

logo:
  images:
    mark: {path: brand/mark.svg, alt: Riverside}
  small: {light: mark, dark: brand/white.svg}
  large: brand/logo.svg

color:
  palette:
    river: "#0b5d6b"
  primary: river   # as the logo
  background: {light: "#ffffff", dark: "#101b1f"}
typography:
  headings: Riverside Sans
"""


def document(text: str) -> BrandDocument:
    source, problems = brand_source(text, "_brand.yml")
    assert source is not None, problems
    return BrandDocument(
        cast("Workspace", None), Path("_brand.yml"), "_brand.yml", Layer("client", Path()), text, "", source
    )


def after(path: str, value: Any, text: str = RIVER) -> str:
    """The text once `value` stands at a path."""
    brand = document(text)
    done, problems = edited(text, "_brand.yml", brand.changes(tuple(path.split(".")), value))
    assert done is not None, problems
    assert not done.crossed, done
    assert reopened(brand, done.text).value(tuple(path.split("."))) == value
    return done.text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("meta.name.full", "Riverside Trust"),
        ("meta.name.short", ABSENT),
        ("logo.small.light", "brand/mark.svg"),
        ("logo.small.light.alt", "Riverside"),
        ("logo.small.dark", "brand/white.svg"),
        ("logo.small.dark.alt", ABSENT),
        ("logo.large.light", "brand/logo.svg"),
        ("logo.large.dark", ABSENT),
        ("color.primary.light", "river"),
        ("color.primary.dark", ABSENT),
        ("color.background.dark", "#101b1f"),
        ("color.secondary.light", ABSENT),
        ("typography.headings.family", "Riverside Sans"),
        ("typography.headings.weight", ABSENT),
        ("typography.base.family", ABSENT),
        ("defaults.mentorkit.hero", ABSENT),
    ],
)
def test_a_value_is_seen_however_it_is_written(path: str, value: Any) -> None:
    assert document(RIVER).value(tuple(path.split("."))) == value


@pytest.mark.parametrize(
    ("path", "value", "was", "becomes"),
    [
        ("color.primary.light", "#1f4e79", "primary: river ", 'primary: "#1f4e79" '),
        (
            "color.primary.dark",
            "#6cc4d0",
            "primary: river   # as the logo\n",
            'primary:   # as the logo\n    light: river\n    dark: "#6cc4d0"\n',
        ),
        ("color.background.dark", "#000000", '"#101b1f"}', '"#000000"}'),
        ("meta.name.full", "Riverside", "name: Riverside Trust}", "name: Riverside}"),
        ("meta.name.short", "RT", "{name: Riverside Trust}", "{name: {full: Riverside Trust, short: RT}}"),
        ("logo.small.dark", "brand/new.svg", "dark: brand/white.svg", "dark: brand/new.svg"),
        ("logo.small.light", "brand/new.svg", "light: mark,", "light: brand/new.svg,"),
        ("logo.small.light.alt", "The river", "alt: Riverside}", "alt: The river}"),
        ("logo.large.light", "brand/new.svg", "large: brand/logo.svg", "large: brand/new.svg"),
    ],
)
def test_only_what_is_meant_changes(path: str, value: str, was: str, becomes: str) -> None:
    assert RIVER.count(was) == 1
    assert after(path, value) == RIVER.replace(was, becomes)


def test_a_second_form_is_put_beside_the_only_one() -> None:
    changed = after("logo.large.dark", "brand/night.svg")
    assert "brand/logo.svg" in changed
    assert document(changed).value(("logo", "large", "light")) == "brand/logo.svg"
    assert changed.startswith(RIVER[: RIVER.index("  large:")])
    assert changed.endswith(RIVER[RIVER.index("\ncolor:") :])


def test_the_logo_of_every_size_stays_for_the_others() -> None:
    one = "logo: brand/logo.svg\ncolor: {primary: navy}\n"
    changed = document(after("logo.small.light", "brand/mark.svg", one))
    assert changed.value(("logo", "small", "light")) == "brand/mark.svg"
    assert changed.value(("logo", "large", "light")) == "brand/logo.svg"
    assert changed.text.endswith("color: {primary: navy}\n")


def test_what_is_taken_away_leaves_nothing_behind() -> None:
    assert after("color.primary.light", ABSENT) == RIVER.replace("  primary: river   # as the logo\n", "")


def test_a_new_error_is_told_and_an_old_one_is_not() -> None:
    slip = RIVER + "defaults: {mentorkit: {corners: pointed}}\n"
    before = document(slip)
    worse = reopened(before, slip.replace("primary: river", "primary: rivver"))
    assert [one.message for one in new_errors(before, before)] == []
    assert [one.message for one in new_errors(document(RIVER), document(slip))] == ['"pointed" is not a corners']
    assert new_errors(before, worse)
