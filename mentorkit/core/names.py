"""Names of files and folders: whether one can be had, and whether it can stand in an address."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from unicodedata import category, normalize

from anyascii import anyascii

LONGEST = 200
"""Letters of a name that every system takes, with an ending behind it."""
_LONG = 120
"""Letters of a name made from a title: enough to know it by."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_id(name: str) -> bool:
    """Return whether a file or folder name can stand in a web address as it is, on every system."""
    return len(name) <= LONGEST and bool(_ID.fullmatch(name))


def in_ascii(text: str) -> str:
    """A text with its letters and numbers, of whatever script, in plain Latin ones: Łódź as Lodz, Έναρξη as Enarxi."""
    return "".join(_plain(one) for one in normalize("NFC", text))


def _plain(letter: str) -> str:
    kind = category(letter)[0]
    if letter.isascii() or kind not in "LMN":  # letters, their marks, and numbers
        return letter
    return anyascii(letter) if kind == "N" else re.sub(r"\W", "", anyascii(letter))


def as_id(name: str) -> str:
    """The nearest name that `is_id`: lower case, hyphens, no accents, other scripts in Latin letters."""
    return _hyphenated(in_ascii(name)) or "untitled"


def as_name(title: str) -> str:
    """`as_id`, never too long for a file; with the digest of a title behind it that plain letters do not say for sure."""
    name = as_id(title)
    told = len(name) <= _LONG and as_lasting_name(title) == _hyphenated(title)
    return name if told else f"{name[:_LONG].rstrip('-')}-{_digest(title)}"


def as_lasting_name(title: str) -> str:
    """The name by which calendars know a title: no letter of it may ever change, since people subscribe to them.

    Accents are left out, and so are other letters, for which there is the digest of the title.
    """
    lost = [letter for letter in title if letter.isalnum() and not normalize("NFKD", letter).encode("ascii", "ignore")]
    plain = _hyphenated(title)
    return plain if plain and not lost else f"{plain or 'untitled'}-{_digest(title)}"


def _hyphenated(text: str) -> str:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _digest(title: str) -> str:
    return sha256(title.encode()).hexdigest()[:8]


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
