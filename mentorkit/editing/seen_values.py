"""Values of a definition, and changes applied to them; entries of lists are found by the id or position that they had when seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from mentorkit.core.text_entries import entries_of
from mentorkit.editing.changes import ABSENT, Change, Move, Path, Value


class SeenList(list[Any]):
    """A list whose entries remember their number, and their id, from before it was changed; None of new ones.

    A list that somebody gave as a whole is not `known`: which entry was which has to be found out.
    """

    was: list[int | None]
    ids: list[str]
    known: bool


def seen(value: Any, *, known: bool = True) -> Any:
    """Return a copy that can be changed, with lists that remember the numbers and ids of their entries."""
    if isinstance(value, dict):
        return {name: seen(inner, known=known) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    made = SeenList(seen(item, known=known) for item in value)
    made.was, made.ids, made.known = list(range(len(value))), [entry_id(item) for item in value], known
    return made


def plain(value: Any) -> Any:
    """Return a copy in which lists are plain ones again."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def entry_id(entry: Any) -> str:
    """The id of an entry of a list, or the entry where it is a text."""
    named = entry.get("id") if isinstance(entry, dict) else entry
    return named if isinstance(named, str) else ""


class Lost(Exception):
    """A path leads nowhere, for a value stands in its way, or an entry is gone."""


def number_of(entries: Sequence[Any], step: str) -> int | None:
    """The number that an entry of a list has now, by the position or the id that it had, or has."""
    if step.startswith("#") and step[1:].isdecimal():
        number = int(step[1:])
        if isinstance(entries, SeenList):
            return entries.was.index(number) if number in entries.was else None
        return number if number < len(entries) else None
    ids = entries.ids if isinstance(entries, SeenList) else [entry_id(one) for one in entries]
    now = [entry_id(one) for one in entries]
    return ids.index(step) if step in ids else now.index(step) if step in now else None


def value_at(tree: Any, path: Path) -> Value:
    """What stands at a path; ABSENT where nothing does."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step, ABSENT)
        elif isinstance(tree, list):
            number = number_of(tree, step)
            tree = ABSENT if number is None else tree[number]
        else:
            return ABSENT
    return tree


def parents(tree: Any, path: Path) -> Iterator[Any]:
    """The parts around what a path leads to, outermost first; those that are not there are made. Raises Lost."""
    for step, following in zip(path, (*path[1:], ""), strict=True):
        yield tree
        if following == "":
            return
        if isinstance(tree, dict):
            inner = tree.get(step)
            if inner is None:
                inner = tree[step] = seen([]) if following.startswith(("+", "#")) else {}
            elif isinstance(inner, str) and following.startswith(("+", "#")):
                inner = tree[step] = seen(entries_of(inner))
            tree = inner
        elif isinstance(tree, list):
            number = number_of(tree, step)
            if number is None:
                raise Lost
            tree = tree[number]
        else:
            raise Lost


def make(tree: Any, change: Change | Move) -> None:
    """Make a change to these values. Raises Lost."""
    around = list(parents(tree, change.path))
    if isinstance(change, Move) and isinstance(around[-1], dict):
        _renumber(around[-1], change.path[-1], change.behind)
    elif isinstance(change, Move):
        _move(around[-1], change)
    elif change.adds:
        _add(around[-1], change)
    elif isinstance(around[-1], dict):
        _set(around, change)
    elif isinstance(around[-1], list):
        _set_entry(around, change)
    else:
        raise Lost


def _set(around: list[Any], change: Change) -> None:
    if change.after is not ABSENT:
        around[-1][change.path[-1]] = seen(change.after, known=False)
        return
    if change.place != change.path:
        _renumber(around[-1], change.place[-1], None)
    around[-1].pop(change.path[-1], None)
    _prune(around, change.path)


def _set_entry(around: list[Any], change: Change) -> None:
    entries, number = around[-1], number_of(around[-1], change.path[-1])
    if number is None and change.after is not ABSENT and change.before is ABSENT:
        _put(entries, len(entries), seen(change.after, known=False))
    elif number is None:
        raise Lost
    elif change.after is ABSENT:
        for part in (entries, entries.was, entries.ids):
            del part[number]
        _prune(around, change.path)
    else:
        entries[number] = seen(change.after, known=False)


def _prune(around: list[Any], path: Path) -> None:
    """Take out mappings and lists in which nothing is left."""
    for depth in range(len(around) - 1, 0, -1):
        if around[depth] or not isinstance(around[depth - 1], dict):
            return
        around[depth - 1].pop(path[depth - 1], None)


def _add(entries: Any, change: Change) -> None:
    id_, entry = change.path[-1][1:], seen(change.after, known=False)
    if isinstance(entries, dict):  # sessions: those that follow are counted up
        _number_up(entries, id_)
        entries[id_] = entry
        return
    if not isinstance(entries, SeenList):
        raise Lost
    if id_ and isinstance(entry, dict) and "id" not in entry:
        entry = {"id": id_, **entry}
    place = len(entries) if change.behind is None else 0
    if change.behind:
        behind = number_of(entries, change.behind)
        place = len(entries) if behind is None else behind + 1
    _put(entries, place, entry)


def _number_up(entries: dict[str, Any], number: str) -> None:
    if not number.isdecimal():
        raise Lost
    following = int(number)
    if number in entries:
        _number_up(entries, str(following + 1))
        moved = dict(entries)
        entries.clear()
        for key, value in moved.items():
            entries[str(following + 1) if key == number else key] = value


def _renumber(entries: dict[str, Any], number: str, behind: str | None) -> None:
    """Put a session behind another one, and count those in between on; take it out where there is none. Raises Lost."""
    numbers = sorted(filter(str.isdecimal, entries), key=int)
    if number not in numbers or (behind and behind not in numbers):
        raise Lost
    order = [one for one in numbers if one != number]
    if behind is not None:
        order.insert(order.index(behind) + 1 if behind else 0, number)
    values = [entries[one] for one in order]
    for one in numbers:
        del entries[one]
    places = numbers
    if behind is None:
        places = [one if int(one) < int(number) else str(int(one) - 1) for one in order]
    entries.update(zip(places, values, strict=True))


def _put(entries: SeenList, place: int, entry: Any) -> None:
    entries.insert(place, entry)
    entries.was.insert(place, None)
    entries.ids.insert(place, entry_id(entry))


def _move(entries: Any, move: Move) -> None:
    number = number_of(entries, move.path[-1]) if isinstance(entries, SeenList) else None
    if number is None:
        raise Lost
    taken = [part.pop(number) for part in (entries, entries.was, entries.ids)]
    behind = number_of(entries, move.behind) if move.behind else -1
    if behind is None:
        raise Lost
    for part, one in zip((entries, entries.was, entries.ids), taken, strict=True):
        part.insert(behind + 1, one)


def aligned(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each entry of the new list the number of the old one that it is; None of those that are new."""
    if isinstance(new, SeenList) and new.known:
        return list(new.was)
    origins: list[int | None] = [None] * len(new)
    _by(origins, old, new, entry_id)
    _by(origins, old, new, repr)
    for low, high, begin, end in _gaps(origins, len(old)):
        free = [number for number in range(low, high) if number not in origins]
        for place, number in zip((n for n in range(begin, end) if origins[n] is None), free, strict=False):
            if isinstance(old[number], dict) == isinstance(new[place], dict):
                origins[place] = number
    return origins


def _by(origins: list[int | None], old: Sequence[Any], new: Sequence[Any], key: Callable[[Any], str]) -> None:
    """Align what is alike by its key, in order, and then wherever it stands."""
    left = [n for n in range(len(old)) if n not in origins and key(old[n])]
    right = [n for n in range(len(new)) if origins[n] is None and key(new[n])]
    matcher = SequenceMatcher(None, [key(old[n]) for n in left], [key(new[n]) for n in right], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            origins[right[second + step]] = left[first + step]
    for place in right:
        if origins[place] is None:
            origins[place] = next((n for n in left if n not in origins and key(old[n]) == key(new[place])), None)


def _gaps(origins: list[int | None], size: int) -> Iterator[tuple[int, int, int, int]]:
    """The runs of new entries that are none of the old ones, with the old ones between their neighbours."""
    begin = 0
    while begin < len(origins):
        end = begin
        while end < len(origins) and origins[end] is None:
            end += 1
        if end > begin:
            low = (origins[begin - 1] or 0) + 1 if begin else 0
            above = origins[end] if end < len(origins) else None
            yield low, size if above is None else above, begin, end
        begin = max(end, begin + 1)
