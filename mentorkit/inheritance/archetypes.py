"""Archetypes: preset programmes in `content/archetypes/`, read through the layers, that a definition takes over from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mentorkit.core.names import is_id
from mentorkit.core.problems import Problem, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import ID, is_gap
from mentorkit.definition.books import STANDARD
from mentorkit.inheritance.extends import inherit
from mentorkit.workspace.layers import LayerFile, Layers, read_text

FOLDER = "content/archetypes"

LONGEST_CHAIN = 10
"""Archetypes of which each extends the next; three are already many to keep in mind."""


_PROGRAMME = re.compile(f"{ID}/{ID}")


@dataclass(frozen=True, slots=True)
class Archetypes:
    """The presets that one client's programmes can begin from.

    `name` says how a file is called in messages.
    """

    layers: Layers
    name: Callable[[LayerFile], str]
    known: dict[str, tuple[Located | None, list[Problem]]] = field(default_factory=dict, repr=False, compare=False)
    """What was read before, and what was found then: many programmes begin from one preset."""

    def ids(self) -> list[str]:
        """What can be named as `archetype`. Presets that others build on begin with an underscore and are not among them."""
        return [id_ for id_ in self.layers.names(FOLDER, ".yml") if is_id(id_)]

    def resolve(self, own: Located, found: list[Problem]) -> Located | None:
        """A definition with everything that it takes over from its archetype; None, and a problem, where there is none."""
        id_ = own.get("archetype")
        if not isinstance(id_, str):
            return _on_standard_books(own, found)
        if id_ not in self.ids():
            hint = did_you_mean(id_, self.ids())
            if "/" in id_:
                hint = f"to take over from another programme, write `extends: {id_}`"
            found.append(Problem("archetype-exists", f'no archetype named "{id_}"', own.place.at("archetype"), hint))
            return None
        preset = self._read_once(id_, own.place.at("archetype"), found)
        return take_over(own, preset, found) if preset is not None else None

    def _read_once(self, id_: str, at: Span, found: list[Problem]) -> Located | None:
        if id_ not in self.known:
            problems: list[Problem] = []
            self.known[id_] = self.read(id_, at, problems), problems
        preset, problems = self.known[id_]
        found += problems
        return preset

    def read(self, id_: str, at: Span, found: list[Problem], behind: tuple[str, ...] = ()) -> Located | None:
        """One preset, joined with those that it extends in turn. None, and a problem, where it cannot be read."""
        if id_ in behind:
            found.append(
                Problem(
                    "archetype-loop", f'"{id_}" extends itself', at, "give this one another name, or let it stand alone"
                )
            )
            return None
        if len(behind) == LONGEST_CHAIN:
            message = f"more than {LONGEST_CHAIN} archetypes extend one another here"
            found.append(Problem("archetype-loop", message, at, "let this one stand alone"))
            return None
        known = self.layers.names(FOLDER, ".yml")  # not by path: that could lead to another client
        file = known.get(id_)
        if file is None:
            hint = did_you_mean(id_, known)
            if _PROGRAMME.fullmatch(id_):
                hint = "an archetype builds on archetypes; let the programme extend the other one"
            found.append(Problem("archetype-exists", f'there is no archetype "{id_}" to extend', at, hint))
            return None
        name = self.name(file)
        text = read_text(file.path, name, file.layer, found)
        preset = read_mapping(text, name, found) if text else None
        if preset is None:
            return None
        if "archetype" in preset:
            message = "an archetype does not begin from another one in this way"
            at = preset.place.keys["archetype"]
            found.append(Problem("archetype-extends", message, at, "write `extends:` in place of `archetype:`"))
        extends = preset.pop("extends", None)
        if extends is None:
            return _on_standard_books(preset, found)
        at = preset.place.at("extends")
        if not isinstance(extends, str):
            message, hint = '"extends" should name one archetype', "write `extends:` and one name"
            found.append(Problem("archetype-extends", message, at, hint))
            return None
        further = self.read(extends, at, found, (*behind, id_))
        return take_over(preset, further, found) if further is not None else None


def _on_standard_books(source: Located, found: list[Problem]) -> Located:
    """The same, with the standard books behind those that it names."""
    standard = read_mapping(STANDARD, "", found) or Located()
    full, part = _copy(source), Located()
    part.place = source.place
    if "books" in full:
        books = full.pop("books")
        part |= {} if is_gap(books) else {"books": books}
    merged = inherit(part, standard, found)
    full |= merged
    full.place.keys.update(merged.place.keys)
    full.place.inside.update(merged.place.inside)
    return full


def take_over(own: Located, behind: Located, found: list[Problem]) -> Located:
    """A definition with what it takes over from the one behind it. A session of that one may be named by its id."""
    own, behind = plainly_numbered(own), plainly_numbered(behind)
    sessions, theirs = own.get("sessions"), behind.get("sessions")
    if isinstance(sessions, Located) and isinstance(theirs, Located):
        numbers = {str(one["id"]): number for number, one in theirs.items() if isinstance(one, Located) and "id" in one}
        for name in [one for one in sessions if re.fullmatch(ID, one) and not one.isdecimal()]:
            _number(sessions, name, numbers, found)
    return inherit(own, behind, found)


def _number(sessions: Located, name: str, numbers: dict[str, str], found: list[Problem]) -> None:
    """Put the session that is named by its id under its number; a problem, where it has none or stands there as well."""
    at = sessions.place.keys[name]
    number = numbers.get(name, "")
    if not number:
        message = f'no session with the id "{name}" would be taken over here'
        hint = did_you_mean(name, numbers) if numbers else "name the session by its number: 1, 2, 3 …"
        found.append(Problem("inherit", message, at, hint))
    elif number in sessions:
        message = f'session {number} stands here twice: as {number} and as "{name}"'
        found.append(Problem("inherit", message, at, "keep one of the two, with all that is different"))
        number = ""
    _rename(sessions, name, number)


def plainly_numbered(source: Located) -> Located:
    """The same, where session 01 is called 1, as it may be in what it is joined with."""
    written = source.get("sessions")
    if not isinstance(written, Located):
        return source
    made, sessions = _copy(source), _copy(written)
    made["sessions"], made.place.inside["sessions"] = sessions, sessions.place
    for name in written:
        number = name.lstrip("0")
        if number != name and number.isdecimal() and number not in sessions:
            _rename(sessions, name, number)
    return made


def _copy(group: Located) -> Located:
    made = Located(group)
    made.place = Place(group.place.span, {**group.place.keys}, {**group.place.inside})
    return made


def _rename(group: Located, old: str, new: str) -> None:
    """Put what stands under one name under another; under none, take it out."""
    value, inside, key = group.pop(old), group.place.inside.pop(old), group.place.keys.pop(old)
    if new:
        group[new], group.place.inside[new], group.place.keys[new] = value, inside, key
