"""What is said of translations: as text, and as JSON for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import ndiff
from textwrap import wrap
from typing import Any

from mentorkit.core.problems import Span
from mentorkit.translation.alignment import ChangeKind
from mentorkit.translation.drift import BlockChange, Standing, TranslationState

_WIDTH = 110
_SAID = {
    TranslationState.CURRENT: "up to date",
    TranslationState.BEHIND: "behind",
    TranslationState.UNKNOWN: "source unknown",
    TranslationState.APART: "built otherwise",
    TranslationState.ORPHANED: "orphaned",
    TranslationState.UNREADABLE: "unreadable",
    TranslationState.MISSING: "missing",
}
_WAYS_OUT = {
    TranslationState.UNKNOWN: "compare it with its source once, then: mentorkit translations --done {name} --language {language}",
    TranslationState.ORPHANED: "its source is gone: delete this too, or bring the source back",
}


def as_text(standings: Sequence[Standing], *, everything: bool = False) -> Iterator[str]:
    """The lines that say how translations stand, language by language; with `everything` those that are up to date too."""
    for language in dict.fromkeys(one.piece.language for one in standings):
        own = [one for one in standings if one.piece.language == language]
        counted = Counter(one.state for one in own)
        numbers = ", ".join(f"{counted[state]} {_SAID[state]}" for state in TranslationState if counted[state])
        yield f"{language}: {numbers}"
        for one in own:
            if one.state is TranslationState.MISSING or (one.is_fine and not one.changes and not everything):
                continue
            yield from _of_piece(one)
        gone = [one.piece.name for one in own if one.state is TranslationState.MISSING]
        if gone:
            yield from wrap(f"missing: {', '.join(gone)}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _of_piece(one: Standing) -> Iterator[str]:
    yield f"  {_SAID[one.state]}  {one.piece.name}  {one.piece.file}"
    way_out = _WAYS_OUT.get(one.state)
    if way_out:
        yield f"    {way_out.format(name=one.piece.name, language=one.piece.language)}"
    for problem in one.problems:
        yield f"    {problem.at}  {problem.message}"
        yield f"      {problem.hint}"
    for change in one.asks:
        yield from _of_change(change)
    if one.slips:
        places = ", ".join(str(change.at.line) for change in one.slips)
        lines = f"line{'s' if len(one.slips) > 1 else ''} {places}"
        yield f"    only letters, punctuation or spaces, nothing to translate: {one.slips[0].at.file} {lines}"


def _of_change(change: BlockChange) -> Iterator[str]:
    yield f"    {change.kind}  {change.at}"
    if change.kind in (ChangeKind.MOVED, ChangeKind.MISSING):
        yield from _quoted("  ", change.after)
    elif change.kind is ChangeKind.CHANGED:
        yield from _difference(change.before, change.after)
    else:
        yield from _quoted("+ " if change.kind is ChangeKind.ADDED else "- ", change.after or change.before)
    if change.translated_at:
        belongs = change.kind is ChangeKind.ADDED and not change.translated
        yield f"      {'belongs behind' if belongs else 'translated at'} {change.translated_at}"
        yield from _quoted("  ", change.translated)


def _difference(before: str, after: str) -> Iterator[str]:
    """The old and the new wording, with the words that differ between brackets."""
    old, new = list[str](), list[str]()
    for line in ndiff(before.split(), after.split()):
        sign, word = line[0], line[2:]
        if sign in " -":
            old.append(f"[{word}]" if sign == "-" else word)
        if sign in " +":
            new.append(f"[{word}]" if sign == "+" else word)
    yield from _quoted("- ", " ".join(old).replace("] [", " "))
    yield from _quoted("+ ", " ".join(new).replace("] [", " "))


def _quoted(sign: str, text: str) -> Iterator[str]:
    for paragraph in text.split("\n") if text else ():
        yield from wrap(paragraph, _WIDTH, initial_indent=f"      {sign}", subsequent_indent="        ")


def as_json(standings: Iterable[Standing]) -> str:
    """The same for other programs: a list of pieces, each with its state and its changes."""
    return json.dumps([_piece_data(one) for one in standings], ensure_ascii=False, indent=2)


def _piece_data(one: Standing) -> dict[str, Any]:
    piece = one.piece
    return {
        "piece": piece.name,
        "language": piece.language,
        "state": _SAID[one.state],
        "file": piece.file,
        "source": piece.source_name(),
        "changes": [
            {
                "kind": str(change.kind),
                "source": _place(change.at),
                "before": change.before,
                "after": change.after,
                "translation": _place(change.translated_at),
                "translated": change.translated,
            }
            for change in one.changes
        ],
        "problems": [
            {"message": problem.message, "hint": problem.hint, **_place(problem.at)} for problem in one.problems
        ],
    }


def _place(at: Span | None) -> dict[str, Any]:
    return {"file": at.file, "line": at.line} if at else {}
