"""The command `mentorkit`: arguments, printing and exit codes, and nothing else.

Exit codes: 0 done, 1 problems found, 2 wrong usage. Engines are imported only by the commands that need them.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import get_args

import click
from click.shell_completion import get_completion_class

from mentorkit import __version__
from mentorkit.cli_check import check, explain, report
from mentorkit.cli_new import new
from mentorkit.cli_publish import package, publish
from mentorkit.console import (
    Progress,
    complete_program,
    config_option,
    open_or_end,
    print_report,
    programmes,
    programs_argument,
    quiet_options,
    say,
    told,
)
from mentorkit.definition.program import EditionName
from mentorkit.reporting import summary


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="mentorkit")
@click.pass_context
def main(context: click.Context) -> None:
    """Mentoring programmes from plain text: a portal, printable workbooks and calendars for each."""
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command()
@programs_argument
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write.  [default: site beside mkdocs.yml]",
)
@click.option("-s", "--strict", is_flag=True, help="Stop at warnings too.")
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice(get_args(EditionName)),
    help="Lay the workbooks out so, instead of as their programmes say. Repeatable.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at work at once.  [default: one a processor]")
@quiet_options
@config_option
def build(
    programs: tuple[str, ...],
    config: Path,
    site_dir: Path | None,
    editions: tuple[str, ...],
    jobs: int | None,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build portals, workbooks and calendars. Without names, of every programme."""
    from mentorkit import build as pipeline

    workspace = open_or_end(config)
    site = site_dir or workspace.root / "site"
    with told("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        built = pipeline.build(
            workspace, workspace.choose(programs), site, strict=strict, jobs=jobs or 0, editions=editions,
            progress=progress.step,
            waiting=lambda: click.echo("Another build is at work on this site; waiting for it to end.", err=True),
        )  # fmt: skip
    print_report(built.report, notes=verbose)
    if not built.folders:
        none = "There are no programmes here yet: mentorkit new program CLIENT/PROGRAM"
        click.echo(summary(built.report, "Nothing was written." if built.report.problems else none), err=True)
        sys.exit(1)
    if not quiet:
        for folder in built.folders:
            click.echo(f"{folder}/index.html")
        click.echo(summary(built.report, f"{programmes(len(built.folders))} built."))


@main.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the portal in a browser.")
@config_option
def serve(program: str, config: Path, dev_addr: str, *, open_browser: bool) -> None:
    """Show one programme's portal, and show it anew whenever a file of it is saved."""
    from mentorkit.serve import serve as run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up when asked to end, as on Ctrl+C
    host, _, port = dev_addr.rpartition(":")
    if not port.isdigit():
        raise click.BadParameter("write it as 127.0.0.1:8000", param_hint="--dev-addr")
    with told():
        run(config, program, host or "127.0.0.1", int(port), say=say, report=print_report, open_browser=open_browser)


@main.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.argument("people", metavar="PEOPLE.CSV", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write.  [default: private/CLIENT/PROGRAM]",
)
@click.option(
    "-e",
    "--edition",
    type=click.Choice(get_args(EditionName)),
    help="Lay the workbooks out so.  [default: the programme's first]",
)
@quiet_options
@config_option
def personalise(
    program: str, people: Path, config: Path, into: Path | None, edition: str | None, *, quiet: bool, verbose: bool
) -> None:
    """Make everybody in a table a workbook with their names, and a calendar, in a folder that is not published.

    The table has a line for each: role, name and, if you like, partner and group. Copies that are there and still right are kept.
    """
    from mentorkit import personal

    workspace = open_or_end(config)
    with told("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        chosen = workspace.choose([program])
        if len(chosen) != 1:
            raise click.BadParameter("name one programme: CLIENT/PROGRAM", param_hint="CLIENT/PROGRAM")
        editions = (edition,) if edition else ()
        done = personal.personalise(workspace, chosen[0], people, into, editions=editions, progress=progress.step)
    print_report(done.report)
    for name in done.others:
        say(f"{done.folder / name} is of nobody in the table; delete it if it is not needed")
    if not quiet:
        click.echo(f"{done.folder}: {done.made} made, {done.kept} kept")
        click.echo(
            summary(done.report, "Mend this and run it again." if done.report.stops() else "Everybody has a copy.")
        )
    sys.exit(int(done.report.stops()))


@main.command("list")
@config_option
def list_(config: Path) -> None:
    """List the programmes of the workspace."""
    workspace = open_or_end(config)
    for program in workspace.programs():
        click.echo(f"{program.id}  {workspace.name(program.path)}")


@main.command()
@click.argument("path")
@click.option("-c", "--client", help="Look through this client's folder first.")
@config_option
def which(path: str, config: Path, client: str | None) -> None:
    """Show which layer's PATH counts (as content/keys/feedback.md), and what it hides."""
    workspace = open_or_end(config)
    layers = workspace.layers(client)
    found = list(layers.every(path))
    for number, file in enumerate(found):
        click.echo(f"{'counts' if number == 0 else 'hidden'}  {file.layer.name}  {workspace.name(file.path)}")
    if not found:
        inside = sorted(
            {p.relative_to(layer.root).as_posix() for layer in layers.order for p in (layer.root / path).glob("*")}
        )
        click.echo("\n".join(inside) if inside else f'no layer has "{path}"', err=not inside)
        sys.exit(0 if inside else 1)


@main.command()
@click.argument("path")
@config_option
def override(path: str, config: Path) -> None:
    """Copy PATH from the stock into the workspace, to edit it there."""
    from mentorkit import scaffold

    workspace = open_or_end(config)
    with told():
        written = scaffold.override(workspace.root, workspace.layers(), path)
    click.echo(f"{workspace.name(written)} is now yours to edit")


@main.command()
@click.argument("name", type=click.Choice(["program", "archetype", "brand", "key", "module", "form"]))
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


for command in (check, explain, new, package, publish, report):
    main.add_command(command)
