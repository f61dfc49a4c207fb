"""The mark of what is still to be written, and how people write it where they do not copy it."""

from __future__ import annotations

import re

GAP = "TO FILL IN"
"""The mark of what only the organisation can know: `TO FILL IN (who backs the programme)`."""

_NEARLY = re.compile(
    r"\bTO[\s_-]+(?:BE[\s_-]+)?FILL(?:ED)?[\s_-]+IN\b|(^[\s*_>+-]*)to[\s_-]+(?:be[\s_-]+)?fill(?:ed)?[\s_-]+in(?=\s*[:(]|\s*$)"
    r"|(^[\s*_>+-]*)To[\s_-]+(?:be[\s_-]+)?[Ff]ill(?:ed)?[\s_-]+[Ii]n(?=\s*[:(]|\s*$)"
)


def with_mark(text: str) -> str:
    """The text with the mark as it is where it says nearly so: with other spaces, with hyphens, in small letters at its front."""
    return _NEARLY.sub(lambda one: (one[1] or one[2] or "") + GAP, text) if "ill" in text or "ILL" in text else text
