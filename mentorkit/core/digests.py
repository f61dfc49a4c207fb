"""Digests of texts, bytes and files: SHA-256, as hexadecimal digits."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mentorkit.core.names import is_file


def digest(*parts: str | bytes) -> str:
    """The digest of some texts and bytes, in this order."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def file_digest(path: Path) -> str:
    """The digest of a file's content; `missing` where there is no such file. Raises OSError where it cannot be read."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if is_file(path) else "missing"


def bytes_digest(data: bytes) -> str:
    """The digest of a file's content before it is written."""
    return hashlib.sha256(data).hexdigest()
