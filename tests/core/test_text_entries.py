"""One text that is a list of Markdown, where a list of texts is meant."""

from __future__ import annotations

import pytest

from mentorkit.core.text_entries import entries_of


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("- a", ["a"]),
        ("* a\n* b", ["a", "b"]),
        (" 3. a\n 4. b\n", ["a", "b"]),
        ("- a\n   - b\n   - c\n- d\n   more", ["a\n - b\n - c", "d\n more"]),
        ("- a\n\n- b\n\n  its second paragraph", ["a", "b\n\nits second paragraph"]),
        ("- ```\n  code\n    deeper\n  ```\n- b", ["```\ncode\n  deeper\n```", "b"]),
        ("- a\ngoes on\n-\n- c", ["a\ngoes on", "c"]),
        ("- - a", ["- a"]),
    ],
)
def test_a_list_has_its_entries(text: str, entries: list[str]) -> None:
    assert entries_of(text) == entries


@pytest.mark.parametrize(
    "text",
    ["a", "-1 degree", "**- a", "-", "- a\n\nMore.", "- a\n\n1. b", "- a [x]\n\n[x]: http://x.example", "- a[^1]\n\n[^1]: b", "- [ ] a\n- [x] b"],
)  # fmt: skip
def test_anything_else_is_one_text(text: str) -> None:
    assert entries_of(text) == [text]
