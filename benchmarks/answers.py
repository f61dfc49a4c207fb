"""Answers read against rows read: 10,000 people, 60 questions, as CSV and as XLSX, beside Python's csv alone.

And the memory that reading takes at its height, which must not grow with the rows.
"""

from __future__ import annotations

import csv
import random
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from ratios import Ratio, processor_seconds

from mentorkit.answers.answers_folder import AnswersFolder
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as

PEOPLE, ITEMS = 10_000, 60
OPTIONS = ("Time, and how to find it", "Feedback", "Career", "Health, rest and limits", "Networks", "Leading others")
KINDS = ("scale", "one of", "several of", "number", "yes or no", "words")


def definition() -> Program:
    """A programme with one questionnaire of so many items, of every kind in turn."""
    lines = [
        "title: Lead",
        "organisation: Acme",
        "starts: 2027-02-01",
        "ends: 2027-12-01",
        "sessions: {1: {title: Begin, week: 2}}",
        "evaluation:",
        "  questionnaires:",
    ]
    lines += ["  - {id: end, title: At the end, when: end, week: 30, items: ["]
    options = ", ".join(f'"{one}"' for one in OPTIONS)
    for number in range(ITEMS):
        kind = KINDS[number % len(KINDS)]
        more = f", options: [{options}], other: yes" if " of" in kind else ""
        lines.append(f'    {{id: item-{number}, ask: "Question number {number}, of sixty?", answer: {kind}{more}}},')
    read = read_mapping("\n".join([*lines, "  ]}"]), "lead.yml").then(lambda source: read_as(Program, source))
    assert read.value is not None, read.problems
    return read.value


def cell(kind: str, dice: random.Random) -> str:
    if dice.random() < 0.1:
        return ""
    return {
        "scale": lambda: str(dice.randint(1, 5)),
        "one of": lambda: dice.choice(OPTIONS),
        "several of": lambda: ", ".join(
            [*dice.sample(OPTIONS, dice.randint(1, 4)), *(["my own"] if dice.random() < 0.1 else [])]
        ),
        "number": lambda: str(dice.randint(0, 40)),
        "yes or no": lambda: dice.choice(("Yes", "No")),
        "words": lambda: " ".join(dice.choices(("we", "talked", "about", "my", "work", "and", "what", "helps"), k=12)),
    }[kind]()


def rows(people: int) -> list[list[str]]:
    dice = random.Random(17)
    head = ["Role", *(f"Question number {number}, of sixty?" for number in range(ITEMS))]
    return [
        head,
        *(
            [dice.choice(("mentor", "mentee")), *(cell(KINDS[n % len(KINDS)], dice) for n in range(ITEMS))]
            for _ in range(people)
        ),
    ]


def write_csv(path: Path, people: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(people))


def write_xlsx(path: Path, people: int) -> None:
    """The same as a workbook, of which only the parts are written that a reader needs."""
    main, office = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            archive.writestr(
                name,
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>',
            )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        letters = [("" if n < 26 else chr(64 + n // 26)) + chr(65 + n % 26) for n in range(ITEMS + 1)]
        lines = (
            "".join(
                f'<c r="{letters[n]}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
                for n, text in enumerate(row)
                if text
            )
            for number, row in enumerate(rows(people), 1)
        )
        sheet = "".join(f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, 1))
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
        )


def read(path: Path) -> int:
    """Everything up to rows of answers, none of which is kept."""
    (file,) = AnswersFolder(definition(), "acme/lead", path.parent, "answers").files([path]).value
    number = sum(1 for _ in file.rows())
    assert not [one for one in file.problems if one.severity != "note"], file.problems
    return number


def only_rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def height(path: Path) -> float:
    """Megabytes of Python's memory at its height."""
    tracemalloc.start()
    read(path)
    highest = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return highest


def ratios() -> Iterator[Ratio]:
    """Answers against rows, and the memory of many against that of few."""

    def seconds(work: Callable[[Path], int], path: Path) -> float:
        def whole() -> None:
            assert work(path) == PEOPLE

        return processor_seconds(whole)

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        table, small, book = folder / "end.csv", folder / "small.csv", folder / "end.xlsx"
        write_csv(table, PEOPLE)
        write_csv(small, PEOPLE // 10)
        write_xlsx(book, PEOPLE)
        rounds = [(seconds(only_rows, table), seconds(read, table), seconds(read, book)) for _ in range(3)]
        low, high = height(small), height(table)
    what, against = f"{PEOPLE:,} answers of {ITEMS} questions", "the rows alone, with Python’s csv"
    yield Ratio(f"{what} read from CSV", against, tuple(text / alone for alone, text, _ in rounds))
    yield Ratio(f"{what} read from XLSX", against, tuple(sheet / alone for alone, _, sheet in rounds))
    yield Ratio(
        f"{PEOPLE:,} answers read", f"{PEOPLE // 10:,} answers read", (high / low,), 3, "memory", f"{high:.1f} MB"
    )
