"""One file of answers whose columns are known: its rows, what is wrong with it, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from mentorkit.answers.answered import Answered
from mentorkit.answers.cell_values import meaning_key
from mentorkit.answers.columns_file import (
    Said,
    Unsure,
)
from mentorkit.answers.heading_rows import Headings
from mentorkit.answers.raw_tables import RawTable
from mentorkit.answers.row_reading import RowReader
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.definition.questionnaires import Evaluation, Questionnaire


@dataclass(slots=True)
class AnswerFile:
    """One file whose columns are known. What is wrong with its rows is known once they have been read."""

    name: str
    """What messages call it."""
    cohort: str
    """The programme whose people answered, as client/program."""
    questionnaire: Questionnaire
    evaluation: Evaluation
    _table: RawTable
    _headings: Headings
    _reader: RowReader
    _before: tuple[Problem, ...]
    _unsure: Unsure
    said_answers: Mapping[str, Mapping[str, Said]]
    """What people said that answers mean, by question."""
    _told: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[Answered]:
        """What people answered, one after the other; once. A file that breaks off gives the rows before, and an error."""
        broken: tuple[Problem, ...] = ()
        try:
            yield from self._reader.rows(islice(self._table.rows(), self._headings.rows, None))
        except BuildFailed as failed:
            broken = failed.problems
        self._told = (*self._reader.mistakes.problems(), *broken)

    def column_of(self, item: int) -> int:
        """The first column of a question, from 0; -1 where the file has none."""
        columns = self._reader.items[item]
        return min((*columns.whole, *(index for index, _ in columns.parts)), default=-1)

    @property
    def role(self) -> str:
        """Whose answers they are where no column says it; "" where that is not known."""
        return self._reader.role

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file and, after `rows`, with its rows. Nothing may be published where one is an error."""
        return (*self._before, *self._told)

    @property
    def unsure(self) -> Unsure:
        """What people have to decide of it, after `rows` with the answers that are none of the options."""
        one, items = self._unsure, self.questionnaire.items
        texts = {
            items[item].id or str(items[item].ask): tuple(found) for item, found in self._reader.mistakes.texts.items()
        }
        known = {question: {meaning_key(key) for key in said} for question, said in self.said_answers.items()}
        new = {
            question: tuple(text for text in found if meaning_key(text) not in known.get(question, ()))
            for question, found in texts.items()
        }
        return Unsure(
            one.file, one.questionnaire, one.role, one.columns, {key: found for key, found in new.items() if found}
        )
