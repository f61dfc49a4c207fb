"""The table of pairs in every format: written, decided on, proposed anew and accepted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_rounds import mentee, mentor, programme

from mentorkit.language.voice import Voice
from mentorkit.matching.accepted import AcceptedTable
from mentorkit.matching.applicants import Applications
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.pairs_files import PairsFiles
from mentorkit.matching.pairs_proposed import PairsBefore, pairs_table
from mentorkit.matching.pairs_reading import ReadPairs, read_pairs
from mentorkit.matching.pairs_table import PairsTable, PeopleLabels, TableWords
from mentorkit.matching.proposal_words import ProposalWords
from mentorkit.matching.proposing import propose

UNIT = {"name": "Another department", "compare": "different", "of": "unit"}
SEATS = [
    {"name": "Money", "of": "offers", "options": ["Budgets", "Career"]},
    {"name": "People", "of": "offers", "options": ["Leading people", "Writing"]},
]


def people(make: Any, name: str, number: int, **about: Any) -> tuple[Any, ...]:
    return tuple(make(f"{name}{n}", unit="ABC"[n % 3], offers=(n % 5, (n + 2) % 5), **about) for n in range(number))


def rounds() -> dict[str, Applications]:
    peer, board = programme([UNIT], "peer"), programme([UNIT], "advisory board", seats=SEATS)
    group, speed = programme([UNIT], "group"), programme([UNIT], shortlist=2)
    return {
        "peer": Applications((), people(mentee, "Pat", 6), peer),
        "board": Applications(people(mentor, "Max", 5), people(mentee, "Ann", 2), board),
        "group": Applications(people(mentor, "Max", 2, capacity=3), people(mentee, "Ann", 6), group),
        "speed": Applications(people(mentor, "Max", 4), people(mentee, "Ann", 4), speed),
    }


def words_of(applications: Applications) -> TableWords:
    program = applications.program
    assert program.matching
    return TableWords.of(
        Voice.of(program), seats=bool(program.matching.seats), rounds=program.matching.shortlist is not None,
        peers=program.format == "peer",
    )  # fmt: skip


def proposed(applications: Applications, before: PairsBefore) -> PairsTable:
    proposal = propose(applications, before.decisions, Voice.of(applications.program), "acme/lead")
    assert [one.message for one in proposal.problems] == []
    return pairs_table(proposal, before, "en-GB")


def back(table: PairsTable, applications: Applications, path: Path) -> ReadPairs:
    """The table as it comes back from people, who changed nothing but its decisions."""
    words = words_of(applications)
    choices = "mentor" if applications.mentors else "mentee"
    path.write_bytes(PairsFiles(table, words, PeopleLabels.of(applications), choices).csv())
    found = read_pairs(path, path.name, applications, words)
    assert found.problems == ()
    assert found.value
    return found.value


@pytest.mark.parametrize("kind", ["peer", "board", "group", "speed"])
def test_what_people_keep_and_refuse_holds_in_every_format(kind: str, tmp_path: Path) -> None:
    applications, peers = rounds()[kind], kind == "peer"
    first = proposed(applications, PairsBefore(peers=peers))
    rows = list(first.rows)
    rows[0], rows[1] = replace(rows[0], said="keep"), replace(rows[1], said="refuse")
    read = back(PairsTable(tuple(rows)), applications, tmp_path / "pairs.csv")
    second = proposed(applications, PairsBefore(read.table, read.decisions, peers))
    pairs = [{one.mentee, one.mentor} for one in second.rows]
    assert {rows[0].mentee, rows[0].mentor} in pairs
    assert {rows[1].mentee, rows[1].mentor} not in pairs
    kept = next(one for one in second.rows if {one.mentee, one.mentor} == {rows[0].mentee, rows[0].mentor})
    assert kept.said == "keep"
    accepted = AcceptedTable(back(second, applications, tmp_path / "pairs.csv"), applications, "matching").pairs()
    if kind == "speed":
        assert [one.message for one in accepted.problems] == [
            "the rows of this table are short meetings, and no pairs yet"
        ]
    else:
        assert accepted.problems == ()
        assert len(accepted.value) == sum(bool(one.mentor) for one in second.rows)
    third = proposed(applications, PairsBefore(second, read.decisions, peers))
    assert third == second


def test_nobody_is_without_a_row_and_no_pair_has_two() -> None:
    for applications in rounds().values():
        table = proposed(applications, PairsBefore(peers=not applications.mentors))
        pairs = [(one.mentee, one.mentor, one.seat) for one in table.rows]
        assert len(set(pairs)) == len(pairs)
        named = {one.mentee for one in table.rows} | (
            {one.mentor for one in table.rows} if not applications.mentors else set()
        )
        assert {one.key for one in applications.mentees} <= named


def test_a_first_run_decides_nothing() -> None:
    applications = rounds()["group"]
    assert {one.said for one in proposed(applications, PairsBefore()).rows} == {"proposed"}
    assert PairsBefore().decisions == PairDecisions()


@pytest.mark.slow
def test_the_same_applications_in_another_order_make_the_same_table() -> None:
    for applications in rounds().values():
        peers = not applications.mentors
        turned = Applications(applications.mentors[::-1], applications.mentees[::-1], applications.program)
        tables = [proposed(one.by_name, PairsBefore(peers=peers)) for one in (applications, turned)]
        choices, words = "mentee" if peers else "mentor", words_of(applications)
        one, other = (PairsFiles(t, words, PeopleLabels.of(applications), choices).xlsx() for t in tables)
        assert one == other


def test_between_peers_nobody_is_called_a_mentee_who_is_left_over() -> None:
    """Everybody is of one kind, so that the heading names no role."""
    program = programme([UNIT], "peer")
    found = propose(
        Applications((), people(mentee, "Pat", 3), program), PairDecisions(), Voice.of(program), "acme/lead"
    )
    view = ProposalWords(found, program, Voice.of(program), "pairs.xlsx").view()
    assert [heading for heading, _ in view.left] == ["People"]
