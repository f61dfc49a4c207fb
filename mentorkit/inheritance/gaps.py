"""Gaps: the places of a definition marked `TO FILL IN (…)`, for what only the organisation can know."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import Problem, Severity
from mentorkit.core.yaml_source import Located
from mentorkit.definition.base import is_gap

Path = tuple[str | int, ...]

TO_FILL_IN = "to-fill-in"
"""The rule of problems that tell a gap."""


def gaps(resolved: Located) -> tuple[tuple[Path, str], ...]:
    """The paths of the gaps of a definition, and the text of each."""
    return tuple(_gaps(resolved, ()))


def gap_problems(resolved: Located, open_: Iterable[tuple[Path, str]], bases: Container[str] = ()) -> Iterator[Problem]:
    """A problem for each of these gaps, at the place in the author's own file where it belongs.

    What is open in one of its `bases`, known by its file, is told where it stands there.

    A draft can be built with gaps, and shows them; in a programme that is live they are errors.
    """
    severity = Severity.ERROR if resolved.get("status") in ("live", "closed") else Severity.WARNING
    for path, text in open_:
        asked = text.strip().removeprefix(GAP).strip(" ():") if is_gap(text) else ""
        said = f": {asked}" if asked else ""
        hint = f"only you can know this; write it in place of {GAP}"
        written = resolved.place.at(*path)
        at = written if written.file in bases else resolved.place.own(*path)
        yield Problem(TO_FILL_IN, f"{spoken(resolved, path)} is still to fill in{said}", at, hint, severity, path=path)


def counted(path: Path) -> Path:
    """The same path, with a session named by its number."""
    if path[0] == "sessions" and len(path) > 1 and str(path[1]).isdecimal():
        return (path[0], int(path[1]), *path[2:])
    return path


def open_parts(value: Any) -> Any:
    """The part of a definition that holds gaps, as a definition would have to write it; None where there are none.

    Entries with an id are written as changes to them; a list without ids is written whole.
    """
    if isinstance(value, dict):
        parts = {name: open_parts(inner) for name, inner in value.items()}
        return {name: part for name, part in parts.items() if part} or None
    if isinstance(value, list):
        kept = [
            (item.get("id") if isinstance(item, dict) else None, part) for item in value if (part := open_parts(item))
        ]
        names = [item.get("id") for item in value if isinstance(item, dict)]
        if all(isinstance(name, str) and names.count(name) == 1 for name, _ in kept):
            return {"change": dict(kept)} if kept else None
        return _plain(value)
    return value if _has_gap(value) else None


def _has_gap(value: Any) -> bool:
    return isinstance(value, str) and GAP in value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _gaps(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if _has_gap(value):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _gaps(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _gaps(inner, (*path, number))


def spoken(resolved: Located, path: Path) -> str:
    """The path as people say it: entries of lists by their id, or counted from one."""
    return ".".join(_steps(resolved, path))


def _steps(value: Any, path: Path) -> Iterator[str]:
    for step in path:
        value = value[step]
        counted = step + 1 if isinstance(step, int) else step
        yield str(value.get("id", counted) if isinstance(value, dict) and isinstance(step, int) else counted)
