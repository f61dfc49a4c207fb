"""The commands that hand a programme on: `mentorkit publish` and `mentorkit package`."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

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
)

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


def _build_options(command: Command) -> Command:
    for option in (
        config_option,
        click.option("-v", "--verbose", is_flag=True, help="Print every step, and notes."),
        click.option("-q", "--quiet", is_flag=True, help="Print problems only."),
        click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at work at once.  [default: one a processor]"),
        click.option("-s", "--strict", is_flag=True, help="Stop at warnings too."),
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
        made = packages.package(workspace, chosen, folder, strict=strict, jobs=jobs or 0, progress=progress.step)
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
    program: str, config: Path, jobs: int | None, *, strict: bool, quiet: bool, verbose: bool, **place: Any
) -> None:
    """Build one programme and put it where people read it: a folder, a zip file or a git branch."""
    from mentorkit.build import pipeline
    from mentorkit.build.publishing import refuse_personal
    from mentorkit.core.archive import refuse_other_file
    from mentorkit.workspace.run_folder import run_folder

    _refuse_unclear(place)
    workspace = open_or_end(config)
    with (
        exit_on_problems("Nothing was published."),
        run_folder(workspace.root),
        tempfile.TemporaryDirectory(prefix="publish-") as scratch,
        Progress(quiet=quiet, verbose=verbose) as progress,
    ):
        chosen = workspace.choose([program])
        if len(chosen) != 1:
            raise click.BadParameter("name one programme: CLIENT/PROGRAM", param_hint="CLIENT/PROGRAM")
        if place["folder"]:
            pipeline.refuse_sources(workspace, place["folder"])
        if place["zip_file"]:
            refuse_other_file(place["zip_file"])
        into = Path(scratch)
        options = pipeline.BuildOptions(strict)
        built = pipeline.build(workspace, chosen, into, options, jobs=jobs or 0, progress=progress.step)
        print_report(built.report, notes=verbose)
        if not built.folders:
            click.echo(summary(built.report, "Nothing was published."), err=True)
            sys.exit(1)
        refuse_personal(built.folders[0])
        said = _put(built.folders[0], chosen[0].id, built.toolkits[0].program.title, workspace.root, place)
    if not quiet:
        click.echo(said)


def _refuse_unclear(place: dict[str, Any]) -> None:
    if sum(bool(place[name]) for name in ("folder", "zip_file", "branch")) != 1:
        raise click.UsageError("say where to: one of --folder, --zip and --branch")
    if not place["branch"] and (place["push"] or place["under"]):
        raise click.UsageError("--push and --under go with --branch")
    if place["under"] and not re.fullmatch(r"\w[\w.-]*(/\w[\w.-]*)*", place["under"]):
        raise click.BadParameter("write it as a folder on the branch: lead or 2027/lead", param_hint="--under")


def _put(built: Path, program: str, title: str, root: Path, place: dict[str, Any]) -> str:
    """Put a built portal where `place` says, and return what to tell."""
    from mentorkit.build import publishing
    from mentorkit.core.archive import files_of, write_zip
    from mentorkit.core.clock import now

    if folder := place["folder"]:
        publishing.put_in_folder(
            built, program, folder, beside_others=place["beside_others"],
            waiting=lambda: say("Something else is being published here; waiting for it to end."),
        )  # fmt: skip
        return f"{folder}/index.html"
    if file := place["zip_file"]:
        write_zip(file, files_of(built), now())
        return str(file)
    branch = publishing.Branch(root, place["branch"], place["remote"], place["under"])
    sent = publishing.put_on_branch(
        built, program, branch, f"Publish {title}", beside_others=place["beside_others"], push=place["push"]
    )
    what = f"{branch.name}: {sent.files} files, {sent.size / 1_000_000:.1f} MB"
    if place["push"]:
        return f"{what}, pushed to {sent.address}"
    where = f" to {sent.address}" if sent.address else ""
    return f"{what}, committed. Look at it (git show --stat {branch.name}), then push it{where}: add --push"
