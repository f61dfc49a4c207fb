"""Every sentence on a pair is true of what the two answered, and stands where it belongs, in rounds made up at random."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from claims import PairClaims, apart, points, state_and_share
from made_rounds import SEATS, random_round
from proposal_claims import ProposalClaims

from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.fits import PairRules
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions, RefusedPair
from mentorkit.matching.proposal import Sentence
from mentorkit.matching.proposing import propose
from mentorkit.matching.sentences import PairWords

STATES = {"for": ("met", "in part"), "against": ("not met",), "unknown": ("not known", "does not apply")}


@pytest.mark.parametrize("seed", range(8))
def test_what_is_said_of_each_pair_is_true(seed: int) -> None:
    program, applications = random_round(seed, 5, 5)
    people = list(applications)
    rules = PairRules.of(program, applications)
    words = PairWords(rules, Voice.of(program))
    for one in applications.mentees:
        for other in applications.mentors:
            fit = rules.judge(one, other)
            assert bool(fit.excluded) == bool(apart(one, other, program, people))
            assert fit.points == points(one, other, program)
            said = {"for": words.speaking_for(one, other, fit), "against": words.speaking_against(one, other, fit)}
            said["unknown"] = words.unknown(one, other, fit)
            for where, sentences in said.items():
                for sentence in sentences:
                    if sentence.about is None or one.key == other.key:
                        continue  # what excludes two is read below
                    assert state_and_share(sentence.about.name, one, other, program)[0] in STATES[where]
                    claims = PairClaims(program, one, other, sentence.about)
                    assert claims.hold(sentence.text), (sentence.whole, one.values, other.values)
            told = {one.about.name for group in said.values() for one in group if one.about}
            silent = {one.name for one in program.matching.criteria} - told
            assert silent <= {"Character", "Choices"}
            assert {type(one) for group in said.values() for one in group} <= {Sentence}


def decisions_on(applications: Applications, seed: int) -> PairDecisions:
    """In every other round, some pairs kept whatever excludes them, and some refused."""
    dice = Random(seed)
    if seed % 2 or not applications.mentors:
        return PairDecisions()
    mentees, mentors = (dice.sample(side, min(len(side), 2)) for side in (applications.mentees, applications.mentors))
    kept, refused = zip(mentees, mentors, strict=True)
    return PairDecisions(
        (KeptPair(kept[0].key, kept[1].key, anyway=True, reason="They asked."),),
        (RefusedPair(refused[0].key, refused[1].key),),
    )


@pytest.mark.parametrize("seed", [*range(8), *(pytest.param(one, marks=pytest.mark.slow) for one in range(8, 48))])
def test_what_is_said_of_a_proposal_is_true(seed: int) -> None:
    program, applications = random_round(seed, 6, 5)
    decisions = decisions_on(applications, seed)
    proposal = propose(applications, decisions, Voice.of(program), "acme/two", 3)
    claims = ProposalClaims(applications, decisions, proposal)
    assert list(claims.false()) == []
    assert claims.most() == len(proposal.pairs) - len(claims.kept), "as many as can be have somebody"


def pairs_of_peers(claims: ProposalClaims) -> int:
    """The most pairs that people of one kind can make, by trying all."""

    def most(left: tuple[Applicant, ...]) -> int:
        if not left:
            return 0
        first, *rest = left
        with_one = (
            1 + most(tuple(one for one in rest if one is not other)) for other in rest if not claims.why(first, other)
        )
        return max(most(tuple(rest)), *with_one, 0)

    return most(tuple(claims.mentees))


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(one, marks=pytest.mark.slow) for one in range(4, 20))])
def test_what_is_said_of_peers_is_true(seed: int) -> None:
    program, applications = random_round(seed, 6 + seed % 2, 6, "peer")
    proposal = propose(applications, PairDecisions(), Voice.of(program), "acme/two", 3)
    claims = ProposalClaims(applications, PairDecisions(), proposal)
    for pair in proposal.pairs:
        for said in (*pair.for_, *pair.against, *pair.unknown):
            assert said.about is not None
            assert PairClaims(program, pair.mentee, pair.mentor, said.about).hold(said.text), said.whole
    assert list(claims.false()) == []
    assert len(proposal.pairs) == pairs_of_peers(claims)


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(one, marks=pytest.mark.slow) for one in range(4, 10))])
@pytest.mark.parametrize(
    "several", [{"format_": "advisory board", "seats": SEATS}, {"shortlist": 2}], ids=["boards", "meetings"]
)
def test_what_is_said_where_people_have_several_partners_is_true(several: dict[str, Any], seed: int) -> None:
    program, applications = random_round(seed, 5, 6, **{"format_": "one-to-one", **several})
    proposal = propose(applications, PairDecisions(), Voice.of(program), "acme/two", 3)
    assert list(ProposalClaims(applications, PairDecisions(), proposal).false()) == []
