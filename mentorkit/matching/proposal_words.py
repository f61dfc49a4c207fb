"""A proposal in words: from pairs, reasons and figures to what a reader is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mentorkit.definition.base import PAIR
from mentorkit.definition.matching import POINTS, Criterion, Matching
from mentorkit.definition.program import Program
from mentorkit.language.alphabet import AlphabetKey, alphabetical
from mentorkit.language.comparison_words import how_compared, how_much
from mentorkit.language.voice import Voice
from mentorkit.matching.fits import State
from mentorkit.matching.proposal import LeftOver, Proposal, ProposedPair, Sentence
from mentorkit.matching.proposal_view import (
    CriterionView,
    LeftView,
    LoadView,
    PairView,
    ProposalView,
    SaidView,
)

_BEST_FIRST: tuple[State, ...] = ("met", "in part", "not met", "not known", "does not apply", "for people")


def in_order(pairs: tuple[ProposedPair, ...], language: str) -> list[ProposedPair]:
    """Pairs as they are listed: by the name of the mentee, then by seat, then by the name of the mentor."""

    def place(one: ProposedPair) -> tuple[AlphabetKey, str, str, AlphabetKey]:
        mentee, mentor = (alphabetical(person.name, language) for person in (one.mentee, one.mentor))
        return mentee, one.mentee.key, one.seat, mentor

    return sorted(pairs, key=place)


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """The words of one proposal. `table` is the name of the table that people decide in."""

    proposal: Proposal
    program: Program
    voice: Voice
    table: str

    @property
    def matching(self) -> Matching:
        """What the definition says of matching."""
        return self.program.matching or Matching()

    @property
    def peers(self) -> bool:
        """Whether everybody is of one kind."""
        return self.program.format == "peer"

    def view(self) -> ProposalView:
        """Everything that is shown."""
        pairs = tuple(
            self._pair(number, one)
            for number, one in enumerate(in_order(self.proposal.pairs, self.program.language), 1)
        )
        whole = self.proposal.whole
        return ProposalView(
            table=self.table,
            decided_by=self.matching.decided_by or "",
            whole=tuple(one.whole for one in whole.sentences),
            criteria=tuple(map(self._criterion, self.matching.criteria)),
            pairs=pairs,
            left=tuple(self._left()),
            loads=tuple(self._loads()),
            loads_heading=self._fill(self._("How full %(mentors)s are")),
            mentor=self.voice.role("mentor"),
            method=tuple(self._method()),
            meetings=bool(self.proposal.whole.rounds),
        )

    def _(self, message: str) -> str:
        return self.voice.words.gettext(message)

    def _fill(self, said: str, **values: object) -> str:
        return self.voice.words.fill(said, {**self.voice.people, **values})

    def _pair(self, number: int, pair: ProposedPair) -> PairView:
        _ = self.voice.words.gettext
        states = {"proposed": _("proposed"), "kept": _("kept by you"), "yours": _("written by you")}
        others = _("Others for %(name)s") if self.peers else ""
        return PairView(
            number=number,
            mentee=pair.mentee.name,
            mentor=pair.mentor.name,
            seat=pair.seat,
            state=states[pair.decided],
            reason=pair.reason,
            speaks_for=_said(pair, pair.for_),
            against=_said(pair, pair.against),
            unknown=_said(pair, pair.unknown),
            others_of_mentee=self._fill(others or _("Other %(mentors)s for %(name)s"), name=pair.mentee.name),
            other_mentors=tuple(one.said.whole for one in pair.other_mentors),
            others_of_mentor=self._fill(others or _("Other %(mentees)s for %(name)s"), name=pair.mentor.name),
            other_mentees=tuple(one.said.whole for one in pair.other_mentees),
        )

    def _criterion(self, criterion: Criterion) -> CriterionView:
        states = [one.state for pair in self.proposal.pairs for one in pair.fit.judged if one.criterion == criterion]
        by_people = criterion.compare is None
        return CriterionView(
            name=criterion.name,
            why=criterion.why or "",
            how=self._("People judge it; nothing is counted.")
            if by_people
            else how_compared(criterion, self.program, self.voice),
            weight="–" if by_people else how_much(criterion.weight, self.voice.words),
            by_people=by_people,
            states=tuple(sorted(states, key=_BEST_FIRST.index)),
        )

    def _left(self) -> Iterator[tuple[str, tuple[LeftView, ...]]]:
        for role in reversed(PAIR):
            some = sorted((one for one in self.proposal.left if one.applicant.role == role), key=self._by_name)
            if some:
                views = tuple(
                    LeftView(_named(one), *(tuple(s.whole for s in said) for said in (one.why, one.would_change)))
                    for one in some
                )
                yield self._("People") if self.peers else self.voice.roles(role), views

    def _by_name(self, one: LeftOver) -> tuple[AlphabetKey, str]:
        return alphabetical(one.applicant.name, self.program.language), one.seat

    def _loads(self) -> Iterator[LoadView]:
        """How full mentors are, where any of them takes more than one."""
        if all(one.capacity <= 1 for one in self.proposal.loads):
            return
        who = defaultdict[str, list[str]](list)
        for pair in in_order(self.proposal.pairs, self.program.language):
            who[pair.mentor.key].append(pair.mentee.name)
        for one in sorted(self.proposal.loads, key=lambda one: alphabetical(one.mentor.name, self.program.language)):
            yield LoadView(one.mentor.name, one.mentees, one.capacity, tuple(who[one.mentor.key]))

    def _method(self) -> Iterator[str]:
        """How the pairs were found, and what took no part: each sentence is true of this round."""
        _ = self.voice.words.gettext
        yield " ".join(self._never())
        yield self._aims()
        yield from self._of_the_format()
        if any(one.compare and one.weight != "must" for one in self.matching.criteria):
            yield self._fill(
                _("Points: a criterion that counts most has %(most)s, one that counts much %(much)s, one that counts a little %(little)s; a part of them where it is met in part. They only order the pairs of this round: they are no measure of a person."),
                most=POINTS["most"], much=POINTS["much"], little=POINTS["a little"],
            )  # fmt: skip
        yield _(
            "Lots are drawn from the name of the programme and the two people alone: nobody gains by name, by the row of a table or by applying early, and the same applications give the same proposal on any machine."
        )
        yield from self._protected()
        if self.matching.bias_check:
            yield self._fill(
                _("How the pairs are looked at for patterns that nobody intended: %(check)s"),
                check=self.matching.bias_check,
            )
        yield _(
            "All of it was computed on this machine. Nothing was sent anywhere, and nothing was learned from earlier rounds."
        )

    def _aims(self) -> str:
        """What the solver is after, in the order in which it counts."""
        _ = self.voice.words.gettext
        if self.matching.left_out_first:
            return _(
                "Of all ways to pair people that keep to this and to what you decided, the one that is proposed gives a partner to as many as possible, first to those who got nobody in the last round; among those, it has the most points; and among equals, lots decide."
            )
        return _(
            "Of all ways to pair people that keep to this and to what you decided, the one that is proposed gives a partner to as many as possible; among those, it has the most points; and among equals, lots decide."
        )

    def _of_the_format(self) -> Iterator[str]:
        """What comes before points where somebody can have several partners."""
        _ = self.voice.words.gettext
        meets = bool(self.proposal.whole.rounds)
        if self.program.format == "group" and not meets:
            yield _("Before points count, groups are made as even as can be.")
        if meets or self.program.format == "advisory board":
            said = _(
                "Before points count, everybody has a first %(mentor)s before anybody has a second, and so on, as far as can be."
            )
            yield self._fill(said)
        if meets:
            yield _(
                "Short meetings come first, in which nobody is in two at once. Once people have named their choices in the applications, the same command proposes pairs."
            )

    def _never(self) -> Iterator[str]:
        """What is never proposed."""
        _ = self.voice.words.gettext
        yield _(
            "Never proposed: two of whom one is the line manager or the manager’s manager of the other, as far as applications name them; two of whom one asked not to be matched with the other; two whom you refused."
        )
        if (line := self.matching.question(self.matching.reporting_line)) is not None:
            yield self._fill(
                _(
                    "Two who gave the same answer to “%(question)s” are in one reporting line and are not proposed either."
                ),
                question=line.ask,
            )
        if self.matching.earlier_pairs == "not again":
            yield _("Two who were a pair before are not proposed again.")

    def _protected(self) -> Iterator[str]:
        """What is under special protection and takes part, and why; or that nothing is."""
        _ = self.voice.words.gettext
        using = [one for one in self.matching.compared if self._is_protected(one)]
        for one in using:
            said = _("“%(criterion)s” compares something under special protection. The reason: %(why)s")
            yield self._fill(said, criterion=one.name, why=one.because or _("none is given"))
        if not using:
            yield _(
                "No criterion compares anything that is marked as being under special protection, such as age, sex, ethnicity, disability, faith or orientation."
            )

    def _is_protected(self, criterion: Criterion) -> bool:
        asked = (self.matching.question(one) for one in (criterion.of, criterion.asked_of_mentors))
        return any(one is not None and bool(one.protected) for one in asked)


def _named(one: LeftOver) -> str:
    return f"{one.applicant.name} ({one.seat})" if one.seat else one.applicant.name


def _said(pair: ProposedPair, sentences: tuple[Sentence, ...]) -> tuple[SaidView, ...]:
    states = {one.criterion: one.state for one in pair.fit.judged}
    return tuple(
        SaidView(
            one.about.name if one.about else "", one.text, states.get(one.about, "not met") if one.about else "not met"
        )
        for one in sentences
    )
