"""The note of `check` on translations of which the source has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mentorkit.checking.loading import Loaded
from mentorkit.core.problems import Problem, Report, Severity, Span
from mentorkit.translation.survey import behind
from mentorkit.workspace.workspace import Workspace

_NAMED = 5
"""Pieces that the note names."""


def with_translations_noted(loaded: Loaded, workspace: Workspace) -> Loaded:
    """The same with a note for the workspace, and one for each client, where sources have changed since their translation."""
    clients = {id_.partition("/")[0] for id_, _ in loaded.files}
    notes = tuple(_notes(workspace, clients))
    return replace(loaded, report=Report.of((*loaded.report.problems, *notes))) if notes else loaded


def _notes(workspace: Workspace, clients: set[str]) -> Iterator[Problem]:
    pieces = behind(workspace, clients)
    for client in dict.fromkeys(piece.client for piece in pieces):
        own = [piece for piece in pieces if piece.client == client]
        named = ", ".join(f"{piece.folder}/{piece.id} ({piece.language})" for piece in own[:_NAMED])
        more = f" and {len(own) - _NAMED} more" if len(own) > _NAMED else ""
        count = "1 translation" if len(own) == 1 else f"{len(own)} translations"
        message = f"the source of {count} has changed since: {named}{more}"
        hint = f"`mentorkit translations{f' {client}' if client else ''}` says in which blocks"
        at = Span(workspace.name(own[0].path))
        yield Problem("translation-behind", message, at, hint, Severity.NOTE, client)
