"""Light and dark: a brand says how a portal opens, a reader has the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.slow

DARK_BRAND, LIGHT_BRAND = "northbridge/emerging-leaders", "lumen/first-stage"
FRAMES = """window.shown = new Set();
const look = () => { if (document.querySelector("main")) shown.add(document.body.dataset.mdColorScheme); requestAnimationFrame(look); };
look();"""
"""Remembers the scheme of every frame in which the page shows something."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 375, "height": 667}, color_scheme="light")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.add_init_script(FRAMES)
    return page


@pytest.fixture(scope="module")
def address(portals: Path, serve: Callable[[Path], str]) -> str:
    return serve(portals)


def choose(page: Page, light: str) -> None:
    page.locator(".mk-light summary").click()
    page.get_by_label(light, exact=True).check()
    page.locator(".mk-light summary").click()


def schemes(page: Page) -> list[str]:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return list(page.evaluate("[...shown]"))


def test_what_a_reader_chooses_wins_over_the_brand_and_shows_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/{DARK_BRAND}/help/")
    assert schemes(page) == ["slate"]
    choose(page, "Light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.goto(f"{address}/{DARK_BRAND}/timeline/")
    assert schemes(page) == ["default"], "no frame of another scheme"
    page.goto(f"{address}/{LIGHT_BRAND}/help/")
    choose(page, "Dark")
    page.reload()
    assert schemes(page) == ["slate"]


def test_as_the_device_follows_the_device(page: Page, address: str) -> None:
    page.goto(f"{address}/{DARK_BRAND}/help/")
    choose(page, "As this device")
    page.reload()
    assert schemes(page) == ["default"]
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_links_in_the_dark_have_the_colour_of_the_brand(page: Page, address: str) -> None:
    """The theme has one of its own there, which nobody has set against a client's grounds."""
    page.goto(f"{address}/{DARK_BRAND}/")
    colour = "getComputedStyle(document.querySelector('{}')).{}"
    link = colour.format(".mk-next__title a", "color")
    page.evaluate("document.querySelector('.mk-next__title').style.outlineColor = 'var(--mk-link)'")
    assert page.evaluate(link) == page.evaluate(colour.format(".mk-next__title", "outlineColor"))


def test_it_is_chosen_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIGHT_BRAND}/help/")
    summary = page.locator(".mk-light summary")
    summary.focus()
    for key in ("Enter", "Tab", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.get_by_label("Dark", exact=True)).to_be_checked()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.locator(".mk-light fieldset")).to_be_hidden()
