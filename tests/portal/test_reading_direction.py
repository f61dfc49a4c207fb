"""A portal that is read from right to left: every page says so, and no style sheet knows a left and a right of its own."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from conftest import ROOT, Project

from mentorkit.portal.stage import stage

DIRECTIONS = (("en-GB", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("pl", "ltr"))


@pytest.mark.slow
@pytest.mark.parametrize(("language", "direction"), DIRECTIONS)
def test_every_page_says_its_language_and_its_direction(language: str, direction: str, project: Project) -> None:
    lead = f"title: Lead\norganisation: Acme\nlanguage: {language}\nstarts: 2027-02-01\nsessions: {{1: {{title: Begin, week: 2}}}}\n"
    project.write("programs/acme/lead.yml", lead)
    job, made = project.job(), project.root / "made"
    stage(job.toolkit, job.layers, job.config, made, today=date(2027, 1, 1), downloads=[])
    theme = yaml.safe_load((made / "mkdocs.yml").read_text("utf-8"))["theme"]
    assert (theme["language"], theme["direction"]) == (language, direction), "on html and body, by the theme"
    partial = made / f"overrides/partials/languages/{language}.html"
    if partial.exists():
        assert f'key == "direction" %}}{direction}' in partial.read_text("utf-8").replace("{%- ", "{% ")
    assert f'<html lang="{language}" dir="{direction}">' in (made / "beside/404.html").read_text("utf-8")


def test_each_html_template_that_is_a_whole_page_says_its_direction() -> None:
    whole = {
        path.relative_to(ROOT).as_posix(): text
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if "<html" in (text := path.read_text("utf-8"))
    }
    assert len(whole) > 4
    for name, text in whole.items():
        assert re.search(r'<html [^>]*lang="\{\{ words\.language \}\}" dir="\{\{ words\.direction \}\}"', text), name


RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
SIDED = re.compile(
    r"(?:^|;)\s*((?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right"
    r"|text-align(?=:\s*(?:left|right))|float(?=:\s*(?:left|right))|clear(?=:\s*(?:left|right)))\s*:\s*([^;]*)"
)
FOUR = re.compile(r"(?:^|;)\s*(margin|padding)\s*:\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*(?=;|$)")


def sided(css: str) -> list[str]:
    """The rules of a style sheet that name one side of the screen, without those that another rule turns for rtl, and without
    the room that a phone's own edge takes, whatever the text's direction is."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = css.replace("!important", "")
    css = re.sub(r"\([^()]*\)", lambda inner: inner[0].replace(" ", ""), css)
    rules = [(selector.strip(), body) for selector, body in RULE.findall(css)]
    turned = {selector.removeprefix("[dir=rtl]").strip() for selector, _ in rules if selector.startswith("[dir=rtl]")}
    found = []
    for selector, body in rules:
        if selector in turned or "[dir=" in selector:
            continue
        names = {name: value.strip() for name, value in SIDED.findall(body)}
        both = {"left", "right"} <= names.keys() and names["left"] == names["right"]
        found += [
            f"{selector} {{ {name}: {value} }}"
            for name, value in names.items()
            if not (both and name in ("left", "right"))
            and value != f"env(safe-area-inset-{name.removeprefix('padding-')})"
        ]
        found += [f"{selector} {{ {one[0]}: {' '.join(one[1:])} }}" for one in FOUR.findall(body) if one[2] != one[4]]
    return found


@pytest.mark.parametrize("sheet", sorted(path.name for path in (ROOT / "templates/portal").rglob("*.css")))
def test_a_style_sheet_of_the_portal_names_beginning_and_end_and_not_left_and_right(sheet: str) -> None:
    (path,) = (ROOT / "templates/portal").rglob(sheet)
    assert sided(path.read_text("utf-8")) == []


SPACED = re.compile(r"letter-spacing:\s*-?0?\.\d+em")


def test_letters_that_are_joined_are_not_moved_apart_or_over_each_other() -> None:
    """Whatever spaces letters for Latin is taken back from right to left, in the same file."""
    sheets = [path for path in sorted((ROOT / "templates").rglob("*.css")) if SPACED.search(path.read_text("utf-8"))]
    assert sheets
    turned = re.compile(r"\[dir=rtl\][^{}]*\{[^{}]*letter-spacing: 0;")
    pages = ROOT / "templates/portal/assets/portal.css"
    assert {path.name for path in sheets if not turned.search(path.read_text("utf-8"))} <= {"portal.pages.css"}
    assert ".mk-hero__title" in turned.search(pages.read_text("utf-8"))[0], "the one that portal.pages.css spaces"
