"""The cache: outputs of earlier builds, each under the digest of its inputs (`fingerprint`). It can be deleted at any time.

An entry is a folder of files with a note. It is written under a name that no other process has, since several may keep the
same at once, and moved to its place whole; it counts only while it is what was kept, to the byte. Remains of killed builds are
deleted with the entries that nobody asks for.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from mentorkit.core.digests import digest

KEPT = 30 * 24 * 3600
"""Seconds for which what nobody asks for is kept."""

_ENTRY = "entry"
"""The file of an entry: the digest of all that follows, then the digests of the entry's files, and its note."""
_NEW = ".new-"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Kept by MentorKit. It can be deleted at any time.\n"
"""The words by which backups know that there is nothing to keep (bford.info/cachedir)."""


def place_of(workspace: Path) -> Path:
    """The folder of a workspace's cache: `.cache/mentorkit`, or the one that MENTORKIT_CACHE names."""
    return Path(os.environ.get("MENTORKIT_CACHE") or workspace / ".cache" / "mentorkit")


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries of one client, in a folder of its own. `fresh` looks nothing up, and keeps all the same."""

    folder: Path
    fresh: bool = False

    def note(self, key: str) -> dict[str, Any] | None:
        """Return the note of this entry; None, where there is no such entry."""
        entry = self._read(key)
        return entry["note"] if entry else None

    def take(self, key: str, into: Path) -> dict[str, Any] | None:
        """Copy the files of this entry into a folder and return its note; None, where it is not there whole."""
        entry, home = self._read(key), self._home(key)
        if entry is None:
            return None
        try:
            for name, kept in entry["files"].items():
                data = (home / name).read_bytes()
                if sha256(data).hexdigest() != kept:
                    raise OSError("not what was kept")
                target = into / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        except OSError:
            shutil.rmtree(home, ignore_errors=True)
            return None
        return entry["note"]  # type: ignore[no-any-return]

    def keep(self, key: str, folder: Path, names: Iterable[str], note: dict[str, Any]) -> None:
        """Keep these files of a folder, and a note, as an entry."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = Path(mkdtemp(prefix=_NEW, dir=self.folder))
        kept: dict[str, str] = {}
        for name in names:
            data = (folder / name).read_bytes()
            kept[name] = sha256(data).hexdigest()
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(data)
        text = json.dumps({"files": kept, "note": note}, ensure_ascii=False)
        (new / _ENTRY).write_text(f"{digest(text)}\n{text}", "utf-8")
        home = self._home(key)
        shutil.rmtree(home, ignore_errors=True)
        try:
            home.parent.mkdir(parents=True, exist_ok=True)
            new.replace(home)
        except OSError:  # somebody kept the same in this moment
            shutil.rmtree(new, ignore_errors=True)

    def forget(self, key: str) -> None:
        """Keep this entry no longer."""
        shutil.rmtree(self._home(key), ignore_errors=True)

    def tidy(self) -> None:
        """Say to other programs what this folder is, and let go of what was not asked for in a long time."""
        if not self.folder.is_dir():
            return
        (self.folder / ".gitignore").write_text("*\n", "utf-8")
        (self.folder / "CACHEDIR.TAG").write_text(_TAG, "utf-8")
        oldest = time.time() - KEPT
        for entry in [*self.folder.glob(f"??/*/{_ENTRY}"), *self.folder.glob(f"{_NEW}*")]:
            home = entry if entry.name.startswith(_NEW) else entry.parent
            try:
                if entry.stat().st_mtime < oldest:
                    shutil.rmtree(home, ignore_errors=True)
            except OSError:  # another build let go of it
                continue

    def _home(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _read(self, key: str) -> dict[str, Any] | None:
        file = self._home(key) / _ENTRY
        if self.fresh:
            return None
        try:
            kept, _, text = file.read_text("utf-8").partition("\n")
            os.utime(file)
        except (OSError, UnicodeDecodeError):
            return None
        return json.loads(text) if kept == digest(text) else None
