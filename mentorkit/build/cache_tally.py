"""The tally of a build: what came from which cache, what was made, and why the shared cache is not used any more.

Each process of a build has one. Its state goes to a worker with every task, and the worker's counts come back with every
result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, NamedTuple

from mentorkit.core.problems import Problem, Severity, Span

_HERE: dict[str, CacheTally] = {}
"""The tallies of this process, by the build that they belong to."""


class CacheCounts(NamedTuple):
    """What one process counted, on its way to another."""

    kept_here: int
    shared: int
    made: int
    refused: int
    unavailable: str
    read_only: str


@dataclass(slots=True, weakref_slot=True)
class CacheTally:
    """Books and portals of one build by where they came from."""

    run: str = field(default_factory=token_hex)
    kept_here: int = 0
    """Those that this machine had kept."""
    shared: int = 0
    """Those that were copied from the shared cache."""
    made: int = 0
    refused: int = 0
    """Entries of the shared cache that were invalid."""
    unavailable: str = ""
    """Why the shared cache is not used any more in this build; empty while it is."""
    read_only: str = ""
    """Why nothing is put into the shared cache any more in this build; empty while it is."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Unpickle as the tally of this build in the other process, and tell it whether the shared cache can be used."""
        return _tally_of_run, (self.run, self.unavailable, self.read_only)

    def drained(self) -> CacheCounts:
        """The counts so far, which begin again at nothing."""
        counts = CacheCounts(self.kept_here, self.shared, self.made, self.refused, self.unavailable, self.read_only)
        self.kept_here = self.shared = self.made = self.refused = 0
        return counts

    def add(self, counts: CacheCounts) -> None:
        """Add what another process counted for the same build."""
        self.kept_here += counts.kept_here
        self.shared += counts.shared
        self.made += counts.made
        self.refused += counts.refused
        self.unavailable = self.unavailable or counts.unavailable
        self.read_only = self.read_only or counts.read_only

    def problems(self, at: Span) -> Iterator[Problem]:
        """Yield a warning for each thing about the shared cache that people should know; `at` is where it is named."""
        if self.unavailable:
            message = f"the shared cache is not used: {self.unavailable}"
            hint = "nothing is lost: what it would have had was made here; the next build asks it again"
            yield Problem("shared-cache", message, at, hint, Severity.WARNING)
        elif self.read_only:
            message = f"the shared cache can be read, and takes nothing from here: {self.read_only}"
            hint = "other machines will make again what was made here; give this one the right to write, if it should"
            yield Problem("shared-cache", message, at, hint, Severity.WARNING)
        if self.refused:
            were = "entry of the shared cache was" if self.refused == 1 else "entries of the shared cache were"
            message = f"{self.refused} {were} refused: made here"
            hint = "they were damaged, or written by somebody without the secret; what was made here takes their place"
            yield Problem("shared-cache", message, at, hint, Severity.WARNING)


def _tally_of_run(run: str, unavailable: str, read_only: str) -> CacheTally:
    tally = _HERE.get(run)
    if tally is None:
        _HERE.clear()  # a process works for one build at a time
        tally = _HERE[run] = CacheTally(run)
    tally.unavailable, tally.read_only = tally.unavailable or unavailable, tally.read_only or read_only
    return tally
