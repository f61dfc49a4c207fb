"""The commands for files that stand in place of others: which, override, outdated and update."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from mentorkit.cli.console import config_option, exit_on_problems, open_or_end, print_problems
from mentorkit.core.problems import Severity


@click.command()
@click.argument("path")
@click.option("-c", "--client", help="Look through this client's folder first.")
@config_option
def which(path: str, config: Path, client: str | None) -> None:
    """Show which layer's PATH counts (as content/keys/feedback.md), and what it hides."""
    workspace = open_or_end(config)
    layers = workspace.layers(client)
    files = list(layers.every(path))
    for number, file in enumerate(files):
        click.echo(f"{'counts' if number == 0 else 'hidden'}  {file.layer.label}  {workspace.name(file.path)}")
    if not files:
        inside = sorted(
            {p.relative_to(layer.root).as_posix() for layer in layers.order for p in (layer.root / path).glob("*")}
        )
        click.echo("\n".join(inside) if inside else f'no layer has "{path}"', err=not inside)
        sys.exit(0 if inside else 1)


@click.command()
@click.argument("path")
@click.option("-c", "--client", default="", help="Copy it into this client's folder, for its programmes only.")
@config_option
def override(path: str, config: Path, client: str) -> None:
    """Copy PATH from the stock or a library into the workspace, to edit it there.

    What it was is kept in the folder .originals, for `outdated` and `update`.
    """
    from mentorkit.upkeep import overrides

    workspace = open_or_end(config)
    with exit_on_problems():
        written = overrides.override(workspace, path, client)
    click.echo(f"{workspace.name(written)} is now yours to edit")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Show what has changed in each original.")
@config_option
def outdated(paths: tuple[str, ...], config: Path, *, diff: bool) -> None:
    """List overridden files whose originals have changed behind them. Writes nothing.

    PATH is a file or folder of the workspace; without one, all are looked at. Ends with 1 where a file is outdated, its
    original is gone, or it is not known what it came from.
    """
    from mentorkit.upkeep import overrides

    workspace = open_or_end(config)
    with exit_on_problems():
        overridden = overrides.overrides(workspace, paths)
    count = 0
    for one in overridden:
        problem = one.problem()
        if problem:
            print_problems([problem])
            count += problem.severity is not Severity.NOTE
        _print(one.difference() if diff else ())
    click.echo(
        f"{_files(len(overridden))} overridden, {count} to look at." if overridden else "Nothing is overridden here."
    )
    sys.exit(int(count > 0))


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be changed, and write nothing.")
@click.option("--adopt", is_flag=True, help="Leave PATH as it is, and count it as made from the present original.")
@config_option
def update(paths: tuple[str, ...], config: Path, *, dry_run: bool, adopt: bool) -> None:
    """Merge what has changed in the originals into the files that override them.

    Where you and the original changed the same lines, both are left in the file between marks. Ends with 1 where
    something is left to do by hand.
    """
    from mentorkit.upkeep import overrides

    if adopt and (dry_run or not paths):
        raise click.UsageError("--adopt needs the PATH of each file to adopt, and goes without --dry-run")
    workspace = open_or_end(config)
    if adopt:
        with exit_on_problems("Nothing was written."):
            for one in overrides.adopt(workspace, paths):
                click.echo(
                    f"{one.name} {f'counts as made from {one.present.name}' if one.present else 'is yours alone'}"
                )
        return
    with exit_on_problems():
        updates = overrides.update(workspace, paths, write=not dry_run)
    for made in updates:
        if made.merged and not made.left:
            click.echo(f"{made.override.name} {'would be' if dry_run else 'is'} merged")
        print_problems([made.left] if made.left else ())
        _print(made.difference() if dry_run else ())
    left = sum(made.left is not None for made in updates)
    outcome = f"{_files(left)} left to do by hand." if left else "Everything is up to date."
    click.echo("Nothing was written." if dry_run else outcome)
    sys.exit(int(left > 0))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _files(number: int) -> str:
    return f"{number} file{'s' if number != 1 else ''}"
