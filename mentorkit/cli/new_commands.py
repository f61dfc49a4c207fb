"""The commands that begin something: `mentorkit new …`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from mentorkit.cli.console import complete_program, config_option, exit_on_problems, open_or_end, wrote
from mentorkit.core.clock import now

ARCHETYPES = (
    "The preset to take over from: next-generation, career-transition, inclusion, succession, advisory-board, "
    "leadership-cohort, circle, peer, reverse, return, sponsorship, or one of your own in content/archetypes."
)


def _a_day(context: click.Context, option: click.Parameter, written: str | None) -> date | None:
    """Read a day as a definition has it."""
    try:
        return datetime.strptime(written, "%Y-%m-%d").date() if written else None
    except ValueError:
        from mentorkit.definition.base import meant_day

        hint = meant_day(str(written)) or "write year-month-day: 2027-02-01"
        message = f'"{written}" is not a date; {hint}{"" if hint.endswith("?") else "."}'
        raise click.BadParameter(message, context, option) from None


def _a_language(context: click.Context, option: click.Parameter, written: str) -> str:
    """Read the tag of a language."""
    from mentorkit.core.language_tags import is_language

    if written and not is_language(written):
        from mentorkit.language.language_names import language_called

        meant = language_called(written)
        hint = f'did you mean "{meant}"?' if meant else "write a tag such as da, de or pl."
        raise click.BadParameter(f'"{written}" is not a language; {hint}', context, option)
    return written


@click.group()
def new() -> None:
    """Begin a workspace, client, program, key, module, form, page or archetype."""


@new.command("workspace")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new_workspace(folder: Path) -> None:
    """A folder to work in."""
    from mentorkit.upkeep import scaffold

    with exit_on_problems():
        wrote(scaffold.new_workspace(folder))
    click.echo(f"Next: cd {folder}, then: mentorkit studio (in the browser), or: mentorkit new client NAME")


@new.command("client")
@click.argument("name")
@config_option
def new_client(name: str, config: Path) -> None:
    """An organisation with a brand of its own."""
    from mentorkit.upkeep import scaffold

    workspace = open_or_end(config)
    with exit_on_problems():
        wrote(scaffold.new_client(workspace.root, workspace.layers(), name))


@new.command("program")
@click.argument("program", metavar="CLIENT/PROGRAM")
@click.option("--archetype", default="", help=ARCHETYPES)
@click.option(
    "--extends",
    default="",
    metavar="CLIENT/PROGRAM",
    shell_complete=complete_program,
    help="The programme of this client whose next round it is.",
)
@click.option("--starts", type=click.UNPROCESSED, callback=_a_day, metavar="DATE", help="The first day: 2027-02-01.")
@click.option(
    "--language",
    default="",
    metavar="TAG",
    callback=_a_language,
    help="The language that it is in, where that is not English: da, de-CH. What the stock has in it comes along.",
)
@config_option
def new_program(program: str, config: Path, starts: date | None, archetype: str, extends: str, language: str) -> None:
    """A programme that can be built at once."""
    from mentorkit.upkeep import beginnings

    if archetype and extends:
        raise click.UsageError(
            "Give --archetype or --extends, not both: what the other programme takes over comes along."
        )
    if language and extends:
        raise click.UsageError("Give --language or --extends, not both: the next round is in the language of the last.")
    workspace = open_or_end(config)
    first = starts or beginnings.first_of_next_quarter(now().date())
    if not 1900 <= first.year < 2200:
        raise click.BadParameter("in this year there are no programmes; check it", param_hint="--starts")
    with exit_on_problems():
        if extends:
            wrote(beginnings.begin_round(workspace, program, extends, first))
        else:
            wrote(beginnings.begin_program(workspace, program, first, archetype=archetype, language=language))
    click.echo(f"Next: mentorkit serve {program}")


_in_language = click.option(
    "--language",
    default="",
    metavar="TAG",
    callback=_a_language,
    help="The language that it begins in, where that is not English: da.",
)


@new.command("key")
@click.argument("title")
@_in_language
@config_option
def new_key(title: str, config: Path, language: str) -> None:
    """A Key with its whole anatomy."""
    _new_guide("key", title, config, language)


@new.command("module")
@click.argument("title")
@_in_language
@config_option
def new_module(title: str, config: Path, language: str) -> None:
    """A training module with its whole anatomy."""
    _new_guide("module", title, config, language)


@new.command("form")
@click.argument("title")
@_in_language
@config_option
def new_form(title: str, config: Path, language: str) -> None:
    """A form: a worksheet, an application, a checklist, a reference or a briefing."""
    _new_guide("form", title, config, language)


@new.command("page")
@click.argument("title")
@_in_language
@config_option
def new_page(title: str, config: Path, language: str) -> None:
    """A page, such as a chapter of a handbook."""
    _new_guide("page", title, config, language)


@new.command("archetype")
@click.argument("title")
@config_option
def new_archetype(title: str, config: Path) -> None:
    """A programme to begin others from, with `new program --archetype`."""
    _new_guide("archetype", title, config)


_USES = {
    "key": "name it in a session of a programme: keys: [{0}]",
    "module": "name it in an event of a programme: module: {0}",
    "form": "name it in a programme: library: {{forms: {{add: [{0}]}}}}",
    "page": "look at it in a programme: it is offered by every one that names no pages",
    "archetype": "mentorkit new program CLIENT/PROGRAM --archetype {0}",
}


def _new_guide(kind: str, title: str, config: Path, language: str = "") -> None:
    from mentorkit.upkeep import scaffold

    workspace = open_or_end(config)
    with exit_on_problems():
        (path,) = scaffold.new_guide(workspace.root, workspace.layers(language=language), kind, title)
    wrote([path])
    click.echo(f"Next: write what is marked TO FILL IN, and {_USES[kind].format(path.stem)}")
