"""The command `mentorkit`: arguments, printing and exit codes, and nothing else.

Exit codes: 0 done, 1 problems found, 2 wrong usage. Engines are imported only by the commands that need them.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from mentorkit import __version__
from mentorkit.cli.build_commands import build, personalise, serve
from mentorkit.cli.check_commands import check, explain, report, show
from mentorkit.cli.console import Commands, config_option, exit_on_problems, open_or_end, say
from mentorkit.cli.import_commands import import_
from mentorkit.cli.match_commands import match
from mentorkit.cli.new_commands import new
from mentorkit.cli.office_commands import office
from mentorkit.cli.outcome_commands import outcomes
from mentorkit.cli.override_commands import outdated, override, update, which
from mentorkit.cli.publish_commands import package, publish
from mentorkit.cli.studio_commands import studio
from mentorkit.cli.table_commands import table
from mentorkit.cli.translation_commands import translations


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="mentorkit")
@click.pass_context
def main(context: click.Context) -> None:
    """Mentoring programmes from plain text: a portal, printable workbooks and calendars for each."""
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command("list")
@config_option
def list_(config: Path) -> None:
    """List the programmes of the workspace."""
    workspace = open_or_end(config)
    for program in workspace.programs():
        click.echo(f"{program.id}  {workspace.name(program.path)}")


@main.command()
@click.argument("name", type=click.Choice(["program", "archetype", "brand", "key", "module", "form", "page"]))
def schema(name: str) -> None:
    """Print the JSON Schema that editors complete and check by."""
    from mentorkit.upkeep.schema import schema as text

    click.echo(text(name), nl=False)


@main.command()
@config_option
def doctor(config: Path) -> None:
    """Say whether this machine has what the engines need, and how to get what it lacks; in a workspace, also how its caches are."""
    from mentorkit.upkeep.doctor import examine
    from mentorkit.workspace.workspace import open_workspace

    findings = list(examine())
    if config.is_file() and (workspace := open_workspace(config).value):  # what is wrong in it, `check` says
        from mentorkit.upkeep.cache_diagnosis import caches

        findings += caches(workspace)
    for finding in findings:
        click.echo(f"{'ok     ' if finding.fine else 'missing'}  {finding.name}: {finding.seen}")
        if not finding.fine:
            click.echo("\n".join(f"    {line}" for line in finding.remedy.split("\n")))
    sys.exit(0 if all(finding.fine for finding in findings) else 1)


@main.command()
@click.argument("page", default="index", metavar="[PAGE]")
@click.option("-t", "--text", is_flag=True, help="Print the page here; without a name, the list of pages.")
@click.option("--open/--no-open", "open_browser", default=True, help="Open it in a browser.  [default: open]")
def docs(page: str, *, text: bool, open_browser: bool) -> None:
    """Show the manual of this version, without a network: `mentorkit docs printing` begins with that page."""
    from mentorkit.build import manual

    with exit_on_problems():
        name = manual.page_called(page)
        if not text:
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up when asked to end, as on Ctrl+C
            manual.show(name, say, open_browser=open_browser)
        elif name != "index":
            click.echo_via_pager(manual.text(name))
        else:
            for one, title in manual.titles().items():
                click.echo(f"{one:<22}{title}")


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands and programmes in your shell."""
    kind = get_completion_class(shell)
    assert kind is not None, "the choices are the shells that click knows"
    click.echo(kind(main, {}, "mentorkit", "_MENTORKIT_COMPLETE").source())


for command in (
    build,
    check,
    explain,
    import_,
    match,
    new,
    office,
    outcomes,
    outdated,
    override,
    package,
    personalise,
    publish,
    report,
    serve,
    show,
    studio,
    table,
    translations,
    update,
    which,
):
    main.add_command(command)
