"""Saving files: one process at a time, in one step, merged with what others wrote meanwhile; undo and redo.

Whoever edits the file by hand meanwhile is noticed: both changes are kept where they meet nowhere, and else nothing of theirs is
lost, and what was meant is handed back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any

from mentorkit.brand.branding import BRAND_FILE
from mentorkit.core.atomic import replacing
from mentorkit.core.clock import now as moment
from mentorkit.core.digests import digest
from mentorkit.core.lock import locked
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import Problem, Result, Span
from mentorkit.definition.brand_file import Brand
from mentorkit.editing.changes import Change, Crossed, Edited, Move
from mentorkit.editing.definition_edits import open_definition
from mentorkit.editing.edit_journal import EditJournal, EditStep, numbers, standing
from mentorkit.editing.line_merge import merged_lines
from mentorkit.editing.moved_positions import at_present
from mentorkit.editing.yaml_edits import edited, refused, values_of
from mentorkit.workspace.cache_place import misplaced_cache
from mentorkit.workspace.layers import Layer, read_text
from mentorkit.workspace.workspace import Workspace

_TRIES = 5
"""How often a file is read anew that somebody else writes at the same moment."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands in a file after it was saved."""

    text: str
    crossed: tuple[Crossed, ...] = ()
    """The changes that were not made, since somebody else wrote another value meanwhile."""
    meant: str = ""
    """What was changed, undone or done again, in words; empty where nothing was."""
    is_merged: bool = True
    """Whether a whole text that was given is in it; if not, somebody else changed the same lines meanwhile."""

    @property
    def digest(self) -> str:
        """What tells this text from any other."""
        return digest(self.text)


def opened(workspace: Workspace, path: Path) -> Result[str | None]:
    """Read a file that somebody is about to change, letter by letter; its text is kept, to tell later what they saw."""
    read = _text(workspace, path)
    if read.value is not None:
        try:
            _journal(workspace, path).keep(read.value)
        except OSError as error:
            return Result.failed(unwritable(error, workspace.name(path)))
    return read


def save(
    workspace: Workspace, path: Path, changes: Sequence[Change | Move] | str, seen: str, *, meant: str = ""
) -> Result[Saved | None]:
    """Save these changes to a file, or a whole new text of it; None, and why, where it cannot be read back so.

    `seen` is the digest of the text that was changed, and `meant` says what was, in words.
    """

    def wanted(text: str, journal: EditJournal) -> Result[Saved | None]:
        if isinstance(changes, str):
            return Result(_whole(text, changes, journal.text(seen) if seen != digest(text) else text))
        made, problems = _changed(workspace, path, text, changes, text if seen == digest(text) else journal.text(seen))
        return Result(None if made is None else Saved(made.text, made.crossed), problems)

    said = meant or ("" if isinstance(changes, str) else ", ".join(dict.fromkeys(_said(one) for one in changes)))
    return _saving(workspace, path, wanted, said)


def undo(workspace: Workspace, path: Path) -> Result[Saved | None]:
    """Undo the last change that stands; what others changed since stays. None, and why, where they changed the same."""
    return _again(workspace, path, back=True)


def redo(workspace: Workspace, path: Path) -> Result[Saved | None]:
    """Do again what was undone last."""
    return _again(workspace, path, back=False)


def can_undo(workspace: Workspace, path: Path) -> tuple[str, str]:
    """What would be undone and what done again, in words; empty where there is nothing."""
    done, undone = standing(_journal(workspace, path).steps(digest(_text(workspace, path).value or "")))
    return done[-1].meant if done else "", undone[-1].meant if undone else ""


@dataclass(frozen=True, slots=True)
class PastEdit:
    """One change that was saved, with what it changed, as a unified diff."""

    when: str
    meant: str
    diff: str


def history(workspace: Workspace, path: Path) -> tuple[PastEdit, ...]:
    """Every change of a file that was saved here, the last one first."""
    journal = _journal(workspace, path)
    steps = journal.steps(digest(_text(workspace, path).value or ""))
    past = []
    for step in reversed(steps):
        before, after = ((journal.text(named) or "").splitlines(keepends=True) for named in (step.before, step.after))
        past.append(PastEdit(step.when, step.meant, "".join(unified_diff(before, after, n=1))))
    return tuple(past)


def _again(workspace: Workspace, path: Path, *, back: bool) -> Result[Saved | None]:
    steps = _journal(workspace, path).steps(digest(_text(workspace, path).value or ""))
    done, undone = standing(steps)
    step = (done or undone)[-1] if (done if back else undone) else None
    step = (done if back else undone)[-1] if step else None
    if step is None:
        message = f"there is nothing to {'undo' if back else 'do again'} here"
        return Result.failed(Problem("edit", message, Span(workspace.name(path)), "change it by hand"))
    old, new = (step.after, step.before) if back else (step.before, step.after)

    def wanted(text: str, journal: EditJournal) -> Result[Saved | None]:
        origin, mine = journal.text(old), journal.text(new)
        made = merged_lines(origin, mine, text) if origin is not None and mine is not None else None
        if made is None or (text != origin and _unreadable(workspace, path, text, made)):
            message = (
                f'"{step.meant}" cannot be {"undone" if back else "done again"}: the same lines were changed since'
            )
            return Result.failed(Problem("edit", message, Span(workspace.name(path)), "change it by hand"))
        return Result(Saved(made))

    return _saving(workspace, path, wanted, step.meant, of=step.number)


def _saving(
    workspace: Workspace,
    path: Path,
    wanted: Callable[[str, EditJournal], Result[Saved | None]],
    meant: str,
    *,
    of: int = 0,
) -> Result[Saved | None]:
    """Write what is wanted of the text that stands there, under the file's lock."""
    refusal = next(misplaced_cache(workspace.root, (one.root for one in workspace.libraries)), None)
    if refusal:
        return Result.failed(refusal)
    journal = _journal(workspace, path)
    try:
        with locked(journal.lock, lambda: None):
            for _ in range(_TRIES):
                read = _text(workspace, path)
                if read.value is None:
                    return Result(None, read.problems)
                made, problems = wanted(read.value, journal)
                if made is None or made.text == read.value:
                    return Result(made, problems)
                if _written(path, read.value, made.text, journal, meant, of):
                    return Result(replace(made, meant=meant), problems)
    except OSError as error:
        return Result.failed(unwritable(error, workspace.name(path)))
    message = "somebody else goes on writing this file"
    return Result.failed(Problem("edit", message, Span(workspace.name(path)), "try again in a moment"))


def _written(path: Path, old: str, new: str, journal: EditJournal, meant: str, of: int) -> bool:
    """Write the new text, and before it the step; False where the file is no longer what it was. Raises OSError."""
    before, after = journal.keep(old), journal.keep(new)
    real, when = path.resolve(), moment().astimezone(UTC).isoformat(timespec="seconds")
    try:
        with replacing(real) as fresh:
            with fresh.open("wb") as file:
                file.write(new.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(real, fresh)
            if real.read_bytes() != old.encode("utf-8"):
                raise _WrittenMeanwhile
            steps = journal.steps(before)
            journal.add(EditStep(next(numbers(steps)), when, meant, before, after, of), before)
            if real.read_bytes() != old.encode("utf-8"):  # writing the step took a moment
                journal.put_back(steps)
                raise _WrittenMeanwhile
    except _WrittenMeanwhile:
        return False
    return True


class _WrittenMeanwhile(Exception):
    """Somebody else wrote the file while it was being saved."""


def _changed(
    workspace: Workspace, path: Path, text: str, changes: Sequence[Change | Move], origin: str | None
) -> Result[Edited | None]:
    """The text with these changes, which were meant of the text `origin`."""
    now, problems = _values(workspace, path, text)
    if now is None:
        return Result(None, problems)
    seen = now if origin == text else _values(workspace, path, origin).value if origin is not None else None
    present, lost = at_present(changes, seen and seen[0], now[0])
    made, problems = now[1](present)
    return Result(made and replace(made, crossed=(*lost, *made.crossed)), problems)


_Values = tuple[Any, Callable[[Sequence[Change | Move]], Result[Edited | None]]]


def _values(workspace: Workspace, path: Path, text: str) -> Result[_Values | None]:
    """The values that a file with this text has, and how they are changed; None where it cannot be read."""
    program = next((one for one in workspace.programs() if one.path.resolve() == path.resolve()), None)
    if program is None:
        part = Brand if path.name == BRAND_FILE else None
        values, problems = values_of(text, workspace.name(path), part)
        change = partial(edited, text, workspace.name(path), part=part)
        return Result(None, problems) if values is None else Result((values, change))
    opened = open_definition(workspace, program)
    if opened.value is not None and opened.value.text != text:
        opened = opened.value.reopened(text)
    return opened.then(lambda one: Result((one.values, one.changed)))


def _unreadable(workspace: Workspace, path: Path, old: str, new: str) -> bool:
    """Whether mistakes are in the new text that are not in the old one."""
    if path.suffix not in (".yml", ".yaml"):
        return False
    before, after = (_values(workspace, path, text) for text in (old, new))
    return after.value is None or bool(refused(before.problems, after.problems))


def _whole(text: str, new: str, origin: str | None) -> Saved:
    """Merge a whole new text, line by line, with what stands there now."""
    made = merged_lines(origin, new, text) if origin is not None else new if new == text else None
    return Saved(text, is_merged=False) if made is None else Saved(made)


def _said(change: Change | Move) -> str:
    return ".".join(change.path)


def _journal(workspace: Workspace, path: Path) -> EditJournal:
    return EditJournal.of(workspace.root, workspace.name(path), path)


def _text(workspace: Workspace, path: Path) -> Result[str | None]:
    """The text of a file, letter by letter; None, and why, where it is no text that could be read."""
    name = workspace.name(path)
    safe = read_text(path, name, Layer("workspace", workspace.root))
    if safe.value is None:
        return safe
    try:
        return Result(path.read_bytes().decode("utf-8"))
    except OSError as error:
        return Result.failed(unwritable(error, name))
