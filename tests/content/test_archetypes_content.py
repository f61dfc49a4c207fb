"""What the archetypes of the stock, and the programmes that are examples, ask of people: minutes that add up, and time of their own."""

from __future__ import annotations

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
    assert "mentors" in stuck["for"]
