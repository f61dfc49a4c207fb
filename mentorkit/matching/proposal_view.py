"""What a proposal shows, in words: pairs, people without a partner, how full mentors are, and how all of it came about."""

from __future__ import annotations

from dataclasses import dataclass

from mentorkit.matching.fits import State


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion: what the definition says of it, and what became of it in every pair."""

    name: str
    why: str
    how: str
    weight: str
    by_people: bool
    """Whether people judge it, and nothing is counted."""
    states: tuple[State, ...]
    """What became of it in each pair, those that meet it first."""

    def count(self, state: State) -> int:
        """In how many pairs it came to that."""
        return self.states.count(state)


@dataclass(frozen=True, slots=True)
class SaidView:
    """One thing that is said of a pair."""

    name: str
    """The criterion that it is about; empty where it is about none."""
    text: str
    state: State
    """What became of the criterion here."""


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair with its reasons."""

    number: int
    mentee: str
    mentor: str
    seat: str
    state: str
    """Who it is from: proposed, kept, or written by people."""
    reason: str
    """Why people decided so."""
    speaks_for: tuple[SaidView, ...]
    against: tuple[SaidView, ...]
    unknown: tuple[SaidView, ...]
    """What cannot be said, because an answer is missing or a question does not apply."""
    others_of_mentee: str
    """The heading of `other_mentors`."""
    other_mentors: tuple[str, ...]
    others_of_mentor: str
    """The heading of `other_mentees`."""
    other_mentees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftView:
    """Somebody without a partner."""

    name: str
    why: tuple[str, ...]
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadView:
    """How full one mentor is."""

    name: str
    has: int
    takes: int
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """Everything that a proposal shows."""

    table: str
    """The name of the table that people decide in."""
    decided_by: str
    whole: tuple[str, ...]
    """The whole picture, in sentences."""
    criteria: tuple[CriterionView, ...]
    pairs: tuple[PairView, ...]
    left: tuple[tuple[str, tuple[LeftView, ...]], ...]
    """Those without a partner, below a heading for each role."""
    loads: tuple[LoadView, ...]
    loads_heading: str
    mentor: str
    """What a mentor is called here."""
    method: tuple[str, ...]
    """How the pairs were found and what took no part, in sentences."""
    meetings: bool = False
    """Whether the pairs are short meetings, after which people choose."""

    def has(self, state: State) -> bool:
        """Whether any criterion came to that in any pair."""
        return any(state in one.states for one in self.criteria)
