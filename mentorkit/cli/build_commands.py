"""The commands that make something of definitions: build, serve and personalise."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from mentorkit.checking.report_text import summary
from mentorkit.cli.console import (
    Progress,
    complete_program,
    config_option,
    exit_on_problems,
    open_or_end,
    print_report,
    programmes,
    programs_argument,
    quiet_options,
    say,
    the_program,
)
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.books import EditionName

if TYPE_CHECKING:
    from mentorkit.build.cache_tally import CacheTally
    from mentorkit.build.pipeline import Built
    from mentorkit.build.workers import OpenRunner


_FEW = 10
"""Folders of nobody that are all named; of more, half as many are."""


def _shard(context: click.Context, parameter: click.Parameter, given: str | None) -> tuple[int, int]:
    """`3/8` as numbers; all of one part where nothing is given."""
    match = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", given or "1/1")
    if match is None or int(match[1]) > int(match[2]):
        raise click.BadParameter("write which part of how many: 3/8")
    return int(match[1]), int(match[2])


@click.command()
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
@click.option(
    "-b",
    "--book",
    "books",
    metavar="NAME",
    multiple=True,
    help="Of books and papers, make only this one: mentor-workbook, forms/goal-sheet; none makes the portal alone. Repeatable.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at work at once.  [default: one a processor]")
@click.option(
    "--executor", type=click.Choice(["dask"]), help="Let the workers of a cluster build, instead of this machine."
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Where the cluster is: tcp://HOST:8786.  [default: DASK_SCHEDULER_ADDRESS]"
)
@click.option(
    "--shard", metavar="K/N", callback=_shard, help="Build the K-th of N equal parts: 3/8 on the third of 8 machines."
)
@click.option("--fresh", is_flag=True, help="Make everything anew, whatever was made before.")
@quiet_options
@config_option
def build(
    programs: tuple[str, ...],
    config: Path,
    site_dir: Path | None,
    editions: tuple[str, ...],
    books: tuple[str, ...],
    jobs: int | None,
    executor: str | None,
    scheduler: str | None,
    shard: tuple[int, int],
    *,
    strict: bool,
    fresh: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build portals, workbooks and calendars. Without names, of every programme. What has not changed is left as it is."""
    from mentorkit.build import pipeline

    if scheduler and not executor:
        raise click.BadParameter("only a cluster has one: --executor dask", param_hint="--scheduler")
    if jobs and executor:
        raise click.BadParameter("a cluster has as many workers as it has", param_hint="--jobs")
    workspace = open_or_end(config)
    site = site_dir or workspace.root / "site"
    with exit_on_problems("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        runner = _cluster(scheduler or "") if executor else None
        chosen = pipeline.part(workspace.choose(programs), *shard)
        if not chosen and shard[1] > 1:  # more machines than programmes
            if not quiet:
                click.echo("No programme is in this part.")
            sys.exit(0)
        options = pipeline.BuildOptions(strict, editions, books)
        built = pipeline.build(
            workspace, chosen, site, options, jobs=jobs or 0, runner=runner, fresh=fresh,
            progress=progress.step,
            waiting=lambda: None if quiet else say("Another build is at work on this site; waiting for it to end."),
        )  # fmt: skip
    print_report(built.report, notes=verbose)
    if not quiet:
        for folder in built.folders:
            click.echo(f"{folder}/index.html")
        if said := _taken(built.tally, shared=bool(workspace.settings.cache)):
            click.echo(said)
    ended_well = bool(chosen) and not built.failed
    if not quiet or not ended_well:
        none = "There are no programmes here yet: mentorkit new program CLIENT/PROGRAM"
        click.echo(summary(built.report, _came_of(built) if chosen else none), err=not ended_well)
    sys.exit(0 if ended_well else 1)


def _cluster(scheduler: str) -> OpenRunner:
    try:
        from mentorkit.build.cluster.dask_executor import dask_cluster
    except ModuleNotFoundError as missing:  # the extra is not installed
        message = f'a cluster needs the package "{missing.name}", which is not installed'
        hint = 'here and on every worker: pip install "mentorkit[cluster]"'
        raise BuildFailed([Problem("extra-missing", message, Span("mentorkit"), hint)]) from None
    return dask_cluster(scheduler)


def _came_of(built: Built) -> str:
    """The outcome of a build as a sentence: 2 programmes built, 38 unchanged."""
    if not built.folders:
        return "Nothing was written."
    same = len(built.folders) - len(built.made)
    said = f"{programmes(len(built.made))} built" if built.made or not same else ""
    said += f", {same} unchanged" if said and same else f"{programmes(same)} unchanged" if same else ""
    return f"{said}. Not built: {', '.join(built.failed)}." if built.failed else f"{said}."


def _taken(tally: CacheTally, *, shared: bool) -> str:
    """Where books and portals came from, as a sentence; nothing where none was asked for."""
    parts = [f"{tally.made} made", f"{tally.kept_here} from the cache of this machine"]
    parts += [f"{tally.shared} from the shared cache"] if shared else []
    asked_for = tally.made or tally.kept_here or tally.shared
    return f"Books and portals: {', '.join(parts)}." if asked_for else ""


@click.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.option(
    "-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to show it."
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the portal in a browser.")
@config_option
def serve(program: str, config: Path, dev_addr: str, *, open_browser: bool) -> None:
    """Show one programme's portal, and show it anew whenever a file of it is saved."""
    from mentorkit.build.preview import serve as run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up when asked to end, as on Ctrl+C
    host, _, port = dev_addr.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) < 2**16):
        raise click.BadParameter("write it as 127.0.0.1:8000", param_hint="--dev-addr")
    with exit_on_problems():
        run(config, program, host or "127.0.0.1", int(port), say=say, report=print_report, open_browser=open_browser)


@click.command()
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
@click.option(
    "--shard", metavar="K/N", callback=_shard, help="Make the copies of the K-th of N equal parts of the people."
)
@click.option("--ignore-space", is_flag=True, help="Begin although the disk has too little room for all copies.")
@quiet_options
@config_option
def personalise(
    program: str,
    people: Path,
    config: Path,
    into: Path | None,
    edition: str | None,
    shard: tuple[int, int],
    *,
    ignore_space: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make everybody in a table a workbook with their names, and a calendar, in a folder that is not published.

    The table has a line for each: role, name and, if you like, partner and group. Copies that are there and still right are kept.
    """
    from mentorkit.personal import copies

    workspace = open_or_end(config)
    with exit_on_problems("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        chosen = the_program(workspace, program)
        editions = (edition,) if edition else ()
        done = copies.personalise(
            workspace, chosen, people, into, editions=editions, shard=shard, ignore_space=ignore_space,
            progress=progress.step, say=lambda text: None if quiet else say(text),
        )  # fmt: skip
    print_report(done.report, notes=verbose)
    few = done.others if verbose or len(done.others) <= _FEW else done.others[: _FEW // 2]
    for name in few:
        say(f"{done.folder / name} is of nobody in the table; delete it if it is not needed")
    if more := len(done.others) - len(few):
        say(f"{more:,} more folders there are of nobody in the table; --verbose names them all")
    if not quiet:
        click.echo(f"{done.folder}: {done.made} made, {done.kept} kept")
        click.echo(
            summary(done.report, "Mend this and run it again." if done.report.stops() else "Everybody has a copy.")
        )
    sys.exit(int(done.report.stops()))
