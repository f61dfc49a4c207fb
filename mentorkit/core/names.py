"""Names of files and folders: whether one can be had, and whether it can stand in an address."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

LONGEST = 200
"""Letters of a name that every system takes, with an ending behind it."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_id(name: str) -> bool:
    """Return whether a file or folder name can stand in a web address as it is, on every system."""
    return len(name) <= LONGEST and bool(_ID.fullmatch(name))


def as_id(name: str) -> str:
    """The nearest name that `is_id`: lower case, hyphens, no accents."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "untitled"


def as_name(title: str) -> str:
    """`as_id`, with the digest of a title of which it loses letters behind it: other titles have other names."""
    lost = [letter for letter in title if letter.isalnum() and not normalize("NFKD", letter).encode("ascii", "ignore")]
    return f"{as_id(title)}-{sha256(title.encode()).hexdigest()[:8]}" if lost else as_id(title)


def is_inside(name: str) -> bool:
    """Whether a name that was written down leads to something below the folder that it counts from, on every system."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or any(sign in part for sign in "\\:\0") for part in parts)


def is_file(path: Path) -> bool:
    """Return whether an ordinary file can be had under this name, whatever was written as a name."""
    try:
        return path.is_file()
    except OSError:  # too long, or behind a closed door
        return False


def is_folder(path: Path) -> bool:
    """Return whether a folder can be had under this name, whatever was written as a name."""
    try:
        return path.is_dir()
    except OSError:
        return False
