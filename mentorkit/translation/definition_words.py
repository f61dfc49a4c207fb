"""A definition with the words of a translation written into it, beside those of its main language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from mentorkit.core.language_tags import base_of, nearest_first, nearest_of, texts_in_languages
from mentorkit.core.problems import Result
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.editing.seen_values import plain
from mentorkit.editing.yaml_edits import by_hand, rewritten
from mentorkit.translation.definition_pieces import DefinitionPiece, DefinitionTexts
from mentorkit.translation.units import Steps


def with_translations(read: DefinitionTexts, piece: DefinitionPiece, wanted: Mapping[Steps, str]) -> Result[str | None]:
    """The file with these texts in the language of a piece, by their paths; None, and why, where it would not be read back so.

    Only the lines of these texts change. A text that was given once becomes one in both languages.
    """
    name, old, new = piece.workspace.name(piece.path), plain(read.source), plain(read.source)
    main, own = (_tag_in_use(read.source, tag) for tag in (piece.languages[0], piece.language))
    for path, said in wanted.items():
        around = new
        for step in path[:-1]:
            around = around[step]
        there = around[path[-1]]
        if isinstance(there, dict):
            there[nearest_of(piece.language, there) or own] = said
        else:
            around[path[-1]] = {main: there, own: said}
    made, problems = rewritten(read.text, name, old, new)
    if made is None or plain(read_mapping(made, name).value) != new:
        return Result(None, problems or (by_hand(name),))
    return Result(made)


def _tag_in_use(source: Located, language: str) -> str:
    """The tag under which a definition gives texts of a language: the one it uses most, else that of the language without its country."""
    used = Counter(tag for text in texts_in_languages(source) for tag in text if tag in nearest_first(language))
    return used.most_common(1)[0][0] if used else base_of(language)
