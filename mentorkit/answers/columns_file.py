"""The file in which people say what the columns of files of answers are: `columns.yml` in the folder of answers.

MentorKit adds what it is not sure of, always at the end, and never changes a line that is there.
"""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import Field

from mentorkit.core.atomic import replacing
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import Problem, Result, Severity, Span, did_you_mean
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.base import Authored
from mentorkit.definition.reading import read_as

COLUMNS_FILE = "columns.yml"
LEAVE_OUT = "leave out"
UNSURE = "?"
"""Stands alone where nothing is proposed, and behind what is: take it away to agree."""
_LARGEST = 2_000_000
_BEGIN = f"""\
# What the columns of your files of answers are. MentorKit adds what it is not sure of; you decide, and it follows.
#   columns:  "heading": the id or the words of a question | question > option | role | code | {LEAVE_OUT}
#   answers:  for a question, what somebody wrote, and which option it is: | other | {LEAVE_OUT}
# A "{UNSURE}" means: not decided. Behind a proposal, take it away to agree. In the name of a file, * stands for any letters.
# This file may hold what people wrote: it stays in this folder.
files:
"""
_BEGIN_NAMED = _BEGIN.replace(
    "# A ", f"#             for a question that names people, whom a name means: a name or e-mail address as in the applications | {LEAVE_OUT}\n# A ", 1
)  # fmt: skip


class OneAnswer(Authored):
    """An answer that is written like no option."""

    says: str
    """What stands in the file of answers."""
    is_: str = Field(default=UNSURE, alias="is")
    """The option that it means, `other`, or `leave out`."""


class HeadingLines(Authored):
    """Where the headings of a file stand."""

    line: Annotated[int, Field(ge=1)] | None = None
    """The line of the first of them; what stands above is passed over."""
    rows: Annotated[int, Field(ge=1, le=3)] | None = None
    """How many rows they are: one, two as in SurveyMonkey, three as in Qualtrics."""


class FileColumns(Authored):
    """What is said of the files of one name."""

    file: str
    """The name of the file; * stands for any letters."""
    questionnaire: str | None = None
    """The id of the questionnaire that it holds answers to."""
    role: str | None = None
    """Who answered it, where all are of one role."""
    headings: HeadingLines | None = None
    """Where its headings stand, if that is not seen by itself: `line: 3`, `rows: 2`."""
    columns: dict[str, str] = Field(default={})
    """The question of each column, by its heading."""
    answers: dict[str, tuple[OneAnswer, ...]] = Field(default={})
    """What answers mean that are written like no option, by question."""


class ColumnsFile(Authored):
    """What people said of their files of answers."""

    files: tuple[FileColumns, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said, and where."""

    value: str
    at: Span

    @property
    def decided(self) -> bool:
        """Whether it says something for certain."""
        return self.value not in ("", UNSURE) and not self.value.endswith(f" {UNSURE}")


@dataclass(frozen=True, slots=True)
class SaidOfFile:
    """Everything that was said of one file; what stands further below counts, but for what is not decided."""

    questionnaire: Said | None = None
    role: Said | None = None
    headings: HeadingLines = field(default_factory=HeadingLines)
    columns: Mapping[str, Said] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    """By question, then by what stands in the file, cut as `answer_key` cuts it."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """What is to be decided of one file: lines to be added."""

    file: str
    questionnaire: str = ""
    role: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.questionnaire or self.role or self.columns or self.answers)


def answer_key(text: str) -> str:
    """An answer as the file of columns shows it: on one line, and cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"


def read_columns(folder: Path, name: str) -> Result[ColumnsFile | None]:
    """What people said; an empty one where there is no file, None where it cannot be read. `name` is its folder in messages."""
    path, called = folder / COLUMNS_FILE, f"{name}/{COLUMNS_FILE}"
    if not path.exists():
        return Result(ColumnsFile())
    try:
        if path.stat().st_size > _LARGEST:
            message, hint = "this file is too large to be read", "take out what was decided to be left out"
            return Result.failed(Problem("huge-file", message, Span(called), hint))
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return Result.failed(
            Problem("unreadable-bytes", "this file is not written in UTF-8", Span(called), "save it as UTF-8")
        )
    except OSError as error:
        return Result.failed(Problem("unreadable", f"this file cannot be read: {error.strerror}", Span(called)))
    source, wrong = read_mapping(text, called)
    read = Result(source, wrong).then(lambda source: read_as(ColumnsFile, source))
    lines = frozenset(_lines_of_answers(source))
    return Result(read.value, tuple(without_answers(one, lines) for one in read.problems))


def _lines_of_answers(part: object, *, inside: bool = False) -> Iterator[int]:
    """The lines of this file on which stands what people answered."""
    if isinstance(part, Located):
        yield from (at.line for at in part.place.keys.values() if inside)
        for name, value in part.items():
            yield from _lines_of_answers(value, inside=inside or name == "answers")
    elif isinstance(part, list):
        for one in part:
            yield from _lines_of_answers(one, inside=inside)


def without_answers(problem: Problem, lines: frozenset[int] | None = None) -> Problem:
    """A problem of a file that people edit without what it quotes of it, which may be what somebody answered.

    `lines` are those on which answers stand, where that is known.
    """
    elsewhere = problem.at.line not in (lines or ())
    if elsewhere and (problem.rule.startswith("field-") or (problem.rule == "unknown-name" and lines is not None)):
        return problem
    message, hint = (re.sub(r'".*"', "a text", said, flags=re.DOTALL) for said in (problem.message, problem.hint))
    return Problem(problem.rule, message, problem.at, hint, problem.severity)


def said_of(columns: ColumnsFile, file: str) -> SaidOfFile:
    """What was said of the file of this name."""
    one_thing, columns_of = dict[str, Said](), dict[str, Said]()
    answers, headings = dict[str, dict[str, Said]](), HeadingLines()

    def keep(into: dict[str, Said], key: str, said: Said) -> None:
        if said.decided or key not in into or not into[key].decided:
            into[key] = said

    for block in columns.files:
        if not fnmatchcase(file.casefold(), block.file.strip().casefold()):
            continue
        headings = block.headings or headings
        for name in ("questionnaire", "role"):
            if value := getattr(block, name):
                keep(one_thing, name, Said(value.strip(), block.where(name)))
        for heading, value in block.columns.items():
            keep(columns_of, heading, Said(value.strip(), block.where("columns", heading)))
        for question, listed in block.answers.items():
            for one in listed:
                keep(answers.setdefault(question, {}), answer_key(one.says), Said(one.is_.strip(), one.where("is")))
    return SaidOfFile(one_thing.get("questionnaire"), one_thing.get("role"), headings, columns_of, answers)


def unused(columns: ColumnsFile, files: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each part that is about no file."""
    there = sorted(files)
    for block in columns.files:
        if not any(fnmatchcase(one.casefold(), block.file.strip().casefold()) for one in there):
            hint = did_you_mean(block.file, there, otherwise="take this part out, unless the file is still to come")
            yield Problem(
                "unknown-file", "there is no such file of answers", block.where("file"), hint, Severity.WARNING
            )


def add_unsure(folder: Path, name: str, unsure: Iterable[Unsure], *, named: bool = False) -> tuple[Problem, ...]:
    """Add what is to be decided to the end of the file of columns. Nothing of it goes anywhere else.

    Where people are `named`, a new file says how that is decided too.
    """
    lines = "".join(_block(one) for one in unsure if one)
    if not lines:
        return ()
    path, called = folder / COLUMNS_FILE, f"{name}/{COLUMNS_FILE}"
    is_new = not path.exists()
    before = (_BEGIN_NAMED if named else _BEGIN) if is_new else path.read_text("utf-8-sig")
    text = before.rstrip() + "\n" + lines
    read = read_mapping(text, called).then(lambda source: read_as(ColumnsFile, source))
    if read.value is None or not text.startswith(before.rstrip()):
        message = "what is to be decided cannot be added to this file: its end is no list `files:`"
        return (
            Problem(
                "columns-file",
                message,
                Span(called),
                "put `files:` last, and its entries at the front of their lines: `- file: …`",
            ),
        )
    try:
        mode = 0o600 if is_new else stat.S_IMODE(path.stat().st_mode)
        with replacing(path) as new:
            new.touch(mode)
            new.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        return (unwritable(error, called, "private-folder"),)
    return ()


def _block(unsure: Unsure) -> str:
    lines = [f"- file: {_quoted(unsure.file)}"]
    lines += [f"  {name}: {_quoted(value)}" for name in ("questionnaire", "role") if (value := getattr(unsure, name))]
    lines += ["  columns:"] if unsure.columns else []
    lines += [f"    {_quoted(heading)}: {_quoted(value)}" for heading, value in unsure.columns.items()]
    lines += ["  answers:"] if unsure.answers else []
    for question, texts in unsure.answers.items():
        lines.append(f"    {_quoted(question)}:")
        lines += [f"    - {{says: {_quoted(answer_key(one))}, is: {_quoted(UNSURE)}}}" for one in texts]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in double quotes, which JSON and YAML write alike."""
    return json.dumps(text, ensure_ascii=False)
