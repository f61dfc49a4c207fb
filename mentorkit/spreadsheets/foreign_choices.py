"""The file in which people say what the columns of a table from elsewhere are: proposed, corrected by a person, read again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from mentorkit.core.problems import Problem, Result, Severity, Span, did_you_mean, shortened
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.base import Authored
from mentorkit.definition.reading import read_as
from mentorkit.spreadsheets.foreign_columns import LEAVE_OUT, MANY, ForeignColumn, ForeignSheet, targets
from mentorkit.spreadsheets.local_dates import DayOrder
from mentorkit.spreadsheets.sheet_list import SHEETS

UNSURE = "?"
"""Stands behind what is proposed and not decided: taken away, it is agreed to."""
_BEGIN = """\
# What the columns of a table are. MentorKit proposes, you decide; then run the import again.
#   columns:  "heading": one of the names below | leave out
#   dates:    day first | month first: how 03/04/2027 is meant
#   holds:    which sheet of a programme this is: {sheets} | leave out
# A "?" means: not decided. Take it away to agree, or write another name.
{names}sheets:
"""
_ORDERS: Mapping[str, DayOrder] = {"day first": "day first", "month first": "month first"}


class SheetChoices(Authored):
    """What is said of one sheet."""

    sheet: str
    """Its name."""
    holds: str | None = None
    """Which sheet of a programme it is."""
    dates: str | None = None
    """How dates with two numbers are meant."""
    columns: dict[str, str] = Field(default={})
    """What each column is, by its heading."""


class TableChoices(Authored):
    """What people said of a table from elsewhere."""

    sheets: tuple[SheetChoices, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was decided of one column, or not."""

    target: str
    sure: bool
    problem: Problem | None = None


def column_names(columns: Sequence[ForeignColumn]) -> dict[int, str]:
    """What each column is called in the file: its heading on one line, with a number where others have the same."""
    seen, made = Counter[str](), dict[int, str]()
    for one in columns:
        name = shortened(" ".join(one.heading.split())) or f"(column {one.number + 1})"
        seen[name] += 1
        made[one.number] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return made


def choices_text(sheets: Sequence[ForeignSheet]) -> str:
    """The file, with what is proposed; of columns that are not certain, behind it what stands in them."""
    kinds = dict.fromkeys(one.sheet.key for one in sheets)
    names = "".join(
        f"# Names for {key}: {', '.join(targets(next(one for one in SHEETS if one.key == key)))}\n" for key in kinds
    )
    lines = [_BEGIN.format(sheets=", ".join(one.key for one in SHEETS), names=names).rstrip("\n")]
    for one in sheets:
        lines += [f"- sheet: {_quoted(one.read.name)}", f"  holds: {one.sheet.key}"]
        lines += [f"  dates: {one.order}{'' if one.order_sure else f' {UNSURE}'}"] if one.order else []
        called = column_names(one.columns)
        lines += ["  columns:", *(_line(column, called[column.number]) for column in one.columns)]
    return "\n".join(lines) + "\n"


def _line(column: ForeignColumn, name: str) -> str:
    said = (
        f"    {_quoted(name)}: {column.target}"
        if column.sure
        else f"    {_quoted(name)}: {_quoted(f'{column.target} {UNSURE}')}"
    )
    sample = "; ".join(" ".join(one.split())[:40] for one in column.samples)
    return said if column.sure or not sample else f"{said}   # {sample}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_choices(text: str, file: str) -> Result[TableChoices | None]:
    """What people said; None where it cannot be read. `file` is its name in messages."""
    return read_mapping(text, file).then(lambda source: read_as(TableChoices, source))


def holds(choices: TableChoices, sheet: str) -> str:
    """Which sheet of a programme one of the table is, where that was said; perhaps LEAVE_OUT."""
    return next((one.holds or "" for one in choices.sheets if one.sheet.strip() == sheet.strip()), "")


def with_choices(foreign: ForeignSheet, choices: TableChoices) -> Result[ForeignSheet]:
    """A sheet with what people said of it in place of what was proposed."""
    said = next((one for one in choices.sheets if one.sheet.strip() == foreign.read.name.strip()), None)
    if said is None:
        return Result(foreign)
    called, known = column_names(foreign.columns), targets(foreign.sheet)
    heard = {one.number: _heard(said, called[one.number], known) for one in foreign.columns}
    columns = tuple(
        replace(one, target=hear.target, sure=hear.sure) if (hear := heard[one.number]) and not hear.problem else one
        for one in foreign.columns
    )
    problems = [hear.problem for hear in heard.values() if hear and hear.problem]
    problems += [*_no_columns(said, called.values()), *_twice(said, columns, called)]
    made = replace(foreign, columns=columns)
    if said.dates is not None:
        order = said.dates.removesuffix(UNSURE).strip()
        if order not in _ORDERS:
            problems.append(
                Problem(
                    "table-columns",
                    f'"{order}" does not say how dates are meant',
                    said.where("dates"),
                    "write day first, or month first",
                )
            )
        made = replace(made, order=_ORDERS.get(order, foreign.order), order_sure=not said.dates.endswith(UNSURE))
    return Result(made, tuple(problems))


def _heard(said: SheetChoices, name: str, known: Mapping[str, str]) -> _Heard | None:
    """What was said of a column; None where nothing was."""
    if name not in said.columns:
        return None
    text = said.columns[name].strip()
    target, sure = text.removesuffix(UNSURE).strip(), not text.endswith(UNSURE)
    if target == LEAVE_OUT or target in known:
        return _Heard(target, sure)
    by_words = next((key for key, words in known.items() if target.casefold() in (key, words.casefold())), "")
    if by_words:
        return _Heard(by_words, sure)
    hint = did_you_mean(target, [*known, LEAVE_OUT])
    return _Heard(
        LEAVE_OUT,
        True,
        Problem("table-columns", f'no column can be "{shortened(target)}"', said.where("columns", name), hint),
    )


def _no_columns(said: SheetChoices, names: Collection[str]) -> Iterator[Problem]:
    for name in said.columns:
        if name not in names:
            yield Problem(
                "table-columns",
                f'the table has no column "{shortened(name)}"',
                said.where("columns", name),
                did_you_mean(name, names),
                Severity.WARNING,
            )


def _twice(said: SheetChoices, columns: Sequence[ForeignColumn], called: Mapping[int, str]) -> Iterator[Problem]:
    """Problems where two columns are to be the same that only one can be."""
    first = dict[str, str]()
    for one in columns:
        name = called[one.number]
        if one.target in (LEAVE_OUT, "") or one.target in MANY:
            continue
        if one.target in first:
            message = f'"{first[one.target]}" and "{name}" are both taken for "{one.target}"'
            yield Problem(
                "table-columns",
                message,
                said.where("columns", name),
                f"write another name for one of them, or {LEAVE_OUT}",
            )
        first.setdefault(one.target, name)


def undecided(foreign: ForeignSheet, file: str) -> Iterator[Problem]:
    """A problem for each thing that people have to decide in `file`."""
    called = column_names(foreign.columns)
    for one in foreign.columns:
        if not one.sure:
            sample = f', such as "{shortened(one.samples[0])}"' if one.samples else ""
            message = f'what is the column "{called[one.number]}"{sample}? proposed: {one.target or "nothing"}'
            yield Problem(
                "table-columns",
                message,
                foreign.read.place(foreign.heading_row or 1, one.number),
                f"say it in {file}, and import again",
            )
    if not foreign.order_sure:
        message = f"dates such as 03/04/2027 can be read in two ways; proposed: {foreign.order}"
        yield Problem(
            "table-columns", message, Span(foreign.read.file), f"say it in {file} under `dates:`, and import again"
        )
