"""The pieces that the studio puts into guides: all of the vocabulary, and each finished writing."""

from __future__ import annotations

import pytest

from mentorkit.checking.marks import marks_of_guide
from mentorkit.core.open_marks import GAP
from mentorkit.definition.front_matter import KINDS, PageFacts
from mentorkit.guides.blocks import FOR_ONE, SHAPES
from mentorkit.guides.library import read_guide
from mentorkit.language.catalogue import Words, catalogued
from mentorkit.language.placeholders import NAMES
from mentorkit.studio.block_snippets import PLACEHOLDERS, SNIPPETS, Snippet, offered


def test_every_block_of_the_vocabulary_is_offered_once_and_for_each_of_the_pair() -> None:
    blocks = [(one.name, one.argument) for one in SNIPPETS if one.where != "text"]
    assert sorted(blocks) == sorted(
        (kind, argument) for kind in SHAPES for argument in (("mentee", "mentor") if kind in FOR_ONE else ("",))
    )


@pytest.mark.parametrize("language", sorted(catalogued()))
@pytest.mark.parametrize("piece", SNIPPETS, ids=lambda piece: f"{piece.name} {piece.argument}".strip())
def test_a_piece_reads_without_a_problem_and_is_finished_writing(piece: Snippet, language: str) -> None:
    piece = piece.written_in(Words(language))
    text = f"---\ntitle: Any\nsummary: Any.\n---\nBefore.\n\n{piece.text}\n\nAfter.\n"
    guide, problems = read_guide("any", text, PageFacts, "pages", "any.md", "workspace")
    assert problems == ()
    assert guide is not None
    assert list(marks_of_guide(guide, html=False)) == []
    assert [one.kind for one in guide.blocks] == ([piece.name] if piece.where != "text" else [])
    assert GAP not in piece.text
    assert piece.chosen in piece.text


@pytest.mark.parametrize("language", sorted(catalogued()))
def test_a_card_has_as_many_words_as_fit_on_it(language: str) -> None:
    text = next(one.written_in(Words(language)).text for one in SNIPPETS if one.name == "card")
    assert 20 <= len(text.partition("\n")[2].removesuffix("///").split()) <= 45


def test_a_kind_of_guide_is_offered_what_may_stand_in_it() -> None:
    assert [list(offered(folder, Words("en-GB"))) for folder in KINDS] == [
        ["questions", "key", "text"],
        ["module", "questions", "text"],
        ["questions", "text"],
        ["questions", "text"],
    ]


def test_every_placeholder_is_explained() -> None:
    assert tuple(name for name, _ in PLACEHOLDERS) == NAMES
