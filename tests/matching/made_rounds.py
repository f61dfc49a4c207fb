"""Made-up rounds of matching: small ones that a test writes, and random ones with every kind of criterion, answer and gap."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from mentorkit.answers.answered import OTHER, NoAnswer, Value
from mentorkit.core.problems import Span
from mentorkit.definition.matching import ApplicationQuestion
from mentorkit.definition.program import Program
from mentorkit.matching.applicants import Applicant, Applications

GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7"]
TOPICS = ["Budgets", "Leading people", "Writing", "Career", "Technology"]
TIMES = ["Mornings", "Lunch", "Evenings"]
ZONES = ["", "Europe/London", "Asia/Tokyo", "America/New_York", "Pacific/Auckland"]
QUESTIONS = [
    {"id": "grade", "ask": "Your grade", "answer": "one of", "options": GRADES, "ordered": "yes"},
    {"id": "unit", "ask": "Your department", "answer": "words"},
    {"id": "site", "ask": "Your site", "answer": "one of", "options": ["North", "South"], "other": "yes", "may_not_apply": "yes"},
    {"id": "years", "ask": "Years with us", "answer": "number", "number": {"unit": "years", "least": 0}},
    {"id": "sure", "ask": "How sure are you?", "answer": "scale"},
    {"id": "travel", "ask": "Do you travel?", "answer": "yes or no"},
    {"id": "wants", "ask": "What would you like to work on?", "answer": "several of", "options": TOPICS, "other": "yes", "for": "mentees"},
    {"id": "offers", "ask": "What can you help with?", "answer": "several of", "options": TOPICS[::-1], "for": "mentors"},
    {"id": "times", "ask": "When can you meet?", "answer": "several of", "options": TIMES},
]  # fmt: skip
CRITERIA = [
    {"name": "Grade", "compare": "apart", "of": "grade", "at_least": 1, "at_most": 2},
    {"name": "Seniority", "compare": "apart", "of": "years", "at_least": 3, "above": "either"},
    {"name": "Another department", "compare": "different", "of": "unit"},
    {"name": "Same site", "compare": "same", "of": "site"},
    {"name": "Same journeys", "compare": "same", "of": "travel"},
    {"name": "As sure", "compare": "apart", "of": "sure", "at_most": 1, "above": "either"},
    {"name": "Topics", "compare": "overlap", "of": "wants", "with": "offers"},
    {"name": "Times", "compare": "fits", "of": "times"},
    {"name": "Clocks", "compare": "fits", "of": "time-zone", "at_most": 5},
    {"name": "Choices", "compare": "preferred"},
    {"name": "Character"},
]
TEST_GROUP = {
    "id": "shift",
    "ask": "Do you work shifts?",
    "options": ["Yes", "No"],
    "purpose": "to see both are served",
}


@cache
def program_of(*criteria: int, must: tuple[int, ...] = (), format_: str = "one-to-one", **matching: Any) -> Program:
    """A programme that compares these of CRITERIA, by number, those in `must` as musts."""
    return programme([CRITERIA[n] | ({"weight": "must"} if n in must else {}) for n in criteria], format_, **matching)


def programme(criteria: list[dict[str, Any]], format_: str = "one-to-one", **matching: Any) -> Program:
    """A programme that compares these criteria."""
    applications = tuple(ApplicationQuestion.model_validate(one) for one in QUESTIONS)
    return Program.model_validate(
        {
            "title": "Two Sides", "organisation": "Acme", "starts": "2027-02-01", "format": format_,
            "time_zone": "Europe/London", "sessions": {1: {"title": "Begin", "week": 2}},
            "matching": {"criteria": criteria, "applications": applications, **matching},
            "evaluation": {"groups": [TEST_GROUP], "uptake_by_group": "yes", "smallest_group": 3},
        }
    )  # fmt: skip


def mentor(name: str, **fields: Any) -> Applicant:
    """A mentor with these fields; any that is not one of an applicant is the answer to a question."""
    return _person("mentor", name, fields)


def mentee(name: str, **fields: Any) -> Applicant:
    """A mentee, likewise."""
    return _person("mentee", name, fields)


def _person(role: Any, name: str, fields: dict[str, Any]) -> Applicant:
    own = {key: value for key, value in fields.items() if key in Applicant.__dataclass_fields__}
    values = {key: value for key, value in fields.items() if key not in own}
    own.setdefault("zone", "")
    key = own.pop("key", f"{name.lower()}@acme.example")
    return Applicant(key=key, role=role, name=name, email=key, at=Span(f"{role}s.csv", 2), values=values, **own)


SEATS = [
    {"name": "Money", "of": "offers", "options": ["Budgets"]},
    {"name": "People", "of": "offers", "options": ["Leading people", "Career"]},
]


def random_round(
    seed: int, mentees: int = 6, mentors: int = 6, format_: str = "", **more: Any
) -> tuple[Program, Applications]:
    """A round of people with random answers, gaps, managers, conflicts and choices, and random criteria and weights."""
    dice = Random(seed)
    criteria = [
        one | {"weight": dice.choice(["a little", "much", "most", *["must"] * (dice.random() < 0.3)])}
        for one in dice.sample(CRITERIA, dice.randint(1, len(CRITERIA)))
    ]
    format_ = format_ or dice.choice(["one-to-one"] * 4 + ["group", "reverse"])
    matching: dict[str, Any] = {"earlier_pairs": dice.choice(["may meet again", "not again"]), **more}
    if dice.random() < 0.3:
        matching["reporting_line"] = "unit"
    program = programme(criteria, format_, **matching)
    keys = [f"p{number}@acme.example" for number in range(mentees + mentors)]
    of_mentors = keys[mentees - dice.randint(0, 1) :][:mentors]  # sometimes one is both
    whom = keys[:mentees] if format_ == "peer" else of_mentors
    takers = [_random_person(dice, "mentee", key, keys, whom) for key in keys[:mentees]]
    givers = [_random_person(dice, "mentor", key, keys, keys[:mentees]) for key in of_mentors]
    if format_ == "peer":
        asked = [_random_person(dice, "mentor", key, keys, keys) for key in keys[:mentees]]
        takers = [replace(one, values=other.values | one.values) for one, other in zip(takers, asked, strict=True)]
        givers = []
    if more.get("shortlist"):
        givers, takers = ([replace(one, choices=()) for one in side] for side in (givers, takers))
    if format_ in ("group", "advisory board"):
        givers = [replace(one, capacity=dice.randint(0, 3)) for one in givers]
    return program, Applications(tuple(givers), tuple(takers), program)


def _random_person(dice: Random, role: Any, key: str, everybody: list[str], others: list[str]) -> Applicant:
    def some(of: list[str], most: int, chance: float) -> list[str]:
        return dice.sample(of, min(len(of), dice.randint(1, most))) if dice.random() < chance else []

    def value(one: dict[str, Any]) -> Value:
        if dice.random() < 0.1:
            return NoAnswer.NOT_APPLICABLE if one.get("may_not_apply") and dice.random() < 0.5 else NoAnswer.UNANSWERED
        if one["answer"] == "words":
            return dice.choice(["Peace", "peace ", "Truth", "Love"])
        if one["answer"] in ("number", "scale"):
            return dice.randint(1, 5)
        if one["answer"] == "yes or no":
            return dice.randint(0, 1)
        known = [*range(len(one["options"])), *[OTHER] * bool(one.get("other"))]
        if one["answer"] == "one of":
            return dice.choice(known)
        return tuple(sorted(dice.sample(known, dice.randint(0, len(known)))))

    asked = [one for one in QUESTIONS if one.get("for", f"{role}s") == f"{role}s"]
    return _person(
        role, f"Person {key.split('@')[0]}",
        {one["id"]: value(one) for one in asked if dice.random() > 0.05} | {
            "key": key, "zone": dice.choice(ZONES), "managers": tuple(some([one for one in everybody if one != key], 2, 0.3)),
            "not_with": frozenset(some(others, 1, 0.2)), "earlier": frozenset(some(others, 1, 0.2)),
            "choices": tuple(some([one for one in others if one != key], 4, 0.5)), "waited": dice.random() < 0.2,
            "groups": {"shift": dice.choice([0, 1, None])},
        },
    )  # fmt: skip
