"""Pictures among letters, in the one form that print has."""

from __future__ import annotations

from mentorkit.language.shaping import in_one_form
from mentorkit.language.templates import css_text

PICTURES = "1\ufe0f\u20e3 👍🏽 👩🏿\u200d🚀 ❤\ufe0f ☎\ufe0e"
"""A digit on a key, a hand and an astronaut with their colours of skin, a red heart, a black telephone."""


def test_pictures_have_one_form() -> None:
    assert in_one_form(PICTURES) == "1 👍 👩🚀 ❤ ☎"
    assert in_one_form("हिन्\u200dदी, می\u200cخواهم") == "हिन्\u200dदी, می\u200cخواهم", "letters keep what joins them"


def test_they_have_it_in_running_heads_too() -> None:
    """A style sheet holds their numbers, in which nobody would find them afterwards."""
    assert css_text(PICTURES) == css_text("1 👍 👩🚀 ❤ ☎")
