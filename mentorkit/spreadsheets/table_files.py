"""Tables as files: a workbook, or a folder of CSV files, written where people asked for it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mentorkit.core.atomic import write_file
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Report, Result, Span
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_export import resolved, table_of
from mentorkit.spreadsheets.workbook_writing import workbook
from mentorkit.workspace.workspace import ProgramFile, Workspace


def export(
    workspace: Workspace, program: ProgramFile, target: Path, *, as_csv: bool, sheets: Collection[str]
) -> Result[list[Path]]:
    """Write these sheets of a programme to a workbook or, as CSV, into a folder. Raises BuildFailed.

    What is wrong with the programme is told and stops nothing, as long as it can be read.
    """
    source, problems = resolved(workspace, program)
    if source is None:
        raise BuildFailed(problems)
    table = table_of(program.id, source, [one for one in SHEETS if one.key in sheets])
    _refuse_place(workspace, target, as_csv=as_csv)
    if as_csv:
        files = {target / f"{sheet.key}.csv": table.csv(sheet.key) for sheet, _ in table.sheets}
    else:
        files = {target: workbook(table)}
    taken = [path for path, data in files.items() if path.exists() and path.read_bytes() != data]
    if taken:
        message, hint = (
            "a file of this name is there already, and people may have changed it",
            "write to another name, or delete it first",
        )
        raise BuildFailed([Problem("exists", message, Span(workspace.name(one.absolute())), hint) for one in taken])
    for path, data in files.items():
        try:
            write_file(path, data)
        except OSError as error:
            raise BuildFailed([unwritable(error, str(path))]) from None
    return Result(list(files), tuple(one for one in problems if Report((one,)).stops()))


def _refuse_place(workspace: Workspace, target: Path, *, as_csv: bool) -> None:
    """Raise BuildFailed where no table may be written: among the sources, or in place of something else."""
    name = workspace.name(target.absolute())
    if workspace.is_among_sources(target):
        message, hint = "a table may not lie among programmes, guides and templates", "write it beside them"
        raise BuildFailed([Problem("table-file", message, Span(name), hint)])
    if as_csv and target.exists() and not target.is_dir():
        raise BuildFailed(
            [
                Problem(
                    "table-file", "CSV files are written into a folder, and this is a file", Span(name), "name a folder"
                )
            ]
        )
    if not as_csv and target.is_dir():
        raise BuildFailed([Problem("table-file", "this is a folder", Span(name), "name a file, or write --csv")])
    if not as_csv and target.suffix.lower() != ".xlsx":
        hint = f"call it {target.stem}.xlsx, or write --csv for CSV files in a folder"
        raise BuildFailed([Problem("table-file", "a workbook ends in .xlsx", Span(name), hint)])
