"""A lock between processes: one at a time works in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout


@contextmanager
def locked(file: Path, taken: Callable[[], None]) -> Iterator[None]:
    """Hold the lock `file`. Where another process holds it, call `taken`, which may raise to refuse, then wait."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    if not _acquired(lock):
        taken()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def try_lock(file: Path) -> BaseFileLock | None:
    """Take the lock `file`, to be released by its `release`; None where another process holds it."""
    lock = FileLock(file)
    return lock if _acquired(lock) else None


def _acquired(lock: BaseFileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
