"""Answers in words: what is kept for whoever releases them, and what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorkit.answers.answered import Answered, NoAnswer, Value
from mentorkit.answers.words_review import MARK, WORDS_FILE, WordsReview
from mentorkit.definition.questionnaires import Evaluation

FORM = {
    "id": "end",
    "title": "Looking back",
    "when": "end",
    "items": [
        {"ask": "How was it?"},
        {"ask": "What helped?", "answer": "words"},
        {"ask": "What else?", "answer": "words"},
    ],
}
ASKED = Evaluation.model_validate({"questionnaires": [FORM]})
NAMES = ("Sam Okafor", "Li Wei", "Ana Björk")


def run(folder: Path, *answers: tuple[Value, Value]) -> tuple[list[str], int, list[str]]:
    """What a run prints, how many answers nobody released, and what it says."""
    review = WordsReview()
    for first, second in answers:
        review.add(ASKED.questionnaires[0], Answered("mentor", (3, first, second), (), "AB12", 7))
    words, unreleased, problems = review.reviewed(folder, "private/acme/lead/answers", ASKED, NAMES)
    return [text for one in words for text in one.answers], unreleased, [f"{one.at}: {one.message}" for one in problems]


NONE = NoAnswer.UNANSWERED
ANSWERS: tuple[tuple[Value, Value], ...] = (
    ("The kick-off", "Nothing"),
    ("My mentor Sam’s patience", NONE),
    ("Two lines:\n\n  - one", NONE),
)


def decide(folder: Path, old: str, new: str) -> None:
    path = folder / WORDS_FILE
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def release(folder: Path, words: str) -> None:
    """Write `release: yes` below the entry with these words."""
    path = folder / WORDS_FILE
    before, _, after = path.read_text("utf-8").partition(words)
    path.write_text(before + words + after.replace("release: no", "release: yes", 1), "utf-8")


def test_nothing_is_printed_before_somebody_released_it(tmp_path: Path) -> None:
    assert run(tmp_path, *ANSWERS) == ([], 4, [])
    text = (tmp_path / WORDS_FILE).read_text("utf-8")
    assert text.count("release: no") == 4
    assert "release: yes\n" not in text
    assert "mentor\n" not in text
    assert "AB12" not in text


def test_released_answers_are_printed_one_by_one(tmp_path: Path) -> None:
    run(tmp_path, *ANSWERS)
    release(tmp_path, "The kick-off")
    assert run(tmp_path, *ANSWERS) == (["The kick-off"], 3, [])
    release(tmp_path, "Two lines:")
    assert run(tmp_path, *ANSWERS)[0] == ["The kick-off", "Two lines:\n\n  - one"] or run(tmp_path, *ANSWERS)[0] == [
        "Two lines:\n\n  - one",
        "The kick-off",
    ]


def test_decisions_stay_with_their_answers_whatever_the_order_and_whatever_comes_in(tmp_path: Path) -> None:
    run(tmp_path, *ANSWERS)
    release(tmp_path, "The kick-off")
    before = (tmp_path / WORDS_FILE).read_text("utf-8")
    assert run(tmp_path, ("Late", NONE), *reversed(ANSWERS)) == (["The kick-off"], 4, [])
    after = (tmp_path / WORDS_FILE).read_text("utf-8")
    assert after.startswith(before)
    assert after.count("release: no") == 4
    assert run(tmp_path, ("Late", NONE)) == ([], 1, [])  # the released one is not among the answers of this run
    assert (tmp_path / WORDS_FILE).read_text("utf-8") == after


def test_what_is_edited_is_printed_as_it_was_edited(tmp_path: Path) -> None:
    run(tmp_path, *ANSWERS)
    decide(tmp_path, f"My mentor Sam {MARK}’s patience", "My mentor’s patience")
    release(tmp_path, "My mentor’s patience")
    assert run(tmp_path, *ANSWERS) == (["My mentor’s patience"], 3, [])


def test_names_are_marked_and_an_answer_with_a_mark_is_not_printed(tmp_path: Path) -> None:
    run(tmp_path, ("ANA and Li were kind; li is a mile", NONE), ("Björk!", NONE), ("Samples", NONE))
    text = (tmp_path / WORDS_FILE).read_text("utf-8")
    assert f"ANA {MARK} and Li {MARK} were kind; li is a mile" in text
    assert f"Björk {MARK}!" in text
    assert f"Samples {MARK}" not in text
    release(tmp_path, f"Björk {MARK}!")
    printed, _, problems = run(
        tmp_path, ("ANA and Li were kind; li is a mile", NONE), ("Björk!", NONE), ("Samples", NONE)
    )
    assert printed == []
    assert [one.partition(": ")[2] for one in problems] == ["this answer is not printed: it may hold somebody’s name"]


def test_an_entry_copied_over_another_releases_only_the_words_that_stand_there(tmp_path: Path) -> None:
    run(tmp_path, *ANSWERS)
    path = tmp_path / WORDS_FILE
    entries = path.read_text("utf-8").split("\n\n  - ")
    path.write_text("\n\n  - ".join([entries[0], *reversed(entries[1:])]), "utf-8")
    release(tmp_path, "The kick-off")
    assert run(tmp_path, *ANSWERS)[0] == ["The kick-off"]


def test_two_decisions_on_one_answer_release_nothing(tmp_path: Path) -> None:
    run(tmp_path, ("Yes", NONE))
    path = tmp_path / WORDS_FILE
    text = path.read_text("utf-8")
    entry = text[text.index("  - of") :]
    path.write_text(text + entry.replace("release: no", "release: yes"), "utf-8")
    printed, unreleased, problems = run(tmp_path, ("Yes", NONE))
    assert (printed, unreleased) == ([], 1)
    assert problems == [
        "private/acme/lead/answers/words.yml:18:15: this answer stands twice, with two decisions, and is not printed"
    ]


@pytest.mark.parametrize(
    "damage", ["answers: [", "answers:\n  - of: end\n    answer: Sam was late\n", "\xff", "answers: Sam was late\n"]
)
def test_a_damaged_file_releases_nothing_is_not_touched_and_not_quoted(damage: str, tmp_path: Path) -> None:
    path = tmp_path / WORDS_FILE
    path.write_bytes(damage.encode("latin-1"))
    printed, unreleased, problems = run(tmp_path, ("Yes", NONE))
    assert (printed, unreleased) == ([], 1)
    assert problems
    assert "Sam" not in "".join(problems)
    assert path.read_bytes() == damage.encode("latin-1")


@pytest.mark.parametrize(
    "text",
    [
        '"quoted": yes',
        "# no comment",
        "- a\n- b",
        "  spaces",
        "tab\there",
        "a: b\n\n\nc",
        "\u202eturned",
        "{{ x }}",
        "é" * 3000,
        "'",
        "|",
        "%TAG",
        "---",
        "...",
    ],
)
def test_any_words_come_out_as_they_went_in(text: str, tmp_path: Path) -> None:
    run(tmp_path, (text, NONE))
    path = tmp_path / WORDS_FILE
    path.write_text(path.read_text("utf-8").replace("release: no", "release: yes"), "utf-8")
    printed, unreleased, problems = run(tmp_path, (text, NONE))
    assert (printed, unreleased, problems) == ([text.replace("\t", " ").replace("\u202e", "").strip()], 0, [])


def test_there_is_no_file_where_nobody_wrote_anything(tmp_path: Path) -> None:
    assert run(tmp_path, (NONE, NONE)) == ([], 0, [])
    assert list(tmp_path.iterdir()) == []
