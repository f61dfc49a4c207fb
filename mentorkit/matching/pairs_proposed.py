"""The table of pairs that a proposal makes, with what people had decided and written in the one before."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace

from mentorkit.language.alphabet import AlphabetKey, alphabetical
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.pairs_table import PairRow, PairsTable, Said
from mentorkit.matching.proposal import Alternative, LeftOver, Proposal, ProposedPair, Sentence
from mentorkit.matching.proposal_words import in_order


@dataclass(frozen=True, slots=True)
class PairsBefore:
    """What the table said before: decisions, and what stood in the columns that people added."""

    table: PairsTable = field(default_factory=lambda: PairsTable(()))
    decisions: PairDecisions = field(default_factory=PairDecisions)
    peers: bool = False
    """Whether everybody is of one kind, so that it does not matter who is named first."""

    def refused(self, mentee: str) -> tuple[str, ...]:
        """Everybody whom people refused for somebody and did not write beside them since, in the order of the table."""
        found = [(one.mentee, one.mentor) for one in self.decisions.refused]
        found += [(two, one) for one, two in found if self.peers]
        kept = {(one.mentee, one.mentor) for one in self.decisions.kept}
        kept |= {(two, one) for one, two in kept if self.peers}
        return tuple(dict.fromkeys(two for one, two in found if one == mentee and (one, two) not in kept))

    def untold(self, told: Container[str]) -> Iterator[tuple[str, str]]:
        """Each refused pair of which no row tells, where these have one: between peers, of two who are second in theirs."""
        for one in self.decisions.refused:
            people = (one.mentee, one.mentor) if self.peers else (one.mentee,)
            if one.mentor in self.refused(one.mentee) and not any(person in told for person in people):
                yield one.mentee, one.mentor

    def anyway(self, mentee: str, mentor: str) -> bool:
        """Whether people keep these two though a rule excludes them."""
        found = {(one.mentee, one.mentor) for one in self.decisions.kept if one.anyway}
        return (mentee, mentor) in found or (self.peers and (mentor, mentee) in found)

    def row(self, mentee: str, mentor: str, taken: Iterable[PairRow]) -> PairRow | None:
        """The row of a pair, else another one of the mentee that no pair has taken."""
        own = [one for one in self.table.rows if one.mentee == mentee and one not in taken]
        same = [one for one in own if one.mentor == mentor]
        return next(iter(same or own), None)


def pairs_table(proposal: Proposal, before: PairsBefore, language: str) -> PairsTable:
    """A row for each proposed pair and for each mentee who has none, by the name of the mentee in the alphabet of a language; then what else was refused."""
    rows = [row for _, row in sorted(_rows(proposal, before, language), key=lambda one: one[0])]
    untold = sorted(before.untold({one.mentee for one in rows}))
    rows += [PairRow(one, two, "refuse", two) for one, two in untold]
    return PairsTable(tuple(rows), before.table.own)


_Place = tuple[AlphabetKey, str, str, AlphabetKey]


def _rows(proposal: Proposal, before: PairsBefore, language: str) -> Iterator[tuple[_Place, PairRow]]:
    taken = list[PairRow]()
    for pair in in_order(proposal.pairs, language):
        old = before.row(pair.mentee.key, pair.mentor.key, taken)
        taken += [old] if old else []
        said: Said = "proposed" if pair.decided == "proposed" else "keep"
        if before.anyway(pair.mentee.key, pair.mentor.key):
            said = "keep anyway"
        row = _row(pair, said, before.refused(pair.mentee.key), old.own if old else ())
        mentee, mentor = (alphabetical(person.name, language) for person in (pair.mentee, pair.mentor))
        yield (mentee, pair.mentee.key, pair.seat, mentor), row
    for left in proposal.left:
        if left.applicant.role == "mentee":
            old = before.row(left.applicant.key, "", taken)
            taken += [old] if old else []
            key = alphabetical(left.applicant.name, language), left.applicant.key, left.seat, alphabetical("", language)
            row = _empty(left, before.refused(left.applicant.key), old)
            yield key, replace(row, said="keep") if row.mentee in before.decisions.alone else row


def _row(pair: ProposedPair, said: Said, refused: tuple[str, ...], own: tuple[str, ...]) -> PairRow:
    return PairRow(
        mentee=pair.mentee.key,
        mentor=pair.mentor.key,
        said=said,
        proposed="" if pair.decided == "yours" else pair.mentor.key,
        seat=pair.seat,
        refused=refused,
        reason=pair.reason,
        speaks_for=_texts(pair.for_),
        against=_texts((*pair.against, *pair.unknown)),
        others=_others(pair.other_mentors),
        own=own,
    )


def _empty(left: LeftOver, refused: tuple[str, ...], old: PairRow | None) -> PairRow:
    return PairRow(
        mentee=left.applicant.key,
        seat=left.seat,
        refused=refused,
        reason=old.reason if old else "",
        against=_texts(left.why),
        others=_texts(left.would_change),
        own=old.own if old else (),
    )


def _texts(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    return tuple(one.whole for one in sentences)


def _others(alternatives: Iterable[Alternative]) -> tuple[str, ...]:
    return tuple(one.said.whole for one in alternatives)
