"""Straight quotes become those of the language of the text."""

from __future__ import annotations

import pytest

from mentorkit.guides.markdown import Prose
from mentorkit.guides.vocabulary import options
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import usual_people
from mentorkit.workspace.layers import Layers


@pytest.mark.parametrize(("language", "shown"), [("en-GB", "“Yes”"), ("da", "»Yes«"), ("el", "“Yes”")])
def test_straight_quotes_become_those_of_the_language(language: str, shown: str) -> None:
    prose = Prose(options("portal", Layers(()), language, usual_people(Words(language)), {}))
    assert prose.inline('He said "Yes", and it\'s so.').unescape() == f"He said {shown}, and it’s so."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("the '80s", "the ’80s"),
        ("from -- to", "from – to"),
        ("one---two", "one—two"),
        ("wait...", "wait…"),
        ('**so** "it" *is*', "so “it” is"),
        ("left as it is. - (1..2)", "left as it is. - (1..2)"),
        ("code `a -- b`", "code a -- b"),
    ],
)
def test_typed_signs_become_those_of_print(typed: str, shown: str) -> None:
    prose = Prose(options("portal", Layers(()), "en-GB", usual_people(Words("en-GB")), {}))
    assert prose.inline(typed).striptags() == shown
