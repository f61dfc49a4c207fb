"""A programme is handed on: as a package that needs no server, to a folder, as a zip file, on a branch of git."""

from __future__ import annotations

import functools
import http.server
import re
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from zipfile import ZipFile

import pytest
from conftest import NO_WORKBOOKS, Project, in_background, search
from lxml import html
from playwright.sync_api import Browser, expect

from mentorkit.build import publishing
from mentorkit.checking.loading import load
from mentorkit.core.archive import files_of, write_zip
from mentorkit.core.problems import BuildFailed
from mentorkit.portal.site_finish import policy
from mentorkit.portal.stage import stage
from mentorkit.workspace import site_folder
from mentorkit.workspace.workspace import open_workspace

PORTAL_ONLY = (
    NO_WORKBOOKS
    + """\
title: "Lead: a year"
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet]}
"""
)
AT = datetime(2026, 11, 18, tzinfo=UTC)


def console_of(browser: Browser):  # type: ignore[no-untyped-def]
    """A new page, and what its browser complains of."""
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


@pytest.mark.slow
def test_a_package_is_opened_and_searched_by_its_file_address(project: Project, browser: Browser) -> None:
    project.write("programs/acme/lead.yml", PORTAL_ONLY)
    result = project.run("package", "-q", "-j", "1")
    assert (result.exit_code, result.output) == (0, "")
    with ZipFile(project.root / "packages/acme-lead.zip") as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"Lead a year"}
        archive.extractall(project.root / "unpacked")
    top = project.root / "unpacked/Lead a year"
    assert sorted(path.name for path in top.iterdir()) == ["Start here.html", "portal"]
    page, said = console_of(browser)
    page.goto((top / "Start here.html").as_uri())
    expect(page).to_have_url(re.compile(r"/portal/index\.html$"))
    search(page, "trust")
    hit = page.locator(".md-search-result__link[href*='keys/first-conversation']").first
    hit.click()
    expect(page).to_have_url(re.compile(r"/keys/first-conversation\.html"))
    page.locator("mark").first.wait_for()
    page.close()
    assert said == []
    assert lost_links(top) == []


def lost_links(folder: Path) -> list[str]:
    """Links and files that pages name and that are not there."""
    lost = []
    for page in sorted(folder.rglob("*.html")):
        for link in html.parse(str(page)).xpath("//@href | //@src"):
            target = unquote(urldefrag(urljoin(page.as_uri(), link)).url)
            if target.startswith("file:") and not Path(target.removeprefix("file://")).is_file():
                lost.append(f"{page.relative_to(folder)}: {link}")
    return lost


def test_a_zip_is_the_same_whatever_the_age_of_its_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        for file in ("b/b.txt", "a.txt") if name == "one" else ("a.txt", "b/b.txt"):
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(file, "utf-8")
        write_zip(tmp_path / f"{name}.zip", files_of(tmp_path / name, "top"), AT)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert ZipFile(tmp_path / "one.zip").namelist() == ["top/a.txt", "top/b/b.txt"]
    assert ZipFile(tmp_path / "one.zip").infolist()[0].date_time == (2026, 11, 18, 0, 0, 0)


def test_a_package_replaces_packages_only(project: Project) -> None:
    file = project.write("packages/acme-lead.zip", "mine")
    result = project.run("package")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{file}  error  this is there already and is no zip file  [not-ours]\n"
        "    move it away, or name another place\n1 error. Nothing was written.\n"
    )
    assert file.read_text("utf-8") == "mine"


class _WithErrorPage(http.server.SimpleHTTPRequestHandler):
    """Answers as usual servers do: with /404.html, whatever was asked for."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        data = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served with its error page."""
    (tmp_path / "www").mkdir()
    handler = functools.partial(_WithErrorPage, directory=tmp_path / "www")
    server = in_background(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
    yield tmp_path / "www", f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.slow
def test_an_error_page_finds_home_from_any_depth(project: Project, served: tuple[Path, str], browser: Browser) -> None:
    www, root = served
    project.write("programs/acme/lead.yml", PORTAL_ONLY)
    result = project.run("publish", "acme/lead", "--folder", str(www / "lead"), "-q", "-j", "1")
    assert result.exit_code == 0, result.output
    (www / "404.html").write_bytes((www / "lead/404.html").read_bytes())
    page, said = console_of(browser)
    page.goto(f"{root}/lead/keys/no/such/page/")
    home = page.get_by_role("link", name="To the home page")
    home.wait_for()
    assert home.get_attribute("href") == "/lead/"
    page.goto(f"{root}/lead/keys/frist-conversaton/")
    page.get_by_role("link", name="First conversation").click()
    page.wait_for_url(f"{root}/lead/keys/first-conversation/")
    page.goto(f"{root}/lead/gaol_sheet.html")
    assert page.get_by_role("searchbox", name="Search this portal").input_value() == "gaol sheet"
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(f"{root}/lead/?q=gaol+sheet")
    page.locator(".md-search-result__link", has_text="Goal sheet").first.wait_for()
    assert [one for one in said if "404" not in one] == []
    page.close()
    assert (www / "lead/robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in (www / "lead/index.html").read_text("utf-8")
    assert not (www / "lead/sitemap.xml").exists()


def test_a_public_programme_with_an_address_names_its_pages(project: Project, tmp_path: Path) -> None:
    project.write("programs/acme/lead.yml", PORTAL_ONLY + "address: https://mentoring.example/lead\npublic: yes\n")
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace
    (toolkit,) = load(workspace, workspace.choose(["acme/lead"])).toolkits
    stage(toolkit, workspace.layers("acme"), workspace.config, tmp_path / "staged", today=AT.date(), downloads=[])
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "staged/beside").iterdir()}
    assert sorted(files) == ["404.html", "robots.txt", "sitemap.xml"]
    assert '<a href="https://mentoring.example/lead/">To the home page</a>' in files["404.html"]
    assert 'data-to="timeline/" href="https://mentoring.example/lead/timeline/"' in files["404.html"], "without scripts"
    assert '<form id="find" role="search" action="https://mentoring.example/lead/">' in files["404.html"], (
        "without scripts"
    )
    assert files["robots.txt"] == "User-agent: *\nAllow: /\nSitemap: https://mentoring.example/lead/sitemap.xml\n"
    assert "<url><loc>https://mentoring.example/lead/</loc></url>\n" in files["sitemap.xml"]
    assert "<loc>https://mentoring.example/lead/keys/first-conversation/</loc>" in files["sitemap.xml"]


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_script_in_a_text_has_no_leave_to_run() -> None:
    page = (
        "<head><script>theme()</script></head><body>"
        '<article class="md-content__inner md-typeset"><script>slipped()</script></article><script>slipped()</script>'
        '</article><td style="text-align: right;">1</td></body>'
    )
    assert policy(page, offline=False) == (
        f"default-src 'self'; script-src 'self' {digest('theme()')}; "
        f"style-src 'self' 'unsafe-hashes' {digest('text-align: right;')}; "
        "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
    )


def portal(folder: Path, text: str = "one") -> Path:
    """Something that was built."""
    (folder / "keys").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, "utf-8")
    (folder / "keys/index.html").write_text(text, "utf-8")
    return folder


def test_a_folder_takes_what_is_newer_and_only_of_one_client(tmp_path: Path) -> None:
    www = tmp_path / "www"
    for text in ("one", "two"):
        publishing.put_in_folder(portal(tmp_path / "built", text), "acme/lead", www / "lead", beside_others=False)
        assert (www / "lead/index.html").read_text("utf-8") == text
    with pytest.raises(BuildFailed, match="another client's portal is, or was, published here"):
        publishing.put_in_folder(tmp_path / "built", "beta/grow", www / "grow", beside_others=False)
    assert not (www / "grow").exists()
    publishing.put_in_folder(tmp_path / "built", "beta/grow", www / "grow", beside_others=True)
    assert "acme" not in "".join(path.read_text("utf-8") for path in www.rglob("*") if path.is_file())
    (www / "lead/mine.txt").write_text("mine", "utf-8")
    with pytest.raises(BuildFailed, match=r'this folder holds "mine\.txt", which no build wrote'):
        publishing.put_in_folder(tmp_path / "built", "acme/lead", www / "lead", beside_others=True)


def test_nothing_private_is_published(tmp_path: Path) -> None:
    built = portal(tmp_path / "built")
    publishing.refuse_personal(built)
    (built / "assets/private").mkdir(parents=True)
    with pytest.raises(BuildFailed, match='"assets/private" would be published with the portal'):
        publishing.refuse_personal(built)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit and a remote that is empty."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "programme.yml").write_text("x", "utf-8")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    for command in (
        "init --quiet --initial-branch=main",
        "config user.name A",
        "config user.email a@a.example",
        "add .",
        "commit --quiet -m begin",
        f"remote add origin {tmp_path}/remote.git",
    ):
        git(folder, *command.split())
    return folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def put(built: Path, repository: Path, program: str = "acme/lead", **how: object) -> publishing.Sent:
    branch = publishing.Branch(repository, str(how.get("name", "gh-pages")), "origin", str(how.get("under", "")))
    others, push = bool(how.get("beside_others")), bool(how.get("push"))
    return publishing.put_on_branch(built, program, branch, "Publish Lead", beside_others=others, push=push)


def test_a_branch_is_committed_to_and_pushed_only_when_asked(tmp_path: Path, repository: Path) -> None:
    built = portal(tmp_path / "built")
    assert put(built, repository) == publishing.Sent(2, 6, f"{tmp_path}/remote.git")
    assert git(repository, "ls-tree", "-r", "--name-only", "gh-pages").split() == [
        ".nojekyll",
        "index.html",
        "keys/index.html",
    ]
    assert git(tmp_path / "remote.git", "branch") == ""
    (built / "keys/index.html").unlink()
    put(built, repository, push=True)
    assert git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "gh-pages").split() == [
        ".nojekyll",
        "index.html",
    ]
    put(portal(tmp_path / "other"), repository, program="acme/grow", under="grow", push=True)
    names = git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {"index.html", "grow/index.html", "grow/keys/index.html"} <= set(names)
    assert git(repository, "status", "--porcelain") == ""
    assert "acme" not in git(repository, "log", "gh-pages")


def test_a_branch_of_one_s_own_work_or_of_another_client_is_refused(tmp_path: Path, repository: Path) -> None:
    built = portal(tmp_path / "built")
    git(repository, "branch", "notes")
    for name, why in (
        ("main", '"main" is the branch that you work on'),
        ("notes", 'the branch "notes" holds what was not published by this command'),
    ):
        with pytest.raises(BuildFailed, match=why):
            put(built, repository, name=name)
    put(built, repository)
    with pytest.raises(BuildFailed, match="another client's portal is, or was, published here"):
        put(built, repository, program="beta/grow")
    put(built, repository, program="beta/grow", beside_others=True)


def test_what_git_cannot_do_is_told(tmp_path: Path, repository: Path) -> None:
    built = portal(tmp_path / "built")
    with pytest.raises(BuildFailed, match="the workspace is not in a git repository"):
        put(built, tmp_path)
    git(repository, "remote", "set-url", "origin", f"{tmp_path}/gone.git")
    with pytest.raises(BuildFailed, match=r"git could not push: fatal: .*gone\.git"):
        put(built, repository, push=True)
    git(repository, "remote", "remove", "origin")
    with pytest.raises(BuildFailed, match='there is no remote "origin" to push to'):
        put(built, repository, push=True)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ((), "say where to: one of --folder, --zip and --branch"),
        (("--folder", "a", "--zip", "b.zip"), "say where to: one of --folder, --zip and --branch"),
        (("--folder", "a", "--push"), "--push and --under go with --branch"),
        (("--branch", "b", "--under", "../x"), "write it as a folder on the branch: lead or 2027/lead"),
    ],
)
def test_a_place_has_to_be_named_clearly(project: Project, options: tuple[str, ...], why: str) -> None:
    result = project.run("publish", "acme/lead", *options)
    assert result.exit_code == 2
    assert why in result.stderr


def test_a_portal_is_not_published_among_its_sources(project: Project) -> None:
    result = project.run("publish", "acme/lead", "--folder", str(project.root / "content/portal"))
    assert result.exit_code == 1
    assert "the site would be built among the files that it is made from" in result.stderr
    assert site_folder.clients(project.root) == set()
