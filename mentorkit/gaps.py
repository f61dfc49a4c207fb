"""What only the organisation can know, and has not written yet: the places marked `TO FILL IN (…)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mentorkit.definition.base import GAP, is_gap
from mentorkit.problems import Problem, Severity
from mentorkit.yaml_source import Located


def gap_problems(resolved: Located, own: Located) -> Iterator[Problem]:
    """Every gap of a definition, at the place in the author's `own` file where it belongs.

    A draft can be built with gaps, and shows them; in a programme that is live they are errors.
    """
    severity = Severity.ERROR if resolved.get("status") in ("live", "closed") else Severity.WARNING
    for path, text in _gaps(resolved, ()):
        asked = text.strip().removeprefix(GAP).strip(" ():") if is_gap(text) else ""
        said = f": {asked}" if asked else ""
        name = ".".join(_name(resolved, path))
        hint = f"only you can know this; write it in place of {GAP}"
        at = resolved.place.at(*path)
        if at.file != own.place.span.file:  # nobody fills it in there
            at = own.place.at(*_own_path(resolved, own, path))
        yield Problem("to-fill-in", f"{name} is still to fill in{said}", at, hint, severity)


def _own_path(resolved: Any, own: Any, path: tuple[str | int, ...]) -> Iterator[str | int]:
    """The path to the same thing in the author's file, where entries of a list may be changed by their id."""
    for step in path:
        resolved = resolved[step]
        if isinstance(step, int) and isinstance(own, dict):
            way: tuple[str | int, ...] = ("change", str(resolved.get("id")) if isinstance(resolved, dict) else "")
        else:
            way = (step,)
        yield from way
        for name in way:
            own = own.get(name) if isinstance(own, dict) else None


def asked(value: Any) -> Any:
    """The part of a definition that holds gaps, as a definition would have to write it; None where there are none.

    Entries with an id are written as changes to them; a list without ids is written whole.
    """
    if isinstance(value, dict):
        parts = {name: asked(inner) for name, inner in value.items()}
        return {name: part for name, part in parts.items() if part} or None
    if isinstance(value, list):
        kept = [(item.get("id") if isinstance(item, dict) else None, part) for item in value if (part := asked(item))]
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


def _gaps(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if _has_gap(value):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _gaps(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _gaps(inner, (*path, number))


def _name(value: Any, path: tuple[str | int, ...]) -> Iterator[str]:
    """The path as people say it: entries of lists by their id, or counted from one."""
    for step in path:
        value = value[step]
        counted = step + 1 if isinstance(step, int) else step
        yield str(value.get("id", counted) if isinstance(value, dict) and isinstance(step, int) else counted)
