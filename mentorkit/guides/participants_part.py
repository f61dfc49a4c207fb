"""The part of a training module that everybody may read: the rest would spoil the training for those who come to it."""

from __future__ import annotations

from dataclasses import replace

from mentorkit.definition.front_matter import GuideFacts, ModuleFacts
from mentorkit.guides.blocks import Block
from mentorkit.guides.library import Guide
from mentorkit.guides.module_parts import FOR_FACILITATORS, FOR_PARTICIPANTS


def participants_part(guide: Guide[GuideFacts]) -> Guide[GuideFacts]:
    """A module with its opening words, handouts, notes on access and what to do for whoever missed it; others as they are.

    A heading stays where such a block follows it at once. What is left out leaves empty lines, so that places stay true.
    """
    facts = guide.facts
    if not isinstance(facts, ModuleFacts):
        return guide
    lines = guide.body.split("\n")
    kept = _opening(guide, lines)
    for block in guide.blocks:
        if block.kind in FOR_PARTICIPANTS:
            kept |= set(guide.lines_of(block)) - _hidden(guide, block)
            kept |= _heading_above(lines, guide.lines_of(block).start)
    body = "\n".join(line if number in kept else "" for number, line in enumerate(lines))
    blocks = tuple(_shown(block) for block in guide.blocks if block.kind in FOR_PARTICIPANTS)
    return replace(guide, body=body, blocks=blocks, facts=facts.model_copy(update={"materials": (), "preparation": ()}))


def _opening(guide: Guide[GuideFacts], lines: list[str]) -> set[int]:
    """The lines before the first heading and the first block."""
    ends = [number for number, line in enumerate(lines) if line.startswith("#")]
    ends += [guide.lines_of(block).start for block in guide.blocks]
    return set(range(min(ends, default=len(lines))))


def _heading_above(lines: list[str], block: int) -> set[int]:
    """The line of a heading right above a block, with nothing but empty lines between."""
    above = next((number for number in range(block - 1, -1, -1) if lines[number].strip()), -1)
    return {above} if above >= 0 and lines[above].startswith("#") else set()


def _hidden(guide: Guide[GuideFacts], block: Block) -> set[int]:
    """The lines of what stands in a block and only facilitators read."""
    inner = (one for child in block.inside for one in child.walk() if one.kind in FOR_FACILITATORS)
    return {number for one in inner for number in guide.lines_of(one)}


def _shown(block: Block) -> Block:
    return replace(block, inside=tuple(_shown(one) for one in block.inside if one.kind not in FOR_FACILITATORS))
