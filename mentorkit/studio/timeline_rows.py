"""The dates of a programme as a list that people read and change, and what moved between two states of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentorkit.definition.moments import Moment
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import Event, TimeSlot
from mentorkit.language.catalogue import Words
from mentorkit.language.placeholders import PLACEHOLDER
from mentorkit.language.voice import Voice

Steps = tuple[str, ...]
"""Where something stands in a definition as it resolves: entries of lists by their id, else by their place as `#0`."""
_LAST = date.max
"""What is sorted after all that has a day."""


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One line of the list of dates."""

    key: str
    """What the line is known by, whatever its date and its place in the list: `session 3`, `event launch`."""
    kind: str
    """start, end, session, event, pause, questionnaire or message."""
    title: str
    week: str
    """`Week 3`, or how many weeks before the start; empty where there is none."""
    day: str
    """The day or the days, with the time, as people say them; that the date is open, where there is none."""
    path: Steps
    """The part of the definition that says when: its `date`, or its `week` and `day`."""
    entry: Steps
    """The entry that the line is about: of a group, its event."""
    moment: Moment | None
    counted: bool
    """Whether it is written by a week, so that it moves with the start."""
    rhythm: str = ""
    """How often it comes again, and how many dates there are; empty for what is once."""
    sort: str = ""
    """The kind of an event."""

    @property
    def when(self) -> str:
        """`Week 3, Thursday 18 February 2027, 14:00–15:30`."""
        return ", ".join(filter(None, (self.week, self.day)))


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date before and after a change. Either is empty where it is not there."""

    title: str
    before: str
    after: str


def timeline_rows(program: Program, words: Words) -> tuple[DatedRow, ...]:
    """Every date of a programme in order of time, told in these words; those that are open are last, in the order of the file."""
    voice = replace(Voice.of(program), words=words)
    teller = _RowTeller(program, voice, voice.placeholders(program))
    return tuple(sorted(_apart(teller.rows()), key=lambda row: _order(row.moment)))


def moved_dates(before: Iterable[DatedRow], after: Iterable[DatedRow]) -> tuple[MovedDate, ...]:
    """What is at another time than before, in the order of time that it has now; then what is no longer there."""
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    moved = [
        MovedDate(row.title, old[key].when if key in old else "", row.when)
        for key, row in new.items()
        if key not in old or (old[key].when, old[key].rhythm) != (row.when, row.rhythm)
    ]
    return (*moved, *(MovedDate(row.title, row.when, "") for key, row in old.items() if key not in new))


def _apart(rows: Iterable[DatedRow]) -> Iterator[DatedRow]:
    """The rows, each with a key that none before it has."""
    seen = Counter[str]()
    for row in rows:
        seen[row.key] += 1
        yield row if seen[row.key] == 1 else replace(row, key=f"{row.key} {seen[row.key]}")


def _days(moment: Moment, words: Words) -> str:
    """`Thursday 18 February 2027`: in most languages there is a comma that reads badly behind another one."""
    if moment.first != moment.last:
        return words.days(moment.first, moment.last)
    said = {"weekday": words.weekday(moment.first), "date": words.date(moment.first)}
    return words.fill(words.gettext("%(weekday)s %(date)s"), said)


def _order(moment: Moment | None) -> tuple[object, ...]:
    return moment.order if moment else (_LAST,)


def _step(id_: str | None, place: int) -> str:
    return id_ or f"#{place}"


@dataclass(frozen=True, slots=True)
class _RowTeller:
    """Tells the dates of one programme as lines."""

    program: Program
    voice: Voice
    texts: Mapping[str, str]
    """The texts of placeholders, which may stand in titles."""

    def rows(self) -> Iterator[DatedRow]:
        """Every date, part by part of the definition."""
        yield from self._bounds()
        for number, session in sorted(self.program.sessions.items()):
            title = self._filled("%(number)s. %(title)s", number=str(number), title=session.title)
            yield self._row("session", str(number), title, ("sessions", str(number)), session)
        for place, event in enumerate(self.program.events):
            yield from self._event(event, ("events", _step(event.id, place)))
        for place, pause in enumerate(self.program.pauses):
            days = self.program.days_of_pause(pause)
            moment = Moment(*days, None, self.voice.zone, None) if days else None
            at, counted = ("pauses", _step(pause.id, place)), pause.week is not None
            yield self._told("pause", pause.id or pause.name, pause.name, at, at, moment, counted=counted)
        for place, asked in enumerate(self.program.questionnaires):
            step = _step(asked.id, place)
            yield self._row("questionnaire", step, asked.title, ("evaluation", "questionnaires", step), asked)
        for place, sent in enumerate(self.program.communications):
            step = _step(sent.id, place)
            yield self._row("message", sent.id or sent.title, sent.title, ("communications", step), sent)

    def _row(self, kind: str, name: str, title: str, at: Steps, slot: TimeSlot) -> DatedRow:
        return self._told(kind, name, title, at, at, self.program.moment_of(slot), counted=slot.week is not None)

    def _told(
        self, kind: str, name: str, title: str, path: Steps, entry: Steps, moment: Moment | None, *, counted: bool
    ) -> DatedRow:
        words, said = self.voice.words, PLACEHOLDER.sub(lambda one: self.texts.get(one[1], one[0]), title)
        if moment is None:
            open_ = words.gettext("Date to be announced")
            return DatedRow(f"{kind} {name}", kind, said, "", open_, path, entry, None, counted)
        day = words.joined((_days(moment, words), self.voice.home_clock(moment)), ", ")
        week, rhythm = self.voice.week(moment), self._rhythm(moment)
        return DatedRow(f"{kind} {name}", kind, said, week, day, path, entry, moment, counted, rhythm)

    def _bounds(self) -> Iterator[DatedRow]:
        _, program = self.voice.words.gettext, self.program
        bounds = (("start", "starts", _("First day"), program.starts), ("end", "ends", _("Last day"), program.ends))
        for kind, name, title, day in bounds:
            moment = Moment(day, day, None, program.time_zone, None) if day else None
            yield self._told(kind, name, title, (name,), (name,), moment, counted=False)

    def _event(self, event: Event, entry: Steps) -> Iterator[DatedRow]:
        """A line for each of its times; a group without a date of its own is at that of the event."""
        name, own = event.id or event.what, self.program.moment_of
        if not event.groups:
            row = self._told("event", name, event.what, entry, entry, own(event), counted=event.week is not None)
            yield replace(row, sort=event.kind)
        for place, group in enumerate(event.groups):
            called = group.name or self._filled(self.voice.words.gettext("group %(number)s"), number=str(place + 1))
            title = self._filled("%(title)s: %(group)s", title=event.what, group=called)
            path = (*entry, "groups", f"#{place}") if group.is_dated else entry
            counted = (group if group.is_dated else event).week is not None
            moment = own(group, event=event)
            row = self._told("event", f"{name}, {called}", title, path, entry, moment, counted=counted)
            yield replace(row, sort=event.kind)

    def _rhythm(self, moment: Moment) -> str:
        if len(moment.dates) < 2:
            return ""
        words = self.voice.words
        count = words.ngettext("%(num)s date", "%(num)s dates", len(moment.dates))
        last = words.fill(words.gettext("until %(day)s"), {"day": words.date(moment.over)})
        return words.joined((self.voice.rhythm(moment), count, last), ", ")

    def _filled(self, pattern: str, **values: str) -> str:
        return self.voice.words.fill(pattern, values)
