"""Problems with what comes again: rhythms without a first date or an end, and exceptions to dates that there are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.definition.moments import Moment, RepeatedDate
from mentorkit.definition.program import Program
from mentorkit.definition.recurrence import MOST_DATES, Repetition, repetition
from mentorkit.definition.schedule import ORDINALS, Event, Repeating

_RULE = "repeated-dates"


@dataclass(frozen=True, slots=True)
class _Series:
    """The dates of an event or a group with those that are left out: as its first would be, and the days of all."""

    first: Moment
    days: tuple[date, ...]

    def holds(self, day: date) -> bool:
        """Return whether this day is one of them, or lies in a week that is."""
        width = self.first.last - self.first.first
        return any(one <= day <= one + width for one in self.days)


def check_repetition(program: Program, event: Event) -> Iterator[Problem]:
    """Problems of an event, or of groups of one, that comes again, or says something that only such an event can."""
    for slot in (event, *event.groups):
        yield from _alone(slot, event)
    yield from _ends_twice(event, *event.groups)
    series: list[tuple[Repeating, _Series]] = []
    for slot in event.groups or (event,):
        again = repetition(slot, event, program.ends)
        if again is None:
            continue
        found = list(_rhythm(program, event, slot, again))
        yield from found
        first, when = program.first_of(slot, event), program.moment_of(slot, event=event)
        if first and when and not found:
            series.append((slot, _Series(first, again.days(first.first))))
            yield from _what_is_left(event, slot, when)
            yield from _resting(program, event, slot, when)
    for slot, one in series if event.groups else ():
        yield from _exceptions(event, slot, [one])
    if len(series) == len(event.groups or (event,)):
        yield from _exceptions(event, event, [one for _, one in series])


def place_of_date(slot: Repeating, event: Event, one: RepeatedDate) -> Span:
    """Where it is written that a date is when it is: where it is moved, or until when there are more."""
    for said in (slot, event):
        for day, place in _moved(said):
            if one.changed and said.moved[day] == one.changed:
                return place
    return _end_place(slot, event)


def _end_place(slot: Repeating, event: Event) -> Span:
    said = next((one for one in (slot, event) if one.times or one.until), None)
    if said is None:
        return (slot if slot.every else event).where("every")
    return said.where("times" if said.times else "until")


def _alone(slot: Repeating, event: Event) -> Iterator[Problem]:
    """Problems of what does not come again, and of a span that is perhaps the end of dates."""
    if slot.every or event.every or (slot is event and any(group.every for group in event.groups)):
        return
    for name, said in (("times", slot.times), ("except", slot.except_), ("moved", slot.moved)):
        if said:
            hint = "add `every: 2 weeks`, or leave it out"
            yield Problem(_RULE, f'"{name}" says nothing without "every"', slot.where(name), hint)
    if slot is not event and slot.until and not slot.date:
        hint = "add `date: …`, the day it begins"
        yield Problem("field-value", '"until" needs a first day', slot.where("until"), hint)
    elif slot.until and slot.date and slot.until < slot.date:
        message = f"this ends ({slot.until}) before it begins ({slot.date})"
        yield Problem("field-value", message, slot.where("until"), "swap the two")


def _ends_twice(*slots: Repeating) -> Iterator[Problem]:
    for slot in slots:
        if slot.times and slot.until:
            message = "this says twice until when it comes again"
            yield Problem(_RULE, message, slot.where("times"), "keep `times`, or `until`, the day of the last")


def _rhythm(program: Program, event: Event, slot: Repeating, again: Repetition) -> Iterator[Problem]:
    """Problems that leave no dates, or too many."""
    at = (slot if slot.every else event).where("every")
    first, said = program.first_of(slot, event), _in_words(again.every)
    if first is None:
        hint = "add `date: 2027-02-01`, or `week: 3` with `day: Tuesday`; while it is open, leave `every` out"
        yield Problem(_RULE, f'"{event.what}" comes again, but its first date is open', at, hint)
        return
    if first.whole_week and not again.every.endswith(("week", "weeks")):
        message = f'"{event.what}" names only the week of its first date, and comes again every {said}'
        yield Problem(_RULE, message, at, "add `day: Tuesday`, or count in weeks: every: 4 weeks")
        return
    if not (again.times or again.until):
        hint = "add `times: 8`, or `until: 2027-12-01`, or say when the programme `ends`"
        yield Problem(_RULE, f'nothing says until when "{event.what}" comes again', at, hint)
        return
    days, last = again.days(first.first), again.until
    if last and last < first.first:
        message = f'the first "{event.what}" is on {first.first}, after the day until which it comes again ({last})'
        yield Problem(_RULE, message, _end_place(slot, event), "check the two dates")
    elif not days or days[0] != first.first:
        message = f'"{event.what}" comes again every {said}, and {first.first} is none'
        following = f", such as {days[0]}" if days else ""
        yield Problem(_RULE, message, _when_place(slot, event), f"begin with a date of the rhythm{following}")
    elif len(days) == 1 and (slot.until or event.until) and not again.times:
        message = f'"{event.what}" comes again every {said} until {last}, and so never'
        hint = (
            "`until` is the day after which it does not come again; what lasts several days is an event for each time"
        )
        yield Problem(_RULE, message, _end_place(slot, event), hint)
    elif len(days) > MOST_DATES:
        message = f'"{event.what}" has more than {MOST_DATES} dates'
        yield Problem(_RULE, message, _end_place(slot, event), "check `every`, and until when it comes again")


def _in_words(every: str) -> str:
    """A rhythm as people say it: `month`, `2 weeks`, `first Tuesday`."""
    ordinal, _, named = every.partition(" ")
    return f"{ordinal} {named.title()}" if ordinal in ORDINALS else every.removeprefix("1 ")


def _when_place(slot: Repeating, event: Event) -> Span:
    dated = slot if slot.is_dated else event
    return dated.where("date" if dated.date else "day" if dated.day else "week")


def _exceptions(event: Event, said: Repeating, series: Iterable[_Series]) -> Iterator[Problem]:
    """Problems of exceptions to dates that none of these series has."""
    days = sorted({day for one in series for day in one.days})
    places = [said.where("except", number) for number, _ in enumerate(said.except_)]
    named = [*zip(said.except_, places, strict=True), *_moved(said)]
    for day, at in named:
        if not any(one.holds(day) for one in series):
            near = sorted(sorted(days, key=lambda one: abs((one - day).days))[:2])
            hint = f"the dates nearest to it are {' and '.join(map(str, near))}"
            yield Problem(_RULE, f'"{event.what}" has no date on {day} that could be otherwise', at, hint)
    for day, at in _moved(said):
        if day in said.except_:
            hint = "keep it under `except`, or under `moved`"
            yield Problem(_RULE, f'"{event.what}" on {day} is left out, and moved', at, hint)


def _what_is_left(event: Event, slot: Repeating, when: Moment) -> Iterator[Problem]:
    """Problems of dates that come to stand at one time, and of exceptions that leave none."""
    if not when.dates:
        at = (slot if slot.except_ else event).where("except")
        hint = "leave out the event instead, or fewer of its dates; in a pause it has none"
        yield Problem(_RULE, f'"{event.what}" leaves out every date that it has', at, hint)
    for one, following in pairwise(when.dates):
        if (one.moment.first, one.moment.at) == (following.moment.first, following.moment.at):
            moved = one if one.changed else following
            message = f'"{event.what}" then has two dates on {one.moment.first}'
            hint = "move it to another day, or leave one of the two out: `except`"
            yield Problem(_RULE, message, place_of_date(slot, event, moved), hint)


def _resting(program: Program, event: Event, slot: Repeating, when: Moment) -> Iterator[Problem]:
    """A note of the dates that are left out as they fall in a pause."""
    said = {*event.except_, *slot.except_}
    for pause in program.pauses:
        first, last = program.days_of_pause(pause) or (date.max, date.min)
        resting = [str(day) for day in when.left_out if first <= day <= last and day not in said]
        if resting:
            message = f'"{event.what}" rests in the pause "{pause.name}": {", ".join(resting)}'
            at = (slot if slot.every else event).where("every")
            hint = "to hold one all the same, name its day under `moved`"
            yield Problem(_RULE, message, at, hint, Severity.NOTE)


def _moved(said: Repeating) -> list[tuple[date, Span]]:
    """The days under `moved`, each with the place where it was typed."""
    return list(zip(said.moved, said.keys_of("moved").values(), strict=False))
