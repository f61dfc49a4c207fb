"""What the next round takes over, and what of the last one stays behind."""

from datetime import date

from mentorkit.core.yaml_source import read_mapping
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.studio.round_plan import left_behind, moved_along, round_plan

LAST = """\
title: Lead
organisation: Acme
status: live
cohort: Spring 2027
starts: 2027-02-01
ends: 2027-12-01
address: https://mentoring.acme.example/spring/
accepted: {SEL02: A pilot}
goals:
  - {id: network, statement: They know whom to ask., due: 2027-11-30, outcome: 27 of 40, reached: in part}
support: {until: 2027-12-31}
sessions:
  1: {title: Begin, date: 2027-02-09}
  2: {title: Go on, week: 6}
events:
  - {id: call, what: Cohort call, date: 2027-02-10, every: 2 weeks, except: [2027-04-07], moved: {2027-03-10: 2027-03-11}}
  - {what: Visit, date: 2027-05-03}
  - {id: dated, what: Came in 2027-01-01, week: 3}
evaluation:
  decision_date: 2028-01-31
  decisions: [{what: Go on, who: Sam}]
  compare_with: [acme/first]
  questionnaires:
    - {id: end, title: Looking back, when: end, invited: {mentors: 9}, items: [{ask: Was it worth it?}]}
"""
SOURCE = read_mapping(LAST, "lead.yml").value


def test_days_of_the_calendar_are_found_with_their_words() -> None:
    found = {".".join(one.path): (one.about, one.label) for one in round_plan(SOURCE).days}
    assert found == {
        "goals.network.due": ("They know whom to ask.", "By when"),
        "support.until": ("", "Until when there is help"),
        "sessions.1.date": ("Begin", ""),
        "events.call.date": ("Cohort call", ""),
        "events.#1.date": ("Visit", ""),
        "evaluation.decision_date": ("", "When it is decided whether there is a next round"),
    }


def test_what_is_of_one_round_and_what_came_of_it_is_told_apart() -> None:
    plan = round_plan(SOURCE)
    assert [one.path[0] for one in plan.own] == ["title", "status", "cohort", "starts", "address", "accepted"]
    assert [".".join(one.path) for one in plan.results] == [
        "goals.network.outcome",
        "goals.network.reached",
        "events.call.except",
        "events.call.moved",
        "evaluation.decisions",
        "evaluation.questionnaires.end.invited",
    ]


def test_days_move_by_whole_weeks_and_stay_on_their_weekday() -> None:
    changes = moved_along(round_plan(SOURCE), date(2027, 2, 1), date(2028, 2, 2))
    assert changes[:2] == [
        Change(("goals", "network", "due"), "2027-11-30", "2028-11-28"),
        Change(("support", "until"), "2027-12-31", "2028-12-29"),
    ]
    days = [(date.fromisoformat(one.before), date.fromisoformat(one.after)) for one in changes]
    assert {after - before for before, after in days} == {date(2028, 1, 31) - date(2027, 2, 1)}


def test_results_are_left_out_and_those_of_the_last_round_stand_beside() -> None:
    changes = left_behind(round_plan(SOURCE), "acme/lead", ["acme/first"])
    assert {one.path: one.after for one in changes[:-1]} == {one.path: ABSENT for one in round_plan(SOURCE).results}
    assert changes[-1] == Change(("evaluation", "compare_with"), ["acme/first"], ["acme/first", "acme/lead"])
