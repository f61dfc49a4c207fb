"""How the texts of a definition stand in a further language, and the keeping of what they were made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from mentorkit.core.names import is_file
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.translation.alignment import ChangeKind, align
from mentorkit.translation.definition_pieces import (
    DefinitionPiece,
    DefinitionText,
    DefinitionTexts,
    kept_texts,
    read_definition,
    text_unit,
)
from mentorkit.translation.drift import BlockChange, Standing, TranslationState, asked_kind, known_words
from mentorkit.upkeep.kept_originals import put

_HEAD = """\
# What the main language said when each translation in {file} was last brought up to date, by language.
# Written by `mentorkit translations`; it belongs into git with the rest, and is no programme.
"""


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that is not as it was when it was translated, and what it said then."""

    kind: ChangeKind
    before: str
    text: DefinitionText


def definition_standing(piece: DefinitionPiece, vocabulary: Counter[str]) -> Standing:
    """How the texts of a definition stand in one language. `vocabulary` counts the words of all sources."""
    if not is_file(piece.path):
        return Standing(piece, TranslationState.ORPHANED)
    read, problems = read_definition(piece)
    if read is None:
        return Standing(piece, TranslationState.UNREADABLE, problems=problems)
    known = known_words(vocabulary, "\n".join(one.source for one in read.texts))
    changes = tuple(_told(piece, changed_texts(read, known)))
    if not any(one.is_translated for one in read.texts):
        return Standing(piece, TranslationState.MISSING if changes else TranslationState.CURRENT)
    if read.kept is None:
        return Standing(piece, TranslationState.UNKNOWN, changes)
    asks = any(one.kind is not ChangeKind.SLIP for one in changes)
    return Standing(piece, TranslationState.BEHIND if asks else TranslationState.CURRENT, changes)


def changed_texts(read: DefinitionTexts, known: frozenset[str] = frozenset()) -> list[TextChange]:
    """The texts that are not as they were when they were translated, or are not translated, in the order of the file.

    A text that stands elsewhere now, word by word, has not changed. One that is gone in both languages asks nothing.
    """
    found = [TextChange(ChangeKind.MISSING, "", one) for one in read.texts if one.source and not one.translation]
    found += [TextChange(ChangeKind.REMOVED, "", one) for one in read.texts if not one.source]
    earlier = earlier_words(read)
    for one in translated_texts(read) if read.kept is not None else ():
        before = earlier.get(one.key)
        if before is None:
            found.append(TextChange(ChangeKind.ADDED, "", one))
        else:
            said = one.translation.strip()
            for change in align([text_unit(one.key, before)], [one.unit], known).changes:
                kind = asked_kind(change.kind, before.strip(), one.unit.text, said, said)
                found += [TextChange(kind, before.strip(), one)] if kind else []
    return sorted(found, key=lambda one: one.text.line)


def translated_texts(read: DefinitionTexts) -> list[DefinitionText]:
    """The texts that are there in both languages."""
    return [one for one in read.texts if one.is_translated]


def earlier_words(read: DefinitionTexts) -> dict[str, str]:
    """What each text of both languages said when it was translated, by its key now; without those that were not kept."""
    kept = read.kept or {}
    old = sorted(((key, text_unit(key, text)) for key, text in kept.items()), key=lambda one: one[1].shape)
    both = sorted(translated_texts(read), key=lambda one: one.unit.shape)
    later = align([unit for _, unit in old], [one.unit for one in both]).later
    twins = {both[after].key: key for (key, _), after in zip(old, later, strict=True) if after is not None}
    # an entry that got an id, or another, is found again by its words
    left = {unit.text: key for key, unit in old if key not in twins.values()}
    twins |= {one.key: left[one.unit.text] for one in both if one.key not in twins and one.unit.text in left}
    return {now: kept[key] for now, key in twins.items()}


def keep_texts(piece: DefinitionPiece, line: int | None = None) -> None:
    """Count the translations of a definition as made from its texts as they are now: of all, or of those on one line.

    Raises BuildFailed where nothing is translated, or has changed on that line.
    """
    read, problems = read_definition(piece)
    if read is None:
        raise BuildFailed(problems)
    both = translated_texts(read)
    if not both:
        message, hint = f'no text is given in "{piece.language}" here', "give one in both languages first"
        raise BuildFailed([Problem("translation", message, Span(piece.file), hint)])
    now = {one.key: one.source for one in both}
    if line is not None:
        changed = [one.text for one in changed_texts(read) if one.text.is_translated]
        here = {one.key for one in changed if line in (one.line, one.translated_line)}
        if not here:
            raise BuildFailed([_no_change_here(piece, read, line, changed)])
        before = earlier_words(read)
        now = {key: said if key in here else before[key] for key, said in now.items() if key in {*here, *before}}
    put(piece.layer, piece.kept, kept_file(piece, now).encode())


def kept_file(piece: DefinitionPiece, texts: Mapping[str, str]) -> str:
    """The file that keeps these texts of the main language for the language of a piece. Raises BuildFailed."""
    kept, problems = kept_texts(piece)
    if problems:
        raise BuildFailed(problems)
    kept = {tag: kept[tag] for tag in sorted(kept)} | {piece.language: dict(texts)}
    return _HEAD.format(file=piece.path.name) + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=120)


def _no_change_here(
    piece: DefinitionPiece, read: DefinitionTexts, line: int, changed: Iterable[DefinitionText]
) -> Problem:
    if read.kept is None:
        hint = f"mentorkit translations --done {piece.name}"
        return Problem("translation", "nothing was kept for these translations", Span(piece.file), hint)
    lines = ", ".join(str(one.line) for one in changed)
    hint = f"lines with a change: {lines}" if lines else "no text that is translated has changed"
    return Problem("translation", "no text has changed on this line", Span(piece.file, line), hint)


def _told(piece: DefinitionPiece, changes: Iterable[TextChange]) -> Iterator[BlockChange]:
    """The changes as they are said of every kind of translation."""
    for one in changes:
        text, said = one.text, one.text.translation.strip()
        at, there = (Span(piece.file, line) for line in (text.line, text.translated_line))
        yield BlockChange(one.kind, one.before, text.source.strip(), at, there if said else None, said)
