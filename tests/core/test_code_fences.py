"""Code between fences, as line after line tells it: wherever its first fence may stand."""

from __future__ import annotations

import pytest

from mentorkit.core.commonmark import CodeFences, reader

TEXTS = {
    "```\n/// x\n```\nb": "cccb",
    "~~~~\n~~~\n~~~~\nb": "cccb",
    "- ```\n  /// x\n  ```\n- b": "cccb",
    "1. a\n\n   ```\n   /// x\n   ```\nb": "bbcccb",
    "10. ~~~\n    /// x\n    ~~~\nb": "cccb",
    "- - ```\n    /// x\n    ```\n- b": "cccb",
    "    ```\n    /// x\n    ```\nb": "cccb",
    "```\n- ```\n```\nb": "cccb",
    "a ```b``` c\n```d```\nb": "bbb",
}
"""Texts, and of each line whether it is code (c)."""


@pytest.mark.parametrize("text", TEXTS)
def test_lines_of_code_are_told(text: str) -> None:
    fences = CodeFences()
    assert "".join("c" if fences.hold(line) else "b" for line in text.split("\n")) == TEXTS[text]
    assert fences.open == ""


@pytest.mark.parametrize("text", [text for text in TEXTS if "///" in text])
def test_the_reader_agrees(text: str) -> None:
    (code,) = [token for token in reader().parse(text) if token.type == "fence"]
    assert code.content == "/// x\n"
