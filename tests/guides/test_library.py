"""The stock library is whole, says nothing twice, and keeps to its own voice."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from mentorkit.guides.blocks import WRITING
from mentorkit.guides.library import Key, Library, TrainingModule, read_library
from mentorkit.workspace.layers import Layer, Layers, stock_root

KEYS = [
    "asking-for-what-i-need", "being-put-forward", "belonging-and-difference", "career-direction", "career-transition", "closing-well", "coming-back",
    "confidence", "difficult-conversations", "energy-and-boundaries", "feedback", "first-conversation",
    "goals-that-matter", "how-i-work-best", "influence-without-authority", "knowledge-transfer", "leading-others", "learning-from-each-other",
    "managing-up", "network-and-advisory-board", "neurodiversity-and-working-styles", "our-agreement",
    "purpose-and-values", "ready-for-mentoring", "setbacks", "sitting-in-a-circle", "strengths", "stretch-assignment",
    "teaching-upwards", "visibility",
]  # fmt: skip
MODULES = [
    "challenge-day", "challenge-rehearsal", "closing-event", "feedback-and-challenge", "finance-in-an-hour",
    "gap-workshop", "goals-and-action", "how-decisions-are-made", "hr-design-and-matching",
    "hr-evaluate-and-improve", "launch-event", "leaders-council", "manager-briefing", "map-workshop",
    "mentee-orientation", "mentor-foundations", "mentors-circle", "power-and-inclusion", "presenting-a-case",
    "questions-and-listening", "roles-and-stories", "sponsor-briefing", "stuck-pairs", "train-the-trainer",
    "trust-and-contracting",
]  # fmt: skip
FORMS = [
"action-tracker", "advisory-board-map", "challenge-team-kit", "circle-case-round", "circle-host-guide",
    "closing-guide", "council-kit", "first-weeks-plan", "goal-sheet", "knowledge-transfer-map", "learning-follow-up", "manager-briefing",
    "matching-sheet", "mentee-application", "mentee-readiness", "mentor-application", "mentor-profile",
    "mentor-readiness", "mentor-self-assessment", "ninety-day-plan", "organisation-readiness", "peer-hour", "programme-manager-handbook", "question-bank", "readiness-check", "reflection-log",
    "reflection-sheet", "reverse-topic-list", "safe-contact-briefing", "safe-contact-record", "session-planner", "sponsor-briefing", "sponsorship-record",
]  # fmt: skip
CLICHES = re.compile(
    r"\b(journey|unlock|leverag\w+|game[- ]changer|safe space|comfort zone|deep dive|synerg\w+|superpower|empower\w*|"
    r"best version of|low-hanging|move the needle|reach out|passionate about|thought leader\w*|holistic\w*)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(organiz|recogniz|realiz|prioritiz|summariz|color|behavior|favor(?!ite)|labor\b|center\b|program\b|fulfill\b|"
    r"practiced|judgment|toward\b)\w*"
)
"""Lower case only: names of books and institutes keep their spelling."""
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by can could did do does for from had has have how i if in is it its me most my of on one "
        "or our so somebody someone something that the their them they this to was we were what when where which who whom "
        "whose why will with without would you your yourself",
    )
)


@pytest.fixture(scope="module")
def library() -> Library:
    made, problems = read_library(Layers((Layer("stock", stock_root()),)), lambda file: file.path.name)
    assert problems == ()
    return made


def test_the_library_holds_what_it_promises(library: Library) -> None:
    assert (sorted(library.keys), sorted(library.training), sorted(library.forms)) == (KEYS, MODULES, FORMS)


@pytest.mark.parametrize("name", KEYS)
def test_a_key_fits_into_its_time(library: Library, name: str) -> None:
    key: Key = library.keys[name]
    assert 15 <= key.facts.minutes.mentee <= 20
    assert 10 <= key.facts.minutes.mentor <= 30
    starters = key.first("starters")
    assert starters is not None
    asked = [line for line in starters.text.splitlines() if line.startswith("- ")]
    assert 4 <= len(asked) <= 6
    assert [line for line in asked if not line.rstrip().endswith(("?", "?”"))] == [], "starters are questions"
    assert {"mentor", "mentee"} <= set(key.facts.for_)
    assert key.facts.reading


@pytest.mark.parametrize("name", KEYS)
def test_what_both_read_speaks_to_both(library: Library, name: str) -> None:
    """“Your mentor” is said to mentees alone, where a block says that it is for them."""
    key = library.keys[name]
    lines = key.body.split("\n")
    for block in key.blocks:
        if block.kind in ("role", "action"):
            begin = block.at.line - key.body_line
            end = begin + 1 + lines[begin + 1 :].index(re.match("/+", lines[begin])[0])  # type: ignore[index]
            lines[begin:end] = [""] * (end - begin)
    assert re.findall(r"[Yy]our \{\{ (?:mentor|mentee) \}\}", " ".join(lines)) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_who_it_is_for_and_what_it_gives(library: Library, name: str) -> None:
    module: TrainingModule = library.training[name]
    assert module.facts.outcomes
    assert module.facts.materials
    assert module.facts.preparation
    assert module.facts.for_
    longest = max(step.options.minutes for step in module.every("step"))  # type: ignore[attr-defined]
    assert longest <= 40, "nobody follows one step for longer"


@pytest.mark.parametrize(
    "path", [f"keys/{n}" for n in KEYS] + [f"training/{n}" for n in MODULES] + [f"forms/{n}" for n in FORMS]
)
def test_a_piece_keeps_to_the_voice_of_the_library(library: Library, path: str) -> None:
    guide = library.at_path(path)
    assert guide is not None
    prose = re.sub(r"\{\{.*?\}\}", "", guide.body)
    assert CLICHES.findall(prose) == []
    assert [found[0] for found in AMERICAN.finditer(prose)] == []
    assert "!" not in prose


def content_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower().replace("’", ""))) - SMALL_WORDS


def test_no_prompt_or_starter_repeats_another(library: Library) -> None:
    asked: list[tuple[str, str]] = []
    for key in library.keys.values():
        asked += [(key.id, block.argument) for block in key.every(*WRITING)]
        starters = key.first("starters")
        asked += [(key.id, line) for line in (starters.text if starters else "").splitlines() if line.startswith("- ")]
    sets = [(name, text, content_words(text)) for name, text in asked]
    alike = [
        (one[:2], other[:2])
        for one, other in combinations(sets, 2)
        if len(one[2] & other[2]) >= 3 and len(one[2] & other[2]) / len(one[2] | other[2]) >= 0.6
    ]
    assert alike == []
    assert len(asked) > 250
