"""The parts that a Key or a training module still lacks of its anatomy, and where in its text each belongs."""

from __future__ import annotations

from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.blocks import Block
from mentorkit.guides.library import Guide
from mentorkit.studio.block_snippets import SNIPPETS, Snippet

_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "keys": (
        ("scale", ""), ("role", "mentor"), ("bring", ""), ("starters", ""), ("action", "mentee"), ("action", "mentor"),
        ("after", ""), ("private", ""),
    ),
    "training": tuple(
        (kind, "") for kind in ("step", "case", "practice", "debrief", "handout", "remote", "access", "worked")
    ),
}  # fmt: skip
"""The blocks that each kind has, in their order. `guides/library.py` tells of those that are missing."""


def missing_parts(guide: Guide[GuideFacts]) -> tuple[Snippet, ...]:
    """The pieces that a guide lacks, in the order in which they stand in one."""
    return tuple(
        _piece(kind, argument)
        for kind, argument in _PARTS.get(guide.folder, ())
        if guide.first(kind, argument or None) is None
    )


def line_for(guide: Guide[GuideFacts], piece: Snippet) -> int:
    """The line of the file in front of which a piece belongs: behind what comes before it in the anatomy, else before what follows.

    An opening scale stands before the first section; where nothing else tells, a piece comes at the end.
    """
    parts = _PARTS.get(guide.folder, ())
    own = (piece.name, piece.argument)
    at = parts.index(own) if own in parts else len(parts)
    lines = guide.body.split("\n")
    if own == ("scale", ""):
        sections = (number for number, line in enumerate(lines) if line.startswith("## "))
        first = min((block.at.line for block in guide.blocks), default=guide.body_line + len(lines))
        return min(first, guide.body_line + next(sections, len(lines)))
    before = [block.last_line for block in guide.blocks if _place(block, parts) < at]
    if before:
        return max(before) + 1
    after = [block.at.line for block in guide.blocks if at < _place(block, parts) < len(parts)]
    return min(after, default=guide.body_line + len("\n".join(lines).rstrip("\n").split("\n")))


def _place(block: Block, parts: tuple[tuple[str, str], ...]) -> int:
    """The place of a block in the anatomy; questions between sections come with the opening, others nowhere."""
    for own in ((block.kind, block.argument), (block.kind, "")):
        if own in parts:
            return parts.index(own)
    return 0 if block.kind in ("prompt", "fill", "draw", "checklist") else len(parts)


def _piece(kind: str, argument: str) -> Snippet:
    return next(one for one in SNIPPETS if (one.name, one.argument) == (kind, argument))
