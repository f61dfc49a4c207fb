"""When things happen, as people write it: dates, or weeks counted from the start."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationInfo, model_validator

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
    YesNo,
    a_weekday,
    complain,
    is_no,
    shorthand,
)

PHASES = ("prepare", "establish", "develop", "close")
"""The four phases of a mentoring relationship that sessions and Keys are sorted by."""

Phase = Literal["prepare", "establish", "develop", "close"]
EventKind = Literal[
    "application", "webinar", "launch", "training", "learning", "call", "circle", "checkpoint",
    "showcase", "survey", "social", "task", "closing", "follow-up", "other",
]  # fmt: skip


def _a_week(value: int, info: ValidationInfo) -> int:
    if value == 0 and (info.context or {}).get("first_week", 1) == 1:
        raise complain(
            "there is no week 0",
            "week 1 is the week of the start, and week -1 the one before; to count from 0, write `first_week: 0` for the programme",
        )
    return value


Week = Annotated[int, Field(ge=-104, le=520), AfterValidator(_a_week)]
Weekday = Annotated[str, BeforeValidator(a_weekday, json_schema_input_type=str)]


_NUMBERS = {
    "": 1, "one": 1, "other": 2, "second": 2, "two": 2, "third": 3, "three": 3, "fourth": 4, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_ONE_WORD = {
    "daily": "day", "weekly": "week", "fortnightly": "2 weeks", "biweekly": "2 weeks", "bi-weekly": "2 weeks",
    "monthly": "month", "quarterly": "3 months", "quarter": "3 months", "year": "12 months", "yearly": "12 months",
}  # fmt: skip
"""What people say for a rhythm, and how it is written here."""
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
LONGEST_REST = 99
"""Days, weeks or months between two dates; what comes more rarely is written date by date."""
_FORMS = "write every: week, every: 2 weeks, every: 10 days, every: month, or every: first Tuesday (of the month)"
_RHYTHM = re.compile(r"(?:(-?\d{1,9}|[a-z]+) +)?(day|week|fortnight|month)s?", re.ASCII)
_IN_MONTH = re.compile(rf"({'|'.join(ORDINALS)}) +([a-z]{{3,}})(?: +(?:of|in) +(?:the|each|every) +month)?", re.ASCII)


def _a_rhythm(value: Any) -> Any:
    """Read a rhythm as one way of writing it: `2 weeks`, `1 month`, `first tuesday`."""
    if not isinstance(value, str):
        raise complain('"every" should say how often this comes again', _FORMS)
    said = " ".join(value.lower().split()).removeprefix("every ")
    in_month = _IN_MONTH.fullmatch(said)
    if in_month and in_month[2].rstrip("s") not in ("day", "week", "fortnight", "month"):
        return f"{in_month[1]} {a_weekday(in_month[2])}"
    counted = _RHYTHM.fullmatch(said)
    number = str(_NUMBERS.get(counted[1] or "", counted[1])) if counted else ""
    if counted is None or not re.fullmatch(r"-?\d+", number):
        if said in _ONE_WORD:
            raise complain(f'"{value}" says how often in another way', f"write every: {_ONE_WORD[said]}")
        raise complain(f'"{value}" does not say how often this comes again', _FORMS)
    if int(number) < 1:
        raise complain(f'"every: {value}" would never come to a second date', _FORMS)
    if int(number) > LONGEST_REST:
        raise complain(
            f'"every: {value}" is too long a rest: {LONGEST_REST} are the most', "write each date as an event"
        )
    times, unit = (2, "week") if counted[2] == "fortnight" else (1, counted[2])
    return f"{int(number) * times} {unit}{'s' if int(number) * times > 1 else ''}"


_RHYTHM_SCHEMA = r"^([Ee]very +)?((\d{1,2}|[a-z]+) +)?(day|week|fortnight|month)s?$|^(first|second|third|fourth|last) +[A-Za-z]{3,}.*$"
Rhythm = Annotated[
    str, BeforeValidator(_a_rhythm, json_schema_input_type=Annotated[str, StringConstraints(pattern=_RHYTHM_SCHEMA)])
]
"""How often something comes again: a number of days, weeks or months, or a weekday of each month."""


class TimeSlot(Authored):
    """A date, or a week counted from the start, with or without a time of day. Without either, the date is open."""

    is_asked: ClassVar[bool] = False
    """Whether it is to be answered by a time."""

    date: Day | None = None
    """The day it happens: 2027-02-01."""
    until: Day | None = None
    """The last day, where it lasts several: with an hour (`at`), until when something can be done, or when each day begins."""
    week: Week | None = None
    """The week, counted from the start: 1 is the week of the start, -1 the one before, unless the programme says `first_week`."""
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
        if self.date and (self.week is not None or self.day):
            raise complain("this has both a date and a week", "keep either `date`, or `week` with `day`")
        if self.day and self.week is None:
            raise complain("this names a day without its week", "add `week: 3`, or write a `date`")
        if self._until_ends_dates:
            return self
        if self.until and not self.date:
            raise complain('"until" needs a first day', "add `date: …`, the day it begins")
        if self.until and self.date and self.until < self.date:
            raise complain(f"this ends ({self.until}) before it begins ({self.date})", "swap the two")
        return self

    @property
    def is_dated(self) -> bool:
        """Whether it says itself when it is."""
        return self.date is not None or self.week is not None

    @property
    def _until_ends_dates(self) -> bool:
        """Whether `until` is perhaps the day after which something does not come again; then that is checked elsewhere."""
        return False


class Pause(Authored):
    """A time in which the programme rests: holidays, a break."""

    name: Line
    """What it is called: Summer break."""
    id: Id | None = None
    """A name that stays, so that calendars recognise it, and a programme can change it that takes it over."""
    from_: Day | None = Field(default=None, alias="from")
    """Its first day."""
    to: Day | None = None
    """Its last day; the Sunday, where it is a week."""
    week: Week | None = None
    """The week, in place of both."""
    counted: YesNo = True
    """No, where its weeks have no numbers: the week after it has the number that follows the last one before it."""

    @model_validator(mode="before")
    @classmethod
    def _has_a_number(cls, data: Any) -> Any:
        """Complain about weeks that are named by their number and have none."""
        if isinstance(data, dict) and is_no(data.get("counted")):
            named = next((name for name in ("week", "from", "to") if _names_week(name, data.get(name))), "")
            if named:
                hint = "write the days of this pause as dates, or leave `counted: no` out"
                raise complain(
                    "the weeks of this pause are not counted, and it is written by a week", hint, about=named
                )
        return data


def _names_week(name: str, value: Any) -> bool:
    return value is not None and (name == "week" or str(value).strip().lower().startswith("week"))


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


class ChangedDate(Authored):
    """One date of something that comes again, where it is not like the others."""

    date: Day | None = None
    """The day it is moved to."""
    at: TimeOfDay | None = None
    minutes: Minutes | None = None
    place: Line | None = None
    link: Link | None = None


_MOVED = "write the day that it would be, and after a colon the day that it is: moved: {2027-03-01: 2027-03-03}"


def _a_day_for_each(value: Any) -> Any:
    """Complain about dates that are moved without a word of where to."""
    if isinstance(value, list | str):
        raise complain("this should say of each date where it is moved to", _MOVED)
    for day, moved in value.items() if isinstance(value, dict) else ():
        if not re.search(r"\d", str(day)):
            raise complain(f'"{day}" is not the date that is moved', _MOVED, about=day)
        to = moved.get("date", "") if isinstance(moved, dict) else moved
        if to is None or (isinstance(to, str) and to.strip() and not re.search(r"\d", to)):
            said = (
                f'"{to}" is not the day that {day} is moved to' if to else f"this does not say where {day} is moved to"
            )
            hint = f"write the day; what does not take place stands under `except`: except: [{day}]"
            raise complain(said, hint, about=day)
    return value


def _days(value: Any) -> Any:
    """Accept one day in place of a list."""
    return [value] if isinstance(value, str) else value


class Repeating(Venue):
    """Something that can come again: its first date, how often, and until when; and the dates at which it is otherwise."""

    every: Rhythm | None = None
    """How often it comes again, from its first date on: week, 2 weeks, 10 days, month, first Tuesday.
    It ends after so many `times`, with the day named by `until`, or with the programme."""
    times: Annotated[int, Field(ge=1)] | None = None
    """How many dates there are, with those that are left out."""
    except_: Annotated[tuple[Day, ...], BeforeValidator(_days, json_schema_input_type=Day | list[Day])] = Field(
        default=(), alias="except"
    )
    """The dates on which it does not take place."""
    moved: Annotated[
        dict[Day, Annotated[ChangedDate, shorthand("date", ChangedDate)]], BeforeValidator(_a_day_for_each)
    ] = Field(default={})
    """Single dates that are on another day, at another time or in another place: 2027-03-01: 2027-03-03."""

    @classmethod
    def _left_open(cls, open_: Collection[str]) -> frozenset[str]:
        """While its first date is still to fill in, nothing of what follows counts."""
        rest = super()._left_open(open_)
        return rest | {"every", "times", "except", "moved"} if rest else rest

    @property
    def _until_ends_dates(self) -> bool:
        return self.every is not None


class Group(Repeating):
    """One of several groups that do the same event at another time."""

    name: Line | None = None
    """What this group is called; otherwise they are numbered."""

    @property
    def _until_ends_dates(self) -> bool:
        return True  # its event may come again


class Event(Repeating):
    """Something that happens for the cohort, once or again and again, before, during or after the programme."""

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
    own_topic: YesNo = False
    """Yes where this time belongs to whatever those whom the programme is for bring along, and nothing of its own is due in it."""


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
