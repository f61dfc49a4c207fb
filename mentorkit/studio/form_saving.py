"""Forms into changes of a document: each answer that differs from what was seen is one, and what cannot be read back is told beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from mentorkit.core.problems import Problem
from mentorkit.editing.changes import ABSENT, Change, Crossed
from mentorkit.studio.documents import Document
from mentorkit.studio.field_drafts import Draft, SavingNote
from mentorkit.studio.form_fields import Field, Path, _
from mentorkit.studio.form_values import Inputs, as_meant, paths_of, read, shown
from mentorkit.studio.missing import sentence_of, without_code
from mentorkit.studio.task_view import from_json

SAME, SAVED, WRONG, CLASH = "same", "saved", "wrong", "clash"


@dataclass(frozen=True)
class Answer:
    """One answer of a form: what was seen, what was typed, and the changes that it means."""

    name: str
    field: Field
    path: Path
    inputs: Inputs
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Fate:
    """What became of an answer."""

    state: str
    note: SavingNote | None = None

    def draft(self, answer: Answer) -> Draft | None:
        """What is kept of an answer that was not saved."""
        return Draft(answer.inputs, self.note) if self.note else None


def answers(form: FormData, fields: Mapping[str, Field], base: Path) -> Iterator[Answer]:
    """The answers of a form to these fields. What was not shown is not among them."""
    for name, field in fields.items():
        seen = form.get(f"was:{name}")
        if not isinstance(seen, str):
            continue
        try:
            before = from_json(seen)
        except ValueError:  # nobody's form
            continue
        inputs = _inputs(form, name)
        path = (*base, *field.path)
        yield Answer(name, field, path, inputs, tuple(_changes(field, path, before, inputs)))


def _inputs(form: FormData, name: str) -> Inputs:
    """The texts of the inputs of one field."""
    found: dict[str, list[str]] = {}
    for key, value in form.multi_items():
        field, _colon, part = key.partition(":")
        if field == name and isinstance(value, str):
            found.setdefault(part, []).append(value)
    return {part: tuple(texts) for part, texts in found.items()}


def _changes(field: Field, path: Path, before: Any, inputs: Inputs) -> Iterator[Change]:
    """The changes that an answer means: none where it reads as what was seen."""
    untouched = shown(field, before)
    if untouched is None:
        return
    after = read(field, inputs)
    if after == read(field, untouched):
        return
    for name in paths_of(field):
        was = before.get(name, ABSENT) if isinstance(before, dict) else ABSENT
        if was != after[name]:
            yield Change((*path, name), was, after[name])
    if not paths_of(field):
        yield Change(path, before, as_meant(field, before, after))


def saved(
    document: Document, asked: list[Answer], seen: str, say: Callable[[str], str], about: str = ""
) -> dict[str, Fate]:
    """Save answers, and say what became of each: all at once where that can be, else as many as can be.

    `say` translates labels; `about` is the entry that the answers are about, for the words of undo.
    """
    said = {one.name: Fate(SAME) for one in asked if not one.changes}
    waiting = [one for one in asked if one.changes]

    def tried(batch: list[Answer]) -> bool:
        changes = [change for one in batch for change in one.changes]
        labels = ", ".join(say(one.field.label) for one in batch)
        made, problems = document.save(changes, seen, f"{about}: {labels}" if about else labels)
        for one in batch if made or len(batch) == 1 else ():
            crossed = [other for other in (made.crossed if made else ()) if other.change in one.changes]
            said[one.name] = (
                _wrong(problems, one, say) if made is None else clash(crossed[0], say) if crossed else Fate(SAVED)
            )
        return made is not None

    while waiting and not tried(waiting):
        left = [one for one in waiting if len(waiting) == 1 or not tried([one])]
        if len(left) == len(waiting):  # perhaps all but one need each other
            left = next(
                ([one] for one in left if left[2:] and tried([other for other in left if other is not one])), []
            )
        waiting = left if len(left) < len(waiting) else []
    return said


def _wrong(problems: tuple[Problem, ...], answer: Answer, say: Callable[[str], str]) -> Fate:
    """The fate of an answer that cannot be read back, in words that say nothing of how files are written."""
    first = problems[0]
    field = answer.field
    if field.needed and read(field, answer.inputs) is ABSENT:
        return Fate(WRONG, SavingNote(WRONG, say(_("This is needed: nothing can be made without it"))))
    if first.rule == "invisible-character":
        message = say(_("There is an invisible character in it, which came in by copying"))
        return Fate(WRONG, SavingNote(WRONG, message, say(_("Type it anew"))))
    if first.rule.startswith("yaml"):
        return Fate(
            WRONG, SavingNote(WRONG, say(_("This cannot be written into the file")), say(_("Say it in other words")))
        )
    message = first.message.replace(f'"{answer.path[-1]}"', f"“{say(field.label)}”") if answer.path else first.message
    return Fate(
        WRONG, SavingNote(WRONG, sentence_of(message).rstrip("."), sentence_of(without_code(first.hint)).rstrip("."))
    )


def clash(crossed: Crossed, say: Callable[[str], str]) -> Fate:
    """The fate of an answer where somebody has written another one meanwhile."""
    now = crossed.now
    texts = now if isinstance(now, list) else [now]
    shown_now = ", ".join(one for one in texts if isinstance(one, str))
    there = say(_("“%(words)s”")) % {"words": shown_now} if shown_now else say(_("something else"))
    if now is ABSENT or now is None:
        there = say(_("nothing"))
    message = say(_("Somebody has changed this elsewhere meanwhile; there it now says %(now)s")) % {"now": there}
    return Fate(CLASH, SavingNote(CLASH, message, say(_("Change it once more, or press Save, to write yours over it"))))
