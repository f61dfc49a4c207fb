"""The five destinations: every page is near, the bar at the bottom of phones says where one is and covers nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import Project, pages
from lxml import html
from playwright.sync_api import Browser, Page

from mentorkit.language.voice import Voice
from mentorkit.portal.destinations import destinations, navigation
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.portal.stage import stage

PROGRAM = "northbridge/emerging-leaders"
PHONE, DESKTOP = {"width": 375, "height": 667}, {"width": 1280, "height": 800}
WHERE = {
    "": "Home", "timeline": "My path", "sessions": "My path", "questionnaires": "My path", "letter": "My path", "half-way": "My path", "looking-back": "My path", "agreement": "My path", "roles": "My path",
    "keys": "Keys", "forms": "Keys", "my-notes": "My notes",
    "help": "Help", "about": "Help", "downloads": "Help", "training": "Help", "evaluation": "Help", "communications": "Help",
}  # fmt: skip
"""The destination that a page belongs to, by the first folder of its address. All but `help` had these addresses before."""
KINDS = ("", "timeline/", "sessions/", "sessions/2/", "roles/mentee/", "agreement/", "keys/", "keys/feedback/", "forms/", "forms/goal-sheet/",
         "my-notes/", "help/", "about/", "downloads/", "training/", "training/mentor-foundations/", "evaluation/", "communications/", "404.html")  # fmt: skip
"""A page of each kind."""


@pytest.mark.slow
def test_the_page_of_whoever_runs_it_leads_to_what_organisers_need(project: Project, tmp_path: Path) -> None:
    roles = "roles: {facilitator: {summary: Runs the training.}}\n"
    project.write("programs/acme/lead.yml", SMALLEST.replace("training: []", "training: [mentor-foundations]") + roles)
    job = project.job()
    stage(job.toolkit, job.layers, job.config, tmp_path, today=date(2027, 1, 1), downloads=[])
    leads = {
        role: html.fromstring((tmp_path / f"docs/roles/{role}.md").read_text("utf-8")).xpath(
            "//section[h2[@id='organisers']]//a/text()"
        )
        for role in ("facilitator", "mentor")
    }
    assert leads == {"facilitator": ["Training"], "mentor": []}


@pytest.mark.slow
def test_a_small_programme_has_only_what_it_needs(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALLEST)
    kit = project.job().toolkit
    voice = Voice.of(kit.program)
    found = navigation(destinations(kit, voice, GuidePages(kit, voice)), str)
    assert [(*one,) for one in found] == [("Home",), ("My path",), ("Keys",), ("My notes",), ("Help",)]
    assert found[1]["My path"][1:] == [
        {
            "Sessions": [
                {"Sessions": "sessions/index.md"},
                {"A letter to yourself": "letter.md"},
                {"1. Begin": "sessions/1.md"},
                {"Looking back": "looking-back.md"},
            ]
        },
        {"Your part": [{"For mentees": "roles/mentee.md"}, {"For mentors": "roles/mentor.md"}]},
    ]
    assert found[4]["Help"] == [{"Help": "help/index.md"}, {"Downloads": "downloads.md"}]


SMALLEST = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet], training: []}
"""


@pytest.fixture(scope="module")
def folder(portals: Path) -> Path:
    return portals / PROGRAM


@pytest.fixture(scope="module")
def address(portals: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(portals)}/{PROGRAM}/"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def links(folder: Path, page: str, where: str) -> set[str]:
    """The pages that the links of a part of a page lead to."""
    addresses = html.parse(str(folder / page)).xpath(f"{where}//a/@href")
    found = {urldefrag(urljoin(f"http://x/{page}", one))[0].removeprefix("http://x/") for one in addresses}
    return {f"{one}index.html" if one.endswith("/") or not one else one for one in found}


@pytest.mark.slow
def test_every_page_is_reached_from_every_other_in_three_taps(folder: Path) -> None:
    """One on the bar, and two on links of the pages themselves; without the menu, which holds them all."""
    near = links(folder, "my-notes/index.html", "//*[@class='mk-bar']")
    assert len(near) == 5
    for _tap in (2, 3):
        near |= set(chain.from_iterable(links(folder, page, "//article") for page in near if page.endswith(".html")))
    assert set(pages(folder)) - {"404.html"} - near == set()


@pytest.mark.slow
def test_every_page_says_which_destination_it_belongs_to(folder: Path) -> None:
    for page in set(pages(folder)) - {"404.html"}:
        first = page.split("/")[0].removesuffix("index.html")
        tree = html.parse(str(folder / page))
        for row in ("mk-bar", "md-tabs"):
            marked = tree.xpath(f"//nav[@class='{row}']//a[@aria-current]")
            assert [one.text_content().strip() for one in marked] == [WHERE[first]], page
            exact = page in links(folder, page, f"//nav[@class='{row}']")
            assert marked[0].get("aria-current") == ("page" if exact else "true"), page


@pytest.mark.slow
def test_addresses_are_as_they_were_before_there_were_destinations(folder: Path) -> None:
    for first in set(WHERE) - {"roles", "questionnaires"}:  # what has no page of all of them
        assert (folder / first / "index.html").is_file(), first
    for page in ("sessions/1", "roles/mentee", "roles/mentor", "keys/feedback", "forms/goal-sheet", "training/mentor-foundations"):  # fmt: skip
        assert (folder / page / "index.html").is_file(), page


COVERED = """() => {
  const bar = document.querySelector(".mk-bar").getBoundingClientRect();
  return [...document.querySelectorAll("main :is(a, button, input, select, textarea, summary), footer a")]
    .filter((one) => one.checkVisibility({ checkVisibilityCSS: true })).filter((one) => {
      one.focus();
      const { bottom, height } = (one.matches("input") ? one.parentElement : one).getBoundingClientRect();
      return document.activeElement === one && height < 400 && bottom > bar.top + 1;
    }).map((one) => one.outerHTML);
}"""


@pytest.mark.slow
def test_the_bar_covers_nothing_and_is_large_enough_to_be_hit(phone: Page, address: str) -> None:
    for name in ("", "timeline/", "keys/", "my-notes/", "help/", "forms/goal-sheet/"):
        phone.goto(f"{address}{name}")
        bar = phone.locator(".mk-bar")
        assert bar.evaluate("(bar) => innerHeight - bar.getBoundingClientRect().bottom") == 0, name
        for link in bar.locator("a").all():
            width, height = link.evaluate("(link) => [link.offsetWidth, link.offsetHeight]")
            assert min(width, height) >= 48, name
        assert phone.evaluate(COVERED) == [], name
        phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        last = phone.locator(".md-footer").evaluate("(foot) => foot.getBoundingClientRect().bottom")
        assert last <= bar.evaluate("(bar) => bar.getBoundingClientRect().top") + 1, name


@pytest.mark.slow
def test_in_a_low_window_and_beside_a_question_the_bar_waits_at_the_end(phone: Page, address: str) -> None:
    position = "(bar) => getComputedStyle(bar).position"
    phone.goto(f"{address}keys/feedback/")
    assert phone.locator(".mk-bar").evaluate(position) == "static"
    phone.get_by_role("button", name="The whole page").click()
    assert phone.locator(".mk-bar").evaluate(position) == "fixed"
    phone.set_viewport_size({"width": 320, "height": 256})
    assert phone.locator(".mk-bar").evaluate(position) == "static"


@pytest.mark.slow
def test_the_bar_is_for_screens_without_tabs(phone: Page, address: str) -> None:
    phone.goto(f"{address}help/")
    assert (phone.locator(".mk-bar").is_visible(), phone.locator(".md-tabs").is_visible()) == (True, False)
    phone.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    assert (phone.locator(".mk-bar").is_visible(), phone.locator(".md-tabs").is_visible()) == (False, True)
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]
    phone.emulate_media(media="print")
    assert not phone.locator(".mk-bar, .mk-within, .md-tabs").and_(phone.locator(":visible")).count()


@pytest.mark.slow
def test_every_kind_of_page_begins_at_one_edge(phone: Page, address: str) -> None:
    edges: dict[int, dict[str, float]] = {375: {}, 1280: {}}
    for name in KINDS:
        phone.goto(f"{address}{name}", wait_until="domcontentloaded")
        for width, found in edges.items():
            phone.set_viewport_size({"width": width, "height": 800})
            found[name] = phone.locator("h1").evaluate("(title) => title.getBoundingClientRect().left")
    assert [len(set(found.values())) for found in edges.values()] == [1, 1], edges


@pytest.mark.slow
def test_an_address_that_leads_nowhere_leads_to_the_destinations(phone: Page, address: str) -> None:
    phone.goto(f"{address}404.html")
    ways = phone.get_by_role("navigation", name="Pages of this portal").get_by_role("link")
    ways.first.wait_for()
    leads = [
        (one.inner_text(), str(one.get_attribute("href")).partition("/emerging-leaders/")[2]) for one in ways.all()
    ]
    assert leads == [
        ("Home", ""), ("My path", "timeline/"), ("Keys", "keys/"), ("My notes", "my-notes/"), ("Help", "help/"),
    ]  # fmt: skip
    lit = "getComputedStyle(document.documentElement).colorScheme"
    assert phone.evaluate(lit) == "dark", "as the brand has it"
    phone.goto(f"{address}help/")
    phone.locator(".mk-light summary").click()
    phone.get_by_label("Light", exact=True).check()
    phone.goto(f"{address}404.html")
    assert phone.evaluate(lit) == "light", "as the reader chose"
