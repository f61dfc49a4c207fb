"""A private folder: one run at a time, each person's folder whole, and nothing of other people's replaced."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorkit.core.problems import BuildFailed
from mentorkit.workspace.private_folder import APPLICATIONS, MATCHING, PrivateFolder, close_to_others

FILES = {"workbook.pdf": b"book", "calendar.ics": b"dates"}


@pytest.fixture
def folder(tmp_path: Path) -> PrivateFolder:
    """A private folder with the copy of one person."""
    made = PrivateFolder(tmp_path / "private")
    made.put("mentee-ada", "key", FILES)
    return made


def test_a_second_run_is_refused_and_the_first_goes_on(folder: PrivateFolder) -> None:
    with folder.held():
        with pytest.raises(BuildFailed) as failed, folder.held():
            pass
        folder.put("mentee-ada", "another", FILES)
    (problem,) = failed.value.problems
    assert (problem.rule, problem.message, problem.hint) == (
        "private-folder",
        "another run is at work in this folder",
        "wait until it has ended",
    )
    with folder.held():
        assert folder.has("mentee-ada", "another")


def test_git_keeps_nothing_of_it(folder: PrivateFolder) -> None:
    with folder.held():
        pass
    assert (folder.root / ".gitignore").read_text("utf-8").endswith("\n*\n")


def test_files_that_are_no_longer_made_are_gone(folder: PrivateFolder) -> None:
    folder.put("mentee-ada", "another", {"workbook.pdf": b"new"})
    assert [path.name for path in (folder.root / "mentee-ada").iterdir()] == ["workbook.pdf"]
    assert not folder.foreign("mentee-ada")
    assert folder.others({"mentee-bob"}) == ["mentee-ada"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda home: (home / "workbook.pdf").write_bytes(b"edit"), "mentee-ada/workbook.pdf"),
        (lambda home: (home / "letter.txt").write_bytes(b"mine"), "mentee-ada/letter.txt"),
        (lambda home: (home / "photos").mkdir(), "mentee-ada/photos"),
        (lambda home: (home / "link").symlink_to("workbook.pdf"), "mentee-ada/link"),
    ],
    ids=["edited", "added", "a folder", "a link"],
)
def test_what_somebody_changed_or_put_there_is_named(
    folder: PrivateFolder, change: Callable[[Path], object], named: str
) -> None:
    change(folder.root / "mentee-ada")
    assert folder.foreign("mentee-ada") == named


@pytest.mark.parametrize("name", ["workbook.pdf", "calendar.ics"])
def test_a_copy_with_a_file_gone_is_made_again(folder: PrivateFolder, name: str) -> None:
    (folder.root / "mentee-ada" / name).unlink()
    assert not folder.has("mentee-ada", "key")
    assert not folder.foreign("mentee-ada")
    assert not folder.has("mentee-bob", "key")


@pytest.mark.skipif(os.name != "posix", reason="rights of other accounts are those of this system")
def test_a_new_one_is_closed_to_other_accounts(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o750)
    before = os.umask(0o002)
    try:
        for name in ("private/acme/lead", "shared"):
            with PrivateFolder(tmp_path / name).held():
                pass
    finally:
        os.umask(before)
    rights = [oct((tmp_path / name).stat().st_mode & 0o777) for name in ("private/acme/lead", "shared")]
    assert rights == ["0o700", "0o750"], "one that was there keeps the rights that somebody gave it"


def test_what_is_closed_is_its_owners_alone_also_in_a_folder_that_others_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "private/acme/lead"
    folder.mkdir(parents=True)
    for one in (folder, *folder.parents[:2]):
        one.chmod(0o777)
    private = PrivateFolder(folder)
    with private.held():
        for text in (b"first", b"second"):
            private.put(MATCHING, "x", {"pairs.csv": text, "proposal.html": text}, closed=True)
    made = folder / MATCHING
    assert {oct(one.stat().st_mode & 0o777) for one in made.iterdir()} == {"0o600"}
    assert oct(made.stat().st_mode & 0o777) == "0o700"
    assert private.others(set()) == []


def test_others_lose_every_right_to_a_folder_of_tables_and_a_group_keeps_its_own(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / APPLICATIONS, tmp_path / "elsewhere.csv"
    folder.mkdir()
    for path, mode in ((folder, 0o777), (folder / "mentors.csv", 0o664), (elsewhere, 0o644)):
        path.touch()
        path.chmod(mode)
    (folder / "link.csv").symlink_to(elsewhere)
    close_to_others(folder)
    assert [oct(path.stat().st_mode & 0o777) for path in (folder, folder / "mentors.csv", elsewhere)] == [
        "0o770",
        "0o660",
        "0o644",
    ]
    close_to_others(tmp_path / "nowhere")
