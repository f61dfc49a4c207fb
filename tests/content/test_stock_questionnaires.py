"""Questionnaires of the stock and of the examples: each question asks one thing, has an answer that fits it, and measures its goal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from mentorkit.language.word_lists import word_list

ROUNDS = ("baseline", "middle", "end", "follow-up")
JOINED = re.compile(r"\b(?:and|or)\b")
ONE_THING = {
    "you and your people manager": "both have signed one plan",
    "tasks, training, hours or equipment": "whatever the one request was about",
    "posts, courses and tasks": "what decisions here are about",
    "every shift, contract and post": "wherever somebody works",
    "yes, no or when": "one answer, which may be any of three",
    "work, attention or praise": "what a person with a say gives out; the question counts one change",
    "Give the month, and leave out names": "how to write the one answer",
    "a piece of work, a panel or a post": "one recommendation, for anything",
    "wherever and whenever I do it": "a figure of speech",
    "a newcomer or a remote colleague": "one kind of person: who sees what people here no longer see",
    "house or circle": "where somebody is at home in the trade",
    "my hours, my money and where I live": "what one question about taking part has regard to",
    "my shifts and my place of work": "what one question about taking part has regard to",
    "my hours and my place of work": "what one question about taking part has regard to",
    "between a mentor’s part and a manager’s": "one line, with its two sides",
    "in the field or on shifts": "how this company speaks of those who have no desk",
}
"""Words with “and” or “or” that still ask one thing, each with the reason."""
STATEMENTS = {
    ("Not so", "Exactly so"), ("Not so", "Entirely so"), ("Not true", "Wholly true"), ("Not true", "Completely true"),
    ("Not true at all", "Completely true"), ("Does not fit", "Fits exactly"),
    ("Not at all true of me", "Completely true of me"),
}  # fmt: skip
"""The ends of scales that say how far a statement is true."""
ASKED_HOW = {
    "How well": {("Not at all well", "Very well")},
    "How often": {("Never", "Always"), ("Never", "Every time")},
    "How much": {("Not at all", "Very much")},
    "How easy": {("Very hard", "Very easy")},
}
"""The ends of scales that answer a question, by its first words."""
EVENT = re.compile(
    r"(?:In the past \w+ \w+, |Since \w+,? )?I have (?:met|been (?!able)|applied|asked|begun|changed|done|got|had|helped|led|made|put|worked) "
)
"""A statement that something has happened: that is answered by yes or no."""
DONE = {"I have done what I said I would do after our last two sessions.": "done in part is an answer too"}
AT_THE_END_ONLY = {("depot-handover", "method"): "a handbook, which does not exist before the end"}
"""Goals of which nothing can be asked at the start, each with the reason."""
CALLED_BY_NAME = re.compile(
    r"\b(?:would you (?:rather|like to|prefer to) (?:meet|talk|speak|change|go on|have somebody)|someone else as|whom have you|who is your|"
    r"ring you|call you|write to you)\b",
    re.IGNORECASE,
)
"""Words of questions that nobody could act on without a name."""
ELSEWHERE = {
    ("next-generation", "wider-choice"): "places in working groups, from the records of the organisation",
    ("career-transition", "fresh-eyes"): "the list of observations and their answers",
    ("inclusion", "reaches-and-keeps"): "four columns of shares, from applications and registers",
    ("inclusion", "chances-spread"): "courses, posts and moves, from the records of HR",
    ("leadership-cohort", "wider-shortlists"): "shortlists, from the records of HR",
    ("succession", "decisions-moved"): "the page of decisions of each pair",
    ("succession", "runs-on"): "calls, of which fewer are better, beside a figure of the work itself",
    (
        "advisory-board",
        "gaps-closed",
    ): "two numbers that are added up: gaps that have closed, and those held by somebody",
    ("advisory-board", "first-leads"): "pieces of work, from the records of the organisation",
    ("return", "stays"): "who is still here, from the personnel figures",
}
"""Goals whose indicator no single question counts, and where it is counted; questions beside it ask for signs of it."""
FILES = sorted((ROOT / "content/archetypes").glob("[!_]*.yml")) + [
    ROOT / "programs" / name
    for name in ("lumen/first-stage.yml", "northbridge/depot-handover.yml", "northbridge/emerging-leaders.yml")
]
SECONDS = {"words": 90, "number": 45}
"""How long one answer takes, where it is not half a minute."""


@dataclass(frozen=True)
class Asked:
    """One question where it is asked."""

    file: str
    questionnaire: dict[str, Any]
    item: dict[str, Any]

    @property
    def wordings(self) -> Iterator[str]:
        """Its words, and those for one role."""
        yield from (self.item["ask"], *self.item.get("wording", {}).values())

    @property
    def answer(self) -> str:
        return str(self.item.get("answer", "scale"))

    @property
    def ends(self) -> tuple[str, str]:
        scale = self.item.get("scale") or self.questionnaire.get("scale") or {}
        return scale.get("low", "Not at all"), scale.get("high", "Completely")

    def __str__(self) -> str:
        return f"{self.file}/{self.questionnaire['id']}: {self.item['ask']}"


def read(path: Path) -> dict[str, Any]:
    mapping: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return mapping


WRITTEN = {path.stem: read(path) for path in FILES}
ASKED = [
    Asked(name, one, item)
    for name, written in WRITTEN.items()
    for one in written["evaluation"]["questionnaires"]
    for item in one["items"]
]


def twofold(words: str) -> bool:
    """Whether a question asks two things."""
    for phrase in ONE_THING:
        words = words.replace(phrase, "")
    return bool(JOINED.search(words)) or words.count("?") > 1


def test_a_question_asks_one_thing() -> None:
    assert [(str(one), words) for one in ASKED for words in one.wordings if twofold(words)] == []
    said = " ".join(words for one in ASKED for words in one.wordings)
    assert [phrase for phrase in ONE_THING if phrase not in said] == [], "an exception that nothing needs"


def test_a_rule_for_two_questions_finds_them() -> None:
    assert twofold("Would you take part again, and what should we ask less of you?")
    assert twofold("I have spoken well of somebody who was absent, or know that it was done for me.")
    assert twofold("What was hard? What was easy?")
    assert not twofold("Whoever asks me for something is told yes, no or when.")


def test_what_is_counted_is_a_number_with_a_unit() -> None:
    for one in ASKED:
        asks_how_many = any(re.search(r"\bhow (?:many|often|much)\b", words, re.IGNORECASE) for words in one.wordings)
        if one.answer == "number":
            assert one.item["number"].get("unit"), one
            assert "least" in one.item["number"], one
        elif asks_how_many:
            assert one.answer == "scale", one


def test_the_ends_of_a_scale_answer_its_question() -> None:
    for one in ASKED:
        if one.answer != "scale":
            continue
        for words in one.wordings:
            how = next((ends for first, ends in ASKED_HOW.items() if words.startswith(first)), None)
            assert (how is not None) == words.endswith("?"), one
            assert one.ends in (how or STATEMENTS), f"{one} ({one.ends})"
            assert how or not EVENT.match(words) or words in DONE, f"{one} has happened or not"


def test_yes_no_and_words_answer_questions() -> None:
    for one in ASKED:
        if one.answer in ("yes or no", "one of", "several of", "number", "words"):
            for words in one.wordings:
                assert "?" in words, one


def test_nobody_needs_a_name_to_act_on_an_answer() -> None:
    by_name = word_list("en", "by_name")
    assert by_name is not None
    assert [
        str(one) for one in ASKED for words in one.wordings if CALLED_BY_NAME.search(words) or by_name.first(words)
    ] == []


def first_words(name: str, item: dict[str, Any]) -> str:
    """The words in which a question was first asked."""
    if "again" not in item:
        return str(item["ask"])
    (first,) = (one.item for one in ASKED if one.file == name and one.item.get("id") == item["again"])
    return str(first["ask"])


@pytest.mark.parametrize("name", WRITTEN)
def test_every_goal_is_measured_at_the_start_and_at_the_end_by_the_same_question(name: str) -> None:
    asked = {
        when: {
            (one.item.get("goal"), first_words(name, one.item), one.answer, *one.ends)
            for one in ASKED
            if one.file == name and one.questionnaire["when"] == when and one.answer != "words"
        }
        for when in ROUNDS
    }
    both = {goal for goal, *_ in asked["baseline"] & asked["end"]}
    open_ = [goal["id"] for goal in WRITTEN[name]["goals"] if goal["id"] not in both]
    assert [goal for goal in open_ if (name, goal) not in AT_THE_END_ONLY] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_people_look_back_at_the_end_and_no_question_is_asked_twice(name: str) -> None:
    for one in WRITTEN[name]["evaluation"]["questionnaires"]:
        ids = [item.get("id", "") for item in one["items"]]
        if one["when"] == "end" and "managers" not in one["for"]:
            assert sum(id_.startswith("looking-back") for id_ in ids) == 1, one["id"]
        twice = [words for words, number in Counter(item["ask"] for item in one["items"]).items() if number > 1]
        assert twice == []


def seconds(questionnaire: dict[str, Any]) -> int:
    """About how long somebody takes, the code and a question about a group included."""
    return 60 + sum(SECONDS.get(item.get("answer", "scale"), 30) for item in questionnaire["items"])


@pytest.mark.parametrize("name", WRITTEN)
def test_a_questionnaire_is_answered_in_the_minutes_that_are_promised(name: str) -> None:
    events = WRITTEN[name].get("events", [])
    for one in WRITTEN[name]["evaluation"]["questionnaires"]:
        assert 3 < len(one["items"]) <= 15, one["id"]
        beside = promised(one, events)
        assert beside, f"{one['id']} has no event beside it"
        assert seconds(one) <= 60 * min(beside), one["id"]


def promised(questionnaire: dict[str, Any], events: list[dict[str, Any]]) -> list[int]:
    """The minutes of the events at which a questionnaire is answered."""
    kinds = ("follow-up", "survey") if questionnaire["when"] == "follow-up" else ("survey", "checkpoint")
    day = str(questionnaire.get("date") or f"week {questionnaire.get('week')}")
    found = [event for event in events if event.get("kind") in kinds and event.get("minutes")]
    same = [event["minutes"] for event in found if str(event.get("date")) == day]
    week = re.match(r"week (-?\d+)", day)
    about = [event["minutes"] for event in found if week and str(event.get("week")) == week[1]]
    return same or about or [event["minutes"] for event in found if questionnaire["id"] == event["id"]]


@pytest.mark.parametrize(
    "path",
    [*FILES, ROOT / "programs/northbridge/first-light.yml", ROOT / "programs/calder/open-door.yml"],
    ids=lambda path: path.stem,
)
def test_results_by_group_are_promised_where_a_group_is_asked(path: Path) -> None:
    written = read(path)
    evaluation, archetype = written["evaluation"], written.get("archetype")
    behind = read(ROOT / f"content/archetypes/{archetype}.yml")["evaluation"] if archetype else {}
    both = {**behind, **evaluation}
    if both.get("uptake_by_group"):
        assert both.get("groups"), "nobody is asked to which group they belong"
    for one in both.get("groups", ()):
        assert not JOINED.search(one["ask"]), one["ask"]
        assert one["purpose"].startswith("so that we see")
    smallest = (
        evaluation.get("smallest_group")
        or read(ROOT / "content/archetypes/_basics.yml")["evaluation"]["smallest_group"]
    )
    assert smallest >= 5


@pytest.mark.parametrize("name", [path.stem for path in FILES if path.parent.name == "archetypes"])
def test_each_goal_names_the_question_that_counts_its_indicator(name: str) -> None:
    items = {one.item["id"]: one.item for one in ASKED if one.file == name and "id" in one.item}
    for goal in WRITTEN[name]["goals"]:
        measure = goal.get("measure")
        assert bool(measure) != ((name, goal["id"]) in ELSEWHERE), goal["id"]
        if measure:
            assert items[measure["item"]]["goal"] == goal["id"]
