"""Links inside a book: to headings of the same guide and of others, and what is left of those that lead nowhere."""

from __future__ import annotations

import re
from html import unescape

import pytest
from conftest import SHORT, Project

from mentorkit.workbooks.compose.book_html import compose

FORM = "---\ntitle: {0}\nsummary: One.\nkind: worksheet\nfor: [mentor, mentee]\n---\n\n{1}\n"
ONE = """\
See [below](#below), [the other](two.md), [its part](two.md#part), [the mentee's](two.md#hidden) and [none](three.md#part).

## Below

Words.
"""
TWO = "## Part\n\nWords.\n\n//// role | mentee\n\n### Hidden\n\nWords.\n////\n"


@pytest.mark.slow
def test_links_lead_to_headings_or_to_the_guide_or_leave_their_words(project: Project) -> None:
    for name, text in (("one", ONE), ("two", TWO), ("three", "## Part\n\nWords.")):
        project.write(f"content/forms/{name}.md", FORM.format(name.title(), text))
    project.write(
        "programs/acme/lead.yml",
        SHORT.replace("[goal-sheet]", "[one, two, three]").replace("[dates]", "[forms/one, forms/two]"),
    )
    job = project.job()
    html = compose(job.toolkit, next(book for book in job.books if book.role == "mentor"), job.layers).html
    (text,) = re.findall(r"<p>See (.*?)</p>", unescape(html), re.DOTALL)
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', text) == [
        ("#forms-one-below", "below"),
        ("#forms-two", "the other"),
        ("#forms-two-part", "its part"),
        ("#forms-two", "the mentee’s"),
    ]
    assert "<span>none</span>" in text
    anchors = re.findall(r' id="([^"]*)"', html)
    assert {"forms-one-below", "forms-two", "forms-two-part"} <= set(anchors)
    assert len(anchors) == len(set(anchors))
