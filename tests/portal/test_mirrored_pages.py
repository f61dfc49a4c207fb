"""A portal that is read from right to left, in Chromium: nothing that axe finds, in the digits of its region, and answers kept alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import NO_WORKBOOKS, ROOT, begun, built_once, kinds
from playwright.sync_api import Browser, Page, expect

from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1360, "height": 900}
KEY = "keys/first-conversation/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, engine: EngineName) -> Path:
    folder = tmp_path_factory.mktemp("arabic")
    text = (ROOT / "tests/projects/arabic.yml").read_text("utf-8") + NO_WORKBOOKS
    workspace = begun(folder / "workspace", text, engine)
    return built_once(folder / "site", cwd=workspace.root) / "acme/lead"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)  # axe is a script of ours
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_runs_off_the_page(
    size: dict[str, int], page: Page, site: Path, serve: Callable[[Path], str]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    axe, found = Axe(), []
    names = {name.removesuffix("index.html") for name in kinds(site)} | {KEY, "sessions/1/"}
    assert len(names) > 12
    for name in sorted(names):
        assert page.goto(f"{serve(site)}/{name}").ok, name  # type: ignore[union-attr]
        assert (
            page.locator("html").get_attribute("dir") == "rtl" or page.locator("body").get_attribute("dir") == "rtl"
        ), name
        for one in axe.run(page).response["violations"]:
            found += [f"{name} {one['id']}: {node['target']}" for node in one["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name} is wider than the window")
    assert found == []


def test_numbers_are_those_of_the_region_and_answers_are_kept_in_0_to_9(
    page: Page, site: Path, serve: Callable[[Path], str]
) -> None:
    page.goto(f"{serve(site)}/{KEY}")
    scale = page.locator(".mk-scale__steps--write").first
    expect(scale).to_contain_text("٣")
    assert scale.locator("input").evaluate_all("(all) => all.map((one) => one.value)") == [
        str(one) for one in range(1, 11)
    ]
    lists = page.locator(".md-typeset ol:not([class])").first
    assert lists.evaluate("(one) => getComputedStyle(one).listStyleType") == "arabic-indic"
    page.goto(f"{serve(site)}/")
    expect(page.locator(".mk-facts-box")).to_contain_text("٣٩")
    page.goto(f"{serve(site)}/sessions/2/")
    assert "فبراير ٢٠٢٧" in page.locator("body").inner_text() or "أبريل ٢٠٢٧" in page.locator("body").inner_text()


def test_a_telephone_number_is_read_from_the_left_and_fonts_come_only_for_their_letters(
    page: Page, site: Path, serve: Callable[[Path], str]
) -> None:
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.url.rpartition("/")[2]))
    page.goto(f"{serve(site)}/help/")
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert "Vazirmatn-Regular.woff2" in fetched
    number = page.locator('a[href^="tel:"]').first
    assert number.evaluate("(one) => [getComputedStyle(one).direction, getComputedStyle(one).unicodeBidi]") == [
        "ltr",
        "isolate",
    ]
    plus, last = (
        number.evaluate(f"""(one) => {{ const range = document.createRange(), text = one.firstChild;
        range.setStart(text, {at}); range.setEnd(text, {at} + 1); return range.getBoundingClientRect().x }}""")
        for at in (0, 13)
    )
    assert plus < last
