"""What has not changed is not made again, and what is kept is never wrong."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import ROOT, SHORT, Project
from test_build import digests

from mentorkit.build import fingerprint, outputs
from mentorkit.build.cache import Cache
from mentorkit.build.fingerprint import Fingerprints
from mentorkit.build.memory import Memory
from mentorkit.build.outputs import keep, restore
from mentorkit.build.pipeline import build
from mentorkit.checking.loading import load
from mentorkit.core.atomic import own_folder
from mentorkit.portal.dates import last_change
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.workspace import open_workspace


@pytest.fixture
def short(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The programme, its cache, and a site of it."""
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.root / ".cache/mentorkit"))
    project.write("programs/acme/lead.yml", SHORT)
    return project


def made(project: Project, *options: str) -> None:
    """Build what is not made yet."""
    result = project.run("build", "-j", "1", "-q", *options)
    assert result.exit_code == 0, result.output


def built(project: Project) -> str:
    """What a build says at its end that finds everything made."""
    made(project)
    return project.run("build", "-j", "1").stdout.splitlines()[-1]


def add(project: Project, path: str, text: str) -> None:
    file = project.root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def own(project: Project, path: str, more: str) -> None:
    """A stock file with something more at its end, in the workspace."""
    project.write(path, ((ROOT / path).read_text("utf-8") + more).encode())


def with_logo(colour: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="{colour}" d="M0 0h8v8z"/></svg>'


def test_calendars_that_are_taken_from_the_cache_are_as_new_as_their_build(project: Project, tmp_path: Path) -> None:
    """A date that is moved and moved back is in the cache; people's calendars know a newer one."""
    project.write("programs/acme/lead.yml", SHORT)
    cache = Cache(tmp_path / "cache")
    first = replace(project.job(), folder=tmp_path / "first", cache=cache, key="the programme")
    first.folder.mkdir()
    (first.folder / "calendar.ics").write_text("SEQUENCE:1", "utf-8")
    keep(first, [])
    again = replace(first, folder=tmp_path / "again", built_at=datetime(2027, 3, 1, tzinfo=UTC))
    assert restore(again)
    calendar = (again.folder / "calendar.ics").read_text("utf-8")
    assert "DTSTAMP:20270301T000000Z" in calendar
    assert "SEQUENCE:1\r" not in calendar


LOGO = "logo: {medium: logo.svg}\n"
CHANGES: dict[str, Callable[[Project], object]] = {
    "the definition": lambda p: add(p, "programs/acme/lead.yml", "summary: What it is for.\n"),
    "a colour": lambda p: p.write("programs/acme/_brand.yml", "color: {primary: '#7a1f5c'}\n"),
    "a Key": lambda p: own(p, "content/keys/first-conversation.md", "\nOne line more.\n"),
    "a form": lambda p: own(p, "content/forms/goal-sheet.md", "\nOne line more.\n"),
    "a logo": lambda p: (p.write("programs/acme/logo.svg", with_logo("#123456")), add(p, "programs/acme/_brand.yml", LOGO)),
    "the same logo in another colour": lambda p: p.write("programs/acme/logo.svg", with_logo("#654321")),
    "a template of pages": lambda p: own(p, "templates/portal/timeline.html", "<p>One line more.</p>"),
    "a template of books": lambda p: own(p, "templates/print/parts/contents.html", "<p>One line more.</p>"),
    "a script": lambda p: p.write("templates/portal/assets/mine.js", "// mine\n"),
    "the configuration": lambda p: add(p, "mkdocs.yml", "  # a remark\n"),
    "the language": lambda p: add(p, "programs/acme/lead.yml", "language: de\n"),
}  # fmt: skip


@pytest.mark.slow
def test_after_each_kind_of_change_the_cache_gives_what_a_clean_build_gives(short: Project, tmp_path: Path) -> None:
    assert built(short) == "No problems. 1 programme unchanged."
    before = digests(short.root / "site/acme")
    for what, change in CHANGES.items():
        change(short)
        made(short)
        clean = Project(tmp_path / "clean")
        shutil.copytree(short.root, clean.root, ignore=shutil.ignore_patterns("site", ".cache"))
        made(clean, "--fresh")
        now = digests(short.root / "site/acme")
        assert now == digests(clean.root / "site/acme"), what
        assert now != before or what == "the configuration", what
        before = now
        shutil.rmtree(clean.root)


@pytest.mark.slow
def test_only_what_uses_a_thing_is_made_anew(short: Project) -> None:
    short.write("programs/acme/other.yml", SHORT.replace("first-conversation", "feedback"))
    made(short)
    books = sorted((short.root / ".cache/mentorkit/acme").rglob("*.pdf"))
    own(short, "content/keys/feedback.md", "\nOne line more.\n")
    again = short.run("build", "-j", "1")
    assert again.stdout.splitlines()[-1] == "No problems. 1 programme built, 1 unchanged."
    assert sorted((short.root / ".cache/mentorkit/acme").rglob("*.pdf")) == books, "no book holds that Key"
    shutil.rmtree(short.root / ".cache")
    assert built(short) == "No problems. 2 programmes unchanged.", "the cache can be deleted at any time"


@pytest.mark.slow
def test_a_programme_is_the_same_whatever_stands_or_is_loaded_beside_it(project: Project) -> None:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None

    def keys(*names: str) -> dict[str, str]:
        memory, programs = Memory(workspace, ""), workspace.choose(names)
        memory.recall(programs)  # takes the digest of the client's folder
        return {kit.id: memory.key(kit, date.min) for kit in load(workspace, programs).toolkits}

    project.write("programs/acme/_brand.yml", "color: {primary: '#7a1f5c'}\n")
    project.write("programs/acme/other.yml", SHORT)
    before = keys()
    assert keys("acme/lead") | keys("acme/other") == before
    add(project, "programs/acme/other.yml", "summary: What it is for.\n")
    assert keys() == before | keys("acme/other") != before


@pytest.mark.slow
def test_a_picture_that_is_replaced_makes_those_programmes_anew_that_show_it(project: Project) -> None:
    def keys() -> dict[str, tuple[str, dict[str, str]]]:
        workspace = open_workspace(project.root / "mkdocs.yml").value
        assert workspace is not None
        memory, kits = Memory(workspace, ""), load(workspace, workspace.programs()).toolkits
        layers = workspace.layers("acme")
        books = {kit.id: {book.id: Fingerprints().text_of(compose(kit, book, layers), layers) for book in books_of(kit)} for kit in kits}  # fmt: skip
        return {kit.id: (memory.key(kit, date.min), books[kit.id]) for kit in kits}

    project.write("content/pictures/sign.svg", with_logo("#123456"))
    project.write("content/forms/signs.md", "---\ntitle: Signs\nsummary: One.\n---\n![A sign](sign.svg)\n")
    project.write("programs/acme/lead.yml", SHORT)
    project.write("programs/acme/other.yml", SHORT.replace("[goal-sheet]", "[goal-sheet, signs]"))
    before = keys()
    project.write("content/pictures/sign.svg", with_logo("#654321"))
    after = keys()
    assert after["acme/lead"] == before["acme/lead"]
    assert after["acme/other"][0] != before["acme/other"][0]
    changed = {book for book, text in after["acme/other"][1].items() if text != before["acme/other"][1][book]}
    assert changed == {"forms/signs"}, "the one paper that shows it"


@pytest.mark.slow
def test_what_is_saved_while_a_build_is_at_work_is_not_taken_for_what_was_there_before(short: Project) -> None:
    workspace = open_workspace(short.root / "mkdocs.yml").value
    assert workspace is not None
    changed = short.root / "templates/portal/timeline.html"

    def save(*_: object) -> None:
        own(short, "templates/portal/timeline.html", "<p>Saved meanwhile.</p>")

    build(workspace, workspace.programs(), short.root / "site", jobs=1, progress=save)
    page = short.root / "site/acme/lead/timeline/index.html"
    assert "Saved meanwhile." in page.read_text("utf-8")
    changed.unlink()
    short.run("build", "-j", "1")
    assert "Saved meanwhile." not in page.read_text("utf-8")


def test_a_book_whose_picture_is_saved_while_it_is_laid_out_is_not_kept(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key says what the old picture showed, and other machines would take it for that."""
    picture = project.write("content/pictures/sign.svg", with_logo("#123456"))
    project.write("content/forms/signs.md", "---\ntitle: Signs\nsummary: One.\n---\n![A sign](sign.svg)\n")
    project.write("programs/acme/lead.yml", SHORT.replace("[goal-sheet]", "[goal-sheet, signs]"))
    job = replace(project.job(), cache=Cache(tmp_path / "cache"))
    job = replace(job, appearance=outputs.appearance(job.toolkit, job.layers, Fingerprints()))
    book = next(book for book in job.books if book.id == "forms/signs")

    def lay_out(*_: object) -> int:
        job.folder.joinpath("downloads/forms").mkdir(parents=True, exist_ok=True)
        job.folder.joinpath("downloads/forms/signs.pdf").touch()
        picture.write_text(colours.pop(), "utf-8")
        return 1

    monkeypatch.setattr(outputs, "write_book", lay_out)
    colours = [with_logo("#654321")]
    outputs.make_book(job, book)
    assert not (tmp_path / "cache").exists()
    monkeypatch.setattr(outputs, "write_book", lambda *_: 1)
    outputs.make_book(job, book)
    assert [*(tmp_path / "cache").glob("??/*")] != []


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    (tmp_path / "made/deep").mkdir(parents=True)
    (tmp_path / "made/deep/book.pdf").write_bytes(b"book")
    cache = Cache(tmp_path / "cache/acme")
    assert cache.take("00ff", tmp_path / "site") is None
    cache.keep("00ff", tmp_path / "made", ["deep/book.pdf"], {"pages": 3})
    assert cache.take("00ff", tmp_path / "site") == {"pages": 3}
    assert (tmp_path / "site/deep/book.pdf").read_bytes() == b"book"
    assert replace(cache, fresh=True).take("00ff", tmp_path / "site") is None


def test_what_was_damaged_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"book")
    cache = Cache(tmp_path / "cache/acme")
    cache.keep("00ff", tmp_path, ["book.pdf"], {"pages": 3})
    [kept] = cache.folder.rglob("entry")
    whole = kept.read_bytes()
    damages = [b"", b"broken", b"\xff", b'{"files": {}, "note": {}}', whole.replace(b"3", b"4"), whole[:-1]]
    kept.chmod(0o644)
    for damage in [*damages, *(whole[:place] + b"0" + whole[place + 1 :] for place in range(len(whole)))]:
        kept.write_bytes(damage)
        assert (cache.note("00ff") is None) == (damage != whole), damage
    kept.write_bytes(whole)
    (kept.parent / "files/book.pdf").chmod(0o644)
    (kept.parent / "files/book.pdf").write_bytes(b"boo")
    assert cache.take("00ff", tmp_path / "site") is None


def test_a_build_that_is_killed_while_it_keeps_something_leaves_nothing_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "book.pdf").write_bytes(b"book")
    cache = Cache(tmp_path / "cache/acme")
    own_folder(cache.folder)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        cache.keep("00ff", tmp_path, ["book.pdf"], {})
    monkeypatch.undo()
    assert cache.note("00ff") is None
    [left] = cache.folder.glob(".new-*")
    cache.tidy()
    assert left.exists(), "another build may be at work on it"
    os.utime(left, (time.time() - 3600,) * 2)
    cache.tidy()
    assert not left.exists()


def test_what_nobody_asked_for_in_a_month_is_let_go(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache/acme")
    for key in ("00ff", "11ff"):
        cache.keep(key, tmp_path, [], {"key": key})
    [old] = [file for file in cache.folder.rglob("entry") if '"key": "11ff"' in file.read_text("utf-8")]
    os.utime(old, (0, 0))
    cache.tidy()
    assert cache.note("00ff") is not None
    assert cache.note("11ff") is None
    assert (cache.folder / ".gitignore").read_text("utf-8") == "*\n"


def test_pages_turn_when_something_begins_or_is_over(project: Project) -> None:
    kit = project.job().toolkit
    days = [
        date(2027, 1, 31),
        date(2027, 2, 1),
        date(2027, 2, 14),
        date(2027, 2, 15),
        date(2027, 12, 1),
        date(2027, 12, 2),
    ]
    assert [last_change(kit, day) for day in days] == [
        date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 2), date(2027, 2, 15), date(2027, 2, 15), date(2027, 12, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written", ["!ENV [AUTHOR, nobody]", "!ENV\n  [OTHER,\n   AUTHOR]", '!ENV ["#", AUTHOR]', "!%45NV [AUTHOR, nobody]"]
)
def test_what_a_configuration_takes_from_the_environment_counts(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_author: {written}\n", "utf-8")
    monkeypatch.setenv("AUTHOR", "Ada")
    before = fingerprint.Fingerprints().config(config)
    monkeypatch.setenv("AUTHOR", "Bea")
    assert fingerprint.Fingerprints().config(config) != before


def test_only_what_was_saved_since_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now is read in any case: another write could bear the same moment."""
    read, digest_of = list[str](), fingerprint.file_digest
    monkeypatch.setattr(fingerprint, "file_digest", lambda path: read.append(path.name) or digest_of(path))
    for name in ("a", "b"):
        (tmp_path / name).write_text("before")
    prints, shows_a = Fingerprints(), ("shows", tmp_path / "a")

    def looked_at_anew() -> tuple[bool, bool, list[str]]:
        """Whether the object and the folder are as before, and what was read to see that."""
        read.clear()
        now = prints.anew()
        return now.object_digest(shows_a) == shown, now.folder(tmp_path) == folder, read

    shown, folder = prints.object_digest(shows_a), prints.folder(tmp_path)
    assert looked_at_anew() == (True, True, ["a", "b"])
    monkeypatch.setattr(fingerprint, "_SETTLED", 0)
    prints = Fingerprints()
    shown, folder = prints.object_digest(shows_a), prints.folder(tmp_path)
    assert looked_at_anew() == (True, True, [])
    (tmp_path / "b").write_text("beyond")
    assert looked_at_anew() == (True, False, ["b"])
    (tmp_path / "a").write_text("beyond")
    assert looked_at_anew() == (False, False, ["a", "b"])
    (tmp_path / "b").unlink()
    (tmp_path / "c").write_text("before")
    assert looked_at_anew() == (False, False, ["a", "c"])
