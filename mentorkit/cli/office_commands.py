"""The command that makes what people edit, present and hand out: `mentorkit office`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mentorkit.checking.report_text import summary
from mentorkit.cli.console import (
    Progress,
    complete_program,
    config_option,
    exit_on_problems,
    open_or_end,
    print_report,
    quiet_options,
    the_program,
)
from mentorkit.office.office_files import PARTS


@click.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.option(
    "-o",
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write.  [default: office/CLIENT/PROGRAM]",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(PARTS),
    help="Make only this. Repeatable.",
)
@click.option(
    "--language",
    "languages",
    metavar="TAG",
    multiple=True,
    help="Make it in this language of the programme, or in all. Repeatable.  [default: the main one]",
)
@click.option("--replace", is_flag=True, help="Make files anew that somebody has edited.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at work at once.  [default: one a processor]")
@quiet_options
@config_option
def office(
    program: str,
    config: Path,
    into: Path | None,
    only: tuple[str, ...],
    languages: tuple[str, ...],
    jobs: int | None,
    *,
    replace: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make what facilitators and HR present, hand out and edit, in a folder that is not published.

    Files that somebody has edited since they were made are left alone.
    """
    from mentorkit.office.office_run import make_office

    workspace = open_or_end(config)
    with exit_on_problems("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        chosen = the_program(workspace, program)
        done = make_office(
            workspace, chosen, into, only=only, languages=languages, replace=replace, jobs=jobs or 0, progress=progress.step
        )  # fmt: skip
    print_report(done.report, notes=verbose)
    if not quiet:
        edited = f", {len(done.edited)} edited and left alone" if done.edited else ""
        click.echo(f"{done.folder}: {done.made} made, {done.same} unchanged{edited}")
        click.echo(summary(done.report, "Not everything was made." if done.report.stops() else "Everything is there."))
    sys.exit(int(done.report.stops()))
