"""Drafts: what was typed into the studio and could not be saved yet, kept in the workspace's cache until it is saved or given up."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorkit.core.atomic import own_folder, write_file
from mentorkit.core.digests import digest
from mentorkit.core.lock import locked
from mentorkit.studio.form_values import Inputs
from mentorkit.workspace.cache_place import cache_folder
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True)
class SavingNote:
    """What is said beside a field of the last attempt to save it."""

    state: str
    """`wrong`: it cannot be read back; `clash`: another value was written meanwhile."""
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Draft:
    """What stood in the inputs of one field, and why it was not saved."""

    inputs: Inputs
    note: SavingNote


def drafted(name: str, of: str) -> str:
    """The name by which the draft of a field is kept. `of` is the mark of the entry that it belongs to, where a place may get another one."""
    return f"{of}:{name}" if of else name


def drafts_file(workspace: Workspace, file: ProgramFile) -> Path:
    """The file that holds the drafts of one programme."""
    return drafts_folder(workspace) / "fields" / file.client / f"{file.slug}.json"


def drafts_folder(workspace: Workspace) -> Path:
    """The folder of a workspace's drafts: several may share one cache, and none sees what was typed in another."""
    return cache_folder(workspace.root) / "studio" / "drafts" / digest(str(workspace.root.resolve()))[:16]


def kept_drafts(path: Path) -> dict[str, Draft]:
    """The drafts of a file by the names of `drafted`; none where it cannot be read."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return {str(name): _draft(one) for name, one in told.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # a draft more or less is no reason to stop
        return {}


def _draft(told: Any) -> Draft:
    inputs = {str(name): tuple(map(str, texts)) for name, texts in told["inputs"].items()}
    return Draft(inputs, SavingNote(str(told["state"]), str(told["message"]), str(told["hint"])))


def change_drafts(path: Path, changed: Callable[[dict[str, Draft]], dict[str, Draft]]) -> None:
    """Change the drafts of a programme, one studio of a workspace at a time. Raises OSError."""
    own_folder(path.parent)
    with locked(path.with_suffix(".lock"), lambda: None):
        drafts = kept_drafts(path)
        kept = changed(drafts)
        if kept != drafts:
            _write(path, kept)


def _write(path: Path, drafts: dict[str, Draft]) -> None:
    """Write the drafts of a programme, or take the file away where there are none."""
    if not drafts:
        path.unlink(missing_ok=True)
        return
    told = {
        name: {
            "inputs": {part: list(texts) for part, texts in one.inputs.items()},
            "state": one.note.state,
            "message": one.note.message,
            "hint": one.note.hint,
        }
        for name, one in drafts.items()
    }
    write_file(path, json.dumps(told, ensure_ascii=False, indent=1))
