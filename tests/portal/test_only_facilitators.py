"""What only facilitators may read stands in nothing that participants get: pages, search, books, downloads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from conftest import Project

from mentorkit.build import fleet, package
from mentorkit.build.outputs import Job, make_portal
from mentorkit.core.problems import Report
from mentorkit.definition.settings import EngineName
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2}
roles: {facilitator: {summary: Runs it}, mentor: {summary: Listens}}
people: {programme_manager: {name: Una Bell, email: una@acme.example}}
library: {training: [signs], keys: [strengths], forms: [goal-sheet]}
books: {keys: none, questionnaires: none, reader: {title: Reader, for: everyone, chapters: [training, training/signs]}}
"""
MODULE = """\
---
title: Signs
summary: xopen-summary
minutes: 10
outcomes: [xopen-outcome]
bring: [xopen-bring]
materials: [xclosed-material]
preparation: [xclosed-preparation]
---
xopen-words

## Run sheet

xclosed-prose

//// step | xclosed-step
    minutes: 10

xclosed-do

/// slide
xclosed-slide
///

/// say
xclosed-say
///

/// watch
xclosed-watch
///
////

/// case | xclosed-case
xclosed-text
///

/// answers
xclosed-answers
///

/// practice
xclosed-practice
///

/// debrief
xclosed-debrief
///

/// sheet | xclosed-sheet
xclosed-sheet-text
///

## xopen-heading

/// handout | xopen-handout
xopen-handout-text

| Ask | Tell |
|---|---|
| xopen-cell | 2 |
///

/// remote
xclosed-remote
///

/// access
xopen-access
///

/// missed
xopen-missed
///

/// observe
xclosed-observe
///

/// worked
xclosed-worked
///
"""
OPEN = set(re.findall(r"xopen-[a-z-]+", MODULE))
CLOSED = set(re.findall(r"xclosed-[a-z-]+", MODULE))


def marked(text: str) -> set[str]:
    """The marks in a text."""
    return set(re.findall(r"x(?:open|closed)-[a-z-]+", text))


@pytest.fixture
def job(project: Project) -> Job:
    project.write("programs/acme/lead.yml", PROGRAM)
    project.write("content/training/signs.md", MODULE)
    return project.job()


def staged(job: Job, into: Path, *, for_facilitators: bool) -> dict[str, str]:
    """The pages of the portal, before they are laid out."""
    write = partial(stage, today=date(2027, 1, 1), downloads=(), for_facilitators=for_facilitators)
    write(job.toolkit, job.layers, job.config, into)
    docs = into / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}


def test_the_open_page_of_a_module_holds_what_is_for_everybody(job: Job, tmp_path: Path) -> None:
    pages = staged(job, tmp_path / "open", for_facilitators=False)
    assert marked("".join(pages.values())) == OPEN
    assert marked(pages["training/signs.md"]) == OPEN
    assert "Una Bell has them" in pages["roles/facilitator.md"], "it says how facilitators get the rest"
    assert "Una Bell has them" not in pages["roles/mentor.md"]


def test_the_page_for_facilitators_holds_all_of_it(job: Job, tmp_path: Path) -> None:
    pages = staged(job, tmp_path / "closed", for_facilitators=True)
    assert marked(pages["training/signs.md"]) == OPEN | CLOSED
    assert "Una Bell has them" not in "".join(pages.values())


@pytest.mark.slow
def test_books_for_facilitators_are_in_no_portal_and_others_hold_the_open_part(job: Job) -> None:
    every = {book.stem: book for book in books_of(job.toolkit)}
    mine = {book.stem for book in job.books}
    assert every.keys() - mine == {"facilitator-guide"}
    assert {book.stem for book in replace(job, for_facilitators=True).books} == every.keys()
    html = {name: compose(job.toolkit, book, job.layers).html for name, book in every.items()}
    assert marked("".join(html[name] for name in mine)) == OPEN
    assert marked(html["reader"]) == OPEN
    assert marked(html["facilitator-guide"]) == OPEN | CLOSED


@pytest.mark.slow
def test_a_link_to_what_only_facilitators_read_leads_to_the_open_page(project: Project, tmp_path: Path) -> None:
    link = "[here](#run-sheet) [stays](#xopen-heading)"
    project.write("programs/acme/lead.yml", PROGRAM)
    project.write("content/training/signs.md", MODULE.replace("xopen-words", f"xopen-words {link}"))
    form = "See [a](../training/signs.md#run-sheet), [b](../training/signs.md#xopen-heading), [c](../training/signs.md#xopen-handout)."
    project.write("content/forms/goal-sheet.md", f"---\ntitle: Goal\nsummary: S.\n---\n{form}\n")
    job = project.job()
    pages = staged(job, tmp_path / "open", for_facilitators=False)
    assert form.replace("#run-sheet", "") in pages["forms/goal-sheet.md"]
    assert "xopen-words here [stays](#xopen-heading)" in pages["training/signs.md"]
    whole = staged(job, tmp_path / "closed", for_facilitators=True)
    assert form in whole["forms/goal-sheet.md"]
    assert link in whole["training/signs.md"]


@pytest.mark.slow
def test_a_portal_with_everything_is_made_only_where_somebody_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, jobs = list[bool](), list[Job]()

    def pack(*_: object, for_facilitators: bool, **__: object) -> package.Packaged:
        asked.append(for_facilitators)
        return package.Packaged((), Report(()))

    monkeypatch.setattr(package, "package", pack)
    for words in ((), ("--for", "everyone"), ("--for", "facilitators")):
        project.run("package", "acme/lead", *words)
    assert asked == [False, False, True]
    assert package.file_name("acme/lead", for_facilitators=True) == "acme-lead-facilitators.zip"
    monkeypatch.setattr(fleet.Fleet, "make", lambda _, given, *__: jobs.extend(given))
    for options in (
        ("build", "acme/lead", "--fresh"),
        ("publish", "acme/lead", "--folder", f"{project.root}/www/x", "--for", "facilitators"),
    ):
        project.run(*options)
    assert [job.for_facilitators for job in jobs] == [False, True]


@pytest.mark.slow
def test_no_file_of_a_portal_knows_more_and_the_search_finds_no_answers(job: Job, engine: EngineName) -> None:
    make_portal(replace(job, toolkit=replace(job.toolkit, engine=engine)), [])
    files = [path for path in job.folder.rglob("*") if path.is_file()]
    found = {
        path.relative_to(job.folder).as_posix(): marked(path.read_bytes().decode("utf-8", "replace")) for path in files
    }
    assert {name for name, marks in found.items() if marks - OPEN} == set()
    assert "xopen-handout-text" in found["search/search_index.json"]
