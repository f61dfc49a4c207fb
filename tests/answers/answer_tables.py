"""A programme with two rounds of questions, and files of answers to them, made by the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from conftest import SMALL
from spreadsheets import csv_text

from mentorkit.answers.answer_file import AnswerFile
from mentorkit.answers.answered import Answered
from mentorkit.answers.answers_folder import AnswersFolder
from mentorkit.core.problems import Problem, Severity
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as

EVALUATION = """\
evaluation:
  code: yes
  groups:
    - {id: shifts, ask: Do you work on shifts?, options: [I work on shifts, I do not], purpose: to see whether they are served as well}
  questionnaires:
    - id: baseline
      title: Before we begin
      when: baseline
      week: 1
      items: &asked
        - {id: help, ask: "I know whom to ask for help, at work and beyond."}
        - id: topics
          ask: "Which topics matter to you?"
          answer: several of
          other: yes
          options:
            - Time, and how to find it
            - Feedback
            - {text: Career, also: [Career (moves)]}
        - {id: hours, ask: How many hours a month do you talk about your work?, answer: number, number: {unit: hours, least: 0, most: 200}}
    - id: end
      title: At the end
      when: end
      week: 30
      items:
        - {id: help-again, ask: "I know whom to ask for help, at work and beyond.", again: help}
        - id: topics-again
          ask: "Which topics matter to you?"
          answer: several of
          other: yes
          options: ["Time, and how to find it", Feedback, Career]
        - id: pace
          ask: How was the pace?
          also: [The pace was]
          wording: {mentors: How was the pace for you as a mentor?}
          answer: one of
          options: [Too slow, Right, Too fast]
        - {id: again, ask: Would you take part again?, answer: yes or no}
        - {id: manager, ask: My manager made time for it, may_not_apply: yes, scale: {low: Never, high: Always, steps: 4}}
        - {id: met, ask: How many sessions did you have?, answer: number, number: {unit: sessions}}
        - {id: best, ask: What was best?, answer: words}
"""
PROGRAM = SMALL + EVALUATION
ASKED = {
    "help": "I know whom to ask for help, at work and beyond.",
    "topics": "Which topics matter to you?",
    "pace": "How was the pace?",
    "again": "Would you take part again?",
    "manager": "My manager made time for it",
    "met": "How many sessions did you have?",
    "best": "What was best?",
}
END = tuple(ASKED.values())
FULL = ("mentee", "4", "Feedback, Career", "Right", "Yes", "3", "8", "The calls")
"""One row of answers to the questionnaire at the end, behind the role."""


@lru_cache
def program(text: str = PROGRAM) -> Program:
    read = read_mapping(text, "lead.yml").then(lambda source: read_as(Program, source))
    assert read.value is not None, read.problems
    return read.value


@dataclass
class Reading:
    """What came of a folder of answers."""

    rows: list[Answered]
    files: tuple[AnswerFile, ...]
    problems: list[Problem]
    folder: Path

    @property
    def said(self) -> list[str]:
        """What is wrong, without notes."""
        return [f"{one.at}: {one.message}" for one in self.problems if one.severity is not Severity.NOTE]

    @property
    def notes(self) -> list[str]:
        return [one.message for one in self.problems if one.severity is Severity.NOTE]

    @property
    def columns(self) -> str:
        path = self.folder / "columns.yml"
        return path.read_text("utf-8") if path.exists() else ""

    def values(self, item: str) -> list[object]:
        """What everybody answered to an item of the first file."""
        number = [one.id for one in self.files[0].questionnaire.items].index(item)
        return [one.values[number] for one in self.rows]


def read(folder: Path, *files: tuple[str, bytes | str], text: str = PROGRAM, columns: str = "") -> Reading:
    """Put these files into the folder of answers, read them all, and keep what is to be decided."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    if columns:
        (folder / "columns.yml").write_text(columns, "utf-8")
    answers = AnswersFolder(program(text), "acme/lead", folder, "answers")
    found = answers.files()
    rows = [row for file in found.value for row in file.rows()]
    problems = [*found.problems, *(one for file in found.value for one in file.problems)]
    return Reading(rows, found.value, [*problems, *answers.keep_unsure(found.value)], folder)


def table(*rows: Sequence[str], sign: str = ",", head: Sequence[str] | None = ("Role", *END)) -> str:
    """A CSV file of these rows, below the headings of our own table unless there are others."""
    return csv_text([*([head] if head else ()), *rows], sign)
