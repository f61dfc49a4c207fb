"""Nothing of a row leaves the private folder: no message, log, temporary file or error holds a word of it."""

from __future__ import annotations

import logging
import tempfile
import warnings
from pathlib import Path

import pytest
from answer_tables import END, PROGRAM, program, read, table
from conftest import LEAD, Project
from spreadsheets import sheet_xml, xlsx

from mentorkit.answers.answers_folder import AnswersFolder
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.workspace.private_folder import refuse_public
from mentorkit.workspace.workspace import open_workspace

SECRET = "Zebra-Secret"
"""Stands in every cell of these files."""
ROW = (
    "mentee",
    f"{SECRET} 4",
    f"Feedback, {SECRET}, Career",
    SECRET,
    SECRET,
    SECRET,
    f"{SECRET} 8",
    f"{SECRET} was best",
)
FILES: dict[str, str | bytes] = {
    "end.csv": table(ROW, ROW),
    "end, unclosed.csv": table(ROW) + f'mentee,"{SECRET},4\n{SECRET}\n',
    "end, a mark inside.csv": table(ROW) + f'mentee,"{SECRET}" {SECRET},4\n',
    "end, too wide.csv": table(ROW, (*ROW, SECRET)),
    "end, hidden.csv": table(ROW).encode() + f"mentee,{SECRET}\0\n".encode(),
    "end, old.csv": (table(ROW) + f"mentee,{SECRET} caf").encode() + b"\xe9\n",
    "end, of no encoding.csv": (table(ROW) + f"mentee,{SECRET}").encode() + b"\x81\x9d\n",
    "end, a long cell.csv": table(ROW) + f"mentee,{SECRET * 20_000}\n",
    "end.xlsx": xlsx([("Role", *END), ROW]),
    "end, merged.xlsx": xlsx(sheet_xml([("Role", *END), *[ROW] * 7], "B5:B8")),
    "end, people.csv": table(
        ("2026-11-02 10:11", f"{SECRET}@example.org", SECRET, "10.1.2.3", f"{SECRET} {SECRET}", *ROW[1:]),
        ("2026-11-02 10:12", f"{SECRET}@example.org", SECRET, "10.1.2.4", f"{SECRET}@example.org", *ROW[1:]),
        head=("Timestamp", "E-mail", "Name", "IP Address", "Your code", *END),
    ),
    "end, unknown.csv": table((*ROW, SECRET), head=("Role", *END, "And your dog?")),
    "end, two columns.csv": table((*ROW, f"{SECRET} 2"), head=("Role", *END, "The pace was")),
}


def texts(problem: Problem) -> str:
    return f"{problem.rule} {problem.message} {problem.hint} {problem.at} {problem!r}"


@pytest.mark.parametrize("name", FILES)
def test_no_message_holds_a_word_of_an_answer(
    name: str,
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
        reading = read(tmp_path / "private", (name, FILES[name]))
    assert reading.problems
    told = [*map(texts, reading.problems), *(str(one.message) for one in warned), caplog.text, *capfd.readouterr()]
    assert not [one for one in told if SECRET.casefold() in one.casefold()]
    assert list(elsewhere.rglob("*")) == []
    assert {path.name for path in (tmp_path / "private").iterdir()} <= {name, "columns.yml", ".gitignore"}


def test_a_row_that_is_printed_shows_neither_code_nor_answers(tmp_path: Path) -> None:
    reading = read(tmp_path, ("end.csv", table(("ZEBRA7", *ROW[1:]), ("ZEBRA7", *ROW[1:]), head=("Your code", *END))))
    assert [row.code for row in reading.rows] == ["ZEBRA7", "ZEBRA7"]
    assert not [one for one in [*map(texts, reading.problems), repr(reading.rows)] if "zebra" in one.casefold()]


@pytest.mark.parametrize(
    "broken",
    [
        f'files:\n- file: end.csv\n  answers:\n    pace:\n    - {{says: "{SECRET}", is: "{SECRET}"}}\n',
        f'files:\n- file: end.csv\n  answers:\n    pace:\n    - {{says: "{SECRET}\n',
        f'files:\n- file: end.csv\n  answers:\n    pace:\n    - {{says: ["{SECRET}"], is: Right}}\n',
        f"files:\n- file: end.csv\n  answers:\n    pace:\n    - {SECRET}\n",
        f"files:\n- file: end.csv\n  answers:\n    pace:\n    - says: {SECRET}\n      is: Right: {SECRET}\n",
        f'files:\n- file: end.csv\n  answers:\n    pace:\n    - {{says: "{SECRET}", says: "{SECRET} 2", is: Right}}\n',
        f"files:\n- file: end.csv\n  answers:\n    pace: {SECRET}\n",
        f"files:\n- file: end.csv\n  answers:\n    pace:\n    - says: !{SECRET} x\n      is: Right\n",
        f"files:\n- file: end.csv\n  answers:\n    pace:\n    - {{says: {SECRET}, {SECRET}, is: Right}}\n",
        f"files:\n- file: end.csv\n  answers:\n    pace:\n    - {{says: “{SECRET}”: x, is: Right}}\n",
        f"files:\n- file: end.csv\n  answers:\n    pace:\n    - says: &{SECRET} x\n      is: Right\n",
    ],
)
def test_a_broken_file_of_columns_is_told_without_what_people_wrote(broken: str, tmp_path: Path) -> None:
    reading = read(tmp_path, ("end.csv", table(ROW)), columns=broken)
    assert reading.problems
    assert not [one for one in map(texts, reading.problems) if SECRET in one]


@pytest.mark.parametrize("place", ["site/acme/end.csv", "programs/acme/end.csv"])
def test_answers_are_not_read_where_everybody_can_and_not_without_a_word_among_sources(
    place: str, project: Project
) -> None:
    project.write(LEAD, PROGRAM)
    project.write("site/index.html", "x")
    path = project.write(place, table(("mentee", "4"), head=("Role", END[0])))
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    folder = AnswersFolder.of(workspace, workspace.choose(["acme/lead"])[0], program())
    assert folder.name == "private/acme/lead/answers"
    files, problems = folder.files([path])
    assert (len(files), {one.rule for one in problems if "lies" in one.message}) == (
        int(place.startswith("programs")),
        {"private-folder"},
    )


def test_git_is_told_to_leave_answers_alone_and_copies_may_lie_beside_them(project: Project) -> None:
    folder = project.root / "private/acme/lead/answers"
    read(folder, ("end.csv", table(("mentee", "4"), head=("Role", END[0]))))
    assert (folder / ".gitignore").read_text("utf-8").endswith("\n*\n")
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    refuse_public(folder.parent, workspace)
    (folder.parent / "other.txt").write_text("x", "utf-8")
    with pytest.raises(BuildFailed, match="this holds other things than personal copies"):
        refuse_public(folder.parent, workspace)
