"""What an examination found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at: whether it is there, what was seen, and what to run where it is not."""

    name: str
    fine: bool
    seen: str
    remedy: str = ""
