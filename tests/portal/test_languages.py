"""A programme in a language that the software has no words of: whatever is in English says so, on every page and in every book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import LEAD, ROOT, Project, begun
from lxml import html
from playwright.sync_api import Browser, Page

from mentorkit.build.outputs import Job, make_portal
from mentorkit.definition.settings import EngineName
from mentorkit.files.calendars import calendars
from mentorkit.language.voice import Voice
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβκδεφγηιζκλμνοπθρστυβωχψζΑΒΚΔΕΦΓΗΙΖΚΛΜΝΟΠΘΡΣΤΥΒΩΧΨΖ"
)

MORE = """\
language: el
summary: Ένα πρόγραμμα.
wording: {mentor: μέντορας, mentors: μέντορες, session: συνεδρία, sessions: συνεδρίες, programme: πρόγραμμα}
pauses: [{name: Διακοπές, from: 2027-04-05, to: 2027-04-11}]
"""
ENGLISH = re.compile(r"[A-Za-z]{2,}")
NO_WORDS = re.compile(r"\b(UTC|CSV|TXT|PDF|KB|MB)\b|\S+@\S+|https?://\S+|\b[\w-]+\.(pdf|csv|ics|zip)\b|\{\w+\}")
"""Names that are the same in every language."""
MIXED = re.compile("|".join(["μέντορ", "συνεδρί", "πρόγραμμα", "Φεβ", "Μαρ", "Απρ", "Ιουν", "μ.μ."]))
"""What the programme calls people and things, and Greek months: each has a word in an English sentence."""


def in_greek(value: Any) -> Any:
    """A definition with its texts in Greek letters. What begins with a capital is a text, all else a name, a choice or a number."""
    if isinstance(value, dict):
        return {name: in_greek(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [in_greek(inner) for inner in value]
    is_text = isinstance(value, str) and (value[:1].isupper() or re.match(r"\d+ of", value))
    return value.translate(GREEK) if is_text else value


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    text = re.sub(r"\?|, email: [^,}]+", "", (ROOT / "tests/projects/sound.yml").read_text("utf-8"))
    whole = in_greek(yaml.load(text, yaml.BaseLoader)) | yaml.load(MORE, yaml.BaseLoader)
    del whole["archetype"]
    project = begun(tmp_path_factory.mktemp("greek") / "workspace", yaml.safe_dump(whole, allow_unicode=True))
    return project.job()


@pytest.fixture(scope="module")
def portal(job: Job, engine: EngineName) -> Path:
    made = replace(job, toolkit=replace(job.toolkit, engine=engine), folder=job.folder / engine)
    make_portal(made, [])
    return made.folder


def language(element: html.HtmlElement) -> str:
    """The language of an element's text: that of the nearest element that says one."""
    return str(next(one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang")))


def texts(page: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Every text of a page, with the element that it is in; the name of a page, which has two parts, is none."""
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "title"):
            yield element, element.text or ""
        if element.getparent() is not None:
            yield element.getparent(), element.tail or ""


def not_told(page: html.HtmlElement) -> list[str]:
    """The texts of a page that are in English and do not say so."""
    return [
        text.strip() for one, text in texts(page) if language(one) != "en" and ENGLISH.search(NO_WORDS.sub("", text))
    ]


def mixed(page: html.HtmlElement) -> list[str]:
    """The English texts of a page with words in them that are not."""
    return [text.strip() for one, text in texts(page) if language(one) == "en" and MIXED.search(text)]


@pytest.mark.slow
def test_every_english_text_of_a_portal_says_so_and_holds_no_other_language(portal: Path) -> None:
    pages = {file.relative_to(portal).as_posix(): html.fromstring(file.read_text("utf-8")) for file in portal.rglob("*.html")}  # fmt: skip
    assert len(pages) > 25
    assert {name: found for name, page in pages.items() if (found := not_told(page))} == {}
    assert {name: found for name, page in pages.items() if (found := mixed(page))} == {}


@pytest.mark.slow
def test_nothing_of_the_marks_is_left_in_any_file_of_a_portal(portal: Path) -> None:
    files = [file for file in portal.rglob("*") if file.suffix in (".html", ".js", ".json", ".css", ".xml", ".txt")]
    left = [file.name for file in files if re.search(r"[\ue000-\ue003]|\\ue00[0-3]", file.read_text("utf-8"))]
    assert left == []


@pytest.mark.slow
def test_what_has_no_text_says_the_language_of_its_name(portal: Path) -> None:
    (progress,) = html.fromstring((portal / "sessions/1/index.html").read_text("utf-8")).xpath("//progress")
    assert (progress.get("aria-label"), progress.get("lang")) == ("How far you are", "en")
    (first, *_others) = html.fromstring((portal / "keys/index.html").read_text("utf-8")).xpath("//option")
    assert (first.text, first.get("lang")) == ("All topics", "en")


WALK = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode;
    if (element.closest("script, style, noscript")) continue;
    found.push([element.closest("[lang]").lang, textContent.trim(), element.className]);
  }
  return found;
}"""


@pytest.mark.slow
def test_what_scripts_write_says_that_it_is_english(portal: Path, serve: Any, browser: Browser) -> None:
    page: Page = browser.new_page(timezone_id="Asia/Tokyo")
    address = serve(portal)
    for name in ("keys/feedback/", "", "timeline/", "keys/", "my-notes/"):
        page.goto(f"{address}/{name}")
        if name.startswith("keys/f"):
            page.locator("[data-mk-guide=next]").click()
            page.locator("textarea:visible, [type=radio]:visible").first.focus()
            page.keyboard.type(" ")
            page.locator("[data-mk-guide=whole]").click()
            page.locator("textarea:visible").first.fill("Ναι")
        said = [
            (text, where)
            for tongue, text, where in page.evaluate(WALK)
            if tongue != "en" and ENGLISH.search(NO_WORDS.sub("", text))
        ]
        assert said == [], name
        assert [text for tongue, text, _ in page.evaluate(WALK) if tongue == "en" and MIXED.search(text)] == [], name
    page.close()


@pytest.mark.slow
def test_every_english_text_of_a_book_says_so_and_holds_no_other_language(job: Job) -> None:
    books = {book.id: html.fromstring(compose(job.toolkit, book, job.layers).html) for book in books_of(job.toolkit)}
    assert len(books) > 5
    for book in books.values():
        for picture in book.iter("img"):
            picture.set("alt", "")
    assert {name: found for name, book in books.items() if (found := not_told(book))} == {}
    assert {name: found for name, book in books.items() if (found := mixed(book))} == {}


def test_what_comes_again_is_told_in_one_language(project: Project) -> None:
    again = "events:\n  - {what: Κύκλος, kind: circle, date: 2027-03-03, at: '17:00', every: 2 weeks, until: 2027-06-09, place: Αίθουσα}\n"
    head = "title: Οδηγός\norganisation: Ακμή\nlanguage: el\nstarts: 2027-02-01\nends: 2027-12-01\nwording: {session: συνεδρία}\n"
    project.write(LEAD, head + again)
    job = project.job()
    voice = Voice.of(job.toolkit.program)
    said = voice.day(job.toolkit.events[0].moment)
    assert getattr(said, "marked", "") == "\ue0003 Mar – 9 Jun 2027, every 2 weeks\ue001".replace(
        " – ", "\u2009–\u2009"
    )
    assert voice.session(1, "Αρχή") == "Συνεδρία 1: Αρχή"
    lines = next(calendars(job.toolkit, datetime(2026, 11, 21, tzinfo=UTC)))[2].decode()
    assert not re.search("[\ue000-\ue003]", lines)
