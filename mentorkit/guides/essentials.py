"""The essential part of a guide: what of it stands in the essential extent of a workbook.

Authors mark blocks with `essential: yes` or `no`. Where they mark nothing, a Key keeps its opening scale, the first question
of each section, that of its reader's part, and what is brought to the session and noticed after it: three questions at most,
and fewer where two Keys share the pages of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from mentorkit.core.problems import Span
from mentorkit.guides.blocks import WRITING, Block, FillOptions, Markable
from mentorkit.guides.guide_reader import read_tokens
from mentorkit.guides.library import Guide

_ASKS = frozenset({"prompt", "fill"})
"""Blocks that are chosen before others of their section."""
_END = frozenset({"bring", "after"})
"""Blocks of a Key that are chosen wherever they stand."""
_HEADED = _END | {"role"}
"""Blocks with a title of their own: they need neither the heading of the section in which they happen to stand nor its last words."""
_MOST = 3
"""Questions that stand of a Key, that of its reader's part among them."""
_LONG = 200
"""Letters of a hint that make its question longer than others."""
_BASIS = frozenset({"draw", "checklist"})
"""Blocks that later sections build on."""
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:")
"""A note, or an address that a link names."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines inside a guide or a block: a heading of a section, a block, or the text between two of these."""

    first: int
    after: int
    block: Block | None = None
    heading: bool = False


def is_marked(guide: Guide[Any]) -> bool:
    """Whether its author marked something as essential."""
    return any(_mark(inner) for block in guide.blocks for inner in block.walk())


def essential_lines(guide: Guide[Any], role: str, questions: int = _MOST) -> list[bool]:
    """For each line of the guide's body, whether it stands in the essential workbook of this role.

    Of a Key stand so many `questions`; of more, those that its author marked stand before others. A Key in which there is
    nothing to choose, and another guide in which nothing is marked, are essential as they are.
    """
    lines = guide.body.split("\n")
    parts = list(_parts(guide, lines))
    chosen = _chosen(guide, parts, role, questions)
    if not chosen:
        return [True] * len(lines)
    kept = [bool(_DEFINITION.match(line)) for line in lines]
    for number, part in enumerate(parts):
        if part.block and part.block.at in chosen:
            _keep(kept, part)
            for left_out in _left_out_of_role(part.block, guide, lines) if part.block.kind == "role" else ():
                _keep(kept, left_out, keep=False)
            if part.block.kind not in _HEADED:
                _keep_before(kept, parts, number, lines)
    return kept


def _parts(guide: Guide[Any], lines: list[str]) -> Iterator[_Stretch]:
    """The parts of the body, in order."""
    tokens = read_tokens(guide.body)[0]
    heads = [one.map for one in tokens if one.type == "heading_open" and one.tag == "h2" and not one.level and one.map]
    yield from _with_texts(
        [*(_Stretch(first, after, heading=True) for first, after in heads), *_blocks(guide.blocks, guide)], len(lines)
    )


def _blocks(blocks: Iterable[Block], guide: Guide[Any]) -> list[_Stretch]:
    return [_Stretch(lines.start, lines.stop, one) for one in blocks for lines in [guide.lines_of(one)]]


def _with_texts(parts: Iterable[_Stretch], end: int, start: int = 0) -> Iterator[_Stretch]:
    """These parts in order, and between them what is no heading and no block."""
    for part in sorted(parts, key=lambda one: one.first):
        if part.first > start:
            yield _Stretch(start, part.first)
        yield part
        start = part.after
    if end > start:
        yield _Stretch(start, end)


def _chosen(guide: Guide[Any], parts: list[_Stretch], role: str, questions: int) -> set[Span]:
    """The places of the chosen blocks; no block stands for another that says the same."""
    in_key = guide.folder == "keys"
    chosen = _of_key(parts, role, questions) if in_key else [part.block for part in parts if part.block]
    return {block.at for block in chosen if (in_key or _mark(block)) and block.is_for(role)}


def _of_key(parts: list[_Stretch], role: str, questions: int) -> list[Block]:
    sections = [[part.block for part in run if part.block] for run in _sections(parts)]
    opening, *others = sections or [[]]
    scale = [block for block in opening if block.kind == "scale" and _mark(block) is not False][:1]
    asked = _marked_or_first(opening, role, 0 if any(_questions(one, role) for one in others) else _MOST)
    for section in others:
        asked += _marked_or_first(section, role)
    if not scale and not asked:
        return []
    blocks = [block for section in sections for block in section]
    own = [one for one in blocks if one.kind == "role" and one.is_for(role) and _questions(one.inside, role)]
    usual = (block for block in blocks if block.kind in {*_END, "role"} or (_mark(block) and block not in asked))
    return [
        *scale,
        *_most_needed(asked, role, max(questions - len(own), 1), one_page=questions < _MOST),
        *(block for block in usual if _mark(block) is not False),
    ]


def _most_needed(asked: list[Block], role: str, most: int, *, one_page: bool) -> list[Block]:
    """Those that stand where there is room for so many: the marked ones, what this reader answers, and the last at last.

    The last may build on others. The second is the heart of a Key, and can be answered without the first, unless that is
    ticked, or drawn where there is room for it.
    """
    first = 0 if asked and asked[0].kind in _BASIS and (asked[0].kind != "draw" or most > 1) else 1
    order = (first, 1 - first, *range(2, len(asked)))
    by_need = sorted(range(len(asked)), key=lambda at: (not _mark(asked[at]), not asked[at].asks(role), order[at]))
    taken = list[int]()
    for at in by_need:
        room = most - sum(_size(asked[one], one_page=one_page) for one in taken)
        if not taken or _size(asked[at], one_page=one_page) <= room:
            taken.append(at)
    return [asked[at] for at in sorted(taken)]


def _size(block: Block, *, one_page: bool) -> int:
    """How many questions have the room of this: a drawing that of two, and where a Key has one page, so has what is longer."""
    rows = block.options.rows if isinstance(block.options, FillOptions) else ()
    longer = block.kind == "checklist" or len(rows) > 3 or len(block.text) > _LONG
    return 2 if block.kind == "draw" or (one_page and longer) else 1


def _sections(parts: list[_Stretch]) -> Iterator[list[_Stretch]]:
    """The parts before the first heading, and those of each heading."""
    number = 0
    counted = [(number := number + part.heading, part) for part in parts]
    if counted and counted[0][0]:
        yield []
    for _, run in groupby(counted, key=lambda one: one[0]):
        yield [part for _, part in run]


def _questions(blocks: Iterable[Block], role: str) -> list[Block]:
    """Those among which one is chosen, the preferred ones first: what this reader answers, then by its kind."""
    asked = [block for block in blocks if block.kind in WRITING and _mark(block) is not False]
    return sorted(asked, key=lambda block: (not block.asks(role), block.kind not in _ASKS))


def _marked_or_first(blocks: list[Block], role: str, number: int = 1) -> list[Block]:
    marked = [block for block in blocks if block.kind in WRITING | {"scale"} and _mark(block)]
    return marked or _questions(blocks, role)[:number]


def _left_out_of_role(block: Block, guide: Guide[Any], lines: list[str]) -> Iterator[_Stretch]:
    """What the part of a reader does without: all its questions but one, and the text behind that."""
    own = guide.lines_of(block)
    parts = list(_with_texts(_blocks(block.inside, guide), own.stop - 1, own.start + 1))
    chosen = _marked_or_first(list(block.inside), block.argument)
    if chosen:
        kept = [False] * len(lines)
        for number, part in enumerate(parts):
            if part.block and any(part.block is one for one in chosen):
                _keep(kept, part)
                _keep_before(kept, parts, number, lines)
        yield from (part for part in parts if not kept[part.first])


def _keep_before(kept: list[bool], parts: list[_Stretch], number: int, lines: list[str]) -> None:
    """Keep what a chosen block needs to be understood: the text right before it, and the heading of its section.

    What a guide opens with says why it is there, as the line below its title does, and explains no block.
    """
    before = parts[:number]
    if before and not before[-1].heading and before[-1].block is None:
        text = before[-1]
        if (text.first or not any(part.heading for part in parts)) and not _of_ticks(before, kept, lines):
            _keep(kept, text)
    head = next((part for part in reversed(before) if part.heading), None)
    if head:
        _keep(kept, head)


def _of_ticks(before: list[_Stretch], kept: list[bool], lines: list[str]) -> bool:
    """Whether the last of these is a text on a checklist right before it that is left out; where to turn stands in any case."""
    text, ahead = before[-1], next(iter(before[-2:-1]), None)
    if not ahead or not ahead.block or ahead.block.kind != "checklist" or kept[ahead.first]:
        return False
    return "safe_contact." not in " ".join(lines[text.first : text.after])


def _keep(kept: list[bool], part: _Stretch, *, keep: bool = True) -> None:
    kept[part.first : part.after] = [keep] * (part.after - part.first)


def _mark(block: Block) -> bool | None:
    """The author's mark on a block; None where there is none."""
    return block.options.essential if isinstance(block.options, Markable) else None
