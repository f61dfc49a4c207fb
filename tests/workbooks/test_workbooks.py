"""Workbooks, opened by other people's tools."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
from conftest import PROGRAMS, ROOT, book_of

from mentorkit.checking.loading import load
from mentorkit.definition.program import Program
from mentorkit.workspace.workspace import open_workspace

pytestmark = pytest.mark.slow

BOOKS = ["mentor-workbook", "mentee-workbook", "facilitator-guide"]
EVERY = [(program, book) for program in PROGRAMS for book in BOOKS]


@cache
def definition(program: str) -> Program:
    """A programme with what it takes over from its archetype."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    return load(workspace, workspace.choose([program])).toolkits[0].program


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def squeezed(written: object) -> str:
    """Letters and digits only, so that lines broken anywhere still match."""
    return re.sub(r"[\W_]+", "", str(written)).lower()


@pytest.mark.parametrize(("program", "book"), EVERY)
def test_a_book_is_sound(program: str, book: str, examples: Path) -> None:
    path = book_of(examples, program, book)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == definition(program).language
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"])
        most = 900_000 if "/AcroForm" in pdf.Root else 400_000
        assert path.stat().st_size < most * len(pdf.pages) / 48, "most that a book of 48 pages may have"
        width, height = (round(float(pdf.pages[5].mediabox[n])) for n in (2, 3))
        assert (width, height) == ((595, 842) if definition(program).paper == "A4" else (612, 792))
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert re.search(r" yes yes yes +\d+ +\d+$", line), f"not embedded, subset and readable: {line}"


@pytest.mark.parametrize(("program", "book"), EVERY)
def test_a_book_keeps_to_pdf_ua(program: str, book: str, examples: Path) -> None:
    report = validator.validate_pdf(book_of(examples, program, book), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_smaller_papers_are_sound_too(program: str, examples: Path) -> None:
    papers = [path for path in (examples / program / "downloads").glob("*.pdf") if path.stem not in BOOKS]
    assert {"cards", "charter", "certificate"} <= {path.stem for path in papers}
    for path in papers:
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        report = validator.validate_pdf(path, profile="ua1")
        assert [f"{path.stem}: {failure.rule_id}: {failure.message}" for failure in report.failures] == []
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert all(re.search(r" yes yes yes +\d+ +\d+$", line) for line in fonts), fonts
    with pikepdf.open(examples / program / "downloads/charter.pdf") as charter:
        most = (
            5 if program.startswith("calder/") else 4
        )  # on Letter, with a stand-in for everyone and 13 questionnaires
        assert 2 <= len(charter.pages) <= most


def test_books_of_the_danish_municipality_are_sound_and_each_in_its_language(examples: Path) -> None:
    found = sorted((examples / "fjordvang").glob("**/downloads/**/*.pdf"))
    languages = {path: "en-GB" if "en-GB" in path.parts else "da" for path in found}
    assert set(languages.values()) == {"da", "en-GB"}
    for path, language in languages.items():
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        with pikepdf.open(path) as pdf:
            assert language == pdf.Root.Lang, path
        report = validator.validate_pdf(path, profile="ua1")
        assert [f"{path.stem}: {failure.rule_id}: {failure.message}" for failure in report.failures] == []


@pytest.mark.parametrize(("program", "book"), EVERY)
def test_contents_and_bookmarks_give_true_pages(program: str, book: str, examples: Path) -> None:
    path = book_of(examples, program, book)
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    sheets = done.stdout.split("\f")
    with pypdfium2.PdfDocument(path) as document:
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert len({page for level, _, page in marks if level == 0}) > 4, "bookmarks lead to the chapters"
    for _, title, page in marks:
        assert squeezed(title)[:40] in squeezed(sheets[page]), f"{title} is marked, but not on page {page + 1}"
    after = (re.search(r"^Contents$(.*)", sheet, re.MULTILINE | re.DOTALL) for sheet in sheets)
    contents = next(found[1] for found in after if found).lower()
    listed = [(title, page + 1) for level, title, page in marks if level == 0 and squeezed(title) in squeezed(contents)]
    assert len(listed) > 4, contents
    for title, number in listed:
        entry = r"[\W_]*".join(squeezed(title)) + rf"[\W_]+{number}\b"  # however its lines are broken
        assert re.search(entry, contents), f"{title} is listed, but not on page {number}"


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_session_and_its_keys_are_in_the_participants_books(program: str, examples: Path) -> None:
    sessions = definition(program).sessions
    assert sessions
    for book in BOOKS[:2]:
        words = squeezed(text(book_of(examples, program, book)))
        for session in sessions.values():
            assert squeezed(session.title) in words
            for key in session.keys:
                title = re.search(r"^title: (.*)$", (ROOT / f"content/keys/{key}.md").read_text("utf-8"), re.MULTILINE)
                assert title
                assert squeezed(title[1].strip('"')) in words


def test_each_role_has_its_own_part(examples: Path) -> None:
    folder = examples / "northbridge/emerging-leaders/downloads"
    mentor, mentee = text(folder / "mentor-workbook.pdf"), text(folder / "mentee-workbook.pdf")
    sessions = definition("northbridge/emerging-leaders").sessions
    actions = [session.actions for session in sessions.values() if session.actions]
    assert actions
    for action in actions:
        assert squeezed(action.mentor) in squeezed(mentor)
        assert squeezed(action.mentee) in squeezed(mentee)


@pytest.mark.parametrize(("program", "book"), EVERY)
def test_no_page_is_left_blank_by_accident(program: str, book: str, examples: Path) -> None:
    sheets = subprocess.run(
        ["pdftotext", book_of(examples, program, book), "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")[:-1]
    empty = [number for number, sheet in enumerate(sheets, 1) if not sheet.strip()]
    assert [number for number in empty if number + 1 in empty] == [], "two empty pages in a row"
