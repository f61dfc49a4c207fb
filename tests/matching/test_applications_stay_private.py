"""Nothing of those who applied leaves the private folder: no message, log, temporary file, page or result holds a word of it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from application_tables import HEAD, PROGRAM, people, program, read
from conftest import LEAD, Project, begun
from spreadsheets import sheet_xml, xlsx

from mentorkit.core.problems import Problem
from mentorkit.matching.application_reading import read_applications
from mentorkit.workspace.private_folder import applications_folder, refuse_public
from mentorkit.workspace.workspace import open_workspace

SECRET = "Zebra-Secret"
"""Stands in every cell of these tables."""
ROW = (
    f"{SECRET} One", f"{SECRET}@example.org", "mentor", f"{SECRET} Head", SECRET, f"Feedback, {SECRET}", f"{SECRET} Boss",
    f"{SECRET} Two; never {SECRET}", f"{SECRET} Three", SECRET, f"{SECRET} 2", f"{SECRET}/Zone",
)  # fmt: skip
OTHER = (f"{SECRET} Two", f"{SECRET}2@example.org", "mentee", *ROW[3:])
WORST = (f"={SECRET}()", f"{SECRET} at example.org", f"{SECRET}", *ROW[3:])
TWIN = (f"{SECRET} One", f"{SECRET}-other@example.org", "mentee", *ROW[3:])
FILES: dict[str, str | bytes] = {
    "all.csv": people(ROW, OTHER, WORST, TWIN),
    "twice.csv": people(ROW, (*ROW[:4], "else", *ROW[5:]), OTHER, (f"{SECRET} Two", "", *OTHER[2:])),
    "no headings.csv": people(OTHER, WORST, head=ROW),
    "few headings.csv": people(OTHER, WORST, head=(*HEAD[:1], *ROW[1:])),
    "a heading too.csv": people((*ROW, SECRET), head=(*HEAD, "And your dog?")),
    "all, unclosed.csv": people(ROW) + f'"{SECRET},4\n{SECRET}\n',
    "all, too wide.csv": people(ROW, (*ROW, SECRET)),
    "all, hidden.csv": people(ROW).encode() + f"{SECRET}\0\n".encode(),
    "all, old.csv": (people(ROW) + f"{SECRET} caf").encode() + b"\xe9\n",
    "all, of no encoding.csv": (people(ROW) + SECRET).encode() + b"\x81\x9d\n",
    "all, a long cell.csv": people(ROW) + f"{SECRET * 20_000}\n",
    "all, an invisible letter.csv": people((f"{SECRET}\u202e One", *ROW[1:]), (f"{SECRET} {'x' * 120}", *OTHER[1:])),
    "all.xlsx": xlsx([HEAD, ROW, OTHER]),
    "all, merged.xlsx": xlsx(sheet_xml([HEAD, *[ROW] * 7], "B5:B8")),
    "all, with phones.csv": people(
        (*ROW, SECRET, "+44 20 7946 0000"), head=(*HEAD, "Employee name", "How to reach me")
    ),
}
SAID = (
    f'files:\n- file: all.csv\n  answers:\n    not-with:\n    - {{says: "{SECRET} Two", is: "{SECRET} Nobody"}}\n',
    f'files:\n- file: all.csv\n  answers:\n    not-with:\n    - {{says: "{SECRET} Two", is: "{SECRET} One"}}\n',
    f'files:\n- file: all.csv\n  answers:\n    grade:\n    - {{says: "{SECRET} Head", is: "{SECRET}"}}\n',
    f"files:\n- file: all.csv\n  answers:\n    line-manager: {SECRET}\n",
    f'files:\n- file: all.csv\n  columns:\n    "{SECRET}": grade\n',
)


def texts(problem: Problem) -> str:
    return f"{problem.rule} {problem.message} {problem.hint} {problem.at} {problem!r}"


CASES = [*((name, "") for name in FILES), *(("all.csv", said) for said in SAID)]


@pytest.mark.parametrize(("name", "columns"), CASES, ids=[f"{name} {number}" for number, (name, _) in enumerate(CASES)])
def test_no_message_holds_a_word_of_an_application(
    name: str,
    columns: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    monkeypatch.chdir(elsewhere)
    with warnings.catch_warnings(record=True) as warned, caplog.at_level(logging.DEBUG):
        reading = read(tmp_path / "private", (name, FILES[name]), columns=columns)
    assert reading.problems
    told = [*map(texts, reading.problems), *(str(one.message) for one in warned), caplog.text, *capfd.readouterr()]
    assert not [one for one in told if SECRET.casefold() in one.casefold()]
    assert list(elsewhere.rglob("*")) == []
    assert {path.name for path in (tmp_path / "private").iterdir()} <= {name, "columns.yml", ".gitignore"}


def test_people_that_are_printed_show_their_place_alone(tmp_path: Path) -> None:
    rows = [
        (f"{SECRET} One", f"{SECRET}@example.org", role, "Head", *[SECRET] * 2, *[""] * 6)
        for role in ("mentor", "mentee")
    ]
    reading = read(tmp_path, ("all.csv", people(*rows)))
    assert reading.applications, reading.errors
    assert len(reading.mentors) == len(reading.mentees) == 1
    assert SECRET.casefold() not in repr(reading.applications).casefold()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A workspace in a folder that git keeps, with applications that anybody may read."""
    project = begun(tmp_path_factory.mktemp("kept") / "workspace", PROGRAM)
    subprocess.run(["git", "init", "-q", str(project.root)], check=True)
    rows = [
        (f"{SECRET} One", f"{SECRET}.1@example.org", "mentor", "Head", f"{SECRET} A", "Feedback", "", "", "", "", "2", ""),
        (f"{SECRET} Two", f"{SECRET}.2@example.org", "mentee", "Lead", f"{SECRET} B", "Feedback", f"{SECRET} Boss", f"{SECRET}.9@example.org",
         f"{SECRET} One", "", "", ""),
        (f"{SECRET} Three", f"{SECRET}.3@example.org", "mentee", "Lead", f"{SECRET} C", f"{SECRET} topic", "", f"{SECRET} unknown", "", "", "", ""),
    ]  # fmt: skip
    project.write("private/acme/lead/applications/all.csv", people(*rows[:2]))
    (project.root / "private/acme/lead/applications").chmod(0o777)
    return project


def leaks(root: Path, private: Path) -> Iterator[str]:
    """Every file outside of the private folder that holds a secret, by its name or its bytes, packed or not."""
    for path in sorted(root.rglob("*")):
        if path.is_relative_to(private) or ".git" in path.parts:
            continue
        if SECRET.casefold() in path.name.casefold() or (
            path.is_file() and SECRET.casefold().encode() in path.read_bytes().lower()
        ):
            yield str(path)


def test_reading_writes_into_the_folder_of_applications_alone_and_closes_it(workspace: Project) -> None:
    opened = open_workspace(workspace.root / "mkdocs.yml").value
    assert opened is not None
    file = opened.choose(["acme/lead"])[0]
    before = {path for path in workspace.root.rglob("*") if ".git" not in path.parts}
    result = read_applications(opened, file, program())
    assert result.value is not None, result.problems
    folder = applications_folder(opened, file)
    new = {path for path in workspace.root.rglob("*") if ".git" not in path.parts} - before
    assert {path.parent for path in new} <= {folder}
    assert not [path for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o007]
    assert list(leaks(workspace.root, opened.root / "private")) == []
    kept = subprocess.run(
        ["git", "-C", str(workspace.root), "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "private" not in kept.stdout
    refuse_public(folder.parent, opened)


@pytest.mark.parametrize("place", ["site/acme/all.csv", "programs/acme/all.csv"])
def test_applications_are_not_read_where_everybody_can_and_not_without_a_word_among_sources(
    place: str, project: Project
) -> None:
    project.write(LEAD, PROGRAM)
    project.write("site/index.html", "x")
    path = project.write(place, people(ROW))
    opened = open_workspace(project.root / "mkdocs.yml").value
    assert opened is not None
    result = read_applications(opened, opened.choose(["acme/lead"])[0], program(), [path])
    assert "private-folder" in {one.rule for one in result.problems if "lies" in one.message}


_KILLED = """
import os, signal, sys, tempfile
from pathlib import Path
from mentorkit.answers import row_reading
from mentorkit.definition.program import Program
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.reading import read_as
from mentorkit.matching.application_reading import read_applications
from mentorkit.workspace.workspace import open_workspace
opened = open_workspace(Path("mkdocs.yml")).value
program = read_mapping(Path("programs/acme/lead.yml").read_text(), "lead.yml").then(lambda one: read_as(Program, one)).value
whole = row_reading.RowReader._answered
def killed(self, line, cells):
    if line > 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(self, line, cells)
row_reading.RowReader._answered = killed
read_applications(opened, opened.choose(["acme/lead"])[0], program)
"""


@pytest.mark.slow
def test_a_killed_run_leaves_nothing_elsewhere(workspace: Project, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary), "HOME": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-c", _KILLED],
        cwd=workspace.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert list(temporary.rglob("*")) == []
    assert list(leaks(workspace.root, workspace.root / "private")) == []
