"""How a programme finds out whether it worked."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mentorkit.definition.base import PAIR, Audience, Authored, Day, Id, Line, Lines, Link, Text, YesNo
from mentorkit.definition.schedule import TimeSlot

Level = Literal["reaction", "learning", "behaviour", "results"]
"""The four levels of evaluation after Donald Kirkpatrick (1959)."""


class Scale(Authored):
    """The numbers people choose from, and what the ends mean."""

    low: Line = "Not at all"
    high: Line = "Completely"
    steps: Annotated[int, Field(ge=2, le=10)] = 5
    """How many numbers there are."""


class Item(Authored):
    """One question."""

    ask: Line
    goal: Id | None = None
    """The goal that it measures."""
    level: Level = "reaction"
    answer: Literal["scale", "words", "yes or no"] = "scale"


class Questionnaire(TimeSlot):
    """A set of questions put to some roles at one moment."""

    is_asked: ClassVar[bool] = True

    id: Id
    title: Line
    when: Literal["baseline", "middle", "end", "follow-up"]
    link: Link | None = None
    """Where it is answered: the page of the form tool."""
    for_: Audience = Field(default=PAIR, alias="for")
    scale: Scale = Scale()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Evaluation(Authored):
    """Questionnaires, who sees what comes out, and what is decided on it."""

    statement: Text | None = None
    """Why you ask, in a sentence or two."""
    questionnaires: tuple[Questionnaire, ...] = ()
    smallest_group: Annotated[int, Field(ge=1)] | None = None
    """The fewest people whose answers may be reported together."""
    seen_by: Lines = ()
    """Who sees the results."""
    published_to: Lines = ()
    """Who gets to read the summary, good and bad."""
    uptake_by_group: YesNo = False
    """Whether applications, matches and completions are compared between groups."""
    decision_date: Day | None = None
    """When it is decided whether there is a next round."""
