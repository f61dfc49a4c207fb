"""The words that the software itself writes, and dates, times and lists, in the language of a programme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date`, `time` and `list` are verbs of Words here
from datetime import datetime as Moment  # noqa: N812
from datetime import time as Clock  # noqa: N812
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

Style = Literal["short", "medium", "long", "full"]

CATALOGUES = Path(__file__).parent / "locale"
"""Folder of `<language>/mentorkit.po`: a further language is a further file."""


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def is_language(tag: str) -> bool:
    """Whether `tag` names a language that dates can be written in: en-GB, de, pl."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def _catalogue(folder: Path, language: str) -> NullTranslations | None:
    path = folder / language / "mentorkit.po"
    if not path.is_file():
        return None
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


@dataclass(frozen=True)
class Words:
    """One language's catalogue and formats. `language` is a tag such as en-GB."""

    language: str
    folder: Path = CATALOGUES

    @property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @property
    def translated(self) -> bool:
        """Whether there is a catalogue for this language; otherwise the software's own words are English."""
        return _catalogue(self.folder, self._base) is not None

    @property
    def _base(self) -> str:
        return self.language.split("-")[0]

    @property
    def catalogue(self) -> NullTranslations:
        """The translations, for Jinja's i18n extension."""
        return _catalogue(self.folder, self._base) or NullTranslations()

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return str(self.catalogue.gettext(message))

    def date(self, day: Day, style: Style = "long") -> str:
        """`1 February 2027` and its like, more or less of it by Babel's style."""
        return format_date(day, style, locale=self.locale)

    def day_and_month(self, day: Day) -> str:
        """`1 Feb` and its like."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def month_and_day(self, day: Day) -> tuple[str, str]:
        """`Feb` and `1`, apart."""
        return format_date(day, "LLL", locale=self.locale), format_date(day, "d", locale=self.locale)

    def weekday_date(self, day: Day) -> str:
        """`Mon, 1 Feb` and its like, with the year."""
        return format_skeleton("yMMMEd", day, locale=self.locale)

    def days(self, first: Day, last: Day) -> str:
        """`1–5 Feb 2027` and its like."""
        return str(format_interval(first, last, "yMMMd", locale=self.locale))

    def month(self, day: Day) -> str:
        """`February 2027` and its like."""
        return format_skeleton("yMMMM", day, locale=self.locale)

    def time(self, moment: Clock | Moment) -> str:
        """`09:30` and its like."""
        return format_time(moment, "short", locale=self.locale)

    def zone(self, name: str) -> str:
        """`London time` and its like, for an IANA zone."""
        if "/" not in name:
            return name
        return get_timezone_name(ZoneInfo(name), width="short", locale=self.locale, zone_variant="generic")

    def list(self, items: Iterable[str]) -> str:
        """`one, two and three` and its like."""
        return format_list([str(item) for item in items], locale=self.locale)
