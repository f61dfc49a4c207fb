"""Personal copies: each participant's workbook with names, groups and own dates, and a calendar of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mentorkit.build.workers import Progress, workers
from mentorkit.checking.loading import load
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Report
from mentorkit.personal.copy_plan import in_order, needs, rounds
from mentorkit.personal.copy_writing import CopyWriter
from mentorkit.personal.disk_forecast import Forecast, free_room
from mentorkit.personal.folder_names import folder_names
from mentorkit.personal.large_runs import LARGE, Pace, share
from mentorkit.personal.participants import Participant, read_participants
from mentorkit.personal.recipes import Recipes
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.private_folder import PRIVATE, PrivateFolder, misplaced, refuse_public
from mentorkit.workspace.workspace import ProgramFile, Workspace

_TASKS = 3000
"""Tasks after which the process that sets and stamps names makes room for a fresh one: a thousand copies."""
_STEPS = 1000
"""Steps in which the progress of a large run is told."""


@dataclass(frozen=True, slots=True)
class Personalised:
    """The outcome: how many copies were made, how many were there already, and the problems of rows.

    `others` are folders of people who do not stand in the table any more; where rows are wrong that cannot be known.
    """

    folder: Path
    made: int
    kept: int
    others: tuple[str, ...]
    report: Report


def personalise(
    workspace: Workspace,
    program: ProgramFile,
    table: Path,
    into: Path | None = None,
    *,
    editions: tuple[str, ...] = (),
    shard: tuple[int, int] = (1, 1),
    ignore_space: bool = False,
    progress: Progress = lambda done, total, what: None,
    say: Callable[[str], None] = lambda text: None,
) -> Personalised:
    """Make a copy for everybody in `table`, but for rows that are wrong, which the report names.

    Copies are written one after the other, and none is held: memory does not grow with their number. `shard` is which of
    several equal parts of the people has copies. A large run says what it needs before it begins, and is refused where the
    disk has too little room, unless that is to be ignored.

    Raises BuildFailed, with nothing written, where the programme or the table has errors, or the folder is not private.
    """
    folder = into or workspace.root / PRIVATE / program.client / program.slug
    refuse_public(folder, workspace)
    toolkit, people, problems = _read(workspace, program, table)
    names, private, results = folder_names(people), PrivateFolder(folder), Counter[str]()
    mine = share(in_order(people), *shard)
    large = len(mine) >= LARGE
    try:
        with private.held(), workers(1, workspace.settings.limits, _TASKS) as start:
            private.keep_for(program.id)
            plan = list(rounds(mine, Recipes(toolkit, workspace, editions, start)))
            pace = Pace(0, say)
            if large:
                forecast = Forecast(needs(plan, names, private), *free_room(folder))
                if forecast.needs.copies:
                    say(str(forecast))
                if not ignore_space:
                    forecast.refuse_without_room(folder)
                pace = Pace(forecast.needs.copies, say)
            made = CopyWriter(private, names, str(table)).write(plan, look_first=not large)
            for done, ((name, how), refused) in enumerate(made, 1):
                problems += refused
                results[how] += 1
                if how == "made":
                    pace.step()
                if not large:
                    progress(done, len(mine), name)
                elif done % (len(mine) // _STEPS or 1) == 0 or done == len(mine):
                    progress(done, len(mine), "copies")
    except OSError as error:
        problems.append(unwritable(error, error.filename or str(folder), "private-folder"))
    report = Report.of(problems)
    others = () if report.stops() else tuple(private.others(set(names.values())))
    return Personalised(folder, results["made"], results["kept"], others, report)


def _read(
    workspace: Workspace, program: ProgramFile, table: Path
) -> tuple[Toolkit, tuple[Participant, ...], list[Problem]]:
    """The programme, the people in the table, and what is wrong with single rows. Raises BuildFailed where nothing can be made."""
    problems = list(misplaced(table, workspace))
    if Report.of(problems).stops():
        raise BuildFailed(problems)
    loaded = load(workspace, [program])
    if loaded.report.stops():
        raise BuildFailed(loaded.report.problems)
    try:
        people, wrong_rows = read_participants(table, loaded.toolkits[0])
    except BuildFailed as no_table:
        raise BuildFailed([*problems, *no_table.problems]) from None
    return loaded.toolkits[0], people, [*problems, *wrong_rows]
