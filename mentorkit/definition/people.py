"""Who backs a programme, and who may take part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from mentorkit.definition.base import Authored, Email, Id, Line, Lines, Link, Text, Texts, YesNo, one_or_more, shorthand


class Person(Authored):
    """Somebody with a name, and ways to reach them."""

    name: Line
    title: Line | None = None
    email: Email | None = None
    phone: Line | None = None
    link: Link | None = None
    id: Id | None = None
    """What events call this person by, in place of the name."""
    about: Text | None = None
    """A line or two about them."""


Named = Annotated[Person, shorthand("name", Person)]


class Sponsor(Person):
    """The senior leader who backs the programme where people can see it."""

    message: Text | None = None
    """What the sponsor says to participants, in their own words."""
    actions: Lines = ()
    """What the sponsor visibly does."""


class ProgrammeManager(Person):
    """The named person who leads the programme and hears concerns first."""

    hours_per_week: Annotated[float, Field(gt=0, le=60)] | None = None
    deputy: Named | None = None


class SafeContact(Person):
    """Somebody outside the line who can be told what cannot be told inside it."""

    answers: Line | None = None
    """Within what time they answer: within two working days."""
    deputy: Named | None = None
    """Who stands in for them when they are away, outside the line as well."""


class People(Authored):
    """Who to talk to."""

    sponsor: Annotated[Sponsor, shorthand("name", Sponsor)] | None = None
    programme_manager: Annotated[ProgrammeManager, shorthand("name", ProgrammeManager)] | None = None
    facilitators: Annotated[tuple[Named, ...], one_or_more(Named)] = ()
    experts: Annotated[tuple[Named, ...], one_or_more(Named)] = ()
    """Whom participants can ask at events, with a line about each."""
    speakers: Annotated[tuple[Named, ...], one_or_more(Named)] = ()
    """Who speaks at events, with a line about each."""
    safe_contact: Annotated[SafeContact, shorthand("name", SafeContact)] | None = None
    """Somebody outside the line who can be told what cannot be told inside it."""
    leaders_mentor: YesNo = False
    """Whether senior leaders are mentors themselves."""

    @property
    def introduced(self) -> tuple[Person, ...]:
        """The experts and speakers, each once."""
        return tuple({one.name: one for one in (*self.speakers, *self.experts)}.values())

    @property
    def ids(self) -> dict[str, str]:
        """The names of those who have an id."""
        return {one.id: one.name for one in self.listed if one.id}

    @property
    def listed(self) -> tuple[Person, ...]:
        """Everybody who stands here."""
        leading = (self.sponsor, self.programme_manager, self.safe_contact)
        return (*filter(None, leading), *self.facilitators, *self.experts, *self.speakers)

    def called(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names of these people, some of whom are given by an id."""
        return tuple(self.ids.get(one, one) for one in people)


class Eligibility(Authored):
    """Who may take part and how they are chosen."""

    criteria: Lines = ()
    route: Literal["open", "self-nominated", "manager-nominated", "invited"] | None = None
    voluntary: YesNo | None = None
    selection_basis: Texts = ()
    """What decides where there are more applicants than places."""
    selection_published: YesNo = False
    """Whether everybody may read what decides; only then the portal shows it."""
    cohort_cap: Annotated[int, Field(ge=2)] | None = None
    """The largest number of mentees in this round."""
    outreach: Texts = ()
    """How people who would not apply by themselves get to hear of it."""
    apply: Link | None = None
    """Where to apply."""
