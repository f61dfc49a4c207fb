"""What is done with each column of one file: what people said in the file of columns, else what its words say for certain.

What is only near, and what is nothing known, is not read: it becomes a line in the file of columns, to be decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorkit.answers.answered import OTHER
from mentorkit.answers.column_targets import Purpose, Questions, Target, ToGroup, ToItem
from mentorkit.answers.columns_file import LEAVE_OUT, UNSURE, Said, SaidOfFile
from mentorkit.answers.dropped_columns import kind_by_content, kind_by_heading, looks_personal
from mentorkit.answers.heading_rows import Column, Headings
from mentorkit.answers.plain_headings import plain_heading, plain_option
from mentorkit.answers.role_words import RoleWords
from mentorkit.core.problems import Problem, Severity, Span, did_you_mean, shortened
from mentorkit.definition.items import CHOSEN

_MOST_QUOTED = 5
"""Headings that are none of the questions and are quoted one by one."""
_MOST_PROPOSED = 100
"""Undecided columns of a file that may still be one with the questions: with more, nothing is proposed."""
_ALWAYS = ("addresses", "network addresses")
"""What is dropped by its content under any heading, that of a question too."""


@dataclass(slots=True)
class ColumnPlan:
    """The columns of a file that are read, by their index, and what is to be said of the others."""

    file: str
    heading_line: int
    targets: dict[int, Target] = field(default_factory=dict)
    dropped: dict[str, list[Column]] = field(default_factory=dict)
    """Columns that are dropped, by kind."""
    undecided: dict[str, str] = field(default_factory=dict)
    """Lines for the file of columns: the key of a column, and what is proposed."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_sure(self) -> bool:
        """Whether so many columns are known that the first row certainly holds headings."""
        strange = len(self.undecided) + sum(
            not kind_by_heading(one.question) for some in self.dropped.values() for one in some
        )
        return len(self.targets) > max(strange, 1)

    def at(self, column: Column) -> Span:
        """The place of a heading."""
        return Span(self.file, self.heading_line, column.index + 1)


@dataclass(frozen=True, slots=True)
class Planner:
    """What the columns of one file are planned with."""

    questions: Questions
    said: SaidOfFile
    roles: RoleWords

    def plan(self, file: str, headings: Headings, line: int, sample: Sequence[Sequence[str]]) -> ColumnPlan:
        """Decide for each column; `sample` are the first rows of answers, and `line` is that of the headings."""
        made = ColumnPlan(file, line)
        for column in headings.columns:
            cells = [row[column.index] for row in sample if column.index < len(row)]
            said = self.said.columns.get(column.key)
            if said and said.decided:
                self._follow(said, column, made)
            else:
                self._judge(column, cells, made)
        self._propose(headings.columns, made)
        made.problems += self._unknown_keys(headings)
        made.problems += self._missing(made)
        made.problems += _dropped(made)
        return made

    def _follow(self, said: Said, column: Column, made: ColumnPlan) -> None:
        """Do what people said of a column."""
        target, problem = self._named(said)
        if target is not None:
            made.targets[column.index] = target
        if problem:
            made.problems.append(problem)

    def _judge(self, column: Column, cells: Sequence[str], made: ColumnPlan) -> None:
        """Decide by the words of a heading, and by the kind of what stands below it."""
        content, target = kind_by_content(cells), self.questions.target(column)
        kind = content if target is None or (content in _ALWAYS and not self.questions.named) else ""
        if target is None:
            kind = next(
                filter(None, (kind_by_heading(one) for one in (column.question, column.part, column.code) if one)), kind
            )
        if kind:
            made.dropped.setdefault(kind, []).append(column)
        elif target is not None:
            made.targets[column.index] = target
        elif self.questions.role not in made.targets.values() and self.roles.all_roles(cells):
            made.targets[column.index] = self.questions.role
        elif any(cells) or column.question:
            made.undecided[column.key] = UNSURE

    def _propose(self, columns: Sequence[Column], made: ColumnPlan) -> None:
        """Name the question that an undecided heading is clearly nearest to."""
        taken, many = (
            list(made.targets.values()),
            len(made.undecided) > min(_MOST_QUOTED, max(len(made.targets) // 2, 1)) or self._may_be_a_person(made),
        )
        for column in columns:
            if column.key not in made.undecided:
                continue
            near = self.questions.nearest(column, taken) if len(made.undecided) <= _MOST_PROPOSED else None
            if near:
                made.undecided[column.key] = f"{self.name_of(near.item)} {UNSURE}"
                message = f"the column {_called(column)} is like a question, but not the same, and is not read yet"
                hint = 'it is proposed in columns.yml: take away the "?" there, or give the question `also:`'
            else:
                message = f"the column {_called(column)} is none of the questions, and is not read"
                hint = f"say in columns.yml which question it is, or `{LEAVE_OUT}`"
            if not many:
                weight = Severity.WARNING if near else self._weight
                made.problems.append(Problem("unknown-column", message, made.at(column), hint, weight))
        if many:  # it may be the first line of answers that stands in the place of headings, so none is quoted
            message = f"{len(made.undecided)} columns are none of the questions, or only like them, and are not read"
            hint = "look whether the first line holds the headings; then say in columns.yml which questions they are"
            at = Span(made.file, made.heading_line)
            made.problems.append(Problem("unknown-column", message, at, hint, self._weight))

    def _may_be_a_person(self, made: ColumnPlan) -> bool:
        """Whether the first row of a table of people may be one of them, and no heading: more columns are strange than known."""
        return self.questions.named and bool(made.undecided) and not made.is_sure

    @property
    def _weight(self) -> Severity:
        """What a column weighs that is none of the questions: a form may ask more than is read of it."""
        return Severity.WARNING if self.questions.complete else Severity.NOTE

    def name_of(self, item: int) -> str:
        """What the file of columns calls an item: its id, else its words."""
        one = self.questions.questionnaire.items[item]
        return one.id or str(one.ask)

    def _named(self, said: Said) -> tuple[Target | None, Problem | None]:
        """The target that people named; none, with a problem, where there is no such question."""
        words = plain_option(said.value)
        if words in (LEAVE_OUT, "leave it out", "nothing"):
            return Purpose.DROPPED, None
        if words in ("role", "code"):
            return (self.questions.role if words == "role" else Purpose.CODE), None
        question, _, part = said.value.partition(">")
        target = self._by_name(question.strip())
        if target is None and part:
            target, part = self._by_name(said.value), ""
        if target is None:
            known = [self.name_of(number) for number in range(len(self.questions.questionnaire.items))]
            known += [one.id for one in self.questions.evaluation.groups]
            hint = did_you_mean(
                question.strip(), known, otherwise=f"write the id or the words of a question, or `{LEAVE_OUT}`"
            )
            return None, Problem(
                "unknown-question",
                f'there is no question "{shortened(question.strip())}" in this {self.questions.form}',
                said.at,
                hint,
            )
        return self._part_named(target, part.strip(), said) if part.strip() else (target, None)

    def _part_named(self, target: Target, part: str, said: Said) -> tuple[Target | None, Problem | None]:
        if isinstance(target, ToItem) and self.questions.questionnaire.items[target.item].answer in CHOSEN:
            known, words = self.questions.options[target.item], plain_option(part)
            if words in known or words in self.questions.other:
                return ToItem(target.item, known.get(words, OTHER)), None
        return None, Problem(
            "unknown-question",
            "the question has no such option",
            said.at,
            "write question > option, or question > other",
        )

    def _by_name(self, name: str) -> Target | None:
        items = self.questions.questionnaire.items
        by_id = next((number for number, one in enumerate(items) if one.id == name), None)
        if by_id is not None:
            return ToItem(by_id)
        group = next((number for number, one in enumerate(self.questions.evaluation.groups) if one.id == name), None)
        return ToGroup(group) if group is not None else self.questions.exact.get(plain_heading(name))

    def _unknown_keys(self, headings: Headings) -> Iterator[Problem]:
        """Say what people said of a heading that the file has not."""
        there = [column.key for column in headings.columns]
        for key, said in self.said.columns.items():
            if key not in there:
                message = (
                    f'the file has no column "{shortened(key)}"'
                    if self.questions.complete
                    else "the file has no such column"
                )
                yield Problem(
                    "unknown-column",
                    message,
                    said.at,
                    did_you_mean(key, there, otherwise="take this line out"),
                    Severity.WARNING,
                )

    def _missing(self, made: ColumnPlan) -> Iterator[Problem]:
        """Say which questions no column answers, in one problem."""
        read = {one.item for one in made.targets.values() if isinstance(one, ToItem)}
        items = self.questions.questionnaire.items
        missing = [f'"{shortened(str(one.ask))}"' for number, one in enumerate(items) if number not in read]
        if missing and read and self.questions.complete:
            listed = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
            hint = "give the question `also:` with the heading, or say in columns.yml which column it is"
            yield Problem(
                "missing-column",
                f"no column answers {listed}",
                Span(made.file, made.heading_line),
                hint,
                Severity.WARNING,
            )


def _called(column: Column) -> str:
    """A column by its heading, or by its number where that looks like somebody's address: then it is no heading."""
    return str(column.index + 1) if looks_personal(column.key) else f'"{shortened(column.key)}"'


def _dropped(made: ColumnPlan) -> Iterator[Problem]:
    """Say once what was dropped, by headings and never by content: where hardly any column is known, the first row may be no heading."""
    if made.dropped:
        names = {
            kind: [
                _called(one) if made.is_sure or kind_by_heading(one.question) else str(one.index + 1) for one in columns
            ]
            for kind, columns in made.dropped.items()
        }
        listed = "; ".join(f"{kind} ({', '.join(columns)})" for kind, columns in names.items())
        message = f"these columns were dropped while reading: {listed}"
        yield Problem(
            "dropped-columns", message, Span(made.file, made.heading_line), "nothing needs to be done", Severity.NOTE
        )


def parts_of(targets: Mapping[int, Target], item: int) -> tuple[list[int], list[tuple[int, int]]]:
    """The columns of an item: those that hold whole answers, and those of single options with their index."""
    whole = [
        index for index, one in targets.items() if isinstance(one, ToItem) and one.item == item and one.part is None
    ]
    parts = [
        (index, one.part)
        for index, one in targets.items()
        if isinstance(one, ToItem) and one.item == item and one.part is not None
    ]
    return whole, parts
