"""The pictures and fonts that templates bring along, opened as portals and books open them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from mentorkit.brand.assets import PICTURES, picture_problem
from mentorkit.brand.faults import Fault
from mentorkit.brand.font_files import FONTS, font_problem
from mentorkit.core.amounts import amount
from mentorkit.core.names import is_file, is_litter
from mentorkit.core.problems import Problem, Span
from mentorkit.workspace.layers import LARGEST_ASSET, LayerFile, Layers

UNUSABLE = "unusable-asset"
"""The rule of pictures and fonts that cannot be used."""


def asset_problems(layers: Layers, called: Callable[[LayerFile], str]) -> Iterator[Problem]:
    """The pictures and fonts in the assets of these layers' templates that cannot be used; ours are whole.

    `called` is the name of a file in messages.
    """
    for file in template_assets(layers):
        what = "picture" if file.path.suffix.lower() in PICTURES else "font"
        fault = _fault(file, what)
        if fault:
            yield Problem(UNUSABLE, f"this {what} {fault.says}", Span(called(file)), fault.way_out)
    for file in _files(layers, lambda path: path.suffix in _TEXTS):
        if not _is_utf8(file.path):
            hint = "save the file as UTF-8 in your editor"
            yield Problem(UNUSABLE, "this is not written in UTF-8", Span(called(file)), hint)


def template_assets(layers: Layers) -> Iterator[LayerFile]:
    """Every picture and font among these layers' templates that no nearer layer replaces; ours are whole."""
    return _files(layers, lambda path: is_picture(path) or _is_font(path))


def _files(layers: Layers, wanted: Callable[[Path], bool]) -> Iterator[LayerFile]:
    """The files among these layers' templates that are wanted, by their path there, and that no nearer layer replaces."""
    seen = set[str]()
    for file in layers.own_files("templates"):
        name = file.path.relative_to(file.layer.root / "templates").as_posix()
        if wanted(Path(name)) and not is_litter(file.path.name) and name not in seen:
            seen.add(name)
            if is_file(file.path) and file.layer.holds(file.path):
                yield file


_TEXTS = (".css", ".js")
"""The endings of texts that portals show as they are, or in one with others."""


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_picture(path: Path) -> bool:
    """Return whether this is a picture, by its path inside a layer; drawings outside the folders called `assets` are templates."""
    suffix = path.suffix.lower()
    return suffix in PICTURES and (suffix != ".svg" or "assets" in path.parts)


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in FONTS and "assets" in path.parts


def _fault(file: LayerFile, what: str) -> Fault | None:
    if file.path.stat().st_size > LARGEST_ASSET:
        return Fault(f"is larger than {amount(LARGEST_ASSET)}", "export it smaller")
    return picture_problem(file.path) if what == "picture" else font_problem(file.path)
