"""A file of answers opened: its questionnaire, its columns and the readers of its cells found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mentorkit.answers.answer_file import AnswerFile
from mentorkit.answers.answered import OTHER, Value
from mentorkit.answers.cell_values import CellReader, Refused, meaning_key
from mentorkit.answers.column_plan import ColumnPlan, Planner
from mentorkit.answers.column_targets import Questions, ToItem
from mentorkit.answers.columns_file import (
    COLUMNS_FILE,
    LEAVE_OUT,
    UNSURE,
    Said,
    SaidOfFile,
    Unsure,
    add_unsure,
)
from mentorkit.answers.heading_rows import MOST_ROWS, Headings, headings_of_file, titles_above
from mentorkit.answers.plain_headings import OTHER_WORDS, plain_option
from mentorkit.answers.raw_tables import RawTable, open_table
from mentorkit.answers.role_words import RoleWords
from mentorkit.answers.row_reading import RowReader, group_columns, item_columns, mail_column
from mentorkit.answers.which_questionnaire import questionnaire_of
from mentorkit.core.problems import BuildFailed, Problem, Result, Severity, Span, did_you_mean
from mentorkit.definition.items import Scale
from mentorkit.definition.questionnaires import Evaluation
from mentorkit.language.voice import Voice

_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class FileOpener:
    """Opens the files of answers of one programme."""

    folder: Path
    folder_name: str
    cohort: str
    every: Sequence[Questions]
    """The questions of each questionnaire to which a file may hold answers; at least one."""
    voice: Voice

    @property
    def evaluation(self) -> Evaluation:
        """What the questionnaires belong to."""
        return self.every[0].evaluation

    def open(self, path: Path, said: SaidOfFile) -> Result[AnswerFile | None]:
        """One file, its questionnaire and its columns known; None where it cannot be read."""
        inside = path.parent.resolve() == self.folder.resolve()
        name = f"{self.folder_name}/{path.name}" if inside else str(path)
        try:
            table = open_table(path, name)
            table = self._below_titles(table, said)
            first = table.first(_SAMPLE + MOST_ROWS)
        except BuildFailed as failed:
            return Result(None, failed.problems)
        headings = headings_of_file(first, said.headings.rows)
        sample = first[headings.rows :]
        if not sample:
            message = "this file holds headings only, and nobody's answers"
            return Result(
                None,
                (
                    *table.problems,
                    Problem(
                        "empty-file",
                        message,
                        Span(name, first[0][0]),
                        "export it again once somebody has answered",
                        Severity.WARNING,
                    ),
                ),
            )
        questions, told = questionnaire_of(self.every, headings.columns, name, path.name, said.questionnaire)
        if questions is None:
            return self._undecided(path, said, headings, (*table.problems, *told))
        voices = (self.voice, *(one.voice for one in questions.languages))
        roles = RoleWords.of(voices, questions.questionnaire.for_)
        plan = Planner(questions, said, roles).plan(name, headings, first[0][0], [cells for _, cells in sample])
        return self._with_reader(
            path, said, _Planned(table, headings, questions, roles, plan, (*table.problems, *told))
        )

    def _below_titles(self, table: RawTable, said: SaidOfFile) -> RawTable:
        """The table from its headings on; titles above them are passed over, which is said."""
        if said.headings.line:
            return table.below(said.headings.line)
        first = table.first(MOST_ROWS + _SAMPLE)
        titles = titles_above(first)
        if not titles:
            return table
        message = "what stands above the headings is passed over"
        hint = "if these are not the headings, say in columns.yml where they are: `headings: {line: 3}`"
        note = Problem("headings", message, Span(table.name, first[titles][0]), hint, Severity.NOTE)
        below = table.below(first[titles][0])
        return RawTable(below.name, below.rows, (*below.problems, note))

    def _undecided(
        self, path: Path, said: SaidOfFile, headings: Headings, told: tuple[Problem, ...]
    ) -> Result[AnswerFile | None]:
        """Ask in the file of columns which questionnaire it is."""
        if said.questionnaire is not None:
            return Result(None, told)
        return Result(
            None, (*told, *add_unsure(self.folder, self.folder_name, [Unsure(path.name, questionnaire=UNSURE)]))
        )

    def _with_reader(self, path: Path, said: SaidOfFile, planned: _Planned) -> Result[AnswerFile | None]:
        questions, plan = planned.questions, planned.plan
        undecided = {key: value for key, value in plan.undecided.items() if key not in said.columns}
        if not any(isinstance(one, ToItem) for one in plan.targets.values()):
            return Result(None, (*planned.told, *plan.problems, *self._nothing_read(path, planned, undecided)))
        role, no_role = self._role(path.name, said, planned)
        readers, wrong = self._readers(questions, said)
        groups = [
            CellReader(one, Scale(), self.voice.words, others=[asked.group(number) for asked in questions.languages])
            for number, one in enumerate(self.evaluation.groups)
        ]
        reader = RowReader(
            planned.headings, plan, item_columns(plan, readers), group_columns(plan, groups), planned.roles, role,
            questions.named, _latest(planned.table, planned.headings, mail_column(plan)),
        )  # fmt: skip
        asked = UNSURE if no_role and said.role is None else ""
        unsure = Unsure(path.name, role=asked, columns=undecided)
        problems = (*planned.told, *plan.problems, *no_role, *wrong)
        answers = {question: dict(one) for question, one in said.answers.items()}
        return Result(
            AnswerFile(
                plan.file,
                self.cohort,
                questions.questionnaire,
                self.evaluation,
                planned.table,
                planned.headings,
                reader,
                problems,
                unsure,
                answers,
            )
        )

    def _nothing_read(self, path: Path, planned: _Planned, undecided: Mapping[str, str]) -> Iterator[Problem]:
        """Yield an error where no column is an answer; of a table of people, ask which columns are."""
        message = "no column of this file is read as an answer to a question"
        yield Problem("no-answers", message, Span(planned.plan.file), "look into columns.yml", Severity.ERROR)
        if planned.questions.named:
            yield from add_unsure(self.folder, self.folder_name, [Unsure(path.name, columns=undecided)], named=True)

    def _role(self, name: str, said: SaidOfFile, planned: _Planned) -> tuple[str, tuple[Problem, ...]]:
        """Whose answers they are where no cell says it; nothing, and a problem, where that is not known."""
        roles, file = planned.questions.questionnaire.for_, planned.plan.file
        if said.role and said.role.decided:
            role = planned.roles.role(said.role.value)
            if role:
                return role, ()
            message = f'the {planned.questions.form} is not for "{said.role.value}"'
            return "", (Problem("unknown-role", message, said.role.at, did_you_mean(said.role.value, roles)),)
        if len(roles) == 1:
            return roles[0], ()
        role = planned.roles.role(name.rpartition(".")[0].replace("_", " ").replace("-", " "))
        role = role or planned.questions.role_by_wording(planned.headings.columns)
        if role or planned.questions.role in planned.plan.targets.values() or planned.questions.named:
            return role, ()
        message = "neither a column nor the name of this file says whose answers these are"
        hint = "say in columns.yml which role it is, or put it into the name of the file; until then they count only among all"
        return "", (Problem("no-role", message, Span(file), hint, Severity.WARNING),)

    def _readers(self, questions: Questions, said: SaidOfFile) -> tuple[list[CellReader], tuple[Problem, ...]]:
        """A reader for each item, with what people said that answers mean."""
        readers, problems, names = list[CellReader](), list[Problem](), set[str]()
        for number, item in enumerate(questions.questionnaire.items):
            scale, name = questions.questionnaire.scale_of(item), item.id or str(item.ask)
            names.add(name)
            others = [asked.item(number) for asked in questions.languages]
            plain = CellReader(item, scale, self.voice.words, others=others)
            meant = dict[str, Value | None].fromkeys(questions.nobody)
            for text, one in said.answers.get(name, {}).items():
                value = _meaning(plain, one)
                if isinstance(value, Problem):
                    problems.append(value)
                elif one.decided:
                    meant[meaning_key(text)] = value
            readers.append(CellReader(item, scale, self.voice.words, meant, others))
        for name in said.answers.keys() - names:
            at = (
                next(iter(said.answers[name].values())).at
                if said.answers[name]
                else Span(f"{self.folder_name}/{COLUMNS_FILE}")
            )
            problems.append(
                Problem(
                    "unknown-question",
                    f'there is no question "{name}" in this {questions.form}',
                    at,
                    did_you_mean(name, names),
                )
            )
        return readers, tuple(problems)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A file on its way to being read."""

    table: RawTable
    headings: Headings
    questions: Questions
    roles: RoleWords
    plan: ColumnPlan
    told: tuple[Problem, ...]


def _meaning(reader: CellReader, said: Said) -> Value | Problem | None:
    """What people said that an answer means: an option, a point, `other`; None where it is to be left out, or not decided."""
    words = plain_option(said.value)
    if not said.decided or words == LEAVE_OUT:
        return None
    if words in OTHER_WORDS and words not in reader.options:
        return (OTHER,) if reader.kind == "several of" else OTHER
    value = reader.read(said.value)
    if isinstance(value, Refused):
        return Problem(
            "unknown-answer",
            "this is no answer to the question",
            said.at,
            f"write one of its options or points, `other`, or `{LEAVE_OUT}`",
        )
    return value


def _latest(table: RawTable, headings: Headings, column: int) -> dict[int, int]:
    """The last line of each address that stands in several rows, by its hash in this process: nothing of it is kept."""
    if column < 0:
        return {}
    last, several = dict[int, int](), set[int]()
    for line, cells in islice(table.unbroken(), headings.rows, None):
        text = cells[column].casefold() if column < len(cells) else ""
        if "@" in text:
            key = hash(text)
            several |= {key} if key in last else set()
            last[key] = line
    return {key: last[key] for key in several}
