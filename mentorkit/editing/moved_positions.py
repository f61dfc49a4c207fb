"""Positions such as `#2` in changes, brought up to date where the list has changed since it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mentorkit.editing.changes import ABSENT, Change, Crossed, Move, Path
from mentorkit.editing.seen_values import aligned, number_of, value_at

Given = Change | Move


def at_present(changes: Iterable[Given], seen: Any, now: Any) -> tuple[tuple[Given, ...], tuple[Crossed, ...]]:
    """Return the changes with the positions that their entries have now and, apart, those whose entry is gone.

    `seen` are the values in which the positions were counted; None where nobody knows them any more.
    """
    found, lost = list[Given](), list[Crossed]()
    for change in changes:
        path = _present(change.path, seen, now)
        behind = change.behind
        if path is not None and behind and behind.startswith("#"):
            inner = _present((*change.path[:-1], behind), seen, now)
            behind = inner[-1] if inner else None if isinstance(change, Change) else ""
        if path is None:
            lost.append(Crossed(change, ABSENT))
        elif isinstance(change, Move):
            found.append(replace(change, path=path, behind=behind or ""))
        else:
            found.append(replace(change, path=path, behind=behind))
    return tuple(found), tuple(lost)


def _present(path: Path, seen: Any, now: Any) -> Path | None:
    """The same path as it is now; None where an entry on the way is gone."""
    if not any(step.startswith("#") for step in path):
        return path
    if seen is None:
        return None
    made: Path = ()
    for step in path:
        following = step
        if step.startswith("#") and isinstance(seen, list) and isinstance(now, list):
            number = number_of(seen, step)
            origins = aligned(seen, now)
            if number is None or number not in origins:
                return None
            following = f"#{origins.index(number)}"
        made = (*made, following)
        seen, now = value_at(seen, (step,)), value_at(now, (following,))
    return made
