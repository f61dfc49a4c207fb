"""A limit of time for calls that nothing else ends, such as those to files on a network drive that hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")
_own = threading.local()


class _Helper:
    """A thread that makes calls for another one, and does not keep the process from ending."""

    def __init__(self) -> None:
        self.calls: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        threading.Thread(target=self._make, daemon=True, name="time-limited").start()

    def _make(self) -> None:
        while asked := self.calls.get():
            call, future = asked
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)


def within(seconds: float, call: Callable[[], Result]) -> Result:
    """Return what a call returns. Raises what it raises, and TimeoutError where it takes longer.

    It is made in another thread. One that takes longer is left to itself, until it ends or the process does.
    """
    helper = getattr(_own, "helper", None) or _Helper()  # to begin one takes longer than to read a small file
    _own.helper, future = None, Future[Result]()
    helper.calls.put((call, future))
    try:
        result = future.result(seconds)
    except BaseException:
        helper.calls.put(None)
        raise
    _own.helper = helper
    return result
