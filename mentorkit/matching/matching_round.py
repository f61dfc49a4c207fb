"""One round of matching in numbers: who applied, what people decided, and the best pairs under both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from mentorkit.core.problems import Problem, Result
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.assignment import Pair, Task, lots
from mentorkit.matching.fits import Fit, PairRules
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions
from mentorkit.matching.pair_points import PairPoints
from mentorkit.matching.round_format import RoundFormat

_NOT_ANYWAY = ("another row keeps", "rows keep", "the table has this pair twice")
"""How objections begin that no reason overrules: two rows contradict each other."""


@dataclass(frozen=True, eq=False)
class MatchingRound:
    """A round, and what people decided so far."""

    applications: Applications
    program_id: str
    rules: PairRules = field(repr=False)
    points: PairPoints = field(repr=False)
    """Of all pairs; those that people refused are excluded."""
    kept: Mapping[Pair, KeptPair] = field(default_factory=dict)
    """The pairs that people decided on, by the numbers of mentee and mentor."""

    @classmethod
    def of(cls, applications: Applications, decisions: PairDecisions, program_id: str) -> Result[MatchingRound]:
        """The round, and the decisions that cannot be followed."""
        rules = PairRules.of(applications.program, applications)
        numbers = _Numbers.of(applications)
        refused = [pair for one in decisions.refused for pair in numbers.pairs(one.mentee, one.mentor)]
        points = PairPoints.of(applications).refusing(refused)
        bare = cls(applications, program_id, rules, points)
        kept, problems = dict[Pair, KeptPair](), list[Problem]()
        for one in sorted(decisions.kept, key=lambda one: one.anyway):  # whoever is kept anyway takes nobody's place
            pair = next(iter(numbers.pairs(one.mentee, one.mentor)), None)
            wrong = "one of the two is not among those who applied" if pair is None else bare.objection(pair, one, kept)
            if wrong:
                problems.append(_not_followed(one, wrong))
            elif pair is not None:
                kept[pair] = one
        return Result(replace(bare, kept=kept), tuple(problems))

    @property
    def mentees(self) -> tuple[Applicant, ...]:
        """The rows of all grids."""
        return self.applications.mentees

    @property
    def mentors(self) -> tuple[Applicant, ...]:
        """The columns of all grids: in a peer programme the mentees again."""
        return self.mentees if self.rules.peers else self.applications.mentors

    def objection(self, pair: Pair, one: KeptPair, kept: Mapping[Pair, KeptPair]) -> str:
        """Why a pair that people want to keep cannot be one, beside those that are kept already; "" where it can."""
        if pair in kept:
            return "the table has this pair twice"
        if self.mentees[pair[0]].key == self.mentors[pair[1]].key:
            return "the two are one person"
        if wrong := self._too_many(pair, one, kept):
            return wrong
        if one.anyway:
            return ""
        if excluded := self.points.excluded(*pair):
            return "the two cannot be a pair: " + ", ".join(
                f"{each.why.value} ({each.criterion.name})" if each.criterion else each.why.value for each in excluded
            )
        if not self.format.peers and sum(pair[1] == mentor for _, mentor in kept) >= self.format.capacity({})[pair[1]]:
            return "the mentor offered fewer places than rows keep"
        return ""

    def _too_many(self, pair: Pair, one: KeptPair, kept: Mapping[Pair, KeptPair]) -> str:
        """Why the pairs that are kept leave no room for one more."""
        if self.format.peers and {*pair}.intersection(person for other in kept for person in other):
            return "another row keeps one of the two with somebody else"
        theirs = [other for (mentee, _), other in kept.items() if mentee == pair[0]]
        if len(theirs) >= self.format.partners:
            if self.format.partners == 1:
                return "another row keeps this mentee with another mentor"
            return f"rows keep more than {self.format.partners} mentors for this mentee"
        if self.format.meets or not one.seat:
            return ""
        if one.seat not in [seat.name for seat in self.format.seats]:
            return "there is no such seat"
        if one.seat in [other.seat for other in theirs]:
            return "another row keeps this seat of the mentee with another mentor"
        return ""

    def fit(self, pair: Pair) -> Fit:
        """Everything about one pair."""
        return self.rules.judge(self.mentees[pair[0]], self.mentors[pair[1]])

    @cached_property
    def lots(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
        """The lots of all pairs."""
        return lots(self.program_id, tuple(one.key for one in self.mentees), tuple(one.key for one in self.mentors))

    @cached_property
    def capacity(self) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """How many mentees each mentor takes: what they offered, or as many as people gave them."""
        return self.format.capacity(Counter(mentor for _, mentor in self.kept))

    @cached_property
    def format(self) -> RoundFormat:
        """What the format asks of pairs."""
        return RoundFormat(self.applications)

    @property
    def is_even(self) -> bool:
        """Whether mentors are to have as many mentees as each other."""
        return self.format.even

    def waits(self, mentee: int = -1, mentor: int = -1) -> bool:
        """Whether this mentee, or this mentor, got nobody last time and so comes first."""
        person = self.mentees[mentee] if mentee >= 0 else self.mentors[mentor]
        return person.waited and self.rules.matching.left_out_first

    def solve(self, points: PairPoints | None = None) -> tuple[Pair, ...]:
        """The best pairs, also by other points."""
        return tuple(self.solve_seated(points))

    def solve_seated(self, points: PairPoints | None = None) -> dict[Pair, str]:
        """The best pairs in order, with what `RoundFormat.best` says of each."""
        first = np.array([self.waits(mentee=n) for n in range(len(self.mentees))], np.bool_)
        first_mentors = np.array([self.waits(mentor=n) for n in range(len(self.mentors))], np.bool_)
        task = Task(
            (points or self.points).points, self.capacity, self.lots, first, first_mentors,
            tuple(sorted(self.kept)), even=self.is_even,
        )  # fmt: skip
        return self.format.best(task, {pair: one.seat for pair, one in self.kept.items()})


def _not_followed(one: KeptPair, why: str) -> Problem:
    if why.startswith(_NOT_ANYWAY):
        hint = 'write "proposed" in one of the two rows, or delete it'
    else:
        hint = 'write another mentor, or "keep anyway" and in the column beside it why'
    return Problem("pair-kept", f"this pair cannot be kept: {why}", one.at, hint)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of people by their keys."""

    mentees: Mapping[str, int]
    mentors: Mapping[str, int]
    peers: bool

    @classmethod
    def of(cls, applications: Applications) -> _Numbers:
        peers = applications.program.format == "peer"
        mentees = _by_key(applications.mentees)
        return cls(mentees, mentees if peers else _by_key(applications.mentors), peers)

    def pairs(self, mentee: str, mentor: str) -> Iterator[Pair]:
        """The pair of these two: none where one of them did not apply; between peers in both orders."""
        if mentee in self.mentees and mentor in self.mentors:
            pair = self.mentees[mentee], self.mentors[mentor]
            yield from sorted({pair, pair[::-1]}) if self.peers else (pair,)


def _by_key(people: Sequence[Applicant]) -> dict[str, int]:
    return {one.key: number for number, one in enumerate(people)}
