"""The trial of the report on outcomes with templates that are not the stock's, for `check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from mentorkit.build.template_trial import own_templates
from mentorkit.build.trial import problems_of, refused, trial
from mentorkit.build.workers import OutOfBounds, one_a_processor
from mentorkit.checking.loading import Loaded
from mentorkit.core.problems import Problem, Span
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import Workspace

_FOLDERS = ("templates/outcomes/", "templates/frame/")


def with_outcome_templates_tried(loaded: Loaded, workspace: Workspace) -> Loaded:
    """The same with the problems of templates by which no report on outcomes could be made of these programmes.

    Where every template of the report is the stock's, nothing is tried.
    """
    templates = {client: _own(layers) for client, layers in loaded.layers.items()}
    own = {kit.id: templates[kit.client] for kit in loaded.toolkits if templates[kit.client]}
    return refused(loaded, dict(_tried(loaded, workspace, own))) if own else loaded


def _own(layers: Layers) -> tuple[str, ...]:
    return tuple(name for name in own_templates(layers) if name.startswith(_FOLDERS))


def _tried(
    loaded: Loaded, workspace: Workspace, own: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, list[Problem]]]:
    from mentorkit.answers.sample_outcomes import (
        fill_in_outcomes,  # not before: few have any, and everybody would wait for it
    )

    limits = workspace.settings.limits
    with trial(loaded, workspace, min(len(own), one_a_processor()), limits) as begin:
        tried = [kit for kit in loaded.toolkits if kit.id in own]
        running = [begin(kit, fill_in_outcomes) for kit in tried]
        for kit, future in zip(tried, running, strict=True):
            first = next(iter(loaded.layers[kit.client].every(own[kit.id][0])))
            beyond = partial(_beyond, kit, Span(workspace.name(first.path)))
            yield kit.id, [replace(one, client=kit.client) for one in problems_of(future, limits, beyond)]


def _beyond(kit: Toolkit, at: Span, error: OutOfBounds) -> Problem:
    message = f"filling in the templates of the report on {kit.id} {error}"
    return Problem("limits", message, at, "look for a loop or a text without end in your templates")
