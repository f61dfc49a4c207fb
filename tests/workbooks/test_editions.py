"""The editions of a workbook: what each is for, held against the PDF that comes out."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args
from xml.etree.ElementTree import fromstring, tostring

import page as validator
import pikepdf
import pytest
from conftest import Project, one_fast
from test_papers import toolkit

from mentorkit.build.outputs import make_book
from mentorkit.definition.books import EditionName
from mentorkit.language.catalogue import Words
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.editions import EDITIONS
from mentorkit.workbooks.layout.fields import add_fields
from mentorkit.workbooks.layout.table_fit import fit_tables

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

/// fill | Who answers you?
    columns: [Yes, No]
    choice: yes
    rows: [At work, Among people who have known me for a very long time]
///

/// fill | What do they say?
    columns: [Said]
    rows: [Among people who have known me for a very long time]
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
books: {mentee-workbook: {extent: complete}}
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
    """What the validator says, but for the length of data that end in a line break, which it takes for the one behind them."""
    found = validator.validate_pdf(path, profile=profile).failures
    return [f"{one.rule_id}: {one.message}" for one in found if one.rule_id != "PDFA2A-STREAM-LENGTH-001"]


def complaints(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr


def test_every_edition_can_be_named() -> None:
    assert tuple(EDITIONS) == get_args(EditionName)
    assert all(edition.label(Words("en-GB")) for edition in EDITIONS.values())


def test_the_first_edition_has_the_plain_name(project: Project) -> None:
    kit, _ = toolkit(project)
    assert [book.stem for book in books_of(kit)][:3] == ["mentor-workbook", "mentee-workbook", "facilitator-guide"]
    several = [
        book.stem for book in books_of(kit, ["fillable", "large-print", "fillable"]) if book.stem.startswith("mentor")
    ]
    assert several == ["mentor-workbook", "mentor-workbook-large-print"]


@pytest.mark.slow
def test_editions_are_chosen_in_the_definition(project: Project) -> None:
    source = project.root / "programs/acme/lead.yml"
    source.write_text(source.read_text("utf-8") + "editions: [print, huge]\n", "utf-8")
    (problem,) = project.problems()
    assert problem == (
        'programs/acme/lead.yml:7:19  error  "huge" cannot stand in this list  [field-choice]'
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


def height(field: pikepdf.Object) -> float:
    return abs(float(field.Rect[3]) - float(field.Rect[1]))


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
            "forms-listen-who-answers-you-at-work": "Who answers you? At work (Listen)",
            "forms-listen-who-answers-you-among-people-who-have-known-me-for-a-very-long-time": (
                "Who answers you? Among people who have known me for a very long time (Listen)"
            ),
            "forms-listen-what-do-they-say-among-people-who-have-known-me-for-a-very-long-time-said": (
                "What do they say? Among people who have known me for a very long time, Said (Listen)"
            ),
            "forms-listen-silence": "Silence (What helps? · Listen)",
            "forms-listen-a-walk": "A walk (What helps? · Listen)",
        }
        scale = fields[names.index("forms-listen-how-well-do-you-listen")]
        assert [str(kid.TU) for kid in scale.Kids] == [f"How well do you listen? {n}" for n in range(1, 6)]
        row = fields[names.index("forms-listen-who-answers-you-at-work")]
        assert [str(kid.TU) for kid in row.Kids] == ["Who answers you? At work, Yes", "Who answers you? At work, No"]
        (tall,) = (one for one in fields if "Said" in str(one.TU))
        low = fields[names.index("forms-listen-who-hears-you-at-work-name")]
        assert height(tall) > height(low) + 5, "a cell with a long name beside it is covered too"
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


def fitted(table: str, edition: str) -> str:
    root = fromstring(f"<body>{table}</body>")
    fit_tables(root, EDITIONS[edition])
    return tostring(root, encoding="unicode").removeprefix("<body>").removesuffix("</body>")


def rows(head: list[str], *body: list[str]) -> str:
    def row(cells: list[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"

    return f"<table><thead>{row(head, 'th')}</thead><tbody>{''.join(row(one, 'td') for one in body)}</tbody></table>"


def test_in_large_print_a_table_of_three_columns_becomes_a_list_and_one_of_two_stays() -> None:
    narrow = "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"
    assert fitted(narrow, "large-print") == narrow
    assert fitted(rows(["A", "B", "C"], ["1", "2", ""]), "large-print") == (
        '<p class="unfolded-title">A</p><ul class="unfolded"><li class=""><p class="unfolded-row">1</p>'
        '<div class="unfolded-cell"><p class="unfolded-head">B</p>2</div>'
        '<div class="unfolded-cell"><p class="unfolded-head">C</p>'
        '<div class="mk-lines"><div class="mk-line" /><div class="mk-line" /></div></div></li></ul>'
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("columns", [1, 2, 3, 6, 9, 12, 30])
def test_no_word_of_a_table_is_lost_where_it_becomes_a_list(columns: int, edition: str) -> None:
    table = rows(
        [f"head{n}" for n in range(columns)], *([f"{one}{n}" for n in range(columns)] for one in ("understanding", "b"))
    )
    table = table.replace("<thead>", "<caption>What it is about</caption><thead>")
    words = Counter(" ".join(fromstring(table).itertext()).split())
    shown = " ".join(fromstring(f"<b>{fitted(table, edition)}</b>").itertext())
    assert not words - Counter(shown.split()), "heads are repeated, and nothing is lost"


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["understanding"] * 3, "<table><thead>"),
        (["understanding"] * 5, '<table data-fitted=""><colgroup>'),
        (["ok"] * 19, '<table data-fitted=""><colgroup>'),
        (["listening"] * 12, '<p class="unfolded-title">'),
        (["ok"] * 30, '<p class="unfolded-title">'),
    ],
)
def test_columns_are_as_wide_as_their_words_or_the_table_becomes_a_list(cells: list[str], kept: str) -> None:
    assert fitted(rows(cells, cells), "print").startswith(kept)


def test_columns_of_short_words_are_not_narrowed_for_those_of_long_ones() -> None:
    made = fromstring(fitted(rows(["ok", *["understanding"] * 5, "https://example.org/a/long/address"]), "print"))
    widths = [float(one.get("style", "").removeprefix("width: ").removesuffix("%")) for one in made.iter("col")]
    assert widths[0] * (210 - 38 - 15) / 100 >= 2 * 2 + 3
    assert len(set(widths[1:])) == 1


TINY = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [table]}
books: {mentee-workbook: {chapters: [dates, forms]}, mentor-workbook: none, facilitator-guide: none, cards: none}
"""
WIDE = """\
---
title: Table
summary: Who does what.
kind: worksheet
for: [mentee]
---

| Who | What | When | Where |
|---|---|---|---|
| Mentor | Listens | | {address} |
| {word} | Asks | Daily | `{word}` |

| {heads} |
|{lines}|
| {words} |
"""


@pytest.mark.slow
@pytest.mark.parametrize("chapters", one_fast(["[dates]", "[forms]", "[dates, forms, agreement]"], "[dates]"))
@pytest.mark.parametrize("edition", one_fast(EDITIONS, "print"))
def test_the_smallest_book_is_sound_in_every_edition(edition: str, chapters: str, project: Project) -> None:
    """So few letters stand in it that one that an edition leaves out, and should not, is missed."""
    address, word = "https://example.org/" + "x" * 70, "Donaudampfschifffahrt" * 6
    ten = {
        "heads": " | ".join(["understanding"] * 10),
        "lines": "|".join(["---"] * 10),
        "words": " | ".join([word] * 10),
    }
    project.write("content/forms/table.md", WIDE.format(address=address, word=word, **ten).replace("`", ""))
    project.write("programs/acme/lead.yml", TINY.replace("[dates, forms]", chapters))
    job = replace(project.job(), editions=(edition,))
    assert make_book(job, job.books[0]).pages
