"""One question of a questionnaire: its words, how it is answered, and what it measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorkit.definition.base import Authored, Id, Line, Lines, YesNo, complain, shorthand

Level = Literal["reaction", "learning", "behaviour", "results"]
"""The four levels of evaluation after Donald Kirkpatrick (1959)."""
AnswerKind = Literal["scale", "yes or no", "one of", "several of", "number", "words"]
CHOSEN: tuple[AnswerKind, ...] = ("one of", "several of")
"""The kinds of answer that are chosen from options."""
_NEEDS: dict[str, tuple[AnswerKind, ...]] = {
    "options": CHOSEN,
    "other": CHOSEN,
    "number": ("number",),
    "scale": ("scale",),
}
"""What belongs to certain kinds of answer only."""


class Scale(Authored):
    """The numbers people choose from, and what they mean."""

    low: Line = "Not at all"
    high: Line = "Completely"
    steps: Annotated[int, Field(ge=2, le=10)] = 5
    """How many numbers there are."""
    points: dict[int, Line] = Field(default={})
    """What numbers between the ends mean, of those that have a name: {3: Partly}."""

    @model_validator(mode="after")
    def _names_its_own_points(self) -> Scale:
        for number in self.points:
            if not 1 <= number <= self.steps:
                message = f"the scale has no number {number}"
                raise complain(message, f"its numbers are 1 to {self.steps}", about=str(number))
        return self

    def name(self, number: int) -> str:
        """What a number means; nothing where it has no name."""
        ends = {1: self.low, self.steps: self.high}
        return self.points.get(number) or ends.get(number, "")


class Option(Authored):
    """One of the answers to choose from."""

    text: Line
    also: Lines = ()
    """Other words that stand for it in files of answers: those of an earlier round, or of another cohort."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every way in which it is written."""
        return (self.text, *self.also)


def refuse_twins(options: Iterable[Option]) -> None:
    """Complain where two options have the same words."""
    owners = dict[str, int]()
    for number, option in enumerate(options):
        for words in option.words:
            if owners.setdefault(words.casefold(), number) != number:
                raise complain(f'two options are called "{words}"', "give one of them other words")


class Number(Authored):
    """What a number counts, and between which bounds it lies."""

    unit: Line | None = None
    """What is counted: sessions, hours a month."""
    least: int | None = None
    most: int | None = None

    @model_validator(mode="after")
    def _least_is_less(self) -> Number:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise complain(f"the least ({self.least}) is more than the most ({self.most})", "swap the two")
        return self


class ItemWording(Authored):
    """How a question is put to one of the roles, where that differs."""

    mentors: Line | None = None
    mentees: Line | None = None


class Item(Authored):
    """One question."""

    ask: Line
    id: Id | None = None
    """A name by which goals and later rounds know it."""
    wording: ItemWording = ItemWording()
    """Other words for one of the roles, so that no question needs an "or"."""
    also: Lines = ()
    """Other headings that it has in files of answers: those of an earlier round, or of the form tool."""
    goal: Id | None = None
    """The goal that it measures; without one it asks about the quality of the programme itself."""
    level: Level = "reaction"
    answer: AnswerKind = "scale"
    options: tuple[Annotated[Option, shorthand("text", Option)], ...] = ()
    """The answers to choose from, for `one of` and `several of`."""
    other: YesNo = False
    """Whether people may add an answer of their own to the options."""
    number: Number | None = None
    """What a number counts, and its bounds."""
    scale: Scale | None = None
    """A scale of its own, where it differs from the questionnaire's."""
    may_not_apply: YesNo = False
    """Whether people may say that it does not apply to them."""
    again: Id | None = None
    """The `id` of the question that it asks again. One with the same words and the same kind of answer needs none."""

    @model_validator(mode="after")
    def _has_what_its_answer_needs(self) -> Item:
        for name, kinds in _NEEDS.items():
            if getattr(self, name) and self.answer not in kinds:
                hint = f"write `answer: {kinds[0]}`" + (f" or `answer: {kinds[1]}`" if len(kinds) > 1 else "")
                raise complain(f'"{name}" belongs to another kind of answer than "{self.answer}"', hint)
        if self.answer in CHOSEN and not self.options:
            raise complain(f'"{self.answer}" has no options', "list the answers below `options:`")
        refuse_twins(self.options)
        return self

    def said_to(self, role: str) -> str:
        """Its words for a role."""
        return getattr(self.wording, f"{role}s", None) or self.ask

    @property
    def headings(self) -> Iterator[str]:
        """Every way in which a file of answers may call it."""
        yield self.ask
        yield from (words for words in (self.wording.mentors, self.wording.mentees) if words)
        yield from self.also
