"""The secret key by which a workspace knows the entries that it kept in its cache itself.

Whoever can write into a cache, such as the cache of a build server or a folder that several share, could otherwise put
pages into it that nobody made here. The key lies beside the cache, in `.cache/mentorkit.key`, and only its owner can read
it; machines that share a cache are given one key in MENTORKIT_CACHE_KEY.
"""

from __future__ import annotations

import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from tempfile import mkstemp

from mentorkit.core.atomic import own_folder, read_plain
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workspace.run_folder import CACHES

_FILE = "mentorkit.key"
_LEAST = 16
"""Characters of a key that nobody guesses."""
_KEY = re.compile(rb"[0-9a-f]{64}\n")


def cache_key(workspace: Path, caches: Path) -> bytes:
    """The key of a workspace whose cache is the folder `caches`; made, where there is none yet.

    Where none can be kept, or it would lie in the cache itself, it is a key of this run alone: nothing of earlier runs
    counts then. Raises BuildFailed where the one in the environment is too short.
    """
    if given := os.environ.get("MENTORKIT_CACHE_KEY", ""):
        if len(given) < _LEAST:
            message, hint = (
                "this key is too short",
                f"give at least {_LEAST} characters: `openssl rand -hex 32` makes some",
            )
            raise BuildFailed([Problem("cache-key", message, Span("MENTORKIT_CACHE_KEY"), hint)])
        return sha256(given.encode("utf-8", "surrogateescape")).digest()
    file = workspace / CACHES / _FILE
    if file.resolve().is_relative_to(caches.resolve()):
        return _of_this_run()
    try:
        return _read(file) or _made(file)
    except OSError:  # read-only, or full
        return _of_this_run()


def _read(file: Path) -> bytes:
    """The key in this file; nothing where it is none, or others may read it."""
    try:
        kept = read_plain(file, most=1000)
        others = file.stat().st_mode & 0o077 if os.name == "posix" else 0
    except OSError:
        return b""
    return b"" if others or not _KEY.fullmatch(kept) else kept


def _made(file: Path) -> bytes:
    """Keep a new key in this file; where another process does so at the same moment, both take the same."""
    folder = file.parent
    own_folder(folder)
    number, name = mkstemp(prefix=f".{file.name}-", dir=folder)  # which only its owner can read
    new = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as key:
            key.write(f"{token_hex(32)}\n")
        try:
            file.hardlink_to(new)
        except OSError:
            if not _read(file):
                new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return _read(file) or _of_this_run()


@cache
def _of_this_run() -> bytes:
    return token_hex(32).encode()
