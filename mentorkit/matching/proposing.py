"""From applications and what people decided to a proposal that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorkit.language.voice import Voice
from mentorkit.matching.alternatives import Alternatives
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.assignment import Pair
from mentorkit.matching.clash_words import ClashWords
from mentorkit.matching.left_over import LeftOvers
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.picture_words import PictureWords
from mentorkit.matching.proposal import LeftOver, Load, Proposal, ProposedPair, Sentence
from mentorkit.matching.sentences import PairWords
from mentorkit.matching.whole_picture import Whole


def propose(
    applications: Applications, decisions: PairDecisions, voice: Voice, program_id: str, smallest: int = 5
) -> Proposal:
    """The best pairs under what people decided, with every reason.

    Of fewer than `smallest` people no figures by group are shown. Decisions that cannot be followed, and statements
    that leave people without a partner, are told in `problems`.
    """
    alone = tuple(one for one in applications.mentees if one.key in decisions.alone)
    round_, problems = MatchingRound.of(applications.without(decisions.alone), decisions, program_id)
    clash = ClashWords(round_)
    proposal = _Proposing(round_, voice, smallest).proposal()
    said = (*_without(alone, voice), *proposal.whole.sentences, *clash.sentences(voice))
    left = (*proposal.left, *(_alone(one, decisions.alone[one.key], voice) for one in alone))
    whole = replace(proposal.whole, sentences=said)
    return replace(proposal, whole=whole, left=left, problems=(*problems, *clash.problems()))


def _without(alone: Sequence[Applicant], voice: Voice) -> Iterator[Sentence]:
    """That people left some without a partner: in front of figures, none of which counts them."""
    if alone:
        said = voice.words.ngettext(
            "People decided that %(num)s who applied stays without a partner; what follows does not count this person.",
            "People decided that %(num)s who applied stay without a partner; what follows does not count them.",
            len(alone),
        )
        yield Sentence(said)


def _alone(person: Applicant, reason: str, voice: Voice) -> LeftOver:
    """Somebody who stays without a partner because people decided so, with the reason that they wrote."""
    _, fill = voice.words.gettext, voice.words.fill
    said = (
        _("People decided that %(name)s stays without a partner: “%(reason)s”.")
        if reason
        else _("People decided that %(name)s stays without a partner.")
    )
    why = fill(said, {"name": person.name, "reason": reason})
    change = fill(_("Once the row of %(name)s says “proposed” again, somebody is looked for."), {"name": person.name})
    return LeftOver(person, (Sentence(why),), (Sentence(change),))


@dataclass(frozen=True, slots=True)
class _Proposing:
    """One round on its way to a proposal."""

    round_: MatchingRound
    voice: Voice
    smallest: int

    def proposal(self) -> Proposal:
        seats = self.round_.solve_seated()
        pairs = tuple(seats)
        words = PairWords(self.round_.rules, self.voice)
        told = self._pairs(seats, words)
        whole = Whole(self.round_, pairs, tuple(one.fit for one in told), self.smallest).picture()
        said = tuple(PictureWords(self.round_.applications.program, self.voice, told, whole).all())
        left = tuple(LeftOvers(self.round_, seats, words).all())
        return Proposal(told, left, self._loads(pairs), replace(whole, sentences=said))

    def _pairs(self, seats: Mapping[Pair, str], words: PairWords) -> tuple[ProposedPair, ...]:
        others = Alternatives(self.round_, seats, self.voice)
        return tuple(self._pair(pair, seat, words, others) for pair, seat in seats.items())

    def _pair(self, pair: Pair, seat: str, words: PairWords, others: Alternatives) -> ProposedPair:
        mentee, mentor = self.round_.mentees[pair[0]], self.round_.mentors[pair[1]]
        fit, kept = self.round_.fit(pair), self.round_.kept.get(pair)
        return ProposedPair(
            mentee,
            mentor,
            fit,
            words.speaking_for(mentee, mentor, fit),
            words.speaking_against(mentee, mentor, fit),
            words.unknown(mentee, mentor, fit),
            tuple(others.other_mentors(pair)),
            tuple(others.other_mentees(pair)),
            kept.by if kept else "proposed",
            self._place(seat),
            kept.reason if kept else "",
        )

    def _place(self, seat: str) -> str:
        """The seat on a board, or when two meet, as readers see it."""
        if not self.round_.format.meets:
            return seat
        return self.voice.words.fill(self.voice.words.gettext("Round %(number)s"), {"number": seat})

    def _loads(self, pairs: tuple[Pair, ...]) -> tuple[Load, ...]:
        taken = Counter(mentor for _, mentor in pairs)
        if self.round_.rules.peers or self.round_.format.meets:
            return ()
        return tuple(Load(one, taken[number], one.capacity) for number, one in enumerate(self.round_.mentors))
