"""A programme as a table: its rows, sheet by sheet, with what the table remembers, to be written as a workbook or as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Result
from mentorkit.core.yaml_source import Located
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.files.tables import harmless_throughout
from mentorkit.inheritance.lineage import Lineage
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice
from mentorkit.spreadsheets.sheet_list import SHEETS
from mentorkit.spreadsheets.table_columns import ID_HEADING, TableSheet
from mentorkit.spreadsheets.table_memory import TableMemory
from mentorkit.spreadsheets.table_rows import TableRow, days_of, rows_of
from mentorkit.workspace.workspace import ProgramFile, Workspace


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """Every row of a programme's sheets, and the words in which headings are written."""

    program: str
    sheets: tuple[tuple[TableSheet, tuple[TableRow, ...]], ...]
    words: Words

    @property
    def memory(self) -> TableMemory:
        """What the table remembers."""
        return TableMemory(
            self.program, {sheet.key: {row.id: row.texts for row in rows} for sheet, rows in self.sheets}
        )

    def headings(self, sheet: TableSheet) -> list[str]:
        """The first row of a sheet."""
        return [str(self.words.gettext(one)) for one in (ID_HEADING, *(column.heading for column in sheet.columns))]

    def csv(self, key: str) -> bytes:
        """One sheet as CSV: UTF-8 with a mark at its beginning; its last lines are what it remembers."""
        sheet, rows = next((sheet, rows) for sheet, rows in self.sheets if sheet.key == key)
        text = StringIO()
        writer = csv.writer(text)
        for cells in (self.headings(sheet), *_cells(sheet, rows)):
            writer.writerow(map(harmless_throughout, cells))
        own = TableMemory(self.program, {key: self.memory.sheets[key]})
        writer.writerows(own.texts())
        return text.getvalue().encode("utf-8-sig")


def _cells(sheet: TableSheet, rows: Sequence[TableRow]) -> Iterator[list[str]]:
    for row in rows:
        yield [row.id, *(row.texts.get(column.key, "") for column in sheet.columns)]


def table_of(program: str, source: Located, sheets: Sequence[TableSheet] = SHEETS) -> ExportedTable:
    """A resolved definition as a table; a programme with mistakes is one too, without the days on which something falls."""
    read: Program | None = read_as(Program, source).value
    voice = Voice.of(read) if read else None
    falls = days_of(read, source, voice.day) if voice else days_of(None, source, str)
    language = str(source.get("language") or "en-GB")
    words = voice.words if voice else Words(language if is_language(language) else "en-GB")
    return ExportedTable(program, tuple((sheet, tuple(rows_of(sheet, source, falls))) for sheet in sheets), words)


def resolved(workspace: Workspace, program: ProgramFile) -> Result[Located | None]:
    """The definition of a programme with everything that it takes over; None where that cannot be had."""
    definition, problems = Lineage.of(workspace, program).resolve(program)
    return Result(definition.source, (*problems, *definition.concerns(problems)))
