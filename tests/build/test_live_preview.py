"""The preview in a browser: pages that are open follow what is saved, and say what keeps them from it."""

from __future__ import annotations

import http.client
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SHORT, Preview, Project, preview, until
from playwright.sync_api import Browser, Error, Page, expect

from mentorkit.build.live_server import LiveServer
from mentorkit.build.preview import watched
from mentorkit.build.watcher import Watcher
from mentorkit.core.problems import BuildFailed
from mentorkit.workspace.workspace import open_workspace

PAGE = "<html><head><title>x</title></head><body>hello</body></html>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    site = tmp_path / "live"
    (site / "keys").mkdir(parents=True)
    (site / "folder").mkdir()
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "keys/index.html").write_text(PAGE.replace("hello", "keys"), "utf-8")
    (site / "book.pdf").write_bytes(b"%PDF")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    made = LiveServer(site, "127.0.0.1", 0)
    made.start()
    yield made
    made.end()


def asked(server: LiveServer, path: str, host: str = "", method: str = "GET") -> tuple[int, str]:
    """The answer to a request: its status and text."""
    one = http.client.HTTPConnection("127.0.0.1", server.server_port)
    one.request(method, path, headers={"Host": host or f"127.0.0.1:{server.server_port}"})
    answer = one.getresponse()
    return answer.status, answer.read().decode("utf-8")


def test_pages_ask_for_their_state_and_other_files_are_as_they_are(server: LiveServer) -> None:
    script = f'<script src="/.preview/reload.js" data-edition="{server.edition}" defer></script></head>'
    assert asked(server, "/") == (200, PAGE.replace("</head>", script))
    assert asked(server, "/keys/?q=1")[1] == PAGE.replace("hello", "keys").replace("</head>", script)
    assert asked(server, "/keys")[0] == 301
    assert asked(server, "/book.pdf") == (200, "%PDF")
    status, text = asked(server, "/gone/")
    assert status == 404
    assert script in text, "a page that is gone comes back by itself"
    assert asked(server, "/", method="HEAD") == (200, "")
    assert asked(server, "/", method="POST")[0] == 501


def test_pages_learn_of_another_site_and_of_what_is_wrong(server: LiveServer) -> None:
    first = server.edition
    server.stale(["a.yml:1:2  error  x"])
    assert asked(server, "/.preview/state") == (
        200,
        f'{{"edition": "{first}", "problems": ["a.yml:1:2  error  x"]}}',
    )
    server.changed()
    assert server.edition != first
    assert asked(server, "/.preview/state") == (200, f'{{"edition": "{server.edition}", "problems": []}}')


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/folder/", "/.preview/", "/.preview/../../secret.txt"],
)
def test_nothing_outside_the_site_is_served_and_no_folder_listed(server: LiveServer, path: str) -> None:
    status, text = asked(server, path)
    assert status == 404
    assert "secret" not in text


def test_only_this_machine_is_answered_by_its_own_name(server: LiveServer) -> None:
    port = server.server_port
    names = [f"localhost:{port}", f"127.0.0.1:{port}", f"LocalHost:{port}", "evil.example", f"evil.example:{port}", "x"]
    assert [asked(server, "/", name)[0] for name in names] == [200, 200, 200, 403, 403, 403]
    assert asked(server, "/.preview/state", "evil.example")[0] == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "mine.example"])
def test_no_address_that_others_reach_is_taken(tmp_path: Path, host: str) -> None:
    with pytest.raises(BuildFailed) as failed:
        LiveServer(tmp_path, host, 0)
    (problem,) = failed.value.problems
    assert (problem.rule, problem.message) == (
        "address",
        f'the preview is for this machine alone, and "{host}" is an address for others',
    )


def test_the_server_ends_at_once_with_requests_under_way(tmp_path: Path) -> None:
    server = LiveServer(tmp_path, "127.0.0.1", 0)
    server.start()
    with socket.create_connection(("127.0.0.1", server.server_port)) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\n")
        began = time.monotonic()
        server.end()
        assert time.monotonic() - began < 5


def test_whatever_a_programme_is_made_of_is_watched_also_what_is_not_there_yet(project: Project) -> None:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    root = project.root
    lead = project.write("programs/acme/lead.yml", SHORT)
    shutil.rmtree(root / "content", ignore_errors=True)
    watcher = Watcher()
    watcher.watch(watched(workspace, "acme"))
    try:
        for write in (
            lambda: lead.write_text(SHORT + "\n", "utf-8"),
            lambda: project.write("programs/acme/_brand.yml", "color: {primary: '#123456'}\n"),
            lambda: lead.with_name("new").rename(lead) if lead.rename(lead.with_name("new")) else None,
            lambda: project.write("_brand.yml", "color: {primary: '#123456'}\n"),
            lambda: (root / "content").mkdir(),
        ):
            write()
            watcher.wait()
            watcher.watch(watched(workspace, "acme"))
        project.write("content/keys/mine.md", "x")
        watcher.wait()
        elsewhere = ("programs/other/lead.yml", "site/acme/lead/index.html", "site", ".cache/x")
        assert not any(watcher._concerns(root / path, "created") for path in elsewhere)
        assert watcher._concerns(root / "content", "deleted")
        assert not watcher._concerns(root, "modified"), "a folder above is modified whenever a build writes beside it"
    finally:
        watcher.end()


@pytest.fixture
def shown(project: Project) -> Iterator[Preview]:
    project.write("programs/acme/lead.yml", SHORT)
    project.write("programs/acme/_brand.yml", "color: {primary: '#123456'}\n")
    command = (sys.executable, "-m", "mentorkit", "serve", "acme/lead", "-f", project.root / "mkdocs.yml")
    with preview(*command) as shown:
        assert shown.says("Workbooks laid out"), shown.said
        yield shown


def seen(page: Page, script: str) -> str:
    """The value of a script; nothing while the page loads itself anew."""
    try:
        return str(page.evaluate(script))
    except Error:
        return ""


def colour(page: Page) -> str:
    return seen(page, "getComputedStyle(document.body).getPropertyValue('--md-primary-fg-color').trim()")


@pytest.mark.slow
def test_open_pages_follow_what_is_saved_and_say_what_keeps_them(
    project: Project, shown: Preview, browser: Browser
) -> None:
    """Eight pages, because a browser opens only six connections to one server."""
    context = browser.new_context(viewport={"width": 800, "height": 300})
    pages = [context.new_page() for _ in range(8)]
    refused: list[str] = []
    for page in pages:
        page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
        page.goto(shown.address)
    first = pages[0]
    first.evaluate("scrollTo(0, 200)")
    assert "#123456" in colour(first)
    project.write("programs/acme/_brand.yml", "color: {primary: '#7a2e4d'}\n")
    for page in pages:
        until(lambda page=page: "#7a2e4d" in colour(page), lambda page=page: colour(page))
    until(lambda: seen(first, "scrollY") == "200", lambda: seen(first, "scrollY"))

    lead = project.root / "programs/acme/lead.yml"
    lead.write_text(SHORT + "staus: x\n", "utf-8")
    line = SHORT.count("\n") + 1
    banner = pages[-1].locator("#mk-preview")
    expect(banner).to_contain_text(f'programs/acme/lead.yml:{line}:1  error  nothing called "staus" belongs here')
    expect(first.locator("#mk-preview")).to_be_visible()
    lead.write_text(SHORT, "utf-8")
    for page in pages:
        expect(page.locator("#mk-preview")).to_have_count(0)
    assert refused == []

    began = time.monotonic()
    assert shown.end(signal.SIGINT) == 0, shown.said
    assert time.monotonic() - began < 20, "open pages do not hold up the end"
    expect(banner).to_contain_text("The preview has ended")
    context.close()
