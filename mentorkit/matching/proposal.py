"""A proposal, as types: pairs with the sentences that say why, who is left without a partner, and what the whole looks like.

It is made by `proposing`. People decide on it; nothing here is a decision.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mentorkit.answers.published import Published
from mentorkit.core.problems import Problem
from mentorkit.definition.matching import Criterion, Weight
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.fits import Fit


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that is said, in a sentence or two that are true of the data."""

    text: str
    about: Criterion | None = None
    """The criterion that it is about; its name stands in front."""
    shareable: bool = False
    """Whether it may stand in what the pair itself receives: never choices, exclusions and protected answers."""

    @property
    def whole(self) -> str:
        """The sentence with the name of its criterion in front."""
        return f"{self.about.name}: {self.text}" if self.about else self.text


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody else with whom a person could be paired, and why the proposal does not."""

    person: Applicant
    said: Sentence
    """A sentence that names the person."""


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """One pair and everything that is to be said of it."""

    mentee: Applicant
    mentor: Applicant
    """In a peer programme the second of two."""
    fit: Fit
    for_: tuple[Sentence, ...] = ()
    """What speaks for the pair: criteria that are met, in full or in part."""
    against: tuple[Sentence, ...] = ()
    """What speaks against it: criteria that are not met; of a pair that people decided on, also what excludes it."""
    unknown: tuple[Sentence, ...] = ()
    """What cannot be said, because an answer is missing or a question does not apply."""
    other_mentors: tuple[Alternative, ...] = ()
    """The best other mentors for the mentee, best first."""
    other_mentees: tuple[Alternative, ...] = ()
    """The best other mentees for the mentor, best first."""
    decided: Literal["proposed", "kept", "yours"] = "proposed"
    """Proposed by the software, or decided by people."""
    seat: str = ""
    """The seat of the mentor on the mentee's board, or the round in which two have a short meeting; empty in other formats."""
    reason: str = ""
    """Why people decided on it, in their words."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody without a partner, or a mentee with a seat that nobody takes."""

    applicant: Applicant
    why: tuple[Sentence, ...]
    would_change: tuple[Sentence, ...]
    """What would give them a partner: each was tried."""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """How many mentees a mentor has, of those that they offered to take."""

    mentor: Applicant
    mentees: int
    capacity: int


@dataclass(frozen=True, slots=True)
class WeightTrial:
    """What would come of another weight for one criterion, solved anew."""

    criterion: Criterion
    weight: Weight | None
    """The weight that was tried; None where the criterion was left out."""
    changed: int
    """How many of the proposed pairs would have to be others: where points are equal, the proposed ones stay."""


@dataclass(frozen=True, slots=True)
class WholePicture:
    """The proposal as a whole, in figures and in sentences."""

    mentees: int
    matched: int
    """Mentees with a partner."""
    mentors: int
    mentors_matched: int
    places: int
    """How many mentees all mentors together offered to take; 0 between peers."""
    chose: int
    """Mentees with a partner who had named choices."""
    by_choice: tuple[int, ...]
    """Of these, how many got their first choice, second choice, …, as far as anybody named choices."""
    chose_in_vain: int
    """How many of these can be paired with nobody whom they named."""
    criteria: int
    """How many criteria were compared."""
    meeting: tuple[int, ...]
    """How many pairs meet at least so many criteria in full: of none, of one, …, of all."""
    worst: tuple[int, ...]
    """Which pairs have the fewest points, by number; empty where nothing is compared."""
    rather: tuple[tuple[Applicant, Applicant], ...]
    """Mentee and mentor who by their own choices would both rather have each other than whom they got."""
    closer: int
    """How many a mentee and a mentor would by the criteria fit each other better than each of them fits whom they got."""
    trials: tuple[WeightTrial, ...]
    """Empty where the round is too large to be solved again so often."""
    groups: Published | None
    """Who got a partner, by what people said of themselves, as far as it may be shown; None where nobody is asked."""
    seats: int = 0
    """How many seats all boards have together; 0 in other formats."""
    rounds: int = 0
    """In how many rounds of short meetings people meet; 0 where pairs are proposed."""
    sentences: tuple[Sentence, ...] = field(repr=False, default=())
    """All of this in words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed to those who decide."""

    pairs: tuple[ProposedPair, ...]
    """In the order of the mentees' table."""
    left: tuple[LeftOver, ...]
    loads: tuple[Load, ...]
    """Of every mentor, in the order of the table."""
    whole: WholePicture
    problems: tuple[Problem, ...] = ()
    """Decisions that cannot be followed as they stand; their pairs are not among `pairs`."""
