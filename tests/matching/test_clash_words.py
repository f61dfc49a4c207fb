"""What clashes is told as problems, which name nobody, and in the proposal by name."""

from __future__ import annotations

from made_rounds import mentee, mentor, programme

from mentorkit.core.problems import Severity
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions
from mentorkit.matching.proposal import Proposal
from mentorkit.matching.proposing import propose

PROGRAM = programme(
    [
        {"name": "Grade", "compare": "apart", "of": "grade", "at_least": 1, "at_most": 2, "weight": "must"},
        {"name": "Elsewhere", "compare": "different", "of": "unit", "weight": "must"},
        {"name": "Travel", "compare": "same", "of": "travel"},
    ]
)


def proposed(*people: Applicant, kept: tuple[KeptPair, ...] = ()) -> Proposal:
    mentors, mentees = (tuple(one for one in people if one.role == role) for role in ("mentor", "mentee"))
    return propose(Applications(mentors, mentees, PROGRAM), PairDecisions(kept), Voice.of(PROGRAM), "acme/two-sides")


def told(proposal: Proposal) -> list[str]:
    return [f"{one.severity}: {one.message}" for one in proposal.problems]


ANN, BEA, CY = (mentee(name, grade=1, unit="Peace", capacity=1) for name in ("Ann", "Bea", "Cy"))
MO, NED = (mentor(name, grade=3, unit="Truth", capacity=1) for name in ("Mo", "Ned"))
HIGH = mentor("Hal", grade=5, unit="Love", capacity=2)
NEAR = mentor("Nia", grade=2, unit="Peace", capacity=2)


def test_a_round_in_which_everybody_has_somebody_says_nothing() -> None:
    assert told(proposed(ANN, BEA, MO, NED, HIGH)) == []


def test_musts_that_together_exclude_everybody_are_an_error() -> None:
    proposal = proposed(ANN, BEA, HIGH, NEAR)
    assert told(proposal) == [
        "error: nobody can be paired with anybody: “Grade” and “Elsewhere” together exclude every pair"
    ]
    assert proposal.problems[0].hint == "let a must be `weight: most`, or look whether people understood its question"
    assert told(proposed(ANN, HIGH)) == ["error: nobody can be paired with anybody: “Grade” excludes every pair"]


def test_mentees_who_can_only_have_the_same_few_are_a_note_without_names() -> None:
    proposal = proposed(ANN, BEA, CY, MO, HIGH, NED, mentee("Dan", grade=4, unit="Peace"))
    assert told(proposal) == [
        "note: 3 mentees can be paired with no more than 2 mentors, with 2 places for them: 1 of them stays without, "
        "because of “Grade”"
    ]
    assert proposal.whole.sentences[-1].text == (
        "Of those who take somebody, Ann, Bea and Cy can be paired with Mo and Ned alone, so 1 of them cannot have anybody."
    )
    assert not {"Ann", "Bea", "Cy", "Mo", "Ned"} & set(proposal.problems[0].message.replace(",", " ").split())


def test_mentees_whom_nobody_can_have_are_a_note() -> None:
    assert told(proposed(ANN, MO, mentee("Top", grade=5, unit="Truth"))) == [
        "note: 1 mentee can be paired with nobody, because of “Grade”"
    ]


def test_mentors_without_places_are_an_error() -> None:
    none = mentor("Mo", grade=3, unit="Truth", capacity=0)
    assert told(proposed(ANN, BEA, none)) == ["error: no mentor takes anybody, so nobody can be paired"]
    assert [one.severity for one in proposed(ANN, none).problems] == [Severity.ERROR]


def test_a_pair_that_people_keep_takes_its_place() -> None:
    kept = KeptPair(CY.key, MO.key)
    assert told(proposed(ANN, BEA, CY, MO, NED, kept=(kept,))) == [
        "note: 2 mentees can be paired with no more than 2 mentors, with 1 place for them: 1 of them stays without"
    ]
