"""The points of all pairs at once: the rules of `fits`, over whole columns of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentorkit.answers.answered import NoAnswer
from mentorkit.definition.matching import POINTS, TIME_ZONE, ApplicationQuestion, Criterion, Weight
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.fits import (
    UNITS,
    Excluded,
    Exclusion,
    PairRules,
    above,
    answer_of,
    bounds,
    choice_units,
    hours_ahead,
)

EXCLUDED = -1
"""The points of two who cannot be a pair."""
NOT_KNOWN, NO_MATTER = -1, -2
"""In place of units: an answer is missing; the criterion does not apply."""

Grid = NDArray[np.int8]
"""Units of one criterion, mentees by mentors, or why there are none."""
_Flags = NDArray[np.int64]
_ALWAYS = (
    Exclusion.ONESELF,
    Exclusion.LINE_MANAGER,
    Exclusion.MANAGERS_MANAGER,
    Exclusion.REPORTING_LINE,
    Exclusion.NOT_WITH,
    Exclusion.EARLIER,
    Exclusion.REFUSED,
)


@dataclass(frozen=True, slots=True)
class PairPoints:
    """Every pair of one round, mentees by mentors; in a peer programme mentees by mentees."""

    criteria: tuple[Criterion, ...]
    """Those that answers tell."""
    units: tuple[Grid, ...] = field(repr=False)
    """Of each criterion."""
    flags: _Flags = field(repr=False)
    """Why two cannot be a pair: a bit for each of `reasons`."""
    reasons: tuple[Excluded, ...]
    points: NDArray[np.int32] = field(repr=False)
    """What the criteria of a pair count together; EXCLUDED where the two cannot be one."""

    @classmethod
    def of(cls, applications: Applications) -> PairPoints:
        """All pairs of those who applied."""
        return _Grids(applications).all()

    def excluded(self, mentee: int, mentor: int) -> tuple[Excluded, ...]:
        """Why these two cannot be a pair."""
        flags = int(self.flags[mentee, mentor])
        return tuple(one for bit, one in enumerate(self.reasons) if flags >> bit & 1)

    def refusing(self, pairs: Iterable[tuple[int, int]]) -> PairPoints:
        """The same where people said no to these pairs."""
        flags = self.flags.copy()
        bit = next(bit for bit, one in enumerate(self.reasons) if one.why is Exclusion.REFUSED)
        for mentee, mentor in pairs:
            flags[mentee, mentor] |= 1 << bit
        return replace(self, flags=flags, points=np.where(flags == 0, self.points, EXCLUDED).astype(np.int32))

    def weighing(self, criterion: int, weight: Weight | None) -> PairPoints:
        """The same with another weight for one criterion; None leaves it out. Musts stay as they are."""
        weights = [POINTS.get(one.weight, 0) for one in self.criteria]
        weights[criterion] = POINTS.get(weight, 0) if weight else 0
        return replace(self, points=_sum(self.units, weights, self.flags))


def _all_or_nothing(holds: NDArray[np.bool_]) -> Grid:
    return np.where(holds, UNITS, 0).astype(np.int8)


def _sum(units: Sequence[Grid], weights: Sequence[int], flags: _Flags) -> NDArray[np.int32]:
    points = np.zeros(flags.shape, np.int32)
    for grid, weight in zip(units, weights, strict=True):
        if weight:
            points += np.maximum(grid, 0).astype(np.int32) * weight
    points[flags != 0] = EXCLUDED
    return points


@dataclass(frozen=True, slots=True)
class _Grids:
    """The applicants as columns."""

    applications: Applications

    @property
    def mentees(self) -> tuple[Applicant, ...]:
        return self.applications.mentees

    @property
    def mentors(self) -> tuple[Applicant, ...]:
        """In a peer programme the mentees, who are on both sides."""
        return self.mentees if self._peers else self.applications.mentors

    @property
    def _peers(self) -> bool:
        return self.applications.program.format == "peer"

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.mentees), len(self.mentors)

    def all(self) -> PairPoints:
        matching = PairRules(self.applications.program).matching
        units = tuple(self._units(one) for one in matching.compared)
        flags, reasons = self._always(), [Excluded(why) for why in _ALWAYS]
        for criterion, grid in zip(matching.compared, units, strict=True):
            if criterion.weight != "must":
                continue
            for why, broken in ((Exclusion.MUST, grid == 0), (Exclusion.UNKNOWN_MUST, grid == NOT_KNOWN)):
                flags |= broken.astype(np.int64) << len(reasons)
                reasons.append(Excluded(why, criterion))
        assert len(reasons) < 63, "each reason needs a bit"
        weights = [POINTS.get(one.weight, 0) for one in matching.compared]
        return PairPoints(matching.compared, units, flags, tuple(reasons), _sum(units, weights, flags))

    def _always(self) -> _Flags:
        """What keeps two apart whatever they answered to the criteria, as `PairRules` has it."""
        rules = PairRules.of(self.applications.program, self.applications)
        flags = np.zeros(self._shape, np.int64)
        one_way: dict[Exclusion, Callable[[Applicant], Iterable[str]]] = {
            Exclusion.LINE_MANAGER: lambda one: rules.managers[one.key][:1],
            Exclusion.MANAGERS_MANAGER: lambda one: rules.managers[one.key][1:],
            Exclusion.NOT_WITH: lambda one: one.not_with,
        }
        if rules.matching.earlier_pairs == "not again":
            one_way[Exclusion.EARLIER] = lambda one: one.earlier
        for why, named in one_way.items():
            flags |= self._naming(named).astype(np.int64) << _ALWAYS.index(why)
        if line := rules.matching.question(rules.matching.reporting_line):
            one, words = self._numbers(self.mentees, line, None)
            other, _ = self._numbers(self.mentors, line, None, words)
            flags |= (one[:, None] == other).astype(np.int64) << _ALWAYS.index(Exclusion.REPORTING_LINE)
        flags[self._by_key(lambda one: [one.key], self.mentees, self.mentors)] = 1 << _ALWAYS.index(Exclusion.ONESELF)
        return flags

    def _naming(self, named: Callable[[Applicant], Iterable[str]]) -> NDArray[np.bool_]:
        """Where one of the two names the other."""
        there = self._by_key(named, self.mentees, self.mentors)
        return there | self._by_key(named, self.mentors, self.mentees).T

    @staticmethod
    def _by_key(
        named: Callable[[Applicant], Iterable[str]], who: Sequence[Applicant], whom: Sequence[Applicant]
    ) -> NDArray[np.bool_]:
        numbers = {one.key: number for number, one in enumerate(whom)}
        grid = np.zeros((len(who), len(whom)), np.bool_)
        for row, one in enumerate(who):
            grid[row, [numbers[key] for key in named(one) if key in numbers]] = True
        return grid

    def _units(self, criterion: Criterion) -> Grid:
        there = self._compared(criterion)
        if not self._peers:
            return there
        back = there.T
        both = ((there.astype(np.int16) + back) // 2).astype(np.int8)
        if criterion.weight == "must":
            both[(there == 0) | (back == 0)] = 0
        both[(there == NOT_KNOWN) | (back == NOT_KNOWN)] = NOT_KNOWN
        both[there == NO_MATTER] = back[there == NO_MATTER]
        both[back == NO_MATTER] = there[back == NO_MATTER]
        return both

    def _compared(self, criterion: Criterion) -> Grid:
        """The units of a criterion, the mentee's answer compared with the mentor's."""
        if criterion.compare == "preferred":
            return self._preferred()
        if criterion.of == TIME_ZONE:
            return self._clocks(criterion)
        matching = PairRules(self.applications.program).matching
        asked, offered = matching.question(criterion.of), matching.question(criterion.asked_of_mentors)
        several = criterion.compare in ("overlap", "fits")
        grid = (self._shared if several else self._single)(criterion, asked, offered)
        sides = (self._gaps(self.mentees, asked), self._gaps(self.mentors, offered, asked))
        for gap, state in ((NoAnswer.UNANSWERED, NOT_KNOWN), (NoAnswer.NOT_APPLICABLE, NO_MATTER)):
            grid[sides[0] == gap.value] = state
            grid[:, sides[1] == gap.value] = state
        return grid

    def _gaps(
        self,
        people: Sequence[Applicant],
        asked: ApplicationQuestion | None,
        compared: ApplicationQuestion | None = None,
    ) -> NDArray[Any]:
        """What is said of each person's answer, where there is none."""
        values = (answer_of(one, asked, compared) for one in people)
        return np.array([one.value if isinstance(one, NoAnswer) else "" for one in values], dtype="U20")

    def _numbers(
        self, people: Sequence[Applicant], asked: ApplicationQuestion | None, compared: ApplicationQuestion | None,
        known: Mapping[str, int] | None = None,
    ) -> tuple[NDArray[np.float64], Mapping[str, int]]:  # fmt: skip
        """Each person's answer as a number, NaN where there is none; words by a list of all, which goes with them."""
        words = dict(known or {})
        column = np.full(len(people), np.nan)
        for row, one in enumerate(people):
            value = answer_of(one, asked, compared)
            if isinstance(value, str):
                column[row] = words.setdefault(value, len(words))
            elif isinstance(value, int | float):
                column[row] = value
        return column, words

    def _single(
        self, criterion: Criterion, asked: ApplicationQuestion | None, offered: ApplicationQuestion | None
    ) -> Grid:
        one, words = self._numbers(self.mentees, asked, None)
        other, _ = self._numbers(self.mentors, offered, asked, words)
        if criterion.compare == "same":
            holds = one[:, None] == other
        elif criterion.compare == "different":
            holds = one[:, None] != other
        else:
            gap = other - one[:, None]
            side = above(criterion, self.applications.program)
            far = {"mentor": gap, "mentee": -gap, "either": np.abs(gap)}[side]
            least, most = bounds(criterion, self.applications.program)
            holds = (far >= least) & (far <= most)
        return _all_or_nothing(holds)

    def _shared(
        self, criterion: Criterion, asked: ApplicationQuestion | None, offered: ApplicationQuestion | None
    ) -> Grid:
        one, other = self._ticks(self.mentees, asked, None), self._ticks(self.mentors, offered, asked)
        options = max(one.shape[1], other.shape[1])
        one, other = (np.pad(side, ((0, 0), (0, options - side.shape[1]))) for side in (one, other))
        shared = np.rint(one @ other.T).astype(np.int16)
        least = criterion.at_least or 1
        if criterion.compare == "fits":
            return _all_or_nothing(shared >= least)
        wanted = one.sum(axis=1).astype(np.int16)
        units = np.where(shared >= least, UNITS * shared // np.maximum(wanted, 1)[:, None], 0).astype(np.int8)
        units[wanted == 0] = NO_MATTER  # where an answer is missing, that is said of it later
        return units

    def _ticks(
        self, people: Sequence[Applicant], asked: ApplicationQuestion | None, compared: ApplicationQuestion | None
    ) -> NDArray[np.float32]:
        """1 where somebody gave an option, people by options."""
        given = [answer_of(one, asked, compared) for one in people]
        ticked = [one if isinstance(one, tuple) else (one,) if isinstance(one, int) else () for one in given]
        ticks = np.zeros((len(people), 1 + max((max(one, default=0) for one in ticked), default=0)), np.float32)
        for row, one in enumerate(ticked):
            ticks[row, list(one)] = 1
        return ticks

    def _preferred(self) -> Grid:
        """Choices: of two who both named some the mean, of one who named none nothing."""
        sides = ((self.mentees, self.mentors), (self.mentors, self.mentees))
        there, back = (self._choices(who, whom) for who, whom in sides)
        names, named = (
            np.array([bool(one.choices) for one in side], np.bool_) for side in (self.mentees, self.mentors)
        )
        both = there + back.T
        both[np.ix_(names, named)] //= 2
        units = both.astype(np.int8)
        units[np.ix_(~names, ~named)] = NO_MATTER
        return units

    @staticmethod
    def _choices(who: Sequence[Applicant], whom: Sequence[Applicant]) -> NDArray[np.int16]:
        numbers = {one.key: number for number, one in enumerate(whom)}
        units = np.zeros((len(who), len(whom)), np.int16)
        for row, one in enumerate(who):
            for rank, key in reversed(list(enumerate(one.choices, 1))):
                if key in numbers:
                    units[row, numbers[key]] = choice_units(rank)
        return units

    def _clocks(self, criterion: Criterion) -> Grid:
        program = self.applications.program
        one, other = (
            np.array([hours_ahead(person, program) for person in side], np.float64)
            for side in (self.mentees, self.mentors)
        )
        gap = np.abs(one[:, None] - other) % 24
        hours = np.minimum(gap, 24 - gap)
        if criterion.compare == "different":
            holds = hours > 0
        elif criterion.compare == "apart":
            most = np.inf if criterion.at_most is None else criterion.at_most
            holds = (hours >= (criterion.at_least or 0)) & (hours <= most)
        else:
            holds = hours <= (0 if criterion.compare == "same" else criterion.at_most or 0)
        return _all_or_nothing(holds)
