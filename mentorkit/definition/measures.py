"""How a goal is measured by a question: which answers count, as which figure, and what was aimed at."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from mentorkit.definition.base import Authored, Id, Lines, complain

Figure = Literal["people", "percent", "mean", "median", "sum"]
"""A number of people, their share of those who answered, or a figure of the numbers that they gave."""
OF_PEOPLE: tuple[Figure, ...] = ("people", "percent")
"""The figures that count people, and so need to know which answers count."""


class Measure(Authored):
    """The question that tells whether a goal was reached, and from when on it is."""

    item: Id
    """The `id` of the question, as it was first asked."""
    of: Literal["mentors", "mentees"] | None = None
    """Whose answers it is made of, where not of everybody's who was asked."""
    figure: Figure = "people"
    """What is made of the answers."""
    counts: Lines = ()
    """The answers that count: options, or `yes`."""
    at_least: float | None = None
    """The smallest number that counts, on a scale or of what is counted."""
    target: float | None = None
    """The figure that was aimed at: a number of people, a percentage, a mean … Where people are counted and it is left out, the
    number with which the goal’s `target` begins: 20 of 24."""

    @property
    def role(self) -> Literal["", "mentor", "mentee"]:
        """The role of those whose answers it is made of; nothing where it is made of everybody's."""
        if self.of is None:
            return ""
        return "mentor" if self.of == "mentors" else "mentee"

    @model_validator(mode="after")
    def _says_what_counts(self) -> Measure:
        if self.figure not in OF_PEOPLE and (self.counts or self.at_least is not None):
            raise complain(f"every number goes into the {self.figure}", "leave out `counts` and `at_least`")
        if self.counts and self.at_least is not None:
            raise complain("this says twice what counts", "keep either `counts` or `at_least`")
        return self
