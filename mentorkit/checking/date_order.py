"""Dates that are in the calendar and still cannot be meant: outside the programme, in the wrong order, in a skipped hour, and open ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from mentorkit.checking.pauses import check_pauses
from mentorkit.checking.repeated_dates import check_repetition, place_of_date
from mentorkit.checking.zone_hints import known_zones
from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.definition.moments import Moment
from mentorkit.definition.program import Message, Program
from mentorkit.definition.questionnaires import ROUNDS, Questionnaire
from mentorkit.definition.schedule import PHASES, Event, TimeSlot

AFTER_THE_END = frozenset({"follow-up", "survey", "closing", "showcase", "task"})
"""Kinds of events that belong after a programme has ended."""
NOT_BEFORE = frozenset({"closing", "follow-up"})
"""Kinds of events that look back on a programme, and so never come before its start."""
IN_BETWEEN = frozenset({"call", "circle", "checkpoint", "learning", "showcase"})
"""Kinds of events that people meet at while a programme runs; before its start they may be meant."""

FARTHEST = timedelta(days=366)
"""How far outside the programme's dates something can be before it is surely a slip of the year."""
FAR = timedelta(days=274)
"""How long before the start something can be before it is perhaps a slip of the year: nine months."""
LONG = timedelta(days=183)
"""How long something can last at a stretch before its end is perhaps a slip of the year."""

_YEAR = "check the year"


def check_dates(program: Program) -> Iterator[Problem]:
    """Problems with the dates of a programme; what cannot be meant is an error, what can is a warning."""
    yield from _sessions(program)
    yield from _phases(program)
    for event in program.events:
        yield from _event(program, event)
    yield from check_pauses(program)
    yield from _closing(program)
    yield from _questionnaires(program)
    yield from _messages(program)
    yield from _single_dates(program)
    dated: tuple[Message | Questionnaire, ...] = (*program.communications, *program.questionnaires)
    for one in dated:
        if when := program.moment_of(one):
            yield from _skipped_time(f'"{one.title}"', when, one)


def _sessions(program: Program) -> Iterator[Problem]:
    dated: list[tuple[int, Moment]] = []
    for number, session in sorted(program.sessions.items()):
        when = program.moment_of(session)
        if when is None:
            continue
        if when.last < program.starts or (program.ends and when.first > program.ends):
            late = program.ends and when.first > program.ends
            edge = f"ends on {program.ends}" if late else f"starts on {program.starts}"
            message = f"session {number} is on {when.first}, but the programme {edge}"
            hint = "move the session, or change `starts` or `ends`"
            yield Problem("outside-dates", message, _when_span(session), hint)
        elif dated and when.last < dated[-1][1].first:
            before, earlier = dated[-1]
            message = f"session {number} is on {when.first}, before session {before} ({earlier.first})"
            hint = "check the dates of the two, or number sessions as they follow one another"
            yield Problem("date-order", message, _when_span(session), hint, Severity.WARNING)
        else:
            dated.append((number, when))
        yield from _skipped_time(f"session {number}", when, session)


def _phases(program: Program) -> Iterator[Problem]:
    told = [(number, one) for number, one in sorted(program.sessions.items()) if one.phase]
    for (before, earlier), (number, session) in pairwise(told):
        assert earlier.phase is not None
        assert session.phase is not None
        if PHASES.index(session.phase) < PHASES.index(earlier.phase):
            message = f'session {number} is in the phase "{session.phase}", which comes before "{earlier.phase}" of session {before}'
            hint = f"the phases follow one another: {', '.join(PHASES)}"
            yield Problem("date-order", message, session.where("phase"), hint, Severity.WARNING)


def _event(program: Program, event: Event) -> Iterator[Problem]:
    for slot in (event, *event.groups):
        when = program.moment_of(slot, event=event)
        if when and slot.is_dated:
            at = [_when_span(slot), *(place_of_date(slot, event, one) for one in when.dates[1:])]
            if when.dates and when.dates[0].changed:
                at[0] = place_of_date(slot, event, when.dates[0])
            found = (_event_date(program, event, slot, one, place) for one, place in zip(when.each, at, strict=True))
            yield from next(filter(None, map(list, found)), ())
    for slot in event.groups or (event,):
        when = program.moment_of(slot, event=event)
        if when is None and not (slot.every or event.every):
            yield _open(program, event, slot)
        for one in when.each if when else ():
            yield from _skipped_time(f'"{event.what}"', one, slot, event)
    yield from check_repetition(program, event)


def _open(program: Program, event: Event, slot: TimeSlot) -> Problem:
    whose = f'a group of "{event.what}"' if slot is not event else f'"{event.what}"'
    live = program.status == "live"
    hint = "once it is known, add `date: 2027-02-01`, or `week: 3`"
    message = f'{whose} has no date yet: people read "date to be announced", and calendars leave it out'
    return Problem("open-date", message, slot.where("what"), hint, Severity.WARNING if live else Severity.NOTE)


def _event_date(program: Program, event: Event, slot: TimeSlot, when: Moment, at: Span) -> Iterator[Problem]:
    day, last = when.first, program.ends or program.starts + timedelta(weeks=520)
    if day < program.starts - FARTHEST or when.last > last + FARTHEST:
        far = day if day < program.starts else when.last
        yield Problem("outside-dates", f'"{event.what}" is on {far}, more than a year outside the programme', at, _YEAR)
    elif program.ends and day > program.ends and event.kind not in AFTER_THE_END:
        message = f'"{event.what}" is on {day}, after the programme ends ({program.ends})'
        yield Problem("outside-dates", message, at, "move it, change `ends`, or say what it is: `kind: follow-up`")
    elif when.last < program.starts and (event.kind in NOT_BEFORE | IN_BETWEEN or day < program.starts - FAR):
        message = f'"{event.what}" is on {day}, before the programme starts ({program.starts})'
        severity = Severity.ERROR if event.kind in NOT_BEFORE else Severity.WARNING
        hint = f"{_YEAR}, or say what it is: `kind: webinar`" if event.kind in IN_BETWEEN else _YEAR
        yield Problem("outside-dates", message, at, hint, severity)
    elif when.last - day > LONG and not (
        event.kind == "application" and program.own_start
    ):  # each begins on their own day
        message = f'"{event.what}" lasts from {day} to {when.last}'
        yield Problem("outside-dates", message, slot.where("until"), _YEAR, Severity.WARNING)
    elif event.kind == "application" and program.ends and when.last > program.starts and not program.own_start:
        message = f'"{event.what}" is open until {when.last}, after the programme starts ({program.starts})'
        hint = "people who apply then have missed the start: check the date"
        at = slot.where("until") if slot.until else at
        yield Problem("date-order", message, at, hint, Severity.WARNING)


def _closing(program: Program) -> Iterator[Problem]:
    sessions = [(number, when.first) for number, one in program.sessions.items() if (when := program.moment_of(one))]
    if not sessions:
        return
    (number, last) = max(sessions, key=lambda one: one[1])
    for event in program.events:
        when = program.moment_of(event)
        if event.kind == "closing" and when and program.starts <= when.last < last:
            message = f'"{event.what}" closes the programme on {when.first}, before session {number} ({last})'
            yield Problem("date-order", message, _when_span(event), "check the two dates", Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Dated:
    """Something with one date: what it is, the date, and its place."""

    what: str
    day: date
    at: Span


def _questionnaires(program: Program) -> Iterator[Problem]:
    asked = [
        (one.when, _Dated(f'the questionnaire "{one.title}" ({one.when})', asked_at.first, _when_span(one)))
        for one in program.questionnaires
        if (asked_at := program.moment_of(one))
    ]
    for when, one in asked:
        far = list(_far_away(program, one))
        yield from far
        if far:
            continue
        if when in ("baseline", "middle") and program.ends and one.day > program.ends:
            yield _misplaced(one, f"after the programme ends ({program.ends})")
        elif when in ("middle", "end", "follow-up") and one.day < program.starts:
            yield _misplaced(one, f"before the programme starts ({program.starts})")
        elif when == "follow-up" and program.ends and one.day < program.ends:
            yield _misplaced(one, f"before the programme ends ({program.ends})")
        elif early := [two for later, two in asked if ROUNDS.index(later) < ROUNDS.index(when) and two.day > one.day]:
            yield _misplaced(one, f"before {early[0].what} ({early[0].day})")


def _misplaced(one: _Dated, where: str) -> Problem:
    return Problem("date-order", f"{one.what} is on {one.day}, {where}", one.at, _YEAR)


def _far_away(program: Program, one: _Dated) -> Iterator[Problem]:
    last = program.ends or program.starts + timedelta(weeks=520)
    if one.day < program.starts - FARTHEST or one.day > last + FARTHEST:
        yield Problem(
            "outside-dates", f"{one.what} is on {one.day}, more than a year outside the programme", one.at, _YEAR
        )


def _messages(program: Program) -> Iterator[Problem]:
    for message in program.communications:
        when = program.moment_of(message)
        if when is None:
            continue
        one = _Dated(f'"{message.title}"', when.first, _when_span(message))
        far = list(_far_away(program, one))
        yield from far
        if far:
            continue
        if message.kind in ("launch", "manager briefing") and program.ends and one.day > program.ends:
            yield _misplaced(one, f"after the programme ends ({program.ends})")
        elif message.kind == "results" and one.day < program.starts:
            yield _misplaced(one, f"before the programme starts ({program.starts})")
        elif one.day < program.starts - FAR:
            text = f"{one.what} is on {one.day}, long before the programme starts ({program.starts})"
            yield Problem("outside-dates", text, one.at, _YEAR, Severity.WARNING)


def _single_dates(program: Program) -> Iterator[Problem]:
    """Dates that stand alone: by when a goal is reached, how long support lasts, when it is decided how to go on."""
    dated = [(f'the goal "{one.id or one.statement}"', "is due on", one.due, one.where("due")) for one in program.goals]
    if program.support:
        dated.append(("support", "lasts until", program.support.until, program.support.where("until")))
    if program.evaluation:
        decided = program.evaluation.decision_date
        dated.append(("the next round", "is decided on", decided, program.evaluation.where("decision_date")))
    for what, verb, day, at in dated:
        if day and day < program.starts:
            message = f"{what} {verb} {day}, before the programme starts ({program.starts})"
            yield Problem("date-order", message, at, _YEAR)


def _skipped_time(what: str, when: Moment, *slots: TimeSlot) -> Iterator[Problem]:
    """A time that the clock skips on that day. `slots` are those that can say it, the nearest first."""
    if when.zone in known_zones() and (day := when.skipped):
        slot = next((slot for slot in slots if slot.at), slots[0])
        verb = "is due" if when.due else "begins"
        message = f"{what} {verb} at {when.at:%H:%M} on {day}, a time that does not exist: the clocks of {when.zone} go forward"
        hint = "choose a time before or after the hour that is skipped, or another day"
        yield Problem("skipped-time", message, slot.where("at"), hint)


def _when_span(slot: TimeSlot) -> Span:
    return slot.where("date" if slot.date else "week")
