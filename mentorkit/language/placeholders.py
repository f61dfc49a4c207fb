"""The closed set of placeholders in content, and how texts are filled with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mentorkit.core.problems import Problem, did_you_mean
from mentorkit.core.yaml_source import Located, Place
from mentorkit.definition.base import Authored
from mentorkit.language.catalogue import capital

PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
"""A placeholder as it stands in a text; its name is the first group."""

NAMES = (
    "program.title", "program.organisation", "program.starts", "program.ends",
    "manager.name", "manager.email", "sponsor.name", "safe_contact.name", "safe_contact.email",
    "mentor", "mentors", "mentee", "mentees", "programme", "programmes", "session", "sessions",
    "the_mentor", "the_mentors", "the_mentee", "the_mentees", "the_programme", "the_session", "the_sessions",
)  # fmt: skip


def title(text: str, texts: Mapping[str, str]) -> str:
    """A title with its placeholders replaced; where it begins with one, with a capital."""
    full = PLACEHOLDER.sub(lambda match: texts.get(match[1], match[0]), text)
    return capital(full) if text.startswith("{{") else full


def unknown(source: Located) -> Iterator[Problem]:
    """Placeholders in the texts of a definition that cannot be filled, where they stand."""
    for path, text, place in texts(source, source.place):
        for match in MEANT_AS_PLACEHOLDER.finditer(text):
            name = match[1].strip()
            if name not in NAMES:
                yield Problem("placeholder", f'there is no placeholder "{name}"', place.span, did_you_mean(name, NAMES))
            elif _stands_for(path):
                message = "no placeholder can stand in what placeholders stand for"
                yield Problem("placeholder", message, place.span, "write out what you mean")


MEANT_AS_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
"""Anything that somebody meant as a placeholder."""


def _stands_for(path: tuple[str | int, ...]) -> bool:
    if path[0] == "people":
        return path[1] != "facilitators" and (len(path) == 2 or path[2] in ("name", "email"))
    return path[0] in ("title", "organisation", "wording")


def filled(source: Located, texts: Mapping[str, str]) -> Located:
    """A definition with every placeholder replaced; those that stand for nothing are left as they are."""
    made: Located = map_texts(source, lambda text: PLACEHOLDER.sub(lambda match: texts.get(match[1], match[0]), text))
    return made


def map_texts(value: Any, say: Callable[[str], str]) -> Any:
    """The same with what `say` makes of every text in it, at any depth."""
    if isinstance(value, str):
        return say(value)
    if isinstance(value, Located):
        made = Located({name: map_texts(inner, say) for name, inner in value.items()})
        made.place = value.place
        return made
    if isinstance(value, list | tuple):
        return type(value)(map_texts(item, say) for item in value)
    if isinstance(value, Authored):
        new = {name: after for name, before in value if (after := map_texts(before, say)) != before}
        return value.model_copy(update=new) if new else value
    return value


def texts(
    value: Any, place: Place, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, Place]]:
    """Every text of a definition: where it stands in it, what it says, and where it was written."""
    if isinstance(value, str):
        yield path, value, place
    elif isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(inner, place.inside[name], (*path, name))
