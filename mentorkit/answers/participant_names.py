"""Names that may stand in answers: those of the tables of people in the private folder, and of the definition."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from mentorkit.core.problems import BuildFailed
from mentorkit.definition.base import PAIR
from mentorkit.definition.program import Program
from mentorkit.files.tables import PairColumns
from mentorkit.language.voice import Voice
from mentorkit.personal.table_text import table_text

_HEADINGS = frozenset(
    {"name", "full name", "partner", "first name", "firstname", "given name", "forename", "last name", "lastname"}
    | {"family name", "surname", "manager", "line manager", *PAIR}
)
"""Headings of columns of names, in small letters; besides them, the programme's own words for its roles."""


def known_names(folder: Path, program: Program) -> tuple[str, ...]:
    """Everybody's name, as far as it is known: of the CSV files right in the programme's part of the private folder."""
    people = program.people
    listed = [str(one.name) for one in people.listed] if people else []
    headings = _HEADINGS | {one.casefold() for one in PairColumns.of(Voice.of(program)).names.values()}
    found = [name for path in sorted(folder.glob("*.csv")) for name in _names_in(path, headings)]
    return tuple(dict.fromkeys(filter(None, (*listed, *found))))


def _names_in(path: Path, headings: frozenset[str]) -> Iterator[str]:
    """The names of a table of people; none where it is no such table or cannot be read."""
    try:
        text = table_text(path)
        separator = max(",;\t", key=text.lstrip().partition("\n")[0].count)
        rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
        first = next(rows, [])
        columns = [number for number, cell in enumerate(first) if " ".join(cell.casefold().split()) in headings]
        for row in rows:
            yield from (" ".join(row[number].split()) for number in columns if number < len(row))
    except (BuildFailed, OSError, csv.Error):
        return
