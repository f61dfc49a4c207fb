"""The best alternatives to a pair on both sides, and why the proposal has it otherwise: each reason is worked out by trying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mentorkit.definition.matching import POINTS
from mentorkit.language.voice import Voice
from mentorkit.matching.answer_words import AnswerWords
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.assignment import Pair
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.pair_points import EXCLUDED
from mentorkit.matching.proposal import Alternative, Sentence

SHOWN = 2
"""How many alternatives are told on each side of a pair."""


@dataclass(frozen=True, eq=False)
class Alternatives:
    """What else could be, beside certain pairs of a round."""

    round_: MatchingRound
    seats: Mapping[Pair, str]
    """The pairs, each with its seat on a board."""
    voice: Voice

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs alone."""
        return tuple(self.seats)

    @cached_property
    def mentors_of(self) -> Mapping[int, list[int]]:
        """The partners of each mentee, by number."""
        return _partners(self._both_ways())

    @cached_property
    def mentees_of(self) -> Mapping[int, list[int]]:
        """The partners of each mentor, by number."""
        return _partners(pair[::-1] for pair in self._both_ways())

    def _both_ways(self) -> Iterator[Pair]:
        """Each pair; between peers also seen from the other."""
        for pair in self.pairs:
            yield from (pair, pair[::-1]) if self.round_.rules.peers else (pair,)

    @property
    def _changes_partners(self) -> bool:
        """Whether each mentee has one partner, so that two pairs can change them."""
        return self.round_.format.partners == 1

    def _is_kept(self, pair: Pair) -> bool:
        return pair in self.round_.kept or (self.round_.rules.peers and pair[::-1] in self.round_.kept)

    def _lot(self, *pairs: Pair) -> int:
        """The lots of these pairs together; between peers, each has one in either direction."""
        both = [*pairs, *(pair[::-1] for pair in pairs if self.round_.rules.peers)]
        return sum(int(self.round_.lots[pair]) for pair in both)

    def other_mentors(self, pair: Pair) -> Iterator[Alternative]:
        """The best other mentors for the mentee of a pair, and why they are not proposed."""
        mentee = pair[0]
        able = self._can_sit(self.seats[pair]) & (self.round_.capacity > 0)
        points = np.where(able, self.round_.points.points[mentee], EXCLUDED)
        for other in self._best(points, self.round_.lots[mentee], self.mentors_of[mentee]):
            person = self.round_.mentors[other]
            said = [self._compared(person, (mentee, other), pair)]
            if self._as_good((mentee, other), pair):
                said.append(self._if_taken(pair, other))
            yield Alternative(person, Sentence(self._joined(said)))

    def other_mentees(self, pair: Pair) -> Iterator[Alternative]:
        """The best other mentees for the mentor of a pair, and why they are not proposed."""
        mentor = pair[1]
        points = np.where(self._have_seat(self.seats[pair]), self.round_.points.points[:, mentor], EXCLUDED)
        for other in self._best(points, self.round_.lots[:, mentor], self.mentees_of[mentor]):
            person = self.round_.mentees[other]
            said = [self._compared(person, (other, mentor), pair)]
            if self._as_good((other, mentor), pair):
                said.append(self._if_replaced(pair, other))
            yield Alternative(person, Sentence(self._joined(said)))

    def _can_sit(self, seat: str) -> NDArray[np.bool_]:
        """Which mentors can take a seat; all of them where it is none."""
        names = [one.name for one in self.round_.format.seats]
        everybody = np.ones(len(self.round_.mentors), np.bool_)
        return self.round_.format.able[names.index(seat)] if seat in names else everybody

    def _have_seat(self, seat: str) -> NDArray[np.bool_]:
        """Which mentees have a seat on their boards; all of them where it is none."""
        names = [one.name for one in self.round_.format.seats]
        everybody = np.ones(len(self.round_.mentees), np.bool_)
        return self.round_.format.wanted[:, names.index(seat)] if seat in names else everybody

    def _as_good(self, one: Pair, pair: Pair) -> bool:
        """Whether another pair has no fewer points than a proposed one, on which people have not decided."""
        return not self._is_kept(pair) and self.round_.points.points[one] >= self.round_.points.points[pair]

    def _best(
        self, points: NDArray[np.int32],
        drawn: NDArray[np.uint32], but: list[int],
    ) -> list[int]:  # fmt: skip
        """The numbers of those with the most points, and among equals the smallest lot."""
        open_ = points.copy()
        open_[but] = -1
        order = np.lexsort((drawn, -open_))[:SHOWN]
        return [int(one) for one in order if open_[one] >= 0]

    def _fill(self, said: str, **values: object) -> str:
        return self.voice.words.fill(said, values)

    def _joined(self, said: Sequence[str]) -> str:
        return self.voice.words.joined(said, " ")

    def _compared(self, person: Applicant, one: Pair, pair: Pair) -> str:
        """How somebody else fits, beside whoever is proposed."""
        _, names = self.voice.words.gettext, AnswerWords(self.voice.words)
        gains = [
            (criterion.name, POINTS.get(criterion.weight, 0) * (max(int(grid[one]), 0) - max(int(grid[pair]), 0)))
            for criterion, grid in zip(self.round_.points.criteria, self.round_.points.units, strict=True)
        ]
        more = names.listed(name for name, gain in gains if gain > 0)
        less = names.listed(name for name, gain in gains if gain < 0)
        total = sum(gain for _name, gain in gains)
        if more and less:
            said = {
                1: _("%(person)s meets more of %(more)s and less of %(less)s, which counts less."),
                0: _("%(person)s meets more of %(more)s and less of %(less)s, which counts the same."),
                -1: _("%(person)s meets more of %(more)s, but less of %(less)s, which counts more."),
            }[(total > 0) - (total < 0)]
        elif more or less:
            said = _("%(person)s meets more of %(more)s.") if more else _("%(person)s meets less of %(less)s.")
        else:
            said = _("%(person)s fits just as well.")
        return self._fill(said, person=person.name, more=more, less=less)

    def _if_taken(self, pair: Pair, other: int) -> str:
        """What stands against giving the mentee of a pair another mentor, who fits no less."""
        round_, mentor = self.round_, pair[1]
        person, having = round_.mentors[other], self.mentees_of.get(other, [])
        if len(having) < round_.capacity[other]:
            return self._with_room(pair, other)
        if not self._changes_partners:
            return self._full(person)
        free = [one for one in having if not self._is_kept((one, other))]
        if not free:
            said = self.voice.words.gettext("People decided whom %(person)s has.")
            return self._fill(said, person=person.name)
        swaps = [(self._gain(pair, (one, other)), -one) for one in free]
        gain, number = max((gain, number) for gain, number in swaps)
        return self._swapped(gain, pair, (-number, other), person, round_.mentees[-number], round_.mentors[mentor])

    def _full(self, person: Applicant) -> str:
        said = self.voice.words.gettext("No place is left with %(person)s.")
        return self._fill(said, person=person.name)

    def _with_room(self, pair: Pair, other: int) -> str:
        """Why the mentee of a pair does not have another mentor who fits no less and has room."""
        _, (mentee, mentor) = self.voice.words.gettext, pair
        mine, theirs = len(self.mentees_of[mentor]), len(self.mentees_of.get(other, ()))
        names = {"mine": self.round_.mentors[mentor].name, "person": self.round_.mentors[other].name}
        if mine == 1 and theirs:
            return self._fill(_("Then %(mine)s would have nobody."), **names)
        if mine == 1 and self.round_.waits(mentor=mentor) and not self.round_.waits(mentor=other):
            return self._fill(_("%(mine)s got nobody last time, and so comes first."), **names)
        if self.round_.is_even and theirs >= mine:
            return self._fill(_("Then %(person)s would have more than %(mine)s, and numbers are kept even."), **names)
        return self._among_equals((mentee, other), pair)

    def _if_replaced(self, pair: Pair, other: int) -> str:
        """What stands against giving the mentor of a pair another mentee, who fits no less."""
        round_, (mentee, mentor) = self.round_, pair
        person = round_.mentees[other]
        if not self._changes_partners:
            return ""
        if other not in self.mentors_of:
            if round_.waits(mentee=mentee) and not round_.waits(mentee=other):
                said = self.voice.words.gettext("%(mentee)s got nobody last time, and so comes first.")
                return self._fill(said, mentee=round_.mentees[mentee].name)
            return self._among_equals((other, mentor), pair)
        theirs = (other, self.mentors_of[other][0])
        if self._is_kept(theirs):
            return self._fill(self.voice.words.gettext("People decided whom %(person)s has."), person=person.name)
        gain = self._gain(pair, theirs)
        return self._swapped(gain, pair, theirs, person, round_.mentors[theirs[1]], round_.mentees[mentee])

    def _among_equals(self, one: Pair, pair: Pair) -> str:
        """That the lot decided, where it did; of boards nothing is said."""
        if self.round_.format.seats:
            return ""
        points = self.round_.points.points
        if points[one] == points[pair] and self._lot(one) >= self._lot(pair):
            return self.voice.words.gettext("The lot decided.")
        return ""

    def _gain(self, pair: Pair, theirs: Pair) -> float:
        """How many points the whole would gain if two pairs changed partners; minus infinity where they cannot."""
        points = self.round_.points.points
        new = points[pair[0], theirs[1]], points[theirs[0], pair[1]]
        if min(new) < 0:
            return float("-inf")
        now = (max(int(points[pair]), 0), max(int(points[theirs]), 0))
        return float(int(new[0]) + int(new[1]) - sum(now))

    def _swapped(
        self, gain: float, pair: Pair, theirs: Pair, person: Applicant, partner: Applicant, mine: Applicant
    ) -> str:
        """What came of it when two pairs changed partners: `person` and `partner` are now one of them."""
        _ = self.voice.words.gettext
        if partner.key == mine.key:
            said = _("%(person)s is proposed to %(partner)s, who is a %(role)s too.")
        elif gain == float("-inf"):
            said = _("%(person)s is proposed to %(partner)s, who cannot be paired with %(mine)s.")
        elif gain:
            said = {
                True: _("%(person)s is proposed to %(partner)s. If %(partner)s had %(mine)s in return, the two pairs together would fit better."),
                False: _("%(person)s is proposed to %(partner)s. If %(partner)s had %(mine)s in return, the two pairs together would fit less well."),
            }[gain > 0]  # fmt: skip
        else:
            said = _(
                "%(person)s is proposed to %(partner)s. If %(partner)s had %(mine)s in return, the two pairs together would fit just as well."
            )
        role = self.voice.people[partner.role]
        told = self._fill(said, person=person.name, partner=partner.name, mine=mine.name, role=role)
        new = self._lot((pair[0], theirs[1]), (theirs[0], pair[1]))
        lot = gain == 0 and new >= self._lot(pair, theirs)
        return self._joined([told, _("The lot decided.") if lot else ""])


def _partners(pairs: Iterable[Pair]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found
