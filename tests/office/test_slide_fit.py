"""What fits on a slide, and an author's Markdown as lines."""

from __future__ import annotations

import pytest
from conftest import ROOT

from mentorkit.office.slide_fit import SIZES, SlideFont, divided, height, title_size
from mentorkit.office.slide_texts import SlideLine, SlideRun, plain_lines, slide_text

FONT = SlideFont(ROOT / "templates/assets/fonts/Inter-Italic.ttf")
TEXT = """\
In **threes**, and *quietly*.

- One
  - Inside {{ mentee }}
- Two \\* three

3. Third
4. Fourth

| A | B |
|---|---|
| c | d |
"""


def test_markdown_becomes_lines_with_their_signs() -> None:
    lines = slide_text(TEXT, {"mentee": "me*ntee"}).lines
    assert [(one.kind, one.level, one.number, one.text) for one in lines] == [
        ("text", 0, 0, "In threes, and quietly."),
        ("bullet", 1, 1, "One"),
        ("bullet", 2, 1, "Inside me*ntee"),
        ("bullet", 1, 2, "Two * three"),
        ("number", 1, 3, "Third"),
        ("number", 1, 4, "Fourth"),
        ("text", 0, 0, "A · B"),
        ("text", 0, 0, "c · d"),
    ]
    assert [run.text for run in lines[0].runs if run.bold] == ["threes"]
    assert [run.text for run in lines[0].runs if run.italic] == ["quietly"]
    assert plain_lines("1. a\n2. b\n   - c\n", {}) == ["1. a", "2. b", "   – c"]


def test_a_picture_is_told_by_its_name_and_its_words() -> None:
    shown = slide_text("Look.\n\n![Two chairs](../pictures/chairs.png)\n", {})
    assert (shown.pictures, [one.text for one in shown.lines]) == ((("chairs.png", "Two chairs"),), ["Look."])


def line(words: int) -> SlideLine:
    return SlideLine("text", 0, (SlideRun(" ".join(["sentence"] * words)),))


@pytest.mark.parametrize(("words", "size", "slides"), [(5, SIZES[0], 1), (40, 28, 1), (400, SIZES[-1], 10)])
def test_lines_are_set_smaller_and_then_divided(words: int, size: int, slides: int) -> None:
    given = tuple(line(min(20, words)) for _ in range(max(1, words // 20)))
    chosen, made = divided(given, FONT, 832, 324)
    assert (chosen, len(made)) == (size, slides)
    assert all(height(one, FONT, chosen, 832) <= 324 for one in made)
    assert " ".join(part.text for one in made for part in one).split() == ["sentence"] * sum(
        len(one.text.split()) for one in given
    )


def test_a_paragraph_longer_than_a_slide_is_divided_between_words() -> None:
    _, made = divided((line(300),), FONT, 832, 324)
    assert len(made) > 2
    assert sum(len(part.text.split()) for one in made for part in one) == 300
    assert all(height(one, FONT, SIZES[-1], 832) <= 324 for one in made)


def test_a_title_is_as_large_as_its_room_allows() -> None:
    assert title_size("Short", FONT, 832, 96) == 40
    assert title_size("Long " * 18, FONT, 832, 96) < 40
