"""The questions of an application: those that every one has, and those that its criteria ask for."""

from typing import Any

import pytest

from mentorkit.definition.matching import BUILT_IN
from mentorkit.definition.program import Program
from mentorkit.files.application_questions import HEADINGS, application_questions, has_applications, headings_for
from mentorkit.language.voice import Voice

TOPICS = {
    "id": "topics",
    "ask": "Topics",
    "wording": {"mentors": "I would gladly talk about"},
    "answer": "several of",
    "options": ["Leading others", "A new role"],
    "also": ["Themen"],
}


def _program(matching: dict[str, Any] | None, **more: Any) -> Program:
    sessions = {"1": {"title": "Begin"}}
    written = {"title": "Lead", "organisation": "Acme", "starts": "2027-02-01", "sessions": sessions, **more}
    return Program.model_validate(written | ({"matching": matching} if matching is not None else {}))


def _asked(role: str, matching: dict[str, Any], **more: Any) -> list[str]:
    program = _program(matching, **more)
    return [one.name for one in application_questions(program, Voice.of(program), role)]


ALWAYS = ["name", "email", "role", "line-manager", "managers-manager", "not-with"]


def test_everybody_is_asked_who_they_are_and_whom_they_must_not_meet() -> None:
    assert _asked("", {}) == ALWAYS


def test_questions_of_the_definition_stand_between_who_applies_and_whom_they_must_not_meet() -> None:
    asked = _asked("", {"applications": [TOPICS]})
    assert asked == [*ALWAYS[:3], "topics", *ALWAYS[3:]]


@pytest.mark.parametrize(
    ("matching", "role", "more"),
    [
        ({"criteria": [{"name": "Choice", "compare": "preferred"}]}, "mentee", ["choice-1", "choice-2", "choice-3"]),
        ({"mentees_per_mentor": 2}, "mentor", ["capacity"]),
        ({"mentees_per_mentor": 2}, "mentee", []),
        ({"earlier_pairs": "not again"}, "mentee", ["earlier"]),
        ({"criteria": [{"name": "Hours", "compare": "fits", "of": "time-zone"}]}, "mentee", ["time-zone"]),
    ],
)
def test_what_no_rule_needs_is_not_asked(matching: dict[str, Any], role: str, more: list[str]) -> None:
    assert _asked(role, matching) == [*ALWAYS, *more]


def test_a_mentor_whose_answers_may_be_shown_is_asked_whether_they_may() -> None:
    shown = {"applications": [TOPICS | {"shown": "yes"}]}
    assert _asked("mentor", shown)[-1] == "profile"
    program = _program(shown)
    said = application_questions(program, Voice.of(program), "mentor")[-1].hint
    assert said.startswith("It has your name and your answers to “I would gladly talk about”, and nothing else.")
    assert "profile" not in _asked("mentee", shown)


def test_among_equals_nobody_is_asked_for_a_role() -> None:
    assert _asked("", {}, format="peer") == [one for one in ALWAYS if one != "role"]


def test_groups_are_asked_only_where_matches_are_compared_between_them() -> None:
    group = {
        "id": "shift",
        "ask": "When do you work?",
        "options": ["Days", "Nights"],
        "purpose": "so that we see more.",
    }
    evaluation = {"groups": [group]}
    assert _asked("", {}, evaluation=evaluation) == ALWAYS
    program = _program({}, evaluation=evaluation | {"uptake_by_group": "yes"})
    last = application_questions(program, Voice.of(program))[-1]
    assert (last.name, last.required) == ("about-shift", False)
    assert last.hint == "You can leave this out, and it takes no part in the match. We ask so that we see more."


def test_a_question_is_known_by_every_way_in_which_it_is_asked() -> None:
    program = _program({"applications": [TOPICS]})
    questions = {one.name: one for one in application_questions(program, Voice.of(program))}
    assert headings_for(questions["topics"]) == ("Topics", "I would gladly talk about", "Themen")
    assert headings_for(questions["email"])[:2] == ("E-mail address", "E-mail")


def test_every_built_in_question_has_headings() -> None:
    assert tuple(HEADINGS) == BUILT_IN


@pytest.mark.parametrize(
    ("matching", "true"),
    [
        (None, False),
        ({"criteria": ["Humour"]}, False),
        ({"applications": [TOPICS]}, True),
        ({"criteria": [{"name": "Choice", "compare": "preferred"}]}, True),
    ],
)
def test_a_programme_that_compares_nothing_has_no_applications_of_its_own(matching: Any, true: bool) -> None:
    assert has_applications(_program(matching)) is true
