"""What a proposal looks like as a whole: counted, tried with other weights, and compared between groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mentorkit.answers.answered import Answered, NoAnswer, Value
from mentorkit.answers.hiding import hide
from mentorkit.answers.published import Numbers, Published, PublishedItem, Split
from mentorkit.answers.tally import count
from mentorkit.definition.base import PAIR
from mentorkit.definition.items import Item
from mentorkit.definition.matching import POINTS, Weight
from mentorkit.definition.questionnaires import Evaluation, Questionnaire
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.assignment import Pair
from mentorkit.matching.fits import Fit
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.pair_points import EXCLUDED, PairPoints
from mentorkit.matching.proposal import WeightTrial, WholePicture
from mentorkit.matching.shortlists import rounds

MOST_CELLS = 4_000_000
"""How many pairs may be weighed in all trials together: some seconds. In a larger round no other weights are tried."""
_STEPS: tuple[Weight | None, ...] = (None, "a little", "much", "most")

MATCHED, CHOSEN, HALF = (
    Item.model_construct(ask=ask, id=ask, answer="yes or no") for ask in ("matched", "chosen", "half")
)
"""What is compared between groups: whether people have a partner, one of their choices, and half of the criteria met."""


@dataclass(frozen=True, eq=False)
class Whole:
    """Certain pairs of a round, seen together."""

    round_: MatchingRound
    pairs: tuple[Pair, ...]
    fits: tuple[Fit, ...] = field(repr=False)
    smallest: int = 5
    """The fewest people whose figures may be shown together."""

    def picture(self) -> WholePicture:
        """All figures, without their sentences."""
        round_, peers = self.round_, self.round_.rules.peers
        matched = {mentee for mentee, _ in self.pairs} | ({mentor for _, mentor in self.pairs} if peers else set())
        chose, by_choice = self._choices()
        return WholePicture(
            mentees=len(round_.mentees),
            matched=len(matched),
            mentors=0 if peers else len(round_.mentors),
            mentors_matched=0 if peers else len({mentor for _, mentor in self.pairs}),
            places=0 if peers else sum(one.capacity for one in round_.mentors),
            chose=chose,
            by_choice=by_choice,
            chose_in_vain=self._chose_in_vain(),
            criteria=len(round_.points.criteria),
            meeting=tuple(
                sum(fit.met >= least for fit in self.fits) for least in range(len(round_.points.criteria) + 1)
            ),
            worst=self._worst(),
            rather=tuple((round_.mentees[one], round_.mentors[other]) for one, other in self._rather()),
            closer=self._closer(),
            trials=tuple(self._trials()),
            groups=self._groups(),
            seats=int(round_.format.wanted.sum()),
            rounds=len(rounds(self.pairs)) if round_.format.meets else 0,
        )

    def _choices(self) -> tuple[int, tuple[int, ...]]:
        """How many mentees with a partner had named choices, and how many got which."""
        best: dict[int, int] = {}
        for mentee, mentor in self._both_ways():
            wished = self.round_.mentees[mentee].choices
            if wished:
                key = self.round_.mentors[mentor].key
                rank = wished.index(key) + 1 if key in wished else 0
                best[mentee] = min(filter(None, (best.get(mentee, 0), rank)), default=0)
        counted = Counter(best.values())
        return len(best), tuple(counted[rank] for rank in range(1, max(counted, default=0) + 1))

    def _chose_in_vain(self) -> int:
        """How many mentees with a partner named only people with whom they cannot be paired."""
        numbers = {person.key: number for number, person in enumerate(self.round_.mentors)}
        got: dict[int, set[str]] = {}
        for mentee, mentor in self._both_ways():
            got.setdefault(mentee, set()).add(self.round_.mentors[mentor].key)
        some = 0
        for mentee, partners in got.items():
            named, row = self.round_.mentees[mentee].choices, self.round_.points.points[mentee]
            could = partners & {*named} or any(key in numbers and row[numbers[key]] >= 0 for key in named)
            some += bool(named) and not could
        return some

    def _both_ways(self) -> Iterator[Pair]:
        """Each pair; between peers also seen from the other."""
        yield from self.pairs
        if self.round_.rules.peers:
            yield from (pair[::-1] for pair in self.pairs)

    def _worst(self) -> tuple[int, ...]:
        """The pairs with the fewest points, where criteria that count are compared."""
        if not self.fits or not any(one.weight in POINTS for one in self.round_.points.criteria):
            return ()
        least = min(fit.points for fit in self.fits)
        return tuple(number for number, fit in enumerate(self.fits) if fit.points == least)

    def _rather(self) -> Iterator[Pair]:
        """Who by their own choices would both rather have each other than one of those whom they got."""
        got: dict[str, list[str]] = {}
        for mentee, mentor in self._both_ways():
            one, other = self.round_.mentees[mentee], self.round_.mentors[mentor]
            got.setdefault(f"mentee {one.key}", []).append(other.key)
            got.setdefault(f"mentor {other.key}", []).append(one.key)
        numbers = {person.key: number for number, person in enumerate(self.round_.mentors)}
        for number, one in enumerate(self.round_.mentees):
            for column in (numbers[key] for key in one.choices if key in numbers):
                if (self.round_.rules.peers and column <= number) or self.round_.points.points[number, column] < 0:
                    continue
                other = self.round_.mentors[column]
                both = (one, other, f"mentee {one.key}"), (other, one, f"mentor {other.key}")
                if all(_wants(who, whom, got.get(name, [])) for who, whom, name in both):
                    yield number, column

    def _closer(self) -> int:
        """How many would by the criteria fit each other better than each of them fits the worst of those whom they got."""
        points = self.round_.points.points
        rows, columns = (np.full(size, np.iinfo(np.int32).max, np.int64) for size in points.shape)
        for (mentee, mentor), fit in zip(self.pairs, self.fits, strict=True):
            rows[mentee] = min(rows[mentee], fit.points)
            columns[mentor] = min(columns[mentor], fit.points)
        if self.round_.rules.peers:
            rows = columns = np.minimum(rows, columns)
        found = (points > rows[:, None]) & (points > columns)
        for pair in self.pairs:  # of several partners, one can be better than the worst on both sides
            found[pair] = False
        return int(np.triu(found).sum() if self.round_.rules.peers else found.sum())

    def _trials(self) -> Iterator[WeightTrial]:
        """Each criterion that counts, one step up and one down; as many pairs stay as can."""
        points = self.round_.points
        counting = [number for number, one in enumerate(points.criteria) if one.weight in POINTS]
        most = MOST_CELLS // 100 if self.round_.format.is_search else MOST_CELLS
        if 2 * len(counting) * points.points.size > most:
            return
        own = set(self.pairs)
        for number in counting:
            criterion = points.criteria[number]
            step = _STEPS.index(criterion.weight)
            for weight in _STEPS[max(step - 1, 0) : step + 2]:
                if weight != criterion.weight:
                    other = self.round_.solve(self._keeping(points.weighing(number, weight)))
                    yield WeightTrial(criterion, weight, len(own - set(other)))

    def _keeping(self, points: PairPoints) -> PairPoints:
        """The same points with so little more for each proposed pair that only equals are decided by it, before the lots."""
        kept = np.zeros(points.points.shape, np.int32)
        for pair in self.pairs:
            kept[pair] = 1
        scaled = points.points * (len(self.pairs) + 1) + kept
        return replace(points, points=np.where(points.points < 0, EXCLUDED, scaled).astype(np.int32))

    def _groups(self) -> Published | None:
        evaluation = self.round_.applications.program.evaluation or Evaluation()
        if not evaluation.groups or not evaluation.uptake_by_group:
            return None
        asked = Questionnaire.model_construct(
            id="matching",
            title="",
            when="baseline",
            for_=PAIR,
            items=(MATCHED, CHOSEN, *[HALF] * bool(self.round_.points.criteria)),
        )
        rows = list(self._rows(evaluation))
        tally = count(rows, asked, evaluation.model_copy(update={"code": False}))
        published = hide(tally, self.round_.program_id, self.smallest)
        return replace(published, items=tuple(self._unnamed(one, n, rows) for n, one in enumerate(published.items)))

    def _rows(self, evaluation: Evaluation) -> Iterator[Answered]:
        """Everybody once: what became of them, and the groups to which they said that they belong."""
        fits: dict[str, list[Fit]] = {}
        chosen: dict[str, bool] = {}
        for (mentee, mentor), fit in zip(self.pairs, self.fits, strict=True):
            one, other = self.round_.mentees[mentee], self.round_.mentors[mentor]
            for person, partner in ((one, other), (other, one)):
                fits.setdefault(person.key, []).append(fit)
                chosen[person.key] = chosen.get(person.key, False) or partner.key in person.choices
        people: dict[str, Applicant] = {one.key: one for one in reversed(tuple(self.round_.applications))}
        half = max(-(-len(self.round_.points.criteria) // 2), 1)
        for key, person in people.items():
            got = fits.get(key, [])
            values: tuple[Value, ...] = (
                int(bool(got)),
                int(chosen[key]) if got and person.choices else NoAnswer.UNANSWERED,
                int(any(fit.met >= half for fit in got)) if got else NoAnswer.UNANSWERED,
            )
            groups = tuple(person.groups.get(one.id) for one in evaluation.groups)
            yield Answered(person.role, values[: 2 + bool(self.round_.points.criteria)], groups, "", 0)

    def _unnamed(self, item: PublishedItem, number: int, rows: Sequence[Answered]) -> PublishedItem:
        """The same without groups of whom it would be known by name what they said of themselves.

        The proposal names those who have a partner. Where all of the others belong to one group, or are few, the figures of
        groups would tell to which.
        """
        safe = tuple(split for split in item.splits if split.by != "role" and self._tells_nobody(split, number, rows))
        return replace(item, splits=safe)

    def _tells_nobody(self, split: Split, number: int, rows: Sequence[Answered]) -> bool:
        evaluation = self.round_.applications.program.evaluation or Evaluation()
        question = [one.id for one in evaluation.groups].index(split.by)
        for value in (0, 1):
            groups = Counter(row.groups[question] for row in rows if row.values[number] == value)
            people = groups.total()
            if people and (people < self.smallest or len([one for one in groups if one is not None]) < 2):
                return False
        return True


def _wants(one: Applicant, other: Applicant, got: list[str]) -> bool:
    """Whether somebody named another before one of those whom they got, or got nobody."""
    if other.key not in one.choices or other.key in got:
        return False
    rank = one.choices.index(other.key)
    return not got or any(key not in one.choices or rank < one.choices.index(key) for key in got)


def numbers_of(item: PublishedItem) -> Iterator[tuple[Split, str, Numbers]]:
    """The figures of each group that is shown."""
    for split in item.splits:
        for name, numbers in split.shown:
            yield split, name, numbers
