"""The table of pairs as files: a workbook (XLSX) with lists to choose from, and CSV. The same table, the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from mentorkit.files.tables import harmless, harmless_throughout
from mentorkit.matching.pairs_table import ColumnName, PairRow, PairsTable, PeopleLabels, TableWords

_WIDTHS: Mapping[ColumnName, int] = {
    "decision": 14, "mentee": 26, "mentor": 26, "proposed": 26, "seat": 20, "refused": 24, "reason": 32, "speaks for": 64,
    "against": 48, "others": 56,
}  # fmt: skip
"""Widths of columns in letters."""
_OWN_WIDTH = 24
_SPARE = 200
"""Rows below the pairs in which the lists work, too."""
_LOCKED_HEADINGS = {
    "objects": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_columns": True,
    "insert_rows": True,
    "delete_columns": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What people may do in a sheet of which only the headings are locked."""
_LONGEST_NOTE = 255
"""Letters that a spreadsheet shows beside a cell with a list."""


@dataclass(frozen=True, slots=True)
class PairsFiles:
    """A table with what is needed to write it: its words and the names of people."""

    table: PairsTable
    words: TableWords
    people: PeopleLabels
    choices: str = "mentor"
    """The role from which the second of a pair comes."""

    @property
    def headings(self) -> list[str]:
        """The first row."""
        return list(map(harmless, self._headings))

    def rows(self) -> Iterator[list[str]]:
        """The cells of each further row: texts, none of which a spreadsheet takes for a formula."""
        return (list(map(harmless, row)) for row in self._texts())

    @property
    def _headings(self) -> tuple[str, ...]:
        return (*self.words.headings.values(), *self.table.own)

    def _texts(self) -> Iterator[tuple[str, ...]]:
        for row in self.table.rows:
            own = (*row.own, *[""] * len(self.table.own))[: len(self.table.own)]
            yield (*self._cells(row).values(), *own)

    def _cells(self, row: PairRow) -> dict[ColumnName, str]:
        mentor = self._mentor
        written: dict[ColumnName, str] = {
            "decision": self.words.decisions[row.said],
            "mentee": self.people.labels["mentee", row.mentee],
            "mentor": mentor(row.mentor),
            "proposed": mentor(row.proposed),
            "seat": row.seat,
            "refused": "\n".join(map(mentor, row.refused)),
            "reason": row.reason,
            "speaks for": "\n".join(row.speaks_for),
            "against": "\n".join(row.against),
            "others": "\n".join(row.others),
        }
        return {name: written[name] for name in self.words.headings}

    def _mentor(self, key: str) -> str:
        return self.people.labels.get((self.choices, key), "")

    def csv(self) -> bytes:
        """UTF-8 with a mark at its beginning, without which Excel reads letters with accents wrongly."""
        text = StringIO()
        rows = ([harmless_throughout(cell) for cell in row] for row in (self._headings, *self._texts()))
        csv.writer(text).writerows(rows)
        return text.getvalue().encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """A workbook: the pairs with their lists, then the names to choose from."""
        from datetime import UTC, datetime

        from xlsxwriter import Workbook

        out = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(out, options) as book:
            book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
            pairs, people = (book.add_worksheet(_sheet_name(name)) for name in self.words.sheets)
            names = self.people.of_role(self.choices)
            people.write_column(0, 0, [harmless(one) for one in names])
            people.set_column(0, 0, 40)
            self._write(book, pairs)
            self._lists(pairs, f"='{people.get_name()}'!$A$1:$A${max(len(names), 1)}")
        return out.getvalue()

    def _write(self, book: Any, sheet: Any) -> None:
        """Headings and rows; everything but our headings may be changed."""
        look = {"text_wrap": True, "valign": "top"}
        locked = book.add_format({**look, "bold": True, "bottom": 2, "locked": True})
        free_heading = book.add_format({**look, "bold": True, "bottom": 2, "locked": False})
        free, quiet = (
            book.add_format({**look, "locked": False}),
            book.add_format({**look, "locked": False, "italic": True}),
        )
        sheet.set_column(0, 16_383, None, free)
        for number, name in enumerate(self.words.headings):
            sheet.set_column(number, number, _WIDTHS[name], quiet if name == "proposed" else free)
            sheet.write_string(0, number, self.headings[number], locked)
            if note := self.words.notes.get(name):
                sheet.write_comment(0, number, note, {"x_scale": 2, "y_scale": 1.6})
        ours = len(self.words.headings)
        for number, heading in enumerate(self.headings[ours:], ours):
            sheet.set_column(number, number, _OWN_WIDTH, free)
            sheet.write_string(0, number, heading, free_heading)
        for line, row in enumerate(self.rows(), 1):
            for number, cell in enumerate(row):
                if cell:
                    sheet.write_string(line, number, cell)
        sheet.freeze_panes(1, list(self.words.headings).index("mentor") + 1)
        sheet.autofilter(0, 0, max(len(self.table.rows), 1), len(self.headings) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", _LOCKED_HEADINGS)

    def _lists(self, sheet: Any, names: str) -> None:
        """Lists to choose from; a name that is not in them may be written all the same, and is told by the next run."""
        last, columns = len(self.table.rows) + _SPARE, list(self.words.headings)
        decision, mentor = columns.index("decision"), columns.index("mentor")
        shown = {"input_message": self.words.notes["decision"][:_LONGEST_NOTE]}
        choices = [*self.words.decisions.values()]
        sheet.data_validation(1, decision, last, decision, {"validate": "list", "source": choices, **shown})
        asked = {"validate": "list", "source": names, "error_type": "warning"}
        sheet.data_validation(1, mentor, last, mentor, asked)


def _sheet_name(name: str) -> str:
    """A name that a sheet may have."""
    return "".join(one for one in name if one not in "[]:*?/\\'").strip()[:31] or "-"
