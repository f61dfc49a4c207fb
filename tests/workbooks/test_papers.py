"""The smaller papers: which a programme has, that they fit, and that a deck of cards can be printed and cut."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import Project

from mentorkit.build.outputs import Job, make_book
from mentorkit.core.problems import BuildFailed
from mentorkit.files.tables import heading_rows
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.cards import CARD, Grid, deck, lay_out
from mentorkit.workspace.layers import stock_root

PROGRAM = "programs/acme/lead.yml"
LEAD = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
  2: {title: Agree, week: 4, keys: [our-agreement]}
library: {forms: [%s]}
"""
POINTS = 72 / 25.4


def lead(project: Project, more: str = "", forms: str = "goal-sheet") -> None:
    project.write(PROGRAM, LEAD % forms + more)


def briefing(project: Project, words: int, name: str = "page-for-managers") -> None:
    """A briefing of so many words in paragraphs, besides a heading of two."""
    text = "\n\n".join(" ".join(["listen"] * min(50, words - done)) for done in range(0, words, 50))
    head = "title: For managers\nsummary: What to keep.\nkind: briefing\nfor: [manager]"
    project.write(f"content/forms/{name}.md", f"---\n{head}\n---\n\n## Your part\n\n{text}\n")


def toolkit(project: Project) -> tuple[Toolkit, Job]:
    job = project.job()
    return job.toolkit, job


def printed(project: Project, name: str) -> Path:
    kit, job = toolkit(project)
    return job.folder / make_book(job, next(book for book in books_of(kit) if book.id == name)).path


def text(path: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True).stdout


def names(project: Project) -> list[str]:
    return [book.id for book in books_of(toolkit(project)[0]) if not book.key]


WORKBOOKS = ["mentor-workbook", "mentee-workbook", "facilitator-guide"]


@pytest.mark.slow
def test_a_programme_has_the_books_that_it_has_something_for(project: Project) -> None:
    lead(project)
    assert names(project) == [*WORKBOOKS, "cards", "forms/goal-sheet"]
    briefing(project, 20)
    lead(
        project, "goals: [{statement: More depots}]\nrecognition: {certificate: yes}\n", "goal-sheet, page-for-managers"
    )
    papers = ["cards", "charter", "page-for-managers", "certificate", "forms/goal-sheet"]
    assert names(project) == [*WORKBOOKS, *papers]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["charter", "facilitator-guide"])
def test_a_briefing_may_not_take_the_name_of_another_book(project: Project, name: str) -> None:
    briefing(project, 20, name)
    lead(project, forms=name)
    with pytest.raises(BuildFailed) as failed:
        names(project)
    (problem,) = failed.value.problems
    assert problem.message == f'a file called "{name}" is made of every programme, and this form would take its place'
    assert str(problem.at).startswith(f"content/forms/{name}.md")


@pytest.mark.slow
def test_every_suit_has_a_number_of_its_own(project: Project) -> None:
    """Where all cards of a topic are there already, it has no suit, and its number goes to the next."""
    key = (stock_root() / "content/keys/feedback.md").read_text("utf-8")
    for name, topic, starter in (
        ("one", "trust", "Whom?"),
        ("two", "focus", "whom"),
        ("three", "Trust", "Why?"),
        ("four", "ends", "When?"),
    ):
        named = re.sub("^topic: .*", f"topic: {topic}", key, flags=re.MULTILINE)
        begun = re.sub(r"(?<=/// starters\n).*?(?=///)", f"- {starter}\n", named, flags=re.DOTALL)
        project.write(f"content/keys/{name}.md", begun)
    lead(project)
    program = (project.root / PROGRAM).read_text("utf-8").split("sessions:")[0]
    project.write(PROGRAM, program + "sessions: {1: {title: Begin, keys: [one, two, three, four]}}\n")
    kit, _ = toolkit(project)
    suits = lay_out(kit, Voice.of(kit.program), Grid((210, 297), CARD["A4"])).suits
    assert [(suit.number, suit.name) for suit in suits] == [(1, "Trust"), (2, "Ends"), (3, "Your own")]


def largest_size(path: Path) -> float:
    """The size in points of the letters of the text, by the height that most words have."""
    heights = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">listen<', text(path, "-bbox"))
    return max(float(low) - float(high) for high, low in heights)


@pytest.mark.slow
def test_a_briefing_fills_one_page_and_is_set_smaller_before_it_is_refused(project: Project) -> None:
    lead(project, forms="page-for-managers")
    sizes = []
    for words in (300, 370, 410):
        briefing(project, words)
        path = printed(project, "page-for-managers")
        assert len(text(path).split("\f")) == 2, "one page, and what follows its form feed"
        assert text(path).count("listen") == words
        sizes.append(largest_size(path))
    assert sizes[0] > sizes[1] > sizes[2] >= 0.9 * sizes[0]


@pytest.mark.slow
def test_a_briefing_longer_than_a_page_is_refused_with_its_surplus(project: Project) -> None:
    lead(project, forms="page-for-managers")
    briefing(project, 500)
    with pytest.raises(BuildFailed) as failed:
        printed(project, "page-for-managers")
    (problem,) = failed.value.problems
    surplus = re.fullmatch(
        r"Lead: For managers: this has become longer than a page, by about (\d+) words", problem.message
    )
    assert surplus, problem.message
    assert 50 < int(surplus[1]) < 120
    assert str(problem.at).startswith("content/forms/page-for-managers.md")


@pytest.mark.slow
def test_a_briefing_names_the_dates_of_its_readers_and_six_at_most(project: Project) -> None:
    briefing(project, 60)
    events = "".join(f"  - {{what: Open hour {n}, for: everyone, week: {n}, day: Monday}}\n" for n in range(1, 9))
    own = "  - {what: Managers meet, for: managers, week: 30, day: Monday}\n  - {what: Mentors meet, for: mentors, week: 9}\n"
    manager = "people: {programme_manager: {name: Ada Moss, email: ada@acme.example}}\n"
    lead(project, f"{manager}events:\n{events}{own}", "page-for-managers")
    page = text(printed(project, "page-for-managers"))
    assert page.count("2027") == 6
    assert "Managers meet" in page
    assert "Open hour 3" in page
    assert "Open hour 4" not in page
    assert "Mentors meet" not in page
    assert "Ada Moss" in page


def places(path: Path, page: int, paper: str, suits: dict[str, str]) -> dict[tuple[int, int], str]:
    """The suit whose number and name stand in each card of a page, by column and row."""
    (width, height), (wide, high) = {"A4": (210, 297), "Letter": (215.9, 279.4)}[paper], CARD[paper]
    found = {}
    for x, y, word in re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" [^>]*>([^<]+)<', text(path, "-bbox", "-f", str(page), "-l", str(page))
    ):
        column = (float(x) / POINTS - (width - 2 * wide) / 2) // wide
        row = (float(y) / POINTS - (height - 4 * high) / 2) // high
        if word in suits and row >= 0:
            found[int(column), int(row)] = suits[word]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_starter_is_on_one_card_and_each_back_behind_its_front(project: Project, paper: str) -> None:
    lead(project, f"paper: {paper}\n")
    cards = deck(toolkit(project)[0])
    asked = [
        item
        for key in toolkit(project)[0].keys
        for block in key.every("starters")
        for item in re.findall(r"^- (.*)", block.text, re.MULTILINE)
    ]
    assert len(asked) == len(cards)
    path = printed(project, "cards")
    words = re.sub(r"[\W_]+", "", text(path))
    for starter in asked:
        assert words.count(re.sub(r"[\W_]+", "", starter)) == 1, starter
    suits = {card.suit.name.split()[0]: card.suit.name for card in cards} | {"own": "Your own"}
    fronts, backs = (places(path, page, paper, suits) for page in (3, 4))
    assert len(set(fronts.values())) == 2
    assert len(fronts) == 8
    assert backs == {(1 - column, row): suit for (column, row), suit in fronts.items()}


@pytest.mark.slow
def test_a_screen_reader_hears_fronts_and_passes_over_backs(project: Project) -> None:
    lead(project)
    with pikepdf.open(printed(project, "cards")) as pdf:
        heard: set[int] = set()
        waiting = [pdf.Root.StructTreeRoot.K[0]]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        while waiting:
            element = waiting.pop()
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary):
                    waiting.append(kid)
                else:
                    heard.add(numbers[element.Pg.objgen])
        sheets = range(3, len(pdf.pages) + 1)
        assert sheets
        assert heard == {1, 2, *sheets[::2]}


@pytest.mark.slow
def test_a_text_too_long_for_its_card_is_named_with_its_line(project: Project) -> None:
    lead(project)
    key = (stock_root() / "content/keys/our-agreement.md").read_text("utf-8")
    first = key.split("\n").index("/// starters") + 1
    long = "- " + " ".join(["Which promise would you rather not have made?"] * 14)
    project.write(
        "content/keys/our-agreement.md", "\n".join([*key.split("\n")[:first], long, *key.split("\n")[first:]])
    )
    with pytest.raises(BuildFailed) as failed:
        printed(project, "cards")
    (problem,) = failed.value.problems
    assert re.fullmatch(r"the text on this card is too long for it: \d+ letters find no room", problem.message)
    assert str(problem.at) == f"content/keys/our-agreement.md:{first + 1}:1"


@pytest.mark.slow
def test_a_certificate_is_one_landscape_page(project: Project) -> None:
    lead(project, "recognition: {certificate: yes}\npeople: {sponsor: Ines Holm, programme_manager: Ada Moss}\n")
    path = printed(project, "certificate")
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 842, 595]
    said = " ".join(text(path).split())
    dates = "1 February 2027 to 1 December 2027"
    for part in ("Certificate of participation", "Lead", "Acme", dates, "Ines Holm", "Ada Moss"):
        assert part in said


@pytest.mark.slow
def test_a_charter_with_only_a_need_leaves_the_rest_out(project: Project) -> None:
    lead(project, "need: {statement: Too few people know whom to ask.}\n")
    said = " ".join(text(printed(project, "charter")).split())
    assert "Why it exists Too few people know whom to ask. Dates at a glance" in said
    assert "The programme begins" in said
    assert "Agreed Sponsor Programme manager HR" in said
    for absent in ("None", "Goals", "Who may take part", "How pairs are made", "Finding out", "What is known"):
        assert absent not in said


@pytest.mark.slow
def test_each_book_prints_the_forms_for_its_reader_and_no_briefing(project: Project) -> None:
    briefing(project, 20)
    whole = "books: {mentor-workbook: {extent: complete}, mentee-workbook: {extent: complete}}\n"
    lead(project, whole, forms="page-for-managers, question-bank, goal-sheet, readiness-check, mentee-application")
    kit, job = toolkit(project)
    printed_in = {
        book.id: re.findall(r'id="forms-([\w-]+)" data-contents', compose(kit, book, job.layers).html)
        for book in books_of(kit)
        if book.holds_guides
    }
    assert printed_in == {
        "mentor-workbook": ["goal-sheet", "question-bank"],
        "mentee-workbook": ["goal-sheet"],
        "facilitator-guide": ["mentee-application", "question-bank", "readiness-check"],
    }


def test_headings_for_answers_are_those_of_the_forms(project: Project) -> None:
    project.write(
        "content/forms/apply.md",
        """\
        ---
        title: Apply
        summary: To take part.
        kind: application
        for: [mentee]
        ---

        /// fill | You
            columns: [Answer]
            rows: ["Name, please", Team]
        ///

        /// prompt | What would your {{ mentor }} hear first?
        ///

        /// scale | = How ready are you?
            low: Not
            high: Very
        ///

        /// checklist | I *know*
        - that it takes time
        ///

        /// fill | Signed
            columns: [Name, Date]
            rows: 1
        ///
        """,
    )
    more = """\
matching: {criteria: [Field, {name: "Hours, and place"}]}
evaluation:
  questionnaires:
    - {id: first, title: First, when: baseline, items: [{ask: "Do you know whom to ask?"}, {ask: Why?, answer: words}]}
wording: {mentor: guide}
"""
    lead(project, more, "apply")
    assert {row.name: row.data.decode("utf-8") for row in heading_rows(toolkit(project)[0])} == {
        "apply": '\ufeff"You: Name, please",You: Team,What would your guide hear first?,\'= How ready are you?,I know,'
        "Signed: Name,Signed: Date\r\n",
        "questionnaire-first": "\ufeffRole,Do you know whom to ask?,Why?\r\n",
        "matching": '\ufeffMentee,Guide,Field,"Hours, and place",What the mentee says,What the guide says,Time zone of the mentee,Time zone of the guide,Decision,Date\r\n',
    }
