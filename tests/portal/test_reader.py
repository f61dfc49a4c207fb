"""The portal knows the role of its reader, chosen once and kept in this browser alone, in a real browser on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from test_writing import address, box, kept  # noqa: F401  (`address` is a fixture)

pytestmark = pytest.mark.slow

ROLE = "mentoring|acme/lead@/acme/lead/|role"


@pytest.fixture
def home(browser: Browser, address: str) -> Iterator[Page]:  # noqa: F811
    """Home as somebody opens it who was never here."""
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/acme/lead/")
    yield page
    context.close()


def begin_as_mentee(page: Page) -> None:
    page.get_by_role("link", name="Mentees start here").click()
    page.wait_for_url("**/roles/mentee/")


def test_who_was_never_here_is_welcomed_and_asked_nothing(home: Page) -> None:
    expect(home.get_by_role("link", name="Mentees start here")).to_be_visible()
    expect(home.locator("[data-mk-mine]")).to_be_hidden()
    assert kept(home) == {}


def test_start_here_sets_the_role_for_timeline_and_keys(home: Page, address: str) -> None:  # noqa: F811
    begin_as_mentee(home)
    assert kept(home) == {ROLE: "mentee"}
    home.goto(f"{address}/acme/lead/timeline/")
    expect(home.get_by_role("radio", name="Mentees")).to_be_checked()
    home.goto(f"{address}/acme/lead/timeline/#for=mentor")
    expect(home.get_by_role("radio", name="Mentors")).to_be_checked()
    home.goto(f"{address}/acme/lead/keys/small-steps/")
    expect(home.get_by_role("radio", name="Mentee", exact=True)).to_be_checked()
    home.goto(f"{address}/acme/other/timeline/")
    expect(home.get_by_role("radio", name="Everyone")).to_be_checked()


def test_home_begins_with_the_next_step(home: Page, address: str) -> None:  # noqa: F811
    begin_as_mentee(home)
    home.goto(f"{address}/acme/lead/keys/small-steps/")
    home.get_by_role("button", name="Begin").click()
    home.goto(f"{address}/acme/lead/keys/small-steps/#action-mentee")
    box(home, "What I will do").first.fill("Write two lines.")
    home.goto(f"{address}/acme/lead/")
    mine = home.locator("[data-mk-mine]")
    expect(mine.locator("li")).to_have_count(2)  # the portal was built when its last date was over
    assert mine.get_by_role("link").all_inner_texts() == ["Small steps", "Write two lines."]
    expect(home.get_by_role("link", name="Mentees start here")).to_be_hidden()
    parts = home.locator("#start + ul > li:visible")
    expect(parts).to_have_count(1)  # of the roles, one's own
    expect(parts).to_contain_text("Mentees")
    home.get_by_text("Just looking").click()
    assert parts.count() > 1
    home.locator("[data-mk-mine]").get_by_text("Mentee", exact=True).click()
    mine.get_by_role("link", name="Small steps").click()
    expect(home.locator(".mk-guide__place")).to_have_text("2 of 12 · about 10 minutes left")


def test_the_role_is_changed_in_one_tap_and_forgotten_with_the_rest(home: Page, address: str) -> None:  # noqa: F811
    begin_as_mentee(home)
    home.goto(f"{address}/acme/lead/")
    home.get_by_text("Mentor", exact=True).click()
    assert kept(home) == {ROLE: "mentor"}
    home.goto(f"{address}/acme/lead/my-notes/")
    home.get_by_role("button", name="Forget everything").click()
    home.get_by_role("alertdialog").get_by_role("button", name="Forget everything").click()
    home.get_by_text("Forgotten. Nothing").wait_for()
    assert kept(home) == {}
