"""American spelling for programmes in `en-US`: of what the stock and the software write, and of nothing that a client wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel.support import NullTranslations

from mentorkit.core.names import is_id
from mentorkit.core.yaml_source import Located, Place

AMERICAN = "en-US"
"""The language whose programmes are spelled so."""

WORD_LIST = Path(__file__).with_name("american_spelling.yml")
"""Families of words by their beginnings, single words and phrases, each with its American spelling."""

_FAMILIES = {
    "our": ("our", "or", r"(?:s|ed|ing|ings|er|ers|ably|able|ful|less|ites?|itism|al|ally|hoods?|ly)?"),
    "ise": ("is", "iz", r"(?:es?|ed|ing|ers?|ations?|ational|able)"),
    "yse": ("ys", "yz", r"(?:es?|ed|ing|ers?)"),
    "ll": ("l", "", r"(?:ed|ing|ings|ers?|ors?|ous)"),
}
"""What follows the beginnings of a family in British and in American English, and what may follow that."""

KEPT = (
    r"^ {4}was:.*$|^ {4}\w+:|\{\{.*?\}\}|%\(\w+\)s|\]\([^)]*\)|`[^`]*`|https?://\S+|[\w.+-]+@[\w.-]+|<[^<>]*>|#[\w-]+"
)
"""Parts of a text that are no words to spell: names of options and first wordings of questions, placeholders, values, targets of links, code, addresses, tags, anchors."""


@cache
def _spelling() -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """What finds the words to spell otherwise, and what each becomes."""
    listed = yaml.safe_load(WORD_LIST.read_text("utf-8"))
    said: dict[str, str] = listed["phrases"] | listed["words"]
    families = [
        f"(?P<{name}>{'|'.join(' '.join(listed[name]).split())}){british}(?P<{name}_end>{endings})"
        for name, (british, _, endings) in _FAMILIES.items()
    ]
    single = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in said)
    found = re.compile(
        rf"(?P<kept>{KEPT})|\b(?:(?P<one>{single})|{'|'.join(families)})\b", re.IGNORECASE | re.MULTILINE
    )

    def spelled(match: re.Match[str]) -> str:
        if match["kept"]:
            return match[0]
        if match["one"]:
            return _as_written(match["one"], said[" ".join(match["one"].lower().split())])
        name = next(name for name in _FAMILIES if match[name])
        stem, ending = match[name], _FAMILIES[name][1]
        return stem + (ending.upper() if stem.isupper() else ending) + match[f"{name}_end"]

    return found, spelled


def _as_written(british: str, american: str) -> str:
    """The American word with the capitals of the British one, and its line break where that is a phrase with one."""
    if break_ := re.search(r"\s*\n\s*", british):
        american = break_[0].join(american.rsplit(" ", 1))
    if british.isupper():
        return american.upper()
    return american[:1].upper() + american[1:] if british[:1].isupper() else american


@lru_cache(maxsize=20_000)
def american(text: str) -> str:
    """The text in American spelling. Placeholders, targets of links, code and addresses stay as they are."""
    found, spelled = _spelling()
    return found.sub(spelled, text)


class AmericanTranslations(NullTranslations):
    """The messages of a catalogue of British English, in American spelling."""

    def __init__(self, british: NullTranslations) -> None:
        super().__init__()
        self.british = british

    def gettext(self, message: str) -> str:
        """The message, spelled so."""
        return american(str(self.british.gettext(message)))

    def pgettext(self, context: str, message: str) -> str:
        """The message at one place, spelled so."""
        return american(str(self.british.pgettext(context, message)))

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        """The message for this number, spelled so."""
        return american(str(self.british.ngettext(singular, plural, num)))

    ugettext, ungettext = gettext, ngettext  # type: ignore[assignment]
    """The names under which Jinja looks for them first."""


def in_american(source: Located, files: Collection[str]) -> Located:
    """A definition in which what was written in one of these files is spelled so.

    Ids and names of choices are single words in lower case, or have hyphens, and stay. A question and an answer to choose are
    still recognised by their British words, in files of answers that were given before.
    """
    made: Located
    made, _ = _in_american(source, source.place, files)
    return made


def _in_american(value: Any, place: Place, files: Collection[str], name: str | int = "") -> tuple[Any, Place]:
    """A part of a definition, and where it was written; `name` is that of the mapping or list that it stands in."""
    if isinstance(value, str):
        return (american(value) if place.span.file in files and not is_id(value) else value), place
    if not isinstance(value, dict | list):
        return value, place
    parts = dict(value.items() if isinstance(value, dict) else enumerate(value))
    spelled = {key: _in_american(one, place.inside[key], files, key) for key, one in parts.items()}
    if name == "options":
        spelled = {
            key: _known_by(parts[key], *one) if isinstance(one[0], str) and parts[key] != one[0] else one
            for key, one in spelled.items()
        }
    there = replace(place, inside=place.inside | {key: at for key, (_, at) in spelled.items()})
    if isinstance(value, list):
        return [one for one, _ in spelled.values()], there
    made = Located({key: one for key, (one, _) in spelled.items()})
    made.place = there
    if "goes_to" not in value and isinstance(ask := value.get("ask"), str) and made["ask"] != ask:
        also = made.get("also", [])
        _also(made, [*([also] if isinstance(also, str) else also), ask], place.inside["ask"])
    return made, made.place


def _known_by(before: str, after: str, place: Place) -> tuple[Located, Place]:
    """An answer to choose that is also known by its words as they were."""
    made = Located(text=after)
    made.place = Place(place.span, {"text": place.span}, {"text": place})
    _also(made, [before], place)
    return made, made.place


def _also(made: Located, words: list[str], place: Place) -> None:
    """Give a question or an answer other words that it is known by, all of which stand where it stands itself."""
    made["also"] = words
    at = Place(place.span, {}, dict.fromkeys(range(len(words)), place))
    made.place = replace(
        made.place, keys=made.place.keys | {"also": place.span}, inside=made.place.inside | {"also": at}
    )
