"""Numbers as people, form tools and spreadsheets write them: 8 | 8 sessions | 8,5 | 1 200 | ٨."""

from __future__ import annotations

import re
from unicodedata import normalize

from mentorkit.answers.plain_headings import plain_option
from mentorkit.definition.items import Number

DATE = re.compile(r"\d{4}-\d\d-\d\d( .*)?")
"""What a spreadsheet makes of 1-2."""
_NUMBER = re.compile(r"([+-]?\d[\d.,' ]*)\s*(.*)", re.DOTALL)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ',.]\d{3})+")


def plain_number(text: str, bounds: Number | None) -> int | float | tuple[str, str]:
    """The number in a cell; else why there is none, and a way out."""
    found = _NUMBER.fullmatch(normalize("NFKC", plain_digits(text)).replace("−", "-").strip())
    unit = plain_option(bounds.unit or "") if bounds else ""
    rest = plain_option(found[2]) if found else ""
    read = _readings(found[1].strip(" .,'")) if found and not any(map(str.isdigit, rest)) else []
    if DATE.fullmatch(text) or not read or (rest and not _is_unit(rest, unit)):
        return ("holds no plain number", "write digits only: 8, or 8.5; where it is a range, decide for one number")
    if bounds:
        inside = [one for one in read if _within(one, bounds.least, bounds.most)]
        if not inside:
            return (
                "holds a number outside the bounds of the question",
                "mend the cell, or the `least` and `most` of the question",
            )
        read = inside
    if len(read) > 1:
        return (
            "holds a number that can be read in two ways, as 1,200",
            "write it without a sign between the digits: 1200, or 1.2",
        )
    return read[0]


def plain_digits(text: str) -> str:
    """A text whose digits, of whatever script, are 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(int(one)) if one.isdecimal() else one for one in text).replace("٫", ".").replace("٬", "'")


def _readings(written: str) -> list[int | float]:
    """The numbers that a text may mean: 1,200 is one thousand two hundred to some, and one and a fifth to others."""
    found = list[int | float]()
    if _GROUPED.fullmatch(written):
        found.append(int(re.sub(r"[ ',.]", "", written)))
    signs = re.findall(r"[.,]", written)
    plain = written if len(signs) < 2 else ""
    if len(signs) > 1 and written.count(signs[-1]) == 1:  # 1.200,5
        plain = re.sub(r"[ ']|[.,](?=.*[.,])", "", written)
    if re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", plain):
        number = float(plain.replace(",", "."))
        found.append(int(number) if number.is_integer() else number)
    return list(dict.fromkeys(found))


def _is_unit(rest: str, unit: str) -> bool:
    """Whether the word behind a number is its unit, in one of its forms: session of sessions, % of percent."""
    if rest in ("%", "percent", "per cent") or not unit:
        return rest in ("%", "percent", "per cent") and (unit in ("%", "percent", "per cent", ""))
    return unit.startswith(rest.rstrip("s")) or rest.startswith(unit.rstrip("s"))


def _within(number: float, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)
