"""Languages and countries by their names, for those who write a name where a tag or a time zone is meant."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers


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
