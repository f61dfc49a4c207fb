"""The environment of a machine: what decides which bytes it makes. Python, packages, this program, and how type is set."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from mentorkit.build.fingerprint import own_files
from mentorkit.build.installed_packages import installed_packages
from mentorkit.build.machine_kind import machine_kind
from mentorkit.core.digests import bytes_digest, digest
from mentorkit.workspace.layers import STOCK, Layer, Layers, stock_root

_FAMILIES = ("serif", "sans-serif", "monospace")
"""The names under which fonts of the system lend letters that those of a brand lack."""
_LETTERS = 2
"""Letters of each script in the sample: one may be drawn alike in two fonts."""
_NAMED = 3
"""Packages that are named where they differ; the rest are counted."""


@dataclass(frozen=True, slots=True)
class MachineEnvironment:
    """What the outputs of a machine depend on, besides the files of the workspace."""

    python: str
    packages: tuple[str, ...]
    program: str
    letters: str
    """The digest of its fonts and libraries for type: the kind of the machine, and a sample that is set with them."""

    def difference_from(self, other: MachineEnvironment) -> str:
        """Return why this machine would make other files than `other`, as the end of a sentence; empty where it would not."""
        if self.python != other.python:
            return f"has Python {_on_one_line(self.python)}, and here it is {_on_one_line(other.python)}"
        if self.packages != other.packages:
            return f"has other packages: {_difference(self.packages, other.packages)}"
        if self.program != other.program:
            return "has another MentorKit"
        if self.letters != other.letters:
            return "has other fonts, or other libraries that set type"
        return ""


def machine_environment() -> MachineEnvironment:
    """Return the environment of this machine. Sets a sample in type, which takes a second or two; raises BuildFailed where it cannot."""
    letters = digest(machine_kind(), _letters_as_set())
    return MachineEnvironment(sys.version, installed_packages(), own_files(), letters)


def _on_one_line(python: str) -> str:
    """The version and build of a Python, on one line."""
    return python.replace("\n", " ")


def _difference(there: tuple[str, ...], here: tuple[str, ...]) -> str:
    """What only one of the two has, the first few by name."""
    found = [f"{name} only there" for name in there if name not in here]
    found += [f"{name} only here" for name in here if name not in there]
    more = len(found) - _NAMED
    return ", ".join(found[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _letters_as_set() -> str:
    """The digest of a page with letters of every script, which hold the fonts that were found for them."""
    from mentorkit.workbooks.layout.print_engine import set_lines

    text = escape(" ".join(_of_every_script()))
    lines = (
        f'<p style="font-family: {family}">{text} <b>{text}</b><a id="end-{number}"></a></p>'
        for number, family in enumerate(_FAMILIES)
    )
    html = f'<!DOCTYPE html><html lang="en"><head><title>-</title></head><body>{"".join(lines)}</body></html>'
    css = "@page { size: A3 } p { break-after: page }"
    return bytes_digest(set_lines(html, css, Layers((Layer(STOCK, stock_root()),))).pdf)


def _of_every_script() -> Iterator[str]:
    """The first letters, digits and signs of each script of Unicode that one can see."""
    from fontTools import unicodedata

    found: dict[str, str] = {}
    for number in range(0x21, 0x20000):
        letter = chr(number)
        if unicodedata.category(letter)[0] in "LNS":
            script = unicodedata.script(letter)
            if len(found.setdefault(script, "")) < _LETTERS:
                found[script] += letter
    yield from found.values()
