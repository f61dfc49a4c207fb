"""Week numbers of a base definition, as the definition counts that takes it over: an archetype counts from week 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.base import WEEK, Authored
from mentorkit.definition.program import Program
from mentorkit.definition.weeks import Weeks

_ANY_START = date(2027, 1, 4)


def counted_alike(base: Located, own: Located) -> Located:
    """The base with its weeks under the numbers that they have in `own`; the same where both count alike."""
    theirs, mine = _first_week(base), _first_week(own)
    if "first_week" not in own or theirs == mine:
        return base
    old, new = Weeks(_ANY_START, theirs), Weeks(_ANY_START, mine)

    def renumbered(number: str) -> str:
        return str(new.number(old.monday(int(number)))) if old.has(int(number)) else number

    def said(name: str, value: Any) -> Any:
        if isinstance(value, Located):
            return _each(value, said)
        if isinstance(value, list):
            return [said(name, one) for one in value]
        text = value if isinstance(value, str) else ""
        if name == "week" and re.fullmatch(r"\s*-?\d{1,3}\s*", text, re.ASCII):
            return renumbered(text)
        found = WEEK.fullmatch(text.strip()) if name in _day_names() else None
        return f"week {renumbered(found[1])}" + (f" {found[2]}" if found[2] else "") if found else value

    return _each(base, said)


def _each(group: Located, said: Any) -> Located:
    """The same group with each value as `said` has it, and under the days of `moved` too."""
    made = Located()
    made.place = Place(group.place.span)
    for name, value in group.items():
        named = said("date", name)
        made[named] = said("date" if WEEK.fullmatch(name) else name, value)
        inner, place = made[named], group.place.inside[name]
        made.place.inside[named] = inner.place if isinstance(inner, Located) else _within(inner, place)
    made.place.keys.update({said("date", name): span for name, span in group.place.keys.items()})
    return made


def _within(value: Any, place: Place) -> Place:
    """The place of a list, with those of its new entries."""
    if not isinstance(value, list):
        return place
    inside: dict[str | int, Place] = {
        n: one.place if isinstance(one, Located) else place.inside[n] for n, one in enumerate(value)
    }
    return Place(place.span, place.keys, {**place.inside, **inside})


def _first_week(source: Located) -> int:
    written = re.fullmatch(r"\s*(-?\d{1,3})\s*", str(source.get("first_week", "")), re.ASCII)
    return int(written[1]) if written else 1


@cache
def _day_names() -> frozenset[str]:
    """The names of fields that hold days."""
    return frozenset(_of_days(Program, set()))


def _of_days(kind: type[Authored], seen: set[type[Authored]]) -> Iterator[str]:
    seen.add(kind)
    for name, info in kind.model_fields.items():
        parts = list(_parts(info.annotation))
        if date in parts:
            yield info.alias or name
        for part in parts:
            if isinstance(part, type) and issubclass(part, Authored) and part not in seen:
                yield from _of_days(part, seen)


def _parts(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of."""
    if get_origin(annotation) in (Union, UnionType, Annotated, tuple, dict):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation
