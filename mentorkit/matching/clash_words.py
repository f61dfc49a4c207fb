"""What clashes in a round, in words: as problems of the run, which name no applicant, and as sentences of the proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.language.voice import Voice
from mentorkit.matching.assignment import Task
from mentorkit.matching.clashes import Clash, ClashKind, clashes, without_anybody
from mentorkit.matching.fits import Excluded, Exclusion
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.proposal import Sentence

NAMED = 6
"""So many people are named at most; of more it is said how many they are."""


@dataclass(frozen=True, eq=False)
class ClashWords:
    """Why a round leaves people without a partner, where that follows from the statements alone."""

    round_: MatchingRound

    @cached_property
    def found(self) -> tuple[Clash, ...]:
        """What clashes beside pairs that people kept, of which each is told at its row."""
        round_ = self.round_
        kept, points = round_.kept, round_.points.points
        nobody, no_mentor = (np.zeros(size, np.bool_) for size in points.shape)
        locked = sorted({*kept, *(pair[::-1] for pair in kept if round_.format.peers)})
        task = Task(points, round_.capacity, round_.lots, nobody, no_mentor, tuple(locked))
        if round_.format.is_search:
            return tuple(without_anybody(task, round_.points.flags))
        return clashes(task, round_.points.flags)

    def _reasons(self, clash: Clash) -> list[Excluded]:
        return [self.round_.points.reasons[bit] for bit in clash.reasons]

    def problems(self) -> Iterator[Problem]:
        """An error where nobody can be paired with anybody, else notes."""
        for clash in self.found:
            if clash.kind is ClashKind.NOBODY_ALLOWED:
                yield self._nobody(clash)
            elif clash.kind is ClashKind.TOO_FEW_PLACES:
                yield self._too_few(clash)

    def _nobody(self, clash: Clash) -> Problem:
        reasons, number = self._reasons(clash), len(clash.mentees)
        why = " and ".join(map(_named, reasons))
        hint = "look whether the applications say what their writers meant"
        if any(one.criterion for one in reasons):
            hint = "let a must be `weight: most`, or look whether people understood its question"
        if number == len(self.round_.mentees):
            together = "together exclude" if len(reasons) > 1 else "excludes"
            message, severity = f"nobody can be paired with anybody: {why} {together} every pair", Severity.ERROR
        else:
            some = "1 mentee" if number == 1 else f"{number} mentees"
            message, severity = f"{some} can be paired with nobody, because of {why}", Severity.NOTE
        return Problem("pairs-possible", message, self._at(reasons), hint, severity)

    def _too_few(self, clash: Clash) -> Problem:
        if not clash.mentors:
            hint = "ask the mentors how many mentees each of them can take"
            return Problem("pairs-possible", "no mentor takes anybody, so nobody can be paired", self._at([]), hint)
        mentees, mentors, places = len(clash.mentees), len(clash.mentors), len(clash.mentees) - clash.missing
        few = "1 mentor" if mentors == 1 else f"{mentors} mentors"
        free = {0: "no place", 1: "1 place"}.get(places, f"{places} places")
        stay = "1 of them stays" if clash.missing == 1 < mentees else f"{clash.missing} of them stay"
        some, stay = ("1 mentee", "they stay") if mentees == 1 else (f"{mentees} mentees", stay)
        message = f"{some} can be paired with no more than {few}, with {free} for them: {stay} without"
        reasons = self._reasons(clash)
        if reasons:
            message += f", because of {' and '.join(map(_named, reasons))}"
        hint = (
            "ask these mentors for a place more, find others, or let a must be `weight: most`; the proposal names them"
        )
        return Problem("pairs-possible", message, self._at(reasons), hint, Severity.NOTE)

    def _at(self, reasons: Sequence[Excluded]) -> Span:
        """The must that excludes, or else where matching is described."""
        for one in reasons:
            if one.criterion:
                return one.criterion.where("weight")
        return self.round_.applications.program.where("matching")

    def sentences(self, voice: Voice) -> Iterator[Sentence]:
        """For the proposal: who can only have the same few. Those whom nobody can have are told one by one."""
        _, words = voice.words.gettext, voice.words
        of_few = _(
            "Of those who take somebody, %(people)s can be paired with %(others)s alone, so %(missing)s of them cannot have anybody."
        )
        of_many = _(
            "Of those who take somebody, %(number)s %(mentees)s can be paired with no more than %(few)s of %(all)s %(mentors)s, so %(missing)s of them cannot have anybody."
        )
        for clash in self.found:
            if clash.kind is not ClashKind.TOO_FEW_PLACES or len(clash.mentees) < 2 or not clash.mentors:
                continue
            people = [self.round_.mentees[number].name for number in clash.mentees]
            others = [self.round_.mentors[number].name for number in clash.mentors]
            said = of_few if len(people) + len(others) <= NAMED else of_many
            values = {
                "people": words.list(people), "others": words.list(others), "missing": clash.missing,
                "number": len(people), "few": len(others), "all": len(self.round_.mentors),
            }  # fmt: skip
            yield Sentence(words.fill(said, {**voice.people, **values}))


def _named(reason: Excluded) -> str:
    """A reason in a message: musts by their names."""
    if reason.criterion is None:
        said = {Exclusion.NOT_WITH: "the wish not to be matched", Exclusion.REFUSED: "what the table refuses"}
        return said.get(reason.why, reason.why.value)
    return f"“{reason.criterion.name}”" + (" (answers are missing)" if reason.why is Exclusion.UNKNOWN_MUST else "")
