"""The decisions of the table of matches, as people write them: a pair that is none is not told each other's names."""

from __future__ import annotations

import re
from enum import Enum

from mentorkit.language.said_answers import said_in_answers

_YES = frozenset(
    [
        "yes",
        "y",
        "ok",
        "okay",
        "agreed",
        "accepted",
        "approved",
        "confirmed",
        "matched",
        "paired",
        "match",
        "go",
        "done",
        "both",
        "x",
        "true",
        "1",
        "✓",
        "✔",
        "✅",
        "☑",
        "👍",
        "ja",
        "oui",
        "si",
        "sí",
        "sì",
        "sim",
        "tak",
        "ano",
        "da",
        "да",
        "evet",
        "kyllä",
    ]
) | said_in_answers("yes")
_NO = frozenset(
    [
        "no",
        "n",
        "declined",
        "rejected",
        "refused",
        "cancelled",
        "canceled",
        "withdrawn",
        "unmatched",
        "against",
        "not",
        "false",
        "0",
        "✗",
        "✘",
        "×",
        "✖",
        "❌",
        "👎",
        "nein",
        "non",
        "nee",
        "nej",
        "nei",
        "não",
        "nie",
        "ne",
        "нет",
        "hayır",
        "ei",
        "abgelehnt",
        "refusé",
        "rechazado",
    ]
) | said_in_answers("no")
_OPEN = frozenset(
    [
        "open",
        "pending",
        "undecided",
        "waiting",
        "maybe",
        "perhaps",
        "tentative",
        "proposed",
        "proposal",
        "tbd",
        "tba",
        "?",
        "❓",
        "⏳",
        "offen",
        "vielleicht",
    ]
)
_TWO_WAYS = frozenset(["no", "n", "y", "x", "1", "0", "go", "match", "both", "against"])
"""Words that mean another thing before a word: no objections, both are asked."""
_FIRST = re.compile(r"([^\W\d_]+|[01]\b|[^\w\s])\s*")


class Decision(Enum):
    """What was decided of a pair."""

    MATCHED = "matched"
    DECLINED = "declined"
    OPEN = "open"
    UNCLEAR = "unclear"


def decision(written: str) -> Decision:
    """What a cell says by its first word or sign. An empty one is a pair; "no, too far" is none, and "no objections" is unclear."""
    text = written.casefold().strip(" .!")
    first = _FIRST.match(text)
    if not first:
        return Decision.UNCLEAR if written else Decision.MATCHED
    word, goes_on = first[1], text[first.end() :][:1].isalnum()
    if goes_on and word in _TWO_WAYS:
        return Decision.UNCLEAR
    meanings = ((_YES, Decision.MATCHED), (_NO, Decision.DECLINED), (_OPEN, Decision.OPEN))
    return next((meant for words, meant in meanings if word in words), Decision.UNCLEAR)
