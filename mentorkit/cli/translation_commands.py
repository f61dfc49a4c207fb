"""The command for translations: `mentorkit translations`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorkit.cli.console import config_option, exit_on_problems, open_or_end, print_report, programs_argument

if TYPE_CHECKING:
    from mentorkit.translation.definition_pieces import DefinitionPiece
    from mentorkit.translation.translated_pieces import Piece
    from mentorkit.workspace.workspace import Workspace


def _tags(context: click.Context, option: click.Parameter, written: tuple[str, ...]) -> tuple[str, ...]:
    """Read the tags of languages. Raises BadParameter where one is none."""
    from mentorkit.core.language_tags import is_language

    if wrong := next((tag for tag in written if not is_language(tag)), ""):
        raise click.BadParameter(f'"{wrong}" is no tag of a language: da, de-CH', context, option)
    return written


@click.command()
@programs_argument
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    callback=_tags,
    help="Look at this language only. Repeatable.",
)
@click.option("-s", "--strict", is_flag=True, help="End with 1 where a translation is not up to date, or missing.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.  [default: text]"
)
@click.option(
    "--done",
    metavar="PIECE",
    help="Say that the translation of PIECE, such as keys/feedback or the programme acme/lead, is up to date.",
)
@click.option(
    "--still-right",
    metavar="PIECE[:LINE]",
    help="Say that the translation need not follow what has changed in PIECE, or in the block on this LINE of its source.",
)
@click.option(
    "--export", "export", metavar="TAG", help="Write what is to be translated into this language as a PO file."
)
@click.option("--to", type=click.Path(path_type=Path), help="The file of --export.  [default: TAG.po]")
@click.option("--only", multiple=True, metavar="PIECE", help="Export this piece, of whatever layer. Repeatable.")
@click.option(
    "--import",
    "import_",
    type=click.Path(path_type=Path),
    metavar="FILE.po",
    help="Take over a PO file from translators.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what an import would write, and write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="List what is up to date too.")
@config_option
def translations(
    programs: tuple[str, ...],
    config: Path,
    languages: tuple[str, ...],
    form: str,
    done: str | None,
    still_right: str | None,
    export: str | None,
    to: Path | None,
    only: tuple[str, ...],
    import_: Path | None,
    *,
    strict: bool,
    dry_run: bool,
    verbose: bool,
) -> None:
    """Say which translations are behind their source, and in which blocks; export and import them for translators.

    Translations lie in language folders, content/keys/da/feedback.md, or stand beside each other in a definition,
    title: {da: …, en: …}. The source that each was made from is kept beside it, in the folder _sources, so that what has
    changed since can be shown. Only what is your own is looked at: the workspace's translations, and those of the clients named.
    """
    tasks = [task for task in (done, still_right, export, import_) if task]
    if len(tasks) > 1 or ((to or only) and not export) or (dry_run and not import_):
        raise click.UsageError(
            "one thing at a time: --done, --still-right, --export (with --to, --only) or --import (with -n)"
        )
    workspace = open_or_end(config)
    if done or still_right:
        _keep(workspace, done or still_right or "", languages)
    elif export:
        _export(workspace, programs, export, to or Path(f"{export}.po"), only)
    elif import_:
        _import(workspace, import_, write=not dry_run)
    else:
        _tell(workspace, programs, languages, form, strict=strict, verbose=verbose)


def _tell(
    workspace: Workspace,
    programs: tuple[str, ...],
    languages: tuple[str, ...],
    form: str,
    *,
    strict: bool,
    verbose: bool,
) -> None:
    """Print how translations stand, and end with 1 where that is asked for and one is not up to date."""
    from mentorkit.translation import standing_report
    from mentorkit.translation.survey import survey

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


def _keep(workspace: Workspace, named: str, languages: tuple[str, ...]) -> None:
    """Count translations as made from their source as it is now, or from one block of it."""
    from mentorkit.translation import keeping

    with exit_on_problems("Nothing was written."):
        name, _, line = named.partition(":")
        for piece in _pieces(workspace, name, languages):
            keeping.keep(piece, _line(line) if line else None)
            which = f", line {line}" if line else ""
            click.echo(f"{piece.file} counts as made from the source as it is now{which}")


def _export(
    workspace: Workspace, programs: tuple[str, ...], language: str, target: Path, only: tuple[str, ...]
) -> None:
    """Write a file for translators: what is translated into a language or missing, or the pieces that are named."""
    from mentorkit.core.atomic import write_file
    from mentorkit.core.language_tags import is_language
    from mentorkit.translation.po_export import po_file
    from mentorkit.translation.survey import to_translate

    if not is_language(language):
        raise click.BadParameter(f'"{language}" is no tag of a language: da, de-CH', param_hint="--export")
    with exit_on_problems("Nothing was written."):
        pieces = to_translate(workspace, workspace.choose(programs), language, only)
        write_file(target, po_file(pieces, language))
    count = f"{len(pieces)} piece{'s' if len(pieces) != 1 else ''}"
    click.echo(f"wrote {target}: {count}")


def _import(workspace: Workspace, file: Path, *, write: bool) -> None:
    """Take over what came back from translators. Ends with 1 where a message could not be taken."""
    from mentorkit.core.atomic import read_plain
    from mentorkit.core.problems import Report
    from mentorkit.translation.po_import import LARGEST, read_returned

    pieces, problems = read_returned(workspace, read_plain(file, LARGEST), str(file))
    report = Report.of(problems)
    print_report(report)
    with exit_on_problems():
        for one in pieces:
            name = one.piece.file
            if one.text is None:
                click.echo(f"{name} is not written: {one.open} of its texts are still open")
            elif one.differs:
                if write:
                    one.write()
                click.echo(f"{name} {'is' if write else 'would be'} written")
    if not any(one.differs for one in pieces):
        click.echo(
            "Nothing was written." if report.problems or any(one.open for one in pieces) else "Nothing is different."
        )
    elif not write:
        click.echo("Nothing was written.")
    sys.exit(int(bool(report.problems)))


def _pieces(workspace: Workspace, name: str, languages: tuple[str, ...]) -> list[Piece | DefinitionPiece]:
    """The translations of this name that are there. Raises BuildFailed where there is none."""
    from mentorkit.core.problems import BuildFailed, Problem, Span, did_you_mean
    from mentorkit.translation.survey import every_piece

    there = every_piece(workspace, workspace.programs(), languages)
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
