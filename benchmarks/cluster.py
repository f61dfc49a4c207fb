"""A cluster on this machine against the processes of one build: the same programmes, the same number of processes at work.

Both make a portal and a workbook of each programme, and both must be the same to the byte. What the cluster takes beyond the
build's own processes is the price of sending tasks and results, and of comparing the workers; its own beginning and end are
measured by themselves and taken off, since a cluster is there before the build.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import LocalCluster
from ratios import Ratio, Run, mentorkit
from shared_cache import Machine, demand, tell

SIZE = 6
BOOK = "mentor-workbook"


def ratios() -> Iterator[Ratio]:
    """Seconds on the clock, and of processors, of a cluster against this machine's own processes."""
    for name in ("MENTORKIT_CACHE", "MENTORKIT_CACHE_KEY", "MENTORKIT_CACHE_TOKEN"):
        os.environ.pop(name, None)
    os.environ["MENTORKIT_CACHE_SECRET"] = "off"
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
    processes = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        here, there = (Machine.new(Path(scratch, name), SIZE, "../store") for name in ("here", "there"))
        own = build(here, "--jobs", str(processes))
        tell("own processes", own, SIZE)
        before = everything()
        with cluster(processes):
            pass
        idle = everything() - before
        with cluster(processes) as address:
            run = build(there, "--executor", "dask", "--scheduler", address)
        sent = Run(run.clock, everything() - before - 2 * idle, run.said, run.memory)
        tell("a cluster", sent, SIZE)
        demand(here.files() == there.files(), "a cluster makes the same, to the byte")
    what, against = "workers of a cluster on this machine", f"as many processes of the build itself, {SIZE} programmes"
    yield Ratio(what, against, (sent.processor / own.processor,))
    yield Ratio(what, against, (sent.clock / own.clock,), unit="clock")


def build(machine: Machine, *options: str) -> Run:
    """Build the portal and a workbook of each programme."""
    where = ("-f", machine.home / "mkdocs.yml", "-d", machine.home / "site")
    return mentorkit("build", "-q", "--fresh", "--book", BOOK, *where, *options)


@contextmanager
def cluster(number: int) -> Iterator[str]:
    """The address of a cluster of so many workers, each of which does one task at a time."""
    with LocalCluster(n_workers=number, threads_per_worker=1, dashboard_address=":0") as made:
        yield made.scheduler_address


def everything() -> float:
    """Seconds of processor time so far, of this process and of those that it has begun and that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    for ratio in ratios():
        print(ratio, file=sys.stdout)
