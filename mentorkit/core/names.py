"""Names of files and folders: whether one can be had, and whether it can stand in an address."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_id(name: str) -> bool:
    """Whether a file or folder name can stand in a web address as it is, on every system."""
    return bool(_ID.fullmatch(name))


def as_id(name: str) -> str:
    """The nearest name that `is_id`: lower case, hyphens, no accents."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "untitled"


def is_file(path: Path) -> bool:
    """Whether an ordinary file can be had under this name, whatever was written as a name."""
    try:
        return path.is_file()
    except OSError:  # too long, or behind a closed door
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder can be had under this name, whatever was written as a name."""
    try:
        return path.is_dir()
    except OSError:
        return False
