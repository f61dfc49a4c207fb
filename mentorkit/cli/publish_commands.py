"""The commands that hand a programme on: `mentorkit publish` and `mentorkit package`."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorkit.checking.report_text import summary
from mentorkit.cli.console import (
    Command,
    Progress,
    config_option,
    exit_on_problems,
    open_or_end,
    print_report,
    programmes,
    say,
    the_program,
)
from mentorkit.core.amounts import amount

if TYPE_CHECKING:
    from mentorkit.build.handing_on import PublishingPlace
    from mentorkit.build.publishing import Sent

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def _build_options(command: Command) -> Command:
    for option in (
        config_option,
        click.option("-v", "--verbose", is_flag=True, help="Print every step, and notes."),
        click.option("-q", "--quiet", is_flag=True, help="Print problems only."),
        click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at work at once.  [default: one a processor]"),
        click.option("-s", "--strict", is_flag=True, help="Stop at warnings too."),
        click.option(
            "--for",
            "readers",
            type=click.Choice(["everyone", "facilitators"]),
            default="everyone",
            show_default=True,
            help="For facilitators: with whole modules and their guide, for a place that nobody else reaches.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("programs", nargs=-1, metavar="[CLIENT/PROGRAM]...")
@click.option("--into", type=FOLDER, help="Where to write.  [default: packages beside mkdocs.yml]")
@_build_options
def package(
    programs: tuple[str, ...],
    into: Path | None,
    config: Path,
    jobs: int | None,
    readers: str,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build programmes as zip files that need no server: unpack one, open the page at its top."""
    from mentorkit.build import package as packages

    workspace = open_or_end(config)
    folder = into or workspace.root / "packages"
    with exit_on_problems("Nothing was written."), Progress(quiet=quiet, verbose=verbose) as progress:
        chosen = workspace.choose(programs)
        made = packages.package(
            workspace, chosen, folder, strict=strict, jobs=jobs or 0, progress=progress.step,
            for_facilitators=readers == "facilitators",
        )  # fmt: skip
    print_report(made.report, notes=verbose)
    if not made.files:
        click.echo(summary(made.report, "Nothing was written."), err=True)
        sys.exit(1)
    if not quiet:
        click.echo("\n".join(map(str, made.files)))
        click.echo(summary(made.report, f"{programmes(len(made.files))} packaged."))


@click.command()
@click.argument("program", metavar="CLIENT/PROGRAM")
@click.option(
    "--folder", type=FOLDER, help="Put the portal into this folder, in place of the one published there before."
)
@click.option("--zip", "zip_file", type=FILE, help="Write it as a zip file, for a service that takes one.")
@click.option("--branch", help="Commit it to this branch of the workspace's repository: gh-pages.")
@click.option(
    "--under", default="", metavar="FOLDER", help="With --branch: into this folder of it, and leave the rest."
)
@click.option("--remote", default="origin", show_default=True, help="With --branch: where it is pushed to.")
@click.option("--push", is_flag=True, help="With --branch: push it. Otherwise it is only committed.")
@click.option("--beside-others", is_flag=True, help="Allow portals of several clients in one place.")
@_build_options
def publish(
    program: str,
    config: Path,
    jobs: int | None,
    readers: str,
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
    **place: Any,
) -> None:
    """Build one programme and put it where people read it: a folder, a zip file or a git branch."""
    from mentorkit.build.handing_on import PublishingPlace
    from mentorkit.build.handing_on import publish as hand_on
    from mentorkit.build.publishing import Branch

    _refuse_unclear(place)
    workspace = open_or_end(config)
    branch = Branch(workspace.root, place["branch"], place["remote"], place["under"]) if place["branch"] else None
    to = PublishingPlace(place["folder"], place["zip_file"], branch, place["push"], place["beside_others"])
    with exit_on_problems("Nothing was published."), Progress(quiet=quiet, verbose=verbose) as progress:
        published = hand_on(
            workspace, the_program(workspace, program), to, strict=strict, jobs=jobs or 0, progress=progress.step,
            report=partial(print_report, notes=verbose), for_facilitators=readers == "facilitators",
            waiting=lambda: say("Something else is being published here; waiting for it to end."),
        )  # fmt: skip
    if not published.done:
        click.echo(summary(published.report, "Nothing was published."), err=True)
        sys.exit(1)
    if not quiet:
        click.echo(_said(to, published.sent))


def _refuse_unclear(place: dict[str, Any]) -> None:
    if sum(bool(place[name]) for name in ("folder", "zip_file", "branch")) != 1:
        raise click.UsageError("say where to: one of --folder, --zip and --branch")
    if not place["branch"] and (place["push"] or place["under"]):
        raise click.UsageError("--push and --under go with --branch")
    if place["under"] and not re.fullmatch(r"\w[\w.-]*(/\w[\w.-]*)*", place["under"]):
        raise click.BadParameter("write it as a folder on the branch: lead or 2027/lead", param_hint="--under")


def _said(to: PublishingPlace, sent: Sent | None) -> str:
    """The place in which a portal was published."""
    if to.branch is None or sent is None:
        return f"{to.folder}/index.html" if to.folder else str(to.zip_file)
    what = f"{to.branch.name}: {sent.files} files, {amount(sent.size)}"
    if to.push:
        return f"{what}, pushed to {sent.address}"
    where = f" to {sent.address}" if sent.address else ""
    return f"{what}, committed. Look at it (git show --stat {to.branch.name}), then push it{where}: add --push"
