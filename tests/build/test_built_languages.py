"""A programme in two languages as it is built: a whole portal in each, the further one in a folder of its own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import Project
from lxml import html

from mentorkit.build import fleet
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits

LEAD = """\
title: {da: Ledere, en: Leaders}
organisation: Acme
languages: [da, en-GB]
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: {da: Begynd, en: Begin}, week: 2, keys: [first-conversation]}
events:
  - {what: {da: Åbning, en: Opening}, week: 1, day: Monday, at: "10:00", minutes: 60}
library: {forms: [ours]}
books: {mentor-workbook: none, mentee-workbook: none, facilitator-guide: none, cards: none, keys: none, charter: none}
"""
OURS = """\
---
title: Our sheet
summary: What we ask.
language: en
---
/// prompt | What do you want?
///

/// checklist | Which?
- The first
- The second
///
"""
VORES = """\
---
title: Vores ark
summary: Hvad vi spørger om.
---
/// prompt | Hvad vil du?
///

/// checklist | Hvilke?
- Den første
- Den anden
///
"""


@pytest.fixture
def both(project: Project) -> Project:
    project.write("programs/acme/lead.yml", LEAD)
    project.write("content/forms/ours.md", OURS)
    project.write("content/forms/da/ours.md", VORES)
    project.write("content/forms/da/_sources/ours.md", OURS)
    return project


def uids(folder: Path) -> set[str]:
    calendars = [file for file in folder.rglob("*.ics") if "en-GB" not in file.relative_to(folder).parts]
    return {uid for file in calendars for uid in re.findall(r"^UID:(.*?)\r?$", file.read_text("utf-8"), re.MULTILINE)}


def kept_under(page: Path) -> tuple[list[str], list[str]]:
    """The names under which a browser keeps the answers of a page: those of its blocks, and the parts of these that have other words now."""
    asked = html.fromstring(page.read_bytes()).xpath("//*[@data-mk-write]")
    return [one.get("id") for one in asked], [
        json.loads(one.get("data-mk-parts")) for one in asked if one.get("data-mk-parts")
    ]


@pytest.mark.slow
def test_each_language_has_a_whole_portal_and_both_know_the_same_dates_and_questions(both: Project) -> None:
    done = both.run("build", "-j", "1")
    assert done.exit_code == 0, done.output
    danish, english = both.root / "site/acme/lead", both.root / "site/acme/lead/en-GB"
    assert '<html lang="da"' in (danish / "index.html").read_text("utf-8")
    assert '<html lang="en-GB"' in (english / "index.html").read_text("utf-8")
    assert "Ledere" in (danish / "index.html").read_text("utf-8")
    assert "Leaders" in (english / "index.html").read_text("utf-8")
    assert "Vores ark" in (danish / "forms/ours/index.html").read_text("utf-8")
    assert "Our sheet" in (english / "forms/ours/index.html").read_text("utf-8")
    assert (english / "search/search_index.json").is_file()
    assert (english / "downloads/forms/ours.pdf").is_file()
    assert uids(danish) == uids(english) != set()
    names, own_words = kept_under(english / "forms/ours/index.html")
    assert names == ["prompt-what-do-you-want", "checklist-which"]
    assert own_words == []
    assert kept_under(danish / "forms/ours/index.html") == (names, [["The first", "The second"]])

    again = both.run("build", "-j", "1")
    assert "unchanged" in again.stdout
    files = {path.relative_to(danish): path.read_bytes() for path in danish.rglob("*") if path.is_file()}
    shutil.rmtree(both.root / "site")
    restored = both.run("build", "-j", "1")
    assert restored.exit_code == 0, restored.output
    calendars = {".ics"}
    assert {path: data for path, data in files.items() if path.suffix not in calendars} == {
        path.relative_to(danish): path.read_bytes()
        for path in danish.rglob("*")
        if path.is_file() and path.suffix not in calendars
    }


def test_what_fails_in_one_language_keeps_the_programme_from_being_published(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(job: Any, book: Any) -> object:
        if job.toolkit.language == "en":
            raise BuildFailed([Problem("book", "no", Span("b"))])
        return book

    monkeypatch.setattr(fleet, "restore", lambda job: False)
    monkeypatch.setattr(fleet, "make_book", make)
    monkeypatch.setattr(fleet, "make_portal", lambda *_: None)
    books = tuple(SimpleNamespace(stem=name, holds_guides=False) for name in "ab")

    def version(client: str, language: str) -> Any:
        kit = SimpleNamespace(id=f"{client}/lead", language=language)
        return SimpleNamespace(toolkit=kit, books=books, cache=None, languages=())

    monkeypatch.setattr(fleet, "in_each_language", lambda job: (job, version(job.toolkit.id[:-5], job.further)))
    jobs = []
    for client, further in (("acme", "de"), ("beta", "en")):
        jobs.append(version(client, "da"))
        jobs[-1].further = further
    steps, whole = list[tuple[int, int]](), list[str]()
    made = fleet.Fleet(Limits())
    made.make(
        jobs,
        fleet.on_this_machine(1),
        lambda job, _: whole.append(job.toolkit.id),
        lambda done, total, _: steps.append((done, total)),
    )
    assert (whole, [*made.failed]) == (["acme/lead"], ["beta/lead"])
    assert steps == sorted(steps), "it rises"
    assert steps[-1] == (12, 12)
