"""Jobs on their way to processes: each is pickled once, and read once by every process that works for it.

A programme is half a megabyte or more, and has as many tasks as it has books.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mentorkit.build.outputs import Job
from mentorkit.build.workers import Start

_SENT, _RECEIVED = 8, 2
"""Jobs that are remembered by whoever sends them, and by whoever works for them: those that have tasks left."""


@dataclass(slots=True)
class JobSender:
    """Starts tasks whose first argument is a job."""

    submit: Start
    _pickled: dict[object, tuple[Job, bytes]] = field(default_factory=dict)
    """By what sets one job apart from another, with the job, so that no other takes its identity over; the latest only."""

    def start(self, task: Callable[..., Any], job: Job, *given: Any) -> Future[Any]:
        """Start a task, as the pool behind does."""
        return self.submit(_run, task, self._sent(job), *given)

    def _sent(self, job: Job) -> bytes:
        tally = job.cache.tally if job.cache else None  # what is known of the shared cache goes with every task
        name = id(job), tally and (tally.unavailable, tally.read_only)
        if name not in self._pickled:
            while len(self._pickled) >= _SENT:
                del self._pickled[next(iter(self._pickled))]
            self._pickled[name] = job, pickle.dumps(job)
        return self._pickled[name][1]


def _run(task: Callable[..., Any], sent: bytes, *given: Any) -> Any:
    return task(_received(sent), *given)


@lru_cache(maxsize=_RECEIVED)
def _received(sent: bytes) -> Job:
    job: Job = pickle.loads(sent)  # noqa: S301 - from the process that began this one
    return job
