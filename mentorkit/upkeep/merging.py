"""Merging three versions of a text into one, by git, and the difference between two.

Byte order marks, the kind of line ends and a final line end are no difference: editors and git change them on their own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorkit.core.problems import INVISIBLE, BuildFailed, Problem, Span

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Version:
    """The bytes of a file, and the name that people have for this version of it: `stock 0.1.0`."""

    name: str
    data: bytes

    @property
    def is_text(self) -> bool:
        """Whether it can be compared and merged line by line."""
        try:
            return "\0" not in self.data.decode("utf-8")
        except UnicodeDecodeError:
            return False

    def same_as(self, other: Version) -> bool:
        """Whether nobody who reads both would find a difference."""
        alike = self.is_text and other.is_text and _plain(self.data) == _plain(other.data)
        return alike or self.data == other.data


def difference(title: str, one: Version, other: Version) -> Iterator[str]:
    """A unified diff from `one` to `other`, line by line, safe to print on a terminal."""
    if not (one.is_text and other.is_text):
        yield "(this is no text, and what changed in it cannot be shown)"
        return
    before, after = (_plain(version.data).decode("utf-8").split("\n")[:-1] for version in (one, other))
    for line in unified_diff(before, after, f"{title} ({one.name})", f"{title} ({other.name})", lineterm=""):
        yield INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", line)


def merge(mine: Version, origin: Version, present: Version) -> bytes:
    """`mine` with everything that changed from `origin` to `present`; all three are texts.

    Where both changed the same lines, both stand in it between git's conflict marks, with what they were before. Its line
    ends are those of `mine`. Raises BuildFailed where there is no git.
    """
    if not shutil.which("git"):
        hint = (
            "install it; or put in by hand what `mentorkit outdated --diff` shows, then: mentorkit update --adopt PATH"
        )
        raise _failed("git is not installed, and it is what merges", hint)
    names = (mine.name, f"{origin.name}, before", f"{present.name}, now")
    with TemporaryDirectory() as folder:
        command = ["git", "merge-file", "-p", "--diff3"]
        for number, version in enumerate((mine, origin, present)):
            Path(folder, str(number)).write_bytes(_plain(version.data))
            command += ["-L", names[number]]
        done = subprocess.run([*command, "0", "1", "2"], cwd=folder, capture_output=True, check=False)  # noqa: S603
    if not 0 <= done.returncode <= 127:  # up to there it is the number of conflicts
        raise _failed(f"git could not merge: {done.stderr.decode('utf-8', 'replace').strip()}", "see whether git works")
    return _in_the_manner_of(mine.data, done.stdout)


def _plain(data: bytes) -> bytes:
    """A text with simple line ends, one of them at its end."""
    data = data.removeprefix(_MARK).replace(b"\r\n", b"\n")
    return data if not data or data.endswith(b"\n") else data + b"\n"


def _in_the_manner_of(model: bytes, data: bytes) -> bytes:
    if model and not model.endswith(b"\n"):
        data = data.removesuffix(b"\n")
    if model.count(b"\r\n") * 2 > model.count(b"\n"):  # where both kinds stand in it, most lines decide
        data = data.replace(b"\n", b"\r\n")
    return _MARK + data if model.startswith(_MARK) else data


def _failed(message: str, hint: str) -> BuildFailed:
    return BuildFailed([Problem("git", message, Span("git"), hint)])
