"""Personal copies against layouts of the same book: what a row of `mentorkit personalise` takes of one more layout.

A copy is what is done for a row: names set, book stamped, hashed and written. A layout is the same workbook laid out once
more with everything warm, which is less than a build takes for it. Memory is that of the largest process of a run, for few
copies and for many, of people who all meet one another: names are set once, so that many copies are made in little time.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ratios import ROOT, Ratio, mentorkit, processor_seconds, timed

from mentorkit.build.outputs import write_book
from mentorkit.checking.loading import load
from mentorkit.definition.base import PAIR
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.name_slots import PersonalLayout
from mentorkit.workspace.workspace import open_workspace

PROGRAM, PEOPLE = "northbridge/depot-handover", 200
FIRST = ["Ada", "Łucja", "Ngọc", "Jürgen", "Zoë", "Tomáš", "Ingrid", "Seán", "Μαρία", "Олег"]
FEW, MANY = (25, 20), (75, 40)
"""Mentees and mentors, each of whom has a copy for each of the other: a thousand copies, and six thousand."""
PEAK = """\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command in a process that is itself small, and prints the kilobytes of the largest process of it."""
SMALL = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2}
library: {forms: [goal-sheet]}
books: {mentor-workbook: {chapters: [dates]}, mentee-workbook: {chapters: [dates]}, facilitator-guide: none, cards: none}
"""
LAST = ["Nowak", "Kowalska", "Nguyễn", "O’Brien", "Müller", "García", "Smith-Jones", "Παπαδοπούλου", "Шевченко", "Öz"]


def ratios() -> Iterator[Ratio]:
    """A copy against a layout, for print and to fill in."""
    for edition in ("print", "fillable"):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            seconds, pages = layouts(edition, folder)
            least, most = (copies(edition, number, folder) for number in (2, PEOPLE))
        each = (most - least) / (PEOPLE - 2)
        what, against = f"a personal copy, {edition}, {pages} pages", "a layout of the book"
        yield Ratio(what, against, tuple(each / one for one in seconds), 0.02, note=f"{1 / each:.0f} copies a second")
    few, many = (2 * mentees * mentors for mentees, mentors in (FEW, MANY))
    low, high = peak(*FEW), peak(*MANY)
    yield Ratio(f"{many:,} copies", f"{few:,} copies", (high / low,), 1.1, "memory", f"{high:.0f} MB")


def copies(edition: str, number: int, folder: Path) -> float:
    """Processor seconds of so many copies, with the start and two layouts."""
    words = ["--edition", edition, "--into", folder / f"copies-{number}", "--quiet"]
    return mentorkit("personalise", PROGRAM, table(folder, number), *words).processor


def table(folder: Path, people: int) -> Path:
    """A table of that many people in pairs, every name another one."""
    path, rows = folder / f"{people}.csv", ["role,name,partner"]
    for number in range(people // 2):
        given, family, middle = number % 10, number // 10 % 10, chr(ord("A") + number // 100)
        mentee, mentor = (f"{FIRST[given]} {initial}{middle}. {LAST[family]}" for initial in "JR")
        rows += [f"mentee,{mentee},{mentor}", f"mentor,{mentor},{mentee}"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def peak(mentees: int, mentors: int) -> float:
    """Megabytes of the largest process that makes copies of a small programme, for each of these with each of the others."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home")
        (home / "programs/acme").mkdir(parents=True)
        shutil.copy(ROOT / "mkdocs.yml", home)
        (home / "programs/acme/lead.yml").write_text(SMALL, "utf-8")
        rows = ["role,name,partner"]
        for one in range(mentees):
            for other in range(mentors):
                mentee, mentor = (f"{FIRST[n % 10]} {LAST[n // 10]}" for n in (one, other))
                rows += [f"mentee,{mentee} J.,{mentor} R.", f"mentor,{mentor} R.,{mentee} J."]
        table = home / "private/people.csv"
        table.parent.mkdir()
        table.write_text("\n".join(rows) + "\n", "utf-8")
        words = ["personalise", "acme/lead", table, "-f", home / "mkdocs.yml", "--quiet"]
        return int(timed(sys.executable, "-c", PEAK, sys.executable, "-m", "mentorkit", *words).said) / 1024


def layouts(edition: str, folder: Path) -> tuple[list[float], int]:
    """Processor seconds of some layouts, each the mean of both roles, and pages of the mentees' book."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    (toolkit,) = load(workspace, workspace.choose([PROGRAM])).toolkits
    layers, pages = workspace.layers(toolkit.client), list[int]()

    def book(role: str) -> Book:
        found = next(one for one in books_of(toolkit, (edition,)) if one.id == f"{role}-workbook")
        return replace(found, personal=PersonalLayout(edition=edition))

    def both() -> None:
        for role in PAIR:
            pages.append(write_book(compose(toolkit, book(role), layers), layers, folder / "laid-out.pdf"))

    both()  # warms up
    return [processor_seconds(both) / 2 for _ in range(3)], pages[-1]
