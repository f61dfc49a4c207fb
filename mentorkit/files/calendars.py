"""A programme's dates as iCalendar files (RFC 5545): one for all, one for each audience, one for each date. UIDs come from the Toolkit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from icalendar import Calendar, vRecur, vText
from icalendar import Event as CalendarEvent

from mentorkit.core.plain_words import words_of_text
from mentorkit.definition.base import PAIR
from mentorkit.definition.gatherings import Gathering
from mentorkit.definition.moments import Moment
from mentorkit.definition.schedule import ForEachRole
from mentorkit.files.calendar_lists import listed, lists_of_event, lists_of_session, recordings
from mentorkit.files.zone_rules import time_zone
from mentorkit.language.foreign_parts import in_plain_text
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Entry, Occurrence, PlannedEvent, PlannedPause, PlannedSession, Toolkit


def audiences(toolkit: Toolkit) -> tuple[str, ...]:
    """The roles that have a calendar of their own: those that some event or session is for."""
    invited = {role for event in toolkit.events for role in event.audience} - set(PAIR) | set(toolkit.program.pair)
    return tuple(role for role in toolkit.roles if role in invited)


def calendars(toolkit: Toolkit, stamp: datetime) -> Iterator[tuple[str, str | None, bytes]]:
    """File name, role (None for everyone) and bytes of each calendar. `stamp` is when they are made."""
    yield "calendar.ics", None, _calendar(toolkit, None, stamp)
    for role in audiences(toolkit):
        yield f"calendar-{role}.ics", role, calendar_for(toolkit, role, stamp)


def calendar_for(toolkit: Toolkit, role: str, stamp: datetime, zone: str = "", first_day: date | None = None) -> bytes:
    """The calendar of one role alone, perhaps for somebody in another time zone than the programme's.

    With `first_day` it also has the days that count from the person's own start.
    """
    return _calendar(toolkit, role, stamp, zone, first_day)


def single_dates(toolkit: Toolkit, stamp: datetime) -> Iterator[tuple[str, bytes]]:
    """A file for each event's time and each dated session, to put that one into a calendar: its path and its bytes.

    What comes again is one file with all its dates.
    """
    for entry in toolkit.timeline:
        if path := single_path(entry.session or entry.event, entry.occurrence):
            yield path, _file(Voice.of(toolkit.program), [entry], None, stamp, {})


def single_path(planned: PlannedEvent | PlannedSession | None, occurrence: Occurrence | None = None) -> str:
    """The path of the file of one date, from the portal's folder; empty for the start and the end of the programme."""
    if isinstance(planned, PlannedSession):
        return f"calendar/session-{planned.number}.ics"
    if planned is None or occurrence is None:
        return ""
    group = f".{occurrence.number}" if occurrence.number else ""
    return f"calendar/event-{planned.id}{group}.ics"


def _calendar(
    toolkit: Toolkit, role: str | None, stamp: datetime, zone: str = "", first_day: date | None = None
) -> bytes:
    """A calendar that one can subscribe to: named, and looked at once a day."""
    program = toolkit.program
    title = vText(program.title)  # plain values of these two would stand there without their backslashes
    about: dict[str, object] = {"name": title, "x-wr-calname": title, "x-wr-timezone": zone or program.time_zone}
    about |= {"url": program.address} if program.address else {}
    once_a_day = {"refresh-interval": timedelta(days=1), "x-published-ttl": "P1D"}
    own = tuple(_own_days(toolkit, role, first_day)) if first_day else ()
    return _file(Voice.of(program, zone), toolkit.timeline, role, stamp, about | once_a_day, own)


def _own_days(toolkit: Toolkit, role: str | None, first_day: date) -> Iterator[CalendarEvent]:
    """Whole days that count from a person's own start."""
    own = toolkit.program.own_start
    for number, one in enumerate(own.days if own else (), 1):
        if own and (role is None or role in one.for_):
            component = CalendarEvent()
            component.add("uid", f"own_{one.id or number}@{toolkit.slug}.{toolkit.client}")
            voice = Voice.of(toolkit.program)
            named = voice.words.gettext("Day %(number)s: %(what)s")
            summary = in_plain_text(voice.words, named, {"number": one.day, "what": one.what})
            component.add("summary", summary)
            component.add("dtstart", one.falls_on(first_day))
            component.add("transp", "TRANSPARENT")
            counted = in_plain_text(voice.words, named, {"number": 1, "what": own.what})
            lines = [words_of_text(one.about or ""), counted]
            _describe(component, lines, None, None)
            yield component


def _file(
    voice: Voice,
    entries: Sequence[Entry],
    role: str | None,
    stamp: datetime,
    about: Mapping[str, object],
    further: Iterable[CalendarEvent] = (),
) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//MentorKit//{voice.words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name, value in about.items():
        parameters = {"VALUE": "DURATION"} if name == "refresh-interval" else {}
        calendar.add(name, value, parameters)
    for component in chain(chain.from_iterable(_components(entry, role, voice) for entry in entries), further):
        for name in ("dtstamp", "last-modified"):
            component.add(name, stamp.astimezone(UTC))
        component.add("sequence", _sequence(stamp))
        calendar.add_component(component)
    years = entries[0].moment.first.year, max(entry.moment.over.year for entry in entries)
    zones = [time_zone(name, *years) for name in sorted(calendar.get_used_tzids())]
    calendar.subcomponents[:0] = zones
    return bytes(calendar.to_ical())


def _sequence(stamp: datetime) -> int:
    """The revision of every entry in a calendar made at this moment: whole minutes since 2020.

    Calendars keep an entry as they know it where one of the same UID comes with no higher revision (RFC 5546, 2.1.5): Outlook
    and Google ignore a day that was moved, and Apple's goes by DTSTAMP besides. Which entries differ from those of earlier
    files cannot be known, for none is kept; that all of them are at least as new as the moment at which they were made is
    true. The number has room in 32 bits, which Outlook has for it.
    """
    return max(0, int((stamp - _FIRST_REVISION).total_seconds() // 60))


_FIRST_REVISION = datetime(2020, 1, 1, tzinfo=UTC)


def _components(entry: Entry, role: str | None, voice: Voice) -> Iterator[CalendarEvent]:
    """One for a session, one for each date of an event.

    Dates of what comes again are not one entry with a rule and exceptions (RRULE, EXDATE, RECURRENCE-ID): Outlook reads
    "every month on the 31st" otherwise than Apple's and Google's calendars do, and when it opens a file it drops single dates
    that are moved; dates that are listed (RDATE), Google drops. Entries of their own, each with a UID that stays, are shown
    alike by all three; one that is moved or left out touches no other, and the clock change is no matter.
    """
    if entry.event and entry.occurrence and (role is None or role in entry.event.audience):
        yield from (_event(entry.event, one, voice) for one in entry.occurrence.singly)
    if entry.pause:
        yield _pause(entry.pause, voice)
    if entry.session and (role is None or role in PAIR):
        yield _session(entry.session, role, voice)


def _event(planned: PlannedEvent, occurrence: Occurrence, voice: Voice) -> CalendarEvent:
    words, event = voice.words, planned.event
    _ = words.gettext
    group = occurrence.group or (
        in_plain_text(words, _("group %(number)s"), {"number": occurrence.number}) if occurrence.number else ""
    )
    component = CalendarEvent()
    component.add("uid", occurrence.uid)
    component.add(
        "summary",
        in_plain_text(words, _("%(title)s (%(group)s)"), {"title": event.what, "group": group})
        if group
        else event.what,
    )
    _when(component, occurrence)
    lines = [words_of_text(event.about or "")]
    moment = occurrence.moment
    assert moment is not None, "only what has a date is on the timeline"
    lines += _own_time(moment, voice)
    if moment.whole_week and moment.at:
        lines.append(
            in_plain_text(words, _("At %(time)s; the day will be announced."), {"time": words.time(moment.at)})
        )
    if moment.due:
        lines.append(
            in_plain_text(words, _("%(days)s, %(time)s"), {"days": voice.day(moment), "time": voice.clock(moment)})
        )
    lines += [voice.how_long(moment), *voice.who(occurrence)]
    lines += lists_of_event(event, voice)
    lines += _kept(occurrence, voice)
    _describe(component, lines, occurrence.place, occurrence.link)
    component.add("categories", [voice.kind(event.kind), *event.tags])
    return component


def _pause(pause: PlannedPause, voice: Voice) -> CalendarEvent:
    """Whole days that leave everybody free."""
    component = CalendarEvent()
    component.add("uid", pause.uid)
    component.add("summary", pause.name)
    _when(component, pause)
    component.add("categories", [voice.words.gettext("Pause")])
    return component


def _session(planned: PlannedSession, role: str | None, voice: Voice) -> CalendarEvent:
    _, session = voice.words.gettext, planned.session
    component = CalendarEvent()
    component.add("uid", planned.uid)
    component.add("summary", voice.session(planned.number, session.title))
    _when(component, planned)
    lines = [words_of_text(session.purpose or ""), *(_own_time(planned.moment, voice) if planned.moment else ())]
    if planned.moment and planned.moment.whole_week:
        lines.append(_("Any day this week that you choose together."))
    lines += [voice.how_long(planned.moment)]
    keys = planned.keys_for(role) if role else planned.keys
    lines += listed(_("Keys to work through before:"), [key.facts.title for key in keys])
    lines += lists_of_session(session, voice)
    readers = (role,) if role else PAIR
    lines += _asked(_("%(role)s, beforehand: %(text)s"), session.prepare, readers, voice)
    lines += _asked(_("%(role)s, afterwards: %(text)s"), session.actions, readers, voice)
    gathering = planned.gathering
    lines += [*voice.who(gathering), *_kept(gathering, voice)]
    _describe(component, lines, gathering.place, gathering.link)
    component.add("categories", [voice.role("session")])
    return component


def _asked(said: str, texts: ForEachRole | None, readers: tuple[str, ...], voice: Voice) -> Iterator[str]:
    """Yield a line for each of these readers of whom something is asked."""
    for role in readers:
        if text := getattr(texts, role, None):
            values = {"role": voice.role(role), "text": words_of_text(text)}
            yield in_plain_text(voice.words, said, values)


def _kept(gathering: Gathering, voice: Voice) -> list[str]:
    """What is kept of a gathering: its notes and recordings, a line each."""
    _ = voice.words.gettext
    lines = [voice.words.fill(_("Notes: %(link)s"), {"link": gathering.notes})] if gathering.notes else []
    return [*lines, *recordings(gathering.recordings, voice)]


def _own_time(moment: Moment, voice: Voice) -> list[str]:
    """When it is by the clock of a reader elsewhere, as a line: mail and paper show the time of the organisers."""
    own = voice.reader_clock(moment) if voice.home != voice.zone else ""
    return [in_plain_text(voice.words, voice.words.gettext("Your time: %(time)s"), {"time": own})] if own else []


def _when(component: CalendarEvent, planned: Occurrence | PlannedSession | PlannedPause) -> None:
    """Timed events in their zone, again on each of several days; what is due at that time; days and whole weeks as days.

    The end of whole days is the day after the last.
    """
    moment = planned.moment
    assert moment is not None, "only what has a date is on the timeline"
    begins, ends = (moment.ends, None) if moment.due else (moment.begins, moment.first_ends)
    if begins:
        times = [("dtstart", begins)] + ([("dtend", ends)] if ends else [])
        # When clocks go back an hour comes twice, and readers differ in which one the local clock means.
        twice = not moment.daily and any(_comes_twice(time) for _, time in times)
        for name, time in times:
            component.add(name, time.astimezone(UTC) if twice else time)
        if moment.daily:
            component.add("rrule", vRecur(freq="DAILY", count=(moment.last - moment.first).days + 1))
        return
    component.add("dtstart", moment.first)
    component.add("dtend", moment.last + timedelta(days=1))
    component.add("transp", "TRANSPARENT")


def _comes_twice(time: datetime) -> bool:
    """Return whether the local clock shows this time twice, before and after it goes back."""
    first, second = (time.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def _describe(component: CalendarEvent, lines: list[str], place: str | None, link: str | None) -> None:
    text = "\n".join(line for line in lines if line)
    if link:
        component.add("url", link)
        text = "\n".join(filter(None, (text, link)))
    if text:
        component.add("description", text)
    if place or link:
        component.add("location", place or link)
