"""A made-up programme with 24 pairs: what they answered at the start and at the end, made anew by a seeded generator."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from random import Random

PROGRAMME = """\
title: Two Sides
organisation: Acme
cohort: Spring 2027
starts: 2027-02-01
ends: 2027-11-26
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet]}
books: {mentor-workbook: none, mentee-workbook: none, facilitator-guide: none, cards: none, keys: none}
goals:
  - id: network
    statement: Mentees and mentors know people in other teams whom they can ask.
    indicator: People who asked somebody in another team last month
    baseline: 1 in 4, in the survey of 2026
    target: 30 of 48
    due: 2027-11-26
    measure: {item: asked-others, counts: yes, target: 30}
  - id: plan
    statement: People have a plan for their next step.
    indicator: The share of people who say so with 4 or 5 of 5
    target: 60%
    measure: {item: has-plan, figure: percent, at_least: 4, target: 60}
  - id: meetings
    statement: Pairs meet as often as they agreed.
    indicator: Sessions held, on average
    target: 8 of 9
    measure: {item: held, figure: mean, target: 8}
  - statement: Fewer people leave in their second year.
    indicator: Notices given in the second year, from the register of HR
    baseline: 9 of 60 in 2026
    target: 6 of 60 in 2028
  - statement: Every mentee meets the sponsor once.
    indicator: The lists of the three lunches
    target: 24 of 24
    outcome: 19 of 24, by the lists of the lunches
    reached: in part
evaluation:
  statement: We ask in order to mend the programme, never to judge a person.
  code: yes
  smallest_group: 5
  questionnaires:
    - id: start
      title: Before we begin
      when: baseline
      week: 1
      for: pairs
      invited: {mentors: 24, mentees: 24}
      items:
        - {ask: "Did you ask somebody in another team for advice last month?", id: asked-others, goal: network, level: behaviour, answer: yes or no}
        - {ask: I know whom to ask in other teams., goal: network, level: learning}
        - {ask: I have a plan for my next step., id: has-plan, goal: plan, level: learning}
    - id: end
      title: Looking back
      when: end
      week: 42
      for: pairs
      invited: {mentors: 24, mentees: 24}
      items:
        - {ask: "Did you ask somebody in another team for advice last month?", goal: network, level: behaviour, answer: yes or no}
        - {ask: I know whom to ask in other teams., goal: network, level: learning}
        - {ask: I have a plan for my next step., goal: plan, level: learning}
        - {ask: "How many sessions did the two of you hold?", id: held, goal: meetings, level: behaviour, answer: number, number: {unit: sessions, least: 0, most: 12}}
        - {ask: My mentor asked before giving advice., wording: {mentors: I asked before giving advice.}, may_not_apply: yes}
        - {ask: I would recommend the programme to a colleague.}
        - ask: Which of these helped you?
          answer: several of
          options: [The kick-off, The Keys, "Talks with my mentor, or mentee", The lunches with the sponsor]
          other: yes
        - {ask: How did you mostly meet?, answer: one of, options: [In person, By video, By telephone]}
        - {ask: What should we change?, id: change, answer: words}
  groups:
    - {id: site, ask: Where do you mostly work?, options: [Office, Depot, From home], purpose: so that we see whether all are served}
  seen_by: ["Sam Okafor, without names"]
  published_to: [Everybody who took part]
  decision_date: 2027-12-10
  decisions:
    - {what: "There is a second round, with shorter sessions at the depot.", who: Priya Raman, by: 2028-01-31}
    - {what: Mentors practise asking before advising at the half-way meeting., who: Sam Okafor, by: 2028-04-30}
"""
SITES = ("Office", "Depot", "From home")
HELPED = ("The kick-off", "The Keys", "Talks with my mentor, or mentee", "The lunches with the sponsor")
MET = ("In person", "By video", "By telephone")
SECRET = "zebra"
"""Stands in every code, name and answer in words of these files, and in nothing else."""


@dataclass(frozen=True, slots=True)
class _Somebody:
    """One of 48 people."""

    number: int
    role: str
    site: str
    asks: bool
    knows: int
    plans: int

    @property
    def code(self) -> str:
        """The code that they made up."""
        return f"{SECRET}{self.number:02}".upper()


def _everybody() -> Iterator[_Somebody]:
    chance = Random(1717)
    for number in range(48):
        yield _Somebody(
            number,
            ("Mentor", "Mentee")[number % 2],
            chance.choices(SITES, (30, 14, 4))[0],
            chance.random() < 0.28,
            chance.choices(range(1, 6), (3, 8, 6, 4, 2))[0],
            chance.choices(range(1, 6), (4, 9, 7, 5, 1))[0],
        )


def start_rows() -> list[dict[str, str]]:
    """What was answered at the start, a row for each person, by heading."""
    chance = Random(1)
    return [
        {
            "Role": one.role,
            "Did you ask somebody in another team for advice last month?": "Yes" if one.asks else "No",
            "I know whom to ask in other teams.": str(one.knows),
            "I have a plan for my next step.": str(one.plans),
            "Where do you mostly work?": one.site,
            "Your code": one.code if chance.random() < 0.9 else "",
        }
        for one in _everybody()
        if chance.random() > 0.06
    ]


def end_rows() -> list[dict[str, str]]:
    """What was answered at the end, as a form tool exports it, with a time and an address."""
    chance = Random(2)
    return [_at_the_end(one, chance) for one in _everybody() if chance.random() > 0.15]


def _at_the_end(one: _Somebody, chance: Random) -> dict[str, str]:
    def later(point: int, *weights: int) -> str:
        return str(max(1, min(5, point + chance.choices((-1, 0, 1, 2), weights)[0])))

    return {
        "Timestamp": f"2027-11-{10 + one.number % 15} 10:{one.number:02}:11",
        "Email Address": f"{SECRET}.{one.number}@example.org",
        "Role": one.role,
        "Did you ask somebody in another team for advice last month?": "Yes" if one.asks or chance.random() < 0.5 else "No",
        "I know whom to ask in other teams.": later(one.knows, 1, 4, 9, 6),
        "I have a plan for my next step.": later(one.plans, 2, 5, 9, 4),
        "How many sessions did the two of you hold?": str(chance.choices(range(4, 10), (1, 2, 4, 8, 7, 6))[0]),
        "My mentor asked before giving advice.": "N/A" if chance.random() < 0.08 else str(chance.choices(range(1, 6), (3, 5, 9, 12, 6))[0]),
        "I would recommend the programme to a colleague.": str(chance.choices(range(1, 6), (1, 1, 3, 12, 14))[0]),
        "Which of these helped you?": ", ".join(what for what, share in zip(HELPED, (0.4, 0.8, 0.7, 0.25), strict=True) if chance.random() < share),
        "How did you mostly meet?": chance.choices(MET, (14, 20, 6))[0],
        "What should we change?": f"{SECRET} number {one.number}" if chance.random() < 0.5 else "",
        "Where do you mostly work?": one.site if chance.random() < 0.93 else "",
        "Your code": one.code if chance.random() < 0.9 else "",
    }  # fmt: skip


def as_file(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """These rows as a CSV file."""
    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
