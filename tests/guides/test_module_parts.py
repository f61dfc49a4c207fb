"""The parts of a training module: minutes that add up in both versions, and nobody reads what is not for them."""

from __future__ import annotations

import pytest

from mentorkit.definition.front_matter import ModuleFacts
from mentorkit.guides.library import read_guide
from mentorkit.guides.list_items import list_items
from mentorkit.guides.module_timing import timed

MODULE = """\
---
title: Signs
summary: A module.
minutes: 40
short: 20
reserve: 5
group: {least: 4, most: 12}
bring: [A pen]
---
Why.

## Run sheet

//// step | One
    minutes: 15
    short: 10

Do it.

/// slide
Do it.
///

/// say
Words.
///

/// watch
Signs.
///
////

/// break | Tea
    minutes: 10
    short: 0
///

//// step | Two
    minutes: 10

Do it.

/// say
Words.
///

/// watch
Signs.
///
////

/// case | A case
Once.
///

/// practice
Try.
///

/// debrief
- What happened?
///

/// sheet | Cards
    copies: group
    cut: yes

1. One sign
2. Another,
   on two lines
///

/// handout | A page
Read.
///

/// answers | Cards
Good ones.
///

/// remote
Rooms.
///

/// access
Ahead.
///

/// short
Less.
///

/// missed
Alone.
///

/// observe
| What | Seen |
|---|---|
| Waits | |
///

/// worked
Later.
///
"""


def read(text: str) -> tuple[list[str], object]:
    guide, problems = read_guide("signs", text, ModuleFacts, "training", "signs.md", "workspace")
    return [f"{one.at.line} {one.message}" for one in problems], guide


def test_a_module_with_every_part_has_nothing_wrong() -> None:
    said, module = read(MODULE)
    assert said == []
    steps = timed(module.every("step", "break"))  # type: ignore[attr-defined]
    assert [(one.begins, one.ends, one.short, one.is_break) for one in steps] == [
        (0, 15, 10, False),
        (15, 25, 0, True),
        (25, 35, 10, False),
    ]
    cards = list_items(module, module.first("sheet"))  # type: ignore[attr-defined, arg-type]
    assert [text for text, _ in cards] == ["One sign", "Another, on two lines"]


WRONG = {
    "the full version": (("reserve: 5", "reserve: 6"), ["4 the steps and the reserve take 41 minutes and the module 40"]),
    "the shorter version": (("short: 10", "short: 9"), ["5 the steps of the shorter version take 19 minutes, and it 20"]),
    "short for no shorter version": (("short: 20\n", ""), ["13 this step says how long it takes in a shorter version, and the module has none", "32 this break says how long it takes in a shorter version, and the module has none"]),
    "a shorter version that is longer": (("minutes: 40\nshort: 20", "minutes: 40\nshort: 40"), ["5 the steps of the shorter version take 20 minutes, and it 40", "5 the shorter version takes 40 minutes, and the full one 40"]),
    "nothing says what is left out": (("/// short\nLess.\n///\n", ""), ["10 this module lacks what its shorter version leaves out"]),
    "cards without a list": (("1. One sign\n2. Another,\n   on two lines", "One sign"), ['64 the sheet "Cards" is cut into cards, and has no list']),
    "answers on a handout": (("/// handout | A page\nRead.\n///", "//// handout | A page\nRead.\n\n/// answers\nSecret.\n///\n////"), ["76 this answers block stands inside a handout, which everybody gets to see"]),
    "a long slide": (("/// slide\nDo it.", "/// slide\n" + "word " * 36), ["20 this slide has 36 words; people cannot read more than 35 while somebody speaks"]),
    "a slide in no step": (("/// missed\n", "/// slide\nLook.\n///\n\n/// missed\n"), ["93 this slide stands in no step"]),
    "fewer than the least": (("least: 4", "least: 14"), ['7 "most" is 12, and "least" 14']),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_module_is_told_with_its_place(case: str) -> None:
    (old, new), expected = WRONG[case]
    assert old in MODULE
    assert read(MODULE.replace(old, new, 1))[0] == expected
