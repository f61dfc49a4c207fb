"""Translations of the software's own words: whole, well formed, and with everything in them that the English message tells."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from mentorkit.language.catalogue import CATALOGUES, Words
from mentorkit.language.people_words import THE, USUAL

WHOLE = ("da", "de")
"""The languages in which everything but the studio is there."""
LANGUAGES = sorted(path.parent.name for path in CATALOGUES.glob("*/mentorkit.po") if path.parent.name != "en")
NAME = re.compile(r"%\(([\w-]+)\)s")
KEPT = re.compile(r"\{\w+\}|%%|</?\w+[^<>]*>|`[^`]*`")
"""What stands in a translation as often as in English: values that scripts put in, percent signs, elements, commands."""
QUOTES = {"da": '“”"', "de": '”"', "ar": '"'}
"""Quotation marks that a language does not use."""


@cache
def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "mentorkit.po").open("rb") as source:
        return read_po(source, locale=language)


def forms(message: Message) -> tuple[list[str], list[str]]:
    """The English sentences of a message and those of its translation."""
    one, many = ([text] if isinstance(text, str) else list(text) for text in (message.id, message.string))
    return one, many


def translated(language: str) -> Iterator[tuple[list[str], list[str], Message]]:
    for message in catalogue(language):
        english, said = forms(message)
        if message.id and any(said):
            yield english, said, message


def names(sentences: list[str]) -> set[str]:
    return {name for text in sentences for name in NAME.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_nothing_that_nobody_knows(language: str) -> None:
    unknown = {
        english[0]: beyond
        for english, said, _ in translated(language)
        if (beyond := names(said) - names(english) - set(USUAL) - {THE + name for name in names(english)})
    }
    assert unknown == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_loses_nothing_that_a_sentence_tells(language: str) -> None:
    """Words for people may go: a language may say it without, or with a word of its own."""
    lost = {
        english[0]: gone
        for english, said, _ in translated(language)
        if (
            gone := names(english[-1:])
            - names(said[-1:])
            - set(USUAL)
            - {name.removeprefix(THE) for name in names(said)}
        )
    }
    assert lost == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_scripts_and_browsers_read_is_kept(language: str) -> None:
    changed = {
        english[-1]: said[-1]
        for english, said, _ in translated(language)
        if Counter(KEPT.findall(english[-1])) != Counter(KEPT.findall(said[-1]))
    }
    assert changed == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_has_every_form_of_the_language(language: str) -> None:
    """Other complaints of Babel's are about words for people, which it takes for unknown: they are looked at above."""
    wrong = {
        english[0]: said
        for english, said, message in translated(language)
        if (isinstance(message.id, tuple) and (len(said) != catalogue(language).num_plurals or not all(said)))
        or [error for error in message.check(catalogue(language)) if "unknown named placeholder" not in str(error)]
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_begins_with_a_word_that_has_no_capital(language: str) -> None:
    if (mentor := Words(language).gettext("mentor")).upper() == mentor:
        return  # letters without capitals
    small = [
        said for english, said, _ in translated(language) if english[0][0].isupper() and said[0].startswith(f"%({THE}")
    ]
    assert small == []


@pytest.mark.parametrize("language", sorted(QUOTES.keys() & set(LANGUAGES)))
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    outside = re.compile(r"<[^<>]*>")
    assert [
        said
        for _, said, _ in translated(language)
        for text in said
        if set(outside.sub("", text)) & set(QUOTES[language])
    ] == []


@pytest.mark.parametrize("language", WHOLE)
def test_everything_but_the_studio_is_translated(language: str) -> None:
    lacking = [
        message.id
        for message in catalogue(language)
        if message.id
        and not any(forms(message)[1])
        and not all(place.startswith("mentorkit/studio/") for place, _ in message.locations)
    ]
    assert lacking == []
