"""The command `mentorkit`: arguments, printing and exit codes, and nothing else.

Exit codes: 0 done, 1 problems found, 2 wrong usage. Engines are imported only by the commands that need them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem, get_completion_class

from mentorkit import __version__
from mentorkit.problems import BuildFailed, Problem, Report, Severity
from mentorkit.reporting import problem_lines, summary

Command = TypeVar("Command", bound=Callable[..., Any])
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def _config_option(command: Command) -> Command:
    return click.option(
        "-f", "--config-file", "config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
        help="The workspace's mkdocs.yml.  [default: ./mkdocs.yml]",
    )(command)  # fmt: skip


def _quiet_options(command: Command) -> Command:
    quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
    return click.option("-v", "--verbose", is_flag=True, help="Print every step, and notes.")(quiet(command))


def _complete_program(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    from mentorkit.workspace import open_workspace

    workspace = open_workspace(context.params.get("config") or Path("mkdocs.yml"), [])
    return [CompletionItem(p.id) for p in (workspace.programs() if workspace else ()) if p.id.startswith(typed)]


_programs_argument = click.argument("programs", nargs=-1, metavar="[CLIENT/PROGRAM]...", shell_complete=_complete_program)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="mentorkit")
@click.pass_context
def main(context: click.Context) -> None:
    """Mentoring programmes from plain text: a portal, printable workbooks and calendars for each."""
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command()
@_programs_argument
@click.option("-s", "--strict", is_flag=True, help="Treat warnings as errors.")
@_quiet_options
@_config_option
def check(programs: tuple[str, ...], config: Path, *, strict: bool, quiet: bool, verbose: bool) -> None:
    """Say what is wrong or missing in programmes, and where. Writes nothing."""
    from mentorkit.loading import load

    workspace = _workspace(config)
    with _told():
        loaded = load(workspace, workspace.choose(programs))
    _print_report(loaded.report, notes=not quiet)
    if not quiet:
        click.echo(summary(loaded.report, f"{_programmes(len(loaded.toolkits))} can be built."))
    sys.exit(int(loaded.report.stops(strict=strict)))


@main.command()
@_programs_argument
@click.option("-d", "--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where to write.  [default: site beside mkdocs.yml]")
@click.option("-s", "--strict", is_flag=True, help="Stop at warnings too.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at work at once.  [default: one a processor]")
@_quiet_options
@_config_option
def build(programs: tuple[str, ...], config: Path, site_dir: Path | None, jobs: int | None, *, strict: bool, quiet: bool, verbose: bool) -> None:
    """Build portals, workbooks and calendars. Without names, of every programme."""
    from mentorkit import build as pipeline

    workspace = _workspace(config)
    site = site_dir or workspace.root / "site"
    with _told("Nothing was written."), _Progress(quiet=quiet, verbose=verbose) as progress:
        built = pipeline.build(
            workspace, workspace.choose(programs), site, strict=strict, jobs=jobs or 0, progress=progress.step,
            waiting=lambda: click.echo("Another build is at work on this site; waiting for it to end.", err=True),
        )  # fmt: skip
    _print_report(built.report, notes=verbose)
    if not built.folders:
        click.echo(summary(built.report, "Nothing was written." if built.report.problems else "There are no programmes here yet: mentorkit new program CLIENT/PROGRAM"), err=True)
        sys.exit(1)
    if not quiet:
        for folder in built.folders:
            click.echo(f"{folder}/index.html")
        click.echo(summary(built.report, f"{_programmes(len(built.folders))} built."))


@main.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=_complete_program)
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the portal in a browser.")
@_config_option
def serve(program: str, config: Path, dev_addr: str, *, open_browser: bool) -> None:
    """Show one programme's portal, and show it anew whenever a file of it is saved."""
    from mentorkit.serve import serve as run

    host, _, port = dev_addr.rpartition(":")
    if not port.isdigit():
        raise click.BadParameter("write it as 127.0.0.1:8000", param_hint="--dev-addr")
    with _told():
        run(config, program, host or "127.0.0.1", int(port), say=_say, report=_print_report, open_browser=open_browser)


@main.command("list")
@_config_option
def list_(config: Path) -> None:
    """List the programmes of the workspace."""
    workspace = _workspace(config)
    for program in workspace.programs():
        click.echo(f"{program.id}  {workspace.name(program.path)}")


@main.command()
@click.argument("path")
@click.option("-c", "--client", help="Look through this client's folder first.")
@_config_option
def which(path: str, config: Path, client: str | None) -> None:
    """Show which layer's PATH counts (as content/keys/feedback.md), and what it hides."""
    workspace = _workspace(config)
    layers = workspace.layers(client)
    found = list(layers.every(path))
    for number, file in enumerate(found):
        click.echo(f"{'counts' if number == 0 else 'hidden'}  {file.layer.name}  {workspace.name(file.path)}")
    if not found:
        inside = sorted({p.relative_to(layer.root).as_posix() for layer in layers.order for p in (layer.root / path).glob("*")})
        click.echo("\n".join(inside) if inside else f'no layer has "{path}"', err=not inside)
        sys.exit(0 if inside else 1)


@main.command()
@click.argument("path")
@_config_option
def override(path: str, config: Path) -> None:
    """Copy PATH from the stock into the workspace, to edit it there."""
    from mentorkit import scaffold

    workspace = _workspace(config)
    with _told():
        written = scaffold.override(workspace.root, workspace.layers(), path)
    click.echo(f"{workspace.name(written)} is now yours to edit")


@main.group()
def new() -> None:
    """Begin a workspace, client, program, key or module."""


@new.command("workspace")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new_workspace(folder: Path) -> None:
    """A folder to work in."""
    from mentorkit import scaffold

    with _told():
        _wrote(scaffold.new_workspace(folder))
    click.echo(f"Next: cd {folder}, then: mentorkit new client NAME")


@new.command("client")
@click.argument("name")
@_config_option
def new_client(name: str, config: Path) -> None:
    """An organisation with a brand of its own."""
    from mentorkit import scaffold

    workspace = _workspace(config)
    with _told():
        _wrote(scaffold.new_client(workspace.root, workspace.layers(), name))


@new.command("program")
@click.argument("program", metavar="CLIENT/PROGRAM")
@click.option("--starts", type=click.DateTime(["%Y-%m-%d"]), help="The first day: 2027-02-01.")
@_config_option
def new_program(program: str, config: Path, starts: Any) -> None:
    """A programme that can be built at once."""
    from mentorkit import scaffold

    workspace = _workspace(config)
    first = starts.date() if starts else _first_of_next_quarter(date.today())
    organisation = program.split("/")[0].replace("-", " ").title()
    values = {"organisation": organisation, "starts": first.isoformat(), "ends": first.replace(year=first.year + 1).isoformat()}
    with _told():
        _wrote(scaffold.new_program(workspace.root, workspace.layers(), program, values))
    click.echo(f"Next: mentorkit serve {program}")


def _first_of_next_quarter(today: date) -> date:
    month = today.month - (today.month - 1) % 3 + 3
    return date(today.year + month // 12 if month > 12 else today.year, (month - 1) % 12 + 1, 1)


@new.command("key")
@click.argument("title")
@_config_option
def new_key(title: str, config: Path) -> None:
    """A Key with its whole anatomy."""
    _new_guide("key", title, config)


@new.command("module")
@click.argument("title")
@_config_option
def new_module(title: str, config: Path) -> None:
    """A training module with its whole anatomy."""
    _new_guide("module", title, config)


def _new_guide(kind: str, title: str, config: Path) -> None:
    from mentorkit import scaffold

    workspace = _workspace(config)
    with _told():
        _wrote(scaffold.new_guide(workspace.root, workspace.layers(), kind, title))


@main.command()
@click.argument("name", type=click.Choice(["program", "brand", "key", "module", "form"]))
def schema(name: str) -> None:
    """Print the JSON Schema that editors complete and check by."""
    from mentorkit.schema import schema as text

    click.echo(text(name), nl=False)


@main.command()
def doctor() -> None:
    """Say whether this machine has what the engines need, and how to get what it lacks."""
    from mentorkit.doctor import examine

    findings = list(examine())
    for finding in findings:
        click.echo(f"{'ok     ' if finding.fine else 'missing'}  {finding.name}: {finding.seen}")
        if not finding.fine:
            click.echo("\n".join(f"    {line}" for line in finding.remedy.split("\n")))
    sys.exit(0 if all(finding.fine for finding in findings) else 1)


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands and programmes in your shell."""
    kind = get_completion_class(shell)
    assert kind is not None, "the choices are the shells that click knows"
    click.echo(kind(main, {}, "mentorkit", "_MENTORKIT_COMPLETE").source())


def _workspace(config: Path) -> Any:
    from mentorkit.workspace import open_workspace

    found: list[Problem] = []
    workspace = open_workspace(config, found)
    if workspace is None:
        _print_report(Report.of(found))
        sys.exit(1)
    return workspace


class _told:  # noqa: N801 - reads as a phrase: with _told(): …
    """Prints what a stage could not do, and ends with 1."""

    def __init__(self, outcome: str = "") -> None:
        self.outcome = outcome

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, BuildFailed):
            report = Report.of(error.problems)
            _print_report(report)
            if self.outcome:
                click.echo(summary(report, self.outcome), err=True)
            sys.exit(1)


class _Progress:
    """A bar on a terminal; plain lines elsewhere, only under --verbose."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.bar: Any = None
        self.drawn = not quiet and sys.stderr.isatty()
        self.verbose = verbose

    def __enter__(self) -> _Progress:
        return self

    def step(self, done: int, total: int, what: str) -> None:
        if self.drawn:
            self.bar = self.bar or click.progressbar(length=total, label="Building", file=sys.stderr, item_show_func=str)
            self.bar.update(done - self.bar.pos, what)
        elif self.verbose:
            click.echo(f"[{done}/{total}] {what}", err=True)

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.render_finish()


def _print_report(report: Report, *, notes: bool = True) -> None:
    for problem in report.problems:
        if notes or problem.severity is not Severity.NOTE:
            first, *rest = problem_lines(problem)
            coloured = click.style(str(problem.severity), fg=_COLOURS[problem.severity], bold=True)
            click.echo(first.replace(f"  {problem.severity}  ", f"  {coloured}  ", 1), err=True)
            for line in rest:
                click.echo(line, err=True)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _wrote(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(f"wrote {path}")


def _programmes(number: int) -> str:
    return f"{number} programme{'s' if number != 1 else ''}"
