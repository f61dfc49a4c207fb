"""The notes of `check` on translations of which the source has changed, or is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorkit.checking.loading import Loaded
from mentorkit.core.problems import Problem, Report, Severity, Span
from mentorkit.translation.definition_pieces import DefinitionPiece
from mentorkit.translation.survey import behind_and_orphaned
from mentorkit.translation.translated_pieces import Piece
from mentorkit.workspace.workspace import Workspace

_NAMED = 5
"""Pieces that a note names."""


def with_translations_noted(loaded: Loaded, workspace: Workspace) -> Loaded:
    """The same with notes for the workspace and for each client where sources have changed since their translation, or are gone."""
    chosen = {id_ for id_, _ in loaded.files}
    programs = [one for one in workspace.programs() if one.id in chosen]
    behind, orphaned = behind_and_orphaned(workspace, programs, loaded.languages)
    notes = [*_notes(behind, "the source of {count} has changed since", "translation-behind")]
    notes += _notes(orphaned, "the source of {count} is gone", "translation-orphaned")
    return replace(loaded, report=Report.of((*loaded.report.problems, *notes))) if notes else loaded


def _notes(pieces: Sequence[Piece | DefinitionPiece], said: str, rule: str) -> Iterator[Problem]:
    for client in dict.fromkeys(piece.client for piece in pieces):
        own = [piece for piece in pieces if piece.client == client]
        named = ", ".join(f"{piece.title} ({piece.language})" for piece in own[:_NAMED])
        more = f" and {len(own) - _NAMED} more" if len(own) > _NAMED else ""
        count = "1 translation" if len(own) == 1 else f"{len(own)} translations"
        hint = f"`mentorkit translations{f' {client}' if client else ''}` says in which blocks"
        if rule == "translation-orphaned":
            hint = "delete what is left of them, or bring the source back"
        yield Problem(
            rule, f"{said.format(count=count)}: {named}{more}", Span(own[0].file), hint, Severity.NOTE, client
        )
