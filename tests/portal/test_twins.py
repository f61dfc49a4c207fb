"""A portal in several languages: every page leads to its twins, a reader's choice and answers are the same in all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ARABIC as LETTERS
from conftest import NO_WORKBOOKS, begun
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorkit.build.outputs import Job, make_portal
from mentorkit.definition.settings import EngineName

ENGLISH = f"""\
title: Lead
organisation: Acme
summary: A programme for people who lead for the first time.
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: Begin, week: 2, keys: [first-conversation]}}
library: {{forms: [goal-sheet]}}
{NO_WORKBOOKS}"""
DANISH = ENGLISH.replace("title: Lead", "title: Led\nlanguage: da").replace("title: Begin", "title: Begynd")
ARABIC = ENGLISH.replace("title: Lead", "title: قيادة\nlanguage: ar").replace("title: Begin", "title: بداية")
TEXTS = (ENGLISH, DANISH, ARABIC)


BRAND = "meta: {name: Acme}\ntypography: {fonts: [{family: DejaVu, source: file, files: [fonts/letters.ttf]}]}\n"


def _job(folder: Path, text: str, engine: EngineName) -> Job:
    project = begun(folder, text, engine)
    project.write("programs/acme/_brand.yml", BRAND)
    project.write("programs/acme/fonts/letters.ttf", LETTERS.read_bytes())
    return project.job()


def in_languages(
    root: Path, engine: EngineName, texts: tuple[str, ...] = TEXTS, *, offline: bool = False, **more: Any
) -> Path:
    """The folder of the portal of one programme in several languages, the first of which is the main one."""
    jobs = [_job(root / f"workspace-{number}", text, engine) for number, text in enumerate(texts)]
    kits = tuple(one.toolkit for one in jobs)
    for number, job in enumerate(jobs):
        folder = root / "site" / (job.toolkit.program.language if number else "")
        make_portal(replace(job, folder=folder, languages=kits, offline=offline, **more), [])
    return root / "site"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, engine: EngineName) -> Path:
    return in_languages(tmp_path_factory.mktemp("languages"), engine)


@pytest.mark.slow
def test_every_page_names_itself_in_every_language(tmp_path: Path, engine: EngineName) -> None:
    made = in_languages(tmp_path, engine, (ENGLISH + "address: https://acme.example/lead/\npublic: true\n", DANISH))
    page = html.fromstring((made / "da/sessions/1/index.html").read_text("utf-8"))
    links = {one.text: dict(one.attrib) for one in page.xpath("//*[@class='mk-languages']//a")}
    english = {"href": "../../../sessions/1/", "lang": "en-GB", "hreflang": "en-GB", "dir": "ltr", "data-mk-language": "en-GB"}  # fmt: skip
    danish = {"href": "./", "lang": "da", "hreflang": "da", "dir": "ltr", "data-mk-language": "da", "aria-current": "true"}  # fmt: skip
    assert links == {"English": english, "Dansk": danish}
    named = {one.get("hreflang"): one.get("href") for one in page.xpath("//link[normalize-space(@rel)='alternate']")}
    assert named == {
        "en-GB": "https://acme.example/lead/sessions/1/",
        "da": "https://acme.example/lead/da/sessions/1/",
        "x-default": "https://acme.example/lead/sessions/1/",
    }
    assert page.xpath("//meta[@property='og:locale']/@content") == ["da_DK"]
    places = (made / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://acme.example/lead/da/sessions/1/</loc>" in places
    assert 'hreflang="en-GB" href="https://acme.example/lead/sessions/1/"' in places
    assert [(made / "da" / name).exists() for name in ("sitemap.xml", "robots.txt", "404.html")] == [False, False, True]


@pytest.mark.slow
def test_a_page_that_one_language_lacks_leads_to_the_home_page(tmp_path: Path, engine: EngineName) -> None:
    made = in_languages(tmp_path, engine, (ENGLISH.replace("[goal-sheet]", "[goal-sheet, reflection-log]"), DANISH))
    page = html.fromstring((made / "forms/reflection-log/index.html").read_text("utf-8"))
    assert page.xpath("//*[@class='mk-languages']//a/@href") == ["./", "../../da/"]


@pytest.mark.slow
def test_a_portal_in_one_language_says_nothing_of_languages(tmp_path: Path, engine: EngineName) -> None:
    page = (in_languages(tmp_path, engine, (ENGLISH,)) / "index.html").read_text("utf-8")
    assert "mk-languages" not in page
    assert "hreflang" not in page
    assert "|language" not in page


@pytest.fixture
def context(browser: Browser) -> Any:
    made = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", bypass_csp=True)
    yield made
    made.close()


def switch(page: Page, name: str) -> None:
    """Choose a language in the header, by the keyboard."""
    page.locator(".mk-languages summary").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name=name, exact=True)
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")


@pytest.mark.slow
def test_pages_switch_to_their_twins_and_nothing_is_asked_of_others(portal: Path, serve: Any, context: BrowserContext) -> None:  # fmt: skip
    address, asked, page = serve(portal), list[str](), context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "keys/", "keys/first-conversation/", "sessions/1/", "my-notes/", "help/"):
        page.goto(f"{address}/{path}")
        for name, folder in (("Dansk", "da/"), ("العربية", "ar/"), ("English", "")):
            switch(page, name)
            page.wait_for_url(f"{address}/{folder}{path}")
            expect(page.locator("html")).to_have_attribute("lang", folder.strip("/") or "en-GB")
            expect(page.locator("body")).to_have_attribute("dir", "rtl" if folder == "ar/" else "ltr")
    assert {url.split("/")[2] for url in asked} == {address.split("/")[2]}
    assert [url for url in asked if "sitemap" in url] == [], "the theme looks for none below each twin"


@pytest.mark.slow
def test_escape_closes_the_list_of_languages(portal: Path, serve: Any, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{serve(portal)}/da/")
    fold = page.locator(".mk-languages")
    fold.locator("summary").click()
    expect(fold.get_by_role("link", name="English")).to_be_visible()
    page.keyboard.press("Escape")
    expect(fold.get_by_role("link", name="English")).to_be_hidden()
    expect(fold.locator("summary")).to_be_focused()


@pytest.mark.slow
def test_the_next_visit_begins_in_the_language_that_was_chosen(portal: Path, serve: Any, context: BrowserContext) -> None:  # fmt: skip
    address, page = serve(portal), context.new_page()
    page.goto(f"{address}/keys/")
    switch(page, "Dansk")
    page.wait_for_url(f"{address}/da/keys/")
    visit = context.new_page()
    visit.goto(f"{address}/#dates")
    visit.wait_for_url(f"{address}/da/#dates")
    visit.goto(f"{address}/keys/")
    assert visit.url == f"{address}/keys/", "only home pages lead on"
    switch(visit, "English")
    visit.wait_for_url(f"{address}/keys/")
    later = context.new_page()
    later.goto(f"{address}/")
    later.locator("main h1").wait_for()
    assert later.url == f"{address}/"


@pytest.mark.slow
def test_whoever_goes_home_from_a_page_stays_in_its_language(portal: Path, serve: Any, context: BrowserContext) -> None:
    address, page = serve(portal), context.new_page()
    page.goto(f"{address}/")
    switch(page, "Dansk")
    page.wait_for_url(f"{address}/da/")
    shared = context.new_page()
    shared.goto(f"{address}/keys/")
    shared.locator(".mk-bar a").first.click()
    shared.wait_for_url(f"{address}/")
    shared.locator("main h1").wait_for()
    assert shared.url == f"{address}/"


@pytest.mark.slow
def test_pages_that_are_opened_as_files_switch_and_remember(
    tmp_path: Path, engine: EngineName, context: BrowserContext
) -> None:
    made, page = in_languages(tmp_path, engine, (ENGLISH, DANISH), offline=True), context.new_page()
    page.goto((made / "keys/first-conversation.html").as_uri())
    switch(page, "Dansk")
    page.wait_for_url((made / "da/keys/first-conversation.html").as_uri())
    visit = context.new_page()
    visit.goto((made / "index.html").as_uri())
    visit.wait_for_url((made / "da/index.html").as_uri())


@pytest.mark.slow
def test_light_and_answers_are_the_same_in_all_languages(portal: Path, serve: Any, context: BrowserContext) -> None:
    address, page = serve(portal), context.new_page()
    page.goto(f"{address}/sessions/1/")
    page.locator("#talked textarea").fill("Our first goal")
    page.locator(".mk-light summary").click()
    page.locator(".mk-light [value=dark]").check()
    switch(page, "Dansk")
    page.wait_for_url(f"{address}/da/sessions/1/")
    expect(page.locator("#talked textarea")).to_have_value("Our first goal")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("#talked textarea").fill("Vores første mål")
    page.goto(f"{address}/my-notes/")
    expect(page.locator("[data-mk-written]")).to_contain_text("Vores første mål")


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["", "da/", "ar/"])
def test_axe_finds_nothing_with_the_languages_unfolded(folder: str, portal: Path, serve: Any, context: BrowserContext) -> None:  # fmt: skip
    page, axe = context.new_page(), Axe()
    for path in ("", "keys/first-conversation/", "my-notes/"):
        page.goto(f"{serve(portal)}/{folder}{path}")
        page.locator(".mk-languages summary").click()
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()


ASKED = """\
evaluation:
  statement: Nobody reads single answers.
  questionnaires:
    - id: baseline
      title: At the start
      for: [mentee, mentor]
      when: baseline
      items: [{ask: "How often do you meet?", answer: one of, options: [Often, Seldom]}, {ask: "What helps?", answer: several of, options: [Time, Trust], other: yes}]
"""
ASKED_IN_DANISH = (
    ASKED.replace("How often do you meet?", "Hvor tit mødes I?").replace("Often, Seldom", "Tit, Sjældent")
    .replace("What helps?", "Hvad hjælper?").replace("Time, Trust", "Tid, Tillid")
)  # fmt: skip
GUIDE = """\
---
title: {title}
summary: {title}.
for: [mentor, mentee]
---

/// fill | {asks}
    columns: [{columns}]
    rows: [{rows}]
    choice: yes
{parts}///

/// checklist | {asks}?
{ticks}
///
"""
HABITS = GUIDE.format(title="Habits", asks="How often?", columns="Often, Seldom", rows="I ask, I thank", parts="", ticks="- Listen\n- Wait")  # fmt: skip
VANER = (
    GUIDE.format(title="Vaner", asks="Hvor tit?", columns="Tit, Sjældent", rows="Jeg spørger, Jeg takker", parts="    was: How often?\n    parts: [Often, Seldom, I ask, I thank]\n", ticks="- Lyt\n- Vent")
    .replace("Hvor tit??\n", "Hvor tit??\n    was: How often??\n    parts: [Listen, Wait]\n\n")
)  # fmt: skip


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory, engine: EngineName) -> Path:
    """A portal in two languages with a form and a questionnaire of its own, translated."""
    root = tmp_path_factory.mktemp("asking")
    texts = [one.replace("[goal-sheet]", "[habits]") for one in TEXTS[:2]]
    asked = (texts[0] + ASKED, texts[1] + ASKED_IN_DANISH)
    for number, key in enumerate((HABITS, VANER)):
        file = root / f"workspace-{number}/content/forms/habits.md"
        file.parent.mkdir(parents=True)
        file.write_text(key, "utf-8")
    return in_languages(root, engine, asked)


@pytest.mark.slow
def test_what_is_chosen_is_chosen_in_every_language_and_told_in_that_of_the_page(asking: Path, serve: Any, context: BrowserContext) -> None:  # fmt: skip
    address, page = serve(asking), context.new_page()
    page.goto(f"{address}/forms/habits/")
    page.get_by_role("radio", name="I ask, Seldom").check()
    page.get_by_label("Listen").check()
    page.goto(f"{address}/my-notes/")
    expect(page.locator("[data-mk-written]")).to_contain_text("I askSeldom")
    page.goto(f"{address}/da/forms/habits/")
    expect(page.get_by_role("radio", name="Jeg spørger, Sjældent")).to_be_checked()
    expect(page.get_by_label("Lyt")).to_be_checked()
    page.goto(f"{address}/da/my-notes/")
    written = page.locator("[data-mk-written]")
    expect(written).to_contain_text("Vaner")
    expect(written).to_contain_text("Hvor tit?")
    expect(written).to_contain_text("Jeg spørgerSjældent")
    expect(written).to_contain_text("✓ Lyt")
    assert "Seldom" not in written.inner_text()
    page.goto(f"{address}/my-notes/")
    expect(page.locator("[data-mk-written]")).to_contain_text("I askSeldom")


@pytest.mark.slow
def test_a_questionnaire_is_answered_once_for_all_languages(asking: Path, serve: Any, context: BrowserContext) -> None:
    address, page = serve(asking), context.new_page()
    page.goto(f"{address}/da/questionnaires/baseline/")
    page.locator("#how-often-do-you-meet").get_by_label("Sjældent").check()
    page.get_by_label("Tillid").check()
    page.locator("#role").get_by_label("Mentor").check()
    switch(page, "English")
    page.wait_for_url(f"{address}/questionnaires/baseline/")
    for label in ("Seldom", "Trust"):
        expect(page.get_by_label(label)).to_be_checked()
    expect(page.locator("#role").get_by_label("Mentor")).to_be_checked()
    expect(page.get_by_role("radio", name="Often")).not_to_be_checked()
