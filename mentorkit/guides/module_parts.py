"""The parts of a training module by who may read them, and what is wrong where one stands in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mentorkit.core.problems import Problem, Severity
from mentorkit.guides.blocks import Block, SheetOptions

FOR_FACILITATORS = frozenset({"say", "watch", "answers", "observe", "short", "step"})
"""Blocks that only those who facilitate read."""
HANDED_OUT = frozenset({"slide", "handout", "sheet"})
"""Blocks that everybody in the room gets to see."""
FOR_PARTICIPANTS = frozenset({"handout", "access", "missed"})
"""Blocks of a module that stand on its page of a portal that is for everybody."""
LIST_POINT = re.compile(r"(?:[-*+]|\d+[.)])\s+(.*)")
MOST_WORDS = 35
"""Words that can be read from a slide while somebody speaks."""


def part_problems(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Problems of parts that stand where the wrong people read them, or where nothing is made of them."""
    for top in blocks:
        if top.kind == "slide":
            yield Problem(
                "module-parts", "this slide stands in no step", top.at, "put it inside the step that it belongs to"
            )
        for block in top.walk():
            yield from _seen_by_all(block) if block.kind in HANDED_OUT else ()
            if block.kind == "sheet":
                yield from _cards(block)
            if block.kind == "slide":
                yield from _words(block)
            yield from _misplaced(block)


def _seen_by_all(block: Block) -> Iterator[Problem]:
    for inner in (one for child in block.inside for one in child.walk()):
        if inner.kind in FOR_FACILITATORS:
            message = f"this {inner.kind} block stands inside a {block.kind}, which everybody gets to see"
            yield Problem("module-parts", message, inner.at, f"put it behind the {block.kind}")


def _cards(sheet: Block) -> Iterator[Problem]:
    options = sheet.options
    if isinstance(options, SheetOptions) and options.cut and not any(map(LIST_POINT.match, sheet.text.split("\n"))):
        message = f'the sheet "{sheet.argument}" is cut into cards, and has no list'
        yield Problem("module-parts", message, sheet.at, "write a list, a point for each card, or take away `cut: yes`")


def _words(slide: Block) -> Iterator[Problem]:
    count = len(slide.text.split())
    if count > MOST_WORDS:
        message = f"this slide has {count} words; people cannot read more than {MOST_WORDS} while somebody speaks"
        hint = "keep what they need to look at again, and put the rest into a handout or what is said"
        yield Problem("slide-length", message, slide.at, hint, Severity.WARNING)


def _misplaced(block: Block) -> Iterator[Problem]:
    for inner in block.inside:
        if inner.kind in ("step", "break"):
            message = f"this {inner.kind} stands inside a {block.kind}, and would not be seen in the run sheet"
            yield Problem("module-parts", message, inner.at, "put it between the steps")
