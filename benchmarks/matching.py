"""Rounds of matching by their size: the points of all pairs, the best pairs, and the whole proposal with its sentences.

Eight criteria, two of them musts, made-up people. Ends with 1 where the proposal of 120 by 120 takes two seconds or more, of
500 by 500 five seconds, of 2,000 by 2,000 a minute, or where memory reaches one gigabyte.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from typing import Any

from mentorkit.core.problems import Span
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.matching_round import MatchingRound
from mentorkit.matching.pair_decisions import PairDecisions
from mentorkit.matching.proposing import propose

LIMITS = {120: 2.0, 500: 5.0, 2000: 60.0}
"""How many mentees and mentors, and the seconds of processor time that a proposal may take."""
MEGABYTES = 1000
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


def seconds(began: float) -> float:
    """Of processor time."""
    return time.process_time() - began


def megabytes() -> int:
    """Memory of this process at its height."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(size: int) -> bool:
    """One size, in a process of its own; whether it keeps its limits."""
    people = applications(size)
    began = time.process_time()
    round_, _ = MatchingRound.of(people, PairDecisions(), "acme/lead")
    points = seconds(began)
    began = time.process_time()
    pairs = round_.solve()
    best = seconds(began)
    out = float((round_.points.points < 0).mean())
    print(f"{size:,} by {size:,}, {out:.0%} of the pairs excluded: {len(pairs):,} pairs")
    print(f"  points {points:.2f} s, best pairs {best:.2f} s, {megabytes()} MB", flush=True)
    del round_
    began = time.process_time()
    propose(people, PairDecisions(), Voice.of(people.program), "acme/lead")
    whole = seconds(began)
    print(f"  the whole proposal with its sentences {whole:.1f} s, {megabytes()} MB")
    return whole < LIMITS[size] and megabytes() < MEGABYTES


def main() -> None:
    if sys.argv[1:]:
        sys.exit(0 if measure(int(sys.argv[1])) else 1)
    ends = [subprocess.run([sys.executable, __file__, str(size)], check=False).returncode for size in LIMITS]
    sys.exit(max(ends))


if __name__ == "__main__":
    main()
