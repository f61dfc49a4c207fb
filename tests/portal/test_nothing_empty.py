"""Nothing is shown where nothing is said: no strip, box or line on a page without a word, a picture or a field in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from conftest import LEAD, NO_WORKBOOKS, Project, pages
from lxml import html
from playwright.sync_api import Browser

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName

BARE = """\
title: Lead
organisation: Acme
status: live
starts: 2027-02-01
events: [{what: Launch, week: 1}]
library: {forms: [goal-sheet], keys: [feedback]}
"""
"""As little as a programme can have, so that most of what pages can show is not there."""
EMPTY = """() => {
  const shows = "img, svg, input, textarea, select, progress, button, hr, label, iframe";
  const seen = (element) => {
    const { display, visibility, opacity, backgroundColor, borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = getComputedStyle(element);
    if (display === "none" || visibility === "hidden" || opacity === "0") return false;
    const { width, height } = element.getBoundingClientRect();
    const sum = [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom].map(parseFloat).reduce((one, other) => one + other);
    return width > 1 && height > 1 && (sum > 0 || !/, 0\\)$/.test(backgroundColor));
  };
  return [...document.body.querySelectorAll("*")]
    .filter((one) => !one.closest("svg, script, [aria-hidden=true], .md-search, .md-dialog, .md-overlay, .md-sidebar"))
    .filter((one) => !one.textContent.trim() && !one.matches(shows) && !one.querySelector(shows))
    .filter((one) => seen(one) && [...one.querySelectorAll("*")].every((inner) => getComputedStyle(inner).opacity !== "0"))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
}"""


@pytest.mark.slow
def test_no_page_of_a_programme_with_little_in_it_shows_an_empty_box(
    project: Project, engine: EngineName, serve: Any, browser: Browser
) -> None:
    project.configure(engine)
    project.write(LEAD, BARE + NO_WORKBOOKS)
    job = project.job()
    make_portal(job, [])
    address, found = serve(job.folder), {}
    for width in (1280, 375):
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        page.clock.set_fixed_time(datetime(2027, 1, 4, 9))
        for name in pages(job.folder):
            page.goto(f"{address}/{name}")
            if empty := page.evaluate(EMPTY):
                found[name, width] = empty
            assert not page.locator(".md-banner").count(), "a strip without a word"
        page.close()
    assert found == {}


@pytest.mark.slow
def test_the_strip_above_the_header_says_something(built: Project) -> None:
    """A programme that is still a draft has one; one that is live has none, as is looked at above."""
    site = built.root / "site/acme/lead"
    for name in {*pages(site)} - {"404.html"}:
        (strip,) = html.fromstring((site / name).read_text("utf-8")).find_class("md-banner")
        assert strip.text_content().strip() == "This is a draft: dates and details may still change."
