"""A personal copy is kept only as long as everything in it is right: names, partner, dates. Whatever changes, nobody keeps the old one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Project

PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2}
events:
  - what: Launch
    groups:
      - {name: Morning, date: 2027-02-02}
      - {name: Evening, date: 2027-02-03}
library: {forms: [goal-sheet]}
books: {mentor-workbook: {chapters: [dates]}, mentee-workbook: none, facilitator-guide: none, cards: none}
"""
TABLE = "role,name,partner,group\nmentor,Ada Nowak,Bob Hill,Morning\nmentor,Zoë Vale,Eve Dale,Evening\n"


class Copies:
    """The copies of two mentors, Ada in the morning and Zoë in the evening, made again and again."""

    def __init__(self, project: Project) -> None:
        self.project, self.program, self.table = project, PROGRAM, TABLE
        self.folder = project.root / "private/acme/lead"

    def after(self, old: str = "", new: str = "") -> str:
        """What the command says once `old` is written as `new`, in the definition or in the table."""
        assert old in self.program + self.table
        self.program, self.table = self.program.replace(old, new), self.table.replace(old, new)
        self.project.write("programs/acme/lead.yml", self.program)
        table = self.project.write("private/people.csv", self.table)
        result = self.project.run("personalise", "acme/lead", str(table))
        assert result.exit_code == 0, result.stderr
        return result.stdout.partition("\n")[0].partition(": ")[2]

    def book(self, person: str) -> str:
        """The words of somebody's workbook."""
        path: Path = self.folder / person / "mentor-workbook.pdf"
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

    def calendar(self, person: str) -> str:
        """Somebody's calendar."""
        return (self.folder / person / "calendar.ics").read_text("utf-8")


@pytest.fixture
def copies(project: Project) -> Copies:
    made = Copies(project)
    assert made.after() == "2 made, 0 kept"
    assert made.after() == "0 made, 2 kept", "nothing has changed"
    return made


@pytest.mark.slow
def test_who_gets_another_partner_gets_another_book(copies: Copies) -> None:
    assert "Bob Hill" in copies.book("mentor-ada-nowak")
    assert copies.after("Bob Hill", "Max Stone") == "1 made, 1 kept"
    said = copies.book("mentor-ada-nowak")
    assert "Max Stone" in said
    assert "Bob Hill" not in said, "the old partner still stands in Ada's book"
    assert "Eve Dale" in copies.book("mentor-zoe-vale")
    assert copies.after("Max Stone", "") == "1 made, 1 kept"
    assert "Max Stone" not in copies.book("mentor-ada-nowak"), "who has no partner any more keeps none"


@pytest.mark.slow
def test_whose_name_is_spelled_anew_gets_a_book_that_says_it_so(copies: Copies) -> None:
    assert copies.after("Zoë Vale", "Zoe Vale") == "1 made, 1 kept", "the folder has the same name, the book has not"
    said = copies.book("mentor-zoe-vale")
    assert "Zoe Vale" in said
    assert "Zoë" not in said


@pytest.mark.slow
def test_whose_dates_move_gets_a_book_and_a_calendar_with_the_new_ones(copies: Copies) -> None:
    assert copies.after("Morning, date: 2027-02-02", "Morning, date: 2027-02-09") == "1 made, 1 kept", (
        "only Ada's moved"
    )
    assert "20270209" in copies.calendar("mentor-ada-nowak")
    assert "9 Feb 2027" in copies.book("mentor-ada-nowak")
    assert "20270202" not in copies.calendar("mentor-ada-nowak")
    assert "20270203" in copies.calendar("mentor-zoe-vale")
    assert copies.after("week: 2", "week: 3") == "2 made, 0 kept", "a session is everybody's"


OWN_DAYS = """\
own_start:
  what: First day in the new role
  days: [{id: thirty, day: 30, what: The plan}]
"""


@pytest.mark.slow
def test_whose_own_days_move_gets_a_calendar_with_the_new_ones(project: Project) -> None:
    """Also where no book shows them."""
    copies = Copies(project)
    copies.program = PROGRAM.replace("{chapters: [dates]}", "{chapters: [agreement]}") + OWN_DAYS
    copies.table = "role,name,first day\nmentor,Ada Nowak,2027-03-01\n"
    assert copies.after() == "1 made, 0 kept"
    assert "20270330" in copies.calendar("mentor-ada-nowak")
    assert copies.after("day: 30", "day: 60") == "1 made, 0 kept"
    assert "20270429" in copies.calendar("mentor-ada-nowak")
    assert copies.after("The plan", "The first plan") == "1 made, 0 kept"
    assert copies.after() == "0 made, 1 kept"
