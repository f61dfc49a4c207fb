"""Letters that depend on those beside them: scripts that join, turn or stack, and pictures such as emoji in one form of several."""

from __future__ import annotations

import re

_JOINED = re.compile(
    "["
    "\u0300-\u036f"  # accents of their own
    "\u0590-\u08ff"  # Hebrew, Arabic and their neighbours, which run from right to left
    "\u0900-\u109f"  # scripts of South and South-East Asia
    "\u1780-\u18af"  # Khmer, Mongolian
    "\ua840-\uabff"  # further scripts of Asia
    "\ufb1d-\ufdff\ufe70-\ufefc"  # forms of Hebrew and Arabic letters
    "]"
)

_VARIANTS = re.compile(
    "(?<=[\u2190-\u2bff\U0001f000-\U0001faff])[\u200d\ufe0f\U0001f3fb-\U0001f3ff]+|[\ufe0e\ufe0f\u20e3]+"
)
"""Signs that ask for another colour or form of the picture before them, or join two pictures."""


def is_joined(text: str) -> bool:
    """Return whether the letters of a text depend on each other, so that it has to be set as a whole."""
    return bool(_JOINED.search(text))


def in_one_form(text: str) -> str:
    """The text with pictures such as emoji in the one form that print has."""
    return _VARIANTS.sub("", text)
