"""Archetypes: preset programmes in `content/archetypes/`, read through the layers, that a definition takes over from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from mentorkit.core.names import is_id
from mentorkit.core.problems import Problem, Result, Span, did_you_mean
from mentorkit.core.yaml_source import Located, Place, read_mapping
from mentorkit.definition.base import ID, is_gap
from mentorkit.definition.books import STANDARD
from mentorkit.inheritance.joining import inherit
from mentorkit.inheritance.renumbering import counted_alike
from mentorkit.language.catalogue import STOCK_LANGUAGE, catalogued
from mentorkit.workspace.layers import LayerFile, Layers, read_text

FOLDER = "content/archetypes"

LONGEST_CHAIN = 10
"""Archetypes of which each extends the next; three are already many to keep in mind."""


_PROGRAMME = re.compile(f"{ID}/{ID}")


def preset_files(layers: Layers) -> dict[str, LayerFile]:
    """The files of all presets by their names, each in the language that is read where it is there in it."""
    return layers.names(FOLDER, ".yml", apart=catalogued())


@dataclass(frozen=True, slots=True)
class Archetypes:
    """The presets that one client's programmes can begin from.

    `name` says how a file is called in messages.
    """

    layers: Layers
    name: Callable[[LayerFile], str]
    known: dict[str, Result[Located | None]] = field(default_factory=dict, repr=False, compare=False)
    """The presets that were read before: many programmes begin from one."""
    spoken: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """The language of each preset by what its file is called in messages."""

    def ids(self) -> list[str]:
        """The names that `archetype` may hold. Presets that others build on begin with an underscore and are not among them."""
        return [id_ for id_ in preset_files(self.layers) if is_id(id_)]

    def resolve(self, own: Located) -> Result[Located | None]:
        """A definition with everything that it takes over from its archetype; None where there is none of that name."""
        id_ = own.get("archetype")
        if not isinstance(id_, str):
            return _on_standard_books(own)
        at = own.place.at("archetype")
        if id_ not in self.ids():
            programme = f"a programme is named with its client: `extends: client/{id_}`"
            hint = did_you_mean(id_, self.ids(), otherwise=programme if "extends" in own.place.keys else "")
            if "/" in id_:
                hint = f"to take over from another programme, write `extends: {id_}`"
            return Result.failed(Problem("archetype-exists", f'no archetype named "{id_}"', at, hint))
        if id_ not in self.known:
            self.known[id_] = self.read(id_, at)
        return self.known[id_].then(lambda preset: take_over(own, preset))

    def beneath(self, own: Located) -> Located:
        """All that a definition which was resolved takes over from its archetype; the standard books where it names none."""
        id_ = own.get("archetype")
        preset = self.known[id_].value if isinstance(id_, str) and id_ in self.known else None
        return _standard_books() if preset is None else preset

    def read(self, id_: str, at: Span, chain: tuple[str, ...] = ()) -> Result[Located | None]:
        """Read one preset, joined with those that it extends in turn; None where one of them cannot be read.

        `at` is where it is named, and `chain` the presets that extend it, one by the other.
        """
        refusal = self._refusal(id_, at, chain)
        if refusal:
            return Result.failed(refusal)
        file = self._files()[id_]
        name = self.name(file)
        preset = read_text(file.path, name, file.layer).then(lambda text: _written(text, name))
        return preset.then(lambda preset: self._joined(_copy(preset), (*chain, id_)))

    def _files(self) -> dict[str, LayerFile]:
        """Every preset by its name, and never by its path: that could lead to another client."""
        return preset_files(self.layers)

    def language_of(self, file: str) -> str:
        """The language of the preset whose file is called so in messages; empty where there is none of that name."""
        if not self.spoken:
            self.spoken.update(
                (self.name(one), one.language or (STOCK_LANGUAGE if one.layer.is_stock else ""))
                for one in self._files().values()
            )
        return self.spoken.get(file, "")

    def of_stock(self) -> frozenset[str]:
        """What the files of the stock's presets are called in messages."""
        return frozenset(self.name(file) for file in self._files().values() if file.layer.is_stock)

    def _refusal(self, id_: str, at: Span, chain: tuple[str, ...]) -> Problem | None:
        """Say why the last of a chain cannot extend this preset."""
        if id_ in chain:
            hint = "give this one another name, or let it stand alone"
            return Problem("archetype-loop", f'"{id_}" extends itself', at, hint)
        if len(chain) == LONGEST_CHAIN:
            message = f"more than {LONGEST_CHAIN} archetypes extend one another here"
            return Problem("archetype-loop", message, at, "let this one stand alone")
        if id_ in self._files():
            return None
        hint = did_you_mean(id_, self._files())
        if _PROGRAMME.fullmatch(id_):
            hint = "an archetype builds on archetypes; let the programme extend the other one"
        return Problem("archetype-exists", f'there is no archetype "{id_}" to extend', at, hint)

    def _joined(self, preset: Located, chain: tuple[str, ...]) -> Result[Located | None]:
        """A preset as it was written, the last of the chain, with everything that it takes over."""
        extends = preset.pop("extends", None)
        joined: Result[Located | None]
        if extends is None:
            joined = _on_standard_books(preset)
        elif isinstance(extends, str):
            further = self.read(extends, preset.place.at("extends"), chain)
            joined = further.then(lambda further: take_over(preset, further))
        else:
            message, hint = '"extends" should name one archetype', "write `extends:` and one name"
            joined = Result.failed(Problem("archetype-extends", message, preset.place.at("extends"), hint))
        return joined.after(_another_beginning(preset))


@lru_cache(maxsize=100)
def _written(text: str, file: str) -> Result[Located | None]:
    """A preset as it stands in its file. Clients read the same ones, each for itself: nobody may change what this returns."""
    return read_mapping(text, file)


@cache
def _standard_books() -> Located:
    """The standard books as a definition has them, which nobody may change."""
    return read_mapping(STANDARD, "").value or Located()


def _another_beginning(preset: Located) -> Iterator[Problem]:
    if "archetype" in preset:
        message = "an archetype does not begin from another one in this way"
        at = preset.place.keys["archetype"]
        yield Problem("archetype-extends", message, at, "write `extends:` in place of `archetype:`")


def _on_standard_books(source: Located) -> Result[Located]:
    """The same, with the standard books as the base of those that it names."""
    full, part = _copy(source), Located()
    part.place = source.place
    if "books" in full:
        books = full.pop("books")
        part |= {} if is_gap(books) else {"books": books}
    merged, problems = inherit(part, _standard_books())
    full |= merged
    full.place.keys.update(merged.place.keys)
    full.place.inside.update(merged.place.inside)
    return Result(full, problems)


def take_over(own: Located, base: Located) -> Result[Located]:
    """A definition with what it takes over from its base definition. A session of the base may be named by its id."""
    base = plainly_numbered(counted_alike(base, own))
    own, problems = numbered_alike(own, base)
    return inherit(own, base).after(problems)


def numbered_alike(own: Located, base: Located) -> Result[Located]:
    """A definition with each session under its number, also where it is named by the id that it has in the base definition."""
    own = plainly_numbered(own)
    sessions, theirs = own.get("sessions"), base.get("sessions")
    if not (isinstance(sessions, Located) and isinstance(theirs, Located)):
        return Result(own)
    numbered, problems = _numbered(sessions, theirs)
    made = _copy(own)
    made["sessions"], made.place.inside["sessions"] = numbered, numbered.place
    return Result(made, problems)


def _numbered(sessions: Located, theirs: Located) -> Result[Located]:
    """These sessions, each under its number; without those that have none or stand there as well, and a problem for each."""
    numbers = {str(one["id"]): number for number, one in theirs.items() if isinstance(one, Located) and "id" in one}
    made, problems = _copy(sessions), []
    for name in [one for one in sessions if re.fullmatch(ID, one) and not one.isdecimal()]:
        at, number = sessions.place.keys[name], numbers.get(name, "")
        if not number:
            message = f'no session with the id "{name}" would be taken over here'
            hint = did_you_mean(name, numbers) if numbers else "name the session by its number: 1, 2, 3 …"
            problems.append(Problem("inherit", message, at, hint))
        elif number in made:
            message = f'session {number} stands here twice: as {number} and as "{name}"'
            problems.append(Problem("inherit", message, at, "keep one of the two, with all that is different"))
            number = ""
        _rename(made, name, number)
    return Result(made, tuple(problems))


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
