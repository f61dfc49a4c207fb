"""The folder of what one run writes by the way: its own temporary folder, and that of every process and engine that it starts.

It lies in the workspace's `.cache`, beside those of other runs, and goes with the run. A killed run leaves it behind; the
next one deletes it. A lock tells which belong to runs that are still at work: the system lets go of it when a process ends,
however it ends.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from filelock import BaseFileLock

from mentorkit.core.atomic import own_folder
from mentorkit.core.lock import try_lock

CACHES = ".cache"
"""The folder of a workspace for what can be deleted at any time."""
_RUNS = "mentorkit-runs"
_NAMES = ("TMPDIR", "TEMP", "TMP")
"""The variables by which programs know the temporary folder."""


@contextmanager
def run_folder(workspace: Path) -> Iterator[Path]:
    """Make this run's folder, and delete it with everything in it at the end. A run inside of another has the other's.

    Where a workspace cannot be written to, it lies in the system's temporary folder.
    """
    home = workspace / CACHES / _RUNS
    outer = tempfile.tempdir or os.environ.get(_NAMES[0], "")  # asking for it would write a file there to try
    if outer and Path(outer).is_relative_to(home.resolve()):
        yield Path(outer)
        return
    with ExitStack() as ends:
        try:
            mine = ends.enter_context(_made(home))
        except OSError:
            mine = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="mentorkit-")))
        with temporary_files_in(mine):
            yield mine


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Let this process, and those that it starts, put temporary files into `folder`."""
    before, named = tempfile.tempdir, {name: os.environ.get(name) for name in _NAMES}
    tempfile.tempdir = str(folder)
    os.environ.update(dict.fromkeys(_NAMES, str(folder)))
    try:
        yield
    finally:
        tempfile.tempdir = before
        for name, value in named.items():
            os.environ.pop(name, None)
            os.environ.update({name: value} if value is not None else {})


@contextmanager
def _made(home: Path) -> Iterator[Path]:
    caches = home.parent
    new = not caches.exists()
    own_folder(caches)
    _tidy(home)
    mine, held = _held(home)
    try:
        yield mine
    finally:
        shutil.rmtree(mine, ignore_errors=True)
        _let_go(held, _lock_of(mine))
        _tidy(home)
        with suppress(OSError):  # others are at work, or something is kept
            home.rmdir()
            if new and [path.name for path in caches.iterdir()] == [".gitignore"]:
                shutil.rmtree(caches)


def _held(home: Path) -> tuple[Path, BaseFileLock]:
    """A new folder, and the lock that was taken before there was one, so that it never stands without."""
    while True:
        home.mkdir(exist_ok=True)
        mine = home.resolve() / f"run-{token_hex(6)}"
        held = try_lock(_lock_of(mine))
        if held and _lock_of(mine).exists():  # another run may have taken the file for that of a run that has ended
            mine.mkdir()
            return mine, held


def _let_go(held: BaseFileLock, file: Path) -> None:
    with suppress(OSError):  # some systems delete no file that is open
        file.unlink()
    held.release()
    with suppress(OSError):
        file.unlink()


def _tidy(home: Path) -> None:
    """Delete the folders of runs that have ended."""
    for lock in home.glob("run-*.lock"):
        if held := try_lock(lock):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            _let_go(held, lock)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")
