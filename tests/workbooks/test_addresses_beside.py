"""Addresses of any length in the narrow column beside a question, with signs behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, Project
from pypdfium2 import PdfDocument

from mentorkit.build.outputs import make_book

PROMPT = """\
/// prompt | Question {number}?
    lines: 6

He said: “Write to me ({address}),” or ask.
///
"""


def edges(file: Path) -> tuple[float, float]:
    """How far the letters of a file reach to the right, which fill their column, and how far its signs, in millimetres."""
    reach = {True: 0.0, False: 0.0}
    for page in PdfDocument(file):
        text = page.get_textpage()
        for number in range(text.count_chars()):
            shown = text.get_text_range(number, 1)
            if shown.strip():
                right = text.get_charbox(number)[2] / 72 * 25.4
                reach[shown.isalnum()] = max(reach[shown.isalnum()], right)
    return reach[True], reach[False]


@pytest.mark.slow
def test_no_address_runs_over_the_edge_with_the_sign_behind_it(project: Project) -> None:
    names = ("abcdefghijklmnopqrstuvwxyz"[:length] for length in range(1, 26))
    asked = "\n".join(
        PROMPT.format(number=number, address=f"{name}@nordlys.example") for number, name in enumerate(names)
    )
    head = "---\ntitle: Sheet\nsummary: What to write.\nfor: [mentee]\n---\n\nWrite.\n\n"
    project.write("content/forms/sheet.md", head + asked)
    lead = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin, week: 2}}\nlibrary: {forms: [sheet]}\n"
    project.write("programs/acme/lead.yml", lead + NO_WORKBOOKS)
    job = project.job()
    (sheet,) = (book for book in job.books if book.form)
    letters, signs = edges(job.folder / make_book(job, sheet).path)
    assert signs <= letters + 0.1, "millimetres"
