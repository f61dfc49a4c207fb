"""A programme begun: from nothing, from an archetype, or as the next round of another one of its client."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from mentorkit.checking.loading import load
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.program import Program
from mentorkit.upkeep import scaffold
from mentorkit.workspace.workspace import Workspace

_YEAR = timedelta(days=363)
"""From the first to the last day of a programme of which nothing else is known: 52 weeks, ending with one."""


def begin_program(
    workspace: Workspace, id_: str, starts: date, *, title: str = "", archetype: str = "", language: str = ""
) -> list[Path]:
    """Write the file of a new programme `client/program`; its title is made of that where none is given.

    It begins in this language, from the archetype in that where there is one. Raises BuildFailed.
    """
    client = id_.partition("/")[0]
    layers = workspace.layers(client, language)
    values = {
        "organisation": scaffold.organisation(layers, client),
        "starts": starts.isoformat(),
        "ends": (starts + _YEAR).isoformat(),
    }
    return scaffold.new_program(workspace.root, layers, id_, values | _given(title=title), archetype)


def begin_round(
    workspace: Workspace, id_: str, last: str, starts: date, *, title: str = "", cohort: str = ""
) -> list[Path]:
    """Write the file of `client/program` as the next round of the programme `last`. Raises BuildFailed."""
    client = id_.partition("/")[0]
    program = last_round(workspace, client, last)
    values = {"starts": starts.isoformat()} | _given(title=title, cohort=cohort)
    return scaffold.next_round(workspace.root, workspace.layers(client), id_, program, last, values)


def _given(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def last_round(workspace: Workspace, client: str, id_: str) -> Program:
    """The programme of this client of which there is to be a next round. Raises BuildFailed where it cannot be had."""
    if id_.partition("/")[0] != client:
        message, hint = f'"{id_}" is no programme of {client}', "write what both share into content/archetypes"
        raise BuildFailed([Problem("extends", message, Span("programs"), hint)])
    chosen = workspace.choose([id_])
    if chosen[0].id != id_:
        hint = f"write the whole name, such as {chosen[0].id}"
        raise BuildFailed([Problem("extends", f'"{id_}" is a client', Span("programs"), hint)])
    loaded = load(workspace, chosen)
    if loaded.report.stops():
        raise BuildFailed(loaded.report.problems)
    return loaded.toolkits[0].program


def first_of_next_quarter(today: date) -> date:
    """The day on which a programme begins of which nothing else is known."""
    month = today.month - (today.month - 1) % 3 + 3
    return date(today.year + month // 12 if month > 12 else today.year, (month - 1) % 12 + 1, 1)
