"""A guide while it is being typed, made fit to be shown whatever is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace

from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.introduction import introduced
from mentorkit.guides.library import Guide
from mentorkit.language.placeholders import MEANT_AS_PLACEHOLDER, NAMES
from mentorkit.language.speech import Speech


def as_typed(guide: Guide[GuideFacts], speech: Speech) -> Guide[GuideFacts]:
    """The guide with the placeholders of its head filled; those that there are not stand as they were typed."""

    def shown(mark: re.Match[str]) -> str:
        return mark[0] if mark[1].strip() in NAMES else f"&#123;&#123;{mark[1]}&#125;&#125;"

    return introduced(replace(guide, body=MEANT_AS_PLACEHOLDER.sub(shown, guide.body)), speech)
