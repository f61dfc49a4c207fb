"""A Key gone through one question at a time, in a real browser on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_writing import address, box, kept, printed  # noqa: F401  (`address` is a fixture)

pytestmark = pytest.mark.slow

KEY = "/acme/lead/keys/small-steps/"
AS_MENTEE = [
    "How large is your next step?",
    "What is in the way?",
    "Three steps.",
    "Who knows of it?",
    "What lies behind it?",
    "Draw the way there.",
    "Bring to the session",
    "Conversation starters",
    "One action for the mentee",
    "For me alone",
    "To bring to the session",
]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def key(context: BrowserContext, address: str) -> Page:  # noqa: F811
    """A Key as somebody opens it who was never here."""
    page = context.new_page()
    page.goto(address + KEY)
    return page


def titles(page: Page) -> list[str]:
    """The questions and headings that a reader sees, without the title of the page."""
    return [
        text.replace("¶", "").strip()
        for text in page.locator(".mk-page :is(h2, .mk-question):visible").all_inner_texts()
    ]


def onward(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(Begin|Next)$")).click()


def place(page: Page) -> str:
    return page.locator(".mk-guide__place").inner_text()


def test_one_question_a_screen_from_the_opening_to_the_sheet(key: Page) -> None:
    assert titles(key) == []
    assert key.get_by_text("Begin small.").is_visible()
    key.get_by_text("Mentee", exact=True).click()
    met = []
    while key.get_by_role("button", name=re.compile("^(Begin|Next)$")).is_visible():
        onward(key)
        met.append(titles(key)[-1])
        assert key.evaluate("document.documentElement.scrollWidth") <= 390
        assert key.evaluate("scrollY") == 0
        assert key.evaluate("document.activeElement.tagName") in ("H2", "P"), "who cannot see hears where they are"
    assert met == AS_MENTEE, "what is for the mentor, and what is for afterwards, is not among them"
    assert place(key) == "12 of 12"
    key.get_by_role("link", name="Home", exact=True).and_(key.locator(".mk-guide a")).click()
    expect(key.get_by_role("heading", name="Your next step")).to_be_visible()


def test_what_the_other_is_asked_is_read_on_one_screen_and_said_to_be_theirs(key: Page) -> None:
    key.get_by_text("Mentor", exact=True).click()
    expect(key.locator(".mk-facts em")).to_have_text("8 minutes")
    assert place(key).endswith("about 8 minutes left"), "what a mentor does takes less"
    for _ in range(5):
        onward(key)
    assert titles(key) == ["What lies behind it?", "Choose", "Draw the way there."]
    assert key.locator(".mk-whose:visible").all_inner_texts() == ["For the mentee", "For the mentee"]
    assert key.locator("#mk-content :is(textarea, input):visible").count() == 0
    onward(key)
    assert titles(key) == ["For the mentor", "What did you nearly say?"]
    key.get_by_role("button", name="The whole page").click()
    assert box(key, "What lies behind it?").count() == 0, "nothing of it takes writing"
    key.get_by_text("Show both", exact=True).click()
    said = ["For both of you"] * 4 + ["For the mentee"] * 2 + ["For both of you"] * 4
    assert key.locator(".mk-whose:visible").all_inner_texts() == said


def test_minutes_and_phase_tell_how_far_it_is(key: Page) -> None:
    assert place(key) == "1 of 14 · about 10 minutes left"
    onward(key)
    onward(key)
    expect(key.get_by_role("heading", name="Notice", exact=True)).to_be_visible()
    onward(key)
    assert place(key) == "Notice · 4 of 14 · about 8 minutes left"
    for _ in range(10):
        onward(key)
    assert place(key) == "14 of 14"


def test_back_and_forth_by_buttons_keyboard_and_the_browser(key: Page) -> None:
    onward(key)
    onward(key)
    box(key, "What is in the way?").fill("Meetings.")
    key.keyboard.press("Control+Enter")
    assert titles(key) == ["Three steps."]
    key.keyboard.press("Control+Shift+Enter")
    assert titles(key)[-1] == "What is in the way?"
    assert box(key, "What is in the way?").input_value() == "Meetings."
    key.get_by_role("button", name="Back", exact=True).click()
    assert titles(key) == ["How large is your next step?"]
    key.go_back()
    assert titles(key)[-1] == "What is in the way?", "the screen seen before"


def test_enough_for_today_goes_on_where_one_was(key: Page) -> None:
    for _ in range(3):
        onward(key)
    key.get_by_role("button", name="Enough for today").click()
    assert key.get_by_role("heading", name="Enough for today").is_visible()
    assert "You are at 4 of 14." in key.locator(".mk-enough").inner_text()
    assert not key.get_by_role("button", name="Next").is_visible()
    key.reload()
    assert titles(key) == ["Three steps."]
    key.get_by_role("button", name="From the beginning").click()
    assert titles(key) == []
    assert not key.get_by_role("link", name="Home", exact=True).and_(key.locator(".mk-guide a")).is_visible()
    key.reload()
    onward(key)
    assert not key.get_by_role("button", name="From the beginning").is_visible(), "who went on needs no such offer"


def test_that_it_is_saved_is_said_above_the_question(key: Page) -> None:
    """Lower down it would lie on the question or the way on, or behind the keyboard of the phone."""
    onward(key)
    onward(key)
    box(key, "What is in the way?").fill("Meetings.")
    said = key.locator(".mk-said--on").bounding_box()
    asked = key.locator(".mk-question:visible").bounding_box()
    assert said
    assert asked
    assert said["y"] + said["height"] <= asked["y"]


def test_rows_come_one_by_one(key: Page) -> None:
    key.goto(key.url.replace("small-steps", "feedback"))
    for _ in range(4):
        onward(key)
    assert key.locator("tbody tr:visible").count() == 1
    key.get_by_role("button", name="Add another").click()
    assert key.locator("tbody tr:visible").count() == 2
    assert key.evaluate("document.activeElement.closest('tr').rowIndex") == 2
    assert not key.get_by_role("button", name="Add another").is_visible()


def test_the_whole_page_is_one_tap_away_and_stays_the_choice(key: Page, address: str, tmp_path: Path) -> None:  # noqa: F811
    onward(key)
    text = printed(key, tmp_path / "guided.pdf")
    assert [asked for asked in AS_MENTEE[:6] if asked not in text] == [], "printed, the page is whole"
    key.get_by_role("button", name="The whole page").click()
    assert {"What changed?", *AS_MENTEE[:6]} <= {*titles(key), *key.locator(".mk-after p").all_inner_texts()}
    assert not key.locator(".mk-guide").is_visible()
    key.goto(address + KEY + "?again")
    assert "What lies behind it?" in titles(key)
    key.get_by_role("button", name="One question at a time").click()
    assert titles(key) == ["How large is your next step?"], "where one was"


def test_who_follows_a_link_to_a_place_sees_it(context: BrowserContext, address: str) -> None:  # noqa: F811
    page = context.new_page()
    page.goto(f"{address}{KEY}#starters")
    assert not page.locator(".mk-guide").is_visible()
    assert "What lies behind it?" in titles(page)
    assert kept(page) == {}
    page.goto(address + KEY)
    onward(page)
    page.evaluate("location.hash = '#bring'")
    expect(page.locator("#bring")).to_be_in_viewport()


def test_the_end_is_the_sheet_to_bring_along(key: Page) -> None:
    key.get_by_text("Mentee", exact=True).click()
    for _ in range(7):
        onward(key)
    box(key, "One insight").fill("It is smaller than I thought.")
    for _ in range(4):
        onward(key)
    expect(key.locator(".mk-sheet")).to_contain_text("It is smaller than I thought.")
    assert key.get_by_role("button", name="Print this page").is_visible()
    assert not key.get_by_role("button", name="Next").is_visible()
    assert not key.get_by_role("button", name="Enough for today").is_visible(), "it is done"
    key.get_by_role("link", name="Session 1: Begin").and_(key.locator(".mk-guide a")).click()
    expect(key).to_have_url(re.compile(r"/sessions/1/$"))


def test_what_is_seldom_needed_stands_below_the_questions(context: BrowserContext, address: str) -> None:  # noqa: F811
    page = context.new_page()
    page.goto(f"{address}{KEY}#small-steps")
    last = page.locator("#private").bounding_box()
    assert last
    for one in (
        page.get_by_role("button", name="Forget everything"),
        page.get_by_role("link", name="On paper instead"),
    ):
        place = one.and_(page.locator(":visible")).bounding_box()
        assert place
        assert place["y"] > last["y"]


def test_nothing_moves(key: Page) -> None:
    moving = key.evaluate(
        "[...document.querySelectorAll('.mk-guide, .mk-guide *')].filter((one) => getComputedStyle(one).animationName !== 'none').length"
    )
    assert moving == 0
