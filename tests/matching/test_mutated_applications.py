"""Tables of people changed at random: each is read or told, and no message holds what stood in a cell of a person."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest
from application_tables import HEAD, PROGRAM, ReadApplications, read
from spreadsheets import csv_text, xlsx

MARK = "Zebra"
"""Stands in every cell that is no option of a question."""
Rows = list[list[str]]
NASTY = (
    "", " ", "=1+1", "@x", "-", "?", "n/a", "None", "\u202e", "\0", "\u200b", '"', "'", ",", ";", "\n", "\r", "\t", "a" * 5000, "🌻", "é", "\ud800",
    "Both", "mentor", "mentee", "mentor, mentee", "Head", "Junior; Head", "1e400", "-1", "99999999999999999999", "1,5", "２", "NaN", "TRUE", "#REF!",
    "Europe/London", "x@example.org", "A. Lee", "<b>", "&amp;", "{{ x }}", "%s", "\\", "files:", "- {says: x}", "2026-01-01", "A1", "AO01", "SQ001",
)  # fmt: skip


def somebody(random: Random, number: int) -> list[str]:
    def other() -> str:
        return random.choice(
            [
                "",
                f"{MARK} Nr{random.randrange(12)}",
                f"{MARK}{random.randrange(12)}@example.org",
                f"{MARK} N.",
                f"Nr3, {MARK}",
            ]
        )

    return [
        f"{MARK} Nr{number}", f"{MARK}{number}@example.org", random.choice(["mentor", "mentee", "both", f"{MARK}"]),
        random.choice(["Junior", "Senior", "Lead", "Head", f"{MARK} grade"]), f"{MARK} unit {random.randrange(3)}",
        random.choice(["Feedback", "Career, Feedback", f"Feedback, {MARK}"]), other(), other(), other(), other(), random.choice(["", "1", "2", MARK]),
        random.choice(["", "Europe/Paris", f"{MARK}/{MARK}"]),
    ]  # fmt: skip


def swap_cells(rows: Rows, random: Random) -> None:
    for _ in range(random.randrange(1, 5)):
        one, other = random.choice(rows[1:]), random.choice(rows[1:])
        at, to = random.randrange(len(one)), random.randrange(len(other))
        one[at], other[to] = other[to], one[at]


def put_something_nasty(rows: Rows, random: Random) -> None:
    for _ in range(random.randrange(1, 6)):
        row = random.choice(rows)
        at = random.randrange(len(row))
        row[at] = random.choice([random.choice(NASTY), row[at] + random.choice(NASTY), random.choice(NASTY) + row[at]])


def drop_a_column(rows: Rows, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    for row in rows:
        del row[at : at + 1]


def repeat_a_column(rows: Rows, random: Random) -> None:
    at = random.randrange(len(rows[0]))
    for row in rows:
        row.append(row[at] if at < len(row) else "")


def repeat_a_row(rows: Rows, random: Random) -> None:
    rows.insert(random.randrange(1, len(rows)), list(random.choice(rows[1:])))


def shuffle_the_columns(rows: Rows, random: Random) -> None:
    order = list(range(len(rows[0])))
    random.shuffle(order)
    rows[:] = [[row[at] for at in order if at < len(row)] for row in rows]


def lose_the_headings(rows: Rows, random: Random) -> None:
    del rows[: random.randrange(1, 2)]


def make_a_row_longer_or_shorter(rows: Rows, random: Random) -> None:
    row = random.choice(rows[1:])
    if random.random() < 0.5:
        row.append(MARK)
    else:
        del row[random.randrange(len(row)) :]


def put_a_title_above(rows: Rows, random: Random) -> None:
    rows.insert(0, [random.choice(["Applications", "", "sep=;"])])


CHANGES: Sequence[Callable[[Rows, Random], None]] = (
    swap_cells, put_something_nasty, put_something_nasty, drop_a_column, repeat_a_column, repeat_a_row, shuffle_the_columns, lose_the_headings,
    make_a_row_longer_or_shorter, put_a_title_above,
)  # fmt: skip


def spoilt(data: bytes, random: Random) -> bytes:
    """Bytes of a file of which a few were changed, taken away or put in."""
    made = bytearray(data)
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(made))
        made[at : at + random.choice([0, 1, 1, 40])] = random.choice(
            [b"", bytes([random.randrange(256)]), b'"', b"\r\n", b"\0"]
        )
    return bytes(made)


def mutated(seed: int) -> tuple[str, bytes, str]:
    """A table made from a number: the name of its file, its bytes, and what was said of its columns."""
    random = Random(seed)
    rows: Rows = [list(HEAD), *(somebody(random, number) for number in range(random.randrange(2, 9)))]
    for change in random.sample(CHANGES, random.randrange(0, 4)):
        rows[1:] = [row for row in rows[1:] if row]
        if len(rows) > 2 and len(rows[0]) > 1:
            change(rows, random)
    sign = random.choice(",,,;\t|")
    if random.random() < 0.2:
        clean = [[cell.encode("utf-8", "ignore").decode().replace("\0", "") for cell in row] for row in rows]
        data = xlsx(
            [
                [cell if all(c.isprintable() for c in cell) and not cell.startswith("<") else "x" for cell in row]
                for row in clean
            ]
        )
    else:
        text = csv_text(rows, sign) if "\0" not in str(rows) else "\n".join(sign.join(row) for row in rows)
        data = text.encode(random.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"]), "replace")
    if random.random() < 0.25:
        data = spoilt(data, random)
    name = random.choice(["all.csv", "mentors.csv", "mentees 2027.csv", "all.xlsx"])
    said = random.choice(
        ["", "", f'files:\n- file: "*"\n  answers:\n    not-with:\n    - {{says: "{MARK} N.", is: "{MARK} Nr1"}}\n']
    )
    return name, data, said


def wrong_with(reading: ReadApplications) -> str:
    """What is wrong with how a table was read; nothing where all is well."""
    for problem in reading.problems:
        said = f"{problem.message} {problem.hint} {problem.at}"
        if MARK.casefold() in said.casefold():
            return f"a message holds a cell: {said}"
    if (reading.applications is None) != bool(reading.errors):
        return "errors, and people all the same"
    for one in reading.applications or ():
        if one.key in one.not_with or one.key in one.managers or not one.name or len(one.name) > 100:
            return f"no sound person: {one.at}"
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("tens", range(5))
def test_five_hundred_changed_tables_are_read_or_told(tens: int, tmp_path: Path) -> None:
    for seed in range(100 * tens, 100 * tens + 100):
        name, data, said = mutated(seed)
        try:
            wrong = wrong_with(read(tmp_path / str(seed), (name, data), text=PROGRAM, columns=said))
        except Exception:
            wrong = traceback.format_exc()
        assert not wrong, f"table {seed}: {wrong}"
