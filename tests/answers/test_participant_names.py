"""Names that are marked in answers."""

from __future__ import annotations

from pathlib import Path

from spreadsheets import xlsx

from mentorkit.answers.participant_names import known_names
from mentorkit.definition.program import Program

PROGRAM = Program.model_validate(
    {
        "title": "Lead",
        "organisation": "Acme",
        "starts": "2027-02-01",
        "people": {"programme_manager": "Sam Okafor"},
        "sessions": {"1": {"title": "Begin", "week": "1"}},
    }
)


def test_names_come_from_tables_of_people_and_from_the_definition(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "role,name,partner,site\nmentor,Ana Björk,Li  Wei,Depot\n\nmentee,Li Wei\n", "utf-8"
    )
    (tmp_path / "matching.csv").write_text("Mentee;Mentor;Decision\nJo;Kim;yes\n", "utf-8")
    (tmp_path / "broken.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "other.csv").write_text('city\n"Paris', "utf-8")
    names = known_names(tmp_path, PROGRAM)
    assert set(names) == {"Sam Okafor", "Jo", "Kim", "Ana Björk", "Li Wei"}
    assert known_names(tmp_path / "none", PROGRAM) == ("Sam Okafor",)


def test_names_come_from_applications_and_matches_as_well(tmp_path: Path) -> None:
    for folder in ("applications", "matching"):
        (tmp_path / folder).mkdir()
    (tmp_path / "applications/mentors.xlsx").write_bytes(xlsx([("Full name", "Grade"), ("Ana Björk", "Head")]))
    (tmp_path / "applications/mentees.csv").write_text("First name,Line manager\nLi,Kim Oh\n", "utf-8")
    (tmp_path / "applications/damaged.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "applications/columns.yml").write_text("Name: x", "utf-8")
    (tmp_path / "matching/matches.csv").write_text("Mentee,Mentor\nJo,Ed\n", "utf-8")
    assert set(known_names(tmp_path, PROGRAM)) == {"Sam Okafor", "Ana Björk", "Li", "Kim Oh", "Jo", "Ed"}
