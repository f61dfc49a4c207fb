"""The command for translations: `mentorkit translations`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorkit.cli.console import config_option, exit_on_problems, open_or_end, programs_argument

if TYPE_CHECKING:
    from mentorkit.translation.translated_pieces import Piece
    from mentorkit.workspace.workspace import Workspace


@click.command()
@programs_argument
@click.option(
    "-l", "--language", "languages", multiple=True, metavar="TAG", help="Look at this language only. Repeatable."
)
@click.option("-s", "--strict", is_flag=True, help="End with 1 where a translation is not up to date, or missing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.  [default: text]"
)
@click.option(
    "--done", metavar="PIECE", help="Say that the translation of PIECE, such as keys/feedback, is up to date."
)
@click.option(
    "--still-right",
    metavar="PIECE[:LINE]",
    help="Say that the translation need not follow what has changed in PIECE, or in the block on this LINE of its source.",
)
@click.option("-v", "--verbose", is_flag=True, help="List what is up to date too.")
@config_option
def translations(
    programs: tuple[str, ...],
    config: Path,
    languages: tuple[str, ...],
    form: str,
    done: str | None,
    still_right: str | None,
    *,
    strict: bool,
    verbose: bool,
) -> None:
    """Say which translations are behind their source, and in which blocks. Writes nothing without --done or --still-right.

    Translations lie in language folders, content/keys/da/feedback.md. The source that each was made from is kept beside
    it, in the folder _sources, so that what has changed since can be shown. Only what is your own is looked at: the
    workspace's translations, and those of the clients named.
    """
    from mentorkit.translation import keeping, standing_report
    from mentorkit.translation.survey import survey

    workspace = open_or_end(config)
    if done or still_right:
        with exit_on_problems("Nothing was written."):
            name, _, line = (done or still_right or "").partition(":")
            for piece in _pieces(workspace, name, languages):
                if line:
                    keeping.keep_block(piece, _line(line))
                else:
                    keeping.keep_whole(piece)
                click.echo(
                    f"{workspace.name(piece.path)} counts as made from the source as it is now{f', line {line}' if line else ''}"
                )
        return
    with exit_on_problems():
        standings = survey(workspace, workspace.choose(programs), languages)
    if form == "json":
        click.echo(standing_report.as_json(standings))
    else:
        for text in standing_report.as_text(standings, everything=verbose):
            click.echo(text)
        if not standings:
            click.echo("Nothing is translated here.")
    sys.exit(int(strict and any(not one.is_fine for one in standings)))


def _pieces(workspace: Workspace, name: str, languages: tuple[str, ...]) -> list[Piece]:
    """The translations of this name that are there. Raises BuildFailed where there is none."""
    from mentorkit.core.problems import BuildFailed, Problem, Span, did_you_mean
    from mentorkit.translation.translated_pieces import translations as every

    there = every(workspace, {program.client for program in workspace.programs()}, languages)
    found = [piece for piece in there if piece.name == name]
    if not found:
        hint = did_you_mean(name, {piece.name for piece in there}, otherwise="`mentorkit translations -v` lists them")
        raise BuildFailed([Problem("translation", f'there is no translation of "{name}"', Span("content"), hint)])
    return found


def _line(text: str) -> int:
    if not text.isdecimal():
        raise click.BadParameter(
            "write the line of the source behind the colon: keys/feedback:34", param_hint="--still-right"
        )
    return int(text)
