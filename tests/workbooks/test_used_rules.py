"""What a chapter can use of the style sheet of its book."""

from __future__ import annotations

import pytest
import tinyhtml5

from mentorkit.workbooks.joining.cut_book import CutBook
from mentorkit.workbooks.joining.used_rules import UsedStyle

BOOK = """<html lang="en" class="{root}"><body class="{body}">
<section data-new-page class="key" style="{style}"><h1 id="one">One</h1><p>Text</p></section>
<section data-new-page class="sheet"><ul><li>Line</li></ul></section>
</body></html>"""


def used(css: str, *, root: str = "", body: str = "mentor print", style: str = "", chapter: int = 0) -> UsedStyle:
    """What a chapter of the book can use."""
    text = BOOK.format(root=root, body=body, style=style)
    tree = tinyhtml5.parse(text, namespace_html_elements=False)
    book = CutBook.of(tree, "")
    assert book
    return UsedStyle.of(css, (tree, tree.find("body")), book.chapters[chapter])


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("p { margin: 0 }", True),
        ("UL { margin: 0 }", False),
        (".key { margin: 0 }", True),
        (".sheet { margin: 0 }", False),
        (".sheet, .key > P { margin: 0 }", True),
        (".key .sheet { margin: 0 }", False),
        ("#one { margin: 0 }", True),
        ("#two { margin: 0 }", False),
        ("p:not(.sheet) { margin: 0 }", True),
        (":is(.sheet, .key) p { margin: 0 }", True),
        ("p::first-line { margin: 0 }", True),
        (".mentor .key { margin: 0 }", True),
        (".mentee .key { margin: 0 }", False),
        ("[data-new-page] { break-before: page }", True),
        (r".k\65 y { margin: 0 }", True),
        ("* { margin: 0 }", True),
        ("p + p, ul + ul { margin: 0 }", True),
        ("@media print { .sheet { margin: 0 } }", True),
        ("@page { margin: 0 }", True),
        ("@page :left { margin: 0 }", True),
        ("@page wide:left { margin: 0 }", False),
    ],
)
def test_rules_that_name_what_a_chapter_lacks_are_left_out(rule: str, kept: bool) -> None:
    assert bool(used(rule).rules) is kept


def test_a_kind_of_page_is_kept_with_the_rule_that_asks_for_it() -> None:
    css = "@page wide { size: A3 } .key { page: wide } .sheet { page: tall } @page tall { size: A5 }"
    assert "A3" in used(css).rules
    assert "A5" not in used(css).rules
    assert "A5" in used(css, chapter=1).rules
    assert "A5" in used(css, style="page: tall").rules


def test_classes_of_the_book_count_only_where_a_rule_knows_them() -> None:
    css = ".mentee p { color: red } .print p { margin: 0 }"
    assert used(css, body="mentor print") == used(css, body="trainer print")
    assert used(css, body="mentor print") != used(css, body="mentor large")
    assert used(css, body="mentor print") != used(css, body="mentee print")
    assert used("p:not(.mentee *) { margin: 0 }", body="mentor") != used(
        "p:not(.mentee *) { margin: 0 }", body="mentee"
    )


@pytest.mark.parametrize("rule", ['[class*="tor"] p { margin: 0 }', "[class~=mentor] p { margin: 0 }"])
def test_a_rule_that_looks_into_the_classes_of_the_book_knows_all_of_them(rule: str) -> None:
    assert used(rule, body="mentor print") != used(rule, body="mentee print")
    assert used(rule, body="mentor print") != used(rule, body="mentor large")
    assert used(rule, body="mentee print") == used(rule, body="mentee large")


def test_the_language_and_the_direction_of_the_book_always_count() -> None:
    book = CutBook.of(tinyhtml5.parse(BOOK.format(root="", body="", style=""), namespace_html_elements=False), "")
    assert book
    chapter, body = book.chapters[0], book.root.find("body")
    english = UsedStyle.of("p { margin: 0 }", (book.root, body), chapter)
    book.root.set("lang", "da")
    assert UsedStyle.of("p { margin: 0 }", (book.root, body), chapter) != english
