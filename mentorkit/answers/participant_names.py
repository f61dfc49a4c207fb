"""Names that may stand in answers: those of the tables of people in the private folder, and of the definition."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from mentorkit.answers.raw_tables import open_table
from mentorkit.core.problems import BuildFailed
from mentorkit.definition.base import PAIR
from mentorkit.definition.program import Program
from mentorkit.files.tables import PairColumns
from mentorkit.language.voice import Voice
from mentorkit.personal.table_text import table_text
from mentorkit.workspace.private_folder import APPLICATIONS, MATCHING

_HEADINGS = frozenset(
    {"name", "full name", "partner", "first name", "firstname", "given name", "forename", "last name", "lastname"}
    | {"family name", "surname", "manager", "line manager", *PAIR}
)
"""Headings of columns of names, in small letters; besides them, those of the programme's languages and its own words for its roles."""


def known_names(folder: Path, program: Program, others: Iterable[Program] = ()) -> tuple[str, ...]:
    """Everybody's name, as far as it is known from the programme's part of the private folder.

    `others` are the same programme in its further languages: tables may have their headings. It stands in tables of people (CSV) right in it, in applications, and in the tables of matches (CSV or XLSX).
    """
    people = program.people
    listed = [str(one.name) for one in people.listed] if people else []
    headings = _HEADINGS.union(*(_headings_in(Voice.of(one)) for one in (program, *others)))
    found = [name for path in _tables(folder) for name in _names_in(path, headings)]
    return tuple(dict.fromkeys(filter(None, (*listed, *found))))


def _headings_in(voice: Voice) -> Iterator[str]:
    """The headings of columns of names in the language of a programme, in small letters."""
    _ = voice.words.gettext
    for heading in (_("Name"), _("Partner"), _("Line manager"), *PairColumns.of(voice).names.values()):
        yield heading.casefold()


def _tables(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.csv"))
    for place in (folder / APPLICATIONS, folder / MATCHING):
        yield from sorted(path for path in place.glob("*") if path.suffix.lower() in (".csv", ".xlsx"))


def _names_in(path: Path, headings: frozenset[str]) -> Iterator[str]:
    """The names of a table of people; none where it is no such table or cannot be read."""
    try:
        rows = _rows_in(path)
        first = next(rows, [])
        columns = [number for number, cell in enumerate(first) if " ".join(cell.casefold().split()) in headings]
        for row in rows:
            yield from (" ".join(row[number].split()) for number in columns if number < len(row))
    except (BuildFailed, OSError, csv.Error):
        return


def _rows_in(path: Path) -> Iterator[list[str]]:
    """The rows of a table. Raises BuildFailed, OSError, csv.Error."""
    if path.suffix.lower() == ".xlsx":
        yield from (cells for _, cells in open_table(path, path.name).rows())
        return
    text = table_text(path)
    separator = max(",;\t", key=text.lstrip().partition("\n")[0].count)
    yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
