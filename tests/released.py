"""Results of a small programme, written by hand, for tests of what is made of them."""

from __future__ import annotations

from functools import cache

from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.definition.results import Results

PROGRAM = """\
title: Two Sides
organisation: Acme
starts: 2027-02-01
ends: 2027-11-26
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet]}
goals:
  - {id: plan, statement: People have a plan., indicator: Those who say 4 or 5 of 5, target: 80%, measure: {item: has-plan, figure: percent, at_least: 4, target: 80}}
  - {id: meet, statement: Pairs meet., target: 8 of 9, measure: {item: held, figure: mean, target: 8}}
  - {statement: Fewer people leave., outcome: Known in 2029}
evaluation:
  code: yes
  smallest_group: 5
  groups:
    - {id: site, ask: "Where do you work?", options: [Office, Depot], purpose: so that we see whether both are served}
  questionnaires:
    - {id: start, title: Before we begin, when: baseline, week: 1, for: pairs, invited: {mentors: 12, mentees: 12}, items: [{ask: I have a plan., id: has-plan, goal: plan}]}
    - id: end
      title: Looking back
      when: end
      week: 40
      for: pairs
      items:
        - {ask: I have a plan., goal: plan}
        - {ask: "How many sessions did you hold?", id: held, goal: meet, answer: number, number: {unit: sessions}}
        - {ask: What helped you?, answer: several of, options: [The kick-off, The Keys], other: yes}
        - {ask: What should change?, answer: words}
  decisions: [{what: There is a second round., who: Priya Raman, by: 2028-01-31}]
"""

_POINTS = ("1: Not at all", "5: Completely")
_SCALE = {"answer": "scale", "labels": ("1", "2", "3", "4", "5"), "points": _POINTS, "level": "learning"}


@cache
def program() -> Program:
    """The programme."""
    made = read_mapping(PROGRAM, "lead.yml").then(lambda source: read_as(Program, source)).value
    assert made is not None
    return made


def scale(*counts: int, **more: int) -> dict[str, object]:
    """Figures of a scale of five points; the interval is made up."""
    upper = {"people": counts[3] + counts[4], "low": 0.4, "high": 0.8}
    return {"people": sum(counts), "counts": counts, "upper": upper} | more


def released(**changes: object) -> Results:
    """The results, with these fields in place of their own."""
    plan = {"ask": "I have a plan.", "series": "has-plan", "goal": "plan"} | _SCALE
    start = {"questionnaire": "start", "title": "Before we begin", "when": "baseline"}
    end = {"questionnaire": "end", "title": "Looking back", "when": "end"}
    rounds = (
        start
        | {
            "everybody": {"people": 22}, "invited": {"mentor": 12, "mentee": 12},
            "groups": ({"by": "role", "name": "mentor", "figures": {"people": 11}}, {"by": "role", "name": "mentee", "figures": {"people": 11}}),
            "items": (plan | {"everybody": scale(6, 8, 4, 3, 1)},),
        },
        end
        | {
            "everybody": {"people": 20},
            "hidden": ({"by": "site", "groups": ("Depot", "")},),
            "items": (
                plan
                | {
                    "everybody": scale(1, 2, 3, 9, 5, not_applicable=2),
                    "groups": ({"by": "role", "name": "mentor", "figures": scale(1, 1, 1, 4, 3)}, {"by": "site", "name": "Office", "figures": scale(0, 1, 2, 6, 3)}),
                    "hidden": ({"by": "site", "groups": ("Depot", "")},),
                    "change": {"since": "baseline", "figures": {"people": 15, "counts": (9, 4, 2), "unanswered": 5}},
                },
                {"ask": "How many sessions did you hold?", "series": "held", "answer": "number", "goal": "meet", "unit": "sessions", "everybody": {"people": 20, "mean": 7.3, "quarter": 6, "median": 7.5, "three_quarters": 9}},
                {
                    "ask": "What helped you?", "series": "What helped you?", "answer": "several of", "labels": ("The kick-off", "The Keys", "Another answer"),
                    "everybody": {
                        "people": 20, "counts": (8, 14, 1),
                        "plausible": ({"people": 8, "low": 0.19, "high": 0.64}, {"people": 14, "low": 0.46, "high": 0.88}, {"people": 1, "low": 0.0, "high": 0.25}),
                    },
                },
                {"ask": "What should change?", "series": "What should change?", "answer": "words", "everybody": {"people": 12}},
            ),
        },
    )  # fmt: skip
    goals = (
        {"statement": "People have a plan.", "figure": "percent", "before": 18.2, "after": 70.0, "target": 80, "people_before": 22, "people_after": 20, "interval": (45.7, 88.1), "reached": "no"},
        {"statement": "Pairs meet.", "figure": "mean", "after": 8.3, "target": 8, "people_after": 20, "reached": "yes"},
        {"statement": "Fewer people leave.", "outcome": "Known in 2029"},
    )  # fmt: skip
    return Results.model_validate({"smallest_group": 5, "rounds": rounds, "goals": goals} | changes)
