"""Processes that do the heavy work, each within limits."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import Any

from mentorkit.definition.settings import Limits

Start = Callable[..., "Future[Any]"]
"""Starts a task, given as a function and its arguments; what it returns has the result once the task is done."""

Progress = Callable[[int, int, str], None]
"""Called after each step with the steps done, all steps, and what was done."""

_NO_MEMORY = 86
"""The exit code of a process that needed more memory than it may have."""
_TASKS = 100
"""After so many tasks a process makes room for a fresh one: engines do not give back all memory that they took."""


class OutOfBounds(Exception):
    """A task took more time or memory than it may. The message says which."""


class Pool:
    """Processes within limits of time and memory. A task that goes beyond them fails, and the others go on."""

    def __init__(self, number: int, limits: Limits, tasks: int = 0) -> None:
        """After so many tasks a process makes room for a fresh one; after none, it stays for as long as it lives."""
        from pebble import ProcessPool

        self.limits = limits
        self._pool = ProcessPool(number, tasks, _begin, [limits.megabytes], get_context("spawn"))
        self._running: set[Future[Any]] = set()

    def start(self, task: Callable[..., Any], *given: Any) -> Future[Any]:
        """Start a task. Raises RuntimeError in a pool that was ended."""
        future: Future[Any] = self._pool.schedule(_bounded, args=(task, *given), timeout=self.limits.seconds)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def end(self) -> None:
        """End all processes, whatever they are doing; who waits for it is told CancelledError."""
        for future in tuple(self._running):
            future.cancel()
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


@contextmanager
def workers(number: int, limits: Limits, *, here: bool = False) -> Iterator[Start]:
    """Processes for as long as they are needed; or `here` in this process itself, which knows no limits."""
    if here:
        yield _here
        return
    pool = Pool(number, limits, _TASKS)
    try:
        yield pool.start
    finally:
        pool.end()


def result(future: Future[Any], limits: Limits) -> Any:
    """The result of a task, or what it ended with. Raises OutOfBounds where it went beyond the limits."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        raise OutOfBounds(f"takes longer than {limits.seconds} seconds") from None
    except ProcessExpired as ended:
        if ended.exitcode == _NO_MEMORY:
            raise OutOfBounds(f"needs more than {limits.megabytes} MB of memory") from None
        raise OutOfBounds("ends the process that makes it, as a lack of memory does") from None
    except RecursionError:
        raise OutOfBounds("is nested too deeply") from None


def _here(task: Callable[..., Any], *given: Any) -> Future[Any]:
    """Run a task at once."""
    future: Future[Any] = Future()
    try:
        future.set_result(task(*given))
    except BaseException as error:
        future.set_exception(error)
    return future


def _bounded(task: Callable[..., Any], *given: Any) -> Any:
    try:
        return task(*given)
    except MemoryError:
        os._exit(_NO_MEMORY)  # a process that is full would fail the next task too


def _begin(megabytes: int) -> None:
    """Set the limit of memory, where the system knows one, and end when the parent ends."""
    parent = parent_process()
    assert parent is not None, "an initializer runs in a child"
    if os.name == "posix":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, most))

    sys.unraisablehook = _unless_full

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _unless_full(failed: sys.UnraisableHookArgs) -> None:
    """Say what went wrong while something was let go, unless that is the lack of memory of which the task tells."""
    if not issubclass(failed.exc_type, MemoryError):
        sys.__unraisablehook__(failed)
