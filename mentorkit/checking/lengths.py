"""Checks that what has a length fits into what it is part of: modules into their events, steps into their sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import AgendaStep, EventPart, Session, TimeSlot
from mentorkit.guides.library import Library


def check_lengths(program: Program, library: Library) -> Iterator[Problem]:
    """Warnings: somebody plans by one of two lengths that differ."""
    for event in program.events:
        module = library.training.get(event.module or "")
        for slot in (event, *event.groups):
            if module and slot.minutes and slot.minutes not in (module.facts.minutes, module.facts.short):
                message = (
                    f'"{event.what}" takes {slot.minutes} minutes, and the module that it runs {module.facts.minutes}'
                )
                shorter = f" or {module.facts.short}, its shorter version" if module.facts.short else ""
                hint = f"write `minutes: {module.facts.minutes}`{shorter}, or change the run sheet of a copy of {module.path}"
                yield _warning(message, slot.where("minutes"), hint)
        yield from _too_much("its parts", f'"{event.what}"', event, event.parts)
    for number, session in program.sessions.items():
        yield from _too_much("its agenda", f"session {number}", session, session.agenda)
        yield from _too_little(number, session)


def _too_much(what: str, whole: str, slot: TimeSlot, steps: Iterable[EventPart | AgendaStep]) -> Iterator[Problem]:
    """A warning where the steps of something take longer than it does."""
    total = sum(step.minutes or 0 for step in steps)
    if slot.minutes and total > slot.minutes:
        message = f"{whole} takes {slot.minutes} minutes, and {what} {total}"
        yield _warning(message, slot.where("minutes"), "change a step or the whole until they fit")


def _too_little(number: int, session: Session) -> Iterator[Problem]:
    """A warning where every step of an agenda has its minutes, and they leave some of the session over."""
    total = sum(step.minutes or 0 for step in session.agenda)
    if session.minutes and 0 < total < session.minutes and all(step.minutes for step in session.agenda):
        message = f"session {number} takes {session.minutes} minutes, and the steps of its agenda only {total}"
        hint = "give a step more time or the session less, or leave out the minutes of a step that takes what remains"
        yield _warning(message, session.where("minutes"), hint)


def _warning(message: str, at: Span, hint: str) -> Problem:
    return Problem("length", message, at, hint, Severity.WARNING)
