"""What a Key, a session and the agreement ask at their end: the one list that pages, printed books and forms to fill in are made from.

Names are those under which browsers keep the answers, and by which a test compares the three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mentorkit.language.catalogue import Words

Write = Literal["line", "text", "paragraphs", "table"]
"""A few words, several lines, several lines below each paragraph of the author's, a table to fill."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that takes an answer."""

    name: str
    label: str
    """What is asked, in the programme's language; empty where each paragraph of the author's says it."""
    write: Write = "text"
    lines: int = 3
    """Writing lines on paper at least; of a table, its rows."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table, the part that each column is kept under, and its head."""


def key_asks(words: Words) -> Mapping[str, Ask]:
    """What the last blocks of a Key ask, by their kind."""
    _ = words.gettext
    asks = (
        Ask("bring", "", "paragraphs", 2),
        Ask("action", "", "table", 1, _action_columns(words)),
        Ask("after", _("What I noticed")),
        Ask("private", _("For me alone")),
    )
    return {ask.name: ask for ask in asks}


def session_asks(words: Words) -> Mapping[str, Ask]:
    """What a session asks, by its name: before it, in it, and at its end."""
    _ = words.gettext
    asks = (
        Ask("raise", _("What I want to raise")),
        Ask("held", _("Date we met"), "line", 1),
        Ask("talked", _("What we talked about"), lines=4),
        Ask("take-away", _("What I take away"), lines=4),
        Ask("action", _("What I take on myself"), "table", 2, _action_columns(words)),
        Ask("next", _("Next time")),
    )
    return {ask.name: ask for ask in asks}


def agreement_asks(words: Words) -> Mapping[str, Ask]:
    """What the agreement asks beside signatures, by its name."""
    return {"added": Ask("added", words.gettext("What we change or add"))}


def _action_columns(words: Words) -> tuple[tuple[str, str], ...]:
    _ = words.gettext
    return ("what", _("What I will do")), ("when", _("By when")), ("who", _("Who checks with me"))
