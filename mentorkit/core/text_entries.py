"""The entries of a text that is one Markdown list, as people write it below a bar where a list of YAML is meant."""

from __future__ import annotations

import re

from mentorkit.core.commonmark import reader

_MARK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?: +|$)", re.MULTILINE)
_TO_TICK = re.compile(r"\[[ xX]\](?:\s|$)")


def entries_of(text: str) -> list[str]:
    """The text of each entry, with what is indented below it; the text alone where it is not one list and nothing else.

    A list of boxes to tick stays what it is: outside a list there is no such box.
    """
    if not _MARK.match(text):
        return [text]
    tokens, lines = reader().parse(text), text.split("\n")
    outer = [token for token in tokens if token.level == 0]
    if [token.nesting for token in outer] != [1, -1] or outer[0].type not in ("bullet_list_open", "ordered_list_open"):
        return [text]
    places = [token.map for token in tokens if token.type == "list_item_open" and token.level == 1 and token.map]
    if any(line.strip() for line in lines[places[-1][1] :]):  # the address of a link, which all entries may name
        return [text]
    entries = list(filter(None, (_unmarked(lines[first:last]) for first, last in places)))
    return entries if entries and not any(map(_TO_TICK.match, entries)) else [text]


def _unmarked(lines: list[str]) -> str:
    """An entry without its mark, and its further lines without the space in front of all of them."""
    mark = _MARK.match(lines[0])
    assert mark, "an entry begins with its mark"
    rest = [line for line in lines[1:] if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    margin = min(margin, mark.end())
    return "\n".join([lines[0][mark.end() :], *(line[margin:] for line in lines[1:])]).strip()
