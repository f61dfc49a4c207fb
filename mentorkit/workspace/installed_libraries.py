"""Shared libraries that are installed as Python packages. None of their code is run.

A package publishes one under the entry point group `mentorkit.libraries`: the name is what workspaces write, the value
is the package whose folder is a layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from mentorkit.core.names import is_file, is_folder
from mentorkit.workspace.layers import Layer

GROUP = "mentorkit.libraries"

PARTS = ("content", "templates", "_brand.yml")
"""The parts of a layer."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A library that some package publishes."""

    name: str
    package: str
    """The package, as `pip` calls it."""
    version: str
    folder: Path | None
    """None where the package holds no such folder."""

    @property
    def wrong(self) -> str:
        """Why nothing can be read from it, after its name; empty where it can."""
        if self.folder is None:
            return "has no folder of files"
        there = (
            is_folder(self.folder / PARTS[0]) or is_folder(self.folder / PARTS[1]) or is_file(self.folder / PARTS[2])
        )
        return "" if there else f"holds none of {', '.join(PARTS)}"

    def layer(self) -> Layer:
        """The layer that it is. It must have a folder."""
        assert self.folder is not None, "a library without a folder is a problem, and no layer"
        return Layer(f"library {self.name}", self.folder.resolve(), self.version)


def installed(name: str | None = None) -> tuple[Installed, ...]:
    """Every library that is installed, or all of one name, by name and package."""
    points = entry_points(group=GROUP) if name is None else entry_points(group=GROUP, name=name)
    return tuple(sorted(map(_read, points), key=lambda one: (one.name, one.package)))


def _read(point: EntryPoint) -> Installed:
    package, version = (point.dist.name, point.dist.version) if point.dist else ("", "")
    return Installed(point.name, package, version, next(_folders(point.value), None))


def _folders(value: str) -> Iterator[Path]:
    """The folders of a package by its dotted name. Only its first part is looked up, so that nothing is imported."""
    top, *below = value.split(":")[0].strip().split(".")
    try:
        spec = find_spec(top)
    except ValueError:  # no name at all, or that of a module that came from nowhere
        spec = None
    for place in (spec.submodule_search_locations if spec else None) or ():
        folder = Path(place, *below)
        if is_folder(folder):
            yield folder
