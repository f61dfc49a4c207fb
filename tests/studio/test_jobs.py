"""Jobs of the studio: in a process of their own, with progress, an end that can be asked for, and a result that tells where it lies."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import LEAD, NO_WORKBOOKS, ONE_FORM, SMALL, Project, until

from mentorkit.core.problems import BuildFailed, Problem, Report, Severity, Span
from mentorkit.studio.job_process import run
from mentorkit.studio.jobs import Jobs, JobSeen, JobState, after, as_problem

QUICK = SMALL + ONE_FORM + NO_WORKBOOKS


@pytest.fixture
def jobs(project: Project) -> Iterator[Jobs]:
    """The jobs of a workspace whose one programme is made quickly."""
    project.write(LEAD, QUICK)
    made = Jobs(project.root / "mkdocs.yml")
    yield made
    made.cancel()


def told_of(project: Project, kind: str, **options: Any) -> list[dict[str, Any]]:
    """What a job tells that runs in this process."""
    told: list[dict[str, Any]] = []
    run(
        {"kind": kind, "program": "acme/lead", "config": str(project.root / "mkdocs.yml"), **options},
        lambda **one: told.append(one),
    )
    return told


def test_what_a_process_tells_makes_the_picture_of_its_job() -> None:
    problem = {
        "rule": "x",
        "message": "m",
        "at": ["f", 1, 2],
        "hint": "h",
        "severity": "warning",
        "client": "acme",
        "path": ["goals", 0],
    }
    seen = JobSeen(1, "build", "acme/lead")
    for told in ({"step": [1, 3, "a"]}, {"problems": [problem]}, {"said": "Portal shown"}, {"serving": "http://x/"}):
        seen = after(seen, told)
    assert (seen.done, seen.total, seen.what, seen.said, seen.serving) == (1, 3, "a", ("Portal shown",), "http://x/")
    assert seen.working
    seen = after(seen, {"ended": "done", "result": {"folder": "site"}})
    assert (seen.state, seen.result) == (JobState.DONE, {"folder": "site"})
    assert seen.problems == (Problem("x", "m", Span("f", 1, 2), "h", Severity.WARNING, "acme"),)
    assert as_problem(problem).path == ("goals", 0)


def test_a_programme_with_errors_is_refused_with_all_of_them(project: Project) -> None:
    project.write(LEAD, SMALL.replace("2027-12-01", "soon"))
    *_, problems, ended = told_of(project, "build")
    assert [one["path"] for one in problems["problems"]] == [["ends"]]
    assert ended == {"ended": "failed", "result": {}}


def test_a_portal_is_never_published_among_its_sources(project: Project) -> None:
    (told,) = told_of(project, "publish", folder=str(project.root / "content"))
    assert told["ended"] == "failed"
    assert told["problems"][0]["rule"] == "site-dir"


def test_a_mistake_of_ours_is_told_with_its_traceback(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentorkit.build import pipeline

    monkeypatch.setattr(pipeline, "build", lambda *_, **__: 1 / 0)
    (told,) = told_of(project, "build")
    assert told["ended"] == "failed"
    assert "ZeroDivisionError" in told["crashed"]


def test_office_files_are_made_in_a_folder_of_their_own(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentorkit.office import office_run

    made = office_run.OfficeMade(project.root / "office/acme/lead", 3, 1, ("documents/agreement.docx",), Report.of([]))
    monkeypatch.setattr(office_run, "make_office", lambda *_, **__: made)
    *_, ended = told_of(project, "office")
    assert ended == {
        "ended": "done",
        "result": {"folder": str(project.root / "office/acme/lead"), "made": 3, "edited": 1},
    }


@pytest.mark.slow
def test_one_job_at_a_time_with_progress_and_a_result(jobs: Jobs, project: Project) -> None:
    jobs.begin("build", "acme/lead")
    with pytest.raises(BuildFailed, match="another job is at work on acme/lead"):
        jobs.begin("package", "acme/lead")
    jobs.wait()
    seen = jobs.seen
    assert seen, "it was begun"
    assert (seen.state, seen.done) == (JobState.DONE, seen.total), seen
    assert seen.result == {"folder": str(project.root / "site/acme/lead"), "new": True}
    assert (project.root / "site/acme/lead/index.html").is_file()


@pytest.mark.slow
def test_a_job_that_is_cancelled_or_killed_leaves_nothing_behind(jobs: Jobs, project: Project) -> None:
    before = sorted(project.root.rglob("*"))
    jobs.begin("build", "acme/lead")
    jobs.cancel()
    assert jobs.seen
    assert jobs.seen.state is JobState.CANCELLED
    assert [path for path in sorted(project.root.rglob("*")) if path not in before and ".cache" not in path.parts] == []
    jobs.begin("build", "acme/lead")
    last = jobs._last
    assert last
    last._process.kill()
    last.wait()
    assert jobs.seen.state is JobState.FAILED
    assert jobs.seen.problems[0].rule == "job-ended"


@pytest.mark.slow
def test_a_preview_shows_what_is_saved_and_ends_with_the_studio(project: Project) -> None:
    project.write(LEAD, QUICK)
    order = {"kind": "preview", "program": "acme/lead", "config": str(project.root / "mkdocs.yml")}
    process = subprocess.Popen(
        [sys.executable, "-m", "mentorkit.studio.job_process"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    address = next(json.loads(line)["serving"] for line in process.stdout if "serving" in json.loads(line))

    def page() -> str:
        return str(urllib.request.urlopen(address).read().decode())

    assert "Lead" in page()
    project.write(LEAD, QUICK.replace("title: Lead", "title: Forward"))
    until(lambda: "Forward" in page(), page)
    process.stdin.close()
    assert process.wait(60) == 0
