"""Tables as files: a workbook, or a folder of CSV files, written where people asked for it, and imported from there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from mentorkit.core.atomic import write_file
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Report, Result, Severity, Span
from mentorkit.core.yaml_source import Located
from mentorkit.editing.changes import Crossed
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.editing.saving import save
from mentorkit.spreadsheets.foreign_choices import TableChoices, choices_text, read_choices
from mentorkit.spreadsheets.sheet_changes import Side
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_export import resolved, table_of
from mentorkit.spreadsheets.table_import import ImportedTable, imported
from mentorkit.spreadsheets.table_reading import read_files
from mentorkit.spreadsheets.workbook_writing import workbook
from mentorkit.workspace.layers import Layer, read_text
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
    for path, data in files.items():
        _refuse_loss(workspace, program.id, source, path, data)
    for path, data in files.items():
        _write(path, data, workspace.name(path.absolute()))
    return Result(list(files), tuple(one for one in problems if Report((one,)).stops()))


def _refuse_loss(workspace: Workspace, program: str, source: Located, path: Path, data: bytes) -> None:
    """Raise BuildFailed where a file is there that is another one, or holds what nobody has imported yet."""
    if not path.exists() or path.read_bytes() == data:
        return
    name = workspace.name(path.absolute())
    table = read_files(path, name).value
    if table is None or table.memory is None or table.memory.program != program:
        message, hint = (
            "a file of this name is there already, and is none that was exported from this programme",
            "write to another name",
        )
        raise BuildFailed([Problem("exists", message, Span(name), hint)])
    held = imported(table, program, source)
    if held.edits or held.report.stops():
        message, hint = (
            "this table holds changes that were not imported",
            f"import it first (mentorkit table import {program} {path}), or write to another name",
        )
        raise BuildFailed([Problem("exists", message, Span(name), hint)])


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


@dataclass(frozen=True, slots=True)
class TableImport:
    """What an import did, or would do."""

    said: tuple[str, ...]
    """Each change in words."""
    difference: tuple[str, ...]
    """The lines of the file before and after."""
    problems: tuple[Problem, ...] = ()
    wrote: Path | None = None


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is imported."""

    side: Side = ""
    columns: Path | None = None
    """The file that says what columns are; otherwise the one beside the table."""
    write: bool = True


def import_table(workspace: Workspace, program: ProgramFile, path: Path, options: TableOptions) -> TableImport:
    """Take over what people changed in a table, or a timetable from elsewhere. Raises BuildFailed where anything is wrong or clashes."""
    opened = open_definition(workspace, program)
    definition = opened.value
    if definition is None:
        raise BuildFailed(opened.problems)
    name = workspace.name(path.absolute())
    table, problems = read_files(path, name)
    if table is None:
        raise BuildFailed(problems)
    asked_in = options.columns or path.with_name(f"{path.stem}.columns.yml")
    choices = _choices(workspace, asked_in, needed=options.columns is not None)
    called = workspace.name(asked_in.absolute())
    made = imported(table, program.id, definition.source, options.side, choices, called)
    told = (*problems, *made.report.problems)
    if made.undecided and not asked_in.exists():
        _write(asked_in, choices_text(made.foreign), called)
        raise BuildFailed(
            [
                *told,
                Problem(
                    "table-columns",
                    "written: what the columns are",
                    Span(called),
                    "decide in it, and import again",
                    Severity.NOTE,
                ),
            ]
        )
    if Report(told).stops():
        raise BuildFailed(told)
    edited = definition.changed(made.changes(definition))
    if edited.value is None:
        raise BuildFailed((*told, *edited.problems))
    if edited.value.crossed:
        raise BuildFailed((*told, *(_crossed(one, name) for one in edited.value.crossed)))
    return _finished(workspace, definition, edited.value.text, made, (*told, *edited.problems), write=options.write)


def _finished(
    workspace: Workspace,
    definition: EditableDefinition,
    text: str,
    made: ImportedTable,
    told: tuple[Problem, ...],
    *,
    write: bool,
) -> TableImport:
    before = definition.text
    difference = tuple(
        unified_diff(before.splitlines(), text.splitlines(), definition.name, definition.name, lineterm="", n=2)
    )
    said = tuple(one.said for one in made.edits)
    if text == before or not write:
        return TableImport(said, difference, told)
    path = definition.program.path
    meant = f"{len(said)} change{'s' if len(said) > 1 else ''} of a table"
    saved = save(workspace, path, made.changes(definition), definition.digest, meant=meant)
    if saved.value is None:
        raise BuildFailed((*told, *saved.problems))
    if saved.value.crossed:
        raise BuildFailed((*told, *(_crossed(one, definition.name) for one in saved.value.crossed)))
    return TableImport(said, difference, told, path)


def _choices(workspace: Workspace, path: Path, *, needed: bool) -> TableChoices | None:
    """What people said of the columns; None where there is no such file. Raises BuildFailed where it cannot be read."""
    if not path.exists() and not needed:
        return None
    name = workspace.name(path.absolute())
    read = read_text(path, name, Layer("table", path.parent)).then(lambda text: read_choices(text, name))
    if read.value is None or Report(read.problems).stops():
        raise BuildFailed(read.problems)
    return read.value


def _write(path: Path, data: str | bytes, name: str) -> None:
    try:
        write_file(path, data)
    except OSError as error:
        raise BuildFailed([unwritable(error, name)]) from None


def _crossed(one: Crossed, name: str) -> Problem:
    return Problem(
        "table-clash",
        f'"{".".join(one.change.path)}" was changed in the file at this moment',
        Span(name),
        "import again",
    )
