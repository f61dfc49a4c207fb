"""The command that reads answers and reports on them: `mentorkit outcomes`."""

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
    say,
    the_program,
)


@click.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.argument("files", metavar="[FILES]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--release",
    is_flag=True,
    help="Write the report without the word Draft, and the figures that the portal may show; note what was released.",
)
@quiet_options
@config_option
def outcomes(program: str, files: tuple[Path, ...], config: Path, *, release: bool, quiet: bool, verbose: bool) -> None:
    """Read what people answered, and write the report on outcomes: a page, a PDF and tables, in the private folder.

    Without FILES, everything in private/CLIENT/PROGRAM/answers/. Small groups are hidden, and answers in words are shown only
    once somebody released them. Nothing of a single answer leaves the private folder.
    """
    from mentorkit.answers import outcomes as answers

    workspace = open_or_end(config)
    with exit_on_problems("No report was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        chosen = the_program(workspace, program)
        done = answers.outcomes(workspace, chosen, files, release=release, progress=progress.step)
    print_report(done.report, notes=not quiet)
    if not quiet:
        for file in done.files:
            click.echo(workspace.name(file))
        if done.unreleased:
            say(f"Answers in words that nobody has released: {done.unreleased}")
        people = f"{done.people} answered questionnaire{'s' if done.people != 1 else ''} read"
        click.echo(summary(done.report, f"{people}; {'released' if release else 'the report is a draft'}."))
    sys.exit(0)
