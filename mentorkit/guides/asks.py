"""What Keys, sessions, the agreement, and the pages to look back on ask: the one list that pages, printed books and forms to fill in are made from.

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
    essential: bool = True
    """Whether essential workbooks ask it too."""


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


def milestone_asks(words: Words) -> Mapping[str, tuple[Ask, ...]]:
    """What is asked at the beginning, half-way and at the end, in its order, by the part of a page or book that asks it.

    Names are unique among all parts of a page.
    """
    _ = words.gettext
    columns = ("go-on", _("We go on with")), ("leave", _("We leave")), ("try", _("We try"))
    return {
        "letter": (Ask("written-on", _("Written on"), "line", 1), Ask("dear-me", _("Dear me,"), lines=6)),
        "half-way": (
            Ask("different", _("What is different from the first week, so that somebody else could notice it?")),
            Ask("actions", _("Which of my actions changed something, and which did I only write down?")),
            Ask("kept-back", _("What have I kept to myself so far that I could bring?"), essential=False),
        ),
        "together": (
            Ask("second-half", _("What we go on with, what we leave, what we try"), "table", 3, columns),
            Ask("goal-today", _("The goal, in the words that fit it today")),
            Ask("learnt", _("One thing that I have learnt from you"), essential=False),
            Ask("promises", _("What each of us promises for the rest"), essential=False),
        ),
        "closing": (
            Ask("can-do", _("What I can do now that I could not do at the beginning"), lines=4),
            Ask("sentence", _("A sentence from these months that I want to keep")),
            Ask("thanks", _("Whom I want to thank, and for what exactly")),
            Ask("goes-on", _("What I will go on with, and who will ask me about it"), lines=4),
            Ask("remember", _("What else I want to remember")),
        ),
        "keepsake": tuple(
            Ask(name, label, lines=2)
            for name, label in (
                ("came", _("I came with")),
                ("leaves", _("I leave with")),
                ("passes-on", _("I pass on")),
            )
        ),
    }


def _action_columns(words: Words) -> tuple[tuple[str, str], ...]:
    _ = words.gettext
    return ("what", _("What I will do")), ("when", _("By when")), ("who", _("Who checks with me"))
