"""The best alternatives to a pair on both sides, and why the proposal has it otherwise: each reason is worked out by trying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from mentorkit.definition.matching import POINTS
from mentorkit.language.voice import Voice
from mentorkit.matching.answer_words import AnswerWords
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.assignment import Pair
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.proposal import Alternative, Sentence

SHOWN = 2
"""How many alternatives are told on each side of a pair."""


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """What else could be, beside certain pairs of a round in which each mentee has one mentor."""

    round_: MatchingRound
    pairs: tuple[Pair, ...]
    voice: Voice
    mentor_of: dict[int, int] = field(init=False)
    mentees_of: dict[int, list[int]] = field(init=False)
    lots: np.ndarray[tuple[int, ...], np.dtype[np.uint32]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mentor_of", dict(self.pairs))
        taken: dict[int, list[int]] = {}
        for mentee, mentor in self.pairs:
            taken.setdefault(mentor, []).append(mentee)
        object.__setattr__(self, "mentees_of", taken)
        object.__setattr__(self, "lots", self.round_.lots)

    def other_mentors(self, pair: Pair) -> Iterator[Alternative]:
        """The best other mentors for the mentee of a pair, and why they are not proposed."""
        mentee, mentor = pair
        for other in self._best(self.round_.points.points[mentee], self.lots[mentee], (mentor,)):
            person = self.round_.mentors[other]
            said = [self._compared(person, (mentee, other), pair)]
            if self._as_good((mentee, other), pair):
                said.append(self._if_taken(pair, other))
            yield Alternative(person, Sentence(self._joined(said)))

    def other_mentees(self, pair: Pair) -> Iterator[Alternative]:
        """The best other mentees for the mentor of a pair, and why they are not proposed."""
        mentor = pair[1]
        having = tuple(self.mentees_of[mentor])
        for other in self._best(self.round_.points.points[:, mentor], self.lots[:, mentor], having):
            person = self.round_.mentees[other]
            said = [self._compared(person, (other, mentor), pair)]
            if self._as_good((other, mentor), pair):
                said.append(self._if_replaced(pair, other))
            yield Alternative(person, Sentence(self._joined(said)))

    def _as_good(self, one: Pair, pair: Pair) -> bool:
        """Whether another pair has no fewer points than a proposed one, on which people have not decided."""
        return pair not in self.round_.kept and self.round_.points.points[one] >= self.round_.points.points[pair]

    def _best(
        self, points: np.ndarray[tuple[int, ...], np.dtype[np.int32]],
        drawn: np.ndarray[tuple[int, ...], np.dtype[np.uint32]], but: tuple[int, ...],
    ) -> list[int]:  # fmt: skip
        """The numbers of those with the most points, and among equals the smallest lot."""
        open_ = points.copy()
        open_[list(but)] = -1
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
        free = [one for one in having if (one, other) not in round_.kept]
        if not free:
            said = self.voice.words.gettext("People decided whom %(person)s has.")
            return self._fill(said, person=person.name)
        swaps = [(self._gain(pair, (one, other)), -one) for one in free]
        gain, number = max((gain, number) for gain, number in swaps)
        return self._swapped(gain, pair, (-number, other), person, round_.mentees[-number], round_.mentors[mentor])

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
            return self._fill(_("Then %(person)s would have more than %(mine)s, and groups are kept even."), **names)
        return self._among_equals((mentee, other), pair)

    def _if_replaced(self, pair: Pair, other: int) -> str:
        """What stands against giving the mentor of a pair another mentee, who fits no less."""
        round_, (mentee, mentor) = self.round_, pair
        person = round_.mentees[other]
        if other not in self.mentor_of:
            if round_.waits(mentee=mentee) and not round_.waits(mentee=other):
                said = self.voice.words.gettext("%(mentee)s got nobody last time, and so comes first.")
                return self._fill(said, mentee=round_.mentees[mentee].name)
            return self._among_equals((other, mentor), pair)
        theirs = (other, self.mentor_of[other])
        if theirs in round_.kept:
            return self._fill(self.voice.words.gettext("People decided whom %(person)s has."), person=person.name)
        gain = self._gain(pair, theirs)
        return self._swapped(gain, pair, theirs, person, round_.mentors[theirs[1]], round_.mentees[mentee])

    def _among_equals(self, one: Pair, pair: Pair) -> str:
        """That the lot decided, where it did."""
        points = self.round_.points.points
        if points[one] == points[pair] and self.lots[one] >= self.lots[pair]:
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
        if gain == float("-inf"):
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
        told = self._fill(said, person=person.name, partner=partner.name, mine=mine.name)
        drawn = self.lots
        new = int(drawn[pair[0], theirs[1]]) + int(drawn[theirs[0], pair[1]])
        lot = gain == 0 and new >= int(drawn[pair]) + int(drawn[theirs])
        return self._joined([told, _("The lot decided.") if lot else ""])
