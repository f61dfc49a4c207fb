"""The workers' side: what a worker of a cluster does for a build, in processes of its own within the same limits.

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

from mentorkit.build.cluster.likeness import MachineLikeness, likeness
from mentorkit.build.cluster.parcel import SentBack, done
from mentorkit.build.workers import Pool, result
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits

_TASKS = 100
"""As on the machine that builds: engines do not give back all memory that they took."""
_IDLE = 120.0
"""Seconds after which processes are let go of whose build has not said that it ended: it was killed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is the same for all tasks of a run."""

    run: str
    """A name that no other run has."""
    limits: Limits
    epoch: str
    """SOURCE_DATE_EPOCH where the build runs; empty where it is not set."""


@dataclass(slots=True)
class _Host:
    """The processes of this worker for one run."""

    order: Order
    pool: Pool
    scratch: Path
    guests: int = 0
    """Tasks that are being done."""
    idle: threading.Timer | None = None
    machine: Future[MachineLikeness] = field(init=False)

    def __post_init__(self) -> None:
        self.machine = self.pool.submit(likeness)

    def end(self) -> None:
        if self.idle:
            self.idle.cancel()
        self.pool.shutdown()
        rmtree(self.scratch, ignore_errors=True)


_hosts: dict[str, _Host] = {}
_ended: set[str] = set()
_lock = threading.Lock()


def introduce(order: Order) -> MachineLikeness:
    """Return what this worker's machine is like. Raises BuildFailed and OutOfBounds where no book can be made on it."""
    with _host(order) as host:
        machine: MachineLikeness = result(host.machine, order.limits)
        return machine


def do(order: Order, builder: MachineLikeness, sent: bytes) -> SentBack:
    """Do a task for a machine like `builder`. Raises BuildFailed where this is not one, and as `done` does; OutOfBounds."""
    with _host(order) as host:
        machine = result(host.machine, order.limits)
        if lacks := machine.lacks(builder):
            raise BuildFailed([stranger(get_worker().address, lacks)])
        with _lock:
            future = host.pool.submit(done, sent, host.scratch, order.epoch)
        returned: SentBack = result(future, order.limits)
        return returned


async def end(run: str) -> None:
    """End whatever this worker does for a run."""
    with _lock:
        _ended.add(run)
        host = _hosts.pop(run, None)
    if host:
        await asyncio.to_thread(host.end)


def stranger(worker: str, lacks: str) -> Problem:
    """A worker that would make other files than the machine that builds."""
    hint = "give every machine of the cluster the same environment: one image, or one folder that all of them see"
    return Problem("cluster", f"this worker {lacks}", Span(worker), hint)


@contextmanager
def _host(order: Order) -> Iterator[_Host]:
    """The processes for this run, which are kept for its next task."""
    worker = get_worker()
    with _lock:
        if order.run in _ended:
            raise CancelledError
        if order.run not in _hosts:
            process = current_process()
            if process.daemon:  # Dask begins its workers as such, and those may have no processes of their own
                process.daemon = False
            scratch = Path(worker.local_directory, f"mentorkit-{order.run}")
            pool = Pool(worker.state.nthreads, order.limits, _TASKS)
            _hosts[order.run] = _Host(order, pool, scratch)
        host = _hosts[order.run]
        host.guests += 1
        if host.idle:
            host.idle.cancel()
    try:
        yield host
    finally:
        with _lock:
            host.guests -= 1
            if not host.guests:
                host.idle = threading.Timer(_IDLE, _let_go, [host])
                host.idle.daemon = True
                host.idle.start()


def _let_go(host: _Host) -> None:
    with _lock:
        if host.guests or _hosts.get(host.order.run) is not host:
            return
        del _hosts[host.order.run]
    host.end()
