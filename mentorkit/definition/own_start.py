"""Days that count from a start of each person's own: the first day in a new role, or back at work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from mentorkit.definition.base import PAIR, Audience, Authored, Id, Line, Text


class OwnDay(Authored):
    """One day that everybody reaches on another date."""

    day: Annotated[int, Field(ge=1, le=1500)]
    """Its number: 30. Day 1 is the person's first day itself."""
    what: Line
    """What it is for: The plan, read for the first time."""
    id: Id | None = None
    """A name that stays, so that calendars recognise it, and a programme can change it that takes it over."""
    for_: Audience = Field(default=PAIR, alias="for")
    """Who has it in their calendar: mentors, [mentors, mentees]."""
    about: Text | None = None
    """What happens around that day."""

    def falls_on(self, first: date) -> date:
        """The date of this day for a person whose first day is `first`."""
        return first + timedelta(days=self.day - 1)


class OwnStart(Authored):
    """A start that is another date for each person, and the days that count from it."""

    what: Line
    """What that day is called: First day in the new role."""
    days: tuple[OwnDay, ...] = ()
    """Days that count from it: day 30, day 60."""
