"""Joining of a definition with its base definition, field by field. Nothing is read here.

What the definition says counts; what it leaves out, or leaves blank, is taken over. Groups of names are joined name by
name, sessions by their number (`archetypes.take_over` knows their ids). A list replaces that of the base, unless it is
written as changes to it: `{add: [...], change: {id: {...}}, without: [id]}`; where entries are names, each is its own id.
The word `none` takes away what would be taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mentorkit.core.language_tags import given_in_languages
from mentorkit.core.problems import Problem, Result, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.base import ID, is_gap

CHANGES = frozenset({"add", "change", "without"})
"""The names under which a list is changed instead of replaced."""

_HOW = "write `change:`, below it `id:`, and below that what is different"

_NOTHING = Located()
_NOTHING.place = Place(Span(""))

_NAME = f"{ID}(/{ID})?"

_INSTEAD = {
    "date": {"week", "day", "until"},
    "week": {"date", "until", "from", "to"},
    "from": {"week"},
    "to": {"week"},
    "times": {"until"},
    "until": {"times"},
}
"""The names that are not taken over where a definition says the date, or the end of what comes again, in another way."""

_GOES_WITH = {"date": {"until"}, "week": {"day"}, "every": {"times", "until", "except", "moved"}}
"""The names that mean nothing any more when another is taken away."""


def inherit(own: Located, base: Located) -> Result[Located]:
    """Join both to one mapping, each value with the place where it was written; neither is changed.

    Changes to a list that cannot be made are left out, and are problems.
    """
    merged, problems = Located(), list[Problem]()
    merged.place = Place(own.place.span, {**base.place.keys, **own.place.keys})
    superseded = superseded_names(own, base)
    for name in [*base, *(name for name in own if name not in base)]:
        if name not in own or (own[name] is None and name not in superseded):
            if name not in superseded and name in base:
                merged[name], merged.place.inside[name] = base[name], base.place.inside[name]
        elif is_none(own[name]):
            if name not in base:
                message, hint = f'no "{name}" would be taken over here', "`none` takes away what would be taken over"
                problems.append(Problem("inherit", message, own.place.at(name), hint))
        else:
            (merged[name], merged.place.inside[name]), impossible = _value(own, base, name)
            problems += impossible
    return Result(merged, tuple(problems))


def taken_away(whole: Located, base: Located) -> Located:
    """`whole` with `none` wherever it lacks what the base has: joined with that again, it gives itself.

    Each `none` has the place where the author wrote it.
    """
    made = Located(whole)
    made.place = Place(whole.place.span, whole.place.keys, {**whole.place.inside})
    superseded = superseded_names(whole, base)
    for name, theirs in base.items():
        mine = whole.get(name)
        if isinstance(mine, Located) and isinstance(theirs, Located):
            made[name] = taken_away(mine, theirs)
            made.place.inside[name] = made[name].place
        elif name not in whole and name not in superseded:
            made[name], made.place.inside[name] = "none", Place(whole.place.at(name))
    return made


def superseded_names(own: Mapping[str, Any], base: Mapping[str, Any]) -> set[str]:
    """Return the names that are not taken over, as this definition says in another way when something is.

    Of what comes again, `until` is its end and no part of its first date.
    """
    said = {name for name, value in own.items() if value is not None and not is_gap(value)}
    repeats = "every" in {*said, *base} and not is_none(own.get("every"))
    superseded: set[str] = set()
    for one in said:
        if is_none(own[one]):
            superseded |= _GOES_WITH.get(one, set()) - said
        elif one in _INSTEAD:
            superseded |= _INSTEAD[one] - ({"until"} if repeats and one in ("date", "week") else set())
    return superseded


def is_none(value: Any) -> bool:
    """Return whether this takes away what would be taken over."""
    return isinstance(value, str) and value.strip().lower() == "none"


def _value(own: Located, base: Located, name: str) -> Result[tuple[Any, Place]]:
    """The value of one name with what it takes over, and its place."""
    mine, theirs, place = own[name], base.get(name), own.place.inside[name]
    if isinstance(mine, str) and isinstance(theirs, Located) and "name" in theirs:  # a person may be a bare name
        mine = Located(name=mine)
        mine.place = Place(place.span, {"name": place.span}, {"name": place})
    if not isinstance(mine, Located) or given_in_languages(mine):
        return Result((mine, place))
    if mine and mine.keys() <= CHANGES and not isinstance(theirs, Located):
        items = theirs if isinstance(theirs, list) else [] if theirs is None else [theirs]
        return _changed(mine, items, base.place.inside.get(name, place))
    merged, problems = inherit(mine, theirs if isinstance(theirs, Located) else _NOTHING)
    return Result((merged, merged.place), problems)


def _changed(mine: Located, theirs: list[Any], at: Place) -> Result[tuple[list[Any], Place]]:
    """The list of the base with the entries in `without` left out, those in `change` changed, and `add` at its end."""
    (change, without), wrong = _changed_and_left_out(mine, theirs)
    items, problems = list[Any](), [*wrong]
    place = Place(mine.place.span)
    for number, item in enumerate(theirs):
        id_ = known_as(item)
        if id_ in without:
            continue
        place.inside[len(items)] = at.inside.get(number, at)
        if isinstance(change.get(id_), Located) and isinstance(item, Located):
            item, impossible = inherit(change[id_], item)
            problems += impossible
            place.inside[len(items)] = item.place
        items.append(item)
    added = mine.get("add")
    for number, item in enumerate(added if isinstance(added, list) else [added] if added else []):
        place.inside[len(items)] = mine.place.inside["add"].inside.get(number, mine.place.inside["add"])
        items.append(item)
    return Result((items, place), tuple(problems))


def known_as(item: Any) -> str:
    """The name by which an entry of a list is known: its id or, where it is a name and nothing else, the name."""
    name = item.get("id") if isinstance(item, dict) else item
    return name if isinstance(name, str) and (isinstance(item, dict) or re.fullmatch(_NAME, name)) else ""


def _changed_and_left_out(mine: Located, theirs: list[Any]) -> Result[tuple[Located, frozenset[str]]]:
    """The entries to change, each with what is different, and the ids of those to leave out: `change: {id: none}` is one too."""
    (change, wrong_change), (without, wrong_without) = _to_change(mine), _to_leave_out(mine)
    known = {id_: item for item in theirs if (id_ := known_as(item))}
    changed = {name: change.place.at(name) for name in change}
    wrong = (*_unknown([*without.items(), *changed.items()], known), *_impossible(change, without, known))
    taken_out = {name for name, different in change.items() if is_none(different)}
    return Result((change, frozenset(without) | taken_out), (*wrong_change, *wrong_without, *wrong))


def _to_change(mine: Located) -> Result[Located]:
    """The mapping under `change`, empty where there is none."""
    change = mine.get("change")
    if isinstance(change, Located):
        return Result(change)
    problem = Problem("inherit", '"change" should name entries by their id', mine.place.at("change"), _HOW)
    return Result(_NOTHING, (problem,) if change is not None else ())


def _to_leave_out(mine: Located) -> Result[dict[str, Span]]:
    """The ids under `without`, and where they were written."""
    value = mine.get("without")
    named, problems = dict[str, Span](), []
    for number, name in enumerate(value if isinstance(value, list) else [value]):
        at = mine.place.at("without", number) if isinstance(value, list) else mine.place.at("without")
        if isinstance(name, str):
            named[name] = at
        elif name is not None:
            message = '"without" should name entries by their id'
            problems.append(Problem("inherit", message, at, "write `without: [id]`"))
    return Result(named, tuple(problems))


def _unknown(named: list[tuple[str, Span]], known: dict[str, Any]) -> Iterator[Problem]:
    """A problem for each id under which no entry would be taken over."""
    for name, at in named:
        if name not in known:
            hint = did_you_mean(name, known) if known else "entries of this list have no ids; write the whole list"
            yield Problem("inherit", f'nothing with the id "{name}" would be taken over here', at, hint)


def _impossible(change: Located, without: dict[str, Span], known: dict[str, Any]) -> Iterator[Problem]:
    """A problem for each change that cannot be made to its entry."""
    for name, different in change.items():
        if is_none(different):
            continue
        if isinstance(known.get(name), str):
            message, hint = f'"{name}" is only a name, and nothing in it can be changed', "use `without` and `add`"
            yield Problem("inherit", message, change.place.keys[name], hint)
        elif name in known and different is not None and not isinstance(different, Located):
            yield Problem("inherit", f'"{name}" should say what is different', change.place.at(name), _HOW)
        elif name in without:
            message, hint = f'"{name}" is changed and left out', "keep it in `change` or in `without`"
            yield Problem("inherit", message, change.place.keys[name], hint)
