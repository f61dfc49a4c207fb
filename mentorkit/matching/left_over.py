"""Those without a partner: why, and what would have to change. Each change that is told was tried on the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mentorkit.answers.answered import NoAnswer
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant
from mentorkit.matching.assignment import Pair
from mentorkit.matching.fits import Excluded, Exclusion, answer_of
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.proposal import LeftOver, Sentence
from mentorkit.matching.sentences import PairWords

NAMED = 3
"""How many people are named where many would do."""
_CHANGEABLE = (Exclusion.MUST, Exclusion.UNKNOWN_MUST, Exclusion.REPORTING_LINE, Exclusion.EARLIER, Exclusion.REFUSED)
"""What people could decide otherwise. That somebody is a manager, or does not want to, is none of it."""


@dataclass(frozen=True, eq=False)
class LeftOvers:
    """Who is left without a partner by certain pairs of a round."""

    round_: MatchingRound
    seats: Mapping[Pair, str]
    """The pairs, each with its seat on a board."""
    words: PairWords

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs alone."""
        return tuple(self.seats)

    @property
    def voice(self) -> Voice:
        """The voice of the programme."""
        return self.words.voice

    @cached_property
    def load(self) -> NDArray[np.int64]:
        """How many mentees each mentor has."""
        return np.bincount([mentor for _, mentor in self.pairs], minlength=len(self.round_.mentors))

    @cached_property
    def room(self) -> NDArray[np.bool_]:
        """Which mentors could take somebody more."""
        return self.load < self.round_.capacity

    @cached_property
    def matched(self) -> NDArray[np.bool_]:
        """Which mentees have somebody; between peers, who has."""
        there = [mentee for mentee, _ in self.pairs]
        if self.round_.rules.peers:
            there += [mentor for _, mentor in self.pairs]
        return np.bincount(there, minlength=len(self.round_.mentees)) > 0

    def all(self) -> Iterator[LeftOver]:
        """Mentees first, each side in the order of its table; of a board, each seat that nobody takes."""
        for number in range(len(self.round_.mentees)):
            if self.matched[number] or (self.round_.format.seats and self._allowed[number].any()):
                yield from self._seats(number)
            else:
                yield self._mentee(number)
        if not self.round_.rules.peers:
            for mentor in np.flatnonzero(self.load == 0):
                yield self._mentor(int(mentor))

    def _seats(self, number: int) -> Iterator[LeftOver]:
        """The seats of a mentee's board that nobody takes."""
        taken = {self.seats[pair] for pair in self.pairs if pair[0] == number}
        for seat, one in enumerate(self.round_.format.seats):
            if self.round_.format.wanted[number, seat] and one.name not in taken:
                why, changes = self._seat(number, self.round_.format.able[seat])
                yield LeftOver(self.round_.mentees[number], (Sentence(why),), tuple(map(Sentence, changes)), one.name)

    def _seat(self, number: int, able: NDArray[np.bool_]) -> tuple[str, list[str]]:
        """Why nobody takes a seat, and who could with one place more."""
        _, person, mentors = self.voice.words.gettext, self.round_.mentees[number], self.round_.mentors
        board = {mentor for mentee, mentor in self.pairs if mentee == number}
        allowed = [int(one) for one in np.flatnonzero(able & self._allowed[number])]
        others = [mentors[one] for one in allowed if one not in board and not self.room[one]]
        values = {"all": int(able.sum()), "num": len(allowed), "name": person.name}
        if not able.any():
            return self._fill(
                _("None of the %(mentors)s can take this seat."), mentors=self.voice.people["mentors"]
            ), []
        if not allowed:
            said = _("Who could take this seat: %(all)s. None of these can be paired with %(name)s.")
            return self._fill(said, **values), []
        said = _(
            "Who could take this seat: %(all)s. Of these can be paired with %(name)s: %(num)s, already on this board or without a place left."
        )
        change = _("If one of these took one %(mentee)s more, the seat could be taken: %(people)s.")
        changes = [self._fill(change, mentee=self.voice.people["mentee"], people=self._named(others))] if others else []
        return self._fill(said, **values), changes

    def _fill(self, said: str, **values: object) -> str:
        return self.voice.words.fill(said, values)

    def _mentee(self, number: int) -> LeftOver:
        flags, person = self.round_.points.flags[number], self.round_.mentees[number]
        peers = self.round_.rules.peers
        if (flags == 0).any():
            why = [self._all_taken(person, flags)]
            changes = list(self._with_another() if peers else self._with_more_places(number))
        else:
            why = list(self._nobody(person, flags))
            changes = list(self._with_fewer_rules(person, flags, ~self.matched if peers else self.room))
        return LeftOver(person, tuple(map(Sentence, why)), tuple(map(Sentence, changes)))

    def _mentor(self, number: int) -> LeftOver:
        flags, person = self.round_.points.flags[:, number], self.round_.mentors[number]
        changes: list[str] = []
        if not person.capacity:
            why = [self._fill(self.voice.words.gettext("%(name)s takes nobody at present."), name=person.name)]
        elif self.round_.format.seats and (flags == 0).any():
            why = [self._no_seat(number)]
        elif (flags == 0).any():
            why, changes = [self._all_taken(person, flags)], list(self._with_more_people())
        else:
            why = list(self._nobody(person, flags))
            changes = list(self._with_fewer_rules(person, flags, ~self.matched))
        return LeftOver(person, tuple(map(Sentence, why)), tuple(map(Sentence, changes)))

    def _no_seat(self, number: int) -> str:
        """Why a mentor who could be paired with some sits on no board."""
        _, person = self.voice.words.gettext, self.round_.mentors[number]
        said = (
            _("No seat that %(name)s could take is open on the boards of those who could be paired with %(name)s.")
            if self.round_.format.able[:, number].any()
            else _("%(name)s can take none of the seats.")
        )
        return self._fill(said, name=person.name)

    def _others(self, person: Applicant) -> tuple[Applicant, ...]:
        """Those among whom a partner is looked for."""
        return self.round_.mentors if person.role == "mentee" else self.round_.mentees

    def _many(self, person: Applicant) -> str:
        """What those are called."""
        if self.round_.rules.peers:
            return self.voice.words.gettext("people")
        return self.voice.people["mentors" if person.role == "mentee" else "mentees"]

    def _all_taken(self, person: Applicant, flags: NDArray[np.int64]) -> str:
        _, number = self.voice.words.gettext, int((flags == 0).sum())
        of_mentee = _("Of %(all)s %(people)s, %(num)s could be paired with %(name)s, and no place of these is left.")
        of_mentor = _("Of %(all)s %(people)s, %(num)s could be paired with %(name)s, and each of these has somebody.")
        said = of_mentee if person.role == "mentee" and not self.round_.rules.peers else of_mentor
        others = len(flags) - sum(one.key == person.key for one in self._others(person))
        return self._fill(said, num=number, all=others, people=self._many(person), name=person.name)

    def _nobody(self, person: Applicant, flags: NDArray[np.int64]) -> Iterator[str]:
        """Why nobody can be paired with somebody: for each reason, of how many it holds."""
        _, others = self.voice.words.gettext, self._many(person)
        oneself = np.array([one.key == person.key for one in self._others(person)], np.bool_)
        counted, flags = len(flags) - int(oneself.sum()), flags[~oneself]
        if not counted:
            yield self._fill(_("There are no %(people)s."), people=others)
            return
        said = _("None of %(all)s %(people)s can be paired with %(name)s.")
        yield self._fill(said, all=counted, people=others, name=person.name)
        for bit, reason in enumerate(self.round_.points.reasons):
            number = int((flags >> bit & 1).sum())
            if number:
                yield self._fill(_("For %(num)s of them, %(reason)s."), num=number, reason=self._reason(reason))

    def _reason(self, reason: Excluded) -> str:
        """What keeps some apart, as a part of a sentence."""
        _ = self.voice.words.gettext
        if reason.criterion:
            said = {
                Exclusion.MUST: _("“%(criterion)s”, a must, is not met"),
                Exclusion.UNKNOWN_MUST: _("“%(criterion)s”, a must, cannot be judged, because an answer is missing"),
            }[reason.why]
            return self._fill(said, criterion=reason.criterion.name)
        return {
            Exclusion.LINE_MANAGER: _("one is the line manager of the other"),
            Exclusion.MANAGERS_MANAGER: _("one is the manager’s manager of the other"),
            Exclusion.REPORTING_LINE: _("both are in one reporting line"),
            Exclusion.NOT_WITH: _("one asked not to be matched with the other"),
            Exclusion.EARLIER: _("they were a pair before"),
            Exclusion.REFUSED: _("those who decide refused the pair"),
        }[reason.why]

    def _named(self, people: Sequence[Applicant]) -> str:
        """Some of these people by name, and how many more they are."""
        names = [one.name for one in people[:NAMED]]
        if more := len(people) - len(names):
            names.append(self.voice.words.ngettext("%(num)s other", "%(num)s others", more))
        return self.voice.words.list(names)

    def _with_another(self) -> Iterator[str]:
        """Of an odd number, one has to stay without."""
        if len(self.round_.mentees) % 2:
            yield self.voice.words.gettext("The number of people is odd: one more would have to apply.")

    def _with_more_places(self, number: int) -> Iterator[str]:
        """Which mentors would each help by one place more: for the mentee, or for somebody who then makes room."""
        _, person = self.voice.words.gettext, self.round_.mentees[number]
        direct, by_way = self._reached(number)
        mentors = self.round_.mentors
        words = {"mentee": self.voice.people["mentee"], "name": person.name}
        if direct:
            said = _("If one of these took one %(mentee)s more, %(name)s could have somebody: %(people)s.")
            yield self._fill(said, people=self._named([mentors[one] for one in direct]), **words)
        if by_way:
            said = _("The same if one of these did, since others could then change: %(people)s.")
            yield self._fill(said, people=self._named([mentors[one] for one in by_way]), **words)

    def _reached(self, number: int) -> tuple[list[int], list[int]]:
        """Mentors who could be paired with a mentee, best first, and those to whom their mentees could go in a chain."""
        row = self.round_.points.points[number]
        direct = [int(one) for one in np.argsort(-row, kind="stable") if row[one] >= 0]
        known = row >= 0
        new = known & (self.round_.format.partners == 1)  # of several partners, not everybody can change one
        while new.any():
            movable = new[self._mentors_of_movable] if len(self._movable) else np.zeros(0, np.bool_)
            new = (self._allowed[self._movable[movable]]).any(axis=0) & ~known
            known = known | new
        return direct, [int(one) for one in np.flatnonzero(known & (row < 0))]

    @cached_property
    def _allowed(self) -> NDArray[np.bool_]:
        return self.round_.points.points >= 0

    @cached_property
    def _free_pairs(self) -> list[Pair]:
        """The pairs on which people have not decided."""
        return [pair for pair in self.pairs if pair not in self.round_.kept]

    @cached_property
    def _movable(self) -> NDArray[np.int64]:
        """The mentees of these."""
        return np.array([mentee for mentee, _ in self._free_pairs], np.int64)

    @cached_property
    def _mentors_of_movable(self) -> NDArray[np.int64]:
        return np.array([mentor for _, mentor in self._free_pairs], np.int64)

    def _with_more_people(self) -> Iterator[str]:
        places, mentees = int(self.round_.capacity.sum()), len(self.round_.mentees)
        if places > mentees and self.round_.format.partners == 1:
            said = self.voice.words.gettext("There are %(places)s places and %(num)s %(mentees)s: more have to apply.")
            yield self._fill(said, places=places, num=mentees, mentees=self.voice.people["mentees"])

    def _with_fewer_rules(self, person: Applicant, flags: NDArray[np.int64], free: NDArray[np.bool_]) -> Iterator[str]:
        """For each rule that people could change: whom somebody could have without it who is free, or else who would be taken."""
        _, others = self.voice.words.gettext, self._others(person)
        helped = False
        for bit, reason in enumerate(self.round_.points.reasons):
            alone = np.flatnonzero(flags == 1 << bit)
            if reason.why not in _CHANGEABLE or not len(alone):
                continue
            helped = True
            there = [others[one] for one in alone if free[one]]
            if reason.why is Exclusion.UNKNOWN_MUST:
                yield from self._if_answered(reason, person, [others[one] for one in alone])
            elif there:
                said = _("If %(change)s, %(name)s could have somebody who is free: %(people)s.")
                yield self._fill(said, change=self._change(reason), name=person.name, people=self._named(there))
            else:
                said = _("If %(change)s, %(name)s could be paired with %(people)s (already taken).")
                yield self._fill(
                    said,
                    change=self._change(reason),
                    name=person.name,
                    people=self._named([others[one] for one in alone]),
                )
        if not helped:
            yield _("No rule that could be changed would alone be enough.")

    def _change(self, reason: Excluded) -> str:
        _ = self.voice.words.gettext
        if reason.criterion:
            return self._fill(_("“%(criterion)s” were no must"), criterion=reason.criterion.name)
        return {
            Exclusion.REPORTING_LINE: _("two of one reporting line could be a pair"),
            Exclusion.EARLIER: _("earlier pairs could meet again"),
            Exclusion.REFUSED: _("a refused pair were allowed"),
        }[reason.why]

    def _if_answered(self, reason: Excluded, person: Applicant, others: list[Applicant]) -> Iterator[str]:
        """Whose answers are missing for a must to be judged."""
        _, criterion, matching = self.voice.words.gettext, reason.criterion, self.round_.rules.matching
        assert criterion is not None
        ids = (criterion.of, criterion.asked_of_mentors)
        own = set(ids) if self.round_.rules.peers else {ids[person.role == "mentor"]}
        theirs = set(ids) if self.round_.rules.peers else {ids[person.role == "mentee"]}
        for asked in filter(None, map(matching.question, sorted(filter(None, own)))):
            if answer_of(person, asked) is NoAnswer.UNANSWERED:
                said = _("%(name)s has to answer “%(question)s” before “%(criterion)s” can be judged.")
                question = asked.said_to(person.role)
                yield self._fill(said, name=person.name, question=question, criterion=criterion.name)
        for asked in filter(None, map(matching.question, sorted(filter(None, theirs)))):
            if silent := [one for one in others if answer_of(one, asked) is NoAnswer.UNANSWERED]:
                said = _("%(people)s would have to answer “%(question)s” before “%(criterion)s” can be judged.")
                question, people = asked.said_to(silent[0].role), self._named(silent)
                yield self._fill(said, people=people, question=question, criterion=criterion.name)
