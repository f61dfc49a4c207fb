"""Headings in books: none is on a level that skips one, whichever guides a book holds."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import SHORT, Project

from mentorkit.workbooks.compose.book_html import compose

MODULE = "events: [{what: Kick-off, week: 1, module: mentor-foundations}]\n"
HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)


WITHOUT_KEYS = SHORT.partition("books:")[0].replace(
    "sessions:\n",
    "sessions:\n  2: {title: Look back, week: 6, objectives: [one], syllabus: [two], parts: [{title: three}], resources: [{title: four}]}\n",
)


@pytest.mark.parametrize("extent", ["essential", "complete"])
def test_a_session_without_a_key_skips_no_level_either(extent: str, project: Project) -> None:
    """Its title is the only heading above what it is about, where no page of the meeting begins."""
    project.write(
        "programs/acme/lead.yml",
        f"{WITHOUT_KEYS}books: {{mentee-workbook: {{extent: {extent}, chapters: [sessions]}}}}\n",
    )
    job = project.job()
    (book,) = (one for one in job.books if one.id == "mentee-workbook")
    html = compose(job.toolkit, book, job.layers).html
    levels = [(int(level), text) for level, text in HEADING.findall(html)]
    assert {"Topics", "Programme", "To read or use"} <= {text for _, text in levels}
    assert [text for (above, _), (level, text) in pairwise(levels) if level > above + 1] == []


@pytest.mark.slow
def test_no_heading_skips_a_level(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT.partition("books:")[0] + MODULE)
    job = replace(project.job(), for_facilitators=True)
    held = 0
    for book in job.books:
        levels = [(int(level), text) for level, text in HEADING.findall(compose(job.toolkit, book, job.layers).html)]
        held += len(levels)
        for (above, _), (level, text) in pairwise(levels):
            assert level <= above + 1, f"{book.id}: {text}"
    assert held > 50, "books with guides in them"
