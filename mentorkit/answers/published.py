"""What may be published of the answers to a questionnaire: figures in which those of a hidden group do not exist.

Reports, tables and pages get nothing else of the answers. What made it: `hiding`, and `ledger` for what was released before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mentorkit.answers.tally import Counts
from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Questionnaire


class Why(StrEnum):
    """Why groups are not shown.

    It is said of all that are hidden together: a reason for each would be a figure. Of two hidden groups with 8 people
    together, each with "fewer than 5", both have 4.
    """

    SOME = "fewer than {k} people, or answers by which those of fewer than {k} could be worked out"
    """Some groups are shown, and these are not."""
    ALL = "one group has fewer than {k} people, or their answers could be worked out from other figures"
    """No group is shown."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What is told of answers that are numbers: never who gave the least or the most."""

    mean: float
    lower: float
    """A quarter of the people gave this number or a smaller one."""
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """The answers of some people who may be reported together."""

    counts: Counts
    """Without `chosen` where the answers are numbers of any size: there a value can be that of one person."""
    spread: Spread | None = None
    """Where the answers are numbers of any size."""
    reaching: tuple[tuple[float, int], ...] = ()
    """How many of these numbers are at least as large as what a goal's measure counts, by that."""


@dataclass(frozen=True, slots=True)
class Split:
    """The same question by groups. The names of hidden groups are told, and nothing else of them."""

    by: str
    """`role`, or the id of a group question."""
    shown: tuple[tuple[str, Numbers], ...]
    """By the name of each group; "" for those who did not say."""
    hidden: tuple[str, ...] = ()
    why: Why | None = None
    """Where groups are hidden."""
    earlier: bool = False
    """Whether these are the figures of an earlier report, because too few answers came in since."""

    def of(self, name: str) -> Numbers | None:
        """The answers of a group; None where it is hidden or nobody belongs to it."""
        return dict(self.shown).get(name)


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One question, or what became of the answers to it since it was first asked."""

    item: Item
    everybody: Numbers | None
    """None where fewer people answered than may be reported together."""
    splits: tuple[Split, ...] = ()
    since: str = ""
    """The round of the first asking, where this tells changes: the values are then 1, 0 and -1 for higher, same and lower."""
    earlier: bool = False
    """Whether these are the figures of an earlier report, because too few answers came in since."""

    def split(self, by: str) -> Split | None:
        """Its split by role or by a group question; None where everybody is in one group."""
        return next((one for one in self.splits if one.by == by), None)


@dataclass(frozen=True, slots=True)
class Published:
    """One questionnaire of one programme."""

    cohort: str
    """The programme, as client/program."""
    questionnaire: Questionnaire
    smallest: int
    """The fewest people whose answers may be reported together."""
    people: PublishedItem | None
    """How many people answered the questionnaire, and by groups; None where they are too few for any figure.

    It stands for a question that everybody answered, without values.
    """
    items: tuple[PublishedItem, ...] = ()
    changes: tuple[PublishedItem, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether all of it are the figures of an earlier report."""
        return self.people is not None and self.people.earlier

    def about(self, item: Item) -> PublishedItem | None:
        """What is published of a question."""
        return next((one for one in self.items if one.item is item), None)

    def change(self, item: Item) -> PublishedItem | None:
        """What is published of its changes since it was first asked."""
        return next((one for one in self.changes if one.item is item), None)

    def figures(self) -> Iterator[PublishedItem]:
        """Everything that has figures."""
        if self.people:
            yield self.people
        yield from self.items
        yield from self.changes
