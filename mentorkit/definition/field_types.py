"""The type of each place in a definition: whether a list is meant, what a bare text is short for, the order of names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import StringConstraints

from mentorkit.core.text_entries import entries_of
from mentorkit.definition.base import LISTED_TEXT, NAMED_ROLES, Authored, Shorthand

CHANGES = ("change", "without", "add")
"""The names under which a list is changed instead of replaced, in the order in which they are written."""

_FIRST = ("name", "id", "title", "phase")
"""The names that stand in front of the others of an entry."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """What can stand at a place: a part with names, a list or mapping of `inner`, or a value; `short` is what a bare text is of it."""

    part: type[Authored] | None = None
    inner: FieldType | None = None
    is_list: bool = False
    short: str = ""
    is_text_list: bool = False
    """Whether a text in place of the list may be a list of Markdown."""
    is_audience: bool = False
    """Whether one word may stand in place of the list: `for: mentors`."""
    written: tuple[str, ...] = ()
    """The order in which the names of a part are written, where it is not that of its type."""
    is_prose: bool = False
    """Whether words for readers stand here: no date, number, choice, id or address."""

    @property
    def order(self) -> tuple[str, ...]:
        """The names that can stand here, in the order of the type."""
        if self.part is None:
            return CHANGES if self.is_list else ()
        names = [info.alias or name for name, info in self.part.model_fields.items()]
        usual = _FIRST[:1] if "name" in names else _FIRST[1:]
        first = self.written or tuple(one for one in usual if one in names)
        return (*first, *(one for one in names if one not in first))

    def at(self, step: str) -> FieldType:
        """The type of what stands under a name, or of an entry."""
        if self.part is not None:
            return _types_in(self.part).get(step, NOTHING)
        return self.inner or NOTHING

    def change_at(self, step: str) -> FieldType:
        """The type of what stands under one of CHANGES, for a list."""
        return FieldType(inner=self.inner) if step == "change" else self

    def spelled(self, value: Any) -> Any:
        """A value as it is meant: shorthand written out, one in place of a list as a list; without names that say nothing."""
        if self.is_list:
            return self._as_list(value)
        if isinstance(value, str) and self.short and not _takes_away(value):
            return {self.short: value}
        if isinstance(value, dict):
            return {name: self.at(name).spelled(inner) for name, inner in value.items() if inner is not None}
        return [NOTHING.spelled(item) for item in value] if isinstance(value, list) else value

    def shortened(self, value: Any) -> Any:
        """A value as people write it anew: what it is known by in front, and shorthand where that says all."""
        if self.is_list and isinstance(value, list):
            items = [(self.inner or NOTHING).shortened(item) for item in value]
            return items[0] if self.is_audience and len(items) == 1 else items
        if isinstance(value, list):
            return [NOTHING.shortened(item) for item in value]
        if not isinstance(value, dict):
            return value
        if self.is_list and value.keys() <= set(CHANGES):
            return {name: self.change_at(name).shortened(inner) for name, inner in value.items()}
        if value.keys() == {self.short} and isinstance(value[self.short], str) and not _takes_away(value[self.short]):
            return value[self.short]
        names = sorted(value, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
        return {name: self.at(name).shortened(value[name]) for name in names}

    def _as_list(self, value: Any) -> Any:
        entry = self.inner or NOTHING
        if isinstance(value, dict) and value and value.keys() <= set(CHANGES):
            made = {
                name: self._as_list(inner) for name, inner in value.items() if name != "change" and inner is not None
            }
            change = value.get("change")
            if isinstance(change, dict):
                made["change"] = {id_: entry.spelled(inner) for id_, inner in change.items() if inner is not None}
            elif change is not None:
                made["change"] = change
            return {name: made[name] for name in value if name in made}
        if isinstance(value, str) and _takes_away(value):
            return value
        if isinstance(value, str):
            value = entries_of(value) if self.is_text_list else [value]
        elif isinstance(value, dict):
            value = [value]
        return [entry.spelled(item) for item in value] if isinstance(value, list) else value


def _takes_away(value: str) -> bool:
    """Whether this takes away what would be taken over."""
    return value.strip().lower() == "none"


NOTHING = FieldType()
"""The type of a place of which nothing is known."""


@cache
def type_of(part: type[Authored]) -> FieldType:
    """The type of a whole definition."""
    return FieldType(part)


@cache
def _types_in(part: type[Authored]) -> dict[str, FieldType]:
    """The type of what stands under each name of a part."""
    types = dict[str, FieldType]()
    for name, info in part.model_fields.items():
        for known in filter(None, (name, info.alias)):
            types.setdefault(known, _type_of(info.annotation, tuple(info.metadata)))
    return types


def _type_of(annotation: Any, rules: Iterable[Any] = ()) -> FieldType:
    rules = tuple(rules)
    short = next((one.func.name for one in rules if isinstance(getattr(one, "func", None), Shorthand)), "")
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type_of(parts[0], (*rules, *parts[1:]))
    if origin in (Union, UnionType):
        real = [part for part in parts if part is not type(None)]
        return _type_of(real[0], rules) if len(real) == 1 else NOTHING
    if origin is tuple:
        texts, roles = (any(one is known for one in rules) for known in (LISTED_TEXT, NAMED_ROLES))
        return FieldType(inner=_type_of(parts[0]), is_list=True, is_text_list=texts, is_audience=roles)
    if origin is dict:
        return FieldType(inner=_type_of(parts[1]))
    if isinstance(annotation, type) and issubclass(annotation, Authored):
        return FieldType(annotation, short=short)
    return FieldType(is_prose=True) if any(isinstance(rule, StringConstraints) for rule in rules) else NOTHING
