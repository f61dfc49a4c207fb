"""The cache: outputs of earlier builds, each under the digest of its inputs (`fingerprint`). It can be deleted at any time.

What other machines have made is taken from the shared cache, where there is one, and kept here as if it had been made here.

An entry is a folder of files with a note. It is written under a name that no other process has, since several may keep the
same at once, and moved to its place whole; it counts only while it is what was kept, to the byte, and by whoever has the
same key: it is signed (`cache_key`). Remains of killed builds are deleted after some minutes.
"""

from __future__ import annotations

import hmac
import os
import shutil
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from tempfile import mkdtemp
from typing import Any

from mentorkit.build.cache_entry import checked, entry_text, files_of, note_of
from mentorkit.build.cache_store import InvalidContent
from mentorkit.build.cache_tally import CacheTally
from mentorkit.build.shared_cache import SharedCache
from mentorkit.core.atomic import make_folders, own_folder, read_plain, write_file
from mentorkit.core.digests import digest
from mentorkit.core.names import is_inside

KEPT = 30 * 24 * 3600
"""Seconds for which what nobody asks for is kept."""

_ENTRY, _FILES, _ANNOUNCED = "entry", "files", "announced"
"""In an entry: its signature, then the digests of its files, and its note; the folder of its files; and, once it is certain
that it is what its key says, the place where other machines find it."""
_ASKED_AGAIN = 7 * 24 * 3600
"""Seconds after which a shared cache is asked again whether it still has what was put into it."""
_LONGEST = 50_000_000
"""Bytes of the longest `entry` that is read."""
_NEW = ".new-"
_UNFINISHED = 600
"""Seconds after which nobody is at work on an entry any more: writing one takes less than one."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Kept by MentorKit. It can be deleted at any time.\n"
"""The words by which backups know that there is nothing to keep (bford.info/cachedir)."""


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries of one client, in a folder of its own. `fresh` looks nothing up, and keeps all the same.

    Without a `secret`, only what this very object kept counts. What cannot be kept is not, and that is no error.
    """

    folder: Path
    fresh: bool = False
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
    shared: SharedCache | None = None
    """The same client's entries that several machines share."""
    tally: CacheTally = field(default_factory=CacheTally)
    """What this build takes and makes."""

    def note(self, key: str) -> dict[str, Any] | None:
        """Return the note of this entry; None, where there is no such entry."""
        text = self._found(key)
        return note_of(text) if text else None

    def take(self, key: str, into: Path) -> dict[str, Any] | None:
        """Copy the files of this entry into a folder and return its note; None, where it is not there whole."""
        before = self.tally.shared
        text, home = self._found(key), self._home(key)
        if text is None:
            return None
        try:
            files = files_of(text)
            make_folders(into / name for name in files)
            for name, (size, kept) in files.items():
                data = checked(read_plain(home / _FILES / name, most=size), size, kept)
                (into / name).write_bytes(data)
        except (OSError, InvalidContent):
            self.forget(key)
            return None
        if self.tally.shared == before:
            self.tally.kept_here += 1
            self._share(key, text)
        return note_of(text)

    def keep(
        self, key: str, folder: Path, names: Iterable[str], note: dict[str, Any], *, announced: bool = True
    ) -> None:
        """Keep these files of a folder, and a note, as an entry that is never written to again.

        Other machines find it once it is `announced`: at once, or with `announce`, where it is not known yet whether it is
        what its key says.
        """
        self.tally.made += 1
        with (
            suppress(OSError),
            self._new() as new,
        ):  # nothing can be kept here, or somebody keeps the same in this moment
            kept = {name: _kept(folder / name, new / _FILES / name) for name in names}
            text = entry_text(kept, note)
            if self.shared:
                self.shared.offer(new / _FILES, kept, self.tally)
            if announced:
                self._announce(key, text, new)
            self._put(key, new, text)

    def announce(self, key: str) -> None:
        """Let other machines find an entry that was kept here."""
        if text := self._text(key):
            self._announce(key, text, self._home(key))

    def mark(self) -> Path | None:
        """Make a folder by which other machines know that they see this cache; None where nothing can be written.

        Whoever asked for it deletes it; `tidy` does so after some minutes.
        """
        try:
            own_folder(self.folder)
            return Path(mkdtemp(prefix=_NEW, dir=self.folder))
        except OSError:
            return None

    def packed(self) -> dict[str, bytes]:
        """Return all entries as files by their paths in this folder, for `adopt` on another machine."""
        files = (path for path in self.folder.glob("??/*/**/*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def adopt(self, packed: Mapping[str, bytes]) -> None:
        """Keep entries that a cache with the same secret `packed`. Raises ValueError where a path leads out of its entry."""
        entries = defaultdict[str, dict[str, bytes]](dict)
        for path, data in packed.items():
            shelf, home, *inside = path.split("/")
            if not is_inside(path) or not inside:
                raise ValueError(f"an entry of the cache leads out of its folder: {path}")
            entries[f"{shelf}/{home}"]["/".join(inside)] = data
        for home, files in entries.items():
            with suppress(OSError), self._new() as new:
                for name, data in files.items():
                    _write(new / name, data)
                _move(new, self.folder / home)

    def forget(self, key: str) -> None:
        """Keep this entry no longer."""
        _delete(self._home(key))

    def tidy(self) -> None:
        """Say to other programs what this folder is, and let go of what was not asked for in a long time."""
        if not self.folder.is_dir() or self.folder.is_symlink():
            return
        now = time.time()
        try:
            own_folder(self.folder)
            write_file(self.folder / "CACHEDIR.TAG", _TAG)
        except OSError:  # it can be read and not written
            return
        for home, asked in self._homes():
            try:
                if asked.lstat().st_mtime < now - (_UNFINISHED if asked == home else KEPT):
                    _delete(home)
            except OSError:  # another build let go of it
                continue

    def _announce(self, key: str, text: str, home: Path) -> None:
        """Let other machines find the entry in this folder."""
        if self.shared:
            self.shared.announce(key, text, self.tally)
        self._mark(home)

    def _share(self, key: str, text: str) -> None:
        """Let other machines find what was kept here before, such as before there was a shared cache."""
        home, shared = self._home(key), self.shared
        mark = home / _ANNOUNCED
        try:
            if not shared or not mark.is_file():  # nobody knows whether it is what its key says
                return
            if mark.stat().st_mtime > time.time() - _ASKED_AGAIN and mark.read_text("utf-8") == shared.place:
                return
        except (OSError, UnicodeDecodeError):
            return
        if shared.lacks(key, self.tally):
            shared.offer(home / _FILES, files_of(text), self.tally)
            self._announce(key, text, home)
        else:
            self._mark(home)

    def _mark(self, home: Path) -> None:
        """Note in an entry that it is what its key says, and where other machines find it."""
        found = self.shared and not self.tally.unavailable and not self.tally.read_only
        with suppress(OSError):
            write_file(home / _ANNOUNCED, self.shared.place if self.shared and found else "")
            _close(home / _ANNOUNCED)

    def _found(self, key: str) -> str | None:
        """The entry of this key, from here or from the shared cache."""
        if self.fresh:
            return None
        text = self._text(key)
        if text is None and self.shared and self._brought(key, self.shared):
            text = self._text(key)
        return text

    def _brought(self, key: str, shared: SharedCache) -> bool:
        """Keep here what the shared cache has under this key; whether there was something."""
        with suppress(OSError), self._new() as new:
            text = shared.fetch(key, new / _FILES, self.tally)
            if text is not None:
                for path in (new / _FILES).rglob("*"):
                    _close(path)
                self._mark(new)
                self._put(key, new, text)
                self.tally.shared += 1
                return True
        return False

    @contextmanager
    def _new(self) -> Iterator[Path]:
        """A new folder for an entry, until `_put` moves it to its place. Raises OSError where nothing can be written."""
        own_folder(self.folder)
        new = Path(mkdtemp(prefix=_NEW, dir=self.folder))
        try:
            yield new
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise
        if new.exists():  # it was for nothing
            shutil.rmtree(new, ignore_errors=True)

    def _put(self, key: str, new: Path, text: str) -> None:
        """Sign an entry and move it to its place. Raises OSError."""
        _write(new / _ENTRY, f"{self._signature(key, text)}\n{text}".encode())
        _move(new, self._home(key))

    def _homes(self) -> Iterator[tuple[Path, Path]]:
        """Everything that was kept here, whole or not, with the file that says when it was asked for last."""
        for new in self.folder.glob(f"{_NEW}*"):
            yield new, new
        for shelf in self.folder.glob("??"):
            if not shelf.is_symlink():
                yield from ((entry.parent, entry) for entry in shelf.glob(f"*/{_ENTRY}"))

    def _home(self, key: str) -> Path:
        """The folder of an entry: those of another key lie elsewhere, so that who shares a folder is in nobody's way."""
        name = self._signature("name", key)
        return self.folder / name[:2] / name

    def _signature(self, *parts: str) -> str:
        return hmac.new(self.secret, digest(*parts).encode(), sha256).hexdigest()

    def _text(self, key: str) -> str | None:
        """The entry of this key as it was kept here; None where there is none, or somebody else wrote it."""
        file = self._home(key) / _ENTRY
        if any(place.is_symlink() for place in (self.folder, file.parent.parent, file.parent)):
            return None
        try:
            seal, _, text = read_plain(file, _LONGEST).decode("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        if not hmac.compare_digest(seal.encode(), self._signature(key, text).encode()):
            return None
        with suppress(OSError):  # a cache that can be read and not written
            os.utime(file)
        return text


def _kept(file: Path, copy: Path) -> tuple[int, str]:
    """Keep a copy of a file; its size and digest."""
    data = file.read_bytes()
    _write(copy, data)
    return len(data), sha256(data).hexdigest()


def _write(file: Path, data: bytes) -> None:
    """Write a file that nobody writes to by mistake, where a file like that can be deleted still."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    _close(file)


def _close(file: Path) -> None:
    if os.name == "posix" and not file.is_dir():
        file.chmod(0o444)


def _move(new: Path, home: Path) -> None:
    """Move a new entry to its place, whatever stands there. Raises OSError."""
    _delete(home)
    home.parent.mkdir(parents=True, exist_ok=True)
    new.replace(home)


def _delete(home: Path) -> None:
    """Delete a folder, or the link that stands in its place; never what a link leads to."""
    with suppress(OSError):
        if home.is_symlink():
            home.unlink()
        elif not home.parent.is_symlink():
            shutil.rmtree(home, ignore_errors=True)
