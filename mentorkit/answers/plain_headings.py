"""Headings and options as they are compared: what form tools, spreadsheets and pens add to their words is taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from mentorkit.core.problems import INVISIBLE
from mentorkit.definition.base import as_written
from mentorkit.definition.items import Item, Option
from mentorkit.definition.questionnaires import GroupQuestion
from mentorkit.language.said_answers import said_in_answers

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SIGNS = str.maketrans(
    {**dict.fromkeys("‘’‚‛′`´ʼ", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_NUMBERED = re.compile(r"(?:q(?:uestion)?\s*)?\(?\d{1,3}\s*[.):]\s*(?=\D)|q\d{1,3}\s+(?:- )?|\d{1,3}\s+- |[a-z][.)]\s+")
"""The number of a question in front of its words: 3. | Q3: | (3) | 3 - | a)"""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
"""Characters without width, which come in by copying."""
_END = " .:;?!*…,'\""
_LOUD = " *:…'\""


@lru_cache(maxsize=20_000)
def plain_option(text: str) -> str:
    """An option, or an answer that may be one, as it is compared: without marks, in small letters."""
    return _small(text).strip(_LOUD).rstrip(_END)


@lru_cache(maxsize=5_000)
def plain_heading(text: str) -> str:
    """A heading as it is compared: an option's form without the number of the question."""
    small = plain_option(text)
    bare = small[found.end() :] if (found := _NUMBERED.match(small)) else small
    return bare or small


def _small(text: str) -> str:
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub(" ", text)) if _TAG.search(text) or ";" in text else text
    text = normalize("NFKC", INVISIBLE.sub(" ", text)).translate(_UNSEEN).translate(_SIGNS).casefold()
    return normalize("NFC", " ".join(text.split()))


def headings_of(question: Item | GroupQuestion) -> Iterator[str]:
    """Every form in which a heading may name a question."""
    written = question.headings if isinstance(question, Item) else (question.ask, *question.also)
    for one in written:
        yield plain_heading(one)
        yield plain_heading(as_written(one))


def option_words(options: tuple[Option, ...]) -> dict[str, int]:
    """The index of each option by every form in which it is written. Forms that two options share are left out."""
    found = dict[str, int]()
    shared = set[str]()
    for index, option in enumerate(options):
        for words in {plain_option(form) for one in option.words for form in (one, as_written(one))}:
            if found.setdefault(words, index) != index:
                shared.add(words)
    return {words: index for words, index in found.items() if words not in shared}


OTHER_WORDS = said_in_answers("other") | {"-oth-", "_other"}
"""How form tools call an answer of one's own, in small letters."""
ALL_WORDS = said_in_answers("all")
"""An answer that ticks every option, unless it is one itself."""
NOTHING_WORDS = said_in_answers("nothing") | {"", "-", "--", "---", "#n/a", "{}", "[]", ".", "/", "x/x"}
"""What says that a question has no answer, in small letters."""
