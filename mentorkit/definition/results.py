"""The results of an evaluation that were released: figures of groups that may be published, and nothing of a single answer.

`mentorkit outcomes --release` writes them into `programs/<client>/results/<program>.yml`. Reports are made from the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from mentorkit.definition.base import Authored, Day, Line, Lines, YesNo
from mentorkit.definition.items import AnswerKind, Level
from mentorkit.definition.questionnaires import When

Whole = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Reached = Literal["yes", "in part", "no", "cannot be said"]


class Plausible(Authored):
    """A number of people with the shares that are plausible for all who could have answered."""

    people: Whole
    low: Share
    high: Share
    """The ends of an interval of 95 %, exact (Clopper and Pearson 1934)."""


class GroupFigures(Authored):
    """How some people answered one question."""

    people: Whole
    """Those who answered: what every percentage is counted of."""
    counts: tuple[Whole, ...] = ()
    """How often each answer was given, in the order of the question's answers."""
    plausible: tuple[Plausible, ...] = ()
    """The same with their intervals, for options."""
    upper: Plausible | None = None
    """Of a scale: those above its middle. Of yes and no: yes."""
    not_applicable: Whole = 0
    unanswered: Whole = 0
    mean: float | None = None
    quarter: float | None = None
    """Of numbers: a quarter of the people gave this one or less."""
    median: float | None = None
    three_quarters: float | None = None


class NamedGroup(Authored):
    """The answers of one group."""

    by: Line
    """`role`, or the id of a question about groups."""
    name: str = ""
    """The role or the option; nothing for those who did not say."""
    figures: GroupFigures


class HiddenGroups(Authored):
    """Groups of which nothing is shown."""

    by: Line
    groups: tuple[str, ...] = ()
    all: YesNo = False
    """Whether no group of the question is shown."""


class ChangeFigures(Authored):
    """What became of answers of people whose code links two rounds."""

    since: When
    figures: GroupFigures
    """Its counts are those whose answer is higher, the same and lower; its `upper` are those with a higher one."""


class ItemResult(Authored):
    """One question."""

    ask: Line
    series: Line
    """What it has in common with its other askings: the words, or the id, of the first."""
    answer: AnswerKind
    level: Level = "reaction"
    goal: str | None = None
    labels: Lines = ()
    """The answers that people could choose from."""
    points: Lines = ()
    """What points of a scale mean: `1: Not at all`, `5: Completely`."""
    unit: str = ""
    everybody: GroupFigures | None = None
    """Nothing where too few people answered."""
    groups: tuple[NamedGroup, ...] = ()
    hidden: tuple[HiddenGroups, ...] = ()
    change: ChangeFigures | None = None
    linked_too_few: YesNo = False
    """Whether codes link answers to an earlier round, of too few people to be told."""
    earlier: YesNo = False
    """Whether some of these figures are those of an earlier report, where not those of the whole questionnaire are."""


class RoundResult(Authored):
    """One questionnaire."""

    questionnaire: Line
    title: Line
    when: When
    cohort: str = ""
    """The programme, as client/program; nothing for the programme itself."""
    named: str = ""
    """What another programme is called."""
    everybody: GroupFigures | None = None
    """How many answered the questionnaire at all; nothing where they are too few."""
    groups: tuple[NamedGroup, ...] = ()
    hidden: tuple[HiddenGroups, ...] = ()
    invited: Mapping[str, Whole] = Field(default={})
    """How many people of each role were asked."""
    items: tuple[ItemResult, ...] = ()
    earlier: YesNo = False
    """Whether these are the figures of an earlier report, because too few answers have come in since."""


class GoalResult(Authored):
    """What came of one goal."""

    statement: Line
    figure: Literal["people", "percent", "mean", "median", "sum", "told"] = "told"
    of: Literal["", "mentor", "mentee"] = ""
    """The role of those whose answers it is made of; nothing where it is made of everybody's."""
    before: float | None = None
    after: float | None = None
    target: float | None = None
    people_before: Whole | None = None
    people_after: Whole | None = None
    interval: tuple[float, float] | None = None
    """In the unit of the figure."""
    outcome: str = ""
    """What came of it, in words, where no question tells."""
    reached: Reached = "cannot be said"
    why: str = ""
    """Why it cannot be said."""


class Results(Authored):
    """Everything that was released of one programme."""

    title: str = ""
    """The title of the programme, with its cohort."""
    released: Day | None = None
    smallest_group: Annotated[int, Field(ge=1)]
    rounds: tuple[RoundResult, ...] = ()
    """Those of the programme in the order of time, then those of the programmes that it is compared with."""
    goals: tuple[GoalResult, ...] = ()

    @property
    def own(self) -> tuple[RoundResult, ...]:
        """The rounds of the programme itself."""
        return tuple(one for one in self.rounds if not one.cohort)
