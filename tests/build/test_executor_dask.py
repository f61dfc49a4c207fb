"""Building by a cluster: the same bytes as here; workers that die, hang or are not alike; clusters that are gone or not there."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import pytest
from conftest import EPOCH, NO_WORKBOOKS, PATIENCE, SHORT, SMALL, Project, _here, until
from distributed import LocalCluster

from mentorkit.build import fleet
from mentorkit.build.cluster import dask_executor, task_transfer
from mentorkit.build.cluster.dask_executor import dask_cluster
from mentorkit.build.cluster.machine_environment import MachineEnvironment, machine_environment
from mentorkit.build.cluster.worker_processes import Order
from mentorkit.build.outputs import Job, make_book
from mentorkit.build.workers import Start, result
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.definition.settings import Limits

TINY = SHORT.replace("library: {forms: [goal-sheet]}", "library: {forms: []}")
LIMITS = Limits(seconds=120, megabytes=900)


@contextmanager
def begun_cluster(number: int) -> Iterator[LocalCluster]:
    """A cluster of worker processes, each of which does one task at a time and is given up after it died twice."""
    once = {"distributed.scheduler.allowed-failures": 1}
    with dask.config.set(once), LocalCluster(n_workers=number, threads_per_worker=1, dashboard_address=":0") as made:
        yield made


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two workers."""
    with begun_cluster(2) as made:
        yield made.scheduler_address


@pytest.fixture(autouse=True)
def sample_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "workers", _here)


@pytest.fixture(autouse=True)
def nothing_kept_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for each test: what another test has made of the same programme would come from there, and never from a cluster."""
    monkeypatch.setenv("MENTORKIT_CACHE", str(tmp_path / "cache"))


def build(project: Project, *words: str) -> Any:
    return project.run("build", "-q", "--executor", "dask", *words)


def told(future: Future[Any]) -> Problem:
    with pytest.raises(BuildFailed) as failed:
        result(future, LIMITS)
    (problem,) = failed.value.problems
    return problem


def die(job: Job) -> None:
    """End the worker that does this."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(PATIENCE)


def die_once(job: Job, book: Any) -> Any:
    """End the worker that does this, the first time; then make the book."""
    died = job.config.with_name("died")
    if not died.exists():
        died.touch()
        die(job)
    return make_book(job, book)


def stay(job: Job) -> None:
    """Never end, and say which process that is."""
    job.config.with_name("process").write_text(str(os.getpid()))
    time.sleep(PATIENCE)


def write(job: Job, name: str) -> str:
    """Write a file; return where."""
    target = job.folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(os.environ["SOURCE_DATE_EPOCH"])
    return str(job.folder)


def fill(job: Job) -> None:
    bytearray(2_000_000_000)


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_also_where_a_worker_dies_meanwhile(
    project: Project, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("programs/acme/lead.yml", TINY)
    here = project.run("build", "-q", "-j", "1")
    assert here.exit_code == 0, here.output
    monkeypatch.setattr(fleet, "make_book", die_once)
    made = build(project, "--scheduler", cluster, "-d", str(project.root / "there"), "--fresh")
    assert (made.exit_code, made.output) == (0, "")
    assert (project.root / "died").exists()
    one, other = (project.files(f"{site}/acme") for site in ("site", "there"))
    assert one == other
    assert {"lead/index.html", "lead/downloads/mentor-workbook.pdf", "lead/calendar-mentee.ics"} <= one.keys()


@pytest.mark.slow
def test_tasks_stay_within_their_limits_and_end_with_the_run(project: Project, cluster: str) -> None:
    job = project.job()
    with dask_cluster(cluster)(1, LIMITS) as runner:
        assert runner.at_once() == 4
        worked_in = result(runner.start(write, job, "below/text"), LIMITS)
        assert (job.folder / "below/text").read_text() == os.environ["SOURCE_DATE_EPOCH"]
        assert not Path(worked_in).exists()
        with pytest.raises(Exception, match="needs more than 900 MB of memory"):
            result(runner.start(fill, job), LIMITS)
        died = told(runner.start(die, job))
        assert died.message == "the workers that were at work on acme/lead ended, one after the other"
        with pytest.raises(KeyboardInterrupt), interrupted(runner.start, job) as process:
            pass
    until(lambda: not Path(f"/proc/{process}").exists(), lambda: process)


@contextmanager
def interrupted(start: Start, job: Job) -> Iterator[int]:
    """The process of a task that never ends, while the build is interrupted."""
    note = job.config.with_name("process")
    start(stay, job)
    until(note.exists, lambda: "no process")
    until(lambda: bool(note.read_text()), lambda: "no process")
    yield int(note.read_text())
    raise KeyboardInterrupt


@pytest.mark.slow
def test_a_cluster_that_goes_away_is_told_and_no_task_waits_for_it(project: Project) -> None:
    job = project.job()
    with begun_cluster(1) as cluster, dask_cluster(cluster.scheduler_address)(1, LIMITS) as runner:
        waiting = runner.start(stay, job)
        until(job.config.with_name("process").exists, lambda: "no process")
        cluster.close()
        for future in (waiting, runner.start(stay, job)):
            assert told(future).message == "the connection to this cluster was lost"


class WithoutWorkers:
    """A client of a cluster whose workers have gone, while its scheduler waits for others."""

    status = "running"

    def get_executor(self, **_: object) -> WithoutWorkers:
        return self

    def nthreads(self) -> dict[str, int]:
        return {}

    def submit(self, *_: object) -> Future[Any]:
        return Future()


def test_a_cluster_that_stays_without_workers_is_told_and_no_task_waits_for_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_executor, "_WATCHING", 0.01)
    monkeypatch.setattr(dask_executor, "_WITHOUT_WORKERS", 0.1)
    job, order = project.job(), Order("run", LIMITS, EPOCH)
    executor = dask_executor.ClusterExecutor(WithoutWorkers(), "tcp://there:8786", order)  # type: ignore[arg-type]
    waiting = executor.submit(write, job, "text")
    executor.watch()
    for future in (waiting, executor.submit(write, job, "text")):
        assert future.done()
        message = "all workers of this cluster are gone, and for 0.1 seconds no other has come"
        assert told(future).message == message


@pytest.mark.slow
def test_a_worker_that_is_not_like_this_machine_makes_nothing(
    project: Project, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        dask_executor, "machine_environment", lambda: replace(machine_environment(), letters="of other fonts")
    )
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS)
    made = build(project, "--scheduler", cluster)
    assert made.exit_code == 1
    lines = made.stderr.splitlines()
    assert all(line.startswith("tcp://127.0.0.1:") for line in lines[:4:2])
    assert all(
        line.endswith("  error  this worker has other fonts, or other libraries that set type  [cluster]")
        for line in lines[:4:2]
    )
    assert lines[4] == "2 errors. Nothing was written."
    assert not (project.root / "site/acme").exists()


def test_it_is_said_what_two_machines_have_not_in_common() -> None:
    here = MachineEnvironment("3.11.7 (main)", ("a-1", "b-1", "c-1", "d-1", "e-1"), "p", "l")
    assert here.difference_from(here) == ""
    assert (
        replace(here, python="3.12.1\n[GCC]").difference_from(here)
        == "has Python 3.12.1 [GCC], and here it is 3.11.7 (main)"
    )
    other = replace(here, packages=("a-2", "b-1", "c-1"))
    assert other.difference_from(here) == "has other packages: a-2 only there, a-1 only here, d-1 only here and 1 more"
    assert replace(here, program="x").difference_from(here) == "has another MentorKit"


def test_files_that_another_machine_does_not_see_are_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    style = project.write("programs/acme/templates/print/css/own.css", "p { color: red }")
    job, scratch = project.job(), project.root / "scratch"
    sent = task_transfer.Packer().pack(write, job, ("text",))
    assert task_transfer.run_packed(sent, scratch, EPOCH).files == {"text": EPOCH.encode()}
    assert [*scratch.iterdir()] == []
    config = project.root / "mkdocs.yml"
    style.write_text("p { color: blue }")
    assert unlike(sent, scratch) == (str(style), "a worker of the cluster sees another file here")
    style.unlink()
    assert unlike(sent, scratch) == (str(style), "a worker of the cluster does not see this")
    style.write_text("p { color: red }")
    style.with_name("more.css").touch()
    templates = str(project.root / "programs/acme/templates")
    assert unlike(sent, scratch) == (templates, "a worker of the cluster sees other files in this folder")
    style.with_name("more.css").unlink()
    config.write_text(config.read_text("utf-8") + "copyright: !ENV [OURS, none]\n", "utf-8")
    sent = task_transfer.Packer().pack(write, job, ("text",))
    monkeypatch.setenv("OURS", "theirs")
    message = "a worker of the cluster has other values of the variables that this takes from the environment"
    assert unlike(sent, scratch) == (str(config), message)


def unlike(sent: bytes, scratch: Path) -> tuple[str, str]:
    task_transfer._unpacked.cache_clear()
    with pytest.raises(BuildFailed) as failed:
        task_transfer.run_packed(sent, scratch, EPOCH)
    (problem,) = failed.value.problems
    return problem.at.file, problem.message


def test_a_file_that_leads_out_of_the_folder_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out of its folder"):
        task_transfer.TaskResult(None, {"../outside": b""}).unpack(tmp_path / "inside")
    assert not (tmp_path / "outside").exists()


def test_a_cluster_that_is_not_there_is_told_at_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_executor, "_CONNECTING", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        made = build(project, "--scheduler", address, "--book", "none")
    first, hint, last = made.stderr.splitlines()
    assert first.startswith(f"{address}  error  no scheduler answers at this address (")
    assert hint == "    look whether it runs and can be reached from here; with TLS, the address begins with tls://"
    assert (made.exit_code, last) == (1, "1 error. Nothing was written.")
    assert not (project.root / "site/acme").exists()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (TypeError("TLS expects a `ssl_context`"), "this address and Dask's own settings for TLS do not go together"),
        (TimeoutError(), "no scheduler answers at this address (no answer)"),
    ],
)
def test_a_connection_that_fails_is_told(error: Exception, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(dask_executor, "Client", fail)
    with pytest.raises(BuildFailed) as failed, dask_cluster("tls://there:8786")(1, LIMITS):
        pass
    (problem,) = failed.value.problems
    assert (str(problem.at), problem.message) == ("tls://there:8786", message)


class AbsentWorkers:
    """A client of a cluster with one worker, which never compares itself: it ends with a task of another build, or is gone."""

    status = "running"

    def __init__(self, *there: str, cancelled: bool) -> None:
        self.there, self.cancelled = iter(there), cancelled

    def get_executor(self, **_: object) -> AbsentWorkers:
        return self

    def nthreads(self) -> dict[str, int]:
        return {one: 1 for one in [next(self.there, "")] if one}

    def submit(self, *_: object) -> Future[MachineEnvironment]:
        asked: Future[MachineEnvironment] = Future()
        if self.cancelled:
            asked.cancel()
        return asked


@pytest.mark.parametrize("workers", [
    AbsentWorkers("tcp://10.0.0.7:40123", "tcp://10.0.0.7:40123", cancelled=True),
    AbsentWorkers("tcp://10.0.0.7:40123", cancelled=False),
    AbsentWorkers(cancelled=False),
], ids=["cancelled", "gone", "none"])  # fmt: skip
def test_a_cluster_of_which_no_worker_was_compared_makes_nothing(
    workers: AbsentWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_executor, "machine_environment", lambda: MachineEnvironment("", (), "", ""))
    order = Order("run", LIMITS, EPOCH)
    executor = dask_executor.ClusterExecutor(workers, "tcp://there:8786", order)  # type: ignore[arg-type]
    with pytest.raises(BuildFailed) as failed:
        executor.check_workers()
    (problem,) = failed.value.problems
    assert (problem.at.file, problem.message) == ("tcp://there:8786", "no worker of this cluster has answered")


class LostScheduler:
    """A client that does not know yet that its scheduler is gone, or whose scheduler is not like it."""

    status = "running"

    def get_executor(self, **_: object) -> None:
        """Have none."""

    def nthreads(self) -> dict[str, int]:
        raise OSError("Timed out during handshake")


def test_a_scheduler_that_goes_away_between_two_tasks_is_no_error_of_its_own() -> None:
    assert dask_executor.ClusterExecutor(LostScheduler(), "tcp://there:8786", None).at_once() == 1  # type: ignore[arg-type]


def test_a_scheduler_without_mentorkit_is_told() -> None:
    executor = dask_executor.ClusterExecutor(LostScheduler(), "tcp://there:8786", None)  # type: ignore[arg-type]
    executor.builder = MachineEnvironment("", (), "", "")
    answer: Future[MachineEnvironment] = Future()
    answer.set_exception(RuntimeError("Error during deserialization of the task graph."))
    problem = executor._mismatch_of(answer, "tcp://10.0.0.7:40123")
    assert problem
    assert (problem.at.file, problem.message) == (
        "tcp://there:8786", "the scheduler of this cluster has no MentorKit, or other packages",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--executor", "dask"], 1, "--executor  error  nothing says which cluster should build  [cluster]"),
        (["--scheduler", "tcp://there:8786"], 2, "only a cluster has one: --executor dask"),
        (["--executor", "dask", "--jobs", "2"], 2, "a cluster has as many workers as it has"),
    ],
)
def test_options_that_do_not_go_together(words: list[str], code: int, said: str, project: Project) -> None:
    made = project.run("build", *words)
    assert (made.exit_code, said in made.stderr) == (code, True), made.stderr


def test_without_the_extra_it_is_said_what_to_install(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "mentorkit.build.cluster.dask_executor")
    monkeypatch.setitem(sys.modules, "dask", None)
    made = build(project, "--scheduler", "tcp://there:8786")
    assert made.stderr.splitlines()[:2] == [
        'mentorkit  error  a cluster needs the package "dask", which is not installed  [extra-missing]',
        '    here and on every worker: pip install "mentorkit[cluster]"',
    ]
