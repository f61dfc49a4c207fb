"""The commands that write a programme as a spreadsheet, and read it again: `mentorkit table`."""

from __future__ import annotations

from pathlib import Path

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

    Without FILE, PROGRAM.xlsx in this folder. What is changed in it comes back with `mentorkit table import`.
    """
    from mentorkit.spreadsheets import table_files

    workspace = open_or_end(config)
    with exit_on_problems("Nothing was written."):
        chosen = the_program(workspace, program)
        target = file or Path(chosen.slug if as_csv else f"{chosen.slug}.xlsx")
        made = table_files.export(workspace, chosen, target, as_csv=as_csv, sheets=sheets or _SHEETS)
    print_report(Report.of(made.problems), notes=False)
    wrote(made.value)
