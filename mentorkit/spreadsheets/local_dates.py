"""Days, times and lengths as people type them into tables, in the ways and languages of several countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal
from unicodedata import normalize

from babel import Locale

DayOrder = Literal["", "day first", "month first"]
"""How 03/04/2027 is meant: as 3 April, or as March 4th; unknown where that is not said."""
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "da", "nb", "fi", "cs", "hu", "ro")
_DASH = re.compile(
    r"\s*[–—−]\s*|\s+-\s*|\s*-\s+|(?<=\d)-(?=\d{1,2}[./ ])|(?<=\.)-(?=\d)|\s+(?:to|bis|until|till|au|a|hasta)\s+(?=\S)",
    re.IGNORECASE,
)
"""What may stand between the first day and the last; where it is a part of one day, the two sides are none."""
_CLOCK = r"(\d{1,2})(?:\s*[:.hH]\s*([0-5]\d))?\s*(?:(a|p)\.?\s?m\b\.?|h\b|Uhr\b|hrs?\b|o[’']clock)?"
_TIME = re.compile(rf"{_CLOCK}(?:\s*(?:[-–—−]|\bto\b|\bbis\b|\buntil\b)\s*{_CLOCK})?", re.IGNORECASE)
_TIME_INSIDE = re.compile(
    r"(?:,|\bat\b|\bum\b|@|T|à|\bfrom\b|\bvon\b)?\s*(?:\bfrom\b|\bvon\b)?\s*"
    r"\b(\d{1,2}(?::[0-5]\d(?::[0-5]\d)?(?:\s*[ap]\.?m\b\.?)?|(?:\.[0-5]\d)?\s*[ap]\.?m\b\.?|(?:\.[0-5]\d)?\s*Uhr|h[0-5]\d)"
    r"(?:\s*(?:[-–—−]|\bto\b|\bbis\b|\buntil\b)\s*\d{1,2}(?:[:.][0-5]\d)?(?:\s*[ap]\.?m\b\.?|\s*Uhr|h[0-5]\d)?)?)",
    re.IGNORECASE,
)  # fmt: skip
_DOTTED_TIME = re.compile(r"(?<![\d.])\d{1,2}\.[0-5]\d(?:\s*(?:[-–—−]|to|bis)\s*\d{1,2}\.[0-5]\d)?(?![\d.])")
"""A time with a point, which is told from a date by the day that is left without it."""
_WEEK_OF = re.compile(
    r"(?:w\s?/\s?c|wc|week\s+(?:of|commencing|beginning|starting|from)|woche\s+(?:vom|ab)|semaine\s+du|semana\s+del)\b[\s:]*",
    re.IGNORECASE,
)
_ROUGHLY = frozenset(
    {"early", "mid", "late", "beginning", "middle", "end", "of", "in", "anfang", "mitte", "ende", "debut", "fin"}
)
_NUMBERS = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?\.?")
_LENGTH = re.compile(
    r"(?:(\d{1,2}(?:[.,]\d{1,2})?|[½¼¾]|\d½)\s*(?:hours|hour|hrs|hr|h|std|stunden?|heures?|horas?)(?=\d|\b)\.?)?\s*(?:(?:and|und|,)?\s*(\d{1,3})\s*(?:m|min|mins|minutes?|minuten|minutos)?\b\.?)?",
    re.IGNORECASE,
)  # fmt: skip
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class TypedWhen:
    """What a text says of when something is; what it does not say is None, or empty."""

    first: date | None = None
    last: date | None = None
    at: str = ""
    minutes: int | None = None
    either: tuple[date, ...] = ()
    """Two days of which it can be either."""


def typed_when(text: str, order: DayOrder = "", near: date | None = None) -> TypedWhen | None:
    """Read a day, several days, a day with its time; None where the text is none of these. Without a year it is the one `near` this day."""
    plain = " ".join(normalize("NFKC", text).replace("\u2009", " ").split()).strip(" .,;")
    plain = re.sub(r"(\d{4}-\d{2}-\d{2})T(?=\d)", r"\1 ", plain)
    clock = None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain) is None and (inside := _TIME_INSIDE.search(plain)):
        clock = typed_time(inside[1])
        plain = (plain[: inside.start()] + " " + plain[inside.end() :]).strip(" ,;") if clock else plain
    found = _days(plain, order, near)
    if found is None and clock is None and (dotted := _DOTTED_TIME.search(plain)):
        clock = typed_time(dotted[0])
        found = _days((plain[: dotted.start()] + " " + plain[dotted.end() :]).strip(" ,;"), order, near)
    if found is None:
        return None
    return replace(found, at=clock.at, minutes=clock.minutes) if clock else found


def typed_week(text: str) -> str:
    """The day of a text that means the whole week in which it lies: w/c 19 April, week of 8 March; empty where it means none."""
    found = _WEEK_OF.match(" ".join(text.split()))
    return text.strip()[found.end() :].strip() if found else ""


def names_month_only(text: str) -> bool:
    """Whether a text names a month and no day of it: May, mid-April, early May 2027."""
    words = re.findall(r"[^\W\d_]+|\d+", text)
    names = [one for one in words if _folded(one) in _months()]
    others = [
        one for one in words if one not in names and _folded(one) not in _ROUGHLY and not re.fullmatch(r"20\d\d", one)
    ]
    return bool(names) and not others


def _days(text: str, order: DayOrder, near: date | None) -> TypedWhen | None:
    whole = _one_day(text, order, near)
    if whole:
        return whole
    text = _without_weekday(text) if re.match(r"[^\W\d_]+\.?\s?[-–—/&]", text) else text
    for cut in _DASH.finditer(text):
        left, right = text[: cut.start()], text[cut.end() :]
        last = _one_day(right, order, near)
        if last is None or last.first is None:
            continue
        first = _one_day(left, order, last.first) or _day_alone(left, last.first) or _with_year(left, order, last.first)
        if first and first.first and first.first <= last.first:
            return TypedWhen(first.first, last.first, either=(*first.either, *last.either))
    return None


def _day_alone(text: str, last: date) -> TypedWhen | None:
    """The 1 of 1–5 March 2027."""
    number = re.fullmatch(r"(?:[^\W\d]+\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.)?", text.strip(), re.IGNORECASE)
    try:
        return TypedWhen(last.replace(day=int(number[1]))) if number else None
    except ValueError:
        return None


def _with_year(text: str, order: DayOrder, last: date) -> TypedWhen | None:
    return _one_day(f"{text.rstrip('. ')} {last.year}", order, None) or _one_day(
        f"{text.rstrip('. ')}.{last.year}", order, None
    )


def _one_day(text: str, order: DayOrder, near: date | None) -> TypedWhen | None:
    whole = text.strip(" ,.;")
    plain = _without_weekday(whole)
    found = _dated(whole, order, near) or _dated(plain, order, near)
    if found and found.either and plain != whole:
        named = [weekday_number(word) for word in re.findall(r"[^\W\d_]+", text)]
        meant = [one for one in found.either if one.weekday() in named]
        return TypedWhen(meant[0]) if len(meant) == 1 else found
    return found


def _dated(plain: str, order: DayOrder, near: date | None) -> TypedWhen | None:
    """A day without its weekday."""
    iso = re.fullmatch(r"(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})", plain) or re.fullmatch(
        r"(20\d{2})(\d{2})(\d{2})", plain
    )
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(plain):
        return _by_numbers(numbers, plain, order, near)
    return _by_month_name(plain, near)


def _without_weekday(text: str) -> str:
    several = re.match(r"([^\W\d_]+)\.?\s?[-–—/&]\s?([^\W\d_]+)\.?,?\s+(?=\d)", text)
    if several and {_folded(several[1]), _folded(several[2])} <= _weekdays():
        return text[several.end() :]
    first, _, rest = text.partition(" ")
    word = _folded(first.strip(".,"))
    if rest and word in _weekdays():
        rest = re.sub(r"^(?:den|le|the|el|,)\s+", "", rest.strip())
        return rest.strip(" ,")
    last = text.rpartition(" ")
    return last[0].strip(" ,") if last[0] and _folded(last[2].strip("().,")) in _weekdays() else text


def _by_numbers(numbers: re.Match[str], plain: str, order: DayOrder, near: date | None) -> TypedWhen | None:
    first, second = int(numbers[1]), int(numbers[2])
    if first > 31:
        return None
    year = int(numbers[3]) + (2000 if len(numbers[3]) == 2 else 0) if numbers[3] else None
    if year is None and near is None:
        return None
    by_points = "." in plain and "/" not in plain
    both = [(second, first), (first, second)]
    if by_points or order == "day first" or first > 12:
        both = both[:1]
    elif order == "month first" or second > 12:
        both = both[1:]
    days = [day for month, one in dict.fromkeys(both) if (day := _valid(year, month, one, near))]
    if not days:
        return None
    return TypedWhen(days[0], either=tuple(days) if len(days) > 1 else ())


def _by_month_name(text: str, near: date | None) -> TypedWhen | None:
    if (
        near
        and (short := re.fullmatch(r"[^\W\d_]+\.?\s?[-/’']\s?(\d\d)", text))
        and 0 <= int(short[1]) - near.year % 100 <= 1
    ):
        return None  # March of that year as well as a day
    words = re.findall(r"[^\W\d_]+|\d+", text)
    names = [number for word in words if (number := _months().get(_folded(word)))]
    numbers = [word for word in words if word.isdecimal()]
    others = [
        word
        for word in words
        if not word.isdecimal() and not _months().get(_folded(word)) and _folded(word) not in _FILLERS
    ]
    if len(names) != 1 or others or not 1 <= len(numbers) <= 2:
        return None
    years = [int(one) for one in numbers if len(one) == 4]
    days = [int(one) for one in numbers if len(one) <= 2]
    if len(days) == 2 and not years and "'" in text:
        years, days = [2000 + days[1]], days[:1]
    if len(days) != 1 or len(years) != len(numbers) - 1:
        return None
    day = _valid(years[0] if years else None, names[0], days[0], near)
    return TypedWhen(day) if day else None


_FILLERS = frozenset({"st", "nd", "rd", "th", "de", "of", "the", "den", "le", "del", "er"})


def _made(year: int, month: int, day: int) -> TypedWhen | None:
    found = _valid(year, month, day, None)
    return TypedWhen(found) if found else None


def _valid(year: int | None, month: int, day: int, near: date | None) -> date | None:
    """The day of this date; without a year the one nearest to the time that begins with `near`."""
    if year is not None:
        try:
            return date(year, month, day)
        except ValueError:
            return None
    if near is None:
        return None
    some = [one for number in range(near.year - 1, near.year + 3) if (one := _valid(number, month, day, None))]
    return min(some, key=lambda one: _away(one, near), default=None)


def _away(day: date, near: date) -> int:
    """Days between a day and the time from four months before `near` to a year and more after it."""
    begins, ends = near - timedelta(days=120), near + timedelta(days=245)
    return max((begins - day).days, (day - ends).days, 0)


def _folded(word: str) -> str:
    return "".join(one for one in normalize("NFKD", word.casefold()) if one.isalnum())


@cache
def _months() -> dict[str, int]:
    """The names of months, long and short, of several languages; a word that two months share is none."""
    found = dict[str, set[int]]()
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in Locale(language).months[context][width].items():
                    found.setdefault(_folded(name), set()).add(number)
    found |= {"sept": {9}, "mrz": {3}, "maerz": {3}}
    return {
        name: numbers.copy().pop()
        for name, numbers in found.items()
        if len(numbers) == 1 and name and not name.isdecimal()
    }


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_weekday_names())


def _weekday_names() -> Iterator[str]:
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            yield from (_folded(name) for name in Locale(language).days["format"][width].values())
    yield from ("tues", "thur", "thurs", "weds")


@cache
def weekday_words() -> dict[str, int]:
    """The number of each weekday, Monday 0, by its names in several languages; a word that two share is none."""
    found = dict[str, set[int]]()
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).days["format"][width].items():
                found.setdefault(_folded(name), set()).add(number)
    found |= {"tues": {1}, "weds": {2}, "thur": {3}, "thurs": {3}}
    return {name: numbers.copy().pop() for name, numbers in found.items() if len(numbers) == 1 and name}


def weekday_number(text: str) -> int | None:
    """The number of a weekday in one of several languages, Monday 0."""
    return weekday_words().get(_folded(text.strip(" .,")))


def typed_time(text: str) -> TypedWhen | None:
    """Read a time of day, or from when to when: 9:30, 9.30 am, 14h30, 15:00–16:30."""
    plain = " ".join(normalize("NFKC", text).split()).strip(" .,;")
    plain = re.sub(r"(\d:\d{2}):00(?:\.0+)?\b", r"\1", plain)
    found = _TIME.fullmatch(plain)
    if found is None or not (found[2] or found[3] or re.search(r"[a-zA-Z]", plain)):
        return None
    half = found[3] or (found[6] if found[6] and found[4] and int(found[1]) <= 12 else None)
    begins = _minute_of_day(found[1], found[2], half)
    ends = _minute_of_day(found[4], found[5], found[6]) if found[4] else None
    if begins is None:
        return None
    length = (ends - begins) % 1440 if ends is not None else None
    return TypedWhen(at=f"{begins // 60:02}:{begins % 60:02}", minutes=length or None)


def _minute_of_day(hour: str, minute: str | None, half: str | None) -> int | None:
    number = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)
    return number * 60 + int(minute or 0) if number < 24 else None


def typed_length(text: str) -> int | None:
    """Read how long something takes, in minutes: 60, 60 min, 1 h 30, 1:30, 1.5 hours."""
    plain = " ".join(text.split()).strip(" .~")
    if clock := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?(?:\s*h)?", plain):
        return int(clock[1]) * 60 + int(clock[2])
    found = _LENGTH.fullmatch(plain)
    if found is None or not (found[1] or found[2]):
        return None
    hours = found[1] or "0"
    number = sum(_HALVES.get(one, 0) for one in hours) + float(re.sub(r"[½¼¾]", "", hours).replace(",", ".") or 0)
    return round(number * 60) + int(found[2] or 0)
