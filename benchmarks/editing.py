"""One answer saved in the studio against one `check` of the same programme, side by side.

For the longest example and for the shortest that begins from an archetype: opening it to be changed, saving one title,
and undoing it, all with reading back what was written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ratios import ROOT, Ratio, processor_seconds

from mentorkit.checking.loading import load
from mentorkit.editing.changes import Change
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.editing.saving import save, undo
from mentorkit.workspace.workspace import ProgramFile, Workspace, open_workspace

PROGRAMS = ("northbridge/emerging-leaders", "northbridge/first-light")
ROUNDS = 7


def opened(workspace: Workspace, program: ProgramFile) -> EditableDefinition:
    definition = open_definition(workspace, program).value
    assert definition is not None
    return definition


def saved(workspace: Workspace, program: ProgramFile, title: str) -> None:
    definition = opened(workspace, program)
    change = Change(("title",), definition.value(("title",)), title)
    assert save(workspace, program.path, [change], definition.digest).value


def undone(workspace: Workspace, program: ProgramFile) -> None:
    assert undo(workspace, program.path).value


def ratios() -> Iterator[Ratio]:
    """Both programmes, in a copy of the examples."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        shutil.copytree(ROOT / "programs", root / "programs")
        workspace = open_workspace(root / "mkdocs.yml").value
        assert workspace is not None
        for name in PROGRAMS:
            (program,) = workspace.choose([name])
            yield from of_program(workspace, program)


def of_program(workspace: Workspace, program: ProgramFile) -> Iterator[Ratio]:
    """What each task takes of a check, in rounds of all of them."""
    tasks: dict[str, Callable[[int], object]] = {
        "opened to be edited": lambda _: opened(workspace, program),
        "one title saved": lambda number: saved(workspace, program, f"Title {number}"),
        "the edit undone": lambda _: undone(workspace, program),
    }
    load(workspace, [program])  # warms up
    checks, taken = list[float](), {name: list[float]() for name in tasks}
    for number in range(ROUNDS):
        checks.append(processor_seconds(lambda: load(workspace, [program])))
        for name, task in tasks.items():
            taken[name].append(processor_seconds(partial(task, number)))
    for name, seconds in taken.items():
        values = tuple(one / check for one, check in zip(seconds, checks, strict=True))
        yield Ratio(f"{program.id}, {name}", "a check of the programme", values)
