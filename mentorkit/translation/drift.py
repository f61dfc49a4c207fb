"""How each translation stands to its source: up to date, behind and where, missing, orphaned, or built otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

import yaml

from mentorkit.core.names import is_file
from mentorkit.core.problems import Problem, Result, Severity, Span, shortened
from mentorkit.definition.base import Authored
from mentorkit.guides.translation_sources import SOURCES
from mentorkit.language.placeholders import PLACEHOLDER
from mentorkit.translation.alignment import ChangeKind, UnitChange, align
from mentorkit.translation.definition_pieces import DefinitionPiece
from mentorkit.translation.translated_pieces import Piece
from mentorkit.translation.units import Unit, definition_units, guide_units
from mentorkit.translation.word_changes import targets_that_went, words_of


class TranslationState(StrEnum):
    """How a translation stands."""

    CURRENT = "up to date"
    BEHIND = "behind"
    UNKNOWN = "source unknown"
    """No source was kept for it, so nobody can say what it was made from."""
    APART = "built otherwise"
    """Its blocks are not those of its source."""
    ORPHANED = "orphaned"
    """Its source is gone."""
    UNREADABLE = "unreadable"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block of a source that has changed since the translation was made, and where the translation has it."""

    kind: ChangeKind
    before: str
    after: str
    at: Span
    """Where it stands in the source as it is now; of one that was removed, in the kept source."""
    translated_at: Span | None = None
    translated: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One piece in one language: its state and, where it is behind, with what."""

    piece: Piece | DefinitionPiece
    state: TranslationState
    changes: tuple[BlockChange, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def slips(self) -> tuple[BlockChange, ...]:
        """Changes that ask nothing of a translator."""
        return tuple(one for one in self.changes if one.kind is ChangeKind.SLIP)

    @property
    def asks(self) -> tuple[BlockChange, ...]:
        """Changes that a translator has to follow."""
        return tuple(one for one in self.changes if one.kind is not ChangeKind.SLIP)

    @property
    def is_fine(self) -> bool:
        """Whether nobody has to do anything."""
        return self.state is TranslationState.CURRENT


@dataclass(frozen=True, slots=True)
class Texts:
    """The three texts of a translated piece with their units; what is not there is empty."""

    source: str
    kept: str
    translation: str
    of_source: tuple[Unit, ...]
    of_kept: tuple[Unit, ...]
    of_translation: tuple[Unit, ...]


def read_texts(piece: Piece) -> Result[Texts | None]:
    """Read source, kept source and translation; None where one of them cannot be read."""
    source = piece.source_text()
    kept = piece.text(piece.kept) if is_file(piece.kept) else Result(None)
    translation = piece.text(piece.path) if is_file(piece.path) else Result(None)
    problems = (*source.problems, *kept.problems, *translation.problems)
    if problems:
        return Result(None, problems)
    said = [source.value or "", kept.value or "", translation.value or ""]
    names = [piece.source_name(), piece.workspace.name(piece.kept), piece.workspace.name(piece.path)]
    units = [units_of(text, name, piece) for text, name in zip(said, names, strict=True)]
    wrong = [problem for one in units for problem in one.problems]
    if wrong:
        return Result(None, tuple(wrong))
    return Result(Texts(said[0], said[1], said[2], *(one.value or () for one in units)))


def units_of(text: str, name: str, piece: Piece) -> Result[tuple[Unit, ...] | None]:
    """The units of a text of this piece; None where its head or its options cannot be read."""
    try:
        return Result(_units(text, piece.kind, piece.is_preset))
    except yaml.YAMLError:
        hint = "`mentorkit check` says what is wrong with it"
        if f"/{SOURCES}/" in name:
            hint = "bring it back as it was, or delete it, compare the translation with its source, and mark it as done"
        return Result.failed(Problem("translation", "this cannot be read", Span(name), hint))


@lru_cache(maxsize=500)
def _units(text: str, kind: type[Authored], preset: bool) -> tuple[Unit, ...]:  # noqa: FBT001 - a key of the cache
    if not text:
        return ()
    return definition_units(text, kind) if preset else guide_units(text, kind)


def standing(piece: Piece, vocabulary: Counter[str]) -> Standing:
    """How one translation stands. `vocabulary` counts the words of all sources, by which slips are told."""
    texts, problems = read_texts(piece)
    if texts is None:
        return Standing(piece, TranslationState.UNREADABLE, problems=problems)
    if not texts.source:
        return Standing(piece, TranslationState.ORPHANED)
    if not texts.translation:
        return Standing(piece, TranslationState.MISSING)
    base = texts.of_kept or texts.of_source
    apart = tuple(differences(piece, base, texts.of_translation))
    if not texts.kept:
        return Standing(piece, TranslationState.APART if apart else TranslationState.UNKNOWN, problems=apart)
    changes = tuple(_changes(piece, texts, vocabulary))
    if any(one.kind is not ChangeKind.SLIP for one in changes):
        return Standing(piece, TranslationState.BEHIND, changes, apart)
    return Standing(piece, TranslationState.APART if apart else TranslationState.CURRENT, changes, apart)


def vocabulary(pieces: Iterable[Piece | DefinitionPiece]) -> Counter[str]:
    """How often each word stands in the sources of these pieces."""
    texts = {piece.source_name(): piece.source_text().value or "" for piece in pieces}
    return Counter(word for text in texts.values() for word in words_of(text))


def known_words(words: Counter[str], source: str) -> frozenset[str]:
    """The words of other texts, and those that this one uses more than once: a word that stands once proves nothing."""
    here = Counter(words_of(source))
    return frozenset(word for word, count in words.items() if count > here[word] or here[word] > 1)


def _changes(piece: Piece, texts: Texts, words: Counter[str]) -> Iterator[BlockChange]:
    name, kept, own = piece.source_name(), piece.workspace.name(piece.kept), piece.workspace.name(piece.path)
    known = known_words(words, texts.source)
    for change, twin, place in changes_between(texts.of_kept, texts.of_source, texts.of_translation, known):
        before = texts.of_kept[change.before] if change.before is not None else None
        after = texts.of_source[change.after] if change.after is not None else None
        yield BlockChange(
            change.kind,
            before.text if before else "",
            after.text if after else "",
            Span(name, after.line) if after else Span(kept, before.line if before else 0),
            Span(own, place.line) if place else None,
            twin.text if twin else "",
        )


def changes_between(
    old: Sequence[Unit], new: Sequence[Unit], mine: Sequence[Unit], known: frozenset[str]
) -> Iterator[tuple[UnitChange, Unit | None, Unit | None]]:
    """What a source of which `mine` are the translated units has changed, with the unit that says it there, and the place to edit.

    What the translation has followed already is left out: a number or a choice, and a value of its head that it has no longer.
    """
    found, twins = align(old, new, known), counterparts(old, mine)
    whole = "\n".join(unit.text for unit in mine)
    for change in found.changes:
        number = twins[change.before] if change.before is not None else None
        twin = mine[number] if number is not None else None
        after = new[change.after] if change.after is not None else None
        followed = after is not None and after.fixed and twin is not None and twin.text == after.text
        gone = change.kind is ChangeKind.REMOVED and twin is None and old[change.before or 0].part is not None
        if followed or gone:
            continue
        if after is not None and change.before is not None:
            kind = asked_kind(change.kind, old[change.before].text, after.text, twin.text if twin else "", whole)
            if kind is None:
                continue
            change = replace(change, kind=kind)
        yield change, twin, twin or _neighbour(change.after, found.later, twins, mine)


def asked_kind(kind: ChangeKind, before: str, after: str, said: str, whole: str) -> ChangeKind | None:
    """What a change asks of the translation that says `said` for it, and of which `whole` is all; None where it asks nothing.

    A link that leads elsewhere now asks only where the translation still leads where it led. What was not translated but
    taken over word by word follows even a slip that was mended.
    """
    went = targets_that_went(before, after) if kind is ChangeKind.CHANGED else ()
    if went and not any(target in whole for target in went):
        return None
    return ChangeKind.CHANGED if kind is ChangeKind.SLIP and said.split() == before.split() != after.split() else kind


def _neighbour(
    after: int | None, later: Sequence[int | None], twins: Sequence[int | None], mine: Sequence[Unit]
) -> Unit | None:
    """The unit of the translation behind which a new one belongs."""
    for before in reversed(range(len(later))):
        number, twin = later[before], twins[before]
        if number is not None and twin is not None and after is not None and number < after:
            return mine[twin]
    return None


def counterparts(base: Sequence[Unit], mine: Sequence[Unit]) -> list[int | None]:
    """For each unit of a source the number of its translation: one by one where both are built alike."""
    twins: list[int | None] = [None] * len(base)
    matcher = SequenceMatcher(None, [one.shape for one in base], [one.shape for one in mine], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        twins[first : first + size] = range(second, second + size)
    return twins


def differences(piece: Piece, base: Sequence[Unit], mine: Sequence[Unit]) -> Iterator[Problem]:
    """Where a translation is built otherwise than its source: the first block, values that differ, what was lost."""
    own = piece.workspace.name(piece.path)
    shapes, theirs = [one.shape for one in base], [one.shape for one in mine]
    if shapes != theirs:
        yield _first_difference(base, mine, own, piece.source_name())
        return
    for unit, twin in zip(base, mine, strict=True):
        if unit.part and unit.fixed and unit.text != twin.text:
            message = f'this is "{shortened(twin.text)}" here and "{shortened(unit.text)}" in the source'
            hint = "numbers, ids and choices are the same in all languages"
            yield Problem("translation", message, Span(own, twin.line), hint, Severity.WARNING)
    lost = placeholders(base) - placeholders(mine)
    if lost:
        named = ", ".join(f"{{{{ {name} }}}}" for name in sorted(lost))
        message, hint = f"the source has {named}, and this translation has not", "put it where its words belong"
        yield Problem("translation", message, Span(own), hint, Severity.WARNING)


def _first_difference(base: Sequence[Unit], mine: Sequence[Unit], own: str, source: str) -> Problem:
    number = next(
        (at for at, (one, other) in enumerate(zip(base, mine, strict=False)) if one.shape != other.shape),
        min(len(base), len(mine)),
    )
    hint = "give it the same blocks in the same order"
    if number >= len(mine):
        message = f"this ends before its source, which goes on with: {shortened(base[number].text)}"
        return Problem("translation", message, Span(own, mine[-1].line if mine else 0), hint, Severity.WARNING)
    at = Span(own, mine[number].line)
    if number >= len(base):
        return Problem("translation", "its source has ended here", at, hint, Severity.WARNING)
    message = f"here stands {mine[number].shape}, and in {source} (line {base[number].line}) {base[number].shape}"
    return Problem("translation", message, at, hint, Severity.WARNING)


def placeholders(units: Iterable[Unit]) -> set[str]:
    """The placeholders of these units; which form of a word one asks for is a matter of grammar."""
    names = (match[1] for unit in units for match in PLACEHOLDER.finditer(unit.text))
    return {re.sub(r"^the_", "", name).removesuffix("s") if "." not in name else name for name in names}
