"""Whom the blocks of a Key are for, where it is for both of a pair: said in every block that one reader may not be meant by."""

from __future__ import annotations

from typing import Any

from mentorkit.definition.base import PAIR
from mentorkit.guides.blocks import Addressed, option_line
from mentorkit.guides.library import Guide


def with_addressees(guide: Guide[Any], body: str) -> str:
    """The text of a Key with `for: both` in blocks for which its author names nobody; of other guides, as it is.

    `body` has the lines of the guide's own text; those of blocks that a book leaves out may be empty.
    """
    if guide.folder != "keys" or not set(PAIR) <= set(guide.facts.for_):
        return body
    lines = body.split("\n")
    for block in reversed(guide.blocks):
        first = block.at.line - guide.body_line
        if isinstance(block.options, Addressed) and block.options.for_ is None and lines[first]:
            lines.insert(first + 1, option_line("for: both"))
    return "\n".join(lines)
