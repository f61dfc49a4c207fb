"""The command that proposes pairs and follows what people decide: `mentorkit match`."""

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
from mentorkit.core.problems import BuildFailed, Problem, Span


@click.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.argument("files", metavar="[FILES]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Write the table to decide in as CSV, in place of XLSX.")
@click.option(
    "--accept",
    "what",
    flag_value="accept",
    help="Take the table as it stands: write the table that personalise reads, and drafts of messages.",
)
@click.option(
    "--profiles", "what", flag_value="profiles", help="Write the profiles of mentors who agreed, for mentees to read."
)
@quiet_options
@config_option
def match(
    program: str, files: tuple[Path, ...], config: Path, *, what: str | None, as_csv: bool, quiet: bool, verbose: bool
) -> None:
    """Propose who could work with whom, and say why: a page, a PDF and a table to decide in, in the private folder.

    Without FILES, everything in private/CLIENT/PROGRAM/applications/. Decide in the table and run this again: what you decided
    stays, and the rest is proposed anew. Nothing leaves the private folder.
    """
    workspace = open_or_end(config)
    with exit_on_problems("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        try:
            from mentorkit.matching import match_run
        except ModuleNotFoundError as missing:  # the extra is not installed
            raise _without_extra(missing) from None
        chosen = the_program(workspace, program)
        task: match_run.What = "accept" if what == "accept" else "profiles" if what == "profiles" else "propose"
        done = match_run.match(workspace, chosen, files, what=task, as_csv=as_csv, progress=progress.step)
    print_report(done.report, notes=not quiet)
    if not quiet:
        for file in done.shown:
            click.echo(workspace.name(file))
        click.echo(summary(done.report, done.said))
    sys.exit(0)


def _without_extra(missing: ModuleNotFoundError) -> BuildFailed:
    message = f'matching needs the package "{missing.name}", which is not installed'
    return BuildFailed([Problem("extra-missing", message, Span("mentorkit"), 'pip install "mentorkit[matching]"')])
