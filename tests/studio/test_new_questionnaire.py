"""A questionnaire that is added begins with questions that show a change."""

import pytest

from mentorkit.language.catalogue import Words
from mentorkit.studio.new_questionnaire import EMPTY, GOALS, NewQuestionnaire, entry_of, usual_week

BASELINE = {
    "id": "start", "title": "Before we begin", "when": "baseline", "for": "pairs", "week": "-1", "link": "https://forms.example/a",
    "scale": {"low": "Never", "steps": "4"},
    "items": [
        {"ask": "I know whom to ask.", "id": "whom", "goal": "network", "level": "learning"},
        "A question on one line",
        {"ask": "Which helped?", "answer": "several of", "options": ["The Keys", {"text": "The calls", "also": ["Calls"]}]},
    ],
}  # fmt: skip


def test_the_same_questions_are_asked_again_without_their_names() -> None:
    made = entry_of(NewQuestionnaire("end", "Looking back", "36", "start"), [BASELINE], [], Words("en-GB"))
    assert made == {
        "id": "end",
        "title": "Looking back",
        "when": "end",
        "week": "36",
        "for": "pairs",
        "scale": {"low": "Never", "steps": "4"},
        "items": [
            {"ask": "I know whom to ask."},
            {"ask": "A question on one line"},
            {
                "ask": "Which helped?",
                "answer": "several of",
                "options": ["The Keys", {"text": "The calls", "also": ["Calls"]}],
            },
        ],
    }


def test_a_question_for_each_goal_waits_for_its_words() -> None:
    goals = [{"id": "network", "statement": "They know whom to ask."}, {"statement": "Nobody can name this one."}]
    made = entry_of(NewQuestionnaire("baseline", "Before", "", GOALS), [], goals, Words("en-GB"))
    ask = "TO FILL IN (a question that tells whether this came about: They know whom to ask)"
    assert made["items"] == [{"ask": ask, "goal": "network", "level": "behaviour"}]
    assert "week" not in made


@pytest.mark.parametrize(
    ("taken", "id_"),
    [
        ([], "end"),
        (["end"], "looking-back"),
        (["end", "looking-back"], "end-2"),
        (["end", "looking-back", "end-2"], "end-3"),
    ],
)
def test_its_name_is_free(taken: list[str], id_: str) -> None:
    made = entry_of(
        NewQuestionnaire("end", "Looking back", "", EMPTY), [{"id": one} for one in taken], [], Words("en-GB")
    )
    assert made == {
        "id": id_,
        "title": "Looking back",
        "when": "end",
        "items": [{"ask": "TO FILL IN (the first question)"}],
    }


@pytest.mark.parametrize(
    ("when", "ends", "week"),
    [
        ("baseline", "2027-08-31", "-1"),
        ("middle", "week 36 Friday", "18"),
        ("end", "2027-02-07", "1"),
        ("end", "2027-02-08", "2"),
        ("follow-up", "week 36 Friday", "62"),
        ("middle", None, ""),
        ("end", "2027-02-30", ""),
    ],
)
def test_each_round_has_a_usual_week(when: str, ends: str | None, week: str) -> None:
    assert usual_week(when, "2027-02-01", ends) == week  # type: ignore[arg-type]
