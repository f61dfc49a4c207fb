"""The trial of a workspace's own settings of the site engine, for `check`: read as a build reads them, within limits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from mentorkit.build.workers import OutOfBounds, result, workers
from mentorkit.checking.loading import Loaded
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed, Problem, Report, Span
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import Workspace, open_workspace


def with_settings_tried(loaded: Loaded, workspace: Workspace) -> Loaded:
    """The same with the problems of the workspace's configuration by which no portal could be made.

    Where it says to the engine what the stock's says, nothing is tried: an engine takes a second to begin.
    """
    if not loaded.toolkits or _to_engine(workspace) == _of_the_stock():
        return loaded
    problems = [*_tried(loaded, workspace)]
    if not problems:
        return loaded
    return replace(loaded, toolkits=(), report=Report.of([*loaded.report.problems, *problems]))


def _to_engine(workspace: Workspace) -> dict[str, Any]:
    """What a configuration says besides our own settings."""
    return {name: value for name, value in workspace.config_data.items() if name != "extra"}


@cache
def _of_the_stock() -> dict[str, Any] | None:
    stock = open_workspace(stock_root() / "mkdocs.yml").value
    return _to_engine(stock) if stock else None


def _tried(loaded: Loaded, workspace: Workspace) -> Iterator[Problem]:
    """The problems with which reading the settings for the first programme ends: they are the same for all."""
    from mentorkit.build.outputs import Job, try_settings_of  # not before: few have settings of their own

    kit = loaded.toolkits[0]
    limits = workspace.settings.limits
    with ExitStack() as ends:
        ends.enter_context(run_folder(workspace.root))
        scratch = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="mentorkit-")))
        start = ends.enter_context(workers(1, limits))
        job = Job(kit, loaded.layers[kit.client], workspace.config, scratch, now())
        try:
            result(start(try_settings_of, job), limits)
        except BuildFailed as failed:
            yield from failed.problems
        except OutOfBounds as error:
            yield Problem("limits", f"reading the settings {error}", Span(workspace.name(workspace.config)))
