"""Tags of languages: en-GB, de, pl. A text for a language stands under its tag or under that of what it is a kind of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError


@cache
def is_language(tag: str) -> bool:
    """Whether `tag` names a language that dates can be written in: en-GB, de, pl."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def tag_meant(name: str) -> str:
    """The tag that this is written nearly as: `da` of `DA`, `en-GB` of `en_gb`; empty where there is none."""
    first, *more = re.split("[-_]", name)
    tag = "-".join([first.lower(), *(one.title() if len(one) == 4 else one.upper() for one in more)])
    return tag if is_language(tag) else ""


def base_of(tag: str) -> str:
    """The language of a tag without its country: `de` of `de-CH`."""
    return tag.partition("-")[0]


def nearest_first(tag: str) -> tuple[str, ...]:
    """The tags that a text in a language may stand under: `de-CH`, then `de`; `zh-Hant-TW`, `zh-Hant`, `zh`; none for an empty one."""
    parts = tag.split("-") if tag else []
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def nearest_of(tag: str, tags: Iterable[str]) -> str:
    """Of these tags the one that a text in a language stands under: the nearest, else one of the same language; empty where there is none."""
    known = tuple(tags)
    same = next((one for one in known if tag and base_of(one) == base_of(tag)), "")
    return next((one for one in nearest_first(tag) if one in known), same)


_FIELDS = frozenset({"is", "id", "to", "hr"})
"""Names of parts of a definition that are tags of languages as well."""


def given_in_languages(value: Any) -> bool:
    """Whether this is a text that is given in languages beside each other: `{da: …, en: …}`."""
    if not isinstance(value, dict) or not value.keys() - _FIELDS:
        return False
    return all(isinstance(one, str) or one is None for one in value.values()) and all(map(is_language, value))


def first_text(value: Any) -> str:
    """A text as it is written; of one that is given in languages, the first of them. Empty for anything else."""
    said = next(iter(value.values())) if given_in_languages(value) else value
    return said if isinstance(said, str) else ""


def texts_in_languages(value: Any) -> Iterator[dict[str, Any]]:
    """Every text in this, at any depth, that is given in languages beside each other."""
    if given_in_languages(value):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in_languages(one)
