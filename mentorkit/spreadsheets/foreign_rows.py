"""Rows of a table from elsewhere as rows of ours: every cell in the words of its column, and nothing dropped without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mentorkit.answers.plain_headings import plain_heading
from mentorkit.core.problems import Problem, Result, Severity, shortened
from mentorkit.definition.weeks import WEEKDAYS, Weeks
from mentorkit.spreadsheets.cell_texts import tidy
from mentorkit.spreadsheets.foreign_columns import (
    END_TIME,
    GROUP,
    GROUP_TIME,
    LEAVE_OUT,
    WEEK_START,
    ForeignSheet,
    as_link,
    week_number,
    without_zone,
)
from mentorkit.spreadsheets.foreign_entries import BULLET, READ_AS_LIST
from mentorkit.spreadsheets.foreign_words import audience_of, is_open, kind_of, without_open
from mentorkit.spreadsheets.local_dates import (
    TypedWhen,
    names_month_only,
    typed_length,
    typed_time,
    typed_week,
    typed_when,
    weekday_number,
)

Cells = dict[str, str]
"""The texts of a row by the keys of our columns."""
_A_WEEK = 9
"""Days between the first and the last of what people call one week."""


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One row in our words."""

    line: int
    cells: Cells
    group: str = ""


@dataclass(slots=True)
class _RowReader:
    """Reads rows of one sheet; what of a cell cannot be read is a problem at that cell."""

    foreign: ForeignSheet
    weeks: Weeks | None
    problems: list[Problem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """What of the dates of a row fits nowhere, to stand in the text on the entry."""
    counted_otherwise: bool = False
    """Whether it was told that the table counts weeks otherwise than the programme does."""
    week: str = ""
    """What a heading among the rows says of the week of those below it."""

    def rows(self) -> Iterator[ForeignRow]:
        headings = {one.number: plain_heading(one.heading) for one in self.foreign.columns}
        for line, texts in self._carried([(line, self._texts(cells)) for line, cells in self.foreign.body]):
            if all(plain_heading(text) == headings[number] for number, text in texts.items() if text):
                continue  # the headings once more
            if not self._is_section(line, texts):
                yield from self._groups(self._row(line, texts), texts)

    def _groups(self, row: ForeignRow, texts: Mapping[int, str]) -> Iterator[ForeignRow]:
        """A row for each group whose time stands in a column of its own; the row as it is where there are none, or all meet together."""
        columns = [one for one in self.foreign.columns if one.target == GROUP_TIME]
        made = [
            ForeignRow(row.line, {**row.cells, **cells}, one.heading)
            for one in columns
            if not is_open(texts[one.number] or "?")
            and (cells := self._meeting(row.line, one.number, texts[one.number]))
        ]
        together = made and len(made) == len(columns) and all(one.cells == made[0].cells for one in made)
        yield from [ForeignRow(row.line, made[0].cells)] if together else made or [row]

    def _meeting(self, line: int, number: int, text: str) -> Cells:
        """When a group meets, by a cell of its column: a time, or a day with or without one."""
        clock, zone = without_zone(text)
        found = typed_time(clock) or typed_when(clock, self.foreign.order, self.weeks.starts if self.weeks else None)
        if found is None:
            self._say(
                line,
                number,
                f'"{shortened(text)}" does not say when this group meets',
                "write 09:30–11:00, or 4 March 09:30–11:00",
            )
            return {}
        said = {
            "date": found.first.isoformat() if found.first else "",
            "until": found.last.isoformat() if found.last else "",
            "at": found.at,
            "minutes": str(found.minutes or ""),
        }
        cells = {key: one for key, one in said.items() if one}
        self._zone(line, number, zone, cells)
        return cells

    @property
    def has_links(self) -> bool:
        """Whether a column of the table holds links."""
        return any(one.target == "link" for one in self.foreign.columns)

    def _texts(self, cells: Sequence[str]) -> dict[int, str]:
        return {one.number: tidy(cells[one.number]) if one.number < len(cells) else "" for one in self.foreign.columns}

    def _carried(self, body: list[tuple[int, dict[int, str]]]) -> list[tuple[int, dict[int, str]]]:
        """The rows, where a week stands in the first of its rows only with the week in each of them.

        It is so where the dates below most weeks lie within a week and a few days.
        """
        numbers = [one.number for one in self.foreign.columns if one.target in ("week", WEEK_START)]
        groups = list[list[tuple[int, dict[int, str]]]]()
        for line, texts in body:
            if any(texts[number] for number in numbers) or not groups:
                groups.append([])
            groups[-1].append((line, texts))
        weeks = [group for group in groups if any(group[0][1][number] for number in numbers)]
        if not self._are_weeks(weeks):
            return body
        message = "rows without a week that have no date count in the week of the row above"
        place = self.foreign.read.place(self.foreign.heading_row, numbers[0])
        self.problems.append(Problem("table-cell", message, place, severity=Severity.NOTE))
        return [
            (
                line,
                {number: text or (group[0][1][number] if number in numbers else "") for number, text in texts.items()},
            )
            for group in groups
            for line, texts in group
        ]

    def _are_weeks(self, groups: Sequence[Sequence[tuple[int, Mapping[int, str]]]]) -> bool:
        """Whether rows without a week and a date belong to the week above them: the dates of most groups are of about a week."""
        days = [one.number for one in self.foreign.columns if one.target == "date"]
        if not any(not any(texts[number] for number in days) for group in groups for _, texts in group[1:]):
            return False
        told = [found for group in groups if (found := self._plain_days(group, days))]
        return sum((max(one) - min(one)).days <= _A_WEEK for one in told) >= 0.6 * len(told)

    def _plain_days(self, group: Sequence[tuple[int, Mapping[int, str]]], days: Sequence[int]) -> list[date]:
        near = self.weeks.starts if self.weeks else None
        found = [typed_when(texts[number], self.foreign.order, near) for _, texts in group for number in days]
        return [one.first for one in found if one and one.first]

    def _is_section(self, line: int, texts: Mapping[int, str]) -> bool:
        """Whether a row is a heading among the rows; one that names a week counts for the rows below."""
        filled = [(number, text) for number, text in texts.items() if text]
        target = {one.number: one.target for one in self.foreign.columns}
        if len(filled) != 1 or len(target) < 3:
            return False
        number, text = filled[0]
        named = re.match(r"(?:week|wk|woche|semaine)\s*\d{1,2}\b", text, re.IGNORECASE)
        if named and target[number] not in ("week", WEEK_START):
            self.week = named[0]
            self._compare_week(line, number, text, text[named.end() :])
            return True
        if target[number] in ("title", "name", "ask", "statement", "text"):
            return False
        message = f'this row says "{shortened(text)}" and nothing else, and is passed over as a heading'
        self._say(line, number, message, "if it is an entry of its own, give it a title", Severity.WARNING)
        return True

    def _compare_week(self, line: int, number: int, whole: str, rest: str) -> None:
        """Warn, once, where a heading such as `Week 3 (from 1 March)` counts weeks otherwise than the programme does."""
        if self.counted_otherwise:
            return
        day = re.search(r"\d.*\d|\d.*[^\W\d_]", rest)
        found = typed_when(day[0].strip("() "), self.foreign.order, self.weeks.starts) if day and self.weeks else None
        if found and found.first and self.weeks and self.weeks.number(found.first) != week_number(self.week):
            message = f'"{shortened(whole)}" is not week {week_number(self.week)} of this programme, which starts on {self.weeks.starts}'
            self.counted_otherwise = True
            hint = "rows below such headings that have no date count in the week of the programme: look whether that is meant"
            self._say(line, number, message, hint, Severity.WARNING)

    def _row(self, line: int, texts: Mapping[int, str]) -> ForeignRow:
        said = dict[str, list[tuple[int, str, str]]]()
        for one in self.foreign.columns:
            text = texts[one.number]
            if text and one.target != LEAVE_OUT:
                said.setdefault(one.target, []).append((one.number, one.heading, text))
        cells, rest = Cells(), list[str]()
        self.kept.clear()
        self._when(line, said, cells)
        rest += self.kept
        for target, some in said.items():
            for number, heading, text in some:
                rest += self._cell(line, number, (target, heading, text), cells)
        self._about(said, cells, rest)
        group = " ".join(text for _, _, text in said.get(GROUP, ()))
        return ForeignRow(line, cells, group)

    def _cell(self, line: int, number: int, what: tuple[str, str, str], cells: Cells) -> Iterator[str]:
        """Read a cell into `cells`; yield what of it fits nowhere, to stand in the text on the entry."""
        target, heading, text = what
        if target in ("kind", "for", "tags"):
            self._sort(target, text, cells)
        elif target in ("link", "notes"):
            if link := as_link(text):
                cells[target] = link
            elif not is_open(text):
                yield f"{heading}: {text}"
        elif target == "place" and (link := as_link(text)) and not self.has_links:
            cells["link"] = link
        elif target in READ_AS_LIST:
            for entry in READ_AS_LIST[target](text):
                _add(cells, target, entry)
        elif target not in _HANDLED:
            column = self.foreign.sheet.column(target)
            cells[target] = self._day(line, number, text) if column and column.kind == "day" else text

    def _sort(self, target: str, text: str, cells: Cells) -> None:
        """Read a word for the kind of an event, or for those whom it is for; what is neither says how it works."""
        kind, named = kind_of(text) if target == "kind" else "", audience_of(text)
        if kind:
            cells["kind"] = kind
        elif named:
            cells.setdefault("for", ", ".join(named))
        elif target == "for" and self.foreign.sheet.key != "timetable":
            cells["for"] = text
        if not kind and (target != "for" or not named) and self.foreign.sheet.column("tags"):
            for entry in re.split(r"\s*[,;\n]\s*", text):
                _add(cells, "tags", BULLET.sub("", entry))

    def _day(self, line: int, number: int, text: str) -> str:
        found = self._found(line, number, text)
        return found.first.isoformat() if found and found.first else text if text.casefold().startswith("week") else ""

    def _about(self, said: Mapping[str, Sequence[tuple[int, str, str]]], cells: Cells, rest: Sequence[str]) -> None:
        """The text on an entry: of several columns the first as it is, the others behind their headings."""
        key = "text" if self.foreign.sheet.key == "messages" else "about"
        if not self.foreign.sheet.column(key):
            return
        texts = list(said.get(key, ()))
        known = self.foreign.sheet.column(key)
        main = {*(known.words if known else ()), plain_heading(known.heading if known else "")}
        plain = [one for one in texts if plain_heading(one[1]) in main][:1]
        parts = [text for _, _, text in plain] + [
            f"{heading}: {text}" for number, heading, text in texts if (number, heading, text) not in plain
        ]
        if parts or rest:
            cells[key] = "\n\n".join([*parts, *rest])

    def _when(self, line: int, said: Mapping[str, Sequence[tuple[int, str, str]]], cells: Cells) -> None:
        """The date or the week of a row, its time and its length."""
        first = {key: some[0] for key, some in said.items()}
        day = self._read_day(line, first.get("date"), cells)
        if until := first.get("until"):
            self._until(line, until, cells)
        self._clock(line, first, cells)
        if "week" not in first and WEEK_START not in first and self.week:
            self._week(line, (0, "", self.week), None, cells, day)
        elif "week" in first or WEEK_START in first:
            self._week(line, first.get("week"), first.get(WEEK_START), cells, day)
        if named := first.get("day"):
            weekday = weekday_number(named[2])
            if weekday is None:
                self._say(
                    line, named[0], f'"{shortened(named[2])}" is not a day of the week', "write Monday, Tuesday …"
                )
            elif day is None:
                cells["day"] = WEEKDAYS[weekday].capitalize()
            elif day.weekday() != weekday:
                message = f"{day.isoformat()} is a {WEEKDAYS[day.weekday()].capitalize()}, and here stands {named[2]}"
                self._say(
                    line, named[0], message, "the date counts; look whether it is the right one", Severity.WARNING
                )

    def _read_day(self, line: int, what: tuple[int, str, str] | None, cells: Cells) -> date | None:
        if what is None or is_open(what[2]):
            return None
        number, heading, text = what
        if (of := typed_week(text)) and self.weeks:
            self._week(line, None, (number, heading, of), cells, None)
            return None
        if text.casefold().startswith("week"):
            cells["date"] = text
            return None
        certain, zone = without_zone(without_open(text))
        if not certain or names_month_only(certain):
            self._say(
                line,
                number,
                f'"{shortened(text)}" is no day: the date stays open, the words are kept in the text',
                "write the day once it is known",
                Severity.WARNING,
            )
            self.kept.append(f"{heading}: {text}")
            return None
        found = self._found(line, number, certain)
        if found and without_open(text) != " ".join(text.split()).strip(" ,;:-–"):
            self.kept.append(f"{heading}: {text}")
        self._zone(line, number, zone, cells)
        if found is None or found.first is None:
            return None
        cells["date"] = found.first.isoformat()
        if found.last:
            cells["until"] = found.last.isoformat()
        if found.at:
            cells["at"] = found.at
        if found.minutes:
            cells["minutes"] = str(found.minutes)
        return found.first

    def _until(self, line: int, what: tuple[int, str, str], cells: Cells) -> None:
        if is_open(what[2]):
            return
        found = self._found(line, what[0], what[2])
        if found and found.first and found.first.isoformat() != cells.get("date"):
            cells["until"] = (found.last or found.first).isoformat()

    def _found(self, line: int, number: int, text: str) -> TypedWhen | None:
        found = typed_when(text, self.foreign.order, self.weeks.starts if self.weeks else None)
        if found is None or found.first is None:
            message = f'"{shortened(text)}" is not a date that can be read'
            self._say(
                line, number, message, "write a date such as 2027-03-01, or leave the cell empty while it is open"
            )
            return None
        return found

    def _clock(self, line: int, first: Mapping[str, tuple[int, str, str]], cells: Cells) -> None:
        if (what := first.get("at")) and not is_open(what[2]):
            text, zone = without_zone(what[2])
            clock = typed_time(text)
            if clock is None:
                self._say(
                    line,
                    what[0],
                    f'"{shortened(what[2])}" is not a time of day that can be read',
                    "write 09:30, or 09:30–11:00",
                )
            else:
                cells["at"] = clock.at
                if clock.minutes:
                    cells["minutes"] = str(clock.minutes)
                self._zone(line, what[0], zone, cells)
        if (what := first.get("minutes")) and not is_open(what[2]):
            length = typed_length(what[2])
            if length is None:
                self._say(
                    line, what[0], f'"{shortened(what[2])}" is not a length that can be read', "write minutes: 90"
                )
            else:
                cells["minutes"] = str(length)
        if (what := first.get(END_TIME)) and (end := typed_time(what[2])) and "at" in cells:
            begin = typed_time(cells["at"])
            cells["minutes"] = str((_minutes(end.at) - _minutes(begin.at if begin else "00:00")) % 1440)

    def _zone(self, line: int, number: int, zone: str, cells: Cells) -> None:
        if zone in ("UTC", "GMT"):
            cells["time_zone"] = "UTC"
        elif zone:
            message = f'the time zone "{zone}" is not taken over: times count in the programme’s'
            self._say(
                line,
                number,
                message,
                "set `time_zone:` of the programme, or of the event, to a place such as Europe/Berlin",
                Severity.WARNING,
            )

    def _week(
        self,
        line: int,
        number: tuple[int, str, str] | None,
        start: tuple[int, str, str] | None,
        cells: Cells,
        day: date | None,
    ) -> None:
        """The week of what has no date; of a day in the week, as the programme counts its weeks."""
        if day is not None or "date" in cells:
            return
        if start is not None and self.weeks and not is_open(start[2]):
            found = self._found(line, start[0], start[2])
            week = self.weeks.number(found.first) if found and found.first else None
            if week is not None:
                cells["week"] = str(week)
            elif found and found.first:
                cells["date"] = found.first.isoformat()
                self._say(
                    line,
                    start[0],
                    f'"{shortened(start[2])}" lies in a pause of the programme',
                    "the day itself is taken over",
                    Severity.WARNING,
                )
            return
        if number is not None and not is_open(number[2]):
            week = week_number(number[2])
            if week is None:
                self._say(
                    line,
                    number[0],
                    f'"{shortened(number[2])}" is not the number of a week',
                    "write 3, or leave the cell empty",
                )
            else:
                cells["week"] = str(week)

    def _say(self, line: int, number: int, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem("table-cell", message, self.foreign.read.place(line, number), hint, severity))


_HANDLED = frozenset(
    {"date", "until", "week", "day", "at", "minutes", WEEK_START, END_TIME, GROUP, GROUP_TIME, "about"}
)


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _add(cells: Cells, key: str, entry: str) -> None:
    """Put a further line into a cell."""
    lines = cells.get(key, "").split("\n") if cells.get(key) else []
    cells[key] = "\n".join([*lines, entry] if entry not in lines else lines)


def foreign_rows(foreign: ForeignSheet, weeks: Weeks | None) -> Result[list[ForeignRow]]:
    """The rows of a sheet in our words, with a problem for each cell that cannot be read."""
    reader = _RowReader(foreign, weeks)
    rows = list(reader.rows())
    return Result(rows, tuple(reader.problems))
