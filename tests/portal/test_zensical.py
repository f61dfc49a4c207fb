"""Portals by Zensical: the same pages, words, links, heads and search as by MkDocs, with the same finish."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import LEAD, NO_WORKBOOKS, Project, begun, pages, processes, search
from lxml import html
from playwright.sync_api import Browser, Page, expect

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName

ENGLISH = f"""\
title: "Lead & <learn>"
organisation: Acme
summary: A programme for people who lead for the first time.
address: https://acme.example/lead/
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {{title: 'Begin "well" & <b>', week: 2, keys: [first-conversation]}}
library: {{forms: [goal-sheet], keys: [feedback]}}
{NO_WORKBOOKS}"""
DANISH = ENGLISH.replace("title: ", "language: da\ntitle: ", 1)


def made(root: Path, engine: EngineName, *, offline: bool = False) -> Path:
    """The English portal of a programme in two languages."""
    jobs = [begun(root / f"workspace-{number}", text).job() for number, text in enumerate((ENGLISH, DANISH))]
    kits = tuple(replace(one.toolkit, engine=engine) for one in jobs)
    make_portal(replace(jobs[0], toolkit=kits[0], languages=kits, folder=root / "site", offline=offline), [])
    return root / "site"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("zensical"), "zensical")


def said(page: html.HtmlElement) -> dict[str, object]:
    """What readers and machines are told by a page: its words, its title and head, where it leads."""
    head = page.xpath("//head/meta[@name or @property]|//head/link[not(contains(@href, 'stylesheets/'))]")
    return {
        "words": "".join(page.xpath("//article//text()[not(ancestor::script)]")).split(),
        "title": page.xpath("string(//title)"),
        "head": sorted(html.tostring(one).strip() for one in head),
        "links": page.xpath("//article//@href|//nav//@href"),
        "current": page.xpath("//*[@aria-current]/@href"),
    }


@pytest.mark.slow
def test_both_engines_make_the_same_portal(portal: Path, tmp_path: Path) -> None:
    other = made(tmp_path, "mkdocs")
    names = pages(portal)
    assert names == pages(other)
    assert len(names) > 15
    for name in names:
        one, two = (html.fromstring((site / name).read_text("utf-8")) for site in (portal, other))
        assert said(one) == said(two), name
    indexes = [json.loads((site / "search/search_index.json").read_text("utf-8")) for site in (portal, other)]
    assert indexes[0]["docs"] == indexes[1]["docs"]
    assert [indexes[0]["config"][part] for part in ("words", "reading")] == [
        indexes[1]["config"][part] for part in ("words", "reading")
    ]


@pytest.mark.slow
def test_titles_are_escaped_once_everywhere(portal: Path) -> None:
    for name in ("index.html", "sessions/1/index.html"):
        text = (portal / name).read_text("utf-8")
        assert "Lead &amp; &lt;learn&gt;" in text
        assert "&amp;amp;" not in text
        assert "<learn>" not in text
        assert "<b>" not in text


@pytest.mark.slow
def test_a_page_is_sealed_and_asks_nobody_else(portal: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page = browser.new_page()
    page.on("request", lambda one: asked.append(one.url))
    page.on("response", lambda one: wrong.append(one.url) if one.status >= 400 else None)
    page.on("console", lambda one: wrong.append(one.text))
    page.on("pageerror", lambda one: wrong.append(str(one)))
    address = serve(portal)
    for name in ("", "keys/first-conversation/", "timeline/", "my-notes/", "sessions/1/"):
        page.goto(f"{address}/{name}")
        assert page.locator("head meta[http-equiv=Content-Security-Policy]").count() == 1
        assert page.locator("head meta[name=generator]").count() == 0
    page.close()
    assert wrong == []
    assert {re.sub(r"(https?://[^/]+).*", r"\1", one) for one in asked} == {address}
    assert not [one for one in asked if "search" in one], "the index is loaded when somebody searches"
    scripts = "".join(one.read_text("utf-8") for one in portal.rglob("*.js"))
    assert not re.findall(r"https://(?:unpkg\.com|cdn\.)[^\s\"'`]*", scripts)


def found(page: Page) -> None:
    """Search as readers do, go on by keys, and come to a page on which the word is marked."""
    search(page, "feedb")
    first = page.locator(".md-search-result__link").first
    expect(first).to_contain_text("Feedback")
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile(r"\d+ matching|1 matching"))
    expect(page.locator(".md-search__suggest")).to_have_text("feedback")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".md-search__input")).to_have_value("feedback")
    expect(first).to_contain_text("Feedback")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    search(page, "how much time")
    expect(page.locator(".md-search-result__link").nth(1)).to_have_attribute("href", re.compile("#start$"))
    page.locator(".md-search__input").fill("nothingofthekind")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    page.locator(".md-search__input").fill("feedback")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"keys/feedback"))
    expect(page.locator("article mark").first).to_have_text(re.compile("feedback", re.IGNORECASE))


@pytest.mark.slow
def test_the_search_is_ours(portal: Path, serve: Callable[[Path], str], browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{serve(portal)}/")
    found(page)
    page.close()


@pytest.mark.slow
def test_a_portal_from_a_disk_is_searched_too(tmp_path: Path, browser: Browser) -> None:
    site = made(tmp_path, "zensical", offline=True)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "index.html").as_uri())
    found(page)
    page.locator(".md-tabs__link").first.click()
    page.wait_for_url((site / "index.html").as_uri())
    page.close()


@pytest.fixture
def zensical(project: Project) -> Project:
    """A workspace whose engine is Zensical."""
    text = (project.root / "mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", text.replace("  mentorkit:\n", "  mentorkit:\n    engine: zensical\n"))
    project.write(LEAD, ENGLISH)
    return project


@pytest.mark.slow
def test_what_zensical_would_leave_out_is_told_with_its_line(zensical: Project) -> None:
    text = (zensical.root / "mkdocs.yml").read_text("utf-8")
    text = text.replace("plugins:\n  search: {}\n", "plugins:\n  search: {lang: de}\n  glightbox: {}\n")
    text = text.replace(
        "  name: material\n", "  name: material\n  palette: {scheme: slate}\n  icon: {search: material/eye}\n"
    )
    text = text.replace("    - search.suggest\n", "    - search.share\n")
    text = text.replace("extra:\n", "extra:\n  analytics: {feedback: {title: Well}}\n") + "exclude_docs: assets/a.css\n"
    text = text.replace("  links:\n", "  links:\n    absolute_links: warn\n") + "extra_templates: [a.html]\n"
    zensical.write("mkdocs.yml", text)
    lines = text.splitlines()
    way = "take it out, or write `engine: mkdocs` below `extra.mentorkit`"
    told = {
        'the plugin "glightbox" is one of MkDocs, which Zensical would leave out': "  glightbox: {}",
        'Zensical does not read "plugins.search.lang", and would leave it out': "  search: {lang: de}",
        'Zensical does not read "theme.palette", and would leave it out': "  palette: {scheme: slate}",
        'Zensical does not read "theme.icon.search", and would leave it out': "  icon: {search: material/eye}",
        'portals by Zensical have no "search.share", and would leave it out': "    - search.share",
        'Zensical does not read "extra.analytics", and would leave it out': "  analytics: {feedback: {title: Well}}",
        'Zensical does not read "exclude_docs", and would leave it out': "exclude_docs: assets/a.css",
        'Zensical does not read "validation.links.absolute_links", and would leave it out': "    absolute_links: warn",
        'Zensical does not read "extra_templates", and would leave it out': "extra_templates: [a.html]",
    }
    found = zensical.problems()
    for what, line in told.items():
        (one,) = [problem for problem in found if what in problem]
        assert one.startswith(f"mkdocs.yml:{lines.index(line) + 1}:"), one
        assert way in one


@pytest.mark.slow
def test_without_the_extra_a_build_says_what_to_install(zensical: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorkit.workspace.zensical_settings.find_spec", lambda _: None)
    (one,) = [problem for problem in zensical.problems() if "not installed" in problem]
    assert 'pip install "mentorkit[zensical]"' in one
    assert one.startswith("mkdocs.yml:")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "<p>\n{{ page.title | truncate }}</p>",
            "copyright.html:2  error  this template cannot be filled in: unknown filter",
        ),
        ('{% include "../../../../../../etc/hostname" %}', "this may name a file outside the theme"),
        ('<p>\n{% include "/etc/hostname" %}', "this may name a file outside the theme"),
        ('{% include config.extra.portal.up ~ "/etc/hostname" %}', "this may name a file outside the theme"),
        ("{% if %}", "this template cannot be read"),
    ],
)
def test_what_zensical_cannot_or_must_not_do_in_a_template_is_told(zensical: Project, text: str, what: str) -> None:
    zensical.write("programs/acme/templates/portal/theme/partials/copyright.html", text)
    result = zensical.run("check", "--ignore", "design")
    assert result.exit_code == 1
    assert "programs/acme/templates/portal/theme/partials/copyright.html" in result.stderr
    assert what in result.stderr


@pytest.mark.slow
def test_an_extension_that_fails_is_heard(zensical: Project) -> None:
    text = (zensical.root / "mkdocs.yml").read_text("utf-8")
    zensical.write("mkdocs.yml", text.replace("markdown_extensions:\n", "markdown_extensions:\n  no_such_thing: {}\n"))
    assert "no_such_thing" in "".join(zensical.problems())


@pytest.mark.slow
def test_a_build_names_its_engine_in_what_it_keeps(zensical: Project) -> None:
    """A portal of one engine is never served for that of another, and no cache of the engine stays in the workspace."""
    assert zensical.run("build", "-q", "-j", "1").exit_code == 0
    page = zensical.root / "site/acme/lead/index.html"
    assert "mk-search" in page.read_text("utf-8")
    assert not [path for path in zensical.root.rglob("*") if "zensical" in path.name]
    text = (zensical.root / "mkdocs.yml").read_text("utf-8")
    zensical.write("mkdocs.yml", text.replace("engine: zensical", "engine: mkdocs"))
    assert zensical.run("build", "-q", "-j", "1").exit_code == 0
    assert "mk-search" not in page.read_text("utf-8")


@pytest.mark.slow
def test_portals_of_several_processes_come_back_from_the_cache_and_are_packaged_and_published(
    zensical: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTORKIT_CACHE", str(zensical.root / "kept"))
    zensical.write("programs/beta/lead.yml", ENGLISH.replace("Acme", "Beta"))
    with processes():
        made = zensical.run("build", "-b", "none", "-j", "2")
    assert made.exit_code == 0, made.stderr
    built = zensical.files("site/acme")
    assert b"mk-search" in built["lead/index.html"]
    assert b"Beta" in zensical.files("site/beta")["lead/index.html"]
    shutil.rmtree(zensical.root / "site")
    again = zensical.run("build", "-b", "none")
    assert "0 made" in again.stdout, again.output
    assert zensical.files("site/acme") == built
    assert zensical.run("publish", "acme/lead", "-q", "--folder", str(zensical.root / "shown")).exit_code == 0
    assert (zensical.root / "shown/index.html").is_file()
    assert zensical.run("package", "acme/lead", "-q").exit_code == 0
    (packed,) = (zensical.root / "packages").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        names = {name.partition("/portal/")[2]: name for name in archive.namelist()}
        assert b"mk-search" in archive.read(names["index.html"])
    assert "search/search_index.js" in names, "it is searched without a server"
