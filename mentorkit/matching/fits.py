"""Whether two people may be a pair, and how well they fit by each criterion: judged one pair at a time, in plain rules.

`pair_points` judges all pairs at once by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import Enum
from functools import lru_cache
from itertools import zip_longest
from typing import Literal
from unicodedata import normalize
from zoneinfo import ZoneInfo

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.definition.items import Option
from mentorkit.definition.matching import POINTS, TIME_ZONE, ApplicationQuestion, Criterion, Matching
from mentorkit.definition.program import Program
from mentorkit.matching.applicants import Applicant

UNITS = 60
"""What a criterion has that is met in full: 60 can be halved, and parted into 3, 4, 5 and 6, without a rest."""
CHOICE_UNITS = (60, 40, 20)
"""What it counts to be somebody's first, second and third choice."""
LATER_CHOICE = 10
"""What it counts to be a further choice."""

State = Literal["met", "in part", "not met", "not known", "does not apply", "for people"]
"""What became of a criterion in one pair. `not known`: an answer is missing. `for people`: answers do not tell."""


class Exclusion(Enum):
    """Why two people cannot be a pair."""

    ONESELF = "one person"
    LINE_MANAGER = "line manager"
    MANAGERS_MANAGER = "manager's manager"
    REPORTING_LINE = "same reporting line"
    NOT_WITH = "asked not to be matched"
    EARLIER = "a pair before"
    MUST = "a must is not met"
    UNKNOWN_MUST = "a must cannot be judged"
    REFUSED = "people said no"
    """By a decision on an earlier proposal; no rule of the definition."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """One reason why two people cannot be a pair."""

    why: Exclusion
    criterion: Criterion | None = None
    """The must, where it is one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion in one pair."""

    criterion: Criterion
    state: State
    units: int = 0
    """How far it is met, 0 to UNITS."""
    mentee: Value = field(default=NoAnswer.UNANSWERED, repr=False)
    """What the mentee answered; for choices, the rank that the mentor has with the mentee, from 1."""
    mentor: Value = field(default=NoAnswer.UNANSWERED, repr=False)
    """What the mentor answered, options counted as those of the mentee's question; for choices, the other way round."""
    shared: tuple[int, ...] = field(default=(), repr=False)
    """The indices of the options that both gave, as the mentee's question has them."""

    @property
    def points(self) -> int:
        """What it counts."""
        return POINTS.get(self.criterion.weight, 0) * self.units


@dataclass(frozen=True, slots=True)
class Fit:
    """What is to be said of one pair."""

    excluded: tuple[Excluded, ...]
    """Empty where the two may be a pair."""
    judged: tuple[Judged, ...]
    """Each criterion, in the order of the definition."""

    @property
    def points(self) -> int:
        """What all criteria count together."""
        return sum(one.points for one in self.judged)

    @property
    def met(self) -> int:
        """How many criteria are met in full."""
        return sum(one.state == "met" for one in self.judged)


@dataclass(frozen=True, slots=True)
class PairRules:
    """The rules by which the pairs of one programme are judged."""

    program: Program
    managers: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """By key, whoever stands above somebody: the line manager, then the manager's manager, as far as they are known."""

    @classmethod
    def of(cls, program: Program, applicants: Iterable[Applicant]) -> PairRules:
        """The rules for these people."""
        said = dict[str, list[str]]()
        for one in applicants:
            own, other = said.get(one.key, []), list(one.managers)
            said[one.key] = [first or second for first, second in zip_longest(own, other, fillvalue="")]
        return cls(program, {key: _chain(key, said) for key in said})

    @property
    def matching(self) -> Matching:
        """What the definition says of matching."""
        return self.program.matching or Matching()

    @property
    def peers(self) -> bool:
        """Whether two of one kind are matched, so that each criterion holds in both directions."""
        return self.program.format == "peer"

    def judge(self, mentee: Applicant, mentor: Applicant) -> Fit:
        """Everything about one pair. In a peer programme the order of the two does not matter."""
        judged = tuple(self._both_ways(one, mentee, mentor) for one in self.matching.criteria)
        return Fit((*self._ruled_out(mentee, mentor), *_broken(judged)), judged)

    def _ruled_out(self, mentee: Applicant, mentor: Applicant) -> Iterator[Excluded]:
        """What keeps them apart whatever they answered to the criteria."""
        if mentee.key == mentor.key:
            yield Excluded(Exclusion.ONESELF)
            return
        above = (self._rank_above(mentee, mentor), self._rank_above(mentor, mentee))
        if 0 in above:
            yield Excluded(Exclusion.LINE_MANAGER)
        if 1 in above:
            yield Excluded(Exclusion.MANAGERS_MANAGER)
        if self._in_one_line(mentee, mentor):
            yield Excluded(Exclusion.REPORTING_LINE)
        if mentor.key in mentee.not_with or mentee.key in mentor.not_with:
            yield Excluded(Exclusion.NOT_WITH)
        if self.matching.earlier_pairs == "not again" and (
            mentor.key in mentee.earlier or mentee.key in mentor.earlier
        ):
            yield Excluded(Exclusion.EARLIER)

    def _rank_above(self, below: Applicant, above: Applicant) -> int:
        """0 where the one is the line manager of the other, 1 the manager's manager, and -1 where neither is known."""
        chain = self.managers.get(below.key, below.managers)
        return chain.index(above.key) if above.key in chain else -1

    def _in_one_line(self, mentee: Applicant, mentor: Applicant) -> bool:
        line = self.matching.question(self.matching.reporting_line)
        one, other = (answer_of(person, line) for person in (mentee, mentor))
        return not isinstance(one, NoAnswer) and one == other

    def _both_ways(self, criterion: Criterion, mentee: Applicant, mentor: Applicant) -> Judged:
        """A criterion in a pair; between peers, in both directions."""
        there = self.compare(criterion, mentee, mentor)
        if not self.peers or criterion.compare is None:
            return there
        return _of_both(there, self.compare(criterion, mentor, mentee))

    def compare(self, criterion: Criterion, mentee: Applicant, mentor: Applicant) -> Judged:
        """One criterion, the answers of the mentee compared with those of the mentor."""
        if criterion.compare is None:
            return Judged(criterion, "for people")
        if criterion.compare == "preferred":
            return _preferred(criterion, mentee, mentor)
        if criterion.of == TIME_ZONE:
            ahead = [hours_ahead(one, self.program) for one in (mentee, mentor)]
            return _met(criterion, clocks_fit(criterion, hours_between(*ahead)), *ahead)
        asked = self.matching.question(criterion.of)
        one, other = (
            answer_of(mentee, asked),
            answer_of(mentor, self.matching.question(criterion.asked_of_mentors), asked),
        )
        if NoAnswer.NOT_APPLICABLE in (one, other):
            return Judged(criterion, "does not apply", 0, one, other)
        if NoAnswer.UNANSWERED in (one, other):
            return Judged(criterion, "not known", 0, one, other)
        if criterion.compare in ("overlap", "fits"):
            return _shared(criterion, one, other)
        return _met(criterion, self._holds(criterion, one, other), one, other)

    def _holds(self, criterion: Criterion, one: Value, other: Value) -> bool:
        if criterion.compare == "same":
            return one == other
        if criterion.compare == "different":
            return one != other
        least, most = bounds(criterion, self.program)
        return least <= apart(criterion, self.program, one, other) <= most


def answer_of(
    person: Applicant, asked: ApplicationQuestion | None, compared: ApplicationQuestion | None = None
) -> Value:
    """What somebody answered, as it is compared: words in small letters, and options as the question `compared` numbers them.

    An answer of one's own in place of an option counts as none, since nobody can tell what it is the same as.
    """
    value = person.values.get(asked.id, NoAnswer.UNANSWERED) if asked else NoAnswer.UNANSWERED
    if asked is None or isinstance(value, NoAnswer):
        return value
    if isinstance(value, str):
        return " ".join(normalize("NFKC", value).casefold().split())
    if isinstance(value, tuple):
        known = tuple(sorted(option_numbers(asked, compared)[one] for one in value if one != OTHER))
        return known if known or not value else NoAnswer.UNANSWERED
    if asked.answer == "one of" and isinstance(value, int):
        return NoAnswer.UNANSWERED if value == OTHER else option_numbers(asked, compared)[value]
    return value


@lru_cache(maxsize=256)
def _numbers_of_options(options: tuple[Option, ...], compared: tuple[Option, ...]) -> tuple[int, ...]:
    there = {words.casefold(): number for number, one in enumerate(compared) for words in one.words}
    return tuple(there.get(one.text.casefold(), len(compared) + number) for number, one in enumerate(options))


def option_numbers(asked: ApplicationQuestion, compared: ApplicationQuestion | None) -> tuple[int, ...]:
    """For each option of a question, its number in the question that it is compared with; beyond its last where it is not there."""
    if compared is None or compared is asked:
        return tuple(range(len(asked.options)))
    return _numbers_of_options(asked.options, compared.options)


def above(criterion: Criterion, program: Program) -> Literal["mentor", "mentee", "either"]:
    """Who has to be further up: where the definition does not say, the mentor; in a reverse programme, the mentee."""
    if program.format == "peer":
        return "either"
    return criterion.above or ("mentee" if program.format == "reverse" else "mentor")


def bounds(criterion: Criterion, program: Program) -> tuple[float, float]:
    """The fewest and the most steps between two: without `at_least` one, unless only `at_most` is said and no direction."""
    most = float("inf") if criterion.at_most is None else criterion.at_most
    if criterion.at_least is not None:
        return criterion.at_least, most
    close = criterion.at_most is not None and above(criterion, program) == "either"
    return 0 if close else min(1, most), most


def apart(criterion: Criterion, program: Program, mentee: Value, mentor: Value) -> float:
    """How far whoever has to be further up is above the other; without a direction, how far the two are apart."""
    assert isinstance(mentee, int | float)
    assert isinstance(mentor, int | float)
    gap = mentor - mentee
    return {"mentor": gap, "mentee": -gap, "either": abs(gap)}[above(criterion, program)]


def hours_ahead(person: Applicant, program: Program) -> float:
    """Hours from UTC to somebody's clock on the first day of the programme; without a zone of their own, to the programme's."""
    zone = ZoneInfo(person.zone or program.time_zone)
    offset = datetime.combine(program.starts, time(12), zone).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0


def hours_between(one: float, other: float) -> float:
    """How many hours two clocks differ: twelve at most, since 23:00 and 01:00 are two hours apart."""
    gap = abs(one - other) % 24
    return min(gap, 24 - gap)


def clocks_fit(criterion: Criterion, hours: float) -> bool:
    """Whether clocks so many hours apart meet a criterion. Without a number of hours they have to show the same."""
    if criterion.compare == "different":
        return hours > 0
    if criterion.compare == "apart":
        most = float("inf") if criterion.at_most is None else criterion.at_most
        return (criterion.at_least or 0) <= hours <= most
    return hours <= (0 if criterion.compare == "same" else criterion.at_most or 0)


def choice_units(rank: int) -> int:
    """What it counts to be somebody's choice of this rank, from 1; nothing for 0, which is none."""
    if not rank:
        return 0
    return CHOICE_UNITS[rank - 1] if rank <= len(CHOICE_UNITS) else LATER_CHOICE


def _preferred(criterion: Criterion, mentee: Applicant, mentor: Applicant) -> Judged:
    """Choices: of two who both named some, the mean; of one who named none, nothing is known."""
    ranks = [_rank(mentee, mentor.key), _rank(mentor, mentee.key)]
    named = [choice_units(rank) for rank in ranks if rank is not None]
    mentees, mentors = (NoAnswer.UNANSWERED if rank is None else rank for rank in ranks)
    units = sum(named) // len(named) if named else 0
    return Judged(criterion, _state(units) if named else "does not apply", units, mentees, mentors)


def _rank(person: Applicant, key: str) -> int | None:
    """The rank of a choice, from 1; 0 where it is none, and None where nobody was named."""
    if not person.choices:
        return None
    return person.choices.index(key) + 1 if key in person.choices else 0


def _state(units: int) -> State:
    return "met" if units == UNITS else "in part" if units else "not met"


def _met(criterion: Criterion, holds: bool, mentee: Value, mentor: Value) -> Judged:  # noqa: FBT001 - what was found out
    return Judged(criterion, "met" if holds else "not met", UNITS if holds else 0, mentee, mentor)


def _shared(criterion: Criterion, mentee: Value, mentor: Value) -> Judged:
    """Answers in common: one is enough for `fits`; for `overlap`, the share of what the mentee asks for."""
    asked, offered = (one if isinstance(one, tuple) else (one,) for one in (mentee, mentor))
    shared = tuple(int(one) for one in asked if one in offered and not isinstance(one, NoAnswer | str))
    if criterion.compare == "overlap" and not asked:
        return Judged(criterion, "does not apply", 0, mentee, mentor)
    if len(shared) < (criterion.at_least or 1):
        return Judged(criterion, "not met", 0, mentee, mentor, shared)
    units = UNITS if criterion.compare == "fits" else UNITS * len(shared) // len(asked)
    return Judged(criterion, _state(units), units, mentee, mentor, shared)


def _of_both(there: Judged, back: Judged) -> Judged:
    """A criterion between peers: the mean of both directions. A must holds in both."""
    if "does not apply" in (there.state, back.state):
        return back if there.state == "does not apply" else there
    if "not known" in (there.state, back.state):
        return replace(there, state="not known", units=0)
    units = (there.units + back.units) // 2
    broken = there.criterion.weight == "must" and "not met" in (there.state, back.state)
    return replace(there, state="not met" if broken else _state(units), units=0 if broken else units)


def _broken(judged: Iterable[Judged]) -> Iterator[Excluded]:
    for one in judged:
        if one.criterion.weight == "must" and one.state == "not met":
            yield Excluded(Exclusion.MUST, one.criterion)
        elif one.criterion.weight == "must" and one.state == "not known":
            yield Excluded(Exclusion.UNKNOWN_MUST, one.criterion)


def _chain(key: str, said: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Line manager and manager's manager: what somebody named, and what the line manager says of the own one.

    The first is empty where only the second is known.
    """
    line, above = [*said[key], "", ""][:2]
    above = above or next(iter(said.get(line, ())), "")
    chain = (line, above if above not in (line, key) else "")
    return chain if chain[1] else chain[:1] if line else ()
