"""Languages and countries by their names, for those who write a name where a tag or a time zone is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from mentorkit.language.catalogue import Words, capital


def language_called(name: str) -> str:
    """The tag of the language that is called so in English or in itself, or is written nearly as its tag; else nothing."""
    wanted = name.strip().casefold()
    if (tag := wanted.replace("_", "-")) != wanted or tag != name:
        try:
            return str(Locale.parse(tag, sep="-")).replace("_", "-")
        except (UnknownLocaleError, ValueError, TypeError):
            pass
    return _languages().get(wanted, "")


@cache
def _languages() -> dict[str, str]:
    english = {name.casefold(): code for code, name in Locale("en").languages.items() if "_" not in code}
    own = ((Locale.parse(code).get_display_name(), code) for code in locale_identifiers() if len(code) == 2)
    return {name.casefold(): code for name, code in own if name} | english


def zones_of_country(name: str) -> tuple[str, ...]:
    """The time zones of the country that is called so in English or has this code; none where there is no such country."""
    wanted = name.strip().casefold()
    codes = {code: said.casefold() for code, said in Locale("en").territories.items()}
    code = next((code for code, said in codes.items() if wanted in (said, code.casefold())), "")
    return tuple(get_global("territory_zones").get(code, ()))


def own_names(tags: Iterable[str]) -> dict[str, str]:
    """What each of these languages calls itself, with a capital; with its country where another of them is of one language with it."""
    locales = {tag: Locale.parse(tag, sep="-") for tag in tags}
    spoken = Counter(one.language for one in locales.values())
    return {
        tag: capital(str(one.get_display_name(one) if spoken[one.language] > 1 else one.get_language_name(one)))
        for tag, one in locales.items()
    }


def name_in(words: Words, tag: str) -> str:
    """What one language calls another: `engelsk` for English in Danish; the tag itself where it has no word for it."""
    locale = Locale.parse(tag, sep="-")
    return str(locale.get_language_name(words.locale) or tag)


def with_country(tag: str) -> str:
    """A language and a country as those who show links want them: `da_DK` for `da`, the country in which most speak it."""
    locale = Locale.parse(tag, sep="-")
    likely = str(get_global("likely_subtags").get(str(locale), "")).split("_")[-1]
    country = locale.territory or likely
    return f"{locale.language}_{country}" if country else locale.language


def usual_zone(tag: str) -> str:
    """The time zone of most who speak a language, where they are in one country with one or two; UTC for others, and London's for none."""
    zones = zones_of_country(with_country(tag).rpartition("_")[2]) if tag else ("Europe/London",)
    return zones[0] if 0 < len(zones) < 3 else "UTC"
