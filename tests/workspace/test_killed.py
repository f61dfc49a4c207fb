"""A process that is killed at any moment while it replaces a folder: the next one has the old or the new, whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from mentorkit.core.problems import BuildFailed
from mentorkit.upkeep import scaffold
from mentorkit.upkeep.scaffold import new_workspace
from mentorkit.workspace import site_folder
from mentorkit.workspace.private_folder import PrivateFolder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed here as no other system can")
CALLS = ("rename", "replace", "unlink")
"""The methods of paths that change what stands where."""


def killed(at: int, work: Callable[[], object]) -> bool:
    """Do this in a process that is killed at its so-many-th change of a folder; False where it has fewer."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [at]
    for name in CALLS:
        _kill_at(name, left)
    try:
        work()
    finally:
        os._exit(0)


def _kill_at(name: str, left: list[int]) -> None:
    original = getattr(Path, name)

    def counted(self: Path, *given: object, **named: object) -> object:
        if not left[0]:
            os._exit(9)
        left[0] -= 1
        return original(self, *given, **named)

    setattr(Path, name, counted)


def copy(root: Path, text: str, name: str = "mentee-ada") -> None:
    private = PrivateFolder(root)
    with private.held():
        private.put(name, text, {"book.pdf": text.encode()})


@pytest.mark.slow
def test_a_personal_copy_is_the_old_or_the_new(tmp_path: Path) -> None:
    for at in range(100):
        root = tmp_path / str(at)
        copy(root, "one")
        if not killed(at, partial(copy, root, "two")):
            assert at > 3, "it is killed at each rename"
            break
        copy(root, "other", "mentor-bob")  # the next run makes another one's
        assert (root / "mentee-ada/book.pdf").read_text("utf-8") in ("one", "two"), at
        assert PrivateFolder(root).foreign("mentee-ada") == "", "and it is known as ours"
        assert not list((root / ".personal").glob("*/*/book.pdf")), "nothing of anybody stays aside"
        copy(root, "three")
        assert (root / "mentee-ada/book.pdf").read_text("utf-8") == "three"


def portal(site: Path, text: str, program: str = "acme/lead") -> None:
    with site_folder.site_lock(site, lambda: None):
        try:
            site_folder.refuse_foreign(site, program)
            (site_folder.new_folder(site, program) / "index.html").write_text(text, "utf-8")
            site_folder.swap_in(site, program, text)
        finally:
            site_folder.tidy(site)


@pytest.mark.slow
@pytest.mark.parametrize("program", ["acme/lead", "lead", "www.acme.org"])
def test_a_portal_is_the_old_or_the_new(tmp_path: Path, program: str) -> None:
    for at in range(100):
        site = tmp_path / str(at)
        portal(site, "one", program)
        if not killed(at, partial(portal, site, "two", program)):
            assert at > 3, "it is killed at each rename"
            break
        portal(site, "other", "beta/board")  # the next run makes another one
        assert (site / program / "index.html").read_text("utf-8") in ("one", "two"), at
        portal(site, "three", program)
        assert (site / program / "index.html").read_text("utf-8") == "three"


@pytest.mark.parametrize("client", ["building", "old", "lock", "clients"])
def test_no_client_is_called_as_something_of_ours(tmp_path: Path, client: str) -> None:
    portal(tmp_path, "one", f"{client}/lead")
    site_folder.remember_client(tmp_path, f"{client}/lead", "0e")
    portal(tmp_path, "two", f"{client}/lead")
    assert (tmp_path / client / "lead/index.html").read_text("utf-8") == "two"
    assert site_folder.clients(tmp_path) == {"0e"}


@pytest.mark.slow
def test_a_new_workspace_is_made_whole_by_the_next_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaffold, "schema", cache(scaffold.schema))  # making them takes nearly all of the time
    new_workspace(tmp_path / "whole")
    for at in range(100):
        folder = tmp_path / str(at)
        if not killed(at, partial(new_workspace, folder)):
            assert at > 3, "it is killed at each rename"
            break
        if not (folder / "mkdocs.yml").exists():
            new_workspace(folder)
        assert tree(folder) == tree(tmp_path / "whole"), at


def test_a_folder_with_anything_else_in_it_is_no_place_for_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/key.schema.json").write_text("mine", "utf-8")
    with pytest.raises(BuildFailed):
        new_workspace(tmp_path)
    assert tree(tmp_path) == {"schema/key.schema.json": b"mine"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
