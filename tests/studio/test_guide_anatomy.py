"""What a guide lacks of its anatomy, put in piece by piece until nothing is missing."""

from __future__ import annotations

import pytest

from mentorkit.definition.front_matter import KINDS, GuideFacts
from mentorkit.guides.library import Guide, read_guide
from mentorkit.studio.guide_anatomy import line_for, missing_parts

KEY = "---\ntitle: A\nsummary: S.\ntopic: t\nphase: develop\nminutes: 20\n---\n"
MODULE = "---\ntitle: A\nsummary: S.\nminutes: 10\n---\n"
QUESTIONS = "".join(f"/// prompt | Question {number}?\n///\n\n" for number in range(1, 5))


def read(text: str, folder: str) -> tuple[Guide[GuideFacts], list[str]]:
    guide, problems = read_guide("a", text, KINDS[folder].facts, folder, "a.md", "workspace")
    assert guide is not None, problems
    return guide, [problem.message for problem in problems if "lacks" in problem.message]


def completed(text: str, folder: str) -> str:
    """The text with everything that it lacks put in, one after the other; each time one thing less is missing."""
    guide, lacks = read(text, folder)
    while lacks:
        missing = missing_parts(guide)
        assert len(missing) == len(lacks), "the library and the studio miss the same"
        lines = text.split("\n")
        at = line_for(guide, missing[0]) - 1
        text = "\n".join([*lines[:at], "", missing[0].text, "", *lines[at:]])
        guide, left = read(text, folder)
        assert left == lacks[1:]
        lacks = left
    return text


def outline(text: str, folder: str) -> list[str]:
    guide, _ = read(text, folder)
    return [f"{block.kind} {block.argument}".strip() for block in guide.blocks if block.kind != "prompt"]


ANATOMY = [
    "scale How clear is your next step?",
    "role mentor",
    "bring",
    "starters",
    "action mentee",
    "action mentor",
    "after",
    "private",
]


@pytest.mark.parametrize(
    "body",
    [
        f"Why.\n\n## Notice\n\n{QUESTIONS}",
        f"Why.\n\n{QUESTIONS}/// private\nNothing.\n///\n\n",
        f"Why.\n\n## Notice\n\n{QUESTIONS}/// bring\nOne.\n///\n\n/// action | mentor\n///\n",
    ],
)
def test_a_key_gets_all_that_it_lacks_in_the_order_of_the_anatomy(body: str) -> None:
    made = completed(KEY + body, "keys")
    assert outline(made, "keys") == ANATOMY
    assert made.index("Why.") < made.index("/// scale") < made.index("/// prompt | Question 1?")


def test_a_module_gets_all_that_it_lacks_in_the_order_of_the_anatomy() -> None:
    made = completed(f"{MODULE}Why.\n", "training")
    kinds = [one.split()[0] for one in outline(made, "training")]
    assert kinds == ["step", "case", "practice", "debrief", "handout", "remote", "access", "worked"]


def test_forms_and_pages_lack_nothing() -> None:
    guide, _ = read("---\ntitle: A\nsummary: S.\n---\nText.\n", "forms")
    assert missing_parts(guide) == ()
