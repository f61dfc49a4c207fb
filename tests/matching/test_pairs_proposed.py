"""The table that a proposal makes: every decision of the one before stands in it, so that the next run knows them all."""

from __future__ import annotations

from made_rounds import CRITERIA, mentee, programme

from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applications
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions, RefusedPair
from mentorkit.matching.pairs_proposed import PairsBefore, pairs_table
from mentorkit.matching.pairs_table import PairRow
from mentorkit.matching.proposing import propose

ANN, BEA, CY, DAN = (mentee(name, times=(0,)) for name in ("Ann", "Bea", "Cy", "Dan"))


def rows(decisions: PairDecisions) -> tuple[PairRow, ...]:
    program = programme([CRITERIA[7]], "peer")
    proposal = propose(Applications((), (ANN, BEA, CY, DAN), program), decisions, Voice.of(program), "acme/lead")
    return pairs_table(proposal, PairsBefore(decisions=decisions, peers=True), "en-GB").rows


def test_a_refusal_between_two_who_are_second_of_their_pairs_is_not_forgotten() -> None:
    refused = (RefusedPair(ANN.key, BEA.key), RefusedPair(DAN.key, CY.key))
    found = rows(PairDecisions((), refused))
    assert [one.mentee for one in found] == [ANN.key, BEA.key, DAN.key]
    assert [one.refused for one in found] == [(BEA.key,), (ANN.key,), ()]
    assert found[2] == PairRow(DAN.key, CY.key, "refuse", CY.key)


def test_whom_people_refused_and_keep_anyway_is_refused_no_more() -> None:
    kept = KeptPair(ANN.key, BEA.key, anyway=True, reason="They asked.")
    found = rows(PairDecisions((kept,), (RefusedPair(ANN.key, BEA.key),)))
    assert [(one.said, one.refused) for one in found if one.mentee == ANN.key] == [("keep anyway", ())]
