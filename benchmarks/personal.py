"""Personal copies against layouts of the same book: ratios of processor time, measured side by side.

A copy is what `mentorkit personalise` does for a row: names set, book stamped, hashed and written. A layout is the same
workbook laid out once more with everything warm, which is less than a build takes for it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from compare import ROOT, timed

from mentorkit.build.outputs import write_book
from mentorkit.checking.loading import load
from mentorkit.definition.base import PAIR
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.name_slots import PersonalLayout
from mentorkit.workspace.workspace import open_workspace

FIRST = ["Ada", "Łucja", "Ngọc", "Jürgen", "Zoë", "Tomáš", "Ingrid", "Seán", "Μαρία", "Олег"]
LAST = ["Nowak", "Kowalska", "Nguyễn", "O’Brien", "Müller", "García", "Smith-Jones", "Παπαδοπούλου", "Шевченко", "Öz"]


def table(folder: Path, people: int) -> Path:
    """A table of that many people in pairs, every name another one."""
    path, rows = folder / f"{people}.csv", ["role,name,partner"]
    for number in range(people // 2):
        given, family, middle = number % 10, number // 10 % 10, chr(ord("A") + number // 100)
        mentee, mentor = (f"{FIRST[given]} {initial}{middle}. {LAST[family]}" for initial in "JR")
        rows += [f"mentee,{mentee},{mentor}", f"mentor,{mentor},{mentee}"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def layouts(program: str, edition: str, folder: Path, times: int) -> tuple[float, int]:
    """Processor seconds of one layout, the mean of both roles and the median of that, and pages of the mentees' book."""
    workspace = open_workspace(ROOT / "mkdocs.yml").value
    assert workspace is not None
    (toolkit,) = load(workspace, workspace.choose([program])).toolkits
    layers, pages, seconds = workspace.layers(toolkit.client), 0, list[float]()

    def book(role: str) -> Book:
        found = next(one for one in books_of(toolkit, (edition,)) if one.id == f"{role}-workbook")
        return replace(found, personal=PersonalLayout(edition=edition))

    for _ in range(times + 1):  # the first only warms up
        began = time.process_time()
        for role in PAIR:
            pages = write_book(compose(toolkit, book(role), layers), layers, folder / "laid-out.pdf")
        seconds.append((time.process_time() - began) / 2)
    return statistics.median(seconds[1:]), pages


def compare(program: str, edition: str, people: int) -> bool:
    """Print how copies compare with layouts; whether 1,000 copies take less than 20 layouts."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        layout, pages = layouts(program, edition, folder, times=3)

        def copies(number: int) -> float:
            options = ["--edition", edition, "--into", folder / f"copies-{number}", "--quiet"]
            return timed(
                sys.executable, "-m", "mentorkit", "personalise", program, table(folder, number), *options
            ).processor

        least, most = copies(2), copies(people)
    each = (most - least) / (people - 2)
    thousand = least + 998 * each
    print(f"{program}, {edition}, {pages} pages: a layout takes {layout:.2f} s, {people} copies {most:.1f} s")
    print(f"  a copy / a layout {each / layout:.4f}; {1 / each:.0f} copies a second")
    how = "measured" if people == 1000 else f"from {people}"
    print(f"  1000 copies, with start and two layouts ({how}): as much as {thousand / layout:.1f} layouts")
    return thousand < 20 * layout


def main() -> None:
    """Compare, and end with 1 where 1,000 copies take as much as 20 layouts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="*", default=["northbridge/depot-handover"])
    parser.add_argument("--people", type=int, default=200)
    chosen = parser.parse_args()
    fine = [
        compare(program, edition, chosen.people) for program in chosen.programs for edition in ("print", "fillable")
    ]
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
