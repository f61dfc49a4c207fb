"""The whole way: change things and see them, twice the same, failures that leave everything as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import EPOCH, ONE_FORM, ROOT, SHORT, Project

from mentorkit.outputs import make_book, make_portal
from mentorkit.workbooks.books import books_of
from mentorkit.workbooks.compose import compose

pytestmark = pytest.mark.slow


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def book_text(project: Project, book: str) -> str:
    path = project.root / f"site/acme/lead/downloads/{book}.pdf"
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def page_text(project: Project, name: str) -> str:
    return (project.root / "site/acme/lead" / name / "index.html").read_text("utf-8")


def test_a_colour_a_session_and_a_key_are_changed_and_seen(built: Project) -> None:
    before = colours(built)
    built.write("programs/acme/_brand.yml", "color: {primary: '#7a1f5c', foreground: '#201020'}\n")
    lead = built.root / "programs/acme/lead.yml"
    lead.write_text(lead.read_text("utf-8").replace("title: Begin", "title: A first walk together"), "utf-8")
    assert built.run("override", "content/keys/first-conversation.md").exit_code == 0
    key = built.root / "content/keys/first-conversation.md"
    key.write_text(key.read_text("utf-8").replace("## Notice", "## Notice what the kettle does"), "utf-8")
    result = built.run("build", "-j", "1")
    assert result.exit_code == 0, result.output
    styles = " ".join(path.read_text("utf-8") for path in (built.root / "site/acme/lead").rglob("*.css"))
    assert "#7a1f5c" in styles + page_text(built, "")
    assert "A first walk together" in page_text(built, "sessions/1")
    assert "Notice what the kettle does" in page_text(built, "keys/first-conversation")
    for book in ("mentor-workbook", "mentee-workbook"):
        assert "A first walk together" in book_text(built, book)
        assert "Notice what the kettle does" in book_text(built, book)
    assert colours(built) != before


def colours(project: Project) -> bytes:
    """The pixels of the cover, for a change that no text shows."""
    path = project.root / "site/acme/lead/downloads/mentor-workbook.pdf"
    return subprocess.run(["pdftoppm", "-r", "20", "-l", "1", "-png", path], capture_output=True, check=True).stdout


def test_the_same_input_gives_the_same_bytes(built: Project) -> None:
    before = digests(built.root / "site/acme")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [sys.executable, "-m", "mentorkit", "build", "-d", "again", "-j", "1", "--fresh"]
    subprocess.run(command, cwd=built.root, env=environment, check=True, capture_output=True)
    assert digests(built.root / "again/acme") == before


def test_a_build_that_fails_half_way_leaves_the_site_as_it_was(built: Project) -> None:
    before = digests(built.root / "site")
    built.write("templates/portal/home.html", "{{ nothing }}")
    result = built.run("build", "-j", "1")
    assert result.exit_code == 1
    assert "this template cannot be filled in: 'nothing' is undefined" in result.stderr
    assert result.stderr.endswith("1 error. Nothing was written.\n")
    assert digests(built.root / "site") == before


def test_a_programme_with_nothing_but_the_essential_is_whole(project: Project) -> None:
    project.write(
        "programs/acme/lead.yml", "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin}}\n"
    )
    job = project.job()
    texts = {book.id: compose(job.toolkit, book, job.layers).html for book in job.books}
    make_portal(job, [make_book(job, book) for book in job.books if book.id == "mentor-workbook"])
    texts |= {path.as_posix(): path.read_text("utf-8") for path in job.folder.rglob("*.html")}
    assert len(texts) > 40
    for name, text in texts.items():
        assert "None" not in text, name
        assert "Undefined" not in text, name
    assert "Begin" in book_text(project, "mentor-workbook")


ARABIC = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.parametrize(("language", "paper", "direction"), [("de", "Letter", "ltr"), ("ar", "A4", "rtl")])
def test_language_direction_and_paper_are_the_definition_s(
    project: Project, language: str, paper: str, direction: str
) -> None:
    shutil.copy(ARABIC, project.root / "programs/acme/sans.ttf")
    project.write(
        "programs/acme/_brand.yml",
        "typography: {fonts: [{family: DejaVu Sans, source: file, files: [sans.ttf]}], base: DejaVu Sans}\n",
    )
    lead = project.root / "programs/acme/lead.yml"
    lead.write_text(lead.read_text("utf-8") + f"language: {language}\npaper: {paper}\n", "utf-8")
    job = project.job()
    make_portal(job, [])
    make_book(job, next(book for book in books_of(job.toolkit) if book.id == "mentee-workbook"))
    home = page_text(project, "")
    assert f'lang="{language}"' in home
    assert f'dir="{direction}"' in home or direction == "ltr"
    info = subprocess.run(
        ["pdfinfo", project.root / "site/acme/lead/downloads/mentee-workbook.pdf"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert ("612 x 792" if paper == "Letter" else "595.2") in info


def test_a_character_that_no_font_has_is_an_error_not_a_hole(project: Project) -> None:
    project.write(
        "programs/acme/lead.yml",
        "title: Lead \U00013000\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin}}\n" + ONE_FORM,
    )
    result = project.run("build", "-j", "1")
    assert result.exit_code == 1, "a hieroglyph is in no font of the brand"
    assert "the programme’s fonts have no letters for “\U00013000”" in result.stderr
    assert not (project.root / "site/acme").exists()


def runs(process: str) -> bool:
    """Whether a process is at work; one that has ended but that nobody has asked about is not."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


class TestServe:
    """A live preview reloads within two seconds, and keeps the last good page."""

    def fetched(self, address: str) -> str:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read().decode("utf-8")

    def seen_after(self, address: str, text: str, seconds: float) -> float:
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if text in self.fetched(address):
                return time.monotonic() - began
            time.sleep(0.05)
        pytest.fail(f"{text!r} was not shown within {seconds} seconds")

    def test_saves_are_shown_and_errors_keep_the_last_good_page(self, project: Project) -> None:
        project.write("programs/acme/lead.yml", SHORT)
        port = 8000 + os.getpid() % 1000
        command = [
            sys.executable,
            "-m",
            "mentorkit",
            "serve",
            "acme/lead",
            "-a",
            f"127.0.0.1:{port}",
            "-f",
            project.root / "mkdocs.yml",
        ]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        said: list[str] = []
        assert process.stderr is not None
        try:
            for line in process.stderr:
                said.append(line)
                if "Serving" in line:
                    break
            address = f"http://127.0.0.1:{port}/"
            self.wait_for(process, said, "Workbooks laid out")
            lead = project.root / "programs/acme/lead.yml"
            good = lead.read_text("utf-8")
            lead.write_text(good.replace("title: Lead", "title: Lead on"), "utf-8")
            self.seen_after(address, "Lead on", 10)
            project.write("programs/acme/_brand.yml", "color: {primary: '#123456'}\n")
            project.write(
                "content/keys/first-conversation.md",
                (ROOT / "content/keys/first-conversation.md")
                .read_text("utf-8")
                .replace("## Notice", "## Notice the door"),
            )
            self.seen_after(f"{address}keys/first-conversation/", "Notice the door", 10)
            lead.write_text(good + "staus: x\n", "utf-8")
            self.wait_for(process, said, 'nothing called "staus" belongs here')
            self.wait_for(process, said, "The last good page is kept.")
            assert "Lead on" in self.fetched(address)
            lead.write_text(good.replace("title: Lead", "title: Lead again"), "utf-8")
            self.seen_after(address, "Lead again", 10)
            workers = subprocess.run(
                ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
            ).stdout.split()
            assert workers, "books are laid out in a process of their own"
        finally:
            process.terminate()
            process.wait(10)
        time.sleep(1)
        left = [number for number in workers if runs(number)]
        assert left == [], "no process outlives the preview"

    def wait_for(self, process: subprocess.Popen[str], said: list[str], text: str) -> None:
        if any(text in line for line in said):
            return
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if text in line:
                return
        pytest.fail(f"{text!r} was never said: {said}")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", folder, ROOT], check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_works_alone_and_without_a_network(wheel: Path, tmp_path: Path) -> None:
    """A fresh environment that sees this one's engines, and of MentorKit the wheel alone."""
    fresh = tmp_path / "fresh"
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", fresh], check=True)
    python = fresh / "bin/python"
    packages = next(fresh.glob("lib/python*/site-packages"))
    (packages / "engines.pth").write_text(
        "\n".join(path for path in sys.path if path.endswith("site-packages")), "utf-8"
    )
    shutil.unpack_archive(wheel, packages, "zip")
    offline = (
        ["unshare", "-n", "-r"]
        if subprocess.run(["unshare", "-n", "-r", "true"], check=False, capture_output=True).returncode == 0
        else []
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*offline, python, "-m", "mentorkit", *arguments],
            cwd=tmp_path / "ws",
            capture_output=True,
            text=True,
            check=False,
        )

    where = subprocess.run(
        [python, "-c", "import mentorkit; print(mentorkit.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert where.stdout.startswith(str(packages))
    assert (packages / "mentorkit/py.typed").is_file()
    (tmp_path / "ws").mkdir()
    for arguments in (
        ["new", "workspace", "."],
        ["new", "client", "Acme"],
        ["new", "program", "acme/lead"],
        ["build", "-j", "1"],
    ):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        if arguments[:2] == ["new", "program"]:
            with (tmp_path / "ws/programs/acme/lead.yml").open("a", encoding="utf-8") as file:
                file.write(
                    "books: {mentor-workbook: {chapters: [dates]}, mentee-workbook: none, facilitator-guide: none, cards: none}\n"
                )
    assert (tmp_path / "ws/site/acme/lead/downloads/mentor-workbook.pdf").is_file()
