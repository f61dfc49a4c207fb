"""A made-up round of forty applications, in two tables, made anew by a seeded generator."""

from __future__ import annotations

from random import Random

from conftest import SHORT
from spreadsheets import csv_text

PROGRAM = (
    SHORT.replace("mentee-workbook: none", "mentee-workbook: {chapters: [dates]}")
    + """\
matching:
  method: hybrid
  decided_by: Sam Okafor
  applications:
    - {id: grade, ask: Your grade, answer: one of, options: [Officer, Senior officer, Manager, Senior manager, Director], ordered: yes, shown: yes}
    - {id: unit, ask: Your department}
    - {id: wants, ask: What would you like to work on?, answer: several of, options: [Leading people, Budgets, Writing, Career], for: mentees}
    - {id: offers, ask: What can you help with?, answer: several of, options: [Leading people, Budgets, Writing, Career], for: mentors, shown: yes}
  criteria:
    - {name: Grade, why: Somebody a step ahead remembers the way., compare: apart, of: grade, at_least: 1, at_most: 2, weight: must}
    - {name: Another department, why: Neither has a stake., compare: different, of: unit, weight: most}
    - {name: Topics, why: A mentor should know them., compare: overlap, of: wants, with: offers}
    - {name: Wishes, why: Who chose stays with it., compare: preferred, weight: a little}
"""
)
_FIRST = ("Ann", "Bob", "Chi", "Dara", "Eve", "Femi", "Gita", "Hugo", "Ines", "Jo", "Kim", "Liv", "Max", "Nia", "Omar", "Pia", "Quin", "Ruth", "Zoë", "Tom")  # fmt: skip
_GRADES = ("Officer", "Senior officer", "Manager", "Senior manager", "Director")
_TOPICS = ("Leading people", "Budgets", "Writing", "Career")


def tables() -> tuple[str, str]:
    """Twenty mentees and twenty mentors, of whom some named a choice and some agreed to be read."""
    dice = Random(18)
    mentees, mentors = ([f"{first} {last}" for first in _FIRST] for last in ("Nowak", "Łucja-Smith"))

    def address(name: str) -> str:
        return f"{_FIRST.index(name.split()[0])}.{'e' if name in mentees else 'r'}@acme.example"

    def some() -> str:
        return "; ".join(dice.sample(_TOPICS, dice.randint(1, 3)))

    def unit() -> str:
        return dice.choice(("Estates", "Digital", "Finance"))

    head = ["Name", "E-mail address", "Your grade", "Your department"]
    asking = [
        [one, address(one), dice.choice(_GRADES[:3]), unit(), some(), dice.choice([*mentors, "", ""])]
        for one in mentees
    ]
    giving = [
        [one, address(one), dice.choice(_GRADES[2:4]), unit(), some(), dice.choice("12"), dice.choice(("Yes", "No"))]
        for one in mentors
    ]
    return (
        csv_text([[*head, "What would you like to work on?", "First choice"], *asking]),
        csv_text([[*head, "What can you help with?", "How many mentees", "My profile may be shown"], *giving]),
    )
