"""Scripts whose letters join, turn or stack: a picture that places letters one by one cannot show them."""

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


def is_joined(text: str) -> bool:
    """Return whether the letters of a text depend on each other, so that it has to be set as a whole."""
    return bool(_JOINED.search(text))
