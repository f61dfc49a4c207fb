"""Changes to a YAML text that touch only the lines which are meant; read back, they give exactly what was asked.

Nothing goes through a dumper: what stands there stays letter by letter, with its comments, quotes, order and line ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import yaml

from mentorkit.core.problems import Problem, Result, Severity, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.base import Authored
from mentorkit.definition.field_types import NOTHING, FieldType, type_of
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT, Change, Changes, Crossed, Edited, Move, Value
from mentorkit.editing.seen_values import Lost, aligned, make, plain, seen, value_at
from mentorkit.editing.yaml_splices import Steps, Unwritable, YamlText
from mentorkit.editing.yaml_tree import BOM
from mentorkit.editing.yaml_words import Manner, canonical
from mentorkit.workspace.layers import as_typed


def edited(
    text: str, file: str, changes: Changes, *, part: type[Authored] | None = None, tags: frozenset[str] = frozenset()
) -> Result[Edited | None]:
    """The text with these changes; None, and why, where that cannot be. `file` is its name in messages.

    For texts that take nothing over: brands, heads of guides, settings, in which only `tags` may stand. With `part`, its
    type, values that it cannot read are refused. A change of which another value stands there than the one seen is left
    out, and told.
    """
    kind = type_of(part) if part else NOTHING
    old, problems = _read(text, file, part, tags)
    if old is None:
        return Result(None, problems)
    (desired, crossed), unclear = wanted_values(seen(kind.spelled(old)), changes, file, kind)
    if unclear or plain(desired) == kind.spelled(old):
        return Result(None if unclear else Edited(text, crossed), unclear)
    said: tuple[Problem, ...] = ()
    for quoted in (False, True):
        made = rewritten(text, file, kind.spelled(old), desired, kind=kind, quoted=quoted)
        if made.value is None:
            return Result(None, made.problems)
        read, after = _read(made.value, file, part, tags)
        refusal = refused(problems, after)
        if not refusal and read is not None and kind.spelled(read) == plain(desired):
            return Result(Edited(made.value, crossed))
        said = said or refusal
    return Result(None, said or (by_hand(file),))


def values_of(text: str, file: str, part: type[Authored] | None = None) -> Result[Any]:
    """The values of a text as they are meant, for changes to it; None, and why, where it cannot be read."""
    values, problems = _read(text, file, part, frozenset())
    return Result(values if values is None or part is None else type_of(part).spelled(values), problems)


def _read(text: str, file: str, part: type[Authored] | None, tags: frozenset[str]) -> Result[Any]:
    """The values of a text, and all that is wrong with them; None where it cannot be read."""
    source, problems = read_mapping(as_typed(text.removeprefix(BOM)), file, tags=tags)
    if source is None or part is None:
        return Result(None if source is None else plain(source), problems)
    return Result(plain(source), (*problems, *read_as(part, source).problems))


def wanted_values(
    values: Any, changes: Changes, file: str, kind: FieldType = NOTHING
) -> Result[tuple[Any, tuple[Crossed, ...]]]:
    """Apply changes to values: the new values, the conflicts, and problems of values that cannot be written."""
    crossed, problems = list[Crossed](), list[Problem]()
    for given in changes:
        change, wrong = _readable(given, file, kind)
        problems += wrong
        now = value_at(values, change.place if isinstance(change, Change) else change.path)
        if isinstance(change, Change) and not change.adds:
            if plain(now) == plain(change.after):
                continue
            if plain(now) != plain(change.before):
                crossed.append(Crossed(given, plain(now)))
                continue
        try:
            make(values, change)
        except Lost:
            crossed.append(Crossed(given, plain(now)))
    return Result((values, tuple(crossed)), tuple(problems))


def _readable(change: Change | Move, file: str, kind: FieldType) -> tuple[Change | Move, tuple[Problem, ...]]:
    """The change with its values as the reader will have them, and as they are meant at this place."""
    if isinstance(change, Move):
        return change, ()
    for step in change.place:
        kind = kind.at(step)
    after, wrong = (ABSENT, ()) if change.after in (ABSENT, None, []) else canonical(change.after, Span(file))
    before = change.before if change.before is ABSENT else canonical(change.before, Span(file))[0]
    after, before = (one if one is ABSENT else kind.spelled(one) for one in (after, before))
    errors = tuple(one for one in wrong if one.severity is Severity.ERROR)
    return replace(change, before=before, after=after), errors


def refused(before: Sequence[Problem], after: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems that were not there before."""
    known = Counter((one.rule, one.message) for one in before)
    new = []
    for one in after:
        known[one.rule, one.message] -= 1
        if known[one.rule, one.message] < 0 and one.severity is not Severity.NOTE:
            new.append(one)
    return tuple(new)


def by_hand(
    file: str, message: str = "this change cannot be written into the file so that it is read back as it is meant"
) -> Problem:
    """The problem of a change that has to be made in an editor."""
    return Problem("edit", message, Span(file), "make it in a text editor; nothing was changed")


def rewritten(
    text: str,
    file: str,
    old: Any,
    new: Any,
    *,
    kind: FieldType = NOTHING,
    called: dict[Steps, str] | None = None,
    quoted: bool = False,
) -> Result[str | None]:
    """Rewrite a text so that it says `new` in place of `old`; None where a place cannot be written. `called` are names that stand there otherwise."""
    mark = BOM if text.startswith(BOM) else ""
    try:
        writer = YamlText(text.removeprefix(BOM), Manner(quoted=quoted), called or {})
        if writer.tree.root is None:
            raise Unwritable("there is nothing in this file yet", "begin it in a text editor")
        _Rewriting(writer).become((), old, new, kind)
    except Unwritable as error:
        line = text.removeprefix(BOM).count("\n", 0, error.place) + 1 if error.place else 0
        return Result.failed(Problem("edit", error.message, Span(file, line), error.hint))
    except yaml.YAMLError:
        return Result.failed(by_hand(file))
    return Result(mark + writer.raw)


class _Rewriting:
    """Makes a text say something else, by the smallest changes that do."""

    def __init__(self, text: YamlText) -> None:
        self.text = text

    def become(self, path: Steps, old: Value, new: Value, kind: FieldType) -> None:
        """Rewrite what stands at a path from `old` to `new`."""
        if plain(old) == plain(new):
            return
        node = self.text.node(path)
        if node is not None and isinstance(old, dict) and isinstance(new, dict) and node.kind == "mapping" and new:
            self._mapping(path, old, new, kind)
        elif node is not None and isinstance(old, list) and isinstance(new, list) and node.kind == "list" and new:
            self._list(path, old, new, kind)
        else:
            self.text.set(path, self._short(node, old, new, kind))

    def _short(self, node: Any, old: Value, new: Value, kind: FieldType) -> Value:
        """A new value as people write it; one that stood there as a bare text goes on doing so, where it can."""
        if node is None or node.kind != "scalar" or node.is_null:
            return kind.shortened(plain(new))
        if isinstance(old, dict) and isinstance(new, dict) and len(old) == 1 and old.keys() == new.keys():
            return next(iter(new.values()))
        if isinstance(old, list) and isinstance(new, list) and len(old) == len(new) == 1 and isinstance(new[0], str):
            return new[0]
        return kind.shortened(plain(new))

    def _mapping(self, path: Steps, old: dict[str, Any], new: dict[str, Any], kind: FieldType) -> None:
        if (numbers := renumbered(old, new)) is not None:
            old = self._renumber(path, old, new, numbers)
        for name, value in new.items():
            inner = kind.change_at(name) if kind.is_list else kind.at(name)
            if name in old or self.text.node((*path, name)) is not None:
                self.become((*path, name), old.get(name, ABSENT), value, inner)
            else:
                order = kind.order or (tuple(sorted(new, key=int)) if all(map(str.isdecimal, new)) else ())
                self.text.add(path, name, inner.shortened(plain(value)), order)
        for name in old:
            if name not in new:
                self.text.remove((*path, name))

    def _renumber(
        self, path: Steps, old: dict[str, Any], new: dict[str, Any], numbers: dict[str, str]
    ) -> dict[str, Any]:
        """Give sessions that stay other numbers, and put them in their order; return what the text says then."""
        taken = set(numbers.values())
        gone = [name for name in old if name not in numbers and (name in taken or name not in new)]
        for name in gone:
            self.text.remove((*path, name))
        self.text.renumber(path, numbers)
        self.text.sort(path)
        return {numbers.get(name, name): value for name, value in old.items() if name not in gone}

    def _list(self, path: Steps, old: list[Any], new: list[Any], kind: FieldType) -> None:
        entry, origins = kind.at("#"), aligned(old, new)
        for place, origin in enumerate(origins):
            if origin is not None:
                self.become((*path, origin), old[origin], new[place], entry)
        now: list[int | None] = list(range(len(old)))
        for place, origin in enumerate(origins):
            if origin is None:
                self.text.insert(path, place, entry.shortened(plain(new[place])))
                now.insert(place, None)
                continue
            while place < len(now) and now[place] not in origins[place:]:
                self.text.remove((*path, place))
                del now[place]
            if now[place] != origin:
                self.text.move(path, now.index(origin), place)
                now.remove(origin)
                now.insert(place, origin)
        for place in range(len(now) - 1, len(new) - 1, -1):
            self.text.remove((*path, place))


def renumbered(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str] | None:
    """The numbers that sessions have now, by those that they had; None where none has another one.

    A session is known by all that it says, an id that came in apart; else by its id, else by its title.
    """
    if not (old and new and all(map(str.isdecimal, (*old, *new)))):
        return None
    moved = dict[str, str]()
    for known in (_without_id, _of_session("id"), _of_session("title")):
        stays = {name for name in new if name in old and known(old[name]) == known(new[name]) != ""}
        for name in new:
            free = [
                one
                for one in old
                if one not in moved and one not in stays and known(old[one]) == known(new[name]) != ""
            ]
            if name not in stays and name not in moved.values() and free:
                moved[free[0]] = name
    moved = {origin: name for origin, name in moved.items() if origin != name}
    return moved or None


def _without_id(session: Any) -> str:
    kept = {name: value for name, value in session.items() if name != "id"} if isinstance(session, dict) else session
    return repr(plain(kept))


def _of_session(name: str) -> Callable[[Any], str]:
    return lambda session: str(session.get(name, "")) if isinstance(session, dict) else ""
