"""An entry of a cache as text: its note, and the files that it lists with their sizes and digests. Both caches read it here."""

from __future__ import annotations

import json
import re
from typing import Any

from mentorkit.build.cache_store import InvalidContent
from mentorkit.core.digests import bytes_digest
from mentorkit.core.names import is_inside

Files = dict[str, tuple[int, str]]
"""Files by their paths in the folder of an entry, each with its size in bytes and its digest."""
_DIGEST = re.compile("[0-9a-f]{64}")


def entry_text(files: Files, note: dict[str, Any]) -> str:
    """Return an entry as text."""
    return json.dumps({"files": files, "note": note}, ensure_ascii=False)


def files_of(text: str) -> Files:
    """Return the files of an entry. Raises InvalidContent where it lists none, or a path leads out of its folder."""
    try:
        files: dict[str, Any] = json.loads(text)["files"]
        listed = {name: (int(size), str(kept)) for name, (size, kept) in files.items()}
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError, RecursionError):
        raise InvalidContent from None
    if not all(is_inside(name) and size >= 0 and _DIGEST.fullmatch(kept) for name, (size, kept) in listed.items()):
        raise InvalidContent
    return listed


def note_of(text: str) -> dict[str, Any]:
    """Return the note of an entry that is valid."""
    return json.loads(text)["note"]  # type: ignore[no-any-return]


def checked(data: bytes, size: int, kept: str) -> bytes:
    """Return the content of a file. Raises InvalidContent where it is not what an entry lists."""
    if len(data) != size or bytes_digest(data) != kept:
        raise InvalidContent
    return data
