"""The words that the software itself writes, and dates, times and lists, in the language of a programme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - `date`, `time` and `list` are verbs of Words here
from datetime import datetime as Moment  # noqa: N812
from datetime import time as Clock  # noqa: N812
from functools import cache, wraps
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations

from mentorkit.core.language_tags import base_of
from mentorkit.language.alphabet import alphabetical
from mentorkit.language.american import AMERICAN, AmericanTranslations
from mentorkit.language.digits import digits_of, is_figure
from mentorkit.language.people_words import USUAL

Style = Literal["short", "medium", "long", "full"]

CATALOGUES = Path(__file__).parent / "locale"
"""Folder of `<language>/mentorkit.po`: a further language is a further file."""


STOCK_LANGUAGE = "en"
"""The language of what the stock holds outside of language folders, and of the software's own words."""

ENGLISH, OWN = "\ue000", "\ue001"
"""Where English begins and ends, in a text that becomes part of a page."""


class Told(str):
    """A text in the language of a programme that knows its English: for sentences that nobody has translated yet."""

    english: str
    untranslated: bool
    """Whether it has English words in it."""
    marked: str
    """As it is shown, with marks around its English: all of it, unless it is joined from parts of which some are nobody's to translate."""
    __slots__ = ("english", "marked", "untranslated")

    def __new__(cls, said: str, english: str, untranslated: bool = False, marked: str = "") -> Told:  # noqa: FBT001, FBT002 - as it is pickled
        """`said` in the language of the programme as far as there are words of it."""
        made = super().__new__(cls, said)
        made.english = english
        made.untranslated = untranslated
        made.marked = marked or (f"{ENGLISH}{english}{OWN}" if untranslated else said)
        return made

    def __getnewargs__(self) -> tuple[str, str, bool, str]:  # type: ignore[override]
        """What it is made of, for other processes."""
        return str(self), self.english, self.untranslated, self.marked


class Placed(str):
    """A message that has another translation at one place than elsewhere: `Close` on a button, and as a phase of a programme."""

    place: str
    """What gettext calls its context."""
    __slots__ = ("place",)

    def __new__(cls, place: str, message: str) -> Placed:
        """The message as this place has it."""
        made = super().__new__(cls, message)
        made.place = place
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What it is made of, for other processes."""
        return self.place, str(self)


def in_english(text: Any) -> Any:
    """A text in English, as far as that is known; anything else as it is."""
    return text.english if isinstance(text, Told) else text


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    if isinstance(text, Told):
        marked = text.marked.removeprefix(ENGLISH)
        whole = text.marked[: len(text.marked) - len(marked)] + capital(marked)
        return Told(capital(str(text)), capital(text.english), text.untranslated, whole)
    return text[:1].upper() + text[1:]


def _in_parts(told: Told) -> str:
    """A text beside one in English, with marks."""
    return told.marked if told.untranslated else f"{ENGLISH}{told.english}{OWN}"


_VALUE = re.compile(r"%\(\w+\)s")
"""The place of a value in a message."""


def _in_both(method: Callable[..., str]) -> Callable[..., str]:
    """A way of writing something that is told in English besides, where the programme's sentences are English."""

    @wraps(method)
    def told(self: Words, *about: Any) -> str:
        said = method(self, *about)
        return Told(said, method(_ENGLISH, *about)) if self.foreign else said

    return told


def _in_digits(method: Callable[..., str]) -> Callable[..., str]:
    """The same of a way of writing numbers: in the digits of the language."""

    @wraps(method)
    def written(self: Words, *about: Any) -> str:
        return self.digits(method(self, *about))

    return _in_both(written)


@cache
def catalogued() -> frozenset[str]:
    """The tags of the languages that the software has a catalogue of words for, and English."""
    return frozenset((STOCK_LANGUAGE, *(path.parent.name for path in CATALOGUES.glob("*/mentorkit.po"))))


@cache
def _read(folder: Path, language: str) -> Catalog | None:
    path = folder / language / "mentorkit.po"
    if not path.is_file():
        return None
    with path.open("rb") as source:
        return read_po(source, locale=language)


@cache
def _catalogue(folder: Path, language: str) -> NullTranslations | None:
    catalogue = _read(folder, language)
    if catalogue is None:
        return None
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def share_translated(language: str, part: str) -> float:
    """The share, from 0 to 1, of messages of a part of the software, by the beginning of its files' names, that a catalogue has."""
    catalogue = _read(CATALOGUES, language) or Catalog()
    theirs = [one for one in catalogue if one.id and any(file.startswith(part) for file, _ in one.locations)]
    said = (one.string if isinstance(one.string, tuple) else (one.string,) for one in theirs if not one.fuzzy)
    return sum(all(texts) for texts in said) / len(theirs) if theirs else 0


@dataclass(frozen=True)
class Words:
    """One language's catalogue and formats. `language` is a tag such as en-GB."""

    language: str
    folder: Path = CATALOGUES
    people: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What a programme calls people, itself and its sessions; the language's usual words where nothing is given."""

    @property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    @property
    def comma(self) -> str:
        """What stands between two parts of a line, with the space behind it: languages in Arabic letters have a comma of their own."""
        return "، " if _script(self.locale) == "Arab" else ", "

    @property
    def translated(self) -> bool:
        """Whether there is a catalogue for this language; otherwise the software's own words are English."""
        return _catalogue(self.folder, self._base) is not None

    @property
    def foreign(self) -> bool:
        """Whether the software's own words are in another language than the programme, which is English."""
        return self._base != STOCK_LANGUAGE and not self.translated

    @property
    def _base(self) -> str:
        return base_of(self.language)

    @property
    def catalogue(self) -> NullTranslations:
        """The translations, for Jinja's i18n extension."""
        found = _catalogue(self.folder, self._base) or NullTranslations()
        return AmericanTranslations(found) if self.language == AMERICAN else found

    def digits(self, value: str | int) -> str:
        """A number, or a text with numbers, in the digits of this language; for people to read, not for addresses and files."""
        return digits_of(self.language).write(str(value))

    @property
    def own_digits(self) -> str:
        """Those for 0 to 9 in its sentences, for scripts that put numbers there; empty where they are the usual ones."""
        own = digits_of(self.language)
        return "" if own.stored or self.foreign else own.ten

    def gettext(self, message: str) -> str:
        """The message in this language; of one that is marked for a place, as that place has it."""
        place = getattr(message, "place", "")
        said = str(self.catalogue.pgettext(place, message) if place else self.catalogue.gettext(message))
        if "%(" in said and "%(" not in message:  # a translation that names somebody whom the English does not
            said %= Values({}, self)
        return Told(said, said, untranslated=True) if self.foreign else said

    def person(self, name: str) -> str:
        """What somebody or something is called, by a name such as `mentee` or `the_mentee`; KeyError for others."""
        return self.people[name] if name in self.people else self.gettext(USUAL[name])

    def fill(self, said: str, values: Mapping[str, Any]) -> str:
        """A message of `gettext` with these values in it, all of it in one language.

        One of signs alone joins its values: those that know their English are told in it where one of them is in English,
        and what an author wrote stays as it is. A translation may name people whom the English message does not.
        """
        if not self.foreign:
            return said % (values if isinstance(values, Values) else Values(self.in_own_digits(values), self))
        pattern, own = str(said), str(said) % values
        english = pattern % {name: in_english(value) for name, value in values.items()}
        if re.search(r"[^\W\d_]", _VALUE.sub("", pattern)):
            return Told(own, english, untranslated=True)
        return Told(own, english, *self._parts(values, lambda parts: pattern % parts))

    def in_own_digits(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a message, its numbers in the digits of this language."""
        return {name: self.digits(value) if is_figure(value) else value for name, value in values.items()}

    @staticmethod
    def _parts(values: Mapping[str, Any], join: Callable[[Mapping[str, Any]], str]) -> tuple[bool, str]:
        """Whether these values hold English, and how they are shown then, joined."""
        if not any(getattr(value, "untranslated", False) for value in values.values()):
            return False, ""
        if all(isinstance(value, (Told, int)) for value in values.values()):
            return True, ""
        parts = {name: _in_parts(value) if isinstance(value, Told) else value for name, value in values.items()}
        return True, join(parts)

    def joined(self, parts: Iterable[str], by: str) -> str:
        """Those of these texts that say something, joined by a sign."""
        said = {f"part_{number}": part for number, part in enumerate(filter(None, parts))}
        return self.fill(by.join(f"%({name})s" for name in said), said)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The message for this number, which it calls `num`."""
        return self.fill(str(self.catalogue.ngettext(one, many, number)), {"num": number})

    @_in_digits
    def date(self, day: Day, style: Style = "long") -> str:
        """`1 February 2027` and its like, more or less of it by Babel's style."""
        return format_date(day, style, locale=self.locale)

    @_in_digits
    def skeleton(self, parts: str, day: Day) -> str:
        """Those parts of a day that a skeleton of CLDR names: `MMM` is `Feb`, `yMMM` is `Feb 2027`."""
        return format_skeleton(parts, day, locale=self.locale)

    @_in_digits
    def day_and_month(self, day: Day) -> str:
        """`1 Feb` and its like."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def month_and_day(self, day: Day) -> tuple[str, str]:
        """`Feb` and `1`, apart."""
        month, number = (format_date(day, style, locale=self.locale) for style in ("LLL", "d"))
        return month, self.digits(number)

    @_in_digits
    def weekday(self, day: Day) -> str:
        """`Monday` and its like."""
        return format_date(day, "EEEE", locale=self.locale)

    @_in_digits
    def weekday_date(self, day: Day) -> str:
        """`Mon, 1 Feb` and its like, with the year."""
        return format_skeleton("yMMMEd", day, locale=self.locale)

    @_in_digits
    def weekday_and_day(self, day: Day) -> str:
        """`Mon, 1 Feb` and its like."""
        return format_skeleton("MMMEd", day, locale=self.locale)

    @_in_digits
    def days(self, first: Day, last: Day) -> str:
        """`1–5 Feb 2027` and its like."""
        return str(format_interval(first, last, "yMMMd", locale=self.locale))

    @_in_digits
    def month(self, day: Day) -> str:
        """`February 2027` and its like."""
        return format_skeleton("yMMMM", day, locale=self.locale)

    @_in_digits
    def time(self, moment: Clock | Moment) -> str:
        """`09:30` and its like."""
        return format_time(moment, "short", locale=self.locale)

    @_in_both
    def zone(self, name: str) -> str:
        """`London time` and its like, for an IANA zone; `UTC`, `GMT` or `UTC+3` where it is no place's."""
        if said := _of_no_place(name):
            return said
        if "/" not in name:
            return name
        said = get_timezone_name(ZoneInfo(name), width="short", locale=self.locale, zone_variant="generic")
        if said.isupper() and self._base != "en":  # letters of other languages are those of winter: CET, MEZ
            return get_timezone_name(ZoneInfo(name), width="long", locale=self.locale, zone_variant="generic")
        return said

    @_in_digits
    def percent(self, share: float) -> str:
        """`82%` and its like, of a share from 0 to 1."""
        return format_percent(round(share, 2), locale=self.locale, numbering_system="default")

    @_in_digits
    def number(self, value: float) -> str:
        """`3.4` and its like, with one place at most."""
        return format_decimal(round(value, 1), locale=self.locale, numbering_system="default")

    def alphabetically(self, texts: Iterable[str]) -> tuple[str, ...]:
        """These texts in the order of the language's alphabet."""
        return tuple(sorted(texts, key=lambda text: alphabetical(text, self.language)))

    def quoted(self, text: str) -> str:
        """A text in the quotes of the language."""
        return self.fill(self.gettext("“%(words)s”"), {"words": text})

    def list(self, items: Iterable[str]) -> str:
        """`one, two and three` and its like."""
        listed = tuple(items)
        said = format_list([str(item) for item in listed], locale=self.locale)
        if not self.foreign:
            return said
        english = format_list([str(in_english(item)) for item in listed], locale=_ENGLISH.locale)
        numbered = {str(number): item for number, item in enumerate(listed)}
        return Told(
            said, english, *self._parts(numbered, lambda parts: format_list(list(parts.values()), locale=self.locale))
        )


def _script(locale: Locale) -> str | None:
    """The letters that a language is written in, as its likely subtags in CLDR say where its tag does not."""
    likely = get_global("likely_subtags").get(locale.language)
    return locale.script or (parse_locale(likely)[2] if likely else None)


class Values(dict[str, Any]):
    """The values of a message: those given, and the words for people, which every translation may use."""

    def __init__(self, given: Mapping[str, Any], words: Words, made: Callable[[str], Any] = str) -> None:
        """`made` is what becomes of a word for people, as it became of the given values before."""
        super().__init__(given)
        self._words, self._made = words, made

    def __missing__(self, name: str) -> Any:
        """The word for people of this name; KeyError where there is none."""
        return self._made(self._words.person(name))


def _of_no_place(zone: str) -> str:
    """How people write a zone that is the same hours from UTC everywhere; empty for those of places.

    The names of such zones count hours behind UTC (POSIX): Etc/GMT-3 is three hours ahead of it.
    """
    name = zone.removeprefix("Etc/")
    if name in ("UTC", "UCT", "Universal", "Zulu"):
        return "UTC"
    if name in ("GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"):
        return "GMT"
    turned = re.fullmatch(r"GMT([+-])(\d{1,2})", name)
    return f"UTC{'−' if turned[1] == '+' else '+'}{turned[2]}" if turned else ""


_ENGLISH = Words("en-GB")
