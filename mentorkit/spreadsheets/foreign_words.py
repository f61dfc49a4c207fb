"""Words that timetables from elsewhere use for kinds of events and for those whom they are for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from mentorkit.definition.schedule import EventKind

_KINDS: Mapping[str, str] = {
    **{str(one): str(one) for one in get_args(EventKind) if one != "other"},
    "workshop": "training", "course": "training", "seminar": "training", "schulung": "training", "formation": "training", "masterclass": "training",
    "info session": "webinar", "information session": "webinar", "q&a": "webinar", "questions and answers": "webinar", "infoveranstaltung": "webinar",
    "kick-off": "launch", "kickoff": "launch", "kick off": "launch", "opening": "launch", "auftakt": "launch",
    "applications": "application", "call for applications": "application", "bewerbung": "application", "deadline": "task",
    "closing event": "closing", "graduation": "closing", "abschluss": "closing", "wrap-up": "closing", "final event": "closing",
    "check-in": "checkpoint", "review": "checkpoint", "mid-point": "checkpoint", "midpoint": "checkpoint", "zwischenstand": "checkpoint",
    "questionnaire": "survey", "evaluation": "survey", "umfrage": "survey", "feedback": "survey",
    "networking": "social", "lunch": "social", "dinner": "social", "cafe": "social", "coffee": "social", "get-together": "social",
    "presentation": "showcase", "presentations": "showcase", "demo": "showcase", "demo day": "showcase",
    "peer group": "circle", "peer circle": "circle", "meeting": "call", "video call": "call",
}  # fmt: skip
_AUDIENCES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("mentor", "mentors", "mentoren", "mentorinnen", "mentores", "only mentors", "mentors only"), ("mentors",)),
    **dict.fromkeys(("mentee", "mentees", "mentorees", "mentees only", "only mentees", "protégés", "apprentices"), ("mentees",)),
    **dict.fromkeys(("pair", "pairs", "mentor-mentee", "mentor mentee", "mentor/mentee", "tandem", "tandems", "both", "mentoring pairs"), ("pairs",)),
    **dict.fromkeys(("all", "everyone", "everybody", "alle", "tous", "todos", "all participants", "plenary"), ("everyone",)),
    **dict.fromkeys(("manager", "managers", "line managers", "line manager", "führungskräfte"), ("managers",)),
    **dict.fromkeys(("facilitator", "facilitators", "trainers"), ("facilitators",)),
    **dict.fromkeys(("sponsor", "sponsors"), ("sponsors",)),
    **dict.fromkeys(("hr", "hr team"), ("hr",)),
    **dict.fromkeys(("safe contact", "safe contacts", "ombuds", "ombudsperson"), ("safe contacts",)),
}  # fmt: skip
_OPEN = frozenset(
    {
        "tbc",
        "tba",
        "tbd",
        "tbd.",
        "tbc.",
        "?",
        "??",
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "open",
        "offen",
        "to be confirmed",
        "to be decided",
        "to be announced",
        "none",
        ".",
    }
)
_OPEN_INSIDE = re.compile(
    r"\(?\b(?:tb[acd]|to be (?:confirmed|decided|announced)|provisional(?:ly)?|offen|vorläufig)\b\.?\)?", re.IGNORECASE
)


def kind_of(text: str) -> str:
    """The kind of event that a word names; empty where it names none."""
    return _KINDS.get(" ".join(text.casefold().split()), "")


def audience_of(text: str) -> tuple[str, ...]:
    """Those whom a text names, in the words of definitions; empty where a word of it names nobody that is known."""
    whole = " ".join(text.casefold().split())
    if whole in _AUDIENCES:
        return _AUDIENCES[whole]
    parts = [one.strip() for one in re.split(r"[,;/&+\n]|\band\b|\bund\b|\bet\b", whole) if one.strip()]
    named = [_AUDIENCES.get(one) for one in parts]
    return tuple(dict.fromkeys(name for one in named for name in one or ())) if all(named) else ()


def is_open(text: str) -> bool:
    """Whether a cell says that nothing is known yet."""
    return " ".join(text.casefold().split()).strip("()") in _OPEN


def without_open(text: str) -> str:
    """A text without words that say that it is not certain yet: Thu 4 March (tbc)."""
    return " ".join(_OPEN_INSIDE.sub(" ", text).split()).strip(" ,;:-–")
