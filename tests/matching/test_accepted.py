"""Accepted pairs: what may stand in the table that people accept, the table of matches, and drafts of messages."""

from __future__ import annotations

import email
import email.policy
from datetime import date

import pytest
from made_rounds import CRITERIA, mentee, mentor, programme

from mentorkit.core.problems import Severity, Span
from mentorkit.files.tables import harmless_throughout
from mentorkit.language.voice import Voice
from mentorkit.matching.accepted import AcceptedPair, AcceptedTable, matches_csv
from mentorkit.matching.applicants import Applications
from mentorkit.matching.messages import Messages
from mentorkit.matching.pairs_reading import ReadPairs, ReadRow
from mentorkit.matching.pairs_table import PairRow
from mentorkit.workspace.layers import Layer, Layers, stock_root

GRADE, TOPICS, WISHES = CRITERIA[0] | {"weight": "must"}, CRITERIA[6], CRITERIA[9]
ROWS = (
    PairRow("ann@acme.example", "max@acme.example", "keep"),
    PairRow("bea@acme.example", "=liv@acme.example", proposed="=liv@acme.example"),
)
NOBODY = PairRow("ann@acme.example"), PairRow("bea@acme.example")
DAY = date(2027, 1, 7)


@pytest.fixture
def applications() -> Applications:
    program = programme([GRADE, TOPICS, WISHES], earlier_pairs="not again")
    mentees = (
        mentee("Ann", grade=1, wants=(0, 1), choices=("liv@acme.example",), zone="Asia/Tokyo"),
        mentee("Bea", grade=1, wants=(0,), not_with=frozenset({"max@acme.example"})),
        mentee("Cal", key="cal", grade=1, managers=("max@acme.example",)),
    )
    mentors = (
        mentor("Max", grade=2, offers=(0, 4)),
        mentor("=Liv", key="=liv@acme.example", grade=3, offers=(4,), capacity=2),
    )
    return Applications(mentors, mentees, program)


def accepted(applications: Applications, *rows: PairRow) -> tuple[tuple[AcceptedPair, ...], list[str]]:
    read = ReadPairs(tuple(ReadRow(row, Span("pairs.xlsx", line)) for line, row in enumerate(rows, 2)), ())
    found = AcceptedTable(read, applications, "matching").pairs()
    return found.value, [
        f"{one.at} {one.message}" + (" (warning)" if one.severity is Severity.WARNING else "") for one in found.problems
    ]


def test_a_row_that_refuses_is_no_pair_and_says_so(applications: Applications) -> None:
    pairs, told = accepted(applications, *ROWS, PairRow("cal", "=liv@acme.example", "refuse"), PairRow("cal"))
    assert [(one.mentee.name, one.mentor.name) for one in pairs] == [("Ann", "Max"), ("Bea", "=Liv")]
    assert told == ["pairs.xlsx:4 1 row of this table refuses a pair, and nobody else was looked for since (warning)"]


def test_short_meetings_cannot_be_accepted_as_pairs() -> None:
    program = programme([TOPICS], shortlist=2)
    people = Applications((mentor("Max"),), (mentee("Ann"),), program)
    row = PairRow("ann@acme.example", "max@acme.example", seat="Round 1")
    assert accepted(people, row) == ((), ["matching the rows of this table are short meetings, and no pairs yet"])


def test_who_stands_in_no_row_is_not_passed_over_in_silence(applications: Applications) -> None:
    _, told = accepted(applications, *ROWS)
    assert told == ["matching 1 who applied stands in no row of this table, so nobody was looked for (warning)"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((PairRow("cal", "max@acme.example"),), "pairs.xlsx:2 a rule keeps the two of this row apart: line manager"),
        ((PairRow("bea@acme.example", "max@acme.example", "keep"),),
         "pairs.xlsx:2 a rule keeps the two of this row apart: asked not to be matched"),
        ((ROWS[0], PairRow("cal", "=liv@acme.example"), PairRow("cal", "=liv@acme.example", seat="x")),
         "pairs.xlsx:4 the mentee of this row stands in 2 pairs, and 1 can be"),
        ((ROWS[0], PairRow("bea@acme.example", "=liv@acme.example"), PairRow("cal", "=liv@acme.example"), PairRow("ann@acme.example", "=liv@acme.example")),
         "pairs.xlsx:5 the mentee of this row stands in 2 pairs, and 1 can be"),
        ((PairRow("cal"),), "matching no row of this table is a pair"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told_by_its_row(rows: tuple[PairRow, ...], said: str, applications: Applications) -> None:
    pairs, told = accepted(applications, *rows)
    assert pairs == ()
    assert told[0] == said


def test_what_people_keep_anyway_stands(applications: Applications) -> None:
    pairs, told = accepted(
        applications,
        *ROWS[1:],
        PairRow("ann@acme.example"),
        PairRow("cal", "max@acme.example", "keep anyway", reason="Both want it."),
    )
    assert len(pairs) == 2
    assert told == []


def test_who_is_kept_anyway_takes_nobodys_place(applications: Applications) -> None:
    anyway = PairRow("cal", "max@acme.example", "keep anyway", reason="Both want it.")
    for rows in ((anyway, ROWS[0]), (ROWS[0], anyway)):
        pairs, told = accepted(applications, *rows, NOBODY[1])
        assert (len(pairs), told) == (2, [])


def test_the_table_of_matches_has_names_zones_and_the_day(applications: Applications) -> None:
    pairs, _ = accepted(applications, *ROWS)
    assert matches_csv(pairs, Voice.of(applications.program), DAY).decode("utf-8-sig").splitlines() == [
        "Mentee,Mentor,Time zone of the mentee,Time zone of the mentor,Decision,Date",
        "Ann,Max,Asia/Tokyo,,yes,2027-01-07",
        "Bea,'=Liv,,,yes,2027-01-07",
    ]


@pytest.fixture
def layers() -> Layers:
    return Layers((Layer("stock", stock_root()),))


def text_of(data: bytes) -> str:
    """The text of a draft, with its head where it is a text file."""
    if data.startswith(b"To:"):
        body = email.message_from_bytes(data, policy=email.policy.default).get_body()
        assert body
        return str(body.get_content()).replace("\r\n", "\n")
    return data.decode()


def test_a_message_says_what_its_reader_may_know(applications: Applications, layers: Layers) -> None:
    pairs, _ = accepted(applications, *ROWS)
    files = Messages(applications, pairs, layers, Voice.of(applications.program)).files()
    assert sorted(files) == [
        "messages/mentee-ann.eml", "messages/mentee-bea.eml", "messages/mentee-cal.txt", "messages/mentor-liv.eml", "messages/mentor-max.eml",
    ]  # fmt: skip
    assert files == Messages(applications, pairs, layers, Voice.of(applications.program)).files()
    draft = email.message_from_bytes(files["messages/mentee-ann.eml"], policy=email.policy.default)
    assert (draft["To"], draft["Subject"], draft["X-Unsent"]) == (
        "Ann <ann@acme.example>",
        "Your partner in Two Sides",
        "1",
    )
    texts = {name: text_of(data) for name, data in files.items()}
    assert texts["messages/mentee-ann.eml"].startswith(
        "Dear Ann,\n\nin “Two Sides” you will work with Max.\n\nMax, max@acme.example\n"
    )
    everything = "".join(texts.values())
    for secret in ("choice", "grade", "asked not", "points", "Tokyo"):
        assert secret not in everything
    left = texts["messages/mentee-cal.txt"]
    assert left.startswith(
        "Your application to Two Sides\n\nDear Cal,\n\nthank you for applying to “Two Sides”.\n\nIn this round"
    )
    assert "In the next round, you come first." in left
    assert "Max" not in left
    assert "found nobody" in left
    waiting = Messages(applications, pairs, layers, Voice.of(applications.program), alone=("cal",)).files()
    chosen = text_of(waiting["messages/mentee-cal.txt"])
    assert "In this round you have no partner." in chosen
    assert not [said for said in ("found nobody", "come first") if said in chosen]


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@acme.example", "Eve <evil@acme.example>,", 'Eve "x" (y)'])
def test_a_name_adds_no_reader(name: str, applications: Applications, layers: Layers) -> None:
    person = mentee(name, key="eve@acme.example")
    some = Applications((), (person,), applications.program)
    (data,) = Messages(some, (), layers, Voice.of(applications.program)).files().values()
    draft = email.message_from_bytes(data, policy=email.policy.default)
    assert [one.addr_spec for one in draft["To"].addresses] == ["eve@acme.example"]
    assert draft["Bcc"] is None


@pytest.mark.parametrize("agreed", [True, False])
def test_only_a_mentee_reads_answers_and_only_where_the_mentor_agreed(agreed: bool, layers: Layers) -> None:
    program = programme([GRADE, TOPICS])
    asked = tuple(one.model_copy(update={"shown": True}) for one in program.matching.applications)  # type: ignore[union-attr]
    shown = program.model_copy(update={"matching": program.matching.model_copy(update={"applications": asked})})  # type: ignore[union-attr]
    ann = mentee("Ann", grade=1, wants=(0, 1))
    max_ = mentor("Max", grade=2, offers=(4,), profile_shown=agreed)
    some = Applications((max_,), (ann,), shown)
    files = Messages(some, (AcceptedPair(ann, max_),), layers, Voice.of(shown)).files()
    to_mentee, to_mentor = (text_of(files[f"messages/{name}.eml"]) for name in ("mentee-ann", "mentor-max"))
    assert ("Why the two of you:" in to_mentee) == agreed
    assert ("Budgets" in to_mentee) == agreed
    assert "Why the two of you" not in to_mentor
    assert "Budgets" not in to_mentor


def test_no_part_of_a_cell_becomes_a_formula_where_spreadsheets_part_cells_otherwise() -> None:
    assert (
        harmless_throughout("Sales;=WEBSERVICE(1)\n@x|-2\t +3; fine = yes")
        == "Sales;'=WEBSERVICE(1)\n'@x|'-2\t '+3; fine = yes"
    )
    assert harmless_throughout("=1;=2") == "'=1;'=2"
