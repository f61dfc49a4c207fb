"""The books of a definition: chapters added, dropped and put in another order, and books of one's own."""

from __future__ import annotations

import re

import page as validator
import pytest
from conftest import Project
from test_papers import names, text, toolkit

from mentorkit.build.outputs import make_book
from mentorkit.definition.books import GUIDE, WORKBOOK, chapters_for
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.layers import stock_root

LEAD = """\
title: Lead
organisation: Acme
starts: 2027-02-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation, feedback], reinforces: trust-and-contracting}
agreement: {confidentiality: Between us.}
library: {keys: [strengths], forms: [goal-sheet]}
"""
HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin}}\n"
OWN = """\
  board-pack:
    title: Board pack
    for: sponsors
    summary: What a board reads before it meets.
    chapters: [dates, keys/network-and-advisory-board, training/sponsor-briefing, forms/advisory-board-map]
"""
PIECES = "and pieces of the library such as keys/feedback"


def said(project: Project, books: str) -> list[str]:
    project.write("programs/acme/lead.yml", HEAD + f"books: {books}\n")
    return [line.removeprefix("programs/acme/lead.yml:") for line in project.problems()]


def chapters(project: Project, book: str, books: str) -> list[str]:
    """The ids of a book's headings that stand in its contents."""
    return re.findall(r'<h\d[^>]* id="([\w-]+)" data-contents="1"', html(project, book, books))


def html(project: Project, book: str, books: str) -> str:
    project.write("programs/acme/lead.yml", f"{LEAD}books:\n{books}")
    kit, job = toolkit(project)
    return compose(kit, next(one for one in books_of(kit) if one.id == book), job.layers).html


@pytest.mark.slow
def test_a_book_has_the_chapters_that_are_named_in_their_order(project: Project) -> None:
    first, last = ["welcome", "letter", "poster"], ["agreement", "closing", "keepsake"]
    usual = [*first, "forms-goal-sheet", "session-1", *last]  # the poster is the year on a page, which the goals face
    assert chapters(project, "mentee-workbook", "  cards: none\n") == usual
    every = [*first, "dates", "session-1", "reading", "further", "forms-goal-sheet", *last]
    assert chapters(project, "mentee-workbook", "  mentee-workbook: {extent: complete}\n") == every
    whole = "  mentee-workbook: {chapters: [agreement, keys/feedback, sessions, forms/ninety-day-plan]}\n"
    in_order = ["agreement", "keys-feedback", "session-1", "forms-ninety-day-plan"]
    assert chapters(project, "mentee-workbook", whole) == in_order
    changed = "  mentee-workbook: {chapters: {without: [forms, further], add: keys/stretch-assignment}}\n"
    in_order = [*first, "session-1", *last, "keys-stretch-assignment"]
    assert chapters(project, "mentee-workbook", changed) == in_order


def test_changes_go_through_archetypes(project: Project) -> None:
    chosen = (
        "  mentor-workbook: {extent: complete, chapters: {without: dates}}\n  mentee-workbook: {extent: complete}\n"
    )
    project.write("content/archetypes/house.yml", f"books:\n{chosen}{OWN}")
    own = "  board-pack: {chapters: {without: keys/network-and-advisory-board}}\n"
    project.write("programs/acme/lead.yml", f"archetype: house\n{LEAD}books:\n{own}")
    kit, _ = toolkit(project)
    planned = {book.id: book.chapters for book in books_of(kit) if book.chapters}
    assert planned == {
        "mentor-workbook": tuple(name for name in WORKBOOK if name != "dates"),
        "mentee-workbook": WORKBOOK,
        "facilitator-guide": GUIDE,
        "board-pack": ("dates", "training/sponsor-briefing", "forms/advisory-board-map"),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("readers", "files"),
    [("mentee, mentor", ["keys/feedback-mentee", "keys/feedback-mentor"]), ("mentee", ["keys/feedback"])],
)
def test_each_key_is_a_paper_of_its_own(readers: str, files: list[str], project: Project) -> None:
    key = (stock_root() / "content/keys/feedback.md").read_text("utf-8")
    project.write("content/keys/feedback.md", key.replace("for: [mentee, mentor]", f"for: [{readers}]"))
    project.write("programs/acme/lead.yml", LEAD)
    kit, job = toolkit(project)
    papers = [book for book in books_of(kit) if book.key and book.key.id == "feedback"]
    assert [book.stem for book in papers] == files
    assert not any(book.edition.fields for book in papers)
    assert all(book.edition.fields for book in books_of(kit, ["print", "fillable"]) if book.key)
    printed = compose(kit, papers[0], job.layers).html
    assert "Action for the mentee" in printed
    assert "Action for the mentor" not in printed
    project.write("programs/acme/lead.yml", LEAD + "books: {keys: none}\n")
    assert not any(book.key for book in books_of(toolkit(project)[0]))


@pytest.mark.slow
def test_a_book_can_be_left_out_or_renamed(project: Project) -> None:
    project.write("programs/acme/lead.yml", LEAD + "need: {statement: People leave.}\n")
    every = ["mentor-workbook", "mentee-workbook", "facilitator-guide", "cards", "charter", "forms/goal-sheet"]
    assert names(project) == every
    left_out = "books: {mentor-workbook: none, cards: None, charter: {title: Our brief}}\n"
    project.write("programs/acme/lead.yml", LEAD + "need: {statement: People leave.}\n" + left_out)
    assert names(project) == ["mentee-workbook", "facilitator-guide", "charter", "forms/goal-sheet"]
    kit, job = toolkit(project)
    charter = next(book for book in books_of(kit) if book.id == "charter")
    assert '<h1 id="charter">Our brief</h1>' in compose(kit, charter, job.layers).html


@pytest.mark.slow
def test_a_piece_that_is_a_chapter_stands_once_and_is_led_to(project: Project) -> None:
    made = html(
        project, "mentee-workbook", "  mentee-workbook: {chapters: [sessions, keys/feedback, forms, further]}\n"
    )
    assert made.count('id="keys-feedback"') == 1
    assert '<h1 class="key-title" id="keys-feedback" data-contents="1">Feedback</h1>' in made
    assert '<a class="page-of" href="#keys-feedback">page</a>' in made
    guide = html(project, "facilitator-guide", "  facilitator-guide: {chapters: [keys/strengths, sessions]}\n")
    assert guide.count('id="keys-strengths"') == 1


@pytest.mark.slow
def test_what_a_book_does_not_hold_is_not_led_to(project: Project) -> None:
    guide = html(project, "facilitator-guide", "  facilitator-guide: {chapters: [dates, sessions]}\n")
    assert "<strong>Puts to use</strong> <span>Trust, contracting and confidentiality</span></p>" in guide
    for made in (guide, html(project, "board-pack", OWN), html(project, "mentee-workbook", OWN)):
        assert set(re.findall(r'href="#([^"]+)"', made)) <= set(re.findall(r' id="([^"]+)"', made))


@pytest.mark.slow
def test_a_book_for_both_of_a_pair_has_what_is_for_either(project: Project) -> None:
    events = "events: [{week: 1, what: Talk, for: hr}, {week: 1, what: Circle, for: mentors}]\n"
    project.write(
        "programs/acme/lead.yml", f"{LEAD}{events}books: {{b: {{title: B, for: pairs, chapters: [dates, forms]}}}}\n"
    )
    kit, job = toolkit(project)
    book = next(one for one in books_of(kit) if one.id == "b")
    made = compose(kit, book, job.layers).html
    assert [word in made for word in ("Circle", "Talk", 'id="forms-goal-sheet"')] == [True, False, True]


@pytest.mark.slow
def test_what_only_a_book_names_is_no_guide_of_the_programme(project: Project) -> None:
    project.write("programs/acme/lead.yml", f"{LEAD}books:\n{OWN}")
    kit, _ = toolkit(project)
    named = ["keys/network-and-advisory-board", "training/sponsor-briefing", "forms/advisory-board-map"]
    assert [piece.path for piece in kit.pieces] == named
    assert not {guide.path for guide in kit.guides} & set(named)
    assert "forms/advisory-board-map" not in names(project)


@pytest.mark.slow
def test_every_chapter_has_a_template_and_can_be_set(project: Project) -> None:
    for readers, chosen in (
        ("mentees", ("mentee",)),
        ("sponsors", ("sponsor",)),
        ("[hr, sponsors]", ("sponsor", "hr")),
    ):
        plan = f"  every: {{title: Every, for: {readers}, chapters: [{', '.join(chapters_for(chosen))}]}}\n"
        assert "Our agreement" in html(project, "every", plan)


@pytest.mark.slow
def test_a_book_of_ones_own_is_as_sound_as_the_others(project: Project) -> None:
    project.write("programs/acme/lead.yml", f"{LEAD}editions: [print, screen]\nbooks:\n{OWN}")
    kit, job = toolkit(project)
    assert [book.stem for book in books_of(kit)][6:8] == ["board-pack", "board-pack-screen"]
    made = make_book(job, next(book for book in books_of(kit) if book.stem == "board-pack"))
    path = job.folder / made.path
    assert (made.title, made.audience, made.summary, made.edition) == (
        "Board pack", ("sponsor",), "What a board reads before it meets.", "to print on both sides",
    )  # fmt: skip
    assert made.pages > 12
    assert validator.validate_pdf(path, profile="pdfua-1").failures == []
    assert re.findall(r"(?m)^(\w[^\d\n]+?)\s+\d+$", text(path, "-f", "2", "-l", "2", "-layout")) == [
        "Timeline and key dates", "Network and advisory board", "Sponsor briefing and exposure", "Advisory board map",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_book_in_a_layer_has_the_chapter_of_that_layer(project: Project) -> None:
    project.write("templates/print/parts/closing.html", '{% extends "behind:print/parts/closing.html" %}')
    project.write("templates/print/parts/welcome.html", '<section class="chapter"><h1 id="hello">Hello</h1></section>')
    assert '<h1 id="hello">Hello</h1>' in html(
        project, "mentee-workbook", "  mentee-workbook: {chapters: [welcome, closing]}\n"
    )
    assert (stock_root() / "templates/print/parts/welcome.html").is_file()


GUIDE_CAN = "it can have dates, reading, glance, people, poster, calendar, checklists, training, sessions, agreement, evaluation, messages, forms, "
BAD = {
    "a slip in a book's name": ("{mentee-workbok: {chapters: dates}}", ['5:9  error  the book "mentee-workbok" does not say its title and for  [book] -> did you mean "mentee-workbook"?']),
    "a book of one's own that says little": ("{board-pack: {title: Pack}}", ['5:9  error  the book "board-pack" does not say its for and chapters  [book] -> a book of your own needs `title`, `for` and `chapters`']),
    "a name with spaces": ("{Board pack: {title: x}}", ['5:9  error  "Board pack" cannot be the name of a book  [field-value] -> use lower-case letters, digits and hyphens: board-pack']),
    "a slip in a chapter": ("{mentee-workbook: {chapters: [dates, clsing]}}", ['5:45  error  there is no chapter "clsing"  [chapter] -> did you mean "closing"?']),
    "a chapter like no other": ("{facilitator-guide: {chapters: [xyz]}}", [f'5:40  error  there is no chapter "xyz"  [chapter] -> {GUIDE_CAN}{PIECES}']),
    "a chapter that this book cannot have": ("{facilitator-guide: {chapters: [welcome]}}", [f'5:40  error  only a book for mentors alone or for mentees alone can have the chapter "welcome"  [chapter] -> {GUIDE_CAN}{PIECES}']),
    "a role's part in a book for two": ("{b: {title: x, for: pairs, chapters: expectations}}", [f'5:45  error  only a book for one role can have the chapter "expectations"  [chapter] -> {GUIDE_CAN}{PIECES}']),
    "a slip in a Key": ("{mentee-workbook: {chapters: [keys/feedbak]}}", ['5:38  error  no Key named "feedbak"  [key-exists] -> did you mean "feedback"?']),
    "a slip in a shelf": ("{mentee-workbook: {chapters: [form/goal-sheet]}}", ['5:38  error  there is no chapter "form/goal-sheet"  [chapter] -> did you mean "forms/goal-sheet"?']),
    "a chapter that stands twice": ("{mentee-workbook: {chapters: {add: dates}}}", ['5:43  error  "dates" is in this book already  [same-chapter] -> a chapter stands once: take one of the two out']),
    "a chapter that is not there to leave out": ("{mentee-workbook: {chapters: {without: [glnce]}}}", ['5:48  error  nothing with the id "glnce" would be taken over here  [inherit] -> known here: agreement, closing, dates, expectations, forms, further, keepsake, letter, poster, reading, sessions, welcome']),
    "a chapter that is changed": ("{mentee-workbook: {chapters: {change: {dates: {x: y}}}}}", ['5:47  error  "dates" is only a name, and nothing in it can be changed  [inherit] -> use `without` and `add`']),
    "no chapters": ("{mentee-workbook: {chapters: none}}", ['5:27  error  the book "mentee-workbook" has no chapters left  [book] -> to leave it out, write `mentee-workbook: none`']),
    "chapters of a book without any": ("{cards: {chapters: [dates]}}", ['5:27  error  the book "cards" has no chapters to choose from  [book] -> take this out']),
    "other readers of a standard book": ("{charter: {for: hr}}", ['5:24  error  the book "charter" has its readers already  [book] -> take this out, or give a book of your own another name']),
    "a book that takes the place of a briefing": ("{sponsor-briefing: {title: x, for: hr, chapters: dates}}", ['5:9  error  another file is called "sponsor-briefing", and this book would take its place  [file-name] -> give this book another name']),
    "a book that takes the place of an edition": ("{mentee-workbook-screen: {title: x, for: hr, chapters: dates}}", ['5:9  error  another file is called "mentee-workbook-screen", and this book would take its place  [file-name] -> give this book another name']),
    "a book that is left out and not there": ("{print: none}", ['5:16  error  no "print" would be taken over here  [inherit] -> `none` takes away what would be taken over']),
    "a list of books": ("[board]", ['5:8  error  "books" should have named lines under it, not a list  [field-group] -> write `name: value` lines, indented']),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_bad_books_are_explained(project: Project, name: str) -> None:
    books, expected = BAD[name]
    assert said(project, books) == expected


EXTENT = "mentor-workbook: {extent: %s}"


def stems(project: Project, more: str) -> list[str]:
    project.write("programs/acme/lead.yml", LEAD + more)
    return [book.stem for book in toolkit(project)[1].books if book.role == "mentor" and not book.key]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("extent", "names"),
    [
        ("essential", ["mentor-workbook"]),
        ("complete", ["mentor-workbook"]),
        ("[essential, complete]", ["mentor-workbook", "mentor-workbook-complete"]),
        ("[complete, essential]", ["mentor-workbook", "mentor-workbook-essential"]),
    ],
)
def test_the_first_extent_has_the_plain_name(extent: str, names: list[str], project: Project) -> None:
    assert stems(project, f"books: {{{EXTENT % extent}}}\n") == names
    editions = f"books: {{{EXTENT % extent}}}\neditions: [print, screen]\n"
    assert stems(project, editions) == [file for name in names for file in (name, f"{name}-screen")]


@pytest.mark.parametrize(
    ("book", "problem"),
    [
        ("facilitator-guide: {extent: essential}", 'the book "facilitator-guide" is always complete'),
        ("b: {title: B, for: pairs, chapters: dates, extent: complete}", 'the book "b" is always complete'),
        (EXTENT % "[complete, complete]", 'the book "mentor-workbook" names an extent twice'),
        ("mentor-workbook-complete: {title: B, for: hr, chapters: dates}", 'another file is called "mentor-workbook-complete"'),
    ],
)  # fmt: skip
def test_an_extent_that_a_book_cannot_have_is_told(book: str, problem: str, project: Project) -> None:
    (line,) = said(project, f"{{{book}}}")
    assert problem in line


@pytest.mark.slow
def test_an_essential_book_prints_what_is_essential_and_whole_what_somebody_names(project: Project) -> None:
    usual = html(project, "mentee-workbook", "  cards: none\n")
    assert "How openly do you expect" in usual
    assert "Write a few words in each of the three rings" not in usual
    assert "Signs" not in usual
    named = "  mentee-workbook: {chapters: [reading, forms/goal-sheet, forms/question-bank, keys/feedback]}\n"
    made = html(project, "mentee-workbook", named)
    assert re.findall(r'<h1[^>]* id="([\w-]+)"', made) == ["contents", "reading", "forms-goal-sheet", "forms-question-bank", "keys-feedback"]  # fmt: skip
    assert "First steps" in made
    assert "Read it once more" not in made


@pytest.mark.slow
def test_who_is_deputy_and_facilitator_stands_once(project: Project) -> None:
    people = "people: {programme_manager: {name: Ann Ash, deputy: Bo Birch}, facilitators: [Bo Birch, Cy Cedar]}\n"
    found = html(project, "mentee-workbook", people)
    assert re.findall(r'person-role">([^<]+)</p>\s*<p class="person-name">([^<]+)', found) == [
        ("Programme manager: first contact for anything", "Ann Ash"),
        ("Deputy, and facilitator", "Bo Birch"),
        ("Facilitator", "Cy Cedar"),
    ]
