"""The studio in a browser: what axe finds, what the keyboard alone does, and that nothing is lost when a page, the browser or the studio dies."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import LEAD, Project, begun, until
from playwright.sync_api import Browser, BrowserContext, Page, expect
from studio_person import changed

pytestmark = pytest.mark.slow

WRITTEN = """\
title: Lead   # the short name
organisation: Acme
archetype: inclusion
starts: 2027-02-01
need:
  statement: "TO FILL IN (who finds no {{ mentor }} here)"
"""


class RunningStudio:
    """A studio in a process of its own."""

    def __init__(self, project: Project, port: int = 0) -> None:
        words = [sys.executable, "-m", "mentorkit", "studio", "--no-browser", "-f", str(project.root / "mkdocs.yml")]
        words += ["--port", str(port)] if port else []
        self.project, self.said = project, ""
        self.process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=project.root)
        assert self.process.stderr is not None
        while "token=" not in self.said:
            line = self.process.stderr.readline()
            assert line, self.said
            self.said += line
        found = re.search(r"(http://127\.0\.0\.1:(\d+))/\?token=\S+", self.said)
        assert found
        self.door, self.address, self.port = found[0], found[1], int(found[2])

    @property
    def text(self) -> str:
        """The programme's file."""
        return (self.project.root / LEAD).read_text("utf-8")

    def dies(self) -> None:
        """As a machine dies."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningStudio]:
    studio = RunningStudio(begun(tmp_path / "workspace", WRITTEN))
    yield studio
    studio.dies()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield made
    made.close()


def opened(context: BrowserContext, running: RunningStudio, path: str) -> Page:
    page = context.new_page()
    page.goto(running.door)
    page.goto(f"{running.address}/p/acme/lead/{path}")
    return page


def test_axe_finds_nothing_and_narrow_windows_hold_everything(browser: Browser, running: RunningStudio) -> None:
    """A page of each kind on a desk in the light and, at 320 px, in the dark. In November 2026 all pages were run."""
    paths = [
        "/",
        "/p/acme/lead",
        *(f"/p/acme/lead/{page}" for page in ("purpose", "dates/events/launch", "look", "-/nothing")),
    ]
    found = []
    for width, mode in ((1280, "light"), (320, "dark")):
        made = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=mode, bypass_csp=True)  # type: ignore[arg-type]
        page, axe = made.new_page(), Axe()
        page.goto(running.door)
        for path in paths:
            page.goto(f"{running.address}{path}")
            for one in axe.run(page).response["violations"]:
                found += [f"{path} {mode} {one['id']}: {node['target']}" for node in one["nodes"]]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{path} is {wide} wide")
        made.close()
    assert found == []


def test_the_keyboard_alone_writes_undoes_and_hears_what_happened(
    context: BrowserContext, running: RunningStudio
) -> None:
    page = opened(context, running, "basics")
    page.locator("#i-title").focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Leading on")
    page.keyboard.press("Tab")
    expect(page.locator("#state")).to_have_text("Saved")
    assert changed(WRITTEN, running.text) == [
        "-title: Lead   # the short name",
        "+title: Leading on   # the short name",
    ]
    page.locator("#i-contact").focus()
    page.keyboard.type("nowhere")
    page.keyboard.press("Tab")
    expect(page.locator("#state")).to_contain_text(
        "Not saved: “nowhere” is not a link".replace("“", '"').replace("”", '"')
    )
    expect(page.locator("#i-contact")).to_have_attribute("aria-invalid", "true")
    described = page.locator("#i-contact").get_attribute("aria-describedby") or ""
    assert "i-contact-note" in described.split()
    page.locator("#i-contact").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_be_focused()
    page.locator("[data-undo] [value=undo]").focus()
    page.keyboard.press("Enter")
    until(lambda: running.text == WRITTEN, lambda: running.text)


def test_what_was_typed_outlives_the_page_and_the_studio(context: BrowserContext, running: RunningStudio) -> None:
    page = opened(context, running, "basics")
    running.dies()
    page.locator("#i-cohort").fill("Spring")
    page.locator("#i-title").focus()
    expect(page.locator("#state")).to_contain_text("the studio does not answer")
    page.close(run_before_unload=False)
    assert running.text == WRITTEN
    again = RunningStudio(running.project, running.port)
    try:
        page = opened(context, again, "basics")
        expect(page.locator("#i-cohort")).to_have_value("Spring")
        until(lambda: "cohort: Spring" in again.text, lambda: again.text)
    finally:
        again.dies()


def test_an_edit_elsewhere_is_noticed_while_a_page_is_open(context: BrowserContext, running: RunningStudio) -> None:
    page = opened(context, running, "basics")
    page.locator("#i-organisation").focus()
    (running.project.root / LEAD).write_text(WRITTEN.replace("Lead   #", "Leadership   #"), "utf-8")
    expect(page.locator("#changed")).to_be_visible()
    page.locator("#i-title").fill("Leading on")
    page.locator("#i-cohort").focus()
    expect(page.locator("#i-title-note")).to_contain_text("Leadership")
    assert "Leadership   #" in running.text
    page.locator("#i-title").fill("Leading further")
    page.locator("#i-cohort").focus()
    until(lambda: "Leading further   #" in running.text, lambda: running.text)


def test_it_ends_with_its_button(context: BrowserContext, running: RunningStudio) -> None:
    page = opened(context, running, "basics")
    page.get_by_role("button", name="End the studio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The studio has ended")
    assert running.process.wait(60) == 0
