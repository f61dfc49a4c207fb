"""What a book printed on both sides owes to its reader: spreads, pages for notes, and a thumb index at the edge."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import ARABIC, PROGRAMS, Project
from test_workbooks import BOOKS, definition

from mentorkit.brand.palette import TEXT, contrast
from mentorkit.build.outputs import Job, make_book
from mentorkit.checking.loading import load
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.tabs import PLACES, tabs
from mentorkit.workspace.workspace import open_workspace

MM = 72 / 25.4
COMPLETE = "mentee-workbook: {extent: complete}"
ESSENTIAL = "mentee-workbook: {extent: essential}"


def program(phases: list[str], *, language: str = "en-GB", keys: str = "", books: str = COMPLETE) -> str:
    """A programme with a session in each of these phases; the first has `keys`."""
    sessions = "".join(
        f"  {number}: {{title: Session so {number}, purpose: To begin.{f', phase: {phase}' if phase else ''}"
        f"{f', keys: [{keys}]' if number == 1 else ''}}}\n"
        for number, phase in enumerate(phases, 1)
    )
    return f"title: Lead\norganisation: Acme\nlanguage: {language}\nstarts: 2027-02-01\nbooks: {{{books}}}\nsessions:\n{sessions}"


def assembled(project: Project, definition: str) -> tuple[Toolkit, Job]:
    project.write("programs/acme/lead.yml", definition)
    workspace, problems = open_workspace(project.root / "mkdocs.yml")
    assert workspace is not None, problems
    loaded = load(workspace, workspace.choose(["acme/lead"]))
    assert not loaded.report.stops(), loaded.report
    kit = loaded.toolkits[0]
    now = datetime(2026, 11, 18, tzinfo=UTC)
    return kit, Job(kit, workspace.layers(kit.client), workspace.config, project.root / "made", now)


def workbook(job: Job) -> pypdfium2.PdfDocument:
    book = next(book for book in job.books if book.stem == "mentee-workbook")
    return pypdfium2.PdfDocument(job.folder / make_book(job, book).path)


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in document]


def tab(page: pypdfium2.PdfPage) -> tuple[str, int, int] | None:
    """The tab of a page: the edge that it touches, where it begins below the head, and its height, in millimetres."""
    width, height = page.get_size()
    for one in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        if 9 * MM < right - left < 12 * MM and top - bottom > 10 * MM and (left < 1 or right > width - 1):
            return "left" if left < 1 else "right", round((height - top) / MM) - 24, round((top - bottom) / MM)
    return None


@pytest.mark.slow
def test_a_record_faces_its_opening_and_a_page_left_over_is_for_notes(project: Project) -> None:
    _, job = assembled(project, program(["develop", "develop"], keys="feedback"))
    pages = texts(workbook(job))
    openings = [number for number, page in enumerate(pages, 1) if "To begin." in page]
    assert len(openings) == 2
    assert [number % 2 for number in openings] == [0, 0], "an opening is a left page"
    assert all("What we talked about" in pages[number] for number in openings), "its record is the page beside it"
    before = pages[openings[0] - 2].split()
    assert before[0] == "Notes", "what is left between the chapter before and the opening is for notes"
    assert len(before) < 8, "its running head and its number, and nothing else"
    assert all(page.strip() for page in pages), "no page is empty"


@pytest.mark.slow
def test_an_essential_session_is_its_key_on_a_spread_and_its_meeting_on_the_next(project: Project) -> None:
    _, job = assembled(project, program(["prepare", "develop"], keys="feedback", books=ESSENTIAL))
    pages = [" ".join(page.split()) for page in texts(workbook(job))]
    (key,) = [number for number, page in enumerate(pages, 1) if "How sure are you that you could ask" in page]
    assert key % 2 == 0, "a left page"
    assert "Bring to the session" in pages[key]
    meeting, after = pages[key + 1], pages[key + 2]
    assert "To begin." in meeting
    assert "What we talked about" in meeting
    assert "What I take away" in after
    assert "How sure are you now" in after, "what was noticed stands where it is noticed"
    assert "Session so 2" in pages[key + 3]


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_every_session_of_an_example_opens_on_a_spread_with_its_tab(program: str, examples: Path) -> None:
    """But in a book that is filled in on a screen, which has neither left pages nor an edge."""
    on_paper = definition(program).editions[:1] != ("fillable",)
    for book in BOOKS[:2]:
        document = pypdfium2.PdfDocument(examples / program / f"downloads/{book}.pdf")
        found, said = [tab(page) for page in document], texts(document)
        assert [number for number, words in enumerate(said, 1) if not words.strip()] == [], "pages without a word"
        edges = {(number % 2, one[0]) for number, one in enumerate(found, 1) if one}
        assert edges == ({(0, "left"), (1, "right")} if on_paper else set()), "the outer edge"
        meetings = [number for number, words in enumerate(said, 1) if "What we talked about" in words]
        assert len(meetings) == len(definition(program).sessions)
        for number in meetings if on_paper else ():
            meeting, after = found[number - 1], found[number]
            assert meeting, f"{book}, page {number}: a meeting faces what comes after it"
            assert (meeting[0], after) == ("left", ("right", *meeting[1:])), f"{book}, page {number}"
        heights = [one[1] for number in meetings if (one := found[number - 1])]
        assert heights == sorted(heights), "phases follow each other down the edge"
        document.close()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "opening", "record"), [("en-GB", "left", "right"), ("ar", "right", "left")])
def test_a_tab_has_its_phase_s_place_on_the_outer_edge(
    project: Project, language: str, opening: str, record: str
) -> None:
    if language == "ar":
        shutil.copy(ARABIC, project.root / "programs/acme/sans.ttf")
        font = "{family: DejaVu Sans, source: file, files: [sans.ttf]}"
        project.write("programs/acme/_brand.yml", f"typography: {{fonts: [{font}], base: DejaVu Sans}}\n")
    _, job = assembled(project, program(["prepare", "develop", "develop"], language=language))
    document = workbook(job)
    seen = [found for page in document if (found := tab(page))]
    assert seen == [
        (opening, 0, 30), (record, 0, 30),
        (opening, 32, 30), (record, 32, 30),
        (opening, 32, 30), (record, 32, 30),
    ]  # fmt: skip
    first = next(page for page in document if tab(page))
    width = first.get_size()[0]
    edge = 0 if opening == "left" else width - 11 * MM
    number = first.get_textpage().get_text_bounded(left=edge, right=edge + 11 * MM)
    assert number.strip() == "1", "colour is never the only sign"
    near = 0 if opening == "left" else width - 5 * MM
    assert not first.get_textpage().get_text_bounded(left=near, right=near + 5 * MM).strip(), (
        "printers lose the last 5 mm"
    )


@pytest.mark.parametrize(
    ("phases", "places"),
    [
        ([""] * 3, [0, 1, 2]),
        (["develop"] * 2, [0, 1]),
        ([""] * (PLACES + 1), [*range(PLACES), 0]),
        (["close", "prepare", "", "prepare"], [1, 0, 2, 0]),
        (["prepare", "establish", "develop", "close"], [0, 1, 2, 3]),
    ],
)
def test_sessions_share_the_tab_of_their_phase(project: Project, phases: list[str], places: list[int]) -> None:
    made = list(tabs(assembled(project, program(phases))[0]).values())
    assert [one.place for one in made] == places
    assert all(contrast(one.ink, one.ground) >= TEXT for one in made)
    several = {one.place: one for one in made if len(set(phases)) > 1}
    assert len({one.ground for one in several.values()}) == len(several), "each phase has a colour of its own"
