"""The tally of a build: what was taken from a cache, what was made, and why the shared cache is asked no more.

There is one in each process that works for a build. It comes to a worker with every task, and the worker's counts come back
with every result.
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
    away: str
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
    """Entries of the shared cache that were not what somebody with the secret had kept."""
    away: str = ""
    """Why the shared cache is asked no more in this build; empty while it is."""
    read_only: str = ""
    """Why nothing more is put into the shared cache in this build; empty while something is."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Come to another process as the tally that this build has there, which learns whether the shared cache is asked."""
        return _arrived, (self.run, self.away, self.read_only)

    def drained(self) -> CacheCounts:
        """The counts so far, which begin again at nothing."""
        counts = CacheCounts(self.kept_here, self.shared, self.made, self.refused, self.away, self.read_only)
        self.kept_here = self.shared = self.made = self.refused = 0
        return counts

    def add(self, counts: CacheCounts) -> None:
        """Add what another process counted for the same build."""
        self.kept_here += counts.kept_here
        self.shared += counts.shared
        self.made += counts.made
        self.refused += counts.refused
        self.away = self.away or counts.away
        self.read_only = self.read_only or counts.read_only

    def problems(self, at: Span) -> Iterator[Problem]:
        """Yield a warning for each thing about the shared cache that people should know; `at` is where it is named."""
        if self.away:
            message = f"the shared cache is not used: {self.away}"
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


def _arrived(run: str, away: str, read_only: str) -> CacheTally:
    tally = _HERE.get(run)
    if tally is None:
        _HERE.clear()  # a process works for one build at a time
        tally = _HERE[run] = CacheTally(run)
    tally.away, tally.read_only = tally.away or away, tally.read_only or read_only
    return tally
