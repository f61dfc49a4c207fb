"""A cache that others can write to: nothing in it counts that was not kept here, and nothing is read or written elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, ONE_FORM, SMALL, Project

from mentorkit.build.cache import Cache
from mentorkit.build.cache_key import cache_key
from mentorkit.core.digests import digest
from mentorkit.core.names import is_inside
from mentorkit.core.problems import BuildFailed

KEY = "00ff"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with one entry, KEY, that holds a page."""
    (tmp_path / "made/deep").mkdir(parents=True)
    (tmp_path / "made/deep/page.html").write_bytes(b"page")
    made = Cache(tmp_path / "cache/acme")
    made.keep(KEY, tmp_path / "made", ["deep/page.html"], {"pages": 3})
    return made


def entry(cache: Cache) -> Path:
    [file] = cache.folder.rglob("entry")
    return file


def forged(files: dict[str, bytes]) -> str:
    """An entry as whoever does not have the key can write it."""
    told = {name: [len(data), sha256(data).hexdigest()] for name, data in files.items()}
    text = json.dumps({"files": told, "note": {"pages": 3}})
    return f"{digest(text)}\n{text}"


def put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(data)


def _page_and_digest(cache: Cache) -> None:
    home = entry(cache).parent
    put(home / "files/deep/page.html", b"evil")
    put(home / "entry", forged({"deep/page.html": b"evil"}).encode())


def _page_alone(cache: Cache) -> None:
    put(entry(cache).parent / "files/deep/page.html", b"evil")


def _page_through_a_link(cache: Cache) -> None:
    page = entry(cache).parent / "files/deep/page.html"
    put(cache.folder.parent / "elsewhere", b"page")
    page.unlink()
    page.symlink_to(cache.folder.parent / "elsewhere")


def _name_that_leads_out(cache: Cache) -> None:
    home = entry(cache).parent
    put(home / "files/page.html", b"evil")
    (home / "files/x").symlink_to(home)
    put(home / "entry", forged({"../templates/planted.html": b"evil", "x/../page.html": b"evil"}).encode())


def _pipe(cache: Cache) -> None:
    page = entry(cache).parent / "files/deep/page.html"
    page.unlink()
    os.mkfifo(page)


def _entry_as_a_pipe(cache: Cache) -> None:
    file = entry(cache)
    file.unlink()
    os.mkfifo(file)


def _more_than_was_kept(cache: Cache) -> None:
    put(entry(cache).parent / "files/deep/page.html", b"page" * 1000)


def _entry_of_another_key(cache: Cache) -> None:
    """What was kept once for something else, such as a page before it was mended."""
    home = entry(cache).parent
    put(cache.folder.parent / "made/deep/page.html", b"evil")
    cache.keep("11ff", cache.folder.parent / "made", ["deep/page.html"], {"pages": 3})
    [other] = [file.parent for file in cache.folder.rglob("entry") if file.parent != home]
    shutil.rmtree(home)
    other.rename(home)


def _home_as_a_link(cache: Cache) -> None:
    home = entry(cache).parent
    home.rename(cache.folder.parent / "elsewhere")
    home.symlink_to(cache.folder.parent / "elsewhere")


ATTACKS: list[Callable[[Cache], None]] = [
    _page_and_digest, _page_alone, _page_through_a_link, _name_that_leads_out, _pipe, _entry_as_a_pipe,
    _more_than_was_kept, _entry_of_another_key, _home_as_a_link,
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_somebody_else_put_into_an_entry_is_not_there(
    attack: Callable[[Cache], None], cache: Cache, tmp_path: Path
) -> None:
    assert replace(cache).take(KEY, tmp_path / "whole") == {"pages": 3}
    attack(cache)
    assert cache.take(KEY, tmp_path / "site") is None
    assert not [path for path in tmp_path.rglob("*") if path.name == "planted.html"]
    assert not [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    (tmp_path / "made/deep").mkdir(parents=True, exist_ok=True)
    put(tmp_path / "made/deep/page.html", b"page")
    cache.keep(KEY, tmp_path / "made", ["deep/page.html"], {"pages": 3})
    assert cache.take(KEY, tmp_path / "site") == {"pages": 3}, "and it is made and kept anew"


def test_a_name_of_an_entry_stays_in_the_folder_it_is_taken_into_even_where_the_key_is_known(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache/acme")
    (tmp_path / "made/inner").mkdir(parents=True)
    put(tmp_path / "made/planted.html", b"evil")
    cache.keep(KEY, tmp_path / "made/inner", ["../planted.html"], {})
    assert cache.take(KEY, tmp_path / "site") is None
    assert not (tmp_path / "planted.html").exists()


@pytest.mark.parametrize("name", ["", "/etc/x", "..", "a/../b", "a/..", "./a", "a//b", "c:/x", "a\\b", "C:x", "a\0b"])
def test_names_that_lead_elsewhere_on_some_system(name: str) -> None:
    assert not is_inside(name)
    assert is_inside("deep/page…of.html")


def test_files_that_are_kept_cannot_be_written_to_by_mistake(cache: Cache) -> None:
    for path in cache.folder.glob("??/**/*"):
        assert path.is_dir() or stat.S_IMODE(path.stat().st_mode) == 0o444, path


def test_tidying_follows_no_link(cache: Cache, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    put(precious / "thing/entry", b"old")
    put(tmp_path / "notes.txt", b"notes")
    os.utime(precious / "thing/entry", (0, 0))
    (cache.folder / "zz").symlink_to(precious)
    (cache.folder / ".gitignore").unlink()
    (cache.folder / ".gitignore").symlink_to(tmp_path / "notes.txt")
    cache.tidy()
    assert (precious / "thing/entry").read_bytes() == b"old"
    assert (tmp_path / "notes.txt").read_bytes() == b"notes"


def test_the_key_is_random_its_owners_alone_out_of_git_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MENTORKIT_CACHE_KEY")
    key = cache_key(tmp_path, tmp_path / ".cache/mentorkit")
    assert key == cache_key(tmp_path, tmp_path / "elsewhere") != cache_key(tmp_path / "other", tmp_path / "elsewhere")
    [file] = (tmp_path / ".cache").glob("*.key")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (tmp_path / ".cache/.gitignore").read_text("utf-8") == "*\n"
    assert sorted(path.name for path in (tmp_path / ".cache").iterdir()) == [".gitignore", "mentorkit.key"]
    file.chmod(0o644)  # as git or an archive would bring one along
    assert cache_key(tmp_path, tmp_path / "elsewhere") != key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert cache_key(tmp_path, tmp_path / ".cache") != cache_key(tmp_path, tmp_path / "elsewhere"), "it is not shared"


def test_a_key_in_the_environment_is_long_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORKIT_CACHE_KEY", "0123456789abcdef")
    assert cache_key(tmp_path, tmp_path) == cache_key(tmp_path / "other", tmp_path)
    assert not (tmp_path / ".cache").exists()
    monkeypatch.setenv("MENTORKIT_CACHE_KEY", "short")
    with pytest.raises(BuildFailed, match="too short"):
        cache_key(tmp_path, tmp_path)


@pytest.mark.slow
def test_a_page_that_somebody_changed_in_the_cache_is_not_published(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MENTORKIT_CACHE_KEY")
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.root.parent / "shared"))
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + ONE_FORM)
    assert project.run("build", "-j", "1", "-q").exit_code == 0
    page = (project.root / "site/acme/lead/index.html").read_bytes()
    for file in (project.root.parent / "shared").rglob("entry"):
        told = json.loads(file.read_text("utf-8").partition("\n")[2])
        if "index.html" in told["files"]:
            files = {name: (file.parent / "files" / name).read_bytes() for name in told["files"]}
            files |= {"index.html": b"evil", "../../../../templates/portal/home.html": b"evil"}
            put(file.parent / "files/index.html", b"evil")
            put(file, forged(files).encode())
    shutil.rmtree(project.root / "site")
    assert project.run("build", "-j", "1", "-q").exit_code == 0
    assert (project.root / "site/acme/lead/index.html").read_bytes() == page
    assert not (project.root / "templates").exists()
