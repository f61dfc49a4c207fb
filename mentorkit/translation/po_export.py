"""Pieces as a file for translators, in the format PO: a message for each block, with what is translated already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from mentorkit.core.problems import BuildFailed
from mentorkit.language.placeholders import PLACEHOLDER
from mentorkit.translation.definition_pieces import DefinitionPiece
from mentorkit.translation.translated_pieces import Piece
from mentorkit.translation.translator_texts import translator_texts
from mentorkit.translation.units import Unit

_KEPT = re.compile(rf"{PLACEHOLDER.pattern}|\]\([^)\s]+[^)]*\)|`[^`]+`")
"""What a translation has to have too: placeholders, the targets of links, code."""
_WIDTH = 100
"""Columns of the file."""


def po_file(pieces: Iterable[Piece | DefinitionPiece], language: str) -> bytes:
    """The file for these pieces. What is behind its source is marked as fuzzy. Raises BuildFailed where a piece cannot be read."""
    header = (
        "# Texts to translate. Placeholders such as {{ mentee }}, links and code stay as they are; see each message."
    )
    catalogue = Catalog(
        language.replace("-", "_"), project="MentorKit", charset="utf-8", fuzzy=False, header_comment=header
    )
    for piece in pieces:
        texts, problems = translator_texts(piece)
        if texts is None:
            raise BuildFailed(problems)
        for number, (unit, said) in enumerate(zip(texts.units, texts.said, strict=True)):
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


def context(piece: Piece | DefinitionPiece, number: int, unit: Unit) -> str:
    """The name of a message: its piece, the number of the block in it, and what it is."""
    return f"{piece.name} | {number} | {unit.shape}"


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
