"""The workers' side of a build on a cluster: tasks are run in processes of their own, within the same limits.

A worker is a process of Dask's with some threads. Each thread waits for one task, which another process does, as on the
machine that builds: a task that takes too much ends that process, and neither the worker nor the tasks beside it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import current_process
from pathlib import Path
from shutil import rmtree

from distributed import get_worker

from mentorkit.build.cluster.machine_environment import MachineEnvironment, machine_environment
from mentorkit.build.cluster.task_transfer import TaskResult, run_packed
from mentorkit.build.workers import Pool, result
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits

_TASKS = 100
"""As on the machine that builds: engines do not give back all memory that they took."""
_IDLE = 120.0
"""Seconds without a task after which processes end, for builds that were killed and could not end them."""


@dataclass(frozen=True, slots=True)
class Order:
    """The settings of a run, the same for all its tasks."""

    run: str
    """The unique id of the run."""
    limits: Limits
    epoch: str
    """SOURCE_DATE_EPOCH where the build runs; empty where it is not set."""


@dataclass(slots=True)
class _RunProcesses:
    """The processes of this worker for one run."""

    order: Order
    pool: Pool
    scratch: Path
    running: int = 0
    """Tasks that are running."""
    idle: threading.Timer | None = None
    machine: Future[MachineEnvironment] = field(init=False)

    def __post_init__(self) -> None:
        self.machine = self.pool.submit(machine_environment)

    def end(self) -> None:
        if self.idle:
            self.idle.cancel()
        self.pool.shutdown()
        rmtree(self.scratch, ignore_errors=True)


_runs: dict[str, _RunProcesses] = {}
_ended: set[str] = set()
_lock = threading.Lock()


def report_environment(order: Order) -> MachineEnvironment:
    """Return the environment of this worker. Raises BuildFailed and OutOfBounds where no book can be made in it."""
    with _processes(order) as processes:
        machine: MachineEnvironment = result(processes.machine, order.limits)
        return machine


def run_task(order: Order, builder: MachineEnvironment, sent: bytes) -> TaskResult:
    """Run a packed task, if this worker has the environment of the `builder`. Raises as `run_packed`, and OutOfBounds; BuildFailed if not."""
    with _processes(order) as processes:
        machine = result(processes.machine, order.limits)
        if difference := machine.difference_from(builder):
            raise BuildFailed([mismatch(get_worker().address, difference)])
        with _lock:
            future = processes.pool.submit(run_packed, sent, processes.scratch, order.epoch)
        returned: TaskResult = result(future, order.limits)
        return returned


async def end_run(run: str) -> None:
    """End all processes that this worker has for a run."""
    with _lock:
        _ended.add(run)
        processes = _runs.pop(run, None)
    if processes:
        await asyncio.to_thread(processes.end)


def mismatch(worker: str, difference: str) -> Problem:
    """The error for a worker that would make other files than the machine that builds."""
    hint = "give every machine of the cluster the same environment: one image, or one folder that all of them see"
    return Problem("cluster", f"this worker {difference}", Span(worker), hint)


@contextmanager
def _processes(order: Order) -> Iterator[_RunProcesses]:
    """The processes for this run; they are kept for its next task."""
    worker = get_worker()
    with _lock:
        if order.run in _ended:
            raise CancelledError
        if order.run not in _runs:
            process = current_process()
            if process.daemon:  # Dask begins its workers as such, and those may have no processes of their own
                process.daemon = False
            scratch = Path(worker.local_directory, f"mentorkit-{order.run}")
            pool = Pool(worker.state.nthreads, order.limits, _TASKS)
            _runs[order.run] = _RunProcesses(order, pool, scratch)
        processes = _runs[order.run]
        processes.running += 1
        if processes.idle:
            processes.idle.cancel()
    try:
        yield processes
    finally:
        with _lock:
            processes.running -= 1
            if not processes.running:
                processes.idle = threading.Timer(_IDLE, _release, [processes])
                processes.idle.daemon = True
                processes.idle.start()


def _release(processes: _RunProcesses) -> None:
    with _lock:
        if processes.running or _runs.get(processes.order.run) is not processes:
            return
        del _runs[processes.order.run]
    processes.end()
