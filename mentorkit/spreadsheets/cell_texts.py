"""Values of a definition as texts of cells, and texts of cells as values, each as an author would write it.

A value that a cell cannot hold whole, such as an entry with parts of its own inside, is shown and never read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import INVISIBLE, did_you_mean
from mentorkit.language.said_answers import said_in_answers
from mentorkit.spreadsheets.local_dates import typed_length, typed_time, typed_when
from mentorkit.spreadsheets.table_columns import CellKind, RecordParts, TableColumn

Written = str | list[Any] | dict[str, Any] | None
"""A value as it is written in YAML; None where nothing stands."""

LONGEST_SHOWN = 32_000
"""Letters of a cell: a spreadsheet holds 32,767."""
_BAR = " | "
_MINUTES = re.compile(r"(\d{1,4}) ?(?:min|minutes?|mins|Minuten|minut(?:ter)?)?\.?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?")
_ON_ONE_LINE: frozenset[CellKind] = frozenset({"line", "day", "time", "number", "choice", "roles", "yes or no", "link"})
_LISTED_PARTS = frozenset({"speakers", "speaker", "also", "recording"})
_TRUTH = (
    dict.fromkeys(said_in_answers("yes"), "yes")
    | dict.fromkeys(said_in_answers("no"), "no")
    | {"x": "yes", "1": "yes", "0": "no"}
)


@dataclass(frozen=True, slots=True)
class CellRefusal(Exception):
    """Why a text cannot be the value of its cell, and the way out."""

    message: str
    hint: str


def tidy(text: str) -> str:
    """The text of a cell without what spreadsheets add: other line ends, space around it, characters that nobody sees."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")).strip()


def comparable(column: TableColumn, text: str) -> str:
    """A text of a cell so that two ways of writing the same value are one: 9:30 and 09:30:00, 8 and 8.0, TRUE and yes."""
    plain = tidy(text)
    if column.kind in _ON_ONE_LINE:
        plain = " ".join(plain.split())
    if column.kind == "time" and (clock := _CLOCK.fullmatch(plain)):
        return f"{int(clock[1]):02}:{clock[2]}"
    if column.kind == "number" and re.fullmatch(r"-?\d{1,15}(\.0+)?", plain):
        return str(int(float(plain)))
    if column.kind == "day" and (day := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[ T]00:00(:00)?", plain)):
        return day[1]
    if column.kind == "yes or no":
        return _TRUTH.get(plain.casefold(), plain)
    return plain


def cell_text(column: TableColumn, value: Written) -> str:
    """How a value is written in its cell."""
    if value is None:
        return ""
    if column.kind == "pairs" and isinstance(value, Mapping):
        return "\n".join(f"{name}: {_flat(one)}" for name, one in value.items())
    if column.kind == "records":
        entries = value if isinstance(value, list) else [value]
        return "\n".join(_record_line(one, column.records) for one in entries if one is not None)
    if isinstance(value, list):
        lines = [_flat(one) for one in value if one is not None]
        if column.kind == "roles":
            return ", ".join(lines)
        return ("\n\n" if any("\n" in one for one in lines) else "\n").join(lines)
    return _flat(value)


def holds_whole(column: TableColumn, value: Written) -> bool:
    """Whether the text of its cell, read again, is this value, however short it was written."""
    if column.kind in ("structure", "shown"):
        return True
    text = cell_text(column, value)
    if len(text) > LONGEST_SHOWN:
        return False
    if isinstance(value, str) and column.kind in ("lines", "days"):
        return True  # a text in place of a list stays one
    try:
        again = cell_value(column, tidy(text)) if text else None
    except CellRefusal:
        return isinstance(value, str)  # such as a mark of what is to be filled in
    return same_value(column, again, value)


def same_value(column: TableColumn, one: Written, other: Written) -> bool:
    """Whether two values say the same, whichever way they are written."""
    return bool(_spelt_out(column, one) == _spelt_out(column, other))


def cell_value(column: TableColumn, text: str, before: Written = None) -> Written:
    """Read the text of a cell, which is `tidy`; entries that are as `before` stay as they were. Raises CellRefusal."""
    if not text:
        return None
    if column.kind == "records":
        return _records(column.records, text, before)
    if column.kind == "lines":
        return text if isinstance(before, str) and "\n" in before else _entries(text, before)
    if column.kind == "days":
        days = _entries(text, before)
        return [_day(one) for one in days] if isinstance(days, list) else _day(str(days))
    reader = _READERS.get(column.kind)
    return reader(text) if reader else _single(column, text)


def _single(column: TableColumn, text: str) -> str:
    """One value on one line. Raises CellRefusal."""
    line = comparable(column, text)
    if column.kind == "choice":
        return next((one for one in column.choices if one.casefold() == line.casefold()), line)
    if column.kind == "day":
        return _day(line)
    if column.kind == "time":
        clock = typed_time(text)
        return clock.at if clock and clock.minutes is None else line
    return str(typed_length(text) or line) if column.key == "minutes" else line


def _day(text: str) -> str:
    """A day as year-month-day, however it was typed; weeks, and what is to be filled in, as they are. Raises CellRefusal."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) or text.startswith(GAP) or text.casefold().startswith("week"):
        return text
    found = typed_when(text)
    if found is None or found.first is None:
        return text  # the reader of definitions says what is wrong with it
    if found.either:
        either = " or ".join(one.isoformat() for one in found.either)
        raise CellRefusal(f'"{text}" can be one of two days', f"write {either}, whichever is meant")
    if found.last or found.at:
        raise CellRefusal(
            f'"{text}" says more than one day',
            f"write {found.first.isoformat()} here, and what else it says into its own column",
        )
    return found.first.isoformat()


def _flat(value: Any) -> str:
    """A value on one line; a recording of which only the address is said is that address."""
    if isinstance(value, Mapping) and set(value) == {"link"}:
        value = value["link"]
    return value if isinstance(value, str) else "…"


def _spelt_out(column: TableColumn, value: Any) -> Any:
    """A value in one form, whichever way it was written."""
    if value is None or value in ([], ""):
        return None
    if column.kind == "pairs":
        return {str(name): one for name, one in value.items()} if isinstance(value, Mapping) else value
    if column.kind == "roles" and isinstance(value, str):
        return [value.strip()]
    if column.kind in ("records", "lines", "days"):
        entries = [one for one in (value if isinstance(value, list) else [value]) if one is not None]
        first = column.records.first
        return [
            {first: one} if column.kind == "records" and isinstance(one, str) else _without_blanks(one)
            for one in entries
        ]
    return comparable(column, value) if isinstance(value, str) else value


def _without_blanks(entry: Any) -> Any:
    """An entry without names that say nothing, its lists as lists, and recordings as addresses."""
    if not isinstance(entry, Mapping):
        return entry
    made = {name: one for name, one in entry.items() if one is not None}
    for name in _LISTED_PARTS & made.keys():
        listed = made[name] if isinstance(made[name], list) else [made[name]]
        made[name] = [one["link"] if isinstance(one, Mapping) and set(one) == {"link"} else one for one in listed]
    return made


def _entries(text: str, before: Written) -> Written:
    """A text of several entries: one a line or, where entries have lines of their own, with an empty line between."""
    apart = re.split(r"\n[ \t]*\n\s*", text) if re.search(r"\n[ \t]*\n", text) else text.split("\n")
    entries = [one.strip() for one in apart if one.strip()]
    return entries[0] if isinstance(before, str) and len(entries) == 1 else entries


def _audience(text: str) -> Written:
    said = [one.strip() for one in re.split(r"[,;\n/]|\band\b|\bund\b|&", text) if one.strip()]
    return said[0] if len(said) == 1 else said


def _pairs(text: str) -> dict[str, Any]:
    made = dict[str, Any]()
    for line in filter(None, map(str.strip, text.split("\n"))):
        name, sign, value = line.partition(": ")
        if not sign:
            raise CellRefusal(
                f'"{line}" should say two things with a colon between', "write one a line: 2027-03-01: 2027-03-03"
            )
        if name.strip() in made:
            raise CellRefusal(f'"{name.strip()}" stands here twice', "keep one of the two lines")
        made[name.strip()] = value.strip()
    return made


def _record_line(entry: Any, parts: RecordParts) -> str:
    if not isinstance(entry, Mapping):
        return _flat(entry)
    said = [_flat(entry.get(parts.first, "…"))]
    for name, value in entry.items():
        if name == parts.first or value is None:
            continue
        listed = "; ".join(map(_flat, value)) if isinstance(value, list) else _flat(value)
        said.append(f"{listed} min" if name == "minutes" and listed.isdecimal() else f"{name}: {listed}")
    return _BAR.join(said)


def _records(parts: RecordParts, text: str, before: Written) -> Written:
    old = before if isinstance(before, list) else [] if before is None else [before]
    kept = {tidy(_record_line(one, parts)): one for one in old if one is not None}
    lines = [one.strip() for one in text.split("\n") if one.strip()]
    entries = [kept.get(line) or _record(parts, line) for line in lines]
    return entries[0] if before is not None and not isinstance(before, list) and len(entries) == 1 else entries


def _record(parts: RecordParts, line: str) -> str | dict[str, Any]:
    first, *further = (one.strip() for one in re.split(r"\s\|\s|\s\|$", line))
    if not first:
        raise CellRefusal(
            "this line begins with a bar", f"write its {parts.first} first, and behind a bar what else there is to say"
        )
    made: dict[str, Any] = {parts.first: first}
    for one in further:
        name, value = _named_part(parts, one)
        if name in made:
            raise CellRefusal(f'"{name}" stands twice in one line', "keep one of the two")
        made[name] = value
    return made if further else first


def _named_part(parts: RecordParts, text: str) -> tuple[str, Any]:
    minutes = _MINUTES.fullmatch(text)
    if minutes and "minutes" in parts.parts:
        return "minutes", minutes[1]
    name, sign, value = text.partition(":")
    name, value = name.strip().casefold(), value.strip()
    if not sign or name not in parts.parts or not value:
        known = ", ".join(f"{one}: …" for one in parts.parts)
        hint = did_you_mean(
            name,
            parts.parts,
            otherwise=f"behind a bar can stand {known}" if known else "nothing can stand behind a bar here",
        )
        raise CellRefusal(f'"{text}" behind a bar says nothing that is known here', hint)
    if name in parts.lists:
        return name, [one.strip() for one in value.split(";") if one.strip()]
    return name, value


_READERS: Mapping[CellKind, Callable[[str], Written]] = {"pairs": _pairs, "roles": _audience, "text": str}
