"""The Keys of the stock: scales that measure one thing twice, who fills in what, minutes that can be counted, and turns of phrase."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import ceil

import pytest
from conftest import ROOT

from mentorkit.definition.base import PAIR
from mentorkit.definition.front_matter import KeyFacts
from mentorkit.guides.blocks import WRITING, Block, DrawOptions, FillOptions, PromptOptions, ScaleOptions
from mentorkit.guides.library import Guide, read_guide

NAMES = sorted(path.stem for path in (ROOT / "content/keys").glob("*.md"))
WRITTEN_ON = ("curve", "circle", "cross", "door", "field", "manual", "map", "message", "path", "ring", "script")
"""Beginnings of words for what is made on a page of a Key, and may be asked about at its end of those who made it."""
TICS = re.compile(r"\b(some|no|any|every)body\b", re.IGNORECASE)
KEPT = re.compile(r"^(?: {4}(?:was|columns|rows):|- ).*$", re.MULTILINE)
"""Lines under whose words answers are kept: the former wording of a question, the names of a table, what is ticked."""
WORDS_READ, WORDS_WRITTEN = 238, 19
"""Words in a minute: read in silence (Brysbaert 2019, “How many words do we read per minute?”), and put down while one thinks what to
say (Karat and others 1999, “Patterns of entry and correction in large vocabulary continuous speech recognition systems”)."""
WORDS_IN_LINE, WORDS_IN_CELL = 9, 4
"""By hand, on a line of 17 centimetres, and in a field of a table. Half the lines are filled, and all of the fields."""
THOUGHT = {"scale": 0.25, "checklist": 0.5, "prompt": 1.0, "fill": 1.0, "draw": 3.0, "bring": 1.0}
"""Minutes before the first word, our own estimate; a drawing with its making."""
SLOWER = 1.15
"""What is added for those who read or write more slowly, our own estimate."""


@cache
def key(name: str) -> Guide[KeyFacts]:
    text = (ROOT / f"content/keys/{name}.md").read_text("utf-8")
    guide = read_guide(name, text, KeyFacts, "keys", f"{name}.md", "stock").value
    assert guide
    return guide


def blocks(name: str, *kinds: str) -> list[Block]:
    """All blocks of these kinds, those inside others among them."""
    return [inner for block in key(name).blocks for inner in block.walk() if inner.kind in kinds]


def prose(block: Block) -> str:
    """The text of a block without that of the blocks in it."""
    return re.sub(r"^(/{3,}) \w.*?^/{3,}$", "", block.text, flags=re.MULTILINE | re.DOTALL)


def minutes(name: str, role: str) -> float:
    """How long a reader in this role takes until they meet: reads all of it, and answers what is theirs."""
    read = len(key(name).body.split("///")[0].split())
    thought = written = 0.0
    shown = [block for block in key(name).blocks if block.kind not in ("after", "action") and block.is_for(role)]
    for block in (inner for outer in shown for inner in outer.walk()):
        read += len(f"{block.argument} {prose(block)}".split())
        if block.asks(role):
            thought += THOUGHT.get(block.kind, 0)
            written += words_written(block)
    return (read / WORDS_READ + thought + written / WORDS_WRITTEN) * SLOWER


def words_written(block: Block) -> float:
    options = block.options
    if isinstance(options, PromptOptions):
        return options.lines / 2 * WORDS_IN_LINE
    if isinstance(options, FillOptions):
        return len(options.rows) * len(options.columns) * WORDS_IN_CELL
    return 2 * WORDS_IN_LINE if block.kind == "bring" else 0


@pytest.mark.parametrize("name", NAMES)
def test_the_first_and_the_last_scale_measure_the_same(name: str) -> None:
    first, last = blocks(name, "scale")
    assert isinstance(first.options, ScaleOptions)
    assert isinstance(last.options, ScaleOptions)
    asked = [re.sub(r" (?:now|today)\b", "", one.argument) for one in (first, last)]
    assert asked[0] == asked[1]
    ends = [(one.low, one.high, one.from_, one.to, one.for_) for one in (first.options, last.options)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_mentor_is_told_which_pages_are_theirs(name: str) -> None:
    (part,) = (block for block in blocks(name, "role") if block.argument == "mentor")
    assert re.search(r"\babove\b", prose(part)), "what of the pages above does a mentor fill in?"


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_asked_at_the_end_about_what_only_the_other_made(name: str) -> None:
    for role in PAIR:
        made = " ".join(
            f"{one.argument} {one.text} {getattr(one.options, 'columns', '')}".lower()
            for one in blocks(name, *WRITING)
            if one.asks(role) and (role == "mentor" or one not in mentors_own(name))
        )
        asked = " ".join(prose(one).lower() for one in blocks(name, "bring", "after") if one.asks(role))
        assert [
            word for word in WRITTEN_ON if re.search(rf"\b{word}", asked) and not re.search(rf"\b{word}", made)
        ] == []


def mentors_own(name: str) -> list[Block]:
    return [inner for part in blocks(name, "role") for inner in part.inside]


@pytest.mark.parametrize("name", NAMES)
def test_minutes_are_those_that_it_takes(name: str) -> None:
    told = {role: getattr(key(name).facts.minutes, role) for role in PAIR}
    assert told == {role: 5 * ceil(minutes(name, role) / 5) for role in PAIR}, "the next five minutes"


def test_no_two_tables_ask_the_same() -> None:
    tables = [
        tuple(one.options.columns)
        for name in NAMES
        for one in blocks(name, "fill")
        if isinstance(one.options, FillOptions)
    ]
    counted = Counter(one for one in tables if len(one) > 1)
    assert [one for one, times in counted.items() if times > 1] == []
    assert len(tables) > 45


def test_drawings_can_be_left_to_those_who_draw() -> None:
    silent = [
        f"{name}: {one.argument}"
        for name in NAMES
        for one in blocks(name, "draw")
        if isinstance(one.options, DrawOptions)
        and not re.search(r"\bdo(?:es)? as (?:well)", " ".join(one.text.split()))
    ]
    assert silent == []


def test_what_follows_a_session_begins_in_many_ways() -> None:
    first = Counter(prose(one).split()[0].strip(",") for name in NAMES for one in blocks(name, "after"))
    assert first["What"] + first["Which"] <= 8
    assert max(first.values()) <= 4


def test_few_keys_begin_with_a_scholar() -> None:
    year = re.compile(r"\b(?:19|20)\d\d\b|\bstudied\b|\bresearch\b")
    authors = {name: [one.author.split()[-1] for one in key(name).facts.reading if one.author] for name in NAMES}
    openings = {
        name: re.split(r"^/// (?:prompt|fill|draw|checklist)", key(name).body, flags=re.MULTILINE)[0] for name in NAMES
    }
    found = [
        name for name in NAMES if year.search(openings[name]) or any(one in openings[name] for one in authors[name])
    ]
    assert len(found) <= 4, found


def test_mentors_do_more_than_report() -> None:
    told = re.compile(r"\b(?:tell|show|report to|describe to) your\s+\{\{ mentee", re.IGNORECASE)
    actions = [one for name in NAMES for one in blocks(name, "action") if one.argument == "mentor"]
    assert sum(bool(told.search(one.text)) for one in actions) <= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_key_speaks_as_people_do(name: str) -> None:
    body = KEPT.sub("", key(name).body)
    counts = [len(TICS.findall(body)), len(re.findall(r"\bwhom\b", body)), len(re.findall(r"\baloud\b", body))]
    assert all(count <= most for count, most in zip(counts, (1, 1, 1), strict=True)), counts
