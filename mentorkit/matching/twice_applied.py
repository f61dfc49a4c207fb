"""People who stand in several rows: which of them counts, and where that cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mentorkit.matching import application_mistakes as mistakes
from mentorkit.matching.applicants import ApplicantRole
from mentorkit.matching.application_rows import ApplicantRow
from mentorkit.matching.people_named import plain_name


@dataclass(frozen=True, slots=True)
class InRole:
    """A row in one of its roles."""

    row: ApplicantRow
    role: ApplicantRole


def each_once(rows: Sequence[ApplicantRow]) -> list[InRole]:
    """Everybody once in each role, in the order of the rows; what is wrong is told to the files of the rows.

    A row that applies for a role only as well gives way to one that applies for it.
    """
    kept = _once([InRole(row, role) for row in rows for role in row.roles])
    there = {(one.row.key, one.role) for one in kept}
    kept += _once([InRole(row, role) for row in rows for role in row.also if (row.key, role) not in there])
    _tell_namesakes(kept)
    order = {id(row): number for number, row in enumerate(rows)}
    return sorted(kept, key=lambda one: order[id(one.row)])


def _once(rows: Sequence[InRole]) -> list[InRole]:
    """Of the rows of one person in one role, the one that counts."""
    by_person = defaultdict[tuple[str, str], list[InRole]](list)
    for one in rows:
        by_person[one.row.key, one.role].append(one)
    return [_counting(same) if len(same) > 1 else same[0] for same in by_person.values()]


def _counting(same: Sequence[InRole]) -> InRole:
    """The last row of a file, of rows that say different things; the others are told."""
    last = same[-1]
    for one in same[:-1]:
        row = one.row
        if row.says == last.row.says:
            row.file.add(mistakes.SAME_ROW, row.line)
        elif not row.email:
            row.file.add(mistakes.NAMESAKES, row.line)
        elif row.file is last.row.file:
            row.file.add(mistakes.CORRECTED, row.line)
        else:
            for either in (row, last.row):
                either.file.add(mistakes.TWO_FILES, either.line)
    return last


def _tell_namesakes(rows: Sequence[InRole]) -> None:
    """Tell who may be one person under two keys: then nobody would see that they cannot be matched with themselves."""
    by_name = defaultdict[str, dict[str, ApplicantRow]](dict)
    for one in rows:
        by_name[plain_name(one.row.name)].setdefault(one.row.key, one.row)
    for same in by_name.values():
        for row in same.values() if len(same) > 1 else ():
            row.file.add(mistakes.TWO_ADDRESSES if row.email else mistakes.ADDRESS_ELSEWHERE, row.line)
