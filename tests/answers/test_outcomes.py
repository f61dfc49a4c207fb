"""The whole way from files of answers to the report: figures as an independent count has them, and nothing of a row elsewhere."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import Counter
from io import StringIO
from pathlib import Path
from shutil import copytree

import pypdfium2
import pytest
import yaml
from conftest import LEAD, SMALL, Project, begun, processes
from filelock import FileLock
from made_up import HELPED, PROGRAMME, SECRET, as_file, end_rows, start_rows

ANSWERS, OUTCOMES = "private/acme/lead/answers", "private/acme/lead/outcomes"
ASKED = "Did you ask somebody in another team for advice last month?"


@pytest.fixture
def reported(project: Project, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The made-up programme with a draft and then a released report, and its portal. It is made once for all tests."""
    place = shared / "outcomes-workspace"
    with FileLock(f"{place}.lock"):
        if not (place / "done").exists():
            elsewhere = shared / "outcomes-temporary"
            elsewhere.mkdir()
            monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
            monkeypatch.setenv("TMPDIR", str(elsewhere))
            made = begun(place, PROGRAMME.replace("  code: yes\n", "  code: yes\n  results_published: yes\n"))
            made.write(f"{ANSWERS}/start.csv", as_file(start_rows(), ";"))
            made.write(f"{ANSWERS}/end.csv", as_file(end_rows()))
            with processes():
                said = [made.run("outcomes", "acme/lead")]
            release_one(place / ANSWERS / "words.yml")
            said.append(made.run("outcomes", "acme/lead", "--release", "-v"))
            said.append(made.run("build", "acme/lead", "-b", "none", "-d", str(place / "site")))
            assert [one.exit_code for one in said] == [0, 0, 0], [one.stderr for one in said]
            made.write("said.txt", "\n".join(one.stdout + one.stderr for one in said))
            made.write("done", "")
    copytree(place, project.root, dirs_exist_ok=True)
    return project


def release_one(file: Path) -> None:
    """Let the first answer in words be printed, in other words."""
    text = file.read_text("utf-8")
    head, first, *others = text.split("  - of: ")
    first = first.replace(f"{SECRET} number", "Shorter talks for number").replace("release: no", "release: yes")
    file.write_text("  - of: ".join((head, first, *others)), "utf-8")


def figures(project: Project) -> list[dict[str, str]]:
    text = (project.root / OUTCOMES / "figures.csv").read_text("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def counted(project: Project, question: str, questionnaire: str, group: str = "Everybody") -> dict[str, str]:
    """The numbers of a question, by answer."""
    return {
        one["Answer or figure"]: one["Number"]
        for one in figures(project)
        if (one["Question"], one["Questionnaire"], one["Group"]) == (question, questionnaire, group)
    }


@pytest.mark.slow
def test_figures_are_those_of_an_independent_count(reported: Project) -> None:
    for title, rows in (("Before we begin", start_rows()), ("Looking back", end_rows())):
        for question in (ASKED, "I know whom to ask in other teams.", "I have a plan for my next step."):
            own = {answer: str(number) for answer, number in Counter(row[question] for row in rows).items()}
            told = counted(reported, question, title)
            assert own.items() <= told.items()
    ticks = Counter(one for row in end_rows() for one in HELPED if one in row["Which of these helped you?"])
    assert {answer: str(ticks[answer]) for answer in HELPED}.items() <= counted(
        reported, "Which of these helped you?", "Looking back"
    ).items()
    held = [int(row["How many sessions did the two of you hold?"]) for row in end_rows()]
    told = counted(reported, "How many sessions did the two of you hold?", "Looking back")
    assert round(float(told["mean"]), 4) == round(sum(held) / len(held), 4)
    by_role = Counter((row["Role"], row[ASKED]) for row in end_rows())
    for role in ("Mentor", "Mentee"):
        told = counted(reported, ASKED, "Looking back", f"{role}s")
        assert {answer: told[answer] for answer in ("Yes", "No")} == {
            answer: str(by_role[role, answer]) for answer in ("Yes", "No")
        }


@pytest.mark.slow
def test_changes_are_those_of_people_whose_code_stands_in_both_rounds(reported: Project) -> None:
    before = {row["Your code"]: row for row in start_rows() if row["Your code"]}
    after = {row["Your code"]: row for row in end_rows() if row["Your code"]}
    question = "I have a plan for my next step."
    steps = [int(after[code][question]) - int(before[code][question]) for code in before.keys() & after.keys()]
    told = counted(reported, question, "Looking back", "")
    ways = {
        "higher": sum(step > 0 for step in steps),
        "the same": steps.count(0),
        "lower": sum(step < 0 for step in steps),
    }
    assert told == {f"Since the start: {way}": str(number) for way, number in ways.items()}


@pytest.mark.slow
def test_goals_are_told_by_their_measures(reported: Project) -> None:
    results = yaml.safe_load((reported.root / "programs/acme/results/lead.yml").read_text("utf-8"))
    yes = sum(row[ASKED] == "Yes" for row in end_rows())
    planned = sum(int(row["I have a plan for my next step."]) >= 4 for row in end_rows())
    told = [(goal.get("after"), goal.get("reached", "cannot be said")) for goal in results["goals"]]
    assert told[0] == (yes, "cannot be said")  # seven of those invited did not answer, and they could make it up
    assert told[1] == (pytest.approx(100 * planned / len(end_rows())), "no")
    assert told[3:] == [(None, "cannot be said"), (None, "in part")]


@pytest.mark.slow
def test_the_report_has_four_to_eight_pages_and_the_same_figures(reported: Project) -> None:
    document = pypdfium2.PdfDocument(reported.root / OUTCOMES / "report.pdf")
    try:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
        assert 4 <= len(document) <= 8
    finally:
        document.close()
    assert "Draft" not in text
    assert "Shorter talks for number" in text
    assert "1 of 16 answers in words stands here." in text
    yes = sum(row[ASKED] == "Yes" for row in end_rows())
    assert f"Yes: {yes} of {len(end_rows())} people" in text


@pytest.mark.slow
def test_nothing_of_a_row_stands_anywhere_but_in_the_files_of_answers(reported: Project, shared: Path) -> None:
    looked = 0
    for folder in (reported.root, shared / "outcomes-temporary"):
        for name in (Path(home, file) for home, _, files in os.walk(folder) for file in files):
            if not name.is_relative_to(reported.root / ANSWERS):
                data = name.read_bytes()
                assert SECRET.encode() not in data.lower(), name
                assert SECRET.encode("utf-16-le") not in data.lower(), name
                looked += 1
    assert looked > 50
    document = pypdfium2.PdfDocument(reported.root / OUTCOMES / "report.pdf")
    try:
        assert all(SECRET not in page.get_textpage().get_text_bounded().lower() for page in document)
    finally:
        document.close()


@pytest.mark.slow
def test_hidden_groups_stand_nowhere(reported: Project) -> None:
    assert not [one for one in figures(reported) if one["Group"] in ("From home", "Not said")]
    page = (reported.root / "site/acme/lead/results/index.html").read_text("utf-8")
    assert "Hidden, because few people are in a group" in page
    assert "There is a second round, with shorter sessions at the depot." in page


@pytest.mark.slow
def test_a_report_on_a_few_late_answers_repeats_what_was_released(reported: Project) -> None:
    before = counted(reported, ASKED, "Looking back")
    late = [
        row
        | {"Your code": "", "Email Address": f"late{number}@example.org", "Timestamp": f"2027-12-01 09:0{number}:00"}
        for number, row in enumerate(end_rows()[:3])
    ]
    reported.write(f"{ANSWERS}/end.csv", as_file([*end_rows(), *late]))
    assert reported.run("outcomes", "acme/lead").exit_code == 0
    assert counted(reported, ASKED, "Looking back") == before
    page = (reported.root / OUTCOMES / "report.html").read_text("utf-8")
    assert "These are the figures of an earlier report" in page


@pytest.mark.slow
def test_the_private_folder_is_closed_and_out_of_git(reported: Project, shared: Path) -> None:
    folder = shared / "outcomes-workspace/private/acme/lead"
    assert "*" in (folder / ".gitignore").read_text("utf-8").split()
    assert not (folder / ".personal/scratch").exists()
    assert not folder.stat().st_mode & 0o007


def test_without_answers_there_is_no_report(project: Project) -> None:
    project.write(LEAD, PROGRAMME)
    home = project.root / "private/acme/lead"
    (home / "answers").mkdir(parents=True, mode=0o755)
    result = project.run("outcomes", "acme/lead")
    assert result.exit_code == 1
    assert "no answers could be read, so there is no report" in result.stderr
    assert result.stderr.endswith("No report was written.\n")
    assert not (project.root / OUTCOMES).exists()
    assert [oct(one.stat().st_mode & 0o007) for one in (home, home / "answers")] == ["0o0", "0o0"]


def test_a_programme_that_asks_nothing_is_told(project: Project) -> None:
    project.write(LEAD, SMALL)
    result = project.run("outcomes", "acme/lead")
    assert result.exit_code == 1
    assert "this programme has no questionnaires" in result.stderr


def test_a_damaged_record_of_what_was_released_stops_it(project: Project) -> None:
    project.write(LEAD, PROGRAMME)
    project.write(f"{ANSWERS}/end.csv", as_file(end_rows()))
    project.write("private/acme/lead/released.json", "{}")
    result = project.run("outcomes", "acme/lead")
    assert result.exit_code == 1
    assert "the record of what was released is damaged" in result.stderr


def test_a_missing_record_of_what_was_released_stops_it(project: Project) -> None:
    project.write(LEAD, PROGRAMME)
    project.write(f"{ANSWERS}/end.csv", as_file(end_rows()))
    project.write("programs/acme/results/lead.yml", "smallest_group: 5\n")
    result = project.run("outcomes", "acme/lead")
    assert result.exit_code == 1
    assert "programs/acme/results/lead.yml" in result.stderr
    assert (
        "figures were released here, and private/acme/lead/released.json, the record of them, is missing"
        in result.stderr
    )
    assert "put private/acme/lead/released.json back from a backup" in " ".join(result.stderr.split())
    assert not (project.root / OUTCOMES).exists()


def test_several_programmes_are_wrong_usage(project: Project) -> None:
    project.write("programs/acme/other.yml", SMALL)
    assert project.run("outcomes", "acme").exit_code == 2
