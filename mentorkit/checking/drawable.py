"""Checks that the engine of the books can draw a brand's SVGs: whatever is not certain to be drawn, it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from mentorkit.brand.assets import shown_picture
from mentorkit.brand.branding import Branding
from mentorkit.brand.drawing_effects import effect_of
from mentorkit.brand.simple_drawings import is_simple
from mentorkit.brand.template_assets import template_assets
from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.workspace.layers import Layer, LayerFile, Layers

_HINT = "export it as plain SVG without effects, or as PNG"


def drawing_problems(
    branding: Branding | None, layers: Layers, called: Callable[[LayerFile], str]
) -> Iterator[Problem]:
    """The SVGs among logos and templates' assets that are whole and that the engine cannot draw.

    `called` is the name of a file in messages.
    """
    for file in dict.fromkeys((*_logos(branding), *template_assets(layers))):
        yield from drawing_problem(file, called(file))


def drawing_problem(file: LayerFile, name: str) -> Iterator[Problem]:
    """The problem of a picture that is an SVG, is whole, and that the engine cannot draw, or not all of it."""
    drawing = shown_picture(file.path) if file.path.suffix.lower() == ".svg" else b""
    if not isinstance(drawing, bytes) or not drawing:
        return
    if not _is_drawn(drawing):
        message = "this drawing holds something that cannot be printed, such as an effect or a damaged shape"
        yield Problem("unusable-asset", message, Span(name), _HINT)
    elif effect := effect_of(drawing):
        message, hint = f"books show this drawing without {effect}", "export it as PNG to keep that, or take it out"
        yield Problem("lost-effect", message, Span(name), hint, Severity.WARNING)


def _logos(branding: Branding | None) -> Iterator[LayerFile]:
    sizes = (branding.small, branding.medium, branding.large) if branding else ()
    for logo in sizes:
        for path in (logo.light, logo.dark) if logo and branding else ():
            yield LayerFile(path, Layer("brand", branding.root if branding else Path()), 0)


@lru_cache(maxsize=64)
def _is_drawn(drawing: bytes) -> bool:
    if is_simple(drawing):
        return True
    from mentorkit.workbooks.layout.print_engine import can_draw

    try:
        return can_draw(drawing)
    except OSError:  # a machine that only checks may lack libraries; a build would say so first
        return True
