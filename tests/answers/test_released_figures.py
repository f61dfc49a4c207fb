"""Figures of a question that is asked again stand with the goal and the level of its first asking."""

from __future__ import annotations

from mentorkit.answers.answered import Answered
from mentorkit.answers.hiding import hide
from mentorkit.answers.released_figures import rounds_of
from mentorkit.answers.tally import count
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice


def _asked(when: str, item: dict[str, str]) -> dict[str, object]:
    return {"id": when, "title": when, "when": when, "week": 1, "items": [item]}


PROGRAM = Program.model_validate(
    {
        "title": "T",
        "organisation": "O",
        "starts": "2027-02-01",
        "sessions": {1: {"title": "Begin"}},
        "goals": [{"id": "belong", "statement": "People belong."}],
        "evaluation": {
            "questionnaires": [
                _asked("baseline", {"ask": "Do you belong?", "id": "home", "goal": "belong", "level": "learning"}),
                _asked("end", {"ask": "Do you feel at home?", "again": "home"}),
                _asked("follow-up", {"ask": "Do you feel at home?", "again": "home", "level": "behaviour"}),
            ]
        },
    }
)


def test_goal_and_level_are_those_of_the_first_asking_unless_said_otherwise() -> None:
    assert PROGRAM.evaluation is not None
    rows = [Answered("mentor", (4,), (), "", line) for line in range(9)]
    published = [
        hide(count(iter(rows), asked, PROGRAM.evaluation), "acme/lead", 5)
        for asked in PROGRAM.evaluation.questionnaires
    ]
    items = [
        item for one in rounds_of(published, "acme/lead", PROGRAM.evaluation, Voice.of(PROGRAM)) for item in one.items
    ]
    assert [(item.goal, item.level, item.series) for item in items] == [
        ("belong", "learning", "home"),
        ("belong", "learning", "home"),
        ("belong", "behaviour", "home"),
    ]
