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


RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, whatever ending follows."""
_SYSTEMS_OWN = frozenset({".ds_store", ".localized", ".directory", "thumbs.db", "desktop.ini"})
_ABOUT = re.compile(
    r"(?:(?i:READ[_-]?ME)|LICEN[CS]E|COPYING|NOTICE|CONTRIBUTING|CONTRIBUTORS|CODE[_-]OF[_-]CONDUCT|SECURITY|SUPPORT|GOVERNANCE"
    r"|AUTHORS|MAINTAINERS|CODEOWNERS|CHANGELOG|CHANGES|HISTORY|NEWS|RELEASES|TODO|INSTALL|CITATION|FUNDING|AGENTS|CLAUDE"
    r"|(?:ISSUE|PULL_REQUEST)_TEMPLATE)(?:[._-][A-Za-z]{2,4}([_-][A-Za-z]{2,4})?)?"
)
"""Names that those who share files give to texts about them, perhaps with a language behind: README.de."""


def is_about_folder(stem: str) -> bool:
    """Whether a file of this name, without its ending, is about the folder that it lies in, as README and LICENSE are."""
    return bool(_ABOUT.fullmatch(stem))


def is_id(name: str) -> bool:
    """Return whether a file or folder name can stand in a web address as it is, on every system."""
    return len(name) <= LONGEST and bool(_ID.fullmatch(name)) and name not in RESERVED


def is_of_system(name: str) -> bool:
    """Whether a system puts files of this name into every folder that somebody looks at: .DS_Store, ._x, Thumbs.db."""
    return name.lower() in _SYSTEMS_OWN or name.startswith("._")


def is_litter(name: str) -> bool:
    """Whether this is the name of a file that nobody wrote: hidden, of the system, or an editor's lock, copy or backup."""
    return (
        is_of_system(name) or name.startswith((".", "~$", "#")) or name.endswith(("~", ".bak", ".orig", ".swp", ".tmp"))
    )


ICONS = ".icons"
"""The hidden folder that is read: a theme has its icons in it."""


def is_passed_over(name: str) -> bool:
    """Return whether nothing is read from files and folders of this name among templates: caches, and what is hidden."""
    return name == "__pycache__" or (name.startswith(".") and name != ICONS)


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
    made = _hyphenated(in_ascii(name)) or "untitled"
    return f"{made}-1" if made in RESERVED else made


def as_name(title: str) -> str:
    """`as_id`, never too long for a file; with the digest of a title behind it that plain letters do not say for sure."""
    name = as_id(title)
    told = len(name) <= _LONG and as_lasting_name(title) == _hyphenated(title)
    return name if told else f"{name[:_LONG].rstrip('-')}-{title_digest(title)}"


def as_lasting_name(title: str) -> str:
    """The name by which calendars know a title: no letter of it may ever change, since people subscribe to them.

    Accents are left out, and so are other letters, for which there is the digest of the title.
    """
    letters = filter(str.isalnum, normalize("NFC", title))
    lost = any(not normalize("NFKD", letter).encode("ascii", "ignore") for letter in letters)
    plain = _hyphenated(title)
    return plain if plain and not lost else f"{plain or 'untitled'}-{title_digest(title)}"


def _hyphenated(text: str) -> str:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def title_digest(title: str) -> str:
    """A few letters by which a title is told from others."""
    return sha256(normalize("NFC", title).encode()).hexdigest()[:8]  # one title, however its accents are written


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


def as_on_disk(path: Path) -> Path:
    """The path as its file is called: some systems keep an accent apart from its letter, which nobody sees."""
    if path.name.isascii() or is_file(path):
        return path
    try:
        return next((one for one in path.parent.iterdir() if normalize("NFC", one.name) == path.name), path)
    except OSError:
        return path


def is_empty(folder: Path) -> bool:
    """Whether there is nothing in a folder but what its system put there."""
    return all(is_of_system(path.name) for path in folder.iterdir())


def is_folder(path: Path) -> bool:
    """Return whether a folder can be had under this name, whatever was written as a name."""
    try:
        return path.is_dir()
    except OSError:
        return False
