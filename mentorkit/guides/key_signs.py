"""The sign of a Key: which of the drawings in `templates/drawings/signs.svg` stands beside its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zlib import crc32

from mentorkit.guides.library import Guide

_OF_TOPICS = {
    "agreement": "both", "asking": "question", "circle": "table", "equals": "exchange", "rank": "seesaw", "return": "inward",
    "sponsorship": "lift", "belonging": "seat", "career": "fork", "closing": "ring",
    "confidence": "peak", "courage": "heart", "direction": "target", "energy": "sun", "feedback": "mirror",
    "influence": "ripples", "leading": "flight", "managers": "stair", "network": "net", "neurodiversity": "rhythms",
    "purpose": "compass", "readiness": "door", "setbacks": "valley", "strengths": "keystone", "stretch": "beyond", "succession": "handover",
    "transition": "bridge", "trust": "talk", "visibility": "eye", "working styles": "sliders",
}  # fmt: skip
"""The drawing of each topic of the stock."""


@dataclass(frozen=True, slots=True)
class KeySign:
    """A sign: the name of its drawing, or nothing and the number that an abstract one is put together from."""

    name: str
    number: int


def sign_of(key: Guide[Any]) -> KeySign:
    """The sign of a Key, by its topic; for a topic of an author's own an abstract one, always the same for the same id."""
    return KeySign(_OF_TOPICS.get(key.topic.casefold(), ""), crc32(key.id.encode()))
