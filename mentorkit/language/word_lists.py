"""Words that rules of design read in texts: lists for each language, in files. A further language is a further file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from mentorkit.core.language_tags import base_of

FOLDER = Path(__file__).with_name("words")
"""Folder of `<language>.yml`."""

About = Literal["mended_elsewhere", "best_only", "power", "goal", "protected", "profile", "by_name", "by_group"]
"""What the words of a list are about."""

_SIGNS = {
    "(": "(?:", "|": "|", ")": ")",
    "*": r"\w*",
    "…": r"\b[^.?!]{0,20}?",
    " ": r"\s+",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one language about one thing."""

    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None = None

    def found(self, text: str) -> Iterator[str]:
        """Yield each of the words as it stands in a text."""
        void = [one.span() for one in self.exceptions.finditer(text)] if self.exceptions else []
        for one in self.words.finditer(text):
            if not any(begin < one.end() and one.start() < end for begin, end in void):
                yield one[0]

    def first(self, text: str) -> str:
        """The first of the words in a text; empty where there is none."""
        return next(self.found(text), "")


def word_list(language: str, about: About) -> WordList | None:
    """The words about this in the language of a tag such as en-GB; None where nobody has listed any."""
    return _lists(base_of(language)).get(about)


def lists_for(language: str, about: About) -> tuple[WordList, ...]:
    """The words in this language, and in English, in which guides may still be: those of the two that are listed."""
    return tuple(one for one in (word_list(language, about), word_list("en", about)) if one)


@cache
def _lists(language: str) -> Mapping[str, WordList]:
    path = FOLDER / f"{language}.yml"
    if not path.is_file():
        return {}
    read: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text("utf-8"))
    return {
        about: WordList(_pattern(said["words"]), _pattern(said["except"]) if "except" in said else None)
        for about, said in read.items()
    }


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    every = "|".join("".join(_SIGNS.get(sign, re.escape(sign)) for sign in phrase) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE)
