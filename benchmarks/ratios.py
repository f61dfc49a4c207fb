"""Ratios: what something takes, divided by what something else takes that is measured beside it, so that a slow machine slows both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one thing takes of another, measured as often as there are values."""

    what: str
    against: str
    values: tuple[float, ...]
    goal: float | None = None
    """What it may be at most, where somebody has said so."""
    unit: str = "processor"
    """What was counted: seconds of `processor` time, seconds on the `clock`, or bytes of `memory`."""
    note: str = ""

    @property
    def median(self) -> float:
        """The middle of the values."""
        return statistics.median(self.values)

    @property
    def is_kept(self) -> bool:
        """Whether it is not above its goal."""
        return self.goal is None or self.median <= self.goal

    def __str__(self) -> str:
        spread = f" ({min(self.values):.3g} to {max(self.values):.3g})" if len(self.values) > 1 else ""
        goal = f"; goal {self.goal:g}{'' if self.is_kept else ', not reached'}" if self.goal is not None else ""
        return f"{self.median:.3g}{spread}  {self.what} / {self.against} [{self.unit}{goal}]  {self.note}".rstrip()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds on the clock, seconds of processor time of it and its children, what it printed."""

    clock: float
    processor: float
    said: str
    memory: float = 0
    """Megabytes of the largest of its processes at its height; at least as many as the process that measures takes."""


def timed(*command: str | Path) -> Run:
    """Run a command to its end and measure it from outside."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    with TemporaryFile("w+", encoding="utf-8") as said, TemporaryFile("w+", encoding="utf-8") as wrong:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=wrong, env=environment)
        _, status, used = os.wait4(process.pid, 0)  # of this process and those that it waited for, and of no others
        clock, process.returncode = time.perf_counter() - began, os.waitstatus_to_exitcode(status)
        for output in (said, wrong):
            output.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, command))}\n{wrong.read()}")
        return Run(clock, used.ru_utime + used.ru_stime, said.read(), used.ru_maxrss / 1024)


def mentorkit(*words: str | Path) -> Run:
    """Run a command of this checkout and measure it."""
    return timed(sys.executable, "-m", "mentorkit", *words)


def processor_seconds(work: Callable[[], object]) -> float:
    """The processor time that this process takes for some work."""
    began = time.process_time()
    work()
    return time.process_time() - began
