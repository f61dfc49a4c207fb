"""Participants, read from a table: the CSV file of `personalise`. Wrong rows are told and left out.

The table has a row for each person, or is the table of matches with a row for each pair.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from mentorkit.checking.zone_hints import zone_problems
from mentorkit.core.delimited import SEPARATOR_LINE, delimiter_of
from mentorkit.core.problems import INVISIBLE, BuildFailed, Problem, Report, Result, Severity, Span, did_you_mean
from mentorkit.definition.base import PAIR
from mentorkit.personal.decisions import Decision, decision
from mentorkit.personal.participant_words import COLUMNS, FIRST_DAY, ParticipantWords
from mentorkit.personal.table_text import table_text
from mentorkit.toolkit import Toolkit

_IGNORED = ("email", "e-mail")
_FORMULA = ("=", "+", "@", "#")
"""The first signs of a spreadsheet's formulas, and of what it shows where one failed."""
_NOBODY = frozenset(
    {"n/a", "n.a.", "none", "nobody", "no one", "tbd", "tba", "tbc", "todo", "unknown", "vacant", "to fill in", "xxx"}
)
"""What people write, in small letters, where there is no name yet."""
_PARTS_OF_NAMES = frozenset(
    {"first name", "firstname", "given name", "forename", "last name", "lastname", "family name", "surname"}
)
_ONE_NAME = "put first and last name into one column called name, and say in a column called role who is mentor and who is mentee"
_BEGIN = "begin it with: role,name,partner,group; or fill in the table of matches, matching.csv"
_SAMPLE = 20_000
"""Letters of a table by which it is told what stands between its cells."""
LONGEST = 100
"""Letters that a name may have."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One row: somebody, perhaps with a partner, and the groups that they go to."""

    line: int
    role: str
    name: str
    partner: str
    groups: tuple[str, ...]
    """As they are called in the main language."""
    zone: str = ""
    """Their time zone; empty where it is the programme's."""
    first_day: date | None = None
    """The first day from which days of their own count; of a mentor, that of the mentee."""
    language: str = ""
    """The tag of their language, one of the programme's; empty where it is the main one."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The cells of a row that are about one person: the number of each column, and the role where no column says it."""

    columns: Mapping[str, int]
    role: str = ""

    def row(self, cells: list[str]) -> dict[str, str]:
        read = {name: cells[number] for name, number in self.columns.items() if number < len(cells)}
        return dict.fromkeys((*COLUMNS, FIRST_DAY), "") | {"role": self.role} | read


def read_participants(path: Path, toolkit: Toolkit) -> Result[tuple[Participant, ...]]:
    """Everybody in the file whose row is right, in its order. `toolkit` is the programme in its main language.

    Raises BuildFailed where the file cannot be read as a table of people.
    """
    reader = _TableReader(str(path), toolkit, ParticipantWords(toolkit))
    read = tuple(_with_first_days(tuple(reader.participants(table_text(path)))))
    return Result(read, (*reader.problems, *_unpaired(read, str(path))))


def _with_first_days(people: tuple[Participant, ...]) -> Iterator[Participant]:
    """Everybody, each without a first day of their own with that of their partner."""
    known = {(one.name.casefold(), one.partner.casefold()): one.first_day for one in people if one.first_day}
    for one in people:
        yield replace(one, first_day=one.first_day or known.get((one.partner.casefold(), one.name.casefold())))


@dataclass(slots=True)
class _TableReader:
    file: str
    toolkit: Toolkit
    words: ParticipantWords
    problems: list[Problem] = field(default_factory=list)
    width: int = 0
    """Cells of the first line."""
    decision: int = -1
    """The column of the table of matches that says what was decided, from 0; -1 where there is none."""
    rows_read: int = 0
    longer: list[int] = field(default_factory=list)
    """The lines of rows with more cells than the first line."""
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def participants(self, text: str) -> Iterator[Participant]:
        rows = self.rows(text)
        line, cells = next(rows, (1, []))
        self.width = len(cells)
        self.refuse_twins(line, cells)
        parts = self.pair(line, cells) or (_Part(self.columns(line, cells)),)
        for line, cells in rows:
            self.rows_read += 1
            self.longer += [line] if len(parts) > 1 and len(cells) > self.width else []
            found = [one.row(cells) for one in parts]
            if len(found) > 1:
                found = self.chosen(line, found, cells)
            asked = ("name", "partner") if len(parts) == 1 else ("name",)  # one's partner is the other's name
            problems = list(dict.fromkeys(one for row in found for one in self.wrong(line, cells, row, asked)))
            people = [] if Report.of(problems).stops() else [self.participant(line, row) for row in found]
            for person in people:
                again = list(self.again(person))
                problems += again
                if not again:
                    yield person
            self.problems += problems
        if 0 < len(self.longer) < self.rows_read:
            message = "this row has more cells than the first line, as one with a comma in a name that is not in quotation marks"
            hint = "look whether each name stands in its column"
            self.problems += [
                Problem("table", message, Span(self.file, one), hint, Severity.WARNING) for one in self.longer
            ]
        if not self.rows_read:
            hint = "write a line for each person below the first"
            raise BuildFailed(
                [*self.problems, Problem("table", "nobody stands in this table", Span(self.file, 1), hint)]
            )

    def rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Every row that is not empty, its line, and its cells without superfluous space."""
        told = SEPARATOR_LINE.match(text)
        text = text if told is None else "\n" + text[told.end() :]
        separator = told[1] if told else delimiter_of(text[:_SAMPLE], ",;\t")
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                message, hint = f"this cannot be read as a table: {error}", "look for a quotation mark too many"
                raise BuildFailed([*self.problems, Problem("table", message, Span(self.file, line), hint)]) from None
            if cells is None:
                return
            tidy = [normalize("NFC", " ".join(cell.split())) for cell in cells]
            if any(tidy):
                yield line, tidy
            line = reader.line_num + 1

    def columns(self, line: int, cells: list[str]) -> dict[str, int]:
        """The number of each column. A column that is not known is said, because it may be a slip of the pen."""
        headings = self.headings(cells)
        missing = [name for name in COLUMNS[:2] if name not in headings]
        if missing:
            wanted = " and ".join(f'"{name}"' for name in missing)
            message = f"the first line of the table does not name the column{'s' if len(missing) > 1 else ''} {wanted}"
            hint = _ONE_NAME if "name" in missing and not _PARTS_OF_NAMES.isdisjoint(headings) else _BEGIN
            raise BuildFailed([Problem("table", message, Span(self.file, line), hint)])
        for number, heading in enumerate(headings):
            if heading and heading not in (*self.known, *_IGNORED):
                message, hint = f'the column "{cells[number]}" is not used', did_you_mean(heading, self.known)
                self.problems.append(Problem("table", message, Span(self.file, line), hint, Severity.WARNING))
        return {name: headings.index(name) for name in self.known if name in headings}

    def headings(self, cells: list[str]) -> list[str]:
        """The name of each column; of one that is not known, its heading in small letters."""
        return [self.words.columns.get(cell.casefold(), cell.casefold()) for cell in cells]

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that count in this programme."""
        return (*COLUMNS, FIRST_DAY) if self.toolkit.program.own_start else COLUMNS

    def refuse_twins(self, line: int, cells: list[str]) -> None:
        """Raise BuildFailed where two columns have one heading: nobody knows which of them counts."""
        headings = self.headings(cells)
        twin = next((one for number, one in enumerate(headings) if one and one in headings[:number]), "")
        if twin:
            message = f'two columns are called "{twin}"'
            raise BuildFailed([Problem("table", message, Span(self.file, line), "give one of them another name")])

    def pair(self, line: int, cells: list[str]) -> tuple[_Part, ...]:
        """The columns of each of the two, where this is the table of matches; other columns of it are nobody's copy."""
        headings = [cell.casefold() for cell in cells]
        roles = self.words.roles
        names = {roles[heading]: number for number, heading in enumerate(headings) if heading in roles}
        if set(names) != set(PAIR) or {"role", "name"} & set(headings):
            return ()
        self.decision = next((n for n, one in enumerate(headings) if one in self.words.decisions), -1)
        parts = []
        for role in reversed(PAIR):  # the mentee first, as in the table
            other = PAIR[1 - PAIR.index(role)]
            mine = {"name": names[role], "partner": names[other]}
            wanted = {**{name: name for name in self.of_both()}, **self.words.pair_columns(role)}
            every = zip(headings, self.headings(cells), strict=True)
            found = [wanted.get(written, wanted.get(known)) for written, known in every]
            mine |= {name: number for number, name in enumerate(found) if name}
            parts.append(_Part(mine, role))
        return tuple(parts)

    def of_both(self) -> Iterator[str]:
        """The columns of a table of matches that are about both of a pair. A criterion may be called after languages."""
        yield from ("group", FIRST_DAY)
        matching = self.toolkit.program.matching
        criteria = {one.name.casefold() for one in (matching.criteria if matching else ())}
        if self.words.tags[1:] and not any(self.words.columns.get(name) == "language" for name in criteria):
            yield "language"

    def chosen(self, line: int, pair: list[dict[str, str]], cells: list[str]) -> list[dict[str, str]]:
        """The two of a row of matches, or one of them who has no partner yet; nobody where it was decided against."""
        people = [row for row in pair if row["name"]] or pair[:1]
        known = {role: self.words.groups(role) for role in PAIR}
        every = known["mentor"].keys() | known["mentee"].keys()
        for row in people:  # a group is that of whoever has it; one that nobody has is told of the first
            written = {one: one.casefold() for one in _several(row["group"])}
            nobodys = {one for one, name in written.items() if name not in every and row is people[0]}
            mine = (one for one, name in written.items() if name in known[row["role"]] or one in nobodys)
            row["group"] = "|".join(mine)
        said = cells[self.decision] if 0 <= self.decision < len(cells) else ""
        meant, names = decision(said), " and ".join(row["name"] for row in people)
        if meant is Decision.MATCHED:
            return people
        severity, hint = Severity.NOTE, ""
        if meant is not Decision.DECLINED:
            severity, hint = Severity.WARNING, "write yes or no, or leave the cell empty where they are a pair"
        message = f'{names} get no copies as a pair: the decision is "{said}"'
        self.problems.append(Problem("declined", message, Span(self.file, line), hint, severity))
        return []

    def wrong(self, line: int, cells: list[str], row: dict[str, str], asked: Iterable[str]) -> Iterator[Problem]:
        """The problems of a row by itself; `asked` are the columns of names that are looked at."""
        at = Span(self.file, line)
        if any(cells[self.width :]):
            message, hint = "this row has more cells than the first line", "put what holds a comma into quotation marks"
            yield Problem("table", message, at, hint)
            return
        if not row["name"]:
            yield Problem("no-name", "this row has no name", at, "write the name, or delete the row")
        if row["role"].casefold() not in self.words.roles:
            said = f'there is no workbook for the role "{row["role"]}"' if row["role"] else "this row has no role"
            swapped = (
                "have the headings of role and name changed places?"
                if row["name"].casefold() in self.words.roles
                else ""
            )
            yield Problem("unknown-role", said, at, swapped or did_you_mean(row["role"], PAIR))
        else:
            yield from self.unknown_groups(at, self.words.roles[row["role"].casefold()], row["group"])
        if row["time zone"]:
            yield from zone_problems(row["time zone"], at)
        if row["language"] and not self.words.language(row["language"]):
            yield self.no_language(row["language"], at)
        if row[FIRST_DAY] and _a_day(row[FIRST_DAY]) is None:
            yield Problem("table", f'"{row[FIRST_DAY]}" is not a day', at, "write the first day as 2027-02-01")
        yield from self.wrong_names(at, row, asked)

    def wrong_names(self, at: Span, row: dict[str, str], asked: Iterable[str]) -> Iterator[Problem]:
        """The problems of the names in a row."""
        for column in asked:
            if is_no_name(row[column]):
                message, hint = f'"{row[column]}" is no name', "write the name, not a formula or a sign"
                yield Problem(
                    "no-name", message, at, hint + ("; leave it empty if there is none" if column == "partner" else "")
                )
            if len(row[column]) > LONGEST:
                message = f"the {column} has {len(row[column])} letters, and there is room for {LONGEST}"
                yield Problem("too-long", message, at, "write it shorter")
            if hidden := INVISIBLE.search(row[column]):
                message = f"there is an invisible character in the {column} (U+{ord(hidden[0]):04X})"
                yield Problem("invisible-character", message, at, "delete it; it came in by copying")

    def no_language(self, written: str, at: Span) -> Problem:
        listed = ", ".join(self.words.tags)
        message = f'"{written}" is not among the languages of this programme ({listed})'
        empty = f'leave the cell empty where it is "{self.words.tags[0]}"; other languages are named in the definition, under `languages`'
        return Problem("language", message, at, did_you_mean(written, self.words.tags, otherwise=empty))

    def unknown_groups(self, at: Span, role: str, written: str) -> Iterator[Problem]:
        known = self.words.groups(role)
        for group in _several(written):
            if group.casefold() not in known:
                names = known.values()
                hint = (
                    did_you_mean(group, names) if names else "leave the column empty: no event for this role has groups"
                )
                yield Problem("unknown-group", f'there is no group "{group}"', at, hint)

    def again(self, person: Participant) -> Iterator[Problem]:
        """A problem where the same person stands in the table with the same partner already."""
        key = person.role, person.name.casefold(), person.partner.casefold()
        first = self.seen.setdefault(key, person.line)
        if first != person.line:
            message = f'"{person.name}" stands in line {first} already'
            hint = "delete one of the two, or add to one name what tells them apart"
            yield Problem("duplicate-person", message, Span(self.file, person.line), hint)

    def participant(self, line: int, row: dict[str, str]) -> Participant:
        role = self.words.roles[row["role"].casefold()]
        known = self.words.groups(role)
        groups = dict.fromkeys(known[group.casefold()] for group in _several(row["group"]))
        first = _a_day(row[FIRST_DAY]) if self.toolkit.program.own_start else None
        tag = self.words.language(row["language"])
        spoken = tag if tag != self.words.tags[0] else ""
        return Participant(line, role, row["name"], row["partner"], tuple(groups), self.zone(row), first, spoken)

    def zone(self, row: dict[str, str]) -> str:
        """The time zone of a row; nothing where it is the programme's."""
        return "" if row["time zone"] == self.toolkit.program.time_zone else row["time zone"]


def is_no_name(written: str) -> bool:
    """Whether somebody wrote something that can be nobody's name: a formula, signs, a word for none."""
    plain = normalize("NFKC", written)
    lettered = any(map(str.isalpha, plain))
    return bool(plain) and (plain.startswith(_FORMULA) or not lettered or plain.casefold() in _NOBODY)


def _unpaired(people: tuple[Participant, ...], file: str) -> Iterator[Problem]:
    """Whose partner stands in the table without them, or not at all, where some of the partner's role stand in it."""
    partners = {role: defaultdict[str, set[str]](set) for role in PAIR}
    lines = {(one.role, one.name.casefold()): one.line for one in people}
    for one in people:
        partners[one.role][one.name.casefold()].add(one.partner.casefold())
    for one in people:
        other = PAIR[1 - PAIR.index(one.role)]
        if one.partner and one.name.casefold() == one.partner.casefold() and one.role == PAIR[0]:
            hint = "write the other's name, or add to both what tells them apart"
            yield Problem(
                "unpaired", f'"{one.name}" is paired with "{one.partner}"', Span(file, one.line), hint, Severity.WARNING
            )
        if (
            not one.partner
            or not partners[other]
            or one.name.casefold() in partners[other].get(one.partner.casefold(), ())
        ):
            continue
        line = lines.get((other, one.partner.casefold()))
        if line:
            message = f'"{one.partner}" stands in line {line} without "{one.name}" as the partner'
            hint = "write each as the partner of the other, so that both books say the same"
        else:
            message = f'the partner "{one.partner}" has no row as {other}'
            hint = "check how it is written, or add a row, unless they need no copy"
        yield Problem("unpaired", message, Span(file, one.line), hint, Severity.WARNING)


def _a_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _several(written: str) -> list[str]:
    """Somebody can be in several groups of different events: Nights | After nights."""
    return [group.strip() for group in written.split("|") if group.strip()]
