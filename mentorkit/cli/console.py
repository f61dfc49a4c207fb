"""The printing of the commands, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from mentorkit.checking.report_text import problem_lines, summary
from mentorkit.core.machine import is_of_the_machine, machine_problem
from mentorkit.core.problems import BuildFailed, Problem, Report, Severity
from mentorkit.workspace.workspace import ProgramFile, Workspace, open_workspace

if TYPE_CHECKING:
    from mentorkit.checking.loading import Loaded

Command = TypeVar("Command", bound=Callable[..., Any])
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def config_option(command: Command) -> Command:
    """Give a command the option that names its workspace."""
    return click.option(
        "-f", "--config-file", "config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
        help="The workspace's mkdocs.yml.  [default: ./mkdocs.yml]",
    )(command)  # fmt: skip


def quiet_options(command: Command) -> Command:
    """Give a command the options that say how much it prints."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
    return click.option("-v", "--verbose", is_flag=True, help="Print every step, note and finding.")(quiet(command))


def complete_program(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The programmes whose names begin with what was typed."""
    workspace = open_workspace(context.params.get("config") or Path("mkdocs.yml")).value
    return [CompletionItem(p.id) for p in (workspace.programs() if workspace else ()) if p.id.startswith(typed)]


programs_argument = click.argument("programs", nargs=-1, metavar="[CLIENT/PROGRAM]...", shell_complete=complete_program)


def open_or_end(config: Path) -> Workspace:
    """Open the workspace, or print why it cannot be opened and end with 1."""
    workspace, problems = open_workspace(config)
    if workspace is None:
        print_report(Report.of(problems))
        sys.exit(1)
    return workspace


def the_program(workspace: Workspace, name: str) -> ProgramFile:
    """The one programme of this name. Ends with 2 where it names several; raises BuildFailed where it names none."""
    chosen = workspace.choose([name])
    if len(chosen) != 1:
        raise click.BadParameter("name one programme: CLIENT/PROGRAM", param_hint="CLIENT/PROGRAM")
    return chosen[0]


class Commands(click.Group):
    """A group of commands, none of which ends with a traceback where the machine, and no mistake of ours, is the reason."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where a file cannot be read or written, or memory runs out, say so and end with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # nobody reads on; click knows what to do
            raise
        except Exception as error:
            if not is_of_the_machine(error):
                raise
            print_report(Report.of([machine_problem(error)]))
            sys.exit(1)


class exit_on_problems:  # noqa: N801 - a context manager, called like a function
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


def print_checked(loaded: Loaded, *, quiet: bool, verbose: bool) -> None:
    """Print the problems and findings of a check, by programme: problems of form, then findings of design, those that stop a build first."""
    from mentorkit.checking.formats import in_full, in_short

    for one in loaded.by_programme():
        print_report(one.form, notes=not quiet)
        if one.audit is None:
            continue
        full = in_full(one.audit, everything=verbose)
        print_problems(problem for problem in full if not quiet or problem.severity is Severity.ERROR)
        for line in in_short(one.audit) if not (quiet or verbose) else ():
            say(line)


def print_report(report: Report, *, notes: bool = True) -> None:
    """Print every problem, with or without notes."""
    print_problems(report.problems, notes=notes)


def print_problems(problems: Iterable[Problem], *, notes: bool = True) -> None:
    """Print these problems in their order, with or without notes."""
    told = [problem for problem in problems if notes or problem.severity is not Severity.NOTE]
    for problem, following in zip_longest(told, told[1:]):
        if problem:
            first, *rest = problem_lines(problem)
            if problem.rule == "to-fill-in" and following and following.hint == problem.hint:
                rest = []  # a new file has twenty of these, and the way out is one
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
