"""Beginnings, halves and ends of a book: the letter, the pages half-way, the last page, and its covers."""

from __future__ import annotations

import re

import pytest
from conftest import Project
from test_page_craft import assembled, program, texts, workbook

from mentorkit.build.outputs import Job
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of

ALONE = "mentor-workbook: none, facilitator-guide: none, cards: none"


def mentee_book(job: Job, edition: str = "print") -> Book:
    return next(book for book in books_of(job.toolkit, [edition]) if book.id == "mentee-workbook")


def html(job: Job, edition: str = "print") -> str:
    return compose(job.toolkit, mentee_book(job, edition), job.layers).html


@pytest.mark.slow
@pytest.mark.parametrize(
    ("extent", "sessions", "after"), [("complete", 3, 0), ("complete", 5, 3), ("essential", 3, 0), ("essential", 5, 5)]
)
def test_half_way_stands_behind_the_middle_session(project: Project, extent: str, sessions: int, after: int) -> None:
    """In an essential book it is one page behind all, to which the next session leads."""
    book = f"mentee-workbook: {{extent: {extent}, chapters: [sessions]}}"
    _, job = assembled(project, program([""] * sessions, books=f"{book}, {ALONE}"))
    before, found, _ = html(job).partition('id="midpoint"')
    assert (before.count('id="session-') if found else 0) == after
    if after == 5:
        assert before.partition('class="page-of" href="#midpoint"')[0].count('id="session-') == 4


@pytest.mark.slow
def test_the_goal_and_the_contents_stand_at_the_front_of_an_essential_book(project: Project) -> None:
    """And have pages of their own in a complete one."""
    found = {}
    for extent in ("essential", "complete"):
        books = f"mentee-workbook: {{extent: {extent}}}, {ALONE}"
        _, job = assembled(project, program([""], books=books) + "library: {forms: [goal-sheet]}\n")
        made = html(job)
        heads = re.findall(r'<(?:h1|h2)[^>]* id="(contents|welcome|poster|forms-goal-sheet|session-1)"', made)
        found[extent] = heads, 'class="contents"' in made
    assert found["essential"] == (["welcome", "contents", "poster", "forms-goal-sheet", "session-1"], False)
    assert found["complete"] == (["contents", "welcome", "poster", "session-1", "forms-goal-sheet"], True)


@pytest.mark.slow
def test_looking_back_leads_to_the_letter_where_the_book_has_one(project: Project) -> None:
    chapters = "mentee-workbook: {{chapters: [{}]}}"
    for held, leads in (("letter, closing", True), ("closing", False)):
        _, job = assembled(project, program([""], books=f"{chapters.format(held)}, {ALONE}"))
        assert ('href="#letter"' in html(job).partition('id="closing"')[2]) is leads


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "one_page"), [("print", True), ("large-print", False)])
def test_an_essential_book_has_the_dates_on_one_page_or_in_a_table(
    project: Project, edition: str, one_page: bool
) -> None:
    books = f"mentee-workbook: {{extent: essential, chapters: {{without: [letter, sessions]}}}}, {ALONE}"
    _, job = assembled(project, program([""], books=books))
    made = html(job, edition)
    assert ('id="poster"' in made, 'id="dates"' in made) == (one_page, not one_page)
    assert ("stand in the portal and its calendar" in made) is one_page


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["print", "large-print", "booklet"])
def test_every_edition_names_itself_on_its_cover_and_has_a_back(project: Project, edition: str) -> None:
    kit, job = assembled(project, program([""], books=f"mentee-workbook: {{chapters: [closing]}}, {ALONE}"))
    cover, _, rest = html(job, edition).partition('class="contents"')
    name = mentee_book(job, edition).edition.label(Voice.of(kit.program).words)
    assert name in cover
    assert name in rest.partition('class="back"')[2]


def test_lines_and_covers_are_drawn_as_the_book_says(project: Project) -> None:
    plain = program([""], books=f"mentee-workbook: {{chapters: [closing], lines: dotted, cover: low-ink}}, {ALONE}")
    _, job = assembled(project, plain)
    css = compose(job.toolkit, mentee_book(job), job.layers).css
    colours = job.toolkit.branding.palette.print
    assert ".mk-line { height: 8mm; border-bottom: 0.35mm dotted" in css
    assert f"background: {colours.paper}; color: {colours.ink}" in css.partition(".cover {")[2].partition("}")[0]
    _, job = assembled(project, program([""], books=f"mentee-workbook: {{chapters: [closing]}}, {ALONE}"))
    css = compose(job.toolkit, mentee_book(job), job.layers).css
    assert "0.35mm dotted" not in css
    assert f"background: {colours.hero}" in css.partition(".cover {")[2].partition("}")[0]


@pytest.mark.slow
def test_letter_half_and_last_page_are_pages_of_their_own(project: Project) -> None:
    chapters = "mentee-workbook: {extent: complete, chapters: [letter, sessions, closing, keepsake]}"
    _, job = assembled(project, program([""] * 4, books=f"{chapters}, {ALONE}"))
    pages = texts(workbook(job))
    (letter,) = [at for at, page in enumerate(pages) if "Dear me," in page]
    (half,) = [at for at, page in enumerate(pages) if "2 of 4 sessions are behind you" in page]
    (last,) = [at for at, page in enumerate(pages) if "I pass on" in page]
    assert letter < half < last
    assert half % 2, "a left page, which faces what both answer"
    assert "Together: the second half" in pages[half + 1]
    assert not last % 2
    assert "to print on both sides" in pages[-1]
