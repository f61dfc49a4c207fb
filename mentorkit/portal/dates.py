"""The dates of a programme as the portal shows them: cards of a timeline, what is next, and where we are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mentorkit.definition.base import PAIR
from mentorkit.definition.moments import Moment
from mentorkit.files.calendars import single_path
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Entry, Occurrence, PhaseSpan, PlannedEvent, PlannedSession, Toolkit


@dataclass(frozen=True, slots=True)
class DateCard:
    """One card of the timeline. An event with several groups has one card, and a pointer to it on their other days."""

    entry: Entry
    again: bool = False
    """Whether it only points to the card that the event already has."""
    date: Moment | None = None
    """The one date that it is about, of an event that comes again; the card of the timeline is about all of them."""

    @property
    def anchor(self) -> str:
        """Its place on the timeline's page."""
        if self.entry.session:
            return f"session-{self.entry.session.number}"
        if self.entry.pause:
            return f"pause-{self.entry.pause.id}"
        if self.entry.event is None or self.entry.occurrence is None:
            return self.entry.kind
        one = self.entry.occurrence
        return f"event-{self.entry.event.id}-{one.number}" if self.again else f"event-{self.entry.event.id}"

    @property
    def moment(self) -> Moment:
        """When it is, or first is."""
        return self.date or self.entry.moment

    @property
    def dates(self) -> tuple[Moment, ...]:
        """The dates of an event that comes again, where the card is about all of them."""
        return self.moment.each if self.moment.dates else ()

    @property
    def begins(self) -> str:
        """The moment that scripts compare: the moment it begins with its offset, or, of whole days, the first day."""
        return begins(self.moment)

    @property
    def until(self) -> str:
        """The moment from which it is over, or the day after which it is: groups of the same day are all over."""
        every = self.event.moments if self.event and self.dates else self.together
        return until(*(moment for one in every for moment in one.each))

    @property
    def times(self) -> str:
        """The times of all groups as scripts read them, "begins/until begins/until"; empty where there is one time or a list of dates."""
        moments = self.event.moments if self.event and not self.dates else ()
        return " ".join(f"{begins(one)}/{until(*one.each)}" for one in moments) if len(moments) > 1 else ""

    @property
    def together(self) -> list[Moment]:
        """The times of this event on the day of the card."""
        times = self.event.moments if self.event else ()
        times = tuple(one for several in times for one in several.each) if self.date else times
        return [one for one in times if one.first == self.moment.first] or [self.moment]

    @property
    def file(self) -> str:
        """The calendar file of this one date; empty where there is a choice of several, or nothing to go to."""
        if self.event and len(self.together) > 1:
            return ""
        return single_path(self.session or self.event, self.occurrence)

    @property
    def event(self) -> PlannedEvent | None:
        """The event, where it is one."""
        return self.entry.event

    @property
    def session(self) -> PlannedSession | None:
        """The session, where it is one."""
        return self.entry.session

    @property
    def occurrence(self) -> Occurrence | None:
        """This time of the event."""
        return self.entry.occurrence

    @property
    def roles(self) -> tuple[str, ...]:
        """Whom it concerns; nobody in particular for the start and the end."""
        if self.event:
            return self.event.audience
        return PAIR if self.session else ()


def begins(moment: Moment) -> str:
    """The moment that scripts compare: when it begins, with its offset, or, of whole days, the first day."""
    first = moment.each[0]
    return (first.begins or first.first).isoformat()


def until(*moments: Moment) -> str:
    """The moment from which all of these are over, or the day after which they are, where the hour of one is not known."""
    ends = [one.ends for one in moments]
    known = [end for end in ends if end]
    last = max(one.last for one in moments)
    if not known or any(end is None and one.last == last for end, one in zip(ends, moments, strict=True)):
        return last.isoformat()
    return max(known).isoformat()


@dataclass(frozen=True, slots=True)
class Month:
    """The cards of one month, and whether it lies before the programme, in it or after it."""

    first: date
    cards: tuple[DateCard, ...]


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """The dates before the programme, during it, or afterwards."""

    name: str
    months: tuple[Month, ...]


def cards(toolkit: Toolkit) -> Iterator[DateCard]:
    """A card for every entry of the timeline; groups of an event on the day of its card, and those that come again, are told there."""
    days: dict[str, set[date]] = {}
    for entry in toolkit.timeline:
        if entry.event is None:
            yield DateCard(entry)
        elif entry.event.id not in days:
            days[entry.event.id] = {entry.moment.first}
            yield DateCard(entry)
        elif entry.moment.first not in days[entry.event.id] and not entry.moment.dates:
            days[entry.event.id].add(entry.moment.first)
            yield DateCard(entry, again=True)


def parts(toolkit: Toolkit) -> Iterator[TimelinePart]:
    """The timeline before, during and after the programme, month by month."""
    program = toolkit.program

    def part_of(card: DateCard) -> str:
        if card.entry.kind in ("start", "end"):
            return "during"
        begun = card.moment.last if card.moment.whole_week else card.moment.first
        if begun < program.starts:
            return "before"
        return "after" if program.ends and card.moment.first > program.ends else "during"

    every = list(cards(toolkit))
    for name in ("before", "during", "after"):
        own = [card for card in every if part_of(card) == name]
        months = tuple(
            Month(first, tuple(members))
            for first, members in groupby(own, key=lambda card: card.moment.first.replace(day=1))
        )
        if months:
            yield TimelinePart(name, months)


def coming(toolkit: Toolkit, today: date) -> list[DateCard]:
    """The dates that have not ended yet, the soonest first; each date of an event that comes again is one."""
    return [card for card in _singly(toolkit) if any(one.last >= today for one in card.together)]


def _singly(toolkit: Toolkit) -> list[DateCard]:
    """A card for each date, in order of time."""
    every = {
        (entry.event.id, one.first): DateCard(entry, date=one)
        for entry in reversed(toolkit.timeline)
        if entry.event
        for one in (entry.moment.each if entry.moment.dates else ())
    }
    once = (card for card in cards(toolkit) if not card.dates)
    return sorted([*once, *every.values()], key=lambda card: (card.moment.order, card.entry.kind != "start"))


def last_change(toolkit: Toolkit, today: date) -> date:
    """The day since which pages say the same as they say today: on the next, something begins or is over."""
    program = toolkit.program
    every = [(entry, one) for entry in toolkit.timeline for one in entry.moment.each]
    applied = (one.first for entry, one in every if entry.event and entry.event.event.kind == "application")
    begin = [program.starts, *applied, *(one.first for one in toolkit.phase_spans if one.first)]
    end = [program.ends, *(one.last for _entry, one in every), *(one.last for one in toolkit.phase_spans)]
    days = {*begin, *(day + timedelta(days=1) for day in end if day)}
    return max((day for day in days if day <= today), default=min(days) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of somebody's way through the programme: a date that concerns them, or a session or an event that has none yet."""

    card: DateCard | None
    session: PlannedSession | None
    event: PlannedEvent | None = None
    """An event that has no date yet."""


@dataclass(frozen=True, slots=True)
class PathPhase:
    """The steps of one phase; those before the first session belong to none, those after the programme to "after"."""

    phase: str
    steps: tuple[PathStep, ...]


def role_path(toolkit: Toolkit, role: str) -> Iterator[PathPhase]:
    """Somebody's whole way through the programme, in the order in which it is walked."""
    steps = [
        PathStep(card, card.session)
        for card in cards(toolkit)
        if role in card.roles and not card.again and (card.event or card.session)
    ]
    for planned in toolkit.sessions if role in PAIR else ():
        if planned.moment is None:
            before = (n for n, step in enumerate(steps, 1) if step.session and step.session.number < planned.number)
            steps.insert(max(before, default=0), PathStep(None, planned))
    ends = toolkit.program.ends
    during = [n for n, step in enumerate(steps, 1) if not (ends and step.card and step.card.moment.first > ends)]
    undated = [PathStep(None, None, event) for event in toolkit.undated if role in event.audience]
    last = max(during, default=0)
    steps[last:last] = undated
    phase = ""
    placed = []
    for step in steps:
        phase = _phase(step, toolkit, phase)
        placed.append((phase, step))
    for name, members in groupby(placed, key=lambda one: one[0]):
        yield PathPhase(name, tuple(step for _name, step in members))


def _phase(step: PathStep, toolkit: Toolkit, before: str) -> str:
    """The phase that a step belongs to: a session says it, any other date lies in one."""
    if step.session or step.card is None:
        return (step.session and step.session.session.phase) or before
    first = step.card.moment.first
    if toolkit.program.ends and first > toolkit.program.ends:
        return "after"
    span = current(tuple(one for one in toolkit.phase_spans if one.first), first)
    return span.phase if span else before


def current(phase_spans: tuple[PhaseSpan, ...], today: date) -> PhaseSpan | None:
    """The phase that `today` lies in."""
    begun = [span for span in phase_spans if span.first and span.first <= today]
    last = begun[-1] if begun else None
    return None if last is None or (last.last and last is phase_spans[-1] and today > last.last) else last


def weeks(toolkit: Toolkit) -> int | None:
    """How many weeks the programme lasts, without those that are not counted; None where its end is open."""
    program = toolkit.program
    if program.ends is None:
        return None
    rest = sum(program.starts <= monday <= program.ends for monday in program.weeks.uncounted)
    return max(1, round(((program.ends - program.starts).days + 1) / 7) - rest)


def rests(toolkit: Toolkit) -> str:
    """The pauses as a script reads them: the first and the last day of each, how many weeks have no number, and its name."""
    uncounted = toolkit.program.weeks.uncounted
    return json.dumps(
        [
            [
                str(one.moment.first),
                str(one.moment.last),
                sum(one.moment.first <= day <= one.moment.last for day in uncounted),
                one.name,
            ]
            for one in toolkit.pauses
        ],
        ensure_ascii=False,
    )


def title(card: DateCard, voice: Voice) -> str:
    """The title of a card."""
    if card.event:
        return card.event.event.what
    if card.session:
        return voice.session(card.session.number, card.session.session.title)
    if card.entry.pause:
        return card.entry.pause.name
    return voice.bound(card.entry.kind)
