"""Criteria and seats name questions of the application that are there, and that can be compared as they say."""

from typing import Any

import pytest

from mentorkit.checking.matching_checks import check_matching
from mentorkit.definition.program import Program
from tests.conftest import LEAD, SMALL, Project

GRADES = ["AO", "EO", "HEO"]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "grade", "ask": "Grade?", "answer": "one of", "options": GRADES, "ordered": "yes"},
    {"id": "site", "ask": "Site?", "answer": "one of", "options": ["North", "South"]},
    {"id": "unit", "ask": "Unit?"},
    {"id": "sex", "ask": "Sex?", "answer": "one of", "options": ["Female", "Male", "Other"], "protected": "yes"},
    {"id": "wanted", "ask": "Topics?", "answer": "several of", "options": ["Money", "People"], "for": "mentees"},
    {"id": "offered", "ask": "I offer", "answer": "several of", "options": ["People", "Money"], "for": "mentors"},
    {"id": "stage", "ask": "Stage?", "answer": "one of", "options": ["EO", "AO", "HEO"], "ordered": "yes"},
    {"id": "years", "ask": "Years?", "answer": "number"},
]
GROUPS = {"groups": [{"id": "shift", "ask": "Shift?", "options": ["Day", "Night"], "purpose": "so that we see"}]}


def _said(matching: dict[str, Any], **more: Any) -> list[str]:
    small = {"title": "Lead", "organisation": "Acme", "starts": "2027-02-01", "sessions": {"1": {"title": "Begin"}}}
    written = {"applications": QUESTIONS} | matching
    program = Program.model_validate(small | {"evaluation": GROUPS, "matching": written} | more)
    return [f"{one.message} [{one.rule}] {one.hint}" for one in check_matching(program)]


@pytest.mark.parametrize(
    "criterion",
    [
        {"compare": "apart", "of": "grade", "at_least": "1", "at_most": "2"},
        {"compare": "apart", "of": "years", "at_least": "5"},
        {"compare": "different", "of": "unit"},
        {"compare": "overlap", "of": "wanted", "with": "offered"},
        {"compare": "fits", "of": "site"},
        {"compare": "fits", "of": "time-zone", "at_most": "3"},
        {"compare": "same", "of": "sex", "because": "Women asked for women"},
        {"compare": "preferred"},
        {},
    ],
)
def test_what_can_be_compared_is_not_mentioned(criterion: dict[str, str]) -> None:
    assert _said({"criteria": [{"name": "It"} | criterion], "reporting_line": "unit"}) == []


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ({"compare": "same", "of": "sight"}, 'no question of the application has the id "sight" [question-exists] did you mean "site"?'),
        ({"compare": "overlap", "of": "wanted", "with": "offred"}, 'no question of the application has the id "offred" [question-exists] did you mean "offered"?'),
        ({"compare": "same", "of": "email"}, '"email" is asked of everybody, and is nothing that a criterion compares [question-exists] name a question below `applications:`, or "time-zone"'),
        ({"compare": "same", "of": "shift"}, '"shift" is a question about groups, whose answers take no part in any match [question-exists] what people say there is for looking at fairness; ask it below `applications:` with a purpose of its own'),
        ({"compare": "apart", "of": "site"}, 'nothing says that the options of "site" stand in order [criterion] write `ordered: yes` at the question, with the lowest option first'),
        ({"compare": "apart", "of": "unit"}, '"unit" is answered by "words", which "apart" cannot compare [criterion] compare it as same or different, or ask it with `answer: one of`'),
        ({"compare": "same", "of": "wanted", "with": "offered"}, '"wanted" is answered by "several of", which "same" cannot compare [criterion] compare it as overlap or fits, or ask it with `answer: one of`'),
        ({"compare": "overlap", "of": "wanted"}, 'mentors are not asked "wanted", and it would be compared with what they said [criterion] write `with:` and the id of the mentors’ question, or ask both: leave out its `for:`'),
        ({"compare": "overlap", "of": "offered"}, 'mentees are not asked "offered", and it would be compared with what they said [criterion] write `with:` and the id of the mentors’ question, or ask both: leave out its `for:`'),
        ({"compare": "apart", "of": "grade", "with": "stage"}, '"grade" and "stage" have other options [criterion] give both the same options, word for word'),
        ({"compare": "same", "of": "grade", "with": "unit"}, '"grade" is answered by "one of", and "unit" by "words" [criterion] give both the same `answer:`'),
        ({"compare": "apart", "of": "grade", "at_least": "3"}, 'no two answers to "grade" can be 3 steps apart [criterion] its options allow 2 at most: write `at_least: 2` or less'),
        ({"compare": "fits", "of": "site", "at_least": "3"}, 'no two answers to "site" can have 3 in common [criterion] its options allow 2 at most: write `at_least: 2` or less'),
        ({"compare": "different", "of": "time-zone"}, 'time zones are not compared by "different" [criterion] write `compare: fits`, `of: time-zone` and, in hours, `at_most: 3`'),
        ({"compare": "same", "of": "sex"}, '"sex" is under special protection, and nothing says why it takes part in matching [protected] write `because:` and a reason that applicants may read, or take `compare:` away'),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_with_a_way_out(criterion: dict[str, str], said: str) -> None:
    assert _said({"criteria": [{"name": "It"} | criterion]}) == [said]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"id": "email"}, 'every application has a question with the id "email" already [same-id] leave this question out, or give it another id'),
        ({"id": "here", "shown": "yes", "for": "mentees"}, 'mentors are not asked "here", and no profile of theirs can show it [criterion] leave out `shown`, or ask mentors too'),
    ],
)  # fmt: skip
def test_a_question_is_asked_once_and_of_those_whom_it_is_about(question: dict[str, str], said: str) -> None:
    assert _said({"applications": [{"ask": "Well?"} | question]}) == [said]


BOARD = {"format": "advisory board"}


@pytest.mark.parametrize(
    ("matching", "more", "said"),
    [
        ({"seats": [{"name": "Money", "of": "offered"}]}, BOARD, []),
        ({"seats": [{"name": "Purse", "of": "offered", "options": ["Money"]}]}, BOARD, []),
        ({"mentors_per_mentee": "3"}, {}, ['"mentors_per_mentee" belongs to another format [seat] write `format: advisory board`, or leave it out']),
        ({"seats": [{"name": "Money", "of": "offered"}], "mentors_per_mentee": "3"}, BOARD, ["a board has 1 named seats, and 3 mentors [seat] keep one of the two"]),
        ({"seats": [{"name": "Monney", "of": "offered"}]}, BOARD, ['"Monney" is not among the answers to "offered" [seat] did you mean "Money"?; or list its answers below `options:`']),
        ({"seats": [{"name": "Money", "of": "offers"}]}, BOARD, ['no question of the application has the id "offers" [question-exists] did you mean "offered"?']),
        ({"seats": [{"name": "Money", "of": "wanted"}]}, BOARD, ['"wanted" does not tell which mentor can take a seat [seat] name a question that mentors answer with `answer: several of`']),
        ({"seats": [{"name": "Money", "of": "offered"}] * 2}, BOARD, ['two seats are called "Money" [seat] rename one of them']),
        ({"reporting_line": "offered"}, {}, ['"offered" is answered by "several of", and a reporting line is one answer [criterion] ask it with `answer: one of`, or in words']),
        ({"reporting_line": "line"}, {}, ['no question of the application has the id "line" [question-exists] known here: grade, offered, sex, site, stage, unit, wanted, years']),
    ],
)  # fmt: skip
def test_seats_and_lines_are_told_by_answers(matching: dict[str, Any], more: dict[str, str], said: list[str]) -> None:
    assert _said(matching, **more) == said


def test_the_place_is_that_of_the_name(project: Project) -> None:
    project.write(LEAD, SMALL + "matching:\n  criteria:\n    - {name: Near, compare: same, of: site}\n")
    told = 'no question of the application has the id "site"  [question-exists] -> ask it below `applications:`, with `id: site`'
    assert project.problems() == [f"{LEAD}:9:39  error  {told}"]


@pytest.mark.slow
def test_a_criterion_and_a_question_of_an_archetype_are_changed_by_their_ids(project: Project) -> None:
    own = """\
title: Lead
organisation: Acme
archetype: leadership-cohort
starts: 2027-02-01
matching:
  criteria: {change: {hours: {weight: must}}}
  applications: {change: {times: {options: [Mondays, Fridays]}}}
"""
    project.write(LEAD, own)
    assert [one for one in project.problems() if "  error  " in one] == []
    matching = project.job().toolkit.program.matching
    assert matching
    assert {one.id: one.weight for one in matching.compared} == {"lived-through": "most", "hours": "must"}
    assert [one.text for one in matching.question("times").options] == ["Mondays", "Fridays"]  # type: ignore[union-attr]
