"""Problems with the pauses of a programme: no days, days in the wrong order or year, weeks that cannot go uncounted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mentorkit.core.problems import Problem, Severity
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import Pause
from mentorkit.definition.weeks import whole_weeks

_RULE = "pause"
_FARTHEST = timedelta(days=366)
_LONG = timedelta(days=183)


def check_pauses(program: Program) -> Iterator[Problem]:
    """Pauses without days, with days in the wrong order or the wrong year, and those that cannot go uncounted."""
    for pause in program.pauses:
        wrong = next(_without_days(pause), None)
        days = program.days_of_pause(pause)
        if wrong:
            yield wrong
        elif days:
            yield from _misplaced(program, pause, *days)
            yield from _uncounted(program, pause, *days)


def _without_days(pause: Pause) -> Iterator[Problem]:
    typed = pause.typed()
    if pause.week is not None and (pause.from_ or pause.to):
        message = f'the pause "{pause.name}" has both its days and a week'
        yield Problem(_RULE, message, pause.where("week"), "keep `week`, or `from` and `to`")
    if pause.week is None and "week" not in typed:
        for name, which in (("from", "first"), ("to", "last")):
            if name not in typed:
                hint = f"add `{name}: 2027-08-01`; for a single day, `from` and `to` are the same"
                yield Problem(_RULE, f'the pause "{pause.name}" has no {which} day', pause.where("name"), hint)
    if pause.from_ and pause.to and pause.to < pause.from_:
        message = f'the pause "{pause.name}" ends ({pause.to}) before it begins ({pause.from_})'
        yield Problem(_RULE, message, pause.where("to"), "swap the two")


def _misplaced(program: Program, pause: Pause, first: date, last: date) -> Iterator[Problem]:
    at, end = pause.where("week" if pause.week is not None else "from"), program.ends or last
    if first < program.starts - _FARTHEST or last > end + _FARTHEST:
        message = f'the pause "{pause.name}" is on {first}, more than a year outside the programme'
        yield Problem("outside-dates", message, at, "check the year")
    elif first > end:
        message = f'the pause "{pause.name}" begins on {first}, after the programme ends ({end})'
        yield Problem("outside-dates", message, at, "check the year, or leave it out", Severity.WARNING)
    elif last - first > _LONG:
        message = f'the pause "{pause.name}" lasts from {first} to {last}'
        yield Problem("outside-dates", message, pause.where("to"), "check the year", Severity.WARNING)


def _uncounted(program: Program, pause: Pause, first: date, last: date) -> Iterator[Problem]:
    weeks = () if pause.counted else whole_weeks(first, last)
    if program.weeks.monday_of_first in weeks:
        message = f'the pause "{pause.name}" holds the week of the start, which has to have a number'
        yield Problem(_RULE, message, pause.where("counted"), "change `starts`, or leave `counted: no` out")
    elif not weeks and not pause.counted:
        message = f'the pause "{pause.name}" holds no whole week that could go uncounted'
        hint = "let it last from a Monday to a Friday, or leave `counted: no` out"
        yield Problem(_RULE, message, pause.where("counted"), hint, Severity.WARNING)
