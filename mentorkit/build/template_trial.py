"""The trial of templates that are not the stock's, for `check`: filled in as a build fills them in, within limits."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentorkit.brand.template_assets import UNUSABLE
from mentorkit.build.workers import OutOfBounds, one_a_processor, result, workers
from mentorkit.checking.loading import Loaded
from mentorkit.core.clock import now
from mentorkit.core.names import is_litter
from mentorkit.core.problems import BuildFailed, Problem, Report, Span
from mentorkit.definition.settings import Limits
from mentorkit.portal.look import THEME
from mentorkit.workspace.layers import Layers, shown, stock_root
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import Workspace

if TYPE_CHECKING:
    from mentorkit.build.outputs import Job

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
    own = {kit.id: names for kit in loaded.toolkits if (names := own_templates(loaded.layers[kit.client]))}
    if not own or any(one.rule == UNUSABLE for one in loaded.report.problems):
        return loaded
    found = dict(_tried(loaded, workspace, own))
    problems = dict.fromkeys(problem for some in found.values() for problem in some)
    toolkits = tuple(kit for kit in loaded.toolkits if not found.get(kit.id))
    return replace(loaded, toolkits=toolkits, report=Report.of([*loaded.report.problems, *problems]))


def _tried(
    loaded: Loaded, workspace: Workspace, own: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, list[Problem]]]:
    """Each programme that has templates of its `own`, and the problems with which filling them in has ended."""
    from mentorkit.build.outputs import Job, fill_in  # not before: few have any, and everybody would wait for it

    limits = workspace.settings.limits
    limits = limits.model_copy(update={"seconds": min(_SECONDS, limits.seconds)})
    with ExitStack() as ends:
        ends.enter_context(run_folder(workspace.root))
        scratch = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="mentorkit-")))
        start = ends.enter_context(workers(min(len(own), one_a_processor()), limits))
        running = []
        for kit in (kit for kit in loaded.toolkits if kit.id in own):
            job = Job(kit, loaded.layers[kit.client], workspace.config, scratch, now())
            theme = any(name.startswith(f"{THEME}/") for name in own[kit.id])
            running.append((job, start(fill_in, job, theme)))
        for job, future in running:
            yield job.toolkit.id, list(_problems(job, future, limits, own[job.toolkit.id]))


def own_templates(layers: Layers) -> tuple[str, ...]:
    """The templates of these layers that are not the stock's, by their paths inside a layer."""
    names = dict[str, None]()
    for layer in layers.order:
        home = layer.root / "templates"
        for path in sorted(home.rglob("*")) if layer.root != stock_root() else ():
            parts = path.relative_to(home).parts
            if (
                path.suffix in _KINDS
                and path.is_file()
                and not any(is_litter(part) or part in _FILES for part in parts)
            ):
                names[f"templates/{'/'.join(parts)}"] = None
    return tuple(names)


def _problems(job: Job, future: Future[Any], limits: Limits, own: tuple[str, ...]) -> Iterator[Problem]:
    """The problems with which filling in the templates of a programme has ended."""
    kit = job.toolkit
    try:
        result(future, limits)
    except BuildFailed as failed:
        yield from (replace(one, client=kit.client) for one in failed.problems)
    except OutOfBounds as error:
        first = next(file for name in own for file in job.layers.every(name))
        others = f" ({len(own)} of your own: {', '.join(own)})" if len(own) > 1 else ""
        at = Span(shown(first.path, job.config.parent))
        message = f"filling in the templates of {kit.id} {error}"
        yield Problem("limits", message, at, f"look for a loop or a text without end in your templates{others}")
