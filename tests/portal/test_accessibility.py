"""What axe finds on a page of each kind, what the keyboard alone reaches and shows, and that nothing jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import kinds, until
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorkit.definition.settings import EngineName
from mentorkit.portal.site_finish import finished

pytestmark = pytest.mark.slow

PROGRAM = "lumen/first-stage"
RESULTS = "../../calder/new-chapter/results/"
"""The one page of the examples that shows results, seen from another programme."""
MORE = ("roles/mentor/", "sessions/1/", "keys/feedback/", "training/mentor-foundations/", "forms/goal-sheet/", RESULTS)
"""Pages besides one of each kind: what is written on them, and who reads them, differs most."""
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1360, "height": 900}


@pytest.fixture(scope="module")
def address(portals: Path, serve: Callable[[Path], str]) -> str:
    return f"{serve(portals)}/{PROGRAM}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, reduced_motion="reduce", bypass_csp=True)  # axe is a script of ours
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


SHIFTS = """window.shifted = 0; window.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  window.shifted += one.value;
  for (const { node, previousRect: from, currentRect: to } of one.sources)
    window.moved.push(`${node?.className || node?.nodeName} ${from.y}+${from.height} > ${to.y}+${to.height} at ${Math.round(one.startTime)} ms`);
})).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("way", ["on a phone in the dark", "at a desk in the light"])
def test_axe_finds_nothing_and_nothing_jumps(
    way: str, page: Page, address: str, portals: Path, engine: EngineName
) -> None:
    """In November 2026 all pages of all examples were run."""
    size, mode = (PHONE, "dark") if "dark" in way else (DESKTOP, "light")
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=mode)  # type: ignore[arg-type]
    page.add_init_script(SHIFTS)
    page.goto(address)  # from here on fonts are at hand: a line that breaks anew when they come is no fault of a page
    axe, found = Axe(), []
    names = {name.removesuffix("index.html") for name in kinds(portals / PROGRAM)} | set(MORE)
    if engine != "mkdocs":
        names.remove(RESULTS)  # of what Zensical makes, no programme has results; they are text of a page
    assert names >= {"", "training/", "forms/", "communications/"}
    for name in sorted(names):
        assert page.goto(f"{address}{name}").ok, name  # type: ignore[union-attr]
        page.evaluate(f"document.querySelector('[name=mk-light][value={mode}]')?.click()")
        page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        for one in axe.run(page).response["violations"]:
            found += [f"{name} {one['id']}: {node['target']}" for node in one["nodes"]]
        if page.evaluate("shifted") > 0.05:
            found.append(f"{name} jumps: {page.evaluate('moved')}")
    assert found == []


@pytest.mark.parametrize(
    ("day", "shown"), [("2026-11-30", False), ("2026-12-01", True), ("2027-01-15", True), ("2027-01-16", False)]
)
def test_nothing_jumps_on_the_days_on_which_applications_open_and_close(
    day: str,
    shown: bool,
    page: Page,
    address: str,
) -> None:
    """The portal was made before; the way to apply takes a line of its own on a phone."""
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.add_init_script(SHIFTS)
    page.goto(address)  # for the fonts, as above
    page.goto(address)
    expect(page.locator("[data-mk-apply]")).to_be_visible(visible=shown)
    page.evaluate("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
    assert page.evaluate("shifted") < 0.05, page.evaluate("moved")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(mode: str, page: Page, address: str) -> None:
    """What a reader opens on a page, in the mode of both kinds, and the page for an address that leads nowhere."""
    axe, found = Axe(), []
    address = address.replace(PROGRAM, "northbridge/emerging-leaders")
    page.goto(f"{address}help/")
    page.evaluate(f"document.querySelector('[name=mk-light][value={mode}]').click()")
    opening = {
        "menu of light": ("help/", ".mk-light summary"),
        "drawer": ("", ".md-header button[aria-label=Navigation]"),
        "search": ("", ".md-header button[aria-label=Search]"),
        "dialog": ("my-notes/", "[data-mk-do=forget]"),
        "guided Key": ("keys/feedback/", "[data-mk-guide=next]"),
        "error page": ("404.html", ""),
    }
    for name, (path, button) in opening.items():
        page.goto(f"{address}{path}")
        if button:
            page.locator(button).locator("visible=true").first.click()
        if name == "search":
            page.keyboard.type("feedback")
            expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        for one in axe.run(page).response["violations"]:
            found += [f"{name} {one['id']}: {node['target']}" for node in one["nodes"]]
    assert found == []


def press(page: Page, *keys: str, to: str) -> None:
    """Press keys, and wait until the focus has come to what is called so."""
    for key in keys:
        page.keyboard.press(key)
    until(lambda: focus(page) == to, lambda: f"the focus is on {focus(page)!r}, not on {to!r}")


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"))


def test_the_keyboard_opens_and_leaves_everything(page: Page, address: str) -> None:
    page.goto(f"{address}keys/feedback/")
    menu = page.get_by_role("button", name="Navigation")
    expect(menu).to_have_attribute("aria-expanded", "false")
    press(page, "Tab", to="Skip to content")
    press(page, "Tab", to="Navigation")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    press(page, "Escape", to="Navigation")
    expect(menu).to_have_attribute("aria-expanded", "false")
    search = page.locator("button", has=page.locator("svg")).and_(page.get_by_label("Search", exact=True))
    search.focus()
    page.keyboard.press("Tab")
    in_page = "document.activeElement.closest('#mk-content') !== null"
    assert page.evaluate(in_page), "the closed search and the closed drawer are out of the way"
    search.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    page.get_by_role("button", name="The whole page").click()
    forget = page.get_by_role("button", name="Forget everything").first
    forget.focus()
    press(page, "Enter", to="Cancel")
    passed = set()
    for _ in range(5):
        page.keyboard.press("Tab")
        passed.add(focus(page))
    assert passed >= {"Forget everything", "Save a file first", "Cancel"}
    assert page.evaluate("!!document.activeElement.closest('dialog') || document.activeElement === document.body")
    page.keyboard.press("Escape")
    expect(forget).to_be_focused()


def test_nothing_covers_what_has_the_focus(page: Page, address: str) -> None:
    """At 400 % zoom a window is 320 pixels wide and 256 high; the header stays, and the Tab key goes back, too."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{address}keys/feedback/#feedback")
    page.get_by_role("button", name="Clear this page").focus()
    press(page, "Shift+Tab", to="Print everything on this page")
    room = "document.activeElement.getBoundingClientRect().top - document.querySelector('.md-header').offsetHeight"
    below = []
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        below.append(page.evaluate(room))
    assert min(below) >= 0
    page.get_by_role("button", name="One question at a time").click()
    covered = (
        "document.activeElement.matches('#mk-content :not(.mk-guide *)') && document.activeElement.getBoundingClientRect().bottom"
        " > document.querySelector('.mk-guide').getBoundingClientRect().top"
    )
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.goto(f"{address}keys/feedback/#choose")
    heading = "document.querySelector('#choose').getBoundingClientRect().top"
    page.wait_for_function(f"{heading} > document.querySelector('.md-header').offsetHeight && {heading} < 200")


@pytest.mark.parametrize(
    "size", [{"width": 375, "height": 740}, {"width": 740, "height": 375}], ids=["upright", "lying"]
)
def test_a_phone_s_camera_and_edges_cover_nothing(size: dict[str, int], page: Page, address: str) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    edges = {"bottom": 34} if size["height"] == 740 else {"left": 47, "right": 47, "bottom": 21}
    page.context.new_cdp_session(page).send("Emulation.setSafeAreaInsetsOverride", {"insets": edges})
    for path, bar in (("", ".mk-bar"), ("404.html", ".ways")):
        page.goto(f"{address}{path}")
        assert "viewport-fit=cover" in str(page.locator("meta[name=viewport]").get_attribute("content"))
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        page.locator(f"{bar} a").last.scroll_into_view_if_needed()
        link, title = page.locator(f"{bar} a").first.bounding_box(), page.locator("h1").bounding_box()
        assert link
        assert title
        assert min(link["x"], title["x"]) >= edges.get("left", 0)
        assert link["y"] + link["height"] <= size["height"] - edges["bottom"] + 0.5


def test_what_is_chosen_shows_in_forced_colours(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}timeline/")
    ground = "getComputedStyle(document.querySelector('.mk-filter {} + span')).backgroundColor"
    assert page.evaluate(ground.format("input:checked")) != page.evaluate(ground.format("input:not(:checked)"))


def test_a_column_without_a_name_is_not_announced_as_one() -> None:
    table = "<tr><th></th><th>You</th></tr>"
    assert finished(table, offline=False) == "<tr><td></td><th>You</th></tr>"
