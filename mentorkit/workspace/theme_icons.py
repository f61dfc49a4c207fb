"""Icons that a workspace's `mkdocs.yml` names: those of the theme and of layers alone. Zensical prints whatever file is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mentorkit.core.names import is_file
from mentorkit.core.problems import Problem
from mentorkit.core.yaml_source import Located
from mentorkit.definition.settings import EngineName

_NAME = re.compile(r"[\w-]+(?:/[\w-]+)*")
_OWN = "templates/portal/theme/.icons"
"""The folder of a layer for icons of its own."""
_PACKAGES = {"mkdocs": "material", "zensical": "zensical"}
"""The package that brings the icons, by engine."""


def icon_problems(data: Located, layers: Iterable[Path], engine: EngineName) -> Iterator[Problem]:
    """Yield a problem for each icon below `theme.icon` and in `extra.social` that neither the theme nor one of these layers has.

    `layers` are the folders of layers that every portal has. Where the theme is not installed, names alone are looked at.
    """
    spec = find_spec(_PACKAGES[engine])
    themes = [Path(place, "templates/.icons") for place in (spec and spec.submodule_search_locations) or ()]
    folders = [*themes, *(layer / _OWN for layer in layers)]
    for path, icon in _icons(data):
        named = isinstance(icon, str) and _NAME.fullmatch(icon)
        if named and (not themes or any(is_file(folder / f"{icon}.svg") for folder in folders)):
            continue
        message = f'the theme has no icon "{icon}"' if isinstance(icon, str) else "an icon is named by a text"
        hint = f"name a file of {_OWN} without its ending, or one of the theme, such as fontawesome/brands/linkedin"
        yield Problem("config-shape", message, data.place.at(*path), hint)


def _icons(data: Located) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The icons that are named, each with the path to it."""
    theme, extra = data.get("theme"), data.get("extra")
    if isinstance(theme, Located):
        yield from _within(theme.get("icon"), ("theme", "icon"))
    entries = extra.get("social") if isinstance(extra, Located) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, Located) and "icon" in entry:
            yield ("extra", "social", number, "icon"), entry["icon"]


def _within(icons: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(icons, Located):
        for name, inner in icons.items():
            yield from _within(inner, (*path, name))
    elif icons is not None:
        yield path, icons
