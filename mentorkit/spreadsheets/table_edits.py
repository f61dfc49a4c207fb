"""What people mean by a table: single changes to the resolved definition, each with its cell, and those that clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorkit.core.problems import Span, shortened
from mentorkit.core.yaml_source import Located, Place
from mentorkit.editing.changes import ABSENT
from mentorkit.spreadsheets.table_columns import EntryPath


@dataclass(frozen=True, slots=True)
class TableEdit:
    """One value that is to be another; a path that ends in `+` adds an entry, `after` ABSENT takes something away."""

    path: EntryPath
    after: Any
    at: Span
    """The cell in which somebody wrote it, or the row that is missing or new."""
    said: str
    """What it is, in words: Timetable, "Launch": Date 2027-02-01 → 2027-02-08."""
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class TableClash:
    """A value that was changed both in the table and in the file since the table was exported."""

    edit: TableEdit
    """What the table means."""
    exported: str
    in_table: str
    in_file: str
    what: str
    """What it is of which: the date of "Launch"."""


def arrow(before: str, after: str) -> str:
    """`before → after`, each on one line and not too long."""
    return f"{_said(before)} → {_said(after)}"


def _said(text: str) -> str:
    line = " ".join(text.split())
    return f"“{shortened(line)}”" if line else "nothing"


class _Gone:
    """Stands where an entry was taken away, until all edits are made: positions count as they were."""


_GONE = _Gone()


@dataclass(slots=True)
class _Draft:
    """A list or mapping that is being changed, and what is added to it."""

    added: dict[int, list[tuple[Any, Place]]] = field(default_factory=dict)
    lists: dict[int, tuple[list[Any], Place]] = field(default_factory=dict)


def applied(source: Located, edits: Iterable[TableEdit]) -> Located:
    """A resolved definition as these edits would make it; whatever they write has the place of its cell."""
    whole, place = _copied(source, source.place)
    draft = _Draft()
    for edit in edits:
        _apply(draft, whole, place, edit)
    for key, (listed, at) in draft.lists.items():
        entries = [(one, at.inside.get(number, at)) for number, one in enumerate(listed)] + draft.added.get(key, [])
        kept = [(one, inside) for one, inside in entries if one is not _GONE]
        listed[:] = [one for one, _ in kept]
        at.inside.clear()
        at.inside.update({number: inside for number, (_, inside) in enumerate(kept)})
    made: Located = whole
    return made


def _copied(value: Any, place: Place) -> tuple[Any, Place]:
    copy = Place(place.span, dict(place.keys))
    if isinstance(value, Mapping):
        made = Located()
        for name, inner in value.items():
            made[name], copy.inside[name] = _copied(inner, place.inside.get(name, place))
        made.place = copy
        return made, copy
    if isinstance(value, list):
        entries = [_copied(inner, place.inside.get(number, place)) for number, inner in enumerate(value)]
        copy.inside.update({number: inside for number, (_, inside) in enumerate(entries)})
        return [one for one, _ in entries], copy
    return value, copy


def located(value: Any, at: Span) -> tuple[Any, Place]:
    """A plain value as one that was written in a cell."""
    place = Place(at)
    if isinstance(value, Mapping):
        made = Located()
        for name, inner in value.items():
            made[name], place.inside[name] = located(inner, at)
            place.keys[name] = at
        made.place = place
        return made, place
    if isinstance(value, list):
        entries = [located(one, at) for one in value]
        place.inside.update({number: inside for number, (_, inside) in enumerate(entries)})
        return [one for one, _ in entries], place
    return value, place


def _apply(draft: _Draft, whole: Any, place: Place, edit: TableEdit) -> None:
    value, at, (*way, last) = whole, place, edit.path
    for step, following in zip(way, edit.path[1:], strict=True):
        value, at = _into(draft, value, at, _key(value, step), following, edit.at)
    last = _key(value, last)
    if isinstance(value, list):
        _in_list(draft, value, at, last, edit)
    elif edit.after is ABSENT:
        value.pop(last, None)
        at.keys.setdefault(last, edit.at)
        at.inside[last] = Place(edit.at)
    else:
        name = last.removeprefix("+")
        value[name], at.inside[name] = located(edit.after, edit.at)
        at.keys[name] = edit.at


def _in_list(draft: _Draft, listed: list[Any], at: Place, last: str, edit: TableEdit) -> None:
    draft.lists.setdefault(id(listed), (listed, at))
    if last.startswith("+"):
        draft.added.setdefault(id(listed), []).append(located(edit.after, edit.at))
        return
    number = _position(listed, last)
    if edit.after is ABSENT:
        listed[number] = _GONE
    else:
        listed[number], at.inside[number] = located(edit.after, edit.at)


def _into(draft: _Draft, value: Any, at: Place, step: str, following: str, cell: Span) -> tuple[Any, Place]:
    """One step on the way; what is not there is made, and a bare text becomes the entry that it stands for."""
    if isinstance(value, list):
        draft.lists.setdefault(id(value), (value, at))
        number = _position(value, step)
        if isinstance(value[number], str):
            value[number], at.inside[number] = _spelt(value[number], at.inside.get(number, at))
        return _placed(value[number], at, number, cell)
    if step not in value or not isinstance(value[step], list | Mapping):
        if isinstance(value.get(step), str) and following.startswith("#"):
            value[step], at.inside[step] = located([value[step]], cell)
        elif isinstance(value.get(step), str):
            value[step], at.inside[step] = _spelt(value[step], at.inside.get(step, at))
        else:
            value[step], at.inside[step] = located([] if following.startswith("+") else {}, cell)
        at.keys.setdefault(step, cell)
    return _placed(value[step], at, step, cell)


def _key(value: Any, step: str) -> str:
    """The name under which a mapping has this: session 1 may be written 01."""
    if isinstance(value, Mapping) and step not in value and step.isdecimal():
        return next((name for name in value if name.isdecimal() and int(name) == int(step)), step)
    return step


def _placed(value: Any, at: Place, step: str | int, cell: Span) -> tuple[Any, Place]:
    """Give what an edit goes through the place of its cell: what is wrong with the whole is told there."""
    inside = at.inside[step]
    at.inside[step] = place = Place(cell, inside.keys, inside.inside)
    if isinstance(value, Located):
        value.place = place
    return value, place


def _spelt(text: str, at: Place) -> tuple[Any, Place]:
    return located({"name": text}, at.span)


def _position(listed: list[Any], step: str) -> int:
    """The position of an entry that is named by its id, or by its position."""
    if step.startswith("#"):
        return int(step[1:])
    return next(number for number, one in enumerate(listed) if isinstance(one, Mapping) and one.get("id") == step)
