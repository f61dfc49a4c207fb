"""Pieces as a file for translators, in the format PO: a message for each block, with what is translated already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from mentorkit.core.problems import BuildFailed
from mentorkit.language.placeholders import PLACEHOLDER
from mentorkit.translation.alignment import ChangeKind, align
from mentorkit.translation.drift import Texts, counterparts, read_texts
from mentorkit.translation.translated_pieces import Piece
from mentorkit.translation.units import Unit

_KEPT = re.compile(rf"{PLACEHOLDER.pattern}|\]\([^)\s]+[^)]*\)|`[^`]+`")
"""What a translation has to have too: placeholders, the targets of links, code."""
_WIDTH = 100
"""Columns of the file."""


@dataclass(frozen=True, slots=True)
class TranslatedWords:
    """What a translation says in place of a unit of its source; `sure` where the source has not changed since."""

    text: str
    sure: bool
    before: str = ""
    """The wording of the source that it was made from, where it is another."""


def po_file(pieces: Iterable[Piece], language: str) -> bytes:
    """The file for these pieces. What is behind its source is marked as fuzzy. Raises BuildFailed where a piece cannot be read."""
    header = (
        "# Texts to translate. Placeholders such as {{ mentee }}, links and code stay as they are; see each message."
    )
    catalogue = Catalog(
        language.replace("-", "_"), project="MentorKit", charset="utf-8", fuzzy=False, header_comment=header
    )
    for piece in pieces:
        texts, problems = read_texts(piece)
        if texts is None:
            raise BuildFailed(problems)
        for number, said in enumerate(translated(texts)):
            unit = texts.of_source[number]
            if unit.fixed:
                continue
            before = [said.before] if said and said.before and not said.sure else []
            catalogue.add(
                unit.text,
                said.text if said else "",
                locations=[(piece.source_name(), unit.line)],
                flags=["fuzzy"] if said and not said.sure else [],
                auto_comments=list(_comments(unit)),
                previous_id=before,
                context=context(piece, number, unit),
            )
    made = BytesIO()
    write_po(made, catalogue, width=_WIDTH, include_previous=True, sort_output=False)
    dates = re.compile(
        rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To):.*\n',
        re.MULTILINE,
    )
    return dates.sub(b"", made.getvalue())


def context(piece: Piece, number: int, unit: Unit) -> str:
    """The name of a message: its piece, the number of the block in it, and what it is."""
    return f"{piece.name} | {number} | {unit.shape}"


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


def protected(text: str) -> list[str]:
    """What of a text stays in every language: placeholders, the targets of links, code."""
    return [" ".join(found[0].split()) for found in _KEPT.finditer(text)]


def _comments(unit: Unit) -> Iterator[str]:
    kept = [one.removeprefix("](").rstrip(")") if one.startswith("](") else one for one in protected(unit.text)]
    if kept:
        yield f"keep: {', '.join(dict.fromkeys(kept))}"
    if unit.raw:
        yield "keep the lines, and the bars between the columns of a table"
    elif "\n" in unit.text:
        yield "keep the ends of lines"
