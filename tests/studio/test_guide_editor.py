"""The editor of guides in a browser: by keyboard alone, on a phone and a desk, light and dark."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from queue import Queue

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from mentorkit.studio.studio_server import run
from tests.conftest import ONE_FORM, PATIENCE, SMALL, Project

KEY = "programs/acme/content/keys/saying-no.md"
EDITOR = "/p/acme/lead/guides/keys/saying-no"


@pytest.fixture
def address(project: Project) -> Iterator[str]:
    """The address of a studio, with the token that opens it."""
    project.write("programs/acme/lead.yml", SMALL + ONE_FORM)
    told: Queue[str] = Queue()
    config = project.root / "mkdocs.yml"
    thread = threading.Thread(
        target=run, args=(config, 0), kwargs={"say": told.put, "open_browser": False}, daemon=True
    )
    thread.start()
    yield re.findall(r"http://\S+", told.get(timeout=PATIENCE))[0]
    thread.join(PATIENCE)
    assert not thread.is_alive(), "the test ends it"


def chosen(page: Page) -> str:
    """The words that are chosen in the text area."""
    said = page.evaluate("(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.activeElement)")
    return str(said)


@pytest.mark.slow
def test_a_key_is_written_by_keyboard_alone(browser: Browser, address: str, project: Project) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    home = address.partition("/?")[0]
    page.goto(f"{home}/p/acme/lead/guides")
    page.locator("summary", has_text="Write a new one").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Saying no")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{EDITOR}")

    page.get_by_label("In one line").focus()
    page.keyboard.type("A no that keeps the door open.")
    page.locator("#body").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert chosen(page) == "TO FILL IN (why this topic deserves twenty minutes, and why now)"
    page.keyboard.type("A no is a sentence.\n\n/// prompt | Never closed?")
    problem = page.locator("[data-problems] button", has_text="This prompt block is never closed")
    expect(problem).to_have_text("Line 3: This prompt block is never closed")
    problem.press("Enter")
    assert chosen(page) == "/// prompt | Never closed?"
    page.keyboard.press("Delete")

    page.get_by_role("button", name="Insert …").press("Enter")
    page.keyboard.type("scale")
    page.keyboard.press("Enter")
    assert chosen(page) == "How clear is your next step?"
    page.keyboard.type("How hard is it to say no?")
    shown = page.frame_locator("[data-page]")
    expect(shown.get_by_text("How hard is it to say no?")).to_be_visible()
    assert (
        page.evaluate("document.querySelector('[data-told]').textContent") == "Not saved yet. What you typed is kept."
    )
    page.close()  # the browser dies; what was typed comes back

    page = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="dark").new_page()
    page.goto(address)
    page.goto(home + EDITOR)
    expect(page.get_by_text("This is what you typed last")).to_be_visible()
    page.locator("#body").press("Control+s")
    expect(page.locator("[data-told]")).to_have_text("Saved")
    text = (project.root / KEY).read_text()
    assert "summary: A no that keeps the door open.\n" in text
    assert "A no is a sentence.\n\n/// scale | How hard is it to say no?\n" in text
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert _violations(page) == []
    assert wrong == []
    page.get_by_role("button", name="End the studio").press("Enter")
    expect(page.get_by_text("The studio has ended").first).to_be_visible()


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, context="main").response["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]
