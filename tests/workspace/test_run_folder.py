"""The temporary folder of a run: inside the workspace, out of git, gone with the run or with the next one."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, ONE_FORM, SMALL, Project

from mentorkit.build import fleet
from mentorkit.core.atomic import own_folder
from mentorkit.workspace import run_folder as module
from mentorkit.workspace.private_folder import PrivateFolder
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.site_folder import site_lock


def runs(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / ".cache/mentorkit-runs").glob("run-*"))


def killed_run(workspace: Path) -> None:
    """A run that leaves its folder with a file in it, since it is killed."""
    child = os.fork()
    if not child:
        with run_folder(workspace) as folder:
            (folder / "left.txt").write_text("left", "utf-8")
            os._exit(9)
    os.waitpid(child, 0)


def test_temporary_files_lie_in_the_run_s_folder_and_go_with_it(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with run_folder(tmp_path) as folder:
        assert Path(tempfile.mkdtemp()).parent == folder
        assert os.environ["TMPDIR"] == str(folder), "which processes and engines go by"
        with run_folder(tmp_path) as inner:
            assert inner == folder
    assert (tempfile.gettempdir(), [*tmp_path.iterdir()]) == (before, [])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed here as no other system can")
def test_the_next_run_deletes_what_a_killed_one_left_and_nothing_of_one_at_work(tmp_path: Path) -> None:
    killed_run(tmp_path)
    assert len(runs(tmp_path)) == 2, "its folder and its lock"
    with run_folder(tmp_path) as at_work:
        tempfile.tempdir = str(tmp_path)  # as another process has it
        killed_run(tmp_path)
        with run_folder(tmp_path) as mine:
            assert mine != at_work
            names = [at_work.name, mine.name]
            assert runs(tmp_path) == sorted(names + [f"{name}.lock" for name in names])
        assert at_work.is_dir()
    assert runs(tmp_path) == []


def test_where_a_workspace_cannot_be_written_to_the_system_s_folder_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module, "own_folder", refused)
    with run_folder(tmp_path) as folder:
        assert folder.is_dir()
    assert not folder.exists()


def test_temporary_files_of_personal_copies_stay_in_the_private_folder(tmp_path: Path) -> None:
    with PrivateFolder(tmp_path).held():
        left = Path(tempfile.mkdtemp())
        assert left.is_relative_to(tmp_path)
        (left / "Ada.pdf").write_text("Ada", "utf-8")
    assert not left.exists()
    (tmp_path / ".personal/scratch").mkdir()
    (tmp_path / ".personal/scratch/Ada.pdf").write_text("of a killed run", "utf-8")
    with PrivateFolder(tmp_path).held():
        assert not (tmp_path / ".personal/scratch/Ada.pdf").exists()


def test_git_takes_nothing_of_what_is_ours(project: Project) -> None:
    """Neither the cache nor temporary files nor personal copies, nor what a killed run left of it."""
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + ONE_FORM)
    subprocess.run(["git", "init", "-q", project.root], check=True)
    (project.root / ".cache").mkdir()
    (project.root / ".cache/.gitignore").touch()  # by what was killed as it wrote it
    with run_folder(project.root), PrivateFolder(project.root / "private/acme/lead").held():
        (project.root / "private/acme/lead/mentee-ada").mkdir()
        (project.root / "private/acme/lead/mentee-ada/book.pdf").touch()
        with site_lock(project.root / "site", lambda: None):
            (project.root / "site/.mentorkit/.building/acme").mkdir(parents=True)
            (project.root / "site/.mentorkit/.building/acme/index.html").touch()
            said = subprocess.run(
                ["git", "status", "--porcelain", "-uall"], cwd=project.root, capture_output=True, text=True, check=True
            )
    assert said.stdout.split("?? ") == ["", "mkdocs.yml\n", "programs/acme/lead.yml\n", "site/.mentorkit/.gitignore\n"]


def test_a_word_that_people_wrote_to_git_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n!plugins\n", "utf-8")
    own_folder(tmp_path)
    assert (tmp_path / ".gitignore").read_text("utf-8") == "*\n!plugins\n"


def test_a_cache_that_cannot_be_written_is_told_once_and_stops_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + ONE_FORM)
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.write("taken", "a file in its place")))
    monkeypatch.setattr(fleet, "make_book", lambda job, _: job.folder.joinpath("index.html").touch())
    made = project.run("build", "-j", "1", "-q")
    assert made.exit_code == 0, made.output
    assert made.stderr.count("nothing can be kept here") == 1, made.stderr
    assert (project.root / "site/acme/lead/index.html").is_file()
