"""Tables from elsewhere: which of our sheets one is, and what its columns are, proposed by their headings and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentorkit.answers.plain_headings import plain_heading
from mentorkit.definition.base import is_address
from mentorkit.spreadsheets.cell_texts import tidy
from mentorkit.spreadsheets.foreign_words import audience_of, is_open, kind_of
from mentorkit.spreadsheets.local_dates import DayOrder, typed_length, typed_time, typed_when, weekday_number
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_columns import TableSheet, _
from mentorkit.spreadsheets.table_reading import ReadSheet, SheetRow
from mentorkit.spreadsheets.timetable_sheet import TIMETABLE

LEAVE_OUT = "leave out"
"""The target of a column that is not to be read."""
WEEK_START, END_TIME, GROUP, GROUP_TIME = "week start", "end time", "group", "time of a group"
"""Targets that stand for no column of ours: what they say goes into week, minutes and groups."""
_EXTRA: Mapping[str, tuple[str, tuple[str, ...]]] = {
    WEEK_START: (_("A day of the week"), ("week start", "week starts", "week starting", "week of", "week commencing", "week beginning", "week", "start", "w/c", "wc", "woche", "woche ab", "dates")),
    END_TIME: (_("When it ends"), ("end time", "ends at", "end", "to", "until", "finish", "ende", "bis", "ends")),
    GROUP: (_("Name of the group"), ("group", "group name", "gruppe", "groupe", "grupo", "cohort")),
    GROUP_TIME: (_("When the group of this heading meets"), ()),
}  # fmt: skip
MANY = frozenset(
    {
        "about",
        "objectives",
        "before",
        "after",
        "tags",
        "syllabus",
        "resources",
        "parts",
        "with",
        "hosts",
        "facilitators",
        "experts",
        "text",
        "recording",
        GROUP_TIME,
    }
)
"""Targets that several columns can have: what they say stands together."""
_HEADING_ROWS = 12
_FITS = 0.5
"""The share of cells that have to be of its kind, where a column is proposed for a target."""
_SORTED = ("for", "kind")
"""Targets of which words that fit neither become tags: what the heading says counts more than cells that do not fit."""
_MOSTLY = 0.8
_GROUP_WORDS = r"(?:group|gruppe|groupe|grupo|cohort|track|team)\b"
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ForeignColumn:
    """One column of a table from elsewhere, and what it is taken for."""

    number: int
    heading: str
    target: str
    """The key of a column of ours, or one of WEEK_START, END_TIME, GROUP, LEAVE_OUT."""
    sure: bool
    samples: tuple[str, ...] = ()
    """Some of what stands in it."""


@dataclass(frozen=True, slots=True)
class ForeignSheet:
    """A sheet of a table from elsewhere, and what it is taken for."""

    read: ReadSheet
    sheet: TableSheet
    heading_row: int
    """The row of its headings, from 1; 0 where it has none."""
    columns: tuple[ForeignColumn, ...]
    order: DayOrder = ""
    """How its dates are meant that can be read in two ways."""
    order_sure: bool = True

    @property
    def body(self) -> tuple[SheetRow, ...]:
        """The rows below the headings."""
        return tuple(row for row in self.read.rows if row[0] > self.heading_row)

    @property
    def sure(self) -> bool:
        """Whether nothing is left to be asked."""
        return self.order_sure and all(one.sure for one in self.columns)


def targets(sheet: TableSheet) -> dict[str, str]:
    """What a column of a table can be, with its words: every column of ours that is written, and further ones of a timetable."""
    known = {
        one.key: one.heading
        for one in sheet.columns
        if one.paths or (one.kind == "structure" and sheet.key != "timetable")
    }
    extra = {name: words for name, (words, _known) in _EXTRA.items()} if sheet.key == "timetable" else {}
    return known | extra


def proposed(read: ReadSheet, near: date | None, language: str, holds: str = "") -> ForeignSheet | None:
    """What a sheet from elsewhere is taken for; None where nothing in it is a table.

    `near` is the start of the programme, and `holds` the sheet of ours that it is, where people said it.
    """
    read = read.filled()
    row, sheet = _headings_of(read, [one for one in SHEETS if one.key == holds] or SHEETS)
    if row is None:
        return None
    line, cells = read.rows[row]
    body = read.rows[row + 1 :]
    if not body:
        return None
    widest = max(len(one) for _, one in (read.rows[row], *body))
    headings = [tidy(cells[number]) if number < len(cells) else "" for number in range(widest)]
    values = [
        [text for _, one in body if number < len(one) and (text := tidy(one[number]))] for number in range(widest)
    ]
    columns = tuple(_assigned(sheet, headings, values, near))
    order, order_sure = _order_of(sheet, columns, values, language)
    return ForeignSheet(read, sheet, line, columns, order, order_sure)


def _headings_of(read: ReadSheet, sheets: Sequence[TableSheet]) -> tuple[int | None, TableSheet]:
    """The row of the headings, and the sheet of ours whose headings they are."""
    best: tuple[float, int | None, TableSheet] = (0, None, sheets[0])
    for number, (_line, cells) in enumerate(read.rows[:_HEADING_ROWS]):
        filled = [plain_heading(one) for one in cells if one.strip()]
        for rank, sheet in enumerate(sheets):
            known = sum(bool(_named(sheet, one)) for one in set(filled))
            named = plain_heading(read.name) in (sheet.key, plain_heading(sheet.name))
            score = known - number / 100 - rank / 1000 + (0.5 if named else 0)
            if known >= min(2, len(filled)) and known and score > best[0]:
                best = (score, number, sheet)
    if best[1] is None:
        wide = next(
            (
                number
                for number, (_, cells) in enumerate(read.rows[:_HEADING_ROWS])
                if sum(map(bool, map(str.strip, cells))) > 1
            ),
            None,
        )
        return wide, sheets[0]
    return best[1], best[2]


def _named(sheet: TableSheet, heading: str) -> list[str]:
    """The targets that a heading names by its words."""
    found = [one.key for one in sheet.columns if heading in one.words or heading == plain_heading(one.heading)]
    if sheet.key == "timetable":
        found += [name for name, (_said, words) in _EXTRA.items() if heading in words]
    return found


def _nearly_named(sheet: TableSheet, heading: str) -> list[str]:
    """The targets that one word of a longer heading names: Session title, Start time (CET)."""
    single = re.findall(r"[^\W\d_]+", heading)
    words = [
        word for first, second in zip(single, [*single[1:], ""], strict=False) for word in (f"{first} {second}", first)
    ]
    return list(dict.fromkeys(key for word in words for key in _named(sheet, word)))


def _assigned(
    sheet: TableSheet, headings: Sequence[str], values: Sequence[Sequence[str]], near: date | None
) -> Iterator[ForeignColumn]:
    """What each column is taken for; those with the fewest possibilities choose first."""
    possible = dict[int, tuple[list[str], bool]]()
    sides = _side_by_side(headings, values, near) if sheet.key == "timetable" else {}
    for number, heading in enumerate(headings):
        if number in sides:
            possible[number] = ([GROUP_TIME], sides[number])
            continue
        named = _fitting(sheet, _named(sheet, plain_heading(heading)), values[number], near)
        nearly = [] if named else _fitting(sheet, _nearly_named(sheet, plain_heading(heading)), values[number], near)
        possible[number] = (named or nearly, bool(named))
    chosen = dict[int, tuple[str, bool]]()
    taken = set[str]()
    for number in sorted(possible, key=lambda one: (not possible[one][1], len(possible[one][0]) or 99, one)):
        candidates, sure = possible[number]
        target = next((one for one in candidates if one in MANY or one not in taken), "")
        if target:
            typed = target in _TESTS and target != GROUP_TIME and bool(values[number])
            chosen[number] = (target, sure or typed)
            taken.add(target)
    for number, heading in enumerate(headings):
        target, sure = chosen.get(number, ("", False))
        if not values[number]:
            target, sure = target or LEAVE_OUT, True
        elif not target:
            sorted_ = [one for one in _named(sheet, plain_heading(heading)) if one in _SORTED and one not in taken]
            target = sorted_[0] if sorted_ else _by_values(sheet, values[number], taken, near)
            taken.add(target)
        if heading or values[number]:
            yield ForeignColumn(number, heading, target, sure, tuple(dict.fromkeys(values[number]))[:_SAMPLES])


def _side_by_side(headings: Sequence[str], values: Sequence[Sequence[str]], near: date | None) -> dict[int, bool]:
    """Columns that each say when the group of their heading meets, where there are two or more; and whether their headings say so."""
    found = dict[int, bool]()
    for number, heading in enumerate(map(plain_heading, headings)):
        called = re.match(_GROUP_WORDS, heading) is not None and len(heading.split()) > 1
        if (
            not values[number]
            or not heading
            or (not called and (_named(TIMETABLE, heading) or _nearly_named(TIMETABLE, heading)))
        ):
            continue
        if _share(GROUP_TIME, values[number], near) >= (_FITS if called else _MOSTLY):
            found[number] = called
    return found if len(found) > 1 else {}


def _fitting(sheet: TableSheet, keys: Sequence[str], values: Sequence[str], near: date | None) -> list[str]:
    """Those of these targets that the cells fit, those of a kind that can be tested first."""
    fit = [one for one in keys if _share(one, values, near) >= _FITS]
    text = {one.key: one.kind in ("line", "text", "lines", "records") for one in sheet.columns}
    return sorted(fit, key=lambda one: text.get(one, False))


def _by_values(sheet: TableSheet, values: Sequence[str], taken: set[str], near: date | None) -> str:
    """A guess at a column with a heading that is not known."""
    keys = {one.key for one in sheet.columns}
    for key in ("date", "at", "link"):
        if key in keys and key not in taken and _share(key, values, near) >= 0.9:
            return key
    return next((one for one in ("about", "text") if one in keys), LEAVE_OUT)


def _share(key: str, values: Sequence[str], near: date | None) -> float:
    test = _TESTS.get(key)
    filled = [one for one in values if not is_open(one)]
    if test is None or not filled:
        return 1.0
    return sum(test(one, near) for one in filled) / len(filled)


def _is_day(text: str, near: date | None) -> bool:
    found = typed_when(text, "day first", near or date(2027, 1, 1)) or typed_when(
        text, "month first", near or date(2027, 1, 1)
    )
    return found is not None or text.casefold().startswith("week ")


def _is_meeting(text: str, near: date | None) -> bool:
    found = typed_time(text) or typed_when(text, "day first", near or date(2027, 1, 1))
    return found is not None and bool(found.at)


def _is_week(text: str, _near: date | None) -> bool:
    return week_number(text) is not None


def week_number(text: str) -> int | None:
    """The number of a week: 3, Week 03, W3."""
    found = re.fullmatch(
        r"(?:week|wk|w|woche|semaine|semana)?\s*(?:no\.?|nr\.?|#)?\s*(-?\d{1,3})(?:\.0)?",
        " ".join(text.split()),
        re.IGNORECASE,
    )
    return int(found[1]) if found else None


def as_link(text: str) -> str:
    """A web address, with https:// in front of one that begins with www; empty where it is none."""
    whole = f"https://{text}" if re.fullmatch(r"www\.\S+\.\S+", text) else text
    return whole if is_address(whole) else ""


_TESTS: Mapping[str, Callable[[str, date | None], bool]] = {
    "date": _is_day,
    "until": _is_day,
    "due": _is_day,
    WEEK_START: _is_day,
    "week": _is_week,
    "day": lambda text, _near: weekday_number(text) is not None,
    "at": lambda text, _near: typed_time(without_zone(text)[0]) is not None,
    GROUP_TIME: _is_meeting,
    END_TIME: lambda text, _near: typed_time(text) is not None,
    "minutes": lambda text, _near: typed_length(text) is not None,
    "kind": lambda text, _near: bool(kind_of(text)),
    "for": lambda text, _near: bool(audience_of(text)),
    "link": lambda text, _near: bool(as_link(text)),
    "notes": lambda text, _near: bool(as_link(text)),
    "recording": lambda text, _near: "://" in text or "www." in text,
    "email": lambda text, _near: "@" in text,
}
_ZONE = re.compile(
    r"(.*?\d.*?)\s*\(?\b(UTC|GMT|CET|CEST|BST|EST|EDT|CST|CDT|PST|PDT|IST|MEZ|MESZ|UTC[+−-]\d{1,2})\)?\s*", re.DOTALL
)


def without_zone(text: str) -> tuple[str, str]:
    """A time, and the name of a time zone behind it."""
    found = _ZONE.fullmatch(text.strip())
    return (found[1].strip(), found[2]) if found else (text, "")


def _order_of(
    sheet: TableSheet, columns: Sequence[ForeignColumn], values: Sequence[Sequence[str]], language: str
) -> tuple[DayOrder, bool]:
    """How dates with two numbers are meant: as others in the table show, else as people of this language write; and whether that is sure."""
    days = {one.key for one in sheet.columns if one.kind == "day"} | {WEEK_START}
    texts = [text for column in columns if column.target in days for text in values[column.number]]
    either = [one for one in texts if (found := typed_when(one)) and found.either]
    if not either:
        return "", True
    shown = {order for text in texts for order in _shows(text)}
    usual: DayOrder = "month first" if language == "en-US" else "day first"
    if len(shown) == 1:
        return shown.pop(), True
    return usual, False


def _shows(text: str) -> Iterator[DayOrder]:
    """What a date with a number above twelve shows of the order."""
    numbers = re.match(r"\D*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}", text)
    if numbers and int(numbers[1]) > 12:
        yield "day first"
    elif numbers and int(numbers[2]) > 12:
        yield "month first"
