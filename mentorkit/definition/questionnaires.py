"""How a programme finds out whether it worked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator

from mentorkit.definition.base import PAIR, Audience, Authored, Day, Id, Line, Lines, Link, Text, YesNo, shorthand
from mentorkit.definition.items import Item, Option, Scale, refuse_twins
from mentorkit.definition.schedule import TimeSlot

When = Literal["baseline", "middle", "end", "follow-up"]
"""The round in which a questionnaire is asked."""
ROUNDS: tuple[When, ...] = get_args(When)
"""The rounds, in the order of time."""


class Invited(Authored):
    """How many people were asked to answer: what a response rate is counted from."""

    mentors: Annotated[int, Field(ge=0)] | None = None
    mentees: Annotated[int, Field(ge=0)] | None = None


class Slip(Authored):
    """A request that needs a name. It is a paper or a page of its own, and never joined to answers."""

    ask: Line
    """What it offers: Would you like somebody to ring you about the match?"""
    goes_to: Line
    """Who reads it."""


class Questionnaire(TimeSlot):
    """A set of questions put to some roles at one moment."""

    is_asked: ClassVar[bool] = True

    id: Id
    title: Line
    when: When
    link: Link | None = None
    """Where it is answered: the page of the form tool."""
    for_: Audience = Field(default=PAIR, alias="for")
    scale: Scale = Scale()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    slip: Slip | None = None
    """A request by name that goes with it, such as to be rung."""
    invited: Invited = Invited()
    """How many people were asked to answer it."""

    def scale_of(self, item: Item) -> Scale:
        """The scale on which one of its questions is answered."""
        return item.scale or self.scale


class GroupQuestion(Authored):
    """A question about who people are. Nobody has to answer it, and it says what it is for."""

    id: Id
    ask: Line
    options: Annotated[tuple[Annotated[Option, shorthand("text", Option)], ...], Field(min_length=2)]
    purpose: Line
    """What is done with it: so that we see whether people on shifts are served as well."""
    also: Lines = ()
    """Other headings that it has in files of answers."""

    @model_validator(mode="after")
    def _options_differ(self) -> GroupQuestion:
        refuse_twins(self.options)
        return self


class DecisionTaken(Authored):
    """What follows from the results."""

    what: Line
    who: Line
    by: Day | None = None


class Evaluation(Authored):
    """Questionnaires, who sees what comes out, and what is decided on it."""

    statement: Text | None = None
    """Why you ask, in a sentence or two."""
    questionnaires: tuple[Questionnaire, ...] = ()
    code: YesNo = False
    """Whether people make up a code that links their answers over the rounds without their names."""
    groups: tuple[GroupQuestion, ...] = ()
    """Questions about who people are, asked with every questionnaire."""
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
    decisions: tuple[DecisionTaken, ...] = ()
    """What was decided on the results."""
    compare_with: Lines = ()
    """Earlier programmes of the same client whose results stand beside these, as client/program."""
    results_published: YesNo = False
    """Whether the portal shows the results that were released."""

    def first_asking(self, item: Item) -> Item:
        """The question that this one asks again; itself where it asks for the first time."""
        return next((one for one in self._items() if _is_asked_again(one, item)), item)

    def _items(self) -> Iterator[Item]:
        """Every question, in the order in which they are asked."""
        for when in ROUNDS:
            yield from (item for one in self.questionnaires if one.when == when for item in one.items)


def _is_asked_again(first: Item, item: Item) -> bool:
    """Whether `item` is `first`, or asks it again: by its `again`, or in the same words and with the same kind of answer."""
    if item.again:
        return first.id == item.again
    return first.answer == item.answer and first.ask.casefold() == item.ask.casefold()
