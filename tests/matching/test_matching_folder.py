"""The folder of matching: what we write in it takes the place of what we wrote, and of nobody else's work."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorkit.core.problems import BuildFailed
from mentorkit.matching import matching_folder
from mentorkit.matching.matching_folder import MatchingFolder
from mentorkit.workspace.private_folder import PrivateFolder


@pytest.fixture
def folder(tmp_path: Path) -> MatchingFolder:
    return MatchingFolder(PrivateFolder(tmp_path), "private/acme/lead/matching")


def names(folder: MatchingFolder) -> dict[str, str]:
    return {
        path.relative_to(folder.path).as_posix(): path.read_text()
        for path in sorted(folder.path.rglob("*"))
        if path.is_file()
    }


def test_a_run_takes_away_only_what_a_run_of_its_kind_wrote(folder: MatchingFolder) -> None:
    folder.keep("proposal", {"proposal.html": b"1", "pairs.xlsx": b"table"})
    folder.keep("accepted", {"matches.csv": b"m", "messages/mentee-ann.eml": b"a", "messages/mentor-bo.eml": b"b"})
    (folder.path / "our notes.txt").write_text("Tuesday")
    folder.keep("accepted", {"matches.csv": b"m2", "messages/mentor-bo.eml": b"b"})
    assert names(folder) == {
        "matches.csv": "m2", "messages/mentor-bo.eml": "b", "our notes.txt": "Tuesday", "pairs.xlsx": "table", "proposal.html": "1",
    }  # fmt: skip
    for path in folder.path.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o644 if path.name == "our notes.txt" else 0o600), path


def test_a_table_that_people_changed_is_kept_beside_the_new_one(folder: MatchingFolder) -> None:
    assert folder.table() is None
    folder.keep("proposal", {"pairs.xlsx": b"1"})
    folder.keep("proposal", {"pairs.xlsx": b"2"})
    assert names(folder) == {"pairs.xlsx": "2"}
    (folder.path / "pairs.xlsx").write_text("decided")
    folder.keep("proposal", {"pairs.csv": b"3"})
    assert names(folder) == {"pairs-before.xlsx": "decided", "pairs.csv": "3"}
    (folder.path / "pairs.xlsx").write_text("saved again as a workbook")
    assert folder.table() == folder.path / "pairs.xlsx"
    (folder.path / "pairs.csv").write_text("and changed here too")
    with pytest.raises(BuildFailed) as failed:
        folder.table()
    (problem,) = failed.value.problems
    assert problem.message == '"pairs.xlsx" and "pairs.csv" were both changed, and it is unclear which of them counts'


@pytest.mark.parametrize("how", ["changed", "a link", "a folder"])
def test_what_somebody_changed_or_put_there_is_not_replaced(how: str, folder: MatchingFolder, tmp_path: Path) -> None:
    folder.keep("accepted", {"matches.csv": b"m"})
    path = folder.path / "matches.csv"
    path.unlink()
    if how == "a link":
        path.symlink_to(tmp_path / "elsewhere.csv")
    elif how == "a folder":
        path.mkdir()
    else:
        path.write_text("with a column of groups")
    with pytest.raises(BuildFailed) as failed:
        folder.keep("accepted", {"matches.csv": b"new"})
    (problem,) = failed.value.problems
    assert problem.message == 'a new one would replace "matches.csv", which somebody changed or put there'
    assert not (tmp_path / "elsewhere.csv").exists()


def test_a_draft_that_somebody_changed_is_not_named_after_its_reader(folder: MatchingFolder) -> None:
    folder.keep("accepted", {"messages/mentee-ann.eml": b"a"})
    (folder.path / "messages/mentee-ann.eml").write_text("warmer words")
    with pytest.raises(BuildFailed) as failed:
        folder.keep("accepted", {"messages/mentee-ann.eml": b"b"})
    (problem,) = failed.value.problems
    assert problem.message == "a new one would replace a file in messages/, which somebody changed or put there"


def told(work: Callable[[], object]) -> str:
    with pytest.raises(BuildFailed) as failed:
        work()
    (problem,) = failed.value.problems
    return problem.message


def test_a_table_that_is_saved_while_a_run_is_at_work_stays(folder: MatchingFolder) -> None:
    folder.keep("proposal", {"pairs.xlsx": b"1"})
    seen = folder.state()
    (folder.path / "pairs.xlsx").write_text("decided meanwhile")
    said = "somebody saved the table of pairs while this run was at work"
    assert told(lambda: folder.keep("proposal", {"pairs.xlsx": b"2"}, seen)) == said
    assert names(folder) == {"pairs.xlsx": "decided meanwhile"}
    folder.keep("proposal", {"pairs.xlsx": b"2"}, folder.state())
    assert names(folder) == {"pairs-before.xlsx": "decided meanwhile", "pairs.xlsx": "2"}


def test_a_table_whose_decisions_are_not_all_in_the_new_one_is_kept(folder: MatchingFolder) -> None:
    folder.keep("proposal", {"pairs.xlsx": b"1"})
    folder.keep("proposal", {"pairs.xlsx": b"2"}, aside=True)
    assert names(folder) == {"pairs-before.xlsx": "1", "pairs.xlsx": "2"}


@pytest.mark.parametrize("lock", ["~$pairs.xlsx", ".~lock.pairs.csv#"])
def test_a_table_that_is_open_in_a_spreadsheet_is_not_replaced(lock: str, folder: MatchingFolder) -> None:
    folder.keep("proposal", {"pairs.xlsx": b"1"})
    folder.refuse_open()
    (folder.path / lock).write_text("somebody")
    assert told(folder.refuse_open) == "the table of pairs is open in a spreadsheet program"


def test_drafts_are_not_written_through_a_link(folder: MatchingFolder, tmp_path: Path) -> None:
    folder.path.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder.path / "messages").symlink_to(tmp_path / "elsewhere")
    made = {"matches.csv": b"m", "messages/mentee-ann.eml": b"a"}
    assert told(lambda: folder.keep("accepted", made)) == "messages/ is a link, and no folder"
    assert not list((tmp_path / "elsewhere").iterdir())


class _KilledError(Exception):
    """The end of a process."""


def killed_at(name: str, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    write = matching_folder._write

    def until(path: Path, data: bytes) -> None:
        if path.name == name:
            raise _KilledError
        write(path, data)

    with monkeypatch.context() as changed:
        changed.setattr(matching_folder, "_write", until)
        with pytest.raises(_KilledError):
            work()


def test_what_a_killed_run_left_goes_with_the_next(folder: MatchingFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.keep("accepted", {"messages/mentee-ann.eml": b"a", "messages/mentee-zoe.eml": b"z"})
    new = {"messages/mentee-ann.eml": b"a2"}
    for _ in range(3):  # killed again and again, each time with other bytes
        new["messages/mentee-ann.eml"] += b"!"
        killed_at("mentee-ann.eml", monkeypatch, lambda: folder.keep("accepted", new))
    folder.keep("accepted", new)
    assert names(folder) == {"messages/mentee-ann.eml": "a2!!!"}


def test_decisions_survive_the_way_to_another_kind_of_table(
    folder: MatchingFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.keep("proposal", {"pairs.xlsx": b"1"})
    (folder.path / "pairs.xlsx").write_text("decided")
    killed_at("pairs.csv", monkeypatch, lambda: folder.keep("proposal", {"pairs.csv": b"2"}))
    assert folder.table() == folder.path / "pairs.xlsx"
    assert names(folder) == {"pairs-before.xlsx": "decided", "pairs.xlsx": "decided"}
    folder.keep("proposal", {"pairs.csv": b"2"})
    assert names(folder) == {"pairs-before.xlsx": "decided", "pairs.csv": "2"}
