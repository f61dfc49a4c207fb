"""The page "Books": which there are, on which paper, and what stands in them."""

from __future__ import annotations

from html import unescape

import pytest
from conftest import LEAD, Project
from studio_person import Person, changed

BASE = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2}
# What is printed.
books:
  cards: none   # nobody asked for them
"""


@pytest.fixture
def person(project: Project) -> Person:
    project.write(LEAD, BASE)
    return Person.at(project)


def chosen(person: Person, *books: str, had: tuple[str, ...]) -> list[str]:
    """Tick these boxes; the lines that differ afterwards."""
    address = "/p/acme/lead/-/books"
    answer = person.client.post(address, data={"book": books, "had": had}, headers={"origin": "http://127.0.0.1:8770"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/acme/lead/books")
    return changed(BASE, person.text)


ALL = ("mentor-workbook", "mentee-workbook", "facilitator-guide", "charter", "keys", "cards", "questionnaires")
HAD = tuple(one for one in ALL if one != "cards")


def test_a_box_for_each_book_says_whether_it_is_made(person: Person) -> None:
    page = unescape(person.page("books"))
    for name in ALL:
        checked = " checked" if name in HAD else ""
        assert f'<input type="checkbox" name="book" value="{name}"{checked}>' in page


def test_a_book_is_left_out_on_a_line_of_its_own(person: Person) -> None:
    assert chosen(person, *(one for one in HAD if one != "charter"), had=HAD) == ["+  charter: none"]
    assert chosen(person, had=()) == ["+  charter: none"]  # what was not touched stays


def test_a_book_that_was_left_out_comes_back(person: Person) -> None:
    assert chosen(person, *ALL, had=HAD) == [
        "-# What is printed.",
        "-books:",
        "-  cards: none   # nobody asked for them",
    ]


@pytest.mark.slow
def test_fields_of_a_book_that_is_not_made_are_not_asked(person: Person) -> None:
    assert "books.mentor-workbook.extent" in person.page("books")
    chosen(person, *(one for one in HAD if one != "mentor-workbook"), had=HAD)
    assert "books.mentor-workbook.extent" not in person.page("books")
    assert "books.mentee-workbook.extent" in person.page("books")


def test_paper_and_what_a_workbook_holds(person: Person) -> None:
    answer = person.posts(
        "books",
        paper="Letter",
        editions=["print", "fillable"],
        **{"books.mentor-workbook.extent": ["complete"], "books.mentee-workbook.cover": "low-ink"},
    )
    assert answer.status_code == 303
    assert changed(BASE, person.text) == [
        "+paper: Letter",
        "+editions: [print, fillable]",
        "+  mentor-workbook:",
        "+    extent: [complete]",
        "+  mentee-workbook:",
        "+    cover: low-ink",
    ]


def test_a_chapter_is_left_out(person: Person) -> None:
    name = "books.mentee-workbook.chapters"
    chapters = [one for one in person.seen("books")[name] if one != "letter"]
    assert person.posts("books", **{name: chapters}).status_code == 303
    assert changed(BASE, person.text) == ["+  mentee-workbook:", "+    chapters:", "+      without: [letter]"]
