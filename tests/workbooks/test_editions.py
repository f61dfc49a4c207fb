"""The editions of a workbook: what each is for, held against the PDF that comes out."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import get_args
from xml.etree.ElementTree import fromstring, tostring

import page as validator
import pikepdf
import pytest
from conftest import Project
from test_papers import toolkit

from mentorkit.build.outputs import make_book
from mentorkit.definition.books import EditionName
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.stacked_tables import stack_tables

FORM = """\
---
title: Listen
summary: Hear what is meant.
kind: worksheet
for: [mentor, mentee]
---

/// scale | How well do you listen?
    low: Hardly
    high: Well
    to: 5
///

/// prompt | What did you hear?
    lines: 3
///

/// fill | Who hears you?
    columns: [Name, When, Where]
    rows: [At work, At home]
///

/// checklist | What helps?

- Silence
- A walk
///
"""
LEAD = """\
title: Lead
organisation: Acme
starts: 2027-02-01
paper: %s
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
agreement: {confidentiality: Between us.}
library: {forms: [listen]}
"""


def printed(project: Project, edition: str, paper: str = "A4") -> Path:
    """The mentee's workbook of a programme of one session."""
    project.write("content/forms/listen.md", FORM)
    project.write("programs/acme/lead.yml", LEAD % paper)
    job = replace(toolkit(project)[1], editions=(edition,))
    made = make_book(job, next(book for book in job.books if book.id == "mentee-workbook"))
    assert made.edition == EDITIONS[edition].label(Words("en-GB"))
    return job.folder / made.path


def failures(path: Path, profile: str) -> list[str]:
    return [f"{one.rule_id}: {one.message}" for one in validator.validate_pdf(path, profile=profile).failures]


def complaints(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr


def test_every_edition_can_be_named() -> None:
    assert tuple(EDITIONS) == get_args(EditionName)
    assert all(edition.label(Words("en-GB")) for edition in EDITIONS.values())


def test_the_first_edition_has_the_plain_name(project: Project) -> None:
    kit, _ = toolkit(project)
    assert [book.stem for book in books_of(kit)][:3] == ["mentor-workbook", "mentee-workbook", "facilitator-guide"]
    several = [book.stem for book in books_of(kit, ["fillable", "large-print", "fillable"]) if book.role == "mentor"]
    assert several == ["mentor-workbook", "mentor-workbook-large-print"]


def test_editions_are_chosen_in_the_definition(project: Project) -> None:
    source = project.root / "programs/acme/lead.yml"
    source.write_text(source.read_text("utf-8") + "editions: [print, huge]\n", "utf-8")
    (problem,) = project.problems()
    assert problem == (
        'programs/acme/lead.yml:7:19  error  "huge" cannot stand in this list  [field-literal]'
        " -> choose one of: print, screen, large-print, fillable, archive, booklet, press"
    )
    source.write_text(source.read_text("utf-8").replace("huge", "screen"), "utf-8")
    assert project.problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["screen", "archive"])
def test_an_edition_is_sound(edition: str, project: Project) -> None:
    path = printed(project, edition)
    assert failures(path, "ua1") == []
    assert complaints("qpdf", "--check", path) == complaints("pdftotext", path, "-") == ""
    with pikepdf.open(path) as pdf:
        assert pdf.Root.get("/PageMode") == ("/UseOutlines" if edition == "screen" else None)
    if edition == "archive":
        assert failures(path, "2a") == []


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_large_print_has_no_small_letters(paper: str, project: Project) -> None:
    path = printed(project, "large-print", paper)
    assert failures(path, "ua1") == []
    assert complaints("qpdf", "--check", path) == ""
    shown = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", path], capture_output=True, text=True, check=True)
    sizes = [int(size) / 1.5 for size in re.findall(r'<fontspec [^>]*size="(\d+)"', shown.stdout)]
    assert min(sizes) == 16
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"At work\s+Name\b.*?\bWhen\b.*?\bWhere\b.*?At home\s+Name\b", words, re.DOTALL), "now a list"


@pytest.mark.slow
def test_a_form_can_be_filled_in_by_whoever_hears_it(project: Project) -> None:
    path = printed(project, "fillable")
    assert failures(path, "ua1") == []
    assert (
        complaints("qpdf", "--check", path) == complaints("pdftoppm", "-r", "20", "-png", path, path.parent / "p") == ""
    )
    with pikepdf.open(path) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        names = [str(one.T) for one in fields]
        assert len(set(names)) == len(names)
        asked = {name: str(one.TU) for name, one in zip(names, fields, strict=True) if name.startswith("forms-listen")}
        assert asked == {
            "forms-listen-how-well-do-you-listen": "How well do you listen? (Listen)",
            "forms-listen-what-did-you-hear": "What did you hear? (Listen)",
            "forms-listen-who-hears-you-at-work-name": "Who hears you? At work, Name (Listen)",
            "forms-listen-who-hears-you-at-work-when": "Who hears you? At work, When (Listen)",
            "forms-listen-who-hears-you-at-work-where": "Who hears you? At work, Where (Listen)",
            "forms-listen-who-hears-you-at-home-name": "Who hears you? At home, Name (Listen)",
            "forms-listen-who-hears-you-at-home-when": "Who hears you? At home, When (Listen)",
            "forms-listen-who-hears-you-at-home-where": "Who hears you? At home, Where (Listen)",
            "forms-listen-silence": "Silence (What helps? · Listen)",
            "forms-listen-a-walk": "A walk (What helps? · Listen)",
            "forms-listen-notes": "Notes (Listen)",
        }
        scale = fields[names.index("forms-listen-how-well-do-you-listen")]
        assert [str(kid.TU) for kid in scale.Kids] == [f"How well do you listen? {n}" for n in range(1, 6)]
        assert {str(page.get("/Tabs")) for page in pdf.pages} == {"/S"}, "the tab key follows the order of reading"


def test_whatever_has_lines_becomes_one_field() -> None:
    root = fromstring(
        '<body><h2 id="talk" data-contents="1">Talk</h2><p class="mk-ask">Why?</p>'
        '<div class="mk-lines"><div class="mk-line"/><div class="mk-line"/></div><div class="mk-more"/></body>'
    )
    assert add_fields(root, Words("en-GB")) == {}
    assert tostring(root, encoding="unicode") == (
        '<body><h2 id="talk" data-contents="1">Talk</h2><p class="mk-ask">Why?</p>'
        '<div class="mk-lines"><textarea style="height: 16mm" name="talk-why" title="Why? (Talk)" /></div></body>'
    )


def test_a_wide_table_becomes_a_list_and_a_narrow_one_stays() -> None:
    narrow = "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"
    root = fromstring(
        f"<body>{narrow}<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td><td /></tr></tbody></table></body>"
    )
    stack_tables(root, 2)
    assert tostring(root, encoding="unicode") == (
        f'<body>{narrow}<ul class="unfolded"><li class=""><p class="unfolded-row">1</p>'
        '<div class="unfolded-cell"><p class="unfolded-head">B</p>2</div></li></ul></body>'
    )
