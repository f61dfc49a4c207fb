"""Files of answers, from the folder of answers to rows of what people answered.

The folder is `answers/` in the programme's part of the private folder. Nothing else is written but `columns.yml` in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mentorkit.answers.answer_file import AnswerFile
from mentorkit.answers.column_targets import Questions
from mentorkit.answers.columns_file import (
    COLUMNS_FILE,
    Unsure,
    add_unsure,
    read_columns,
    said_of,
    unused,
)
from mentorkit.answers.file_opening import FileOpener
from mentorkit.core.atomic import own_folder
from mentorkit.core.names import is_litter
from mentorkit.core.problems import Problem, Report, Result, Severity, Span
from mentorkit.definition.program import Program
from mentorkit.language.voice import Voice
from mentorkit.workspace.private_folder import answers_folder, misplaced
from mentorkit.workspace.workspace import ProgramFile, Workspace

_NO_TABLES = frozenset({".yml", ".yaml", ".md", ".json"})
"""Endings of files that lie beside the answers."""


@dataclass(frozen=True, slots=True)
class AnswersFolder:
    """The folder of answers of one programme. `name` is what messages call it."""

    program: Program
    cohort: str
    path: Path
    name: str
    workspace: Workspace | None = None
    asked: tuple[Questions, ...] = ()
    """What is read; without it, the answers to the questionnaires of the programme."""
    others: tuple[Program, ...] = ()
    """The same programme in its further languages, in which people may have answered as well."""

    @classmethod
    def of(cls, workspace: Workspace, file: ProgramFile, program: Program) -> AnswersFolder:
        """The folder of answers of a programme in its workspace."""
        path = answers_folder(workspace, file)
        return cls(program, file.id, path, workspace.name(path), workspace)

    def tables(self) -> Iterator[Path]:
        """Every file in it that may be a table, by name."""
        if self.path.is_dir():
            yield from (one for one in sorted(self.path.iterdir()) if _may_be_table(one))

    def files(self, chosen: Sequence[Path] = ()) -> Result[tuple[AnswerFile, ...]]:
        """The files in the folder, or those that are `chosen`; of those that cannot be read, only what is wrong."""
        every = self.asked or self._questionnaires()
        if not every:
            message = "this programme has no questionnaires to which somebody could have answered"
            return Result(
                (), (Problem("no-questionnaires", message, Span(self.name), "write them below `evaluation:`"),)
            )
        columns, wrong = read_columns(self.path, self.name)
        if columns is None:
            return Result((), wrong)
        tables = list(chosen) or list(self.tables())
        wrong = (*wrong, *self._misplaced(chosen))
        if Report.of(wrong).stops():
            return Result((), wrong)
        if not tables:
            return Result(
                (),
                (
                    *wrong,
                    Problem(
                        "no-answers",
                        f"there are no files of {'applications' if every[0].named else 'answers'} here",
                        Span(self.name),
                        "put the exports of your form tool into this folder",
                        Severity.NOTE,
                    ),
                ),
            )
        opener, problems, opened = (
            FileOpener(self.path, self.name, self.cohort, every, Voice.of(self.program)),
            list(wrong),
            list[AnswerFile](),
        )
        for path in tables:
            file, told = opener.open(path, said_of(columns, path.name))
            problems += told
            opened += [file] if file else []
        problems += () if chosen else unused(columns, [path.name for path in tables])
        return Result(tuple(opened), tuple(problems))

    def _questionnaires(self) -> tuple[Questions, ...]:
        return tuple(Questions.of(self.program, one, self.others) for one in self.program.questionnaires)

    def _misplaced(self, chosen: Sequence[Path]) -> Iterator[Problem]:
        """What lies where others can read it; and git is told to leave the folder alone."""
        with suppress(OSError):
            if self.path.is_dir():
                own_folder(self.path, "# Answers of people: nothing in this folder belongs in a repository.\n*\n")
        if self.workspace:
            for path in chosen or (self.path,):
                yield from misplaced(path, self.workspace)

    def keep_unsure(self, files: Sequence[AnswerFile]) -> tuple[Problem, ...]:
        """Write what is to be decided into the file of columns, once all rows have been read."""
        return self.ask([one.unsure for one in files])

    def ask(self, unsure: Sequence[Unsure]) -> tuple[Problem, ...]:
        """Write what is to be decided into the file of columns."""
        if not any(unsure):
            return ()
        added = add_unsure(self.path, self.name, unsure, named=any(one.named for one in self.asked))
        message = f"what is to be decided was added to {COLUMNS_FILE}"
        note = Problem(
            "columns-file",
            message,
            Span(f"{self.name}/{COLUMNS_FILE}"),
            "open it, decide, and run this again",
            Severity.NOTE,
        )
        return added or (note,)


def _may_be_table(path: Path) -> bool:
    return not path.is_dir() and not is_litter(path.name) and path.suffix.lower() not in _NO_TABLES
