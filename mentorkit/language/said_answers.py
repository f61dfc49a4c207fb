"""Words that say yes, no, other, all or nothing in files of answers: lists for each language, in files, and read in all of them.

A form tool writes them in the language of whoever set it up, whatever the programme's is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

FOLDER = Path(__file__).with_name("answer_words")
"""Folder of `<language>.yml`: a further language is a further file."""

Says = Literal["yes", "no", "other", "all", "nothing", "out_of"]
"""What the words of a list say. Those of `out_of` stand between two numbers: 20 of 24."""


@cache
def said_in_answers(says: Says) -> frozenset[str]:
    """The words of every language that say this, in small letters."""
    return frozenset(word for path in sorted(FOLDER.glob("*.yml")) for word in _read(path)[says])


@cache
def _read(path: Path) -> dict[Says, list[str]]:
    read: dict[Says, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    return read
