"""The points of a block's list, one by one: what becomes cards."""

from __future__ import annotations

from collections.abc import Iterator

from mentorkit.core.problems import Span
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.blocks import Block
from mentorkit.guides.library import Guide
from mentorkit.guides.module_parts import LIST_POINT


def list_items(guide: Guide[GuideFacts], block: Block) -> Iterator[tuple[str, Span]]:
    """The points of a block's list, each with its own line; a block without a list is one point."""
    lines = guide.body.split("\n")
    items: list[tuple[list[str], Span]] = []
    for number in range(block.at.line + 1, block.last_line):
        line = lines[number - guide.body_line]
        item = LIST_POINT.match(line)
        if item:
            items.append(([item[1]], Span(guide.file, number, 1)))
        elif items:
            items[-1][0].append(line.strip())
    yield from ((" ".join(text).strip(), at) for text, at in items)
    if not items and block.text:
        yield block.text, block.at
