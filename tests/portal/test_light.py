"""What a portal weighs on a first visit, and that its HTML is what HTML is meant to be."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import BY_EITHER, in_background, kinds, pages
from lxml import html
from playwright.sync_api import Browser, Route
from pypdfium2 import PdfDocument
from test_accessibility import SHIFTS
from tinyhtml5 import inputstream
from tinyhtml5.parser import HTMLParser

from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

PACKED = (".woff2", ".png", ".pdf")
"""What servers send as it is; everything else goes through gzip at its usual level, 6."""


class Weighed(http.server.ThreadingHTTPServer):
    """Serves a folder and keeps the weight of everything that was asked for."""

    def __init__(self, folder: Path) -> None:
        self.sent: list[tuple[str, int]] = []
        super().__init__(("127.0.0.1", 0), functools.partial(_Weighing, directory=folder))
        in_background(self)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Weighing(http.server.SimpleHTTPRequestHandler):
    def send_head(self):  # type: ignore[no-untyped-def]
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        data = file.read_bytes() if file.is_file() else b""
        self.server.sent.append((self.path, len(data if file.suffix in PACKED else gzip.compress(data, 6))))  # type: ignore[attr-defined]
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def weighed(portals: Path) -> Iterator[Weighed]:
    server = Weighed(portals)
    yield server
    server.shutdown()


ONE_OF_EACH = ("northbridge/emerging-leaders", "lumen/first-stage", "calder/new-chapter")


@pytest.mark.parametrize(
    ("engine", "program"), [one for one in BY_EITHER if one[1] in ONE_OF_EACH], indirect=["engine"], scope="session"
)
def test_a_first_visit_is_light(program: str, weighed: Weighed, browser: Browser) -> None:
    """Measured in November 2026: 213 KB in 15 requests, 654 KB without gzip. The index of the search waits until somebody searches."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.new_page().goto(f"{weighed.address}/{program}/", wait_until="networkidle")
    context.close()
    assert sum(size for _path, size in weighed.sent) < 300_000
    assert len(weighed.sent) <= 25
    assert [path for path, _size in weighed.sent if "search_index" in path] == []


@pytest.mark.parametrize("name", ["", "keys/feedback/", "timeline/"])
def test_nothing_jumps_when_the_fonts_come_late(name: str, portals: Path, serve, browser: Browser) -> None:  # type: ignore[no-untyped-def]
    """On a phone. In November 2026: 0.00, 0.02 and 0.01, and 0.06, 0.06 and 0.01 before fonts stood in for them."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, bypass_csp=True
    )  # to wait for what a script says
    page, late = context.new_page(), list[Route]()
    page.route("**/*.woff2", lambda route: late.append(route))
    page.add_init_script(SHIFTS)
    page.goto(f"{serve(portals)}/northbridge/emerging-leaders/{name}", wait_until="domcontentloaded")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert late, "nothing is shown in the brand's fonts yet"
    for font in late:
        font.continue_()
    page.unroute_all(behavior="ignoreErrors")
    page.wait_for_load_state("load")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("shifted") < 0.05, page.evaluate("moved")
    context.close()


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata"])
def test_the_timeline_is_an_agenda(zone: str, portals: Path, serve, browser: Browser) -> None:  # type: ignore[no-untyped-def]
    """The bounds are those of issue 16. In November 2026: 5.6 screens, 5.7 by another clock, and 3 pages; 7.9 screens before."""
    context = browser.new_context(viewport={"width": 375, "height": 740}, timezone_id=zone)
    page = context.new_page()
    page.goto(f"{serve(portals)}/northbridge/emerging-leaders/roles/mentee/")
    page.evaluate("mkNotes.setting('role', 'mentee')")
    page.clock.set_fixed_time("2026-11-02T12:00:00Z")
    page.goto(page.url.replace("roles/mentee", "timeline"))
    assert page.get_by_role("radio", name="Mentees").is_checked()
    assert page.evaluate("document.documentElement.scrollHeight") < 6 * 740
    assert len(PdfDocument(page.pdf())) <= 4
    context.close()


class Expressions(dict[tuple[Any, bool], re.Pattern[str]]):
    """The expressions by which the parser reads on to a sign. It means to keep them, but forgets each at once."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        signs, among = key
        made = self[key] = re.compile(f"[{'' if among else '^'}{''.join(map(re.escape, signs))}]+")
        return made


EXPRESSIONS = Expressions()


@pytest.mark.parametrize(("engine", "program"), BY_EITHER, indirect=["engine"], scope="session")
def test_html_is_valid(engine: EngineName, program: str, portals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser knows what may stand where; the rest is what a full checker (Nu) found in the theme's pages once."""
    monkeypatch.setattr(inputstream, "characters_until_regex", EXPRESSIONS)  # takes half of the time that it took
    wrong = []
    for name in (pages if engine == "mkdocs" else kinds)(portals / program):
        file = portals / program / name
        parser = HTMLParser(namespace_html_elements=False)
        parser.parse(file.read_bytes())
        page = html.parse(str(file))
        ids = Counter(page.xpath("//@id"))
        faults = [
            *parser.errors,
            *(f"the id {one} stands twice" for one, times in ids.items() if times > 1),
            *(f"a label for {one}, which is not there" for one in page.xpath("//label/@for") if one not in ids),
            *page.xpath("//@tabindex[.=''] | //input[@type='checkbox']/@autocomplete"),
        ]
        wrong += [f"{name}: {one}" for one in faults]
    assert wrong == []
