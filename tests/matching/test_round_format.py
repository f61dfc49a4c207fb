"""Rounds of every format, from the definition to pairs, and again after people decided."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from made_rounds import CRITERIA, mentee, mentor, programme

from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.pair_decisions import KeptPair, PairDecisions, RefusedPair
from mentorkit.matching.proposal import Proposal
from mentorkit.matching.proposing import propose

TOPICS, TIMES = CRITERIA[6], CRITERIA[7]


def proposed(program: Program, *people: Applicant, decisions: PairDecisions | None = None) -> Proposal:
    mentors, mentees = (tuple(one for one in people if one.role == role) for role in ("mentor", "mentee"))
    return propose(
        Applications(mentors, mentees, program), decisions or PairDecisions(), Voice.of(program), "acme/lead"
    )


def names(proposal: Proposal) -> list[str]:
    return [" ".join(filter(None, (one.mentee.name, one.mentor.name, one.seat))) for one in proposal.pairs]


def people(role: Any, count: int, **fields: Any) -> list[Applicant]:
    make = mentee if role == "mentee" else mentor
    return [make(f"{role.title()}{number}", times=(number % 3,), **fields) for number in range(count)]


def test_groups_are_as_even_as_can_be() -> None:
    program = programme([TIMES], "group")
    proposal = proposed(program, *people("mentee", 8), *people("mentor", 3, capacity=8))
    assert sorted(Counter(one.mentor.name for one in proposal.pairs).values()) == [2, 3, 3]


def test_peers_are_paired_once_and_what_people_kept_stays() -> None:
    program = programme([TIMES], "peer")
    everybody = people("mentee", 7)
    first = proposed(program, *everybody)
    assert len(first.pairs) == 3
    assert len({one.key for pair in first.pairs for one in (pair.mentee, pair.mentor)}) == 6
    assert [one.applicant.name for one in first.left] != []
    keys = [one.key for one in everybody]
    kept = KeptPair(keys[5], keys[1])
    again = proposed(program, *everybody, decisions=PairDecisions((kept,), (RefusedPair(keys[3], keys[0]),)))
    pairs = {frozenset((one.mentee.key, one.mentor.key)): one.decided for one in again.pairs}
    assert pairs[frozenset((keys[1], keys[5]))] == "kept"
    assert frozenset((keys[0], keys[3])) not in pairs
    wrong = PairDecisions((kept, KeptPair(keys[2], keys[5])))
    assert [one.message for one in proposed(program, *everybody, decisions=wrong).problems] == [
        "this pair cannot be kept: another row keeps one of the two with somebody else"
    ]


SEATS = [
    {"name": "Money", "of": "offers", "options": ["Budgets"]},
    {"name": "People", "of": "offers", "options": ["Leading people", "Career"]},
]
"""The question lists its options the other way round: Technology, Career, Writing, Leading people, Budgets."""
MONEY, CAREER, LEADING = (4,), (1,), (3,)


def board(**matching: Any) -> Program:
    return programme([TIMES], "advisory board", **matching)


def test_each_seat_of_a_board_has_another_mentor_who_can_take_it() -> None:
    both = mentor("Both", offers=(3, 4), times=(0,))
    money, career = mentor("Mo", offers=MONEY, times=(1,)), mentor("Cal", offers=CAREER, times=(1,), capacity=2)
    ann, bea = mentee("Ann", times=(0,)), mentee("Bea", times=(1,))
    proposal = proposed(board(seats=SEATS), ann, bea, both, money, career)
    assert names(proposal) == ["Ann Both Money", "Ann Cal People", "Bea Mo Money", "Bea Cal People"]
    kept = KeptPair(bea.key, both.key, by="yours", seat="Money")
    again = proposed(board(seats=SEATS), ann, bea, both, money, career, decisions=PairDecisions((kept,)))
    assert names(again) == ["Ann Mo Money", "Ann Cal People", "Bea Both Money", "Bea Cal People"]
    assert [one.decided for one in again.pairs] == ["proposed", "proposed", "yours", "proposed"]


@pytest.mark.parametrize(
    ("kept", "message"),
    [
        ([("Ann", "Mo", "Law")], "there is no such seat"),
        ([("Ann", "Mo", "Money"), ("Ann", "Both", "Money")], "another row keeps this seat of the mentee with another mentor"),
        ([("Ann", "Mo", ""), ("Ann", "Both", ""), ("Ann", "Cal", "")], "rows keep more than 2 mentors for this mentee"),
    ],
)  # fmt: skip
def test_what_a_board_cannot_keep_is_told_at_its_row(kept: list[tuple[str, str, str]], message: str) -> None:
    mentors = [mentor(name, offers=offers) for name, offers in (("Mo", MONEY), ("Both", (3, 4)), ("Cal", CAREER))]
    rows = tuple(
        KeptPair(f"{one.lower()}@acme.example", f"{other.lower()}@acme.example", seat=seat) for one, other, seat in kept
    )
    found = proposed(board(seats=SEATS), mentee("Ann"), *mentors, decisions=PairDecisions(rows))
    assert [one.message for one in found.problems] == [f"this pair cannot be kept: {message}"]


def test_a_kept_mentor_without_a_seat_takes_one_that_they_can() -> None:
    career, money = mentor("Cal", offers=CAREER), mentor("Mo", offers=MONEY)
    ann = mentee("Ann")
    found = proposed(board(seats=SEATS), ann, career, money, decisions=PairDecisions((KeptPair(ann.key, career.key),)))
    assert names(found) == ["Ann Cal People", "Ann Mo Money"]


def test_a_board_without_named_seats_has_so_many_mentors() -> None:
    proposal = proposed(board(mentors_per_mentee=2), *people("mentee", 2), *people("mentor", 5))
    assert Counter(one.mentee.name for one in proposal.pairs) == {"Mentee0": 2, "Mentee1": 2}
    assert len({one.mentor.key for one in proposal.pairs}) == 4


def test_short_meetings_come_first_and_pairs_once_choices_are_there() -> None:
    program = programme([TIMES, CRITERIA[9] | {"weight": "most"}], shortlist=3)
    mentees, mentors = people("mentee", 6), people("mentor", 4, capacity=2)
    met = proposed(program, *mentees, *mentors)
    assert set(Counter(one.mentee.name for one in met.pairs).values()) == {3}
    assert sorted(Counter(one.mentor.name for one in met.pairs).values()) == [4, 4, 5, 5]
    assert {one.seat for one in met.pairs} == {f"Round {number}" for number in range(1, 6)}
    for person in [*mentees, *mentors]:
        theirs = [one.seat for one in met.pairs if person in (one.mentee, one.mentor)]
        assert len(set(theirs)) == len(theirs), "nobody is in two meetings at once"
    chosen = [mentee(f"Mentee{n}", times=(n % 3,), choices=(mentors[n % 4].key,)) for n in range(6)]
    paired = proposed(program, *chosen, *mentors)
    assert len(paired.pairs) == 6
    assert all(one.mentor.key in one.mentee.choices for one in paired.pairs)


def test_who_takes_nobody_meets_nobody() -> None:
    program = programme([TIMES], shortlist=2)
    proposal = proposed(program, *people("mentee", 3), *people("mentor", 2), mentor("None", capacity=0))
    assert {one.mentor.name for one in proposal.pairs} == {"Mentor0", "Mentor1"}


@pytest.mark.parametrize("format_", ["one-to-one", "group", "peer", "advisory board", "meetings"])
def test_the_order_of_the_tables_decides_nothing(format_: str) -> None:
    """Nearly all pairs are alike, so lots decide nearly everything."""
    more: dict[str, Any] = {"advisory board": {"mentors_per_mentee": 2}, "meetings": {"shortlist": 2}}.get(format_, {})
    program = programme([TIMES], "one-to-one" if format_ == "meetings" else format_, **more)
    mentees, mentors = people("mentee", 7), people("mentor", 6, capacity=2)

    def paired(*everybody: Applicant) -> set[frozenset[tuple[str, str]]]:
        return {
            frozenset(((one.mentee.role, one.mentee.key), (one.mentor.role, one.mentor.key)))
            for one in proposed(program, *everybody).pairs
        }

    first = paired(*mentees, *mentors)
    assert first == paired(*reversed(mentees), *reversed(mentors)) == paired(*mentees[3:], *mentees[:3], *mentors)
