"""What a translator gets of a piece: each of its texts, and what the translation has for it already."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mentorkit.core.problems import Result
from mentorkit.translation.alignment import ChangeKind, align
from mentorkit.translation.definition_drift import changed_texts, earlier_words
from mentorkit.translation.definition_pieces import DefinitionPiece, DefinitionTexts, read_definition
from mentorkit.translation.drift import Texts, counterparts, read_texts
from mentorkit.translation.translated_pieces import Piece
from mentorkit.translation.units import Unit


@dataclass(frozen=True, slots=True)
class TranslatedWords:
    """What a translation says in place of a unit of its source; `sure` where the source has not changed since."""

    text: str
    sure: bool
    before: str = ""
    """The wording of the source that it was made from, where it is another."""


@dataclass(frozen=True, slots=True)
class TranslatorTexts:
    """The texts of a piece in the order of its source, and for each what is there in the language; None where nothing is."""

    units: tuple[Unit, ...]
    said: tuple[TranslatedWords | None, ...]

    @property
    def is_sure(self) -> bool:
        """Whether everything is translated, and nothing has changed since."""
        return all(one is not None and one.sure for one in self.said)


def translator_texts(piece: Piece | DefinitionPiece) -> Result[TranslatorTexts | None]:
    """The texts of a piece as translators get them; None, and why, where it cannot be read."""
    if isinstance(piece, DefinitionPiece):
        return read_definition(piece).then(lambda read: Result(of_definition(read)))
    return read_texts(piece).then(lambda texts: Result(TranslatorTexts(texts.of_source, tuple(translated(texts)))))


def of_definition(read: DefinitionTexts) -> TranslatorTexts:
    """The texts of a definition, each named by its key."""
    earlier, texts = earlier_words(read), [one for one in read.texts if one.source]
    changed = {one.text.key for one in changed_texts(read) if one.kind is not ChangeKind.SLIP}
    said = [
        TranslatedWords(
            one.translation.strip(),
            read.kept is not None and one.key not in changed,
            earlier.get(one.key, "").strip() if one.key in changed else "",
        )
        if one.translation
        else None
        for one in texts
    ]
    return TranslatorTexts(tuple(replace(one.unit, shape=one.key) for one in texts), tuple(said))


def translated(texts: Texts) -> list[TranslatedWords | None]:
    """For each unit of a source as it is now what the translation has for it; None where that has nothing."""
    base = texts.of_kept or texts.of_source
    twins, found = counterparts(base, texts.of_translation), align(base, texts.of_source)
    changed = {one.before for one in found.changes if one.kind is ChangeKind.CHANGED}
    said: list[TranslatedWords | None] = [None] * len(texts.of_source)
    for number, after in enumerate(found.later):
        twin = twins[number]
        if after is not None and twin is not None:
            sure = bool(texts.of_kept) and number not in changed
            said[after] = TranslatedWords(
                texts.of_translation[twin].text, sure, base[number].text if number in changed else ""
            )
    return said
