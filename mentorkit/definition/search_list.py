"""What people type into the search of a portal, beside the words of its pages: a list for each language."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from mentorkit.definition.base import Authored, Lines


class SearchList(Authored):
    """What people type, and what the portal calls it."""

    pages: dict[str, Lines] = Field(default={})
    """Pages, or parts of pages, and what people type who look for them: `agreement#cancellation: [cancel, postpone]`."""
    same: dict[str, Lines] = Field(default={})
    """Words of the portal, and what people type for them: `people manager: [boss, supervisor]`."""
    ignore: Lines = ()
    """Words of questions that say nothing of what is looked for: `how`, `what`, `the`."""
    endings: Lines = ()
    """What words of the language end with in their other forms: `s`, `ed` and `ing`, so that `plan` finds `planning`."""
    beginnings: Lines = ()
    """What is written in front of words of the language, as one with them: the article and short words of Arabic."""


def joined(lists: Iterable[SearchList]) -> SearchList:
    """Several lists as one, the nearest first: what people type stands for what the nearest list that has it says."""
    pages: dict[str, tuple[str, ...]] = {}
    same: dict[str, tuple[str, ...]] = {}
    ignore: dict[str, None] = {}
    endings: dict[str, None] = {}
    beginnings: dict[str, None] = {}
    for one in lists:
        for whole, further in ((pages, one.pages), (same, one.same)):
            taken = {typed.casefold() for phrases in whole.values() for typed in phrases}
            for meant, phrases in further.items():
                free = tuple(typed for typed in phrases if typed.casefold() not in taken)
                whole[meant] = (*whole.get(meant, ()), *free)
        ignore |= dict.fromkeys(one.ignore)
        endings |= dict.fromkeys(one.endings)
        beginnings |= dict.fromkeys(one.beginnings)
    return SearchList(
        pages=pages, same=same, ignore=tuple(ignore), endings=tuple(endings), beginnings=tuple(beginnings)
    )
