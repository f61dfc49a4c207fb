"""Books of every kind in Arabic, as Cairo writes it: each is the PDF/UA that it says it is, bound on the right, in its own digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, begun

from mentorkit.build.outputs import write_book
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.print_html import PrintHtml

pytestmark = pytest.mark.slow

PROGRAM = (ROOT / "tests/projects/arabic.yml").read_text("utf-8")
MANY = ("print", "fillable", "large-print", "screen", "archive", "booklet")
"""The editions of the mentee's workbook that are made; every other book is made once."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Book, PrintHtml, Path]]:
    """The books by name and edition, made once."""
    folder = tmp_path_factory.mktemp("arabic")
    project = begun(folder / "workspace", PROGRAM)
    job, made = project.job(), {}
    chosen = [
        book
        for book in books_of(job.toolkit, ["print"])
        if book.id != "mentor-workbook" and not book.stem.endswith("-mentor")
    ]
    chosen += [
        book for book in books_of(job.toolkit, MANY)[1:] if book.id == "mentee-workbook" and book.edition.id != "print"
    ]
    for number, book in enumerate(chosen):
        composed = compose(job.toolkit, book, job.layers)
        write_book(composed, job.layers, folder / f"{number}.pdf")
        made[f"{book.stem} {book.edition.id}"] = (book, composed, folder / f"{number}.pdf")
    return made


def test_there_is_one_of_each_kind(books: Mapping[str, tuple[Book, PrintHtml, Path]]) -> None:
    made = {book.id.partition("/")[0] for book, _, _ in books.values()}
    assert made >= {
        "mentee-workbook",
        "facilitator-guide",
        "cards",
        "charter",
        "keys",
        "questionnaire-start",
        "certificate",
        "forms",
        "manager-briefing",
    }
    assert {book.edition.id for book, _, _ in books.values()} >= set(MANY)


def test_each_is_the_pdf_for_everybody_that_it_says_it_is(books: Mapping[str, tuple[Book, PrintHtml, Path]]) -> None:
    failures = {
        name: [f"{one.rule_id}: {one.message}" for one in validator.validate_pdf(file, profile="ua1").failures]
        for name, (book, _, file) in books.items()
        if book.edition.for_people
    }
    assert len(failures) > 10
    assert {name: failed for name, failed in failures.items() if failed} == {}


def test_each_is_bound_on_the_right_and_says_its_language(books: Mapping[str, tuple[Book, PrintHtml, Path]]) -> None:
    for name, (book, _, file) in books.items():
        with pikepdf.open(file) as read:
            if book.edition.for_people:
                assert read.Root.ViewerPreferences.Direction == "/R2L", name
                assert str(read.Root.Lang) == "ar-EG", name


def test_page_numbers_and_contents_are_in_its_own_digits(books: Mapping[str, tuple[Book, PrintHtml, Path]]) -> None:
    _, _, file = books["mentee-workbook print"]
    document = pypdfium2.PdfDocument(file)
    feet = []
    for number in range(1, len(document) - 1):
        page = document[number]
        feet.append(page.get_textpage().get_text_bounded(0, 0, page.get_width(), 60).strip())
    document.close()
    numbers = [int(foot) for foot in feet if foot.isdecimal()]
    assert numbers == [number for number, foot in enumerate(feet, 2) if foot.isdecimal()], (
        "int() reads digits of every script"
    )
    assert len(numbers) > 8
    assert not re.search("[0-9]", "".join(feet))


def test_a_number_of_a_scale_is_stored_as_everywhere(books: Mapping[str, tuple[Book, PrintHtml, Path]]) -> None:
    _, _, file = books["questionnaire-start fillable"]
    with pikepdf.open(file) as read:
        kept = {str(one.T): [str(value) for value in one.get("/Opt", [])] for one in read.Root.AcroForm.Fields}
    assert kept["trust"] == ["1", "2", "3", "4", "5"]


def test_telephone_numbers_and_addresses_are_read_from_the_left(
    books: Mapping[str, tuple[Book, PrintHtml, Path]],
) -> None:
    for name in ("charter print", "mentee-workbook print", "manager-briefing print"):
        _, composed, _ = books[name]
        assert "\u2066+20 2 555 0131\u2069" in composed.html, name
        assert re.search(r"\.address, \.whole\s*\{\s*direction: ltr", composed.css), name


def test_a_title_in_english_ends_in_its_sign_in_the_contents(books: Mapping[str, tuple[Book, PrintHtml, Path]]) -> None:
    _, composed, _ = books["mentee-workbook print"]
    assert "\u2068Goal sheet\u2069" in composed.html


def test_other_languages_from_right_to_left_have_books_without_a_catalogue(tmp_path: Path) -> None:
    """Hebrew and Persian: sentences in English, dates in their own words and digits, and the direction of the language."""
    program = "title: Lead\norganisation: Acme\nlanguage: {}\nstarts: 2027-02-01\nends: 2027-12-01\nsessions:\n  1: {{title: Begin, week: 2}}\n"
    books = "library: {forms: [goal-sheet]}\nbooks: {mentor-workbook: {chapters: [sessions, dates]}}\n"
    for language, year in (("he", "2027"), ("fa", "۲۰۲۷")):
        job = begun(tmp_path / language, program.format(language) + books).job()
        composed = compose(job.toolkit, books_of(job.toolkit)[0], job.layers)
        assert f'<html lang="{language}" dir="rtl"' in composed.html
        assert 'lang="en" dir="ltr">' in composed.html
        assert composed.css.count("inset-inline-start") > 10
        assert year in composed.html
        if language == "fa":  # Hebrew needs a font of the brand for its months, which `check` says
            write_book(composed, job.layers, tmp_path / "book.pdf")
            assert [one.rule_id for one in validator.validate_pdf(tmp_path / "book.pdf", profile="ua1").failures] == []
