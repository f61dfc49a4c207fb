"""One programme with everything it refers to: the frozen `Toolkit` that portal, workbooks and calendars read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from posixpath import normpath
from types import MappingProxyType
from typing import Any

from mentorkit.brand.branding import Branding
from mentorkit.core.names import as_lasting_name, as_name, title_digest
from mentorkit.definition.base import EVERYONE, PAIR, ROLES
from mentorkit.definition.books import READERS, is_piece, pieces_of
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.definition.gatherings import Gathering, gathered
from mentorkit.definition.moments import Moment
from mentorkit.definition.people import People, Person
from mentorkit.definition.program import Program
from mentorkit.definition.results import Results
from mentorkit.definition.schedule import PHASES, Event, Group, Session
from mentorkit.definition.search_list import SearchList
from mentorkit.definition.settings import EngineName, Settings, Thresholds
from mentorkit.guides.library import Form, Guide, HandbookPage, Key, Library, TrainingModule
from mentorkit.guides.page_order import in_order
from mentorkit.guides.pictures import shown_names, texts_with_pictures
from mentorkit.guides.text_links import links
from mentorkit.language.speech import Speech

_GROUP = "-group-"
"""What stands between an event and a group of it in what calendars know it by."""
_EVERY_GROUP = re.compile(f"(?={_GROUP})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence(Gathering):
    """One time and place at which an event happens; an event with groups has several."""

    uid: str
    group: str | None
    """The name of the group; None where it has none."""
    number: int
    """Counts the groups of an event from 1; 0 where there are none."""
    moment: Moment | None
    """None where the date is open."""

    @property
    def singly(self) -> Iterator[Occurrence]:
        """Each of its dates apart, where it comes again: with a UID of its own, that other dates do not change."""
        if self.moment is None or not self.moment.dates:
            yield self
            return
        name, _, home = self.uid.partition("@")
        for one in self.moment.dates:
            place, link = (one.changed.place, one.changed.link) if one.changed else (None, None)
            yield replace(
                self,
                uid=f"{name}.{one.key}@{home}",
                moment=one.moment,
                place=place or self.place,
                link=link or self.link,
            )


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event with its times and the training module that it runs."""

    id: str
    event: Event
    occurrences: tuple[Occurrence, ...]
    module: TrainingModule | None

    @property
    def audience(self) -> tuple[str, ...]:
        """The roles it is for."""
        return self.event.for_

    def people(self, known: People) -> Iterator[str]:
        """Everybody who is named with it."""
        for one in self.occurrences:
            yield from one.people
        for part in self.event.parts:
            yield from known.called(part.speakers)

    @property
    def moment(self) -> Moment | None:
        """The moment of the first of its occurrences that has a date; None where the date is open."""
        return next(iter(self.moments), None)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments of those of its occurrences that have a date; of what comes again, all its dates are one."""
        return tuple(one.moment for one in self.occurrences if one.moment)


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session with its date and its Keys."""

    uid: str
    number: int
    session: Session
    moment: Moment | None
    keys: tuple[Key, ...]
    reinforces: TrainingModule | None
    gathering: Gathering = field(default_factory=Gathering)

    def keys_for(self, *roles: str) -> tuple[Key, ...]:
        """The Keys that are for one of these roles."""
        return tuple(key for key in self.keys if not set(roles).isdisjoint(key.facts.for_))


@dataclass(frozen=True, slots=True)
class PlannedPause:
    """A pause with its days."""

    uid: str
    id: str
    name: str
    moment: Moment
    """Its first and its last day."""


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """One phase of the programme: from its first session to the next phase's first."""

    phase: str
    first: date | None
    last: date | None
    sessions: tuple[PlannedSession, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: an event's occurrence, a session, a pause, the start, or the end."""

    kind: str
    moment: Moment
    event: PlannedEvent | None = None
    occurrence: Occurrence | None = None
    session: PlannedSession | None = None
    pause: PlannedPause | None = None


@dataclass(frozen=True, slots=True)
class Toolkit:
    """A programme with every reference resolved. Nothing changes it."""

    client: str
    slug: str
    program: Program
    branding: Branding
    sessions: tuple[PlannedSession, ...]
    events: tuple[PlannedEvent, ...]
    phase_spans: tuple[PhaseSpan, ...]
    timeline: tuple[Entry, ...]
    keys: tuple[Key, ...]
    training: tuple[TrainingModule, ...]
    forms: tuple[Form, ...]
    records: tuple[Form, ...] = ()
    """Forms that one person keeps on paper: they stand on no portal, in no book, and among no downloads."""
    handbooks: tuple[Form, ...] = ()
    """Forms that those who run the programme read: they stand in the facilitator guide, and on no portal."""
    pages: tuple[HandbookPage, ...] = ()
    """Its pages, in the order in which they are read."""
    pieces: tuple[Guide[GuideFacts], ...] = ()
    """Guides that books name as chapters of theirs, pages in their order; one need not be among the guides of the programme."""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    """The pictures that its guides and texts show, by their names."""
    pauses: tuple[PlannedPause, ...] = ()
    """Its pauses, in order of time; those without days are left out."""
    results: Results | None = None
    """The results that were released, where the definition says that they are published."""
    search: SearchList = field(default_factory=SearchList)
    """What people type into the search of its portal, in its language."""
    others: Mapping[str, Program] = field(default_factory=dict)
    """The programme in its other languages, by their tags."""
    translations: tuple[Toolkit, ...] = ()
    """Of a programme in its main language, the same in its further languages, with the same ids and UIDs."""
    allow_html: bool = field(default=False)
    engine: EngineName = "mkdocs"
    """The site engine that makes its portal."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    """The thresholds of the audit of its design."""

    @property
    def id(self) -> str:
        """client/programme."""
        return f"{self.client}/{self.slug}"

    @property
    def language(self) -> str:
        """The tag of the language that it is in."""
        return self.program.language

    @property
    def languages(self) -> tuple[Toolkit, ...]:
        """It and its translations, in the order in which the definition names the languages."""
        return (self, *self.translations)

    @property
    def speech(self) -> Speech:
        """How it speaks in each language."""
        return Speech.of(self.program, self.others)

    @property
    def guides(self) -> Iterator[Guide[GuideFacts]]:
        """Every guide of the programme."""
        yield from self.keys
        yield from self.training
        yield from self.forms
        yield from self.pages

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that something is said to: those who meet always, others that are described or invited."""
        invited = {role for event in self.events if event.audience != EVERYONE for role in event.audience}
        others = (role for role in ROLES if role not in PAIR)
        present = (role for role in others if role in invited or self.program.roles[role])
        return (*self.program.pair, *present)

    @property
    def half_way(self) -> int:
        """How many sessions a pair has behind it half-way; 0 where there are too few of them for a half."""
        return (len(self.sessions) + 1) // 2 if len(self.sessions) > 3 else 0

    @property
    def smallest_group(self) -> int:
        """The fewest people whose answers or figures may be reported together."""
        evaluation = self.program.evaluation
        return (evaluation and evaluation.smallest_group) or self.thresholds.smallest_group

    def has_chapter(self, chapter: str) -> bool:
        """Return whether a workbook for one of a pair has this chapter; where no such workbook is made, any counts as wanted."""
        books = [(READERS.get(name, plan.for_), plan) for name, plan in self.program.books.items()]
        workbooks = [plan for readers, plan in books if len(readers) == 1 and readers[0] in PAIR]
        return not workbooks or any(chapter in plan.chapters for plan in workbooks)

    @property
    def undated(self) -> tuple[PlannedEvent, ...]:
        """The events of which no date is known yet; they stand on no timeline."""
        return tuple(event for event in self.events if not event.moments)

    def events_of(self, person: Person) -> tuple[PlannedEvent, ...]:
        """The events at which somebody leads, speaks or is there to be asked."""
        return tuple(event for event in self.events if person.name in set(event.people(self.program.people)))

    def sessions_with(self, key: Key) -> tuple[PlannedSession, ...]:
        """The sessions that a Key prepares for."""
        return tuple(session for session in self.sessions if key in session.keys)


def assemble(
    client: str,
    slug: str,
    program: Program,
    branding: Branding,
    library: Library,
    settings: Settings = Settings(),  # noqa: B008 - it is frozen
    results: Results | None = None,
    named_as: Toolkit | None = None,
) -> Toolkit:
    """Resolve every reference of a programme. References must have been checked (`references.check_references`).

    Ids and UIDs that are made of texts are those of `named_as`, the same programme in its main language, where that is given.
    """
    sessions = tuple(_sessions(client, slug, program, library))
    named = program if named_as is None else named_as.program
    events = tuple(_events(client, slug, program, named, library))
    pauses = tuple(sorted(_pauses(client, slug, program, named), key=lambda one: one.moment.order))
    included = _included(program, sessions, events, library)
    pieces = tuple(_pieces(program, library))
    forms = [form for name, form in library.forms.items() if f"forms/{name}" in included]
    return Toolkit(
        client=client,
        slug=slug,
        program=program,
        branding=branding,
        sessions=sessions,
        events=events,
        phase_spans=tuple(_phase_spans(sessions, program)),
        timeline=tuple(_timeline(program, sessions, events, pauses)),
        keys=tuple(library.keys[name] for name in library.keys if f"keys/{name}" in included),
        training=tuple(library.training[name] for name in library.training if f"training/{name}" in included),
        forms=tuple(form for form in forms if form.facts.kind not in ("record", "handbook")),
        records=tuple(form for form in forms if form.facts.kind == "record"),
        handbooks=tuple(form for form in forms if form.facts.kind == "handbook"),
        pages=tuple(page for page in in_order(library.pages) if page.path in included),
        pieces=pieces,
        pictures=_pictures(program, [*filter(None, map(library.at_path, sorted(included))), *pieces], library),
        pauses=pauses,
        results=results,
        search=library.search_list(program.language),
        allow_html=settings.allow_html,
        engine=settings.engine,
        thresholds=settings.design,
    )


def with_guide(toolkit: Toolkit, guide: Guide[Any], pictures: Mapping[str, Path] = MappingProxyType({})) -> Toolkit:
    """The same with this guide in place of the one at its path, or beside the others where there is none.

    `pictures` are the files of those that it shows, where others than the programme's are among them.
    """

    def put(there: Guide[Any] | None) -> Any:
        return guide if there and there.path == guide.path else there

    shelf: tuple[Guide[Any], ...] = getattr(toolkit, guide.folder)
    known = any(one.path == guide.path for one in shelf)
    sessions = tuple(
        replace(one, keys=tuple(map(put, one.keys)), reinforces=put(one.reinforces)) for one in toolkit.sessions
    )
    by_number = {one.number: one for one in sessions}
    shelves: dict[str, Any] = {guide.folder: tuple(map(put, shelf)) if known else (*shelf, guide)}
    return replace(
        toolkit,
        sessions=sessions,
        events=tuple(replace(one, module=put(one.module)) for one in toolkit.events),
        phase_spans=tuple(
            replace(one, sessions=tuple(by_number[each.number] for each in one.sessions)) for one in toolkit.phase_spans
        ),
        pieces=tuple(map(put, toolkit.pieces)),
        pictures={**pictures, **toolkit.pictures},
        **shelves,
    )


def _pictures(program: Program, guides: Iterable[Guide[GuideFacts]], library: Library) -> dict[str, Path]:
    """The files of the pictures that a programme's texts and these guides show."""
    texts = [*(guide.body for guide in guides), *texts_with_pictures(program)]
    return {name: library.pictures[name].path for name in sorted(set(shown_names(texts))) if name in library.pictures}


def _pieces(program: Program, library: Library) -> Iterator[Guide[GuideFacts]]:
    named = (chapter for book in program.books.values() for chapter in book.chapters if is_piece(chapter))
    pages = [page.path for page in in_order(library.pages)]
    paths = dict.fromkeys(path for chapter in named for path in pieces_of(chapter, pages))
    for path in sorted(paths, key=lambda path: pages.index(path) if path in pages else -1):
        guide = library.at_path(path)
        assert guide is not None, "references have been checked"
        yield guide


def _sessions(client: str, slug: str, program: Program, library: Library) -> Iterator[PlannedSession]:
    numbered = sorted(program.sessions.items())
    names = _apart(((session.id or "", str(number)) for number, session in numbered), str)
    for (number, session), name in zip(numbered, names, strict=True):
        yield PlannedSession(
            uid=f"session-{name}@{slug}.{client}",
            number=number,
            session=session,
            moment=program.moment_of(session),
            keys=tuple(library.keys[name] for name in session.keys),
            reinforces=library.training[session.reinforces] if session.reinforces else None,
            gathering=Gathering(**gathered(program.people, session)),
        )


def _events(client: str, slug: str, program: Program, named: Program, library: Library) -> Iterator[PlannedEvent]:
    called = [(event.id or "", event.what) for event in named.events]
    names, known = _apart(called, as_name), _apart(called, as_lasting_name)
    for event, as_called, id_, lasting in zip(program.events, named.events, names, known, strict=True):
        groups = tuple(one.name or "" for one in as_called.groups)
        occurrences = tuple(_occurrences(event, groups, lasting, f"{slug}.{client}", program))
        yield PlannedEvent(id_, event, occurrences, library.training[event.module] if event.module else None)


def _occurrences(
    event: Event, called_groups: Sequence[str], lasting: str, home: str, program: Program
) -> Iterator[Occurrence]:
    """An event's times: those of its groups, which take over from the event what they do not say, or its own.

    `called_groups` are the names that its groups are known by.
    """
    groups: tuple[Event | Group, ...] = event.groups or (event,)
    known = re.sub(r"^(event-)*session-", r"event-\g<0>", lasting)  # in a calendar, "session-1" is a session
    if not event.groups and _GROUP in known:
        known += "--event"  # "launch-group-a" is the group A of the launch
    called = [("" if name else str(n), name) for n, name in enumerate(called_groups, 1)]
    names = _apart(called, as_lasting_name)
    for number, group in enumerate(groups, 1 if event.groups else 0):
        yield Occurrence(
            uid=f"{_of_group(known, names[number - 1])}@{home}" if number else f"{known}@{home}",
            group=group.name if isinstance(group, Group) else None,
            number=number,
            moment=program.moment_of(group, event=event),
            **gathered(program.people, group, event),
        )


def _of_group(event: str, group: str) -> str:
    """What calendars know a group of an event by; none of another event is known by the same."""
    plain = f"{event}{_GROUP}{group}"
    return plain if len(_EVERY_GROUP.findall(plain)) == 1 else f"{event}-{_GROUP}-{group}"


def _pauses(client: str, slug: str, program: Program, named: Program) -> Iterator[PlannedPause]:
    known = _apart(((one.id or "", one.name) for one in named.pauses), as_lasting_name)
    names = _apart(((one.id or "", one.name) for one in named.pauses), as_name)
    for pause, lasting, id_ in zip(program.pauses, known, names, strict=True):
        if days := program.days_of_pause(pause):
            moment = Moment(*days, None, program.time_zone, None)
            yield PlannedPause(f"pause_{lasting}@{slug}.{client}", id_, pause.name, moment)  # no event has such a UID


def _apart(called: Iterable[tuple[str, str]], named: Callable[[str], str]) -> list[str]:
    """A name for each that no other has: the id that it was given, else the one that is made from its title.

    So none depends on its neighbours, or on its place among them. Of titles that are named alike, one keeps the name and
    the others have a digest behind it. Only of those with the same title and no id, the second and further ones are
    numbered as they stand. Both are done in a way in which no id is written.
    """
    every = list(called)
    given, made, keeps = {id_ for id_, _ in every if id_}, list[str](), dict[str, str]()
    for title in sorted((title for id_, title in every if not id_), key=lambda title: (not title.isascii(), title)):
        keeps.setdefault(named(title), title)
    for id_, title in every:
        name = id_ or named(title)
        if not id_ and keeps[name] != title:
            name = f"{name}--{title_digest(title)}"
        number, unique = 1, name
        while not id_ and (unique in given or unique in made):
            number += 1
            unique = f"{name}--{number}"
        made.append(unique)
    return made


def _included(
    program: Program, sessions: Iterable[PlannedSession], events: Iterable[PlannedEvent], library: Library
) -> set[str]:
    """Paths of every guide that the programme uses, names, or is led to by a link in one of those."""
    chosen = program.library
    waiting = [f"keys/{name}" for name in chosen.keys] + [f"training/{name}" for name in chosen.training]
    standard = [name for name, form in library.forms.items() if form.facts.standard]
    waiting += [f"forms/{name}" for name in chosen.forms or standard]
    waiting += [f"pages/{name}" for name in library.pages if _is_chosen(name, chosen.pages)]
    waiting += [key.path for session in sessions for key in session.keys]
    waiting += [session.reinforces.path for session in sessions if session.reinforces]
    waiting += [event.module.path for event in events if event.module]
    included: set[str] = set()
    while waiting:
        path = waiting.pop()
        guide = library.at_path(path)
        if path in included or guide is None:
            continue
        included.add(path)
        waiting += linked_paths(guide)
        waiting += [f"keys/{name}" for name in getattr(guide.facts, "keys", ())]
    return included


def _is_chosen(page: str, names: Iterable[str]) -> bool:
    """Whether this page, or a folder that it is in, is among these names; without names all are."""
    return not names or any(page == name or page.startswith(f"{name}/") for name in names)


def linked_paths(guide: Guide[GuideFacts]) -> list[str]:
    """The guides that a guide's links lead to, as keys/feedback."""
    return [
        normpath(f"{guide.home}/{target}").removesuffix(".md")
        for target in _targets(guide.body)
        if target.endswith(".md")
    ]


@lru_cache(maxsize=1024)  # many programmes share a library
def _targets(body: str) -> tuple[str, ...]:
    return tuple(mention.target.partition("#")[0] for mention in links(body, ""))


def _phase_spans(sessions: tuple[PlannedSession, ...], program: Program) -> Iterator[PhaseSpan]:
    """Phases that have sessions, in the field's order; each lasts until the next begins."""
    by_phase = [(phase, tuple(s for s in sessions if s.session.phase == phase)) for phase in PHASES]
    present = [(phase, members) for phase, members in by_phase if members]
    firsts = [min((s.moment.first for s in members if s.moment), default=None) for _, members in present]
    for number, (phase, members) in enumerate(present):
        following = [day for day in firsts[number + 1 :] if day]
        yield PhaseSpan(phase, firsts[number], following[0] if following else program.ends, members)


def _timeline(
    program: Program,
    sessions: Iterable[PlannedSession],
    events: Iterable[PlannedEvent],
    pauses: Iterable[PlannedPause],
) -> list[Entry]:
    entries = [
        Entry("event", one.moment, event=event, occurrence=one)
        for event in events
        for one in event.occurrences
        if one.moment
    ]
    entries += [Entry("session", session.moment, session=session) for session in sessions if session.moment]
    entries += [Entry("pause", pause.moment, pause=pause) for pause in pauses]
    entries.append(Entry("start", Moment(program.starts, program.starts, None, program.time_zone, None)))
    if program.ends:
        entries.append(Entry("end", Moment(program.ends, program.ends, None, program.time_zone, None)))
    return sorted(entries, key=lambda entry: (entry.moment.order, entry.kind != "start"))
