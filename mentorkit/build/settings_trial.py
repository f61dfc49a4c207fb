"""The trial of a workspace's own settings of the site engine, for `check`: read as a build reads them, within limits."""

from __future__ import annotations

from functools import cache
from typing import Any

from mentorkit.build.trial import problems_of, refused, trial
from mentorkit.checking.loading import Loaded
from mentorkit.core.problems import Problem, Span
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.workspace import Workspace, open_workspace


def with_settings_tried(loaded: Loaded, workspace: Workspace) -> Loaded:
    """The same with the problems of the workspace's configuration by which no portal could be made.

    Where it says to the engine what the stock's says, nothing is tried: an engine takes a second to begin.
    """
    if not loaded.toolkits or _to_engine(workspace) == _of_the_stock():
        return loaded
    problems = _tried(loaded, workspace)
    return refused(loaded, dict.fromkeys((kit.id for kit in loaded.toolkits), problems)) if problems else loaded


def _to_engine(workspace: Workspace) -> dict[str, Any]:
    """What a configuration says besides our own settings."""
    return {name: value for name, value in workspace.config_data.items() if name != "extra"}


@cache
def _of_the_stock() -> dict[str, Any] | None:
    stock = open_workspace(stock_root() / "mkdocs.yml").value
    return _to_engine(stock) if stock else None


def _tried(loaded: Loaded, workspace: Workspace) -> tuple[Problem, ...]:
    """The problems with which reading the settings for the first programme ends: they are the same for all."""
    from mentorkit.build.outputs import try_settings_of  # not before: few have settings of their own

    limits, at = workspace.settings.limits, Span(workspace.name(workspace.config))
    with trial(loaded, workspace, 1, limits) as begin:
        future = begin(loaded.toolkits[0], try_settings_of)
        return problems_of(future, limits, lambda error: Problem("limits", f"reading the settings {error}", at))
