"""One programme, as it is written in `programs/<client>/<program>.yml`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from mentorkit.core.problems import Span
from mentorkit.definition.base import (
    PAIR,
    Audience,
    Authored,
    Day,
    GuideIds,
    Id,
    Line,
    Lines,
    Link,
    Text,
    Texts,
    YesNo,
    complain,
    shorthand,
)
from mentorkit.definition.books import Books, EditionName
from mentorkit.definition.matching import Matching
from mentorkit.definition.measures import Measure
from mentorkit.definition.moments import Moment, first_date, moment
from mentorkit.definition.own_start import OwnStart
from mentorkit.definition.people import Eligibility, People
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.definition.schedule import Event, Pause, Resource, Session, TimeSlot
from mentorkit.definition.weeks import Weeks, whole_weeks

LONGEST = 10
"""Years that a programme can last; a longer one is surely a slip of the year."""


class Evidence(Authored):
    """Something known about the need, and where it is known from."""

    finding: Line
    source: Line | None = None


class Need(Authored):
    """Why the programme exists."""

    statement: Text
    driver: Line | None = None
    """The strategy or plan that it serves."""
    evidence: tuple[Annotated[Evidence, shorthand("finding", Evidence)], ...] = ()
    alternatives_considered: Texts = ()
    """What else could have answered the need, and why mentoring was chosen."""
    not_for: Lines = ()
    """What the programme is not meant to mend."""
    complements: Lines = ()
    """What it works together with."""


_REACHED = Literal["yes", "in part", "no"]
WhetherReached = Annotated[_REACHED, BeforeValidator(lambda value: value, json_schema_input_type=bool | _REACHED)]
"""For editors, which read a plain `yes` as true; here it stays the word."""


class Goal(Authored):
    """What will be different, and how anybody can tell."""

    id: Id | None = None
    statement: Line
    level: Literal["participant", "programme", "organisation"] = "programme"
    indicator: Line | None = None
    baseline: Line | None = None
    target: Line | None = None
    due: Day | None = None
    measure: Measure | None = None
    """The question by which the report on outcomes tells whether it was reached."""
    outcome: Line | None = None
    """What came of it, where somebody counted it elsewhere: 27 of 40, in February 2028."""
    reached: WhetherReached | None = None
    """Whether it was reached, where no `measure` tells."""


class Expectations(Authored):
    """What mentoring here is, and what it is not."""

    is_: Lines = Field(default=(), alias="is")
    is_not: Lines = ()


class Duty(Authored):
    """A duty to report that somebody in the programme has, said before anybody tells anything."""

    who: Line
    """Who has it: everyone who leads a team, nurses, trustees."""
    reports: Line | None = None
    """What they have to report, in words that leave no doubt."""
    to: Line | None = None
    """Whom they tell."""
    rule: Line | None = None
    """The law or the house rule that says so, with its number or date."""


class Agreement(Authored):
    """What the two promise each other."""

    confidentiality: Text | None = None
    limits: Texts = ()
    """When something may, or must, be told to somebody else."""
    harm: Text | None = None
    """Whose decision it is whether harassment, discrimination, bullying or sexual violence goes further."""
    duties: tuple[Duty, ...] = ()
    """Who has a duty to report, what, to whom, and which law or house rule says so."""
    boundaries: Texts = ()
    rhythm: Text | None = None
    cancellation: Text | None = None
    feedback: Text | None = None
    ending: Text | None = None
    """How either may end it, without blame."""
    review: Text | None = None
    """When the two look at the agreement again."""
    signatures: YesNo = True


class RoleDescription(Authored):
    """What one role does, gives and gets."""

    summary: Line | None = None
    responsibilities: Lines = ()
    hours: Line | None = None
    """How much time it takes: two hours a month."""
    benefits: Lines = ()
    first_steps: Lines = ()
    """What to do first."""


class Roles(Authored):
    """Who does what."""

    mentor: RoleDescription | None = None
    mentee: RoleDescription | None = None
    manager: RoleDescription | None = None
    sponsor: RoleDescription | None = None
    facilitator: RoleDescription | None = None
    hr: RoleDescription | None = None
    safe_contact: RoleDescription | None = None
    """Whoever listens outside the line."""

    def __getitem__(self, role: str) -> RoleDescription | None:
        """What a role does, by the name of the role: mentor, safe-contact."""
        found: RoleDescription | None = getattr(self, role.replace("-", "_"))
        return found


class Support(Authored):
    """Who helps, how, and until when."""

    statement: Text | None = None
    mentors_circle: Text | None = None
    """Where mentors meet each other."""
    until: Day | None = None


class Message(TimeSlot):
    """One text that goes out: the launch, the call for applications, a reminder."""

    title: Line
    id: Id | None = None
    """A name that stays, so that a programme can change a message that it takes over."""
    kind: Literal["launch", "recruitment", "manager briefing", "reminder", "results"] = "recruitment"
    for_: Audience = Field(default=PAIR, alias="for")
    channel: Line | None = None
    text: Text | None = None


class Recognition(Authored):
    """How people's time and effort are seen."""

    certificate: YesNo = False
    actions: Texts = ()


class LibrarySelection(Authored):
    """Guides that the programme offers beyond those its sessions and events use."""

    keys: GuideIds = ()
    training: GuideIds = ()
    forms: GuideIds = ()
    pages: GuideIds = ()
    """Pages, and folders of them with all that is in them. Without this, every page is offered."""


class Wording(Authored):
    """What this organisation calls people, the programme and the meetings of a pair.

    The words with an article (`the_mentee: deltageren`) are needed in languages other than English, which makes them itself.
    """

    mentor: Line | None = None
    mentors: Line | None = None
    the_mentor: Line | None = None
    the_mentors: Line | None = None
    mentee: Line | None = None
    mentees: Line | None = None
    the_mentee: Line | None = None
    the_mentees: Line | None = None
    programme: Line | None = None
    programmes: Line | None = None
    the_programme: Line | None = None
    session: Line | None = None
    sessions: Line | None = None
    the_session: Line | None = None
    the_sessions: Line | None = None


class Acceptance(Authored):
    """Why a finding of the audit is accepted, and until when."""

    reason: Line
    until: Day | None = None
    """The last day on which it is accepted; otherwise it is for this round."""


def _numbered(value: Any) -> Any:
    if not isinstance(value, dict):
        raise complain(
            "sessions should be listed by number", "write `1:` on a line of its own, and its title and week below it"
        )
    for number in value:
        if not re.fullmatch(r"0*[1-9][0-9]{0,2}", str(number)):
            raise complain(f'"{number}" is not a session number', "number sessions 1, 2, 3 …", about=str(number))
    return value


def _a_portal(value: Any) -> Any:
    """An address that pages and files can stand below, with the slash that says so."""
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s/?#<>\"\[\]@:]+(:\d{1,5})?(/[^\s?#<>\"]*)?", value):
        hint = "write where the portal's folder is published: https://mentoring.example/lead/"
        raise complain(f'"{value}" cannot be the address of a portal', hint)
    return f"{value.rstrip('/')}/" if isinstance(value, str) else value


Portal = Annotated[str, BeforeValidator(_a_portal)]


class Program(Authored):
    """One mentoring programme of one organisation.

    Only title, organisation, starts and sessions (or events) are required; the sessions may come from an archetype.
    """

    title: Line
    organisation: Line
    starts: Day
    """The first day: week 1 is the week that holds it."""
    first_week: Annotated[int, Field(ge=-52, le=53)] = 1
    """The number of the week that holds the first day, where you do not count from 1: 0, or its week of the year."""
    sessions: Annotated[dict[int, Session], BeforeValidator(_numbered)] = Field(default={}, validate_default=True)
    """The meetings of each pair, by number; an archetype brings its own. A programme of a cohort without pairs has events alone."""

    ends: Day | None = None
    status: Literal["draft", "pilot", "live", "closed"] = "draft"
    archetype: Id | None = None
    """The preset shape that fills whatever is not said here: succession, inclusion, …"""
    extends: Line | None = None
    """Another programme of the same client that fills whatever is not said here, as client/program; or a preset."""
    format: Literal["one-to-one", "group", "peer", "reverse", "advisory board"] = "one-to-one"
    cohort: Line | None = None
    """What this round is called: Spring 2027."""
    language: Line = "en-GB"
    """The language of what people read, as en-GB, de or pl."""
    languages: Lines = ()
    """All languages of a programme that has several, the main one first: [da, en-GB]. Texts may then be given in each of them,
    as `{da: …, en: …}`, and there is a portal in each."""
    paper: Literal["A4", "Letter"] = "A4"
    editions: Annotated[tuple[EditionName, ...], Field(min_length=1)] = ("print",)
    """How the workbooks are laid out: print, screen, large-print, fillable, archive, booklet,
    press. The first has the plain file name."""
    books: Books = Field(default={})
    """The standard books changed or left out, and books of one's own, by their names."""
    time_zone: Line = "UTC"
    """The clock that times are given in: Europe/London."""
    summary: Text | None = None
    """One or two sentences that make somebody want to take part."""

    need: Need | None = None
    goals: tuple[Goal, ...] = ()
    expectations: Expectations | None = None
    people: People = People()
    eligibility: Eligibility | None = None
    matching: Matching | None = None
    pauses: tuple[Pause, ...] = ()
    """Times in which the programme rests: no date of what comes again falls into one."""
    events: tuple[Event, ...] = Field(default=(), validate_default=True)
    own_start: OwnStart | None = None
    """Where each mentee has a first day of their own, in a new role or back at work: what it is called, and which days count from it."""
    agreement: Agreement | None = None
    roles: Roles = Roles()
    trust: Text | None = None
    """How trust is built in the first two sessions."""
    accountability: Text | None = None
    """Who keeps whom to what they said."""
    support: Support | None = None
    exposure: Texts = ()
    """How participants get to be seen by senior people."""
    communications: tuple[Message, ...] = ()
    recognition: Recognition | None = None
    privacy: Texts = ()
    """What is kept about participants, where, and until when."""
    accessibility: Texts = ()
    """What is done so that everybody can take part, and who to ask for more."""
    evaluation: Evaluation | None = None
    library: LibrarySelection = LibrarySelection()
    resources: tuple[Resource, ...] = ()
    contact: Link | None = None
    """The programme's page inside the organisation."""
    address: Portal | None = None
    """Where the portal is published, once that is known: it is what calendars subscribe to, what shared links show a
    picture of, and what the sitemap lists."""
    public: YesNo = False
    """Whether search engines may list the portal. Unless it is, every page asks them not to."""
    wording: Wording = Wording()
    accepted: dict[str, Annotated[Acceptance, shorthand("reason", Acceptance)]] = Field(default={})
    """Rules of design that do not hold here, by their id, each with the reason: SEL02: a pilot for one team."""

    @property
    def main_language(self) -> str:
        """The tag of its main language, in which everything is said that is not said in another one."""
        return self.languages[0] if self.languages else self.language

    @property
    def pair(self) -> tuple[str, ...]:
        """The roles of those who meet, mentees first, for whom the programme is; one role where equals mentor each other."""
        return PAIR[1:] if self.format == "peer" else PAIR[::-1]

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """The questionnaires of its evaluation."""
        return self.evaluation.questionnaires if self.evaluation else ()

    @property
    def weeks(self) -> Weeks:
        """How its weeks are counted."""
        rests = (one for one in self.pauses if not one.counted and one.from_ and one.to)
        uncounted = {monday for one in rests if one.from_ and one.to for monday in whole_weeks(one.from_, one.to)}
        return Weeks(self.starts, self.first_week, tuple(sorted(uncounted)))

    def days_of_pause(self, pause: Pause) -> tuple[date, date] | None:
        """The first and the last day of a pause; None where they are open."""
        if pause.week is not None:
            monday = self.weeks.monday(pause.week)
            return monday, monday + timedelta(days=6)
        return (pause.from_, pause.to) if pause.from_ and pause.to and pause.from_ <= pause.to else None

    @property
    def rests(self) -> tuple[tuple[date, date], ...]:
        """The first and the last day of every pause that has them."""
        return tuple(days for one in self.pauses if (days := self.days_of_pause(one)))

    def moment_of(self, slot: TimeSlot, *, event: Event | None = None) -> Moment | None:
        """When a session, an event or a group of one is; what a group does not say comes from its `event`. None where that is open."""
        return moment(slot, self.weeks, self.time_zone, event=event, ends=self.ends, rests=self.rests)

    def first_of(self, slot: TimeSlot, event: Event) -> Moment | None:
        """When an event, or a group of one, that comes again would first be. None where that is open."""
        return first_date(slot, self.weeks, self.time_zone, event=event, once=False)

    def place_for(self, *path: str | int) -> Span:
        """Where something stands in the author's own file, or would; sessions are named by their number."""
        if path[0] == "sessions" and len(path) > 1 and "sessions" in self._place.inside:
            written = self.keys_of("sessions")
            path = ("sessions", next((name for name in written if int(name) == path[1]), path[1]), *path[2:])
        return self._place.own(*path)

    @field_validator("events")
    @classmethod
    def _has_a_timetable(cls, events: tuple[Event, ...], info: ValidationInfo) -> tuple[Event, ...]:
        """Where `sessions` is wrong itself, that is told, and nothing is known of the timetable."""
        if not events and info.data.get("sessions") == {}:
            hint = (
                "add `sessions:`, or name an `archetype:` that brings them; a cohort without pairs has `events:` alone"
            )
            raise complain("the programme has no sessions", hint)
        return events

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Program:
        if self.ends and self.ends < self.starts:
            raise complain(f"the programme ends ({self.ends}) before it starts ({self.starts})", "check the two years")
        if self.ends and self.ends.year - self.starts.year > LONGEST:
            message = f"the programme lasts from {self.starts} to {self.ends}, more than {LONGEST} years"
            raise complain(message, "check the two years")
        return self
