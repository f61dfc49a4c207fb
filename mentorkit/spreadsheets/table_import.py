"""A table that came back, as changes to its programme: what people changed, what clashes, and what cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Problem, Report, Result, Severity, Span, shortened
from mentorkit.core.yaml_source import Located
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.definition.weeks import Weeks
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.editing.definition_edits import EditableDefinition
from mentorkit.language.catalogue import Words
from mentorkit.spreadsheets.foreign_choices import TableChoices, holds, undecided, with_choices
from mentorkit.spreadsheets.foreign_columns import LEAVE_OUT, ForeignSheet, proposed, targets
from mentorkit.spreadsheets.foreign_matching import as_ours
from mentorkit.spreadsheets.heading_match import MatchedSheet, is_exported, match_exported
from mentorkit.spreadsheets.new_entries import NewEntries
from mentorkit.spreadsheets.sheet_changes import SheetDiff, Side
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_edits import TableClash, TableEdit, applied
from mentorkit.spreadsheets.table_reading import ReadSheet, ReadTable
from mentorkit.spreadsheets.table_rows import TableRow, rows_of


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """What a table means for its programme."""

    edits: tuple[TableEdit, ...] = ()
    clashes: tuple[TableClash, ...] = ()
    problems: tuple[Problem, ...] = ()
    foreign: tuple[ForeignSheet, ...] = ()
    """The sheets that come from elsewhere, and what their columns are taken for."""

    @property
    def undecided(self) -> bool:
        """Whether people have to say what a column is."""
        return not all(one.sure for one in self.foreign)

    @property
    def report(self) -> Report:
        """The problems, and a problem for each clash."""
        return Report.of((*self.problems, *map(clash_problem, self.clashes)))

    def changes(self, definition: EditableDefinition) -> list[Change]:
        """The changes as they are made to a definition; what is new comes last in lists that are taken over."""
        made = list[Change]()
        for one in self.edits:
            before = ABSENT if one.path[-1].startswith("+") else definition.value(one.path)
            free = one.behind is not None and not isinstance(definition.inherited(one.path[:-1]), list)
            made.append(Change(one.path, before, one.after, one.behind if free else None))
        return made


def clash_problem(clash: TableClash) -> Problem:
    """A clash as a problem, with both values and the way out."""
    message = f"{clash.what} was changed here to {_quoted(clash.in_table)} and in the file to {_quoted(clash.in_file)}; it was {_quoted(clash.exported)}"
    return Problem(
        "table-clash",
        message,
        clash.edit.at,
        "write the one that counts into both, or say which side counts: --take table or --take file",
    )


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= 60 else line[:59] + "…"}"' if line else "nothing"


def imported(
    table: ReadTable,
    program: str,
    source: Located,
    side: Side = "",
    choices: TableChoices | None = None,
    asked_in: str = "the file of columns",
) -> ImportedTable:
    """Compare a table with a resolved definition: one that was exported from its programme, or one from elsewhere.

    `choices` say what the columns of a table from elsewhere are; what they leave open is asked, and `asked_in` names where.
    """
    memory = table.memory
    if memory and memory.program != program:
        message = f"this table was exported from another programme: {memory.program}"
        hint = f"import it there, or export {program} anew"
        return ImportedTable(problems=(Problem("table-other", message, Span(table.name), hint),))
    now = {sheet.key: rows_of(sheet, source) for sheet in SHEETS}
    matched, matching = _exported_sheets(table, words_of(source))
    problems = [*_without_memory(table), *matching]
    foreign = list[ForeignSheet]()
    for read in () if memory or any(map(is_exported, table.sheets)) else table.sheets:
        one_foreign, asked = _from_elsewhere(read, source, choices or TableChoices(), asked_in)
        problems += asked
        foreign += [one_foreign] if one_foreign else []
    for sheet in foreign if all(one.sure for one in foreign) else ():
        one, told = as_ours(sheet, _weeks(source), now[sheet.sheet.key])
        matched.append(one)
        problems += told
    if not matched and not foreign and not Report.of(problems).stops():
        message = "no sheet of this table holds anything that can be read"
        problems.append(Problem("table-sheet", message, Span(table.name), "look whether it is the right file"))
    return replace(_compared(matched, now, table, source, side, problems), foreign=tuple(foreign))


def _exported_sheets(table: ReadTable, words: Words) -> tuple[list[MatchedSheet], list[Problem]]:
    """The sheets that were exported; beside them, a sheet that was not is told and not read."""
    matched, problems = list[MatchedSheet](), list[Problem]()
    memory = table.memory
    ours = memory is not None or any(map(is_exported, table.sheets))
    for read in table.sheets if ours else ():
        if is_exported(read):
            one = match_exported(read, words, memory.sheets if memory else {})
            problems += _beyond(read.name, one, matched, table)
            if one and one.sheet not in [other.sheet for other in matched]:
                matched.append(one)
                problems += one.problems
        else:
            message = f'the sheet "{read.name}" is none of ours and is not read'
            hint = "to take it over, save it in a workbook of its own and import that"
            problems.append(Problem("table-sheet", message, Span(table.name), hint, Severity.NOTE))
    return matched, problems


def words_of(source: Located) -> Words:
    """The language in which a definition writes its tables."""
    language = str(source.get("language") or "en-GB")
    return Words(language if is_language(language) else "en-GB")


def _from_elsewhere(
    read: ReadSheet, source: Located, choices: TableChoices, asked_in: str
) -> Result[ForeignSheet | None]:
    """A sheet from elsewhere with what its columns are; a problem for each thing that people have to decide."""
    told = holds(choices, read.name)
    if told == LEAVE_OUT:
        return Result(None)
    weeks = _weeks(source)
    proposal = proposed(
        read, weeks.starts if weeks else None, str(source.get("language") or ""), told.removesuffix("?").strip()
    )
    if proposal is None:
        message = f'nothing of the sheet "{read.name}" is read: it is no table'
        return Result(None, (Problem("table-sheet", message, Span(read.file), severity=Severity.WARNING),))
    foreign, problems = with_choices(proposal, choices)
    return Result(foreign, (*problems, *_taken_for(foreign), *undecided(foreign, asked_in)))


def _taken_for(foreign: ForeignSheet) -> list[Problem]:
    """A note of what the columns are taken for, and a warning of those that are left out."""
    words = targets(foreign.sheet)
    said = ", ".join(f'"{one.heading}": {words[one.target]}' for one in foreign.columns if one.target in words)
    at = Span(foreign.read.file)
    notes = [
        Problem(
            "table-columns",
            f'the sheet "{foreign.read.name}" is read as {foreign.sheet.key}: {said}',
            at,
            severity=Severity.NOTE,
        )
    ]
    above = [
        text
        for line, cells in foreign.read.rows
        if line < foreign.heading_row
        for text in dict.fromkeys(cells)
        if text.strip()
    ]
    if above:
        message = f"what stands above the headings is not read: {'; '.join(map(shortened, above))}"
        notes.append(Problem("table-columns", message, foreign.read.place(1, 0), severity=Severity.NOTE))
    left = [one for one in foreign.columns if one.target == LEAVE_OUT and one.samples]
    for one in left:
        message = f'the column "{one.heading}" is left out'
        notes.append(
            Problem(
                "table-columns",
                message,
                foreign.read.place(foreign.heading_row or 1, one.number),
                severity=Severity.WARNING,
            )
        )
    return notes


def _weeks(source: Located) -> Weeks | None:
    """How a definition counts its weeks; None where its start cannot be read."""
    counting = read_as(Program, source).value
    if counting:
        return counting.weeks
    try:
        return Weeks(date.fromisoformat(str(source.get("starts"))))
    except ValueError:
        return None


def _compared(
    matched: Sequence[MatchedSheet],
    now: Mapping[str, Sequence[TableRow]],
    table: ReadTable,
    source: Located,
    side: Side,
    met: Iterable[Problem],
) -> ImportedTable:
    edits, clashes, problems = list[TableEdit](), list[TableClash](), [*met]
    entries = NewEntries(now)
    diffs = list[SheetDiff]()
    for one in sorted(matched, key=lambda one: SHEETS.index(one.sheet)):
        exported = table.memory.sheets.get(one.sheet.key) if table.memory else None
        diff = SheetDiff(one, now[one.sheet.key], exported, side)
        diff.compare()
        diffs.append(diff)
        entries.add(one, diff.new)
    for diff in diffs:
        edits += diff.edits
        clashes += diff.clashes
        problems += diff.problems
    edits += entries.edits
    problems += entries.problems
    problems += wrong_values(source, edits)
    return ImportedTable(tuple(edits), tuple(clashes), tuple(problems))


def wrong_values(source: Located, edits: Sequence[TableEdit]) -> list[Problem]:
    """The problems that the definition would have with these edits and does not have without, each at its cell."""
    if not edits:
        return []
    before = Counter((one.rule, one.message) for one in read_as(Program, source).problems)
    wrong = list[Problem]()
    for one in read_as(Program, applied(source, edits)).problems:
        if before[one.rule, one.message] > 0:
            before[one.rule, one.message] -= 1
        else:
            wrong.append(_of_cell(one))
    return wrong


def _of_cell(problem: Problem) -> Problem:
    """A problem in words that fit a cell."""
    if problem.rule != "field-missing":
        return problem
    return replace(
        problem,
        message=f"{problem.message.removesuffix(' is missing')} cannot be empty",
        hint="write something; to take the entry away, delete its row",
    )


def _without_memory(table: ReadTable) -> list[Problem]:
    if table.memory or not any(map(is_exported, table.sheets)):
        return []
    message = "this table no longer knows how it was exported: whatever is different from the file counts as changed, and no entry is taken away"
    hint = "look closely at what would change (--dry-run); a copy of the whole workbook keeps its hidden sheet"
    return [Problem("table-memory", message, Span(table.name), hint, Severity.WARNING)]


def _beyond(name: str, one: MatchedSheet | None, matched: Sequence[MatchedSheet], table: ReadTable) -> list[Problem]:
    """A problem where the headings of a sheet are gone, or where two sheets hold the same."""
    if one is None:
        hint = "give the columns their headings again; they may stand in any order"
        return [Problem("table-sheet", f'no heading of the sheet "{name}" is known', Span(table.name), hint)]
    other = next((read for read in matched if read.sheet == one.sheet), None)
    if other:
        message = f'the sheets "{other.read.name}" and "{name}" hold the same entries'
        return [Problem("table-sheet", message, Span(table.name), "delete one of the two")]
    return []
