"""What the archetypes of the stock, and the programmes that are examples, ask of people: minutes that add up, and time of their own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

ARCHETYPES = {path.stem: path for path in sorted((ROOT / "content/archetypes").glob("[!_]*.yml"))}
DEFINITIONS = ARCHETYPES | {path.stem: path for path in sorted((ROOT / "programs").glob("*/[!_]*.yml"))}
"""Every definition of the stock and of the examples, by its file's name."""


@cache
def definition(path: Path) -> dict[str, Any]:
    """What one file says itself, without what it takes over."""
    written: dict[str, Any] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return written


def sessions(name: str) -> dict[str, dict[str, Any]]:
    """The sessions whose agenda this definition writes itself, by their numbers, in order."""
    written = definition(DEFINITIONS[name]).get("sessions") or {}
    return {str(number): one for number, one in written.items() if one.get("agenda")}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_agendas_add_up_to_their_sessions(name: str) -> None:
    sums = {number: sum(step["minutes"] for step in one["agenda"]) for number, one in sessions(name).items()}
    assert sums == {number: one["minutes"] for number, one in sessions(name).items()}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_third_of_each_middle_session_belongs_to_the_mentee(name: str) -> None:
    middle = list(sessions(name).items())[1:-1]
    kept = {number: sum(step["minutes"] for step in one["agenda"] if step.get("own_topic")) for number, one in middle}
    assert {number: 3 * own for number, own in kept.items() if 3 * own < int(dict(middle)[number]["minutes"])} == {}


@pytest.mark.parametrize("name", ARCHETYPES)
def test_every_archetype_has_a_middle(name: str) -> None:
    assert len(sessions(name)) >= 3, "otherwise the tests above say nothing of it"


@pytest.mark.parametrize("name", ARCHETYPES)
def test_every_archetype_names_what_it_adds_to_the_library_and_to_privacy(name: str) -> None:
    written = definition(ARCHETYPES[name])
    assert {"library", "events", "sessions", "communications", "goals", "evaluation"} <= set(written)


CHANGED_BY_PROGRAMMES = r"\{\{ (?:mentor|mentee|session|programme)s? \}\}"
"""Words that a programme may replace: adviser for mentor, hour for session."""


@pytest.mark.parametrize("name", ["_basics", *ARCHETYPES])
def test_words_that_a_programme_may_change_stand_neither_after_a_nor_at_the_beginning(name: str) -> None:
    written = (ROOT / f"content/archetypes/{name}.yml").read_text("utf-8")
    assert re.findall(rf"\b[Aa] {CHANGED_BY_PROGRAMMES}.{{0,30}}", written) == [], "“a adviser”"
    beginning = rf'(?:"|[.?!] |^      )({CHANGED_BY_PROGRAMMES} .{{0,30}})'
    assert re.findall(beginning, written, re.MULTILINE) == [], "a small letter at the beginning of a sentence"


def week_of(one: dict[str, Any]) -> int:
    """The week that an event or a session is in or begins in; weeks are the only dates of an archetype."""
    return int(one["week"] if "week" in one else str(one["date"]).split()[1])


def events(name: str) -> list[dict[str, Any]]:
    """The events of an archetype, in its order."""
    listed: list[dict[str, Any]] = definition(ARCHETYPES[name])["events"]
    return listed


def running(name: str, module: str) -> list[dict[str, Any]]:
    """The events that run a module."""
    return [one for one in events(name) if one.get("module") == module]


@pytest.mark.parametrize("name", ARCHETYPES)
def test_facilitators_are_trained_before_the_first_training(name: str) -> None:
    (trained,) = running(name, "train-the-trainer")
    others = [one for one in events(name) if one.get("module") and one is not trained]
    assert week_of(trained) < min(map(week_of, others))


@pytest.mark.parametrize("name", ARCHETYPES)
def test_stuck_pairs_come_between_the_second_and_the_fourth_session(name: str) -> None:
    (stuck,) = running(name, "stuck-pairs")
    numbered = sessions(name)
    if "week" in numbered["2"] or "date" in numbered["2"]:
        assert week_of(numbered["2"]) < week_of(stuck) < week_of(numbered["4"])
    else:
        assert week_of(stuck) <= 12, "where each begins on a day of their own, before the first are through"
    assert "mentors" in stuck["for"] or (name == "peer" and stuck["for"] == "mentees")


ACTION = 20
"""Minutes that the one action after a session is reckoned with: what can be done in a corner of a working day."""
TOLERANCE = 0.25
"""How far a figure that says “about” may be from the sum, as a share of the sum: half an hour in two."""
WORDS = {
    word: number
    for number, word in enumerate(
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
    )
}
AUDIENCES = {"mentor": {"mentors", "pairs", "everyone"}, "mentee": {"mentees", "pairs", "everyone"}}
LEARNING = ("training", "learning")
TOGETHER = ("call", "social", "other", "showcase", "launch", "closing", "webinar")
ASKED = ("survey", "checkpoint", "follow-up")
# What the monthly figure of a role holds beside sessions, Keys, actions and questionnaires: kinds of events, further hours.
HELD: dict[tuple[str, str], tuple[tuple[str, ...], float]] = {
    ("advisory-board", "mentor"): (
        (),
        0.5,
    ),  # half-hours when the seat is asked, less the conversations that another has
    ("advisory-board", "mentee"): (LEARNING, 16.0),  # half an hour with a seat, four times in two months
    ("career-transition", "mentee"): ((), 2.5),  # the plan, read and mended three times, and the page for three
    ("inclusion", "mentee"): ((*LEARNING, *TOGETHER), 2.0),  # and the seat in a meeting
    ("leadership-cohort", "mentee"): (
        (*LEARNING, *TOGETHER),
        37.0,
    ),  # the team from week 8 to 41, half a day beside a leader
    ("reverse", "mentor"): ((), 3.0),  # half an hour before each session, to prepare what is taught
    ("reverse", "mentee"): ((), 3.0),  # half an hour after each, to try it
    ("sponsorship", "mentor"): (
        (),
        6.0,
    ),  # the work seen where it is done, two recommendations, the record, two reviews
    ("sponsorship", "mentee"): ((), 8.0),  # two pieces of work made fit to be shown, and the record
}
MONTHS = {"return": 4.0}
"""How long it lasts for one person, where people begin at different times."""
LEFT_OUT = {
    ("career-transition", "mentor"),  # two figures, before and after day 90: the test below adds them
    ("next-generation", "mentee"),  # by the fortnight, with the team
    ("succession", "mentor"),  # the hours of the hand-over itself, which is the post's own work
    ("succession", "mentee"),
    ("peer", "mentor"),  # equals have one role
}


def spoken(text: str) -> float:
    """A number of hours in words: an hour and a half, six and a quarter, two."""
    whole = 1 if text.startswith("an hour") else WORDS[text.split()[0]]
    return whole + (0.5 if "half" in text else 0.25 if "quarter" in text else 0)


NUMBER = r"((?:an hour|\w+)(?: and a (?:half|quarter))?)"


def figure(pattern: str, text: str) -> float | None:
    found = re.search(pattern.replace("NUMBER", NUMBER), text)
    return spoken(found[1]) if found else None


def hours_of(name: str, role: str) -> str:
    """What an archetype promises a role, of its own or by what all share."""
    shared = definition(ROOT / "content/archetypes/_basics.yml")["roles"]
    own = (definition(ARCHETYPES[name]).get("roles") or {}).get(role) or {}
    if own == "none":  # equals have one role
        return ""
    return str(own.get("hours") or shared[role]["hours"])


def key_minutes(key: str, role: str) -> int:
    head = yaml.load((ROOT / f"content/keys/{key}.md").read_text("utf-8").split("---")[1], yaml.CSafeLoader)["minutes"]
    return int(head.get(role) or next(iter(head.values()))) if isinstance(head, dict) else int(head)


def minutes_of(name: str, role: str, *kinds: str) -> int:
    """The minutes of the events of some kinds to which a role is invited."""
    invited = (one for one in events(name) if one["kind"] in kinds and AUDIENCES[role] & {*_listed(one["for"])})
    return sum(int(one.get("minutes", 0)) for one in invited)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def monthly(name: str, role: str) -> float:
    """The hours a month that are asked of a role, by the sum of what it is asked for."""
    numbered = sessions(name).values()
    keys = sum(key_minutes(key, role) for one in numbered for key in one.get("keys", ()))
    pair = sum(int(one["minutes"]) + ACTION for one in numbered) + keys + minutes_of(name, role, *ASKED)
    kinds, further = HELD.get((name, role), ((), 0.0))
    months = MONTHS.get(name) or int(str(definition(ARCHETYPES[name])["ends"]).split()[1]) * 12 / 52
    return ((pair + minutes_of(name, role, *kinds)) / 60 + further) / months


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("name", ARCHETYPES)
def test_the_hours_a_month_that_are_promised_are_those_that_are_asked(name: str, role: str) -> None:
    if (name, role) in LEFT_OUT:
        return
    promised, asked = figure("NUMBER(?: hours)? a month", hours_of(name, role)), monthly(name, role)
    assert promised is not None
    assert abs(promised - asked) <= TOLERANCE * asked, f"promised {promised}, asked {asked:.1f}"


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("name", ARCHETYPES)
def test_the_hours_of_training_that_are_promised_are_those_of_the_events(name: str, role: str) -> None:
    said = hours_of(name, role)
    promised = figure("NUMBER hours of (?:training|learning)", said)
    if promised is None:
        return
    asked = minutes_of(name, role, *LEARNING, *(["circle"] if "circles in all" in said else [])) / 60
    assert asked <= promised <= asked + (0.25 if "nearly" in said else 0), f"promised {promised}, asked {asked}"


def test_a_career_transition_asks_more_before_day_90_than_after_it() -> None:
    said = hours_of("career-transition", "mentor")
    before, after = figure("NUMBER hours a month until", said), figure("and NUMBER after it", said)
    assert before is not None
    assert after is not None
    asked = monthly("career-transition", "mentor") * 2
    assert abs(before + after - asked) <= TOLERANCE * asked, f"promised {before + after}, asked {asked:.1f}"


@pytest.mark.parametrize("name", ARCHETYPES)
def test_launch_circles_and_closing_have_a_run_sheet_that_fits(name: str) -> None:
    kept = {"launch": "launch-event", "circle": "mentors-circle", "closing": "closing-event"}
    found = {(one["kind"], one.get("module")) for one in events(name) if one["kind"] in kept}
    assert found <= set(kept.items())


@pytest.mark.parametrize("name", ["inclusion", "succession"])
def test_those_it_is_for_are_heard_before_applications_open_and_are_told_what_came_of_it(name: str) -> None:
    week = {one["id"]: week_of(one) for one in events(name)}
    first_message = min(week_of(one) for one in definition(ARCHETYPES[name])["communications"])
    assert week["ten-conversations"] < week["what-we-heard"] < min(week["applications"], first_message)
