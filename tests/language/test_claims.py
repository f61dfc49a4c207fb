"""What the stock says of a programme, and of tools, stands only where the definition makes it true."""

import re

import pytest
from conftest import LEAD, ROOT, Project

from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workbooks.compose.outline import visible_text

HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nsessions: {1: {title: Begin, week: 2}}\n"
MATCHES = "matching: {method: METHOD, rematch: {no_fault: yes}}\n"
STOCK = sorted([*ROOT.glob("content/archetypes/*.yml"), *ROOT.glob("programs/*/[a-z]*.yml")])
COUNTS = {"two": 2, "three": 3, "four": 4}


def shown(project: Project, definition: str, book: str) -> str:
    project.write(LEAD, HEAD + definition)
    job = project.job()
    made = next(one for one in books_of(job.toolkit) if one.id == book)
    return " ".join(visible_text(compose(job.toolkit, made, job.layers).html).split())


def guide(project: Project, definition: str, chapter: str) -> str:
    rest = "mentor-workbook: none, mentee-workbook: none, cards: none, charter: none"
    return shown(
        project, f"{definition}books: {{facilitator-guide: {{chapters: [{chapter}]}}, {rest}}}\n", "facilitator-guide"
    )


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("by hand", "People make the matches."),
        (
            "hybrid",
            "Software suggests matches and gives its reasons. People look at each, change what they see fit, and decide.",
        ),
        ("software", "A tool of the organisation makes the matches"),
        ("self-chosen", "People choose each other."),
    ],
)
def test_a_tool_is_named_where_the_organisation_says_that_it_has_one(project: Project, method: str, said: str) -> None:
    text = guide(project, MATCHES.replace("METHOD", method), "people")
    assert said in text
    assert bool(re.search("tool|[Ss]oftware", text)) == (method in ("hybrid", "software"))


def test_no_preset_says_that_software_suggests_matches_and_an_example_only_where_people_decide() -> None:
    for file in STOCK:
        text = file.read_text("utf-8")
        for method in re.findall(r"^  method: (.*)$", text, re.MULTILINE):
            decided = "\n  decided_by: " in text and "compare: " in text and file.parent.name != "archetypes"
            assert method == "by hand" or (method == "hybrid" and decided), file.name


@pytest.mark.parametrize(("books", "own"), [("", True), ("books: {mentee-workbook: none}\n", False)])
def test_a_book_speaks_of_another_one_where_there_is_one(project: Project, books: str, own: bool) -> None:
    assert ("has a book of their own" in shown(project, books, "mentor-workbook")) is own


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        (MATCHES.replace("METHOD", "by hand"), "Both sides know how to ask for another match."),
        ("privacy: [We keep names until July.]\n", "What was to be deleted of what is kept about people is deleted."),
    ],
)
def test_a_checklist_asks_for_what_was_promised(project: Project, definition: str, said: str) -> None:
    assert said in guide(project, definition, "checklists")
    assert said not in guide(project, "", "checklists")


def test_the_circles_that_a_preset_speaks_of_are_as_many_as_it_has() -> None:
    for file in (one for one in STOCK if not one.name.startswith("_")):
        text = file.read_text("utf-8")
        has = len(re.findall(r"kind: circle\b", text))
        said = re.findall(r"(?:of the|There are) (two|three|four) circles", text)
        assert {COUNTS[one] for one in said} <= {has} or not has, file.name
