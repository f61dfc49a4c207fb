"""Stores of the shared cache: the interface, and a store in a folder. `http_store` has the other.

A store keeps entries and blobs, each under a name of 64 hexadecimal digits; a blob is named by its digest. It is not trusted:
whoever reads from it checks that the content is what was put there.
"""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from mentorkit.core.atomic import own_folder, read_plain
from mentorkit.core.digests import bytes_digest
from mentorkit.core.time_limits import Result, within

PATIENCE = 10.0
"""Seconds in which a store has to answer; a blob has more, by its size."""
SLOWEST = 500_000
"""Bytes a second that are transferred at least."""
_TIDYING = 300.0
"""Seconds after which deleting what is old goes on another day."""
ENTRIES, BLOBS = "ac", "cas"
"""What a store keeps, by the names that remote caches of build systems use (Bazel's HTTP protocol)."""
_KEPT = 30 * 24 * 3600
"""Seconds for which a folder keeps what nobody asks for."""
_DAY = 24 * 3600
_LOCKED_BY_READERS = os.name == "nt"
"""Whether a file cannot be replaced while somebody reads it."""
_NEW, _TIDIED = ".new", ".tidied"
"""In a folder: files that are being written, and the mark of when it was tidied last."""


_NAME, _NEW_NAME = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{32}")


class StoreUnavailable(Exception):
    """A store cannot be used. The message says why."""


class StoreReadOnly(Exception):
    """A store can be read, but not written to. The message says why."""


class InvalidContent(Exception):
    """The content under a name is not what was put there, such as one that is too large, or no file at all."""


class Store(Protocol):
    """Keeps bytes under names."""

    @property
    def place(self) -> str:
        """The folder or the address."""

    def get(self, kind: str, name: str, most: int) -> bytes | None:
        """Return the content under a name, of at most `most` bytes; None where there is none.

        Raises InvalidContent where it is larger, and StoreUnavailable.
        """

    def put(self, kind: str, name: str, data: bytes) -> None:
        """Keep these bytes in place of what is there. Raises StoreReadOnly and StoreUnavailable."""

    def tidy(self) -> None:
        """Delete what was not used in a long time, where the store does not do so by itself."""


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder that several machines can reach. Several processes may write the same at once.

    A network drive may hang: one that does not answer in time is unavailable.
    """

    folder: Path

    @property
    def place(self) -> str:
        """The folder; see `Store`."""
        return str(self.folder)

    def get(self, kind: str, name: str, most: int) -> bytes | None:
        """Read an ordinary file; links are not followed. See `Store`."""
        return _in_time(most if kind == BLOBS else 0, lambda: self._read(kind, name, most))

    def _read(self, kind: str, name: str, most: int) -> bytes | None:
        file = self._place(kind, name)
        try:
            if file.parent.is_symlink() or file.parent.parent.is_symlink():
                raise InvalidContent
            data = read_plain(file, most)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in (None, errno.ELOOP):  # no plain file, too large, or a link
                raise InvalidContent from None
            raise StoreUnavailable(f"it cannot be read ({error.strerror})") from None
        self._asked_for(file)
        return data

    def put(self, kind: str, name: str, data: bytes) -> None:
        """Write a file in one step; see `Store`. A blob that is there whole is left as it is."""
        _in_time(len(data), lambda: self._write(kind, name, data))

    def _write(self, kind: str, name: str, data: bytes) -> None:
        file = self._place(kind, name)
        if kind == BLOBS and self._holds(file, name, len(data)):
            return
        new = self._new()
        try:
            for folder in (new.parent, file.parent.parent, file.parent):
                folder.mkdir(parents=True, exist_ok=True)
                if folder.is_symlink():
                    raise StoreReadOnly(f'it holds a link where a folder should be: "{folder.name}"')
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as written:
                written.write(data)
            _replace(file, new)
        except OSError as error:
            with suppress(OSError):
                new.unlink()
            raise StoreReadOnly(f"it cannot be written to ({error.strerror})") from None

    def mark(self) -> Path | None:
        """Make an empty file by which other machines know that they see this folder; None where nothing can be written.

        Whoever asked for it deletes it; `tidy` does so after a day.
        """
        mark = self._new()

        def make() -> None:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()

        try:
            within(PATIENCE, make)
        except OSError:
            return None
        return mark

    def tidy(self) -> None:
        """Delete what nobody asked for in a month, once a day, whichever machine comes first. Links are not followed."""
        with suppress(TimeoutError):
            within(_TIDYING, self._tidy)

    def _tidy(self) -> None:
        mark, now = self.folder / _TIDIED, time.time()
        try:
            if mark.is_symlink():
                mark.unlink()
            if mark.exists() and mark.lstat().st_mtime > now - _DAY:
                return
            mark.touch()
            own_folder(self.folder)  # in a repository, nobody commits the portals of all clients by mistake
        except OSError:  # it can be read and not written
            return
        with suppress(OSError):  # it cannot be reached any more
            for file, age in self._files():
                with suppress(OSError):  # another machine let go of it
                    if file.lstat().st_mtime < now - age:
                        file.unlink()

    def _files(self) -> Iterator[tuple[Path, float]]:
        """Every file that has a name as we give them, with the age at which it is deleted."""
        if not (self.folder / _NEW).is_symlink():
            yield from ((file, _DAY) for file in (self.folder / _NEW).glob("*") if _NEW_NAME.fullmatch(file.name))
        for kind in (self.folder / ENTRIES, self.folder / BLOBS):
            if not kind.is_symlink():
                there = (file for file in kind.glob("??/*") if not file.parent.is_symlink())
                yield from ((file, _KEPT) for file in there if _NAME.fullmatch(file.name))

    def _new(self) -> Path:
        """A file that nobody has written yet, on the disk of the others."""
        return self.folder / _NEW / token_hex(16)

    def _place(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name

    def _holds(self, file: Path, digest: str, size: int) -> bool:
        """Whether a blob is there, to the byte: one that somebody else wrote under its name is written over."""
        try:
            whole = bytes_digest(read_plain(file, size)) == digest
        except OSError:
            return False
        if whole:
            self._asked_for(file)
        return whole

    def _asked_for(self, file: Path) -> None:
        with suppress(OSError):  # it can be read and not written
            if file.stat().st_mtime < time.time() - _DAY:
                os.utime(file)


def _replace(file: Path, new: Path) -> None:
    """Put a new file in place of what stands there; where that is being read, it stays. Raises OSError."""
    try:
        new.replace(file)
    except PermissionError:
        if not _LOCKED_BY_READERS or not file.is_file():
            raise
        new.unlink()


def _in_time(size: int, call: Callable[[], Result]) -> Result:
    """Make a call that reads or writes so many bytes. Raises StoreUnavailable where it takes longer than it may."""
    try:
        return within(PATIENCE + size / SLOWEST, call)
    except TimeoutError:
        raise StoreUnavailable(f"it does not answer within {PATIENCE:g} seconds") from None
