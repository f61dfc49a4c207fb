"""The text of a guide in its parts, and back in its file."""

from __future__ import annotations

import pytest

from mentorkit.studio.guide_text import GuideText, as_in_file, parted
from mentorkit.workspace.layers import stock_root

TEXT = "---\ntitle: Any\n# aside\nminutes: 20\n---\n\nFirst.\n\nLast.\n"


def test_facts_and_body_are_parted_at_their_lines() -> None:
    text = parted(TEXT)
    assert text == GuideText("---\n", "title: Any\n# aside\nminutes: 20\n", "---\n\n", "First.\n\nLast.\n")
    assert (text.facts_line, text.body_line) == (2, 7)
    assert text.whole == TEXT


@pytest.mark.parametrize(
    "text", ["Only text.\n", "---\n---\nText", "---\n---\n", "", "---\ntitle: never closed\n", "\n\n---\na: b\n---\n"]
)
def test_the_parts_are_the_text_again(text: str) -> None:
    assert parted(text).whole == text


def test_every_guide_of_the_stock_is_its_parts_again() -> None:
    files = [*(stock_root() / "content").rglob("*.md")]
    assert len(files) > 50
    for file in files:
        text = file.read_text("utf-8")
        assert parted(text).whole == text


def test_a_page_without_facts_gets_lines_for_them_with_the_first() -> None:
    assert parted("\nText.\n").with_facts("title: Any").whole == "---\ntitle: Any\n---\n\nText.\n"
    assert parted("Text.\n").with_facts("").whole == "Text.\n"


def test_lines_keep_the_ends_that_they_have_in_the_file() -> None:
    file = "\ufeffone\r\ntwo\nthree\r\nfour"
    assert as_in_file("one\ntwo\nthree\nfour", file) == file
    assert (
        as_in_file("one\nnew\ntwo\nthree\nfour\nfive\n", file) == "\ufeffone\r\nnew\r\ntwo\nthree\r\nfour\r\nfive\r\n"
    )
    assert as_in_file("a\nb\n", "a\nc\n") == "a\nb\n"
