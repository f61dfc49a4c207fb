"""What the fixed choices of a definition are called in print."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mentorkit.definition.base import EVERYONE
from mentorkit.words import Words


def names(words: Words) -> dict[str, dict[str, str]]:
    """Words, or whole sentences, for every choice that a definition offers, by field and choice."""
    _ = words.gettext
    return {
        "phase": {
            "prepare": _("Prepare"),
            "establish": _("Establish"),
            "develop": _("Develop"),
            "close": _("Close"),
        },
        "level": {
            "participant": _("Participant"),
            "programme": _("Programme"),
            "organisation": _("Organisation"),
        },
        "route": {
            "open": _("Anyone who meets the criteria may apply."),
            "self-nominated": _("People put themselves forward."),
            "manager-nominated": _("Line managers put people forward."),
            "invited": _("People are invited."),
        },
        "method": {
            "by hand": _("Pairs are made by hand."),
            "hybrid": _("Pairs are proposed by software and decided by people."),
            "software": _("Pairs are made by software."),
            "self-chosen": _("People choose each other."),
        },
        "moment": {
            "baseline": _("At the beginning"),
            "middle": _("On the way"),
            "end": _("At the end"),
            "follow-up": _("Some time after the end"),
        },
        "kirkpatrick": {
            "reaction": _("Reaction"),
            "learning": _("Learning"),
            "behaviour": _("Behaviour"),
            "results": _("Results"),
        },
    }


def audience(words: Words, who: Mapping[str, str]) -> Callable[[tuple[str, ...]], str]:
    """Says for whom something is, in the programme's own words for people."""
    _ = words.gettext

    def said(roles: tuple[str, ...]) -> str:
        if set(roles) == set(EVERYONE):
            return _("For everyone")
        people = [who["hr"] if role == "hr" else who[f"{role}s"] for role in roles]
        return _("For %(people)s") % {"people": words.list(people)}

    return said


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def short_address(address: str) -> str:
    """A web address as people say it: without scheme and closing slash."""
    return address.partition("://")[2].rstrip("/") or address.removeprefix("mailto:").removeprefix("tel:")
