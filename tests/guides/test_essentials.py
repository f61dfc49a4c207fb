"""The essential part of a guide: what stands in the essential workbook of a role."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from mentorkit.definition.front_matter import FormFacts, KeyFacts
from mentorkit.guides.essentials import essential_lines, is_marked
from mentorkit.guides.library import Guide, read_guide

HEAD = "---\ntitle: T\nsummary: S.\ntopic: t\nphase: prepare\nminutes: 20\nfor: [mentee, mentor]\n---\n"
KEY = """\
Why this.

Why now.

/// scale | how-much
    low: a
    high: b
///

## Notice

/// draw | picture
///

/// prompt | first
///

Said before the second.

/// prompt | second
///

## Explore

Said before the table.[^1]

/// fill | table
    columns: [a]
///

Said after the table.

[^1]: A note.

## Choose

/// checklist | ticks
- one
///

//// role | mentor
Said to the mentor.

/// prompt | own
///

Said in between.

/// prompt | another
///
////

/// bring
brought
///

/// starters
- started?
///

/// action | mentee
acted
///

//// after
noticed

/// scale | again
    low: a
    high: b
///
////

/// private
kept
///
"""
WORDS = re.compile(
    r"Why \w+\.|Said [\w ]+\.|## \w+|\| ([\w-]+)|^(brought|noticed|kept|acted)$|^(\[\^1\]): ", re.MULTILINE
)


def read(body: str, folder: str = "keys") -> Guide[object]:
    head = HEAD if folder == "keys" else "---\ntitle: T\nsummary: S.\nfor: [mentee, mentor]\n---\n"
    facts = KeyFacts if folder == "keys" else FormFacts
    guide = read_guide("t", head + body, facts, folder, "t.md", "stock").value
    assert guide
    return guide


def kept(body: str, role: str = "mentee", folder: str = "keys", questions: int = 3) -> list[str]:
    guide = read(body, folder)
    lines = zip(guide.body.split("\n"), essential_lines(guide, role, questions), strict=True)
    found = WORDS.finditer("\n".join(line for line, stands in lines if stands))
    return [next((part for part in one.groups() if part), one[0]) for one in found]


DRAWN = KEY.replace("/// prompt | first\n///", "").replace("/// prompt | second\n///", "")
MENTEE = [
    "how-much", "## Notice", "first", "## Explore", "Said before the table.", "table", "[^1]",
    "## Choose", "ticks", "brought", "noticed", "again",
]  # fmt: skip


def test_a_key_keeps_one_question_of_each_section_and_what_explains_it() -> None:
    assert kept(KEY) == MENTEE


def test_the_part_of_a_role_keeps_its_first_question_and_stands_for_that_role_alone() -> None:
    at, last = MENTEE.index("brought"), MENTEE.index("ticks")
    own = ["mentor", "Said to the mentor.", "own"]
    assert kept(KEY, "mentor") == [*MENTEE[: last - 1], *own, *MENTEE[at:]], "the third question, so another gives way"


@pytest.mark.parametrize(
    ("body", "questions", "asked"),
    [
        (KEY, 2, ["first", "table"]),
        (KEY, 1, ["table"]),
        (KEY.replace("/// prompt | first\n", "/// prompt | first\n    essential: yes\n"), 1, ["first"]),
        (KEY.replace("columns: [a]", "columns: [a]\n    rows: 4"), 2, ["table"]),
        (DRAWN, 1, ["table"]),
        (DRAWN.replace("/// draw | picture", "/// checklist | picture\n- one"), 1, ["picture"]),
        (DRAWN, 3, ["picture", "table"]),
    ],
    ids=[
        "the last gives way",
        "then the first",
        "not what is marked",
        "a long table is two",
        "a drawing needs two",
        "what is ticked stays",
        "a drawing is two",
    ],
)
def test_a_key_with_less_room_asks_what_is_most_needed(body: str, questions: int, asked: list[str]) -> None:
    found = kept(body, questions=questions)
    assert [one for one in found if one in ("picture", "first", "second", "table", "ticks")] == asked


@pytest.mark.parametrize(
    ("block", "mark", "gone", "come"),
    [
        ("/// prompt | second", "yes", ["first"], ["Said before the second.", "second"]),
        ("/// prompt | first", "no", ["first"], ["Said before the second.", "second"]),
        ("/// private", "yes", [], ["kept"]),
        ("/// bring", "no", ["brought"], []),
        ("/// scale | how-much", "no", ["how-much"], []),
    ],
)
def test_an_author_chooses_otherwise(block: str, mark: str, gone: list[str], come: list[str]) -> None:
    found = kept(KEY.replace(f"{block}\n", f"{block}\n    essential: {mark}\n"))
    assert (set(MENTEE) - set(found), set(found) - set(MENTEE)) == (set(gone), set(come))


def test_a_key_without_sections_keeps_three_questions() -> None:
    body = "".join(f"/// prompt | q{number}\n///\n\n" for number in range(5))
    assert kept(body) == ["q0", "q1", "q2"]


@pytest.mark.parametrize(
    ("mark", "said", "stands"),
    [
        ("no", "None of these is wrong.", False),
        ("yes", "None of these is wrong.", True),
        ("no", "Would you like to talk to {{ safe_contact.name }} first?", True),
    ],
)
def test_what_is_said_of_ticks_stands_where_they_stand(mark: str, said: str, stands: bool) -> None:
    ticks = f"/// checklist | ticks\n    essential: {mark}\n- one\n///\n\n{said}\n"
    guide = read(f"## Notice\n\n{ticks}\n/// fill | table\n    essential: yes\n    columns: [a]\n///\n")
    assert essential_lines(guide, "mentee")[guide.body.split("\n").index(said)] == stands


def test_a_key_that_asks_nothing_stands_as_it_is() -> None:
    assert kept("Why this.\n\nWhy now.\n") == ["Why this.", "Why now."]


def test_of_a_form_stands_what_is_marked() -> None:
    body = "## One\n\nSaid before it.\n\n/// prompt | first\n    essential: yes\n///\n\n## Two\n\n/// prompt | second\n///\n"
    assert kept(body, folder="forms") == ["## One", "Said before it.", "first"]
    assert is_marked(read(body, "forms"))
    unmarked = body.replace("    essential: yes\n", "")
    assert kept(unmarked, folder="forms") == ["## One", "Said before it.", "first", "## Two", "second"]
    assert not is_marked(read(unmarked, "forms"))


STOCK = sorted(path.stem for path in (ROOT / "content/keys").glob("*.md"))


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_every_key_of_the_stock_asks_a_scale_three_questions_and_what_one_brings_and_noticed(role: str) -> None:
    wrong = []
    for name in STOCK:
        text = (ROOT / f"content/keys/{name}.md").read_text("utf-8")
        guide = read_guide(name, text, KeyFacts, "keys", f"{name}.md", "stock").value
        assert guide
        lines = zip(guide.body.split("\n"), essential_lines(guide, role), strict=True)
        found = re.findall(r"^/{3,} (\w+)", "\n".join(line for line, stands in lines if stands), re.MULTILINE)
        asked = [kind for kind in found if kind in ("prompt", "fill", "draw", "checklist")]
        rest = [kind for kind in found if kind not in ("prompt", "fill", "draw", "checklist")]
        three = len(asked) + asked.count("draw") == 3 or name == "asking-for-what-i-need"  # its table fills a page
        if not three or rest != ["scale", *(["role"] if role == "mentor" else []), "bring", "after", "scale"]:
            wrong.append(f"{name}: {found}")
    assert wrong == []


MADE = (
    "cross",
    "curve",
    "circle",
    "door",
    "field",
    "manual",
    "map",
    "message",
    "path",
    "ring",
    "script",
    "sentences",
    "underline",
)
"""Beginnings of words for what people make or mark in Keys, and are asked about again at the end."""


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_no_key_of_the_stock_asks_at_its_end_about_what_its_essential_part_leaves_out(role: str) -> None:
    wrong = []
    for name in STOCK:
        text = (ROOT / f"content/keys/{name}.md").read_text("utf-8")
        guide = read_guide(name, text, KeyFacts, "keys", f"{name}.md", "stock").value
        assert guide
        lines = zip(guide.body.split("\n"), essential_lines(guide, role), strict=True)
        asked, end = "\n".join(line for line, stands in lines if stands).lower().split("/// bring")
        wrong += [
            f"{name}: {word}" for word in MADE if re.search(rf"\b{word}", end) and not re.search(rf"\b{word}", asked)
        ]
    assert wrong == []
