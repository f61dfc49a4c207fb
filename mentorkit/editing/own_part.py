"""What a programme's own file has to say so that, joined with what it takes over, it resolves to what was asked.

The reverse of `inheritance/joining.py`: what is the same as in the base definition needs no line, what goes is `none`, and a
list is changed by `change`, `without` and `add` where entries are known by ids, else written whole. What an own file says
already, and nobody means to change, stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentorkit.definition.field_types import CHANGES
from mentorkit.editing.changes import ABSENT, Value
from mentorkit.editing.seen_values import SeenList, aligned, plain
from mentorkit.inheritance.joining import is_none, known_as, superseded_names

NONE = "none"


def own_part(own: Value, base: Value, now: Value, wanted: Value, *, whole: bool = False, raw: Value = ABSENT) -> Value:
    """What an own file has to say so that `wanted` follows in place of `now`; ABSENT where it need say nothing.

    `own` is what it says, and `base` what it takes over. `raw` is its own part as written: a bare text may stand for a
    mapping. With `whole`, lists are written out, whatever they take over.
    """
    if plain(now) == plain(wanted):
        return own
    if wanted is not ABSENT and plain(wanted) == plain(base):
        return ABSENT
    if wanted is ABSENT:
        return ABSENT if base is ABSENT else NONE
    if isinstance(wanted, dict) and (isinstance(base, dict) or (isinstance(own, dict) and base is ABSENT)):
        return _own_mapping(own, base if isinstance(base, dict) else {}, now, wanted, whole=whole, raw=raw)
    if isinstance(wanted, list) and not whole and (isinstance(base, list) or is_changes(own)):
        return _own_list(own, base if isinstance(base, list) else [], now, wanted)
    return wanted


def is_changes(own: Value) -> bool:
    """Whether these are changes to a list that is taken over."""
    return isinstance(own, dict) and bool(own) and own.keys() <= set(CHANGES)


def _own_mapping(
    own: Value, base: dict[str, Any], now: Value, wanted: dict[str, Any], *, whole: bool, raw: Value
) -> Value:
    made: dict[str, Any] = dict(own) if isinstance(own, dict) else {}
    before = now if isinstance(own, dict | type(ABSENT)) and isinstance(now, dict) else {}
    for name in [*wanted, *(one for one in before if one not in wanted)]:
        was, mine, theirs, inner = (
            one.get(name, ABSENT) for one in (before, made, base, raw if isinstance(raw, dict) else {})
        )
        said = own_part(mine, theirs, was, wanted.get(name, ABSENT), whole=whole, raw=inner)
        if said is ABSENT or (name not in wanted and mine is ABSENT):
            made.pop(name, None)
        else:
            made[name] = said
    if isinstance(raw, str) and not is_none(raw) and len(wanted) == 1 and made == wanted:
        return made  # a bare text takes nothing over
    _settle(made, base, wanted)
    return made or ABSENT


def _settle(made: dict[str, Any], base: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Write `none` for inherited names that are not wanted, and write out wanted names that would not be inherited."""
    for _ in range(3):  # a name that is said may supersede others
        gone = superseded_names(made, base)
        taken = {name for name in base if name not in gone and made.get(name) is None}
        there = taken | {name for name, value in made.items() if value is not None and not is_none(value)}
        for name in [one for one in {**base, **made} if one in there and one not in wanted]:
            if (name in base and name in taken) or (
                name in base and name not in superseded_names({k: v for k, v in made.items() if k != name}, base)
            ):
                made[name] = NONE
            else:
                made.pop(name)
        for name in [one for one in wanted if one not in there]:
            made[name] = wanted[name]


def _own_list(own: Value, base: list[Any], now: Value, wanted: list[Any]) -> Value:
    if own is not ABSENT and not is_changes(own):
        return wanted
    parts: dict[str, Any] = own if isinstance(own, dict) else {}
    origins = _origins(parts, base, now, wanted)
    kept = [one for one in origins if one is not None and one < len(base)] if origins is not None else []
    last = max((n for n, one in enumerate(origins or ()) if one is not None and one < len(base)), default=-1)
    if origins is None or kept != sorted(kept) or last + 1 != len(kept) or (base and not kept):
        return wanted
    ids = [known_as(item) for item in base]
    change, without = dict(parts.get("change") or {}), list(parts.get("without") or [])
    for number, id_ in enumerate(ids):
        if number in kept:
            place = origins.index(number)
            old, new = _seen_at(parts, base, now, number), wanted[place]
            if plain(old) == plain(new):
                continue
            if not (id_ and ids.count(id_) == 1 and isinstance(new, dict) and isinstance(base[number], dict)):
                return wanted
            said = own_part(change.get(id_, ABSENT), base[number], old, new)
            change.pop(id_, None) if said is ABSENT else change.update({id_: said})
        elif id_ not in without and not is_none(change.get(id_)):
            if not id_ or ids.count(id_) > 1:
                return wanted
            change.pop(id_, None)
            without.append(id_)
    restored = {ids[number] for number in kept}
    without = [id_ for id_ in without if id_ not in restored]
    change = {id_: said for id_, said in change.items() if not (id_ in restored and is_none(said))}
    added = _added(wanted, origins, len(kept), len(base))
    made = {"change": change, "without": without, "add": added}
    order = [*parts, *(name for name in CHANGES if name not in parts)]
    return {name: made[name] for name in order if made[name]} or ABSENT


def _added(wanted: list[Any], origins: list[int | None], first: int, size: int) -> SeenList:
    """The entries that the own file adds, which remember where they stood there."""
    made = SeenList(wanted[first:])
    made.was = [None if one is None else one - size for one in origins[first:]]
    made.ids, made.known = [known_as(item) for item in made], True
    return made


def _kept_numbers(parts: dict[str, Any], base: list[Any]) -> list[int]:
    """The numbers of the entries that are taken over."""
    change = parts.get("change") if isinstance(parts.get("change"), dict) else {}
    gone = {*(parts.get("without") or []), *(id_ for id_, said in (change or {}).items() if is_none(said))}
    return [number for number, item in enumerate(base) if known_as(item) not in gone or not known_as(item)]


def _seen_at(parts: dict[str, Any], base: list[Any], now: Value, number: int) -> Value:
    """Return the entry as it resolves now; one that the own file leaves out as the base has it."""
    kept = _kept_numbers(parts, base)
    return now[kept.index(number)] if number in kept and isinstance(now, list) else base[number]


def _origins(parts: dict[str, Any], base: list[Any], now: Value, wanted: list[Any]) -> list[int | None] | None:
    """Map each wanted entry to its number in the base; entries of `add` are counted on behind these, and new ones are None.

    None altogether where what is seen is not what both make.
    """
    kept = _kept_numbers(parts, base)
    numbers = [*kept, *(len(base) + n for n in range(len(parts.get("add") or [])))]
    seen = now if isinstance(now, list) else []
    if len(seen) != len(numbers):
        return None
    origins = [None if one is None else numbers[one] for one in aligned(seen, wanted)]
    ids = {known_as(item): number for number, item in enumerate(base) if known_as(item)}
    left_out = {number for number in range(len(base)) if number not in kept}
    return [
        ids[known_as(w)] if o is None and ids.get(known_as(w)) in left_out else o
        for w, o in zip(wanted, origins, strict=True)
    ]
