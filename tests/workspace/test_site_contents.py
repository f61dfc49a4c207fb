"""Everything that lies in a site folder after each step of a build, and in which words one is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorkit.checking.report_text import problem_lines
from mentorkit.core.problems import BuildFailed
from mentorkit.workspace import site_folder

LEAD = "acme/lead"


def tree(folder: Path) -> list[str]:
    """Every file of a folder with its text, and every folder that is empty; but for the lock and what is remembered."""
    told = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.endswith(("lock", ".json", ".clients")):
            told.append(f"{name}: {path.read_text('utf-8')}")
        elif path.is_dir() and not any(path.iterdir()):
            told.append(f"{name}/")
    return told


def build(site: Path, text: str, program: str = LEAD, *more: str) -> None:
    """Put a portal of a page and `more` files into its place, as a build does."""
    folder = site_folder.new_folder(site, program)
    for name in ("index.html", *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    site_folder.refuse_foreign(site, program)
    site_folder.swap_in(site, program)
    assert list((site / ".mentorkit").rglob("index.html")) == [], "the old one is not kept, and the new one is no copy"
    site_folder.tidy(site)


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(BuildFailed) as failed:
        action()
    return "\n".join(line for problem in failed.value.problems for line in problem_lines(problem))


def test_a_portal_takes_the_place_of_the_one_before_and_nothing_else_is_left(tmp_path: Path) -> None:
    build(tmp_path, "one", LEAD, "keys/index.html")
    build(tmp_path, "other", "acme/grow")
    assert tree(tmp_path) == [
        "acme/grow/index.html: other",
        "acme/lead/index.html: one",
        "acme/lead/keys/index.html: one",
    ]
    build(tmp_path, "two")
    assert tree(tmp_path) == ["acme/grow/index.html: other", "acme/lead/index.html: two"]


def test_it_is_built_out_of_sight_in_a_folder_that_is_empty_each_time(tmp_path: Path) -> None:
    site_folder.new_folder(tmp_path, LEAD)
    site_folder.swap_in(tmp_path, LEAD)
    folder = site_folder.new_folder(tmp_path, LEAD)
    (folder / "half.html").write_text("half", "utf-8")
    assert tree(tmp_path) == [".mentorkit/.building/acme/lead/half.html: half", "acme/lead/"]
    assert list(site_folder.new_folder(tmp_path, LEAD).iterdir()) == []
    site_folder.tidy(tmp_path)
    assert tree(tmp_path) == ["acme/lead/"]


def test_what_is_remembered_lies_outside_of_what_is_published(tmp_path: Path) -> None:
    build(tmp_path, "one")
    site_folder.remember_client(tmp_path, LEAD, "0f0f")
    site_folder.tidy(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        ".mentorkit/.clients", ".mentorkit/acme/lead.json", "acme/lead/index.html",
    }  # fmt: skip


def test_no_build_writes_over_what_it_did_not_write(tmp_path: Path) -> None:
    build(tmp_path, "one", LEAD, "keys/index.html")
    lead = tmp_path / LEAD
    (lead / "keys/notes.txt").write_text("mine", "utf-8")
    said = f'{lead}  error  this folder holds "{{}}", which no build wrote  [not-ours]\n    move the folder away, or name another one'
    assert refusal(lambda: build(tmp_path, "two")) == said.format("keys/notes.txt")
    (lead / "index.html").write_text("edited", "utf-8")
    (lead / "keys/index.html").unlink()
    (lead / "keys/index.html").symlink_to("notes.txt")
    assert refusal(lambda: build(tmp_path, "two")) == said.replace('"{}"', '"index.html" and 2 more')
    assert (lead / "index.html").read_text("utf-8") == "edited"
    (lead / "keys/notes.txt").unlink()
    (lead / "keys/index.html").unlink()
    (lead / "index.html").write_text("one", "utf-8")
    (lead / "drafts").mkdir()
    build(tmp_path, "two")
    assert (lead / "index.html").read_text("utf-8") == "two", "what was removed or is empty is in nobody's way"


def test_a_clients_folder_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "acme").symlink_to(tmp_path / "elsewhere")
    assert refusal(lambda: build(tmp_path, "one")) == (
        f"{tmp_path / 'acme'}  error  this folder is a link; a build would replace what it leads to  [not-ours]\n"
        "    remove the link, or name another folder"
    )
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_and_a_file_are_no_place_for_a_portal(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    place = tmp_path / LEAD
    place.symlink_to(tmp_path / "elsewhere")
    assert refusal(lambda: build(tmp_path, "one")) == (
        f"{place}  error  this folder is a link; a build would replace what it leads to  [not-ours]\n"
        "    remove the link, or name another folder"
    )
    place.unlink()
    place.write_text("mine", "utf-8")
    assert refusal(lambda: build(tmp_path, "one")) == (
        f"{place}  error  this is a file; a build would put a folder in its place  [not-ours]\n"
        "    move the file away, or name another folder"
    )


@pytest.mark.parametrize("at", ["before the first", "between the two", "after the second"])
def test_a_build_that_is_killed_at_a_rename_leaves_one_whole_portal_and_the_next_goes_on(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "one", LEAD, "keys/index.html")
    folder, rename, calls = site_folder.new_folder(tmp_path, LEAD), Path.rename, list[Path]()
    (folder / "index.html").write_text("two", "utf-8")

    def killed(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 1 + ("before", "between", "after").index(at.split()[0]):
            raise KeyboardInterrupt
        moved = rename(self, target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        site_folder.swap_in(tmp_path, LEAD, "key")
    monkeypatch.undo()
    site_folder.refuse_foreign(tmp_path, LEAD)
    whole = ["acme/lead/index.html: two"] if at.startswith("after") else [
        "acme/lead/index.html: one", "acme/lead/keys/index.html: one",
    ]  # fmt: skip
    assert [one for one in tree(tmp_path) if one.startswith("acme")] == whole
    assert site_folder.holds(tmp_path, LEAD, "key") == at.startswith("after")
    build(tmp_path, "three")
    site_folder.tidy(tmp_path)
    assert tree(tmp_path) == ["acme/lead/index.html: three"]


def test_a_portal_is_known_by_what_it_was_made_from_until_a_file_is_touched(tmp_path: Path) -> None:
    folder = site_folder.new_folder(tmp_path, LEAD)
    (folder / "a/b/c").mkdir(parents=True)
    (folder / "a/b/c/page.html").write_text("page", "utf-8")
    site_folder.swap_in(tmp_path, LEAD, "key")
    assert site_folder.holds(tmp_path, LEAD, "key")
    assert not site_folder.holds(tmp_path, "acme/grow", "key")
    assert not site_folder.holds(tmp_path, LEAD, "other")
    assert site_folder.holds(tmp_path, LEAD, "key"), "asking changes nothing"
    (tmp_path / LEAD / "a/b/c/page.html").rename(tmp_path / LEAD / "a/b/page.html")
    assert not site_folder.holds(tmp_path, LEAD, "key")


def test_clients_are_remembered_as_long_as_their_portals_are_there(tmp_path: Path) -> None:
    assert site_folder.clients(tmp_path) == set()
    for program, mark in (("lead", "0f"), ("grow", "a1"), ("gone", "b2"), ("lead", "0e")):
        (tmp_path / program).mkdir(exist_ok=True)
        site_folder.remember_client(tmp_path, program, mark)
    (tmp_path / "gone").rmdir()
    assert site_folder.clients(tmp_path) == {"0e", "a1"}
    told = json.loads((tmp_path / ".mentorkit/.clients").read_text("utf-8"))
    assert told == {"lead": "0e", "grow": "a1", "gone": "b2"}


def test_a_site_is_free_again_after_a_build_that_failed(tmp_path: Path) -> None:
    said = list[str]()
    with pytest.raises(ZeroDivisionError), site_folder.site_lock(tmp_path / "new", lambda: said.append("waiting")):
        raise ZeroDivisionError
    with site_folder.site_lock(tmp_path / "new", lambda: said.append("waiting")):
        assert (tmp_path / "new").is_dir()
    assert said == []
