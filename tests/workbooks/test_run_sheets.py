"""Run sheets of training modules in books: minutes from the start, and the time of day where there is one."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
from conftest import Project
from test_page_craft import assembled

from mentorkit.build.outputs import make_book
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.run_sheets import run_sheet, with_clocks

EVENT = '  - {{what: Training, kind: training, date: 2027-03-0{}, at: "{}", minutes: 120, module: feedback-and-challenge}}\n'
LEAD = """\
title: Lead
organisation: Acme
starts: 2027-02-01
books: {mentee-workbook: none, mentor-workbook: none, facilitator-guide: {chapters: [training]}, cards: none}
sessions: {1: {title: Begin, week: 2}}
events:
"""


@pytest.mark.slow
def test_steps_count_from_the_start_and_from_the_hour_of_the_event(project: Project) -> None:
    kit, job = assembled(project, LEAD + EVENT.format(1, "09:30") + EVENT.format(2, "09:30"))
    (module,) = kit.training
    first, second, *_, last = run_sheet(kit, Voice.of(kit.program), module)
    assert (first.begins, first.clock) == (0, "09:30")
    assert second.begins == first.minutes
    assert last.begins + last.minutes + module.facts.reserve == module.facts.minutes
    book = compose(kit, next(book for book in books_of(kit) if book.id == "facilitator-guide"), job.layers).html
    assert book.count("data-clock=") == len(module.every("step", "break"))
    assert f'data-clock="{second.clock}"' in book


def test_two_hours_are_none(project: Project) -> None:
    kit, _ = assembled(project, LEAD + EVENT.format(1, "09:30") + EVENT.format(2, "14:00"))
    (module,) = kit.training
    steps = run_sheet(kit, Voice.of(kit.program), module)
    assert {step.clock for step in steps} == {""}
    assert with_clocks(module, module.body, steps) == module.body


def widest_gap(page: pypdfium2.PdfPage) -> float:
    """The highest white band of a page between its running heads, as a share of that room."""
    image = page.render(scale=0.8).to_pil().convert("L").point(lambda grey: 255 if grey < 250 else 0)
    width, height = image.size
    top, bottom = int(height * 24 / 297), int(height * 272 / 297)
    inked = [row for row in range(top, bottom) if image.crop((12, row, width - 12, row + 1)).getbbox()]
    edges = [top - 1, *inked, bottom]
    return max(after - before for before, after in pairwise(edges)) / (bottom - top)


@pytest.mark.slow
def test_no_page_of_a_module_is_emptier_than_a_third(project: Project) -> None:
    """But for the contents, which have one line here, and the cover."""
    kit, job = assembled(project, LEAD + EVENT.format(1, "09:30"))
    guide = next(book for book in books_of(kit) if book.id == "facilitator-guide")
    pages = list(pypdfium2.PdfDocument(job.folder / make_book(job, guide).path))
    gaps = {number: gap for number, page in enumerate(pages[2:-1], 3) if (gap := widest_gap(page)) > 1 / 3}
    assert gaps == {}
