"""The whole way: change things and see them, twice the same, failures that leave everything as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ARABIC, ONE_FORM, ROOT, SHORT, Project, preview, until
from filelock import FileLock

from mentorkit.build.outputs import make_book, make_portal
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of

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
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [sys.executable, "-m", "mentorkit", "build", "-d", "again", "-j", "1", "--fresh"]
    subprocess.run(command, cwd=built.root, env=environment, check=True, capture_output=True)
    assert digests(built.root / "again/acme") == before


def test_a_build_that_fails_half_way_leaves_the_site_as_it_was(built: Project) -> None:
    before = digests(built.root / "site")
    built.write("templates/portal/home.html", "{{ nothing }}")
    result = built.run("build", "-b", "forms/goal-sheet")
    assert result.exit_code == 1
    assert "[1/2] acme/lead forms/goal-sheet" in result.stderr
    assert "this template cannot be filled in: 'nothing' is undefined" in result.stderr
    assert result.stderr.endswith("1 error. Nothing was written.\n")
    assert digests(built.root / "site") == before


def test_a_programme_with_nothing_but_the_essential_is_whole(project: Project) -> None:
    project.write(
        "programs/acme/lead.yml", "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin}}\n"
    )
    job = project.job()
    texts = {book.id: compose(job.toolkit, book, job.layers).html for book in replace(job, for_facilitators=True).books}
    make_portal(job, [make_book(job, book) for book in job.books if book.id == "mentor-workbook"])
    texts |= {path.as_posix(): path.read_text("utf-8") for path in job.folder.rglob("*.html")}
    assert len(texts) > 40
    for name, text in texts.items():
        assert "None" not in text, name
        assert "Undefined" not in text, name
    assert "Begin" in book_text(project, "mentor-workbook")


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
    assert "books have no letters for “\U00013000”" in result.stderr
    assert not (project.root / "site/acme").exists()


def runs(process: str) -> bool:
    """Whether a process is at work; one that has ended but that nobody has asked about is not."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def test_saves_are_shown_and_errors_keep_the_last_good_page(project: Project) -> None:
    lead = project.write("programs/acme/lead.yml", SHORT)
    command = (sys.executable, "-m", "mentorkit", "serve", "acme/lead", "-f", project.root / "mkdocs.yml")
    with preview(*command) as shown:
        assert shown.says("Workbooks laid out"), shown.said
        lead.write_text(SHORT.replace("title: Lead", "title: Lead on"), "utf-8")
        shown.shows("Lead on")
        project.write("programs/acme/_brand.yml", "color: {primary: '#123456'}\n")
        key = (ROOT / "content/keys/first-conversation.md").read_text("utf-8")
        project.write("content/keys/first-conversation.md", key.replace("## Notice", "## Notice the door"))
        shown.shows("Notice the door", "keys/first-conversation/")
        lead.write_text(SHORT + "staus: x\n", "utf-8")
        assert shown.says('nothing called "staus" belongs here'), shown.said
        assert shown.says("The last good page is kept."), shown.said
        shown.shows("Lead on")
        lead.write_text(SHORT.replace("title: Lead", "title: Lead again"), "utf-8")
        shown.shows("Lead again")
        children = ["pgrep", "-P", str(shown.process.pid)]
        workers = subprocess.run(children, capture_output=True, text=True, check=False).stdout.split()
        assert workers, "books are laid out in a process of their own"
        shown.end(signal.SIGTERM)
    until(lambda: not any(map(runs, workers)), lambda: "processes that outlive the preview")


@pytest.fixture(scope="module")
def wheel(shared: Path) -> Path:
    folder = shared / "wheel"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
            command += ["--wheel-dir", str(folder), str(ROOT)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_whole_stock(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith("mentorkit/stock/")]
        manual = {name.removeprefix("mentorkit/manual/") for name in archive.namelist() if "/manual/" in name}
        packed = {name.removeprefix("mentorkit/stock/"): archive.read(name) for name in names}
    files = [ROOT / "_brand.yml", ROOT / "mkdocs.yml"]
    files += [path for folder in ("content", "templates") for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert manual == {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.*")}
    assert sorted(packed) == sorted(path.relative_to(ROOT).as_posix() for path in files)
    assert [path for path in files if packed[path.relative_to(ROOT).as_posix()] != path.read_bytes()] == []


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

    (tmp_path / "ws").mkdir()
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*offline, python, *arguments]
        return subprocess.run(command, cwd=tmp_path / "ws", env=alone, capture_output=True, text=True, check=False)

    where = run("-c", "import mentorkit; print(mentorkit.__file__)")
    assert where.stdout.startswith(str(packages)), where.stdout + where.stderr
    assert (packages / "mentorkit/py.typed").is_file()
    books = ("mentor-workbook", "mentee-workbook", "facilitator-guide")
    for arguments in (
        ["new", "workspace", "."],
        ["new", "client", "Acme"],
        ["new", "program", "acme/lead"],
        ["build", "-j", "1"],
    ):
        done = run("-m", "mentorkit", *arguments)
        assert done.returncode == 0, done.stderr
        if arguments[:2] == ["new", "program"]:
            with (tmp_path / "ws/programs/acme/lead.yml").open("a", encoding="utf-8") as file:
                file.write(f"books: {{{', '.join(f'{book}: {{chapters: [dates]}}' for book in books)}}}\n")
    downloads = {path.stem for path in (tmp_path / "ws/site/acme/lead/downloads").glob("*.pdf")}
    assert downloads >= {*books[:2], "cards"}
    assert books[2] not in downloads, "it is for facilitators alone"
