"""Built portals in a real browser: every page opens, nothing leaves the machine, and things are found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from conftest import BY_EITHER, EXAMPLES, ROOT, Project, kinds, pages, search
from lxml import html
from playwright.sync_api import Browser, Page, expect

from mentorkit.build.outputs import make_portal
from mentorkit.definition.settings import EngineName

pytestmark = pytest.mark.slow

WHOLE = ("calder/new-chapter", "lumen/first-stage", "northbridge/emerging-leaders")
SHARES = 4
"""Parts of the pages of a whole portal that are opened one beside the other."""
Serve = Callable[[Path], str]


def opened(folder: Path, *, whole: bool) -> list[str]:
    """For each client every page of one portal, and of the others a page of each kind."""
    names = pages(folder) if whole else kinds(folder)
    return [name for name in names if name != "404.html"]


def shares(engine: str, program: str) -> int:
    """The parts of a portal's pages that are opened. Of Zensical's, a page of each kind."""
    return SHARES if engine == "mkdocs" and program in WHOLE else 1


@pytest.mark.parametrize(
    ("engine", "program", "share"),
    [(*one, share) for one in BY_EITHER for share in range(shares(*one))],
    indirect=["engine"],
    scope="session",
)
def test_pages_open_without_error_outside_request_or_scrolling_sideways(
    engine: EngineName, program: str, share: int, portals: Path, serve: Serve, browser: Browser
) -> None:
    address, of = serve(portals), shares(engine, program)
    main = {"calder": "en-US", "fjordvang": "da"}.get(program.split("/")[0], "en-GB")
    width = 1280 if program == "lumen/first-stage" else 320
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console",
        lambda message: wrong.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else wrong.append(f"{page.url} asks {request.url}")
        ),
    )
    page.on(
        "response",
        lambda response: wrong.append(f"{response.url}: {response.status}") if response.status >= 400 else None,
    )
    names = opened(portals / program, whole=of > 1)
    for name in names[share::of]:
        page.goto(f"{address}/{program}/{name.removesuffix('index.html')}")
        assert page.locator("h1").count() == 1, name
        language = "en-GB" if name.startswith("en-GB/") else main
        assert page.locator("html").get_attribute("lang") == language, name
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            wrong.append(f"{page.url} scrolls sideways")
    context.close()
    assert wrong == []


@pytest.mark.parametrize(("engine", "program"), BY_EITHER, indirect=["engine"], scope="session")
def test_every_link_and_anchor_leads_somewhere_inside(program: str, portals: Path) -> None:
    folder = portals / program
    anchors = {name: set(html.parse(str(folder / name)).xpath("//@id|//a/@name")) for name in pages(folder)}
    broken = []
    for name in anchors:
        if name == "404.html":
            continue
        for address in html.parse(str(folder / name)).xpath("//a/@href|//link/@href|//img/@src|//script/@src"):
            if re.match(r"[a-z]+:", address):
                continue
            assert not address.startswith("/"), f"{name}: {address} does not work from a sub-path"
            target, anchor = urldefrag(urljoin(f"site:/{name}".replace("site:", "http://x"), address))
            path = unquote(target.removeprefix("http://x/"))
            file = f"{path}index.html" if path.endswith("/") or not path else path
            if not (folder / file).is_file() or (anchor and file in anchors and unquote(anchor) not in anchors[file]):
                broken.append(f"{name}: {address}")
    assert broken == []


def test_search_finds_a_key(portals: Path, serve: Serve, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{serve(portals)}/northbridge/emerging-leaders/")
    search(page, "feedback")
    hit = page.locator(".md-search-result__link[href*='keys/feedback']").first
    hit.click()
    expect(page).to_have_url(re.compile(r"/keys/feedback/"))
    assert "Feedback" in page.locator("h1").inner_text()


def test_search_knows_no_question_that_only_a_button_asks(portals: Path) -> None:
    index = json.loads((portals / "northbridge/emerging-leaders/search/search_index.json").read_text("utf-8"))
    assert [entry["location"] for entry in index["docs"] if "Clear this page?" in entry["title"] + entry["text"]] == []


def open_home(browser: Browser, address: str, program: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/{program}/")
    return page


def test_home_says_what_matters_first(examples: Path, serve: Serve, browser: Browser) -> None:
    page = open_home(browser, serve(examples), "northbridge/emerging-leaders")
    text = page.locator("main").inner_text()
    program = (ROOT / "programs/northbridge/emerging-leaders.yml").read_text("utf-8")
    for field in ("title", "organisation"):
        written = re.search(rf"^{field}: (.*)$", program, re.MULTILINE)
        assert written
        assert written[1] in text
    assert "mailto:" in page.locator("main").inner_html()
    assert page.locator("main a[href*='roles/mentee']").count() >= 1
    assert page.locator("main a[href*='roles/mentor']").count() >= 1
    assert page.locator("main a[href$='.pdf']").count() >= 3
    page.close()


def test_one_programme_s_words_for_people_are_not_another_s(examples: Path) -> None:
    """Lumen calls them fellows and advisers, the depots successors and predecessors; workers build all in turn."""
    own = {"lumen/first-stage": r"\bfellows?\b", "northbridge/depot-handover": r"\bpredecessors\b"}
    for program in EXAMPLES:
        for path in sorted((examples / program).rglob("*.html")):
            text = " ".join(html.parse(str(path)).find(".//body").itertext()).lower()
            for owner, words in own.items():
                if owner != program:
                    assert not re.findall(words, text), path


def test_no_page_names_another_machine_or_a_build_path(portals: Path) -> None:
    for path in sorted(portals.glob("*/*/**/*")):
        if path.suffix in (".html", ".js", ".css", ".json", ".xml"):
            text = path.read_text("utf-8")
            assert str(ROOT) not in text, path
            assert "/tmp/" not in text, path
            if path.suffix == ".html":
                assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="https?://', text), path


def test_author_s_html_is_shown_not_run(project: Project, engine: EngineName, serve: Serve, browser: Browser) -> None:
    project.configure(engine)
    project.write(
        "programs/acme/lead.yml",
        """\
        title: "Lead <script>document.title = 'run'</script>"
        organisation: "<b>Acme</b>"
        starts: 2027-02-01
        summary: "<img src=x onerror=alert(1)> [x](https://a.example){onclick=alert(2)}"
        sessions:
          1: {title: "<i>Begin</i>", week: 2, keys: [feedback], purpose: "<script>alert(3)</script>"}
        """,
    )
    project.write(
        "content/keys/feedback.md",
        (ROOT / "content/keys/feedback.md")
        .read_text("utf-8")
        .replace("## Notice", "<script>alert(4)</script>\n\n## Notice <img src=x onerror=alert(5)>"),
    )
    make_portal(project.job(), [])
    address = serve(project.root / "site")
    page = browser.new_page()
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for name in ("", "sessions/1/", "keys/feedback/", "timeline/", "search/search_index.json"):
        page.goto(f"{address}/acme/lead/{name}")
        assert page.title() != "run"
        assert page.locator("main img[src=x]").count() == 0
    page.goto(f"{address}/acme/lead/")
    assert "<script>" in page.locator("h1").inner_text()
    page.close()
    assert ran == []
