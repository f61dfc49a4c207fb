"""A programme with an application, and tables of people who applied to it, made by the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from conftest import SMALL
from spreadsheets import csv_text

from mentorkit.core.problems import Problem, Severity
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.application_reading import ApplicationsFolder

MATCHING = """\
matching:
  method: hybrid
  mentees_per_mentor: 2
  earlier_pairs: not again
  applications:
    - {id: grade, ask: Grade, answer: one of, ordered: yes, options: [Junior, Senior, Lead, Head]}
    - {id: department, ask: Department, also: [Which part of the organisation do you work in?]}
    - id: topics
      ask: Topics
      wording: {mentors: Topics that I offer, mentees: Topics that I look for}
      answer: several of
      other: yes
      options: ["Time, and how to find it", Feedback, Career]
    - {id: years, ask: Years in the job, answer: number, number: {unit: years, least: 0, most: 60}, for: mentors}
    - {id: why, ask: Why do you apply?, answer: words}
  criteria:
    - {name: A grade or two above, compare: apart, of: grade, at_least: 1, at_most: 2, weight: must}
    - {name: Another department, compare: different, of: department, weight: much}
    - {name: Topics in common, compare: overlap, of: topics, weight: most}
    - {name: Whom they would like, compare: preferred}
    - {name: A clock that fits, compare: fits, of: time-zone, at_most: 3, weight: a little}
    - They get on
"""
EVALUATION = """\
evaluation:
  uptake_by_group: yes
  groups:
    - {id: shifts, ask: Do you work on shifts?, options: [I work on shifts, I do not], purpose: to see whether they are served as well}
"""
PROGRAM = SMALL + MATCHING + EVALUATION
HEAD = (
    "Name", "E-mail address", "Role", "Grade", "Department", "Topics", "Line manager", "Anyone I should not be matched with",
    "First choice", "Second choice", "Capacity", "Time zone",
)  # fmt: skip
ANN = ("Ann Lee", "ann@example.org", "mentor", "Head", "Sales", "Feedback, Career", "", "", "", "", "2", "")
BO = ("Bo Smith", "bo@example.org", "mentor", "Lead", "Legal", "Career", "Ann Lee", "", "", "", "", "Europe/Paris")
CLEO = ("Cleo Öz", "cleo@example.org", "mentee", "Senior", "Legal", "Feedback", "Bo Smith", "", "Ann Lee", "", "", "")
DAN = (
    "Dan Roe",
    "dan@example.org",
    "mentee",
    "Lead",
    "Sales",
    "Career, and time",
    "",
    "Bo Smith",
    "",
    "",
    "",
    "Lisbon",
)


@lru_cache
def program(text: str = PROGRAM) -> Program:
    read = read_mapping(text, "lead.yml").then(lambda source: read_as(Program, source))
    assert read.value is not None, read.problems
    return read.value


@dataclass
class ReadApplications:
    """What came of a folder of applications."""

    applications: Applications | None
    problems: list[Problem]
    folder: Path

    @property
    def said(self) -> list[str]:
        """What is wrong, without notes."""
        return [f"{one.at}: {one.message}" for one in self.problems if one.severity is not Severity.NOTE]

    @property
    def errors(self) -> list[str]:
        return [f"{one.at}: {one.message}" for one in self.problems if one.severity is Severity.ERROR]

    @property
    def notes(self) -> list[str]:
        return [f"{one.at}: {one.message}" for one in self.problems if one.severity is Severity.NOTE]

    @property
    def columns(self) -> str:
        path = self.folder / "columns.yml"
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def mentors(self) -> list[str]:
        return [one.key for one in self.applications.mentors] if self.applications else []

    @property
    def mentees(self) -> list[str]:
        return [one.key for one in self.applications.mentees] if self.applications else []

    def __getitem__(self, key: str) -> Applicant:
        """Somebody by key, or by role and key: "mentee ann@example.org"."""
        assert self.applications is not None, self.errors
        role, _, rest = key.partition(" ")
        found = [one for one in self.applications if key == one.key or (role == one.role and rest == one.key)]
        assert len(found) == 1, [one.key for one in self.applications]
        return found[0]


def read(folder: Path, *files: tuple[str, bytes | str], text: str = PROGRAM, columns: str = "") -> ReadApplications:
    """Put these files into the folder of applications, and read them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    if columns:
        (folder / "columns.yml").write_text(columns, "utf-8")
    result = ApplicationsFolder(program(text), "acme/lead", folder, "applications").read()
    return ReadApplications(result.value, list(result.problems), folder)


def people(*rows: Sequence[str], head: Sequence[str] = HEAD, sign: str = ",") -> str:
    """A table of these rows below the headings of our own."""
    return csv_text([head, *rows], sign)


def changed(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    """A row of `HEAD` with other cells: changed(ANN, grade="Lead", not_with="Bo Smith")."""
    short = (
        "name",
        "email",
        "role",
        "grade",
        "department",
        "topics",
        "manager",
        "not_with",
        "first",
        "second",
        "capacity",
        "zone",
    )
    return tuple(cells.get(key, cell) for key, cell in zip(short, row, strict=True))
