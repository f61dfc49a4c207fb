"""Books of odd programmes, measured: no text beside the page or on other text, and no prompt without its first line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import Project

from mentorkit.build import Job, make_book
from mentorkit.loading import load
from mentorkit.workspace import open_workspace

pytestmark = pytest.mark.slow

MM = 72 / 25.4
BESIDE, ABOVE = 15.5 * MM, 6 * MM
"""What stays empty at the sides of every page, and above and below its running heads."""
GERMAN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
FINNISH = "epäjärjestelmällistyttämättömyydelläänsäkäänköhän"
TITLE = ("Gemeinsam unterwegs between Engineering and Operations, for everybody who takes over a depot " * 5)[:400]


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from its bottom left corner, and the text in it."""

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""

    def covers(self, other: Box) -> bool:
        """Whether a reader sees one on the other: more than a third of the lower one's height, and a letter wide."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > 2 and along > 0.35 * min(self.top - self.bottom, other.top - other.bottom)


@dataclass(frozen=True)
class Sheet:
    """One page: its runs of text, and the lines on which one writes, each of 8 mm and drawn at its foot."""

    number: int
    width: float
    height: float
    texts: tuple[Box, ...]
    rules: tuple[Box, ...]


def sheets(path: Path) -> Iterator[Sheet]:
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        rects = [text.get_rect(one) for one in range(text.count_rects())]
        boxes = tuple(Box(*rect, text.get_text_bounded(*rect).strip()) for rect in rects)
        drawn = (one.get_bounds() for one in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3))
        rules = tuple(Box(*edges) for edges in drawn if edges[2] - edges[0] > 60 * MM and 22 < edges[3] - edges[1] < 23)
        yield Sheet(number + 1, *page.get_size(), tuple(box for box in boxes if box.text), rules)
    document.close()


def beside_the_page(sheet: Sheet) -> list[str]:
    return [
        f"page {sheet.number}: “{box.text}” leaves the page"
        for box in sheet.texts
        if not (
            BESIDE < box.left < box.right < sheet.width - BESIDE and ABOVE < box.bottom < box.top < sheet.height - ABOVE
        )
    ]


def on_each_other(sheet: Sheet) -> list[str]:
    pairs = combinations(sheet.texts, 2)
    return [f"page {sheet.number}: “{one.text}” lies on “{other.text}”" for one, other in pairs if one.covers(other)]


def without_a_line(sheet: Sheet) -> list[str]:
    """Prompts whose question ends on this page and whose first line to write on does not follow on it."""
    missing = []
    for box in sheet.texts:
        for mark in re.findall(r"ask\d+", box.text):
            below = [rule for rule in sheet.rules if box.bottom - 45 * MM < rule.bottom < box.bottom]
            if not below:
                missing.append(f"page {sheet.number}: {mark} has no line")
    return missing


def prompt(number: int, words: str) -> str:
    hint = f"A hint with {words}. " * (number % 3)
    after = f"{words} and what comes between two questions. " * (2 * number % 7)
    return f"/// prompt | What is {words} to you, and {words} ask{number}?\n    lines: {1 + 5 * number % 14}\n\n{hint}\n///\n\n{after}\n\n"


def key(words: str, rows: int) -> str:
    """A Key with prompts of every length between paragraphs of every length, and a table of so many rows."""
    head = (
        f"title: {words.title()}\nsummary: {words}, {words} and {words}.\ntopic: {words}\nphase: prepare\nminutes: 20"
    )
    scale = f"/// scale | How much {words} is there?\n    low: No {words}\n    high: Nothing but {words}\n///\n"
    prompts = "".join(prompt(number, words) for number in range(5))
    table = f"/// fill | {words}\n    columns: [{words}, {words}, {words}]\n    rows: {rows}\n///\n"
    mentor = f"//// role | mentor\n{prompt(5, words)}{prompt(6, words)}////\n"
    others = "".join(
        f"/// {kind}\n- {words}?\n///\n\n"
        for kind in ("bring", "starters", "action | mentee", "action | mentor", "private")
    )
    after = f"//// after\n{words}\n{prompt(7, words)}////\n"
    return f"---\n{head}\n---\n\n{words}.\n\n{scale}\n## {words}\n\n{prompts}{table}\n{mentor}\n{others}{after}"


def program(sessions: int, words: str, title: str = "Lead", language: str = "en-GB") -> str:
    planned = "".join(
        f"  {number}: {{title: {words} {number}, week: {number}, purpose: {words}, actions: {{mentor: {words}, mentee: {words}}}"
        f"{', keys: [own]' if number == 1 else ''}}}\n"
        for number in range(1, sessions + 1)
    )
    return f"""\
title: {title}
organisation: {words}
language: {language}
starts: 2027-02-01
ends: 2028-02-28
need: {{statement: Too few know whom to ask.}}
recognition: {{certificate: yes}}
people: {{programme_manager: {{name: Ada {words}, title: Head of {words}, email: ada@acme.example}}}}
roles: {{mentee: {{responsibilities: [{words}]}}}}
events: [{{what: A talk on {words}, for: everyone, week: 3, day: Monday, at: "10:00", place: {words}}}]
library: {{forms: [goal-sheet]}}
sessions:
{planned}"""


CASES = {
    "one session": (["mentee-workbook", "forms/goal-sheet"], program(1, "listening"), key("listening", 2)),
    "fifty-two sessions": (["mentee-workbook"], program(52, "listening"), key("listening", 2)),
    "German words": (["mentor-workbook", "facilitator-guide"], program(2, GERMAN, language="de"), key(GERMAN, 2)),
    "Finnish words": (["mentor-workbook"], program(1, FINNISH, language="fi"), key(FINNISH, 2)),
    "a title of 400 letters": (
        ["mentee-workbook", "charter", "certificate"], program(1, "listening", TITLE), key("listening", 2),
    ),
    "a table of 60 rows": (["mentee-workbook"], program(1, "listening"), key("listening", 60)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_nothing_leaves_its_place(project: Project, case: str) -> None:
    names, definition, own_key = CASES[case]
    project.write("programs/acme/lead.yml", definition)
    project.write("content/keys/own.md", own_key)
    found: list[object] = []
    workspace = open_workspace(project.root / "mkdocs.yml", found)  # type: ignore[arg-type]
    assert workspace is not None, found
    loaded = load(workspace, workspace.choose(["acme/lead"]))
    assert not loaded.report.stops(), loaded.report
    kit = loaded.toolkits[0]
    job = Job(
        kit, workspace.layers(kit.client), workspace.config, project.root / "made", datetime(2026, 11, 18, tzinfo=UTC)
    )
    wrong = []
    for book in job.books:
        if book.stem in names:
            for sheet in sheets(job.folder / make_book(job, book).path):
                wrong += [
                    f"{book.stem} {one}"
                    for one in (*beside_the_page(sheet), *on_each_other(sheet), *without_a_line(sheet))
                ]
    assert wrong == []
