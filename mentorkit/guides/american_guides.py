"""Guides of the stock in American spelling, in which readers' answers stay with their questions."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TypeVar

from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.blocks import ASKING, FENCE, Block, read_blocks
from mentorkit.language.american import american
from mentorkit.language.placeholders import map_texts

Facts = TypeVar("Facts", bound=GuideFacts)

_WAS = re.compile(r"(?: {4}.*\n)* {4}was:")


def american_facts(facts: Facts) -> Facts:
    """The head of a guide, spelled so. Works are called as they are, and ids stay."""
    kept = {name: getattr(facts, name) for name in ("reading", "keys") if hasattr(facts, name)}
    spelled: Facts = map_texts(facts, american)
    return spelled.model_copy(update=kept)


@lru_cache(maxsize=500)
def american_body(body: str, file: str, first_line: int) -> tuple[str, tuple[Block, ...]]:
    """The text and its blocks. A question that is spelled otherwise says what it `was`, as one that its author rewords."""
    spelled, made = american(body).split("\n"), list[str]()
    lines = body.split("\n")
    for number, (before, after) in enumerate(zip(lines, spelled, strict=True), 1):
        made.append(after)
        opened = FENCE.match(before)
        if after == before or not opened or opened["kind"] not in ASKING:
            continue
        if not _WAS.match("\n".join(lines[number : number + 12])):
            made.append(f"    was: {json.dumps(opened['argument'], ensure_ascii=False)}")
    text = "\n".join(made)
    return text, read_blocks(text, file, first_line).value
