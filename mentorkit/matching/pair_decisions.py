"""What people decided of a proposal: pairs that they keep or wrote themselves, pairs that they refused, and who stays alone.

People are called by their keys, as in applications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mentorkit.core.problems import Span

By = Literal["kept", "yours"]
"""Who a kept pair is from: proposed and then kept by people, or written by them in place of what was proposed."""


@dataclass(frozen=True, slots=True)
class KeptPair:
    """A pair that people decided on: the next run leaves it as it is."""

    mentee: str
    mentor: str
    by: By = "kept"
    anyway: bool = False
    """Whether it is to stand though the definition excludes it. Without it, an excluded pair is a problem."""
    reason: str = ""
    """Why, in the words of whoever decided; never empty where it stands `anyway`."""
    seat: str = ""
    """The seat of the mentor on the mentee's board; empty in other formats."""
    at: Span = field(default_factory=lambda: Span(""), repr=False, compare=False)
    """Its row, for messages."""


@dataclass(frozen=True, slots=True)
class RefusedPair:
    """A pair that people said no to: no later run proposes it."""

    mentee: str
    mentor: str
    at: Span = field(default_factory=lambda: Span(""), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class PairDecisions:
    """Everything that people decided so far, in the order of their table."""

    kept: tuple[KeptPair, ...] = ()
    refused: tuple[RefusedPair, ...] = ()
    alone: Mapping[str, str] = field(default_factory=dict)
    """Mentees who are to stay without a partner, as people decided, and why, in their words; "" where they did not say."""
