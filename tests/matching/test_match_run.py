"""The whole way: applications, a proposal, a table that people change in their spreadsheet, accepted pairs, workbooks."""

from __future__ import annotations

import csv
import stat
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from conftest import Project, begun
from python_calamine import CalamineWorkbook
from round_of_forty import PROGRAM, tables
from spreadsheets import xlsx

HOME = "private/acme/lead"


@pytest.fixture
def forty(tmp_path: Path) -> Project:
    project = begun(tmp_path / "workspace", PROGRAM)
    mentees, mentors = tables()
    project.write(f"{HOME}/applications/mentees.csv", mentees)
    project.write(f"{HOME}/applications/mentors.csv", mentors)
    return project


def ran(project: Project, *arguments: str) -> list[str]:
    """What a command says at its end, where it ends well."""
    result = project.run(*arguments)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout.splitlines()


def pairs(project: Project) -> dict[str, dict[str, str]]:
    """The table of pairs: each row by its mentee."""
    data = (project.root / HOME / "matching/pairs.xlsx").read_bytes()
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    named = [dict(zip(map(str, head), map(str, row), strict=True)) for row in rows]
    return {row["Mentee"]: row for row in named}


@pytest.mark.slow
def test_forty_applications_become_workbooks(forty: Project) -> None:
    folder = forty.root / HOME / "matching"
    *files, said = ran(forty, "match", "acme/lead")
    assert files == [f"{HOME}/matching/{name}" for name in ("proposal.html", "proposal.pdf", "pairs.xlsx")]
    assert said == "No problems. 40 people applied; 20 pairs proposed, 0 of them decided by you; 0 without a partner."
    first = pairs(forty)

    # somebody sorts the table by the mentor, moves columns, adds one, and decides
    kept, refused, written = "Ann Nowak", "Bob Nowak", "Chi Nowak"
    decided = {kept: "keep", refused: "refuse", written: "Keep anyway"}
    columns = ("Mentor", "Mentee", "Decision", "Proposed last", "Not with", "Why we decided so", "Rung?")
    rows = [row | {"Decision": decided.get(name, row["Decision"]), "Rung?": "on Monday" if name == kept else ""} for name, row in first.items()]  # fmt: skip
    for row in rows:
        if row["Mentee"] == written:
            row |= {"Mentor": first[refused]["Mentor"], "Why we decided so": "Both asked for it."}
    rows.sort(key=lambda row: row["Mentor"])
    sheet = [["Pairs after Tuesday"], [], columns, *([row.get(name, "") for name in columns] for row in rows)]
    forty.write(f"{HOME}/matching/pairs.xlsx", xlsx(sheet))

    assert " decided by you; " in ran(forty, "match", "acme/lead")[-1]
    second = pairs(forty)
    assert second[kept]["Mentor"] == first[kept]["Mentor"]
    assert (second[kept]["Decision"], second[kept]["Rung?"]) == ("keep", "on Monday")
    assert second[refused]["Not with"] == first[refused]["Mentor"] != second[refused]["Mentor"]
    assert second[written]["Mentor"] == first[refused]["Mentor"]
    assert second[written]["Decision"] == "keep anyway"
    assert "Both asked for it." in (folder / "proposal.html").read_text("utf-8")
    assert (folder / "pairs-before.xlsx").is_file()

    ran(forty, "match", "acme/lead", "--accept")
    accepted = list(csv.DictReader(StringIO((folder / "matches.csv").read_text("utf-8-sig"))))
    assert {(row["Mentee"], row["Mentor"]) for row in accepted} == {
        (name, row["Mentor"]) for name, row in second.items() if row["Mentor"]
    }
    assert len(list((folder / "messages").iterdir())) == 40
    for path in folder.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path

    ran(forty, "personalise", "acme/lead", str(folder / "matches.csv"))
    people = {path.name for path in (forty.root / HOME).iterdir() if path.name.startswith(("mentor-", "mentee-"))}
    assert len(people) == 2 * len(accepted) == 40


@pytest.mark.slow
def test_what_cannot_be_accepted_is_told_and_nothing_is_written(forty: Project) -> None:
    result = forty.run("match", "acme/lead", "--accept")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, "private/acme/lead/matching  error  there is no table of pairs to accept  [no-proposal]",
    )  # fmt: skip
    head = "Decision,Mentee,Mentor\n"
    forty.write(f"{HOME}/matching/pairs.csv", f"{head}keep,Ann Nowak,Nobody Knows\n")
    result = forty.run("match", "acme/lead", "--accept")
    assert "pairs.csv:2  error  nobody with the name in the column" in result.stderr
    assert "Nobody Knows" not in result.output + result.stderr
    forty.write("programs/acme/lead.yml", PROGRAM.replace("hybrid", "by hand"))
    result = forty.run("match", "acme/lead", "--accept")
    assert "readers of the portal are told that people make the matches  [matching-method]" in result.stderr
    assert [path.name for path in (forty.root / HOME / "matching").iterdir()] == ["pairs.csv"]


@pytest.mark.slow
def test_a_name_in_letters_that_no_font_has_costs_the_pdf_alone(forty: Project) -> None:
    head = "Name,Role,Your grade,Your department,What would you like to work on?,What can you help with?\n"
    rows = ("𐎀𐎁 Nowak,mentee,Officer,A,Budgets,\n", "Bo Long,mentor,Manager,B,,Budgets\n")
    for name in ("mentees", "mentors"):
        (forty.root / f"{HOME}/applications/{name}.csv").unlink()
    forty.write(f"{HOME}/applications/all.csv", head + "".join(rows))
    result = forty.run("match", "acme/lead")
    assert result.exit_code == 0, result.output + result.stderr
    assert "warning  " in result.stderr
    assert "no letters for what applicants wrote" in result.stderr
    assert not {"𐎀", "Nowak", "Long"} & set(result.stderr.split())
    made = sorted(path.name for path in (forty.root / HOME / "matching").iterdir())
    assert made == ["pairs.xlsx", "proposal.html"]


@pytest.mark.slow
def test_without_the_solver_the_command_says_what_to_install(forty: Project) -> None:
    without = "import sys; sys.modules.update(numpy=None, scipy=None); from mentorkit.cli import main; main()"
    command = [sys.executable, "-c", without, "match", "acme/lead", "-f", str(forty.root / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    assert 'is not installed  [extra-missing]\n    pip install "mentorkit[matching]"' in done.stderr
