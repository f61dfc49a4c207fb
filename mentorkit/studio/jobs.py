"""Jobs of the studio: one at a time, in a process of its own, so that nothing that it does can harm or hold up the studio."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from mentorkit.core.problems import BuildFailed, Problem, Severity, Span
from mentorkit.studio.job_process import PATIENCE

_MODULE = "mentorkit.studio.job_process"


class JobState(StrEnum):
    """How far a job is."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class JobSeen:
    """A job as it stands at one moment."""

    number: int
    kind: str
    """build, package, publish, office or preview."""
    program: str
    state: JobState = JobState.WORKING
    done: int = 0
    total: int = 0
    """The number of its steps; 0 while it is not known."""
    what: str = ""
    """The step that was done last."""
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    serving: str = ""
    """The address of a preview that is shown."""
    crashed: str = ""
    """The traceback of a mistake of ours."""
    result: Mapping[str, Any] | None = None

    @property
    def working(self) -> bool:
        """Whether it is not over."""
        return self.state is JobState.WORKING


class RunningJob:
    """One job and its process."""

    def __init__(self, number: int, order: Mapping[str, Any]) -> None:
        self._lock, self._seen = threading.Lock(), JobSeen(number, order["kind"], order["program"])
        self._cancelled = False
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", _MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        self._tell(order)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def seen(self) -> JobSeen:
        """The job as it stands now."""
        with self._lock:
            return self._seen

    def cancel(self) -> None:
        """End it, whatever it is doing; what was there before is there still."""
        self._cancelled = True
        with suppress(OSError):
            assert self._process.stdin is not None, "it was asked for"
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self.wait()

    def wait(self) -> None:
        """Wait until it is over."""
        self._listener.join()

    def _tell(self, order: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None, "it was asked for"
        with suppress(OSError):  # it has ended already, of which the listener tells
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None, "it was asked for"
        for line in self._process.stdout:
            with self._lock:
                self._seen = after(self._seen, json.loads(line))
        self._process.wait()
        with self._lock:
            if self._seen.working:
                self._seen = replace(self._seen, state=JobState.FAILED, problems=(_KILLED,))
            if self._cancelled and self._seen.state is JobState.FAILED:
                self._seen = replace(self._seen, state=JobState.CANCELLED, problems=())


_KILLED = Problem(
    "job-ended",
    "the work ended before it was done, as for a lack of memory",
    Span(""),
    "close other programs and try again; what was there before is there still",
)


def after(seen: JobSeen, told: Mapping[str, Any]) -> JobSeen:
    """A job after its process has told something."""
    if "step" in told:
        done, total, what = told["step"]
        seen = replace(seen, done=done, total=total, what=what)
    if "problems" in told:
        seen = replace(seen, problems=tuple(map(as_problem, told["problems"])))
    if "said" in told:
        seen = replace(seen, said=(*seen.said, told["said"])[-50:])
    if "serving" in told:
        seen = replace(seen, serving=told["serving"])
    if "ended" in told:
        seen = replace(seen, state=JobState(told["ended"]), crashed=told.get("crashed", ""))
        seen = replace(seen, result=told.get("result"))
    return seen


def as_problem(plain: Mapping[str, Any]) -> Problem:
    """A problem that another process told."""
    return Problem(
        plain["rule"], plain["message"], Span(*plain["at"]), plain["hint"], Severity(plain["severity"]),
        plain["client"], tuple(plain["path"]),
    )  # fmt: skip


class Jobs:
    """The jobs of one workspace, of which one is at work at a time; the last one is remembered."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self._lock, self._number = threading.Lock(), 0
        self._last: RunningJob | None = None

    @property
    def seen(self) -> JobSeen | None:
        """The job that is at work or, where none is, the last one; None where there was none."""
        last = self._last
        return last.seen if last else None

    def begin(self, kind: str, program: str, **options: Any) -> JobSeen:
        """Begin a job. Raises BuildFailed while another one is at work."""
        with self._lock:
            seen = self.seen
            if seen and seen.working:
                message, hint = f"another job is at work on {seen.program}", "wait until it has ended, or cancel it"
                raise BuildFailed([Problem("job-busy", message, Span(""), hint)])
            self._number += 1
            order = {"kind": kind, "program": program, "config": str(self.config), **options}
            self._last = RunningJob(self._number, order)
            return self._last.seen

    def cancel(self) -> None:
        """End the job that is at work, if one is."""
        with self._lock:
            if self._last and self._last.seen.working:
                self._last.cancel()

    def wait(self) -> None:
        """Wait until the job that is at work is over."""
        if self._last:
            self._last.wait()
