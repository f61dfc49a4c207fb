"""A proposal: pairs with reasons, alternatives, those left over, and what the whole looks like."""

from __future__ import annotations

from made_rounds import mentee, mentor, program_of, programme

from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions, RefusedPair
from mentorkit.matching.proposal import Proposal
from mentorkit.matching.proposing import propose

GRADE, UNIT, TRAVEL, TOPICS = 0, 2, 4, 6

UNDECIDED = PairDecisions()


def proposed(*people: Applicant, decisions: PairDecisions = UNDECIDED, **program: object) -> Proposal:
    chosen = program.pop("program", None) or program_of(GRADE, TOPICS, must=(GRADE,))
    mentors, mentees = (tuple(one for one in people if one.role == role) for role in ("mentor", "mentee"))
    return propose(Applications(mentors, mentees, chosen), decisions, Voice.of(chosen), "acme/two-sides")


ANN = mentee("Ann", grade=1, wants=(0, 1))
BEA = mentee("Bea", grade=1, wants=(0,))
CY = mentee("Cy", grade=5, wants=(0,))
MO = mentor("Mo", grade=2, offers=(4,))
NED = mentor("Ned", grade=3, offers=(0,))


def test_a_pair_has_the_sentences_that_speak_for_it_and_against_it() -> None:
    (first, second) = proposed(ANN, BEA, MO, NED).pairs
    assert [(one.mentee.name, one.mentor.name) for one in (first, second)] == [("Ann", "Ned"), ("Bea", "Mo")]
    assert [one.whole for one in first.for_] == [
        "Grade: Ned is 2 steps above Ann. Ann answered “AO” to “Your grade”, and Ned answered “HEO”."
    ]
    assert [one.whole for one in first.against] == [
        "Topics: Ned offers nothing of what Ann asks for: not “Budgets” and “Leading people”."
    ]
    assert [one.said.text for one in first.other_mentors] == [
        "Mo meets more of “Topics”. Mo is proposed to Bea. If Bea had Ned in return, the two pairs together would fit less well."
    ]


def test_whoever_is_left_over_learns_what_would_have_to_change() -> None:
    (left,) = proposed(ANN, BEA, CY, MO, NED).left
    assert left.applicant is CY
    assert [one.text for one in left.why] == [
        "None of 2 mentors can be paired with Cy.",
        "For 2 of them, “Grade”, a must, is not met.",
    ]
    assert [one.text for one in left.would_change] == [
        "If “Grade” were no must, Cy could be paired with Mo and Ned (already taken)."
    ]


def test_a_place_more_with_one_mentor_can_help_by_way_of_another() -> None:
    ann = mentee("Ann", travel=1, unit="Truth")
    bea = mentee("Bea", travel=1, unit="Peace", waited=True)
    dan = mentee("Dan", travel=1, unit="Love", waited=True)
    program = program_of(TRAVEL, UNIT, must=(TRAVEL, UNIT))
    mo, ned = mentor("Mo", travel=1, unit="Love"), mentor("Ned", travel=1, unit="Truth")
    (left,) = proposed(ann, bea, dan, mo, ned, program=program).left
    assert left.applicant is ann
    assert [one.text for one in left.would_change] == [
        "If one of these took one mentee more, Ann could have somebody: Mo.",
        "The same if one of these did, since others could then change: Ned.",
    ]


def test_what_people_decided_stays_and_what_they_refused_is_not_proposed_again() -> None:
    decisions = PairDecisions(
        (KeptPair("bea@acme.example", "ned@acme.example", reason="They know each other."),),
        (RefusedPair("ann@acme.example", "mo@acme.example"),),
    )
    result = proposed(ANN, BEA, MO, NED, decisions=decisions)
    (pair,) = result.pairs
    assert (pair.mentee, pair.mentor, pair.decided, pair.reason) == (BEA, NED, "kept", "They know each other.")
    assert [one.message for one in result.problems] == [
        "1 mentee can be paired with no more than 1 mentor, with no place for them: they stay without, because of what the table refuses"
    ]
    assert [one.applicant for one in result.left] == [ANN, MO]
    assert [one.text for one in result.left[0].would_change] == [
        "If one of these took one mentee more, Ann could have somebody: Ned.",
    ]


def test_an_excluded_pair_is_kept_only_where_the_row_says_so() -> None:
    wish = KeptPair("cy@acme.example", "mo@acme.example", by="yours")
    result = proposed(CY, ANN, MO, decisions=PairDecisions((wish,)))
    assert [one.message for one in result.problems if one.severity == "error"] == [
        "this pair cannot be kept: the two cannot be a pair: a must is not met (Grade)"
    ]
    assert [one.mentee for one in result.pairs] == [ANN]
    anyway = KeptPair("cy@acme.example", "mo@acme.example", by="yours", anyway=True, reason="The board wants it.")
    result = proposed(CY, ANN, MO, decisions=PairDecisions((anyway,)))
    assert [(one.mentee, one.decided) for one in result.pairs] == [(CY, "yours")]
    assert "It is a must." in result.pairs[0].against[0].whole


def test_rows_that_contradict_each_other_are_told_with_a_way_out_that_helps() -> None:
    rows = (KeptPair("ann@acme.example", "mo@acme.example"), KeptPair("ann@acme.example", "ned@acme.example"))
    (problem,) = (
        one for one in proposed(ANN, MO, NED, decisions=PairDecisions(rows)).problems if one.rule == "pair-kept"
    )
    assert problem.message == "this pair cannot be kept: another row keeps this mentee with another mentor"
    assert problem.hint == 'write "proposed" in one of the two rows, or delete it'


def test_a_pair_that_is_kept_anyway_takes_nobodys_place_wherever_its_row_stands() -> None:
    anyway = KeptPair("ann@acme.example", "mo@acme.example", anyway=True, reason="They asked.")
    kept = KeptPair("bea@acme.example", "mo@acme.example")
    for rows in ((anyway, kept), (kept, anyway)):
        result = proposed(ANN, BEA, MO, decisions=PairDecisions(rows))
        assert not [one for one in result.problems if one.severity == "error"]
        assert [(one.mentee, one.mentor) for one in result.pairs] == [(ANN, MO), (BEA, MO)]


def test_the_whole_is_told_in_sentences() -> None:
    whole = proposed(ANN, BEA, CY, MO, NED).whole
    assert [one.text for one in whole.sentences] == [
        "2 of 3 mentees have a mentor.",
        "2 of 2 mentors have a mentee; places for 2 were offered.",
        "2 criteria are compared.",
        "All pairs meet at least 1 in full.",
        "Of 2 pairs, so many meet more in full: 1 at least 2 criteria.",
        "The pair that fits least: Ann and Ned. Of the criteria compared, it meets 1 in full.",
        "By the criteria, no two would fit each other better than each of them fits whom they got.",
        "Were any one criterion to count a step more or a step less, all pairs could stay the same.",
        "Whether some groups are served better than others cannot be shown: some groups are too small, or everybody would know who is in them.",
    ]


def test_a_round_without_people_or_criteria_is_a_proposal_too() -> None:
    assert proposed(ANN, program=programme([])).pairs == ()
    assert proposed(MO).left[0].why[0].text == "There are no mentees."
    assert [one.mentor for one in proposed(ANN, MO, program=programme([])).pairs] == [MO]


def test_nobody_is_kept_as_their_own_partner() -> None:
    both = [mentee("Ann", key="ann@acme.example"), mentor("Ann", key="ann@acme.example")]
    anyway = KeptPair("ann@acme.example", "ann@acme.example", by="yours", anyway=True, reason="They are busy.")
    for people, program in ((both, programme([])), ([both[0], BEA], programme([], "peer"))):
        result = proposed(*people, program=program, decisions=PairDecisions((anyway,)))
        assert [one.message for one in result.problems if one.rule == "pair-kept"] == [
            "this pair cannot be kept: the two are one person"
        ]


def test_people_may_leave_somebody_without_a_partner() -> None:
    """Nobody is looked for, no figure counts the person, and whoever could have been the partner is free for others."""
    found = proposed(ANN, BEA, MO, NED, decisions=PairDecisions(alone={ANN.key: "Wants to wait"}))
    assert [(one.mentee.name, one.mentor.name) for one in found.pairs] == [("Bea", "Mo")]
    assert [one.text for one in found.whole.sentences][:2] == [
        "People decided that 1 who applied stays without a partner; what follows does not count this person.",
        "1 of 1 mentees have a mentor.",
    ]
    assert [(one.applicant.name, one.why[0].text) for one in found.left] == [
        ("Ned", "Of 1 mentees, 1 could be paired with Ned, and each of these has somebody."),
        ("Ann", "People decided that Ann stays without a partner: “Wants to wait”."),
    ]


def test_everybody_may_be_left_without_a_partner() -> None:
    """Then there is no pair, and the mentors are told why."""
    found = proposed(ANN, MO, decisions=PairDecisions(alone={ANN.key: ""}))
    assert not found.pairs
    assert [one.why[0].text for one in found.left] == [
        "There are no mentees.",
        "People decided that Ann stays without a partner.",
    ]
