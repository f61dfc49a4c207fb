"""What a definition takes over from the one behind it, field by field. Nothing is read here.

What the definition says counts; what it leaves out, or leaves blank, is taken over. Groups of names are joined name by
name, sessions by their number. A list replaces the one behind it, unless it is written as changes to it:
`{add: [...], change: {id: {...}}, without: [id]}`. The word `none` takes away what would be taken over.
"""

from __future__ import annotations

from typing import Any

from mentorkit.definition.base import is_gap
from mentorkit.problems import Problem, did_you_mean
from mentorkit.yaml_source import Located, Place

CHANGES = frozenset({"add", "change", "without"})
"""The names under which a list is changed instead of replaced."""

_HOW = "write `change:`, below it `id:`, and below that what is different"

_INSTEAD = {"date": ("week", "day", "until"), "week": ("date", "until")}
"""Who says when in one way does not mean the other way any more."""


def inherit(own: Located, behind: Located, found: list[Problem]) -> Located:
    """Both as one mapping, each value with the place where it was written; neither is changed.

    Changes to a list that cannot be made are added to `found`.
    """
    merged = Located()
    merged.place = Place(own.place.span, {**behind.place.keys, **own.place.keys})
    said = {name for name, value in own.items() if value is not None and not is_gap(value)}
    passed = {name for one, others in _INSTEAD.items() if one in said for name in others}
    for name in [*behind, *(name for name in own if name not in behind)]:
        if name not in own or (own[name] is None and name not in passed):
            if name not in passed and name in behind:
                merged[name], merged.place.inside[name] = behind[name], behind.place.inside[name]
        elif not (name in behind and _is_none(own[name])):
            merged[name], merged.place.inside[name] = _value(own, behind, name, found)
    return merged


def _is_none(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower() == "none"


def _value(own: Located, behind: Located, name: str, found: list[Problem]) -> tuple[Any, Place]:
    mine, theirs = own[name], behind.get(name)
    if isinstance(mine, Located) and isinstance(theirs, Located):
        merged = inherit(mine, theirs, found)
        return merged, merged.place
    if isinstance(mine, Located) and isinstance(theirs, list) and mine and mine.keys() <= CHANGES:
        return _changed(mine, theirs, behind.place.inside[name], found)
    return mine, own.place.inside[name]


def _changed(mine: Located, theirs: list[Any], at: Place, found: list[Problem]) -> tuple[list[Any], Place]:
    """The list behind with the entries in `without` left out, those in `change` changed, and `add` at its end."""
    without, change = _names(mine.get("without")), mine.get("change")
    if change is not None and not isinstance(change, Located):
        found.append(Problem("inherit", '"change" should name entries by their id', mine.place.at("change"), _HOW))
    change = change if isinstance(change, Located) else Located()
    ids = [item["id"] for item in theirs if isinstance(item, Located) and "id" in item]
    for name in [*without, *change]:
        if name not in ids:
            where = mine.place.at("change", name) if name in change else mine.place.at("without")
            hint = did_you_mean(name, ids) if ids else "entries of this list have no ids; write the whole list"
            found.append(Problem("inherit", f'nothing with the id "{name}" would be taken over here', where, hint))
    items: list[Any] = []
    place = Place(mine.place.span)
    for number, item in enumerate(theirs):
        id_ = str(item.get("id")) if isinstance(item, Located) else ""
        if id_ in without:
            continue
        place.inside[len(items)] = at.inside[number]
        if isinstance(change.get(id_), Located):
            item = inherit(change[id_], item, found)
            place.inside[len(items)] = item.place
        items.append(item)
    added = mine.get("add")
    for number, item in enumerate(added if isinstance(added, list) else [added] if added else []):
        place.inside[len(items)] = mine.place.inside["add"].inside.get(number, mine.place.inside["add"])
        items.append(item)
    return items, place


def _names(value: Any) -> list[str]:
    return [str(name) for name in (value if isinstance(value, list) else [value] if value else [])]
