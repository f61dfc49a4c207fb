"""The search of a portal in a real browser: words are found however they are written in the text and typed by the reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project, search
from filelock import FileLock
from playwright.sync_api import Browser, expect
from test_finding import portal

from mentorkit.definition.settings import EngineName

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2}
library: {forms: [goal-sheet]}
events:
  - {what: Résumé evening, week: 3}
  - {what: Die Lösung auf der Straße, week: 4}
  - {what: "R&D day", week: 5}
  - {what: The mentee’s turn, week: 6}
  - {what: "Coffee & cake", week: 7}
  - {what: Follow-up/look back, week: 8}
  - {what: Έναρξη, week: 9}
  - {what: Запуск программы, week: 10}
  - {what: Łódź, week: 13}
  - {what: (Bracketed), week: 14}
"""
FOUND = {
    "résumé": "Résumé evening", "resume": "Résumé evening", "RESUME": "Résumé evening",
    "Lösung": "Die Lösung", "losung": "Die Lösung", "strasse": "Straße", "straße": "Straße",
    "R&D": "R&D day", "cake": "Coffee & cake", "coffee & cake": "Coffee & cake",
    "mentee's turn": "The mentee’s turn", "mentee’s turn": "The mentee’s turn", "mentees turn": "The mentee’s turn",
    "follow-up": "Follow-up/look", "look-back follow-up": "Follow-up/look",
    "έναρξη": "Έναρξη", "εναρξη": "Έναρξη", "запуск": "Запуск программы", "اطلاق": "إطلاق", "إطلاق": "إطلاق",
    "株式会社": "株式会社", "説明": "株式会社", "lodz": "Łódź", "łódź": "Łódź", "bracketed": "(Bracketed)",
    "mueller": "Müller", "muller": "Müller", "MÜLLER": "Müller", "lösung": "Die Lösung", "loesung": "Die Lösung",
    "cooperation": "Co-operation", "coöperation": "Co-operation", "co-operation": "Co-operation", "followup": "Follow-up",
    "mentorinnen": "Mentor:innen", "c++": "C++", "1:1 talk": "1:1 talk", "^talk": "1:1 talk", "talk~": "1:1 talk",
    "schifffahrt": "Dampfschifffahrt", "２０３１": "Plan 2031", "٢٠٣١": "Plan 2031", "½": "½ day", "fiance": "ﬁancé",
    "لقاء": "لقــاء", "مرشد": "المرشد", "เปิดตัว": "การเปิดตัว", "会議": "株式会社", "ｷｯｸ": "キックオフ", "גפן": "גֶּפֶן",
}  # fmt: skip
"""What readers type, and what they look for."""
ODD = ("Herr Müller", "Co-operation", "Mentor:innen", "C++", "A 1:1 talk", "Dampfschifffahrt", "Plan 2031", "½ day", "ﬁancé",
       "لقــاء المرشد", "การเปิดตัว", "株式会社の会議", "キックオフ", "גֶּפֶן")  # fmt: skip
"""Further titles in the index."""


def with_titles(site: Path, *titles: str) -> None:
    """Put pages of these titles into the index: in scripts for which no font is there to print them."""
    index = site / "search/search_index.json"
    held = json.loads(index.read_text("utf-8"))
    held["docs"] += [{"location": f"timeline/#t{n}", "title": title, "text": ""} for n, title in enumerate(titles)]
    index.write_text(json.dumps(held), "utf-8")


@pytest.fixture(scope="module")
def words(shared: Path, engine: EngineName) -> Path:
    project = Project(shared / f"words-{engine}")
    with FileLock(f"{project.root}.lock"):
        if not (project.root / "portal").exists():
            project.configure(engine)
            with_titles(portal(project, PROGRAM), "إطلاق", "株式会社の説明", *ODD)
    return project.root / "portal"


@pytest.mark.slow
def test_words_are_found_as_people_type_them(words: Path, browser: Browser, serve: Callable[[Path], str]) -> None:
    page = browser.new_page()
    page.goto(serve(words))
    search(page, "begin")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Begin")
    for typed, there in FOUND.items():
        page.locator(".md-search__input").fill(typed)
        page.keyboard.press("Shift")  # the search listens to keys
        expect(page.locator(".md-search-result__item").first, f"{typed!r} finds {there!r}").to_contain_text(there)
    page.close()
