"""What Zensical may read and write: no files outside the theme, layers in their order, and corrections in tags alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorkit.core.problems import BuildFailed
from mentorkit.portal import look
from mentorkit.portal.look import THEME, engine_theme
from mentorkit.portal.zensical import zensical_engine, zensical_process
from mentorkit.portal.zensical.included_templates import refused_includes
from mentorkit.portal.zensical.zensical_messages import engine_problems
from mentorkit.workspace.layers import Layer, Layers, stock_root

OUTSIDE = "this may name a file outside the theme, which Zensical would print"
SETTINGS = '"config" names the settings of the portal, and nothing else'
BY_LANGUAGE = '{% include "" ~ config.theme.language %}'


@pytest.mark.filterwarnings(
    "ignore:invalid escape sequence:DeprecationWarning"
)  # of Jinja's reader, which users never see
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{% include "../logo.html" %}', OUTSIDE),
        ('{% include "/etc/hostname" %}', OUTSIDE),
        (r'{% include "\/etc\/hostname" %}', OUTSIDE),
        (r'{% include "..\/..\/hostname" %}', OUTSIDE),
        (r'{% include "..\\..\\hostname" %}', OUTSIDE),
        ('{% include "C:/hostname" %}', OUTSIDE),
        ('{% include ["a.html", "../b.html"] %}', OUTSIDE),
        ("{% include page.meta.path %}", OUTSIDE),
        ('{% extends "../base.html" %}', OUTSIDE),
        ('{% from "../base.html" import a %}', OUTSIDE),
        ('{% set config = {"theme": {"language": "/etc/hostname"}} %}' + BY_LANGUAGE, SETTINGS),
        ('{% with config = {"theme": page.meta} %}' + BY_LANGUAGE + "{% endwith %}", SETTINGS),
        ("{% for config in [page.meta] %}" + BY_LANGUAGE + "{% endfor %}", SETTINGS),
        ("{% for one, config in page.meta %}" + BY_LANGUAGE + "{% endfor %}", SETTINGS),
        ("{% macro own(config) %}" + BY_LANGUAGE + "{% endmacro %}", SETTINGS),
        ('{% import "partials/own.html" as config %}' + BY_LANGUAGE, SETTINGS),
        ('{% from "partials/own.html" import own as config %}' + BY_LANGUAGE, SETTINGS),
    ],
)
def test_a_template_that_may_read_other_files_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "main.html").write_text(f"<p>\n{text}", "utf-8")
    (problem,) = refused_includes(tmp_path)
    assert problem.message == message
    assert (problem.at.file, problem.at.line) == ("templates/portal/theme/main.html", 2)


@pytest.mark.parametrize("folder", ["theme", "engines/zensical/theme"])
def test_templates_of_stock_are_not_refused(folder: str) -> None:
    assert list(refused_includes(stock_root() / "templates/portal" / folder)) == []


def test_the_list_of_pages_prints_no_icon_of_an_entry(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    zensical_engine._prepare(tmp_path)
    listed = (tmp_path / "overrides/partials/nav-item.html").read_text("utf-8")
    assert "md-nav__item" in listed
    assert ".icons/" not in listed


def test_a_box_of_the_search_that_is_made_for_mkdocs_is_refused(tmp_path: Path) -> None:
    box = tmp_path / "overrides/partials/search.html"
    box.parent.mkdir(parents=True)
    box.write_text('<div class="md-search" data-md-component="search"></div>', "utf-8")
    (tmp_path / "docs").mkdir()
    with pytest.raises(BuildFailed) as failed:
        zensical_engine._prepare(tmp_path)
    (problem,) = failed.value.problems
    assert problem.at.file == "templates/portal/theme/partials/search.html"
    assert "templates/portal/engines/zensical/theme/partials/search.html" in problem.hint
    box.write_text('<div class="mk-search"></div>', "utf-8")
    zensical_engine._prepare(tmp_path)


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ('<a href="./">', '<a href="./">'),
        ('<a href="./a/">', '<a href="a/">'),
        ('<a class="x" href="">', '<a class="x" href=".">'),
        ('<p title="a &amp;amp; b">', '<p title="a &amp; b">'),
        ('<code>&lt;a href="./a/"&gt; &amp;lt;</code>', '<code>&lt;a href="./a/"&gt; &amp;lt;</code>'),
    ],
)
def test_tags_are_corrected_and_texts_are_not(written: str, corrected: str) -> None:
    assert zensical_engine._corrected(written) == corrected


def test_a_nearer_layer_counts_and_within_it_the_folder_of_the_engine(tmp_path: Path) -> None:
    near, far = Layer("near", tmp_path / "near"), Layer("far", tmp_path / "far")
    for layer, folder, name in (
        (near, THEME, "a.html"),
        (near, THEME, "b.html"),
        (near, engine_theme("zensical"), "b.html"),
        (far, engine_theme("zensical"), "a.html"),
        (far, THEME, "c.html"),
    ):
        file = layer.root / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{layer.name} {folder}", "utf-8")
    look._copy_layered(Layers((near, far)), tmp_path / "into", engine_theme("zensical"), THEME)
    copied = {file.name: file.read_text("utf-8") for file in (tmp_path / "into").iterdir()}
    assert copied == {
        "a.html": f"near {THEME}",
        "b.html": f"near {engine_theme('zensical')}",
        "c.html": f"far {THEME}",
    }


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (MemoryError(), zensical_process.OUT_OF_MEMORY, []),
        (AssertionError(), 1, ["the site engine stopped: AssertionError"]),
        (ValueError("Python error: no such thing\nand more"), 1, ["the site engine stopped: no such thing"]),
    ],
)
def test_an_engine_that_stops_says_why(
    error: Exception, code: int, told: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops(_project: str) -> None:
        raise error

    monkeypatch.setattr(zensical_process, "_end_with_parent", lambda: None)
    monkeypatch.setattr(zensical_process, "_build", stops)
    assert zensical_process.main("build", "zensical.yml") == code
    problems = engine_problems(capsys.readouterr().out, Path("staged"))
    assert [one.message for one in problems] == told


PRINTED = """\
Build started
\x1b[33mWarning:\x1b[0m page does not exist
   \x1b[38;5;246m╭─[\x1b[0m index.md:3:15 \x1b[38;5;246m]\x1b[0m
   \x1b[38;5;246m│\x1b[0m
 \x1b[38;5;246m3 │\x1b[0m Go to [there](nowhere.md) now.
 \x1b[38;5;240m  │\x1b[0m               ────┬────
 \x1b[38;5;240m  │\x1b[0m                   ╰────── page does not exist
\x1b[38;5;246m───╯\x1b[0m
Error: no such thing
a line of somebody else
1 issue found
Build finished in 1.10s
"""


def test_what_an_engine_says_is_told_and_its_progress_is_not(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A\n\nGo to [there](nowhere.md) now.\n", "utf-8")
    assert [one.message.removeprefix("the site engine says: ") for one in engine_problems(PRINTED, tmp_path)] == [
        'page does not exist: "nowhere.md" in "index.md"',
        "no such thing",
        "a line of somebody else",
    ]
    assert [*engine_problems("Build started\nNo issues found\nBuild finished in 912ms\n", tmp_path)] == []
