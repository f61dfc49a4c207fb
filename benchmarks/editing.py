"""One answer saved in the studio against one `check` of the same programme, side by side, in ratios of processor time.

For the longest example and for the shortest that begins from an archetype: opening it to be changed, saving one title,
and undoing it, all with reading back what was written.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mentorkit.checking.loading import load
from mentorkit.editing.changes import Change
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.editing.saving import save, undo
from mentorkit.workspace.workspace import ProgramFile, Workspace, open_workspace

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("northbridge/emerging-leaders", "northbridge/first-light")
ROUNDS = 7


def seconds(task: Callable[[], object]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began


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


def measured(workspace: Workspace, program: ProgramFile) -> dict[str, float]:
    """The median seconds of each task."""
    taken: dict[str, list[float]] = {"check": [], "open": [], "save": [], "undo": []}
    for number in range(ROUNDS):
        taken["check"].append(seconds(lambda: load(workspace, [program])))
        taken["open"].append(seconds(lambda: opened(workspace, program)))
        taken["save"].append(seconds(lambda title=f"Title {number}": saved(workspace, program, title)))  # type: ignore[misc]
        taken["undo"].append(seconds(lambda: undone(workspace, program)))
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Measure both programmes in a copy of the examples."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        shutil.copytree(ROOT / "programs", root / "programs")
        workspace = open_workspace(root / "mkdocs.yml").value
        assert workspace is not None
        for name in PROGRAMS:
            times = measured(workspace, *workspace.choose([name]))
            rest = ", ".join(f"{task} {times[task] / times['check']:.2f}" for task in ("open", "save", "undo"))
            print(f"{name}: check {times['check']:.2f} s; of that, {rest}")


if __name__ == "__main__":
    main()
