"""The lists of pages at the side, in a real browser: whoever moves through a long one sees each entry whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ONE_FORM, SMALL, begun
from filelock import FileLock
from playwright.sync_api import Browser

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

FOLDERS, PAGES = ("alpha", "beta", "gamma"), 20
LONG = "A heading that is said in so many words that it takes two lines at the side"
COVERED = """
    (list) => [...list.querySelectorAll("a.md-nav__link")].filter((link) => link.checkVisibility({ checkVisibilityCSS: true })).reverse().filter((link) => {
        link.focus();
        const { left, top, width, bottom } = link.querySelector(".md-ellipsis").getBoundingClientRect();
        return [top + 1, bottom - 1].some((y) => !link.contains(document.elementFromPoint(left + width / 2, y)));
    }).map((link) => link.innerText)
"""
"""The entries that something lies over once they have the focus, from the last one upwards, as with Shift+Tab."""


@pytest.fixture(scope="module")
def address(shared: Path, engine: EngineName, serve) -> str:  # type: ignore[no-untyped-def]
    """The portal of a programme with a long handbook, and a long page in it."""
    site = shared / f"side-lists-{engine}"
    with FileLock(f"{site}.lock"):
        if not site.exists():
            project = begun(shared / f"side-lists-workspace-{engine}", SMALL + ONE_FORM, engine)
            project.write("content/pages/index.md", f"# {LONG}\n\nAll of it.\n")
            for folder in FOLDERS:
                project.write(f"content/pages/{folder}/index.md", f"# {folder}: {LONG}\n\nAll of it.\n")
                for number in range(PAGES):
                    text = "".join(f"## Part {part} of it\n\nWords.\n\n" for part in range(50))
                    project.write(f"content/pages/{folder}/page-{number}.md", f"# Page {number} of {folder}\n\n{text}")
            job = project.job()
            make_portal(job, [])
            job.folder.rename(site)
    return f"{serve(site)}"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 500)])
@pytest.mark.parametrize("which", ["of this page", "of the pages beside it"])
def test_nothing_covers_an_entry_that_has_the_focus(
    which: str, width: int, height: int, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{address}/pages/beta/page-7/")
    if which == "of this page":
        page.evaluate("scrollTo(0, 2000)")
    side = page.locator(".md-sidebar--secondary nav").nth(0 if which == "of this page" else 1)
    shown = side.locator("a.md-nav__link:visible").count()
    assert shown > 10, "a list that is longer than the window"
    assert side.evaluate(COVERED) == []
    page.close()
