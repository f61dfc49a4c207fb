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
