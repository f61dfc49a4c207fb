"""Archetypes: preset programmes in `content/archetypes/`, read through the layers, that a definition takes over from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentorkit.inheritance import inherit
from mentorkit.layers import Found, Layers, read_text
from mentorkit.problems import Problem, Span, did_you_mean
from mentorkit.yaml_source import Located, read_mapping

FOLDER = "content/archetypes"


@dataclass(frozen=True, slots=True)
class Archetypes:
    """The presets that one client's programmes can begin from.

    `name` says how a file is called in messages.
    """

    layers: Layers
    name: Callable[[Found], str]

    def ids(self) -> list[str]:
        """What can be named as `archetype`. Presets that others build on begin with an underscore and are not among them."""
        return [id_ for id_ in self.layers.names(FOLDER, ".yml") if not id_.startswith("_")]

    def resolve(self, own: Located, found: list[Problem]) -> Located | None:
        """A definition with everything that it takes over from its archetype; None, and a problem, where there is none."""
        id_ = own.get("archetype")
        if not isinstance(id_, str):
            return own
        if id_ not in self.ids():
            hint = did_you_mean(id_, self.ids())
            found.append(Problem("archetype-exists", f'no archetype named "{id_}"', own.place.at("archetype"), hint))
            return None
        preset = self.read(id_, own.place.at("archetype"), found)
        return inherit(own, preset, found) if preset is not None else None

    def read(self, id_: str, at: Span, found: list[Problem], behind: tuple[str, ...] = ()) -> Located | None:
        """One preset, joined with those that it extends in turn. None, and a problem, where it cannot be read."""
        if id_ in behind:
            found.append(Problem("archetype-loop", f'"{id_}" extends itself', at, "let one of them stand alone"))
            return None
        file = self.layers.find(f"{FOLDER}/{id_}.yml")
        if file is None:
            hint = did_you_mean(id_, self.layers.names(FOLDER, ".yml"))
            found.append(Problem("archetype-exists", f'there is no archetype "{id_}" to extend', at, hint))
            return None
        name = self.name(file)
        text = read_text(file.path, name, file.layer, found)
        preset = read_mapping(text, name, found) if text else None
        if preset is None or not isinstance(preset.get("extends"), str):
            return preset
        further = self.read(preset["extends"], preset.place.at("extends"), found, (*behind, id_))
        merged = inherit(preset, further, found) if further is not None else preset
        del merged["extends"]
        return merged
