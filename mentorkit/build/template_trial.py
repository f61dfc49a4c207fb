"""The trial of templates that are not the stock's, for `check`: filled in as a build fills them in, within limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from mentorkit.brand.template_assets import UNUSABLE
from mentorkit.build.trial import problems_of, refused, trial
from mentorkit.build.workers import OutOfBounds, one_a_processor
from mentorkit.checking.loading import Loaded
from mentorkit.core.names import is_litter
from mentorkit.core.problems import Problem, Span
from mentorkit.portal.look import ENGINES, THEME
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import Workspace

_SECONDS = 60
"""Seconds after which templates count as endless, unless the workspace allows a build less: filling in takes one or two."""
_KINDS = (".css", ".html", ".svg", ".xml")
"""The endings of templates."""
_FILES = ("assets", "offline")
"""Folders of files that are copied as they are."""


def with_templates_tried(loaded: Loaded, workspace: Workspace) -> Loaded:
    """The same with the problems of templates by which portals or books of these programmes could not be made.

    Where every template is the stock's, or a picture or font beside them is of no use, nothing is tried.
    """
    templates = {client: own_templates(layers) for client, layers in loaded.layers.items()}
    own = {kit.id: templates[kit.client] for kit in loaded.toolkits if templates[kit.client]}
    if not own or any(one.rule == UNUSABLE for one in loaded.report.problems):
        return loaded
    return refused(loaded, dict(_tried(loaded, workspace, own)))


def _tried(
    loaded: Loaded, workspace: Workspace, own: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, list[Problem]]]:
    """Each programme that has templates of its `own`, and the problems with which filling them in has ended."""
    from mentorkit.build.outputs import fill_in  # not before: few have any, and everybody would wait for it

    limits = workspace.settings.limits
    limits = limits.model_copy(update={"seconds": min(_SECONDS, limits.seconds)})
    with trial(loaded, workspace, min(len(own), one_a_processor()), limits) as begin:
        tried = [kit for kit in loaded.toolkits if kit.id in own]
        themes = {
            id_: any(name.startswith((f"{THEME}/", f"{ENGINES}/")) for name in names) for id_, names in own.items()
        }
        running = [begin(kit, fill_in, themes[kit.id]) for kit in tried]
        for kit, future in zip(tried, running, strict=True):
            first = next(file for name in own[kit.id] for file in loaded.layers[kit.client].every(name))
            beyond = partial(_beyond, kit, own[kit.id], Span(workspace.name(first.path)))
            yield kit.id, [replace(one, client=kit.client) for one in problems_of(future, limits, beyond)]


def _beyond(kit: Toolkit, own: tuple[str, ...], at: Span, error: OutOfBounds) -> Problem:
    """The problem of templates that go on for ever, or need too much, at the first of them."""
    others = f" ({len(own)} of your own: {', '.join(own)})" if len(own) > 1 else ""
    message = f"filling in the templates of {kit.id} {error}"
    return Problem("limits", message, at, f"look for a loop or a text without end in your templates{others}")


def own_templates(layers: Layers) -> tuple[str, ...]:
    """The templates of these layers that are not the stock's, by their paths inside a layer."""
    names = dict[str, None]()
    for file in layers.own_files("templates"):
        path = file.path.relative_to(file.layer.root)
        passed_over = any(is_litter(part) or part in _FILES for part in path.parts[1:])
        if path.suffix in _KINDS and file.path.is_file() and not passed_over:
            names[path.as_posix()] = None
    return tuple(names)
