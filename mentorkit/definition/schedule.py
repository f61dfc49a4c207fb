"""When things happen, as people write it: dates, or weeks counted from the start."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from mentorkit.definition.base import (
    EVERYONE,
    Audience,
    Authored,
    Day,
    GuideIds,
    Id,
    Line,
    Lines,
    Link,
    Minutes,
    Text,
    Texts,
    TimeOfDay,
    a_weekday,
    complain,
    shorthand,
)

PHASES = ("prepare", "establish", "develop", "close")
"""The four phases of a mentoring relationship that sessions and Keys are sorted by."""

Phase = Literal["prepare", "establish", "develop", "close"]
EventKind = Literal[
    "application", "webinar", "launch", "training", "learning", "call", "circle", "checkpoint",
    "showcase", "survey", "social", "task", "closing", "follow-up", "other",
]  # fmt: skip


def _a_week(value: int) -> int:
    if value == 0:
        raise complain("there is no week 0", "week 1 is the week of the start; the week before it is week -1")
    return value


Week = Annotated[int, Field(ge=-104, le=520), AfterValidator(_a_week)]
Weekday = Annotated[str, BeforeValidator(a_weekday, json_schema_input_type=str)]


class TimeSlot(Authored):
    """A date, or a week counted from the start, with or without a time of day. Without either, the date is open."""

    is_asked: ClassVar[bool] = False
    """Whether it is to be answered by a time."""

    date: Day | None = None
    """The day it happens: 2027-02-01."""
    until: Day | None = None
    """The last day, where it lasts several: with an hour (`at`), until when something can be done, or when each day begins."""
    week: Week | None = None
    """The week, counted from the start: 1 is the week of the start, -1 the one before."""
    day: Weekday | None = None
    """The day of that week; leave it out where the day is still open."""
    at: TimeOfDay | None = None
    """The time it begins: "09:30"."""
    minutes: Minutes | None = None
    """How long it takes."""
    time_zone: Line | None = None
    """Where this one's clock differs from the programme's: Europe/Warsaw."""

    @classmethod
    def _left_open(cls, open_: Collection[str]) -> frozenset[str]:
        """The rest of a date of which a part is still to fill in says nothing by itself."""
        return frozenset({"until", "day"} if {"date", "week"} & set(open_) else ())

    @model_validator(mode="after")
    def _one_way_of_saying_when(self) -> TimeSlot:
        if self.date and (self.week or self.day):
            raise complain("this has both a date and a week", "keep either `date`, or `week` with `day`")
        if self.day and not self.week:
            raise complain("this names a day without its week", "add `week: 3`, or write a `date`")
        if self.until and not self.date:
            raise complain('"until" needs a first day', "add `date: …`, the day it begins")
        if self.until and self.date and self.until < self.date:
            raise complain(f"this ends ({self.until}) before it begins ({self.date})", "swap the two")
        return self


class Recording(Authored):
    """A recording, and which part it shows where there are several."""

    link: Link
    title: Line | None = None


def _each_recording(value: Any) -> Any:
    """Accept one recording in place of a list."""
    return [value] if isinstance(value, str | dict) else value


Recordings = Annotated[
    tuple[Annotated[Recording, shorthand("link", Recording)], ...],
    BeforeValidator(_each_recording, json_schema_input_type=str | Recording | list[str | Recording]),
]


class Resource(Authored):
    """Something to read, watch or use."""

    title: Line
    link: Link | None = None
    type: Line | None = None
    """Its kind: article, film, template."""
    speaker: Lines = ()
    """Who speaks in it, or wrote it."""
    recording: Recordings = ()
    """Where it can be watched or heard, once or in several parts."""
    note: Line | None = None


class EventPart(Authored):
    """One part of an event: a talk, an exercise, a slot."""

    title: Line
    speakers: Lines = ()
    """Who speaks: names, or ids of `people: experts` and `speakers`."""
    minutes: Annotated[int, Field(ge=1, le=60 * 24)] | None = None
    topic: Line | None = None
    slides: Link | None = None
    recording: Recordings = ()


Resources = Annotated[tuple[Annotated[Resource, shorthand("title", Resource)], ...], Field(default=())]
Parts = Annotated[tuple[Annotated[EventPart, shorthand("title", EventPart)], ...], Field(default=())]


class Venue(TimeSlot):
    """When and where one gathering takes place, and who leads it."""

    with_: Lines = Field(default=(), alias="with")
    """Who leads it: names, or ids of people that `people` lists."""
    hosts: Lines = ()
    """Who welcomes people and looks after the room, where that is somebody else."""
    facilitators: Lines = ()
    """Who runs the exercises."""
    experts: Lines = ()
    """Who is there to be asked."""
    place: Line | None = None
    """The room or address."""
    link: Link | None = None
    """Where to join or register."""
    notes: Link | None = None
    """Where shared notes are kept."""
    recording: Recordings = ()
    """Where the recording is; several in a list, each with a title."""


class Group(Venue):
    """One of several groups that do the same event at another time."""

    name: Line | None = None
    """What this group is called; otherwise they are numbered."""


class Event(Venue):
    """Something that happens once for the cohort, before, during or after the programme."""

    what: Line
    """What it is called."""
    id: Id | None = None
    """A name that stays, so that calendars recognise the event when its title changes."""
    kind: EventKind = "other"
    for_: Audience = Field(default=EVERYONE, alias="for")
    """Who it is for: mentors, [mentors, mentees], or everyone."""
    about: Text | None = None
    """What happens there, in Markdown."""
    objectives: Texts = ()
    """What people can do afterwards."""
    syllabus: Texts = ()
    """What it deals with, topic by topic."""
    before: Texts = ()
    """What to do beforehand, on one's own."""
    after: Texts = ()
    """What to do afterwards, on one's own."""
    parts: Parts
    """Its talks and exercises, in order."""
    resources: Resources
    tags: Lines = ()
    """How it works: talk, questions and answers."""
    module: str | None = None
    """The training module that is run."""
    groups: tuple[Group, ...] = ()
    """The same event at several times, for several groups."""


class AgendaStep(Authored):
    """One item of a session's agenda."""

    what: Line
    minutes: Annotated[int, Field(ge=1, le=60 * 24)] | None = None


class ForEachRole(Authored):
    """The same question answered for each of the two."""

    mentee: Text | None = None
    mentor: Text | None = None


class Session(Venue):
    """One meeting of a mentor and a mentee."""

    id: Id | None = None
    """What it can be called by a definition that takes it over, as well as by its number."""
    title: Line
    phase: Phase | None = None
    purpose: Text | None = None
    """What this meeting is for."""
    keys: GuideIds = ()
    """The Keys that both work through before it."""
    prepare: ForEachRole | None = None
    """What each brings or does beforehand."""
    agenda: Annotated[tuple[Annotated[AgendaStep, shorthand("what", AgendaStep)], ...], Field(default=())]
    objectives: Texts = ()
    syllabus: Texts = ()
    """What it deals with, topic by topic."""
    parts: Parts
    """Talks and exercises in it, in order."""
    actions: ForEachRole | None = None
    """What each does before the next one."""
    reinforces: str | None = None
    """The training module whose learning this session puts to use."""
    resources: Resources
