"""Pictures of texts: how a text names one, and what stands on a page for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from mentorkit.brand.page_pictures import PagePicture
from mentorkit.core.plain_words import words_of_line, words_of_text
from mentorkit.guides.markdown import Prose
from mentorkit.guides.pictures import Shown, picture_files, picture_name, shown_names, texts_with_pictures
from mentorkit.guides.vocabulary import options
from mentorkit.workspace.layers import Layer, Layers

TEAM = Shown("//here/team.png", PagePicture(b"", "team.png", (40, 30), "abc", clear=True)).attributes()
IMG = 'class="mk-picture mk-picture--clear" height="30" src="//here/team.png"'


def html(text: str, medium: str = "portal") -> str:
    layers = Layers((Layer("stock", ROOT),))
    return str(Prose(options(medium, layers, "en-GB", {}, {}, pictures={"my team.png": TEAM})).html(text))


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("team.png", "team.png"), ("./team.png", "team.png"), ("../pictures/team.png", "team.png"),
        ("../../pictures/rooms/team.png", "rooms/team.png"), ("content/pictures/team.png", "team.png"),
        ("pictures/team.png", "team.png"), ("my%20team.png", "my team.png"), ("u\u0308ber.png", "\u00fcber.png"),
        ("../team.png", "../team.png"), ("/team.png", "/team.png"),
    ],
)  # fmt: skip
def test_a_picture_has_one_name_however_a_text_leads_to_it(target: str, name: str) -> None:
    assert picture_name(target) == name


def test_the_nearest_layer_has_the_picture_and_what_nobody_wrote_is_none(tmp_path: Path) -> None:
    for name in (
        "a/content/pictures/x.png",
        "b/content/pictures/x.png",
        "b/content/pictures/in/y.png",
        "b/content/pictures/.z.png",
        "b/content/pictures/_w.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = picture_files(Layers((Layer("a", tmp_path / "a"), Layer("b", tmp_path / "b"))))
    assert {name: file.layer.name for name, file in found.items()} == {"in/y.png": "b", "x.png": "a"}


def test_the_pictures_of_texts_are_found_wherever_they_stand() -> None:
    texts = ["![a](a.png) [![b](<b c.png>)](x.md)\n\n| ![d][e] |\n| --- |\n\n[e]: ../pictures/e.png", "`![no](no.png)`"]
    assert list(shown_names(texts)) == ["a.png", "b c.png", "e.png"]
    assert list(shown_names(["/// prompt | ![a](a.png) What?\n///"])) == ["a.png"]
    assert list(texts_with_pictures({"a": ["![x](x.png)", {"b": "no [x](y)"}], "c": 1})) == ["![x](x.png)"]


def test_a_picture_has_its_size_and_waits_until_it_is_seen() -> None:
    shown = html("Our ![the team](<my team.png>).")
    for part in (
        'alt="the team"',
        'class="mk-picture mk-picture--clear"',
        'height="30"',
        'loading="lazy"',
        'src="//here/team.png"',
        'width="40"',
    ):
        assert part in shown
    assert "loading" not in html("Our ![the team](<my team.png>).", "print")


def test_a_picture_alone_has_its_title_below_it() -> None:
    shown = html('![the team](<my team.png> "All of us & more")')
    assert shown.startswith('<figure class="mk-figure">')
    assert "<figcaption>All of us &amp; more</figcaption>" in shown
    assert "title=" not in shown
    assert 'title="us"' in html('So ![the team](<my team.png> "us")')


def test_a_text_of_one_paragraph_keeps_the_picture_without_what_is_around_it() -> None:
    prose = Prose(options("portal", Layers((Layer("stock", ROOT),)), "en-GB", {}, {}, pictures={"t.png": TEAM}))
    assert str(prose.inline('![us](t.png "Us")')).startswith("<img ")
    assert "figcaption" not in prose.inline('![us](t.png "Us")')
    assert prose.inline("one") == "one"


def test_where_nothing_can_be_shown_their_words_stand() -> None:
    assert words_of_text('So we sit.\n\n![Two *chairs*](chairs.png "Ours")') == "So we sit.\n\nTwo chairs"
    assert words_of_line("![Two chairs](chairs.png) and more") == "Two chairs and more"


def test_pictures_stand_in_links_and_tables() -> None:
    shown = html("| [![us](<my team.png>)](https://a.example) |\n| --- |\n| ![us](my%20team.png) |")
    assert shown.count('src="//here/team.png"') == 2
    assert '<a href="https://a.example"><img' in shown


@pytest.mark.parametrize(
    "target", ["https://x.example/a.png", "gone.png", "javascript:alert(1)", "file:///etc/a.png", "//x.example/a.png"]
)
def test_of_a_picture_that_is_not_ours_its_words_are_left(target: str) -> None:
    assert html(f"![the team]({target})") == "<p><span>the team</span></p>"
