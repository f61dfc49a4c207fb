"""Rules of style that look from one chapter of a book at another."""

from __future__ import annotations

import pytest
import tinyhtml5

from mentorkit.workbooks.joining.cut_book import CutBook
from mentorkit.workbooks.joining.neighbours import look_beside

BOOK = """<html><body class="book"><section data-new-page class="key"><p>One</p><p>Two</p></section>
<section data-new-page class="sheet"><p>Three</p></section></body></html>"""


@pytest.mark.parametrize(
    ("selector", "looks"),
    [
        ("section + section", True),
        ("section + section p", True),
        (".key ~ .sheet", True),
        ("body > :first-child", True),
        (".book > section:nth-child(2)", True),
        (":last-child", True),
        (".key:has(+ .sheet)", True),
        (".other, .key + .sheet", True),
        ("@media print", True),
        ("p + p", False),
        (".key ~ .other", False),
        ("section p:first-child", False),
        (".other > :first-child", False),
        (".key:has(p + p)", False),
        (".key .sheet", False),
    ],
)
def test_a_rule_looks_beside_where_it_may_find_a_top_of_the_book_by_its_place(selector: str, looks: bool) -> None:
    rule = f"{selector} {{ .key + .sheet {{ color: red }} }}" if selector[0] == "@" else f"{selector} {{ color: red }}"
    book = CutBook.of(tinyhtml5.parse(BOOK, namespace_html_elements=False), "")
    assert book
    assert look_beside(rule, book.around, book.tops) is looks
