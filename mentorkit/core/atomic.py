"""Files and folders replaced in one step: whoever reads finds the old one or the new one, whole."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name beside `path` to write a file under; it takes the place of `path` once the block ends without an error.

    An error leaves the old file and nothing of the new one. What a killed process leaves under that name, the next one
    replaces; so one process at a time may write a file. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)  # were it a link, it would be written through
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file in one step, and the folders above it. Raises OSError."""
    with replacing(path) as new:
        new.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def make_folders(files: Iterable[Path]) -> None:
    """Make the folders in which these files will lie, each once. Raises OSError."""
    for folder in dict.fromkeys(file.parent for file in files):
        folder.mkdir(parents=True, exist_ok=True)


def own_folder(folder: Path, ignored: str = "*\n") -> None:
    """Make a folder for what people never keep, which itself says so to git. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    try:
        if not _has_content(ignore):
            write_file(ignore, ignored)
    except OSError:  # another process may write the same at the same moment
        if not _has_content(ignore):
            raise


def _has_content(file: Path) -> bool:
    return not file.is_symlink() and file.is_file() and file.stat().st_size > 0


def read_plain(path: Path, most: int) -> bytes:
    """Read an ordinary file of at most so many bytes: no link, and nothing that one could wait for. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            raise OSError(f"{path} is no file of at most {most} bytes")
        return file.read(most)


def replace_folder(new: Path, place: Path, aside: Path) -> None:
    """Put the folder `new` in place of what stands at `place`, which is put `aside` and removed. Raises OSError.

    All three lie on one file system. An error leaves the old folder in its place. A process that is killed between the two
    renames leaves it aside and nothing in its place: `restore_folder` puts it back.
    """
    restore_folder(place, aside)
    shutil.rmtree(aside, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        aside.parent.mkdir(parents=True, exist_ok=True)
        place.rename(aside)
    try:
        new.rename(place)
    except BaseException:
        restore_folder(place, aside)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def restore_folder(place: Path, aside: Path) -> None:
    """Undo a `replace_folder` that was killed half-way; do nothing where none was."""
    if aside.is_dir() and not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(place)
