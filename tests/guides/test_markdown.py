"""Markdown: what is let through, what is not, and the vocabulary of blocks."""

import pytest

from mentorkit.guides.markdown import Prose, fill, links, plain
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import usual_people
from mentorkit.workspace.layers import stock_root


def prose(medium: str = "portal", **more: object) -> Prose:
    return Prose({"medium": medium, "layers": [str(stock_root())], "people": usual_people(Words("en-GB")), **more})


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("a <b>bold</b> word", "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<!-- generated -->\n<b>x</b>", None),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](JaVaScRiPt&#58;alert(1))", "<p><span>x</span></p>"),
        ("[x](&#106;avascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](https://a.example){onclick=alert(1) style=color:red}", '<p><a href="https://a.example">x</a></p>'),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    ],
)
def test_html_and_script_of_authors_do_not_run(written: str, html: str | None) -> None:
    made = prose().html(written)
    assert "<script" not in made
    assert "javascript" not in made.lower()
    if html is not None:
        assert made == html


def test_html_passes_where_the_workspace_allows_it() -> None:
    assert prose(allow_html=True).html("a <b>bold</b> word") == "<p>a <b>bold</b> word</p>"


def test_values_of_placeholders_stay_plain_text() -> None:
    filled = fill("Dear {{ mentor }}", {"mentor": "*A* <b> [x](y)"})
    assert prose().html(filled) == "<p>Dear *A* &lt;b&gt; [x](y)</p>"


def test_plain_shows_exactly_what_was_written() -> None:
    text = "# 1. *A_b* `c` [d](e) {f} + g - h! \\ i | j: k/l ~m~"
    assert prose().html(plain(text)) == f"<p>{text}</p>"


def test_links_are_found_where_they_stand_but_not_in_code() -> None:
    text = "a [b](c.md) `[x](y)`\n\n```\n[p](q)\n```\n![r](s.png)\n\n[t]: u.md\n\n[two\nlines](v.md) [no\n\nlink](w.md)"
    found = sorted(links(text, "f.md", 10), key=lambda one: one.at)
    assert [(one.target, one.at.line, one.at.column, one.picture) for one in found] == [
        ("c.md", 10, 7, False), ("s.png", 15, 6, True), ("u.md", 17, 6, False), ("v.md", 20, 8, False),
    ]  # fmt: skip


@pytest.mark.parametrize("medium", ["portal", "print"])
def test_options_stay_what_was_typed(medium: str) -> None:
    html = prose(medium).html("/// scale | Ready?\n    low: no\n    high: on\n///\n")
    assert "Ready?" in html
    assert ">no<" in html.replace("\n", "").replace(" ", "")
    assert "False" not in html
    assert "///" not in html


def test_a_text_of_one_paragraph_keeps_its_links() -> None:
    assert prose().inline("see [this](https://a.example) <b>") == 'see <a href="https://a.example">this</a> &lt;b&gt;'
