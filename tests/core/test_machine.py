"""What the machine refuses is said in words, whichever command it meets: nobody sees a traceback of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, ONE_FORM, SMALL, Project

from mentorkit.core.machine import machine_problem

LONG = "a" * 300


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "there is no room left on this disk"),
        (errno.EDQUOT, "your share of this disk is used up"),
        (errno.EROFS, "this lies on a disk that can only be read"),
        (errno.EACCES, "you have no right to this file or folder"),
        (errno.ENAMETOOLONG, "this name is longer than names may be here"),
        (errno.EBUSY, f"this could not be read or written: {os.strerror(errno.EBUSY)}"),
    ],
)
def test_an_error_of_the_system_in_words(number: int, said: str) -> None:
    problem = machine_problem(OSError(number, os.strerror(number), "site/page.html"))
    assert (problem.at.file, problem.message) == ("site/page.html", said)
    assert problem.hint


def test_where_memory_runs_out() -> None:
    assert machine_problem(MemoryError()).rule == machine_problem(OSError(errno.ENOMEM, "x")).rule == "memory"


COMMANDS = (
    ["build", "-j", "1"], ["package"], ["publish", "acme/lead", "--zip", "x.zip"],
    ["publish", "acme/lead", "--folder", "out"], ["report"], ["new", "client", "Zed"], ["new", "key", "Zed"],
    ["override", "templates/portal/home.html"], ["personalise", "acme/lead", "people.csv"],
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk_is_a_problem_in_words(
    command: list[str], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("people.csv", "role,name\nmentee,Ada\n")
    monkeypatch.chdir(project.root)

    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    for name in ("write_bytes", "write_text", "mkdir"):
        monkeypatch.setattr(Path, name, full)
    ended = project.run(*command)
    assert (ended.exit_code, type(ended.exception)) == (1, SystemExit), ended.exception
    assert "no room left" in ended.stderr or "No space left" in ended.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["check", LONG], ["check", f"acme/{LONG}"], ["check", f"{LONG}.yml"], ["build", LONG], ["build", "-d", LONG],
        ["show", LONG], ["report", LONG], ["report", "acme/lead", "--into", LONG], ["which", LONG], ["serve", LONG],
        ["which", f"templates/{LONG}"], ["which", "x", "--client", LONG], ["override", LONG],
        ["override", f"templates/{LONG}"], ["override", "x", "--client", LONG], ["outdated", LONG], ["update", LONG],
        ["update", "--adopt", LONG], ["new", "client", LONG], ["new", "program", f"{LONG}/{LONG}"], ["new", "key", LONG],
        ["new", "program", f"acme/{LONG}"], ["new", "program", "acme/b", "--archetype", LONG],
        ["new", "program", "acme/b", "--extends", LONG], ["personalise", LONG, "x"], ["personalise", "acme/lead", LONG],
        ["package", "--into", LONG], ["publish", "acme/lead", "--folder", LONG], ["publish", "acme/lead", "--zip", LONG],
    ],
    ids=lambda words: " ".join(words).replace(LONG, "long"),
)  # fmt: skip
@pytest.mark.slow
def test_a_name_that_no_system_takes_is_a_problem_in_words(
    command: list[str], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + ONE_FORM)
    monkeypatch.chdir(project.root)
    ended = project.run(*command)
    assert ended.exit_code in (1, 2), ended.output
    assert isinstance(ended.exception, SystemExit), ended.exception
