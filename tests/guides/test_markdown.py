"""Markdown: what is let through, what is not, and the vocabulary of blocks."""

import re
from html import unescape

import pytest

from mentorkit.guides.markdown import Prose, fill, linked, plain
from mentorkit.guides.text_links import links
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
        ("[x](JaVaScRiPt&#58;alert(1))", "<p><a>x</a></p>"),
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


def test_headings_of_every_script_have_anchors_that_say_which_they_are() -> None:
    text = "## Έναρξη\n\n## Łódź & Zürich\n\n## 株式会社\n\n## Ada’s first step\n"
    assert prose().anchors(text) == {"enarxi", "lodz-zurich", "zhushihuishe", "adas-first-step"}


LINK = '<a href="{0}">{0}</a>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See https://example.org/a_b/c-d?x=1#y.", f"See {LINK.format('https://example.org/a_b/c-d?x=1#y')}."),
        ("(http://example.org/)", f"({LINK.format('http://example.org/')})"),
        ("**https://b.org**", f"<strong>{LINK.format('https://b.org')}</strong>"),
        ("[https://a.org](https://b.org)", '<a href="https://b.org">https://a.org</a>'),
        ("<https://a.org>", LINK.format("https://a.org")),
        ("`https://a.org`", "<code>https://a.org</code>"),
        ("javascript://a.org file:///etc/passwd", "javascript://a.org file:///etc/passwd"),
        ("{{ manager.email }} and [write](mailto:{{ manager.email }})", f"{LINK.format('a_b_c@x.org')} and WRITE"),
    ],
)
@pytest.mark.parametrize("medium", ["portal", "print"])
def test_bare_addresses_in_texts_are_links(medium: str, written: str, shown: str) -> None:
    shown = shown.replace('href="a_b', 'href="mailto:a_b').replace("WRITE", '<a href="mailto:a_b_c@x.org">write</a>')
    made = unescape(prose(medium).html(fill(written, {"manager.email": "a_b_c@x.org"})))
    assert made == f"<p>{shown}</p>"


def test_a_text_with_addresses_is_shown_exactly_with_links_or_without() -> None:
    text = "*see* https://ex-am_ple.org/a_b_.b, a_b@b.org and www.x.org [1]"
    assert prose().html(plain(text)).striptags() == prose().html(linked(text)).striptags() == text
    assert "<a " not in prose().html(plain(text))
    assert prose().html(linked(text)).count("<a ") == 3


def test_anchors_of_a_text_and_links_to_them_begin_with_its_prefix() -> None:
    text = "# Head\n\n[up](#head) [own](#mine) note[^1]\n\n## Two {: #mine }\n\n[^1]: Said."
    made = prose("print").html(text, prefix="keys-x-")
    assert re.findall(r'<h\d id="([^"]*)"', made) == ["keys-x-head", "keys-x-mine"]
    assert re.findall(r'<a href="([^"]*)"', made) == ["#keys-x-head", "#keys-x-mine"]
    notes = set(re.findall(r' id="(fn[^"]*)"', made))
    assert set(re.findall(r'href="#(fn[^"]*)"', made)) == notes, "notes are left as they are"


def test_a_cell_with_a_word_longer_than_a_column_is_marked() -> None:
    html = prose().html("| a | b |\n|---|---|\n| understanding | https://example.org/a/b/c |\n")
    assert html.count("data-divided") == 1
    assert '<td data-divided=""><a ' in html


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


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("en-GB", 'title="Back to note 2 in the text"'), ("nl-NL", 'lang="en" title="Back to note 2 in the text"')],
)
def test_the_link_at_the_end_of_a_note_is_in_the_programmes_language_or_says_that_it_is_english(
    language: str, attributes: str
) -> None:
    html = prose(language=language).html("One[^a] and two[^b].\n\n[^a]: First.\n\n[^b]: Second.")
    second = re.findall(r'<a class="footnote-backref"[^>]*>', html)[1]
    assert sorted(re.findall(r'(?:lang|title)="[^"]*"', second)) == re.findall(r'\w+="[^"]*"', attributes)
