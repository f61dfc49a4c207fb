"""The dates of a programme as a list that people read and change, and what moved between two states of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from mentorkit.definition.moments import Moment
from mentorkit.definition.schedule import Event, Group, TimeSlot
from mentorkit.definition.weeks import Weeks
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Occurrence, PlannedEvent, Toolkit

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
    when: str
    """The week and the day as people say them; that the date is open, where there is none."""
    path: Steps
    """The part of the definition that says when: its `date`, or its `week` and `day`."""
    entry: Steps
    """The entry that the line is about: of a group, its event."""
    moment: Moment | None
    counted: bool
    """Whether it is written by a week, so that it moves with the start."""
    rhythm: str = ""
    """How often it comes again, and how many dates there are; empty for what is once."""


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date before and after a change. Either is empty where it is not there."""

    title: str
    before: str
    after: str


def timeline_rows(kit: Toolkit, words: Words) -> tuple[DatedRow, ...]:
    """Every date of a programme in order of time, told in these words; those that are open are last, in the order of the file."""
    teller = _RowTeller(kit, replace(Voice.of(kit.program), words=words))
    return tuple(sorted(teller.rows(), key=lambda row: _order(row.moment)))


def moved_dates(before: Iterable[DatedRow], after: Iterable[DatedRow]) -> tuple[MovedDate, ...]:
    """What is at another time than before, in the order of time that it has now; then what is no longer there."""
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    moved = [
        MovedDate(row.title, old[key].when if key in old else "", row.when)
        for key, row in new.items()
        if key not in old or (old[key].when, old[key].rhythm) != (row.when, row.rhythm)
    ]
    return (*moved, *(MovedDate(row.title, row.when, "") for key, row in old.items() if key not in new))


def said_moment(moment: Moment | None, voice: Voice) -> str:
    """`Week 3, Thursday 18 February 2027, 14:00–15:30` and its like; that the date is open, where there is none."""
    if moment is None:
        return voice.words.gettext("Date to be announced")
    return voice.words.joined((voice.week(moment), _days(moment, voice.words), voice.home_clock(moment)), ", ")


def said_day(day: date, weeks: Weeks, words: Words) -> str:
    """`Week 3, Thursday 18 February 2027`: a day as people say it, in the weeks of a programme."""
    number = weeks.number(day)
    week = words.fill(words.gettext("Week %(number)s"), {"number": number}) if number is not None else ""
    return words.joined((week, _day(day, words)), ", ")


def _days(moment: Moment, words: Words) -> str:
    if moment.first == moment.last:
        return _day(moment.first, words)
    return words.days(moment.first, moment.last)


def _day(day: date, words: Words) -> str:
    """`Thursday 18 February 2027`: in most languages there is a comma that reads badly behind another one."""
    return words.fill(words.gettext("%(weekday)s %(date)s"), {"weekday": words.weekday(day), "date": words.date(day)})


def _order(moment: Moment | None) -> tuple[object, ...]:
    return moment.order if moment else (_LAST,)


def _step(id_: str | None, place: int) -> str:
    return id_ or f"#{place}"


@dataclass(frozen=True, slots=True)
class _RowTeller:
    """Tells the dates of one programme as lines."""

    kit: Toolkit
    voice: Voice

    def rows(self) -> Iterator[DatedRow]:
        """Every date, part by part of the definition."""
        yield from self._bounds()
        for session in self.kit.sessions:
            number = str(session.number)
            title = self._filled("%(number)s. %(title)s", number=number, title=session.session.title)
            at = ("sessions", number)
            yield self._row(f"session {number}", "session", title, at, at, session.moment, session.session)
        for place, event in enumerate(self.kit.events):
            yield from self._event(event, ("events", _step(event.event.id, place)))
        yield from self._pauses()
        yield from self._asked_and_sent()

    def _row(
        self, key: str, kind: str, title: str, path: Steps, entry: Steps, moment: Moment | None, slot: TimeSlot
    ) -> DatedRow:
        when, counted = said_moment(moment, self.voice), slot.week is not None
        return DatedRow(key, kind, title, when, path, entry, moment, counted, self._rhythm(moment))

    def _bounds(self) -> Iterator[DatedRow]:
        _, program = self.voice.words.gettext, self.kit.program
        for name, title, day in (("starts", _("First day"), program.starts), ("ends", _("Last day"), program.ends)):
            moment = Moment(day, day, None, program.time_zone, None) if day else None
            when, counted = said_moment(moment, self.voice), False
            yield DatedRow(name, name.removesuffix("s"), title, when, (name,), (name,), moment, counted)

    def _event(self, event: PlannedEvent, entry: Steps) -> Iterator[DatedRow]:
        """A line for each of its times; a group without a date of its own is at that of the event."""
        for one in event.occurrences:
            slot: Event | Group = event.event.groups[one.number - 1] if one.number else event.event
            title: str = event.event.what
            path: Steps = entry
            if one.number:
                title = self._filled("%(title)s: %(group)s", title=title, group=self._group(one))
                path = (*entry, "groups", f"#{one.number - 1}") if slot.is_dated else entry
            dated = slot if slot.is_dated else event.event
            yield self._row(f"event {one.uid}", "event", title, path, entry, one.moment, dated)

    def _group(self, one: Occurrence) -> str:
        return one.group or self._filled(self.voice.words.gettext("group %(number)s"), number=str(one.number))

    def _pauses(self) -> Iterator[DatedRow]:
        for place, pause in enumerate(self.kit.program.pauses):
            at, days = ("pauses", _step(pause.id, place)), self.kit.program.days_of_pause(pause)
            moment = Moment(*days, None, self.voice.zone, None) if days else None
            when, counted = said_moment(moment, self.voice), pause.week is not None
            yield DatedRow(f"pause {pause.id or pause.name}", "pause", pause.name, when, at, at, moment, counted)

    def _asked_and_sent(self) -> Iterator[DatedRow]:
        """Questionnaires and messages: what has a date and is no gathering."""
        program = self.kit.program
        for place, asked in enumerate(program.questionnaires):
            at: Steps = ("evaluation", "questionnaires", _step(asked.id, place))
            moment = program.moment_of(asked)
            yield self._row(f"questionnaire {at[-1]}", "questionnaire", asked.title, at, at, moment, asked)
        for place, sent in enumerate(program.communications):
            at = ("communications", _step(sent.id, place))
            moment = program.moment_of(sent)
            yield self._row(f"message {at[-1]}", "message", sent.title, at, at, moment, sent)

    def _rhythm(self, moment: Moment | None) -> str:
        if moment is None or len(moment.dates) < 2:
            return ""
        words = self.voice.words
        count = words.ngettext("%(num)s date", "%(num)s dates", len(moment.dates))
        last = words.fill(words.gettext("until %(day)s"), {"day": words.date(moment.over)})
        return words.joined((self.voice.rhythm(moment), count, last), ", ")

    def _filled(self, pattern: str, **values: str) -> str:
        return self.voice.words.fill(pattern, values)
