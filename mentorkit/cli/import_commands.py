"""The command that brings in what was written elsewhere: `mentorkit import guide`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorkit.cli.console import config_option, exit_on_problems, open_or_end, print_problems, wrote
from mentorkit.core.problems import Severity

if TYPE_CHECKING:
    from mentorkit.importing.proposals import GuideProposal

_USES = {
    "key": "name it in a session of a programme: keys: [{0}]",
    "module": "name it in an event of a programme: module: {0}",
    "form": "name it in a programme: library: {{forms: {{add: [{0}]}}}}",
    "page": "every programme shows it that names no pages",
}
_SHOWN = 40


@click.group("import")
def import_() -> None:
    """Bring in what was written elsewhere."""


@import_.command("guide")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["key", "module", "form", "page"]),
    default="page",
    help="What it becomes.  [default: page]",
)
@click.option("-c", "--client", default="", help="Write it into this client's folder, for its programmes only.")
@click.option("--id", "id_", default="", metavar="NAME", help="Its name in the library; else made of its title.")
@click.option("--into", "folder", default="", metavar="FOLDER", help="Of a page: the folder inside content/pages.")
@click.option("--replace", is_flag=True, help="Write over what has this name already.")
@click.option("-n", "--dry-run", is_flag=True, help="Print the guide, and write nothing.")
@config_option
def import_guide(
    file: Path, kind: str, client: str, id_: str, folder: str, config: Path, *, replace: bool, dry_run: bool
) -> None:
    """Make a Key, a training module, a form or a page of FILE, a document of Word (DOCX) or Markdown of another tool.

    Headings, lists, tables, pictures, notes and links stay; questions with room to write become blocks. Comments, deleted
    text and the names of authors are left out. What is missing is marked TO FILL IN in the guide, and listed.
    """
    from mentorkit.importing.placing import place, taking_over
    from mentorkit.importing.proposals import propose

    if folder and kind != "page":
        raise click.UsageError("--into is for pages: other guides stand side by side")
    workspace = open_or_end(config)
    proposal, problems = propose(file.name, file.read_bytes(), kind, id_=id_, folder=folder)
    if proposal is None:
        print_problems(problems)
        click.echo("Nothing was written.", err=True)
        sys.exit(1)
    proposal = taking_over(workspace, proposal, client) if replace else proposal
    if dry_run:
        click.echo(proposal.text, nl=False)
    else:
        with exit_on_problems():
            wrote(Path(workspace.name(path)) for path in place(workspace, proposal, client, replace=replace))
    _tell(proposal)
    print_problems(one for one in proposal.notes if one.severity is not Severity.NOTE)
    click.echo("Nothing was written." if dry_run else f"Next: {_next(proposal)}", err=dry_run)


def _next(proposal: GuideProposal) -> str:
    write = "write what is marked TO FILL IN, then: mentorkit check" if proposal.missing else "mentorkit check"
    return f"{write}; {_USES[proposal.kind].format(proposal.id)}"


def _tell(proposal: GuideProposal) -> None:
    """Print what became of the text; not among the results, so that a guide can be printed alone."""
    click.echo(str(proposal.words), err=True)
    for said, lines in (
        ("Left out", [*map(str, proposal.left_out), *proposal.besides]),
        ("Made a block", [f"line {line}: {what}" for line, what in proposal.proposed]),
        ("Look at", list(proposal.guessed)),
        ("Still missing", [f"line {line}: {what}" for line, what in proposal.missing]),
    ):
        for number, line in enumerate(lines[:_SHOWN]):
            click.echo(f"{f'{said}:' if not number else '':<15}{line}", err=True)
        if len(lines) > _SHOWN:
            click.echo(f"{'':<15}and {len(lines) - _SHOWN} more", err=True)
