"""The words of a text where marks cannot be shown."""

import pickle

import pytest

from mentorkit.core.plain_words import words_of_line, words_of_text
from mentorkit.definition.base import Worded


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("AT&T 5 * 3 a_b_c #1 [x] 9:30", "AT&T 5 * 3 a_b_c #1 [x] 9:30"),
        ("*Meet* **Anna** [here](https://x.example)\nagain", "Meet Anna here (https://x.example) again"),
        ("[a@x.example](mailto:a@x.example), <https://y.example>", "a@x.example, https://y.example"),
        ("Room ~~4~~ 5, `code`, ==now==, &amp; \\*not\\*", "Room 5, code, now, & *not*"),
        ("Bring:\n- a pen\n- paper\n  1. white\n  2. blue\n\nEnd.", "Bring:\n- a pen\n- paper\n  1. white\n  2. blue\n\nEnd."),
        ("3. third\n4. fourth", "3. third\n4. fourth"),
        ("> [!NOTE]\n> Read *this*.", "Read this."),
        ("!!! tip \"A *tip*\"\n    Do.", "A tip\n\nDo."),
        ("a|b\n-|-\n1|2", "a | b\n1 | 2"),
        ("so[^1]\n\n[^1]: Said.", "so [1]\n[1] Said."),
        ("one\\\ntwo  \nthree<br>four", "one\ntwo\nthree\nfour"),
        ("Title\n===\n\nText <!-- not this -->", "Title\n\nText"),
        ("```\n*a*\n```", "*a*"),
        ("![a *map*](x.png)", "a map"),
    ],
)  # fmt: skip
def test_a_text_says_the_words_that_a_reader_would_see(written: str, said: str) -> None:
    assert words_of_text(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Meet *Anna* [here](https://x.example)", "Meet Anna here"),
        ("- 1. # > Not a list", "- 1. # > Not a list"),
        ("C:\\Users <b> a_b", "C:\\Users <b> a_b"),
        ("~~Old~~ `new`", "new"),
    ],
)
def test_a_line_says_its_words_without_addresses(written: str, said: str) -> None:
    assert words_of_line(written) == said


def test_a_line_keeps_what_was_written_wherever_it_goes() -> None:
    line = pickle.loads(pickle.dumps(Worded.of("*A* b")))
    assert (line, line.written) == ("A b", "*A* b")
    assert pickle.dumps(line) != pickle.dumps(Worded.of("A *b*")), "builds see that it was changed"
