"""Each training module holds all that a facilitator needs in the room, and its minutes are those that a room takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from mentorkit.definition.front_matter import ModuleFacts
from mentorkit.guides.blocks import Block, SheetOptions, StepOptions
from mentorkit.guides.library import Library, TrainingModule, read_library
from mentorkit.guides.module_parts import MOST_WORDS
from mentorkit.workspace.layers import Layer, Layers, stock_root

MODULES = sorted(path.stem for path in (stock_root() / "content" / "training").glob("*.md"))
WORDS_A_MINUTE = 140
"""Read out, at the pace of `content/README.md`."""
MOST_ALIKE = 11
"""Words in a row that an answer shares with what people are given: it quotes a case, or names a rule, in fewer."""
LONGEST_WITHOUT_BREAK = 75
"""Minutes of the longest module that has no break."""
MENTORS_DO_WRONG = {
    ("stuck-pairs", "Three endings"),
    ("trust-and-contracting", "Please don’t do anything"),
    ("power-and-inclusion", "Two answers to Imani"),
    ("mentor-foundations", "Only trying to help"),
}
MENTORS_DO_WELL = {
    ("stuck-pairs", "Three endings"),
    ("trust-and-contracting", "Please don’t do anything"),
    ("power-and-inclusion", "Two answers to Imani"),
    ("questions-and-listening", "The same hour, again"),
    ("feedback-and-challenge", "Half past"),
}

_NUMBERS = ("half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = {word: number or 0.5 for number, word in enumerate(_NUMBERS)} | {"half a": 0.5, "a": 1, "fourteen": 14}
_NUMBER = rf"(?<!under )({'|'.join(sorted(_COUNT, key=len, reverse=True))})"
_ROUNDS = re.compile(rf"{_NUMBER}\s+rounds\s+of\s+{_NUMBER}\b", re.IGNORECASE)
_MINUTES = re.compile(rf"\b{_NUMBER}(\s+and\s+a\s+half)?\s+minutes?(\s+and\s+a\s+half)?(\s+each)?\b", re.IGNORECASE)
_NO_ACTIVITY = re.compile(r"(?:^|(?<=[.?!’] ))(?:Call|Say that|Lay)\b[^.]*\.")
"""Sentences whose minutes are told, and not spent."""
_QUOTED = re.compile(r"‘(?:[^’]|’(?=\w))+’")
_NAMED = re.compile(
    r"\b(?:sheets?|cards|cases?|practice|handout|table)\s+‘((?:[^’]|’(?=\w))+)’(?:\s+and\s+‘((?:[^’]|’(?=\w))+)’)?"
)
_READ_OUT = re.compile(r"[Rr]ead\s+out\s+(?:the\s+case\s+)?‘((?:[^’]|’(?=\w))+)’[^(.]*\(([^)]*)\)")


@pytest.fixture(scope="module")
def library() -> Library:
    made, problems = read_library(Layers((Layer("stock", stock_root()),)), lambda file: file.path.name)
    assert problems == ()
    return made


def facts_of(module: TrainingModule) -> ModuleFacts:
    assert isinstance(module.facts, ModuleFacts)
    return module.facts


def options_of(step: Block) -> StepOptions:
    assert isinstance(step.options, StepOptions)
    return step.options


def everywhere(module: TrainingModule, *kinds: str) -> list[Block]:
    """The blocks of these kinds at any depth."""
    return [block for top in module.blocks for block in top.walk() if block.kind in kinds]


def own_text(step: Block) -> str:
    """What a step tells the facilitator to do: its text without the blocks inside it."""
    return " ".join(step.text.split())


def minutes_asked(text: str) -> float:
    """The minutes that a step asks for in words: “five minutes”, “two minutes each”, “three rounds of six”."""
    text = _NO_ACTIVITY.sub("", _QUOTED.sub("", text))
    rounds = sum(_COUNT[one.lower()] * _COUNT[other.lower()] for one, other in _ROUNDS.findall(text))
    return rounds + sum(
        (_COUNT[count.lower()] + (0.5 if before or after else 0)) * (2 if each else 1)
        for count, before, after, each in _MINUTES.findall(_ROUNDS.sub("", text))
    )


def spoken(text: str) -> float:
    """The minutes that it takes to say or read out a text; of a case, without its questions."""
    return len(re.sub(r"(?ms)^\d+\. .*", "", text).split()) / WORDS_A_MINUTE


def test_minutes_are_read_as_they_are_told() -> None:
    assert minutes_asked("Alone (a minute and a half). In pairs, two minutes each; then half a minute.") == 6
    assert (
        minutes_asked("Two minutes to set up, then three rounds of six. Call the second and the fourth minute.") == 20
    )


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_all_its_parts(library: Library, name: str) -> None:
    module = library.training[name]
    facts = facts_of(module)
    assert facts.group
    assert facts.short
    assert facts.reserve
    assert facts.bring
    parts = {"handout", "short", "missed", "remote", "access", "worked"}
    parts |= {"case", "practice", "debrief"} if facts.kind == "training" else set()
    missing = parts - {block.kind for block in module.blocks}
    assert missing == set()
    without = [step.argument for step in module.every("step") if [b.kind for b in step.inside].count("slide") != 1]
    assert without == [], "each step has one slide"
    if facts.minutes > LONGEST_WITHOUT_BREAK:
        assert module.every("break")


@pytest.mark.parametrize("name", MODULES)
def test_the_minutes_of_both_versions_add_up(library: Library, name: str) -> None:
    module = library.training[name]
    facts = facts_of(module)
    times = [options_of(step) for step in module.every("step", "break")]
    assert sum(one.minutes for one in times) + facts.reserve == facts.minutes
    assert sum(one.minutes if one.short is None else one.short for one in times) == facts.short
    assert [one for one in times if (one.short or 0) > one.minutes] == [], "nothing takes longer in the shorter version"


@pytest.mark.parametrize("name", MODULES)
def test_a_step_asks_for_no_more_than_its_minutes(library: Library, name: str) -> None:
    late = [
        (step.argument, options_of(step).minutes, round(asked, 1))
        for step in library.training[name].every("step")
        for asked in [minutes_asked(own_text(step)) + sum(spoken(b.text) for b in step.inside if b.kind == "say")]
        if asked > options_of(step).minutes + 0.5
    ]
    assert late == []


@pytest.mark.parametrize("name", MODULES)
def test_what_is_read_out_fits_into_its_minutes(library: Library, name: str) -> None:
    module = library.training[name]
    cases = {case.argument: spoken(case.text) for case in module.every("case")}
    late = [
        (title, told, round(cases[title], 1))
        for step in module.every("step")
        for title, told in _READ_OUT.findall(own_text(step))
        if title in cases and cases[title] > minutes_asked(told)
    ]
    assert late == []


@pytest.mark.parametrize("name", MODULES)
def test_what_the_steps_name_is_there_and_all_that_is_there_is_named(library: Library, name: str) -> None:
    module = library.training[name]
    there = {block.argument for block in everywhere(module, "sheet", "case", "practice", "handout", "observe")}
    running = " ".join(
        " ".join(b.text.split()) for b in everywhere(module, "step", "practice", "sheet", "short", "missed")
    )
    facts = facts_of(module)
    named = set(filter(None, chain.from_iterable(_NAMED.findall("\n".join((running, *facts.materials))))))
    assert sorted(named - there) == []
    used = {block.argument for block in module.every("sheet", "case")}
    assert sorted(title for title in used if f"‘{title}’" not in running) == []
    assert "handout" in running
    used |= {block.argument for block in module.every("handout")}
    assert sorted(title for title in used if not any(f"‘{title}’" in one for one in facts.materials)) == []


@pytest.mark.parametrize("name", MODULES)
def test_sheets_to_cut_are_cards(library: Library, name: str) -> None:
    for sheet in library.training[name].every("sheet"):
        assert isinstance(sheet.options, SheetOptions)
        points = re.findall(r"(?m)^(?:- |\d+\. )", sheet.text)
        assert not sheet.options.cut or len(points) >= 3, sheet.argument


@pytest.mark.parametrize("name", MODULES)
def test_slides_can_be_read_while_somebody_speaks(library: Library, name: str) -> None:
    long = [
        (slide.at.line, words, lines)
        for slide in everywhere(library.training[name], "slide")
        for words in [len(slide.text.split())]
        for lines in [sum(bool(line.strip()) for line in slide.text.splitlines())]
        if words > MOST_WORDS or lines > 5
    ]
    assert long == []


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[\w’]+", text.lower())
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


@pytest.mark.parametrize("name", MODULES)
def test_answers_stand_where_only_facilitators_read(library: Library, name: str) -> None:
    module = library.training[name]
    answers = set(chain.from_iterable(runs(block.text, MOST_ALIKE) for block in everywhere(module, "answers")))
    seen = everywhere(module, "slide", "sheet", "case", "practice", "handout", "missed", "access", "break")
    given = [
        (block.kind, block.argument, " ".join(run))
        for block in seen
        for run in runs(block.text, MOST_ALIKE)
        if run in answers
    ]
    assert given == []


def test_mentors_do_wrong_in_some_cases_and_well_in_others(library: Library) -> None:
    cases = {(name, case.argument) for name, module in library.training.items() for case in module.every("case")}
    assert min(len(MENTORS_DO_WRONG), len(MENTORS_DO_WELL)) >= 3
    assert (MENTORS_DO_WRONG | MENTORS_DO_WELL) - cases == set()


def test_whoever_trains_facilitators_observes_them(library: Library) -> None:
    module = library.training["train-the-trainer"]
    observe = module.first("observe")
    assert observe is not None
    assert observe.text.count("\n|") >= 8
    assert max(options_of(step).minutes for step in module.every("step") if "observes" in step.text) >= 20
