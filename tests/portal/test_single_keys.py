"""Keys of a portal, in a real browser: no single letter or sign does anything, and the search opens by Ctrl or ⌘ and K."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from test_writing import address  # noqa: F401  (`address` is a fixture)

pytestmark = pytest.mark.slow

OF_THE_THEMES = ("/", "s", "f", "n", ".", "p", ",")
"""What the themes search by, and go to the next page and to the one before."""


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:  # noqa: F811
    """A page between two others, on a wide screen and on a phone."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    made = context.new_page()
    made.goto(f"{address}/acme/lead/sessions/1/")
    expect(made.locator("link[rel=prev], link[rel=next]")).to_have_count(2)
    yield made
    context.close()


def test_no_single_letter_or_sign_does_anything(page: Page) -> None:
    """WCAG 2.1.4: who dictates, or comes to a key by mistake, stays where they are."""
    page.evaluate("window.stayed = true")
    page.locator("h1").click()
    for key in OF_THE_THEMES:
        page.keyboard.press(key)
    page.locator("a:visible").first.focus()
    for key in OF_THE_THEMES:
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("Control+k")
    expect(page.locator(".md-search__input")).to_be_focused()
    assert page.evaluate("window.stayed"), "the page was left"


def test_the_search_opens_by_keys_and_leads_back(page: Page) -> None:
    field, toggle = page.locator(".md-search__input"), page.locator("#__search")
    assert field.get_attribute("aria-keyshortcuts") == "Control+K Meta+K"
    link = page.locator("article a:visible").last
    for keys in ("Control+k", "Meta+k"):
        link.focus()
        page.keyboard.press(keys)
        expect(field).to_be_focused()
        expect(toggle).to_be_checked()
        page.keyboard.type("fnp")
        expect(field).to_have_value("fnp")
        page.keyboard.press("Escape")
        expect(toggle).not_to_be_checked()
        expect(link).to_be_focused()
    box = page.locator("article textarea:visible").first
    box.fill("A sentence")
    page.keyboard.press("Control+k")
    expect(toggle).not_to_be_checked()
    box.press_sequentially(" of ours, s/f.n p")
    expect(box).to_have_value("A sentence of ours, s/f.n p")
