"""Books of odd programmes and of the examples, measured: no text beside the page or on other text, and no prompt without its first line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import PROGRAMS, Project, book_of

from mentorkit.build.outputs import Job, make_book
from mentorkit.checking.loading import load
from mentorkit.definition.schedule import PHASES
from mentorkit.workspace.workspace import open_workspace

pytestmark = pytest.mark.slow

MM = 72 / 25.4
BESIDE, ABOVE = 15.5 * MM, 6 * MM
"""What stays empty at the sides of every page, and above and below its running heads."""
HEADING = 11.2
"""Points from which letters are those of a heading (or of a lead, which does not end a page either)."""
LETTERS, SET_LARGE = 80, 14
"""The most letters of a line, and the points from which letters are set for themselves: titles, numbers, quotations on cards."""
LONG_AGREEMENT = 95
"""The most letters of a line of a long agreement, which is set wider so that it is read and signed on two facing pages."""
ON_SCREEN = ("northbridge/first-light",)
"""The examples whose books are to be filled in on screen, and not printed."""
HEAD, FOOT = 22 * MM, 22 * MM
"""What running heads and page numbers take."""
GERMAN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
FINNISH = "epäjärjestelmällistyttämättömyydelläänsäkäänköhän"
TITLE = ("Gemeinsam unterwegs between Engineering and Operations, for everybody who takes over a depot " * 5)[:400]


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from its bottom left corner, and the text in it with its size, or its outlines."""

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""
    size: float = 0
    outlines: int = 1

    def across(self, other: Box) -> float:
        return min(self.right, other.right) - max(self.left, other.left)

    def along(self, other: Box) -> float:
        return min(self.top, other.top) - max(self.bottom, other.bottom)

    def covers(self, other: Box) -> bool:
        """Whether a reader sees one on the other: more than a third of the lower one's height, and a letter wide."""
        return self.across(other) > 2 and self.along(other) > 0.35 * min(
            self.top - self.bottom, other.top - other.bottom
        )

    def holds(self, other: Box, slack: float = 1) -> bool:
        beside = self.left - slack < other.left and other.right < self.right + slack
        return beside and self.bottom - slack < other.bottom and other.top < self.top + slack

    @property
    def thin(self) -> bool:
        return min(self.right - self.left, self.top - self.bottom) < 1.5

    @property
    def ruled(self) -> bool:
        """Whether one writes on its foot: such a line is drawn as a border, 8 mm high, of which only the foot is seen."""
        return self.outlines == 2 and self.right - self.left > 60 * MM and 22 < self.top - self.bottom < 23

    def hides(self, other: Box) -> bool:
        return not self.thin and not self.ruled and self.holds(other, 3)


@dataclass(frozen=True)
class Sheet:
    """One page: its runs of text, what is drawn, and its form fields."""

    number: int
    width: float
    height: float
    texts: tuple[Box, ...]
    drawn: tuple[Box, ...]
    fields: tuple[Box, ...]

    @property
    def rules(self) -> list[Box]:
        return [box for box in self.drawn if box.ruled]

    @property
    def lowest(self) -> Box | None:
        """The last line of text above the foot of the page."""
        body = [box for box in self.texts if box.bottom > 20 * MM]
        return min(body, key=lambda box: box.bottom, default=None)


def sheets(path: Path) -> Iterator[Sheet]:
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        paths = page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
        drawn = tuple(box for one in paths for box in shapes(one))
        yield Sheet(number + 1, *page.get_size(), tuple(runs(page.get_textpage())), drawn, tuple(fields(page)))
    document.close()


def shapes(path: pypdfium2.PdfObject) -> Iterator[Box]:
    """A path as a box, or as several where it is a line with gaps."""
    segments = [pdfium.FPDFPath_GetPathSegment(path, at) for at in range(pdfium.FPDFPath_CountSegments(path))]
    starts = [
        at for at, one in enumerate(segments) if pdfium.FPDFPathSegment_GetType(one) == pdfium.FPDF_SEGMENT_MOVETO
    ]
    whole = Box(*path.get_bounds(), outlines=len(starts))
    if not whole.thin or len(starts) < 2:
        yield whole
        return
    to_page = path.get_matrix().on_point
    for start, end in pairwise([*starts, len(segments)]):
        places = [to_page(*place(one)) for one in segments[start:end]]
        (left, right), (bottom, top) = ((min(ones), max(ones)) for ones in zip(*places, strict=True))
        yield Box(left, bottom, right, top)


def place(segment: object) -> tuple[float, float]:
    x, y = pdfium.c_float(), pdfium.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def runs(text: pypdfium2.PdfTextPage) -> Iterator[Box]:
    """The lines of a page's text, each as long as its letters stay the same."""
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if words:
            letter = pdfium.FPDFText_GetCharIndexAtPos(text, left + 1, (bottom + top) / 2, 4, 4)
            pixels = pdfium.FPDFText_GetFontSize(text, letter) if letter >= 0 else 0
            yield Box(left, bottom, right, top, words, 0.75 * pixels)


def fields(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note, rect = pdfium.FPDFPage_GetAnnot(page, number), pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_WIDGET and pdfium.FPDFAnnot_GetRect(note, rect):
            yield Box(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
        pdfium.FPDFPage_CloseAnnot(note)


def beside_the_page(sheet: Sheet) -> list[str]:
    """Text in the margins, but for the numbers on the tabs of the thumb index."""
    room = Box(BESIDE, ABOVE, sheet.width - BESIDE, sheet.height - ABOVE)
    tabs = [box for box in sheet.drawn if box.left < 1 or box.right > sheet.width - 1]
    outside = (box for box in sheet.texts if not room.holds(box))
    return [
        f"“{box.text}” leaves the page"
        for box in outside
        if not any(tab.holds(box) for tab in tabs if not tab.holds(room))
    ]


def on_each_other(sheet: Sheet) -> list[str]:
    pairs = combinations(sheet.texts, 2)
    return [f"“{one.text}” lies on “{other.text}”" for one, other in pairs if one.covers(other)]


def crossed(sheet: Sheet) -> list[str]:
    """Text that a line runs through, of a table, of a frame or to write on; not one that a later ground hides."""
    return [
        f"a line runs through “{text.text}”"
        for place, box in enumerate(sheet.drawn)
        if box.thin or box.ruled
        for text in sheet.texts
        if runs_through(box, text) and not any(later.hides(text) for later in sheet.drawn[place + 1 :])
    ]


def runs_through(line: Box, text: Box) -> bool:
    if line.ruled or line.right - line.left > line.top - line.bottom:
        middle = line.bottom if line.ruled else (line.bottom + line.top) / 2
        return text.across(line) > 2 and text.bottom + 2 < middle < text.top - 2
    middle = (line.left + line.right) / 2
    return text.along(line) > 2 and text.left + 2 < middle < text.right - 2


def over_an_edge(sheet: Sheet) -> list[str]:
    """Text that is partly on a box and partly beside it: a tab, a panel, the place for the owner's name.

    The ground of spare lines, white on white, runs off the page at its foot, where the page is cut.
    """
    return [
        f"“{text.text}” crosses the edge of a box"
        for place, box in enumerate(sheet.drawn)
        if not box.thin and not box.ruled and box.bottom > -10 * MM
        for text in sheet.texts
        if box.across(text) > 2 and box.along(text) > 4 and not box.holds(text, 4)
        if not any(later.hides(text) for later in sheet.drawn[place + 1 :])
    ]


def without_a_line(sheet: Sheet) -> list[str]:
    """Prompts whose question ends on this page and whose first line to write on, or field, does not follow on it."""
    missing = []
    for box in sheet.texts:
        for mark in re.findall(r"ask\d+", box.text):
            below = [rule for rule in sheet.rules if box.bottom - 45 * MM < rule.bottom < box.bottom]
            below += [field for field in sheet.fields if box.bottom - 45 * MM < field.top < box.bottom]
            if not below:
                missing.append(f"{mark} has no line")
    return missing


def alone_at_the_foot(sheet: Sheet) -> list[str]:
    """A heading as the last thing on a page: nothing to read and nothing to write on below it."""
    last, page = sheet.lowest, Box(0, 0, sheet.width, sheet.height)
    if not last or last.size < HEADING or any(box.holds(page) for box in sheet.drawn):  # a cover is a ground of its own
        return []
    below = any(box.bottom > 20 * MM and box.top < last.bottom + 2 for box in sheet.drawn if not box.thin)
    return [] if below else [f"“{last.text}” stands alone at the foot"]


def lines_of(sheet: Sheet) -> Iterator[list[Box]]:
    """The lines of the text between head and foot: runs on one level, no further apart than words are."""
    body = [box for box in sheet.texts if box.bottom > FOOT and box.top < sheet.height - HEAD]
    line: list[Box] = []
    for box in sorted(body, key=lambda box: (-round((box.bottom + box.top) / 6), box.left)):
        if line and not (-1 < box.left - line[-1].right < 5 and box.along(line[-1]) > 2):
            yield line
            line = []
        line.append(box)
    if line:
        yield line


def too_long_to_read(sheet: Sheet) -> list[str]:
    """Lines of more letters than an eye finds back from; not the cells of a table, which have a label at their left."""
    lines = list(lines_of(sheet))
    alone = [
        line
        for line in lines
        if not any(other.right < line[0].left and other.along(line[0]) > 4 for other in sheet.texts)
    ]
    said = ((line[0].size, " ".join(box.text for box in line)) for line in alone)
    most = LONG_AGREEMENT if sheet.texts and any(box.text == "Our agreement" for box in sheet.texts) else LETTERS
    return [f"“{line}” has {len(line)} letters" for size, line in said if len(line) > most and size < SET_LARGE]


def mostly_white(sheet: Sheet) -> list[str]:
    """Pages of which more than two fifths stay white: an event, or a short questionnaire, that is kept together takes as much.

    But for covers, which are a ground of their own, for a page that is left over and ruled for notes, and for a handout in its
    frame, which is copied and has its pages for itself.
    """
    page = Box(0, 0, sheet.width, sheet.height)
    inside = Box(5 * MM, FOOT, sheet.width - 5 * MM, sheet.height - HEAD)
    ground = any(box.holds(page) for box in sheet.drawn)
    said = [box for box in sheet.texts if inside.holds(box, 0)]
    copied = any(all(frame.holds(box) for box in said if box.size < HEADING) for frame in sheet.drawn if not frame.thin)
    if ground or copied or [box.text for box in said] == ["Notes"]:
        return []
    ink = (box.bottom for box in (*sheet.texts, *sheet.drawn, *sheet.fields) if inside.holds(box, 0))
    white = (min(ink, default=inside.top) - 25 * MM) / (sheet.height - 49 * MM)
    return [f"{white:.0%} of the page is white"] if white > 0.4 else []


CHECKS = (beside_the_page, on_each_other, crossed, over_an_edge, without_a_line, alone_at_the_foot)


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


def form(words: str) -> str:
    """A form of more prompts than a Key may have, so that some of them come to the foot of a page."""
    head = f"title: Questions\nsummary: {words}.\nkind: worksheet\nfor: [mentor, mentee]"
    return f"---\n{head}\n---\n\n" + "".join(prompt(number, words) for number in range(24))


def program(sessions: int, words: str, title: str = "Lead", language: str = "en-GB", paper: str = "A4") -> str:
    planned = "".join(
        f"  {number}: {{title: {words} {number}, week: {number}, phase: {PHASES[number * 4 // (sessions + 1)]}, purpose: {words}, actions: {{mentor: {words}, mentee: {words}}}"
        f"{', keys: [own]' if number == 1 else ''}}}\n"
        for number in range(1, sessions + 1)
    )
    return f"""\
title: {title}
organisation: {words}
language: {language}
paper: {paper}
starts: 2027-02-01
ends: 2028-02-28
need: {{statement: Too few know whom to ask.}}
recognition: {{certificate: yes}}
people: {{programme_manager: {{name: Ada {words}, title: Head of {words}, email: ada@acme.example}}}}
roles: {{mentee: {{responsibilities: [{words}]}}}}
events: [{{what: A talk on {words}, for: everyone, week: 3, day: Monday, at: "10:00", place: {words}}}]
library: {{forms: [goal-sheet, questions]}}
sessions:
{planned}"""


CASES = {
    "one session, Finnish words": (
        ["mentee-workbook", "forms/goal-sheet", "forms/questions"], program(1, FINNISH, language="fi"), FINNISH, 2,
    ),
    "fifty-two sessions, a title of 400 letters": (
        ["mentee-workbook"], program(52, "listening", TITLE, paper="Letter"), "listening", 2,
    ),
    "German words, a title of 400 letters, a table of 60 rows": (
        ["facilitator-guide", "mentor-workbook", "charter", "certificate"],
        program(2, GERMAN, TITLE, language="de"), GERMAN, 60,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_nothing_leaves_its_place(project: Project, case: str) -> None:
    names, definition, words, rows = CASES[case]
    project.write("programs/acme/lead.yml", definition)
    project.write("content/keys/own.md", key(words, rows))
    project.write("content/forms/questions.md", form(words))
    workspace, problems = open_workspace(project.root / "mkdocs.yml")
    assert workspace is not None, problems
    loaded = load(workspace, workspace.choose(["acme/lead"]))
    assert not loaded.report.stops(), loaded.report
    kit = loaded.toolkits[0]
    job = Job(
        kit, workspace.layers(kit.client), workspace.config, project.root / "made", datetime(2026, 11, 18, tzinfo=UTC),
        for_facilitators=True,
    )  # fmt: skip
    books = {book.stem: book for book in job.books}
    wrong = []
    for name in names:
        for sheet in sheets(job.folder / make_book(job, books[name]).path):
            wrong += [f"{name}, page {sheet.number}: {one}" for check in CHECKS for one in check(sheet)]
    assert wrong == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_leaves_its_place_in_an_example(program: str, examples: Path) -> None:
    """But for cards, which have their marks for cutting beside them.

    A guide to fill in on screen has no lines for notes that fill the pages of one on paper.
    """
    guide = "" if program in ON_SCREEN else "facilitator-guide"
    paths = [path for path in sorted((examples / program / "downloads").rglob("*.pdf")) if path.stem != "cards"]
    paths.append(book_of(examples, program, "facilitator-guide"))
    wrong = [
        f"{path.stem}, page {sheet.number}: {one}"
        for path in paths
        for sheet in sheets(path)
        for check in (*CHECKS, too_long_to_read, *([mostly_white] if path.stem == guide else []))
        for one in check(sheet)
    ]
    assert wrong == []


DATES = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
events:
  - {what: Launch, date: 2027-02-02, at: "09:00", minutes: 90, place: Town hall}
  - what: A day on which we look back at what we have done and ahead at what is still to be done together
    date: 2027-05-02
    place: The old mill by the river behind the station, on the second floor, room 214, where you ring twice
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet]}
books: {mentor-workbook: {chapters: [dates]}, mentee-workbook: none, facilitator-guide: none, cards: none}
"""


def test_the_table_of_dates_gives_days_what_they_need_and_the_rest_to_what_is_said(project: Project) -> None:
    """Days stand on one line each, in a column as narrow as the longest, and the long place has as much room as the long title."""
    project.write("programs/acme/lead.yml", DATES)
    job = project.job()
    book = next(iter(job.books))
    pdf = pypdfium2.PdfDocument(job.folder / make_book(job, book).path)
    (page,) = [page for page in pdf if "Where and with whom" in page.get_textpage().get_text_bounded()]
    text = page.get_textpage()

    def box(words: str) -> tuple[float, float, float, float]:
        at, count = text.search(words).get_next()
        boxes = [text.get_charbox(number) for number in range(at, at + count)]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    widest, what, where = box("Week of 8 February 2027"), box("Launch"), box("Town hall")
    assert widest[3] - widest[1] < 12, "on one line"
    assert 0 < what[0] - widest[2] < 5 * MM, "the column ends where the widest day does"
    right = page.get_width() - box("Where and with whom")[0]
    assert right > 50 * MM
    assert 0.6 < (where[0] - what[0]) / (right - BESIDE) < 1.8, "what is said shares the rest"


KEPT_TOGETHER = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, keys: [purpose-and-values], agenda: [{what: Arrive, minutes: 5}, {what: Part, minutes: 5}]}
agreement:
  confidentiality: What is said here stays here, but for what one of us wants to pass on and asks about first.
  boundaries: [BOUNDARIES]
  signatures: yes
library: {forms: [goal-sheet, action-tracker]}
books: {mentor-workbook: none, facilitator-guide: none, cards: none}
"""
TOGETHER = [
    ("After the session", "How well could you now tell a stranger"),
    ("Signature", "What we change or add"),
    ("Accuracy", "A word of my own"),
    ("I work so that", "This month I will leave"),
    ("Arrive", "Part"),
]


def test_what_belongs_together_stands_on_one_page_and_lines_have_eighty_letters_at_most(project: Project) -> None:
    boundary = "Neither asks the other for favours, and each may say no to anything without a reason"
    project.write("programs/acme/lead.yml", KEPT_TOGETHER.replace("BOUNDARIES", ", ".join([boundary] * 19)))
    job = project.job()
    found = list(sheets(job.folder / make_book(job, next(iter(job.books))).path))
    pages = [" ".join(" ".join(box.text for box in sheet.texts).split()) for sheet in found]
    for one, other in TOGETHER:
        assert [page for page in pages if one in page and other in page], f"{one} and {other}"
    agreement = next(number for number, page in enumerate(pages, 1) if "Read it together" in page)
    assert agreement % 2 == 0, "what is signed faces the signatures"
    assert "Signature" in pages[agreement]
    long = [box.text for sheet in found for box in sheet.texts if box.size > 10 and len(box.text) > 80]
    assert long == []
