"""Processes that do the heavy work, each within limits."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from typing import Any

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits

Start = Callable[..., "Future[Any]"]
"""Starts a task, given as a function and its arguments; what it returns has the result once the task is done."""


@dataclass(frozen=True, slots=True)
class TaskRunner:
    """Runs the tasks of a build: in processes of this machine, or on others."""

    start: Start
    at_once: Callable[[], int]
    """How many tasks it should have: those that are running, and some that wait, so that no process is idle."""
    one_disk: bool = True
    """Whether a task finds in the cache of its job what another one has kept there."""


OpenRunner = Callable[[int, Limits], AbstractContextManager[TaskRunner]]
"""Opens a runner for so many tasks, each within limits, and closes it at the end. Raises BuildFailed where it cannot."""

Progress = Callable[[int, int, str], None]
"""Called after each step with the steps done, all steps, and what was done."""

IN_FLIGHT = 2
"""Tasks for each process that are handed over: one at work, one waiting."""
_NO_MEMORY = 86
"""The exit code of a process that needed more memory than it may have."""
_TASKS = 100
"""After so many tasks a process makes room for a fresh one: engines do not give back all memory that they took."""


def one_a_processor() -> int:
    """The number of processes that work at once where `--jobs` does not say another."""
    return os.cpu_count() or 1


class OutOfBounds(Exception):
    """A task took more time or memory than it may. The message says which."""

    def __init__(self, message: str, *, killed: bool = False) -> None:
        super().__init__(message)
        self.killed = killed
        """Whether the system ended the process, and nothing that the task was given need be the reason."""


class Pool(Executor):
    """Processes within limits of time and memory. A task that goes beyond them fails, and the others go on."""

    def __init__(self, number: int, limits: Limits, tasks: int = 0) -> None:
        """After so many tasks a process makes room for a fresh one; after none, it stays for as long as it lives."""
        self.number, self.limits, self.tasks = number, limits, tasks
        self._pool, self._ended = self._new(), False
        self._running: set[Future[Any]] = set()

    def submit(self, task: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Start a task. Raises RuntimeError in a pool that was shut down."""
        task = partial(task, **named) if named else task
        try:
            future = self._scheduled(task, given)
        except RuntimeError:
            if self._ended:
                raise
            self._stop()  # all its processes were ended from outside
            self._pool = self._new()
            future = self._scheduled(task, given)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - as executors have it
        """End all processes, whatever they are doing: nobody waits for a task without an end. Who does is told CancelledError."""
        self._ended = True
        for future in tuple(self._running):
            future.cancel()
        self._stop()

    def _new(self) -> Any:
        from pebble import ProcessPool

        return ProcessPool(self.number, self.tasks, _begin, [megabytes(self.limits)], get_context("spawn"))

    def _scheduled(self, task: Callable[..., Any], given: tuple[Any, ...]) -> Future[Any]:
        future: Future[Any] = self._pool.schedule(_bounded, args=(task, *given), timeout=self.limits.seconds)
        return future

    def _stop(self) -> None:
        self._pool.stop()
        self._pool.join()


@contextmanager
def workers(number: int, limits: Limits, tasks: int = _TASKS) -> Iterator[Start]:
    """Processes for as long as they are needed. One task, too, has its process: nothing else ends what never ends.

    After so many `tasks` a process makes room for a fresh one; many small ones may be more.
    """
    pool = Pool(number, limits, tasks)
    try:
        yield pool.submit
    finally:
        pool.shutdown()


def result(future: Future[Any], limits: Limits) -> Any:
    """The result of a task, or what it ended with. Raises OutOfBounds where it went beyond the limits."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        raise OutOfBounds(f"takes longer than {limits.seconds} seconds") from None
    except ProcessExpired as ended:
        if ended.exitcode == _NO_MEMORY:
            raise OutOfBounds(f"needs more than {megabytes(limits)} MB of memory") from None
        raise OutOfBounds(_KILLED, killed=ended.exitcode in _BY_THE_SYSTEM) from None
    except BrokenExecutor:
        raise OutOfBounds(_KILLED, killed=True) from None
    except RecursionError:
        raise OutOfBounds("is nested too deeply") from None


def opened_once(open_runner: OpenRunner, ends: ExitStack, *, in_parts: bool) -> OpenRunner:
    """Open a runner with the first tasks that there are, and give the same one for further tasks until `ends` closes it.

    A process takes seconds to begin. With `in_parts`, nobody knows yet how many tasks there will be.
    """
    opened = list[TaskRunner]()

    @contextmanager
    def the_same(tasks: int, limits: Limits) -> Iterator[TaskRunner]:
        if not opened:
            opened.append(ends.enter_context(open_runner(sys.maxsize if in_parts else tasks, limits)))
        yield opened[0]

    return the_same


@dataclass(frozen=True, slots=True)
class Worker:
    """A process for tasks that are waited for, one after the other."""

    start: Start
    limits: Limits

    def do(self, what: str, at: Span, task: Callable[..., Any], *given: Any) -> Any:
        """Return the result of a task. Raises BuildFailed, with `what` and its place, where it goes beyond the limits."""
        try:
            return result(self.start(task, *given), self.limits)
        except OutOfBounds as error:
            hint = "look for a huge table or picture, raise `limits` in mkdocs.yml, or give this machine more memory"
            raise BuildFailed([Problem("limits", f"{what} {error}", at, hint)]) from None


_KILLED = "ends the process that makes it, as a lack of memory does"
_BY_THE_SYSTEM = (1, -5, -6, -9)
"""Exit codes of a process that could not begin, gave up for want of memory, or was killed."""


def megabytes(limits: Limits) -> int:
    """The memory that a process may have: the limit of the workspace, or that of the system where it is lower."""
    if os.name != "posix":
        return limits.megabytes
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    return limits.megabytes if hard == resource.RLIM_INFINITY else min(limits.megabytes, hard // 1_000_000)


def _bounded(task: Callable[..., Any], *given: Any) -> Any:
    try:
        return task(*given)
    except MemoryError:
        os._exit(_NO_MEMORY)  # a process that is full would fail the next task too


def _begin(most: int) -> None:
    """Set the limit of memory, where the system knows one, and end when the parent ends."""
    parent = parent_process()
    assert parent is not None, "an initializer runs in a child"
    if os.name == "posix":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most * 1_000_000, hard))

    sys.unraisablehook = _unless_full

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _unless_full(failed: sys.UnraisableHookArgs) -> None:
    """Say what went wrong while something was let go, unless that is the lack of memory of which the task tells."""
    if not issubclass(failed.exc_type, MemoryError):
        sys.__unraisablehook__(failed)
