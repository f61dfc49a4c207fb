"""The commands that write a programme as a spreadsheet, and read it again: `mentorkit table`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorkit.cli.console import (
    complete_program,
    config_option,
    exit_on_problems,
    open_or_end,
    print_report,
    the_program,
    wrote,
)
from mentorkit.core.problems import Report

if TYPE_CHECKING:
    from mentorkit.spreadsheets.table_files import TableImport

_SHEETS = ("timetable", "people", "goals", "questionnaires", "questions", "messages")


@click.group()
def table() -> None:
    """Write a programme as a spreadsheet, and take over what people change in it."""


program_argument = click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)


@table.command("export")
@program_argument
@click.argument("file", metavar="[FILE.xlsx]", required=False, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV, a file for each sheet, into the folder FILE.")
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    type=click.Choice(_SHEETS),
    help="Write only this sheet; can be given several times.",
)
@config_option
def export(program: str, file: Path | None, config: Path, *, as_csv: bool, sheets: tuple[str, ...]) -> None:
    """Write timetable, people, goals, questions and messages as a workbook that people can fill in.

    Without FILE, PROGRAM.xlsx in this folder. What people change in it comes back with `mentorkit table import`.
    """
    from mentorkit.spreadsheets import table_files

    workspace = open_or_end(config)
    with exit_on_problems("Nothing was written."):
        chosen = the_program(workspace, program)
        target = file or Path(chosen.slug if as_csv else f"{chosen.slug}.xlsx")
        made = table_files.export(workspace, chosen, target, as_csv=as_csv, sheets=sheets or _SHEETS)
    print_report(Report.of(made.problems), notes=False)
    wrote(made.value)


@table.command("import")
@program_argument
@click.argument("file", metavar="[FILE.xlsx]", required=False, type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be changed, and write nothing.")
@click.option(
    "--take",
    "side",
    type=click.Choice(["table", "file"]),
    default=None,
    help="Where both were changed since the export, take what the table says, or keep what stands in the file.",
)
@click.option(
    "--columns",
    type=click.Path(path_type=Path),
    help="The file that says what the columns of a table from elsewhere are.  [default: FILE.columns.yml]",
)
@config_option
def import_(
    program: str, file: Path | None, config: Path, *, dry_run: bool, side: str | None, columns: Path | None
) -> None:
    """Take over what people changed in an exported table, or a timetable from elsewhere.

    FILE is a workbook, a CSV file, or a folder of CSV files; without it, PROGRAM.xlsx in this folder. Nothing is written where
    anything is wrong, or where the same was changed in the file meanwhile. What a column of a table from elsewhere is, is asked
    in a file beside the table where that is not certain.
    """
    from mentorkit.spreadsheets import table_files

    workspace = open_or_end(config)
    with exit_on_problems("The programme stays as it is."):
        chosen = the_program(workspace, program)
        options = table_files.TableOptions(
            "table" if side == "table" else "file" if side == "file" else "", columns, not dry_run
        )
        done = table_files.import_table(workspace, chosen, file or Path(f"{chosen.slug}.xlsx"), options)
    print_report(Report.of(done.problems))
    for line in (*done.said, *(done.difference if dry_run else ())):
        click.echo(line)
    click.echo(_outcome(done, workspace.name(chosen.path)))
    sys.exit(0)


def _outcome(done: TableImport, name: str) -> str:
    count = f"{len(done.said)} change{'s' if len(done.said) != 1 else ''}"
    if not done.said:
        return f"Nothing is different: {name} stays as it is."
    return f"{count}, written to {name}." if done.wrote else f"{count}. Nothing was written."
