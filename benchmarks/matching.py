"""Rounds of matching by their size: the whole proposal with its sentences, against the assignment alone.

Eight criteria, two of them musts, made-up people. The assignment alone is SciPy's, of as many people by points drawn by lot.
"""

from __future__ import annotations

import random
import resource
import sys
from collections.abc import Iterator
from typing import Any

import numpy
from ratios import Ratio, processor_seconds, timed
from scipy.optimize import linear_sum_assignment

from mentorkit.core.problems import Span
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.proposing import propose

SIZES = (500, 2000)
"""How many mentees, and as many mentors."""
TOPICS = ["Budgets", "Leading people", "Writing", "Career", "Technology", "Feedback", "Networks", "Health"]
TIMES = ["Mornings", "Lunch", "Afternoons", "Evenings"]
UNITS = [f"Department {number}" for number in range(12)]
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "grade",
        "ask": "Your grade",
        "answer": "one of",
        "options": [f"Grade {n}" for n in range(11)],
        "ordered": "yes",
    },
    {"id": "unit", "ask": "Your department", "answer": "one of", "options": UNITS},
    {
        "id": "wants",
        "ask": "What would you like to work on?",
        "answer": "several of",
        "options": TOPICS,
        "for": "mentees",
    },
    {"id": "offers", "ask": "What can you help with?", "answer": "several of", "options": TOPICS, "for": "mentors"},
    {"id": "times", "ask": "When can you meet?", "answer": "several of", "options": TIMES},
    {"id": "site", "ask": "Your site", "answer": "one of", "options": ["North", "South", "West"]},
    {"id": "years", "ask": "Years with us", "answer": "number", "number": {"unit": "years", "least": 0}},
]
CRITERIA: list[dict[str, Any]] = [
    {"name": "Grade", "compare": "apart", "of": "grade", "at_least": 1, "at_most": 2, "weight": "must"},
    {"name": "Another department", "compare": "different", "of": "unit", "weight": "must"},
    {"name": "Topics", "compare": "overlap", "of": "wants", "with": "offers", "weight": "most"},
    {"name": "Times", "compare": "fits", "of": "times"},
    {"name": "Site", "compare": "same", "of": "site", "weight": "a little"},
    {"name": "Years", "compare": "apart", "of": "years", "at_least": 3},
    {"name": "Clocks", "compare": "fits", "of": "time-zone", "at_most": 3, "weight": "a little"},
    {"name": "Choices", "compare": "preferred", "weight": "most"},
]


def person(dice: random.Random, role: Any, number: int, size: int) -> Applicant:
    """Somebody of a middle grade with a few topics and hours, some with a manager, a veto and choices."""
    grade = min(max(round(dice.gauss(4 if role == "mentee" else 5.5, 2)), 0), 10)
    other = "mentor" if role == "mentee" else "mentee"
    topics = tuple(sorted(dice.sample(range(len(TOPICS)), dice.randint(1, 4))))
    key = f"{role}{number}@acme.example"
    return Applicant(
        key=key, role=role, name=f"{role.title()} {number}", email=key, zone=dice.choice(("Europe/London", "Asia/Tokyo")),
        at=Span(f"{role}s.csv", number + 2),
        values={
            "grade": grade, "unit": dice.randrange(len(UNITS)), "wants" if role == "mentee" else "offers": topics,
            "times": tuple(sorted(dice.sample(range(len(TIMES)), 2))), "site": dice.randrange(3), "years": dice.randrange(30),
        },
        managers=(f"{other}{dice.randrange(size)}@acme.example",),
        not_with=frozenset({f"{other}{dice.randrange(size)}@acme.example"} if dice.random() < 0.1 else ()),
        choices=tuple(f"{other}{one}@acme.example" for one in dice.sample(range(size), 3)) if role == "mentee" else (),
        capacity=dice.choice((1, 1, 1, 2)) if role == "mentor" else 1,
        waited=dice.random() < 0.1,
    )  # fmt: skip


def applications(size: int) -> Applications:
    """So many mentees and as many mentors."""
    dice = random.Random(18)
    program = Program.model_validate(
        {
            "title": "Two Sides", "organisation": "Acme", "starts": "2027-02-01", "time_zone": "Europe/London",
            "sessions": {1: {"title": "Begin", "week": 2}},
            "matching": {"applications": QUESTIONS, "criteria": CRITERIA, "mentees_per_mentor": 2},
        }
    )  # fmt: skip
    mentees, mentors = (tuple(person(dice, role, n, size) for n in range(size)) for role in ("mentee", "mentor"))
    return Applications(mentors, mentees, program)


def ratios() -> Iterator[Ratio]:
    """Each size in a process of its own, so that its memory can be told."""
    for size in SIZES:
        whole, alone, megabytes = map(float, timed(sys.executable, __file__, str(size)).said.split())
        note = f"{whole:.1f} s, {megabytes:.0f} MB"
        yield Ratio(
            f"a proposal for {size:,} mentees and {size:,} mentors", "SciPy’s assignment", (whole / alone,), note=note
        )


def measure(size: int) -> None:
    """Print the seconds of a proposal and of the assignment alone, and megabytes of memory at its height."""
    people = applications(size)
    whole = processor_seconds(lambda: propose(people, PairDecisions(), Voice.of(people.program), "acme/lead"))
    points = numpy.random.default_rng(18).integers(0, 1000, (size, size))
    alone = processor_seconds(lambda: linear_sum_assignment(points))
    print(whole, alone, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
