"""A Danish programme from a Danish archetype: no English is left in its portal, books, calendars and tables but what is named here."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime

import pytest
from conftest import ROOT, begun
from english_words import english, english_in
from lxml import html

from mentorkit.build.outputs import Job, make_portal
from mentorkit.files.calendars import calendars
from mentorkit.files.form_tools import form_files
from mentorkit.files.tables import heading_rows
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

PROGRAM = """\
title: Mentorcirkler
organisation: Nordhavn Kommune
language: da
time_zone: Europe/Copenhagen
archetype: circle
starts: 2027-02-01
"""


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<html lang="da"><p>Skriv dit svar.</p></html>', []),
        ('<html lang="da"><p>Skriv <b>the answer</b> nu.</p></html>', ["the answer"]),
        ('<html lang="da"><p><b>Skriv</b> what you like</p></html>', ["what you like"]),
        ('<html lang="da"><p lang="en">Write what you like.</p> <em>The Circle Way</em></html>', []),
        ('<html lang="da"><p lang="en">Write <i lang="da">your name</i>.</p></html>', ["your name"]),
        ('<html lang="da"><p aria-label="Your notes" data-mk-parts="The work">Noter</p></html>', ["Your notes"]),
        ('<html lang="da"><p>{done} af {of}</p></html>', []),
    ],
)
def test_english_is_found_where_danish_should_be(page: str, found: list[str]) -> None:
    assert list(english_in(html.fromstring(page), "da")) == found


MESSAGE = re.compile(r"\b(?:_|gettext|ngettext)\s*\(")


def test_no_message_stands_where_nobody_collects_it() -> None:
    """Inside an f-string a message is not found for the catalogue."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "mentorkit").rglob("*.py")
        if MESSAGE.search(source := path.read_text("utf-8"))
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in ("_", "gettext", "ngettext")
        and any(isinstance(one, ast.Constant) for one in call.args)
    ]
    assert hidden == []


@pytest.fixture(scope="module")
def danish(tmp_path_factory: pytest.TempPathFactory) -> Job:
    return begun(tmp_path_factory.mktemp("danish") / "workspace", PROGRAM).job()


@pytest.mark.slow
def test_the_books_hold_no_english(danish: Job) -> None:
    found = {
        book.id: said
        for book in books_of(danish.toolkit)
        if (said := list(english_in(html.fromstring(compose(danish.toolkit, book, danish.layers).html), "da")))
    }
    assert found == {}


@pytest.mark.slow
def test_calendars_tables_and_forms_hold_no_english(danish: Job) -> None:
    kit = danish.toolkit
    texts = [data.decode().replace("\r\n ", "") for _, _, data in calendars(kit, datetime(2026, 11, 18, tzinfo=UTC))]
    lines = [
        line
        for text in texts
        for line in text.splitlines()
        if line.startswith(("SUMMARY", "DESCRIPTION", "X-WR-CALNAME"))
    ]
    lines += [heading for row in heading_rows(kit) for heading in (row.title, *row.headings)]
    lines += [
        line
        for one in form_files(kit)
        if one.name.endswith(".txt")
        for line in one.data.decode().splitlines()
        if "\t" not in line
    ]
    assert len(lines) > 100
    assert [line for line in lines if english(line)] == []


@pytest.mark.slow
def test_the_portal_holds_no_english(danish: Job) -> None:
    make_portal(danish, [])
    pages = sorted(danish.folder.rglob("*.html"))
    assert len(pages) > 50
    found = {
        path.relative_to(danish.folder).as_posix(): said
        for path in pages
        if (said := list(english_in(html.fromstring(path.read_text("utf-8")), "da")))
    }
    assert found == {}
