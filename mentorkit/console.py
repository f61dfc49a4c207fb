"""What the commands print, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from mentorkit.problems import BuildFailed, Problem, Report, Severity
from mentorkit.reporting import problem_lines, summary
from mentorkit.workspace import Workspace, open_workspace

Command = TypeVar("Command", bound=Callable[..., Any])
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def config_option(command: Command) -> Command:
    """Give a command the option that names its workspace."""
    return click.option(
        "-f", "--config-file", "config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
        help="The workspace's mkdocs.yml.  [default: ./mkdocs.yml]",
    )(command)  # fmt: skip


def open_or_end(config: Path) -> Workspace:
    """Open the workspace, or print why it cannot be opened and end with 1."""
    found: list[Problem] = []
    workspace = open_workspace(config, found)
    if workspace is None:
        print_report(Report.of(found))
        sys.exit(1)
    return workspace


class told:  # noqa: N801 - reads as a phrase: with told(): …
    """Prints what a stage could not do, and ends with 1."""

    def __init__(self, outcome: str = "") -> None:
        self.outcome = outcome

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, BuildFailed):
            report = Report.of(error.problems)
            print_report(report)
            if self.outcome:
                click.echo(summary(report, self.outcome), err=True)
            sys.exit(1)


class Progress:
    """A bar on a terminal, plain lines elsewhere and under --verbose, nothing under --quiet."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.bar: Any = None
        self.drawn = sys.stderr.isatty() and not quiet and not verbose
        self.quiet = quiet

    def __enter__(self) -> Progress:
        return self

    def step(self, done: int, total: int, what: str) -> None:
        """Show that one more step is done."""
        if self.drawn:
            self.bar = self.bar or click.progressbar(
                length=total, label="Building", file=sys.stderr, item_show_func=str
            )
            self.bar.update(done - self.bar.pos, what)
        elif not self.quiet:
            click.echo(f"[{done}/{total}] {what}", err=True)

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.render_finish()


def print_report(report: Report, *, notes: bool = True) -> None:
    """Print every problem, with or without notes."""
    for problem in report.problems:
        if notes or problem.severity is not Severity.NOTE:
            first, *rest = problem_lines(problem)
            coloured = click.style(str(problem.severity), fg=_COLOURS[problem.severity], bold=True)
            click.echo(first.replace(f"  {problem.severity}  ", f"  {coloured}  ", 1), err=True)
            for line in rest:
                click.echo(line, err=True)


def say(text: str) -> None:
    """Print a line that is not a result."""
    click.echo(text, err=True)


def wrote(paths: Iterable[Path]) -> None:
    """Print what was written."""
    for path in paths:
        click.echo(f"wrote {path}")


def programmes(number: int) -> str:
    """`1 programme`, `2 programmes`; said aloud."""
    return f"{number} programme{'s' if number != 1 else ''}"
