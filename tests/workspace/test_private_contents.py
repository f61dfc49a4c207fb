"""A folder of personal data: whose files lie in it, what was made from what, and who is left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Project

from mentorkit.checking.report_text import problem_lines
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.workspace.private_folder import PrivateFolder, misplaced, published, refuse_public
from mentorkit.workspace.workspace import Workspace, open_workspace

ADA = "mentee-ada"
BOOK = {"workbook.pdf": b"book", "calendar.ics": b"dates"}


@pytest.fixture
def private(tmp_path: Path) -> PrivateFolder:
    return PrivateFolder(tmp_path / "people")


@pytest.fixture
def workspace(project: Project) -> Workspace:
    found = open_workspace(project.root / "mkdocs.yml").value
    assert found
    return found


def told(problems: list[Problem]) -> list[str]:
    return [line for problem in problems for line in problem_lines(problem)]


def refusal(action: Callable[[], object]) -> list[str]:
    with pytest.raises(BuildFailed) as failed:
        action()
    return told(list(failed.value.problems))


def handed_out(private: PrivateFolder) -> dict[str, bytes]:
    """Every file that is in somebody's folder."""
    files = (path for path in private.root.glob("[!.]*/**/*") if path.is_file())
    return {path.relative_to(private.root).as_posix(): path.read_bytes() for path in files}


def test_a_copy_is_put_in_place_of_the_one_before_whole(private: PrivateFolder) -> None:
    with private.held():
        private.put(ADA, "one", BOOK)
        private.put("mentor-bob", "one", {"workbook.pdf": b"his"})
        private.put(ADA, "two", {"workbook.pdf": b"new"})
        assert handed_out(private) == {f"{ADA}/workbook.pdf": b"new", "mentor-bob/workbook.pdf": b"his"}
        assert not any((private.root / ".personal/old").rglob("*.pdf")), "an old copy is not kept"
    assert sorted(path.name for path in private.root.iterdir()) == [".gitignore", ".personal", ADA, "mentor-bob"]
    assert not [path for corner in ("making", "old") for path in (private.root / ".personal" / corner).rglob("*")]


def test_what_a_run_left_half_made_is_not_in_the_next_ones_way(private: PrivateFolder) -> None:
    with suppress(ZeroDivisionError), private.held():
        for corner in ("making", "old"):
            (private.root / ".personal" / corner / ADA).mkdir(parents=True)
            (private.root / ".personal" / corner / ADA / "half.pdf").write_bytes(b"half")
        private.put(ADA, "one", BOOK)
        assert handed_out(private) == {f"{ADA}/{name}": data for name, data in BOOK.items()}
        (private.root / ".personal/making/mentor-bob").mkdir(parents=True)
        raise ZeroDivisionError
    assert sorted(path.name for path in (private.root / ".personal").iterdir() if path.is_dir()) == ["made"]


def test_it_is_kept_out_of_git_but_by_whom_says_otherwise(private: PrivateFolder) -> None:
    with private.held():
        pass
    ignore = private.root / ".gitignore"
    assert ignore.read_text("utf-8") == "# Personal data: nothing in this folder belongs in a repository.\n*\n"
    ignore.write_text("mine", "utf-8")
    with private.held():
        pass
    assert ignore.read_text("utf-8") == "mine"


def test_two_runs_are_not_at_work_in_it_at_once(private: PrivateFolder) -> None:
    with private.held():
        (private.root / ".personal/making").mkdir(parents=True, exist_ok=True)
        assert refusal(private.held().__enter__) == [
            f"{private.root}  error  another run is at work in this folder  [private-folder]",
            "    wait until it has ended",
        ]
        assert (private.root / ".personal/making").is_dir(), "the other run's files are left alone"
    with private.held():
        pass


def test_a_copy_is_known_by_what_it_was_made_from_while_it_is_whole(private: PrivateFolder) -> None:
    assert not private.has(ADA, "one")
    private.put(ADA, "one", BOOK)
    assert private.has(ADA, "one")
    assert not private.has(ADA, "two")
    (private.root / ADA / "notes.txt").write_bytes(b"mine")
    assert private.has(ADA, "one"), "notes beside it do not make it another"
    (private.root / ADA / "calendar.ics").write_bytes(b"other")
    assert not private.has(ADA, "one")
    private.put(ADA, "one", BOOK)
    (private.root / ADA / "workbook.pdf").unlink()
    assert not private.has(ADA, "one")


def test_what_somebody_changed_or_put_there_is_named(private: PrivateFolder) -> None:
    assert private.foreign(ADA) == ""
    private.put(ADA, "one", BOOK)
    assert private.foreign(ADA) == ""
    (private.root / ADA / "notes").mkdir()
    (private.root / ADA / "notes/mine.txt").write_bytes(b"mine")
    assert private.foreign(ADA) == f"{ADA}/notes"
    (private.root / ADA / "calendar.ics").write_bytes(b"other")
    assert private.foreign(ADA) == f"{ADA}/calendar.ics"
    (private.root / ADA / "calendar.ics").unlink()
    (private.root / ADA / "calendar.ics").symlink_to("workbook.pdf")
    assert private.foreign(ADA) == f"{ADA}/calendar.ics"
    (private.root / "mentor-bob").write_bytes(b"mine")
    assert private.foreign("mentor-bob") == "mentor-bob"
    (private.root / "mentor-eve").symlink_to(ADA)
    assert private.foreign("mentor-eve") == "mentor-eve"


def test_what_a_killed_run_left_is_known_whichever_of_the_two_it_is(
    private: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    private.put(ADA, "one", BOOK)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            private.put(ADA, "two", {"workbook.pdf": b"new"})
    assert handed_out(private) == {f"{ADA}/{name}": data for name, data in BOOK.items()}
    assert (private.foreign(ADA), private.has(ADA, "two"), private.has(ADA, "one")) == ("", False, False)
    private.put(ADA, "two", {"workbook.pdf": b"new"})
    assert (private.foreign(ADA), private.has(ADA, "two")) == ("", True)


def test_who_is_no_longer_among_them_is_named_while_their_folder_is_there(private: PrivateFolder) -> None:
    assert private.others({ADA}) == []
    for name in ("mentor-eve", ADA, "mentor-bob", "mentee-ida"):
        private.put(name, "one", BOOK)
    (private.root / "letters").mkdir()
    (private.root / "mentee-ida/workbook.pdf").unlink()
    (private.root / "mentee-ida/calendar.ics").unlink()
    (private.root / "mentee-ida").rmdir()
    assert private.others({ADA}) == ["mentor-bob", "mentor-eve"]
    assert private.others({ADA, "mentor-bob", "mentor-eve"}) == []


def test_a_folder_is_published_where_it_or_one_above_holds_a_portal(tmp_path: Path) -> None:
    (tmp_path / "www/acme").mkdir(parents=True)
    assert published(tmp_path / "www/acme/people") == ""
    (tmp_path / "www/.mentorkit").mkdir()
    assert published(tmp_path / "www/acme/people") == published(tmp_path / "www") == (tmp_path / "www").as_posix()
    (tmp_path / "www/acme/index.html").write_text("", "utf-8")
    assert published(tmp_path / "www/acme/people") == (tmp_path / "www/acme").as_posix()


HINT = "    name an empty folder outside of it, or leave out --into: copies are then kept in private/"


def test_where_personal_copies_may_lie_and_where_not(workspace: Workspace) -> None:
    root, up = workspace.root, workspace.root.parent

    def said(folder: Path) -> str:
        first, hint = refusal(lambda: refuse_public(folder, workspace))
        assert hint == HINT
        return first

    below = 'in a workspace, personal copies lie below "private/" and nowhere else  [private-folder]'
    assert said(root / "private") == f"private  error  {below}"
    assert said(root).endswith(below)
    (up / "desk").mkdir()
    refuse_public(up / "desk", workspace)
    (up / "desk/letter.txt").write_text("mine", "utf-8")
    assert said(up / "desk") == f"{up / 'desk'}  error  this holds other things than personal copies  [private-folder]"
    (up / "desk/.personal").mkdir()
    for free in (up / "desk", up / "new", root / "private/acme/lead"):
        refuse_public(free, workspace)
    (up / ".git").mkdir()
    refuse_public(root / "private/acme/lead", workspace)
    kept = f'personal copies would lie in "{up.as_posix()}", whose files git keeps  [private-folder]'
    for folder in (up, up / "desk", root / "site"):
        assert said(folder).endswith(f"  error  {kept}")
    (root / "private").mkdir()
    (root / "private/index.html").write_text("", "utf-8")
    first, hint = refusal(lambda: refuse_public(root / "private/acme", workspace))
    lies = f'personal copies would lie in "{(root / "private").as_posix()}", which is published  [private-folder]'
    assert first.endswith(f"  error  {lies}")
    assert hint == "    publish the portal from another folder: what people wrote stays here"


def test_where_a_table_of_people_should_not_lie(workspace: Workspace) -> None:
    root, up = workspace.root, workspace.root.parent
    assert told(list(misplaced(up / "people.csv", workspace))) == []
    assert told(list(misplaced(root / "private/people.csv", workspace))) == []
    table = root / "programs/acme/people.csv"
    assert told(list(misplaced(table, workspace))) == [
        f"{table}  warning  this table lies among the files of programmes, where others will see it  [private-folder]",
        "    move it away, for example to private/",
    ]
    (root / "programs/index.html").write_text("", "utf-8")
    assert told(list(misplaced(table, workspace))) == [
        f'{table}  error  this table lies in "{(root / "programs").as_posix()}", which is published  [private-folder]',
        "    move it away, for example to private/",
    ]
