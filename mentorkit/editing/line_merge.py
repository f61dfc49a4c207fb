"""Three-way merge of two texts by lines; None where both changed the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def merged_lines(origin: str, mine: str, theirs: str) -> str | None:
    """`theirs` with everything that changed from `origin` to `mine`; None where both changed the same lines otherwise."""
    if mine in (theirs, origin):
        return theirs
    if theirs == origin:
        return mine
    old = origin.splitlines(keepends=True)
    edits = [(one, text) for side in (mine, theirs) for one, text in _edits(old, side.splitlines(keepends=True))]
    made, place = list[str](), 0
    last: tuple[range, list[str]] | None = None
    for lines, text in sorted(edits, key=lambda edit: (edit[0].start, edit[0].stop)):
        if last and (lines, text) == last:
            continue
        if last and (lines.start < last[0].stop or lines.start == last[0].start):
            return None
        made += [*old[place : lines.start], *text]
        place, last = lines.stop, (lines, text)
    return "".join([*made, *old[place:]])


def _edits(old: Sequence[str], new: Sequence[str]) -> list[tuple[range, list[str]]]:
    """The lines of the old text that are others in the new one, and what stands there."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(range(a, b), list(new[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
