"""A trial of a part of a build, for `check`: within limits, and nothing of it is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentorkit.build.workers import OutOfBounds, result, workers
from mentorkit.checking.loading import Loaded
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed, Problem, Report
from mentorkit.definition.settings import Limits
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.run_folder import run_folder
from mentorkit.workspace.workspace import Workspace

Begin = Callable[..., Future[Any]]
"""`begin(kit, task, *more)` begins a task that takes the job of one programme, and what else it is given."""


@contextmanager
def trial(loaded: Loaded, workspace: Workspace, number: int, limits: Limits) -> Iterator[Begin]:
    """Processes that try something out, each within these limits, for as long as they are needed."""
    from mentorkit.build.outputs import Job  # not before: few have anything to try, and everybody would wait for it

    with ExitStack() as ends:
        ends.enter_context(run_folder(workspace.root))
        scratch = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="mentorkit-")))
        start = ends.enter_context(workers(number, limits))

        def begin(kit: Toolkit, task: Callable[..., Any], *more: Any) -> Future[Any]:
            return start(
                task,
                Job(kit, loaded.layers[kit.client], workspace.config, scratch, now(), for_facilitators=True),
                *more,
            )

        yield begin


def problems_of(future: Future[Any], limits: Limits, beyond: Callable[[OutOfBounds], Problem]) -> tuple[Problem, ...]:
    """The problems with which a task has ended; `beyond` words that it went beyond the limits."""
    try:
        result(future, limits)
    except BuildFailed as failed:
        return tuple(failed.problems)
    except OutOfBounds as error:
        return (beyond(error),)
    return ()


def refused(loaded: Loaded, told: Mapping[str, Iterable[Problem]]) -> Loaded:
    """The same without the programmes for which a trial found problems, by their ids, and with each of these once."""
    problems = dict.fromkeys(problem for some in told.values() for problem in some)
    toolkits = tuple(kit for kit in loaded.toolkits if not told.get(kit.id))
    return replace(loaded, toolkits=toolkits, report=Report.of([*loaded.report.problems, *problems]))
