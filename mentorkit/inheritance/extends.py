"""What a definition takes over from the one behind it, field by field. Nothing is read here.

What the definition says counts; what it leaves out, or leaves blank, is taken over. Groups of names are joined name by
name, sessions by their number (`archetypes.take_over` knows their ids). A list replaces the one behind it, unless it is
written as changes to it: `{add: [...], change: {id: {...}}, without: [id]}`; where entries are names, each is its own id.
The word `none` takes away what would be taken over.
"""

from __future__ import annotations

import re
from typing import Any

from mentorkit.core.problems import Problem, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.base import ID, is_gap

CHANGES = frozenset({"add", "change", "without"})
"""The names under which a list is changed instead of replaced."""

_HOW = "write `change:`, below it `id:`, and below that what is different"

_NOTHING = Located()
_NOTHING.place = Place(Span(""))

_NAME = f"{ID}(/{ID})?"

_INSTEAD = {"date": {"week", "day", "until"}, "week": {"date", "until"}}
"""Who says when in one way does not mean the other way any more."""

_GOES_WITH = {"date": "until", "week": "day"}
"""What means nothing any more when the other is taken away."""


def inherit(own: Located, behind: Located, found: list[Problem]) -> Located:
    """Both as one mapping, each value with the place where it was written; neither is changed.

    Changes to a list that cannot be made are added to `found`.
    """
    merged = Located()
    merged.place = Place(own.place.span, {**behind.place.keys, **own.place.keys})
    superseded = _superseded(own)
    for name in [*behind, *(name for name in own if name not in behind)]:
        if name not in own or (own[name] is None and name not in superseded):
            if name not in superseded and name in behind:
                merged[name], merged.place.inside[name] = behind[name], behind.place.inside[name]
        elif is_none(own[name]):
            if name not in behind:
                message, hint = f'no "{name}" would be taken over here', "`none` takes away what would be taken over"
                found.append(Problem("inherit", message, own.place.at(name), hint))
        else:
            merged[name], merged.place.inside[name] = _value(own, behind, name, found)
    return merged


def taken_away(whole: Located, behind: Located) -> Located:
    """`whole` with `none` wherever it lacks what is behind: joined with that again, it gives itself.

    Each `none` has the place where the author wrote it.
    """
    made = Located(whole)
    made.place = Place(whole.place.span, whole.place.keys, {**whole.place.inside})
    superseded = _superseded(whole)
    for name, theirs in behind.items():
        mine = whole.get(name)
        if isinstance(mine, Located) and isinstance(theirs, Located):
            made[name] = taken_away(mine, theirs)
            made.place.inside[name] = made[name].place
        elif name not in whole and name not in superseded:
            made[name], made.place.inside[name] = "none", Place(whole.place.at(name))
    return made


def _superseded(own: Located) -> set[str]:
    """Return the names that are not taken over, as this definition says in another way when something is."""
    said = {name for name, value in own.items() if value is not None and not is_gap(value)}
    superseded: set[str] = set()
    for one, others in _INSTEAD.items():
        if one in said:
            superseded |= {_GOES_WITH[one]} - said if is_none(own[one]) else others
    return superseded


def is_none(value: Any) -> bool:
    """Whether this takes away what would be taken over."""
    return isinstance(value, str) and value.strip().lower() == "none"


def _value(own: Located, behind: Located, name: str, found: list[Problem]) -> tuple[Any, Place]:
    mine, theirs, place = own[name], behind.get(name), own.place.inside[name]
    if isinstance(mine, str) and isinstance(theirs, Located) and "name" in theirs:  # a person may be a bare name
        mine = Located(name=mine)
        mine.place = Place(place.span, {"name": place.span}, {"name": place})
    if not isinstance(mine, Located):
        return mine, place
    if mine and mine.keys() <= CHANGES and not isinstance(theirs, Located):
        items = theirs if isinstance(theirs, list) else [] if theirs is None else [theirs]
        return _changed(mine, items, behind.place.inside.get(name, place), found)
    merged = inherit(mine, theirs if isinstance(theirs, Located) else _NOTHING, found)
    return merged, merged.place


def _changed(mine: Located, theirs: list[Any], at: Place, found: list[Problem]) -> tuple[list[Any], Place]:
    """The list behind with the entries in `without` left out, those in `change` changed, and `add` at its end."""
    change, without = _asked_for(mine, theirs, found)
    items: list[Any] = []
    place = Place(mine.place.span)
    for number, item in enumerate(theirs):
        id_ = _id(item)
        if id_ in without:
            continue
        place.inside[len(items)] = at.inside.get(number, at)
        if isinstance(change.get(id_), Located) and isinstance(item, Located):
            item = inherit(change[id_], item, found)
            place.inside[len(items)] = item.place
        items.append(item)
    added = mine.get("add")
    for number, item in enumerate(added if isinstance(added, list) else [added] if added else []):
        place.inside[len(items)] = mine.place.inside["add"].inside.get(number, mine.place.inside["add"])
        items.append(item)
    return items, place


def _id(item: Any) -> str:
    """What an entry of a list is known by: its id or, where it is a name and nothing else, the name."""
    name = item.get("id") if isinstance(item, Located) else item
    return name if isinstance(name, str) and (isinstance(item, Located) or re.fullmatch(_NAME, name)) else ""


def _asked_for(mine: Located, theirs: list[Any], found: list[Problem]) -> tuple[Located, dict[str, Span]]:
    """Which entries are to be changed, and which left out, each by an id that is there."""
    change = mine.get("change")
    if change is not None and not isinstance(change, Located):
        found.append(Problem("inherit", '"change" should name entries by their id', mine.place.at("change"), _HOW))
    change = change if isinstance(change, Located) else Located()
    without = _without(mine, found)
    known = {id_: item for item in theirs if (id_ := _id(item))}
    for name, at_name in [*without.items(), *((name, change.place.at(name)) for name in change)]:
        if name not in known:
            hint = did_you_mean(name, known) if known else "entries of this list have no ids; write the whole list"
            found.append(Problem("inherit", f'nothing with the id "{name}" would be taken over here', at_name, hint))
    for name, different in change.items():
        if is_none(different):
            without[name] = change.place.at(name)
        elif name in known and isinstance(known[name], str):
            message, hint = f'"{name}" is only a name, and nothing in it can be changed', "use `without` and `add`"
            found.append(Problem("inherit", message, change.place.keys[name], hint))
        elif name in known and different is not None and not isinstance(different, Located):
            found.append(Problem("inherit", f'"{name}" should say what is different', change.place.at(name), _HOW))
        elif name in without:
            message, hint = f'"{name}" is changed and left out', "keep it in `change` or in `without`"
            found.append(Problem("inherit", message, change.place.keys[name], hint))
    return change, without


def _without(mine: Located, found: list[Problem]) -> dict[str, Span]:
    """The ids that are left out, and where they were written."""
    value = mine.get("without")
    named: dict[str, Span] = {}
    for number, name in enumerate(value if isinstance(value, list) else [value]):
        at = mine.place.at("without", number) if isinstance(value, list) else mine.place.at("without")
        if isinstance(name, str):
            named[name] = at
        elif name is not None:
            found.append(Problem("inherit", '"without" should name entries by their id', at, "write `without: [id]`"))
    return named
