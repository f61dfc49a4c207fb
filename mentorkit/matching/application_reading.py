"""Applications, from the folder of tables to people in their roles. Nothing is written but `columns.yml` in that folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mentorkit.answers.answers_folder import AnswersFolder
from mentorkit.answers.columns_file import UNSURE, Unsure
from mentorkit.core.problems import Problem, Report, Result, Severity, Span, shortened
from mentorkit.definition.program import Program
from mentorkit.matching.applicants import Applicant, ApplicantRole, Applications
from mentorkit.matching.application_columns import ApplicationColumns
from mentorkit.matching.application_rows import MENTEE, MENTOR, ApplicantRow, ApplicationFile, compared
from mentorkit.matching.people_named import PeopleNamed
from mentorkit.matching.twice_applied import InRole, each_once
from mentorkit.matching.whom_rows_name import ReferenceReader, References, each_person
from mentorkit.workspace.private_folder import applications_folder, close_to_others
from mentorkit.workspace.workspace import ProgramFile, Workspace


def read_applications(
    workspace: Workspace,
    file: ProgramFile,
    program: Program,
    chosen: Sequence[Path] = (),
    others: Sequence[Program] = (),
) -> Result[Applications | None]:
    """Everybody who applied, by the tables in the folder of applications or those that are `chosen`.

    `others` are the same programme in its further languages, in which people may have applied as well. None where something has to be mended or decided first, or nobody applied; no message holds what somebody wrote.
    """
    path = applications_folder(workspace, file)
    close_to_others(path.parent)  # names of people are the names of files there
    return ApplicationsFolder(program, file.id, path, workspace.name(path), workspace, tuple(others)).read(chosen)


@dataclass(frozen=True, slots=True)
class ApplicationsFolder:
    """The folder of applications to one programme. `name` is what messages call it."""

    program: Program
    cohort: str
    """The programme as client/program."""
    path: Path
    name: str
    workspace: Workspace | None = None
    others: tuple[Program, ...] = ()
    """The same programme in its further languages."""

    def read(self, chosen: Sequence[Path] = ()) -> Result[Applications | None]:
        """Everybody who applied; None where a problem is an error, or nobody applied."""
        close_to_others(self.path)
        columns = ApplicationColumns.of(self.program, self.others)
        folder = AnswersFolder(self.program, self.cohort, self.path, self.name, self.workspace, (columns.questions,))
        opened, told = folder.files(chosen)
        files = [ApplicationFile(columns, one, self.program) for one in opened]
        rows = {id(file): tuple(file.rows()) for file in files}
        kept = each_once([row for file in files for row in rows[id(file)]])
        unread = any(not rows[id(file)] and Report.of(file.mistakes.problems()).stops() for file in files)
        people = PeopleNamed.of(one.row for one in kept)
        readers = {id(file): ReferenceReader(file, people) for file in files}
        named = () if unread or self._lacking(kept) else dict.fromkeys(one.row for one in kept)
        references = each_person([(row, readers[id(row.file)].read(row)) for row in named])
        missing = {id(file): tuple(_missing(file, kept)) for file in files}
        problems = list(told)
        for file in files:
            reader, lacks = readers[id(file)], missing[id(file)]
            wrong = reader.wrong() if named else ()  # while a table's people are unknown, every name would be nobody's
            problems += [*file.answers.problems, *wrong, *lacks, *file.mistakes.problems()]
        problems += folder.ask([_unsure(file, readers[id(file)], bool(missing[id(file)])) for file in files])
        close_to_others(self.path)
        problems += () if unread else self._nobody(problems, kept)
        if Report.of(problems).stops() or not kept:
            return Result(None, tuple(problems))
        return Result(self._applications(kept, references), tuple(problems))

    def _nobody(self, problems: Sequence[Problem], kept: Sequence[InRole]) -> Iterator[Problem]:
        """Yield a problem where nobody applied, or nobody in one of the roles."""
        at, hint = Span(self.name), "put the exports of your form tool into this folder"
        there = {one.role for one in kept}
        if not there and not Report.of(problems).stops():
            yield Problem("no-applications", "no application could be read", at, hint)
        if there and (missing := self._lacking(kept)):
            message = f"nobody applied as a {missing[0]}"
            hint = f"put their table beside the other, and {missing[0]} into its name; or add a column Role"
            yield Problem("no-applications", message, at, hint)

    def _lacking(self, kept: Sequence[InRole]) -> Sequence[ApplicantRole]:
        """The roles that nobody applied for."""
        needed: tuple[ApplicantRole, ...] = (MENTEE,) if self.program.format == "peer" else (MENTOR, MENTEE)
        return [role for role in needed if role not in {one.role for one in kept}]

    def _applications(self, kept: Sequence[InRole], references: Mapping[int, References]) -> Applications:
        people = {
            role: tuple(_applicant(one.row, role, references[id(one.row)]) for one in kept if one.role == role)
            for role in (MENTOR, MENTEE)
        }
        return Applications(people[MENTOR], people[MENTEE], self.program)


def _missing(file: ApplicationFile, kept: Sequence[InRole]) -> Iterator[Problem]:
    """The questions that criteria compare and no column answers: an error where a must cannot be judged for anybody."""
    asked = {one.id: one for one in file.matching.applications}
    hint = "give the question `also:` with the heading of its column, or say in columns.yml which column it is"
    for role in (MENTOR, MENTEE):
        musts = compared(file.matching, role, musts=True)
        there = any(one.row.file is file and role in one.row.roles for one in kept)
        for question in compared(file.matching, role) if there else ():
            if question in asked and file.column(question) < 0:
                weight = Severity.ERROR if question in musts else Severity.WARNING
                why = (
                    f"without it nobody can be found for a {role}" if question in musts else "so it is known of nobody"
                )
                called = shortened(str(asked[question].said_to(role)))
                message = f'no column answers "{called}", which a criterion compares: {why}'
                yield Problem("missing-column", message, Span(file.answers.name, 1), hint, weight)


def _unsure(file: ApplicationFile, reader: ReferenceReader, lacks: bool) -> Unsure:  # noqa: FBT001 - what was found out
    """What is to be decided of one table: answers, whom names mean and, where it `lacks` a question, every column.

    A form asks more than is read of it: where nothing is lacking, a column that is like no question needs no decision.
    """
    one = file.answers.unsure
    names = {question: tuple(found) for question, found in reader.asked.items() if found}
    columns = {key: said for key, said in one.columns.items() if lacks or said != UNSURE}
    return replace(one, columns=columns, answers={**one.answers, **names})


def _applicant(row: ApplicantRow, role: ApplicantRole, named: References) -> Applicant:
    return Applicant(
        row.key, role, row.name, row.email, row.zone, Span(row.file.answers.name, row.line), row.values[role], row.groups,
        named.managers, named.not_with, named.earlier, named.choices, row.capacity if role == MENTOR else 1, row.waited, row.profile_shown,
    )  # fmt: skip
