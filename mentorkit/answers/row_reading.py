"""The rows of one file as what people answered, with what is wrong in its cells said once for each kind of mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorkit.answers import row_mistakes as mistakes
from mentorkit.answers.answered import OTHER, Answered, NoAnswer, Value
from mentorkit.answers.cell_values import NO, CellReader, Refused
from mentorkit.answers.column_plan import ColumnPlan, parts_of
from mentorkit.answers.column_targets import NO_PART, Purpose, ToGroup
from mentorkit.answers.dropped_columns import looks_personal
from mentorkit.answers.heading_rows import Headings
from mentorkit.answers.plain_headings import NOTHING_WORDS, plain_option
from mentorkit.answers.raw_tables import Row
from mentorkit.answers.role_words import RoleWords
from mentorkit.answers.row_mistakes import Mistakes
from mentorkit.core.problems import Severity, shortened

_SAID_NO = -3
"""In place of the index of an option: a column says that its option is not ticked."""
_LONGEST_CODE = 16
"""Letters of a code that people make up."""
_NEVER_MEANT = frozenset({"survey preview", "preview", "survey test", "test", "spam"})
"""What Qualtrics says of an answer that somebody gave to try it out."""


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """The columns of an item, and the reader of its cells."""

    reader: CellReader
    whole: Sequence[int]
    parts: Sequence[tuple[int, int]]


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file."""

    headings: Headings
    plan: ColumnPlan
    items: Sequence[ItemColumns]
    groups: Sequence[tuple[int, CellReader]]
    """For each group question, its column (-1 where there is none) and the reader of its cells."""
    roles: RoleWords
    role: str
    """Whose answers they are where no column says it."""
    named: bool = False
    """Whether rows say whose they are: who stands in several is then for the caller to find."""
    latest: Mapping[int, int] = field(default_factory=dict)
    """The last line of each address that stands in several rows, by its hash in this process."""
    mistakes: Mistakes = field(init=False)
    _columns: dict[Purpose, int] = field(init=False)
    _told_apart: bool = field(init=False)
    _seen: dict[int, int] = field(init=False, default_factory=dict)
    _codes: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look up once what every row needs."""
        self.mistakes = Mistakes(self.plan.file)
        found = {one: index for index, one in self.plan.targets.items() if isinstance(one, Purpose)}
        self._columns = found
        self._told_apart = bool({"times", "numbers of the form tool", "addresses"} & self.plan.dropped.keys())

    def rows(self, raw: Iterator[Row]) -> Iterator[Answered]:
        """What people answered, in the order of the file."""
        width = len(self.headings.columns)
        mail, trial = mail_column(self.plan), self._trial_column()
        for line, cells in raw:
            if len(cells) != width:
                if any(cells[width:]):
                    self.mistakes.add(mistakes.PERSON_TOO_WIDE if self.named else mistakes.TOO_WIDE, line)
                    continue
                cells = [*cells, *[""] * (width - len(cells))]
            if trial >= 0 and plain_option(cells[trial]) in _NEVER_MEANT:
                self.mistakes.add(mistakes.TRIAL, line)
            elif mail >= 0 and self.latest.get(hash(cells[mail].casefold()), line) != line:
                self.mistakes.add(mistakes.SAME_ADDRESS, line)
            elif not self._again(line, cells):
                answered = self._answered(line, cells)
                if all(one is NoAnswer.UNANSWERED for one in answered.values):
                    self.mistakes.add(mistakes.NO_ANSWER, line)
                else:
                    yield answered

    def _trial_column(self) -> int:
        found = (
            one.index for one in self.headings.columns if self.headings.tool == "Qualtrics" and one.code == "Status"
        )
        return next(found, -1)

    def _again(self, line: int, cells: list[str]) -> bool:
        """Whether a row stands in the file already, for certain. Where nothing tells rows apart, two people answered alike."""
        first = self._seen.setdefault(hash(tuple(cells)), line)
        if first == line or self.named:
            return False
        if self._told_apart:
            self.mistakes.add(mistakes.SAME_ROW, line)
        elif any(len(cells[index]) > 30 for one in self.items if one.reader.kind == "words" for index in one.whole):
            self.mistakes.add(mistakes.SAME_WORDS, line)
        return self._told_apart

    def _answered(self, line: int, cells: list[str]) -> Answered:
        values = tuple([self._value(number, one, line, cells) for number, one in enumerate(self.items)])
        groups = tuple([self._group(column, reader, line, cells) for column, reader in self.groups])
        return Answered(self._role(line, cells), values, groups, self._code(line, cells), line)

    def _value(self, number: int, one: ItemColumns, line: int, cells: list[str]) -> Value:
        value: Value = NoAnswer.UNANSWERED
        for index in one.whole:
            text = cells[index]
            if not text:
                continue
            read = one.reader.read(text)
            if isinstance(read, Refused):
                self._refuse(number, read, line, index)
                read = read.kept
            if value is NoAnswer.UNANSWERED:
                value = read
            elif read not in (value, NoAnswer.UNANSWERED):
                self.mistakes.add(mistakes.TWO_COLUMNS, line, index)
        return self._with_parts(number, value, one, line, cells) if one.parts else value

    def _with_parts(self, number: int, value: Value, one: ItemColumns, line: int, cells: list[str]) -> Value:
        """An answer of which each option, or one's own words, stand in a column of their own."""
        found = self._ticked(number, one, line, cells)
        if NO_PART in found and found <= {NO_PART, _SAID_NO}:
            return NoAnswer.NOT_APPLICABLE
        ticked = found - {NO_PART, _SAID_NO}
        if one.reader.kind == "several of":
            before = set(value) if isinstance(value, tuple) else set()
            every = tuple(sorted(before | ticked))
            return every if every or _SAID_NO in found else value
        if value is NoAnswer.UNANSWERED and ticked:
            if len(ticked - {OTHER}) > 1:
                self.mistakes.add(mistakes.SEVERAL_TICKS, line, one.parts[0][0])
                return value
            return max(ticked)
        if OTHER in ticked and value not in (OTHER, NoAnswer.UNANSWERED):
            self.mistakes.add(mistakes.COMMENT, line, one.parts[0][0])
        return value

    def _ticked(self, number: int, one: ItemColumns, line: int, cells: list[str]) -> set[int]:
        """What is ticked in the columns of a question, with `_SAID_NO` where one says that it is not."""
        found = set[int]()
        for index, part in one.parts:
            words = plain_option(cells[index])
            if words in NO and part != OTHER:
                found.add(_SAID_NO)
            elif words not in NOTHING_WORDS and words not in NO:
                found.add(part)
                if part >= 0 and words not in one.reader.yes_no and one.reader.options.get(words) != part:
                    self._refuse(number, _NO_TICK, line, index)
        return found

    def _refuse(self, number: int, refused: Refused, line: int, index: int) -> None:
        heading = shortened(self.headings.columns[index].key)
        message = f'a cell of the column "{heading}" {refused.why}'
        self.mistakes.add(("unknown-answer", message, refused.hint, refused.severity), line, index)
        self.mistakes.keep_texts(number, refused.unknown)

    def _group(self, column: int, reader: CellReader, line: int, cells: list[str]) -> int | None:
        if column < 0:
            return None
        read = reader.read(cells[column])
        if isinstance(read, Refused):
            heading = shortened(self.headings.columns[column].key)
            message = f'a cell of the column "{heading}" {read.why}'
            self.mistakes.add(
                (
                    "unknown-answer",
                    message,
                    "give the option `also:` in the definition, or mend the cell",
                    Severity.WARNING,
                ),
                line,
                column,
            )
        return read if isinstance(read, int) and read >= 0 else None

    def _role(self, line: int, cells: list[str]) -> str:
        column = self._columns.get(Purpose.ROLE, -1)
        if column < 0 or not cells[column]:
            return self.role
        role = self.roles.role(cells[column])
        if not role:
            self.mistakes.add(mistakes.NO_ROLE, line, column)
        return role or self.role

    def _code(self, line: int, cells: list[str]) -> str:
        column = self._columns.get(Purpose.CODE, -1)
        text = cells[column] if column >= 0 else ""
        code = re.sub(r"[\W_]+", "", text).upper()
        if not code:
            return ""
        if looks_personal(text) or len(code) > _LONGEST_CODE or (" " in text.strip() and code.isalpha()):
            self.mistakes.add(mistakes.NO_CODE, line, column)
            return ""
        if self._codes.setdefault(hash(code), line) != line:
            self.mistakes.add(mistakes.SAME_CODE, line, column)
        return code


def mail_column(plan: ColumnPlan) -> int:
    """The column of addresses by which somebody who answered twice is known; -1 where there is none."""
    return next((one.index for one in plan.dropped.get("addresses", ()) if "@" not in one.key), -1)


_NO_TICK = Refused(
    "holds something else than its option, yes or no",
    "it counts as ticked: look whether the column belongs to another question",
)


def item_columns(plan: ColumnPlan, readers: Sequence[CellReader]) -> tuple[ItemColumns, ...]:
    """The columns of each item, in the order of the questionnaire."""
    return tuple(ItemColumns(reader, *parts_of(plan.targets, number)) for number, reader in enumerate(readers))


def group_columns(plan: ColumnPlan, readers: Sequence[CellReader]) -> tuple[tuple[int, CellReader], ...]:
    """The column of each question about groups, -1 where there is none."""
    places = {one.group: index for index, one in plan.targets.items() if isinstance(one, ToGroup)}
    return tuple((places.get(number, -1), reader) for number, reader in enumerate(readers))
