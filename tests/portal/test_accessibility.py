"""What axe finds on a page of each kind, what the keyboard alone reaches and shows, and that nothing jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorkit.portal.site_finish import finished

pytestmark = pytest.mark.slow

PROGRAM = "lumen/first-stage"
KINDS = (
    "", "timeline/", "roles/mentor/", "sessions/1/", "keys/", "keys/feedback/",
    "training/mentor-foundations/", "agreement/", "forms/goal-sheet/", "my-notes/", "about/",
    "evaluation/", "404.html",
)  # fmt: skip
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1360, "height": 900}


@pytest.fixture(scope="module")
def address(examples: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(examples)}/{PROGRAM}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, reduced_motion="reduce", bypass_csp=True)  # axe is a script of ours
    made.set_default_timeout(5_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shifted += one.value)))
  .observe({ type: "layout-shift", buffered: true });"""


def test_axe_finds_nothing_and_nothing_jumps(page: Page, address: str) -> None:
    """On phones in the dark and at desks in the light by turns; in November 2026 all pages of all examples were run."""
    axe, found = Axe(), []
    page.add_init_script(SHIFTS)
    for number, name in enumerate(KINDS):
        size, mode, scheme = ((DESKTOP, "light", "default"), (PHONE, "dark", "slate"))[number % 2]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
        assert page.goto(f"{address}{name}").ok, name  # type: ignore[union-attr]
        page.evaluate(f"document.querySelector('[name=__palette][data-md-color-scheme={scheme}]')?.click()")
        for one in axe.run(page).response["violations"]:
            found += [f"{name} {one['id']}: {node['target']}" for node in one["nodes"]]
        if page.evaluate("shifted") > 0.05:
            found.append(f"{name} jumps")
    assert found == []


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"))


def press(page: Page, *keys: str) -> str:
    """What has the focus after these keys."""
    for key in keys:
        page.keyboard.press(key)
    return focus(page)


def test_the_keyboard_opens_and_leaves_everything(page: Page, address: str) -> None:
    page.goto(f"{address}keys/feedback/")
    menu = page.get_by_role("button", name="Navigation")
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert press(page, "Tab") == "Skip to content"
    assert press(page, "Tab") == "Navigation"
    press(page, "Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert press(page, "Escape") == "Navigation"
    expect(menu).to_have_attribute("aria-expanded", "false")
    search = page.locator("button", has=page.locator("svg")).and_(page.get_by_label("Search", exact=True))
    search.focus()
    assert press(page, "Tab") == "¶", "the closed search and the closed drawer are out of the way"
    search.focus()
    press(page, "Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    press(page, "Escape")
    expect(search).to_be_focused()
    forget = page.get_by_role("button", name="Forget everything").first
    forget.focus()
    assert press(page, "Enter") == "Cancel"
    assert {press(page, "Tab") for _ in range(5)} >= {"Forget everything", "Save a file first", "Cancel"}
    assert page.evaluate("!!document.activeElement.closest('dialog') || document.activeElement === document.body")
    press(page, "Escape")
    expect(forget).to_be_focused()


def test_nothing_covers_what_has_the_focus(page: Page, address: str) -> None:
    """At 400 % zoom a window is 320 pixels wide and 256 high; the header stays, and the Tab key goes back, too."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{address}keys/feedback/")
    page.get_by_role("button", name="Clear this page").focus()
    assert press(page, "Shift+Tab") == "Print everything on this page"
    room = "document.activeElement.getBoundingClientRect().top - document.querySelector('.md-header').offsetHeight"
    below = []
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        below.append(page.evaluate(room))
    assert min(below) >= 0
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(f"{address}keys/feedback/#choose")
    heading = "document.querySelector('#choose').getBoundingClientRect().top"
    page.wait_for_function(f"{heading} > document.querySelector('.md-header').offsetHeight && {heading} < 200")


def test_what_is_chosen_shows_in_forced_colours(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}timeline/")
    ground = "getComputedStyle(document.querySelector('.mk-filter {} + span')).backgroundColor"
    assert page.evaluate(ground.format("input:checked")) != page.evaluate(ground.format("input:not(:checked)"))


def test_a_column_without_a_name_is_not_announced_as_one() -> None:
    table = "<tr><th></th><th>You</th></tr>"
    assert finished(table, offline=False) == "<tr><td></td><th>You</th></tr>"
