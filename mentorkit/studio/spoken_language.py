"""The language that the studio speaks: the one that was chosen in its head, else the programme's, else the browser's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from starlette.datastructures import FormData
from starlette.requests import HTTPConnection
from starlette.responses import Response

from mentorkit.core.language_tags import base_of, is_language
from mentorkit.language.catalogue import STOCK_LANGUAGE, catalogued, share_translated
from mentorkit.language.one_language import USUAL_LANGUAGE

COOKIE = "mentorkit-studio-language"
"""What a browser remembers of the choice."""
_A_YEAR = 60 * 60 * 24 * 365

ENOUGH = 0.9
"""The share of the studio's messages that a catalogue needs: with less, pages would mix two languages."""


@cache
def offered() -> tuple[str, ...]:
    """The languages in which the studio can be read, by the shares of its messages in their catalogues; English is always one."""
    return tuple(
        sorted(
            tag for tag in catalogued() if tag == STOCK_LANGUAGE or share_translated(tag, "mentorkit/studio/") >= ENOUGH
        )
    )


def is_offered(tag: str) -> bool:
    """Whether the studio can be read in this language, or in what it is a kind of."""
    return base_of(tag) in offered()


def chosen(form: FormData) -> str:
    """The language that was chosen in a form; empty for none, and for what is not offered."""
    tag = str(form.get("language", ""))
    return tag if tag in offered() else ""


def spoken(wished: Iterable[str]) -> str:
    """The first of these languages that is offered, in the kind of it that is wished for nearby: en-US where `en` is chosen.

    Tags that are no languages are passed over; English where nothing else is left.
    """
    tags = [one for one in wished if is_language(one) and is_offered(one)] or [USUAL_LANGUAGE]
    kinds = [one for one in tags if base_of(one) == base_of(tags[0]) and one != base_of(one)]
    usual = USUAL_LANGUAGE if tags[0] == STOCK_LANGUAGE else tags[0]
    return next(iter(kinds), usual)


def of_browser(connection: HTTPConnection) -> list[str]:
    """The tags of the languages that a browser asks for, those that its reader likes best first (RFC 9110, 12.5.4)."""
    wished = list[tuple[float, str]]()
    for one in connection.headers.get("accept-language", "").split(","):
        tag, _, weight = one.partition(";")
        rated = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight) if weight else None
        wished.append((-float(rated[1]) if rated else -1.0, tag.strip()))
    return [tag for _, tag in sorted(wished, key=lambda one: one[0])]


def remembered(connection: HTTPConnection) -> str:
    """The language that was chosen in this browser; empty for none."""
    tag = connection.cookies.get(COOKIE, "")
    return tag if tag in offered() else ""


def remember(answer: Response, language: str) -> None:
    """Let a browser remember a choice; with an empty one, forget it."""
    age = _A_YEAR if language else 0
    answer.set_cookie(COOKIE, language, max_age=age, httponly=True, samesite="strict")
