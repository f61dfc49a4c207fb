"""A site folder is swapped whole, and nothing that is not ours is touched."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PATIENCE

from mentorkit.core.problems import BuildFailed
from mentorkit.workspace import site_folder


def built(site: Path, text: str) -> None:
    folder = site_folder.new_folder(site, "acme/lead")
    (folder / "index.html").write_text(text, "utf-8")
    site_folder.refuse_foreign(site, "acme/lead")
    site_folder.swap_in(site, "acme/lead")
    site_folder.tidy(site)


def page(site: Path) -> str:
    return (site / "acme/lead/index.html").read_text("utf-8")


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    built(tmp_path, "one")
    built(tmp_path, "two")
    assert page(tmp_path) == "two"
    assert sorted(p.name for p in (tmp_path / ".mentorkit").iterdir()) == ["acme"]


@pytest.mark.parametrize("name", ["notes.txt", "index.html"])
def test_a_folder_that_no_build_wrote_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "acme/lead").mkdir(parents=True)
    (tmp_path / "acme/lead" / name).write_text("mine", "utf-8")
    with pytest.raises(BuildFailed, match=f'this folder holds "{name}", which no build wrote'):
        built(tmp_path, "new")
    assert (tmp_path / "acme/lead" / name).read_text("utf-8") == "mine"


def test_an_edited_or_added_file_stops_the_next_build(tmp_path: Path) -> None:
    built(tmp_path, "one")
    (tmp_path / "acme/lead/index.html").write_text("edited", "utf-8")
    with pytest.raises(BuildFailed, match=r'holds "index\.html"'):
        built(tmp_path, "two")
    assert page(tmp_path) == "edited"


@pytest.mark.parametrize("to", ["index.html", "nowhere"])
def test_a_link_in_the_folder_is_nothing_that_a_build_wrote(tmp_path: Path, to: str) -> None:
    built(tmp_path, "one")
    (tmp_path / "acme/lead/start.html").symlink_to(to)
    with pytest.raises(BuildFailed, match=r'holds "start\.html"'):
        built(tmp_path, "two")


def test_a_file_where_the_folder_would_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/lead").write_text("mine", "utf-8")
    with pytest.raises(BuildFailed, match="this is a file; a build would put a folder in its place"):
        built(tmp_path, "one")
    assert (tmp_path / "acme/lead").read_text("utf-8") == "mine"


def test_a_link_is_not_built_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/acme").mkdir(parents=True)
    (tmp_path / "site/acme/lead").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BuildFailed, match="this folder is a link"):
        built(tmp_path / "site", "one")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_build_killed_after_the_swap_leaves_a_folder_known_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path, "one")
    folder = site_folder.new_folder(tmp_path, "acme/lead")
    (folder / "index.html").write_text("two", "utf-8")
    monkeypatch.setattr(shutil, "rmtree", lambda *a, **k: None)
    site_folder.swap_in(tmp_path, "acme/lead")
    monkeypatch.undo()
    built(tmp_path, "three")
    assert page(tmp_path) == "three"


def test_a_second_build_waits_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    waiting, entered = threading.Event(), threading.Event()

    def wait() -> None:
        said.append("waiting")
        waiting.set()

    def second() -> None:
        with site_folder.site_lock(tmp_path, wait):
            entered.set()

    with site_folder.site_lock(tmp_path, lambda: said.append("first waited")):
        other = threading.Thread(target=second)
        other.start()
        assert waiting.wait(PATIENCE)
        assert not entered.is_set()
    assert entered.wait(PATIENCE)
    other.join()
    assert said == ["waiting"]


def site_of_two(site: Path) -> Path:
    """A portal made from `key`, of a page and a picture, as a build leaves it."""
    folder = site_folder.new_folder(site, "acme/lead")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("page", "utf-8")
    (folder / "assets/logo.svg").write_text("logo", "utf-8")
    site_folder.swap_in(site, "acme/lead", "key")
    return site / "acme/lead"


def write(file: Path, text: str) -> None:
    """Write a file some time after the build."""
    file.write_text(text, "utf-8")
    os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 1))


@pytest.mark.parametrize(
    "touch",
    [
        lambda folder: write(folder / "index.html", "longer page"),
        lambda folder: write(folder / "index.html", "edit"),  # of the same size
        lambda folder: write(folder / "assets/logo.svg", "logo"),  # saved again as it was
        lambda folder: (folder / "assets/logo.svg").unlink(),
        lambda folder: (folder / "assets/new.txt").write_text("", "utf-8"),
        lambda folder: (folder / "index.html").rename(folder / "start.html"),
        lambda folder: shutil.rmtree(folder / "assets"),
        lambda folder: shutil.rmtree(folder),
        lambda folder: ((folder / "index.html").unlink(), (folder / "index.html").symlink_to("assets/logo.svg")),
    ],
    ids=["edited", "same size", "saved again", "removed", "added", "renamed", "no assets", "gone", "a link"],
)
def test_a_site_that_somebody_touched_is_not_called_unchanged(tmp_path: Path, touch: Callable[[Path], object]) -> None:
    folder = site_of_two(tmp_path)
    assert site_folder.holds(tmp_path, "acme/lead", "key")
    touch(folder)
    assert not site_folder.holds(tmp_path, "acme/lead", "key")


@pytest.mark.parametrize("key", ["", "another"])
def test_a_site_made_from_something_else_or_from_nobody_knows_what_is_not_called_unchanged(
    tmp_path: Path, key: str
) -> None:
    site_of_two(tmp_path)
    assert not site_folder.holds(tmp_path, "acme/lead", key)
    site_folder.new_folder(tmp_path, "acme/lead")
    site_folder.swap_in(tmp_path, "acme/lead", "")
    assert not site_folder.holds(tmp_path, "acme/lead", "")


def test_an_edit_that_keeps_size_and_moment_is_not_seen_at_once_but_never_written_over(tmp_path: Path) -> None:
    page = site_of_two(tmp_path) / "index.html"
    about = page.stat()
    page.write_text("edit", "utf-8")
    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert site_folder.holds(tmp_path, "acme/lead", "key")  # what it promises: size and moment, no more
    with pytest.raises(BuildFailed, match=r'holds "index\.html"'):
        site_folder.refuse_foreign(tmp_path, "acme/lead")
