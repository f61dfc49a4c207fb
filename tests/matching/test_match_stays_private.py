"""The whole of `match`, with a secret in every cell: nothing of it is outside of the private folder, and nobody else can read it there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from application_tables import HEAD, PROGRAM, people
from conftest import LEAD, NO_WORKBOOKS, ONE_FORM, PATIENCE, Project, begun

from mentorkit.build.workers import Worker
from mentorkit.core.problems import BuildFailed, Problem, Span

SECRET = "Zebra"
"""Stands in every cell that is no option of a question, in capitals or not."""
RUNS = (
    ("match", "acme/lead"),
    ("match", "acme/lead", "--accept"),
    ("match", "acme/lead", "--profiles"),
    ("build", "acme/lead"),
)
ONE_AFTER_THE_OTHER = f"""\
from mentorkit.cli import main
codes = []
for words in {RUNS!r}:
    try:
        main(words, prog_name="mentorkit")
    except SystemExit as ended:
        codes.append(ended.code or 0)
print(*codes)
"""
"""Runs all in one process, which reads the stock once, and says at its end how each ended."""
WITH_PROFILES = PROGRAM.replace("{id: department, ask: Department,", "{id: department, ask: Department, shown: yes,")


def applicant(number: int, role: str, grade: str, name: str = "", **cells: str) -> tuple[str, ...]:
    """A row with secrets; of mentors, with a yes to the profile."""
    person = {
        "name": name or f"{SECRET} Nr{number}", "email": f"{SECRET}.{number}@example.org", "department": f"{SECRET} unit {number % 3}",
        "topics": f"Feedback, {SECRET} topic", "manager": f"{SECRET} Boss{number}", "not_with": "", "first": "", "capacity": "2", "zone": "",
    } | cells  # fmt: skip
    return (
        person["name"], person["email"], role, grade, person["department"], person["topics"], person["manager"], person["not_with"], person["first"],
        "", person["capacity"], person["zone"], f"{SECRET} why", "yes" if role == "mentor" else "",
    )  # fmt: skip


ROWS = (
    applicant(1, "mentor", "Head"), applicant(2, "mentor", "Head", f"Łucja {SECRET}"), applicant(3, "mentor", "Lead", f"{SECRET} Ζωή"),
    applicant(4, "mentee", "Lead", not_with=f"{SECRET} Nr1"), applicant(5, "mentee", "Senior", f"{SECRET} Nr5 Ø", first=f"{SECRET} Nr1"),
    applicant(6, "mentee", "Junior", not_with=f"{SECRET}.3@example.org"), applicant(7, "mentee", "Junior"), applicant(8, "mentee", "Head"),
)  # fmt: skip


@dataclass(frozen=True)
class WholeRound:
    """A workspace in which everything was run, where temporary files would lie, and what was said."""

    root: Path
    temporary: Path
    said: str
    codes: tuple[int, ...]

    @property
    def private(self) -> Path:
        return self.root / "private"

    @property
    def matching(self) -> Path:
        return self.private / "acme/lead/matching"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> WholeRound:
    """A whole round in a workspace that git keeps, with a folder of applications that somebody made by hand."""
    folder = tmp_path_factory.mktemp("whole")
    project = begun(folder / "workspace", WITH_PROFILES + NO_WORKBOOKS + ONE_FORM)
    temporary = folder / "temporary"
    subprocess.run(["git", "init", "-q", str(project.root)], check=True)
    head = (*HEAD, "Why do you apply?", "My profile may be shown")
    project.write("private/acme/lead/applications/all.csv", people(*ROWS, head=head))
    for path in (project.root / "private").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER],
        cwd=project.root, env=_environment(temporary), capture_output=True, text=True, check=True,
    )  # fmt: skip
    *said, codes = done.stdout.splitlines()
    return WholeRound(project.root, temporary, "\n".join([*said, done.stderr]), tuple(map(int, codes.split())))


def _environment(temporary: Path) -> dict[str, str]:
    return os.environ | {"TMPDIR": str(temporary), "HOME": str(temporary), "XDG_CACHE_HOME": str(temporary)}


def holds_secret(data: bytes) -> bool:
    """Whether bytes hold a secret, packed or not."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            return any(holds_secret(archive.read(one)) for one in archive.namelist())
    return SECRET.casefold().encode() in data.lower()


def leaks(root: Path, but: Path) -> Iterator[str]:
    """Every file outside of a folder that holds a secret, by its name or what stands in it."""
    for path in sorted(root.rglob("*")):
        if ".git" in path.parts or path.is_relative_to(but):
            continue
        if SECRET.casefold() in path.name.casefold() or (path.is_file() and holds_secret(path.read_bytes())):
            yield str(path.relative_to(root))


@pytest.mark.slow
def test_nothing_of_a_whole_round_is_outside_of_the_private_folder(whole: WholeRound) -> None:
    assert whole.codes == (0, 0, 0, 0), whole.said
    assert SECRET.casefold() not in whole.said.casefold(), whole.said
    made = {path.relative_to(whole.matching).as_posix() for path in whole.matching.rglob("*") if path.is_file()}
    assert {"proposal.html", "proposal.pdf", "pairs.xlsx", "matches.csv", "profiles.html", "profiles.pdf"} <= made
    assert (whole.root / "site/acme/lead/index.html").is_file()
    assert list(leaks(whole.root, whole.private)) == []
    assert list(leaks(whole.temporary, whole.private)) == []
    assert not (whole.private / "acme/lead/released.json").exists()
    command = ["git", "-C", str(whole.root), "status", "--porcelain", "--untracked-files=all"]
    assert "private" not in subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
def test_nobody_else_can_read_any_of_it(whole: WholeRound) -> None:
    assert not (whole.private / "acme/lead").stat().st_mode & 0o007
    for path in (whole.matching, *whole.matching.rglob("*")):
        assert oct(path.stat().st_mode & 0o777) == ("0o700" if path.is_dir() else "0o600"), path.name


@pytest.mark.slow
def test_what_people_receive_holds_nothing_that_only_others_may_know(whole: WholeRound) -> None:
    drafts = {path.name: path.read_text("utf-8") for path in (whole.matching / "messages").iterdir()}
    assert len(drafts) == len(ROWS)
    for name, text in drafts.items():
        for hidden in ("topic", "Boss", "Zebra why", "not to be matched", "choice", "Feedback", "Head", "Senior"):
            assert hidden not in text, name
        assert ("Zebra unit" in text) <= name.startswith("mentee"), name
    profiles = (whole.matching / "profiles.html").read_text("utf-8")
    assert "Zebra unit" in profiles
    for hidden in ("Zebra why", "Zebra topic", "@example.org", "Zebra Boss", "Zebra Nr7", "Feedback"):
        assert hidden not in profiles


@pytest.mark.slow
def test_a_killed_run_leaves_nothing_elsewhere(whole: WholeRound, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "mentorkit", *RUNS[0]],
        cwd=whole.root, env=_environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    scratch, end = whole.private / "acme/lead/.personal/scratch", time.monotonic() + PATIENCE
    while not list(scratch.glob("**/*.html")) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert list(scratch.glob("**/*.html"))
    assert list(leaks(tmp_path, whole.private)) == []
    assert list(leaks(whole.root, whole.private)) == []


@pytest.mark.slow
def test_what_cannot_be_laid_out_is_told_without_what_applicants_wrote(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(LEAD, PROGRAM)
    project.write("private/acme/lead/applications/all.csv", people(*[row[:12] for row in ROWS]))
    why = f"Lead: the programme’s fonts have no letters for “{SECRET}山”; put a font beside the brand file"

    def failing(*_: object) -> None:
        raise BuildFailed([Problem("book", why, Span("Lead"), f'or mend "{SECRET}"')])

    monkeypatch.setattr(Worker, "do", failing)
    done = project.run("match", "acme/lead")
    assert (done.exit_code, SECRET in done.output) == (1, False)
    assert "no letters for what applicants wrote; put a font" in done.output
